"""Everything at once: the answers to check, and facts that contradict one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.facts import Applicant
from jalon.law import PROGRAMMES
from jalon.readings.contradictions import contradictions
from jalon.readings.interview.places import part_and_key, part_inside, standing
from jalon.site.assessment import flow
from jalon.site.assessment.answers import Answers
from jalon.site.assessment.common import begun, step_address, to
from jalon.site.assessment.places import is_list, slug_of
from jalon.site.assessment.values import place_caption
from jalon.site.assessment.wording import card_of, list_of, person_card, value_words
from jalon.site.rendering import page, say_of


@require_safe
@begun
def check(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Every answer, by subject, with a way to change each; what is missing is shown as not given."""
    say = say_of(request)
    step = flow.next_step(answers)
    return page(
        request,
        "assessment/check.html",
        day_asked=answers.filed_on,
        filed=answers.filed,
        streams=[PROGRAMMES[id].title.text(say.lang) for id in answers.programmes],
        person=person_card(answers.data, say),
        subjects=list(_subjects(request, answers)),
        contradictions=[_told(found, answers, request) for found in contradictions(answers.applicant)],
        done=step.name == "check",
        next_address=step_address(request, step),
    )


def _subjects(request: HttpRequest, answers: Answers) -> list[dict[str, Any]]:
    """The lists and the groups of the file, in its order, with their cards."""
    say = say_of(request)
    out = []
    for key in Applicant.written_keys():
        if key == "schema" or part_inside(part_and_key((key,))[2].annotation) is None:
            continue
        here = standing(answers.data, (key,))
        told = list_of(key, answers.data, say)
        if is_list(key):
            places = [f"{key}[{row}]" for row in range(len(here))] if isinstance(here, list) else []
        else:
            places = [key] if isinstance(here, dict) else []
        out.append(
            {
                "list": is_list(key),
                "told": told,
                "value": value_words(key, answers.data, say),
                "given": key in answers.data,
                "cards": [card_of(place, answers.applicant, answers.data, say) for place in places],
            }
        )
    return out


def _told(found: Any, answers: Answers, request: HttpRequest) -> dict[str, Any]:
    say = say_of(request)
    return {
        "sentence": found.sentence(answers.applicant, say),
        "places": [
            {
                "slug": slug_of(place),
                "list": is_list(place),
                "label": place_caption(place, answers.applicant, say),
                "value": value_words(place, answers.data, say),
            }
            for place in (found.first, found.second)
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@begun
def contradictions_(request: HttpRequest, answers: Answers) -> HttpResponse:
    """Facts that cannot both be so, with both corrections; they may also be left as they are."""
    found = contradictions(answers.applicant)
    if request.method == "POST" or not found:
        seen = tuple(dict.fromkeys((*answers.asked, flow.CONTRADICTIONS_SEEN)))
        return to(request, replace(answers, asked=seen), flow.Step("check"))
    return page(
        request,
        "assessment/contradictions.html",
        contradictions=[_told(one, answers, request) for one in found],
    )
