"""The reasons of a decided condition, as values: what was measured, which facts counted, which did not and why.

Everything comes from the trace and from the condition's own expression; no rule is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.builders import CREDENTIAL_SLOT, PERSON_SLOT
from jalon.language.calendar import month_runs, shortest_claim
from jalon.language.spells import Spells, days, whole_months
from jalon.language.statutes import Condition, Words
from jalon.language.vocabulary import Field
from jalon.language.walk import walk
from jalon.readings.decide.decision import ConditionResult
from jalon.readings.decide.evaluate import Env, Found, Record, Run, Seen, compiled, parts


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the file: where it stands, its value as bounds, and the named part of the condition that it serves."""

    path: str
    field: Field
    value: Any
    part: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a test that an element did not, or did not surely, pass: its name, its words, and the facts it rests on."""

    id: str
    words: Words | None
    value: Truth
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An element of a list (a job, a proof...) and whether it counted, with the days that it surely and possibly brought."""

    path: str
    counts: Truth
    because: tuple[Part, ...]
    timed: bool = False
    least: Spells = ()
    most: Spells = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A measure of time: the days surely and possibly counted, against the months asked for.

    `credited` is a second measure of which some months at most are credited (compulsory internships).
    """

    needed_months: int
    least: Spells
    most: Spells
    credited: tuple[Spells, Spells] | None
    value: Truth

    @property
    def least_days(self) -> int:
        """Days surely counted."""
        return days(self.least)

    @property
    def most_days(self) -> int:
        """Days possibly counted."""
        return days(self.most)

    @property
    def least_months(self) -> int:
        """Whole calendar months surely counted."""
        return whole_months(self.least)

    @property
    def most_months(self) -> int:
        """Whole calendar months possibly counted."""
        return whole_months(self.most)

    @property
    def enough(self) -> int:
        """Days from which nobody can deny the months (counting rules)."""
        return month_runs(self.needed_months)[1]

    @property
    def too_few(self) -> int:
        """Days under which nobody can claim the months."""
        return shortest_claim(self.needed_months)


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated or counted fact against what the law asks of it; `asked` is a pair of bounds."""

    fact: Fact
    relation: str
    asked: tuple[float, float]
    holds: Truth
    part: str

    @property
    def is_day(self) -> bool:
        """Whether the bounds are days."""
        return self.fact.field.sort == "day"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a text is met, or not, or cannot be told."""

    text: Condition
    value: Truth
    parts: tuple[Part, ...]
    times: tuple[Time, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    counted: tuple[Item, ...]
    left_out: tuple[Item, ...]


def reasons(result: ConditionResult) -> tuple[Reasons, ...]:
    """The reasons of a decided condition: one for each text that may govern (see `ConditionResult.texts`)."""
    texts, env, trace = result.texts, result.environment(), result.trace
    if result.governing != MAYBE:
        return tuple([_reasons(text, result.value, trace, env) for text in texts])
    # Both texts were evaluated: the last line of the trace says where the earlier text ends and the new one starts.
    (former, new), (start, middle, end) = trace[-1].value, trace[-1].found
    found = {id(result.condition.new): (new, trace[middle:end])}
    return tuple([_reasons(text, *found.get(id(text), (former, trace[start:middle])), env) for text in texts])


def _reasons(text: Condition, value: Truth, trace: Iterable[Seen], env: Env) -> Reasons:
    items = _items(trace)
    figures, facts = _compared(text.expr, env)
    return Reasons(
        text,
        value,
        _named(trace),
        _times(trace),
        figures,
        facts,
        tuple([item for item in items if item.counts != NO]),
        tuple([item for item in items if item.counts == NO]),
    )


def _named(trace: Iterable[Seen]) -> tuple[Part, ...]:
    """The named parts of the condition itself, in the order in which they were looked at."""
    return tuple(Part(s.node.id, s.node.words, s.value, ()) for s in trace if isinstance(s.node, x.Test))


def _times(trace: Iterable[Seen]) -> tuple[Time, ...]:
    """One line for each number of months asked: the first reading traced (jobs apart, leaves counted)."""
    out: dict[int, Time] = {}
    for seen in trace:
        if isinstance(seen.node, x.Reaches) and seen.node.months not in out:
            two = isinstance(seen.node.spells, x.Together)
            first, second = seen.found if two else (seen.found, None)
            out[seen.node.months] = Time(seen.node.months, first[0], first[1], second, seen.value)
    return tuple(out.values())


def _items(trace: Iterable[Seen]) -> list[Item]:
    """Each element once: as it was found where it came closest to counting."""
    closest: dict[str, tuple[tuple[int, int], Found, x.Some | x.TimeIn]] = {}
    for seen in trace:
        node = seen.node
        if isinstance(node, x.Some | x.TimeIn):
            base = base_of(node.collection)
            for found in seen.found:
                path = base if base == "spouse" else f"{base}[{found.record[-1][0]}]"
                rank = (-found.counts, found.parts.count(NO))
                if path not in closest or rank < closest[path][0]:
                    closest[path] = (rank, found, node)
    return [_item(path, found, node) for path, (_, found, node) in closest.items()]


def _item(path: str, found: Found, node: x.Some | x.TimeIn) -> Item:
    because: tuple[Part, ...] = ()
    if found.counts != YES:
        because = tuple(
            Part(
                part.id if isinstance(part, x.Test) else "",
                part.words if isinstance(part, x.Test) else None,
                value,
                _element_facts(part, node.var, found.record, path),
            )
            for part, value in zip(parts(node.where), found.parts, strict=True)
            if value == found.counts
        )
    return Item(path, found.counts, because, isinstance(node, x.TimeIn), found.least, found.most)


def base_of(collection: x.ListFact) -> str:
    """The key of the file under which a list stands."""
    return "studies" if collection.field.name == "other_studies" else collection.field.fact


@cache
def _fields_in(part: x.Truth, var: x.Var) -> tuple[Field, ...]:
    """The element's own fields that a part of a test rests on."""
    found = {}
    for node in walk(part):
        of = getattr(node, "field", None)
        if of is not None and of.fact and getattr(node, "var", None) == var and not isinstance(node, x.ListFact):
            found[of.name] = of
    return tuple(found.values())


