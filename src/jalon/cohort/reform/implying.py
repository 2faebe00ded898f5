"""Whether one truth of the law implies another, whatever the facts: so that a law made gentler is known to harm nobody.

What is found is certain; what is not found may still be so. Only the shape of the expressions is looked at: the same
words, a lower number of months, more values of a list, one more way round.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jalon.language import expressions as x
from jalon.language.walk import describe, walk


class Implications:
    """Answers for two laws; `same_day` says whether the filing day is the same under both."""

    def __init__(self, same_day: bool = True) -> None:
        self._same_day = same_day
        self._found: dict[tuple[int, int], bool] = {}
        # Answers are kept by identity, so what was asked about stays alive.
        self._asked: list[x.Expr] = []
        self._described: dict[int, tuple[str, bool]] = {}

    def implies(self, a: x.Truth, b: x.Truth) -> bool:
        """Whether `b` surely holds wherever `a` does."""
        key = id(a), id(b)
        if key not in self._found:
            self._asked += [a, b]
            self._found[key] = self.same(a, b) or self._implies(a, b)
        return self._found[key]

    def same(self, a: x.Expr, b: x.Expr) -> bool:
        """Whether both are one and the same, filing day included."""
        (said, of_the_day), (other, _) = self._words(a), self._words(b)
        return said == other and (self._same_day or not of_the_day)

    def _words(self, node: x.Expr) -> tuple[str, bool]:
        if id(node) not in self._described:
            self._asked.append(node)
            of_the_day = any(isinstance(inner, x.FilingDay) for inner in walk(node))
            self._described[id(node)] = describe(node), of_the_day
        return self._described[id(node)]

    def _implies(self, a: x.Truth, b: x.Truth) -> bool:
        match a, b:
            case (x.Test(), _):
                return self.implies(a.item, b)
            case (_, x.Test()):
                return self.implies(a, b.item)
            case (x.Always(value=False), _) | (_, x.Always(value=True)):
                return True
            case (_, x.And()):
                return all(self.implies(a, item) for item in b.items)
            case (x.Or(), _):
                return all(self.implies(item, b) for item in a.items)
            case (x.Not(), x.Not()):
                return self.implies(b.item, a.item)
            case (x.Some(), x.Some()):
                return self._same_elements(a, b) and self.implies(a.where, b.where)
            case (x.IsIn(), x.IsIn()):
                return self.same(a.kind, b.kind) and a.values <= b.values
            case (x.Reaches(), x.Reaches()):
                return a.months >= b.months and self._covers(b.spells, a.spells)
            case (x.AtLeast(), x.AtLeast()):
                return self._not_less(a.a, b.a) and self._not_less(b.b, a.b)
            case (x.NotAfter(), x.NotAfter()):
                return self._not_later(b.first, a.first) and self._not_later(a.second, b.second)
        return self._by_parts(a, b)

    def _by_parts(self, a: x.Truth, b: x.Truth) -> bool:
        """One way through what chooses between several truths is enough."""
        ways: list[Callable[[], bool]] = []
        if isinstance(a, x.Contested) and isinstance(b, x.Contested):
            ways.append(lambda: self._reading_by_reading(a, b))
        if isinstance(a, x.Choose) and isinstance(b, x.Choose):
            ways.append(
                lambda: (
                    self.same(a.test, b.test)
                    and self.implies(a.then, b.then)
                    and self.implies(a.otherwise, b.otherwise)
                )
            )
        if isinstance(a, x.And):
            ways.append(lambda: any(self.implies(item, b) for item in a.items))
        if isinstance(b, x.Or):
            ways.append(lambda: any(self.implies(a, item) for item in b.items))
        if isinstance(a, x.Choose | x.Contested):
            ways.append(lambda: all(self.implies(one, b) for one in _branches(a)))
        if isinstance(b, x.Choose | x.Contested):
            ways.append(lambda: all(self.implies(a, one) for one in _branches(b)))
        return any(way() for way in ways)

    def _reading_by_reading(self, a: x.Contested, b: x.Contested) -> bool:
        """The right reading of a point is the same one under both laws."""
        if a.point != b.point or [name for name, _ in a.readings] != [name for name, _ in b.readings]:
            return False
        pairs = zip(a.readings, b.readings, strict=True)
        return self.same(a.at_issue, b.at_issue) and all(self.implies(one, other) for (_, one), (_, other) in pairs)

    def _same_elements(self, a: Any, b: Any) -> bool:
        return bool(self.same(a.collection, b.collection) and a.var == b.var)

    def _covers(self, wide: x.SpellsOf, narrow: x.SpellsOf) -> bool:
        """Whether every day counted in `narrow` is counted in `wide`."""
        if self.same(wide, narrow):
            return True
        match wide, narrow:
            case (x.Together(), x.Together()):
                return self._covers(wide.a, narrow.a) and self._covers(wide.b, narrow.b)
            case (x.Capped(), x.Capped()):
                return wide.months >= narrow.months and self._covers(wide.spells, narrow.spells)
            case (x.TimeIn(), x.TimeIn()):
                return (
                    self._same_elements(wide, narrow)
                    and self._same_leaves(wide, narrow)
                    and self.implies(narrow.where, wide.where)
                    and self._not_later(wide.start, narrow.start)
                    and self._not_later(narrow.end, wide.end)
                )
        return False

    def _same_leaves(self, wide: x.TimeIn, narrow: x.TimeIn) -> bool:
        """The same days taken out; and hours added up towards a number that is not greater."""
        if (wide.less is None) != (narrow.less is None) or (wide.pooled is None) != (narrow.pooled is None):
            return False
        if wide.less is not None and narrow.less is not None and not self.same(wide.less, narrow.less):
            return False
        if wide.pooled is None or narrow.pooled is None:
            return True
        return self.same(wide.pooled[0], narrow.pooled[0]) and wide.pooled[1] <= narrow.pooled[1]

    def _not_less(self, small: x.Number, great: x.Number) -> bool:
        """Whether the second number is surely not less than the first."""
        if isinstance(small, x.Figure) and isinstance(great, x.Figure):
            return small.value <= great.value
        if isinstance(small, x.SumOf) and isinstance(great, x.SumOf):
            # Nothing that is added up is negative.
            added = self._same_elements(small, great) and self.same(small.value, great.value)
            return added and self.implies(small.where, great.where)
        return self.same(small, great)

    def _not_later(self, first: x.Day, second: x.Day) -> bool:
        """Whether the first day surely does not come after the second."""
        match first, second:
            case (x.FixedDay(), x.FixedDay()):
                return first.iso <= second.iso
            case (x.MonthsFrom(), x.MonthsFrom()):
                return first.months <= second.months and self.same(first.day, second.day)
            case (x.DaysFrom(), x.DaysFrom()):
                return first.days <= second.days and self._not_later(first.day, second.day)
            case (x.Between(), x.Between()):
                return (
                    first.contested == second.contested
                    and self._not_later(first.first, second.first)
                    and self._not_later(first.last, second.last)
                )
        return self.same(first, second)


def _branches(node: x.Choose | x.Contested) -> tuple[x.Truth, ...]:
    if isinstance(node, x.Choose):
        return node.then, node.otherwise
    return tuple(reading for _, reading in node.readings)
