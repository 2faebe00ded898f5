"""Calendar arithmetic and measures of time, compiled.

The rules of counting are those of `jalon.language.spells` and `jalon.readings.decide.measures`, which the tests hold
these against; docs/counting.md says them in words.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import calendar
from jalon.language.calendar import EARLIEST, NEVER
from jalon.readings.columns.compiled import compiled, kept
from jalon.readings.decide.months import MOST_TOLD

_EARLIEST: Final = EARLIEST
_NEVER: Final = NEVER
# Days from 1 March of the year 0 to the first ordinal, in the proleptic Gregorian calendar.
_SHIFT: Final = 305
_ERA: Final = 146097
# Years added, so that no month counted is negative.
_AHEAD: Final = 8_000
_U: Final = np.uint64


def _runs() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The shortest and the longest run of so many months, in days (`jalon.language.calendar.month_runs`). The longest begins
    on the first of a month; the shortest too, or where the end of a shorter month brings it forward."""
    lengths = np.array([calendar.month_length(1999 + month // 12, month % 12 + 1) for month in range(12 * 20)])
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    begun = np.arange(12 * 8)
    months = np.arange(MOST_TOLD + 2)[:, None]
    whole = firsts[begun + months] - firsts[begun]
    brought = np.maximum(lengths[begun] - lengths[begun + months], 0)
    return (whole - brought).min(axis=1), whole.max(axis=1)


_RUNS: Final = _runs()
SHORTEST: Final = _RUNS[0]
LONGEST: Final = _RUNS[1]
_MOST_TOLD: Final = MOST_TOLD
# The months that so many days make up wherever they stand: the longest runs decide.
MOST_DAYS: Final = int(LONGEST[MOST_TOLD])
MONTHS_OF_DAYS: Final = np.searchsorted(LONGEST[: MOST_TOLD + 1], np.arange(MOST_DAYS + 1), side="right") - 1


# --- Calendar and measures ---------------------------------------------------------------------------------------------


@compiled
def add_months(ordinal: int, months: int) -> int:
    """`jalon.language.calendar.add_months`, without a branch, so that many are moved at once.

    Years begin in March here, so that the day too many of leap years comes last; year, month and day come from
    multiplications and shifts, as in Neri and Schneider, "Euclidean affine functions and their application to calendar
    algorithms" (2022).
    """
    fourfold = _U(4) * _U(ordinal + _SHIFT) + _U(3)
    century = fourfold // _U(_ERA)
    product = _U(2_939_745) * ((fourfold - century * _U(_ERA)) | _U(3))
    of_year = _U(2_141) * ((product & _U(0xFFFFFFFF)) // _U(11_758_980)) + _U(197_913)
    day = (of_year & _U(0xFFFF)) // _U(2_141) + _U(1)
    at = _U(12) * (_U(100) * century + (product >> _U(32))) + (of_year >> _U(16)) + _U(12 * _AHEAD - 3 + months)
    year = at // _U(12)
    month = at - _U(12) * year
    # January and February are those of the following year.
    civil = year + _U(month >= _U(10))
    hundreds = civil // _U(100)
    leap = _U(civil & _U(3) == _U(0)) & (_U(civil != hundreds * _U(100)) | _U(hundreds & _U(3) == _U(0)))
    length = _U(28) + leap if month == _U(11) else _U(31) - ((month % _U(5)) & _U(1))
    before = ((_U(1_461) * year) >> _U(2)) - year // _U(100) + year // _U(400) + ((_U(979) * month + _U(18)) >> _U(5))
    moved: Any = np.int64(before + min(day, length)) - _SHIFT - 1 - _AHEAD // 400 * _ERA
    moved = _EARLIEST if civil <= _U(_AHEAD) else (_NEVER if civil > _U(_AHEAD + 9998) else moved)
    return ordinal if ordinal <= _EARLIEST or ordinal >= _NEVER else moved


@kept
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


@kept
def calendar_rows(first: int, rows: Any, moves: Any) -> None:
    """What depends on the filing day alone, a row a day from the first on; see `calendars.Move`."""
    for row in range(rows.shape[0]):
        for column in range(moves.shape[0]):
            months, offset, inverse = moves[column, 0], moves[column, 1], moves[column, 2]
            if inverse:
                rows[row, column] = latest_before(first + row + offset, months) - offset
            else:
                rows[row, column] = add_days(add_months(first + row, months), offset)


@kept
def month_rows(first: int, months: int, rows: Any) -> None:
    """The day so many months after each day from the first on."""
    for row in range(len(rows)):
        rows[row] = add_months(first + row, months)


@compiled
def add_days(ordinal: int, days: int) -> int:
    """So many days later; the ends of the calendar stay where they are."""
    return ordinal if ordinal <= _EARLIEST or ordinal >= _NEVER else ordinal + days


@compiled
def put(spells: Any, count: int, first: int, last: int) -> int:
    """Add a spell to a scratch of (first, last) rows; gives the count. A spell that ends before it starts is none."""
    if first > last:
        return count
    spells[count, 0] = first
    spells[count, 1] = last
    return count + 1


@compiled
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


@compiled
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


@compiled
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


@compiled
def total_days(spells: Any, count: int) -> int:
    """Number of days covered."""
    total = 0
    for i in range(count):
        total += spells[i, 1] - spells[i, 0] + 1
    return total


@compiled
def months_of(spells: Any, count: int) -> int:
    """`jalon.readings.decide.months.counted_months`."""
    best: int = MONTHS_OF_DAYS[min(total_days(spells, count), MOST_DAYS)]
    for i in range(count):
        first, after = spells[i, 0], spells[i, 1] + 1
        # The calendar is looked at for the few lengths that it settles.
        while best < _MOST_TOLD and after - first >= SHORTEST[best + 1] and add_months(first, best + 1) <= after:
            best += 1
    return best
