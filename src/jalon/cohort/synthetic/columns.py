"""Arrow columns out of NumPy arrays, with their unknown values, in the types of `jalon.cohort.schema`.

The name of a column is the path of its fact ("jobs.started_on"); it also names the draw of what is unknown of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa

from jalon.cohort.schema import NO_DATE, NONE, people_schema
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths, owners

EPOCH: Final = date(1970, 1, 1).toordinal()
NO_DAY: Final = NO_DATE.toordinal() - EPOCH
"""A day known not to be, in days since 1970 as every day of this package."""


@cache
def kind_of(name: str) -> Any:
    """The Arrow type of a fact, by its path."""
    first, *rest = name.split(".")
    kind = people_schema().field(first).type
    for part in rest:
        if pa.types.is_list(kind):
            kind = kind.value_type
        kind = kind.field(part).type
    return kind


class Columns:
    """Makes the columns of one batch."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws

    def days(self, name: str, values: Ints) -> pa.Array:
        """Days since 1970; `NO_DAY` is a date known not to be."""
        return pa.array(values.astype(np.int32), mask=self._unknown(name, values)).cast(pa.date32())

    def truths(self, name: str, values: Truths) -> pa.Array:
        """Yes and no."""
        return pa.array(values, mask=self._unknown(name, values))

    def numbers(self, name: str, values: Floats) -> pa.Array:
        """Real numbers."""
        return pa.array(values, mask=self._unknown(name, values))

    def levels(self, name: str, values: Ints) -> pa.Array:
        """Small whole numbers."""
        return pa.array(values.astype(np.int8), mask=self._unknown(name, values))

    def kinds(self, name: str, codes: Ints, words: Sequence[str], without: Truths | None = None) -> pa.Array:
        """Words out of a short list; none at all where `without`."""
        mask = _either(self._unknown(name, codes), without)
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8), mask=mask), pa.array(words))

    def texts(self, name: str, codes: Ints, pool: pa.Array, without: Truths | None = None) -> pa.Array:
        """Texts out of a pool; none at all where `without`."""
        mask = _either(self._unknown(name, codes), without)
        return pool.take(pa.array(codes.astype(np.int32), mask=mask))

    def part(
        self,
        name: str,
        fields: Mapping[str, pa.Array],
        *,
        none: Truths | None = None,
        without: Truths | None = None,
    ) -> pa.Array:
        """A part of the file; known not to be where `none`, not written at all where `without`."""
        kind = kind_of(name)
        if pa.types.is_list(kind):
            kind = kind.value_type
            unknown = without
        else:
            count = len(next(iter(fields.values())))
            unknown = _either(self.draws.unknown(name, count), without)
        given = dict(fields)
        if none is not None:
            given[NONE] = pa.array(none)
        mask = None if unknown is None else pa.array(unknown)
        return pa.StructArray.from_arrays([given.pop(field.name) for field in kind], fields=list(kind), mask=mask)

    def lists(self, name: str, counts: Ints, values: pa.Array) -> pa.Array:
        """Lists of so many elements each, laid end to end in `values`. A list that is unknown has no element."""
        unknown = self.draws.unknown(name, len(counts))
        if unknown is not None:
            owner, _ = owners(counts)
            values = values.filter(pa.array(~unknown[owner]))
            counts = np.where(unknown, 0, counts)
        offsets = np.zeros(len(counts) + 1, np.int32)
        np.cumsum(counts, out=offsets[1:])
        mask = None if unknown is None else pa.array(unknown)
        return pa.ListArray.from_arrays(pa.array(offsets), values, type=kind_of(name), mask=mask)

    def _unknown(self, name: str, values: Any) -> Truths | None:
        return self.draws.unknown(name, len(values))


def _either(unknown: Truths | None, without: Truths | None) -> Truths | None:
    if unknown is None or without is None:
        return without if unknown is None else unknown
    both: Truths = unknown | without
    return both
