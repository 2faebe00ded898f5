"""Where each fact stands in the record of an entity.

An entity has one table, a structured array with a record an element: truths in one byte, kinds (bit sets) in two, days as
ordinals in four, numbers in two (whole ones) or eight. A day and a number have their least and their most; a list the
record at which it starts in the table of its entity, how many elements it has, and the truth of its being complete: the
elements of one list stand side by side. Records are small on purpose: reading them is most of the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from jalon.language.vocabulary import CREDENTIAL, ENTITIES, Entity, Field

# A field more of the credentials: from which day on it is a part of a DEP and an ASP seen as one.
PART_SINCE: Final = "part_since"
LEAST: Final = "_least"
MOST: Final = "_most"
START: Final = "_start"
COUNT: Final = "_count"
COMPLETE: Final = "_complete"


@dataclass(frozen=True)
class Layout:
    """The record of an entity: its type, and where each column of it begins, in bytes."""

    entity: Entity
    dtype: np.dtype[np.void]
    offsets: dict[str, int]
    sizes: dict[str, int]

    @property
    def width(self) -> int:
        """Bytes of a record."""
        return self.dtype.itemsize


def columns_of(field: Field) -> dict[str, type[Any]]:
    """The columns of a field, by name, with the type of their values."""
    match field.sort:
        case "truth":
            return {field.name: np.int8}
        case "kind":
            return {field.name: np.int16}
        case "day":
            return {field.name + LEAST: np.int32, field.name + MOST: np.int32}
        case "number":
            kind: type[Any] = np.int16 if field.whole else np.float64
            return {field.name + LEAST: kind, field.name + MOST: kind}
        case "list":
            return {field.name + START: np.int32, field.name + COUNT: np.int16, field.name + COMPLETE: np.int8}
    raise ValueError(f"{field.name}: no such sort {field.sort!r}")


@cache
def layout(name: str) -> Layout:
    """The layout of an entity, by its name. Raises KeyError."""
    entity = ENTITIES[name]
    columns = {column: kind for field in entity.fields for column, kind in columns_of(field).items()}
    if entity is CREDENTIAL:
        columns[PART_SINCE] = np.int32
    # The widest first, so that each stands where the machine reads it at once.
    ordered = sorted(columns.items(), key=lambda item: -np.dtype(item[1]).itemsize)
    dtype = np.dtype(ordered, align=True)
    offsets = {column: dtype.fields[column][1] for column in columns} if dtype.fields else {}
    return Layout(
        entity,
        dtype,
        offsets,
        {column: np.dtype(kind).itemsize for column, kind in columns.items()},
    )


NAMES: Final = tuple(ENTITIES)
PLACES: Final = {name: place for place, name in enumerate(NAMES)}
