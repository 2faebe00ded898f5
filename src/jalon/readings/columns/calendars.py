"""What depends on days alone, found once for all people."""

from __future__ import annotations

from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language.calendar import EARLIEST, NEVER, add_months
from jalon.readings.columns.kernels import calendar_rows, latest_before
from jalon.readings.columns.vectors import month_table

Rows = NDArray[np.int32]
Move = tuple[int, int, bool]
"""What depends on the filing day alone: (months, days, False) is that day so many months, then days, later; (months, days,
True) is so many days before the latest day that, so many months later, is not after the filing day and so many days."""
FILING: Final[Move] = (0, 0, False)


def moved(day: int, move: Move) -> int:
    """A move of a filing day."""
    months, days, inverse = move
    if inverse:
        return int(latest_before(day + days, months)) - days
    return later(add_months(day, months), days)


def later(ordinal: int, days: int) -> int:
    """So many days later; the ends of the calendar stay where they are."""
    return ordinal + days if EARLIEST < ordinal < NEVER else ordinal


class Calendar:
    """What becomes of days: filing days under each move, a row a day, made once for the days that are asked for; days of
    facts, so many months later. Shared by the programs of a law, which name moves and months by their place."""

    def __init__(self) -> None:
        self.moves: list[Move] = []
        self._shifts: list[int] = [0]
        self._tables: Rows = np.zeros((0, 0), np.int32)
        self.first = 0
        self._lock = Lock()
        self._rows: Rows = np.zeros((0, 0), np.int32)

    def move(self, move: Move) -> int:
        """The place of a move of the filing day."""
        return _place(self.moves, move)

    def shift(self, months: int) -> int:
        """The place of a number of months by which days of facts are moved."""
        return _place(self._shifts, months)

    @property
    def month_tables(self) -> Rows:
        """A table for each number of months (see `vectors.month_table`)."""
        with self._lock:
            if len(self._tables) != len(self._shifts):
                self._tables = np.stack([month_table(months) for months in self._shifts])
            return self._tables

    def rows(self, first: int, last: int) -> tuple[int, Rows]:
        """A row a day, and the first of those days, which is at or before the first one asked for."""
        with self._lock:
            return self._held(first, last)

    def _held(self, first: int, last: int) -> tuple[int, Rows]:
        held = len(self._rows)
        if self._rows.shape[1] != max(1, len(self.moves)) or not self.first <= first <= last < self.first + held:
            start, stop = (min(first, self.first), max(last + 1, self.first + held)) if held else (first, last + 1)
            self.first, self._rows = start, np.zeros((stop - start, max(1, len(self.moves))), np.int32)
            if self.moves:
                calendar_rows(start, self._rows, np.array(self.moves, np.int64))
        return self.first, self._rows


def _place(known: list[Any], one: Any) -> int:
    if one not in known:
        known.append(one)
    return known.index(one)
