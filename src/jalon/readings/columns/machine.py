"""The machine that runs programs (`programs`) over many people, compiled once for every law: block after block, so that what
one operation fills is still near when the next one reads it.

A block begins by opening the lists that the program walks through: the rows of their elements, whose each is, and where the
elements of each begin. Then it makes room for the columns to fill, and carries out the instructions, one after the other,
over the whole block. Facts that stand side by side are read where they are.
"""

from __future__ import annotations

from typing import Any, Final

from jalon.readings.columns import vectors as v
from jalon.readings.columns import verdict_kernels, waiting_kernels
from jalon.readings.columns.compiled import compiled, kept
from jalon.readings.columns.layout import NAMES
from jalon.readings.columns.list_kernels import (
    ALONE,
    AROUND,
    BASE,
    COUNT,
    LATER,
    LENGTH,
    MORE,
    OFFSETS,
    ONE_EACH,
    OPENED,
    OWNERS,
    ROWS,
    SAID,
    opened_list,
)
from jalon.readings.columns.measure_kernels import WORK, less_leaves, measure, reaches, reaches_with_credit
from jalon.readings.columns.memory import LINE, aligned, day_lines, days, lines, longs, reals, truths
from jalon.readings.columns.packing_kernels import KNOWN, in_order_of_programs, packed
from jalon.readings.columns.spell_kernels import FIGURE, ROOM, RUN_WIDTH, RUNS, told

# What an instruction does; what follows it is said by the methods that write it (`programs`, `writing`, `waiting`).
(
    LOAD, LIFT, FILL, FILL_REAL, CALENDAR, NOT_AFTER, NOT_AFTER_DAY, DAY_NOT_AFTER, WHOLE_AT_LEAST, WHOLE_AT_MOST, AT_LEAST,
    IS_IN, BOTH, EITHER, CONTRARY, AGREED, CHOSEN, UNLESS_SETTLED, SOME, MONTHS_LATER, DAYS_LATER, WIDENED, TIMES, ADDED,
    MEASURE, LESS_LEAVES, REACHES, REACHES_WITH_CREDIT, MARKED, JOINED, BEST, BEST_STUDY, PICKED, SHORTENED, STORE,
    WAITED, SLOWER, SOONER, SOONEST, SLOWEST, AHEAD, LACKING, LISTED,
) = range(43)  # fmt: skip
WIDTH: Final = FIGURE + 1

MUCH: Final = 32 << 20
"""Bytes of room past which fewer people are done at once rather than more room taken."""
# The entities that people have, themselves among them.
ENTITIES: Final = len(NAMES)


@compiled
def _room_for(shelves: Any, opened: Any, places: Any, of_measures: Any, arena: int, at: int) -> int:
    """Give each shelf (a list, the bytes of a value) its place, with room for one value more: loops without a branch read
    the value after the last one, and leave it; then the runs of measures. Gives the bytes used."""
    for k in range(len(shelves)):
        places[k] = arena + at
        at += aligned((opened[shelves[k, 0], COUNT] + 1) * shelves[k, 1])
    most = 0
    for number in range(len(opened)):
        most = max(most, opened[number, COUNT] + 1)
    of_measures[RUNS], of_measures[RUN_WIDTH] = arena + at, most
    return at + WORK * 4 * most


