"""Credentials counted and laid, compiled; see `credentials`."""

from __future__ import annotations

from typing import Any

from numba import njit

from jalon.language.bounds import NO, YES
from jalon.language.calendar import NEVER

_compiled: Any = njit(cache=True, nogil=True)
_NO, _YES, _NEVER = NO, YES, NEVER


@_compiled
def count_credentials(starts: Any, counts: Any, bits: Any, found: Any, limits: Any) -> None:
    """For each person, the credentials, those that are a DEP and an ASP, and the copies of studies beside them; none at all
    for those who have too many."""
    dep_bit, asp_bit, most, longest = limits
    for person in range(len(starts)):
        start, count = starts[person], counts[person]
        dep = asp = both = 0
        for study in range(start, start + count):
            is_dep, is_asp = bits[study] & dep_bit != 0, bits[study] & asp_bit != 0
            dep += is_dep
            asp += is_asp
            both += is_dep and is_asp
        pairs = dep * asp - both
        # With none, one that stands for what is not there.
        found[0, person] = max(count, 1) + pairs
        found[1, person] = pairs
        found[2, person] = count * (count - 1) + pairs * (count - 2) if count > 2 else 0
        if found[0, person] > most or count > longest:
            found[:, person] = 0


@_compiled
def lay_alone(
    studies: Any,
    truths: Any,
    studies_wide: Any,
    wide: Any,
    kinds: Any,
    days: Any,
    starts: Any,
    counts: Any,
    known: Any,
    firsts: Any,
    room: Any,
    first_pairs: Any,
    first_copies: Any,
    columns: Any,
    same_wide: Any,
    same: Any,
    nothing: Any,
    pairs: Any,
    after_studies: int,
) -> None:
    """Lay each study alone, and the studies beside each credential; `pairs` receives the rows of a DEP, of an ASP and of
    what they make together. `columns` are those of `credentials._OWN`, then the bits of a DEP and of an ASP."""
    level, others, beside, complete, joins = columns[:5]
    dep_bit, asp_bit = columns[10:]
    for person in range(len(starts)):
        start, count, row = starts[person], counts[person], firsts[person]
        if room[person] == 0:
            continue
        if count == 0:
            truths[row] = nothing[1 if known[person] else 0]
            continue
        copy = after_studies + first_copies[person]
        for study in range(start, start + count):
            for k in range(len(same_wide)):
                for word in range(same_wide[k, 2]):
                    wide[row, same_wide[k, 1] + word] = studies_wide[study, same_wide[k, 0] + word]
            for k in range(len(same)):
                source, out = same[k, 0], same[k, 1]
                for byte in range(same[k, 2]):
                    truths[row, out + byte] = studies[study, source + byte]
            truths[row, joins] = _NO
            for k in range(5, 9):
                days[row, columns[k]] = _NEVER
            days[row, columns[9]] = _NEVER + 1
            days[row, others], kinds[row, beside], copy = _beside(studies, start, count, study, study, copy)
            truths[row, complete] = _YES
            row += 1
        if room[person] == count:
            continue
        pair, first = first_pairs[person], firsts[person] - start
        for dep in range(start, start + count):
            if kinds[first + dep, level] & dep_bit == 0:
                continue
            for asp in range(start, start + count):
                if asp == dep or kinds[first + asp, level] & asp_bit == 0:
                    continue
                pairs[pair, 0], pairs[pair, 1], pairs[pair, 2] = first + dep, first + asp, row
                pair += 1
                days[row, others], kinds[row, beside], copy = _beside(studies, start, count, dep, asp, copy)
                truths[row, complete] = _YES
                row += 1


@_compiled
def _beside(studies: Any, start: int, count: int, one: int, two: int, copy: int) -> tuple[int, int, int]:
    """The studies beside one, or two: the other of two as it stands, else copies side by side. Gives the first one, how
    many they are, and the next free row."""
    beside = count - (1 if one == two else 2)
    if count <= 2:
        # The only other study stands before or after this one.
        return (2 * start + 1 - one if beside else 0), beside, copy
    first = copy
    for study in range(start, start + count):
        if study not in (one, two):
            studies[copy] = studies[study]
            copy += 1
    return first, beside, copy
