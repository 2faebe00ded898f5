"""Spells: runs of days. A value is a sorted tuple of (first day, last day), both inside, disjoint and never adjacent."""

from collections.abc import Iterable
from itertools import pairwise

from jalon.language.calendar import add_months, month_runs

Spell = tuple[int, int]
Spells = tuple[Spell, ...]


def merged(spells: Iterable[Spell]) -> Spells:
    """Days covered by at least one spell: overlapping and adjacent ones become one.

    >>> merged([(8, 9), (1, 3), (4, 5)])
    ((1, 5), (8, 9))
    """
    out: list[Spell] = []
    for first, last in sorted(spells):
        if first > last:
            continue
        if out and first <= out[-1][1] + 1:
            if last > out[-1][1]:
                out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return tuple(out)


def without(spells: Spells, holes: Spells) -> Spells:
    """The spells less the days of `holes`.

    >>> without(((1, 9),), ((3, 4), (9, 12)))
    ((1, 2), (5, 8))
    """
    out: list[Spell] = []
    for spell_first, last in spells:
        first = spell_first
        for hole_first, hole_last in holes:
            if hole_last < first or hole_first > last:
                continue
            if hole_first > first:
                out.append((first, hole_first - 1))
            first = hole_last + 1
        if first <= last:
            out.append((first, last))
    return tuple(out)


def pooled(weighted: Iterable[tuple[int, int, float]], enough: float) -> Spells:
    """Days on which the weights (hours a week) of all (first, last, weight) add up to `enough` or more.

    >>> pooled([(1, 9, 20), (5, 12, 15)], 30)
    ((5, 9),)
    """
    changes: dict[int, float] = {}
    for first, last, weight in weighted:
        if first <= last:
            changes[first] = changes.get(first, 0) + weight
            changes[last + 1] = changes.get(last + 1, 0) - weight
    out: list[Spell] = []
    total = 0.0
    ordered = sorted(changes)
    for this, following in pairwise(ordered):
        total += changes[this]
        # Hours are given to a few decimals: what sums leave behind in the ninth is no hour of work.
        if total >= enough - 1e-9:
            out.append((this, following - 1))
    return merged(out)


def days(spells: Spells) -> int:
    """Number of days covered."""
    return sum(last - first + 1 for first, last in spells)


def covers_months(spells: Spells, months: int) -> bool:
    """Whether one single spell runs over so many calendar months, or all of them together over as many days as the
    longest such run: then nobody can say that the months are not there."""
    return any(add_months(first, months) <= last + 1 for first, last in spells) or days(spells) >= month_runs(months)[1]


def whole_months(spells: Spells) -> int:
    """Most calendar months that the spells are sure to hold (for people to read; verdicts use `covers_months`)."""
    months = days(spells) // 28
    while months and not covers_months(spells, months):
        months -= 1
    return months
