"""Interviews held with somebody whose whole file is known: a worked case, or a generated person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from jalon import decide
from jalon.facts import Case, FactsError, load_applicant, load_cases, parse_applicant
from jalon.facts.writing import to_dict
from jalon.readings.interview import Interview, Question
from jalon.readings.interview.answers import with_answer
from jalon.readings.interview.places import ABSENT, other_form, standing, steps_of
from readings.completions import completed
from readings.people import Data, readable
from readings.test_missing import named

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "applicant.yaml"
DAY = date(2024, 6, 3)
WORKERS, GRADUATES = "peq-workers", "peq-graduates"
CASES = [case for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(file)]
MOST_QUESTIONS = 400


def replied(interview: Interview, question: Question, known: Data) -> Interview:
    """What somebody whose whole file is `known` answers."""
    for place in filter(None, (question.instead, question.path)):
        value = standing(known, steps_of(place))
        if value is ABSENT:
            continue
        if question.kind == "list-add":
            return interview.answered(len(value))
        if question.kind == "yes-no" and not isinstance(value, bool):
            return interview.answered(value is not None)
        return interview.answered(value, place)
    other = other_form(steps_of(question.path))
    if other is not None and standing(known, other) is None:
        # A paper not taken has neither a mark nor a level.
        return interview.answered(None)
    return interview.unknown()


@dataclass(frozen=True)
class Held:
    """An interview that was held: its end, each question with the interview in which it was asked, when it was settled."""

    end: Interview
    asked: tuple[tuple[Question, Interview], ...]
    settled_after: int | None

    @property
    def trail(self) -> list[str]:
        return [question.path for question, _ in self.asked]


def held(known: Data, day: date, programme: str, view: Any = "as-applied") -> Held:
    """An interview from nothing with somebody whose whole file is `known`."""
    known = to_dict(parse_applicant(known))
    interview = Interview(day, (programme,), view=view)
    asked: list[tuple[Question, Interview]] = []
    settled = None
    while (question := interview.question) is not None:
        if settled is None and interview.decisions()[0].conditions_verdict != "undetermined":
            settled = len(asked)
        asked.append((question, interview))
        assert len(asked) < MOST_QUESTIONS
        interview = replied(interview, question, known)
    if settled is None and interview.decisions()[0].conditions_verdict != "undetermined":
        settled = len(asked)
    return Held(interview, tuple(asked), settled)


@cache
def of_case(index: int) -> Held:
    case = CASES[index]
    return held(to_dict(case.applicant), case.filed_on, case.programme, case.view)


def verdict(case: Case) -> str:
    return decide(case.applicant, case.filed_on, case.programme, case.view).conditions_verdict


def example() -> Data:
    return to_dict(load_applicant(EXAMPLE))


# --- Whether a fact can matter ----------------------------------------------------------------------------------------
TRIES = 250


def sort_of(path: str) -> str:
    """`jobs[1].in_quebec` and `jobs[0].in_quebec` are places of one sort."""
    return re.sub(r"\d+", "", path)


@cache
def told() -> dict[str, list[Any]]:
    """What the worked cases have at each sort of place."""
    found: dict[str, list[Any]] = {}

    def walk(value: Any, path: str) -> None:
        found.setdefault(path, [])
        if value not in found[path]:
            found[path].append(value)
        for key in value if isinstance(value, dict) else ():
            walk(value[key], f"{path}.{key}" if path else key)
        for item in value if isinstance(value, list) else ():
            walk(item, f"{path}[]")

    for case in CASES:
        walk(to_dict(case.applicant), "")
    return found


def varied(rng: Random, known: Data, asked: Data, odds: float, path: str = "") -> Data:
    """A whole file with facts changed for those of other cases, or taken out, but for those that were told already."""
    out = {}
    for key, value in known.items():
        here = f"{path}.{key}" if path else key
        if key not in asked and rng.random() < odds:
            if (others := told().get(here)) and rng.random() < 0.8:
                out[key] = rng.choice(others)
        elif isinstance(value, dict):
            out[key] = varied(rng, value, asked.get(key) or {}, odds, here)
        elif isinstance(value, list):
            rows = asked.get(key, [])
            out[key] = [
                varied(rng, v, rows[i] if i < len(rows) else {}, odds, f"{here}[]") for i, v in enumerate(value)
            ]
        else:
            out[key] = value
    return out


def matters(question: Question, interview: Interview, known: Data, rng: Random) -> bool:
    """Whether, with some way of filling in everything else, the fact changes one of the conditions it is asked for."""
    (programme,) = interview.programmes
    values = told().get(sort_of(question.path), [])
    if question.kind == "date":
        near = [(interview.day - timedelta(days)).isoformat() for days in (-40, 5, 200, 800, 2500, 9000)]
        values = [*values, *near]
    elif question.kind == "number" and question.high:
        values = [*values, question.high, question.high * 0.6]
    for _ in range(TRIES):
        rest = varied(rng, known, to_dict(interview.applicant), rng.choice((0.03, 0.1, 0.3)))
        if not readable(rest):
            continue
        rest = completed(rng, rest, interview.day, may=lambda path: not named(path, (question.path,)))
        seen = set()
        for value in [False, *rng.sample(values, min(8, len(values)))]:
            try:
                filled = with_answer(parse_applicant(rest), question.path, value)
            except (FactsError, TypeError, KeyError, IndexError):
                continue
            decision = decide(filled, interview.day, programme, interview.view)
            seen.add(tuple((r.id, r.value) for r in decision.conditions if r.id in question.conditions))
        if len(seen) > 1:
            return True
    return False
