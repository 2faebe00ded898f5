"""Hiding small counts so that no addition or subtraction of those shown gives them back.

A count from 1 to N - 1 is hidden. Others are then hidden beside it, the smallest first, until no hidden count follows
from those shown by any combination of the sums that tie them, and no set of hidden counts is known to add up to less
than N. Zeros are shown: nobody is behind them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Cell = Hashable
Sum = tuple[Cell, Sequence[Cell]]
"""A total and its parts."""


def hidden_cells(
    cells: Mapping[Cell, int], sums: Sequence[Sum], least: int, already: frozenset[Cell] = frozenset()
) -> set[Cell]:
    """The cells to hide among some counts tied by sums, those under `least` and those that would give them away;
    `already` are hidden for another reason."""
    hidden = {cell for cell, count in cells.items() if 0 < count < least} | {cell for cell in already if cell in cells}
    while _alone(cells, sums, hidden, least) or _given_away(cells, sums, hidden):
        pass
    return hidden


def _alone(cells: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell], least: int) -> bool:
    """Hide more, so that no sum has one hidden cell only, nor hidden parts known to be few together; gives whether there
    was need to."""
    more = False
    for total, parts in sums:
        unseen = [part for part in parts if part in hidden]
        if total in hidden:
            wanted = set() if unseen else _another(cells, parts, (), hidden)
        elif unseen and (len(unseen) == 1 or sum(cells[part] for part in unseen) < least):
            wanted = _another(cells, parts, (total,), hidden)
        else:
            wanted = set()
        hidden |= wanted
        more = more or bool(wanted)
    return more


def _another(cells: Mapping[Cell, int], parts: Sequence[Cell], total: Sequence[Cell], hidden: set[Cell]) -> set[Cell]:
    """The smallest part that can be hidden, else the total."""
    for among in (parts, total):
        seen = [cell for cell in among if cell not in hidden and cells[cell] > 0]
        if seen:
            return {min(seen, key=lambda cell: cells[cell])}
    return set()


def _given_away(cells: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell]) -> bool:
    """Hide more, so that no hidden cell follows from several sums taken together; gives whether there was need to."""
    if not hidden:
        return False
    order = [cell for cell in cells if cell in hidden]
    place = {cell: at for at, cell in enumerate(order)}
    rows = []
    for total, parts in sums:
        row = np.zeros(len(order))
        for part in parts:
            if part in place:
                row[place[part]] += 1
        if total in place:
            row[place[total]] -= 1
        if row.any():
            rows.append(row)
    told = _determined(np.array(rows).reshape(len(rows), len(order)))
    more = False
    for at in np.flatnonzero(told):
        for total, parts in sums:
            if order[at] in (total, *parts):
                wanted = _another(cells, parts, (total,), hidden)
                if wanted:
                    hidden |= wanted
                    more = True
                    break
    return more


def _determined(sums: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which unknowns of some equations have one solution only: those that no free direction moves."""
    if not len(sums):
        return np.zeros(sums.shape[1], np.bool_)
    _, strengths, directions = np.linalg.svd(sums)
    rank = int((strengths > 1e-9).sum())
    free = directions[rank:]
    found: NDArray[np.bool_] = np.abs(free).max(axis=0, initial=0.0) < 1e-9
    return found
