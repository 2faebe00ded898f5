"""What is told of people from the truths of conditions, compiled: sets of conditions, the study that serves best."""

from __future__ import annotations

from typing import Any

import numpy as np

from jalon.language.bounds import NO
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import days, kinds, truths

_NO = NO


@compiled
def marked(out: int, found: int, value: int, bit: int, count: int) -> None:
    """Add a condition to the sets of those whose truth is a value."""
    o, v, w = days(out, count), truths(found, count), np.int32(bit)
    for i in range(count):
        o[i] |= w if v[i] == value else np.int32(0)


@compiled
def spread(out: int, weights: int, table: Any, length: int, count: int) -> None:
    """Add to sets the conditions that sets of weights stand for: `table` has 256 sets for each of the bytes of weights, so
    many in all."""
    o, w = days(out, count), days(weights, count)
    for byte in range(length):
        shift, some = np.int32(8 * byte), table[256 * byte :]
        for i in range(count):
            o[i] |= np.int32(some[np.uint64((w[i] >> shift) & 255)])


@compiled
def best_study(
    tops: int, failed: int, unsure: int, which: int, low: int, fails: int, unknown: int, since: int, day: int,
    owners: Any, offsets: Any, later: Any, conditions: int, one_each: bool,
) -> None:  # fmt: skip
    """The studies of each person, each tried alone: the best verdict (`tops`), and, of the study of the best rank, what
    fails, what is undetermined and its place. Most people have one study: ranks are for those with `later` ones."""
    count, n = len(offsets) - 1, len(owners)
    top, best_fails, best_unknown, place = (
        truths(tops, count),
        days(failed, count),
        days(unsure, count),
        days(which, count),
    )
    v, f, u, s, d = truths(low, n), days(fails, n), days(unknown, n), days(since, n), days(day, n)
    if one_each:
        for i in range(count):
            place[i] = i
        for i in range(count):
            top[i] = v[i]
        for i in range(count):
            best_fails[i] = f[i]
        for i in range(count):
            best_unknown[i] = u[i]
        return
    for i in range(count):
        place[i] = offsets[i] if offsets[i] < offsets[i + 1] else -1
    for i in range(count):
        top[i] = v[np.uint64(offsets[i])] if place[i] >= 0 else np.int8(_NO)
    for i in range(count):
        best_fails[i] = f[np.uint64(offsets[i])] if place[i] >= 0 else np.int32(0)
    for i in range(count):
        best_unknown[i] = u[np.uint64(offsets[i])] if place[i] >= 0 else np.int32(0)
    for k in range(len(later)):
        j = later[k]
        i, best = owners[j], place[owners[j]]
        top[i] = max(top[i], v[j])
        if _rank(f[j], u[j], s[j], d[j], conditions) < _rank(f[best], u[best], s[best], d[best], conditions):
            place[i], best_fails[i], best_unknown[i] = j, f[j], u[j]


@compiled
def _rank(fails: int, unknown: int, since: int, day: int, conditions: int) -> int:
    """`decide._rank` as one whole number: a part that fails, failures, which ones (the first weighs most), unknowns, which
    ones."""
    rank = 1 if fails != 0 and since <= day else 0
    rank = ((rank * 64 + _bits(fails)) << conditions) + fails
    whole: int = ((rank * 64 + _bits(unknown)) << conditions) + unknown
    return whole


@compiled
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@compiled
def picked(out: int, source: int, which: int, count: int, none: int) -> None:
    """The value of one element of each list, by its place; `none` where the list is empty."""
    o, w, x = days(out, count), days(which, count), days(source, 1)
    for i in range(count):
        o[i] = x[w[i]] if w[i] >= 0 else none


@compiled
def shortened(out: int, a: int, count: int) -> None:
    """Whole numbers of four bytes in two."""
    o, x = kinds(out, count), days(a, count)
    for i in range(count):
        o[i] = x[i]
