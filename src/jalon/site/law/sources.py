"""The acts that make the law, with their dates, and the documents that were read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from jalon.i18n import Lang, Speaker
from jalon.law.instruments import SOURCES
from jalon.site.languages import language_of
from jalon.site.law.authority import Act, acts
from jalon.site.law.finding import AS_APPLIED, law_page, place_of_version
from jalon.site.rendering import page, say_of


def _told(act: Act, lang: Lang, say: Speaker) -> dict[str, Any]:
    instrument = act.instrument
    return {
        "id": instrument.id,
        "title": instrument.title.text(lang),
        "made": instrument.made,
        "in_force": instrument.in_force,
        "of_intake": act.of_intake,
        "versions": [
            {
                "words": say("{stream}, {title}", stream=stream.title.text(lang), title=version.title.text(lang)),
                "since": version.since,
                "written": view != AS_APPLIED,
                "address": place_of_version(lang, stream, date.fromisoformat(version.since), view),
            }
            for stream, version, view in act.versions
        ],
        "sources": [SOURCES[source].text(lang) for source in act.sources],
    }


@law_page
def sources(request: HttpRequest) -> HttpResponse:
    """Acts, newest first, with what rests on them; then every document read, in the order of the alphabet."""
    lang, say = language_of(request), say_of(request)
    return page(
        request,
        "law/sources.html",
        acts=[_told(act, lang, say) for act in reversed(acts())],
        read=sorted(
            (words.text(lang) for words in SOURCES.values()), key=lambda text: text.strip("«“ \u00a0").casefold()
        ),
    )
