"""What the views of the assessment share: only for who has begun, where to go, a form sent again with its error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from jalon.readings.interview.questions import Question, question_at
from jalon.site.assessment.answers import Answers, answers_of, keep
from jalon.site.assessment.flow import Step, next_step
from jalon.site.assessment.places import slug_of
from jalon.site.languages import address, language_of

# Where a page was reached from, so that a change comes straight back: values of the query "from".
CHECK: Final = "check"
BACK_TO: Final = {CHECK: "check", "result": "result"}

View = Callable[..., HttpResponse]


def begun(view: Callable[..., HttpResponse]) -> View:
    """Calls the view with the visitor's answers; without any, goes to the start page."""

    @wraps(view)
    def guarded(request: HttpRequest, **places: Any) -> HttpResponse:
        answers = answers_of(request)
        if answers is None:
            return HttpResponseRedirect(address(language_of(request), "start"))
        return view(request, answers, **places)

    return guarded


def step_address(request: HttpRequest, step: Step) -> str:
    """The address of a page."""
    places = {"place": slug_of(step.place)} if step.place else {}
    return address(language_of(request), step.name, **places)


def origin(request: HttpRequest) -> str:
    """The name of the page to come back to; empty on the way forward."""
    return BACK_TO.get(request.GET.get("from", ""), "")


def kept_and_on(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Keep the answers, then go back to where a change was asked from, else to what comes next."""
    back = origin(request)
    target = address(language_of(request), back) if back else step_address(request, next_step(answers))
    return keep(request, HttpResponseRedirect(target), answers)


def to(request: HttpRequest, answers: Answers, step: Step) -> HttpResponse:
    """Keep the answers and go to a page."""
    return keep(request, HttpResponseRedirect(step_address(request, step)), answers)


def question_for(answers: Answers, path: str) -> Question:
    """The question of the interview when it is the one, with what it keeps open; else that of the place."""
    asked = answers.interview.question
    if asked is not None and asked.path == path:
        return asked
    try:
        return question_at(path, answers.applicant, ())
    except (KeyError, ValueError):
        raise Http404("not a question") from None
