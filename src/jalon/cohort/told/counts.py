"""What a run counts while it decides: outcomes and conditions of each stream, for all and by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.running.asked import CohortError
from jalon.cohort.schema import UNREAD
from jalon.i18n import Speaker
from jalon.readings.columns.bits import condition_bits
from jalon.readings.decide.decision import INTAKE, OUTCOMES

if TYPE_CHECKING:
    from jalon.readings.columns.deciding import Verdicts

EVERYBODY: Final = ("", "")
"""The group of all people."""
MOST_GROUPS: Final = 200
"""Groups of one column at most: with more, a table is no longer read, and the column is probably a key."""
_SET_BITS: Final = 24
_OUTCOME: Final = 2 * _SET_BITS
_INTAKE: Final = _OUTCOME + 2
_GROUP: Final = _INTAKE + 2

Group = tuple[str, str | None]
"""A column and one of its values; None where the value is not known."""


@dataclass
class Tally:
    """One stream in one group: people by outcome (as `OUTCOMES`), and by condition (as `condition_bits`) those for whom
    it fails and those for whom it cannot be told, intake among them."""

    outcomes: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(OUTCOMES), np.int64))
    failing: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(condition_bits()), np.int64))
    undetermined: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(condition_bits()), np.int64))

    def add(self, other: Tally) -> None:
        """Count the people of another tally too."""
        self.outcomes += other.outcomes
        self.failing += other.failing
        self.undetermined += other.undetermined

    @property
    def size(self) -> int:
        """How many people."""
        return int(self.outcomes.sum())


class Counts:
    """Tallies by group and by stream; they add up."""

    def __init__(self) -> None:
        self.tallies: dict[Group, dict[str, Tally]] = {}

    def tally(self, group: Group, programme: str) -> Tally:
        """The tally of a stream in a group, made when there is none yet."""
        return self.tallies.setdefault(group, {}).setdefault(programme, Tally())

    def add(self, other: Counts, say: Speaker) -> None:
        """Count the people of others too. Raises `CohortError` when a column has too many groups."""
        for group, streams in other.tallies.items():
            for programme, tally in streams.items():
                self.tally(group, programme).add(tally)
        for column in dict.fromkeys(column for column, _ in other.tallies):
            _check_groups(column, sum(1 for one, _ in self.tallies if one == column), say)

    def columns(self) -> tuple[str, ...]:
        """The group columns, everybody left out."""
        return tuple(dict.fromkeys(column for column, _ in self.tallies if column))

    def groups(self, column: str) -> tuple[Group, ...]:
        """The groups of a column by name, those of unknown value last."""
        return tuple(sorted((g for g in self.tallies if g[0] == column), key=lambda g: (g[1] is None, g[1] or "")))

    def to_json(self) -> list[list[Any]]:
        """Plain data, from which `from_json` makes the same counts."""
        return [
            [*group, programme, tally.outcomes.tolist(), tally.failing.tolist(), tally.undetermined.tolist()]
            for group, streams in self.tallies.items()
            for programme, tally in streams.items()
        ]

    @classmethod
    def from_json(cls, data: Sequence[Sequence[Any]]) -> Counts:
        """The counts of plain data."""
        counts = cls()
        for column, group, programme, outcomes, failing, undetermined in data:
            parts = (np.array(part, np.int64) for part in (outcomes, failing, undetermined))
            counts.tally((column, group), programme).add(Tally(*parts))
        return counts


def counts_of(verdicts: Mapping[str, Verdicts], groups: Mapping[str, pa.Array], say: Speaker) -> Counts:
    """Count some decisions, for all and by each group column. Raises `CohortError` when a column has too many groups."""
    counts = Counts()
    coded = {column: _coded(column, values, say) for column, values in groups.items()}
    for programme, found in verdicts.items():
        packed = _packed(found)
        read = found.outcome != UNREAD
        for _, tally in _tallies(packed[read], 1):
            counts.tally(EVERYBODY, programme).add(tally)
        for column, (places, names) in coded.items():
            in_groups = packed[read] | places[read] << _GROUP
            for place, tally in _tallies(in_groups, len(names)):
                counts.tally((column, names[place]), programme).add(tally)
    return counts


def _packed(found: Verdicts) -> NDArray[np.int64]:
    """What is counted of each decision, in one whole number, so that people alike are counted at once."""
    if len(condition_bits()) > _SET_BITS:
        raise AssertionError("more conditions than a set has bits here")
    return (
        found.failing.astype(np.int64)
        | found.undetermined.astype(np.int64) << _SET_BITS
        | found.outcome.astype(np.int64) << _OUTCOME
        | found.intake.astype(np.int64) << _INTAKE
    )


def _tallies(packed: NDArray[np.int64], groups: int) -> Iterator[tuple[int, Tally]]:
    alike, people = np.unique(packed, return_counts=True)
    bits = np.arange(len(condition_bits()))
    intake = condition_bits()[INTAKE]
    for group in range(groups):
        here = alike >> _GROUP == group
        kinds, weight = alike[here], people[here]
        if not len(kinds):
            continue
        tally = Tally()
        np.add.at(tally.outcomes, kinds >> _OUTCOME & 3, weight)
        tally.failing += (weight[:, None] * (kinds[:, None] >> bits & 1)).sum(axis=0)
        tally.undetermined += (weight[:, None] * (kinds[:, None] >> bits + _SET_BITS & 1)).sum(axis=0)
        tally.failing[intake] = weight[kinds >> _INTAKE & 3 == 0].sum()
        tally.undetermined[intake] = weight[kinds >> _INTAKE & 3 == 1].sum()
        yield group, tally


def _coded(column: str, values: pa.Array, say: Speaker) -> tuple[NDArray[np.int64], list[str | None]]:
    try:
        texts = pc.dictionary_encode(values.cast(pa.string()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        told = say("--by {column} : une colonne de type {kind} n’a pas de groupes.", column=column, kind=values.type)
        raise CohortError(told) from None
    names: list[str | None] = texts.dictionary.to_pylist()
    places = pc.fill_null(texts.indices, len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
    if texts.null_count:
        names.append(None)
    _check_groups(column, len(names), say)
    return places, names


def _check_groups(column: str, count: int, say: Speaker) -> None:
    if column and count > MOST_GROUPS:
        raise CohortError(
            say(
                "--by {column} : plus de {most} groupes. Choisissez une colonne qui a moins de valeurs.",
                column=column,
                most=MOST_GROUPS,
            )
        )
