"""Measures of time over the lists of many people, compiled: days that surely and that possibly count, and months.

Most people have few spells, in order and apart: those are counted as they come. The others go through the spells one
person at a time (`kernels`), by the rules that docs/counting.md says in words.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import day
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.kernels import (
    MONTHS_OF_DAYS,
    MOST_DAYS,
    SHORTEST,
    add_months,
    cut,
    merge,
    months_of,
    pool,
    put,
    total_days,
)
from jalon.readings.columns.memory import days, kinds, reals, truths
from jalon.readings.decide.months import MOST_TOLD

_NO, _MAYBE, _YES = NO, MAYBE, YES
_MOST_TOLD: Final = MOST_TOLD
_SURE, _POSSIBLE = 0, 1
# The calendar in tables, for the days of most files: the month of a day, its place in it, the first day of a month.
_FROM: Final = day("1960-01-01")
_CALENDAR: Final = [date.fromordinal(one) for one in range(_FROM, day("2060-01-01"))]
_MONTH: Final = np.array([12 * (one.year - 1960) + one.month - 1 for one in _CALENDAR], np.int16)
_DAY: Final = np.array([one.day for one in _CALENDAR], np.int8)
_FIRST: Final = np.array(
    [date(1960 + month // 12, month % 12 + 1, 1).toordinal() for month in range(12 * 100 + MOST_TOLD + 3)], np.int32
)
# From so many runs on, one has to look at all the spells of a list.
_LOOK: Final = 1 << 20
# One in so many people, or fewer, is few.
_FEW: Final = 8
WORK: Final = 12
"""Rows of numbers that a measure works with, for as many people or elements as there are in a block."""

# Where an instruction has what (see `measuring`): what is filled, what is read, the columns of leaves.
_OUT, _BEGAN, _ENDED, _COUNTS, _OPENS, _CLOSES, _COMPLETE, _LEFT, _WEIGHTS, _WITHOUT, _TOLD, _LEAVES = (
    2, 6, 8, 10, 11, 13, 15, 16, 17, 19, 23, 24
)  # fmt: skip


@compiled
def measure(
    one: Any,
    where: Any,
    columns: Any,
    enough: float,
    owners: Any,
    offsets: Any,
    later: Any,
    rows: Any,
    base: int,
    room: Any,
) -> None:
    """Fill four columns with the days surely and possibly counted of each list, then with the months.

    `one` is the instruction, `where` the addresses of the columns that it names; `owners` and `offsets` are those of the
    list, `later` the elements that are not the first of theirs, `rows` the rows of its elements (or from `base` on, where
    they stand side by side).
    """
    count, n = len(offsets) - 1, len(owners)
    sure_days, most_days = days(where[one[_OUT]], count), days(where[one[_OUT + 1]], count)
    sure_months, most_months = days(where[one[_OUT + 2]], count), days(where[one[_OUT + 3]], count)
    began, began_by = days(where[one[_BEGAN]], n), days(where[one[_BEGAN + 1]], n)
    ended, ended_by = days(where[one[_ENDED]], n), days(where[one[_ENDED + 1]], n)
    opens, opens_by = days(where[one[_OPENS]], count), days(where[one[_OPENS + 1]], count)
    closes, closes_by = days(where[one[_CLOSES]], count), days(where[one[_CLOSES + 1]], count)
    counts, complete = truths(where[one[_COUNTS]], n), truths(where[one[_COMPLETE]], count)
    active = 0
    for j in range(n):
        active += counts[j] != _NO
    if active * _FEW < count:
        _few(one, where, columns, enough, owners, offsets, rows, base, room)
        return
    pooled = one[_WEIGHTS] >= 0
    # Where hours are not pooled, any column serves: it is not read.
    low = reals(where[one[_WEIGHTS]] if pooled else 0, n)
    high = reals(where[one[_WEIGHTS + 1]] if pooled else 0, n)
    work = room[4]
    if work.shape[1] < max(count, n):
        work = np.zeros((len(work), max(count, n)), np.int32)
    # What surely (a) and what possibly (b) counts: the days of each element, then the runs of each list.
    first, last = work[0], work[1]
    days_a, long_a, start_a, many_a, end, seen = work[2], work[3], work[4], work[5], work[6], work[7]
    _clipped(first, last, _YES, counts, began_by, ended, opens_by, closes, owners)
    _in_order(days_a, long_a, start_a, many_a, end, seen, first, last, offsets, owners, later, pooled, low, enough)
    days_b, long_b, start_b, many_b = work[8], work[9], work[10], work[11]
    _clipped(first, last, _MAYBE, counts, began, ended_by, opens, closes_by, owners)
    _in_order(days_b, long_b, start_b, many_b, end, seen, first, last, offsets, owners, later, pooled, high, enough)
    for i in range(count):
        if complete[i] != _YES:
            # There may be anything: any day may count.
            whole = max(closes_by[i], opens[i] - 1) - opens[i] + 1
            days_b[i], long_b[i], start_b[i], many_b[i] = whole, whole, opens[i], 1
    _months_of_days(sure_months, days_a, count)
    _months_of_days(most_months, days_b, count)
    sure_days[:] = days_a[:count]
    most_days[:] = days_b[:count]
    # Days settle most months, the calendar the others; and some spells have to be looked at one by one.
    look, some = end, seen
    for i in range(count):
        look[i] = (many_a[i] >= _LOOK) | (many_b[i] >= _LOOK)
    _one_more_month(sure_months, long_a, start_a, many_a, look, some, count)
    if one[_TOLD] != 0:
        _one_more_month(most_months, long_b, start_b, many_b, look, some, count)
    left = _listed(some, look, count)
    for k in range(left):
        i = some[k]
        _looked_at(one, where, columns, enough, i, offsets, rows, base, room)


@compiled
def less_leaves(
    one: Any, where: Any, columns: Any, enough: float, owners: Any, offsets: Any, rows: Any, base: int, room: Any
) -> None:
    """The same measure, less the days of leaves: that without them (its columns stand where those of days do), but for
    those who have any."""
    count, n = len(offsets) - 1, len(owners)
    for place in range(4):
        days(where[one[_OUT + place]], count)[:] = days(where[one[_WITHOUT + place]], count)
    counts, left, done = truths(where[one[_COUNTS]], n), kinds(where[one[_LEFT]], n), -1
    for j in range(n):
        if (left[j] != 0) & (counts[j] != _NO):
            i = owners[j]
            if i != done:
                done = i
                _looked_at(one, where, columns, enough, i, offsets, rows, base, room)


@compiled
def _few(
    one: Any, where: Any, columns: Any, enough: float, owners: Any, offsets: Any, rows: Any, base: int, room: Any
) -> None:
    """A measure that few have any element for, such as internships: nothing for the others."""
    count, n = len(offsets) - 1, len(owners)
    most_days, most_months = days(where[one[_OUT + 1]], count), days(where[one[_OUT + 3]], count)
    opens, closes_by = days(where[one[_OPENS]], count), days(where[one[_CLOSES + 1]], count)
    counts, complete, done = truths(where[one[_COUNTS]], n), truths(where[one[_COMPLETE]], count), -1
    for place in range(4):
        days(where[one[_OUT + place]], count)[:] = 0
    for i in range(count):
        if complete[i] != _YES:
            # There may be anything: any day may count.
            whole = max(closes_by[i] - opens[i] + 1, 0)
            months = MONTHS_OF_DAYS[min(whole, MOST_DAYS)]
            if months < _MOST_TOLD and whole >= SHORTEST[months + 1]:
                months += _month_later(opens[i], months + 1) <= opens[i] + whole
            most_days[i], most_months[i] = whole, months
    for j in range(n):
        if (counts[j] != _NO) & (owners[j] != done):
            done = owners[j]
            _looked_at(one, where, columns, enough, done, offsets, rows, base, room)


# Loops that fill one column at a time: the machine does many elements at once only where few columns might be the same one.


@compiled
def _clipped(
    first: Any, last: Any, wanted: int, counts: Any, starts: Any, ends: Any, opens: Any, closes: Any, owners: Any
) -> None:
    """The days of each element that count, inside of what is measured; they end before they begin where none do."""
    for j in range(len(owners)):
        first[j] = max(starts[j], opens[np.uint64(owners[j])])
    for j in range(len(owners)):
        closed = min(ends[j], closes[np.uint64(owners[j])])
        last[j] = closed if (counts[j] >= wanted) & (first[j] <= closed) else np.int32(-1)


@compiled
def _in_order(
    total: Any, long: Any, start: Any, many: Any, end: Any, seen: Any, first: Any, last: Any, offsets: Any, owners: Any,
    later: Any, pooled: bool, weights: Any, enough: float,
) -> None:  # fmt: skip
    """The spells of every list as they come: the days covered, the longest run, the beginning of the last one, how many; at
    least `_LOOK` where they are not in order, or where hours are to be added up.

    The first spell of everybody, then the `later` ones, without a branch that the machine would have to guess."""
    count, least = len(offsets) - 1, enough - 1e-9
    # The first elements: that of an empty list is the next one's, and not there.
    n = len(owners)
    if not n:
        end[:count] = -1
    elif pooled:
        for i in range(count):
            seen[i] = last[np.uint64(offsets[i])]
        for i in range(count):
            # Weights may be read where facts stand: never past the last of them.
            here = (offsets[i] < offsets[i + 1]) & (weights[np.uint64(min(offsets[i], n - 1))] >= least)
            end[i] = seen[i] if here else np.int32(-1)
    else:
        for i in range(count):
            end[i] = last[np.uint64(offsets[i])] if offsets[i] < offsets[i + 1] else np.int32(-1)
    for i in range(count):
        start[i] = first[np.uint64(offsets[i])]
    for i in range(count):
        total[i] = end[i] - start[i] + 1 if end[i] >= 0 else 0
    long[:count] = total[:count]
    for i in range(count):
        many[i] = end[i] >= 0
    for k in range(len(later)):
        j: Any = np.uint64(later[k])
        at: Any = np.uint64(owners[j])
        opened, closed, began, ended = np.int64(first[j]), np.int64(last[j]), np.int64(start[at]), np.int64(end[at])
        here = closed >= 0
        look = here & (many[at] != 0) & (opened < began)
        if pooled:
            # Hours of one element alone, until two overlap.
            look |= here & (opened <= seen[at])
            seen[at] = _either(here, closed, seen[at])
            here &= weights[j] >= least
        apart = here & (opened > ended + 1)
        began = _either(apart, opened, began)
        after = _either(here, max(ended, closed), ended)
        total[at] += _either(here, max(closed - max(opened, ended + 1) + 1, 0), 0)
        long[at] = _either(here, max(long[at], after - began + 1), long[at])
        start[at], end[at] = began, after
        many[at] += np.int64(apart) + np.int64(look) * _LOOK


@compiled
def _either(so: bool, one: Any, other: Any) -> Any:
    """One number or another, without a branch: the machine is not left to choose how."""
    mask = -np.int64(so)
    return (one & mask) | (other & ~mask)


@compiled
def _months_of_days(out: Any, total: Any, count: int) -> None:
    for i in range(count):
        out[i] = MONTHS_OF_DAYS[np.uint64(min(total[i], MOST_DAYS))]


@compiled
def _one_more_month(months: Any, long: Any, start: Any, many: Any, look: Any, some: Any, count: int) -> None:
    """A month more where the only run is as long as the calendar asks there, though not the longest that so many months can
    be; where there are several runs, one has to look at them. A run cannot hold two months more: its days would do."""
    listed = 0
    for i in range(count):
        some[listed] = i
        listed += long[i] >= SHORTEST[np.uint64(months[i] + 1)]
    for k in range(listed):
        at: Any = np.uint64(some[k])
        after = start[at] + long[at]
        more = _month_later(start[at], months[at] + 1) <= after
        months[at] += np.int64(more & (months[at] < _MOST_TOLD))
        look[at] |= many[at] > 1


@compiled
def _listed(out: Any, which: Any, count: int) -> int:
    """The places where something is so; gives how many."""
    listed = 0
    for i in range(count):
        out[listed] = i
        listed += which[i] != 0
    return listed


@compiled
def _month_later(ordinal: int, months: int) -> int:
    """`kernels.add_months`, looked up for the days of most files."""
    at = np.uint64(ordinal - _FROM)
    if at >= np.uint64(len(_MONTH)):
        away: int = add_months(ordinal, months)
        return away
    month = np.uint64(_MONTH[at] + months)
    first = _FIRST[month]
    moved: int = first + min(_DAY[at], _FIRST[month + np.uint64(1)] - first) - 1
    return moved


@compiled
def _looked_at(
    one: Any, where: Any, columns: Any, enough: float, i: int, offsets: Any, rows: Any, base: int, room: Any
) -> None:
    """The days and the months of one list, from all of its spells."""
    held, most = _spells(one, where, columns, enough, i, offsets, rows, base, room)
    sure, possible = room[0][_SURE], room[0][_POSSIBLE]
    days(where[one[_OUT]], 1)[i] = total_days(sure, held)
    days(where[one[_OUT + 1]], 1)[i] = total_days(possible, most)
    days(where[one[_OUT + 2]], 1)[i] = months_of(sure, held)
    if one[_TOLD] != 0:
        days(where[one[_OUT + 3]], 1)[i] = months_of(possible, most)


@compiled
def _spells(
    one: Any, where: Any, columns: Any, enough: float, i: int, offsets: Any, rows: Any, base: int, room: Any
) -> tuple[int, int]:
    """The spells of one list, surely and possibly counted, in two rows of the room; gives their numbers."""
    spells, weights, events, changes, _ = room
    sure, possible = spells[_SURE], spells[_POSSIBLE]
    began, began_by = days(where[one[_BEGAN]], 1), days(where[one[_BEGAN + 1]], 1)
    ended, ended_by = days(where[one[_ENDED]], 1), days(where[one[_ENDED + 1]], 1)
    opens, opens_by = days(where[one[_OPENS]], 1)[i], days(where[one[_OPENS + 1]], 1)[i]
    closes, closes_by = days(where[one[_CLOSES]], 1)[i], days(where[one[_CLOSES + 1]], 1)[i]
    counts, complete = truths(where[one[_COUNTS]], 1), truths(where[one[_COMPLETE]], 1)[i]
    leaves, pooled = one[_LEFT] >= 0, one[_WEIGHTS] >= 0
    held, most = 0, 0
    for j in range(offsets[i], offsets[i + 1]):
        if counts[j] == _NO:
            continue
        before, before_most = held, most
        most = put(possible, most, max(began[j], opens), min(ended_by[j], closes_by))
        if counts[j] == _YES:
            held = put(sure, held, max(began_by[j], opens_by), min(ended[j], closes))
        if leaves:
            row = base + j if base >= 0 else rows[j]
            start, length = days(columns[one[_LEAVES]], 1)[row], kinds(columns[one[_LEAVES + 1]], 1)[row]
            for k in range(start, start + length):
                from_low, from_high = days(columns[one[_LEAVES + 2]], 1)[k], days(columns[one[_LEAVES + 3]], 1)[k]
                to_low, to_high = days(columns[one[_LEAVES + 4]], 1)[k], days(columns[one[_LEAVES + 5]], 1)[k]
                held = cut(sure, before, held, from_low, to_high)
                most = cut(possible, before_most, most, from_high, to_low)
        if pooled:
            low, high = reals(where[one[_WEIGHTS]], 1)[j], reals(where[one[_WEIGHTS + 1]], 1)[j]
            weights[_SURE, before:held] = low
            weights[_POSSIBLE, before_most:most] = high
    if complete != _YES:
        most = put(possible, 0, opens, closes_by)
        weights[_POSSIBLE, 0] = enough
    if pooled:
        held = pool(sure, weights[_SURE], events, changes, held, enough)
        most = pool(possible, weights[_POSSIBLE], events, changes, most, enough)
    else:
        held, most = merge(sure, held), merge(possible, most)
    return held, most


@compiled
def reaches(out: int, months: int, most: int, wanted: int, claim: int, count: int) -> None:
    """Whether months surely counted are enough, or days possibly counted could be called so many months."""
    o, m, d = truths(out, count), days(months, count), days(most, count)
    for i in range(count):
        o[i] = _YES if m[i] >= wanted else (_MAYBE if d[i] >= claim else _NO)


@compiled
def reaches_with_credit(one: Any, where: Any, limits: Any, count: int) -> None:
    """The same, with some months of a second measure credited: `decide.measures.months_verdict`. The instruction names the
    truths to fill, then days surely and possibly counted and months, of the first measure and of the second."""
    out = truths(where[one[2]], count)
    sure, most, months = days(where[one[3]], count), days(where[one[4]], count), days(where[one[5]], count)
    more, more_most, more_months = days(where[one[6]], count), days(where[one[7]], count), days(where[one[8]], count)
    wanted, rest, cap, longest, claim, rest_claim, cap_claim, cap_shortest, cap_longest = limits
    for i in range(count):
        full = (
            months[i] >= wanted
            or (months[i] >= rest and more_months[i] >= cap)
            or sure[i] + min(more[i], cap_shortest) >= longest
        )
        short = (
            most[i] >= claim
            or (most[i] >= rest_claim and more_most[i] >= cap_claim)
            or most[i] + min(more_most[i], cap_longest) >= claim
        )
        out[i] = _YES if full else (_MAYBE if short else _NO)
