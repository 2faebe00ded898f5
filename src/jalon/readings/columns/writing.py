"""Writing expressions out as functions of machine code.

Each expression becomes lines of plain Python that Numba compiles; each operator means exactly what it means in the scalar
reading (`jalon.readings.decide.evaluate`), which a property test holds it against. A function has the tables (`I`, `F`),
what depends on the filing day alone (`D`, a row a day, that of the filing day at `d`) and scratch for measures (`X`), all
four as addresses: it is called often, and an array would be seven arguments. Then come the filing day, and where the
records that it speaks of stand (`i0`, `f0` the person's, `i1`, `f1` the credential's, then those of the lists walked
through, by slot).

The law says the same thing in many places: what stands more than once, or is long, becomes a function of its own, written
once for the whole law (`Library`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.vocabulary import Field
from jalon.language.walk import describe, walk
from jalon.readings.columns.layout import layout

ARGUMENTS: Final = "I, F, D, X, day, d"
# From this many operators on, what stands twice is written once; from that many on, whatever it is.
_WORTH_SHARING: Final = 5
_TOO_LONG: Final = 24
# Scratch: the sure and the possible spells of a measure, then those of a second one.
_SURE, _POSSIBLE, _MORE_SURE, _MORE_POSSIBLE = range(4)

Pair = tuple[str, str]


class Library:
    """The functions of a law, by what they say. `shifts` are the numbers of months by which filing days are moved, in the
    order of the columns of `D`."""

    def __init__(self, expressions: Iterable[x.Truth]) -> None:
        self.shifts: list[int] = []
        self._sources: dict[str, tuple[str, str]] = {}
        self._keys: dict[x.Expr, str] = {}
        self._sizes: dict[str, int] = {}
        self._uses = Counter(self._key(node) for whole in expressions for node in walk(whole))

    def _key(self, node: x.Expr) -> str:
        if node not in self._keys:
            self._keys[node] = key = describe(node)
            self._sizes.setdefault(key, sum(1 for _ in walk(node)))
        return self._keys[node]

    def is_apart(self, node: x.Expr) -> bool:
        """Whether an expression is a function of its own."""
        if isinstance(node, x.Test | x.Not | x.Always | x.TruthFact):
            return False
        key = self._key(node)
        size = self._sizes[key]
        return size >= _TOO_LONG or (size >= _WORTH_SHARING and self._uses[key] > 1)

    def function(self, node: x.Truth) -> tuple[str, tuple[int, ...]]:
        """The name of the function of an expression, and the slots whose records it wants."""
        key, slots = self._key(node), free_slots(node)
        if key not in self._sources:
            name = f"e{len(self._sources)}"
            self._sources[key] = name, ""
            writer = Writer(self)
            writer.line(f"return {writer.truth(node, whole=True)}")
            body = "\n".join(writer.lines)
            self._sources[key] = name, f"@inner\ndef {name}({arguments(slots)}):\n{body}\n"
        return self._sources[key][0], slots

    @property
    def source(self) -> str:
        """Every function asked for, and those that they call."""
        return "\n\n".join(source for _, source in self._sources.values())


def arguments(slots: Iterable[int]) -> str:
    """The arguments of a function that wants the records of some slots."""
    return ", ".join([ARGUMENTS, *(f"i{slot}, f{slot}" for slot in slots)])


@cache
def free_slots(node: x.Expr) -> tuple[int, ...]:
    """The slots of the records that an expression speaks of and does not walk through itself, in order."""
    found: set[int] = set()

    def visit(inner: x.Expr, bound: frozenset[int]) -> None:
        var = getattr(inner, "var", None)
        if isinstance(inner, x.Some | x.SumOf | x.TimeIn):
            visit(inner.collection, bound)
            inside = bound | {inner.var.slot}
            for child in x.children(inner):
                if child is not inner.collection:
                    visit(child, inside)
            return
        if isinstance(var, x.Var) and var.slot not in bound:
            found.add(var.slot)
        for child in x.children(inner):
            visit(child, bound)

    visit(node, frozenset())
    return tuple(sorted(found))


class Writer:
    """Writes the body of one function, calling those of the library."""

    def __init__(self, library: Library) -> None:
        self.lines: list[str] = []
        self.library = library
        self.has_scratch = False
        self._depth = 1
        self._names = 0

    def line(self, text: str) -> None:
        """One line, at the depth where we are."""
        self.lines.append(" " * self._depth + text)

    def name(self) -> str:
        """A name that was not used yet."""
        self._names += 1
        return f"v{self._names}"

    def inside(self, head: str, body: Callable[[], None]) -> None:
        """A block under a head."""
        self.line(head)
        self._depth += 1
        body()
        self._depth -= 1

    # --- Truths -------------------------------------------------------------------------------------------------------

    def truth(self, node: x.Truth, whole: bool = False) -> str:
        """Lines that find a truth; gives what holds it. The `whole` of a function is written out, not called."""
        if not whole and self.library.is_apart(node):
            name, slots = self.library.function(node)
            found = self.name()
            self.line(f"{found} = {name}({arguments(slots)})")
            return found
        writer = TRUTHS.get(type(node))
        if writer is None:
            raise TypeError(f"the reading over columns has no operator {type(node).__name__}")
        return writer(self, node)

    def into(self, name: str, node: x.Truth) -> None:
        """Lines that put a truth under a name."""
        found = self.truth(node)
        self.line(f"{name} = {found}")

    # --- Days and numbers: (least, most) -------------------------------------------------------------------------------

    def day(self, node: x.Expr) -> Pair:
        """What holds the bounds of a day."""
        match node:
            case x.DayFact():
                return pair("I", f"i{node.var.slot}", layout(node.var.entity.name).ints[node.field.name])
            case x.FixedDay():
                ordinal = str(date.fromisoformat(node.iso).toordinal())
                return ordinal, ordinal
            case x.FilingDay():
                return "day", "day"
            case x.MonthsFrom():
                return self._months_from(node)
            case x.DaysFrom():
                first, last = self.day(node.day)
                return self._shifted(first, node.days), self._shifted(last, node.days)
            case x.Between():
                return self.day(node.first)[0], self.day(node.last)[1]
        raise TypeError(f"the reading over columns has no day {type(node).__name__}")

    def _months_from(self, node: x.MonthsFrom) -> Pair:
        if isinstance(node.day, x.FilingDay):
            shifts = self.library.shifts
            if node.months not in shifts:
                shifts.append(node.months)
            found = f"whole(D, d + {shifts.index(node.months)})"
            return found, found
        first, last = self.day(node.day)
        low = self.name()
        self.line(f"{low} = add_months({first}, {node.months})")
        if first == last:
            return low, low
        high = self.name()
        self.line(f"{high} = add_months({last}, {node.months}) if {last} != {first} else {low}")
        return low, high

    def _shifted(self, day: str, days: int) -> str:
        if day == "day":
            return f"(day + {days})"
        name = self.name()
        self.line(f"{name} = {day}")
        self.line(f"{name} = {name} if {name} == {EARLIEST} or {name} == {NEVER} else {name} + {days}")
        return name

    def number(self, node: x.Expr) -> Pair:
        """What holds the bounds of a number."""
        match node:
            case x.NumberFact():
                return pair("F", f"f{node.var.slot}", layout(node.var.entity.name).floats[node.field.name])
            case x.Figure():
                return repr(float(node.value)), repr(float(node.value))
            case x.Times():
                (a, b), (c, e) = self.number(node.a), self.number(node.b)
                return f"({a} * {c})", f"({b} * {e})"
            case x.SumOf():
                return self._sum_of(node)
        raise TypeError(f"the reading over columns has no number {type(node).__name__}")

    def _sum_of(self, node: x.SumOf) -> Pair:
        least, most = self.name(), self.name()
        self.line(f"{least} = 0.0")
        self.line(f"{most} = 0.0")

        def body() -> None:
            counts = self.name()
            self.into(counts, node.where)

            def add() -> None:
                low, high = self.number(node.value)
                self.line(f"{most} += {high}")
                self.inside(f"if {counts} == {YES}:", lambda: self.line(f"{least} += {low}"))

            self.inside(f"if {counts} != {NO}:", add)

        complete = self.walk(node.collection, node.var, body)
        self.inside(f"if {complete} != {YES}:", lambda: self.line(f"{most} = inf"))
        return least, most

    # --- Lists --------------------------------------------------------------------------------------------------------

    def walk(self, collection: x.ListFact, var: x.Var, body: Callable[[], None]) -> str:
        """A loop over the elements of a list; gives what holds the truth of its being complete."""
        at = layout(collection.var.entity.name).ints[collection.field.name]
        inner, slot = layout(var.entity.name), var.slot
        base, place = f"i{collection.var.slot}", self.name()
        complete = self.name()
        # Kept under a name: the place of the outer record may be that of this very slot's list.
        self.line(f"{complete} = whole(I, {base} + {at + 3})")
        start, real, count = self.name(), self.name(), self.name()
        self.line(f"{start} = whole(I, {base} + {at})")
        self.line(f"{real} = whole(I, {base} + {at + 1})")
        self.line(f"{count} = whole(I, {base} + {at + 2})")

        def around() -> None:
            self.line(f"i{slot} = {start} + {place} * {inner.int_width}")
            self.line(f"f{slot} = {real} + {place} * {inner.float_width}")
            body()

        self.inside(f"for {place} in range({count}):", around)
        return complete


def pair(table: str, base: str, at: int) -> Pair:
    load = "whole" if table == "I" else "real"
    return f"{load}({table}, {base} + {at})", f"{load}({table}, {base} + {at + 1})"


def _fact(node: Any) -> str:
    of: Field = node.field
    return f"whole(I, i{node.var.slot} + {layout(node.var.entity.name).ints[of.name]})"


def _is_in(write: Writer, node: x.IsIn) -> str:
    wanted, bits, out = node.kind.field.bits(node.values), write.name(), write.name()
    write.line(f"{bits} = {_fact(node.kind)}")
    write.line(f"{out} = {NO} if {bits} & {wanted} == 0 else ({MAYBE} if {bits} & ~{wanted} != 0 else {YES})")
    return out


def _compared(write: Writer, low: str, high: str, other_low: str, other_high: str) -> str:
    """Surely when high <= other_low, never when low > other_high."""
    out = write.name()
    write.line(f"{out} = {YES} if {high} <= {other_low} else ({NO} if {low} > {other_high} else {MAYBE})")
    return out


def _not_after(write: Writer, node: x.NotAfter) -> str:
    first = write.day(node.first)
    return _compared(write, *first, *write.day(node.second))


def _at_least(write: Writer, node: x.AtLeast) -> str:
    low = write.number(node.b)
    return _compared(write, *low, *write.number(node.a))


def _chain(write: Writer, items: tuple[x.Truth, ...], start: int, end: int, worse: str) -> str:
    """Items one after the other, until nothing can change the value any more."""
    out = write.name()
    write.line(f"{out} = {start}")

    def rest(left: tuple[x.Truth, ...]) -> None:
        found = write.truth(left[0])
        write.line(f"{out} = {found} if {found} {worse} {out} else {out}")
        if left[1:]:
            write.inside(f"if {out} != {end}:", lambda: rest(left[1:]))

    if items:
        rest(items)
    return out


def _not(write: Writer, node: x.Not) -> str:
    return f"({YES} - {write.truth(node.item)})"


def _choose(write: Writer, node: x.Choose) -> str:
    out, other, which = write.name(), write.name(), write.name()
    write.into(which, node.test)
    write.line(f"{out} = {NO}")
    write.line(f"{other} = {NO}")
    write.inside(f"if {which} != {NO}:", lambda: write.into(out, node.then))
    write.inside(f"if {which} != {YES}:", lambda: write.into(other, node.otherwise))
    write.inside(f"if {which} == {NO}:", lambda: write.line(f"{out} = {other}"))
    write.inside(f"elif {which} == {MAYBE} and {out} != {other}:", lambda: write.line(f"{out} = {MAYBE}"))
    return out


def _contested(write: Writer, node: x.Contested) -> str:
    out = write.name()
    write.into(out, node.readings[0][1])

    def others(left: tuple[tuple[str, x.Truth], ...]) -> None:
        found = write.truth(left[0][1])
        write.line(f"{out} = {out} if {found} == {out} else {MAYBE}")
        if left[1:]:
            write.inside(f"if {out} != {MAYBE}:", lambda: others(left[1:]))

    def arises() -> None:
        if isinstance(node.at_issue, x.Always):
            others(node.readings[1:])
        else:
            issue = write.truth(node.at_issue)
            write.inside(f"if {issue} != {NO}:", lambda: others(node.readings[1:]))

    write.inside(f"if {out} != {MAYBE}:", arises)
    return out


def _some(write: Writer, node: x.Some) -> str:
    best = write.name()
    write.line(f"{best} = {NO}")

    def body() -> None:
        found = write.truth(node.where)
        write.line(f"{best} = {found} if {found} > {best} else {best}")
        write.inside(f"if {best} == {YES}:", lambda: write.line("break"))

    complete = write.walk(node.collection, node.var, body)
    write.line(f"{best} = {YES} - {complete} if {YES} - {complete} > {best} else {best}")
    return best


# What writes each operator; `measuring` adds those of time.
TRUTHS: Final[dict[type[x.Expr], Callable[[Writer, Any], str]]] = {
    x.Always: lambda _write, node: str(YES if node.value else NO),
    x.TruthFact: lambda _write, node: _fact(node),
    x.IsIn: _is_in,
    x.NotAfter: _not_after,
    x.AtLeast: _at_least,
    x.And: lambda write, node: _chain(write, node.items, YES, NO, "<"),
    x.Or: lambda write, node: _chain(write, node.items, NO, YES, ">"),
    x.Not: _not,
    x.Choose: _choose,
    x.Contested: _contested,
    x.Test: lambda write, node: write.truth(node.item),
    x.Some: _some,
}
