"""The machine that runs programs (`programs`) over many people, compiled once for every law: block after block, so that what
one operation fills is still near when the next one reads it.

A block begins by opening the lists that the program walks through: the rows of their elements, whose each is, and where the
elements of each begin. Then it makes room for the columns to fill, and carries out the instructions, one after the other,
over the whole block. Facts that stand side by side are read where they are.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.readings.columns import vectors as v
from jalon.readings.columns import verdict_kernels, waiting_kernels
from jalon.readings.columns.compiled import compiled, kept
from jalon.readings.columns.measure_kernels import less_leaves, measure, reaches, reaches_with_credit
from jalon.readings.columns.memory import days, kinds

# What an instruction does; what follows it is said by the methods that write it (`programs`, `writing`, `waiting`).
(
    LOAD, LIFT, FILL, FILL_REAL, CALENDAR, NOT_AFTER, NOT_AFTER_DAY, DAY_NOT_AFTER, WHOLE_AT_LEAST, WHOLE_AT_MOST, AT_LEAST,
    IS_IN, BOTH, EITHER, CONTRARY, AGREED, CHOSEN, UNLESS_SETTLED, SOME, MONTHS_LATER, DAYS_LATER, WIDENED, TIMES, ADDED,
    MEASURE, LESS_LEAVES, REACHES, REACHES_WITH_CREDIT, MARKED, WEIGHED, SPREAD, BEST_STUDY, PICKED, SHORTENED, STORE,
    WAITED, SLOWER, SOONER, SOONEST, SLOWEST, AHEAD, LACKING,
) = range(42)  # fmt: skip
WIDTH: Final = 31

# A list being walked through: how many elements, the row of the first where they stand side by side (else -1), and the
# addresses of their rows, of the owners (places among the elements around) and of the first place of each owner; then the
# elements that are not the first of their owner: how many, and the address of their places.
_COUNT, _BASE, _ROWS, _OWNERS, _OFFSETS, _MORE, _LATER = range(7)
OPENED: Final = 7
# What is said of a list beforehand: the one around it, that of its owner, the columns with its start and its length, and
# whether the elements that are not the first of their owner are wanted.
_AROUND, _OWNER, _START, _LENGTH, _WITH_LATER = range(5)
_LINE: Final = 64


@compiled
def _aligned(size: int) -> int:
    return (size + _LINE - 1) // _LINE * _LINE


@compiled
def _opened(lists: Any, columns: Any, opened: Any, number: int, arena: int, at: int, room: int) -> int:
    """Open a list; gives the first free byte after it, or, where it is past the room, how many would be needed."""
    around = lists[number, _AROUND]
    count = opened[around, _COUNT]
    offsets_at, lengths_at = at, at + _aligned(4 * (count + 1))
    starts_at = lengths_at + _aligned(2 * count)
    at = starts_at + _aligned(4 * count)
    if at > room:
        return at
    offsets = days(arena + offsets_at, count + 1)
    lengths, starts = _of_owners(lists, columns, opened, number, arena + lengths_at, arena + starts_at)
    total = 0
    for i in range(count):
        offsets[i] = total
        total += lengths[i]
    offsets[count] = total
    owners_at = at
    at += _aligned(4 * total + 4)
    if at > room:
        return at
    owners = days(arena + owners_at, total + 1)
    owners[:] = 0
    # Those without elements begin where the next one does, who comes later and stays.
    for i in range(count):
        owners[np.uint64(offsets[i])] = i
    last = np.int32(0)
    for j in range(total):
        last = max(last, owners[j])
        owners[j] = last
    # Side by side, when each list begins as far as the first one does from the elements that come before it.
    shift = np.int32(starts[owners[0]]) if total else np.int32(0)
    apart = 0
    for i in range(count):
        apart += (lengths[i] != 0) & (starts[i] - offsets[i] != shift)
    if lists[number, _WITH_LATER]:
        later_at = at
        at += _aligned(4 * total + 4)
        if at > room:
            return at
        later, more = days(arena + later_at, total + 1), 0
        for j in range(1, total):
            later[more] = j
            more += owners[j] == owners[j - 1]
        opened[number, _MORE] = more
        opened[number, _LATER] = arena + later_at
    rows_at = at
    if apart:
        at += _aligned(4 * total)
        if at > room:
            return at
        rows = days(arena + rows_at, total)
        for i in range(count):
            starts[i] -= offsets[i]
        for j in range(total):
            rows[j] = starts[np.uint64(owners[j])] + j
    opened[number, _COUNT] = total
    opened[number, _BASE] = -1 if apart else np.int64(shift)
    opened[number, _ROWS] = arena + rows_at
    opened[number, _OWNERS] = arena + owners_at
    opened[number, _OFFSETS] = arena + offsets_at
    return at


@compiled
def _of_owners(lists: Any, columns: Any, opened: Any, number: int, lengths_at: int, starts_at: int) -> tuple[Any, Any]:
    """The lengths and the starts of the lists of a kind, one an element around; the starts are a copy, to be worked with."""
    around, owner = lists[number, _AROUND], lists[number, _OWNER]
    count = opened[around, _COUNT]
    starts, lengths = days(columns[lists[number, _START]], 1), kinds(columns[lists[number, _LENGTH]], 1)
    found_starts, found_lengths = days(starts_at, count), kinds(lengths_at, count)
    base, rows = opened[owner, _BASE], days(opened[owner, _ROWS], 1)
    if around != owner:
        for i in range(count):
            place = _owner_of(lists, opened, around, owner, i)
            row = base + place if base >= 0 else rows[place]
            found_starts[i], found_lengths[i] = starts[row], lengths[row]
    elif base >= 0:
        found_lengths = kinds(columns[lists[number, _LENGTH]] + 2 * base, count)
        found_starts[:] = days(columns[lists[number, _START]] + 4 * base, count)
    else:
        for i in range(count):
            found_lengths[i] = lengths[np.uint64(rows[i])]
        for i in range(count):
            found_starts[i] = starts[np.uint64(rows[i])]
    return found_lengths, found_starts


@compiled
def _owner_of(lists: Any, opened: Any, around: int, owner: int, place: int) -> int:
    """The place, among those of a list further out, of what an element is in."""
    while around != owner:
        place = days(opened[around, _OWNERS], 1)[place]
        around = lists[around, _AROUND]
    return place


@compiled
def _room_for(shelves: Any, opened: Any, places: Any, arena: int, at: int) -> int:
    """Give each shelf (a list, the bytes of a value) its place, with room for one value more: loops without a branch read
    the value after the last one, and leave it. Gives the bytes used."""
    for k in range(len(shelves)):
        places[k] = arena + at
        at += _aligned((opened[shelves[k, 0], _COUNT] + 1) * shelves[k, 1])
    return at


@compiled
def perform(
    code: Any, where: Any, lists: Any, opened: Any, columns: Any, wholes: Any, figures: Any, tables: Any, months: Any,
    calendar: Any, first_day: int, filed: int, outs: Any, room: Any,
) -> None:  # fmt: skip
    """Carry out the instructions over one block, whose lists are open and whose columns have their place."""
    for k in range(len(code)):
        one = code[k]
        act, inside, out = one[0], one[1], where[one[2]]
        n = opened[inside, _COUNT]
        if act == BOTH:
            v.both(out, where[one[3]], where[one[4]], n)
        elif act == EITHER:
            v.either(out, where[one[3]], where[one[4]], n)
        elif act == LOAD:
            if opened[inside, _BASE] >= 0:
                where[one[2]] = columns[one[3]] + opened[inside, _BASE] * one[4]
            else:
                v.take(out, columns[one[3]], days(opened[inside, _ROWS], n), one[4])
        elif act == LIFT:
            v.take(out, where[one[3]], days(opened[inside, _OWNERS], n), one[4])
        elif act == NOT_AFTER:
            v.not_after(out, where[one[3]], where[one[4]], where[one[5]], where[one[6]], n)
        elif act == NOT_AFTER_DAY:
            v.not_after_day(out, where[one[3]], where[one[4]], wholes[one[5]], wholes[one[6]], n)
        elif act == DAY_NOT_AFTER:
            v.day_not_after(out, where[one[3]], where[one[4]], wholes[one[5]], wholes[one[6]], n)
        elif act == WHOLE_AT_LEAST:
            v.whole_at_least(out, where[one[3]], where[one[4]], wholes[one[5]], n)
        elif act == WHOLE_AT_MOST:
            v.whole_at_most(out, where[one[3]], where[one[4]], wholes[one[5]], n)
        elif act == AT_LEAST:
            v.at_least(out, where[one[3]], where[one[4]], where[one[5]], where[one[6]], n)
        elif act == IS_IN:
            v.is_in(out, where[one[3]], wholes[one[4]], n)
        elif act == CONTRARY:
            v.contrary(out, where[one[3]], n)
        elif act == AGREED:
            v.agreed(out, where[one[3]], where[one[4]], n)
        elif act == CHOSEN:
            v.chosen(out, where[one[3]], where[one[4]], where[one[5]], n)
        elif act == UNLESS_SETTLED:
            v.unless_settled(out, where[one[3]], where[one[4]], where[one[5]], n)
        elif act == SOME:
            around = opened[lists[inside, _AROUND], _COUNT]
            v.some(out, where[one[3]], where[one[4]], days(opened[inside, _OWNERS], n), around)
        elif act == FILL:
            v.fill(out, wholes[one[3]], n, one[4])
        elif act == FILL_REAL:
            v.fill_reals(out, figures[one[3]], n)
        elif act == CALENDAR:
            _calendar(days(out, n), opened, filed, calendar, first_day, one[3])
        elif act == MONTHS_LATER:
            v.months_later(out, where[one[3]], wholes[one[4]], months[one[5]], n)
        elif act == DAYS_LATER:
            v.days_later(out, where[one[3]], wholes[one[4]], n)
        elif act == WIDENED:
            v.widened(out, where[one[3]], n)
        elif act == TIMES:
            v.times(out, where[one[3]], where[one[4]], n)
        elif act == ADDED:
            v.added(
                out, where[one[3]], where[one[4]], where[one[5]], where[one[6]], where[one[7]],
                days(opened[inside, _OWNERS], n), opened[lists[inside, _AROUND], _COUNT],
            )  # fmt: skip
        elif act == MEASURE:
            around = opened[lists[inside, _AROUND], _COUNT]
            measure(
                one, where, columns, figures[one[WIDTH - 1]], days(opened[inside, _OWNERS], n),
                days(opened[inside, _OFFSETS], around + 1), days(opened[inside, _LATER], opened[inside, _MORE]),
                days(opened[inside, _ROWS], n), opened[inside, _BASE], room,
            )  # fmt: skip
        elif act == LESS_LEAVES:
            around = opened[lists[inside, _AROUND], _COUNT]
            less_leaves(
                one, where, columns, figures[one[WIDTH - 1]], days(opened[inside, _OWNERS], n),
                days(opened[inside, _OFFSETS], around + 1), days(opened[inside, _ROWS], n), opened[inside, _BASE], room,
            )  # fmt: skip
        elif act == REACHES:
            reaches(out, where[one[3]], where[one[4]], wholes[one[5]], wholes[one[6]], n)
        elif act == REACHES_WITH_CREDIT:
            reaches_with_credit(one, where, wholes[one[9] : one[9] + 9], n)
        elif act == MARKED:
            verdict_kernels.marked(out, where[one[3]], wholes[one[4]], wholes[one[5]], n)
        elif act == WEIGHED:
            verdict_kernels.weighed(out, where[one[3]], wholes[one[4]], wholes[one[5]], n)
        elif act == SPREAD:
            verdict_kernels.spread(out, where[one[3]], tables[one[4] :], wholes[one[5]], n)
        elif act == BEST_STUDY:
            around = opened[lists[inside, _AROUND], _COUNT]
            verdict_kernels.best_study(
                out, where[one[3]], where[one[4]], where[one[5]], where[one[6]], where[one[7]], where[one[8]],
                where[one[9]], where[one[10]], days(opened[inside, _OWNERS], n),
                days(opened[inside, _OFFSETS], around + 1), days(opened[inside, _LATER], opened[inside, _MORE]),
                wholes[one[11]],
            )  # fmt: skip
        elif act == PICKED:
            verdict_kernels.picked(out, where[one[3]], where[one[4]], n, wholes[one[5]])
        elif act == SHORTENED:
            verdict_kernels.shortened(out, where[one[3]], n)
        elif act == WAITED:
            waiting_kernels.waited(out, where[one[3]], wholes[one[4]], wholes[one[5]], n)
        elif act == SLOWER:
            waiting_kernels.slower(out, where[one[3]], where[one[4]], n)
        elif act == SOONER:
            waiting_kernels.sooner(out, where[one[3]], where[one[4]], n)
        elif act == SOONEST:
            around = opened[lists[inside, _AROUND], _COUNT]
            waiting_kernels.soonest(out, where[one[3]], days(opened[inside, _OWNERS], n), around, one[4])
        elif act == SLOWEST:
            around = opened[lists[inside, _AROUND], _COUNT]
            waiting_kernels.slowest(out, where[one[3]], where[one[4]], days(opened[inside, _OWNERS], n), around)
        elif act == AHEAD:
            waiting_kernels.ahead(out, where[one[3]], where[one[4]], where[one[5]], wholes[one[6]], wholes[one[7]], n)
        elif act == LACKING:
            waiting_kernels.lacking(
                out, where[one[3]], where[one[4]], one[5], wholes[one[6]], wholes[one[7]], wholes[one[8]], n
            )  # fmt: skip
        elif act == STORE:
            if opened[0, _BASE] >= 0:
                v.put_along(outs[one[3]], out, opened[0, _BASE], n, one[4])
            else:
                v.put(outs[one[3]], out, days(opened[0, _ROWS], n), one[4])


@compiled
def _calendar(out: Any, opened: Any, filed: int, calendar: Any, first_day: int, move: int) -> None:
    """What depends on the filing day of each person alone; the day itself where the move is negative."""
    base, rows, of_person = opened[0, _BASE], days(opened[0, _ROWS], 1), days(filed, 1)
    for i in range(len(out)):
        day = of_person[base + i if base >= 0 else rows[i]]
        out[i] = day if move < 0 else calendar[day - first_day, move]


@compiled
def _run(
    code: Any, shelf_of: Any, shelves: Any, lists: Any, figures: Any, tables: Any, columns: Any, wholes: Any, months: Any,
    calendar: Any, first_day: int, filed: int, outs: Any, rows: int, first: int, count: int, block: int, arena: Any,
    room: Any,
) -> tuple[int, int]:  # fmt: skip
    """Run a program over people, from the `first` of some `rows` (of all people, side by side, where that address is 0);
    gives how many were done, and the bytes that the arena lacks for one more where not all could be."""
    where, places = np.zeros(len(shelf_of), np.int64), np.zeros(len(shelves), np.int64)
    opened = np.zeros((len(lists), OPENED), np.int64)
    address = arena.ctypes.data
    done = 0
    while done < count:
        many = min(block, count - done)
        while True:
            opened[0, _COUNT] = many
            opened[0, _BASE] = first + done if rows == 0 else -1
            opened[0, _ROWS] = rows + 4 * (first + done)
            used = 0
            for number in range(1, len(lists)):
                used = _opened(lists, columns, opened, number, address, used, len(arena))
                if used > len(arena):
                    break
            if used <= len(arena):
                used = _room_for(shelves, opened, places, address, used)
            if used <= len(arena):
                break
            # Some people have very long lists: fewer at once.
            if many == 1:
                return done, used
            many //= 2
        for k in range(len(shelf_of)):
            where[k] = places[shelf_of[k]]
        perform(
            code, where, lists, opened, columns, wholes, figures, tables, months, calendar, first_day, filed, outs, room
        )
        done += many
    return done, 0


@kept
def run(
    books: Any, bounds: Any, of_day: Any, since: int, months: Any, calendar: Any, first_day: int, filed: int, outs: Any,
    rows: int, first: int, count: int, deal: int, block: int, arena: Any, room: Any,
) -> tuple[int, int]:  # fmt: skip
    """Run programs over some people, from the `first` of some `rows` on (of all people, side by side, where that address is
    0): over each, the program of their filing day, whose number `of_day` has for each day from `since` on; the only one,
    where it is empty. `books` are what programs are made of, one after the other, and `bounds` say where those of each
    begin. Gives how many people were done, and the bytes that the arena lacks where not all could be.

    People of several filing days are side by side. They are dealt in the order of their programs, few at once, so that
    their columns stay near while one program after the other reads them."""
    code, shelf_of, shelves, lists, figures, tables, columns, wholes = books
    programs, only = len(bounds) - 1, not len(of_day)
    order, starts = np.zeros(0 if only else deal, np.int32), np.zeros(programs + 1, np.int64)
    of_person = days(filed, first + count)
    done = 0
    while done < count:
        many = count - done if only else min(deal, count - done)
        if only:
            starts[0] = many
        else:
            _in_order_of_programs(
                order, starts, of_day, since, of_person[first + done : first + done + many], first + done
            )
        at = 0
        for k in range(programs):
            a, b = bounds[k], bounds[k + 1]
            if starts[k] > at and b[0] > a[0]:
                made, lacks = _run(
                    code[a[0] : b[0]], shelf_of[a[1] : b[1]], shelves[a[2] : b[2]], lists[a[3] : b[3]],
                    figures[a[4] : b[4]], tables[a[5] : b[5]], columns[a[6] : b[6]], wholes[a[7] : b[7]], months,
                    calendar, first_day, filed, outs, rows if only else order.ctypes.data + 4 * at,
                    first + done if only else 0, starts[k] - at, block, arena, room,
                )  # fmt: skip
                if lacks:
                    return done + made if only else done, lacks
            at = starts[k]
        done += many
    return done, 0


@compiled
def _in_order_of_programs(order: Any, starts: Any, of_day: Any, since: int, filed: Any, first: int) -> None:
    """Put the rows of people, from the first on, in the order of the programs of their filing days; `starts` receives where
    those of each program end."""
    starts[:] = 0
    for i in range(len(filed)):
        starts[of_day[filed[i] - since] + 1] += 1
    for k in range(len(starts) - 1):
        starts[k + 1] += starts[k]
    for i in range(len(filed)):
        number = of_day[filed[i] - since]
        order[starts[number]] = first + i
        starts[number] += 1
