"""Deciding many people at once: the same verdicts as `jalon.readings.decide`, as columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import add_months
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.readings.columns.compiling import Run, all_versions, compiled_law, condition_bits
from jalon.readings.columns.kernels import Scratch
from jalon.readings.columns.tables import Tables
from jalon.readings.decide.decision import UnknownProgrammeError, View

# People handed to a thread at once: their records stay in its cache.
_BLOCK: Final = 16_384
_INTAKE: Final = {"open": YES, "unknown": MAYBE}

Days = NDArray[np.int32]


@dataclass(frozen=True)
class Verdicts:
    """The decisions of a stream, a row a person: `conditions`, `intake` and `outcome` (2 met, 1 undetermined, 0 not
    met), the sets of `failing` and `undetermined` conditions, a bit each (see `compiling.condition_bits`), intake apart, and
    the months asked for, surely and possibly counted (see `jalon.readings.decide.months`; -1 where none are measured)."""

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
    """Decide people under one stream, each on a filing day of their own (ordinals, one a person).

    One run may mix days, and so versions of the law. Raises `UnknownProgrammeError`, and ValueError when there is not
    one day a person.
    """
    if isinstance(programme, str):
        if programme not in PROGRAMMES:
            raise UnknownProgrammeError(programme)
        programme = PROGRAMMES[programme]
    days = np.asarray(filed_on, np.int32)
    if days.shape != (len(people),):
        raise ValueError(f"{len(people)} people need as many filing days; {days.shape} were given")
    count = len(people)
    value = np.full(count, NO, np.int8)
    failing, open_ = np.zeros(count, np.int64), np.zeros(count, np.int64)
    months = np.full((3, count), -1, np.int16)
    law = compiled_law(programme)
    places = {id(version): place for place, version in enumerate(all_versions(programme))}
    for version, rows in _by_version(programme, days, view):
        found = _run(law.versions[places[id(version)]], law.shifts, people, rows, days[rows])
        value[rows], failing[rows], open_[rows], months[:, rows] = found
    intake = _intake(programme, people, days)
    return Verdicts(value, intake, np.minimum(value, intake), failing, open_, *months)


def _by_version(programme: Programme, days: Days, view: View) -> Iterator[tuple[Any, NDArray[np.int64]]]:
    """Each version that governs some of the days, with the rows that it governs."""
    known, place = np.unique(days, return_inverse=True)
    versions = [programme.version_on(int(day), view) for day in known]
    numbered = {id(version): number for number, version in enumerate(versions)}
    of_day = np.array([numbered[id(version)] for version in versions], np.int64)
    of_row = of_day[place]
    for number in np.unique(of_day):
        version = versions[int(number)]
        if version is not None:
            yield version, np.flatnonzero(of_row == number)


def _run(
    run: Run, shifts: Sequence[int], people: Tables, rows: NDArray[np.int64], days: Days
) -> tuple[NDArray[np.int8], NDArray[np.int64], NDArray[np.int64], NDArray[np.int16]]:
    """Run a compiled module over some people, in blocks, on every core."""
    value = np.zeros(len(rows), np.int8)
    failing, open_ = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    months = np.full((3, len(rows)), -1, np.int16)
    first_day = int(days.min())
    shifted = _shifted(first_day, int(days.max()), shifts)

    def block(start: int) -> None:
        part = slice(start, start + _BLOCK)
        scratch = Scratch(people.most)
        run(
            people.ints.ctypes.data,
            people.floats.ctypes.data,
            shifted.ctypes.data,
            scratch.address,
            len(shifts),
            first_day,
            rows[part],
            days[part],
            value[part],
            failing[part],
            open_[part],
            *(one[part] for one in months),
        )

    _each(block, range(0, len(rows), _BLOCK))
    return value, failing, open_, months


def _each(act: Callable[[int], None], starts: Sequence[int]) -> None:
    workers = min(len(starts), os.cpu_count() or 1)
    if workers < 2:
        for start in starts:
            act(start)
        return
    with ThreadPoolExecutor(workers) as threads:
        # The list is made so that an error in a thread is raised here.
        list(threads.map(act, starts))


def _shifted(first: int, last: int, shifts: Sequence[int]) -> NDArray[np.int32]:
    """What depends on the filing day alone: each day of the span, moved by each number of months."""
    return np.array(
        [[add_months(day, months) for months in shifts] for day in range(first, last + 1)], np.int32
    ).reshape(last - first + 1, len(shifts))


def _intake(programme: Programme, people: Tables, days: Days) -> NDArray[np.int8]:
    """Whether applications are received from each person on their filing day."""
    out = np.full(len(days), NO, np.int8)
    law = compiled_law(programme)
    for place, period in enumerate(programme.intake):
        rows = np.flatnonzero((days >= period.first) & (days <= period.last))
        if not len(rows):
            continue
        if period.unless is None or period.state in _INTAKE:
            out[rows] = _INTAKE.get(period.state, NO)
        else:
            out[rows] = _run(law.exceptions[place], law.shifts, people, rows, days[rows])[0]
    out[days > programme.last_checked] = MAYBE
    return out
