"""People as tables: records of bounds (`jalon.readings.bounded`) laid end to end (see `layout`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jalon.language.calendar import NEVER
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.readings.bounded import Record
from jalon.readings.columns.layout import NAMES, PART_SINCE, layout

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tables:
    """Every table in one array of whole numbers and one of real numbers; people come first, a row each. `most` is the
    greatest number of spells that a measure of one person may need."""

    ints: Ints
    floats: Floats
    count: int
    most: int

    def __len__(self) -> int:
        return self.count


@dataclass
class _Rows:
    """The rows of one entity while they are being laid."""

    ints: list[list[int]] = field(default_factory=list)
    floats: list[list[float]] = field(default_factory=list)


def tables_of(people: Iterable[Record]) -> Tables:
    """The tables of some people, given as records of bounds."""
    rows = {name: _Rows() for name in NAMES}
    for person in people:
        _lay([person], PERSON.name, rows)
    ints = {n: np.array(rows[n].ints, np.int32).reshape(len(rows[n].ints), layout(n).int_width) for n in NAMES}
    floats = {n: np.array(rows[n].floats, np.float64).reshape(len(rows[n].ints), layout(n).float_width) for n in NAMES}
    return packed(ints, floats)


def packed(ints: Mapping[str, Ints], floats: Mapping[str, Floats]) -> Tables:
    """Tables whose lists name the row of their first element, laid end to end. The tables given are changed."""
    int_base, float_base = _bases(ints), _bases(floats)
    most = 1
    for name in NAMES:
        of = layout(name)
        for one in of.entity.fields:
            if one.sort == "list":
                at, inner = of.ints[one.name], layout(one.entity)
                first = ints[name][:, at].copy()
                ints[name][:, at] = int_base[one.entity] + first * inner.int_width
                ints[name][:, at + 1] = float_base[one.entity] + first * inner.float_width
                if len(first) and one.name in ("jobs", "leaves"):
                    most += int(ints[name][:, at + 2].max()) * (1 if one.name == "jobs" else 2)
    return Tables(
        np.concatenate([ints[name].ravel() for name in NAMES]),
        np.concatenate([floats[name].ravel() for name in NAMES]),
        len(ints[PERSON.name]),
        most,
    )


def _bases(tables: Mapping[str, NDArray[np.generic]]) -> dict[str, int]:
    """Where each table begins, people first."""
    bases, at = {}, 0
    for name in NAMES:
        bases[name] = at
        at += tables[name].size
    return bases


def _lay(records: Iterable[Record], name: str, rows: dict[str, _Rows]) -> tuple[int, int]:
    """Lay the elements of a list side by side; gives the row of the first and their number."""
    of, here = layout(name), rows[name]
    start = len(here.ints)
    laid = []
    for record in records:
        ints, floats = [0] * of.int_width, [0.0] * of.float_width
        here.ints.append(ints)
        here.floats.append(floats)
        laid.append((record, ints, floats))
    joined = _joined_since([record for record, _, _ in laid]) if name == CREDENTIAL.name else {}
    for record, ints, floats in laid:
        for place, one in enumerate(of.entity.fields):
            value = record[place]
            if one.sort == "number":
                floats[of.floats[one.name] : of.floats[one.name] + 2] = value
            elif one.sort == "day":
                ints[of.ints[one.name] : of.ints[one.name] + 2] = value
            elif one.sort == "list":
                inner, complete = value
                at = of.ints[one.name]
                first, count = _lay(inner, one.entity, rows)
                ints[at], ints[at + 2], ints[at + 3] = first, count, complete
            else:
                ints[of.ints[one.name]] = value
        if name == CREDENTIAL.name:
            alone = len(record[-1]) == 1
            ints[of.ints[PART_SINCE]] = joined.get(record[-1][0], NEVER + 1) if alone else NEVER + 1
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
