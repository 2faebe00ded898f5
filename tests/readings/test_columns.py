"""The reading over columns says what the scalar reading says: verdicts, failing and undetermined conditions, intake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from conftest import DEEP
from jalon.facts import load_cases
from jalon.language.calendar import day
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns.deciding import Verdicts, decide_columns, decide_outcomes, decide_streams
from jalon.readings.columns.tables import tables_of
from jalon.readings.decide.decision import INTAKE, Decision, UnknownProgrammeError, decide
from jalon.readings.decide.months import measured_months
from readings.people import Person, complete, partial

ROOT = Path(__file__).parents[2]
CASES = [case for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(file)]
# People of each sort; twice as many decisions, since each is decided under both streams.
PEOPLE = 100_000 if DEEP else 2_500

# One process compiles the law, and has all of these tests.
pytestmark = pytest.mark.xdist_group("columns")


def same(decision: Decision, found: Verdicts, row: int) -> bool:
    """Whether a row of columns is the decision."""
    months = measured_months(decision)
    told = (months.needed, months.least, months.most) if months else (-1, -1, -1)
    return (
        told == (found.months_needed[row], found.months_least[row], found.months_most[row])
        and decision.conditions_value == found.conditions[row]
        and decision.intake.value == found.intake[row]
        and min(decision.conditions_value, decision.intake.value) == found.outcome[row]
        and set(decision.failing) - {INTAKE} == set(found.names(found.failing, row))
        and set(decision.undetermined) - {INTAKE} == set(found.names(found.undetermined, row))
    )


def compare(people: Sequence[Person]) -> None:
    tables = tables_of(bounded(person.applicant) for person in people)
    days = np.array([person.day.toordinal() for person in people], np.int32)
    outcomes = decide_outcomes(tables, days, tuple(PROGRAMMES))
    told = zip(PROGRAMMES, decide_streams(tables, days, tuple(PROGRAMMES)), outcomes, strict=True)
    for programme, found, outcome in told:
        assert np.array_equal(outcome, found.outcome)
        for row, person in enumerate(people):
            decision = decide(person.applicant, person.day, programme)
            assert same(decision, found, row), (programme, person)


@pytest.mark.parametrize("make", [complete, partial])
def test_generated_people(make: object) -> None:
    for start in range(0, PEOPLE, 5_000):
        compare([make(Random(seed)) for seed in range(start, min(start + 5_000, PEOPLE))])  # type: ignore[operator]


@pytest.mark.parametrize("view", ["as-applied", "as-written"])
def test_worked_cases(view: str) -> None:
    tables = tables_of(bounded(case.applicant) for case in CASES)
    days = np.array([case.filed_on.toordinal() for case in CASES], np.int32)
    for programme, found in zip(PROGRAMMES, decide_streams(tables, days, tuple(PROGRAMMES), view), strict=True):
        for row, case in enumerate(CASES):
            assert same(decide(case.applicant, case.filed_on, programme, view), found, row), case.id  # type: ignore[arg-type]


def test_days_before_the_programme() -> None:
    tables = tables_of([bounded(CASES[0].applicant)])
    found = decide_streams(tables, np.array([day("2009-01-01")], np.int32), tuple(PROGRAMMES))[1]
    assert (found.conditions[0], found.intake[0], found.failing[0]) == (0, 0, 0)


def test_what_is_refused() -> None:
    tables = tables_of([bounded(CASES[0].applicant)])
    with pytest.raises(UnknownProgrammeError):
        decide_columns(tables, np.array([day("2020-01-01")], np.int32), "peq-nobody")
    with pytest.raises(ValueError, match="filing days"):
        decide_columns(tables, np.zeros(2, np.int32), "peq-workers")
