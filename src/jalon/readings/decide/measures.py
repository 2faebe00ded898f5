"""Measures of time in the scalar reading: the days that jobs bring, and whether they make up the months asked for.

The rules of counting are in docs/counting.md.
"""

from typing import Final

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.calendar import month_runs, shortest_claim
from jalon.language.spells import Spells, covers_months, days, merged, pooled, without
from jalon.readings.decide.machine import IMPOSED, MAKERS, TRACE, Env, Found, Record, Run, Seen, compiled, parts

# How months are counted (point A-U6), for when one of its readings is imposed.
COUNTING: Final = "A-U6"
SHORT_MONTHS: Final = "short-months"
FULL_MONTHS: Final = "full-months"


def _time_in(node: x.TimeIn) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    runs = tuple(map(compiled, parts(node.where)))
    opens, closes = compiled(node.start), compiled(node.end)
    began = compiled(x.DayFact(node.var, node.var.entity["started_on"]))
    ended = compiled(x.DayFact(node.var, node.var.entity["ended_on"]))
    leaves = compiled(node.less) if node.less is not None else None
    hours = compiled(node.pooled[0]) if node.pooled else None
    enough = node.pooled[1] if node.pooled else 0.0

    def total(days: list[tuple[int, int, float]]) -> Spells:
        return pooled(days, enough) if hours else merged([(a, b) for a, b, _ in days])

    def run(env: Env) -> tuple[Spells, Spells]:
        records, complete = elements(env)
        trace, env[TRACE] = env[TRACE], None
        (early_start, late_start), (early_end, late_end) = opens(env), closes(env)
        found = []
        surely: list[tuple[int, int, float]] = []
        possibly: list[tuple[int, int, float]] = []
        weight: tuple[float, float] = (enough, enough)
        for record in records:
            env[slot] = record
            values = tuple([part(env) for part in runs])
            counts = min(values)
            least: Spells = ()
            most: Spells = ()
            if counts:
                first, last = began(env), ended(env)
                begin, end = max(first[0], early_start), min(last[1], late_end)
                if begin <= end:
                    most = ((begin, end),)
                begin, end = max(first[1], late_start), min(last[0], early_end)
                if counts == YES and begin <= end:
                    least = ((begin, end),)
                if leaves:
                    least, most = less_leaves(leaves(env), least, most)
                if hours:
                    weight = hours(env)
                surely += [(a, b, weight[0]) for a, b in least]
                possibly += [(a, b, weight[1]) for a, b in most]
            found.append(Found(record, counts, values, least, most))
        if complete != YES:
            possibly = [(early_start, late_end, enough)]
        value = total(surely), total(possibly)
        if trace is not None:
            env[TRACE] = trace
            trace.append(Seen(node, value, tuple(found)))
        return value

    return run


def less_leaves(leaves: tuple[tuple[Record, ...], Truth], least: Spells, most: Spells) -> tuple[Spells, Spells]:
    """Days less the leaves: surely worked are those outside every possible leave, possibly worked those outside the sure
    ones."""
    records, _ = leaves
    wide = merged((a[0], b[1]) for a, b, *_ in records)
    narrow = merged((a[1], b[0]) for a, b, *_ in records)
    return without(least, wide), without(most, narrow)


def _capped(node: x.Capped) -> Run:
    return compiled(node.spells)


def _together(node: x.Together) -> Run:
    a, b = compiled(node.a), compiled(node.b)
    return lambda env: (a(env), b(env))


def _reaches(node: x.Reaches) -> Run:
    spells, months = compiled(node.spells), node.months
    cap = credited_months(node)

    def run(env: Env) -> Truth:
        measure = spells(env)
        imposed = env[IMPOSED]
        counted = imposed.get(COUNTING) if imposed else None
        held, more = measure if cap else (measure, None)
        value = months_verdict(held, more, months, cap, counted)
        if env[TRACE] is not None:
            env[TRACE].append(Seen(node, value, measure))
        return value

    return run


def credited_months(node: x.Reaches) -> int:
    """How many months of the second of two measures are credited; 0 when there is one measure only."""
    return node.spells.b.months if isinstance(node.spells, x.Together) and isinstance(node.spells.b, x.Capped) else 0


Measure = tuple[Spells, Spells]


def months_verdict(held: Measure, more: Measure | None, months: int, cap: int, counted: str | None = None) -> Truth:
    """Whether a measure, with at most `cap` months of a second one, makes up the months.

    Surely, when the days surely there do by full months; not even possibly, when the days possibly there do not by the
    shortest count. `counted` imposes one of the two counts.
    """
    least, most = (held[0], more[0] if more else ()), (held[1], more[1] if more else ())
    if counted == SHORT_MONTHS:
        return _by_short(*least, months, cap) + _by_short(*most, months, cap)
    if counted == FULL_MONTHS:
        return _by_full(*least, months, cap) + _by_full(*most, months, cap)
    if _by_full(*least, months, cap):
        return YES
    return MAYBE if _by_short(*most, months, cap) else NO


def _by_full(held: Spells, more: Spells, months: int, cap: int) -> bool:
    """By calendar months, in one run or in as many days as the longest run; the second measure alone, or in days."""
    if covers_months(held, months):
        return True
    if not cap:
        return False
    apart = covers_months(held, months - cap) and covers_months(more, cap)
    return apart or days(held) + min(days(more), month_runs(cap)[0]) >= month_runs(months)[1]


def _by_short(held: Spells, more: Spells, months: int, cap: int) -> bool:
    """By the fewest days that anybody could call so many months."""
    if days(held) >= shortest_claim(months):
        return True
    if not cap:
        return False
    apart = days(held) >= shortest_claim(months - cap) and days(more) >= shortest_claim(cap)
    return apart or days(held) + min(days(more), month_runs(cap)[1]) >= shortest_claim(months)


MAKERS.update({x.TimeIn: _time_in, x.Capped: _capped, x.Together: _together, x.Reaches: _reaches})
