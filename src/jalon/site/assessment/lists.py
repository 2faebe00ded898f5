"""Lists (studies, jobs, permits, proofs, stays...): one card an element, "add another", "that is all"."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jalon.facts.fields import LONGEST_LIST
from jalon.readings.interview.places import standing, steps_of
from jalon.site.assessment import flow
from jalon.site.assessment.answers import Answers
from jalon.site.assessment.common import begun, kept_and_on, origin, question_for, step_address, to
from jalon.site.assessment.places import element_of, is_list, path_of
from jalon.site.assessment.wording import card_of
from jalon.site.rendering import page, say_of


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def list_(request: HttpRequest, answers: Answers, place: str) -> HttpResponse:
    """A list: what it has, and the ways to go on from it."""
    path = path_of(place, answers.data)
    if not is_list(path):
        raise Http404("not a list")
    errors = []
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "add":
            try:
                more, new = flow.added(answers, path)
            except ValueError:
                errors = [("add", say_of(request)("Une liste a au plus {count} éléments.", count=LONGEST_LIST))]
            else:
                return _into(request, more, new)
        elif act == "close":
            return kept_and_on(request, flow.closed(answers, path))
        elif act == "unknown":
            return kept_and_on(request, flow.list_unknown(answers, path))
        else:
            errors = [("add", say_of(request)("Choisissez comment continuer."))]
    return _shown(request, answers, path, errors)


def _shown(request: HttpRequest, answers: Answers, path: str, errors: list[tuple[str, str]]) -> HttpResponse:
    say = say_of(request)
    question = question_for(answers, path)
    words = question.asked.list_
    if words is None:
        raise Http404("not a list")
    elements = standing(answers.data, steps_of(path))
    count = len(elements) if isinstance(elements, list) else 0
    back = origin(request)
    return page(
        request,
        "assessment/list.html",
        status=422 if errors else 200,
        asked=(words.more if count else question.asked.question).text(say.lang),
        hint=question.asked.hint.text(say.lang),
        add=words.add.text(say.lang),
        nothing=words.none.text(say.lang),
        why=question.why(say),
        told=isinstance(elements, list),
        cards=[card_of(f"{path}[{row}]", answers.applicant, answers.data, say) for row in range(count)],
        caption=question.owner(answers.applicant, say),
        errors=errors,
        back=step_address(request, flow.Step(back) if back else flow.before(answers, path)),
    )


def _into(request: HttpRequest, answers: Answers, path: str) -> HttpResponse:
    """Into a new element: to its first question, else to all its facts."""
    step = flow.next_step(answers)
    inside = step.name == "fact" and step.place.startswith(f"{path}.")
    return to(request, answers, step if inside else flow.Step("element", path))


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def element(request: HttpRequest, answers: Answers, place: str) -> HttpResponse:
    """An element with all its facts, to change, to complete or to remove."""
    path = path_of(place, answers.data)
    try:
        element_of(path)
    except KeyError:
        raise Http404("not an element") from None
    if is_list(path) or not isinstance(standing(answers.data, steps_of(path)), dict):
        raise Http404("not an element")
    say = say_of(request)
    if request.method == "POST":
        list_path = path.rpartition("[")[0]
        if request.POST.get("act") == "remove" and list_path and path.endswith("]"):
            return to(request, flow.removed(answers, path), flow.Step("list", list_path))
        return kept_and_on(request, answers)
    back = origin(request)
    return page(
        request,
        "assessment/element.html",
        card=card_of(path, answers.applicant, answers.data, say),
        removable=path.endswith("]"),
        back=step_address(request, flow.Step(back) if back else flow.before(answers, path)),
    )
