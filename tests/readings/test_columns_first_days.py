"""The first day found by jumping is the first day found by asking on every day."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from conftest import DEEP
from jalon.language.bounds import YES
from jalon.language.calendar import day
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns.deciding import decide_streams
from jalon.readings.columns.first_days import NOT_FOUND, first_days
from jalon.readings.columns.tables import tables_of
from jalon.readings.decide.decision import UnknownProgrammeError
from readings.people import complete, partial

pytestmark = pytest.mark.xdist_group("columns")

PEOPLE = 10_000 if DEEP else 600
# Exceptions to a closed intake, a list that lived thirteen days, a reopening and the end of what is known.
SPANS = [("2019-06-20", "2020-01-10"), ("2026-06-20", "2026-12-20")]
if DEEP:
    SPANS += [("2012-01-01", "2014-06-01"), ("2018-01-01", "2019-07-01"), ("2020-05-01", "2022-01-01")]
    SPANS += [("2023-06-01", "2026-07-10")]


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span[0])
def test_the_same_as_every_day(span: tuple[str, str]) -> None:
    people = tables_of(
        bounded(make(Random(seed)).applicant) for seed in range(PEOPLE // 2) for make in (complete, partial)
    )
    first, last = day(span[0]), day(span[1])
    draw = np.random.default_rng(11)
    since = draw.integers(first, last, len(people)).astype(np.int32)
    since[::3] = first
    expected = {(stream, intake): np.full(len(people), NOT_FOUND) for stream in PROGRAMMES for intake in (True, False)}
    for on in range(last, first - 1, -1):
        verdicts = decide_streams(people, np.full(len(people), on, np.int32), tuple(PROGRAMMES))
        for stream, found in zip(PROGRAMMES, verdicts, strict=True):
            expected[stream, True][(found.outcome == YES) & (since <= on)] = on
            expected[stream, False][(found.conditions == YES) & (since <= on)] = on
    for (stream, intake), days in expected.items():
        given = first_days(people, since, last, stream, intake=intake)
        wrong = np.flatnonzero(given != days)
        assert not len(wrong), (stream, intake, wrong[:5], given[wrong[:5]], days[wrong[:5]], since[wrong[:5]])
    assert any((days != NOT_FOUND).any() for days in expected.values())


def test_what_is_refused() -> None:
    people = tables_of([bounded(complete(Random(1)).applicant)])
    with pytest.raises(UnknownProgrammeError):
        first_days(people, np.array([day("2020-01-01")], np.int32), day("2021-01-01"), "peq-nobody")
    with pytest.raises(ValueError, match="days to begin from"):
        first_days(people, np.zeros(2, np.int32), day("2021-01-01"), "peq-workers")


def test_nothing_is_looked_for_in_the_past() -> None:
    people = tables_of([bounded(complete(Random(1)).applicant)])
    found = first_days(people, np.array([day("2020-01-02")], np.int32), day("2020-01-01"), "peq-workers")
    assert found.tolist() == [NOT_FOUND]
