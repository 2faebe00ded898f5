"""Choosing an occupation or an area of training: words are searched, the person confirms. A first hit decides nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from jalon.i18n import Speaker
from jalon.readings.interview.places import ABSENT, standing, steps_of
from jalon.readings.interview.questions import Question
from jalon.registers import occupations
from jalon.registers.search.area_search import search_areas
from jalon.registers.search.engine import search_occupations
from jalon.site.assessment.answers import Answers
from jalon.site.rendering import page, say_of

_MOST: Final = 8
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: the value that is sent, a title, what it means."""

    value: str
    title: str
    more: str = ""
    code: str = ""


def picked(request: HttpRequest, answers: Answers, question: Question) -> dict[str, Any] | HttpResponse:
    """What the page of a picker shows; the hits alone for the script that asks while somebody types."""
    say = say_of(request)
    query = request.POST.get("query", "")[:_LONGEST].strip()
    searched = "search" in request.POST
    shown = query or _first_query(question, answers)
    options = _areas(question, shown, say) if question.path.endswith(".area") else _codes(question, answers, shown, say)
    if request.headers.get("X-Fragment") == "hits":
        return page(
            request, "assessment/hits.html", hits=options, query=query, values=defaultdict(str), question=question
        )
    return {"hits": options, "query": shown, "searched": searched}


def _first_query(question: Question, answers: Answers) -> str:
    """What the person has said already: the title of the job, the name of the programme."""
    owner = steps_of(question.path.rpartition(".")[0])
    if owner[-1] == "occupation":
        owner = owner[:-1]
    for key in ("title", "programme"):
        said = standing(answers.data, (*owner, key))
        if isinstance(said, str):
            return said[:_LONGEST]
    return ""


def _codes(question: Question, answers: Answers, query: str, say: Speaker) -> list[Option]:
    digits = query.replace(" ", "")
    if question.path.endswith("noc2016"):
        return _codes_2016(question, answers, digits, query, say)
    if occupations.is_noc2021(digits):
        return [_option_2021(digits, say)]
    if occupations.is_noc2016(digits) and not question.path.endswith("noc2021"):
        return [_option_2016(digits, say)]
    return [_option_2021(hit.noc2021, say) for hit in search_occupations(query, _MOST)] if query else []


def _codes_2016(question: Question, answers: Answers, digits: str, query: str, say: Speaker) -> list[Option]:
    """The groups of NOC 2016 linked with the one of NOC 2021 already told, else those linked with what is found."""
    if occupations.is_noc2016(digits):
        return [_option_2016(digits, say)]
    told = standing(answers.data, (*steps_of(question.path)[:-1], "noc2021"))
    found = [told] if told not in (ABSENT, None) else [hit.noc2021 for hit in search_occupations(query, _MOST)]
    codes = dict.fromkeys(link.noc2016 for code in found for link in occupations.links_from_2021(code))
    return [_option_2016(code, say) for code in codes][:_MOST]


def _option_2021(code: str, say: Speaker) -> Option:
    from jalon.registers.search.texts import duties

    group = occupations.unit_group_2021(code)
    told = duties().get(code)
    text = (told.en if say.lang == "en" else told.fr) if told else ""
    title = group.title_en if say.lang == "en" else group.title_fr
    return Option(code, title, text, say("CNP {code}, FEER {teer}", code=code, teer=group.teer))


def _option_2016(code: str, say: Speaker) -> Option:
    group = occupations.unit_group_2016(code)
    title = group.title_en if say.lang == "en" else group.title_fr
    return Option(code, title, "", say("CNP 2016 {code}, niveau {level}", code=code, level=group.level))


def _areas(question: Question, query: str, say: Speaker) -> list[Option]:
    """The areas most like the name of the programme, of those that the question offers; all of them without a name."""
    offered = {
        (choice.value["name"], choice.value["award"]): str(place) for place, choice in enumerate(question.choices)
    }
    awards = {award for _, award in offered}
    found = [hit for award in sorted(awards) for hit in search_areas(query, award, _MOST)] if query else []
    ranked = sorted(found, key=lambda hit: -hit.score)[:_MOST]
    names = [(hit.area, hit.award) for hit in ranked if (hit.area, hit.award) in offered]
    if not query:
        names = list(offered)[:-1]
    options = [Option(offered[name], name[0], "", name[1]) for name in names]
    if question.choices:
        # The last choice is that of none of these areas.
        options.append(Option(str(len(question.choices) - 1), question.choices[-1].label.name(say.lang)))
    return options
