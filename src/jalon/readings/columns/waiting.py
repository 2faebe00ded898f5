"""How many days, at least, a truth makes one wait: what is written to find the first day on which a person qualifies.

For each truth two functions are written: the days from a filing day until it may be surely so (`until_yes`), and until it
may be surely not so (`until_no`); 0 when it is so that very day, `FAR` when it never will be while the law stays as it is.
In between, the number is a lower bound: no day that is jumped over can be the one. Facts stay as they are; days go by.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.calendar import NEVER, month_runs, shortest_claim
from jalon.language.walk import describe, size, walk
from jalon.readings.columns.measuring import measure
from jalon.readings.columns.writing import Library, Writer, arguments, column, free_slots
from jalon.readings.decide.measures import credited_months

FAR: Final = 1_000_000
# From this many operators on, a wait is a function of its own.
_TOO_LONG: Final = 24
# Ends of months may bring a day forward by so many days.
_CLAMPED: Final = 3


class Waits:
    """The functions that say how long to wait, by what they say; truths and measures come from a library."""

    def __init__(self, truths: Iterable[x.Truth]) -> None:
        # What is found of a person holds for one day only: nothing is kept.
        self.library = Library(truths, keeps=False)
        self._sources: dict[tuple[str, bool], tuple[str, str]] = {}

    def function(self, node: x.Truth, yes: bool = True) -> tuple[str, tuple[int, ...]]:
        """The name of the function that waits for a truth, or for its contrary, and the slots whose records it wants."""
        key, slots = (describe(node), yes), free_slots(node)
        if key not in self._sources:
            name = f"{'yes' if yes else 'no'}{len(self._sources)}"
            self._sources[key] = name, ""
            write = _Waiting(self)
            write.line(f"return {write.until(node, yes, whole=True)}")
            body = "\n".join(write.lines)
            self._sources[key] = name, f"@inner\ndef {name}({arguments(slots)}):\n{body}\n"
        return self._sources[key][0], slots

    @property
    def source(self) -> str:
        """Every function asked for, and those that they call."""
        return "\n\n".join([self.library.source, *(source for _, source in self._sources.values())])


class _Waiting(Writer):
    """Writes one wait."""

    def __init__(self, waits: Waits) -> None:
        super().__init__(waits.library)
        self.waits = waits

    def until(self, node: x.Truth, yes: bool, whole: bool = False) -> str:
        """Lines that find how long until a truth is so, or surely not so; gives what holds it."""
        if not whole and size(node) >= _TOO_LONG:
            name, slots = self.waits.function(node, yes)
            found = self.name()
            self.line(f"{found} = {name}({arguments(slots)})")
            return found
        match node:
            case x.Test():
                return self.until(node.item, yes)
            case x.Not():
                return self.until(node.item, not yes)
            case x.Always():
                return "0" if node.value == yes else str(FAR)
            case x.TruthFact():
                return self._now(f"{column(node)} == {YES if yes else NO}")
            case x.IsIn():
                return self._now(f"{self.truth(node)} == {YES if yes else NO}")
            case x.And() | x.Or():
                return self._all(node.items, yes) if isinstance(node, x.And) == yes else self._any(node.items, yes)
            case x.Choose():
                return self._choose(node, yes)
            case x.Contested():
                return self._contested(node, yes)
            case x.Some():
                return self._some(node, yes)
            case x.NotAfter():
                return self._not_after(node, yes)
            case x.AtLeast():
                return self._at_least(node, yes)
            case x.Reaches():
                return self._reaches(node, yes)
        raise TypeError(f"the search for a first day has no operator {type(node).__name__}")

    def _now(self, so: str) -> str:
        """What no day changes: at once, or never."""
        return f"(0 if {so} else {FAR})"

    def _held(self, value: str) -> str:
        found = self.name()
        self.line(f"{found} = {value}")
        return found

    def _all(self, items: Iterable[x.Truth], yes: bool) -> str:
        """Until all are so at once: not before the slowest."""
        out = self._held("0")
        self._until_settled(tuple(items), yes, out, "max", f"{out} < {FAR}")
        return out

    def _any(self, items: Iterable[x.Truth], yes: bool) -> str:
        """Until one of them is so: not before the quickest."""
        out = self._held(str(FAR))
        self._until_settled(tuple(items), yes, out, "min", f"{out} > 0")
        return out

    def _until_settled(self, items: tuple[x.Truth, ...], yes: bool, out: str, better: str, open_: str) -> None:
        if items:
            self.line(f"{out} = {better}({out}, {self.until(items[0], yes)})")
            if items[1:]:
                self.inside(f"if {open_}:", lambda: self._until_settled(items[1:], yes, out, better, open_))

    def _choose(self, node: x.Choose, yes: bool) -> str:
        """One way or the other; or both, when it cannot be told which."""
        then, other = self._held(self.until(node.then, yes)), self._held(self.until(node.otherwise, yes))
        out = self._held(f"max({then}, {other})")

        def ways() -> None:
            self.line(f"{out} = min({out}, max({then}, {self.until(node.test, True)}))")
            self.line(f"{out} = min({out}, max({other}, {self.until(node.test, False)}))")

        self.inside(f"if {out} > 0:", ways)
        return out

    def _contested(self, node: x.Contested, yes: bool) -> str:
        """Under the first reading, and either the point does not arise or the others say the same."""
        out = self._held(self.until(node.readings[0][1], yes))

        def others() -> None:
            rest = self._held(self._all([reading for _, reading in node.readings[1:]], yes))
            if not isinstance(node.at_issue, x.Always):
                self.inside(
                    f"if {rest} > 0:", lambda: self.line(f"{rest} = min({rest}, {self.until(node.at_issue, False)})")
                )
            self.line(f"{out} = max({out}, {rest})")

        if not (isinstance(node.at_issue, x.Always) and not node.at_issue.value):
            self.inside(f"if {out} < {FAR}:", others)
        return out

    def _some(self, node: x.Some, yes: bool) -> str:
        out = self._held(str(FAR) if yes else "0")
        self_line = f"{out} = {'min' if yes else 'max'}({out}, {{}})"
        complete = self.walk(
            node.collection, node.var, lambda: self.line(self_line.format(self.until(node.where, yes)))
        )
        if not yes:
            # An element that is not known may always be there.
            self.inside(f"if {complete} != {YES}:", lambda: self.line(f"{out} = {FAR}"))
        return out

    # --- Days ---------------------------------------------------------------------------------------------------------

    def _not_after(self, node: x.NotAfter, yes: bool) -> str:
        first, second = _filing(node.first), _filing(node.second)
        if (first is None) == (second is None):
            return self._now(f"{self.truth(node)} == {YES if yes else NO}")
        fact, months = (node.first, second) if first is None else (node.second, first)
        assert months is not None
        high = self.day(fact)[1]
        comes = first is None
        # `comes`: the fact is behind the filing day from some day on; else it is ahead of it until some day.
        if comes != yes:
            return self._now(f"{self.truth(node)} == {YES if yes else NO}")
        edge = self._held(high)
        if months:
            away = f"add_months({edge}, {-months}) - {_CLAMPED} - day"
            out = self._held(f"{FAR} if {edge} >= {NEVER} else max(1, {away})")
            self.inside(f"if {self.truth(node)} == {YES if yes else NO}:", lambda: self.line(f"{out} = 0"))
            return out
        return self._held(f"{FAR} if {edge} >= {NEVER} else max(0, {edge} - day{'' if comes else ' + 1'})")

    # --- Numbers and measures -----------------------------------------------------------------------------------------

    def _at_least(self, node: x.AtLeast, yes: bool) -> str:
        out = self._held(self._now(f"{self.truth(node)} == {YES if yes else NO}"))
        sums = [
            (number, side == yes) for side, number in ((True, node.a), (False, node.b)) if isinstance(number, x.SumOf)
        ]
        for number, grows in sums:
            # The sum moves when an element comes to count, or no longer does.
            self.inside(f"if {out} > 0:", lambda number=number, grows=grows: self._moves(number, grows, out))  # type: ignore[misc]
        return out

    def _moves(self, number: x.SumOf, grows: bool, out: str) -> None:
        def one() -> None:
            wait = self._held(self.until(number.where, grows))
            self.inside(f"if {wait} > 0:", lambda: self.line(f"{out} = min({out}, {wait})"))

        self.walk(number.collection, number.var, one)

    def _reaches(self, node: x.Reaches, yes: bool) -> str:
        out = self._held(self._now(f"{self.truth(node)} == {YES if yes else NO}"))
        times = [inner for inner in walk(node) if isinstance(inner, x.TimeIn)]
        if any(_mentions_filing(time.where) for time in times):
            self.inside(f"if {out} > 0:", lambda: self.line(f"{out} = 1"))
        elif any(_mentions_filing(time.start) or _mentions_filing(time.end) for time in times):
            self.inside(f"if {out} > 0:", lambda: self._lacking(node, times, yes, out))
        return out

    def _lacking(self, node: x.Reaches, times: list[x.TimeIn], yes: bool, out: str) -> None:
        """Each measure gains or loses a day a day at most."""
        row, held = (0 if yes else 1), self._held("0")
        for time in times:
            found = measure(self, time, 0, 1)
            self.line(f"{held} += total_days(S[{row}], {found[row]})")
        pace = 2 if credited_months(node) else 1
        if yes:
            self.line(f"{out} = max(1, ({month_runs(node.months)[0]} - {held} + {pace - 1}) // {pace})")
            self._still_growing(times, out)
        else:
            # A window that begins months before the filing day may lose more days than one, over an end of month.
            self.line(f"{out} = max(1, ({held} - {shortest_claim(node.months)} - {_CLAMPED}) // {pace})")

    def _still_growing(self, times: list[x.TimeIn], out: str) -> None:
        """No day is gained once every element has surely ended."""
        growing = self._held("0")
        for time in times:
            ended = x.DayFact(time.var, time.var.entity["ended_on"])

            def lasts(ended: x.DayFact = ended) -> None:
                self.inside(f"if {self.day(ended)[0]} >= day:", lambda: self.line(f"{growing} = 1"))

            self.walk(time.collection, time.var, lasts)
        self.inside(f"if {growing} == 0:", lambda: self.line(f"{out} = {FAR}"))


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
