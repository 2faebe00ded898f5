"""What written functions call: loads from the tables and stores in the results, calendar arithmetic and measures of time.

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
# The shortest and the longest run of so many months, in days. The longest begins on the first of a month; the shortest
# on the first, or where it is shortened by the end of a month.
_STARTS: Final = [
    date(y, m, 1).toordinal() + d for y in range(1999, 2007) for m in range(1, 13) for d in (0, 27, 28, 29)
]
_RUNS: Final = [[calendar.add_months(start, m) - start for start in _STARTS] for m in range(MOST_TOLD + 2)]
LONGEST: Final = np.array([max(runs) for runs in _RUNS], np.int64)
SHORTEST: Final = np.array([min(runs) for runs in _RUNS], np.int64)
_MOST_TOLD: Final = MOST_TOLD
_compiled: Any = njit(cache=True, nogil=True)


# --- Tables and scratch by their address -------------------------------------------------------------------------------


def _loader(of: Any, gives: Any) -> Any:
    """What loads the value at an address. What is loaded never changes during a run, and the machine may know it."""

    def load(typing: Any, address: Any) -> Any:  # noqa: ARG001 - Numba wants these names and this form
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            kind = context.get_value_type(of)
            found = builder.load(builder.inttoptr(arguments[0], kind.as_pointer()))
            found.set_metadata("invariant.load", builder.module.add_metadata([]))
            return context.cast(builder, found, of, gives)

        return gives(types.int64), generate

    return intrinsic(load)


byte: Any = _loader(types.int8, types.int64)
short: Any = _loader(types.int16, types.int64)
whole: Any = _loader(types.int32, types.int64)
address: Any = _loader(types.int64, types.int64)
real: Any = _loader(types.float64, types.float64)


def _storer(of: Any) -> Any:
    """What stores a value at an address."""

    def store(typing: Any, address: Any, value: Any) -> Any:  # noqa: ARG001
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            kind = context.get_value_type(of)
            builder.store(
                context.cast(builder, arguments[1], types.int64, of),
                builder.inttoptr(arguments[0], kind.as_pointer()),
            )
            return context.get_dummy_value()

        return types.void(types.int64, types.int64), generate

    return intrinsic(store)


set_byte: Any = _storer(types.int8)
set_short: Any = _storer(types.int16)
set_whole: Any = _storer(types.int32)
set_long: Any = _storer(types.int64)


@intrinsic
def recall(typing: Any, place: Any) -> Any:  # noqa: ARG001
    """A number kept earlier in the run (see `Scratch`); unlike facts, it changes."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.load(builder.inttoptr(arguments[0], context.get_value_type(types.int64).as_pointer()))

    return types.int64(types.int64), generate


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


# The head of a scratch, before what is kept: its room, and the addresses of its whole and real numbers.
_HEAD: Final = 3
KEPT_AT: Final = 8 * _HEAD


class Scratch:
    """Room for the measures of one person at a time: spells (four sets), their weights, the events of pooled hours; and
    for values that are `kept`, so many. `most` is the greatest number of spells. It must outlive the functions that are
    given its address."""

    def __init__(self, most: int, kept: int = 0) -> None:
        self.room = 2 * most + 2
        self._reals = np.zeros(6 * self.room, np.float64)
        self._wholes = np.zeros(10 * self.room, np.int32)
        self._head = np.full(_HEAD + kept, -1, np.int64)
        self._head[:_HEAD] = self.room, self._wholes.ctypes.data, self._reals.ctypes.data
        self.address = self._head.ctypes.data


@_compiled
def scratch(head: int) -> Any:
    """The four parts of a scratch: spells, weights, days of events, changes."""
    room = address(head)
    wholes, reals = address(head + 8), address(head + 16)
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
def latest_before(ordinal: int, months: int) -> int:
    """The latest day that, so many months later, is not after a day: `add_months(x, months) <= day` for no later x."""
    if ordinal <= _EARLIEST or ordinal >= _NEVER:
        return ordinal
    moved: int = add_months(ordinal, -months)
    if moved <= _EARLIEST or moved >= _NEVER:
        return moved
    # The ends of longer months come down to the end of a shorter one.
    while moved + 1 < _NEVER and add_months(moved + 1, months) <= ordinal:
        moved += 1
    return moved


@_compiled
def calendar_rows(first: int, rows: Any, moves: Any) -> None:
    """What depends on the filing day alone, a row a day from the first on; see `Library.moves`."""
    for row in range(rows.shape[0]):
        for column in range(moves.shape[0]):
            months, offset, inverse = moves[column, 0], moves[column, 1], moves[column, 2]
            if inverse:
                rows[row, column] = latest_before(first + row + offset, months)
            else:
                rows[row, column] = add_months(first + row, months)


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
def covers(spells: Any, count: int, months: int, shortest: int, longest: int) -> bool:
    """`jalon.language.spells.covers_months`, with the shortest and the longest run of so many months, in days."""
    total = total_days(spells, count)
    if total >= longest:
        return True
    if total < shortest:
        return False
    for i in range(count):
        after = spells[i, 1] + 1
        # The calendar is looked at for the few lengths between the two.
        if after - spells[i, 0] >= shortest and add_months(spells[i, 0], months) <= after:
            return True
    return False


@_compiled
def months_of(spells: Any, count: int) -> int:
    """`jalon.readings.decide.months.counted_months`."""
    total: int = total_days(spells, count)
    best: int = min(total // 28, _MOST_TOLD)
    while LONGEST[best] > total:
        best -= 1
    for i in range(count):
        first, after = spells[i, 0], spells[i, 1] + 1
        # The calendar is looked at for the few lengths that it settles.
        while best < _MOST_TOLD and after - first >= SHORTEST[best + 1] and add_months(first, best + 1) <= after:
            best += 1
    return best
