"""The operations of programs (`programs`), compiled: each reads columns of values and fills another, in one plain loop that
the machine does many elements at a time.

Columns come by their address. Truths are bytes (0 no, 1 maybe, 2 yes), so that the worse of two is the smaller; a kind is a
bit set in two bytes; a day is an ordinal in four; a number is whole, in two bytes, or a double. A day and a number are two
columns: the least and the most. What each operator means is said by the scalar reading (`jalon.readings.decide.evaluate`),
which tests hold these against.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import EARLIEST, NEVER, day
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.kernels import add_days, add_months, month_rows
from jalon.readings.columns.memory import days, kinds, longs, reals, truths

_NO, _MAYBE, _YES = NO, MAYBE, YES
_EARLIEST, _NEVER = EARLIEST, NEVER
_TABLE_FROM: Final = day("1930-01-01")
_TABLE_TO: Final = day("2060-01-01")


@cache
def month_table(months: int) -> NDArray[np.int32]:
    """The day so many months after each day of most files."""
    rows = np.zeros(_TABLE_TO - _TABLE_FROM, np.int32)
    month_rows(_TABLE_FROM, months, rows)
    return rows


# --- Columns taken to other rows ---------------------------------------------------------------------------------------


@compiled
def take(out: int, source: int, rows: Any, size: int) -> None:
    """The values of some rows, of a size in bytes."""
    count = len(rows)
    if size == 1:
        a, b = truths(out, count), truths(source, 1)
        for i in range(count):
            a[i] = b[np.uint64(rows[i])]
    elif size == 2:
        c, d = kinds(out, count), kinds(source, 1)
        for i in range(count):
            c[i] = d[np.uint64(rows[i])]
    elif size == 4:
        e, f = days(out, count), days(source, 1)
        for i in range(count):
            e[i] = f[np.uint64(rows[i])]
    else:
        g, h = longs(out, count), longs(source, 1)
        for i in range(count):
            g[i] = h[np.uint64(rows[i])]


@compiled
def put(out: int, source: int, rows: Any, size: int) -> None:
    """Put values of four bytes at most where some rows are."""
    count = len(rows)
    if size == 1:
        a, b = truths(out, 1), truths(source, count)
        for i in range(count):
            a[np.uint64(rows[i])] = b[i]
    elif size == 2:
        c, d = kinds(out, 1), kinds(source, count)
        for i in range(count):
            c[np.uint64(rows[i])] = d[i]
    else:
        e, f = days(out, 1), days(source, count)
        for i in range(count):
            e[np.uint64(rows[i])] = f[i]


@compiled
def listed(out: int, counts: int, count: int) -> None:
    """How many whole numbers are not zero, then their places."""
    o, x, many = days(out, count + 1), kinds(counts, count), 0
    for i in range(count):
        o[many + 1] = i
        many += x[i] != 0
    o[0] = many


@compiled
def put_along(out: int, source: int, first: int, count: int, size: int) -> None:
    """Put values where rows that stand side by side are, from the first on."""
    a, b = truths(out + first * size, count * size), truths(source, count * size)
    for i in range(count * size):
        a[i] = b[i]


@compiled
def fill(out: int, value: int, count: int, size: int) -> None:
    """The same whole number, of four bytes at most, everywhere."""
    if size == 1:
        truths(out, count)[:] = value
    elif size == 2:
        kinds(out, count)[:] = value
    else:
        days(out, count)[:] = value


@compiled
def fill_reals(out: int, value: float, count: int) -> None:
    """The same number everywhere."""
    reals(out, count)[:] = value


# --- Comparisons: surely when the latest is not after the earliest ------------------------------------------------------


@compiled
def not_after(out: int, a_low: int, a_high: int, b_low: int, b_high: int, count: int) -> None:
    """Whether days are not after other days."""
    o, al, ah = truths(out, count), days(a_low, count), days(a_high, count)
    bl, bh = days(b_low, count), days(b_high, count)
    for i in range(count):
        o[i] = (ah[i] <= bl[i]) + (al[i] <= bh[i])


@compiled
def not_after_day(out: int, low: int, high: int, first: int, last: int, count: int) -> None:
    """Whether days are not after a day that is between two."""
    o, al, ah, bl, bh = truths(out, count), days(low, count), days(high, count), np.int32(first), np.int32(last)
    for i in range(count):
        o[i] = (ah[i] <= bl) + (al[i] <= bh)


@compiled
def day_not_after(out: int, low: int, high: int, first: int, last: int, count: int) -> None:
    """Whether a day that is between two is not after days."""
    o, bl, bh, al, ah = truths(out, count), days(low, count), days(high, count), np.int32(first), np.int32(last)
    for i in range(count):
        o[i] = (ah <= bl[i]) + (al <= bh[i])


@compiled
def whole_at_least(out: int, low: int, high: int, least: int, count: int) -> None:
    """Whether whole numbers are some number or more."""
    o, al, ah, b = truths(out, count), kinds(low, count), kinds(high, count), np.int16(least)
    for i in range(count):
        o[i] = (b <= al[i]) + (b <= ah[i])


@compiled
def whole_at_most(out: int, low: int, high: int, most: int, count: int) -> None:
    """Whether whole numbers are some number or less."""
    o, al, ah, b = truths(out, count), kinds(low, count), kinds(high, count), np.int16(most)
    for i in range(count):
        o[i] = (ah[i] <= b) + (al[i] <= b)


@compiled
def at_least(out: int, a_low: int, a_high: int, b_low: int, b_high: int, count: int) -> None:
    """Whether numbers are other numbers or more."""
    o, al, ah = truths(out, count), reals(a_low, count), reals(a_high, count)
    bl, bh = reals(b_low, count), reals(b_high, count)
    for i in range(count):
        o[i] = (bh[i] <= al[i]) + (bl[i] <= ah[i])


@compiled
def is_in(out: int, kind: int, wanted: int, count: int) -> None:
    """Whether kinds are among some values."""
    o, a, inside, outside = truths(out, count), kinds(kind, count), np.int16(wanted), np.int16(~wanted)
    for i in range(count):
        o[i] = ((a[i] & inside) != 0) + (((a[i] & inside) != 0) & ((a[i] & outside) == 0))


# --- Truths ------------------------------------------------------------------------------------------------------------


@compiled
def both(out: int, a: int, b: int, count: int) -> None:
    """The worse of two truths."""
    o, x, y = truths(out, count), truths(a, count), truths(b, count)
    for i in range(count):
        o[i] = min(x[i], y[i])


@compiled
def either(out: int, a: int, b: int, count: int) -> None:
    """The better of two truths."""
    o, x, y = truths(out, count), truths(a, count), truths(b, count)
    for i in range(count):
        o[i] = max(x[i], y[i])


@compiled
def contrary(out: int, a: int, count: int) -> None:
    """The contrary of a truth."""
    o, x = truths(out, count), truths(a, count)
    for i in range(count):
        o[i] = _YES - x[i]


@compiled
def agreed(out: int, a: int, b: int, count: int) -> None:
    """What two truths agree on."""
    o, x, y = truths(out, count), truths(a, count), truths(b, count)
    for i in range(count):
        o[i] = x[i] if x[i] == y[i] else _MAYBE


@compiled
def chosen(out: int, which: int, then: int, other: int, count: int) -> None:
    """One truth or another, or what both agree on where it cannot be told which."""
    o, w, x, y = truths(out, count), truths(which, count), truths(then, count), truths(other, count)
    for i in range(count):
        same = x[i] if x[i] == y[i] else np.int8(_MAYBE)
        o[i] = x[i] if w[i] == _YES else (y[i] if w[i] == _NO else same)


@compiled
def unless_settled(out: int, at_issue: int, first: int, hull: int, count: int) -> None:
    """The first reading where a point surely does not arise, else what the readings agree on."""
    o, w, x, y = truths(out, count), truths(at_issue, count), truths(first, count), truths(hull, count)
    for i in range(count):
        # Both are read: a read that depends on a truth is one element at a time.
        one, other = x[i], y[i]
        o[i] = one if w[i] == _NO else other


@compiled
def some(out: int, found: int, complete: int, owners: Any, count: int) -> None:
    """The best truth among the elements of each list; an element that is not known may always be there."""
    o, v, c = truths(out, count), truths(found, len(owners)), truths(complete, count)
    for i in range(count):
        o[i] = _YES - c[i]
    for j in range(len(owners)):
        at: Any = np.uint64(owners[j])
        o[at] = max(o[at], v[j])


@compiled
def each_one(out: int, found: int, complete: int, count: int) -> None:
    """The same, where each list has one element."""
    o, v, c = truths(out, count), truths(found, count), truths(complete, count)
    for i in range(count):
        o[i] = max(np.int8(_YES - c[i]), v[i])


# --- Days and numbers ---------------------------------------------------------------------------------------------------


@compiled
def months_later(out: int, a: int, months: int, table: Any, count: int) -> None:
    """Days so many months later: looked up in a table (`month_table`) where it has them."""
    o, x = days(out, count), days(a, count)
    for i in range(count):
        at = np.uint64(x[i] - _TABLE_FROM)
        if at < np.uint64(len(table)):
            o[i] = table[at]
        elif x[i] <= _EARLIEST or x[i] >= _NEVER:
            o[i] = x[i]
        else:
            o[i] = add_months(x[i], months)


@compiled
def days_later(out: int, a: int, later: int, count: int) -> None:
    """Days so many days later."""
    o, x = days(out, count), days(a, count)
    for i in range(count):
        o[i] = add_days(x[i], later)


@compiled
def widened(out: int, a: int, count: int) -> None:
    """Whole numbers as doubles."""
    o, x = reals(out, count), kinds(a, count)
    for i in range(count):
        o[i] = x[i]


@compiled
def times(out: int, a: int, b: int, count: int) -> None:
    """Products."""
    o, x, y = reals(out, count), reals(a, count), reals(b, count)
    for i in range(count):
        o[i] = x[i] * y[i]


@compiled
def added(least: int, most: int, counts: int, low: int, high: int, complete: int, owners: Any, count: int) -> None:
    """The sums over the elements of each list that surely, and that possibly, count."""
    below, above, c = reals(least, count), reals(most, count), truths(complete, count)
    n = len(owners)
    v, x, y = truths(counts, n), reals(low, n), reals(high, n)
    below[:] = 0.0
    above[:] = 0.0
    for j in range(n):
        # Both are read: a branch would have to be guessed.
        at: Any = np.uint64(owners[j])
        surely, possibly = x[j], y[j]
        below[at] += surely if v[j] == _YES else 0.0
        above[at] += possibly if v[j] != _NO else 0.0
    for i in range(count):
        if c[i] != _YES:
            above[i] = np.inf
