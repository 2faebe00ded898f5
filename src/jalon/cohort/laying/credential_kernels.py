"""Credentials counted and laid, compiled; see `credentials`."""

from __future__ import annotations

from typing import Any, Final

from jalon.language.bounds import NO, YES
from jalon.language.calendar import NEVER
from jalon.readings.columns.compiled import compiled, kept, kept_for

_NO, _YES, _NEVER = NO, YES, NEVER


@kept
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


NOTHING: Final = (-2, -3)
"""In place of a study: there is none, where the list is unknown, and where it is known to be empty."""
_UNKNOWN, _EMPTY = NOTHING


@compiled
def _beside(
    copies: Any, start: int, count: int, one: int, two: int, copy: int, after_studies: int
) -> tuple[int, int, int]:
    """The studies beside one, or two: the other of two as it stands, else copies side by side. Gives the first one, how
    many they are, and the next free copy."""
    beside = count - (1 if one == two else 2)
    if count <= 2:
        # The only other study stands before or after this one.
        return (2 * start + 1 - one if beside else 0), beside, copy
    first = copy
    for study in range(start, start + count):
        if study not in (one, two):
            copies[copy] = study
            copy += 1
    return after_studies + first, beside, copy


# The arrays of tables have any strides: said here, so that they are compiled for once.
_LAY: Final = (
    "void(int8[:,:], int16[:,:], int32[:,:], int16[:], int64[:], int64[:], b1[:], int64[:], int64[:], int64[:], int64[:],"
    "int64[:], int64[:,:], int64[:], int64[:], int64)"
)


@kept_for(_LAY)
def lay_alone(
    truths: Any,
    kinds: Any,
    days: Any,
    levels: Any,
    starts: Any,
    counts: Any,
    known: Any,
    firsts: Any,
    room: Any,
    first_pairs: Any,
    first_copies: Any,
    columns: Any,
    pairs: Any,
    alone: Any,
    copies: Any,
    after_studies: int,
) -> None:
    """What a credential has beside the facts of a study, and which study it is; `pairs` receives the rows of a DEP, of an
    ASP and of what they make together, `copies` the study that each copy is of. `columns` are those of
    `credentials._OWN`, then the bits of a DEP and of an ASP."""
    others, beside, complete, joins = columns[1:5]
    dep_bit, asp_bit = columns[10:]
    for person in range(len(starts)):
        start, count, row = starts[person], counts[person], firsts[person]
        if room[person] == 0:
            continue
        if count == 0:
            alone[row] = _EMPTY if known[person] else _UNKNOWN
            continue
        copy = first_copies[person]
        for study in range(start, start + count):
            alone[row] = study
            truths[row, joins] = _NO
            for k in range(5, 9):
                days[row, columns[k]] = _NEVER
            days[row, columns[9]] = _NEVER + 1
            days[row, others], kinds[row, beside], copy = _beside(
                copies, start, count, study, study, copy, after_studies
            )
            truths[row, complete] = _YES
            row += 1
        if room[person] == count:
            continue
        pair, first = first_pairs[person], firsts[person] - start
        for dep in range(start, start + count):
            if levels[dep] & dep_bit == 0:
                continue
            for asp in range(start, start + count):
                if asp == dep or levels[asp] & asp_bit == 0:
                    continue
                pairs[pair, 0], pairs[pair, 1], pairs[pair, 2] = first + dep, first + asp, row
                pair += 1
                days[row, others], kinds[row, beside], copy = _beside(
                    copies, start, count, dep, asp, copy, after_studies
                )
                truths[row, complete] = _YES
                row += 1


@kept_for(
    [
        f"void({kind}[:,:], {kind}[:,:], int64[:], int64, int64[:], int64[:])"
        for kind in ("int8", "int16", "int32", "float64")
    ],
)
def copy_rows(source: Any, out: Any, rows: Any, first: int, facts: Any, places: Any) -> None:
    """Copy columns of some rows to the rows from `first` on; nothing where a row is negative."""
    for k in range(len(facts)):
        fact, place = facts[k], places[k]
        for row in range(len(rows)):
            if rows[row] >= 0:
                out[first + row, place] = source[rows[row], fact]
