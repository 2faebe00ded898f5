"""Writing expressions out as functions of machine code.

Each expression becomes lines of plain Python that Numba compiles; each operator means exactly what it means in the scalar
reading (`jalon.readings.decide.evaluate`), which a property test holds it against. A function has, as addresses, those of
the tables (`B`, one an entity), scratch for measures (`X`), what depends on the filing day alone (`d`, see
`Library.moves`), then the filing day itself, and the records that it speaks of by slot (`i0` the person, `i1` the
credential, then those of the lists walked through).

The law says the same thing in many places: what stands more than once, or is long, becomes a function of its own, written
once for the whole law (`Library`); what is about the person or the credential alone is found once and kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.walk import describe, size, walk
from jalon.readings.columns.kernels import KEPT_AT
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, PLACES, START, layout

ARGUMENTS: Final = "B, X, d, day"
# From this many operators on, what stands twice is written once; from that many on, whatever it is.
_WORTH_SHARING: Final = 5
_TOO_LONG: Final = 24
# From this many operators on, what is found is kept for when it is asked again of the same person or credential.
_WORTH_KEEPING: Final = 8

Pair = tuple[str, str]
Move = tuple[int, int, bool]


class Library:
    """The functions of a law, by what they say.

    `moves` says what each column at `d` holds, in order: (months, 0, False) is the filing day so many months later;
    (months, days, True) the latest day that, so many months later, is not after the filing day and so many days. `kept`
    counts the values that are kept for one person or credential at a time.
    """

    def __init__(self, expressions: Iterable[x.Truth], *, keeps: bool = True) -> None:
        self._keeps = keeps
        self.moves: list[Move] = []
        self.kept = 0
        self._sources: dict[str, tuple[str, str]] = {}
        self._keys: dict[x.Expr, str] = {}
        self._sizes: dict[str, int] = {}
        self._uses = Counter(self._key(node) for whole in expressions for node in walk(whole))

    def _key(self, node: x.Expr) -> str:
        if node not in self._keys:
            self._keys[node] = key = describe(node)
            self._sizes.setdefault(key, size(node))
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
            found = writer.truth(node, whole=True)
            if self._is_kept(key, slots):
                # Kept with the record that it is about: the values of another one are never taken for it.
                place, about = KEPT_AT + 8 * self.kept, f"i{slots[-1]} * 4"
                self.kept += 1
                writer.lines.insert(0, f" kept = recall(X + {place}) - {about}\n if 0 <= kept < 3:\n  return kept")
                writer.line(f"set_long(X + {place}, {about} + {found})")
            writer.line(f"return {found}")
            body = "\n".join(writer.lines)
            self._sources[key] = name, f"@inner\ndef {name}({arguments(slots)}):\n{body}\n"
        return self._sources[key][0], slots

    def _is_kept(self, key: str, slots: tuple[int, ...]) -> bool:
        """Whether a function keeps what it finds: those of a person or a credential that are asked more than once."""
        about = bool(slots) and slots[-1] <= CREDENTIAL_SLOT
        return self._keeps and about and self._uses[key] > 1 and self._sizes[key] >= _WORTH_KEEPING

    def move(self, months: int, days: int = 0, inverse: bool = False) -> str:
        """What loads a day that depends on the filing day alone."""
        move = months, days, inverse
        if move not in self.moves:
            self.moves.append(move)
        return f"whole(d + {4 * self.moves.index(move)})"

    @property
    def source(self) -> str:
        """Every function asked for, and those that they call."""
        return "\n\n".join(source for _, source in self._sources.values())


def arguments(slots: Iterable[int]) -> str:
    """The arguments of a function that wants the records of some slots."""
    return ", ".join([ARGUMENTS, *(f"i{slot}" for slot in slots)])


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
                return bounds(node)
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
            found = self.library.move(node.months)
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
                return bounds(node)
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
        slot, width = var.slot, layout(var.entity.name).width
        complete, place, end = self.name(), self.name(), self.name()
        # Kept under a name: the place of the outer record may be that of this very slot's list.
        self.line(f"{complete} = {column(collection, COMPLETE)}")
        start = f"address(B + {8 * PLACES[var.entity.name]}) + {column(collection, START)} * {width}"
        self.line(f"{place} = {start}")
        self.line(f"{end} = {place} + {column(collection, COUNT)} * {width}")

        def around() -> None:
            self.line(f"i{slot} = {place}")
            self.line(f"{place} += {width}")
            body()

        self.inside(f"while {place} < {end}:", around)
        return complete


_LOADS: Final = {1: "byte", 2: "short", 4: "whole", 8: "real"}


def column(node: Any, part: str = "") -> str:
    """What loads a column of the fact that a node names, from its record."""
    of = layout(node.var.entity.name)
    name = node.field.name + part
    return f"{_LOADS[of.sizes[name]]}(i{node.var.slot} + {of.offsets[name]})"


def bounds(node: Any) -> Pair:
    """What loads the least and the most of a day or of a number."""
    return column(node, LEAST), column(node, MOST)


# What writes each operator: filled by `operators`, and by `measuring` with those of time.
TRUTHS: Final[dict[type[x.Expr], Callable[[Writer, Any], str]]] = {}
