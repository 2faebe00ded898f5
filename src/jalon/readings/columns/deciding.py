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
from jalon.readings.columns.compiling import compiled_law
from jalon.readings.columns.performing import People, Performance, each
from jalon.readings.columns.programs import Program
from jalon.readings.columns.running import OUTCOME, RESULTS
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


def decide_columns(
    people: Tables, filed_on: Days | int, programme: str | Programme, view: View = "as-applied"
) -> Verdicts:
    """Decide people under one stream (see `decide_streams`)."""
    return decide_streams(people, filed_on, (programme,), view)[0]


def decide_streams(
    people: Tables, filed_on: Days | int, programmes: Sequence[str | Programme], view: View = "as-applied"
) -> tuple[Verdicts, ...]:
    """Decide people under some streams, each on a filing day of their own (ordinals, one a person), or all on one.

    One run may mix days, and so versions of the law. Columns may be read-only, and share their memory: what is the same of
    everybody is there once. Raises `UnknownProgrammeError`, and ValueError when there is not one day a person.
    """
    run = _Runner(people, filed_on, programmes, view)
    return tuple(
        Verdicts(intake=intake, outcome=_outcome(found["conditions"], intake), **found)
        for found, intake in zip(run.told(), run.intake(), strict=True)
    )


def decide_outcomes(
    people: Tables, filed_on: Days | int, programmes: Sequence[str | Programme], view: View = "as-applied"
) -> tuple[NDArray[np.int8], ...]:
    """The outcome of each person under some streams, and nothing else (see `decide_streams`)."""
    run = _Runner(people, filed_on, programmes, view, sets=False)
    return tuple(_outcome(found["conditions"], intake) for found, intake in zip(run.told(), run.intake(), strict=True))


def _programme(one: str | Programme) -> Programme:
    if isinstance(one, Programme):
        return one
    if one not in PROGRAMMES:
        raise UnknownProgrammeError(one)
    return PROGRAMMES[one]


def _outcome(conditions: NDArray[np.int8], intake: NDArray[np.int8]) -> NDArray[np.int8]:
    """Nobody's outcome is better than what is known of the intake."""
    return conditions if _is_alike(intake) and intake[0] == YES else np.minimum(conditions, intake)


def _is_alike(column: NDArray[Any]) -> bool:
    """Whether a column is one value for everybody, kept once."""
    return len(column) > 0 and column.strides == (0,)


class _Runner:
    """Runs the programs of a law over people, on every core."""

    def __init__(
        self,
        people: Tables,
        filed_on: Days | int,
        programmes: Sequence[str | Programme],
        view: View,
        *,
        sets: bool = True,
    ) -> None:
        days = np.asarray(filed_on, np.int32)
        if not days.shape:
            days = np.broadcast_to(days, len(people))
        if days.shape != (len(people),):
            raise ValueError(f"{len(people)} people need as many filing days; {days.shape} were given")
        self._streams, self._sets = tuple(_programme(one) for one in programmes), sets
        self._results = RESULTS if sets else OUTCOME
        self._law = compiled_law(self._streams)
        self._stretches = self._law.stretches[view]
        self._people = People(people, days)
        self._count, self._first = len(people), self._people.first
        self._span = self._people.last - self._first + 1

    def told(self) -> list[dict[str, NDArray[Any]]]:
        """What is told of everybody under each stream, each person decided under the stretch of their filing day."""
        starts = np.array([stretch.first for stretch in self._stretches], np.int64)
        of_day = np.searchsorted(starts, np.arange(self._first, self._first + self._span), side="right") - 1
        # The stretches that anybody may be in, then the one of each day among those.
        stretches = self._stretches[of_day[0] : of_day[-1] + 1]
        of_day -= of_day[0]
        programs = [self._law.program(stretch, one_day=self._span == 1, sets=self._sets) for stretch in stretches]
        told: list[dict[str, NDArray[Any]]] = [{} for _ in self._streams]
        out: list[NDArray[Any] | None] = []
        for place, columns in enumerate(told):
            in_force = [bool(stretch.versions[place]) for stretch in stretches]
            for number, (name, kind) in enumerate(self._results.items()):
                told_as = place * len(self._results) + number
                # What is told alike of everybody by each program, none where it is not; nothing is written without a law.
                same = {
                    program.same.get(told_as) if program and there else _BLANK.get(name, NO)
                    for program, there in zip(programs, in_force, strict=True)
                }
                value = same.pop()
                alike = value is not None and not same
                columns[name] = self._alike(kind(value or 0)) if alike else np.empty(self._count, kind)
                if not alike and not all(in_force):
                    columns[name][:] = _BLANK.get(name, NO)
                out.append(None if alike else columns[name])
        if self._count and any(column is not None for column in out):
            numbers = of_day.astype(np.int8) if len(programs) > 1 else None
            library = self._law.library(tuple(programs))
            performance = Performance(library, self._people, self._law.calendar, out, numbers)
            each(performance.along, self._count)
        return told

    def _alike(self, value: Any) -> NDArray[Any]:
        """The same value for everybody."""
        return np.broadcast_to(value, self._count)

    def intake(self) -> list[NDArray[np.int8]]:
        """Whether applications are received from each person on their filing day, under each stream."""
        return [self._intake(place, programme) for place, programme in enumerate(self._streams)]

    def _intake(self, place: int, programme: Programme) -> NDArray[np.int8]:
        of_day = np.full(self._span, NO, np.int8)
        excepted = []
        for number, period in enumerate(programme.intake):
            inside = slice(max(0, period.first - self._first), max(0, period.last + 1 - self._first))
            if period.unless is None or period.state in _INTAKE:
                of_day[inside] = _INTAKE.get(period.state, NO)
            elif inside.start < min(inside.stop, self._span):
                excepted.append((number, period))
        of_day[max(0, programme.last_checked + 1 - self._first) :] = MAYBE
        if not excepted and (of_day == of_day[:1]).all():
            return self._alike(of_day[0])
        days = self._people.days
        out = of_day[days - self._first]
        for number, period in excepted:
            last = min(period.last, programme.last_checked)
            rows = np.flatnonzero((days >= period.first) & (days <= last)).astype(np.int32)
            if len(rows):
                self._excepted(self._law.exception(place, number), rows, out)
        return out

    def _excepted(self, program: Program, rows: Rows, column: NDArray[np.int8]) -> None:
        """Fill a column with the truths of an exception, for some people."""
        performance = Performance(self._law.library((program,)), self._people, self._law.calendar, [column])
        each(lambda first, count: performance(rows[first : first + count]), len(rows))
