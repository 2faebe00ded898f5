"""The overview of the law, and the page of one version of a stream."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Intake, Programme, Version
from jalon.law import PROGRAMMES
from jalon.readings.words import citation_words, version_words
from jalon.site.clock import today
from jalon.site.languages import address, language_of
from jalon.site.law.comparing import compare_address
from jalon.site.law.finding import (
    AS_APPLIED,
    AS_WRITTEN,
    Absent,
    Link,
    day_named,
    law_page,
    place_of_version,
    programme_named,
    span_words,
    version_at,
    written_version,
)
from jalon.site.law.states import state_of_intake, state_of_version
from jalon.site.rendering import page, say_of


def presented(programme: str, say: Speaker) -> str:
    """For whom a stream is, in one sentence; empty for one that has none yet."""
    return {
        "peq-graduates": say("Pour les personnes qui ont obtenu un diplôme au Québec."),
        "peq-workers": say("Pour les personnes qui travaillent au Québec avec un statut temporaire."),
    }.get(programme, "")


def intake_told(period: Intake, lang: Lang, say: Speaker) -> dict[str, Any]:
    """A period of intake, for templates: badge, words, dates, source."""
    return {
        "state": state_of_intake(period, say),
        "words": period.words.text(lang),
        "since": period.since,
        "until": period.until,
        "span": span_words(say, period.since, period.until),
        "citation": citation_words(period.citation, lang),
    }


def version_told(programme: Programme, version: Version, lang: Lang, say: Speaker, view: str) -> dict[str, Any]:
    """A version in a list: badge, dates, title, acts, address."""
    return {
        "state": state_of_version(version, today(), say),
        "title": version.title.text(lang),
        "since": version.since,
        "span": span_words(say, version.since, version.until),
        "instruments": [i.title.text(lang) for i in version.instruments],
        "address": place_of_version(lang, programme, date.fromisoformat(version.since), view),
        "written": view == AS_WRITTEN,
    }


@law_page
def overview(request: HttpRequest) -> HttpResponse:
    """Both streams, their state today, their versions, and the way to every other page of the law."""
    lang, say, now = language_of(request), say_of(request), today()
    streams = []
    for programme in PROGRAMMES.values():
        listed = [(AS_APPLIED, v) for v in programme.versions]
        listed += [(view, v) for view, versions in programme.views for v in versions]
        # Newest first; the text as written comes just under the one that took its place.
        listed.sort(key=lambda item: (item[1].since, item[0] == AS_APPLIED), reverse=True)
        streams.append(
            {
                "id": programme.id,
                "title": programme.title.text(lang),
                "presented": presented(programme.id, say),
                "intake": intake_told(programme.intake_on(now.toordinal()), lang, say),
                "current": place_of_version(lang, programme, now),
                "versions": [version_told(programme, v, lang, say, view) for view, v in listed],
            }
        )
    return page(request, "law/overview.html", streams=streams, today=now)


@law_page
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The address of a stream leads to its place in the overview."""
    found = programme_named(request, programme)
    return HttpResponsePermanentRedirect(f"{address(language_of(request), 'law')}#{found.id}")


@law_page
def version(request: HttpRequest, programme: str, day: str) -> HttpResponse:
    """The text that governs an application filed on a day. Its own address is that of its first day."""
    stream = programme_named(request, programme)
    found = version_at(stream, on := day_named(request, stream, day))
    if found.since != day:
        return HttpResponseRedirect(place_of_version(language_of(request), stream, on))
    return _version(request, stream, found, AS_APPLIED)


@law_page
def written(request: HttpRequest, programme: str, day: str) -> HttpResponse:
    """The text as it was written, where a later one changed it retroactively."""
    stream = programme_named(request, programme)
    on = day_named(request, stream, day)
    found = written_or_absent(request, stream, on)
    if found.since != day:
        return HttpResponseRedirect(place_of_version(language_of(request), stream, on, AS_WRITTEN))
    return _version(request, stream, found, AS_WRITTEN)


def written_or_absent(request: HttpRequest, stream: Programme, on: date) -> Version:
    """The text as written that day; raises Absent where it is the text as applied."""
    found = written_version(stream, on)
    if found is None:
        say = say_of(request)
        raise Absent(
            say("Il n’y a pas de texte d’origine à cette date"),
            say("Ce jour-là, le texte d’origine est celui qui s’applique."),
            Link(place_of_version(language_of(request), stream, on), say("Le texte de ce jour")),
        )
    return found


def _version(request: HttpRequest, stream: Programme, found: Version, view: str) -> HttpResponse:
    lang, say = language_of(request), say_of(request)
    first = date.fromisoformat(found.since)
    place = next((i for i, v in enumerate(stream.versions) if v is found), None)
    before = stream.versions[place - 1] if place else None
    after = stream.versions[place + 1] if place is not None and place + 1 < len(stream.versions) else None
    other = AS_APPLIED if view == AS_WRITTEN else AS_WRITTEN
    counterpart = version_at(stream, first) if view == AS_WRITTEN else written_version(stream, first)
    return page(
        request,
        "law/version.html",
        told=version_words(stream, found, lang),
        stream=stream,
        view=view,
        span=span_words(say, found.since, found.until),
        state=state_of_version(found, today(), say),
        intakes=[intake_told(p, lang, say) for p in stream.intake if p.first <= found.last and found.first <= p.last],
        before=before and version_told(stream, before, lang, say, AS_APPLIED),
        change=before and compare_address(lang, stream.id, first - timedelta(days=1), first),
        after=after and version_told(stream, after, lang, say, AS_APPLIED),
        counterpart=counterpart and version_told(stream, counterpart, lang, say, other),
    )
