"""How the reading over days works: environments with an array of filing days, functions made of expressions, and the
arithmetic of days that may be plain or by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import expressions as x
from jalon.language.calendar import EARLIEST, NEVER, add_months
from jalon.readings.bounded import Record

Days = NDArray[np.int64]
Truths = NDArray[np.int8]
# Plain or by day.
Value = Any
Env = list[Any]
Run = Callable[[Env], Value]

DAYS: Final = 8
ENV_SIZE: Final = 9
_EPOCH: Final = date(1970, 1, 1).toordinal()


def environment(person: Record, days: Days, credential: Record | None = None) -> Env:
    """The environment of a person on an array of filing days (ordinals)."""
    env: Env = [None] * ENV_SIZE
    env[0], env[1], env[DAYS] = person, credential, days
    return env


# What makes the function of each operator; filled by `over_days` and `days_measures`.
MAKERS: Final[dict[type[x.Expr], Callable[[Any], Run]]] = {}
_compiled: dict[x.Expr, Run] = {}


def compiled(node: x.Expr) -> Run:
    """The function that evaluates an expression over days; an operator this reading lacks is a TypeError."""
    run = _compiled.get(node)
    if run is None:
        maker = MAKERS.get(type(node))
        if maker is None:
            raise TypeError(f"the reading over days has no operator {type(node).__name__}")
        run = _compiled[node] = maker(node)
    return run


# The last array of filing days and what its shifts are: every window and every age asks for the same few again.
_shifts: list[tuple[Days | None, dict[int, Days]]] = [(None, {})]


def shifted_filing(days: Days, count: int) -> Days:
    """`shifted_months` of the filing days themselves, kept while the same array is asked about."""
    held, known = _shifts[0]
    if held is not days:
        known = {}
        _shifts[0] = (days, known)
    if count not in known:
        known[count] = shifted_months(days, count)
    return known[count]


def shifted_months(days: Value, count: int) -> Value:
    """`add_months` for a day or for an array of days of the calendar."""
    if not isinstance(days, np.ndarray):
        return add_months(int(days), count)
    within = np.clip(days, EARLIEST + 400, NEVER - 400)
    start = (within - _EPOCH).astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    place = (start - month.astype("datetime64[D]")).astype(np.int64)
    target = month + count
    first = target.astype("datetime64[D]")
    length = ((target + 1).astype("datetime64[D]") - first).astype(np.int64)
    moved: Days = first.astype(np.int64) + _EPOCH + np.minimum(place, length - 1)
    return np.where((days <= EARLIEST) | (days >= NEVER), days, moved)
