"""The machine that runs programs: however people are dealt, however little room there is, in whatever order facts stand."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pytest

from jalon.facts import FactsError, parse_applicant
from jalon.language import expressions as x
from jalon.language.calendar import EARLIEST, NEVER, add_months, day
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns import performing, vectors
from jalon.readings.columns.calendars import Calendar, moved
from jalon.readings.columns.compiling import compiled_law
from jalon.readings.columns.deciding import Verdicts, decide_outcomes, decide_streams
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
        alike(*(tuple(_rows(one, slice(-1)) for one in found) for found in (alone, beside)))


def test_one_day_for_everybody() -> None:
    """The same day a million times, or once; what is the same of everybody is there once too."""
    people = tables()
    for on in ("2009-01-01", "2015-05-05", "2020-07-22", "2024-06-03", "2026-08-03"):
        once = decide_streams(people, day(on), STREAMS)
        alike(once, decide_streams(people, np.full(len(people), day(on), np.int32), STREAMS))
        for verdicts, outcome in zip(once, decide_outcomes(people, day(on), STREAMS), strict=True):
            assert np.array_equal(verdicts.outcome, outcome)
            assert verdicts.months_needed.strides == (0,)
    with pytest.raises(ValueError, match="filing days"):
        decide_streams(people, np.zeros((2, 2), np.int32), STREAMS)


def test_nobody() -> None:
    nobody = tables_of([])
    for found in decide_streams(nobody, np.zeros(0, np.int32), STREAMS):
        assert {len(column) for column in vars(found).values()} == {0}
    assert [len(outcome) for outcome in decide_outcomes(nobody, day("2024-06-03"), STREAMS)] == [0, 0]


def test_what_is_known_of_everybody_is_told_as_of_each() -> None:
    """People of whom everything is known, alone and beside somebody of whom nothing is."""
    people = [make for make in some_people() if make.data.get("studies")]
    vague = parse_applicant({"schema": 1, "birth_date": "1990"})
    known = tables_of(bounded(complete(Random(seed)).applicant) for seed in range(300))
    assert ("person", "birth_date_most") in known.known
    beside = tables_of([*(bounded(complete(Random(seed)).applicant) for seed in range(300)), bounded(vague)])
    assert ("person", "birth_date_most") not in beside.known
    days = days_of(tuple(people))[:300]
    alike(
        decide_streams(known, days, STREAMS),
        decide_streams(beside, np.append(days, day("2021-01-01")).astype(np.int32), STREAMS),
        slice(0, 300),
    )


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


def test_more_elements_than_there_is_room_for() -> None:
    """Lists so long that a block of people takes much room: fewer are done at once."""
    spells = [(f"20{10 + k % 12}-0{1 + k % 9}-01", f"20{11 + k % 12}-0{1 + k % 9}-15") for k in range(200)]
    jobs = [
        {"started_on": first, "ended_on": last, "hours_per_week": 20 + k % 20} for k, (first, last) in enumerate(spells)
    ]
    crowded = parse_applicant({"schema": 1, "jobs": jobs, "french": [{"proof": "none"}] * 200})
    one = tables_of([bounded(crowded)])
    people = packed({**one.records, "person": one.records["person"].only(np.zeros(3_000, np.int64))})
    dates = [day("2024-06-03")] * 3_000, [day("2021-09-01"), day("2024-06-03"), day("2012-06-01")] * 1_000
    for days in dates:
        found = decide_streams(people, np.array(days, np.int32), STREAMS)
        for stream, verdicts in zip(STREAMS, found, strict=True):
            for row in (0, 1, 2, 1_500, 2_999):
                assert same(decide(crowded, date.fromordinal(days[row]), stream), verdicts, row)
            alike((_rows(verdicts, slice(0, 1_500)),), (_rows(verdicts, slice(1_500, 3_000)),))


def _rows(found: Verdicts, which: slice) -> Verdicts:
    return Verdicts(**{name: column[which] for name, column in vars(found).items()})


def test_leaves_in_any_order() -> None:
    """Leaves that overlap, come out of order, lie outside of the job or have a vague day; jobs that overlap, and hours that
    are enough alone or together."""
    applicants, days = [], []
    for seed in range(1_500):
        person = complete(Random(seed))
        data, draw = deepcopy(person.data), Random(seed)
        for job in data.get("jobs", []):
            began = date.fromisoformat(str(job["started_on"])) if len(str(job["started_on"])) == 10 else person.day
            job["leaves"] = [_leave(began, draw) for _ in range(draw.randrange(4))]
            job["hours_per_week"] = draw.choice((15, 20, 30, 37.5))
        data["jobs"] = draw.sample(data.get("jobs", []), k=len(data.get("jobs", [])))
        try:
            applicants.append(parse_applicant(deepcopy(data)))
        except FactsError:
            continue
        days.append(person.day)
    assert len(applicants) > 1_000
    found = decide_streams(
        tables_of(map(bounded, applicants)), np.array([one.toordinal() for one in days], np.int32), STREAMS
    )
    for stream, verdicts in zip(STREAMS, found, strict=True):
        for row, (applicant, on) in enumerate(zip(applicants, days, strict=True)):
            assert same(decide(applicant, on, stream), verdicts, row), (row, stream)


def _leave(began: date, draw: Random) -> dict[str, str]:
    """A leave near a day, now and then of a month or a year that is known alone."""
    first = began + timedelta(days=draw.randrange(-60, 900))
    last = first + timedelta(days=draw.randrange(120))
    if draw.random() < 0.2:
        return {"from": f"{first:%Y-%m}", "to": f"{last:%Y-%m}"}
    return {"from": first.isoformat(), "to": last.isoformat()}


def test_one_element_each() -> None:
    """Lists that have one element for everybody, beside people who have two."""
    people = [
        one for one in some_people() if len(one.data.get("studies", [])) == 1 and len(one.data.get("jobs", [])) == 1
    ]
    others = [one for one in some_people() if len(one.data.get("jobs", [])) > 1]
    assert len(people) > 20
    alone = decide_streams(tables_of(bounded(one.applicant) for one in people), days_of(tuple(people)), STREAMS)
    both = (*people, *others)
    beside = decide_streams(tables_of(bounded(one.applicant) for one in both), days_of(both), STREAMS)
    alike(alone, beside, slice(0, len(people)))
    found = decide_streams(
        tables_of(bounded(one.applicant) for one in people), np.full(len(people), day("2024-06-03"), np.int32), STREAMS
    )
    for stream, verdicts in zip(STREAMS, found, strict=True):
        for row, person in enumerate(people):
            assert same(decide(person.applicant, date(2024, 6, 3), stream), verdicts, row)


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
