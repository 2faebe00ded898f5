"""Expressions: the sentences of the law, as values.

Each class is one operator. An expression says nothing of how it is evaluated: readings do, and a test fails if one of
them lacks an operator. Operators read as the law does: `job.in_quebec & ~job.self_employed`,
`credential.awarded_on <= FILING`, `held >= months(24)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jalon.language.statutes import Months, Words
from jalon.language.vocabulary import Entity, Field


@dataclass(frozen=True, slots=True)
class Var:
    """The entity under consideration at some place of an expression; `slot` keeps nested ones apart."""

    entity: Entity
    slot: int


class Expr:
    """Any expression. It has no truth of its own in Python: `and`, `or` and `not` would silently keep one side only."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError("an expression of the law is combined with &, | and ~, not with and, or and not")


class Truth(Expr):
    """An expression that is surely, possibly or not so."""

    __slots__ = ()

    def __and__(self, other: Truth) -> Truth:
        return And((*_parts(self, And), *_parts(other, And)))

    def __or__(self, other: Truth) -> Truth:
        return Or((*_parts(self, Or), *_parts(other, Or)))

    def __invert__(self) -> Truth:
        return self.item if isinstance(self, Not) else Not(self)


class Number(Expr):
    """A number between two bounds."""

    __slots__ = ()

    def __ge__(self, other: float | Number) -> Truth:
        return AtLeast(self, _number(other))

    def __le__(self, other: float | Number) -> Truth:
        return AtLeast(_number(other), self)

    def __gt__(self, other: float | Number) -> Truth:
        return Not(AtLeast(_number(other), self))

    def __lt__(self, other: float | Number) -> Truth:
        return Not(AtLeast(self, _number(other)))

    def __mul__(self, other: Number) -> Number:
        return Times(self, other)


class Day(Expr):
    """A day between two bounds; the day of what never happened comes after all others."""

    __slots__ = ()

    def __ge__(self, other: Day) -> Truth:
        return NotAfter(other, self)

    def __le__(self, other: Day) -> Truth:
        return NotAfter(self, other)

    def __gt__(self, other: Day) -> Truth:
        return Not(NotAfter(self, other))

    def __lt__(self, other: Day) -> Truth:
        return Not(NotAfter(other, self))

    def __add__(self, span: Months | int) -> Day:
        return MonthsFrom(self, span.count) if isinstance(span, Months) else DaysFrom(self, span)

    def __sub__(self, span: Months | int) -> Day:
        return MonthsFrom(self, -span.count) if isinstance(span, Months) else DaysFrom(self, -span)


class Kind(Expr):
    """One value out of a closed list."""

    __slots__ = ()


class SpellsOf(Expr):
    """Runs of days that surely, and that possibly, count."""

    __slots__ = ()

    def __ge__(self, wanted: Months) -> Truth:
        return Reaches(self, wanted.count)

    def __add__(self, other: SpellsOf) -> SpellsOf:
        return Together(self, other)


# eq=False: an expression is itself, so that readings can keep what they made of it.
@dataclass(frozen=True, slots=True, eq=False)
class Always(Truth):
    """Known whatever the facts."""

    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class TruthFact(Truth):
    """A yes-or-no fact of an entity."""

    var: Var
    field: Field


@dataclass(frozen=True, slots=True, eq=False)
class IsIn(Truth):
    """The kind is one of some values."""

    kind: KindFact
    values: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class NotAfter(Truth):
    """`first` is `second` or comes before it."""

    first: Day
    second: Day


@dataclass(frozen=True, slots=True, eq=False)
class AtLeast(Truth):
    """`a` is `b` or more."""

    a: Number
    b: Number


@dataclass(frozen=True, slots=True, eq=False)
class Reaches(Truth):
    """The spells make up so many calendar months. How months are counted is itself contested (point A-U6):
    see `calendar.shortest_claim` and `spells.covers_months`."""

    spells: SpellsOf
    months: int


