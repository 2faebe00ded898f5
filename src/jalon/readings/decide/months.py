"""The months that a version of the law measures first of all: one figure a decision, for tables and for comparing people.

A condition may measure time in several ways (contested readings, an earlier text kept for some). The one told here is
that of the text itself: of the first condition that measures time, the first measure of the greatest number of months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from jalon.language import expressions as x
from jalon.language.spells import Spells, covers_months, days
from jalon.language.statutes import Condition, Version
from jalon.language.walk import walk_once
from jalon.readings.decide.decision import Decision
from jalon.readings.decide.evaluate import compiled

# Ten years: beyond, nobody asks for the figure.
MOST_TOLD: Final = 120


@dataclass(frozen=True)
class Months:
    """Whole calendar months asked for, surely counted (`least`) and possibly counted (`most`), up to `MOST_TOLD`."""

    needed: int
    least: int
    most: int


def main_measure(version: Version) -> tuple[Condition, x.Reaches] | None:
    """The measure told of a version, and its condition; none where no condition measures time."""
    for condition in version.conditions:
        measures = [node for node in walk_once(condition.expr) if isinstance(node, x.Reaches)]
        if measures:
            return condition, max(measures, key=lambda node: node.months)
    return None


def own_spells(measure: x.Reaches) -> x.SpellsOf:
    """The time measured, months credited beside it (compulsory internships) left out."""
    return measure.spells.a if isinstance(measure.spells, x.Together) else measure.spells


def measured_months(decision: Decision) -> Months | None:
    """The months of a decision, for the study that it speaks of; none where its version measures no time."""
    found = main_measure(decision.version) if decision.version is not None else None
    if found is None:
        return None
    condition, measure = found
    result = next(result for result in decision.conditions if result.id == condition.id)
    least, most = compiled(own_spells(measure))(result.environment())
    return Months(measure.months, counted_months(least), counted_months(most))


def counted_months(spells: Spells) -> int:
    """`whole_months`, up to `MOST_TOLD`."""
    months = min(days(spells) // 28, MOST_TOLD)
    while months and not covers_months(spells, months):
        months -= 1
    return months
