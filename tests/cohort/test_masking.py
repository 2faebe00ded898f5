"""Small counts are hidden, and nothing that is shown gives them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
import pytest

from jalon.cohort.told.counts import EVERYBODY, Counts, Tally
from jalon.cohort.told.masking import Sum, hidden_cells
from jalon.cohort.told.shown import Shown
from jalon.readings.columns.bits import condition_bits

N = 5


def table(rows: Sequence[Sequence[int]]) -> tuple[dict[Any, int], list[Sum]]:
    """A table of counts with its margins."""
    cells: dict[Any, int] = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)}
    width = range(len(rows[0]))
    cells |= {("row", r): sum(row) for r, row in enumerate(rows)}
    cells |= {("column", c): sum(row[c] for row in rows) for c in width}
    cells["all"] = sum(map(sum, rows))
    sums: list[Sum] = [(("row", r), [(r, c) for c in width]) for r in range(len(rows))]
    sums += [(("column", c), [(r, c) for r in range(len(rows))]) for c in width]
    sums += [("all", [("row", r) for r in range(len(rows))]), ("all", [("column", c) for c in width])]
    return cells, sums


def guesses(cells: dict[Any, int], sums: Sequence[Sum], hidden: set[Any]) -> dict[Any, set[int]]:
    """What each hidden cell may be, for who sees the others: every way to fill in whole numbers that add up."""
    unknown = sorted(hidden, key=str)
    most = max(cells.values())
    seen: dict[Any, set[int]] = {cell: set() for cell in unknown}

    def fits(found: dict[Any, int], total: Any, parts: Sequence[Any]) -> bool:
        known = [found.get(part, None if part in hidden else cells[part]) for part in parts]
        whole = found.get(total, None if total in hidden else cells[total])
        low = sum(part for part in known if part is not None)
        if None in known or whole is None:
            return whole is None or low <= whole
        return low == whole

    def fill(found: dict[Any, int]) -> Iterator[dict[Any, int]]:
        if len(found) == len(unknown):
            yield found
            return
        cell = unknown[len(found)]
        for value in range(most + 1):
            more = {**found, cell: value}
            if all(fits(more, total, parts) for total, parts in sums if cell in (total, *parts)):
                yield from fill(more)

    for found in fill({}):
        for cell, value in found.items():
            seen[cell].add(value)
    return seen


@pytest.mark.parametrize("seed", range(60))
def test_nobody_can_tell_a_hidden_count(seed: int) -> None:
    draw = Random(seed)
    rows = [[draw.choice((0, 1, 3, 5, 7)) for _ in range(draw.choice((2, 3)))] for _ in range(2)]
    rows = [row[: len(rows[0])] + [0] * (len(rows[0]) - len(row)) for row in rows]
    cells, sums = table(rows)
    hidden = hidden_cells(cells, sums, N)
    small = {cell for cell, count in cells.items() if 0 < count < N}
    assert small <= hidden
    assert all(cells[cell] for cell in hidden)
    possible = guesses(cells, sums, hidden)
    for cell in small:
        assert len(possible[cell]) > 1, (rows, cell, hidden)


def test_a_complement_is_hidden_too() -> None:
    cells, sums = table([[2, 50], [30, 40]])
    hidden = hidden_cells(cells, sums, N)
    assert {(0, 0), (0, 1), (1, 0), (1, 1)} <= hidden
    assert not hidden_cells(*table([[6, 50], [0, 40]]), N)
    assert hidden_cells({"all": 3, "a": 3, "b": 0}, [("all", ["a", "b"])], N) == {"all", "a"}


def test_several_sums_together() -> None:
    """Every sum has two hidden cells or more, and yet the corner would follow from them all."""
    cells, sums = table([[1, 20, 30], [20, 1, 30], [30, 30, 1]])
    hidden = hidden_cells(cells, sums, N)
    assert all(len({cell for cell in (total, *parts) if cell in hidden}) != 1 for total, parts in sums)


def counts_of_groups(**groups: Sequence[int]) -> Counts:
    """Counts of a stream: by group, people not eligible, undetermined, eligible; the first condition fails for those not
    eligible."""
    counts = Counts()
    for name, outcomes in groups.items():
        bits = np.zeros(len(condition_bits()), np.int64)
        unsure = bits.copy()
        bits[0], unsure[0] = outcomes[0], outcomes[1]
        for group in (EVERYBODY, ("region", name)):
            counts.tally(group, "peq-workers").add(Tally(np.array(outcomes), bits.copy(), unsure.copy()))
    return counts


def test_what_is_shown_of_counts() -> None:
    counts = counts_of_groups(a=(40, 10, 20), b=(30, 6, 9), c=(50, 8, 7))
    free = Shown(counts)
    assert (free.size(), free.outcome("peq-workers", 2).surely, free.outcome("peq-workers", 2).possibly) == (
        180,
        36,
        60,
    )
    condition = next(iter(condition_bits()))
    told = free.failing("peq-workers", condition, ("region", "b"))
    assert (told.surely, told.possibly) == (30, 36)
    # Nothing is small: nothing is hidden.
    masked = Shown(counts, N)
    for group in (EVERYBODY, *masked.groups("region")):
        assert [masked.outcome("peq-workers", v, group) for v in range(3)] == [
            free.outcome("peq-workers", v, group) for v in range(3)
        ]


def test_a_small_cell_takes_others_with_it() -> None:
    counts = counts_of_groups(a=(40, 10, 2), b=(30, 6, 9), c=(50, 8, 7))
    masked = Shown(counts, N)
    small = masked.outcome("peq-workers", 2, ("region", "a"))
    assert small.surely is None
    # Of the same group and of the same outcome, another is hidden.
    assert masked.outcome("peq-workers", 1, ("region", "a")).hidden
    others = [masked.outcome("peq-workers", 2, group).surely for group in (*masked.groups("region"), EVERYBODY)]
    assert others.count(None) > 1
    condition = masked.failing("peq-workers", next(iter(condition_bits())), ("region", "a"))
    assert condition.surely is None or condition.possibly is None


def test_a_small_group_is_hidden_with_another() -> None:
    counts = counts_of_groups(a=(1, 1, 1), b=(30, 6, 9), c=(50, 18, 17))
    masked = Shown(counts, N)
    assert [masked.size(("region", name)) for name in "abc"] == [None, None, 85]
    assert masked.size() == 133
    for value in range(3):
        assert masked.outcome("peq-workers", value, ("region", "a")).hidden


def test_few_people_in_all() -> None:
    masked = Shown(counts_of_groups(a=(1, 1, 1)), N)
    assert masked.size() is None
    assert masked.outcome("peq-workers", 0).surely is None
    assert Shown(Counts(), N).size() == 0


@pytest.mark.parametrize("seed", range(25))
def test_intervals_give_nothing_away(seed: int) -> None:
    """From all that is shown of outcomes, in every group, no small count follows."""
    draw = Random(seed)
    groups = {name: [draw.choice((0, 0, 2, 4, 6, 9, 30)) for _ in range(3)] for name in "abc"[: draw.choice((2, 3))]}
    counts = counts_of_groups(**groups)
    masked = Shown(counts, N)
    everywhere = (EVERYBODY, *masked.groups("region"))
    cells: dict[Any, int] = {}
    sums: list[Sum] = []
    hidden: set[Any] = set()
    for group in everywhere:
        tally = counts.tally(group, "peq-workers")
        cells[group] = tally.size
        if masked.size(group) is None:
            hidden.add(group)
        sums.append((group, [(group, value) for value in range(3)]))
        for value in range(3):
            cells[group, value] = int(tally.outcomes[value])
            if masked.outcome("peq-workers", value, group).surely is None:
                hidden.add((group, value))
            # What is possible is shown only if the other outcome is.
            possibly = masked.outcome("peq-workers", value, group).possibly
            if possibly is not None and value != 1:
                assert masked.outcome("peq-workers", 2 - value, group).surely is not None
    for value in range(3):
        sums.append(((EVERYBODY, value), [(group, value) for group in everywhere[1:]]))
    sums.append((EVERYBODY, list(everywhere[1:])))
    for cell, count in cells.items():
        if 0 < count < N:
            assert cell in hidden
    # Taken as equations: a hidden cell must be free to move.
    order = sorted(hidden, key=str)
    matrix = np.array([[(cell in parts) - (cell == total) for cell in order] for total, parts in sums], float).reshape(
        len(sums), len(order)
    )
    for at, cell in enumerate(order):
        if 0 < cells[cell] < N:
            alone = np.zeros(len(order))
            alone[at] = 1
            rank = np.linalg.matrix_rank(matrix)
            assert np.linalg.matrix_rank(np.vstack([matrix, alone])) > rank, (groups, cell)
