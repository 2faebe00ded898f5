"""Levels of French put into the table of proofs, compiled; see `proofs`."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.cohort.laying.kernels import is_known, real_at
from jalon.cohort.schema import NOT_TAKEN
from jalon.language.bounds import NO, YES
from jalon.language.calendar import EARLIEST, NEVER
from jalon.readings.columns.compiled import compiled, kept_for

_NO, _YES, _EARLIEST, _NEVER = NO, YES, EARLIEST, NEVER
_NOT_TAKEN: Final = NOT_TAKEN
_LEVELS, _SCORES = 0, 1


@compiled
def _document(days: Any, row: int, kind: int, first: int, last: int, bits: Any) -> None:
    """The day of what may be no test."""
    no_day = days[row, first] == _NEVER and days[row, last] == _NEVER
    if kind == bits[0]:
        if no_day:
            days[row, first] = _EARLIEST
    elif kind != bits[1] and (no_day or (days[row, first] == _EARLIEST and days[row, last] == _NEVER)):
        days[row, first] = days[row, last] = _EARLIEST


@compiled
def _test(bits: int, any_bits: int) -> int:
    """The place of a test; -1 when it is not known which."""
    if bits == any_bits:
        return -1
    place = 0
    while bits > 1:
        bits >>= 1
        place += 1
    return place


@compiled
def _mark(source: Any, odd: Any, row: int, low: float, high: float) -> float:
    """A mark, or that of a paper not taken; below both when nothing is known."""
    if source[0] == 0 or not is_known(source[1], row + source[2]):
        return _NOT_TAKEN - 1
    mark: float = real_at(source[0], row + source[2])
    if mark != _NOT_TAKEN and not low <= mark <= high:
        odd[row] = 1
        return _NOT_TAKEN
    return mark


@compiled
def _level(source: Any, odd: Any, row: int, low: float, high: float) -> float:
    """A level; -1 when it is not known."""
    if source[0] == 0 or not is_known(source[1], row + source[2]):
        return -1.0
    level: float = real_at(source[0], row + source[2])
    if not (low <= level <= high and level == np.floor(level)):
        odd[row] = 1
        return low
    return level


@compiled
def _place(marks: Any, mark: float) -> int:
    """Twice the number of bounds below a mark, and one more on a bound."""
    below: Any = np.searchsorted(marks, mark)
    place: int = 2 * below + (1 if below < len(marks) and marks[below] == mark else 0)
    return place


# The arrays of tables have any strides: said here, so that they are compiled for once.
_PUT_LEVELS: Final = (
    "b1(int8[:,:], int16[:,:], int32[:,:], uint8[::1], int64[:,::1], int64[:,:,::1], int64[::1], int64[:,:,::1],"
    "int64[::1], float64[::1], float64[:,::1], float64[::1], int64[::1], int64[::1], int64)"
)


@kept_for(_PUT_LEVELS)
def put_levels(
    truths: Any,
    kinds: Any,
    days: Any,
    odd: Any,
    keys: Any,
    sources: Any,
    places: Any,
    columns: Any,
    bits: Any,
    limits: Any,
    most: Any,
    marks: Any,
    until: Any,
    since: Any,
    other: int,
) -> bool:
    """The days of tests and the levels that are given, as `jalon.readings.bounded._proof` has them; whether marks are left
    to be turned into levels. `keys` receives the case of each."""
    proof, test_at, first, last, converted = places
    left = False
    for row in range(len(odd)):
        _document(days, row, kinds[row, proof], first, last, bits)
        test = _test(kinds[row, test_at], bits[2])
        truths[row, converted] = _NO
        for skill in range(4):
            low, high = limits[0], limits[1]
            mark = _mark(sources[_SCORES, skill], odd, row, limits[4], limits[5] if test < 0 else most[test, skill])
            level = _level(sources[_LEVELS, skill], odd, row, limits[2], limits[3])
            if level >= 0:
                low = high = level
            elif mark == _NOT_TAKEN:
                low = high = 0.0
            elif mark >= 0 and 0 <= test != other:
                key = (test * 4 + skill) * (2 * len(marks) + 1) + _place(marks, mark)
                key = key * (len(until) + 1) + np.searchsorted(until, days[row, first])
                keys[row, skill] = key * (len(since) + 1) + np.searchsorted(since, days[row, last], side="right")
                left = True
            for edition in range(len(columns)):
                kinds[row, columns[edition, skill, 0]] = np.int16(low)
                kinds[row, columns[edition, skill, 1]] = np.int16(high)
    return left


@kept_for(
    "void(int8[:,:], int16[:,:], int64[:,::1], int16[:,:], int64[:,:,::1], int64)",
)
def put_marks(truths: Any, kinds: Any, keys: Any, bands: Any, columns: Any, converted: int) -> None:
    """The levels of marks, whose cases `bands` has the bounds of, by edition."""
    for row in range(len(keys)):
        for skill in range(4):
            key = keys[row, skill]
            if key >= 0:
                truths[row, converted] = _YES
                for edition in range(len(columns)):
                    kinds[row, columns[edition, skill, 0]] = bands[key, 2 * edition]
                    kinds[row, columns[edition, skill, 1]] = bands[key, 2 * edition + 1]
