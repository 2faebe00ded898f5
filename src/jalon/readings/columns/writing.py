"""Expressions written out as instructions (`programs`).

Each operator means exactly what it means in the scalar reading (`jalon.readings.decide.evaluate`), which a property test
holds it against. The law says the same thing in many places: each thing is told once, for the elements of the list
furthest out in which it can be told, and taken further in where it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from math import ceil, floor
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.calendar import add_months
from jalon.language.walk import describe
from jalon.readings.columns import machine as m
from jalon.readings.columns.calendars import FILING, Move, later
from jalon.readings.columns.layout import COMPLETE, LEAST, MOST
from jalon.readings.columns.programs import DAY, TRUTH, WIDE, Builder

_LEAST_WHOLE, _MOST_WHOLE = -(2**15), 2**15 - 1
Columns = tuple[int, int]


@cache
def free_slots(node: x.Expr) -> frozenset[int]:
    """The slots of the elements that an expression speaks of and does not walk through itself."""
    found: set[int] = set()
    var = getattr(node, "var", None)
    if isinstance(node, x.Some | x.SumOf | x.TimeIn):
        for child in x.children(node):
            if child is not node.collection:
                found |= free_slots(child)
        found -= {node.var.slot}
        found |= free_slots(node.collection)
    else:
        if isinstance(var, x.Var):
            found.add(var.slot)
        for child in x.children(node):
            found |= free_slots(child)
    return frozenset(found)


class Writer:
    """Writes expressions, each once for each list in which it is told."""

    def __init__(self, builder: Builder, told: Iterable[x.Expr] = ()) -> None:
        """`told` are the measures of which all months are wanted, not those surely counted alone."""
        self.to = builder
        self.told = frozenset(map(describe, told))
        self._found: dict[tuple[str, int], Any] = {}

    # --- Truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: x.Truth, inside: int) -> int:
        """The column of a truth, for the elements of the list furthest out in which it can be told."""
        at = self.to.innermost(inside, free_slots(node))
        found: int = self.once(node, at, self._truth)
        return found

    def once(self, node: x.Expr, at: int, write: Callable[[Any, int], Any]) -> Any:
        """What is written for an expression, once."""
        key = describe(node), at
        if key not in self._found:
            self._found[key] = write(node, at)
        return self._found[key]

    def _truth(self, node: x.Truth, at: int) -> int:
        writer = TRUTHS.get(type(node))
        if writer is None:
            raise TypeError(f"the reading over columns has no operator {type(node).__name__}")
        return writer(self, node, at)

    def joined(self, act: int, columns: Sequence[int]) -> int:
        """Truths taken together, those of lists further out first."""
        left = sorted(set(columns), key=lambda column: self.to.depth(self.to.inside(column)))
        found = left[0]
        for column in left[1:]:
            found = self.with_both(act, found, column)
        return found

    def with_both(self, act: int, *columns: int) -> int:
        """What an operation makes of truths, for the elements of the innermost of their lists."""
        inside = self.to.deepest(*columns)
        return self.to.made(act, inside, TRUTH, [self.to.lifted(column, inside) for column in columns])

    def fact(self, node: Any, at: int, end: str = "") -> int:
        """The column of a fact."""
        return self.to.load(self.to.of_slot(at, node.var.slot), node.field.name + end)

    # --- Days ---------------------------------------------------------------------------------------------------------

    def known_day(self, node: x.Day) -> int | Move | None:
        """A day that does not depend on the person: an ordinal, or what becomes of the filing day."""
        match node:
            case x.FixedDay():
                return date.fromisoformat(node.iso).toordinal()
            case x.FilingDay():
                return FILING
            case x.MonthsFrom():
                inner = self.known_day(node.day)
                if isinstance(inner, int):
                    return add_months(inner, node.months)
                return (node.months, 0, False) if inner == FILING else None
            case x.DaysFrom():
                inner = self.known_day(node.day)
                if isinstance(inner, int):
                    return later(inner, node.days)
                return (inner[0], inner[1] + node.days, False) if inner is not None else None
        return None

    def known_days(self, node: x.Day) -> tuple[int | Move, int | Move] | None:
        """The bounds of such a day."""
        if isinstance(node, x.Between):
            first, last = self.known_days(node.first), self.known_days(node.last)
            return (first[0], last[1]) if first and last else None
        known = self.known_day(node)
        return None if known is None else (known, known)

    def day(self, node: x.Day, inside: int) -> Columns:
        """The columns of the bounds of a day."""
        at = self.to.innermost(inside, free_slots(node))
        found: Columns = self.once(node, at, self._day)
        return found

    def _day(self, node: x.Day, at: int) -> Columns:
        if known := self.known_days(node):
            low, high = (self.to.filled(at, one, DAY) if isinstance(one, int) else self.to.filing(one) for one in known)
            return low, high
        match node:
            case x.DayFact():
                return self.fact(node, at, LEAST), self.fact(node, at, MOST)
            case x.MonthsFrom():
                months = self.to.whole(node.months), self.to.shift(node.months)
                return self.moved(m.MONTHS_LATER, self.day(node.day, at), months)
            case x.DaysFrom():
                return self.moved(m.DAYS_LATER, self.day(node.day, at), (self.to.whole(node.days),))
            case x.Between():
                return self.day(node.first, at)[0], self.day(node.last, at)[1]
        raise TypeError(f"the reading over columns has no day {type(node).__name__}")

    def moved(self, act: int, day: Columns, by: Sequence[int]) -> Columns:
        """The columns of a day moved."""
        low, high = (self.to.made(act, self.to.inside(column), DAY, (column,), by) for column in day)
        return low, high

    def not_after(self, first: Columns, second: Columns) -> int:
        """Whether days are not after others."""
        return self.with_both(m.NOT_AFTER, *first, *second)

    def beside_known(self, act: int, day: Columns, known: tuple[int | Move, int | Move]) -> int:
        """A comparison of a day with one that does not depend on the person."""
        inside = self.to.deepest(*day)
        columns = [self.to.lifted(column, inside) for column in day]
        if self.to.one_day or all(isinstance(one, int) for one in known):
            places = [self.to.whole(one) if isinstance(one, int) else self.to.move(one) for one in known]
            return self.to.made(act, inside, TRUTH, columns, places)
        low, high = (self.to.filled(0, one, DAY) if isinstance(one, int) else self.to.filing(one) for one in known)
        pairs = (day, (low, high)) if act == m.NOT_AFTER_DAY else ((low, high), day)
        return self.not_after(*pairs)

    # --- Numbers ------------------------------------------------------------------------------------------------------

    def is_whole(self, node: x.Number) -> bool:
        """Whether a number is a whole one, in two bytes."""
        return isinstance(node, x.NumberFact) and node.field.whole

    def wholes(self, node: x.NumberFact, inside: int) -> Columns:
        """The columns of a whole number."""
        return self.fact(node, inside, LEAST), self.fact(node, inside, MOST)

    def reals(self, node: x.Number, inside: int) -> Columns:
        """The columns of the bounds of a number, as doubles."""
        at = self.to.innermost(inside, free_slots(node))
        found: Columns = self.once(node, at, self._reals)
        return found

    def _reals(self, node: x.Number, at: int) -> Columns:
        match node:
            case x.NumberFact():
                columns = self.wholes(node, at)
                if not node.field.whole:
                    return columns
                low, high = (self.to.made(m.WIDENED, self.to.inside(one), WIDE, (one,)) for one in columns)
                return low, high
            case x.Figure():
                filled = self.to.made(m.FILL_REAL, at, WIDE, (), (self.to.figure(float(node.value)),))
                return filled, filled
            case x.Times():
                (a, b), (c, d) = self.reals(node.a, at), self.reals(node.b, at)
                return self._times(a, c), self._times(b, d)
            case x.SumOf():
                return self._sum_of(node, at)
        raise TypeError(f"the reading over columns has no number {type(node).__name__}")

    def _times(self, a: int, b: int) -> int:
        inside = self.to.deepest(a, b)
        return self.to.made(m.TIMES, inside, WIDE, [self.to.lifted(a, inside), self.to.lifted(b, inside)])

    def _sum_of(self, node: x.SumOf, at: int) -> Columns:
        of = self.elements(node.collection, node.var, at)
        counts = self.to.lifted(self.truth(node.where, of), of)
        low, high = (self.to.lifted(column, of) for column in self.reals(node.value, of))
        least, most = self.to.column(at, WIDE), self.to.column(at, WIDE)
        self.to.add(m.ADDED, of, [least, most, counts, low, high, self.complete(node.collection, at)])
        return least, most

    # --- Lists --------------------------------------------------------------------------------------------------------

    def elements(self, collection: x.ListFact, var: x.Var, at: int) -> int:
        """The list of the elements of a fact."""
        return self.to.opened(at, var, collection.field.name, collection.var.slot)

    def complete(self, collection: x.ListFact, at: int) -> int:
        """Whether all the elements of a list are known."""
        return self.to.lifted(self.fact(collection, at, COMPLETE), at)


# --- Operators ----------------------------------------------------------------------------------------------------------


def _always(write: Writer, node: x.Always, at: int) -> int:
    return write.to.filled(at, YES if node.value else NO, TRUTH)


def _is_in(write: Writer, node: x.IsIn, at: int) -> int:
    kind = write.fact(node.kind, at)
    wanted = write.to.whole(node.kind.field.bits(node.values))
    return write.to.made(m.IS_IN, write.to.inside(kind), TRUTH, (kind,), (wanted,))


def _not_after(write: Writer, node: x.NotAfter, at: int) -> int:
    if moved := _moved_fact(node):
        act, day, latest = moved
        return write.beside_known(act, write.day(day, at), (latest, latest))
    first, second = write.known_days(node.first), write.known_days(node.second)
    if second and not first:
        return write.beside_known(m.NOT_AFTER_DAY, write.day(node.first, at), second)
    if first and not second:
        return write.beside_known(m.DAY_NOT_AFTER, write.day(node.second, at), first)
    return write.not_after(write.day(node.first, at), write.day(node.second, at))


def _moved_fact(node: x.NotAfter) -> tuple[int, x.Day, Move] | None:
    """A fact moved by months beside the filing day: the filing day is moved back, once for everybody who files then."""
    for moved, other, act, days in (
        (node.first, node.second, m.NOT_AFTER_DAY, 0),
        (node.second, node.first, m.DAY_NOT_AFTER, -1),
    ):
        if isinstance(moved, x.MonthsFrom) and isinstance(other, x.FilingDay) and free_slots(moved):
            # From the day after the latest one that, moved, comes before the filing day.
            return act, moved.day, (moved.months, days, True)
    return None


def _at_least(write: Writer, node: x.AtLeast, at: int) -> int:
    a, b = node.a, node.b
    if write.is_whole(a) and isinstance(b, x.Figure):
        return _whole(write, m.WHOLE_AT_LEAST, a, ceil(b.value), at)
    if write.is_whole(b) and isinstance(a, x.Figure):
        return _whole(write, m.WHOLE_AT_MOST, b, floor(a.value), at)
    return write.with_both(m.AT_LEAST, *write.reals(a, at), *write.reals(b, at))


def _whole(write: Writer, act: int, node: Any, value: int, at: int) -> int:
    columns = write.wholes(node, at)
    limit = write.to.whole(min(max(value, _LEAST_WHOLE), _MOST_WHOLE))
    return write.to.made(act, write.to.inside(columns[0]), TRUTH, columns, (limit,))


def _contested(write: Writer, node: x.Contested, at: int) -> int:
    first, *others = (write.truth(reading, at) for _, reading in node.readings)
    if isinstance(node.at_issue, x.Always) and not node.at_issue.value:
        return first
    hull = first
    for other in others:
        hull = write.with_both(m.AGREED, hull, other) if other != first else hull
    if isinstance(node.at_issue, x.Always):
        return hull
    return write.with_both(m.UNLESS_SETTLED, write.truth(node.at_issue, at), first, hull)


def _choose(write: Writer, node: x.Choose, at: int) -> int:
    return write.with_both(
        m.CHOSEN, write.truth(node.test, at), write.truth(node.then, at), write.truth(node.otherwise, at)
    )


def _some(write: Writer, node: x.Some, at: int) -> int:
    of = write.elements(node.collection, node.var, at)
    where = write.to.lifted(write.truth(node.where, of), of)
    best = write.to.column(at, TRUTH)
    write.to.add(m.SOME, of, [best, where, write.complete(node.collection, at)])
    return best


TRUTHS: Final[dict[type[x.Expr], Callable[[Writer, Any, int], int]]] = {
    x.Always: _always,
    x.TruthFact: lambda write, node, at: write.fact(node, at),
    x.IsIn: _is_in,
    x.NotAfter: _not_after,
    x.AtLeast: _at_least,
    x.And: lambda write, node, at: write.joined(m.BOTH, [write.truth(item, at) for item in node.items]),
    x.Or: lambda write, node, at: write.joined(m.EITHER, [write.truth(item, at) for item in node.items]),
    x.Not: lambda write, node, at: write.with_both(m.CONTRARY, write.truth(node.item, at)),
    x.Choose: _choose,
    x.Contested: _contested,
    x.Test: lambda write, node, at: write.truth(node.item, at),
    x.Some: _some,
}
"""What writes each operator; `measuring` adds those of time."""
