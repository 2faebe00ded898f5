"""Measures of time over the lists of many people, compiled: days that surely and that possibly count, and months.

Most people have few spells, in order and apart: those are counted as they come. The others go through the spells one
person at a time (`kernels`), by the rules that docs/counting.md says in words.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.language.bounds import MAYBE, NO, YES
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.kernels import MONTHS_OF_DAYS, MOST_DAYS, SHORTEST
from jalon.readings.columns.memory import day_lines, days, reals, truths
from jalon.readings.columns.spell_kernels import (
    CLOSES,
    COMPLETE,
    COUNTS,
    LEFT,
    MAYBE_SO,
    OPENS,
    OUT,
    RUN_WIDTH,
    RUNS,
    SURELY,
    TOLD,
    WEIGHTS,
    WITHOUT,
    looked_at,
    month_later,
    months_of_run,
    reads,
)
from jalon.readings.columns.vectors import put_along
from jalon.readings.decide.months import MOST_TOLD

_NO, _MAYBE, _YES = NO, MAYBE, YES
_MOST_TOLD: Final = MOST_TOLD
# Bytes of a day.
_SIZE: Final = 4
# From so many runs on, one has to look at all the spells of a list.
_LOOK: Final = 1 << 20
# One in so many people, or fewer, is few.
_FEW: Final = 8
WORK: Final = 15
"""Rows of numbers that a measure works with, for as many people or elements as there are in a block."""


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
    first, last = days(where[one[SURELY]], n), days(where[one[SURELY + 1]], n)
    first_by, last_by = days(where[one[MAYBE_SO]], n), days(where[one[MAYBE_SO + 1]], n)
    counts, complete = truths(where[one[COUNTS]], n), truths(where[one[COMPLETE]], count)
    reads(room, one, where, columns, offsets, rows, base)
    active = 0
    for j in range(n):
        active += (counts[j] != _NO) & (first_by[j] <= last_by[j])
    if active * _FEW < count:
        _few(one, where, enough, owners, count, room)
        return
    sure_days, most_days = days(where[one[OUT]], count), days(where[one[OUT + 1]], count)
    sure_months, most_months = days(where[one[OUT + 2]], count), days(where[one[OUT + 3]], count)
    opens, closes_by = days(where[one[OPENS]], count), days(where[one[CLOSES]], count)
    pooled = one[WEIGHTS] >= 0
    # Where hours are not pooled, any column serves: it is not read.
    low = reals(where[one[WEIGHTS]] if pooled else 0, n)
    high = reals(where[one[WEIGHTS + 1]] if pooled else 0, n)
    work = day_lines(room[RUNS], WORK, room[RUN_WIDTH])
    # The last day of each element that surely (a) and that possibly (b) counts, -1 where it does not; the same of those
    # whose hours are enough alone; which elements the two differ on; then the runs of each list.
    until_a, until_b, alone, apart = work[0], work[1], work[2], work[3]
    days_a, long_a, start_a, many_a, end, seen = work[4], work[5], work[6], work[7], work[8], work[9]
    days_b, long_b, start_b, many_b, here = work[10], work[11], work[12], work[13], work[14]
    _until(until_a, counts, _YES, first, last)
    _until(until_b, counts, _MAYBE, first_by, last_by)
    apart_of = _apart(apart, first, until_a, first_by, until_b, low, high, pooled)
    _heavy(alone, until_a, low, enough, pooled)
    _in_order(days_a, long_a, start_a, many_a, end, seen, here, first, until_a, alone, offsets, owners, later, pooled)
    two = apart_of * _FEW >= count
    if two:
        _heavy(alone, until_b, high, enough, pooled)
        _in_order(
            days_b, long_b, start_b, many_b, end, seen, here, first_by, until_b, alone, offsets, owners, later, pooled
        )  # fmt: skip
    else:
        # What possibly counts is what surely does, but for a few lists.
        days_b, long_b, start_b, many_b = days_a, long_a, start_a, many_a
    look, some = end, seen
    for i in range(count):
        look[i] = (many_a[i] >= _LOOK) | (many_b[i] >= _LOOK)
    if not two and apart_of:
        for j in range(n):
            if apart[j]:
                look[owners[j]] = 1
    sure_days[:] = days_a[:count]
    most_days[:] = days_b[:count]
    _months_of_days(sure_months, sure_days, count)
    # Days settle most months, the calendar the others; and some spells have to be looked at one by one.
    _one_more_month(sure_months, long_a, start_a, many_a, look, some, count)
    if not two:
        most_months[:] = sure_months
    for i in range(count):
        if complete[i] != _YES:
            # There may be anything: any day may count.
            whole = max(closes_by[i], opens[i] - 1) - opens[i] + 1
            most_days[i], most_months[i] = whole, MONTHS_OF_DAYS[min(whole, MOST_DAYS)]
            long_b[i], start_b[i], many_b[i] = whole, opens[i], 1
    if one[TOLD] != 0:
        if two:
            _months_of_days(most_months, most_days, count)
            _one_more_month(most_months, long_b, start_b, many_b, look, some, count)
        else:
            for i in range(count):
                if complete[i] != _YES:
                    most_months[i] = months_of_run(opens[i], most_days[i])
    left = _listed(some, look, count)
    for k in range(left):
        i = some[k]
        looked_at(room, enough, i)


@compiled
def less_leaves(
    one: Any, where: Any, columns: Any, enough: float, owners: Any, offsets: Any, rows: Any, base: int, room: Any
) -> None:
    """The same measure, less the days of leaves: that without them (its columns stand where those of days do), but for
    those who have any."""
    count, n = len(offsets) - 1, len(owners)
    reads(room, one, where, columns, offsets, rows, base)
    for place in range(4):
        put_along(where[one[OUT + place]], where[one[WITHOUT + place]], 0, count, _SIZE)
    counts, left, done = truths(where[one[COUNTS]], n), days(where[one[LEFT]], n + 1), -1
    for k in range(1, left[0] + 1):
        j = left[k]
        if (counts[j] != _NO) & (owners[j] != done):
            done = owners[j]
            looked_at(room, enough, done)


@compiled
def _few(one: Any, where: Any, enough: float, owners: Any, count: int, room: Any) -> None:
    """A measure that few have any element for, such as internships: nothing for the others."""
    n = len(owners)
    most_days, most_months = days(where[one[OUT + 1]], count), days(where[one[OUT + 3]], count)
    opens, closes_by = days(where[one[OPENS]], count), days(where[one[CLOSES]], count)
    counts, complete, done = truths(where[one[COUNTS]], n), truths(where[one[COMPLETE]], count), -1
    first_by, last_by = days(where[one[MAYBE_SO]], n), days(where[one[MAYBE_SO + 1]], n)
    for place in range(4):
        days(where[one[OUT + place]], count)[:] = 0
    for i in range(count):
        if complete[i] != _YES:
            # There may be anything: any day may count.
            most_days[i] = max(closes_by[i] - opens[i] + 1, 0)
            most_months[i] = months_of_run(opens[i], most_days[i])
    for j in range(n):
        if (counts[j] != _NO) & (first_by[j] <= last_by[j]) & (owners[j] != done):
            done = owners[j]
            looked_at(room, enough, done)


# Loops that fill one column at a time: the machine does many elements at once only where few columns might be the same one.


@compiled
def _until(out: Any, counts: Any, wanted: int, first: Any, last: Any) -> None:
    """The last day of each element that counts, inside of what is measured; none (-1) where it does not."""
    for j in range(len(counts)):
        so, end = (counts[j] >= wanted) & (first[j] <= last[j]), last[j]
        out[j] = end if so else np.int32(-1)


@compiled
def _heavy(out: Any, until: Any, hours: Any, enough: float, pooled: bool) -> None:
    """The last day of each element whose hours are enough alone."""
    count = len(hours)
    if not pooled:
        out[:count] = until[:count]
        return
    least = enough - 1e-9
    for j in range(count):
        day, much = until[j], hours[j]
        out[j] = day if much >= least else np.int32(-1)


@compiled
def _apart(out: Any, first: Any, until: Any, first_by: Any, until_by: Any, low: Any, high: Any, pooled: bool) -> int:
    """Mark the elements of which what surely counts is not what possibly counts; gives how many."""
    many = 0
    if pooled:
        for j in range(len(low)):
            out[j] = (low[j] != high[j]) & (until_by[j] >= 0)
    else:
        out[: len(first)] = 0
    for j in range(len(first)):
        out[j] |= (until[j] != until_by[j]) | ((first[j] != first_by[j]) & (until_by[j] >= 0))
    for j in range(len(first)):
        many += out[j]
    return many


@compiled
def _in_order(
    total: Any, long: Any, start: Any, many: Any, end: Any, seen: Any, here: Any, first: Any, until: Any, alone: Any,
    offsets: Any, owners: Any, later: Any, pooled: bool,
) -> None:  # fmt: skip
    """The spells of every list as they come: the days covered, the longest run, the beginning of the last one, how many; at
    least `_LOOK` where they are not in order, or where hours are to be added up.

    The first spell of everybody, then the `later` ones, without a branch that the machine would have to guess."""
    count = len(offsets) - 1
    # The first elements: that of an empty list is the next one's, and not there.
    for i in range(count):
        seen[i] = -np.int32(offsets[i] < offsets[i + 1])
    for i in range(count):
        end[i] = alone[np.uint64(offsets[i])]
    for i in range(count):
        start[i] = first[np.uint64(offsets[i])]
    for i in range(count):
        end[i] = (end[i] & seen[i]) | ~seen[i]
    if pooled:
        for i in range(count):
            seen[i] = (until[np.uint64(offsets[i])] & seen[i]) | ~seen[i]
    for i in range(count):
        total[i] = end[i] - start[i] + 1 if end[i] >= 0 else 0
    long[:count] = total[:count]
    for i in range(count):
        many[i] = end[i] >= 0
    some = 0
    for k in range(len(later)):
        here[some] = later[k]
        some += until[np.uint64(later[k])] >= 0
    if pooled:
        _later(total, long, start, many, end, seen, here[:some], first, until, alone, owners, True)
    else:
        _later(total, long, start, many, end, seen, here[:some], first, until, alone, owners, False)


@compiled
def _later(
    total: Any, long: Any, start: Any, many: Any, end: Any, seen: Any, later: Any, first: Any, until: Any, alone: Any,
    owners: Any, pooled: bool,
) -> None:  # fmt: skip
    """Spells that come after the first one of their list, all of which count."""
    for k in range(len(later)):
        j: Any = np.uint64(later[k])
        at: Any = np.uint64(owners[j])
        opened, closed, began, ended = np.int64(first[j]), np.int64(until[j]), np.int64(start[at]), np.int64(end[at])
        here = True
        look = (many[at] != 0) & (opened < began)
        if pooled:
            # Hours of one element alone, until two overlap.
            look |= opened <= seen[at]
            seen[at] = closed
            here = alone[j] >= 0
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
        more = month_later(start[at], months[at] + 1) <= after
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
