"""Everybody decided under two laws, a chunk at a time; only counts are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.deciding import decide_people
from jalon.cohort.files.chunks import CHUNK, Chunk, Source
from jalon.cohort.lateness import told_when_late
from jalon.cohort.people import People, people_of
from jalon.cohort.reform.counting import Compared, count
from jalon.cohort.reform.laws import Laws
from jalon.cohort.reform.pairing import paired
from jalon.cohort.running.asked import CohortError
from jalon.cohort.running.days import filing_days
from jalon.cohort.told.counts import MOST_GROUPS
from jalon.facts import Problem
from jalon.i18n import Speaker
from jalon.readings.columns.deciding import Days, Verdicts

# Deciding a chunk takes a tenth of a second, once the law is loaded: when it lasts, machine code is being made.
_PATIENCE_S: Final = 4.0
_SHOWN: Final = 3
Rows = NDArray[np.bool_]


@dataclass
class Comparison:
    """Two laws compared: rows `read`, those `refused` (with what was wrong with the first ones), and what was counted of
    each stream; `intake` says whether the intake of applications counts as a condition."""

    laws: Laws
    intake: bool
    streams: dict[str, Compared]
    read: int = 0
    refused: int = 0
    lost: int = 0
    problems: list[str] = field(default_factory=list)
    assumptions: tuple[str, ...] = ()

    @property
    def compared(self) -> int:
        """People compared."""
        return self.read - self.refused


def compare(
    source: Source,
    laws: Laws,
    say: Speaker,
    *,
    by: Sequence[str] = (),
    intake: bool = False,
    size: int = CHUNK,
    tell: Callable[[int], None] = lambda _: None,
    compiling: Callable[[], None] = lambda: None,
) -> Comparison:
    """Decide everybody under both laws and count who moves.

    Conditions are compared, and the intake of applications only with `intake`. `tell` is given the rows done so far;
    `compiling` is called, once, when the engine must first be turned into machine code. Rows that cannot be read are left
    out. Raises `CohortError` and `TableError` for what is wrong with whole columns.
    """
    comparison = Comparison(laws, intake, {id: Compared() for id in laws.before}, assumptions=source.assumptions)
    waiting = _Waiting(compiling)
    for chunk in source.chunks(size, 0):
        _compare(comparison, chunk, by, say, waiting)
        tell(comparison.read)
    return comparison


def _compare(comparison: Comparison, chunk: Chunk, by: Sequence[str], say: Speaker, waiting: _Waiting) -> None:
    laws = comparison.laws
    people = chunk.people or people_of(chunk.rows)
    problems: dict[int, list[Problem]] = {one.row: list(one.problems) for one in people.rejected}
    days: list[Days] = []
    for on in (laws.before_on, laws.after_on):
        found, wrong = filing_days(chunk.rows, laws.asked(on, by), say)
        days.append(found)
        for row, problem in wrong.items():
            problems.setdefault(row, [problem])
    comparison.read += chunk.read
    read = np.ones(chunk.rows.num_rows, np.bool_)
    read[list(problems)] = False
    comparison.refused += chunk.read - int(read.sum())
    comparison.lost += sum(1 for one in chunk.lost if one.row is None)
    _note(comparison, chunk, problems, say)
    coded = {column: _coded(chunk.rows.column(column), read) for column in by}
    for id, compared in comparison.streams.items():
        with waiting():
            verdicts = _verdicts(people, laws, id, (days[0], days[1]))
        pair = paired(laws, id, (days[0], days[1]), verdicts, comparison.intake)
        count(compared, pair.of(read), coded)
        for column in by:
            _check_groups(column, len(compared.of_column(column)), say)


def _verdicts(people: People, laws: Laws, id: str, days: tuple[Days, Days]) -> tuple[Verdicts, Verdicts]:
    before = decide_people(people, days[0], (laws.before[id],), laws.view)[id]
    if not laws.edited(id) and laws.same_day:
        return before, before
    return before, decide_people(people, days[1], (laws.after[id],), laws.view)[id]


def _note(comparison: Comparison, chunk: Chunk, problems: dict[int, list[Problem]], say: Speaker) -> None:
    """Keep what was wrong with the first rows that were refused."""
    told = [refusal.reason for refusal in chunk.lost]
    for row in sorted(problems):
        for problem in problems[row]:
            number = say.number(int(chunk.numbers[row]))
            told.append(say("ligne {row} : {why}", row=number, why=problem.text(say.lang)))
    comparison.problems += told[: max(0, _SHOWN - len(comparison.problems))]


def _coded(values: pa.Array, read: Rows) -> tuple[NDArray[np.int64], list[str | None]]:
    """The group of each row that was read, and the names of the groups; None is the group of an unknown value."""
    texts = pc.dictionary_encode(values.cast(pa.string()))
    names: list[str | None] = texts.dictionary.to_pylist()
    places = pc.fill_null(texts.indices, len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
    return places[read], [*names, None]


def _check_groups(column: str, found: int, say: Speaker) -> None:
    if found > MOST_GROUPS:
        raise CohortError(
            say(
                "--by {column} : plus de {most} groupes. Choisissez une colonne qui a moins de valeurs.",
                column=column,
                most=MOST_GROUPS,
            )
        )


class _Waiting:
    """Says, once, that machine code is being made, when deciding lasts."""

    def __init__(self, compiling: Callable[[], None]) -> None:
        self._compiling = compiling
        self._said = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with told_when_late(_PATIENCE_S, self._say):
            yield

    def _say(self) -> None:
        if not self._said:
            self._said = True
            self._compiling()
