"""Days to wait, compiled (see `waiting`)."""

from __future__ import annotations

from typing import Any, Final

from jalon.language.bounds import YES
from jalon.language.calendar import NEVER
from jalon.readings.columns.compiled import compiled
from jalon.readings.columns.memory import days, truths

FAR: Final = 1_000_000
"""Days: never, while the law and the facts stay as they are."""
_YES, _FAR, _NEVER = YES, FAR, NEVER


@compiled
def waited(out: int, found: int, value: int, otherwise: int, count: int) -> None:
    """No day where a truth has a value, else so many."""
    o, v = days(out, count), truths(found, count)
    for i in range(count):
        o[i] = 0 if v[i] == value else otherwise


@compiled
def slower(out: int, a: int, b: int, count: int) -> None:
    """The longer of two waits, or the later of two days."""
    o, x, y = days(out, count), days(a, count), days(b, count)
    for i in range(count):
        o[i] = max(x[i], y[i])


@compiled
def sooner(out: int, a: int, b: int, count: int) -> None:
    """The shorter of two waits, or the earlier of two days."""
    o, x, y = days(out, count), days(a, count), days(b, count)
    for i in range(count):
        o[i] = min(x[i], y[i])


@compiled
def soonest(out: int, waits: int, owners: Any, count: int, least: int) -> None:
    """The shortest wait among the elements of each list, of those that are so many days at least."""
    o, x = days(out, count), days(waits, len(owners))
    o[:] = _FAR
    for j in range(len(owners)):
        if x[j] >= least:
            o[owners[j]] = min(o[owners[j]], x[j])


@compiled
def slowest(out: int, waits: int, complete: int, owners: Any, count: int) -> None:
    """The longest wait among the elements of each list; for ever where some may not be known."""
    o, x, c = days(out, count), days(waits, len(owners)), truths(complete, count)
    for i in range(count):
        o[i] = 0 if c[i] == _YES else _FAR
    for j in range(len(owners)):
        o[owners[j]] = max(o[owners[j]], x[j])


@compiled
def ahead(out: int, edge: int, moved: int, day: int, least: int, more: int, count: int) -> None:
    """The days until a day and some more, so many at least; for ever where it is no day."""
    o, e, x, d = days(out, count), days(edge, count), days(moved, count), days(day, count)
    for i in range(count):
        o[i] = _FAR if e[i] >= _NEVER else max(least, x[i] - d[i] + more)


@compiled
def lacking(out: int, a: int, b: int, measures: int, limit: int, pace: int, sign: int, count: int) -> None:
    """The days until days held come up to a limit (or down to it, with a sign), so many a day at most; one at least."""
    o, x, y = days(out, count), days(a, count), days(b, count)
    for i in range(count):
        held = x[i] + (y[i] if measures > 1 else 0)
        gap = limit - held + pace - 1 if sign > 0 else held - limit
        o[i] = max(1, gap // pace)
