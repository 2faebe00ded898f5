"""The yardstick: the small rule in NumPy, by hand, one thread.

Days are those of NumPy, or else whole numbers of 32 bits, as Arrow keeps them, which is quicker and asks for more care.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from contestant import Ready, Trials, main, three_columns, timed, verdicts
from population import (
    ADULT_MONTHS,
    FACTS,
    LEVELS,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_COLUMNS,
    SPELL_DAYS,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    Column,
    People,
    minus_months,
    one_day_minus,
    read,
)

_LABEL: Final = "NumPy by hand"
_BY_DAY: Final = "NumPy by hand, cut-offs by day"
_WHOLE: Final = ", days as whole numbers"
_QUALIFIES: Final = np.isin(LEVELS, QUALIFYING)
# The filing days, and a number of months: the day so many months before.
Before = Callable[[Column, int], Any]
Form = Callable[[People], People]


def as_they_are(columns: People) -> People:
    """The columns, with days as NumPy has them."""
    return columns


def whole_days(columns: People) -> People:
    """The columns, with days as whole numbers since 1970."""
    return {name: _whole(column) if column.dtype.kind == "M" else column for name, column in columns.items()}


def _whole(days: Column) -> Column:
    return days.astype(np.int64).astype(np.int32)


def one_day(filed: Column, months: int) -> Any:
    """The cut-off of workload S, in the form of the filing days."""
    day = one_day_minus(months)
    return day if filed.dtype.kind == "M" else np.int32(day.astype(int))


def looked_up(filed: Column, months: int) -> Column:
    """Calendar arithmetic once for each day of the calendar, then looked up."""
    first, last = filed.min(), filed.max()
    if filed.dtype.kind == "M":
        return minus_months(np.arange(first, last + 1), months).take((filed - first).view(np.int64))
    days = np.arange(first, last + 1).astype("datetime64[D]")
    return _whole(minus_months(days, months)).take(filed - first)


def conditions(columns: People, before: Before) -> list[Column]:
    """The five conditions, in the order of the bits."""
    return [
        columns["birth"] <= before(columns["filed"], ADULT_MONTHS),
        _QUALIFIES.take(columns["level"]),
        columns["diploma"] >= before(columns["filed"], WINDOW_MONTHS),
        columns["months"] >= WORK_MONTHS,
        columns["oral"] >= ORAL_LEVEL,
    ]


def eligible(columns: People, before: Before) -> Column:
    """Workloads S and R."""
    out, *others = conditions(columns, before)
    for other in others:
        out &= other
    return out


def with_missing(columns: People, before: Before) -> tuple[Column, Column, Column]:
    """Workload U: verdict, failing, missing."""
    failing = np.zeros(len(columns["birth"]), np.uint8)
    missing = np.zeros(len(columns["birth"]), np.uint8)
    for bit, (fact, held) in enumerate(zip(FACTS, conditions(columns, before), strict=True)):
        unknown = columns[f"{fact}_missing"]
        failing |= (~(held | unknown)).view(np.uint8) << bit
        missing |= unknown.view(np.uint8) << bit
    # 1 and no more where nothing fails, 1 more where something is missing: 0, 1 or 2.
    verdict = ((missing != 0).view(np.uint8) + np.uint8(1)) * (failing == 0)
    return verdict, failing, missing


def enough_work(filed: Column, spells: People, before: Before) -> Column:
    """Workload J."""
    person = spells["person"]
    opens = before(filed, SPELL_WINDOW_MONTHS).take(person)
    inside = np.minimum(spells["ended"], filed.take(person)) - np.maximum(spells["started"], opens)
    days = inside.view(np.int64) if inside.dtype.kind == "m" else inside
    days += 1
    np.maximum(days, 0, out=days)
    days *= spells["qualifying"]
    return np.bincount(person, weights=days, minlength=len(filed)) >= SPELL_DAYS


def _plain(label: str, before: Before, form: Form = as_they_are) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        given = read(folder, *FACTS, "filed")
        columns, ingest = timed(lambda: form(given))
        return Ready(label, ingest, lambda: eligible(columns, before), verdicts, len(columns["filed"]))

    return ready


def _missing(label: str, before: Before, form: Form = as_they_are) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        given = read(folder, *FACTS, *(f"{fact}_missing" for fact in FACTS), "filed")
        columns, ingest = timed(lambda: form(given))
        return Ready(
            label,
            ingest,
            lambda: with_missing(columns, before),
            lambda made: three_columns(*made),
            len(columns["filed"]),
        )

    return ready


def _spells(label: str, before: Before, form: Form = as_they_are) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        given = read(folder, "filed", *(f"job_{name}" for name in SPELL_COLUMNS))

        def make() -> tuple[Column, People]:
            columns = form(given)
            spells = {name: columns[f"job_{name}"] for name in SPELL_COLUMNS}
            # Numbers of rows have 64 bits in NumPy.
            return columns["filed"], spells | {"person": spells["person"].astype(np.intp)}

        (filed, spells), ingest = timed(make)
        return Ready(label, ingest, lambda: enough_work(filed, spells, before), verdicts, len(filed))

    return ready


TRIALS: Final[Trials] = {
    "S": _plain(_LABEL, one_day),
    "S, whole": _plain(_LABEL + _WHOLE, one_day, whole_days),
    "R": _plain(_LABEL, minus_months),
    "R, by day": _plain(_BY_DAY, looked_up),
    "R, by day, whole": _plain(_BY_DAY + _WHOLE, looked_up, whole_days),
    "U": _missing(_LABEL, minus_months),
    "U, by day": _missing(_BY_DAY, looked_up),
    "U, by day, whole": _missing(_BY_DAY + _WHOLE, looked_up, whole_days),
    "J": _spells(_LABEL, minus_months),
    "J, by day": _spells(_BY_DAY, looked_up),
    "J, by day, whole": _spells(_BY_DAY + _WHOLE, looked_up, whole_days),
}

if __name__ == "__main__":
    main("numpy", TRIALS, ["numpy"])
