"""Deciding one chunk: the decisions as a table, the refusals, what is counted, and their digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.deciding import decide_people, decision_columns, first_days_of
from jalon.cohort.files.chunks import Chunk, Refusal
from jalon.cohort.people import Part, People, people_of
from jalon.cohort.running.asked import FILED_ON, FIRST_DAY, ROW, Asked, CohortError
from jalon.cohort.running.days import EPOCH, filing_days
from jalon.cohort.running.digest import Digest, digest_of
from jalon.cohort.running.rejects import refusals_of
from jalon.cohort.schema import NONE, UNREAD
from jalon.cohort.told.counts import Counts, counts_of
from jalon.facts import Problem, parse_applicant
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.compiling import compiled_law
from jalon.readings.columns.deciding import Days, Verdicts
from jalon.readings.columns.first_days import NOT_FOUND
from jalon.readings.columns.tables import tables_of

_SETS = ("failing", "undetermined")


@dataclass(frozen=True)
class Found:
    """A batch once decided, a row a row: filing days, verdicts (`UNREAD` where there is none), by row what is wrong, and
    first days (`NOT_FOUND` where there is none) where they are asked for."""

    days: Days
    verdicts: Mapping[str, Verdicts]
    problems: Mapping[int, Sequence[Problem]]
    first_days: Mapping[str, Days]

    @property
    def read(self) -> NDArray[np.bool_]:
        """Which rows were decided."""
        read = np.ones(len(self.days), np.bool_)
        read[list(self.problems)] = False
        return read


@dataclass(frozen=True)
class Decided:
    """A chunk once decided: rows of decisions, refusals, counts and digest; `read` rows of the input, `bad` refused."""

    decisions: pa.RecordBatch
    refusals: list[Refusal]
    counts: Counts
    digest: Digest
    read: int
    bad: int


def prepare(asked: Asked) -> None:
    """Write the programs of the law and read the machine code, which can be done while the first people are being read: the
    decision of somebody of whom nothing is known, on one day of each stretch of the calendar."""
    law = compiled_law([PROGRAMMES[one] for one in asked.programmes])
    days = [stretch.first for stretch in law.stretches[asked.view] if any(stretch.versions)]
    if asked.on is not None:
        days = [asked.on.toordinal()]
    nobody = bounded(parse_applicant({"schema": 1}))
    part = Part(tables_of([nobody] * len(days)), np.arange(len(days)))
    people, on = People(len(days), (part,), ()), np.array(days, np.int32)
    decide_people(people, on, asked.programmes, asked.view)
    _first_days(people, on, asked)


def find(chunk: Chunk, asked: Asked, say: Speaker) -> Found:
    """Decide the rows of a chunk. Raises `CohortError` and `TableError` for what is wrong with whole columns."""
    days, wrong_days = filing_days(chunk.rows, asked, say)
    people = chunk.people or people_of(chunk.rows)
    problems: dict[int, list[Problem]] = {}
    for row, problem in wrong_days.items():
        problems[row] = [problem]
    for rejected in people.rejected:
        problems.setdefault(rejected.row, []).extend(map(_named, rejected.problems))
    verdicts = decide_people(people, days, asked.programmes, asked.view)
    if problems:
        out = np.fromiter(problems, np.int64, len(problems))
        verdicts = {programme: _without(found, out) for programme, found in verdicts.items()}
    return Found(days, verdicts, problems, _first_days(people, days, asked))


def _first_days(people: People, days: Days, asked: Asked) -> dict[str, Days]:
    if asked.first_day_to is None:
        return {}
    return first_days_of(people, days, asked.first_day_to.toordinal(), asked.programmes, asked.view)


def of_nobody(asked: Asked) -> Found:
    """What is found of nobody, for the columns that it has: no law is written for it."""
    nobody, none = People(0, (), ()), np.zeros(0, np.int32)
    verdicts = decide_people(nobody, none, asked.programmes, asked.view)
    return Found(none, verdicts, {}, _first_days(nobody, none, asked))


def _named(problem: Problem) -> Problem:
    """The same problem; the truth `none` of a part is a key of tables, which files do not know."""
    if problem.kind == "unknown-key" and problem.path.split(".")[-1] == NONE:
        return Problem("boolean", problem.path, problem.value)
    return problem


def _without(found: Verdicts, rows: NDArray[np.int64]) -> Verdicts:
    """The verdicts, some rows of them taken back."""
    columns = {field.name: getattr(found, field.name).copy() for field in fields(found)}
    for name, values in columns.items():
        values[rows] = 0 if name in _SETS else UNREAD
    return Verdicts(**columns)


def decide_chunk(chunk: Chunk, asked: Asked, say: Speaker) -> Decided:
    """Everything that a run keeps of a chunk. Raises `CohortError` and `TableError`."""
    found = find(chunk, asked, say)
    keys = _keys(chunk.rows.column(asked.key), asked.key, say) if asked.key else None
    read = found.read
    columns: dict[str, Any] = {ROW: pa.array(chunk.numbers)}
    columns |= {name: chunk.rows.column(name) for name in asked.followed}
    columns |= told_columns(found, asked)
    decisions = pa.RecordBatch.from_pydict(columns)
    if not read.all():
        decisions = decisions.filter(pa.array(read))
    groups = {name: chunk.rows.column(name) for name in asked.by}
    return Decided(
        decisions,
        refusals_of(chunk, found.problems, keys, say.lang),
        counts_of(found.verdicts, groups, say),
        digest_of(found.days, found.verdicts, keys),
        chunk.read,
        chunk.read - int(read.sum()),
    )


def _keys(values: pa.Array, name: str, say: Speaker) -> pa.Array:
    if pa.types.is_nested(values.type):
        told = say("--key {column} : une colonne de type {kind} ne nomme personne.", column=name, kind=values.type)
        raise CohortError(told)
    return values


def told_columns(found: Found, asked: Asked) -> dict[str, pa.Array]:
    """The filing day and the decisions as columns, a row a row; null where a row was refused."""
    refused = ~found.read
    columns = {FILED_ON: _days(found.days, refused)}
    for programme, verdicts in found.verdicts.items():
        columns |= decision_columns({programme: verdicts})
        if programme in found.first_days:
            first = found.first_days[programme]
            columns[f"{programme.replace('-', '_')}_{FIRST_DAY}"] = _days(first, refused | (first == NOT_FOUND))
    if asked.sets == "names":
        for programme, verdicts in found.verdicts.items():
            for name in _SETS:
                column = f"{programme.replace('-', '_')}_{name}"
                columns[column] = _names(getattr(verdicts, name), verdicts.outcome == UNREAD)
    return columns


def _days(days: Days, none: NDArray[np.bool_]) -> pa.Array:
    return pa.array((days - EPOCH).astype(np.int32), mask=none if none.any() else None).view(pa.date32())


def _names(sets: NDArray[np.int32], unread: NDArray[np.bool_]) -> pa.Array:
    """Sets as lists of the ids of their conditions."""
    alike, places = np.unique(sets, return_inverse=True)
    names = [[id for id, bit in condition_bits().items() if one >> bit & 1] for one in alike.tolist()]
    kind = pa.list_(pa.string())
    return pa.array(names, kind).take(pa.array(places, mask=unread))
