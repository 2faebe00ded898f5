"""Deciding many people at once: the same verdicts as `jalon.readings.decide`, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.compiling import CompiledLaw, compiled_law
from jalon.readings.columns.performing import People, Performance, each
from jalon.readings.columns.programs import Program
from jalon.readings.columns.running import RESULTS
from jalon.readings.columns.tables import Tables
from jalon.readings.decide.decision import UnknownProgrammeError, View

_INTAKE: Final = {"open": YES, "unknown": MAYBE}
_BLANK: Final = {"months_needed": -1, "months_least": -1, "months_most": -1}

Days = NDArray[np.int32]
Rows = NDArray[np.int32]


@dataclass(frozen=True)
class Verdicts:
    """The decisions of a stream, a row a person: `conditions`, `intake` and `outcome` (2 met, 1 undetermined, 0 not
    met), the sets of `failing` and `undetermined` conditions, a bit each (see `bits.condition_bits`), intake apart,
    and the months asked for, surely and possibly counted (see `jalon.readings.decide.months`; -1 where none are)."""

    conditions: NDArray[np.int8]
    intake: NDArray[np.int8]
    outcome: NDArray[np.int8]
    failing: NDArray[np.int32]
    undetermined: NDArray[np.int32]
    months_needed: NDArray[np.int16]
    months_least: NDArray[np.int16]
    months_most: NDArray[np.int16]

    def names(self, sets: NDArray[np.int32], row: int) -> tuple[str, ...]:
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
    columns = [{name: np.empty(len(days), kind) for name, kind in RESULTS.items()} for _ in streams]
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


def _verdicts(found: dict[str, NDArray[Any]], intake: NDArray[np.int8]) -> Verdicts:
    return Verdicts(intake=intake, outcome=np.minimum(found["conditions"], intake), **found)


class _Runner:
    """Runs the programs of a law over people, on every core."""

    def __init__(self, law: CompiledLaw, view: View, people: Tables, days: Days) -> None:
        self.law = law
        self._stretches = law.stretches[view]
        self.days = days
        self.people = People(people, days)
        self.first = self.people.first
        self.span = self.people.last - self.first + 1

    def each_stretch(self, columns: Sequence[dict[str, NDArray[Any]]]) -> None:
        """Decide everybody, each under the stretch of their filing day, into columns that are there."""
        starts = np.array([stretch.first for stretch in self._stretches], np.int64)
        of_day = np.searchsorted(starts, np.arange(self.first, self.first + self.span), side="right") - 1
        # The stretches that anybody may be in, then the one of each day among those.
        stretches = self._stretches[of_day[0] : of_day[-1] + 1]
        of_day -= of_day[0]
        programs = [self.law.program(stretch, one_day=self.span == 1) for stretch in stretches]
        out = [column[name] for column in columns for name in RESULTS]
        for place in range(len(columns)):
            # Where a stream is not in force, nothing is written.
            if not all(stretch.versions[place] for stretch in stretches):
                for name, column in columns[place].items():
                    column[:] = _BLANK.get(name, NO)
        if not any(programs):
            return
        library = self.law.library(tuple(programs))
        numbers = of_day.astype(np.int8) if len(programs) > 1 else None
        performance = Performance(library, self.people, self.law.calendar, out, numbers)
        each(performance.along, len(self.days))

    def exceptions(self, program: Program, rows: Rows, column: NDArray[np.int8]) -> None:
        """Fill a column with the truths of an exception, for some people."""
        performance = Performance(self.law.library((program,)), self.people, self.law.calendar, [column])
        each(lambda first, count: performance(rows[first : first + count]), len(rows))


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
    alike = (of_day == of_day[:1]).all()
    out = np.full(len(run.days), of_day[0]) if alike else of_day[run.days - run.first]
    for number, period in excepted:
        last = min(period.last, programme.last_checked)
        rows = np.flatnonzero((run.days >= period.first) & (run.days <= last)).astype(np.int32)
        if len(rows):
            run.exceptions(run.law.exception(place, number), rows, out)
    return out
