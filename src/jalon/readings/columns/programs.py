"""Programs: what is done over many people at once, one instruction after the other (see `machine`).

An instruction reads columns and fills others, for the elements of one list: people themselves, or a list being walked
through, such as the jobs of each person, or the jobs of the person of each study. A column holds truths, kinds, days or
numbers, and is filled once, but for sets that conditions are added to; `Builder` gives the columns their room, so that few
are in use at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import expressions as x
from jalon.language.vocabulary import ENTITIES, PERSON
from jalon.readings.columns import machine as m
from jalon.readings.columns.calendars import FILING, Calendar, Move, moved
from jalon.readings.columns.layout import COUNT, LEAST, MOST, NAMES, START, layout
from jalon.readings.columns.tables import Tables

PEOPLE: Final = 0
"""The list of people, which is always open."""
TRUTH, KIND, DAY, WIDE = 1, 2, 4, 8
"""Bytes of a value: truths; kinds and whole numbers; days and sets; reals."""


@dataclass(frozen=True)
class List:
    """A list walked through: the one around it, that of its owner, the slot of its elements, its entity, its name there."""

    around: int
    owner: int
    slot: int
    entity: str
    field: str = ""


@dataclass(frozen=True)
class Program:
    """Instructions with what they need. `wholes` are whole numbers, some of which depend on the filing day (`moves`, by
    place) where the program is for people who file on the same day; `shelf_of` is the room of each column. `stores` are the
    columns that are told of people: the number of what is told, and the bytes of a value; `same` has what is told alike of
    everybody, by that number."""

    code: NDArray[np.int64]
    lists: tuple[List, ...]
    columns: tuple[tuple[str, str], ...]
    wholes: NDArray[np.int64]
    moves: tuple[tuple[int, Move], ...]
    figures: NDArray[np.float64]
    tables: NDArray[np.int64]
    shelf_of: NDArray[np.int64]
    shelves: NDArray[np.int64]
    stores: NDArray[np.int64]
    same: Mapping[int, int]

    @cached_property
    def list_table(self) -> NDArray[np.int64]:
        """What the machine is told of lists."""
        where = {column: place for place, column in enumerate(self.columns)}
        with_later = self.code[np.isin(self.code[:, 0], (m.MEASURE, m.BEST, m.BEST_STUDY)), 1].tolist()
        rows = [[0, 0, 0, 0, 0]]
        for number, one in enumerate(self.lists[1:], 1):
            owner = self.lists[one.owner].entity
            columns = (where[owner, one.field + end] for end in (START, COUNT))
            rows.append([one.around, one.owner, *columns, number in with_later])
        return np.array(rows, np.int64)

    @property
    def parts(self) -> tuple[NDArray[Any], ...]:
        """What the machine is told of a program alone."""
        return self.code, self.shelf_of, self.shelves, self.list_table, self.figures, self.tables, self.stores

    @property
    def lengths(self) -> tuple[int, ...]:
        """The lengths of what it is told, what depends on people last."""
        return *map(len, self.parts), len(self.columns), len(self.wholes)

    def wholes_on(self, day: int) -> NDArray[np.int64]:
        """The whole numbers for people who file on a day."""
        found = self.wholes.copy()
        for place, move in self.moves:
            found[place] = moved(day, move)
        return found


class Library:
    """Several programs, or none in their place, as one: in each of the `books` the part of one program follows that of
    another, from where `bounds` say on. `columns` are those of all of them. `packing` says how the facts of some people
    are copied: lists (the entity that has them, that of their elements, the columns of start and of length), then the
    other columns (the entity, the column, its bytes, the one that it may be the same as); see `packing_kernels`."""

    def __init__(self, programs: Sequence[Program | None]) -> None:
        self.programs = tuple(programs)
        known = [program for program in programs if program]
        self.columns = tuple(dict.fromkeys(column for program in known for column in program.columns))
        place = {column: number for number, column in enumerate(self.columns)}
        parts = [
            (*program.parts, np.array([place[column] for column in program.columns], np.int64)) for program in known
        ]
        self.books = tuple(np.concatenate(some) for some in zip(*parts, strict=True))
        lengths = [program.lengths if program else (0,) * len(known[0].lengths) for program in programs]
        self.bounds = np.concatenate([np.zeros((1, len(lengths[0])), np.int64), np.cumsum(lengths, axis=0)])
        self.packing = self._packing(place)

    def addresses(self, people: Tables) -> NDArray[np.int64]:
        """Where the columns of some people are. Where all of a day or of a number is known, its most is its least."""
        addresses, steps = people.places
        arrays, places = self._places
        found: NDArray[np.int64] = addresses[arrays] + places * steps[arrays]
        for most, least in self._pairs:
            if self.columns[most] in people.known:
                found[most] = found[least]
        return found

    @cached_property
    def reads_days(self) -> bool:
        """Whether the filing day of each person is looked at."""
        return any((program.code[:, 0] == m.CALENDAR).any() for program in self.programs if program)

    def alone(self, people: Tables) -> NDArray[np.int8]:
        """Which columns are the numbers of elements of lists known to have one each."""
        return np.array([column in people.alone for column in self.columns], np.int8)

    @cached_property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        """The columns of the most and of the least of days and numbers."""
        place = {column: number for number, column in enumerate(self.columns)}
        least = {(entity, name): (entity, name.removesuffix(MOST) + LEAST) for entity, name in place}
        return tuple(
            (number, place[least[column]])
            for column, number in place.items()
            if column[1].endswith(MOST) and least[column] in place
        )

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        return np.array([layout(entity).place(name) for entity, name in self.columns], np.int64).reshape(-1, 2).T

    def _packing(self, place: Mapping[tuple[str, str], int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        asked: dict[str, list[list[int]]] = {}
        ends: set[tuple[str, str]] = set()
        for name, entity in ENTITIES.items():
            for field in entity.fields:
                columns = [(name, field.name + end) for end in (START, COUNT)]
                if field.sort == "list" and columns[0] in place:
                    numbers = NAMES.index(name), NAMES.index(field.entity)
                    asked.setdefault(field.entity, []).append([*numbers, *(place[column] for column in columns)])
                    ends |= {*columns}
        lists: list[list[int]] = []
        while asked:
            # Those whose owners are there already.
            some = next(
                name for name, rows in asked.items() if not {row[0] for row in rows} & {*map(NAMES.index, asked)}
            )
            lists += asked.pop(some)
        like = dict(self._pairs)
        facts = [
            [NAMES.index(name), number, layout(name).size(column), like.get(number, number)]
            for (name, column), number in place.items()
            if (name, column) not in ends
        ]
        # What others may be the same as comes first.
        facts.sort(key=lambda fact: fact[1] in like)
        return np.array(lists, np.int64).reshape(-1, 4), np.array(facts, np.int64).reshape(-1, 4)


class Builder:
    """Writes the instructions of a program. With `one_day`, for people who all file on the same day."""

    def __init__(self, calendar: Calendar, *, one_day: bool) -> None:
        self.one_day = one_day
        self.lists: list[List] = [List(PEOPLE, PEOPLE, 0, PERSON.name)]
        # Shared by the programs of a law.
        self._calendar = calendar
        self._rows: list[list[int]] = []
        self._uses: list[list[int]] = []
        self._inside: list[int] = []
        self._sizes: list[int] = []
        self._columns: dict[tuple[str, str], int] = {}
        self._wholes: list[int | Move] = []
        self._places: dict[int | Move, int] = {}
        self._figures: dict[float, int] = {}
        self.tables: list[int] = []
        self._known: dict[tuple[object, ...], int] = {}
        # The columns that have the same whole number everywhere: it is the same further in.
        self._fills: dict[int, tuple[int, ...]] = {}
        self._stores: list[tuple[int, int, int]] = []
        self._same: dict[int, int] = {}
        # The columns that may turn out to be other ones, whose room they then have.
        self._shared: dict[int, int] = {}

    # --- What instructions name ----------------------------------------------------------------------------------------

    def whole(self, value: int) -> int:
        """The place of a whole number."""
        return self._place(value)

    def move(self, move: Move) -> int:
        """The place of what depends on the filing day, where all file on the same one."""
        return self._place(move)

    def in_a_row(self, values: Sequence[int | Move]) -> int:
        """The place of the first of some whole numbers that stand side by side."""
        self._wholes += values
        return len(self._wholes) - len(values)

    def _place(self, one: int | Move) -> int:
        if one not in self._places:
            self._places[one] = self.in_a_row([one])
        return self._places[one]

    def figure(self, value: float) -> int:
        """The place of a number."""
        return self._figures.setdefault(value, len(self._figures))

    def shift(self, months: int) -> int:
        """The place of a number of months by which days of facts are moved."""
        return self._calendar.shift(months)

    def fact(self, entity: str, name: str) -> int:
        """The place of a column of facts."""
        return self._columns.setdefault((entity, name), len(self._columns))

    def inside(self, column: int) -> int:
        """The list that a column is about."""
        return self._inside[column]

    # --- Lists ---------------------------------------------------------------------------------------------------------

    def opened(self, around: int, var: x.Var, field: str, owner_slot: int) -> int:
        """The list of the elements that a variable goes through, inside another one."""
        made = List(around, self.of_slot(around, owner_slot), var.slot, var.entity.name, field)
        if made not in self.lists:
            self.lists.append(made)
            for end in (START, COUNT):
                self.fact(self.lists[made.owner].entity, field + end)
        return self.lists.index(made)

    def of_slot(self, inside: int, slot: int) -> int:
        """The list, this one or around it, whose elements a slot stands for."""
        while self.lists[inside].slot != slot:
            if inside == PEOPLE:
                raise KeyError(f"no list of slot {slot}")
            inside = self.lists[inside].around
        return inside

    def innermost(self, inside: int, slots: Collection[int]) -> int:
        """The list furthest out in which something that is about some slots can be told."""
        while inside != PEOPLE and self.lists[inside].slot not in slots:
            inside = self.lists[inside].around
        return inside

    def deepest(self, *columns: int) -> int:
        """The innermost of the lists of some columns, all around one another."""
        return max((self._inside[column] for column in columns), key=self.depth, default=PEOPLE)

    def depth(self, inside: int) -> int:
        """How far in a list is."""
        depth = 0
        while inside != PEOPLE:
            inside, depth = self.lists[inside].around, depth + 1
        return depth

    # --- Instructions --------------------------------------------------------------------------------------------------

    def column(self, inside: int, size: int) -> int:
        """A column to fill."""
        self._inside.append(inside)
        self._sizes.append(size)
        return len(self._inside) - 1

    def add(self, act: int, inside: int, columns: Sequence[int], rest: Sequence[int] = ()) -> None:
        """An instruction: the columns that it fills and reads, then other numbers. -1 is no column."""
        row = [act, inside, *columns, *rest]
        self._rows.append(row + [0] * (m.WIDTH - len(row)))
        self._uses.append([column for column in columns if column >= 0])

    def made(self, act: int, inside: int, size: int, columns: Sequence[int] = (), rest: Sequence[int] = ()) -> int:
        """The column that an instruction fills; the same for the same instruction."""
        key = (act, inside, size, *columns, None, *rest)
        if key not in self._known:
            found = self.column(inside, size)
            self.add(act, inside, [found, *columns], rest)
            self._known[key] = found
            if act == m.FILL:
                self._fills[found] = tuple(rest)
            if act == m.LIFT:
                self.share(found, columns[0])
        return self._known[key]

    def share(self, column: int, source: int) -> None:
        """Say that a column may turn out to be another one."""
        self._shared[column] = source

    def store(self, column: int, told: int) -> None:
        """Tell a column of people."""
        size = self._sizes[column]
        self._stores.append((column, told, size))
        if column in self._fills and isinstance(value := self._wholes[self._fills[column][0]], int):
            self._same[told] = value
        self.add(m.STORE, PEOPLE, [column], (told, size))

    def load(self, inside: int, name: str) -> int:
        """A column of facts of the elements of a list."""
        of = layout(self.lists[inside].entity)
        size = of.size(name)
        return self.made(m.LOAD, inside, size, (), (self.fact(of.entity.name, name), size))

    def lifted(self, column: int, inside: int) -> int:
        """A column, for the elements of a list further in."""
        if self._inside[column] == inside:
            return column
        if column in self._fills:
            return self.made(m.FILL, inside, self._sizes[column], (), self._fills[column])
        around = self.lifted(column, self.lists[inside].around)
        return self.made(m.LIFT, inside, self._sizes[column], (around,), (self._sizes[column],))

    def filled(self, inside: int, value: int, size: int) -> int:
        """The same whole number everywhere."""
        return self.made(m.FILL, inside, size, (), (self.whole(value), size))

    def filling(self, inside: int, value: int, size: int) -> int:
        """The same, in a column of its own, which instructions change afterwards."""
        found = self.column(inside, size)
        self.add(m.FILL, inside, [found], (self.whole(value), size))
        return found

    def filing(self, move: Move = FILING) -> int:
        """What depends on the filing day of each person."""
        if self.one_day:
            return self.made(m.FILL, PEOPLE, DAY, (), (self.move(move), DAY))
        if move == FILING:
            return self.made(m.CALENDAR, PEOPLE, DAY, (), (-1,))
        return self.made(m.CALENDAR, PEOPLE, DAY, (), (self._calendar.move(move),))

    # --- The whole -----------------------------------------------------------------------------------------------------

    def program(self) -> Program:
        """What was written."""
        shelf_of, shelves = self._shelves()
        moves = tuple((place, one) for place, one in enumerate(self._wholes) if isinstance(one, tuple))
        return Program(
            np.array(self._rows, np.int64).reshape(-1, m.WIDTH),
            tuple(self.lists),
            tuple(self._columns),
            np.array([0 if isinstance(one, tuple) else one for one in self._wholes], np.int64),
            moves,
            np.array([*self._figures, 0.0], np.float64),
            np.array([*self.tables, 0], np.int64),
            np.array(shelf_of, np.int64),
            np.array(shelves, np.int64).reshape(-1, 2),
            np.array(self._stores, np.int64).reshape(-1, 3),
            self._same,
        )

    def _shelves(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The room of each column: that of one that is read no more serves again."""
        uses = [self._with_shared(columns) for columns in self._uses]
        last = {column: row for row, columns in enumerate(uses) for column in columns}
        shelf_of, shelves = [-1] * len(self._inside), [(PEOPLE, DAY)]
        free: dict[tuple[int, int], list[int]] = {}
        for row, columns in enumerate(uses):
            for column in columns:
                if shelf_of[column] < 0:
                    sort = self._inside[column], self._sizes[column]
                    if free.get(sort):
                        shelf_of[column] = free[sort].pop()
                    else:
                        shelf_of[column] = len(shelves)
                        shelves.append(sort)
            for column in set(columns):
                if last[column] == row:
                    free.setdefault((self._inside[column], self._sizes[column]), []).append(shelf_of[column])
        return [max(shelf, 0) for shelf in shelf_of], shelves

    def _with_shared(self, columns: Sequence[int]) -> list[int]:
        """Columns, and those that they may turn out to be."""
        found = list(columns)
        for column in found:
            if column in self._shared:
                found.append(self._shared[column])
        return found
