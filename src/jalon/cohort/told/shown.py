"""What may be shown of the counts of a run: everything, or what is left once small counts are hidden."""

from __future__ import annotations

from dataclasses import dataclass

from jalon.cohort.told.counts import EVERYBODY, Counts, Group, Tally
from jalon.cohort.told.masking import Sum, hidden_cells
from jalon.readings.columns.bits import condition_bits

Cells = dict[object, int]
# The states of a person, in the order of `Tally.outcomes`; and before one condition.
_OUTCOME: tuple[object, ...] = (0, 1, 2)


@dataclass(frozen=True)
class Interval:
    """A number of people between what is sure and what is possible; None where it is hidden."""

    surely: int | None
    possibly: int | None

    @property
    def hidden(self) -> bool:
        """Whether any of it is hidden."""
        return self.surely is None or self.possibly is None


class Shown:
    """The counts of a run; under `least` they are hidden, with what would give them away."""

    def __init__(self, counts: Counts, least: int | None = None) -> None:
        self.counts, self.least = counts, least
        self.columns = counts.columns()
        self.programmes = tuple(counts.tallies.get(EVERYBODY, {}))
        self._hidden_sizes: set[object] = set()
        self._hidden: dict[tuple[str, str], set[object]] = {}
        if least is not None and self.programmes:
            self._hide(least)

    def groups(self, column: str) -> tuple[Group, ...]:
        """The groups of a column, by name."""
        return self.counts.groups(column)

    def size(self, group: Group = EVERYBODY) -> int | None:
        """How many people were decided."""
        if group in self._hidden_sizes or not self.programmes:
            return None if self.programmes else 0
        return self._tally(group, self.programmes[0]).size

    def outcome(self, programme: str, value: int, group: Group = EVERYBODY) -> Interval:
        """People of an outcome (its place in `OUTCOMES`): undetermined ones are possibly of both others."""
        tally = self._tally(group, programme)
        if value == 1:
            one = self._seen(programme, "", group, 1, int(tally.outcomes[1]))
            return Interval(one, one)
        surely = self._seen(programme, "", group, value, int(tally.outcomes[value]))
        # Possibly: all but those surely of the other outcome.
        other = self._seen(programme, "", group, 2 - value, int(tally.outcomes[2 - value]))
        size = self.size(group)
        return Interval(surely, None if other is None or size is None else size - other)

    def failing(self, programme: str, condition: str, group: Group = EVERYBODY) -> Interval:
        """People for whom a condition fails."""
        tally, bit = self._tally(group, programme), condition_bits()[condition]
        failing, undetermined = int(tally.failing[bit]), int(tally.undetermined[bit])
        size = self.size(group)
        surely = self._seen(programme, condition, group, 0, failing)
        rest = self._seen(programme, condition, group, 2, tally.size - failing - undetermined)
        return Interval(surely, None if rest is None or size is None else size - rest)

    def conditions(self, programme: str) -> tuple[str, ...]:
        """The conditions that fail, or may fail, for somebody."""
        tally = self._tally(EVERYBODY, programme)
        return tuple(id for id, bit in condition_bits().items() if tally.failing[bit] or tally.undetermined[bit])

    def _tally(self, group: Group, programme: str) -> Tally:
        return self.counts.tallies.get(group, {}).get(programme) or Tally()

    def _seen(self, programme: str, about: str, group: Group, state: int, count: int) -> int | None:
        return None if (group, state) in self._hidden.get((programme, about), ()) else count

    def _hide(self, least: int) -> None:
        everywhere = [EVERYBODY, *(group for column in self.columns for group in self.groups(column))]
        sizes: Cells = {group: self._tally(group, self.programmes[0]).size for group in everywhere}
        sums: list[Sum] = [(EVERYBODY, self.groups(column)) for column in self.columns]
        self._hidden_sizes = hidden_cells(sizes, sums, least)
        for programme in self.programmes:
            self._hide_one(programme, "", everywhere, least)
            for condition in self.conditions(programme):
                self._hide_one(programme, condition, everywhere, least)

    def _hide_one(self, programme: str, about: str, everywhere: list[Group], least: int) -> None:
        """Hide what is to be hidden of the outcomes, or of one condition, in every group."""
        cells: Cells = {}
        sums: list[Sum] = []
        already: set[object] = set()
        for group in everywhere:
            tally = self._tally(group, programme)
            states = [int(count) for count in tally.outcomes]
            if about:
                bit = condition_bits()[about]
                failing, undetermined = int(tally.failing[bit]), int(tally.undetermined[bit])
                states = [failing, undetermined, tally.size - failing - undetermined]
            cells |= {(group, state): count for state, count in enumerate(states)}
            cells[("size", group)] = tally.size
            sums.append((("size", group), [(group, state) for state in range(len(states))]))
            if group in self._hidden_sizes:
                already |= {("size", group), *((group, state) for state in range(len(states)))}
        for column in self.columns:
            groups = self.groups(column)
            for state in _OUTCOME:
                sums.append(((EVERYBODY, state), [(group, state) for group in groups]))
            sums.append((("size", EVERYBODY), [("size", group) for group in groups]))
        hidden = hidden_cells(cells, sums, least, frozenset(already))
        self._hidden[programme, about] = hidden
        more = {cell[1] for cell in hidden if isinstance(cell, tuple) and cell[0] == "size"} - self._hidden_sizes
        if more:
            # A size that had to be hidden here is hidden everywhere.
            self._hidden_sizes |= more
            self._hide_again(least)

    def _hide_again(self, least: int) -> None:
        """Begin again with more sizes hidden; sizes only ever get fewer, so that this ends."""
        everywhere = [EVERYBODY, *(group for column in self.columns for group in self.groups(column))]
        for programme, about in list(self._hidden):
            self._hide_one(programme, about, everywhere, least)
