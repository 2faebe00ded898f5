"""What written functions call: loads from the tables, calendar arithmetic and measures of time, compiled once.

The rules of counting are those of `jalon.language.spells` and `jalon.readings.decide.measures`, which the tests hold
these against; docs/counting.md says them in words.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
from numba import carray, njit, types
from numba.extending import intrinsic

from jalon.language import calendar
from jalon.language.calendar import EARLIEST, NEVER
from jalon.readings.decide.months import MOST_TOLD

_EARLIEST: Final = EARLIEST
_NEVER: Final = NEVER
# Days from 1 March of the year 0 to the first ordinal, in the proleptic Gregorian calendar.
_SHIFT: Final = 305
_ERA: Final = 146097
# The longest run of so many months, in days; it begins on the first of a month, since ends of months only shorten it.
_FIRSTS: Final = [date(year, month, 1).toordinal() for year in range(1999, 2007) for month in range(1, 13)]
LONGEST: Final = np.array(
    [max(calendar.add_months(day, m) - day for day in _FIRSTS) for m in range(MOST_TOLD + 2)], np.int64
)
_MOST_TOLD: Final = MOST_TOLD
_compiled: Any = njit(cache=True, nogil=True)


# --- Tables and scratch by their address -------------------------------------------------------------------------------


def _loader(of: Any) -> Any:
    """What loads an element of a table, given by the address of its first one."""

    def load(typing: Any, address: Any, place: Any) -> Any:  # noqa: ARG001 - Numba wants these names and this form
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            kind = context.get_value_type(of)
            pointer = builder.inttoptr(arguments[0], kind.as_pointer())
            return builder.load(builder.gep(pointer, [arguments[1]]))

        return of(types.int64, types.int64), generate

    return intrinsic(load)


whole: Any = _loader(types.int32)
real: Any = _loader(types.float64)


@intrinsic
def _whole_numbers(typing: Any, address: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.inttoptr(arguments[0], context.get_value_type(types.int32).as_pointer())

    return types.CPointer(types.int32)(types.int64), generate


@intrinsic
def _real_numbers(typing: Any, address: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.inttoptr(arguments[0], context.get_value_type(types.float64).as_pointer())

    return types.CPointer(types.float64)(types.int64), generate


class Scratch:
    """Room for the measures of one person at a time: spells (four sets), their weights, the events of pooled hours.
    `most` is the greatest number of spells. It must outlive the functions that are given its address."""

    def __init__(self, most: int) -> None:
        self.room = 2 * most + 2
        # One array of real numbers and one of whole ones, and a head that says where they are.
        self._reals = np.zeros(6 * self.room, np.float64)
        self._wholes = np.zeros(10 * self.room, np.int32)
        self._head = np.array([self.room, self._wholes.ctypes.data, self._reals.ctypes.data], np.int64)
        self.address = self._head.ctypes.data


@intrinsic
def _head_of(typing: Any, address: Any, place: Any) -> Any:  # noqa: ARG001
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        pointer = builder.inttoptr(arguments[0], context.get_value_type(types.int64).as_pointer())
        return builder.load(builder.gep(pointer, [arguments[1]]))

    return types.int64(types.int64, types.int64), generate


@_compiled
def scratch(address: int) -> Any:
    """The four parts of a scratch: spells, weights, days of events, changes."""
    room = _head_of(address, 0)
    wholes, reals = _head_of(address, 1), _head_of(address, 2)
    spells = carray(_whole_numbers(wholes), (4, room, 2))
    events = carray(_whole_numbers(wholes + 4 * 8 * room), (2 * room,))
    weights = carray(_real_numbers(reals), (4, room))
    changes = carray(_real_numbers(reals + 8 * 4 * room), (2 * room,))
    return spells, weights, events, changes


# --- Calendar and measures ---------------------------------------------------------------------------------------------


@_compiled
def add_months(ordinal: int, months: int) -> int:
    """`jalon.language.calendar.add_months`."""
    if ordinal <= _EARLIEST or ordinal >= _NEVER:
        return ordinal
    year, month, day = _civil(ordinal)
    at = year * 12 + month - 1 + months
    year, month = at // 12, at % 12
    if year < 1:
        return _EARLIEST
    if year > 9998:
        return _NEVER
    month += 1
    length = 31
    if month == 2:
        length = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    elif month == 4 or month == 6 or month == 9 or month == 11:
        length = 30
    moved: int = _ordinal(year, month, min(day, length))
    return moved


@_compiled
def _civil(ordinal: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal (the usual algorithm, with years that begin in March)."""
    z = ordinal + _SHIFT
    era = z // _ERA
    doe = z - era * _ERA
    yoe = (doe - doe // 1460 + doe // 36524 - doe // 146096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    day = doy - (153 * mp + 2) // 5 + 1
    month = mp + 3 if mp < 10 else mp - 9
    year = yoe + era * 400 + (1 if month <= 2 else 0)
    return year, month, day


@_compiled
def _ordinal(year: int, month: int, day: int) -> int:
    y = year - (1 if month <= 2 else 0)
    era = y // 400
    yoe = y - era * 400
    doy = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * _ERA + yoe * 365 + yoe // 4 - yoe // 100 + doy - _SHIFT


@_compiled
def put(spells: Any, count: int, first: int, last: int) -> int:
    """Add a spell to a scratch of (first, last) rows; gives the count. A spell that ends before it starts is none."""
    if first > last:
        return count
    spells[count, 0] = first
    spells[count, 1] = last
    return count + 1


@_compiled
def cut(spells: Any, start: int, count: int, first: int, last: int) -> int:
    """Take the days of a hole out of the spells from a place on; gives the count."""
    if first > last:
        return count
    i = start
    while i < count:
        a, b = spells[i, 0], spells[i, 1]
        if last < a or first > b:
            i += 1
            continue
        left, right = first > a, last < b
        if left and right:
            spells[i, 1] = first - 1
            spells[count, 0] = last + 1
            spells[count, 1] = b
            count += 1
            i += 1
        elif left:
            spells[i, 1] = first - 1
            i += 1
        elif right:
            spells[i, 0] = last + 1
            i += 1
        else:
            count -= 1
            spells[i, 0] = spells[count, 0]
            spells[i, 1] = spells[count, 1]
    return count


@_compiled
def merge(spells: Any, count: int) -> int:
    """`jalon.language.spells.merged`, in place; gives the count."""
    for i in range(1, count):
        a, b = spells[i, 0], spells[i, 1]
        j = i - 1
        while j >= 0 and (spells[j, 0] > a or (spells[j, 0] == a and spells[j, 1] > b)):
            spells[j + 1, 0] = spells[j, 0]
            spells[j + 1, 1] = spells[j, 1]
            j -= 1
        spells[j + 1, 0] = a
        spells[j + 1, 1] = b
    out = 0
    for i in range(count):
        if out and spells[i, 0] <= spells[out - 1, 1] + 1:
            spells[out - 1, 1] = max(spells[out - 1, 1], spells[i, 1])
        else:
            spells[out, 0] = spells[i, 0]
            spells[out, 1] = spells[i, 1]
            out += 1
    return out


@_compiled
def pool(spells: Any, weights: Any, events: Any, changes: Any, count: int, enough: float) -> int:
    """`jalon.language.spells.pooled`, in place: days on which the weights add up to enough; gives the count."""
    made = 0
    for i in range(count):
        for side in range(2):
            day = spells[i, 0] if side == 0 else spells[i, 1] + 1
            weight = weights[i] if side == 0 else -weights[i]
            j = made - 1
            while j >= 0 and events[j] > day:
                events[j + 1] = events[j]
                changes[j + 1] = changes[j]
                j -= 1
            if j >= 0 and events[j] == day:
                # The same day again: the room that was made is closed.
                changes[j] += weight
                for k in range(j + 1, made):
                    events[k] = events[k + 1]
                    changes[k] = changes[k + 1]
            else:
                events[j + 1] = day
                changes[j + 1] = weight
                made += 1
    out = 0
    total = 0.0
    for i in range(made - 1):
        total += changes[i]
        # As in the scalar measure: what sums leave behind in the ninth decimal is no hour of work.
        if total >= enough - 1e-9:
            if out and spells[out - 1, 1] + 1 == events[i]:
                spells[out - 1, 1] = events[i + 1] - 1
            else:
                spells[out, 0] = events[i]
                spells[out, 1] = events[i + 1] - 1
                out += 1
    return out


@_compiled
def total_days(spells: Any, count: int) -> int:
    """Number of days covered."""
    total = 0
    for i in range(count):
        total += spells[i, 1] - spells[i, 0] + 1
    return total


@_compiled
def covers(spells: Any, count: int, months: int, longest: int) -> bool:
    """`jalon.language.spells.covers_months`; `longest` is the longest run of so many months, in days."""
    if total_days(spells, count) >= longest:
        return True
    for i in range(count):  # noqa: SIM110 - a generator is slower here, when Numba takes it at all
        if add_months(spells[i, 0], months) <= spells[i, 1] + 1:
            return True
    return False


@_compiled
def months_of(spells: Any, count: int) -> int:
    """`jalon.readings.decide.months.counted_months`."""
    total = total_days(spells, count)
    best = min(total // 28, _MOST_TOLD)
    while LONGEST[best] > total:
        best -= 1
    for i in range(count):
        first, after = spells[i, 0], spells[i, 1] + 1
        if (after - first) // 28 <= best:
            continue
        while best < _MOST_TOLD and add_months(first, best + 1) <= after:
            best += 1
    return best
