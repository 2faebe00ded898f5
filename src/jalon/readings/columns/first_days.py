"""The first day on which each of many people would qualify: from a day on, under the law as it is known.

The same answer as asking on every day (a test asks), without asking on every day: each condition that is not met says how
long it makes one wait, at least (see `waiting`). Facts stay as they are and go on, as in `jalon when`.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import expressions as x
from jalon.language.statutes import Intake, Programme, Version
from jalon.law import PROGRAMMES
from jalon.readings.columns.calendars import Calendar
from jalon.readings.columns.compiling import simplified_version, stretches_of
from jalon.readings.columns.performing import People, Performance, each
from jalon.readings.columns.programs import Builder, Library, Program
from jalon.readings.columns.simplifying import Simplifier
from jalon.readings.columns.tables import Tables
from jalon.readings.columns.waiting import waiting_program
from jalon.readings.columns.waiting_kernels import FAR
from jalon.readings.decide.decision import UnknownProgrammeError, View

NOT_FOUND: Final = 0
"""In place of a day: none up to the last one asked about."""

Days = NDArray[np.int32]


@dataclass(frozen=True)
class _Stretch:
    """Days with one version and one state of intake; `eligible` is none where applications surely are not received, or
    where it is not known that they are."""

    first: int
    last: int
    conditions: Program
    eligible: Program | None


@dataclass(frozen=True)
class _Law:
    stretches: tuple[_Stretch, ...]
    calendar: Calendar


_laws: dict[tuple[int, str], tuple[Programme, _Law]] = {}
_writing: Final = RLock()


def first_days(
    people: Tables,
    since: Days,
    last: int,
    programme: str | Programme,
    *,
    intake: bool = True,
    view: View = "as-applied",
) -> Days:
    """The first filing day (ordinal) from `since` on, one a person, on which each surely qualifies; `NOT_FOUND` where none
    does up to `last`.

    With `intake`, applications must surely be received that day too; past the day to which the law was looked up it is
    not known, so no day is given. Raises `UnknownProgrammeError`.
    """
    if isinstance(programme, str):
        if programme not in PROGRAMMES:
            raise UnknownProgrammeError(programme)
        programme = PROGRAMMES[programme]
    since = np.ascontiguousarray(since, np.int32)
    if since.shape != (len(people),):
        raise ValueError(f"{len(people)} people need as many days to begin from; {since.shape} were given")
    found = np.full(len(people), NOT_FOUND, np.int32)
    if not len(people) or last < since.min():
        return found
    law = _law(programme, view)
    first = int(since.min())
    for stretch in law.stretches:
        program = stretch.eligible if intake else stretch.conditions
        if program is None or stretch.last < first or stretch.first > last:
            continue
        rows = np.flatnonzero((found == NOT_FOUND) & (since <= stretch.last)).astype(np.int32)
        _search(program, people, rows, since, law.calendar, (stretch.first, min(stretch.last, last)), found)
    return found


def _search(
    program: Program, people: Tables, rows: Days, since: Days, calendar: Calendar, span: tuple[int, int], found: Days
) -> None:
    """From day to day, as far as what is lacking allows."""
    days, waits = np.maximum(since, span[0]), np.zeros(len(people), np.int32)
    performance = Performance(Library((program,)), People(people, days, span), calendar, [waits])

    def block(first: int, count: int) -> None:
        some = rows[first : first + count]
        while len(some):
            performance(some)
            wait = waits[some]
            there = some[wait == 0]
            found[there] = days[there]
            some = some[(wait > 0) & (wait < FAR)]
            days[some] += waits[some]
            some = some[days[some] <= span[1]]

    each(block, len(rows))


def _law(programme: Programme, view: View) -> _Law:
    key = id(programme), view
    # Several threads may ask at once: the law is written once.
    with _writing:
        if key not in _laws:
            _laws[key] = programme, _written(programme, view)
        return _laws[key][1]


def _written(programme: Programme, view: View) -> _Law:
    (stretches,) = stretches_of((programme,), view)
    spans: list[tuple[int, int, Version, Intake | None]] = [
        (max(first, period.first), min(last, period.last, programme.last_checked), version, period)
        for first, last, (version,) in stretches
        for period in programme.intake
        if version is not None
    ]
    spans += [
        (max(first, programme.last_checked + 1), last, version, None)
        for first, last, (version,) in stretches
        if version is not None
    ]
    asked: list[tuple[int, int, list[x.Truth], Intake | None]] = []
    for first, last, version, period in sorted(
        (span for span in spans if span[0] <= span[1]), key=lambda span: span[0]
    ):
        assert isinstance(version, Version)
        shorter = simplified_version(version, first, last)
        assert shorter is not None
        asked.append((first, last, [condition.expr for condition in shorter.conditions], period))
    excepted = {
        place: Simplifier((first, last)).truth(period.unless)
        for place, (first, last, _, period) in enumerate(asked)
        if period is not None and period.state == "closed" and period.unless is not None
    }
    calendar, made = Calendar(), []
    for place, (first, last, nodes, period) in enumerate(asked):
        conditions = _program(nodes, calendar)
        received = period is not None and period.state == "open"
        except_for = _program([excepted[place], *nodes], calendar) if place in excepted else None
        made.append(_Stretch(first, last, conditions, conditions if received else except_for))
    return _Law(tuple(made), calendar)


def _program(nodes: list[x.Truth], calendar: Calendar) -> Program:
    return waiting_program(nodes, Builder(calendar, one_day=False))
