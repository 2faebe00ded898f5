"""People as tables: what records of bounds (`jalon.readings.bounded`) hold, a column a bound, one table an entity (see
`layout`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.calendar import NEVER
from jalon.language.vocabulary import CREDENTIAL, ENTITIES, PERSON, Field
from jalon.readings.bounded import Record
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, NAMES, PART_SINCE, START, TYPES, Layout, layout

# How many spells one element of a list may bring to a measure: a job one, each of its leaves one more on either side.
_SPELLS: Final = {("person", "jobs"): 1, ("job", "leaves"): 2}
# Elements that are looked at before all are.
_FEW: Final = 256


@dataclass(frozen=True)
class Table:
    """The columns of an entity: those of each type are the rows of one array (`layout.TYPES`). `table[name]` is a column,
    which shares the memory of the table."""

    of: Layout
    truths: NDArray[np.int8]
    kinds: NDArray[np.int16]
    days: NDArray[np.int32]
    reals: NDArray[np.float64]

    def __len__(self) -> int:
        return int(self.truths.shape[1])

    def __getitem__(self, name: str) -> NDArray[Any]:
        kinds = dict(zip(TYPES, self.arrays, strict=True))
        column: NDArray[Any] = kinds[self.of.types[name]][self.of.places[name]]
        return column

    def __setitem__(self, name: str, values: Any) -> None:
        self[name][...] = values

    @property
    def arrays(self) -> tuple[NDArray[Any], ...]:
        """The arrays of every type, in the order of `layout.TYPES`."""
        return self.truths, self.kinds, self.days, self.reals

    def part(self, which: slice) -> Table:
        """Rows that stand one after the other, sharing the memory of the table."""
        return Table(self.of, *(array[:, which] for array in self.arrays))

    def only(self, rows: NDArray[Any]) -> Table:
        """A copy of some rows, told by their numbers or by truths."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Table(self.of, *(array.take(places, axis=1) for array in self.arrays))


def blank_table(name: str, rows: int) -> Table:
    """The table of an entity with so many rows of zeros."""
    of = layout(name)
    return Table(of, *(np.zeros((of.count(kind), rows), kind) for kind in TYPES))


@dataclass(frozen=True)
class Tables:
    """The table of each entity, by name; `most` is the greatest number of spells that a measure of one person may need.
    `known` names the columns of the most that are the same as those of the least, `alone` those of the number of elements
    of lists that are of one element each, in order: what need not be read."""

    records: Mapping[str, Table]
    most: int
    known: frozenset[tuple[str, str]]
    alone: frozenset[tuple[str, str]]

    def __len__(self) -> int:
        return len(self.records[PERSON.name])

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the arrays of every table are, in the order of `layout.NAMES` and then of `layout.TYPES`: the address of
        each, and the bytes from one column to the next."""
        arrays = [array for name in NAMES for array in self.records[name].arrays]
        return (
            np.array([array.ctypes.data for array in arrays], np.int64),
            np.array([array.strides[0] for array in arrays], np.int64),
        )


def packed(records: Mapping[str, Table]) -> Tables:
    """Tables from that of each entity (none given: no such element)."""
    whole = {name: records[name] if name in records else blank_table(name, 0) for name in NAMES}
    most = 1
    for (name, field), spells in _SPELLS.items():
        if len(whole[name]):
            most += spells * int(whole[name][field + COUNT].max()) * (1 if name == PERSON.name else _jobs(whole))
    fields = [(name, whole[name], field) for name, entity in ENTITIES.items() for field in entity.fields]
    known = {(name, field.name + MOST) for name, table, field in fields if _is_known(table, field)}
    alone = {(name, field.name + COUNT) for name, table, field in fields if _has_one_each(table, field)}
    return Tables(whole, most, frozenset(known), frozenset(alone))


def _is_known(table: Table, field: Field) -> bool:
    """Whether a day or a number is known of every element."""
    if field.sort not in ("day", "number"):
        return False
    least, most = table[field.name + LEAST], table[field.name + MOST]
    # Most that are not known of all are not of the first ones either.
    return np.array_equal(least[:_FEW], most[:_FEW]) and np.array_equal(least, most)


def _has_one_each(table: Table, field: Field) -> bool:
    """Whether every element has a list of one, and these stand in its order."""
    if field.sort != "list" or not len(table):
        return False
    counts, starts = table[field.name + COUNT], table[field.name + START]
    one_each = (counts[:_FEW] == 1).all() and (counts == 1).all()
    return bool(one_each and (np.diff(starts) == 1).all())


def _jobs(records: Mapping[str, Table]) -> int:
    return int(records[PERSON.name]["jobs" + COUNT].max())


def tables_of(people: Iterable[Record]) -> Tables:
    """The tables of some people, given as records of bounds."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for person in people:
        _lay([person], PERSON.name, rows)
    made = {}
    for name in NAMES:
        made[name] = blank_table(name, len(rows[name]))
        for column in layout(name).types:
            made[name][column] = [row[column] for row in rows[name]]
    return packed(made)


def _lay(records: Iterable[Record], name: str, rows: dict[str, list[dict[str, Any]]]) -> tuple[int, int]:
    """Lay the elements of a list side by side; gives the row of the first and their number."""
    of, here = layout(name), rows[name]
    start = len(here)
    laid: list[tuple[Record, dict[str, Any]]] = [(record, {}) for record in records]
    here += [row for _, row in laid]
    joined = _joined_since([record for record, _ in laid]) if name == CREDENTIAL.name else {}
    for record, row in laid:
        for place, one in enumerate(of.entity.fields):
            value = record[place]
            if one.sort in ("number", "day"):
                row[one.name + LEAST], row[one.name + MOST] = value
            elif one.sort == "list":
                inner, complete = value
                row[one.name + START], row[one.name + COUNT] = _lay(inner, one.entity, rows)
                row[one.name + COMPLETE] = complete
            else:
                row[one.name] = value
        if name == CREDENTIAL.name:
            alone = len(record[-1]) == 1
            row[PART_SINCE] = joined.get(record[-1][0], NEVER + 1) if alone else NEVER + 1
    return start, len(laid)


def _joined_since(credentials: list[Record]) -> dict[int, int]:
    """For each row of the file that is part of a DEP and an ASP seen as one, the day from which the two are done."""
    completed = CREDENTIAL.index["completed_on"]
    since: dict[int, int] = {}
    for credential in credentials:
        if len(credential[-1]) > 1:
            for row in credential[-1]:
                since[row] = min(since.get(row, NEVER + 1), credential[completed][0])
    return since
