"""Questions, one a page: the stream, the filing day, then every fact of the file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.facts import FactsError, parse_applicant, to_dict
from jalon.facts.dates import RANGE_MARK
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.interview.places import ABSENT, standing, steps_of
from jalon.readings.interview.questions import Question
from jalon.site.assessment import flow, pickers
from jalon.site.assessment.answers import Answers
from jalon.site.assessment.common import begun, kept_and_on, origin, question_for, step_address, to
from jalon.site.assessment.fields import FieldError, day_of, first_field, is_picked, is_share, read_answer
from jalon.site.assessment.places import is_list, path_of, put, slug_of
from jalon.site.assessment.values import form_values, place_caption
from jalon.site.assessment.wording import span_words
from jalon.site.clock import today
from jalon.site.rendering import page, say_of

_BOTH: Final = "both"


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new assessment, in the place of the one under way if there is one."""
    return to(request, Answers(), flow.Step("stream"))


@require_safe
@begun
def next_(request: HttpRequest, answers: Answers) -> HttpResponse:
    """To whatever comes next."""
    return to(request, answers, flow.next_step(answers))


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def stream(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Which stream, or both."""
    say = say_of(request)
    chosen = request.POST.get("answer", "") if request.method == "POST" else _BOTH * (len(answers.programmes) > 1)
    error = ""
    if request.method == "POST":
        if chosen in (*PROGRAMMES, _BOTH):
            programmes = tuple(PROGRAMMES) if chosen == _BOTH else (chosen,)
            return kept_and_on(request, replace(answers, programmes=programmes))
        error = say("Choisissez un volet, ou « Les deux ».")
    elif len(answers.programmes) == 1:
        chosen = answers.programmes[0]
    return page(
        request,
        "assessment/stream.html",
        status=422 if error else 200,
        programmes=[(p.id, p.title.text(say.lang)) for p in PROGRAMMES.values()],
        chosen=chosen,
        errors=[("answer-0", error)] if error else [],
        back=None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def filing_day(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The filing day: today, a day to come, or the day of an application filed already."""
    say = say_of(request)
    now = today()
    chosen, day, errors = _chosen_day(answers, now), answers.day, []
    posted: dict[str, str] = {}
    if request.method == "POST":
        posted = {key: str(value) for key, value in request.POST.items()}
        chosen = posted.get("answer", "")
        try:
            day = _day(posted, chosen, now, say)
        except FieldError as error:
            errors = [(error.field, error.words)]
        else:
            return kept_and_on(request, replace(answers, filed_on=day.isoformat(), filed=chosen == "filed"))
    fields = {part: posted.get(part, "") for part in ("day", "month", "year")}
    if not posted and chosen in ("filed", "later"):
        fields = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    return page(
        request,
        "assessment/filing_day.html",
        status=422 if errors else 200,
        chosen=chosen,
        fields=defaultdict(str, fields),
        errors=errors,
        now=now,
        back=step_address(request, flow.Step("stream")),
    )


def _chosen_day(answers: Answers, now: date) -> str:
    if not answers.filed_on:
        return ""
    return "filed" if answers.filed else "today" if answers.day == now else "later"


def _day(posted: dict[str, str], chosen: str, now: date, say: Speaker) -> date:
    if chosen == "today":
        return now
    if chosen not in ("filed", "later"):
        raise FieldError("answer-0", say("Dites de quel jour il s’agit."))
    day = day_of(posted, say("Jour de la demande"), say)
    if chosen == "filed" and day > now:
        raise FieldError("year", say("Une demande déjà déposée ne peut pas dater d’un jour à venir."))
    return day


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def fact(request: HttpRequest, answers: Answers, place: str) -> HttpResponse:
    """The question of one place of the file."""
    path = path_of(place, answers.data)
    if is_list(path):
        return to(request, answers, flow.Step("list", path))
    question = question_for(answers, path)
    if is_picked(question):
        found = pickers.picked(request, answers, question)
        if isinstance(found, HttpResponse):
            return found
        more: dict[str, Any] = found
    else:
        more = {}
    if request.method != "POST" or more.get("searched"):
        return _asked(request, answers, question, form_values(question, answers.data), [], **more)
    posted = {key: str(value) for key, value in request.POST.items()}
    say = say_of(request)
    try:
        given = read_answer(question, posted, say)
        after = (
            flow.answered(answers, question, given.value, given.at) if given.known else flow.unknown(answers, question)
        )
    except FieldError as error:
        return _asked(request, answers, question, posted, [(error.field, error.words)], **more)
    except FactsError as error:
        # Two facts that the file cannot hold together, most often: both are named, and both can be changed.
        errors = [(first_field(question), words) for words in error.text(say.lang).split("\n")]
        return _asked(request, answers, question, posted, errors, clash=_clash(error, answers, path, say), **more)
    return kept_and_on(request, _titled(after, path, posted.get("query", "")))


def _titled(answers: Answers, path: str, query: str) -> Answers:
    """The words that found an occupation become the title of the job, when it has none: it is called by them then."""
    owner, _, key = path.rpartition(".")
    words = " ".join(query.split())
    if key != "occupation" or not words or standing(answers.data, (*steps_of(owner), "title")) is not ABSENT:
        return answers
    try:
        data = to_dict(parse_applicant(put(answers.data, f"{owner}.title", words)))
    except FactsError:
        return answers
    return replace(answers, data=data)


def _clash(error: FactsError, answers: Answers, path: str, say: Speaker) -> list[tuple[str, str]]:
    """The other places of the file that the errors name, which may be the ones to change."""
    found = {}
    for problem in error.problems:
        owner = path.rpartition(".")[0]
        for other in (problem.path, f"{owner}.{problem.allowed[0]}" if owner and problem.allowed else ""):
            if other and other != path and standing(answers.data, _steps(other)) is not ABSENT:
                found[slug_of(other)] = place_caption(other, answers.applicant, say)
    return list(found.items())


def _steps(path: str) -> tuple[str | int, ...]:
    try:
        return steps_of(path)
    except ValueError:
        return ("",)


def _asked(
    request: HttpRequest,
    answers: Answers,
    question: Question,
    values: dict[str, str],
    errors: list[tuple[str, str]],
    **more: Any,
) -> HttpResponse:
    say = say_of(request)
    back = origin(request)
    return page(
        request,
        "assessment/question.html",
        status=422 if errors else 200,
        question=question,
        asked=question.asked.question.text(say.lang),
        hint=question.asked.hint.text(say.lang),
        share=is_share(question),
        # A field that was not sent is empty.
        values=defaultdict(str, values),
        errors=errors,
        clash=more.pop("clash", []),
        caption=question.owner(answers.applicant, say),
        why=question.why(say),
        between=span_words(question.known, say) if RANGE_MARK in question.known else "",
        back=step_address(request, flow.Step(back) if back else flow.before(answers, question.path)),
        **{"hits": None, "query": "", "searched": False, **more},
    )
