"""Deciding many people at once: the same verdicts as `jalon.readings.decide`, as columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.readings.columns.compiling import CompiledLaw, Run, compiled_law, condition_bits
from jalon.readings.columns.kernels import Scratch, calendar_rows
from jalon.readings.columns.layout import NAMES
from jalon.readings.columns.running import RESULTS
from jalon.readings.columns.tables import Tables
from jalon.readings.decide.decision import UnknownProgrammeError, View

# People handed to a thread at once: their records stay in its cache.
_BLOCK: Final = 8_192
_INTAKE: Final = {"open": YES, "unknown": MAYBE}

Days = NDArray[np.int32]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Verdicts:
    """The decisions of a stream, a row a person: `conditions`, `intake` and `outcome` (2 met, 1 undetermined, 0 not
    met), the sets of `failing` and `undetermined` conditions, a bit each (see `compiling.condition_bits`), intake apart,
    and the months asked for, surely and possibly counted (see `jalon.readings.decide.months`; -1 where none are)."""

    conditions: NDArray[np.int8]
    intake: NDArray[np.int8]
    outcome: NDArray[np.int8]
    failing: NDArray[np.int64]
    undetermined: NDArray[np.int64]
    months_needed: NDArray[np.int16]
    months_least: NDArray[np.int16]
    months_most: NDArray[np.int16]

    def names(self, sets: NDArray[np.int64], row: int) -> tuple[str, ...]:
        """The ids of the conditions in a set of one person."""
        return tuple(id for id, bit in condition_bits().items() if sets[row] >> bit & 1)


def decide_columns(people: Tables, filed_on: Days, programme: str | Programme, view: View = "as-applied") -> Verdicts:
    """Decide people under one stream (see `decide_streams`)."""
    return decide_streams(people, filed_on, (programme,), view)[0]


def decide_streams(
    people: Tables, filed_on: Days, programmes: Sequence[str | Programme], view: View = "as-applied"
) -> tuple[Verdicts, ...]:
    """Decide people under some streams, each on a filing day of their own (ordinals, one a person).

    One run may mix days, and so versions of the law. Raises `UnknownProgrammeError`, and ValueError when there is not
    one day a person.
    """
    streams = tuple(_programme(one) for one in programmes)
    days = np.ascontiguousarray(filed_on, np.int32)
    if days.shape != (len(people),):
        raise ValueError(f"{len(people)} people need as many filing days; {days.shape} were given")
    law = compiled_law(streams)
    columns = [{name: _blank(name, len(days)) for name in RESULTS} for _ in streams]
    run = _Runner(law, view, people, days)
    if len(days):
        run.each_stretch(columns)
    return tuple(
        _verdicts(found, _intake(place, stream, run))
        for place, (stream, found) in enumerate(zip(streams, columns, strict=True))
    )


def _programme(one: str | Programme) -> Programme:
    if isinstance(one, Programme):
        return one
    if one not in PROGRAMMES:
        raise UnknownProgrammeError(one)
    return PROGRAMMES[one]


def _blank(name: str, count: int) -> NDArray[Any]:
    """A column before anything is decided: not met, and no months measured."""
    return np.full(count, -1 if name.startswith("months") else NO, RESULTS[name])


def _verdicts(found: dict[str, NDArray[Any]], intake: NDArray[np.int8]) -> Verdicts:
    return Verdicts(intake=intake, outcome=np.minimum(found["conditions"], intake), **found)


class _Runner:
    """Runs compiled functions over people, in blocks, on every core."""

    def __init__(self, law: CompiledLaw, view: View, people: Tables, days: Days) -> None:
        self.law = law
        self._stretches = law.stretches[view]
        self.days = days
        self._people = people
        self._tables = np.array([people.records[name].ctypes.data for name in NAMES], np.int64)
        self.first = int(days.min()) if len(days) else 1
        span = int(days.max()) - self.first + 1 if len(days) else 0
        self.span = span
        self._calendar = np.zeros((span, max(1, len(law.moves))), np.int32)
        calendar_rows(self.first, self._calendar[:, : len(law.moves)], law.moves)

    def each_stretch(self, columns: Sequence[dict[str, NDArray[Any]]]) -> None:
        """Decide everybody, each under the stretch of their filing day, into columns that are there."""
        out = np.array([column[name].ctypes.data for column in columns for name in RESULTS], np.int64)
        # The calendar of stretches: the number of the one that each day of the span is in.
        starts = np.array([stretch.first for stretch in self._stretches], np.int64)
        of_day = (np.searchsorted(starts, np.arange(self.first, self.first + self.span), side="right") - 1).astype(
            np.int8
        )

        if len(only := np.unique(of_day)) == 1:
            # One stretch for all, and nothing to sort.
            run = self._stretches[only[0]].run
            if run is not None:
                rows = np.arange(len(self.days), dtype=np.int32)
                _each(lambda start: self._call(run, rows[start : start + _BLOCK], out), range(0, len(rows), _BLOCK))
            return

        def block(start: int) -> None:
            part = of_day[self.days[start : start + _BLOCK] - self.first]
            order = np.argsort(part, kind="stable")
            rows = (order + start).astype(np.int32)
            edges = np.flatnonzero(np.diff(part[order])) + 1
            for some in np.split(rows, edges):
                run = self._stretches[of_day[self.days[some[0]] - self.first]].run
                if run is not None:
                    self._call(run, some, out)

        _each(block, range(0, len(self.days), _BLOCK))

    def exceptions(self, run: Run, rows: Rows, column: NDArray[np.int8]) -> None:
        """Fill a column with the truths of an exception, for some people."""
        out = np.array([column.ctypes.data], np.int64)
        _each(lambda start: self._call(run, rows[start : start + _BLOCK], out), range(0, len(rows), _BLOCK))

    def _call(self, run: Run, rows: Rows, out: NDArray[np.int64]) -> None:
        scratch = Scratch(self._people.most, self.law.kept)
        run(
            self._tables.ctypes.data,
            scratch.address,
            self._calendar.ctypes.data,
            self._calendar.shape[1],
            self.first,
            rows.ctypes.data,
            len(rows),
            self.days.ctypes.data,
            out.ctypes.data,
        )


def _each(act: Callable[[int], None], starts: Sequence[int]) -> None:
    workers = min(len(starts), os.cpu_count() or 1)
    if workers < 2:
        for start in starts:
            act(start)
        return
    with ThreadPoolExecutor(workers) as threads:
        # The list is made so that an error in a thread is raised here.
        list(threads.map(act, starts))


def _intake(place: int, programme: Programme, run: _Runner) -> NDArray[np.int8]:
    """Whether applications are received from each person on their filing day."""
    of_day = np.full(run.span, NO, np.int8)
    excepted = []
    for number, period in enumerate(programme.intake):
        inside = slice(max(0, period.first - run.first), max(0, period.last + 1 - run.first))
        if period.unless is None or period.state in _INTAKE:
            of_day[inside] = _INTAKE.get(period.state, NO)
        elif inside.start < min(inside.stop, run.span):
            excepted.append((number, period))
    of_day[max(0, programme.last_checked + 1 - run.first) :] = MAYBE
    out = of_day[run.days - run.first]
    for number, period in excepted:
        last = min(period.last, programme.last_checked)
        rows = np.flatnonzero((run.days >= period.first) & (run.days <= last)).astype(np.int32)
        if len(rows):
            run.exceptions(run.law.exceptions[place, number], rows, out)
    return out
