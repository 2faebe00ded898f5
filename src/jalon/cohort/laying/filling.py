"""One table of an entity, filled from Arrow arrays: each fact says where its bounds go, and `Filling` writes the plan that
the compiled kernel runs (see `kernels`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.laying import kernels
from jalon.cohort.laying.arrays import Elements, is_text, unwrapped
from jalon.cohort.laying.codes import Coded, Lookup, coded, day_bounds, kind_bits, lookup, numbers, truths
from jalon.cohort.laying.shapes import Leaf
from jalon.cohort.schema import NO_DATE
from jalon.facts import parse_applicant
from jalon.facts.dates import FIRST_YEAR, LAST_YEAR
from jalon.facts.fields import LONGEST_LIST, LONGEST_TEXT
from jalon.language.bounds import MAYBE
from jalon.language.calendar import day
from jalon.language.vocabulary import ENTITIES, PERSON, Entity, Field
from jalon.readings.bounded import Record, bounded
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, START, layout
from jalon.readings.columns.tables import Table

Marks = NDArray[np.uint8]
_EPOCH: Final = day("1970-01-01")
_FIRST: Final = day(f"{FIRST_YEAR}-01-01")
_LAST: Final = day(f"{LAST_YEAR}-12-31")
_NONE: Final = NO_DATE.toordinal()
# One element of each list, of which nothing is known; then a leave.
_BLANK: Final[tuple[dict[str, Any], ...]] = (
    {
        "stays_in_quebec": [{}],
        "permits": [{}],
        "studies": [{}],
        "jobs": [{}],
        "french": [{}],
        "spouse": {},
        "children": [{}],
    },
    {"jobs": [{"leaves": [{}]}]},
)


@cache
def blanks() -> dict[str, Record]:
    """For each entity, the record of one of which nothing is known."""
    found: dict[str, Record] = {PERSON.name: bounded(parse_applicant({"schema": 1}))}

    def visit(record: Record, entity: Entity) -> None:
        for place, field in enumerate(entity.fields):
            if field.sort == "list":
                for inner in record[place][0]:
                    found.setdefault(field.entity, inner)
                    visit(inner, ENTITIES[field.entity])

    for data in _BLANK:
        visit(bounded(parse_applicant({"schema": 1, **data})), PERSON)
    return found


def by_row(table: Table) -> tuple[NDArray[Any], ...]:
    """The arrays of a table as the kernels have them: a row an element, a column a column."""
    return tuple(array.T for array in table.arrays)


def column(entity: Entity, name: str) -> int:
    """The place of a column in the array that has it."""
    return layout(entity.name).places[name]


class Filling:
    """The table of an entity while it is filled: `odd` marks the rows that the reader of files is to look at."""

    def __init__(self, entity: Entity, table: Table) -> None:
        self.entity, self.table = entity, table
        self.odd: Marks = np.zeros(len(table), np.uint8)
        self._plan: list[tuple[int, ...]] = []
        self._limits: list[tuple[float, float, float, float]] = []
        # The kernel has addresses only: what they are of is kept here until it has run.
        self._alive: list[Any] = []

    # --- Facts ---------------------------------------------------------------------------------------------------------

    def fact(self, leaf: Leaf, array: pa.Array | None, field: Field | None) -> None:
        """The bounds of a fact go to a field; without one it is only checked. `array` is None where nothing is known."""
        if array is None:
            if field:
                self.absent(field)
        elif leaf.sort == "truth":
            self.truth(leaf, array, field)
        elif leaf.sort in ("number", "whole"):
            self._number(leaf, array, field)
        elif leaf.sort == "day":
            self._day(leaf, array, field)
        elif leaf.sort == "kind":
            self.codes(coded(array), kind_bits(leaf, field), field)
        elif leaf.sort == "text":
            self.text(array)
        else:
            raise ValueError(f"no plain fact: {leaf.sort}")

    def absent(self, field: Field) -> None:
        """Nothing is known of a fact."""
        bounds = blanks()[self.entity.name][self.entity.index[field.name]]
        if field.sort == "number":
            self._add(kernels.NUMBER, *self._two(field), field.whole, limits=(*bounds, 0, 0))
        elif field.sort == "day":
            for name, value in zip((LEAST, MOST), bounds, strict=True):
                self.constant(field.name + name, value)
        else:
            self.constant(field.name, bounds)

    def constant(self, name: str, value: int) -> None:
        """The same value for everybody in a column."""
        self._add(kernels.CONSTANT, self._one(name), layout(self.entity.name).size(name), value)

    def truth(self, leaf: Leaf, array: pa.Array, field: Field | None) -> None:
        """Truths, as booleans or as texts."""
        array = self.as_truths(leaf, array)
        if field:
            self._add(kernels.TRUTH, self._one(field.name), *self._bits(array), self._absent(field))

    def as_truths(self, leaf: Leaf, array: pa.Array) -> pa.Array:
        """Booleans; texts that are none mark their rows."""
        if pa.types.is_boolean(array.type):
            return array
        array, odd = truths(leaf, array)
        if odd is not None:
            self.odd[odd] = 1
        return array

    def codes(self, found: Coded, find: Callable[[Any], Any], field: Field | None) -> None:
        """A whole number for each different value; those of which `find` gives None mark their rows."""
        self.looked_up(found, lookup(found.values, find), 0, field)

    def looked_up(self, found: Coded, known: Lookup, place: int, field: Field | None) -> None:
        """The same, of a truth or a kind, from one column of numbers looked up before."""
        at = self._one(field.name) if field else -1
        size = layout(self.entity.name).size(field.name) if field else 0
        absent = self._absent(field) if field else 0
        self._add(kernels.CODE, at, size, *self._found(found, known, place), absent)

    def days_looked_up(self, found: Coded, known: Lookup, place: int, field: Field | None) -> None:
        """Bounds of days from two columns of numbers looked up before."""
        self._add(kernels.DAY_CODE, *self._two(field), *self._found(found, known, place), *self._bounds(field))

    def numbers_looked_up(self, found: Coded, known: Lookup, place: int, field: Field) -> None:
        """Bounds of whole numbers from two columns of numbers looked up before."""
        self._add(kernels.NUMBER_CODE, *self._two(field), *self._found(found, known, place), *self._bounds(field))

    def text(self, array: pa.Array) -> None:
        """Free texts: only checked."""
        if pa.types.is_dictionary(array.type):
            found = coded(array)
            marks = _odd_texts(pa.array(found.values, pa.string()))
            self.looked_up(found, np.where(marks, kernels.ODD, 0).astype(np.int32)[:, None], 0, None)
        else:
            self.odd |= _odd_texts(array)

    def _day(self, leaf: Leaf, array: pa.Array, field: Field | None) -> None:
        if not pa.types.is_date32(array.type):
            found = coded(array)
            self.days_looked_up(found, lookup(found.values, day_bounds(leaf), 2), 0, field)
            return
        # A day known not to be that may not be is out of the calendar.
        none = kernels.ODD if leaf.refuses_none else _NONE
        calendar = (_EPOCH, _FIRST, _LAST, none)
        self._add(kernels.DAYS, *self._two(field), *self._bits(array), *self._bounds(field), *calendar)

    def _number(self, leaf: Leaf, array: pa.Array, field: Field | None) -> None:
        limits = (*self._bounds(field), leaf.low, leaf.high)
        source = self._bits(as_reals(leaf, array))
        self._add(kernels.NUMBERS, *self._two(field), *source, leaf.sort == "whole", limits=limits)

    # --- Groups and lists -----------------------------------------------------------------------------------------------

    def known(self, array: pa.Array, field: Field, yes: int, no: int) -> None:
        """One truth where something is known, another where it is not."""
        self._alive.append(array)
        self._add(kernels.KNOWN, self._one(field.name), valid_bits(array), array.offset, yes, no)

    def where(self, array: pa.Array, field: Field, value: int) -> None:
        """A truth where a boolean is true, over what stood there."""
        self._add(kernels.WHERE, self._one(field.name), *self._bits(array), value)

    def list(self, found: Elements | None, field: Field, first: int, absent: int = MAYBE) -> None:
        """A list whose elements stand in their table from the row `first` on; `absent` is the truth of its being complete
        where it is unknown."""
        names = [field.name + one for one in (START, COUNT, COMPLETE)]
        if found is None:
            for name, value in zip(names, (0, 0, absent), strict=True):
                self.constant(name, value)
            return
        self._alive.append(found)
        starts, counts = self._kept(found.starts), self._kept(found.counts)
        known = (valid_bits(found.lists), found.lists.offset)
        self._add(kernels.LIST, *map(self._one, names), starts, counts, first, *known, absent, LONGEST_LIST)

    def after(self, end: Field, start: Field) -> None:
        """The end of what has a start, once both are filled."""
        self._add(kernels.AFTER, *self._two(end), self._two(start)[0])

    def mark(self, rows: NDArray[np.bool_]) -> None:
        """Rows that the reader of files is to look at."""
        self.odd[rows] = 1

    def mark_known(self, array: pa.Array) -> None:
        """The rows where something stands that is not to."""
        self.mark(np.asarray(unwrapped(array).is_valid()))

    def run(self) -> None:
        """Fill the table."""
        if len(self.odd) and self._plan:
            plan = np.zeros((len(self._plan), kernels.PLAN_WIDTH), np.int64)
            for row, one in zip(plan, self._plan, strict=True):
                row[: len(one)] = one
            kernels.fill(*by_row(self.table), self.odd, plan, np.array(self._limits, np.float64))
        self._plan, self._limits, self._alive = [], [], []

    # --- Plans ----------------------------------------------------------------------------------------------------------

    def _add(self, *plan: int, limits: tuple[float, float, float, float] = (0, 0, 0, 0)) -> None:
        self._plan.append(plan)
        self._limits.append(limits)

    def _one(self, name: str) -> int:
        return column(self.entity, name)

    def _two(self, field: Field | None) -> tuple[int, int]:
        """The columns of the least and the most; nowhere without a field."""
        return (self._one(field.name + LEAST), self._one(field.name + MOST)) if field else (-1, -1)

    def _absent(self, field: Field) -> int:
        value: int = blanks()[self.entity.name][self.entity.index[field.name]]
        return value

    def _bounds(self, field: Field | None) -> tuple[Any, Any]:
        low, high = blanks()[self.entity.name][self.entity.index[field.name]] if field else (0, 0)
        return low, high

    def _found(self, found: Coded, known: Lookup, place: int) -> tuple[int, int, int]:
        """Where the places are, and one column of what stands for each value."""
        return self._kept(found.places), self._kept(known) + place * known.itemsize, known.shape[1]

    def _kept(self, array: NDArray[Any]) -> int:
        array = np.ascontiguousarray(array)
        self._alive.append(array)
        return int(array.ctypes.data)

    def _bits(self, array: pa.Array) -> tuple[int, int, int]:
        """Where the bits of booleans are, those of what is known, and the first of them."""
        self._alive.append(array)
        return array.buffers()[1].address, valid_bits(array), array.offset


def as_reals(leaf: Leaf, array: pa.Array) -> pa.Array:
    """Numbers of any plain type as doubles; NaN for a text that is no number."""
    if pa.types.is_dictionary(array.type) or is_text(array.type):
        return numbers(leaf, array)
    return array.cast(pa.float64(), safe=False)


def valid_bits(array: pa.Array) -> int:
    """The address of the bits of what is known; 0 when all is."""
    return int(array.buffers()[0].address) if array.null_count else 0


def _odd_texts(array: pa.Array) -> Marks:
    odd: Marks = np.zeros(len(array), np.uint8)
    if len(array):
        _, offsets, content = array.buffers()
        sort = np.int64 if pa.types.is_large_string(array.type) else np.int32
        ends = np.frombuffer(offsets, sort)[array.offset : array.offset + len(array) + 1]
        letters = np.frombuffer(content, np.uint8) if content is not None and content.size else np.zeros(1, np.uint8)
        kernels.odd_texts(odd, ends, letters, valid_bits(array), array.offset, LONGEST_TEXT)
    return odd
