"""Why an expression has another value the next day: the leaves that moved it.

Between two days, the facts and the text being the same, only what depends on the filing day can move: a dated fact that
is reached or left behind, a count of months, a date that the text itself names. So one goes down from an expression into
those of its parts whose value moved with it, and the leaves at which one arrives are the causes. No rule is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES, Truth
from jalon.language.builders import CREDENTIAL_SLOT, PERSON_SLOT
from jalon.language.calendar import EARLIEST, NEVER, add_months
from jalon.language.vocabulary import Field
from jalon.language.walk import walk
from jalon.readings.bounded import Record
from jalon.readings.decide.evaluate import DAY, Env, compiled, environment
from jalon.readings.decide.reasons import base_of


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A dated fact of the file is reached, or a number of months after it is.

    `path` is its place in the file and `day` the day it gives (an ordinal: the nearest bound, where it is imprecise).
    `months` is the time after it that the law asks about: 0 for the day itself, negative for time before it. `passed`
    says whether that mark is behind already, rather than reached this very day.
    """

    path: str
    field: Field
    day: int
    months: int
    passed: bool


@dataclass(frozen=True, slots=True)
class TimeCounted:
    """So many months of work are counted from this day on, or no more. `value` is what can be said of them now."""

    months: int
    value: Truth
    rises: bool


@dataclass(frozen=True, slots=True)
class DateOfTheText:
    """A date that the text itself names begins, or is over."""

    iso: str


LeafCause = DatedFact | TimeCounted | DateOfTheText
Paths = dict[int, str]


class _Days:
    """The environments of the day before and of the day, kept on the same records."""

    def __init__(self, person: Record, credential: Record | None, day: int) -> None:
        self.before, self.after = environment(person, day - 1), environment(person, day)
        self.paths: Paths = {PERSON_SLOT: ""}
        self.put(CREDENTIAL_SLOT, credential, "" if credential is None else _studies(credential[-1]))

    def put(self, slot: int, record: Record | None, path: str) -> None:
        self.before[slot] = self.after[slot] = record
        self.paths[slot] = path

    def values(self, node: x.Truth) -> tuple[Truth, Truth]:
        run = compiled(node)
        return run(self.before), run(self.after)


def _studies(rows: tuple[int, ...]) -> str:
    return "+".join([f"studies[{row}]" for row in rows])


def values_on_both_days(expr: x.Truth, person: Record, credential: Record | None, day: int) -> tuple[Truth, Truth]:
    """The value of an expression on the day before and on the day."""
    return _Days(person, credential, day).values(expr)


def leaf_causes(expr: x.Truth, person: Record, credential: Record | None, day: int) -> tuple[LeafCause, ...]:
    """What moved an expression between the day before and the day, once each; nothing if it did not move."""
    days = _Days(person, credential, day)
    before, after = days.values(expr)
    if before == after:
        return ()
    return tuple(dict.fromkeys(_inside(expr, days, after > before)))


def _inside(node: x.Truth, days: _Days, rises: bool) -> Iterator[LeafCause]:
    """The leaves under a node that moved, upwards or downwards."""
    match node:
        case x.NotAfter():
            yield from _not_after(node, days)
        case x.Reaches():
            yield TimeCounted(node.months, compiled(node)(days.after), rises)
        case x.AtLeast():
            yield from _sums(node, days)
        case x.Not():
            yield from _inside(node.item, days, not rises)
        case x.Some():
            for _ in _records(node, days):
                yield from _moved((node.where,), days, rises)
        case x.Choose():
            test = days.values(node.test)
            if test[0] != test[1]:
                yield from _inside(node.test, days, test[1] > test[0])
            else:
                taken = [(node.then, test[1] != NO), (node.otherwise, test[1] != YES)]
                yield from _moved(tuple(branch for branch, open_ in taken if open_), days, rises)
        case x.Contested():
            at_issue = days.values(node.at_issue)
            if at_issue[0] != at_issue[1]:
                yield from _inside(node.at_issue, days, at_issue[1] > at_issue[0])
            yield from _moved(tuple(reading for _, reading in node.readings), days, rises)
        case _:
            yield from _moved(tuple(c for c in x.children(node) if isinstance(c, x.Truth)), days, rises)


def _moved(nodes: tuple[x.Truth, ...], days: _Days, rises: bool) -> Iterator[LeafCause]:
    """The leaves under those of some nodes that moved the same way as what holds them."""
    for node in nodes:
        before, after = days.values(node)
        if before != after and (after > before) == rises:
            yield from _inside(node, days, rises)


def _records(node: x.Some | x.SumOf, days: _Days) -> Iterator[None]:
    """Each element of a list in turn, put into its slot on both days."""
    base = base_of(node.collection)
    owner = days.paths[node.collection.var.slot] if base not in ("studies",) else ""
    start = f"{owner}.{base}" if owner else base
    for record in compiled(node.collection)(days.after)[0]:
        days.put(node.var.slot, record, start if base == "spouse" else f"{start}[{record[-1][0]}]")
        yield


def _sums(node: x.AtLeast, days: _Days) -> Iterator[LeafCause]:
    for inner in walk(node):
        if isinstance(inner, x.SumOf):
            for _ in _records(inner, days):
                before, after = days.values(inner.where)
                if before != after:
                    yield from _inside(inner.where, days, after > before)


def _not_after(node: x.NotAfter, days: _Days) -> Iterator[LeafCause]:
    first, second = _unshifted(node.first), _unshifted(node.second)
    for (this, months), (other, others) in ((first, second), (second, first)):
        if isinstance(this, x.DayFact) and isinstance(other, x.FilingDay):
            yield _dated(this, months - others, days)
            return
    fixed = [day.iso for day, _ in (first, second) if isinstance(day, x.FixedDay)]
    yield from (DateOfTheText(iso) for iso in fixed[:1])


def _unshifted(node: x.Day) -> tuple[x.Day, int]:
    """The day under any shift, and the months of the shift (days of a shift are the law's way of saying strictly)."""
    months = 0
    while isinstance(node, x.MonthsFrom | x.DaysFrom):
        months += node.months if isinstance(node, x.MonthsFrom) else 0
        node = node.day
    return node, months


def _dated(node: x.DayFact, months: int, days: _Days) -> DatedFact:
    today: int = days.after[DAY]
    bounds = [b for b in compiled(node)(days.after) if EARLIEST < b < NEVER]
    # Of an imprecise date, the bound whose mark is met nearest to this day.
    marks = [(abs(today - add_months(bound, months)), bound) for bound in bounds]
    fact = min(marks)[1] if marks else today
    owner = days.paths[node.var.slot]
    path = f"{owner}.{node.field.fact}" if owner else node.field.fact
    return DatedFact(path, node.field, fact, months, today > add_months(fact, months))


__all__ = ["DateOfTheText", "DatedFact", "Env", "LeafCause", "TimeCounted", "leaf_causes", "values_on_both_days"]
