"""The points of law, contested or decided: the question, the readings, the conditions that raise them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Point
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS
from jalon.site.languages import address, language_of
from jalon.site.law.authority import Met, where_met
from jalon.site.law.finding import (
    AS_APPLIED,
    Absent,
    Link,
    law_page,
    place_of_condition,
    span_words,
)
from jalon.site.rendering import page, say_of


def _point(point: Point, lang: Lang) -> dict[str, Any]:
    names = dict.fromkeys(CONDITION_NAMES[met.condition].text(lang) for met in where_met().get(point.id, ()))
    return {
        "id": point.id,
        "question": point.question.text(lang),
        "contested": point.treatment == "contested",
        "confidence": point.confidence,
        "readings": [words.text(lang) for _, words in point.readings],
        "decided": point.decided.text(lang) if point.decided else "",
        "address": address(lang, "law-point", point=point.id),
        "conditions": list(names),
    }


def _met(met: Met, lang: Lang, say: Speaker) -> dict[str, Any]:
    """Where a point is met, as spans of days: versions that follow one another are told as one."""
    spans = []
    applied = [v for v, view in met.versions if view == AS_APPLIED]
    # Versions that touch have the same distance between their rank and their place here.
    ranks = {v: i for i, v in enumerate(met.programme.versions)}
    for _, run in groupby(enumerate(applied), key=lambda item: ranks[item[1]] - item[0]):
        versions = [v for _, v in run]
        spans.append((versions[0].since, versions[-1].until, AS_APPLIED))
    spans += [(v.since, v.until, view) for v, view in met.versions if view != AS_APPLIED]
    return {
        "name": CONDITION_NAMES[met.condition].text(lang),
        "stream": met.programme.title.text(lang),
        "spans": [
            {
                "words": span_words(say, since, until),
                "written": view != AS_APPLIED,
                "address": place_of_condition(lang, met.programme.id, since, met.condition, view),
            }
            for since, until, view in spans
        ],
    }


@law_page
def points(request: HttpRequest) -> HttpResponse:
    """Every point of law, contested ones first."""
    lang = language_of(request)
    told = [_point(p, lang) for p in dict.fromkeys(POINTS.values())]
    return page(
        request,
        "law/points.html",
        contested=[p for p in told if p["contested"]],
        decided=[p for p in told if not p["contested"]],
    )


@law_page
def point(request: HttpRequest, point: str) -> HttpResponse:
    """One point of law. A second number of the same question leads to the first."""
    lang, say = language_of(request), say_of(request)
    found = POINTS.get(point)
    if found is None:
        raise Absent(
            say("Ce point de droit n’existe pas"),
            say("Choisissez-le dans la liste des points."),
            Link(address(lang, "law-points"), say("La liste des points")),
        )
    if found.id != point:
        return HttpResponsePermanentRedirect(address(lang, "law-point", point=found.id))
    return page(
        request,
        "law/point.html",
        told=_point(found, lang),
        also=[id for id, other in POINTS.items() if other is found and id != found.id],
        met=[_met(m, lang, say) for m in where_met().get(found.id, ())],
    )
