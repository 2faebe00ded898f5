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
def _mark(source: int, valid: int, offset: int, odd: Any, row: int, low: float, high: float) -> float:
    """A mark, or that of a paper not taken; below both when nothing is known."""
    if source == 0 or not is_known(valid, row + offset):
        return _NOT_TAKEN - 1
    mark: float = real_at(source, row + offset)
    if mark != _NOT_TAKEN and not low <= mark <= high:
        odd[row] = 1
        return _NOT_TAKEN
    return mark


@compiled
def _level(source: int, valid: int, offset: int, odd: Any, row: int, low: float, high: float) -> float:
    """A level; -1 when it is not known."""
    if source == 0 or not is_known(valid, row + offset):
        return -1.0
    level: float = real_at(source, row + offset)
    if not (low <= level <= high and level == np.floor(level)):
        odd[row] = 1
        return low
    return level


@compiled
def _until(days: Any, day: int) -> int:
    """How many of some days come up to a day: they are few."""
    many = 0
    for one in days:
        many += one <= day
    return many


@compiled
def _place(marks: Any, below_whole: Any, mark: float) -> int:
    """Twice the number of bounds below a mark, one more on a bound; `below_whole`: how many are below each whole mark."""
    below: Any = below_whole[min(int(mark), len(below_whole) - 1)]
    while below < len(marks) and marks[below] < mark:
        below += 1
    place: int = 2 * below + (1 if below < len(marks) and marks[below] == mark else 0)
    return place


# The arrays of tables have any strides: said here, so that they are compiled for once.
_PUT_LEVELS: Final = (
    "b1(int8[:,:], int16[:,:], int32[:,:], uint8[::1], int64[:,::1], int64[:,:,::1], int64[::1], int64[:,:,::1],"
    "int64[::1], float64[::1], float64[:,::1], float64[::1], int64[::1], int64[::1], int64[::1], int64)"
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
    below_whole: Any,
    until: Any,
    since: Any,
    other: int,
) -> bool:
    """The days of tests and the levels that are given, as `jalon.readings.bounded._proof` has them; whether marks are left
    to be turned into levels. `keys` receives the case of each."""
    proof, test_at, first, last, converted = places
    tests = np.empty(len(odd), np.int16)
    for row in range(len(odd)):
        _document(days, row, kinds[row, proof], first, last, bits)
        tests[row] = _test(kinds[row, test_at], bits[2])
        truths[row, converted] = _NO
    left = False
    # One skill after the other: its few columns are filled from one end to the other.
    for skill in range(4):
        scored, scored_valid, scored_offset = sources[_SCORES, skill]
        levelled, levelled_valid, levelled_offset = sources[_LEVELS, skill]
        for row in range(len(odd)):
            low, high, test = limits[0], limits[1], tests[row]
            most_of_test = limits[5] if test < 0 else most[test, skill]
            mark = _mark(scored, scored_valid, scored_offset, odd, row, limits[4], most_of_test)
            level = _level(levelled, levelled_valid, levelled_offset, odd, row, limits[2], limits[3])
            if level >= 0:
                low = high = level
            elif mark == _NOT_TAKEN:
                low = high = 0.0
            elif mark >= 0 and 0 <= test != other:
                key = (test * 4 + skill) * (2 * len(marks) + 1) + _place(marks, below_whole, mark)
                key = key * (len(until) + 1) + _until(until, days[row, first] - 1)
                keys[row, skill] = key * (len(since) + 1) + _until(since, days[row, last])
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
