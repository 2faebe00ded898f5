"""The whole result of a visitor's answers, as plain data in one language: what the page shows and the memo prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from jalon.facts import to_dict
from jalon.i18n import Speaker, speaker
from jalon.law import CHECKED_UNTIL
from jalon.law.after import AFTER
from jalon.law.matters import matters_on
from jalon.law.peq.procedure import PROCEDURE
from jalon.readings.around import costs_report, documents_report, matters_report
from jalon.readings.decide.decision import Decision, decide
from jalon.readings.timeline.calendar import Calendar, calendar
from jalon.readings.timeline.dates import DayToNote, days_to_note
from jalon.readings.timeline.watch import Warned, warning_report, warnings_of
from jalon.readings.timeline.when import LAST_DAY, horizon
from jalon.site.assessment.answers import Answers
from jalon.site.result.costs import costs_told
from jalon.site.result.streams import calendar_of, stream_told

# Days to note that make sense to who has filed already.
_AFTER_FILING: Final = ("permit-ends", "child-turns")
# Told by the days to note already.
_NOTED_ALREADY: Final = ("permit-ends", "french-expires")


def decisions_of(answers: Answers) -> tuple[Decision, ...]:
    """The decision of the filing day for each stream looked at."""
    return tuple(decide(answers.applicant, answers.day, programme) for programme in answers.streams)


def result_of(answers: Answers, today: date, lang: str) -> dict[str, Any]:
    """The whole result. Nothing of it is kept."""
    say = speaker(lang)
    decisions = decisions_of(answers)
    calendars = [calendar_of(decision, filed=answers.filed) for decision in decisions]
    data = to_dict(answers.applicant)
    on = max(answers.day, today)
    streams = [
        stream_told(decision, found, data, say, filed=answers.filed, on=on)
        for decision, found in zip(decisions, calendars, strict=True)
    ]
    missing = _once(fact for stream in streams for fact in (*stream["missing"], *stream["intake"]["missing"]))
    return {
        "day": answers.day.isoformat(),
        "today": today.isoformat(),
        "filed": answers.filed,
        "past": answers.day < today,
        "streams": streams,
        "missing": missing,
        "missing_words": say.plural("{count} fait manque encore", "{count} faits manquent encore", len(missing)),
        "not_open": any(stream["intake"]["verdict"] != "met" for stream in streams),
        "closed": any(stream["intake"]["verdict"] == "not-met" for stream in streams),
        "duties": list(dict.fromkeys(words for stream in streams for words in stream["duties"])),
        "warnings": list(dict.fromkeys(words for stream in streams for words in stream["warnings"])),
        "dates": dates_told(answers, calendars, today, say),
        "documents": documents_report(decisions, lang),
        "costs": costs_told(costs_report(answers.applicant, answers.day, lang), say),
        "filing": matters_report(matters_on(PROCEDURE, answers.day, "filing"), lang),
        "waiting": matters_report(matters_on(PROCEDURE, answers.day, "waiting"), lang),
        "after": matters_report(matters_on(AFTER, on), lang),
        "checked_until": CHECKED_UNTIL,
        # Past that day, what is said of the law is what was last known of it.
        "unchecked": answers.day.isoformat() > CHECKED_UNTIL,
    }


def _once(facts: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({fact["label"]: fact for fact in facts}.values())


# --- Dates ------------------------------------------------------------------------------------------------------------


def notes_of(answers: Answers, calendars: Sequence[Calendar], today: date, say: Speaker) -> tuple[DayToNote, ...]:
    """The days to note from today on, for a calendar; of who has filed, nothing of eligibility is left to note."""
    if answers.filed:
        return ()
    start = min(today, answers.day)
    return tuple(note for note in days_to_note(calendars, say) if note.day >= start)


def dates_told(answers: Answers, calendars: Sequence[Calendar], today: date, say: Speaker) -> list[dict[str, str]]:
    """The dates to watch, in order of time: a day, what it is, why."""
    applicant = answers.applicant
    told = [
        {"day": note.day.isoformat(), "title": note.title, "words": f"{note.words}." if note.words else ""}
        for note in notes_of(answers, calendars, today, say)
    ]
    told += [
        {"day": report["date"], "title": report["words"], "words": ""}
        for report in (warning_report(warned, applicant, say) for warned in _warnings(answers, calendars, today))
    ]
    return sorted({(d["day"], d["title"]): d for d in told}.values(), key=lambda d: (d["day"], d["title"]))


def _warnings(answers: Answers, calendars: Sequence[Calendar], today: date) -> list[Warned]:
    if answers.filed:
        start = min(max(today, answers.day), LAST_DAY)
        onward = calendar(answers.applicant, start, horizon(start), answers.streams[0])
        return [warned for warned in warnings_of(onward) if warned.kind in _AFTER_FILING and not warned.note]
    found = {
        (warned.kind, warned.path, warned.day): warned
        for one in calendars
        for warned in warnings_of(one)
        if warned.kind not in _NOTED_ALREADY
        and not (warned.kind == "child-turns" and warned.note)
        and warned.until >= min(today, answers.day)
    }
    return list(found.values())
