"""Lists of facts walked through, compiled: the rows of their elements, whose each is, and where those of each begin."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import AT_ONCE, aligned, days, kinds

# A list being walked through: how many elements, the row of the first where they stand side by side (else -1), and the
# addresses of their rows, of the owners (places among the elements around) and of the first place of each owner; then the
# elements that are not the first of their owner: how many, and the address of their places; whether each owner has one
# element, and whether that is known of everybody.
COUNT, BASE, ROWS, OWNERS, OFFSETS, MORE, LATER, ONE_EACH, ALONE = range(9)
OPENED: Final = 9
"""Numbers that tell of an open list."""
# What is said of a list beforehand: the one around it, that of its owner, the columns with its start and its length, and
# whether the elements that are not the first of their owner are wanted.
AROUND, _OWNER, _START, LENGTH, _WITH_LATER = range(5)
SAID: Final = 5
"""Numbers said of a list beforehand."""


@compiled
def opened_list(lists: Any, columns: Any, opened: Any, number: int, arena: int, at: int, room: int) -> int:
    """Open a list; gives the first free byte after it, or, where it is past the room, how many would be needed."""
    count, owner_base = opened[lists[number, AROUND], COUNT], opened[lists[number, _OWNER], BASE]
    if opened[number, ALONE] and lists[number, AROUND] == lists[number, _OWNER] and owner_base >= 0:
        first = days(columns[lists[number, _START]], 1)[owner_base] if count else np.int32(0)
        end: int = _one_of_each(opened[number], first, count, arena + at, arena + room) - arena
        return end
    offsets_at, lengths_at = at, at + aligned(4 * (count + 1))
    starts_at = lengths_at + aligned(2 * count)
    at = starts_at + aligned(4 * count)
    if at > room:
        return at
    offsets = days(arena + offsets_at, count + 1)
    lengths, starts = _of_owners(lists, columns, opened, number, arena + lengths_at, arena + starts_at)
    total = _begun(offsets, starts, lengths)
    straight = total >= 0
    if not straight:
        total = _added_up(offsets, lengths)
    owners_at = at
    at += aligned(4 * (total + AT_ONCE))
    if at > room:
        return at
    owners = days(arena + owners_at, total + AT_ONCE)
    one_each = straight and total == count and _all_one(lengths)
    if one_each:
        for i in range(count):
            owners[i] = i
    else:
        _owned(owners, offsets, lengths)
    later_at = at
    if lists[number, _WITH_LATER] and not one_each:
        at += aligned(4 * total + 4)
        if at > room:
            return at
        opened[number, MORE] = _not_first(days(arena + later_at, total + 1), owners, total)
    elif one_each:
        opened[number, MORE] = 0
    # Side by side, when each list begins as far as the first one does from the elements that come before it.
    shift = np.int32(starts[owners[0]]) if total else np.int32(0)
    apart = 0
    if not straight:
        for i in range(count):
            apart += (lengths[i] != 0) & (starts[i] - offsets[i] != shift)
    rows_at = at
    if apart:
        at += aligned(4 * total)
        if at > room:
            return at
        rows, ahead = days(arena + rows_at, total), days(arena + starts_at, count)
        for i in range(count):
            ahead[i] = starts[i] - offsets[i]
        for j in range(total):
            rows[j] = ahead[np.uint64(owners[j])] + j
    opened[number, COUNT] = total
    opened[number, BASE] = -1 if apart else np.int64(shift)
    opened[number, ROWS] = arena + rows_at
    opened[number, OWNERS] = arena + owners_at
    opened[number, OFFSETS] = arena + offsets_at
    opened[number, LATER] = arena + later_at
    opened[number, ONE_EACH] = one_each
    return at


@compiled
def _one_of_each(one: Any, first: int, count: int, at: int, end: int) -> int:
    """Open a list of which it is known that it has one element each, in order, by the row of the first; gives the same."""
    after: int = at + aligned(4 * (count + 1))
    if after <= end:
        places = days(at, count + 1)
        for i in range(count + 1):
            places[i] = i
        one[COUNT], one[BASE], one[OWNERS], one[OFFSETS], one[MORE], one[ONE_EACH] = count, first, at, at, 0, 1
    return after


@compiled
def _all_one(lengths: Any) -> bool:
    """Whether every list has one element."""
    others = 0
    for i in range(len(lengths)):
        others += lengths[i] != 1
    return others == 0


@compiled
def _owned(owners: Any, offsets: Any, lengths: Any) -> None:
    """Whose each element is. Several are told at once: the next owner comes over those that are too many."""
    for i in range(len(lengths)):
        first: Any = np.uint64(offsets[i])
        for k in range(AT_ONCE):
            owners[first + np.uint64(k)] = i
        for j in range(offsets[i] + AT_ONCE, offsets[i] + lengths[i]):
            owners[j] = i


@compiled
def _not_first(later: Any, owners: Any, total: int) -> int:
    """The elements that are not the first of their owner; gives how many."""
    more = 0
    for j in range(1, total):
        later[more] = j
        more += owners[j] == owners[j - 1]
    return more


@compiled
def _begun(offsets: Any, starts: Any, lengths: Any) -> int:
    """Where the elements of each list begin, when every list begins where the one before it ends; gives how many elements
    there are, or -1 when one does not."""
    last, apart = len(starts) - 1, 0
    if last < 0:
        offsets[0] = 0
        return 0
    for i in range(last):
        apart += np.int32(starts[i] + lengths[i]) != starts[i + 1]
    if apart:
        return -1
    first = starts[0]
    for i in range(last + 1):
        offsets[i] = starts[i] - first
    offsets[last + 1] = offsets[last] + lengths[last]
    total: int = offsets[last + 1]
    return total


@compiled
def _added_up(offsets: Any, lengths: Any) -> int:
    """The same, for lists that are anywhere."""
    total = 0
    for i in range(len(lengths)):
        offsets[i] = total
        total += lengths[i]
    offsets[len(lengths)] = total
    return total


@compiled
def _of_owners(lists: Any, columns: Any, opened: Any, number: int, lengths_at: int, starts_at: int) -> tuple[Any, Any]:
    """The lengths and the starts of the lists of a kind, one an element around: where they are, or gathered."""
    around, owner = lists[number, AROUND], lists[number, _OWNER]
    count = opened[around, COUNT]
    starts, lengths = days(columns[lists[number, _START]], 1), kinds(columns[lists[number, LENGTH]], 1)
    found_starts, found_lengths = days(starts_at, count), kinds(lengths_at, count)
    base, rows = opened[owner, BASE], days(opened[owner, ROWS], 1)
    if around != owner:
        for i in range(count):
            place = _owner_of(lists, opened, around, owner, i)
            row = base + place if base >= 0 else rows[place]
            found_starts[i], found_lengths[i] = starts[row], lengths[row]
    elif base >= 0:
        found_lengths = kinds(columns[lists[number, LENGTH]] + 2 * base, count)
        found_starts = days(columns[lists[number, _START]] + 4 * base, count)
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
        place = days(opened[around, OWNERS], 1)[place]
        around = lists[around, AROUND]
    return place
