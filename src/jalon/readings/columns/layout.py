"""Where each fact stands in the table of an entity.

A table has its columns side by side, each a run of values of one type: truths in one byte, kinds (bit sets) in two, days as
ordinals in four, numbers in two (whole ones) or eight. A day and a number have their least and their most; a list the row
at which it starts in the table of its entity, how many elements it has, and the truth of its being complete: the elements
of one list stand one after the other.
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
TYPES: Final[tuple[type[Any], ...]] = (np.int8, np.int16, np.int32, np.float64)
"""The types of columns: truths, kinds, days, reals."""


@dataclass(frozen=True)
class Layout:
    """The columns of an entity: the type of each, and its place among those of the same type."""

    entity: Entity
    types: dict[str, type[Any]]
    places: dict[str, int]

    def size(self, column: str) -> int:
        """Bytes of one value."""
        return np.dtype(self.types[column]).itemsize

    def place(self, column: str) -> tuple[int, int]:
        """The number of the array of a column among those of all tables, and the place of the column in it."""
        return len(TYPES) * NAMES.index(self.entity.name) + TYPES.index(self.types[column]), self.places[column]

    def count(self, kind: type[Any]) -> int:
        """How many columns are of a type."""
        return sum(one is kind for one in self.types.values())


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
    types = {column: kind for field in entity.fields for column, kind in columns_of(field).items()}
    if entity is CREDENTIAL:
        types[PART_SINCE] = np.int32
    places: dict[str, int] = {}
    for kind in TYPES:
        places |= {column: place for place, column in enumerate(name for name, of in types.items() if of is kind)}
    return Layout(entity, types, places)


NAMES: Final = tuple(ENTITIES)
