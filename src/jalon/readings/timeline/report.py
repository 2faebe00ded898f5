"""A calendar as plain data, with its sentences in one language: the JSON of `jalon timeline --json`, and what the picture
and the table are made from. `SHAPE` changes when a key changes its meaning or goes away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from jalon.facts.dates import Span
from jalon.facts.labels import part_label, value_label
from jalon.facts.model import Permit
from jalon.i18n import Speaker, speaker
from jalon.language.bounds import MAYBE
from jalon.language.statutes import Version
from jalon.law import CHECKED_UNTIL
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar, Interval
from jalon.readings.timeline.causes import DatedFact
from jalon.readings.timeline.changes import SORTS, Cause, Change, Changes, LawBegins
from jalon.readings.timeline.headline import headline
from jalon.readings.timeline.story import cause_words, change_words, open_words

SHAPE: Final = "jalon.timeline/1"
VALUES: Final = {NOT_ASKED: "not-asked", 0: "not-met", 1: "undetermined", 2: "met"}
_OUTCOMES: Final = {0: "not-eligible", 1: "undetermined", 2: "eligible"}
_INTAKE: Final = {0: "closed", 1: "unknown", 2: "open"}


def timelines_report(calendars: Iterable[Calendar], today: date, lang: str) -> dict[str, Any]:
    """The calendars of one person, one for each stream."""
    return {
        "shape": SHAPE,
        "lang": speaker(lang).lang,
        "timelines": [timeline_report(calendar, today, lang) for calendar in calendars],
    }


def timeline_report(calendar: Calendar, today: date, lang: str) -> dict[str, Any]:
    """One calendar, with the reason of each change. Days are ISO dates, both ends of an interval inside."""
    say = speaker(lang)
    changes = Changes(calendar)
    told = headline(calendar, changes, today, say)
    return {
        "programme": calendar.programme.id,
        "title": calendar.programme.title.text(lang),
        "from": calendar.first.isoformat(),
        "to": calendar.last.isoformat(),
        "today": today.isoformat(),
        "headline": {"sentence": told.sentence, "details": list(told.details), "outcome": _OUTCOMES[told.value]},
        "lines": [_line(id, calendar, changes, say) for id in (OUTCOME, CONDITIONS, INTAKE, *calendar.conditions)],
        "law": [_version(version, calendar, lang) for version in calendar.versions if version is not None],
        "permits": [_permit(row, permit, say) for row, permit in enumerate(calendar.applicant.permits or ())],
        "checked_until": CHECKED_UNTIL,
    }


def line_name(id: str, say: Speaker) -> str:
    """What a line is called."""
    if id == OUTCOME:
        return say("Résultat")
    if id == CONDITIONS:
        return say("Conditions ensemble")
    return CONDITION_NAMES[id].text(say.lang)


def value_name(id: str, value: int, say: Speaker) -> str:
    """What a value of a line is called."""
    if id == OUTCOME:
        return (say("Non admissible"), say("Indéterminé"), say("Admissible"))[value]
    if id == INTAKE:
        return (say("demandes non reçues"), say("on ne sait pas"), say("demandes reçues"))[value]
    if value == NOT_ASKED:
        return say("non demandée")
    return (say("non satisfaite"), say("indéterminée"), say("satisfaite"))[value]


def interval_words(told: dict[str, Any], say: Speaker) -> str:
    """An interval of the report in one sentence: its value, its days, why it begins, what keeps it open."""
    first, last = (date.fromisoformat(told[key]) for key in ("from", "to"))
    days = {"first": say.date(first), "last": say.date(last)}
    span = say("du {first} au {last}", **days) if first < last else say("le {day}", day=days["first"])
    words = f"{told['words']} {span}"
    why = "; ".join(filter(None, (told["why"], told["open"])))
    return say("{words} : {why}", words=words, why=why) if why else words


def _line(id: str, calendar: Calendar, changes: Changes, say: Speaker) -> dict[str, Any]:
    intervals = []
    for interval in calendar.intervals(id):
        begins = interval.first > calendar.first
        change = changes.on(id, interval.first.toordinal()) if begins else None
        told = _interval(id, interval, change, calendar, say)
        if interval.value == MAYBE:
            open_ = changes.open_on(id, interval.first.toordinal())
            told |= {
                "open": open_words(open_, calendar.applicant, say),
                "missing": list(open_.facts),
                "contested": list(open_.points),
            }
        intervals.append(told)
    return {"id": id, "name": line_name(id, say), "intervals": intervals}


def _interval(id: str, interval: Interval, change: Change | None, calendar: Calendar, say: Speaker) -> dict[str, Any]:
    named = {OUTCOME: _OUTCOMES, INTAKE: _INTAKE}.get(id, VALUES)
    return {
        "from": interval.first.isoformat(),
        "to": interval.last.isoformat(),
        "value": interval.value,
        "verdict": named[interval.value],
        "words": value_name(id, interval.value, say),
        "why": change_words(change, calendar.applicant, say) if change else "",
        "causes": [_cause(cause, calendar, say) for cause in change.all_causes()] if change else [],
        # What keeps the line undetermined on the first of these days, where it is.
        "open": "",
        "missing": [],
        "contested": [],
    }


def _cause(cause: Cause, calendar: Calendar, say: Speaker) -> dict[str, Any]:
    told: dict[str, Any] = {"sort": SORTS[type(cause)], "words": cause_words(cause, calendar.applicant, say)}
    if isinstance(cause, DatedFact):
        told["fact"] = cause.path
    if isinstance(cause, LawBegins):
        told["version"] = cause.version.since
    return told


def _version(version: Version, calendar: Calendar, lang: str) -> dict[str, Any]:
    return {
        "since": version.since,
        "until": version.until,
        "title": version.title.text(lang),
        "begins_inside": version.first > calendar.first.toordinal(),
    }


def _permit(row: int, permit: Permit, say: Speaker) -> dict[str, Any]:
    kind = value_label(Permit, "kind", permit.kind).name(say.lang) if permit.kind else part_label(Permit).name(say.lang)
    return {
        "path": f"permits[{row}]",
        "name": kind,
        "from": _bounds(permit.from_),
        # None: it goes on. An absent end is unknown, which is told apart.
        "to": _bounds(permit.to),
        "ends": "unknown" if permit.to is None and "to" not in permit.model_fields_set else "known",
    }


def _bounds(span: Span | None) -> list[str] | None:
    return None if span is None else [span.earliest.isoformat(), span.latest.isoformat()]
