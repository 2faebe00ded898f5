"""From flat columns whose names are dotted (`occupation.noc2021`, `spouse.accompanies`) to the nested parts of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jalon.cohort.files.chunks import Numbers
from jalon.cohort.laying.shapes import Leaf, Many, Part
from jalon.cohort.schema import NONE

Columns = Mapping[str, pa.Array]


def leaves(part: Part, before: str = "") -> Iterator[tuple[str, Leaf]]:
    """The facts of a part by dotted name, its lists left out."""
    if part.may_be_none:
        yield f"{before}{NONE}", Leaf("truth")
    for name, shape in part.fields.items():
        if isinstance(shape, Leaf):
            yield f"{before}{name}", shape
        elif isinstance(shape, Part):
            yield from leaves(shape, f"{before}{name}.")


def inner(part: Part, columns: Columns, before: str = "") -> dict[str, pa.Array]:
    """The keys of a part, made of dotted columns; a part inside of which nothing is known is null.

    A list stands among the columns under its dotted name, made already.
    """
    made: dict[str, pa.Array] = {}
    for name, shape in part.fields.items():
        dotted = f"{before}{name}"
        if isinstance(shape, Leaf | Many):
            if dotted in columns:
                made[name] = columns[dotted]
            continue
        under = inner(shape, columns, f"{dotted}.")
        if shape.may_be_none and f"{dotted}.{NONE}" in columns:
            under[NONE] = columns[f"{dotted}.{NONE}"]
        if under:
            made[name] = _struct(under)
    return made


def _struct(parts: Mapping[str, pa.Array]) -> pa.StructArray:
    arrays = list(parts.values())
    unknown = arrays[0].is_null()
    for one in arrays[1:]:
        unknown = pc.and_(unknown, one.is_null())
    return pa.StructArray.from_arrays(arrays, list(parts), mask=unknown)


def lists(part: Part, columns: Columns, counts: Numbers, known: Any = None) -> pa.ListArray:
    """A list a row: `counts` elements each, taken one after the other from the columns of the part; null where not
    `known`."""
    made = inner(part, columns)
    total = int(counts.sum())
    if made:
        items: pa.Array = pa.StructArray.from_arrays(list(made.values()), list(made))
    else:
        # Elements of which nothing is known.
        name = next(name for name, shape in part.fields.items() if isinstance(shape, Leaf))
        items = pa.StructArray.from_arrays([pa.nulls(total, pa.string())], [name])
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    mask = None if known is None else pa.array(~known)
    return pa.ListArray.from_arrays(pa.array(offsets), items, mask=mask)
