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
    leaves = compiled(node.less) if node.less else None
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
                    least, most = _less_leaves(leaves(env), least, most)
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


def _less_leaves(leaves: tuple[tuple[Record, ...], Truth], least: Spells, most: Spells) -> tuple[Spells, Spells]:
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
        value = _capped_verdict(measure, months, cap, counted) if cap else _verdict(measure, months, counted)
        if env[TRACE] is not None:
            env[TRACE].append(Seen(node, value, measure))
        return value

    return run


def credited_months(node: x.Reaches) -> int:
    """How many months of the second of two measures are credited; 0 when there is one measure only."""
    return node.spells.b.months if isinstance(node.spells, x.Together) and isinstance(node.spells.b, x.Capped) else 0


def months_verdict(measures: list[tuple[Spells, Spells]], months: int, cap: int) -> Truth:
    """Whether one measure, or two of which the second is capped, make up the months."""
    if cap:
        return _capped_verdict((measures[0], measures[1]), months, cap, None)
    return _verdict(measures[0], months, None)


def _verdict(measure: tuple[Spells, Spells], months: int, counted: str | None) -> Truth:
    """Whether the days make up the months: see the counting rules in docs/counting.md."""
    least, most = measure
    if counted == SHORT_MONTHS:
        return (days(least) >= shortest_claim(months)) + (days(most) >= shortest_claim(months))
    if counted == FULL_MONTHS:
        return covers_months(least, months) + covers_months(most, months)
    if covers_months(least, months):
        return YES
    return NO if days(most) < shortest_claim(months) else MAYBE


def _capped_verdict(
    measure: tuple[tuple[Spells, Spells], tuple[Spells, Spells]], months: int, cap: int, counted: str | None
) -> Truth:
    """The same for two measures of which the second is credited for `cap` months at most."""
    (least, most), (least_more, most_more) = measure
    alone = _verdict((least, most), months, counted)
    rest = min(_verdict((least, most), months - cap, counted), _verdict((least_more, most_more), cap, counted))
    if alone == YES or rest == YES:
        return YES
    least_days = days(least) + min(days(least_more), month_runs(cap)[0])
    most_days = days(most) + min(days(most_more), month_runs(cap)[1])
    if counted == SHORT_MONTHS:
        wanted = shortest_claim(months)
        return (least_days >= wanted) + (most_days >= wanted)
    if least_days >= month_runs(months)[1]:
        return YES
    if most_days < shortest_claim(months) or _verdict((least, most), months - cap, counted) == NO:
        return NO
    return MAYBE


MAKERS.update({x.TimeIn: _time_in, x.Capped: _capped, x.Together: _together, x.Reaches: _reaches})
