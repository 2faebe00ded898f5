"""Why something cannot be told: the facts whose absence matters, and the contested points at play.

The walk follows only what is undetermined, so that a fact that can no longer move the verdict is never named. For
measures of time it asks more: whether some way of settling the other facts lets this one tip the balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.spells import Spells, merged, pooled
from jalon.language.vocabulary import LEAVE, PERSON, PROOF, STUDY, Field
from jalon.readings.decide.evaluate import DAY, IMPOSED, TRACE, Env, Record, compiled
from jalon.readings.decide.measures import COUNTING, credited_months, months_verdict
from jalon.readings.patience import still_time

_OF_A_BURSARY: Final = ("return_honoured", "return_released")
_SHARES: Final = ("share_stayed_in_quebec", "french_share")
# Of a DEP and an ASP seen as one: the part that a fact comes from (0 the DEP, 1 the ASP; both when not here)...
_PLACES: Final = {
    "started_on": (0,),
    "dep_completed_on": (0,),
    "asp_started_on": (1,),
    "completed_on": (1,),
    "awarded_on": (1,),
    "expected_completion_on": (1,),
}
# ... and its name there, where it differs.
_ALIASES: Final = {"dep_completed_on": "completed_on", "asp_started_on": "started_on", "joins_dep_and_asp": "level"}
# Beyond so many uncertain elements, each is taken to matter: the ways of settling the others double with each.
MOST_WAYS: Final = 8


@dataclass
class Open:
    """What keeps something undetermined: paths of facts in the file, ids of points."""

    facts: dict[str, None] = field(default_factory=dict)
    points: dict[str, None] = field(default_factory=dict)


def what_is_open(node: x.Truth, env: Env) -> Open:
    """What keeps an expression undetermined in this environment; nothing when it is not."""
    out = Open()
    quiet = list(env)
    quiet[TRACE] = None
    paths = {0: ("",), 1: tuple(f"studies[{row}]" for row in env[1][-1]) if env[1] else ()}
    _Walk(quiet, paths, out).visit(node)
    # Whoever is asked for the whole (a bursary) is not asked for its parts besides.
    for path in [p for p in out.facts if any(p.startswith(f"{whole}.") for whole in out.facts)]:
        del out.facts[path]
    return out


def is_open(of: Field, value: Any) -> bool:
    """Whether a value leaves more than one possibility."""
    if of.sort == "truth":
        return bool(value == MAYBE)
    if of.sort == "kind":
        return bool(value & (value - 1))
    if of.sort == "list":
        return bool(value[1] != YES)
    return bool(value[0] < value[1])


class _Walk:
    """One walk; `paths` gives, for each slot, where its record stands in the file (two places for a DEP and an ASP)."""

    def __init__(self, env: Env, paths: dict[int, tuple[str, ...]], out: Open) -> None:
        self.env, self.paths, self.out = env, paths, out

    def value(self, node: x.Expr) -> Any:
        return compiled(node)(self.env)

    def visit(self, node: x.Truth) -> None:
        still_time()
        if self.value(node) != MAYBE:
            return
        match node:
            case x.And() | x.Or():
                for item in node.items:
                    self.visit(item)
            case x.Not() | x.Test():
                self.visit(node.item)
            case x.Choose():
                self._choose(node)
            case x.Contested():
                self._contested(node)
            case x.Some():
                self._some(node)
            case x.Reaches():
                self._reaches(node)
            case x.TruthFact():
                self._name(node.var, node.field)
            case x.IsIn():
                self._name(node.kind.var, node.kind.field)
            case _:  # a comparison
                self._facts_of(*x.children(node))

    def _choose(self, node: x.Choose) -> None:
        which = self.value(node.test)
        if which == MAYBE:
            self.visit(node.test)
        if which != NO:
            self.visit(node.then)
        if which != YES:
            self.visit(node.otherwise)

    def _contested(self, node: x.Contested) -> None:
        imposed = (self.env[IMPOSED] or {}).get(node.point)
        readings = [reading for name, reading in node.readings if imposed in (None, name)]
        if len({self.value(reading) for reading in readings}) > 1:
            self.out.points[node.point] = None
            self.visit(node.at_issue)
        for reading in readings:
            self.visit(reading)

    def _some(self, node: x.Some) -> None:
        for _ in self._elements(node.collection, node.var):
            self.visit(node.where)

    def _elements(self, collection: x.ListFact, var: x.Var) -> Iterator[Record]:
        """Each element in turn, in its slot; an incomplete list is itself a missing fact."""
        records, complete = self.value(collection)
        if complete != YES:
            self._name(collection.var, collection.field)
        owners = self.paths[collection.var.slot]
        base = (
            "studies"
            if collection.field.name == "other_studies"
            else _joined(owners[0] if owners else "", collection.field.fact)
        )
        for record in records:
            self.env[var.slot] = record
            (row,) = record[-1]
            self.paths[var.slot] = (base if collection.field.name == "spouses" else f"{base}[{row}]",)
            yield record

    def _facts_of(self, *nodes: x.Expr) -> None:
        for node in nodes:
            match node:
                case x.NumberFact() | x.DayFact():
                    if is_open(node.field, self.value(node)):
                        self._name(node.var, node.field)
                case x.SumOf():
                    for _ in self._elements(node.collection, node.var):
                        self.visit(node.where)
                        if self.value(node.where) != NO:
                            self._facts_of(node.value)
                case _:
                    self._facts_of(*x.children(node))

    def _name(self, var: x.Var, of: Field) -> None:
        """Name a fact by its place in the file. Of a DEP and an ASP seen as one, only the part where it is open."""
        owners = self.paths[var.slot]
        if of.name == "area_listed_2019":
            self._name_programme(owners)
        if (
            var.entity is PROOF
            and of.fact.startswith("levels.")
            and self.env[var.slot][PROOF.index["converted"]] == YES
        ):
            # Whoever gives marks is asked for a mark.
            self.out.facts[_joined(owners[0], of.fact.replace("levels.", "scores."))] = None
        elif not owners:
            self.out.facts["studies"] = None
        elif len(owners) == 1:
            self.out.facts[_joined(owners[0], of.fact)] = None
        else:
            rows = self.env[var.slot][-1]
            for place in _PLACES.get(of.name, (0, 1)):
                self._name_part(of, rows[place], owners[place])

    def _name_part(self, of: Field, row: int, owner: str) -> None:
        """Name a fact of the DEP or of the ASP of a pair, if that part of it is open."""
        study = self.env[0][PERSON.index["studies"]][0][row]
        names = [_ALIASES.get(of.name, of.name)]
        if of.name in _OF_A_BURSARY:
            # Whether a condition was honoured matters for a part that may have had one.
            names = ["return_condition", *names] if study[STUDY.index["return_condition"]] != NO else []
        if of.name in _SHARES:
            names.append("hours")  # the shares of the two parts weigh by their hours
        for name in names:
            if is_open(STUDY[name], study[STUDY.index[name]]):
                self.out.facts[_joined(owner, STUDY[name].fact)] = None

    def _name_programme(self, owners: tuple[str, ...]) -> None:
        """The area of a study follows from its programme's name too, where there is none yet."""
        studies = self.env[0][PERSON.index["studies"]][0]
        for row, owner in zip(self.env[1][-1], owners, strict=True):
            if studies[row][STUDY.index["programme_named"]] == NO:
                self.out.facts[_joined(owner, "programme")] = None

    def _reaches(self, node: x.Reaches) -> None:
        named = len(self.out.facts)
        parts = measures_in(node.spells)
        cap = credited_months(node)
        claims = [(part, claim) for part in parts for claim in self._claims(part)]
        unsettled = [i for i, (_, claim) in enumerate(claims) if claim.least != claim.most]
        for i in unsettled:
            if self._tips(node.months, cap, parts, claims, i, unsettled):
                part, claim = claims[i]
                self._claim(part, claim)
        for part in parts:
            self._facts_of(part.start, part.end)
            if self.value(part.collection)[1] != YES:
                self._name(part.collection.var, part.collection.field)
        if len(self.out.facts) == named:
            self._points_of_counting(node, parts)

    def _points_of_counting(self, node: x.Reaches, parts: tuple[x.TimeIn, ...]) -> None:
        """Nothing is missing: the edge of a window, or the very counting of months, is what is contested."""
        edges = [edge for part in parts for edge in (part.start, part.end) if isinstance(edge, x.Between)]
        for edge in edges:
            if edge.contested and len({self._under(node, edge.contested[0], name) for name in edge.contested[1:]}) > 1:
                self.out.points[edge.contested[0]] = None
        self.out.points[COUNTING] = None

    def _under(self, node: x.Truth, point: str, reading: str) -> Truth:
        imposed = self.env[IMPOSED]
        self.env[IMPOSED] = {**(imposed or {}), point: reading}
        value: Truth = self.value(node)
        self.env[IMPOSED] = imposed
        return value

    def _claims(self, part: x.TimeIn) -> list[_Claim]:
        """What each element surely and possibly brings to a measure."""
        trace: list[Any] = []
        self.env[TRACE] = trace
        compiled(part)(self.env)
        self.env[TRACE] = None
        (seen,) = [s for s in trace if s.node is part]
        claims = []
        for found in seen.found:
            hours = (1.0, 1.0)
            if part.pooled:
                index = part.var.entity.index[part.pooled[0].field.name]
                hours = found.record[index]
            claims.append(
                _Claim(
                    found.record,
                    found.counts,
                    tuple((a, b, hours[0]) for a, b in found.least),
                    tuple((a, b, hours[1]) for a, b in found.most),
                )
            )
        return claims

    def _tips(
        self,
        months: int,
        cap: int,
        parts: tuple[x.TimeIn, ...],
        claims: list[tuple[x.TimeIn, _Claim]],
        one: int,
        unsettled: list[int],
    ) -> bool:
        """Whether, for some way of settling the other elements, this one changes what can be said."""
        others = [i for i in unsettled if i != one]
        if len(others) >= MOST_WAYS:
            return True
        for ways in product((False, True), repeat=len(others)):
            still_time()
            chosen = dict(zip(others, ways, strict=True))
            values = []
            for at_most in (False, True):
                chosen[one] = at_most
                measures = []
                for part in parts:
                    days = [
                        day
                        for i, (of, claim) in enumerate(claims)
                        if of is part
                        for day in (claim.most if chosen.get(i, True) else claim.least)
                    ]
                    spells = _spells(part, days)
                    measures.append((spells, spells))
                values.append(months_verdict(measures[0], measures[1] if cap else None, months, cap))
            if values[0] != values[1]:
                return True
        return False

    def _claim(self, part: x.TimeIn, claim: _Claim) -> None:
        for record in self._elements(part.collection, part.var):
            if record is not claim.record:
                continue
            self.visit(part.where)
            names = ["started_on", "ended_on"] + ([part.pooled[0].field.name] if part.pooled else [])
            for name in names:
                of = part.var.entity[name]
                # The end of a job still held is not missing: it is after the filing day whatever it is.
                value = record[part.var.entity.index[name]]
                if is_open(of, value) and not (name == "ended_on" and value[0] > self.env[DAY]):
                    self._name(part.var, of)
            if part.less is not None:
                for _ in self._elements(part.less, x.Var(LEAVE, part.var.slot + 1)):
                    self._facts_of(*(x.DayFact(x.Var(LEAVE, part.var.slot + 1), f) for f in LEAVE.fields))


@dataclass(frozen=True)
class _Claim:
    """The days an element surely and possibly brings, each with its hours."""

    record: Record
    counts: Truth
    least: tuple[tuple[int, int, float], ...]
    most: tuple[tuple[int, int, float], ...]


def _spells(part: x.TimeIn, days: Iterable[tuple[int, int, float]]) -> Spells:
    if part.pooled:
        return pooled(days, part.pooled[1])
    return merged((a, b) for a, b, _ in days)


def measures_in(spells: x.SpellsOf) -> tuple[x.TimeIn, ...]:
    """The measures that a sum of measures is made of."""
    match spells:
        case x.TimeIn():
            return (spells,)
        case x.Capped():
            return measures_in(spells.spells)
        case x.Together():
            return (*measures_in(spells.a), *measures_in(spells.b))
    raise TypeError(f"no such measure: {type(spells).__name__}")


def _joined(owner: str, fact: str) -> str:
    return f"{owner}.{fact}" if owner else fact
