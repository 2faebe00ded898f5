"""The spells of one list looked at one by one, compiled: those that are not in order, that leaves cut into, or whose hours
are added up. The rules are those that docs/counting.md says in words."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.language.bounds import MAYBE, YES
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
from jalon.readings.columns.memory import days, kinds, longs, real_lines, reals, spell_lines, truths
from jalon.readings.decide.months import MOST_TOLD

_MAYBE, _YES = MAYBE, YES
_MOST_TOLD: Final = MOST_TOLD
_SURE, _POSSIBLE = 0, 1
# The calendar in tables, for the days of most files: the month of a day, its place in it, the first day of a month.
_FROM: Final = day("1960-01-01")
_EPOCH: Final = np.int32(day("1970-01-01"))
_MONTHS: Final = np.arange("1960-01", "2060-01", dtype="datetime64[M]")
_DATES: Final = np.arange("1960-01-01", "2060-01-01", dtype="datetime64[D]")
_MONTH: Final = (_DATES.astype("datetime64[M]") - _MONTHS[0]).astype(np.int16)
_DAY: Final = ((_DATES - _DATES.astype("datetime64[M]")).astype(np.int8) + 1).astype(np.int8)
_FIRST: Final = (_MONTHS[0] + np.arange(len(_MONTHS) + MOST_TOLD + 3)).astype("datetime64[D]").astype(np.int32) + _EPOCH
# Where an instruction has what (see `measuring`): what is filled, what is read, the columns of leaves.
OUT, SURELY, MAYBE_SO, COUNTS, OPENS, CLOSES, COMPLETE, LEFT, WEIGHTS, WITHOUT, TOLD, LEAVES = (
    2, 6, 8, 10, 11, 12, 13, 14, 15, 17, 21, 22
)  # fmt: skip
FIGURE: Final = 28
"""Where an instruction has the place of the hours that are enough."""
# What is told of a measure to those that look at one list: room for its spells, their hours, the events of pooled hours,
# the runs of a block; for how many; then where everything is that the measure reads. Addresses, so that one is told much
# in few words.
_SPELLS, _HOURS, _EVENTS, _CHANGES, RUNS, _MOST, RUN_WIDTH, _ONE, _WHERE, _COLUMNS, _OFFSETS, _ROWS, _BASE = range(13)
ROOM: Final = 13
"""Numbers that tell of the room of a measure, and of what it reads."""


@compiled
def told(room: Any, spells: Any, hours: Any, events: Any, changes: Any) -> None:
    """Say where there is room for the spells of one list."""
    room[_SPELLS], room[_HOURS] = spells.ctypes.data, hours.ctypes.data
    room[_EVENTS], room[_CHANGES] = events.ctypes.data, changes.ctypes.data
    room[_MOST] = hours.shape[1]


@compiled
def reads(room: Any, one: Any, where: Any, columns: Any, offsets: Any, rows: Any, base: int) -> None:
    """Say where everything is that a measure reads."""
    room[_ONE], room[_WHERE], room[_COLUMNS] = one.ctypes.data, where.ctypes.data, columns.ctypes.data
    room[_OFFSETS], room[_ROWS], room[_BASE] = offsets.ctypes.data, rows.ctypes.data, base


@compiled
def looked_at(room: Any, enough: float, i: int) -> None:
    """The days and the months of one list, from all of its spells."""
    one, where = longs(room[_ONE], FIGURE), longs(room[_WHERE], 1)
    total, months = _counted(room, enough, i, _SURE)
    days(where[one[OUT]], 1)[i] = total
    days(where[one[OUT + 2]], 1)[i] = months
    if not _exact(room, i):
        total, months = _counted(room, enough, i, _POSSIBLE)
    days(where[one[OUT + 1]], 1)[i] = total
    days(where[one[OUT + 3]], 1)[i] = months


@compiled
def _counted(room: Any, enough: float, i: int, side: int) -> tuple[int, int]:
    """The days and the months of one list, surely or possibly counted (`side`)."""
    one, where = longs(room[_ONE], FIGURE), longs(room[_WHERE], 1)
    if side == _POSSIBLE and truths(where[one[COMPLETE]], 1)[i] != _YES:
        # There may be anything: any day may count.
        opened = days(where[one[OPENS]], 1)[i]
        whole = max(days(where[one[CLOSES]], 1)[i] - opened + 1, 0)
        return whole, months_of_run(opened, whole)
    total, longest, start = _as_they_come(room, enough, i, side)
    if total < 0:
        spells = spell_lines(room[_SPELLS], 2, room[_MOST])[side]
        held = _spells(room, enough, i, side)
        return total_days(spells, held), months_of(spells, held)
    months: int = MONTHS_OF_DAYS[min(total, MOST_DAYS)]
    if months < _MOST_TOLD and longest >= SHORTEST[months + 1]:
        months += month_later(start, months + 1) <= start + longest
    return total, months


@compiled
def _as_they_come(room: Any, enough: float, i: int, side: int) -> tuple[int, int, int]:
    """The days of the spells of one list, leaves taken out, then the length and the first day of the longest run; -1 where
    they are not in order, or where hours are to be added up."""
    one, where, columns = longs(room[_ONE], FIGURE), longs(room[_WHERE], 1), longs(room[_COLUMNS], 1)
    offsets, rows, base = days(room[_OFFSETS], 1), days(room[_ROWS], 1), room[_BASE]
    first, last = days(where[one[SURELY + 2 * side]], 1), days(where[one[SURELY + 2 * side + 1]], 1)
    counts, wanted, least = truths(where[one[COUNTS]], 1), _YES if side == _SURE else _MAYBE, enough - 1e-9
    leaves, pooled = one[LEFT] >= 0, one[WEIGHTS] >= 0
    # Where hours are not pooled, any column serves: it is not read.
    hours = reals(where[one[WEIGHTS + side]] if pooled else 0, 1)
    row, start, length = 0, 0, 0
    total, longest, since, run, until, seen = 0, 0, 0, 0, -1, -1
    for j in range(offsets[i], offsets[i + 1]):
        opened, closed = first[j], last[j]
        if (counts[j] < wanted) | (opened > closed):
            continue
        if pooled:
            if opened <= seen:
                return -1, 0, 0
            seen = closed
            if hours[j] < least:
                continue
        if until >= 0 and opened < run:
            return -1, 0, 0
        if leaves:
            row = base + j if base >= 0 else rows[j]
            start, length = days(columns[one[LEAVES]], 1)[row], kinds(columns[one[LEAVES + 1]], 1)[row]
        at = opened
        # Each piece of the spell, up to a leave or to its end.
        for k in range(start, start + length + 1):
            left, back = closed + 1, closed
            if k < start + length:
                # A leave surely begins by the latest of its first day, and possibly on the earliest.
                left, back = days(columns[one[LEAVES + 2 + side]], 1)[k], days(columns[one[LEAVES + 5 - side]], 1)[k]
                if left > back:
                    continue
                if left < at and at > opened:
                    return -1, 0, 0
                if back < at:
                    continue
            end = min(left - 1, closed)
            if end >= at:
                if until < 0 or at > until + 1:
                    run, until = at, at - 1
                total += max(end - until, 0)
                until = max(until, end)
                if until - run + 1 > longest:
                    longest, since = until - run + 1, run
            at = max(at, back + 1)
    return total, longest, since


@compiled
def _exact(room: Any, i: int) -> bool:
    """Whether what possibly counts of one list is what surely does."""
    one, where, columns = longs(room[_ONE], FIGURE), longs(room[_WHERE], 1), longs(room[_COLUMNS], 1)
    offsets, rows, base = days(room[_OFFSETS], 1), days(room[_ROWS], 1), room[_BASE]
    if truths(where[one[COMPLETE]], 1)[i] != _YES:
        return False
    first, last = days(where[one[SURELY]], 1), days(where[one[SURELY + 1]], 1)
    first_by, last_by = days(where[one[MAYBE_SO]], 1), days(where[one[MAYBE_SO + 1]], 1)
    counts, apart = truths(where[one[COUNTS]], 1), 0
    leaves, pooled = one[LEFT] >= 0, one[WEIGHTS] >= 0
    for j in range(offsets[i], offsets[i + 1]):
        apart |= (counts[j] == _MAYBE) | (first[j] != first_by[j]) | (last[j] != last_by[j])
        if pooled:
            apart |= reals(where[one[WEIGHTS]], 1)[j] != reals(where[one[WEIGHTS + 1]], 1)[j]
        if leaves:
            row = base + j if base >= 0 else rows[j]
            start, length = days(columns[one[LEAVES]], 1)[row], kinds(columns[one[LEAVES + 1]], 1)[row]
            for k in range(start, start + length):
                apart |= days(columns[one[LEAVES + 2]], 1)[k] != days(columns[one[LEAVES + 3]], 1)[k]
                apart |= days(columns[one[LEAVES + 4]], 1)[k] != days(columns[one[LEAVES + 5]], 1)[k]
    return apart == 0


@compiled
def _spells(room: Any, enough: float, i: int, side: int) -> int:
    """The spells of one list, surely or possibly counted (`side`), in a row of the room; gives their number."""
    found, weights = spell_lines(room[_SPELLS], 2, room[_MOST])[side], real_lines(room[_HOURS], 2, room[_MOST])[side]
    events, changes = days(room[_EVENTS], 2 * room[_MOST]), reals(room[_CHANGES], 2 * room[_MOST])
    one, where, columns = longs(room[_ONE], FIGURE), longs(room[_WHERE], 1), longs(room[_COLUMNS], 1)
    offsets, rows, base = days(room[_OFFSETS], 1), days(room[_ROWS], 1), room[_BASE]
    first, last = days(where[one[SURELY + 2 * side]], 1), days(where[one[SURELY + 2 * side + 1]], 1)
    counts, wanted = truths(where[one[COUNTS]], 1), _YES if side == _SURE else _MAYBE
    leaves, pooled = one[LEFT] >= 0, one[WEIGHTS] >= 0
    held = 0
    for j in range(offsets[i], offsets[i + 1]):
        if counts[j] < wanted:
            continue
        before = held
        held = put(found, held, first[j], last[j])
        if leaves:
            row = base + j if base >= 0 else rows[j]
            start, length = days(columns[one[LEAVES]], 1)[row], kinds(columns[one[LEAVES + 1]], 1)[row]
            # A leave surely begins by the latest of its first day, and possibly on the earliest.
            began, ended = days(columns[one[LEAVES + 2 + side]], 1), days(columns[one[LEAVES + 5 - side]], 1)
            for k in range(start, start + length):
                held = cut(found, before, held, began[k], ended[k])
        if pooled:
            weights[before:held] = reals(where[one[WEIGHTS + side]], 1)[j]
    made: int = pool(found, weights, events, changes, held, enough) if pooled else merge(found, held)
    return made


@compiled
def months_of_run(first: int, held: int) -> int:
    """The months of one run of days."""
    months: int = MONTHS_OF_DAYS[min(held, MOST_DAYS)]
    if months < _MOST_TOLD and held >= SHORTEST[months + 1]:
        months += month_later(first, months + 1) <= first + held
    return months


@compiled
def month_later(ordinal: int, months: int) -> int:
    """`kernels.add_months`, looked up for the days of most files."""
    at = np.uint64(ordinal - _FROM)
    if at >= np.uint64(len(_MONTH)):
        away: int = add_months(ordinal, months)
        return away
    month = np.uint64(_MONTH[at] + months)
    first = _FIRST[month]
    moved: int = first + min(_DAY[at], _FIRST[month + np.uint64(1)] - first) - 1
    return moved
