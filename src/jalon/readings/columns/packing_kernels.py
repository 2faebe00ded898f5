"""People of several filing days dealt to the programs of those days, compiled: the facts of those that one program
decides are copied side by side, a column at a time, while the column is near. A program then reads them as if nobody else
were there.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import AT_ONCE, aligned, days, kinds, longs
from jalon.readings.columns.vectors import take

# What is said of a list: the entity that has it and that of its elements, the columns with its start and its length.
_OF, _ELEMENTS, _START, _LENGTH = range(4)
# What is said of the other columns: the entity, the column, the bytes of a value, the column that it may be the same as,
# which comes before it (itself, if none).
_ENTITY, _COLUMN, _SIZE, _LIKE = range(4)
# What is known of the rows of an entity: how many, where their numbers are, the first of them, over how many they span.
_MANY, _ROWS, _FIRST, _SPAN = range(4)
KNOWN: Final = 4


@compiled
def in_order_of_programs(order: Any, ends: Any, of_day: Any, since: int, filed: Any, first: int) -> None:
    """Put the rows of people, from the first on, in the order of the programs of their filing days; `ends` receives where
    those of each program end."""
    ends[:] = 0
    for i in range(len(filed)):
        ends[of_day[filed[i] - since] + 1] += 1
    for k in range(len(ends) - 1):
        ends[k + 1] += ends[k]
    for i in range(len(filed)):
        number = of_day[filed[i] - since]
        order[ends[number]] = first + i
        ends[number] += 1


@compiled
def packed(
    lists: Any, facts: Any, addresses: Any, alone: Any, found: Any, known: Any, order: Any, at: int, end: int
) -> int:
    """Copy the facts of some people and of all that they have, in the order of their rows; `found` receives where each
    column begins. `lists` come after those of the entity that has them, those of the same elements together. Gives the
    first free byte, or, where it is past the end, up to where room would be needed.

    `known` is to work in: a line for each entity (and one more), of which there are no rows yet."""
    known[:] = 0
    known[0, _MANY], known[0, _ROWS] = len(order), order.ctypes.data
    k = 0
    while k < len(lists):
        elements, last, total = lists[k, _ELEMENTS], k, 0
        while last < len(lists) and lists[last, _ELEMENTS] == elements:
            one = lists[last]
            count = known[one[_OF], _MANY]
            starts_at, lengths_at = at, at + aligned(4 * count + 4)
            at = lengths_at + aligned(2 * count + 2)
            if at > end:
                return at
            rows = days(known[one[_OF], _ROWS], count)
            lengths = kinds(lengths_at, count)
            if alone[one[_LENGTH]] and count:
                _one_of_each(days(starts_at, count), lengths, days(addresses[one[_START]], 1), rows)
            else:
                take(starts_at, addresses[one[_START]], rows, 4)
                take(lengths_at, addresses[one[_LENGTH]], rows, 2)
            found[one[_START]], found[one[_LENGTH]] = starts_at, lengths_at
            for i in range(count):
                total += lengths[i]
            last += 1
        known[elements, _MANY], known[elements, _ROWS] = total, at
        at += aligned(4 * (total + AT_ONCE))
        if at > end:
            return at
        begun = 0
        for number in range(k, last):
            one = lists[number]
            count = known[one[_OF], _MANY]
            starts, lengths = days(found[one[_START]], count), kinds(found[one[_LENGTH]], count)
            begun = _laid(days(known[elements, _ROWS], total + AT_ONCE), starts, lengths, begun)
        k = last
    for entity in range(len(known) - 1):
        _spanned(known[entity])
    for k in range(len(facts)):
        entity, column, size, like = facts[k]
        if like != column and addresses[column] == addresses[like]:
            found[column] = found[like]
            continue
        count = known[entity, _MANY]
        found[column] = at
        at += aligned(size * (count + 1))
        if at > end:
            return at
        if known[entity, _SPAN] < 2 * count:
            known[len(known) - 1, 0] = _come(
                addresses[column] + known[entity, _FIRST] * size, known[entity, _SPAN] * size
            )
        take(found[column], addresses[column], days(known[entity, _ROWS], count), size)
    return at


@compiled
def _one_of_each(starts: Any, lengths: Any, every: Any, rows: Any) -> None:
    """The starts and the lengths of lists of one element that stand in the order of those who have them: the start of the
    first tells all."""
    shift = every[rows[0]] - rows[0]
    for i in range(len(rows)):
        starts[i] = rows[i] + shift
    lengths[:] = 1


@compiled
def _spanned(one: Any) -> None:
    """From which row on an entity is read, and over how many."""
    rows = days(one[_ROWS], one[_MANY])
    if len(rows):
        first, last = rows[0], rows[0]
        for i in range(len(rows)):
            first = min(first, rows[i])
        for i in range(len(rows)):
            last = max(last, rows[i])
        one[_FIRST], one[_SPAN] = first, last + 1 - first


@compiled
def _come(address: int, size: int) -> int:
    """Read so many bytes for nothing but to have them near: from one end to the other they come faster than here and
    there."""
    words, total = longs(address, size // 8), 0
    for k in range(len(words)):
        total += words[k]
    return total


@compiled
def _laid(rows: Any, starts: Any, lengths: Any, begun: int) -> int:
    """The rows of the elements of some lists, one list after the other; each then starts where they do."""
    for i in range(len(starts)):
        start, length = starts[i], lengths[i]
        at: Any = np.uint64(begun)
        # Several at once: the next list comes over those that are too many.
        for k in range(AT_ONCE):
            rows[at + np.uint64(k)] = start + k
        for k in range(AT_ONCE, length):
            rows[begun + k] = start + k
        starts[i] = begun
        begun += length
    return begun
