"""Proofs of French: levels as given, or by the marks of a test, which the register turns into levels.

The register is asked once for each case that it may tell apart: a mark falls on a bound of its tables or between two, a
test is taken before or after the days when they change.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import ValidationError

from jalon.cohort.laying.arrays import Members, facts, members
from jalon.cohort.laying.filling import Filling, as_reals, by_row, column, valid_bits
from jalon.cohort.laying.mark_kernels import put_levels, put_marks
from jalon.cohort.laying.parts import fill_part
from jalon.cohort.laying.shapes import Leaf, Part
from jalon.facts import FrenchProof
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.vocabulary import EDITIONS, PROOF, SKILLS, TESTS
from jalon.readings.bounded import ANY_LEVEL
from jalon.readings.bounded import EDITIONS as TABLES
from jalon.readings.columns.layout import LEAST, MOST
from jalon.registers import french_tests

_TESTS: Final = tuple(TESTS.split())
_OTHER: Final = _TESTS.index("other")
_PLACES: Final = ("proof", "test", f"taken_on{LEAST}", f"taken_on{MOST}", "converted")


def fill_proof(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """Proofs of French, and the table that they fill at once."""
    fill_part(filling, found, part, path, apart={"levels", "scores"})
    filling.run()
    sources = []
    alive = []
    for key in ("levels", "scores"):
        inner = part.fields[key]
        assert isinstance(inner, Part)
        group = members(found.fields.get(key), f"{path}.{key}") if found else None
        given = group.fields if group else {}
        for name in given.keys() - inner.fields.keys():
            filling.mark_known(given[name])
        for skill in SKILLS:
            leaf = inner.fields[skill]
            assert isinstance(leaf, Leaf)
            array = facts(given.get(skill), leaf, f"{path}.{key}.{skill}")
            array = None if array is None else as_reals(leaf, array)
            alive.append(array)
            sources.append(_source(array))
    keys = _levels(filling, np.array(sources, np.int64).reshape(2, len(SKILLS), 3), part)
    if keys is not None:
        _marks(filling, keys)


def _source(array: pa.Array | None) -> tuple[int, int, int]:
    """Where the numbers are, the bits of those that are known, and the first of them; nothing where none is known."""
    return (0, 0, 0) if array is None else (array.buffers()[1].address, valid_bits(array), array.offset)


def _levels(filling: Filling, sources: NDArray[np.int64], part: Part) -> NDArray[np.int64] | None:
    """Put the levels that are given; gives the case of each mark that is to be turned into one, or None without any."""
    if not len(filling.odd):
        return None
    levels, scores = part.fields["levels"], part.fields["scores"]
    assert isinstance(levels, Part)
    assert isinstance(scores, Part)
    level, score = levels.fields[SKILLS[0]], scores.fields[SKILLS[0]]
    assert isinstance(level, Leaf)
    assert isinstance(score, Leaf)
    keys = np.full((len(filling.odd), len(SKILLS)), -1, np.int64)
    places = np.array([column(PROOF, name) for name in _PLACES], np.int64)
    bits = np.array([PROOF["proof"].any_bits, PROOF["proof"].bits({"test"}), PROOF["test"].any_bits], np.int64)
    limits = np.array([*ANY_LEVEL, level.low, level.high, score.low, score.high], np.float64)
    tables = cases()
    truths, kinds, days, _ = by_row(filling.table)
    left = put_levels(
        truths, kinds, days, filling.odd, keys, sources, places, _columns(), bits, limits,
        tables.most, tables.marks, tables.below_whole, tables.until, tables.since, _OTHER,
    )  # fmt: skip
    return keys if left else None


def _marks(filling: Filling, keys: NDArray[np.int64]) -> None:
    tables, (truths, kinds, _, _) = cases(), by_row(filling.table)
    tables.ask(keys[keys >= 0])
    put_marks(truths, kinds, keys, tables.bands, _columns(), column(PROOF, "converted"))


@cache
def _columns() -> NDArray[np.int64]:
    """The two columns of the level of each skill, by edition."""
    ends = (LEAST, MOST)
    names = [[[f"{skill}_{edition}{end}" for end in ends] for skill in SKILLS] for edition in EDITIONS]
    return np.array([[[column(PROOF, name) for name in two] for two in four] for four in names], np.int64)


class Cases:
    """What the register may tell apart of a mark: each case is a whole number, and has one answer."""

    def __init__(self) -> None:
        rows = french_tests.rows()
        self.marks = np.array(sorted({row.mark for row in rows} | {row.top for row in rows}), np.float64)
        # How many bounds are below each whole mark.
        self.below_whole = np.searchsorted(self.marks, np.arange(int(self.marks[-1]) + 2)).astype(np.int64)
        self.until = np.array(sorted({row.taken_until.toordinal() for row in rows if row.taken_until}), np.int64)
        self.since = np.array(sorted({row.taken_from.toordinal() for row in rows if row.taken_from}), np.int64)
        self.most = np.array([[_most(test, skill) for skill in SKILLS] for test in _TESTS], np.float64)
        count = len(_TESTS) * len(SKILLS) * (2 * len(self.marks) + 1) * (len(self.until) + 1) * (len(self.since) + 1)
        # The least and the greatest level of each case, by edition.
        self.bands = np.zeros((count, 2 * len(EDITIONS)), np.int16)
        self._asked = np.zeros(count, np.bool_)

    def ask(self, keys: NDArray[np.int64]) -> None:
        """Have the levels of some cases."""
        for key in np.unique(keys[~self._asked[keys]]).tolist():
            test, skill, mark, earliest, latest = self._read(key)
            self.bands[key] = [
                level
                for edition in TABLES.values()
                for level in french_tests.level_band(edition, _TESTS[test], SKILLS[skill], mark, earliest, latest)
            ]
            self._asked[key] = True

    def _read(self, key: int) -> tuple[int, int, float, int, int]:
        """A test, a skill, a mark and bounds of a day that make the case; see `mark_kernels`."""
        key, latest = divmod(key, len(self.since) + 1)
        key, earliest = divmod(key, len(self.until) + 1)
        key, mark = divmod(key, 2 * len(self.marks) + 1)
        test, skill = divmod(key, len(SKILLS))
        first = int(self.until[earliest - 1]) + 1 if earliest else EARLIEST
        last = int(self.since[latest]) - 1 if latest < len(self.since) else NEVER
        return test, skill, self._mark(mark), first, last

    def _mark(self, place: int) -> float:
        """A mark on a bound of the tables (odd places), under the first, between two or above the last."""
        at, on_bound = divmod(place, 2)
        if on_bound:
            return float(self.marks[at])
        if at == 0:
            return float(self.marks[0]) / 2
        return float(self.marks[at - 1] + self.marks[at]) / 2 if at < len(self.marks) else float(self.marks[-1]) + 1


@cache
def cases() -> Cases:
    """The cases of the register as it is; several threads may ask at once, and find the same."""
    return Cases()


def _most(test: str, skill: str) -> int:
    """The greatest whole mark that the reader takes for a paper of a test: a greater one is left to it."""
    low, high = 0, 1_000
    while low < high:
        middle = (low + high + 1) // 2
        try:
            FrenchProof.model_validate({"test": test, "scores": {skill: middle}})
        except ValidationError:
            high = middle - 1
        else:
            low = middle
    return low
