"""The machine that runs programs: however people are dealt, however little room there is, in whatever order facts stand."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest

from jalon.facts import parse_applicant
from jalon.language import expressions as x
from jalon.language.calendar import EARLIEST, NEVER, add_months, day
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns import performing, vectors
from jalon.readings.columns.calendars import Calendar, moved
from jalon.readings.columns.compiling import compiled_law
from jalon.readings.columns.deciding import Verdicts, decide_streams
from jalon.readings.columns.programs import Builder
from jalon.readings.columns.tables import Tables, packed, tables_of
from jalon.readings.columns.writing import TRUTHS, Writer
from jalon.readings.decide.decision import decide
from readings.people import Person, complete, partial
from readings.test_columns import same

pytestmark = pytest.mark.xdist_group("columns")

STREAMS = tuple(PROGRAMMES)


@cache
def some_people() -> tuple[Person, ...]:
    return tuple(make(Random(seed)) for seed in range(300) for make in (complete, partial))


def days_of(people: tuple[Person, ...]) -> Any:
    return np.array([person.day.toordinal() for person in people], np.int32)


def tables() -> Tables:
    return tables_of(bounded(person.applicant) for person in some_people())


def alike(one: tuple[Verdicts, ...], other: tuple[Verdicts, ...], rows: Any = slice(None)) -> None:
    """See that verdicts are those of some rows of others."""
    for a, b in zip(one, other, strict=True):
        for name, column in vars(a).items():
            assert np.array_equal(column, getattr(b, name)[rows]), name


def test_people_in_any_order() -> None:
    """Lists that do not stand side by side, in the order of people."""
    people, days = tables(), days_of(some_people())
    order = np.random.default_rng(3).permutation(len(people))
    shuffled = packed({**people.records, "person": people.records["person"].only(order)})
    alike(decide_streams(shuffled, days[order], STREAMS), decide_streams(people, days, STREAMS), order)


def test_one_day_or_many() -> None:
    """People who all file on one day have programs of their own."""
    people = tables()
    for on in ("2015-05-05", "2019-11-07", "2022-02-01", "2024-06-03", "2026-08-03"):
        days = np.full(len(people), day(on), np.int32)
        alone = decide_streams(people, days, STREAMS)
        days[-1] = day("2013-01-15")
        beside = decide_streams(people, days, STREAMS)
        alike(tuple(_head(one) for one in alone), tuple(_head(one) for one in beside))


def _head(found: Verdicts) -> Verdicts:
    return Verdicts(**{name: column[:-1] for name, column in vars(found).items()})


def test_little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are made smaller, then the room larger, until a block fits."""
    people, days = tables(), days_of(some_people())
    expected = decide_streams(people, days, STREAMS)
    grown: list[int] = []
    room = performing._Room
    monkeypatch.setattr(room, "_kept", [])
    monkeypatch.setattr(performing, "_ARENA", 3_000)
    grow = room.grow
    monkeypatch.setattr(room, "grow", lambda self, size: (grown.append(size), grow(self, size)))
    alike(decide_streams(people, days, STREAMS), expected)
    assert grown


def test_long_lists() -> None:
    """One person with forty jobs and twenty studies, among others."""
    jobs = [
        {
            "started_on": f"20{10 + k % 12}-0{1 + k % 9}-01",
            "ended_on": f"20{11 + k % 12}-0{1 + k % 9}-15",
            "hours_per_week": 20 + k,
        }
        for k in range(40)
    ]
    studies = [{"level": level} for level in ("dep", "asp", "bachelor", "aec")] * 5
    crowded = parse_applicant({"schema": 1, "jobs": jobs, "studies": studies})
    applicants = [some_people()[0].applicant, crowded, some_people()[1].applicant]
    for on in ("2012-06-01", "2021-09-01", "2024-06-03"):
        days = np.full(3, day(on), np.int32)
        found = decide_streams(tables_of(map(bounded, applicants)), days, STREAMS)
        for stream, verdicts in zip(STREAMS, found, strict=True):
            for row, applicant in enumerate(applicants):
                assert same(decide(applicant, some_people()[0].day.fromordinal(int(days[0])), stream), verdicts, row)


def test_months_beyond_the_table() -> None:
    draw = Random(8)
    given = np.array(
        [EARLIEST, NEVER, EARLIEST + 1, NEVER - 1, *(draw.randrange(2, NEVER) for _ in range(500))]
        + [draw.randrange(day("1930-01-01"), day("2060-01-01")) for _ in range(500)],
        np.int32,
    )
    for months in (-36, -1, 12, 216):
        found = np.zeros_like(given)
        vectors.months_later(found.ctypes.data, given.ctypes.data, months, vectors.month_table(months), len(given))
        assert found.tolist() == [add_months(int(one), months) for one in given]


def test_the_calendar_of_a_law() -> None:
    """What depends on the day alone is the same looked up, found for one day, and by the calendar of the language."""
    law = compiled_law(tuple(PROGRAMMES.values()))
    decide_streams(tables(), days_of(some_people()), STREAMS)
    calendar = law.calendar
    first, last = day("2018-01-01"), day("2024-12-31")
    start, rows = calendar.rows(first, last)
    for on in range(first, last, 97):
        told = rows[on - start].tolist()
        assert told[: len(calendar.moves)] == [moved(on, move) for move in calendar.moves]
        for (months, days, inverse), value in zip(calendar.moves, told, strict=False):
            if inverse:
                latest = value + days
                assert add_months(latest, months) <= on + days < add_months(latest + 1, months)
            else:
                assert value == add_months(on, months) + days


def test_every_operator_is_written() -> None:
    assert {one for one in vars(x).values() if isinstance(one, type) and issubclass(one, x.Truth)} - {x.Truth} == set(
        TRUTHS
    )


def test_an_operator_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    condition = PROGRAMMES["peq-workers"].versions[-1].conditions[0]
    monkeypatch.delitem(TRUTHS, type(condition.expr))
    with pytest.raises(TypeError, match="no operator"):
        Writer(Builder(Calendar(), one_day=True)).truth(condition.expr, 0)
