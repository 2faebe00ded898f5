"""Rows with one value of every sort in every place: values that the reader of files refuses, and values at its edges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from jalon.cohort.laying.shapes import Leaf, Many, Part, Shape, person_shape
from jalon.cohort.schema import NONE

Row = dict[str, Any]


def wrong(leaf: Leaf) -> list[str]:
    """Texts that mean nothing, or too much, for a fact."""
    return {
        "truth": ["oui", "1", "", "none", "Tru"],
        "number": ["abc", ".nan", "-0.5", "1e9", ".inf", "", "none", repr(leaf.high + 0.5)],
        "mark": ["abc", ".nan", "-2", "-0.5", "1e9", "", "none", repr(leaf.high + 0.5), "26", "21", "699"],
        "whole": ["7.5", "13", "-1", "x", "true"],
        "day": ["hier", "2021-13", "1899", "2101", "2021-02-30", "2022..2021", "", *_none(leaf)],
        "kind": ["nobody", "", *([] if NONE in leaf.values else [NONE])],
        "text": ["", "   ", "\u00a0\u3000", "a\x07b", "x" * 501, "a\u202eb", "\u2028", "a\u0085", "é" * 501, "a\x7f"],
        "code": ["99999999", "0000", "12", "none", "21O1", "²174"],
        "attestation": ["oui", "2021-13", "1800", ""],
    }[leaf.sort]


def edges(leaf: Leaf) -> list[str]:
    """Texts that a fact may have, at the edges of what is allowed."""
    return {
        "truth": ["true", "TRUE", "False"],
        "number": ["0", repr(leaf.high), ".5", "1e0"],
        "mark": ["-1", "-1.0", "0", "25", "20"],
        "whole": ["0", "12", "7.0"],
        "day": ["1900", "2100-12-31", "2021-06", "2020-01..2021", *([] if leaf.refuses_none else [NONE, "9999-12-31"])],
        "kind": list(leaf.values),
        "text": ["é" * 250, "é" * 500, "中文", "a…b", "é\u00a0’", "x" * 500, NONE],
        "code": ["2174", "21230", "0011"],
        "attestation": ["true", "false", "pending", "none", "2021", "2021-06-01"],
    }[leaf.sort]


def _none(leaf: Leaf) -> list[str]:
    return [NONE, "9999-12-31"] if leaf.refuses_none else []


def rows(values: Callable[[Leaf], list[str]]) -> list[Row]:
    """A row for each value of each fact, and for each sort of list and of part."""
    return list(_rows(person_shape(), lambda row: row, values))


def _rows(part: Part, around: Callable[[Row], Row], values: Callable[[Leaf], list[str]]) -> Iterator[Row]:
    for key, shape in part.fields.items():

        def inside(row: Any, key: str = key) -> Row:
            return around({key: row})

        if isinstance(shape, Leaf):
            yield from (inside(value) for value in values(shape))
        elif isinstance(shape, Many):
            yield from (inside(items) for items in ([], [{}], [{}] * 30, [{}] * 201, [None, {}]))
            yield from _rows(shape.item, lambda row, inside=inside: inside([{}, row]), values)  # type: ignore[misc]
        else:
            yield inside({})
            yield from _rows(shape, inside, values)
            if shape.may_be_none:
                yield from (inside({NONE: said}) for said in ("true", "false", "oui", ""))
                # What stands beside counts for nothing.
                yield from _rows(shape, lambda row, inside=inside: inside({NONE: "true", **row}), values)  # type: ignore[misc]


def text_schema() -> pa.Schema:
    """A table of people where every fact is a text."""
    return pa.schema([pa.field(key, _type(shape)) for key, shape in person_shape().fields.items()])


def _type(shape: Shape) -> pa.DataType:
    if isinstance(shape, Leaf):
        return pa.string()
    if isinstance(shape, Many):
        return pa.list_(_type(shape.item))
    fields = [pa.field(key, _type(inner)) for key, inner in shape.fields.items()]
    return pa.struct([pa.field(NONE, pa.string()), *fields] if shape.may_be_none else fields)


def texts(value: Any) -> Any:
    """The values of a row as texts."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