@compiled
def _block(shelves: Any, least: int, near: int) -> int:
    """How many people at once: as many as leave the columns of a program so near, and no fewer than the least."""
    bytes_each = 1
    for k in range(len(shelves)):
        bytes_each += shelves[k, 1]
    return max(least, near // bytes_each)


@compiled
def perform(
    code: Any, where: Any, lists: Any, opened: Any, columns: Any, wholes: Any, figures: Any, tables: Any, months: Any,
    calendar: Any, first_day: int, filed: int, outs: Any, room: Any,
) -> None:  # fmt: skip
    """Carry out the instructions over one block, whose lists are open and whose columns have their place."""
    for k in range(len(code)):
        one = code[k]
        act, inside, out = one[0], one[1], where[one[2]]
        n = opened[inside, COUNT]
        if act == BOTH:
            v.both(out, where[one[3]], where[one[4]], n)
        elif act == EITHER:
            v.either(out, where[one[3]], where[one[4]], n)
        elif act == LOAD:
            if opened[inside, BASE] >= 0:
                where[one[2]] = columns[one[3]] + opened[inside, BASE] * one[4]
            else:
                v.take(out, columns[one[3]], days(opened[inside, ROWS], n), one[4])
        elif act in (LIFT, BEST) and opened[inside, ONE_EACH]:
            # Elements stand as their owners do: the column is the same.
            where[one[2]] = where[one[3]]
        elif act == LIFT:
            v.take(out, where[one[3]], days(opened[inside, OWNERS], n), one[4])
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
        elif act == SOME and opened[inside, ONE_EACH]:
            v.each_one(out, where[one[3]], where[one[4]], n)
        elif act == SOME:
            around = opened[lists[inside, AROUND], COUNT]
            v.some(out, where[one[3]], where[one[4]], days(opened[inside, OWNERS], n), around)
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
                days(opened[inside, OWNERS], n), opened[lists[inside, AROUND], COUNT],
            )  # fmt: skip
        elif act == MEASURE:
            around = opened[lists[inside, AROUND], COUNT]
            measure(
                one, where, columns, figures[one[FIGURE]], days(opened[inside, OWNERS], n),
                days(opened[inside, OFFSETS], around + 1), days(opened[inside, LATER], opened[inside, MORE]),
                days(opened[inside, ROWS], n), opened[inside, BASE], room,
            )  # fmt: skip
        elif act == LESS_LEAVES:
            around = opened[lists[inside, AROUND], COUNT]
            less_leaves(
                one, where, columns, figures[one[FIGURE]], days(opened[inside, OWNERS], n),
                days(opened[inside, OFFSETS], around + 1), days(opened[inside, ROWS], n), opened[inside, BASE], room,
            )  # fmt: skip
        elif act == LISTED:
            v.listed(out, where[one[3]], n)
        elif act == REACHES:
            reaches(out, where[one[3]], where[one[4]], wholes[one[5]], wholes[one[6]], n)
        elif act == REACHES_WITH_CREDIT:
            reaches_with_credit(one, where, wholes[one[9] : one[9] + 9], n)
        elif act == MARKED:
            verdict_kernels.marked(out, where[one[3]], where[one[4]], wholes[one[5]], n)
        elif act == JOINED:
            also = where[one[3]] if one[3] >= 0 else 0
            verdict_kernels.joined(out, also, where, one[4 : 4 + verdict_kernels.SET_BYTES], n)
        elif act == BEST:
            around = opened[lists[inside, AROUND], COUNT]
            verdict_kernels.best(
                out, where[one[3]], days(opened[inside, OWNERS], n), days(opened[inside, OFFSETS], around + 1),
                days(opened[inside, LATER], opened[inside, MORE]),
            )  # fmt: skip
        elif act == BEST_STUDY and opened[inside, ONE_EACH]:
            where[one[2]], where[one[3]], where[one[4]] = where[one[5]], where[one[6]], opened[inside, OFFSETS]
        elif act == BEST_STUDY:
            around = opened[lists[inside, AROUND], COUNT]
            verdict_kernels.best_study(
                out, where[one[3]], where[one[4]], where[one[5]], where[one[6]], where[one[7]], where[one[8]],
                days(opened[inside, OWNERS], n), days(opened[inside, OFFSETS], around + 1),
                days(opened[inside, LATER], opened[inside, MORE]), wholes[one[9]], tables[one[10] :],
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
            around = opened[lists[inside, AROUND], COUNT]
            waiting_kernels.soonest(out, where[one[3]], days(opened[inside, OWNERS], n), around, one[4])
        elif act == SLOWEST:
            around = opened[lists[inside, AROUND], COUNT]
            waiting_kernels.slowest(out, where[one[3]], where[one[4]], days(opened[inside, OWNERS], n), around)
        elif act == AHEAD:
            waiting_kernels.ahead(out, where[one[3]], where[one[4]], where[one[5]], wholes[one[6]], wholes[one[7]], n)
        elif act == LACKING:
            waiting_kernels.lacking(
                out, where[one[3]], where[one[4]], one[5], wholes[one[6]], wholes[one[7]], wholes[one[8]], n
            )  # fmt: skip
        elif act == STORE and outs[one[3]]:
            # Where people stand side by side, most is there already.
            if opened[0, ROWS]:
                v.put(outs[one[3]], out, days(opened[0, ROWS], n), one[4])
            elif out != outs[one[3]] + opened[0, BASE] * one[4]:
                v.put_along(outs[one[3]], out, opened[0, BASE], n, one[4])


@compiled
def _calendar(out: Any, opened: Any, filed: int, calendar: Any, first_day: int, move: int) -> None:
    """What depends on the filing day of each person alone; the day itself where the move is negative."""
    base, rows, of_person = opened[0, BASE], days(opened[0, ROWS], 1), days(filed, 1)
    for i in range(len(out)):
        day = of_person[base + i if base >= 0 else rows[i]]
        out[i] = day if move < 0 else calendar[day - first_day, move]


@compiled
def _opened_books(books: Any) -> Any:
    """What programs are made of, one after the other, without anybody counted who holds it."""
    return (
        lines(books[0].ctypes.data, len(books[0]), WIDTH),
        longs(books[1].ctypes.data, len(books[1])),
        lines(books[2].ctypes.data, len(books[2]), 2),
        lines(books[3].ctypes.data, len(books[3]), SAID),
        reals(books[4].ctypes.data, len(books[4])),
        longs(books[5].ctypes.data, len(books[5])),
        lines(books[6].ctypes.data, len(books[6]), 3),
        longs(books[7].ctypes.data, len(books[7])),
        longs(books[8].ctypes.data, len(books[8])),
    )


@compiled
def _program(books: Any, a: Any, b: Any) -> Any:
    """What one program is made of, from where it begins in each book to where it ends."""
    code, shelf_of, shelves, lists, figures, tables, stores, named, wholes = books
    return (
        code[a[0] : b[0]], shelf_of[a[1] : b[1]], shelves[a[2] : b[2]], lists[a[3] : b[3]], figures[a[4] : b[4]],
        tables[a[5] : b[5]], stores[a[6] : b[6]], named[a[7] : b[7]], wholes[a[8] : b[8]],
    )  # fmt: skip


@compiled
def _run(
    program: Any, months: Any, calendar: Any, first_day: int, addresses: Any, alone: Any, filed: int, outs: Any, rows: int,
    first: int, count: int, block: int, near: int, address: int, size: int, room: Any,
) -> tuple[int, int]:  # fmt: skip
    """Run a program over people who stand side by side, from the `first` on, or whose facts are at some `rows`; with rows,
    what is found is put there too; without, it is filled where it stays. `addresses` are those of all columns, of which the
    program has `named` some, and `alone` says which are the numbers of lists of one element each; `address` is that of so
    many bytes to work in. Gives how many people were done, and how many bytes it would take for one more where not all
    could be."""
    code, shelf_of, shelves, lists, figures, tables, stores, named, wholes = program
    # First stands where everything is.
    opened_at = aligned(8 * len(shelf_of))
    places_at = opened_at + aligned(8 * OPENED * len(lists))
    columns_at = places_at + aligned(8 * len(shelves))
    told_at = columns_at + aligned(8 * len(named))
    begun = told_at + aligned(8 * ROOM)
    if begun > size:
        return 0, begun
    where, places = longs(address, len(shelf_of)), longs(address + places_at, len(shelves))
    opened, columns = lines(address + opened_at, len(lists), OPENED), longs(address + columns_at, len(named))
    for k in range(len(named)):
        columns[k] = addresses[named[k]]
    opened[:] = 0
    for number in range(1, len(lists)):
        opened[number, ALONE] = alone[named[lists[number, LENGTH]]]
    of_measures = longs(address + told_at, ROOM)
    told(of_measures, *room)
    # Facts were copied side by side where there is a first one; otherwise they are where their people are.
    along = first >= 0
    block = _block(shelves, block, near)
    done = 0
    while done < count:
        many = min(block, count - done)
        while True:
            opened[0, COUNT] = many
            opened[0, BASE] = first + done if along else -1
            opened[0, ROWS] = rows + 4 * done if rows else 0
            used = begun
            for number in range(1, len(lists)):
                used = opened_list(lists, columns, opened, number, address, used, size)
                if used > size:
                    break
            if used <= size:
                used = _room_for(shelves, opened, places, of_measures, address, used)
            if used <= size:
                break
            # More room, until there is much; then some people have very long lists, and there are fewer at once.
            if many == 1 or size < MUCH:
                return done, used
            many //= 2
        for k in range(len(shelf_of)):
            where[k] = places[shelf_of[k]]
        if not rows:
            # What is told of people is filled where it stays.
            for column, told_in, bytes_each in stores:
                if outs[told_in]:
                    where[column] = outs[told_in] + bytes_each * opened[0, BASE]
        perform(
            code, where, lists, opened, columns, wholes, figures, tables, months, calendar, first_day, filed, outs,
            of_measures,
        )  # fmt: skip
        done += many
    return done, 0


@kept
def run(
    books: Any, bounds: Any, of_day: Any, since: int, months: Any, calendar: Any, first_day: int, addresses: Any,
    alone: Any, lists_packed: Any, facts_packed: Any, filed: int, outs: Any, rows: int, first: int, count: int, deal: int,
    block: int, near: int, arena: Any, room: Any,
) -> tuple[int, int]:  # fmt: skip
    """Run programs over some people, from the `first` of some `rows` on (of all people, side by side, where that address is
    0): over each, the program of their filing day, whose number `of_day` has for each day from `since` on; the only one,
    where it is empty. `books` are what programs are made of, one after the other, and `bounds` say where those of each
    begin. Gives how many people were done, and the bytes that the arena lacks where not all could be.

    People of several filing days are side by side. They are dealt in the order of their programs (`packing_kernels`)."""
    books = _opened_books(books)
    outs, alone = longs(outs.ctypes.data, len(outs)), truths(alone.ctypes.data, len(alone))
    months = day_lines(months.ctypes.data, *months.shape)
    calendar = day_lines(calendar.ctypes.data, *calendar.shape)
    addresses = longs(addresses.ctypes.data, len(addresses))
    # The arena begins where a line of the cache does.
    address, size = aligned(arena.ctypes.data), len(arena) - LINE
    programs, done = len(bounds) - 1, 0
    if not len(of_day):
        made, lacks = _run(
            _program(books, bounds[0], bounds[1]), months, calendar, first_day, addresses, alone, filed, outs,
            rows + 4 * first if rows else 0, -1 if rows else first, count, block, near, address, size, room,
        )  # fmt: skip
        return made, lacks + LINE if lacks else 0
    of_person = days(filed, first + count)
    while done < count:
        many = min(deal, count - done)
        found_at = aligned(8 * (programs + 1))
        known_at = found_at + aligned(8 * len(addresses))
        order_at = known_at + aligned(8 * KNOWN * (ENTITIES + 1))
        filed_at = order_at + aligned(4 * many)
        used = filed_at + aligned(4 * many)
        if used > size:
            return done, used + LINE
        ends, found = longs(address, programs + 1), longs(address + found_at, len(addresses))
        order, here = days(address + order_at, many), of_person[first + done : first + done + many]
        in_order_of_programs(order, ends, of_day, since, here, first + done)
        known = lines(address + known_at, ENTITIES + 1, KNOWN)
        used = packed(lists_packed, facts_packed, addresses, alone, found, known, order, address + used, address + size)
        used -= address
        if used > size:
            if many == 1 or size < MUCH:
                return done, used + LINE
            deal = many // 2
            continue
        v.take(address + filed_at, filed, order, 4)
        at = 0
        for k in range(programs):
            if ends[k] > at and bounds[k + 1, 0] > bounds[k, 0]:
                _, lacks = _run(
                    _program(books, bounds[k], bounds[k + 1]), months, calendar, first_day, found, alone, address + filed_at,
                    outs, address + order_at + 4 * at, at, ends[k] - at, block, near, address + used, size - used, room,
                )  # fmt: skip
                if lacks:
                    return done, used + lacks + LINE
            at = ends[k]
        done += many
    return done, 0
