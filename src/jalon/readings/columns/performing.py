"""Programs performed over people: what the machine is given, room to work in, every core."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.readings.columns.calendars import Calendar
from jalon.readings.columns.machine import MUCH, run
from jalon.readings.columns.programs import Library
from jalon.readings.columns.tables import Tables

# People whose columns are filled at once, at least; more, where they then stay so near (bytes, in the cache of a core).
_BLOCK: Final = 1_024
_NEAR: Final = 256 << 10
# People dealt at once to programs of several filing days: what one program reads is near when the next one does.
_DEAL: Final = 8_192
# People that a core is given at once, and how often at most: a core that is slower than the others is given less.
_PART: Final = 16_384
_TURNS: Final = 4
# Bytes of room to begin with; those, and the rooms, that are kept for the next time at most.
_ARENA: Final = 2 << 20
_MOST_KEPT: Final = 2 * MUCH
_ROOMS: Final = 64
_NONE: Final = 0

Rows = NDArray[np.int32]


class People:
    """People and their filing days, which are all inside of a span."""

    def __init__(self, tables: Tables, days: Rows, span: tuple[int, int] | None = None) -> None:
        self.tables, self._days = tables, days
        # One day for all, which is there once, need not be looked at a million times.
        some = days[:1] if days.strides == (0,) else days
        self.first, self.last = span or ((int(some.min()), int(some.max())) if len(some) else (1, 1))

    @cached_property
    def days(self) -> Rows:
        """The filing days, one a person, as the machine reads them."""
        return np.ascontiguousarray(self._days, np.int32)


def _of_days(people: People, calendar: Calendar) -> tuple[Any, ...]:
    """What the machine is told of days."""
    first_day, days = calendar.rows(people.first, people.last)
    return calendar.month_tables, days, first_day


class Performance:
    """Programs ready to be performed over some people, into columns that are there (none: what it would hold is not told):
    over each, the program of their filing day. `of_day` has its number for each day from the first of all filing days on;
    without it, there is one program."""

    def __init__(
        self,
        library: Library,
        people: People,
        calendar: Calendar,
        out: Sequence[NDArray[Any] | None],
        of_day: NDArray[np.int8] | None = None,
    ) -> None:
        self._people, self._out = people, out
        wholes = [program.wholes_on(people.first) for program in library.programs if program]
        self._given = (
            (*library.books, np.concatenate(wholes)),
            library.bounds,
            np.zeros(0, np.int8) if of_day is None else of_day,
            people.first,
            *_of_days(people, calendar),
            library.addresses(people.tables),
            library.alone(people.tables),
            *library.packing,
            people.days.ctypes.data if of_day is not None or library.reads_days else _NONE,
            np.array([0 if column is None else column.ctypes.data for column in out], np.int64),
        )

    def __call__(self, rows: Rows) -> None:
        """Perform the only program over the people of some rows."""
        rows = np.ascontiguousarray(rows)
        self._run(rows.ctypes.data, 0, len(rows))

    def along(self, first: int, count: int) -> None:
        """Perform them over people who stand side by side."""
        self._run(_NONE, first, count)

    def _run(self, rows: int, first: int, count: int) -> None:
        with _Room(self._people.tables.most) as room:
            while count:
                done, lacks = run(*self._given, rows, first, count, _DEAL, _BLOCK, _NEAR, room.arena, room.spells)
                if lacks:
                    room.grow(lacks)
                first, count = first + done, count - done


def each(act: Callable[[int, int], None], count: int) -> None:
    """Do something for so many people, on every core: it is told the first of some and how many they are."""
    cores = os.cpu_count() or 1
    # As many parts for each core, all alike.
    parts = min(-(-count // (_PART * cores)), _TURNS) * cores if count > _BLOCK else 1
    size = max(1, -(-count // parts))
    starts = range(0, count, size)
    if len(starts) < 2:
        for start in starts:
            act(start, count)
        return
    # The list is made so that an error in a thread is raised here.
    list(_threads().map(lambda start: act(start, min(size, count - start)), starts))


@cache
def _threads() -> ThreadPoolExecutor:
    """A thread for each core, from one time to the next, whoever asks: no more is done at once than there are cores."""
    return ThreadPoolExecutor(os.cpu_count() or 1)


if hasattr(os, "register_at_fork"):
    # A process that is forked has none of them.
    os.register_at_fork(after_in_child=_threads.cache_clear)


class _Room:
    """Room to work in: bytes for the columns of a block, and what measures of time need for the spells of one person. It is
    kept from one time to the next: a fresh page of memory costs more than what is written on it."""

    _kept: Final[list[tuple[NDArray[np.uint8], tuple[NDArray[Any], ...]]]] = []

    def __init__(self, most: int) -> None:
        self._most = 2 * most + 2

    def __enter__(self) -> _Room:
        try:
            self.arena, self.spells = self._kept.pop()
        except IndexError:
            self.arena, self.spells = np.empty(_ARENA, np.uint8), _spells(self._most)
        if self.spells[0].shape[1] < self._most:
            self.spells = _spells(self._most)
        return self

    def __exit__(self, *_: object) -> None:
        if len(self.arena) <= _MOST_KEPT and len(self._kept) < _ROOMS:
            self._kept.append((self.arena, self.spells))

    def grow(self, size: int) -> None:
        """More bytes."""
        self.arena = np.empty(max(size, 2 * len(self.arena)), np.uint8)


def _spells(room: int) -> tuple[NDArray[Any], ...]:
    """Room for the spells of one person: sure and possible ones, their weights, the events of pooled hours."""
    return (
        np.zeros((2, room, 2), np.int32),
        np.zeros((2, room), np.float64),
        np.zeros(2 * room, np.int32),
        np.zeros(2 * room, np.float64),
    )
