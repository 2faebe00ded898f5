"""Operations about one person: decide, timeline, when, remedies, what if, next question. The file is read, answered about
and forgotten: nothing of it is kept or logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from jalon.facts import FactsError
from jalon.facts.dates import FIRST_YEAR
from jalon.i18n import Lang, speaker
from jalon.language.calendar import add_months
from jalon.readings.decide.decision import decide
from jalon.readings.decide.report import report
from jalon.readings.interview import next_question, question_data
from jalon.readings.patience import OutOfTimeError, within
from jalon.readings.remedies.report import remedies_report
from jalon.readings.remedies.search import remedies
from jalon.readings.timeline.calendar import calendar
from jalon.readings.timeline.report import timelines_report
from jalon.readings.timeline.when import LAST_DAY, when, when_report
from jalon.readings.whatif import Change, ChangeError, changed, compared, couple, job_ends, set_at, whatif_report
from jalon.site.api.answering import answer
from jalon.site.api.asking import Body, ForTimeline, OnDay, OverDays, ToAsk, ToCompare, ToDecide, facts_refused
from jalon.site.api.problems import ProblemError, Told
from jalon.site.api.shapes.days import Remedies, Timelines, WhatIf, When
from jalon.site.api.shapes.decisions import Decisions
from jalon.site.api.shapes.registers import NextQuestion
from jalon.site.languages import language_of

router = Router(tags=["person"], by_alias=True)

# The longest that one request may be worked on, in seconds; searches over many days may take more.
SHORT: Final = 3.0
LONG: Final = 6.0
# Years shown before and after the day looked at, as on the command line.
YEARS_BACK: Final = 2
YEARS_AHEAD: Final = 5
FIRST_DAY: Final = date(FIRST_YEAR, 1, 1)
_FAULTS: Final = {
    "no-job": (
        "job_ends_on",
        "job_ends_on : aucun emploi n’est occupé ce jour-là ; donnez un jour où il y en a un",
        "job_ends_on: no job is held that day; give a day on which there is one",
    ),
    "path-form": (
        "changes",
        "changes : un chemin est mal écrit ; par exemple jobs[0].hours_per_week",
        "changes: a path is ill written; for example jobs[0].hours_per_week",
    ),
    "no-such-place": (
        "changes",
        "changes : un chemin ne mène nulle part dans ce dossier",
        "changes: a path leads nowhere in this file",
    ),
}


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    try:
        with within(seconds):
            yield
    except OutOfTimeError:
        raise ProblemError("too-much-work") from None


def spoken(request: HttpRequest, body: Body) -> Lang:
    """The language of the answer: that of the body, else of the address, else of the headers."""
    return body.lang or language_of(request)


@router.post("decide", operation_id="decide", response=Decisions)
def decide_file(request: HttpRequest, body: ToDecide) -> HttpResponse:
    """One file on one day, with its reasons."""
    lang = spoken(request, body)
    with _in_time(SHORT):
        decisions = [decide(body.applicant, body.day, name, body.view or "as-applied") for name in body.streams]
        return answer(request, report(decisions, lang), lang)


@router.post("timeline", operation_id="timeline", response=Timelines)
def timeline(request: HttpRequest, body: ForTimeline) -> HttpResponse:
    """One file through time."""
    lang, today = spoken(request, body), body.on or date.today()
    first, last = body.span(_years_from(today, -YEARS_BACK), _years_from(today, YEARS_AHEAD))
    with _in_time(LONG):
        calendars = [calendar(body.applicant, first, last, name) for name in body.streams]
        return answer(request, timelines_report(calendars, today, lang), lang)


def _years_from(day: date, years: int) -> date:
    return min(max(date.fromordinal(add_months(day.toordinal(), 12 * years)), FIRST_DAY), LAST_DAY)


@router.post("when", operation_id="when", response=list[When])
def first_days(request: HttpRequest, body: OverDays) -> HttpResponse:
    """The first eligible day of one file."""
    lang = spoken(request, body)
    first, last = body.span(date.today())
    with _in_time(LONG):
        told = [when_report(when(body.applicant, first, name, last), lang) for name in body.streams]
    return answer(request, told, lang)


@router.post("remedies", operation_id="remedies", response=list[Remedies])
def what_can_be_done(request: HttpRequest, body: OnDay) -> HttpResponse:
    """What would make one file eligible."""
    lang = spoken(request, body)
    with _in_time(LONG):
        told = [remedies_report(remedies(body.applicant, body.day, name), lang) for name in body.streams]
    return answer(request, told, lang)


@router.post("whatif", operation_id="whatif", response=WhatIf)
def what_if(request: HttpRequest, body: ToCompare) -> HttpResponse:
    """One file before and after some changes; a couple."""
    lang = spoken(request, body)
    first, last = body.span(date.today())
    changes: list[Change] = []
    try:
        changes += [set_at(item.path, item.value) for item in body.changes or ()]
        if body.job_ends_on:
            changes.append(job_ends(body.job_ends_on))
        after = changed(body.applicant, changes)
    except ChangeError as error:
        raise ProblemError("refused", [Told(*_FAULTS[error.kind])]) from None
    except FactsError as error:
        raise facts_refused(error) from None
    with _in_time(LONG):
        found = [compared(body.applicant, after, first, name, last) for name in body.streams] if changes else []
        pair = couple(after, body.other, first, body.streams, last) if body.other else None
        return answer(request, whatif_report(found, pair, lang), lang)


@router.post("next-question", operation_id="next-question", response=NextQuestion)
def next_one(request: HttpRequest, body: ToAsk) -> HttpResponse:
    """The next useful question about one file."""
    lang = spoken(request, body)
    with _in_time(SHORT):
        question = next_question(body.applicant, body.day, body.streams, thorough=bool(body.thorough))
        decisions = [decide(body.applicant, body.day, name) for name in body.streams]
        told: dict[str, Any] = {
            "filed_on": body.day.isoformat(),
            "question": question_data(question, body.applicant, speaker(lang)) if question else None,
            "programmes": [{"id": d.programme.id, "conditions_verdict": d.conditions_verdict} for d in decisions],
        }
    return answer(request, told, lang)
