"""Where the law of the streams stands: each act, the versions that rest on it, the documents read for it; and where
each point of law is met. Gathered from the law itself, so that nothing is listed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from jalon.language.expressions import Reaches
from jalon.language.statutes import Citation, Condition, Instrument, Programme, Version
from jalon.language.walk import contested_points, walk
from jalon.law import PROGRAMMES
from jalon.law.points import POINTS
from jalon.readings.decide.measures import COUNTING


@dataclass
class Act:
    """An act, the versions that rest on it (stream, version, view), the documents read for it."""

    instrument: Instrument
    versions: list[tuple[Programme, Version, str]] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    of_intake: bool = False


@dataclass
class Met:
    """Where a point is met: a condition of a stream, in these versions."""

    programme: Programme
    condition: str
    versions: list[tuple[Version, str]] = field(default_factory=list)


def every_version() -> Iterator[tuple[Programme, Version, str]]:
    """Every version of every stream, with the view in which it is read; the text as written last."""
    for programme in PROGRAMMES.values():
        for version in programme.versions:
            yield programme, version, "as-applied"
        for view, versions in programme.views:
            for version in versions:
                yield programme, version, view


def _texts(condition: Condition) -> Iterator[Condition]:
    """The texts that a condition may have: its own, and the one that a clause keeps."""
    if condition.new:
        yield condition.new
    if condition.former and condition.former.condition:
        yield condition.former.condition


def _citations(condition: Condition) -> Iterator[Citation]:
    yield from (text.citation for text in _texts(condition))
    if condition.former:
        yield condition.former.citation


@lru_cache(maxsize=1)
def acts() -> tuple[Act, ...]:
    """Every act that the law cites, oldest first."""
    found: dict[str, Act] = {}

    def act(instrument: Instrument) -> Act:
        return found.setdefault(instrument.id, Act(instrument))

    for programme, version, view in every_version():
        cited = [c for condition in version.conditions for c in _citations(condition)]
        for instrument in {i.id: i for i in (*version.instruments, *(c.instrument for c in cited))}.values():
            act(instrument).versions.append((programme, version, view))
        for citation in cited:
            act(citation.instrument).sources.update(dict.fromkeys(citation.sources))
    for programme in PROGRAMMES.values():
        for period in programme.intake:
            told = act(period.citation.instrument)
            told.of_intake = True
            told.sources.update(dict.fromkeys(period.citation.sources))
    return tuple(sorted(found.values(), key=lambda a: a.instrument.in_force or a.instrument.made or ""))


def _points(condition: Condition) -> set[str]:
    points: set[str] = set(condition.decided)
    points.update(contested_points(condition.expr))
    for text in _texts(condition):
        points.update(text.decided)
    # How months are counted is a point of its own, met wherever months are counted.
    if any(isinstance(node, Reaches) for node in walk(condition.expr)):
        points.add(COUNTING)
    return {POINTS[point].id for point in points}


@lru_cache(maxsize=1)
def where_met() -> dict[str, tuple[Met, ...]]:
    """For each point of law, the conditions that raise it and in which versions, in the order of the versions."""
    found: dict[str, dict[tuple[str, str], Met]] = {}
    for programme, version, view in every_version():
        for condition in version.conditions:
            for point in _points(condition):
                of_point = found.setdefault(point, {})
                met = of_point.setdefault((programme.id, condition.id), Met(programme, condition.id))
                met.versions.append((version, view))
    return {point: tuple(of_point.values()) for point, of_point in found.items()}
