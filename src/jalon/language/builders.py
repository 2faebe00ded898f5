"""How a law file speaks of facts: `applicant.birth_date`, `applicant.jobs.where(skilled).time_in(last(months(36)))`.

A name that the vocabulary does not have is an error as soon as the law is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from jalon.language.expressions import (
    Always,
    Between,
    Contested,
    Day,
    DayFact,
    Expr,
    FilingDay,
    FixedDay,
    KindFact,
    ListFact,
    Number,
    NumberFact,
    Some,
    SpellsOf,
    SumOf,
    Test,
    TimeIn,
    Truth,
    TruthFact,
    Var,
)
from jalon.language.statutes import Months, Words
from jalon.language.vocabulary import CREDENTIAL, ENTITIES, PERSON, Entity, Field

# Slots of the record under consideration: 0 the person, 1 the credential, 2... what lists are walked through.
PERSON_SLOT: Final = 0
CREDENTIAL_SLOT: Final = 1
FIRST_FREE_SLOT: Final = 2

FILING: Final = FilingDay()
ALWAYS: Final = Always(True)
NEVER_SO: Final = Always(False)


class Element:
    """An entity in the law: its attributes are expressions."""

    def __init__(self, entity: Entity, slot: int) -> None:
        self._var = Var(entity, slot)

    def __getattr__(self, name: str) -> Any:
        return _fact(self._var, self._var.entity[name])


def _fact(var: Var, field: Field) -> Expr | Collection:
    match field.sort:
        case "truth":
            return TruthFact(var, field)
        case "day":
            return DayFact(var, field)
        case "number":
            return NumberFact(var, field)
        case "kind":
            return KindFact(var, field)
        case _:
            return Collection(ListFact(var, field))


@dataclass(frozen=True)
class Window:
    """From which day to which day time is counted; an edge may itself be uncertain."""

    start: Day
    end: Day


def last(span: Months) -> Window:
    """The months before filing. Whether the anniversary day is inside is contested (C-1); whoever still holds a job on
    the filing day has surely held it to the day before (counting rules)."""
    start = FILING - span
    return Window(Between(start, start + 1, ("C-1", "inside", "outside")), TO_FILING)


def since(day: Day) -> Window:
    """After a day, to filing. Whether that day itself counts is left open."""
    return Window(Between(day, day + 1), TO_FILING)


def up_to(iso: str, point: str, without: str, with_it: str) -> Window:
    """Everything up to a date of the law. Whether that date itself is inside is a contested point."""
    return Window(FixedDay("0001-01-01"), Between(FixedDay(iso) - 1, FixedDay(iso), (point, without, with_it)))


def during(start: Day, end: Day) -> Window:
    """From one day to another, both inside."""
    return Window(start, end)


TO_FILING: Final = Between(FILING - 1, FILING)


class Collection:
    """A list of the file, with the questions that may be asked of it."""

    _depth = FIRST_FREE_SLOT

    def __init__(self, source: ListFact, where: Callable[[Element], Truth] | None = None) -> None:
        self._source = source
        self._where = where

    def where(self, test: Callable[[Element], Truth]) -> Collection:
        """Those for which the test holds."""
        former = self._where
        return Collection(self._source, test if former is None else lambda e: former(e) & test(e))

    def any(self, test: Callable[[Element], Truth] | None = None) -> Truth:
        """At least one."""
        chosen = self.where(test) if test else self
        with chosen._element() as (var, where):
            return Some(self._source, var, where)

    def all(self, test: Callable[[Element], Truth]) -> Truth:
        """Every one (so also when there is none)."""
        return ~self.any(lambda element: ~test(element))

    def sum(self, value: Callable[[Element], Number]) -> Number:
        """A number added up over all of them."""
        with self._slot() as element:
            where = self._where(element) if self._where else ALWAYS
            return SumOf(self._source, element._var, where, value(element))

    def time_in(self, window: Window, *, less: str = "", pooled: tuple[str, float] | None = None) -> SpellsOf:
        """The days they cover inside a window: see `TimeIn`."""
        with self._element() as (var, where):
            leaves = ListFact(var, var.entity[less]) if less else None
            hours = (NumberFact(var, var.entity[pooled[0]]), pooled[1]) if pooled else None
            return TimeIn(self._source, var, where, window.start, window.end, leaves, hours)

    @contextmanager
    def _slot(self) -> Iterator[Element]:
        # A list inside a list gets the next slot; expressions are built once, at import, by one thread.
        slot = Collection._depth
        Collection._depth += 1
        try:
            yield Element(ENTITIES[self._source.field.entity], slot)
        finally:
            Collection._depth = slot

    @contextmanager
    def _element(self) -> Iterator[tuple[Var, Truth]]:
        with self._slot() as element:
            yield element._var, self._where(element) if self._where else ALWAYS


applicant: Final = Element(PERSON, PERSON_SLOT)
credential: Final = Element(CREDENTIAL, CREDENTIAL_SLOT)


def on(iso: str) -> Day:
    """A date of the law."""
    return FixedDay(iso)


def covers(element: Element, day: Day) -> Truth:
    """The stay, permit or job runs on that day."""
    return (element.started_on <= day) & (element.ended_on >= day)


def contested(point: str, *, at_issue: Truth = ALWAYS, **readings: Truth) -> Truth:
    """A point of law with several readings, by name; underscores in names stand for hyphens."""
    named = tuple((name.replace("_", "-"), reading) for name, reading in readings.items())
    if len(named) < 2:
        raise ValueError(f"{point}: a contested point has at least two readings")
    return Contested(point, named, at_issue)


def broader(point: str, narrow: str, holds: Truth, wide: str, holds_more: Truth) -> Truth:
    """A contested point of which one reading implies the other: `narrow` wherever it holds, `wide` in more cases."""
    return holds | contested(point, **{narrow: NEVER_SO, wide: holds_more})


def named(id: str, words: Words, item: Truth) -> Truth:
    """A part of a condition under a name, in words."""
    return Test(id, item, words)


def within_last(day: Day, span: Months) -> Truth:
    """A dated fact inside the months before filing, the filing day included. A fact on the anniversary day itself is
    contested (point C-1)."""
    edge = FILING - span
    return contested("C-1", inside=day >= edge, outside=day > edge) & (day <= FILING)
