"""Measures of time written out: the days that jobs bring, and whether they make up the months asked for (see
`jalon.readings.decide.measures`, whose rules these are)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from jalon.language import expressions as x
from jalon.language.calendar import month_runs, shortest_claim
from jalon.language.vocabulary import LEAVE
from jalon.language.walk import describe
from jalon.readings.columns import machine as m
from jalon.readings.columns.layout import COUNT, LEAST, MOST, START
from jalon.readings.columns.programs import DAY, TRUTH
from jalon.readings.columns.writing import TRUTHS, Writer, free_slots
from jalon.readings.decide.measures import credited_months
from jalon.readings.decide.months import MOST_TOLD, own_spells

_NO_COLUMN: Final = -1
# The columns that tell the leaves of a job, and their days.
_LEAVES: Final = 6


@dataclass(frozen=True)
class Measure:
    """The columns of a measure: days and months, surely and possibly counted."""

    sure: int
    most: int
    months: int
    most_months: int

    @property
    def columns(self) -> tuple[int, int, int]:
        """What a verdict on months looks at."""
        return self.sure, self.most, self.months


def measure(write: Writer, node: x.SpellsOf, inside: int) -> Measure:
    """The columns of a measure, for the elements of the list furthest out in which it can be told."""
    if isinstance(node, x.Capped):
        return measure(write, node.spells, inside)
    if not isinstance(node, x.TimeIn):
        raise TypeError(f"the reading over columns has no measure {type(node).__name__}")
    at = write.to.innermost(inside, free_slots(node))
    found: Measure = write.once(node, at, lambda node, at: _time_in(write, node, at))
    return found


def _time_in(write: Writer, node: x.TimeIn, at: int) -> Measure:
    to = write.to
    of = write.elements(node.collection, node.var, at)
    counts = to.lifted(write.truth(node.where, of), of)
    began, began_by, ended, ended_by = (
        to.load(of, name + end) for name in ("started_on", "ended_on") for end in (LEAST, MOST)
    )
    opens, opens_by, closes, closes_by = (
        to.lifted(column, at) for day in (node.start, node.end) for column in write.day(day, at)
    )
    # The days of each element inside of what is measured, surely and possibly.
    inside = [
        to.made(act, of, DAY, (days, to.lifted(edge, of)))
        for act, days, edge in (
            (m.SLOWER, began_by, opens_by),
            (m.SOONER, ended, closes),
            (m.SLOWER, began, opens),
            (m.SOONER, ended_by, closes_by),
        )
    ]
    complete = write.complete(node.collection, at)
    weights, figure = [_NO_COLUMN, _NO_COLUMN], 0.0
    if node.pooled:
        hours, figure = node.pooled
        weights = [to.lifted(column, of) for column in write.reals(hours, of)]
    act, left, without, leaves = m.MEASURE, _NO_COLUMN, [_NO_COLUMN] * 4, [0] * _LEAVES
    if node.less is not None:
        act, left = m.LESS_LEAVES, to.made(m.LISTED, of, DAY, (to.load(of, node.less.field.name + COUNT),))
        # Few have leaves: the others have what they would without this.
        before = measure(write, replace(node, less=None), at)
        without = [before.sure, before.most, before.months, before.most_months]
        leaves = [to.fact(node.var.entity.name, node.less.field.name + end) for end in (START, COUNT)]
        leaves += [to.fact(LEAVE.name, name + end) for name in ("started_on", "ended_on") for end in (LEAST, MOST)]
    out = [to.column(at, DAY) for _ in range(4)]
    columns = [*out, *inside, counts, opens, closes_by, complete, left, *weights, *without]
    to.add(act, of, columns, [describe(node) in write.told, *leaves, to.figure(figure)])
    return Measure(*out)


def told_measures(node: x.Reaches) -> list[x.SpellsOf]:
    """The measures whose months are all wanted for those of a version to be told."""
    spells = own_spells(node)
    whole = replace(spells, less=None) if isinstance(spells, x.TimeIn) else spells
    return [spells, whole]


def months_told(write: Writer, node: x.Reaches, inside: int) -> Measure:
    """The measure whose months are told of a version (see `decide.months`)."""
    return measure(write, own_spells(node), inside)


def _reaches(write: Writer, node: x.Reaches, at: int) -> int:
    to, months, cap = write.to, node.months, credited_months(node)
    if months > MOST_TOLD:
        raise ValueError(f"{months} months are more than the {MOST_TOLD} that columns count")
    claim = shortest_claim(months)
    if not cap:
        held = measure(write, node.spells, at)
        places = to.whole(months), to.whole(claim)
        return to.made(m.REACHES, to.inside(held.sure), TRUTH, (held.months, held.most), places)
    assert isinstance(node.spells, x.Together)
    two = [measure(write, spells, at) for spells in (node.spells.a, node.spells.b)]
    inside = to.deepest(*(one.sure for one in two))
    columns = [to.lifted(column, inside) for one in two for column in one.columns]
    rest = months - cap
    limits = (
        months,
        rest,
        cap,
        month_runs(months)[1],
        claim,
        shortest_claim(rest),
        shortest_claim(cap),
        *month_runs(cap),
    )
    return to.made(m.REACHES_WITH_CREDIT, inside, TRUTH, columns, (to.in_a_row(limits),))


TRUTHS[x.Reaches] = _reaches
