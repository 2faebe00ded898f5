"""How many days, at least, a truth makes one wait: what is written to find the first day on which a person qualifies.

For each truth there are two numbers: the days from a filing day until it may be surely so, and until it may be surely not
so; 0 when it is so that very day, `FAR` when it never will be while the law stays as it is. In between, the number is a
lower bound: no day that is jumped over can be the one. Facts stay as they are; days go by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.calendar import month_runs, shortest_claim
from jalon.language.walk import describe, walk
from jalon.readings.columns import machine as m
from jalon.readings.columns.layout import LEAST
from jalon.readings.columns.measuring import measure
from jalon.readings.columns.programs import DAY, PEOPLE, TRUTH, Builder, Program
from jalon.readings.columns.running import credentials_of
from jalon.readings.columns.waiting_kernels import FAR
from jalon.readings.columns.writing import Writer, free_slots
from jalon.readings.decide.measures import credited_months

# Ends of months may bring a day forward by so many days.
_CLAMPED: Final = 3


def waiting_program(nodes: Sequence[x.Truth], builder: Builder) -> Program:
    """The program that says how long each person has to wait, at least, until some truths are all surely so, those about a
    study for one and the same study."""
    write = Waiter(builder)
    studies = credentials_of(write)
    waits = [write.until(node, True, studies) for node in nodes]
    of_person = [wait for wait in waits if builder.inside(wait) == PEOPLE]
    of_study = [builder.lifted(wait, studies) for wait in waits if builder.inside(wait) != PEOPLE]
    if of_study:
        slowest = write.slower(of_study)
        best = builder.column(PEOPLE, DAY)
        builder.add(m.SOONEST, studies, [best, slowest], (0,))
        of_person.append(best)
    out = write.slower(of_person) if of_person else builder.filled(PEOPLE, 0, DAY)
    builder.store(out, 0)
    return builder.program()


class Waiter(Writer):
    """Writes how long one waits."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(builder)
        self._waits: dict[tuple[str, bool, int], int] = {}

    def until(self, node: x.Truth, yes: bool, inside: int) -> int:
        """The column of the days until a truth is so, or surely not so."""
        at = self.to.innermost(inside, free_slots(node))
        key = describe(node), yes, at
        if key not in self._waits:
            self._waits[key] = self._until(node, yes, at)
        return self._waits[key]

    def _until(self, node: x.Truth, yes: bool, at: int) -> int:
        match node:
            case x.Test():
                return self.until(node.item, yes, at)
            case x.Not():
                return self.until(node.item, not yes, at)
            case x.Always():
                return self.to.filled(at, 0 if node.value == yes else FAR, DAY)
            case x.TruthFact() | x.IsIn():
                return self._now(node, yes, at)
            case x.And() | x.Or():
                waits = [self.until(item, yes, at) for item in node.items]
                return self.slower(waits) if isinstance(node, x.And) == yes else self.sooner(waits)
            case x.Choose():
                return self._choose(node, yes, at)
            case x.Contested():
                return self._contested(node, yes, at)
            case x.Some():
                return self._some(node, yes, at)
            case x.NotAfter():
                return self._not_after(node, yes, at)
            case x.AtLeast():
                return self._at_least(node, yes, at)
            case x.Reaches():
                return self._reaches(node, yes, at)
        raise TypeError(f"the search for a first day has no operator {type(node).__name__}")

    def _now(self, node: x.Truth, yes: bool, at: int, otherwise: int = FAR) -> int:
        """At once, or else after so many days: never, where no day changes anything."""
        return self._waited(self.truth(node, at), YES if yes else NO, otherwise)

    def _waited(self, truth: int, value: int, otherwise: int) -> int:
        """None where a truth has a value, else so many days."""
        places = self.to.whole(value), self.to.whole(otherwise)
        return self.to.made(m.WAITED, self.to.inside(truth), DAY, (truth,), places)

    def slower(self, waits: Iterable[int]) -> int:
        """Until all are so at once: not before the slowest."""
        return self._folded(m.SLOWER, waits)

    def sooner(self, waits: Iterable[int]) -> int:
        """Until one of them is so: not before the quickest."""
        return self._folded(m.SOONER, waits)

    def _folded(self, act: int, waits: Iterable[int]) -> int:
        first, *others = waits
        for other in others:
            inside = self.to.deepest(first, other)
            first = self.to.made(act, inside, DAY, [self.to.lifted(one, inside) for one in (first, other)])
        return first

    def _choose(self, node: x.Choose, yes: bool, at: int) -> int:
        """One way or the other; or both, when it cannot be told which."""
        then, other = self.until(node.then, yes, at), self.until(node.otherwise, yes, at)
        ways = [self.slower((then, other))]
        ways += [self.slower((way, self.until(node.test, so, at))) for way, so in ((then, True), (other, False))]
        return self.sooner(ways)

    def _contested(self, node: x.Contested, yes: bool, at: int) -> int:
        """Under the first reading, and either the point does not arise or the others say the same."""
        first, *others = (self.until(reading, yes, at) for _, reading in node.readings)
        if isinstance(node.at_issue, x.Always) and not node.at_issue.value:
            return first
        rest = self.slower(others)
        if not isinstance(node.at_issue, x.Always):
            rest = self.sooner((rest, self.until(node.at_issue, False, at)))
        return self.slower((first, rest))

    def _some(self, node: x.Some, yes: bool, at: int) -> int:
        of = self.elements(node.collection, node.var, at)
        wait, out = self.to.lifted(self.until(node.where, yes, of), of), self.to.column(at, DAY)
        if yes:
            self.to.add(m.SOONEST, of, [out, wait], (0,))
        else:
            # An element that is not known may always be there.
            self.to.add(m.SLOWEST, of, [out, wait, self.complete(node.collection, at)])
        return out

    # --- Days ---------------------------------------------------------------------------------------------------------

    def _not_after(self, node: x.NotAfter, yes: bool, at: int) -> int:
        first, second = _filing(node.first), _filing(node.second)
        # A fact is behind the filing day from some day on, or ahead of it until some day.
        comes = first is None
        if (first is None) == (second is None) or comes != yes:
            return self._now(node, yes, at)
        fact, months = (node.first, second) if first is None else (node.second, first)
        assert months is not None
        edge = self.day(fact, at)[1]
        if not months:
            return self._ahead(edge, edge, 0, 0 if comes else 1)
        moved = self.moved(m.MONTHS_LATER, (edge, edge), (self.to.whole(-months), self.to.shift(-months)))[0]
        return self._unless(self._ahead(edge, moved, 1, -_CLAMPED), node, yes, at)

    def _ahead(self, edge: int, moved: int, least: int, more: int) -> int:
        """The days from the filing day to another one and some more, `least` at least; never, where the edge is no day."""
        inside = self.to.deepest(edge, self.to.filing())
        columns = [self.to.lifted(column, inside) for column in (edge, moved, self.to.filing())]
        return self.to.made(m.AHEAD, inside, DAY, columns, (self.to.whole(least), self.to.whole(more)))

    def _unless(self, wait: int, node: x.Truth, yes: bool, at: int) -> int:
        """A wait, but none where a truth is so at once."""
        return self.sooner((self._now(node, yes, at), wait))

    # --- Numbers and measures -----------------------------------------------------------------------------------------

    def _at_least(self, node: x.AtLeast, yes: bool, at: int) -> int:
        waits = [self._now(node, yes, at)]
        for number, grows in ((node.a, yes), (node.b, not yes)):
            if isinstance(number, x.SumOf):
                # The sum moves when an element comes to count, or no longer does.
                around = self.to.innermost(at, free_slots(number))
                of = self.elements(number.collection, number.var, around)
                wait, out = self.to.lifted(self.until(number.where, grows, of), of), self.to.column(around, DAY)
                self.to.add(m.SOONEST, of, [out, wait], (1,))
                waits.append(out)
        return self.sooner(waits)

    def _reaches(self, node: x.Reaches, yes: bool, at: int) -> int:
        times = [inner for inner in walk(node) if isinstance(inner, x.TimeIn)]
        if any(_mentions_filing(time.where) for time in times):
            return self._now(node, yes, at, 1)
        if any(_mentions_filing(time.start) or _mentions_filing(time.end) for time in times):
            return self._unless(self._lacking(node, times, yes, at), node, yes, at)
        return self._now(node, yes, at)

    def _lacking(self, node: x.Reaches, times: list[x.TimeIn], yes: bool, at: int) -> int:
        """Each measure gains or loses a day a day at most."""
        measures = [measure(self, time, at) for time in times]
        held = [one.sure if yes else one.most for one in measures]
        inside = self.to.deepest(*held)
        columns = [self.to.lifted(column, inside) for column in held]
        pace = 2 if credited_months(node) else 1
        # A window that begins months before the filing day may lose more days than one, over an end of month.
        limit = month_runs(node.months)[0] if yes else shortest_claim(node.months) + _CLAMPED
        places = [self.to.whole(value) for value in (limit, pace, 1 if yes else -1)]
        out = self.to.made(m.LACKING, inside, DAY, [columns[0], columns[-1]], [len(columns), *places])
        return self._while_growing(out, times, at) if yes else out

    def _while_growing(self, wait: int, times: list[x.TimeIn], at: int) -> int:
        """No day is gained once every element has surely ended."""
        growing = []
        for time in times:
            around = self.to.innermost(at, free_slots(time))
            of = self.elements(time.collection, time.var, around)
            ended, day = self.to.load(of, "ended_on" + LEAST), self.to.lifted(self.to.filing(), of)
            lasts = self.to.made(m.NOT_AFTER, of, TRUTH, (day, day, ended, ended))
            found = self.to.column(around, TRUTH)
            self.to.add(m.SOME, of, [found, lasts, self.to.filled(around, YES, TRUTH)])
            growing.append(found)
        return self.slower((wait, self._waited(self.joined(m.EITHER, growing), YES, FAR)))


def _filing(node: x.Day) -> int | None:
    """The months by which a day is the filing day moved; none where it does not depend on it."""
    if isinstance(node, x.FilingDay):
        return 0
    if isinstance(node, x.MonthsFrom) and isinstance(node.day, x.FilingDay):
        return node.months
    if _mentions_filing(node):
        raise TypeError("the search for a first day knows the filing day, and the filing day moved by months")
    return None


def _mentions_filing(node: x.Expr) -> bool:
    return any(isinstance(inner, x.FilingDay) for inner in walk(node))
