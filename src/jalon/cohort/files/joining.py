"""People put together out of several tables: who each line belongs to, and the lists that the lines make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.files.chunks import Numbers
from jalon.cohort.files.nested import Columns, inner, leaves, lists
from jalon.cohort.laying.shapes import Leaf, Many, Part, person_shape
from jalon.cohort.running.digest import text_hashes
from jalon.cohort.schema import NONE

Owners = NDArray[np.int64]
_JOBS: Final = "jobs"
LEAVES: Final = "jobs.leaves"
SPOUSE_FRENCH: Final = "spouse.french"
_DECIMAL: Final = r"^(-?[0-9]+),([0-9]+)$"


class Keys:
    """The row of each key. Keys are held as hashes of 128 bits."""

    def __init__(self, keys: Iterator[tuple[pa.Array, Numbers]]) -> None:
        first, second, rows, without = [], [], [], []
        for texts, numbers in keys:
            there = np.asarray(texts.is_valid())
            one, two = text_hashes(texts)
            first.append(one[there])
            second.append(two[there])
            rows.append(numbers[there])
            without.append(numbers[~there])
        all_first = np.concatenate([np.zeros(0, np.uint64), *first])
        order = np.argsort(all_first, kind="stable")
        self._first = all_first[order]
        self._second = np.concatenate([np.zeros(0, np.uint64), *second])[order]
        self._rows = np.concatenate([np.zeros(0, np.int64), *rows])[order]
        self.without: Numbers = np.concatenate([np.zeros(0, np.int64), *without])
        """The rows without a key."""
        same = (self._first[1:] == self._first[:-1]) & (self._second[1:] == self._second[:-1])
        self.twice: Numbers = np.unique(np.concatenate([self._rows[1:][same], self._rows[:-1][same]]))
        """The rows whose key another row has too."""

    def find(self, keys: pa.Array) -> Owners:
        """The row of each key; -1 where there is none."""
        if not len(self._first):
            return np.full(len(keys), -1, np.int64)
        one, two = text_hashes(keys)
        at = np.minimum(np.searchsorted(self._first, one), len(self._first) - 1)
        found = (self._first[at] == one) & (self._second[at] == two) & np.asarray(keys.is_valid())
        return np.where(found, self._rows[at], -1)


@dataclass(frozen=True)
class Belonging:
    """The lines of a table that belong to some people: the person of each (its place among them, in order), the cells
    and the number of each line."""

    table: str
    owners: Owners
    cells: Columns
    lines: Numbers

    def counts(self, people: int) -> Numbers:
        """How many lines each person has."""
        return np.bincount(self.owners, minlength=people).astype(np.int64)


@dataclass(frozen=True)
class Spots:
    """Where the facts of each row stand: the line of the person, and of each element of their lists."""

    table: str
    lines: Numbers
    lists: Mapping[str, tuple[str, Numbers, Numbers]]
    """By list: its table, the place of each owner's first element, and the lines."""

    def place(self, row: int, path: str) -> tuple[str, int | None]:
        """The table and the line of a fact (see `chunks.Places`)."""
        told, name = (self.table, int(self.lines[row])), ""
        owner = row
        for step, index in re.findall(r"([^\[\]]+)\[([0-9]+)\]\.?", path):
            name = f"{name}.{step}" if name else step
            if name not in self.lists:
                break
            table, starts, lines = self.lists[name]
            owner = int(starts[owner]) + int(index)
            if owner >= len(lines):
                break
            told = table, int(lines[owner])
        return told


def starts_of(counts: Numbers) -> Numbers:
    """The place of the first element of each list."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def person_columns(columns: Columns, tables: Mapping[str, Belonging], count: int) -> dict[str, pa.Array]:
    """The facts of people: the columns of their own table (dotted) and the lines of the other tables, by list path.

    The column `job` of leaves is the place of their job among the lines of jobs (see `place_of_jobs`).
    """
    made = dict(columns)
    for path, lines in tables.items():
        if path in (LEAVES, SPOUSE_FRENCH):
            continue
        cells = dict(lines.cells)
        if path == _JOBS and LEAVES in tables:
            leave = tables[LEAVES]
            cells["leaves"] = lists(part_of(LEAVES), leave.cells, leave.counts(len(lines.lines)))
        made[path] = lists(part_of(path), cells, lines.counts(count))
    if SPOUSE_FRENCH in tables:
        lines = tables[SPOUSE_FRENCH]
        made[SPOUSE_FRENCH] = lists(
            part_of(SPOUSE_FRENCH), lines.cells, lines.counts(count), _has_spouse(columns, lines, count)
        )
    return inner(person_shape(), made)


def _has_spouse(columns: Columns, lines: Belonging, count: int) -> NDArray[np.bool_]:
    """Who has a spouse, as far as is told: only then does a table without a line say that there is no proof."""
    there = lines.counts(count) > 0
    for name, column in columns.items():
        if name == f"spouse.{NONE}":
            continue
        if name.startswith("spouse."):
            there |= np.asarray(column.is_valid())
    return there


def part_of(path: str) -> Part:
    """The part that a list of people holds: `jobs.leaves`."""
    part = person_shape()
    for name in path.split("."):
        inside = part.fields[name]
        found = inside.item if isinstance(inside, Many) else inside
        assert isinstance(found, Part)
        part = found
    return part


def place_of_jobs(jobs: Belonging, leaves_of: Belonging, name: str) -> tuple[Owners, NDArray[np.bool_]]:
    """For each leave, the place of its job among the lines of jobs (-1: the person has no such job); and the jobs whose
    name another job of the person has too. A job without a name is called by its number, from 1."""
    starts = starts_of(jobs.counts(int(jobs.owners.max(initial=-1)) + 1))
    number = pa.array(np.arange(len(jobs.owners)) - starts[jobs.owners] + 1).cast(pa.string())
    named = pc.coalesce(jobs.cells[name], number) if name in jobs.cells else number
    called = _joined(jobs.owners, named)
    wanted = _joined(leaves_of.owners, leaves_of.cells[name])
    found = pc.fill_null(pc.index_in(wanted, value_set=called), -1).to_numpy(zero_copy_only=False).astype(np.int64)
    first = pc.index_in(called, value_set=called).to_numpy(zero_copy_only=False)
    return found, first != np.arange(len(called))


def _joined(owners: Owners, names: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(pa.array(owners).cast(pa.string()), names, ":")


def with_points(part: Part, cells: Columns) -> dict[str, pa.Array]:
    """Cells whose numbers have a comma written with a point."""
    numbers = {name for name, leaf in leaves(part) if isinstance(leaf, Leaf) and leaf.sort in ("number", "mark")}
    return {
        name: pc.replace_substring_regex(column, pattern=_DECIMAL, replacement=r"\1.\2") if name in numbers else column
        for name, column in cells.items()
    }
