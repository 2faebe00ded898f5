"""Rows of a table as Python values, for the reader of files: slow, and right by definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from jalon.cohort.laying.arrays import Rows, columns, elements, facts, listed, members, unwrapped
from jalon.cohort.laying.shapes import Leaf, Many, Part, Shape, person_shape
from jalon.cohort.schema import NONE


def python_rows(batch: pa.RecordBatch, rows: Rows) -> list[dict[str, Any]]:
    """Some rows of a batch, facts only (see `jalon.cohort.rows.data_of`). Raises `TableError`."""
    known = person_shape().fields
    given = {name: array for name, array in columns(batch).items() if name in known}
    return _together({name: _values(known[name], array, rows, name) for name, array in given.items()}, len(rows))


def _values(shape: Shape, array: pa.Array, rows: Rows, path: str) -> list[Any]:
    if isinstance(shape, Leaf):
        leaf = facts(array, shape, path)
        return [None] * len(rows) if leaf is None else listed(leaf.take(pa.array(rows)))
    if isinstance(shape, Many):
        return _lists(shape.item, array, rows, path)
    return _parts(shape, array, rows, path)


def _parts(part: Part, array: pa.Array, rows: Rows, path: str) -> list[Any]:
    found = members(array, path)
    if found is None:
        return [None] * len(rows)
    values = {name: _field(part, name, one, rows, path) for name, one in found.fields.items()}
    known = np.asarray(found.groups.is_valid())[rows]
    return [row if here else None for row, here in zip(_together(values, len(rows)), known, strict=True)]


def _field(part: Part, name: str, array: pa.Array, rows: Rows, path: str) -> list[Any]:
    if name in part.fields:
        return _values(part.fields[name], array, rows, f"{path}.{name}")
    if name == NONE and part.may_be_none:
        return _values(Leaf("truth"), array, rows, f"{path}.{name}")
    # No fact of ours: its name is refused where it holds something, whatever that is.
    here = np.asarray(unwrapped(array).is_valid())[rows]
    return ["…" if one else None for one in here]


def _lists(part: Part, array: pa.Array, rows: Rows, path: str) -> list[Any]:
    found = elements(array, path)
    if found is None:
        return [None] * len(rows)
    counts = found.counts[rows]
    ends = np.cumsum(counts)
    wanted = np.repeat(found.starts[rows] - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)
    values = _parts(part, found.values, wanted, path)
    known = np.asarray(found.lists.is_valid())[rows]
    return [
        values[end - count : end] if here else None
        for end, count, here in zip(ends.tolist(), counts.tolist(), known, strict=True)
    ]


def _together(values: dict[str, list[Any]], count: int) -> list[dict[str, Any]]:
    names = list(values)
    return [dict(zip(names, row, strict=True)) for row in zip(*values.values(), strict=True)] or [
        {} for _ in range(count)
    ]