def _element_facts(part: x.Truth, var: x.Var, record: Record, path: str) -> tuple[Fact, ...]:
    """The facts that a part rests on, once each: a level that two tables of marks give is shown between the two."""
    out: dict[str, Fact] = {}
    for of in _fields_in(part, var):
        place, value = f"{path}.{of.fact}", record[var.entity.index[of.name]]
        if place in out and of.sort == "number":
            low, high = out[place].value
            value = min(low, value[0]), max(high, value[1])
        out[place] = Fact(place, of, value)
    return tuple(out.values())


_CONTRARY = {"<=": ">", ">=": "<"}
Guards = tuple[tuple[Run, Truth], ...]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A fact set against something of the law, at play unless one of its guards has the value that excludes it."""

    guards: Guards
    fact: x.NumberFact | x.DayFact
    relation: str
    asked: Run
    holds: Run
    part: str


@dataclass(frozen=True, slots=True)
class _Plain:
    """A fact asked about as it is."""

    guards: Guards
    fact: x.TruthFact | x.KindFact
    part: str


class _Outline:
    """The comparisons and the plain facts that an expression makes outside any list. Their guards say which branch is
    taken, and whether a contested point arises."""

    def __init__(self, expr: x.Truth) -> None:
        self.comparisons: list[_Comparison] = []
        self.plain: list[_Plain] = []
        self._visit(expr, (), False, "")

    def _visit(self, node: x.Expr, guards: Guards, denied: bool, part: str) -> None:
        match node:
            case x.Some() | x.SumOf() | x.TimeIn():
                return
            case x.Test():
                self._visit(node.item, guards, denied, node.id)
            case x.Not():
                self._visit(node.item, guards, not denied, part)
            case x.NotAfter() | x.AtLeast():
                self._compare(node, guards, denied, part)
            case x.TruthFact():
                self.plain.append(_Plain(guards, node, part))
            case x.IsIn():
                self.plain.append(_Plain(guards, node.kind, part))
            case x.Choose():
                test = compiled(node.test)
                self._visit(node.test, guards, False, part)
                self._visit(node.then, (*guards, (test, NO)), denied, part)
                self._visit(node.otherwise, (*guards, (test, YES)), denied, part)
            case x.Contested():
                arises = (*guards, (compiled(node.at_issue), NO))
                for place, (_, reading) in enumerate(node.readings):
                    self._visit(reading, arises if place else guards, denied, part)
            case _:
                for child in x.children(node):
                    self._visit(child, guards, denied, part)

    def _compare(self, node: x.NotAfter | x.AtLeast, guards: Guards, denied: bool, part: str) -> None:
        a, b = (node.first, node.second) if isinstance(node, x.NotAfter) else (node.a, node.b)
        up, down = ("<=", ">=") if isinstance(node, x.NotAfter) else (">=", "<=")
        shown: x.Truth = x.Not(node) if denied else node
        for this, other, relation in ((a, b, up), (b, a, down)):
            fact, asked = _shifted(this, other)
            if fact is not None and asked is not None:
                said = _CONTRARY[relation] if denied else relation
                self.comparisons.append(_Comparison(guards, fact, said, compiled(asked), compiled(shown), part))


_outline = lru_cache(maxsize=None)(_Outline)


def _shifted(this: x.Expr, other: x.Expr) -> tuple[x.NumberFact | x.DayFact | None, x.Expr | None]:
    """The fact on one side, and the figure or day of the law that it is compared with, any shift moved to the latter."""
    if any(isinstance(n, x.NumberFact | x.DayFact | x.SumOf) for n in walk(other)):
        return None, None
    if isinstance(this, x.NumberFact | x.DayFact):
        return this, other
    if isinstance(this, x.MonthsFrom) and isinstance(this.day, x.DayFact) and isinstance(other, x.Day):
        return this.day, x.MonthsFrom(other, -this.months)
    return None, None


def _compared(expr: x.Truth, env: Env) -> tuple[tuple[Figure, ...], tuple[Fact, ...]]:
    outline = _outline(expr)
    figures: dict[tuple[str, str, Any], Figure] = {}
    facts: dict[str, Fact] = {}
    for c in outline.comparisons:
        if _excluded(c.guards, env):
            continue
        bounds = c.asked(env)
        fact = _fact(c.fact, c.part, env)
        if (fact.path, c.relation, bounds) not in figures:
            figures[fact.path, c.relation, bounds] = Figure(fact, c.relation, bounds, c.holds(env), c.part)
    for p in outline.plain:
        if not _excluded(p.guards, env):
            fact = _fact(p.fact, p.part, env)
            facts.setdefault(fact.path, fact)
    return tuple(figures.values()), tuple(facts.values())


def _excluded(guards: Guards, env: Env) -> bool:
    return any(guard(env) == value for guard, value in guards)


def _fact(fact: x.NumberFact | x.DayFact | x.TruthFact | x.KindFact, part: str, env: Env) -> Fact:
    entity = fact.var.entity
    owner = "" if fact.var.slot == PERSON_SLOT else _owner(env[CREDENTIAL_SLOT][-1])
    return Fact(owner + fact.field.fact, fact.field, env[fact.var.slot][entity.index[fact.field.name]], part)


@lru_cache(maxsize=1024)
def _owner(rows: tuple[int, ...]) -> str:
    return "+".join([f"studies[{row}]" for row in rows]) + "." if rows else "studies."


__all__ = ["Fact", "Figure", "Item", "Part", "Reasons", "Time", "base_of", "reasons"]
