"""The page for when the PEQ is not open, or nobody knows: what the state of intake is today, what else exists, what to
prepare meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.law.elsewhere import ELSEWHERE
from jalon.law.matters import matters_on
from jalon.law.peq.documents import DOCUMENTS
from jalon.readings.around import matters_report, sources_words
from jalon.site.clock import today
from jalon.site.languages import language_of
from jalon.site.rendering import page, say_of
from jalon.site.result.words import link

# The home pages of the authorities: nothing deeper, for their pages move.
OFFICIAL: Final = {
    "fr": (
        ("Gouvernement du Québec – Immigration", "https://www.quebec.ca/immigration"),
        ("Arrima", "https://arrima.immigration-quebec.gouv.qc.ca/"),
        (
            "Gouvernement du Canada – Immigration (IRCC)",
            "https://www.canada.ca/fr/services/immigration-citoyennete.html",
        ),
    ),
    "en": (
        ("Gouvernement du Québec – Immigration", "https://www.quebec.ca/en/immigration"),
        ("Arrima", "https://arrima.immigration-quebec.gouv.qc.ca/"),
        ("Government of Canada – Immigration (IRCC)", "https://www.canada.ca/en/services/immigration-citizenship.html"),
    ),
}


@require_safe
def alternatives(request: HttpRequest) -> HttpResponse:
    """Other ways, and what to prepare."""
    lang, say, day = language_of(request), say_of(request), today()
    return page(
        request,
        "result/alternatives.html",
        today=day,
        intake=[intake_told(programme, day, say) for programme in PROGRAMMES],
        pstq={topic: matters_report(matters_on(ELSEWHERE, day, topic), lang) for topic in _TOPICS},
        slow=[
            {
                "name": document.name.text(lang),
                "lasts": document.lasts.text(lang) if document.lasts else "",
                "words": document.words.text(lang),
                "need": "yes",
                "each": [],
                "instead": "",
                "slow": True,
                "confidence": document.confidence,
                "sources": sources_words(document.sources, lang),
            }
            for document in DOCUMENTS
            if document.slow
        ],
        official=OFFICIAL[lang],
        calendar=link(lang, "law-intake"),
    )


_TOPICS: Final = ("how", "streams", "asked", "more")


def intake_told(programme: str, day: date, say: Speaker) -> dict[str, Any]:
    """The state of intake of a stream on a day, for anybody: past the last day checked, it is not known."""
    stream = PROGRAMMES[programme]
    period = stream.intake_on(day.toordinal())
    checked = day.toordinal() <= stream.last_checked
    state = period.state if checked and period.state in ("open", "closed") else "unknown"
    words = period.words.text(say.lang)
    if not checked:
        checked_until = say.date(stream.last_checked)
        words = say("Rien n’a été vérifié après le {day}. Dernier état connu : {words}", day=checked_until, words=words)
    return {
        "title": stream.title.text(say.lang),
        "state": state,
        "word": {
            "open": say("Demandes reçues"),
            "closed": say("Demandes non reçues"),
            "unknown": say("On ne sait pas si les demandes sont reçues"),
        }[state],
        "words": words,
    }
