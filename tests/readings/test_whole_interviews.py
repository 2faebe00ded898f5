"""Whole interviews: over the worked cases and over generated people.

`python -m pytest tests/readings/test_whole_interviews.py -k figures -s` prints the table of docs/interview.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random
from statistics import mean, median
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jalon import decide
from jalon.facts import parse_applicant
from jalon.facts.writing import to_dict
from jalon.i18n import speaker
from jalon.law import PROGRAMMES
from jalon.readings.interview import Interview, Question, next_question, question_data
from jalon.readings.interview.openness import Openness
from jalon.readings.interview.places import ABSENT, standing, steps_of
from jalon.registers.areas import listed_2019
from jalon.registers.diplomas import award_of
from readings.interviewing import CASES, DAY, GRADUATES, WORKERS, example, held, matters, of_case, verdict
from readings.people import DEEP, Person, complete_people, examples, partial_people
from readings.tongues import french_words

# The interviews of all the cases take a while: the normal tier holds one in four, from one end of the list to the other.
WALKED = range(0, len(CASES), 1 if DEEP else 4)


def test_every_worked_case_ends_with_the_verdict_of_its_file() -> None:
    wrong = [
        (case.id, found.end.decisions()[0].conditions_verdict, found.trail)
        for i in WALKED
        if (case := CASES[i]) and (found := of_case(i)).end.decisions()[0].conditions_verdict != verdict(case)
    ]
    assert not wrong


def test_no_question_is_asked_twice_nor_about_what_is_known() -> None:
    for i in WALKED:
        found = of_case(i)
        assert len(set(found.trail)) == len(found.trail)
        for question, interview in found.asked:
            assert standing(to_dict(interview.applicant), steps_of(question.path)) is ABSENT


def test_a_description_that_is_begun_is_finished() -> None:
    """A job, a study or a proof is left only for what decides whether the rest of it means anything."""
    for i in WALKED:
        pairs = list(pairwise(of_case(i).asked))
        for (before, _), (after, interview) in pairs:
            element = before.path.rpartition("]")[0]
            if element and not after.path.startswith(element):
                streams = tuple(PROGRAMMES[programme] for programme in interview.programmes)
                left = Openness(interview.applicant, interview.day, streams, interview.view, interview.asked, True)
                assert all(left.premature(path) for path in left.kept if path.startswith(element)), (i, after.path)


@pytest.mark.deep
def test_figures() -> None:
    """What is settled early is asked less; prints the table."""
    rows: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for i, case in enumerate(CASES):
        found = of_case(i)
        facts = count(to_dict(case.applicant)) - 1
        settled = len(found.trail) if found.settled_after is None else found.settled_after
        rows.setdefault((case.programme, verdict(case)), []).append((len(found.trail), settled, facts))
    for (programme, value), found_ in sorted(rows.items()):
        print(programme, value, len(found_), *(describe([row[i] for row in found_]) for i in range(3)), sep=" | ")
    for programme in (WORKERS, GRADUATES):
        asked = {v: mean(row[0] for row in rows[programme, v]) for v in ("met", "not-met")}
        facts = mean(row[2] for row in rows[programme, "met"])
        assert asked["met"] < facts
        assert asked["not-met"] < asked["met"] / 2


def describe(figures: list[int]) -> str:
    return f"{mean(figures):.1f} / {median(figures):g} / {max(figures)}"


def count(value: Any) -> int:
    """How many facts a file holds: its leaves, an empty list being one."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(count, inside)) or 1


def contradicts_itself(person: Person) -> bool:
    """Whether a study names an area of the register although its name already settles the matter."""
    levelled = [study for study in person.applicant.studies or () if study.area and study.level]
    return any(listed_2019(study.programme, award_of(study.level or "other") or "") != 1 for study in levelled)


def same_end(person: Person) -> None:
    assume(not contradicts_itself(person))
    found = held(person.data, person.day, person.programme, person.view)
    expected = decide(person.applicant, person.day, person.programme, person.view).conditions_verdict
    assert found.end.decisions()[0].conditions_verdict == expected, found.trail
    assert len(set(found.trail)) == len(found.trail)


@given(complete_people())
@examples(40, 5_000)
def test_somebody_who_knows_everything_gets_the_verdict_of_their_file(person: Person) -> None:
    same_end(person)


@given(partial_people())
@examples(40, 5_000)
def test_somebody_who_knows_a_part_too(person: Person) -> None:
    same_end(person)


@given(st.sampled_from((WORKERS, GRADUATES)), st.dates(date(2010, 2, 14), date(2027, 1, 1)))
@examples(40, 1_000)
def test_somebody_who_knows_nothing_is_asked_little_and_told_nothing(programme: str, day: date) -> None:
    found = held({"schema": 1}, day, programme)
    assert found.end.applicant == parse_applicant({"schema": 1})
    assert found.end.decisions()[0].conditions_verdict == "undetermined"
    assert not [path for path in found.trail if "[" in path or "." in path]


@given(partial_people())
@examples(150, 10_000)
def test_a_file_is_asked_about_as_long_as_its_verdict_is_open(person: Person) -> None:
    decision = decide(person.applicant, person.day, person.programme, person.view)
    question = next_question(person.applicant, person.day, person.programme, view=person.view)
    if decision.conditions_verdict != "undetermined":
        assert question is None
    if question is not None:
        value = standing(to_dict(person.applicant), steps_of(question.path))
        assert (value is ABSENT) != bool(question.known)
        open_ = {result.id for results in decision.candidates for result in results if result.value == 1}
        assert set(question.conditions) <= open_


def test_what_is_asked_can_matter() -> None:
    """Whoever looks at random may miss a way in which a fact matters, but not often."""
    rng = Random(1)
    samples, missed = (3_000, 60) if DEEP else (60, 2)
    found = []
    for _ in range(samples):
        index = rng.choice(WALKED)
        if asked := of_case(index).asked:
            question, interview = rng.choice(asked)
            if not matters(question, interview, to_dict(CASES[index].applicant), rng):
                found.append((CASES[index].id, question.path))
    assert len(found) <= missed, found


def test_what_cannot_matter_is_told_from_what_can() -> None:
    interview = Interview(DAY, (WORKERS,), parse_applicant({**example(), "jobs": [{}]}))
    question = interview.question
    assert question is not None
    assert matters(question, interview, example(), Random(1))
    title = Question("jobs[0].title", "jobs", question.label, "text", question.conditions)
    assert not matters(title, interview, example(), Random(1))


def questions() -> Iterator[tuple[Question, Interview]]:
    """One question of each sort of place that the worked cases ask about."""
    seen = set()
    for i in WALKED:
        for question, interview in of_case(i).asked:
            sort = "".join(c for c in question.path if not c.isdigit())
            if sort not in seen:
                seen.add(sort)
                yield question, interview


def test_every_question_is_in_both_languages_and_in_words_for_people() -> None:
    for question, interview in questions():
        for lang in ("fr", "en"):
            told = question_data(question, interview.applicant, speaker(lang))
            words = [
                told["title"],
                told["label"],
                told["help"],
                told["none"] or "",
                *(c["name"] for c in told["choices"]),
            ]
            assert told["label"], question.path
            assert told["title"]
            for text in words:
                assert not {"null", "true", "[]", "guillemets", "quotation"} & set(text.split()), (question.path, text)
            if lang == "en" and question.kind not in ("choice", "text"):
                assert not french_words(f"{told['label']} {told['help']} {told['none'] or ''}"), question.path
        assert question.conditions
        assert len(question.why(speaker("en"))) == len(question.conditions)
