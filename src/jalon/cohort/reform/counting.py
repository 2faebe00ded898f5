"""What a comparison counts: who moves between two laws, by condition and by group. Counts add up, chunk after chunk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.cohort.reform.pairing import Pair, Side, Truths
from jalon.cohort.told.counts import EVERYBODY, Group
from jalon.language.bounds import MAYBE, NO, YES
from jalon.readings.columns.bits import condition_bits

Counts = NDArray[np.int64]
Some = NDArray[np.bool_]
STATISTICS: Final = ("stops", "starts", "losers", "losers_alone", "gainers", "gainers_alone")
"""What is counted of a condition: it is no longer met (`stops`), it is met at last (`starts`); the losers for whom it fails
under the new law, and for whom it is the only one; the gainers for whom it failed under the former, alone or not."""
_STATES: Final = 3
_CELLS: Final = (_STATES, _STATES, 2, 2)


@dataclass(frozen=True)
class Interval:
    """A number of people: at `least` so many surely, at `most` so many possibly."""

    least: int
    most: int

    def coarse(self, step: int | None) -> Interval:
        """The same between two multiples of a step, so that it tells nothing finer; itself where there is no step.

        What follows from such bounds by adding and subtracting is a multiple of the step as well: no count under the
        step can be had from the others.
        """
        if step is None:
            return self
        return Interval(self.least // step * step, -(-self.most // step) * step)


@dataclass
class Moves:
    """People by verdict under both laws (before, after: 2 met, 1 undetermined, 0 not met), and by whether they may gain
    and whether they may lose."""

    cells: Counts = field(default_factory=lambda: np.zeros(_CELLS, np.int64))

    @property
    def people(self) -> int:
        """How many there are."""
        return int(self.cells.sum())

    @property
    def transitions(self) -> Counts:
        """People by verdict before, then after."""
        found: Counts = self.cells.sum(axis=(2, 3))
        return found

    @property
    def gain(self) -> Interval:
        """Who meets under the new law what they did not meet under the former."""
        return Interval(int(self.cells[NO, YES].sum()), int(self.cells[:, :, 1, :].sum()))

    @property
    def lose(self) -> Interval:
        """Who no longer meets what they met."""
        return Interval(int(self.cells[YES, NO].sum()), int(self.cells[:, :, :, 1].sum()))

    @property
    def stay(self) -> Interval:
        """For whom nothing changes."""
        moved = int(self.cells[NO, YES].sum() + self.cells[YES, NO].sum())
        return Interval(int(self.cells[:, :, 0, 0].sum()), self.people - moved)

    def met(self, after: bool) -> Interval:
        """Who meets everything under one law."""
        by = self.transitions.sum(axis=0 if after else 1)
        return Interval(int(by[YES]), int(by[YES] + by[MAYBE]))


@dataclass
class Compared:
    """One stream: moves by group (everybody among them), and for each of `STATISTICS` the conditions (by bit), surely and
    possibly."""

    groups: dict[Group, Moves] = field(default_factory=lambda: {EVERYBODY: Moves()})
    conditions: Counts = field(default_factory=lambda: np.zeros((len(STATISTICS), 2, len(condition_bits())), np.int64))

    @property
    def everybody(self) -> Moves:
        """All people."""
        return self.groups[EVERYBODY]

    def condition(self, statistic: str, id: str) -> Interval:
        """What is counted of one condition."""
        least, most = self.conditions[STATISTICS.index(statistic), :, condition_bits()[id]].tolist()
        return Interval(least, most)

    def columns(self) -> tuple[str, ...]:
        """The group columns."""
        return tuple(dict.fromkeys(column for column, _ in self.groups if column))

    def of_column(self, column: str) -> dict[Group, Moves]:
        """The groups of a column by name, those of unknown value last."""
        mine = sorted((g for g in self.groups if g[0] == column), key=lambda g: (g[1] is None, g[1] or ""))
        return {group: self.groups[group] for group in mine}


Coded = Mapping[str, tuple[NDArray[np.int64], list[str | None]]]
"""Group columns: the place of each row among the names of the groups."""


@dataclass(frozen=True)
class Movements:
    """People by verdict before and after (2 met, 1 undetermined, 0 not met), and whether each may gain, may lose."""

    was: Truths
    now: Truths
    may_gain: Some
    may_lose: Some

    @property
    def gains(self) -> Some:
        """Who surely gains."""
        found: Some = (self.was == NO) & (self.now == YES)
        return found

    @property
    def loses(self) -> Some:
        """Who surely loses."""
        found: Some = (self.was == YES) & (self.now == NO)
        return found


def movements(pair: Pair) -> Movements:
    """Who moves, a row a person."""
    before, after = pair.before, pair.after
    alike = np.minimum(before.part(own=False), after.part(own=False))
    old, new = before.part(own=True), after.part(own=True)
    return Movements(
        before.verdict(),
        after.verdict(),
        pair.gains & (alike >= MAYBE) & (old <= MAYBE) & (new >= MAYBE) & _can_move(before, pair.starts),
        pair.loses & (alike >= MAYBE) & (old >= MAYBE) & (new <= MAYBE) & _can_move(after, pair.stops),
    )


def count(into: Compared, pair: Pair, coded: Coded) -> None:
    """Count some people, a row each, all of them decided under both laws; `coded` has their groups."""
    moved = movements(pair)
    kinds = np.ravel_multi_index((moved.was, moved.now, moved.may_gain, moved.may_lose), _CELLS)
    _add(into, kinds, np.zeros(len(kinds), np.int64), (EVERYBODY,))
    for column, (places, names) in coded.items():
        _add(into, kinds, places, tuple((column, name) for name in names))
    _count_conditions(into.conditions, pair, moved)


def _can_move(failing: Side, moved: Counts) -> Some:
    """Whether what fails under one law and holds under the other is only what can: one such condition at least, no other."""
    told = (failing.fail | failing.unsure) & failing.own & moved
    found: Some = (told != 0) & (failing.fail & failing.own & ~moved == 0)
    return found


def _add(into: Compared, kinds: Counts, places: Counts, groups: tuple[Group, ...]) -> None:
    size = int(np.prod(_CELLS))
    found = np.bincount(places * size + kinds, minlength=size * len(groups)).reshape(len(groups), *_CELLS)
    for group, cells in zip(groups, found, strict=True):
        if cells.any() or group == EVERYBODY:
            into.groups.setdefault(group, Moves()).cells += cells


def _count_conditions(into: Counts, pair: Pair, people: Movements) -> None:
    before, after = pair.before, pair.after
    own = before.own | after.own
    # Only what is a law's own can move: what both ask alike is decided alike.
    fail = before.fail & own, after.fail & own
    told = (before.fail | before.unsure) & own, (after.fail | after.unsure) & own
    _each_bit(into[0], ~told[0] & fail[1], ~fail[0] & told[1] & pair.stops)
    _each_bit(into[1], fail[0] & ~told[1], told[0] & ~fail[1] & pair.starts)
    for first, law, moved, surely, possibly in (
        (2, 1, pair.stops, people.loses, people.may_lose),
        (4, 0, pair.starts, people.gains, people.may_gain),
    ):
        sure, doubted = fail[law] & moved, told[law] & moved
        _each_bit(into[first], sure[surely], doubted[possibly])
        _each_bit(into[first + 1], sure[surely & _single(told[law])], _alone(sure[possibly], doubted[possibly]))


def _alone(fail: Counts, told: Counts) -> Counts:
    """The conditions that may be the only one: nothing else fails, and all else that may fail turns out to be met."""
    return np.where(fail == 0, told, np.where(_single(fail), fail, 0))


def _each_bit(into: Counts, surely: Counts, possibly: Counts) -> None:
    for bit in range(into.shape[1]):
        into[0, bit] += np.count_nonzero(surely >> bit & 1)
        into[1, bit] += np.count_nonzero(possibly >> bit & 1)


def _single(sets: Counts) -> Some:
    """Which sets have one element."""
    found: Some = (sets != 0) & (sets & (sets - 1) == 0)
    return found
