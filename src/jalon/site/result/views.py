"""The page of the result, and its downloads: memo (PDF), decision (JSON), dates (iCalendar).

The names of the files say nothing of anybody, and nothing is kept of what they hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from jalon.readings.decide.report import report
from jalon.readings.timeline.ics import ics_of
from jalon.site.assessment.answers import Answers, answers_of
from jalon.site.clock import today
from jalon.site.languages import address, language_of
from jalon.site.rendering import page, say_of
from jalon.site.result.memo import memo_of
from jalon.site.result.streams import calendar_of
from jalon.site.result.whole import decisions_of, notes_of, result_of
from jalon.site.result.words import link

View = Callable[[HttpRequest, Answers], HttpResponse]


def of_answers(view: View) -> Callable[..., HttpResponse]:
    """A page made from the visitor's answers; whoever has none is sent to the start page."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        answers = answers_of(request)
        if answers is None:
            return HttpResponseRedirect(address(language_of(request), "start"))
        return view(request, answers)

    return wrapped


@of_answers
def result(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The result."""
    lang = language_of(request)
    return page(
        request,
        "result/result.html",
        told=result_of(answers, today(), lang),
        has_notes=not answers.filed,
        links={"day": link(lang, "filing-day"), "file": link(lang, "file-yaml")},
    )


@of_answers
def memo(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The memo as PDF."""
    lang = language_of(request)
    return _file(memo_of(result_of(answers, today(), lang), lang), "application/pdf", "jalon-memo.pdf")


@of_answers
def as_json(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The decisions as data: the JSON of `jalon decide --json`."""
    told = report(decisions_of(answers), language_of(request))
    content = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return _file(content, "application/json", "jalon-decision.json")


@of_answers
def as_ics(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The days to note as a calendar file."""
    say = say_of(request)
    calendars = [calendar_of(decision, filed=answers.filed) for decision in decisions_of(answers)]
    notes = notes_of(answers, calendars, today(), say)
    content = ics_of(notes, answers.applicant, datetime.now(UTC), say).encode()
    return _file(content, "text/calendar; charset=utf-8", "jalon-dates.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
