"""Where a visitor goes next, and what an act (an answer, a list closed, an element removed) makes of the answers.

Questions come from the interview (`jalon.readings.interview`). Lists are asked as people tell them: one more, one more,
that is all. So a list is held open until the visitor says so, and comes back once its last element has nothing left that
matters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from jalon.facts import parse_applicant, to_dict
from jalon.facts.fields import LONGEST_LIST
from jalon.readings.contradictions import contradictions
from jalon.readings.interview.answers import with_answer
from jalon.readings.interview.places import part_and_key, part_inside, standing, steps_of
from jalon.readings.interview.questions import Question
from jalon.site.assessment.answers import Answers
from jalon.site.assessment.places import is_list, put, shifted, without

# What `asked` holds once contradictions were shown and left as they are.
CONTRADICTIONS_SEEN: Final = "contradictions"


@dataclass(frozen=True, slots=True)
class Step:
    """A page to go to: the name of its route, and its place in the file if it has one."""

    name: str
    place: str = ""


def next_step(answers: Answers) -> Step:
    """The page that comes next."""
    if not answers.programmes:
        return Step("stream")
    if not answers.filed_on:
        return Step("filing-day")
    question = answers.interview.question
    if answers.open_lists:
        open_ = answers.open_lists[-1]
        if question is None or not question.path.startswith(f"{open_}["):
            return Step("list", open_)
    if question is not None:
        return Step("list" if is_list(question.path) else "fact", question.path)
    if CONTRADICTIONS_SEEN not in answers.asked and contradictions(answers.applicant):
        return Step("contradictions")
    return Step("check")


def _told(answers: Answers, path: str, *also: str) -> Answers:
    """The place is told: it is not asked again, and the way back goes through it."""
    asked = dict.fromkeys((*answers.asked, path, *also))
    trail = (*(place for place in answers.trail if place != path), path)
    return replace(answers, asked=tuple(asked), trail=trail)


def answered(answers: Answers, question: Question, value: Any, at: str) -> Answers:
    """After an answer at a place of the question. Raises `FactsError` when no file can hold it."""
    here = standing(answers.data, steps_of(at))
    if value is True and isinstance(here, dict) and part_inside(part_and_key(steps_of(at))[2].annotation):
        # "There is one", said again: what is known of it stays.
        data = answers.data
    else:
        data = to_dict(with_answer(answers.applicant, at, value))
    other = question.instead if at == question.path else question.path
    if other and at != other:
        data = without(data, other)
    return _told(replace(answers, data=data), question.path, question.instead or question.path)


def unknown(answers: Answers, question: Question) -> Answers:
    """After "I do not know": the fact leaves the file, and is not asked again."""
    data = without(answers.data, question.path)
    if question.instead:
        data = without(data, question.instead)
    # What is left must still be a file (an occupation without any code is none).
    parse_applicant(data)
    return _told(replace(answers, data=data), question.path, question.instead or question.path)


def added(answers: Answers, path: str) -> tuple[Answers, str]:
    """One more element in a list, which is open from then on; gives its place too. Raises ValueError when it is full."""
    elements = standing(answers.data, steps_of(path))
    elements = elements if isinstance(elements, list) else []
    if len(elements) >= LONGEST_LIST:
        raise ValueError("full")
    new = f"{path}[{len(elements)}]"
    open_lists = (*(item for item in answers.open_lists if item != path), path)
    told = _told(replace(answers, data=put(answers.data, path, [*elements, {}]), open_lists=open_lists), path)
    return replace(told, trail=(*told.trail, new)), new


def removed(answers: Answers, path: str) -> Answers:
    """Without an element of a list."""
    return replace(
        answers,
        data=without(answers.data, path),
        asked=shifted(answers.asked, path),
        open_lists=shifted(answers.open_lists, path),
        trail=shifted(answers.trail, path),
    )


def closed(answers: Answers, path: str) -> Answers:
    """The list is complete as it stands; empty when it has nothing."""
    here = standing(answers.data, steps_of(path))
    data = answers.data if isinstance(here, list) else put(answers.data, path, [])
    return _told(_shut(replace(answers, data=data), path), path)


def list_unknown(answers: Answers, path: str) -> Answers:
    """Whether there is any is not known."""
    return _told(_shut(replace(answers, data=without(answers.data, path)), path), path)


def _shut(answers: Answers, path: str) -> Answers:
    kept = tuple(p for p in answers.open_lists if p != path and not p.startswith(f"{path}["))
    return replace(answers, open_lists=kept)


def before(answers: Answers, path: str) -> Step:
    """The page before that of a place."""
    trail = answers.trail
    at = trail.index(path) if path in trail else len(trail)
    if at == 0:
        return Step("filing-day")
    place = trail[at - 1]
    if isinstance(steps_of(place)[-1], int):
        return Step("element", place)
    return Step("list" if is_list(place) else "fact", place)
