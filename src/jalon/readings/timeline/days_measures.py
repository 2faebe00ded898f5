"""Measures of time over many filing days: the same days as in the scalar reading, cut by a window that moves with the
filing day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.calendar import EARLIEST, NEVER, month_runs, shortest_claim
from jalon.language.spells import Spells, merged, pooled
from jalon.readings.decide.machine import parts
from jalon.readings.decide.measures import credited_months, less_leaves
from jalon.readings.timeline.days_machine import MAKERS, Env, Run, Value, compiled, shifted_months


@dataclass(frozen=True, slots=True)
class Clipped:
    """Spells to be cut by a window whose edges may move with the filing day."""

    spells: Spells
    first: Value
    last: Value

    def cut(self) -> list[tuple[Value, Value]]:
        """(first, last) of each spell inside the window; a spell outside ends before it starts."""
        return [(np.maximum(a, self.first), np.minimum(b, self.last)) for a, b in self.spells]

    def count(self) -> Value:
        """Days inside the window."""
        return sum((np.maximum(b - a + 1, 0) for a, b in self.cut()), start=np.zeros(1, np.int64))

    def covers(self, months: int) -> Value:
        """`covers_months` on each day."""
        whole = self.count() >= month_runs(months)[1]
        for a, b in self.cut():
            whole = whole | ((a <= b) & (shifted_months(np.atleast_1d(a), months) <= b + 1))
        return whole


Measure = tuple[Clipped, Clipped]


def _time_in(node: x.TimeIn) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    runs = tuple(map(compiled, parts(node.where)))
    opens, closes = compiled(node.start), compiled(node.end)
    entity = node.var.entity
    began, ended = entity.index["started_on"], entity.index["ended_on"]
    leaves = compiled(node.less) if node.less is not None else None
    hours = compiled(node.pooled[0]) if node.pooled else None
    enough = node.pooled[1] if node.pooled else 0.0

    def total(found: list[tuple[int, int, float]]) -> Spells:
        return pooled(found, enough) if hours else merged([(a, b) for a, b, _ in found])

    def run(env: Env) -> Measure:
        records, complete = elements(env)
        (early_start, late_start), (early_end, late_end) = opens(env), closes(env)
        surely: list[tuple[int, int, float]] = []
        possibly: list[tuple[int, int, float]] = []
        for record in records:
            env[slot] = record
            counts = min(part(env) for part in runs)
            if isinstance(counts, np.ndarray):
                raise TypeError("what makes time count may not depend on the filing day; only the window may")
            if counts == NO:
                continue
            first, last = record[began], record[ended]
            least: Spells = ((first[1], last[0]),) if counts == YES and first[1] <= last[0] else ()
            most: Spells = ((first[0], last[1]),)
            if leaves is not None:
                least, most = less_leaves(leaves(env), least, most)
            weight = hours(env) if hours else (enough, enough)
            surely += [(a, b, weight[0]) for a, b in least]
            possibly += [(a, b, weight[1]) for a, b in most]
        if complete != YES:
            possibly = [(EARLIEST, NEVER, enough)]
        return Clipped(total(surely), late_start, early_end), Clipped(total(possibly), early_start, late_end)

    return run


def _capped(node: x.Capped) -> Run:
    return compiled(node.spells)


def _together(node: x.Together) -> Run:
    a, b = compiled(node.a), compiled(node.b)
    return lambda env: (a(env), b(env))


_NOTHING: Final = Clipped((), 1, 0)


def _reaches(node: x.Reaches) -> Run:
    spells, months, cap = compiled(node.spells), node.months, credited_months(node)

    def run(env: Env) -> Value:
        measure = spells(env)
        (least, most), (more, most_more) = measure if cap else (measure, (_NOTHING, _NOTHING))
        surely = _by_full(least, more, months, cap)
        possibly = _by_short(most, most_more, months, cap)
        found = surely.astype(np.int8) + (surely | possibly).astype(np.int8)
        return int(found[0]) if len(found) == 1 else found

    return run


def _by_full(held: Clipped, more: Clipped, months: int, cap: int) -> NDArray[np.bool_]:
    whole: NDArray[np.bool_] = np.atleast_1d(held.covers(months))
    if cap:
        apart = held.covers(months - cap) & more.covers(cap)
        added = held.count() + np.minimum(more.count(), month_runs(cap)[0]) >= month_runs(months)[1]
        whole = whole | apart | added
    return whole


def _by_short(held: Clipped, more: Clipped, months: int, cap: int) -> NDArray[np.bool_]:
    count = held.count()
    whole: NDArray[np.bool_] = np.atleast_1d(count >= shortest_claim(months))
    if cap:
        extra = more.count()
        apart = (count >= shortest_claim(months - cap)) & (extra >= shortest_claim(cap))
        whole = whole | apart | (count + np.minimum(extra, month_runs(cap)[1]) >= shortest_claim(months))
    return whole


MAKERS.update({x.TimeIn: _time_in, x.Capped: _capped, x.Together: _together, x.Reaches: _reaches})
