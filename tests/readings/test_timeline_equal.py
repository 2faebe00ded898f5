"""A calendar says on every day what `decide` says, for every line, in both streams."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from jalon import decide
from jalon.facts import Applicant, load_applicant, load_cases
from jalon.language.calendar import month_length
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import UnknownProgrammeError
from jalon.readings.decide.evaluate import MAKERS
from jalon.readings.timeline import over_days
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar, calendar
from readings.people import EDGES, Person, examples, partial_people

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
AROUND = 400
PAIRS_OF_A_PERSON = 34


def telling_days(one: Calendar, near: date, rng: random.Random) -> list[int]:
    """Days on which something may go wrong: around the law's own dates, ends of months, 29 February, changes of lines."""
    first, last = one.first.toordinal(), one.last.toordinal()
    changes = [i.first.toordinal() for line in one.lines for i in one.intervals(line)[1:]]
    months = [date.fromordinal(rng.randint(first, last)) for _ in range(3)]
    ends = [day.replace(day=month_length(day.year, day.month)).toordinal() for day in months]
    leap = [date(year, 2, 29).toordinal() + shift for year in (2012, 2016, 2020, 2024) for shift in (-1, 0, 1)]
    drawn = [rng.randint(first, last) for _ in range(4)]
    days = [near.toordinal(), first, last, *ends, *(end + 1 for end in ends), *leap, *drawn]
    days += rng.sample(changes, min(5, len(changes))) if changes else []
    days += [day - 1 for day in days[-5:]]
    inside = [edge for edge in EDGES if first <= edge <= last]
    days += rng.sample(inside, min(6, len(inside)))
    return [day for day in dict.fromkeys(days) if first <= day <= last][:PAIRS_OF_A_PERSON]


def assert_equal(one: Calendar, applicant: Applicant, day: int) -> None:
    filed_on = date.fromordinal(day)
    decision = decide(applicant, filed_on, one.programme)
    expected = dict.fromkeys(one.conditions, NOT_ASKED) | {result.id: result.value for result in decision.conditions}
    expected |= {
        CONDITIONS: decision.conditions_value,
        INTAKE: decision.intake.value,
        OUTCOME: min(decision.conditions_value, decision.intake.value),
    }
    found = {line: one.value(line, filed_on) for line in one.lines}
    assert found == expected, f"{one.programme.id} on {filed_on}"


# Some 3,000 (person, day, stream) in the normal tier, over 100,000 in the deep one.
@examples(65, 2200)
@given(partial_people())
def test_equal_to_decide_on_every_day(person: Person) -> None:
    applicant = person.applicant
    first, last = (date.fromordinal(person.day.toordinal() + shift) for shift in (-AROUND, AROUND))
    for programme in PROGRAMMES:
        one = calendar(applicant, first, last, programme)
        for day in telling_days(one, person.day, person.rng):
            assert_equal(one, applicant, day)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_equal_to_decide_on_the_days_of_the_cases(file: Path) -> None:
    for case in load_cases(file):
        if case.view == "as-applied":
            day = case.filed_on.toordinal()
            one = calendar(case.applicant, date.fromordinal(day - 40), date.fromordinal(day + 40), case.programme)
            for shift in (-1, 0, 1):
                assert_equal(one, case.applicant, day + shift)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_equal_across_the_whole_life_of_the_programme(programme: str) -> None:
    applicant = load_applicant(EXAMPLE)
    one = calendar(applicant, date(2009, 12, 1), date(2028, 3, 1), programme)
    for edge in EDGES:
        assert_equal(one, applicant, edge)
    assert one.intervals(OUTCOME)[0].value == 0


def test_intervals_are_the_line_and_nothing_else() -> None:
    one = calendar(load_applicant(EXAMPLE), date(2022, 1, 1), date(2026, 12, 31), "peq-workers")
    for line, values in one.lines.items():
        intervals = one.intervals(line)
        assert (intervals[0].first, intervals[-1].last) == (one.first, one.last)
        for before, after in pairwise(intervals):
            assert (after.first - before.last).days == 1
            assert before.value != after.value
        written = [i.value for i in intervals for _ in range((i.last - i.first).days + 1)]
        assert written == values.tolist()


def test_the_reading_over_days_has_every_operator() -> None:
    assert set(over_days.MAKERS) == set(MAKERS)


def test_a_span_that_makes_no_sense() -> None:
    applicant = load_applicant(EXAMPLE)
    with pytest.raises(ValueError, match="2024-01-02"):
        calendar(applicant, date(2024, 1, 2), date(2024, 1, 1), "peq-workers")
    with pytest.raises(UnknownProgrammeError):
        calendar(applicant, date(2024, 1, 1), date(2024, 1, 2), "peq")
