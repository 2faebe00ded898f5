"""Where each fact of an entity stands in its table.

An entity has two tables with one row an element: whole numbers (truths, kinds as bit sets, days as ordinals, lists) and
real numbers (least, most). A day and a number take two columns. A list takes four: where its first element begins in the
whole numbers and in the real ones, how many elements it has, the truth of being complete. The elements of one list stand
side by side in the table of their entity. All the tables are laid end to end in one array of each sort, so that a written
function takes two arrays and the two places of a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from jalon.language.vocabulary import CREDENTIAL, ENTITIES, Entity

_WIDTHS: Final = {"truth": 1, "kind": 1, "day": 2, "list": 4}
# A column more of the credentials: from which day on it is a part of a DEP and an ASP seen as one.
PART_SINCE: Final = "part_since"


@dataclass(frozen=True)
class Layout:
    """Columns of an entity: the first one of each field, in the whole numbers or in the real ones."""

    entity: Entity
    ints: dict[str, int]
    floats: dict[str, int]
    int_width: int
    float_width: int


@cache
def layout(name: str) -> Layout:
    """The layout of an entity, by its name. Raises KeyError."""
    entity = ENTITIES[name]
    ints: dict[str, int] = {}
    floats: dict[str, int] = {}
    int_width = float_width = 0
    for field in entity.fields:
        if field.sort == "number":
            floats[field.name] = float_width
            float_width += 2
        else:
            ints[field.name] = int_width
            int_width += _WIDTHS[field.sort]
    if entity is CREDENTIAL:
        ints[PART_SINCE] = int_width
        int_width += 1
    return Layout(entity, ints, floats, int_width, float_width)


NAMES: Final = tuple(ENTITIES)
