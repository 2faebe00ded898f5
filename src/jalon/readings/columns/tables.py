"""People as tables: records of bounds (`jalon.readings.bounded`) in structured arrays, one an entity (see `layout`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.calendar import NEVER
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.readings.bounded import Record
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, NAMES, PART_SINCE, START, layout

Records = NDArray[np.void]
# How many spells one element of a list may bring to a measure: a job one, each of its leaves one more on either side.
_SPELLS: Final = {("person", "jobs"): 1, ("job", "leaves"): 2}


@dataclass(frozen=True)
class Tables:
    """The table of each entity, by name; `most` is the greatest number of spells that a measure of one person may need."""

    records: Mapping[str, Records]
    most: int

    def __len__(self) -> int:
        return len(self.records[PERSON.name])


def packed(records: Mapping[str, Records]) -> Tables:
    """Tables from the records of each entity (none given: no such element), laid as `layout` says."""
    whole = {
        name: np.ascontiguousarray(records[name]) if name in records else np.zeros(0, layout(name).dtype)
        for name in NAMES
    }
    most = 1
    for (name, field), spells in _SPELLS.items():
        if len(whole[name]):
            most += spells * int(whole[name][field + COUNT].max()) * (1 if name == PERSON.name else _jobs(whole))
    return Tables(whole, most)


def _jobs(records: Mapping[str, Records]) -> int:
    return int(records[PERSON.name]["jobs" + COUNT].max())


def tables_of(people: Iterable[Record]) -> Tables:
    """The tables of some people, given as records of bounds."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for person in people:
        _lay([person], PERSON.name, rows)
    made = {}
    for name in NAMES:
        made[name] = np.zeros(len(rows[name]), layout(name).dtype)
        for column in layout(name).offsets:
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
