"""What is told of people from the truths of conditions, compiled: sets of conditions, the study that serves best."""

from __future__ import annotations

from typing import Any

import numpy as np

from jalon.language.bounds import NO
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import days, kinds, sets, truths

_NO = NO


@compiled
def marked(out: int, found: int, value: int, bit: int, count: int) -> None:
    """Add a condition to the sets of those whose truth is a value."""
    o, v = sets(out, count), truths(found, count)
    for i in range(count):
        o[i] |= bit if v[i] == value else 0


@compiled
def weighed(out: int, found: int, value: int, weight: int, count: int) -> None:
    """The same, in sets of four bytes."""
    o, v, w = days(out, count), truths(found, count), np.int32(weight)
    for i in range(count):
        o[i] |= w if v[i] == value else np.int32(0)


@compiled
def spread(out: int, weights: int, table: Any, count: int) -> None:
    """Add to sets the conditions that sets of weights stand for: `table` has 256 sets for each byte of weights."""
    o, w = sets(out, count), days(weights, count)
    for i in range(count):
        left, at = w[i], 0
        while left:
            o[i] |= table[at + (left & 255)]
            left >>= 8
            at += 256


@compiled
def best_study(
    tops: int, failed: int, unsure: int, which: int, low: int, fails: int, unknown: int, since: int, day: int,
    offsets: Any, conditions: int,
) -> None:  # fmt: skip
    """The studies of each person, each tried alone: the best verdict (`tops`), and, of the study of the best rank, what
    fails, what is undetermined and its place. The rank is that of `decide._rank` as one whole number: a part that fails,
    failures, which ones (the first weighs most), unknowns, which ones."""
    count, n = len(offsets) - 1, offsets[len(offsets) - 1]
    top, best_fails, best_unknown, place = (
        truths(tops, count),
        days(failed, count),
        days(unsure, count),
        days(which, count),
    )
    v, f, u, s, d = truths(low, n), days(fails, n), days(unknown, n), days(since, n), days(day, n)
    for i in range(count):
        best, rank_of_best = -1, 0
        top[i] = _NO
        for j in range(offsets[i], offsets[i + 1]):
            if v[j] > top[i]:
                top[i] = v[j]
            fail, maybe = np.int64(f[j]), np.int64(u[j])
            rank = 1 if fail != 0 and s[j] <= d[j] else 0
            rank = ((rank * 64 + _bits(fail)) << conditions) + fail
            rank = ((rank * 64 + _bits(maybe)) << conditions) + maybe
            if best < 0 or rank < rank_of_best:
                best, rank_of_best = j, rank
        place[i] = best
        best_fails[i] = f[best] if best >= 0 else 0
        best_unknown[i] = u[best] if best >= 0 else 0


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
