"""What is told of people from the truths of conditions, compiled: sets of conditions, the study that serves best."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from jalon.language.bounds import MAYBE, NO
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import days, kinds, truths

_NO, _MAYBE = NO, MAYBE
SET_BYTES: Final = 4
"""Bytes of a set of conditions."""


@compiled
def marked(failing: int, undetermined: int, found: int, bit: int, count: int) -> None:
    """Add a condition to sets of eight, a bit each: to one where it is not met, to the other where it cannot be told."""
    f, u, v, w = truths(failing, count), truths(undetermined, count), truths(found, count), np.int8(bit)
    for i in range(count):
        f[i] |= w if v[i] == _NO else np.int8(0)
        u[i] |= w if v[i] == _MAYBE else np.int8(0)


@compiled
def joined(out: int, also: int, where: Any, sets: Any, count: int) -> None:
    """The sets of all conditions from those of eight (columns, -1 for none), and from other ones (0 for none)."""
    o, x, zero = days(out, count), days(also, count), np.int32(0)
    # One that is there stands for those that are not: it adds nothing twice.
    there = zero
    for byte in range(len(sets)):
        there = np.int32(byte) if sets[byte] >= 0 else there
    if sets[there] < 0:
        for i in range(count):
            o[i] = x[i] if also else zero
        return
    a, first = _eight(where, sets, 0, there, count)
    b, second = _eight(where, sets, 1, there, count)
    c, third = _eight(where, sets, 2, there, count)
    d, fourth = _eight(where, sets, 3, there, count)
    if also:
        for i in range(count):
            o[i] = x[i] | _placed(a[i], first) | _placed(b[i], second) | _placed(c[i], third) | _placed(d[i], fourth)
    else:
        for i in range(count):
            o[i] = _placed(a[i], first) | _placed(b[i], second) | _placed(c[i], third) | _placed(d[i], fourth)


@compiled
def _eight(where: Any, sets: Any, byte: int, there: int, count: int) -> tuple[Any, Any]:
    """Sets of eight conditions and the bits ahead of them; those of another byte, where there are none."""
    byte = byte if sets[byte] >= 0 else there
    return truths(where[sets[byte]], count), np.int32(8 * byte)


@compiled
def _placed(eight: int, shift: int) -> Any:
    return (np.int32(eight) & np.int32(255)) << shift


@compiled
def best(tops: int, found: int, owners: Any, offsets: Any, later: Any) -> None:
    """The best truth among the elements of each list; no, where it is empty. Most lists have one element, few `later`
    ones."""
    count, n = len(offsets) - 1, len(owners)
    top, v = truths(tops, count), truths(found, n)
    for i in range(count):
        top[i] = v[np.uint64(offsets[i])] if offsets[i] < offsets[i + 1] else np.int8(_NO)
    for k in range(len(later)):
        i = owners[later[k]]
        top[i] = max(top[i], v[later[k]])


@compiled
def best_study(
    failed: int, unsure: int, which: int, fails: int, unknown: int, since: int, day: int,
    owners: Any, offsets: Any, later: Any, conditions: int, weights: Any,
) -> None:  # fmt: skip
    """Of the study of the best rank of each person, each tried alone, what fails, what is undetermined and its place. Ranks
    are for those with `later` ones; `weights` say for each of the bytes of a set how much its conditions weigh."""
    count, n = len(offsets) - 1, len(owners)
    best_fails, best_unknown, place = days(failed, count), days(unsure, count), days(which, count)
    f, u, s, d = days(fails, n), days(unknown, n), days(since, n), days(day, n)
    for i in range(count):
        place[i] = offsets[i] if offsets[i] < offsets[i + 1] else -1
    for i in range(count):
        best_fails[i] = f[np.uint64(offsets[i])] if place[i] >= 0 else np.int32(0)
    for i in range(count):
        best_unknown[i] = u[np.uint64(offsets[i])] if place[i] >= 0 else np.int32(0)
    for k in range(len(later)):
        j = later[k]
        i, first = owners[j], place[owners[j]]
        rank = _rank(f[j], u[j], s[j], d[j], conditions, weights)
        if rank < _rank(f[first], u[first], s[first], d[first], conditions, weights):
            place[i], best_fails[i], best_unknown[i] = j, f[j], u[j]


@compiled
def _rank(fails: int, unknown: int, since: int, day: int, conditions: int, weights: Any) -> int:
    """`decide._rank` as one whole number: a part that fails, failures, which ones (the first weighs most), unknowns, which
    ones."""
    rank = 1 if fails != 0 and since <= day else 0
    rank = ((rank * 64 + _bits(fails)) << conditions) + _weighed(fails, weights)
    whole: int = ((rank * 64 + _bits(unknown)) << conditions) + _weighed(unknown, weights)
    return whole


@compiled
def _weighed(conditions: int, weights: Any) -> int:
    """What the conditions of a set weigh together."""
    total = 0
    for byte in range(SET_BYTES):
        total += weights[256 * byte + ((conditions >> 8 * byte) & 255)]
    return total


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
