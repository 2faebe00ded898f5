"""The measures of time of the reading over columns, each against the same measure on spells; as machine code and as the
Python that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest

from jalon.language import spells
from jalon.language.calendar import EARLIEST, NEVER, add_months, month_runs
from jalon.readings.columns import kernels
from jalon.readings.decide.months import counted_months

pytestmark = pytest.mark.xdist_group("columns")

Spells = tuple[tuple[int, int], ...]


@pytest.fixture(params=["machine", "python"])
def kernel(request: Any) -> Callable[[str], Any]:
    """A kernel by name."""
    return lambda name: getattr(kernels, name) if request.param == "machine" else getattr(kernels, name).py_func


def scratch(given: Spells) -> tuple[Any, int]:
    room = np.zeros((2 * len(given) + 20, 2), np.int32)
    room[: len(given)] = np.array(given, np.int32).reshape(len(given), 2)
    return room, len(given)


def read(room: Any, count: int) -> Spells:
    return tuple((int(a), int(b)) for a, b in room[:count])


def some(draw: Random, most: int = 8) -> Spells:
    starts = [draw.randrange(1, 60) for _ in range(draw.randrange(most))]
    return tuple((start, start + draw.randrange(-2, 15)) for start in starts)


def test_months_are_those_of_the_calendar(kernel: Callable[[str], Any]) -> None:
    draw, moved = Random(7), kernel("add_months")
    days = [EARLIEST, NEVER, EARLIEST + 1, NEVER - 1, *(draw.randrange(1, NEVER + 1) for _ in range(3_000))]
    for ordinal in days:
        months = draw.choice((-60_000, -36, -24, -1, 0, 1, 6, 11, 12, 18, 24, 36, 216, 60_000))
        assert moved(ordinal, months) == add_months(ordinal, months), (ordinal, months)


def test_the_latest_day_that_moves_before_another(kernel: Callable[[str], Any]) -> None:
    draw, latest = Random(5), kernel("latest_before")
    for day in (EARLIEST, NEVER, *(draw.randrange(730_000, 740_000) for _ in range(3_000))):
        months = draw.choice((1, 6, 12, 24, 36, 216))
        found = latest(day, months)
        assert add_months(found, months) <= day
        assert found == NEVER or add_months(found + 1, months) > day, (day, months)


def test_runs_of_months() -> None:
    runs = [(int(a), int(b)) for a, b in zip(kernels.SHORTEST, kernels.LONGEST, strict=True)]
    assert runs == [month_runs(months) for months in range(len(runs))]


def test_merging(kernel: Callable[[str], Any]) -> None:
    draw = Random(1)
    for _ in range(400):
        given = some(draw)
        room, count = scratch(())
        room = np.zeros((40, 2), np.int32)
        for first, last in given:
            count = kernel("put")(room, count, first, last)
        count = kernel("merge")(room, count)
        assert read(room, count) == spells.merged(given)
        assert kernel("total_days")(room, count) == spells.days(spells.merged(given))


def test_cutting(kernel: Callable[[str], Any]) -> None:
    draw = Random(2)
    for _ in range(400):
        kept, holes = spells.merged(some(draw)), some(draw)
        room, count = scratch(kept)
        room = np.concatenate([room, np.zeros((40, 2), np.int32)])
        for first, last in holes:
            count = kernel("cut")(room, 0, count, first, last)
        count = kernel("merge")(room, count)
        assert read(room, count) == spells.merged(spells.without(kept, spells.merged(holes)))


def test_pooling(kernel: Callable[[str], Any]) -> None:
    draw = Random(3)
    for _ in range(400):
        given = tuple(spell for spell in some(draw) if spell[0] <= spell[1])
        hours = [draw.choice((10.0, 12.5, 15.0, 29.9, 30.0, 37.5)) for _ in given]
        room, count = scratch(given)
        events, changes = np.zeros(60, np.int32), np.zeros(60, np.float64)
        count = kernel("pool")(room, np.array([*hours, 0.0]), events, changes, count, 30.0)
        expected = spells.pooled([(a, b, h) for (a, b), h in zip(given, hours, strict=True)], 30.0)
        assert read(room, count) == expected


def test_counting_months(kernel: Callable[[str], Any]) -> None:
    draw = Random(6)
    for _ in range(2_000):
        start, given, long = draw.randrange(735_000, 740_000), [], draw.choice((100, 800, 4_000))
        for _ in range(draw.randrange(4)):
            end = start + draw.randrange(long)
            given.append((start, end))
            start = end + draw.randrange(2, 40)
        room, count = scratch(tuple(given))
        assert kernel("months_of")(room, count) == counted_months(tuple(given)), given
