"""The permanent address of a condition at a day: the text that governs, its authority, its history, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Programme, Version
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.history import Stage, condition_history, condition_ids, condition_of
from jalon.readings.words import condition_words
from jalon.site.languages import address, language_of
from jalon.site.law.citing import FORMATS, Cited, plain
from jalon.site.law.comparing import compare_address
from jalon.site.law.finding import (
    AS_APPLIED,
    AS_WRITTEN,
    Absent,
    Link,
    day_named,
    law_page,
    place_of_condition,
    place_of_version,
    programme_named,
    span_words,
    version_at,
    written_version,
)
from jalon.site.law.overview import written_or_absent
from jalon.site.rendering import page, say_of


@dataclass(frozen=True)
class Found:
    """What the address of a condition names."""

    stream: Programme
    day: date
    view: str
    version: Version
    id: str
    since: str
    until: str | None
    words: dict[str, Any] | None


def find(request: HttpRequest, programme: str, day: str, condition: str, view: str) -> Found:
    """The text of a condition on a day; its `words` are None where it is not asked that day. Raises Absent."""
    say, lang = say_of(request), language_of(request)
    stream = programme_named(request, programme)
    on = day_named(request, stream, day)
    version = version_at(stream, on) if view == AS_APPLIED else written_or_absent(request, stream, on)
    if condition not in condition_ids(stream):
        raise Absent(
            say("Cette condition n’existe pas dans ce volet"),
            say("Ce volet ne l’a jamais demandée. Choisissez une condition dans le texte de ce jour."),
            Link(place_of_version(lang, stream, on, view), say("Le texte du {day}", day=say.date(on))),
        )
    if view == AS_WRITTEN:
        found = condition_of(version, condition)
        words = condition_words(found, lang) if found else None
        return Found(stream, on, view, version, condition, version.since, version.until, words)
    stage = next(
        s
        for s in condition_history(stream.id, condition, lang)
        if s.since <= day and (s.until is None or day <= s.until)
    )
    return Found(stream, on, view, version, condition, stage.since, stage.until, stage.words)


def cited(request: HttpRequest, found: Found) -> Cited:
    """What a citation of the page says."""
    lang = language_of(request)
    place = place_of_condition(lang, found.stream.id, found.day.isoformat(), found.id, found.view)
    return Cited(
        lang=lang,
        key=f"jalon-{found.stream.id}-{found.id}-{found.day.isoformat()}-{found.view}-{lang}",
        condition=CONDITION_NAMES[found.id].text(lang),
        programme=found.stream.title.text(lang),
        day=found.day,
        as_written=found.view == AS_WRITTEN,
        authority=(found.words or {}).get("citation"),
        address=request.build_absolute_uri(place),
    )


def _show(request: HttpRequest, programme: str, day: str, condition: str, view: str) -> HttpResponse:
    lang, say = language_of(request), say_of(request)
    found = find(request, programme, day, condition, view)
    stages = condition_history(found.stream.id, condition, lang)
    written = written_version(found.stream, found.day)
    counterpart = None
    if view == AS_WRITTEN:
        counterpart = place_of_condition(lang, programme, day, condition)
    elif written is not None and (words := condition_of(written, condition)) is not None:
        counterpart = place_of_condition(lang, programme, day, words.id, AS_WRITTEN)
    name = "law-citation" if view == AS_APPLIED else "law-citation-written"
    return page(
        request,
        "law/condition.html",
        found=found,
        name=CONDITION_NAMES[condition].text(lang),
        title=found.stream.title.text(lang),
        span=span_words(say, found.since, found.until),
        version={
            "title": found.version.title.text(lang),
            "span": span_words(say, found.version.since, found.version.until),
            "address": place_of_version(lang, found.stream, found.day, view),
        },
        history=[_told(found, stage, lang, say) for stage in reversed(stages)],
        counterpart=counterpart,
        beyond=found.day.isoformat() > found.stream.checked_until,
        citation=plain(cited(request, found)),
        exports=[
            (label, address(lang, name, programme=programme, day=day, condition=condition, format=format))
            for format, (label, _) in FORMATS.items()
        ],
    )


def _told(found: Found, stage: Stage, lang: Lang, say: Speaker) -> dict[str, Any]:
    """A line of the history: when, what changed, where."""
    words = {
        "first": say("demandée dès le début"),
        "added": say("ajoutée"),
        "changed": say("modifiée"),
        "restated": say("même demande, autre texte"),
        "removed": say("retirée"),
        "absent": say("pas demandée"),
    }[stage.change]
    here = found.view == AS_APPLIED and stage.since == found.since
    first = date.fromisoformat(stage.since)
    asks = None if stage.words is None else stage.words.get("asks") or stage.words["former"]["clause"]
    return {
        "since": stage.since,
        "span": span_words(say, stage.since, stage.until),
        "change": words,
        "asks": asks,
        "here": here,
        "address": place_of_condition(lang, found.stream.id, stage.since, found.id),
        "compare": None
        if stage.change in ("first", "absent")
        else compare_address(lang, found.stream.id, first - timedelta(days=1), first),
    }


@law_page
def condition(request: HttpRequest, programme: str, day: str, condition: str) -> HttpResponse:
    """A condition as it governs an application filed on a day."""
    return _show(request, programme, day, condition, AS_APPLIED)


@law_page
def written(request: HttpRequest, programme: str, day: str, condition: str) -> HttpResponse:
    """A condition as it was written that day."""
    return _show(request, programme, day, condition, AS_WRITTEN)


def _export(request: HttpRequest, found: Found, format: str) -> HttpResponse:
    if format not in FORMATS:
        say = say_of(request)
        raise Absent(
            say("Ce format n’existe pas"),
            say("Les formats sont : {formats}.", formats=", ".join(FORMATS)),
            Link(
                place_of_condition(language_of(request), found.stream.id, found.day.isoformat(), found.id, found.view),
                say("La page de la condition"),
            ),
        )
    _, writer = FORMATS[format]
    body, kind = writer(cited(request, found))
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    name = f"jalon-{found.stream.id}-{found.id}-{found.day.isoformat()}"
    response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


@law_page
def citation(request: HttpRequest, programme: str, day: str, condition: str, format: str) -> HttpResponse:
    """The citation of a condition, for a reference manager."""
    return _export(request, find(request, programme, day, condition, AS_APPLIED), format)


@law_page
def citation_written(request: HttpRequest, programme: str, day: str, condition: str, format: str) -> HttpResponse:
    """The citation of a condition as it was written."""
    return _export(request, find(request, programme, day, condition, AS_WRITTEN), format)
