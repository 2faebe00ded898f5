"""Filling tables with facts, compiled: a plan says what goes into each column of a table, and the rows are filled in blocks
that stay in the cache.

Arrow arrays come as the addresses of their buffers: whoever calls keeps them alive. What an array holds where it is null
counts for nothing. A value that the reader of files would refuse marks its row. Machine code is kept as long as its own
file stays as it is, so that what other modules may change (limits, bits of kinds) comes as an argument.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import types
from numba.extending import intrinsic

from jalon.language.bounds import NO, YES
from jalon.language.calendar import EARLIEST, NEVER
from jalon.readings.columns.compiled import compiled, kept, kept_for

_BLOCK: Final = 1024
ODD: Final = int(np.iinfo(np.int32).min)

# What a row of a plan does; what follows it in the row is read at the head of the function that does it.
CONSTANT, TRUTH, CODE, DAYS, DAY_CODE, NUMBERS, NUMBER_CODE, NUMBER, KNOWN, WHERE, LIST, AFTER = range(12)
PLAN_WIDTH: Final = 12

_NO, _YES, _EARLIEST, _NEVER = NO, YES, EARLIEST, NEVER


def _loader(of: Any) -> Any:
    """What loads an element of a buffer, given by its address."""

    def load(typing: Any, address: Any, place: Any) -> Any:  # noqa: ARG001 - Numba wants these names and this form
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            kind = context.get_value_type(of)
            pointer = builder.inttoptr(arguments[0], kind.as_pointer())
            return builder.load(builder.gep(pointer, [arguments[1]]))

        return of(types.int64, types.int64), generate

    return intrinsic(load)


_byte: Any = _loader(types.uint8)
_whole: Any = _loader(types.int32)
_long: Any = _loader(types.int64)
real_at: Any = _loader(types.float64)


@compiled
def _bit(address: int, place: int) -> bool:
    bit: int = (_byte(address, place >> 3) >> (place & 7)) & 1
    return bit != 0


@compiled
def is_known(valid: int, place: int) -> bool:
    """Whether a value is not null; 0 is the address of no bits at all, where nothing is null."""
    return valid == 0 or _bit(valid, place)


@compiled
def _store(truths: Any, kinds: Any, row: int, at: int, size: int, value: int) -> None:
    """A truth or a kind; nowhere when `at` is negative."""
    if at >= 0:
        if size == 1:
            truths[row, at] = value
        else:
            kinds[row, at] = value


@compiled
def _constant(truths: Any, kinds: Any, days: Any, start: int, stop: int, plan: Any) -> None:
    at, size, value = plan[1], plan[2], plan[3]
    for row in range(start, stop):
        if size == 4:
            days[row, at] = value
        else:
            _store(truths, kinds, row, at, size, value)


@compiled
def _truth(truths: Any, start: int, stop: int, plan: Any) -> None:
    at, source, valid, offset, absent = plan[1], plan[2], plan[3], plan[4], plan[5]
    for row in range(start, stop):
        value = _YES if _bit(source, row + offset) else _NO
        truths[row, at] = value if is_known(valid, row + offset) else absent


@compiled
def _codes(truths: Any, kinds: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    at, size, source, found, width, absent = plan[1], plan[2], plan[3], plan[4], plan[5], plan[6]
    for row in range(start, stop):
        place = _whole(source, row)
        value = absent
        if place >= 0:
            value = _whole(found, place * width)
            if value == ODD:
                odd[row] = 1
                value = absent
        _store(truths, kinds, row, at, size, value)


@compiled
def _days(days: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    at, until, source, valid, offset = plan[1], plan[2], plan[3], plan[4], plan[5]
    shift, first, last, none = plan[8], plan[9], plan[10], plan[11]
    for row in range(start, stop):
        low, high = plan[6], plan[7]
        if is_known(valid, row + offset):
            day = _whole(source, row + offset) + shift
            if first <= day <= last:
                low = high = day
            elif day == none:
                low = high = _NEVER
            else:
                odd[row] = 1
        if at >= 0:
            days[row, at] = low
            days[row, until] = high


@compiled
def _day_codes(days: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    at, until, source, found, width = plan[1], plan[2], plan[3], plan[4], plan[5]
    for row in range(start, stop):
        low, high = plan[6], plan[7]
        place = _whole(source, row)
        if place >= 0:
            if _whole(found, place * width) == ODD:
                odd[row] = 1
            else:
                low, high = _whole(found, place * width), _whole(found, place * width + 1)
        if at >= 0:
            days[row, at] = low
            days[row, until] = high


@compiled
def _numbers(kinds: Any, reals: Any, odd: Any, start: int, stop: int, plan: Any, limits: Any) -> None:
    at, most, source, valid, offset, whole = plan[1], plan[2], plan[3], plan[4], plan[5], plan[6] != 0
    for row in range(start, stop):
        low, high = limits[0], limits[1]
        if is_known(valid, row + offset):
            value = real_at(source, row + offset)
            # Written so that what is no number is out of the limits.
            if limits[2] <= value <= limits[3] and (not whole or value == np.floor(value)):
                low = high = value
            else:
                odd[row] = 1
        if at >= 0 and whole:
            kinds[row, at] = np.int16(low)
            kinds[row, most] = np.int16(high)
        elif at >= 0:
            reals[row, at] = low
            reals[row, most] = high


@compiled
def _number_codes(kinds: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    at, most, source, found, width = plan[1], plan[2], plan[3], plan[4], plan[5]
    for row in range(start, stop):
        place = _whole(source, row)
        low, high = plan[6], plan[7]
        if place >= 0:
            if _whole(found, place * width) == ODD:
                odd[row] = 1
            else:
                low, high = _whole(found, place * width), _whole(found, place * width + 1)
        kinds[row, at] = low
        kinds[row, most] = high


@compiled
def _number(kinds: Any, reals: Any, start: int, stop: int, plan: Any, limits: Any) -> None:
    at, most, whole = plan[1], plan[2], plan[3] != 0
    for row in range(start, stop):
        if whole:
            kinds[row, at] = np.int16(limits[0])
            kinds[row, most] = np.int16(limits[1])
        else:
            reals[row, at] = limits[0]
            reals[row, most] = limits[1]


@compiled
def _known(truths: Any, start: int, stop: int, plan: Any) -> None:
    at, valid, offset, yes, no = plan[1], plan[2], plan[3], plan[4], plan[5]
    for row in range(start, stop):
        truths[row, at] = yes if is_known(valid, row + offset) else no


@compiled
def _where(truths: Any, start: int, stop: int, plan: Any) -> None:
    at, source, valid, offset, value = plan[1], plan[2], plan[3], plan[4], plan[5]
    for row in range(start, stop):
        if is_known(valid, row + offset) and _bit(source, row + offset):
            truths[row, at] = value


@compiled
def _lists(truths: Any, kinds: Any, days: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    at, length, complete = plan[1], plan[2], plan[3]
    starts, counts, shift, valid, offset, absent = plan[4], plan[5], plan[6], plan[7], plan[8], plan[9]
    longest = plan[10]
    for row in range(start, stop):
        count = _long(counts, row)
        if count > longest:
            odd[row] = 1
            count = 0
        days[row, at] = _long(starts, row) + shift
        kinds[row, length] = count
        truths[row, complete] = _YES if is_known(valid, row + offset) else absent


@compiled
def _after(days: Any, odd: Any, start: int, stop: int, plan: Any) -> None:
    """`jalon.readings.bounded._after`; an end that surely comes before its start is refused."""
    end, end_most, since = plan[1], plan[2], plan[3]
    for row in range(start, stop):
        first = days[row, since]
        if first != _NEVER:
            if days[row, end_most] < first:
                odd[row] = 1
            elif days[row, end] < first:
                days[row, end] = first


# The arrays of tables have any strides: said here, so that they are compiled for once.
@kept_for(
    "void(int8[:,:], int16[:,:], int32[:,:], float64[:,:], uint8[::1], int64[:,::1], float64[:,::1])",
)
def fill(truths: Any, kinds: Any, days: Any, reals: Any, odd: Any, plan: Any, limits: Any) -> None:
    """Fill the columns of a table as a plan says, one row of the plan after the other. Rows refused are marked in `odd`.

    The table comes as four arrays, a row an element: truths, kinds and whole numbers, days, other numbers. `limits` are
    the real numbers of the plan.
    """
    count = len(odd)
    for start in range(0, count, _BLOCK):
        stop = min(start + _BLOCK, count)
        for k in range(len(plan)):
            one = plan[k]
            act = one[0]
            if act == CONSTANT:
                _constant(truths, kinds, days, start, stop, one)
            elif act == TRUTH:
                _truth(truths, start, stop, one)
            elif act == CODE:
                _codes(truths, kinds, odd, start, stop, one)
            elif act == DAYS:
                _days(days, odd, start, stop, one)
            elif act == DAY_CODE:
                _day_codes(days, odd, start, stop, one)
            elif act == NUMBERS:
                _numbers(kinds, reals, odd, start, stop, one, limits[k])
            elif act == NUMBER_CODE:
                _number_codes(kinds, odd, start, stop, one)
            elif act == NUMBER:
                _number(kinds, reals, start, stop, one, limits[k])
            elif act == KNOWN:
                _known(truths, start, stop, one)
            elif act == WHERE:
                _where(truths, start, stop, one)
            elif act == LIST:
                _lists(truths, kinds, days, odd, start, stop, one)
            elif act == AFTER:
                _after(days, odd, start, stop, one)


_LETTER, _REFUSED, _LOOK = 1, 2, 4
# What a byte of a text may be: controls are refused; U+0080 to U+00BF and U+2000 to U+2FFF (C2 and E2 first) have controls
# and marks that hide text among them; spaces of other alphabets begin with C2, E1, E2 and E3, and no space is a letter.
_CLASSES: Final = np.array(
    [
        _REFUSED if byte < 0x20 or byte == 0x7F
        else _LOOK if byte in (0xC2, 0xE2)
        else _LETTER if 0x20 < byte < 0x7F or (byte > 0xC2 and byte not in (0xE1, 0xE3))
        else 0
        for byte in range(256)
    ],
    np.uint8,
)  # fmt: skip


@kept
def odd_texts(odd: Any, offsets: Any, content: Any, valid: int, offset: int, longest: int) -> None:
    """Mark the texts that the reader may refuse: too long, without a letter, with a control character (a few that it takes
    are marked too: it looks at those itself)."""
    doubtful = _doubtful(content[offsets[0] : offsets[len(odd)]])
    for row in range(len(odd)):
        if not is_known(valid, row + offset):
            continue
        start, stop = offsets[row], offsets[row + 1]
        seen = _REFUSED if stop - start > longest else 0
        if not seen and stop > start:
            seen = _CLASSES[content[start]]
        # Where no byte of the column is to be looked at, the first letter of a text tells enough.
        if seen != _REFUSED and (doubtful or not seen & _LETTER):
            for k in range(start, stop):
                seen |= _CLASSES[content[k]]
        if seen & _LOOK and _deceives(content, start, stop):
            seen |= _REFUSED
        if seen & _REFUSED or not seen & _LETTER:
            odd[row] = 1


@compiled
def _doubtful(content: Any) -> bool:
    """Whether any byte may be refused or is to be looked at (see `_CLASSES`)."""
    many = 0
    for k in range(len(content)):
        byte = content[k]
        many += (byte < 0x20) | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xE2)
    return many != 0


@compiled
def _deceives(content: Any, start: int, stop: int) -> bool:
    """Whether there is one of U+0080 to U+009F, U+2028 to U+202E and U+2066 to U+2069."""
    for k in range(start, stop - 1):
        second = content[k + 1]
        if content[k] == 0xC2 and second < 0xA0:
            return True
        if content[k] == 0xE2 and k + 2 < stop:
            third = content[k + 2]
            if (second == 0x80 and 0xA8 <= third <= 0xAE) or (second == 0x81 and 0xA6 <= third <= 0xA9):
                return True
    return False