@dataclass(frozen=True, slots=True, eq=False)
class And(Truth):
    """All of them."""

    items: tuple[Truth, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Or(Truth):
    """At least one of them."""

    items: tuple[Truth, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not(Truth):
    """The contrary."""

    item: Truth


@dataclass(frozen=True, slots=True, eq=False)
class Choose(Truth):
    """`then` where `test` holds, `otherwise` where it does not; where that cannot be told, what both agree on."""

    test: Truth
    then: Truth
    otherwise: Truth


@dataclass(frozen=True, slots=True, eq=False)
class Contested(Truth):
    """A point of law with several readings: known only where all of them agree (the hull).

    `at_issue` is a cheap test: where it surely fails the point does not arise and the first reading holds. All readings
    must then agree; a property test checks it.
    """

    point: str
    readings: tuple[tuple[str, Truth], ...]
    at_issue: Truth


@dataclass(frozen=True, slots=True, eq=False)
class Test(Truth):
    """A part of a condition under a name, so that a reading can say which part held, which did not, and in what words."""

    __test__ = False  # not a test of ours, whatever pytest thinks of the name

    id: str
    item: Truth
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Some(Truth):
    """At least one element of a list for which `where` holds."""

    collection: ListFact
    var: Var
    where: Truth


@dataclass(frozen=True, slots=True, eq=False)
class KindFact(Kind):
    """A fact that is one of a closed list."""

    var: Var
    field: Field

    def isin(self, *values: str) -> Truth:
        """One of these values; an unknown one is an error at load."""
        self.field.bits(set(values))
        return IsIn(self, frozenset(values))


@dataclass(frozen=True, slots=True, eq=False)
class NumberFact(Number):
    """A numeric fact."""

    var: Var
    field: Field


@dataclass(frozen=True, slots=True, eq=False)
class Figure(Number):
    """A number of the law."""

    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Times(Number):
    """A product of two non-negative numbers."""

    a: Number
    b: Number


@dataclass(frozen=True, slots=True, eq=False)
class SumOf(Number):
    """A non-negative number added up over the elements for which `where` holds."""

    collection: ListFact
    var: Var
    where: Truth
    value: Number


@dataclass(frozen=True, slots=True, eq=False)
class DayFact(Day):
    """A dated fact."""

    var: Var
    field: Field


@dataclass(frozen=True, slots=True, eq=False)
class FixedDay(Day):
    """A date of the law."""

    iso: str


@dataclass(frozen=True, slots=True, eq=False)
class FilingDay(Day):
    """The day on which the application is presented."""


@dataclass(frozen=True, slots=True, eq=False)
class MonthsFrom(Day):
    """So many calendar months after a day (before, if negative), clamped to the end of the month."""

    day: Day
    months: int


@dataclass(frozen=True, slots=True, eq=False)
class DaysFrom(Day):
    """So many days after a day (before, if negative)."""

    day: Day
    days: int


@dataclass(frozen=True, slots=True, eq=False)
class Between(Day):
    """A day that is one of two, or any in between: the edge of a window when the edge itself is unsettled.

    `contested` names the point of law, the reading that takes the first day, and the one that takes the last.
    """

    first: Day
    last: Day
    contested: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListFact(Expr):
    """The entities of one list."""

    var: Var
    field: Field


@dataclass(frozen=True, slots=True, eq=False)
class TimeIn(SpellsOf):
    """The days of the elements for which `where` holds, from `start` to `end`; days claimed twice count once.

    `less` names a list inside the element whose days are taken out (leaves). With `pooled`, a day counts when the hours
    a week of all the elements of that day add up to so many.
    """

    collection: ListFact
    var: Var
    where: Truth
    start: Day
    end: Day
    less: ListFact | None = None
    pooled: tuple[NumberFact, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Capped(SpellsOf):
    """The spells, of which at most so many months are credited."""

    spells: SpellsOf
    months: int


@dataclass(frozen=True, slots=True, eq=False)
class Together(SpellsOf):
    """Two measures added up; the second may be capped."""

    a: SpellsOf
    b: SpellsOf


def _parts(item: Truth, operator: type[And] | type[Or]) -> tuple[Truth, ...]:
    """The operands of `item` when it is of that operator, so that chains of & and | stay flat."""
    return item.items if isinstance(item, operator) else (item,)


def _number(value: float | Number) -> Number:
    return value if isinstance(value, Number) else Figure(float(value))


def children(node: Any) -> tuple[Expr, ...]:
    """The expressions that a node is made of, in the order in which they are written."""
    out: list[Expr] = []
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        if isinstance(value, Expr):
            out.append(value)
        elif isinstance(value, tuple):
            for item in value:
                inner = item[1] if isinstance(item, tuple) and len(item) == 2 else item
                if isinstance(inner, Expr):
                    out.append(inner)
    return tuple(out)
