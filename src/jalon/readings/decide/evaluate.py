"""The scalar reading of expressions: each operator becomes a small function of an environment.

An environment is a list: the records under consideration by slot (0 the person, 1 the credential, 2 and up what lists
are walked through), then the filing day, the readings imposed on contested points, and the trace. A record is a tuple
in the order of its entity's fields (see `jalon.readings.bounded`), a list is (records, truth of being complete).

Evaluation is pure but for the trace, a list that quantifiers and measures append to when it is there: what they found
for each element is the material of every explanation, so nothing is computed twice.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.calendar import EARLIEST, NEVER, add_months, month_runs, shortest_claim
from jalon.language.spells import Spells, covers_months, days, merged, pooled, without

DAY: Final = 8
IMPOSED: Final = 9
TRACE: Final = 10
ENV_SIZE: Final = 11

Env = list[Any]
Run = Callable[[Env], Any]
Record = tuple[Any, ...]
# How months are counted (point A-U6), for when one of its readings is imposed.
SHORT_MONTHS, FULL_MONTHS = "short-months", "full-months"


class Found(NamedTuple):
    """What a quantifier or a measure found for one element: its record, whether it counts, and the truth of each part
    of the test; for measures also the days that it surely and possibly brings."""

    record: Record
    counts: Truth
    parts: tuple[Truth, ...]
    least: Spells = ()
    most: Spells = ()


class Seen(NamedTuple):
    """One line of the trace: the expression, its value, and what was found."""

    node: Any
    value: Any
    found: tuple[Any, ...]


def environment(person: Record, day: int, imposed: dict[str, str] | None = None) -> Env:
    """The environment of a person on a filing day."""
    env: Env = [None] * ENV_SIZE
    env[0] = person
    env[DAY] = day
    env[IMPOSED] = imposed
    return env


# Expressions are built once and live as long as the law: what is made of them is kept beside them.
_compiled: dict[x.Expr, Run] = {}


def compiled(node: x.Expr) -> Run:
    """The function that evaluates an expression; an operator this reading lacks is a TypeError."""
    run = _compiled.get(node)
    if run is None:
        maker = MAKERS.get(type(node))
        if maker is None:
            raise TypeError(f"the scalar reading has no operator {type(node).__name__}")
        run = _compiled[node] = maker(node)
    return run


def _always(node: x.Always) -> Run:
    value = YES if node.value else NO
    return lambda _env: value


def _fact(node: x.TruthFact | x.KindFact | x.NumberFact | x.DayFact | x.ListFact) -> Run:
    slot, index = node.var.slot, node.var.entity.index[node.field.name]
    return lambda env: env[slot][index]


def _is_in(node: x.IsIn) -> Run:
    kind = node.kind
    slot, index = kind.var.slot, kind.var.entity.index[kind.field.name]
    wanted = kind.field.bits(node.values)

    def run(env: Env) -> Truth:
        bits = env[slot][index]
        if not bits & wanted:
            return NO
        return MAYBE if bits & ~wanted else YES

    return run


def _not_after(node: x.NotAfter) -> Run:
    first, second = compiled(node.first), compiled(node.second)

    def run(env: Env) -> Truth:
        a, b = first(env), second(env)
        if a[1] <= b[0]:
            return YES
        return NO if a[0] > b[1] else MAYBE

    return run


def _at_least(node: x.AtLeast) -> Run:
    left, right = compiled(node.a), compiled(node.b)

    def run(env: Env) -> Truth:
        a, b = left(env), right(env)
        if a[0] >= b[1]:
            return YES
        return NO if a[1] < b[0] else MAYBE

    return run


def _and(node: x.And) -> Run:
    runs = tuple(map(compiled, node.items))

    def run(env: Env) -> Truth:
        worst = YES
        for item in runs:
            value = item(env)
            if value < worst:
                worst = value
                # An explanation wants every part of a condition; nothing else does once one fails.
                if not worst and env[TRACE] is None:
                    break
        return worst

    return run


def _or(node: x.Or) -> Run:
    runs = tuple(map(compiled, node.items))

    def run(env: Env) -> Truth:
        best = NO
        for item in runs:
            value = item(env)
            if value > best:
                best = value
                if best == YES:
                    break
        return best

    return run


def _not(node: x.Not) -> Run:
    item = compiled(node.item)
    return lambda env: YES - item(env)


def _choose(node: x.Choose) -> Run:
    test, then, otherwise = compiled(node.test), compiled(node.then), compiled(node.otherwise)

    def run(env: Env) -> Truth:
        # Which text governs is explained apart: what the test found is no reason of the condition itself.
        trace, env[TRACE] = env[TRACE], None
        which = test(env)
        env[TRACE] = trace
        if which == YES:
            return then(env)  # type: ignore[no-any-return]
        if which == NO:
            return otherwise(env)  # type: ignore[no-any-return]
        a: Truth = then(env)
        return a if a == otherwise(env) else MAYBE

    return run


def _contested(node: x.Contested) -> Run:
    point = node.point
    names = tuple(name for name, _ in node.readings)
    runs = tuple(compiled(reading) for _, reading in node.readings)
    first, others = runs[0], runs[1:]
    at_issue = None if isinstance(node.at_issue, x.Always) else compiled(node.at_issue)

    def run(env: Env) -> Truth:
        imposed = env[IMPOSED]
        if imposed and point in imposed:
            return runs[names.index(imposed[point])](env)  # type: ignore[no-any-return]
        value: Truth = first(env)
        if value == MAYBE:
            return MAYBE
        if at_issue is not None:
            trace, env[TRACE] = env[TRACE], None
            arises = at_issue(env)
            env[TRACE] = trace
            if arises == NO:
                return value
        for other in others:
            if other(env) != value:
                return MAYBE
        return value

    return run


def _test(node: x.Test) -> Run:
    item = compiled(node.item)

    def run(env: Env) -> Truth:
        value: Truth = item(env)
        if env[TRACE] is not None:
            env[TRACE].append(Seen(node, value, ()))
        return value

    return run


def parts(where: x.Truth) -> tuple[x.Truth, ...]:
    """The parts of a test on an element: what an explanation says of each element, one by one."""
    return where.items if isinstance(where, x.And) else (where,)


def _some(node: x.Some) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    runs = tuple(map(compiled, parts(node.where)))

    def run(env: Env) -> Truth:
        records, complete = elements(env)
        trace, env[TRACE] = env[TRACE], None
        best: Truth = YES - complete
        if trace is None:
            for record in records:
                env[slot] = record
                worst = YES
                for part in runs:
                    value = part(env)
                    if value < worst:
                        worst = value
                        if not worst:
                            break
                if worst > best:
                    best = worst
            return best
        found = []
        for record in records:
            env[slot] = record
            values: tuple[Truth, ...] = tuple([part(env) for part in runs])
            counts = min(values)
            found.append(Found(record, counts, values))
            best = max(best, counts)
        env[TRACE] = trace
        trace.append(Seen(node, best, tuple(found)))
        return best

    return run


def _figure(node: x.Figure) -> Run:
    bounds = (node.value, node.value)
    return lambda _env: bounds


def _times(node: x.Times) -> Run:
    left, right = compiled(node.a), compiled(node.b)

    def run(env: Env) -> tuple[float, float]:
        a, b = left(env), right(env)
        return a[0] * b[0], a[1] * b[1]

    return run


def _sum_of(node: x.SumOf) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    where, value = compiled(node.where), compiled(node.value)

    def run(env: Env) -> tuple[float, float]:
        records, complete = elements(env)
        trace, env[TRACE] = env[TRACE], None
        least = most = 0.0
        for record in records:
            env[slot] = record
            counts = where(env)
            if counts:
                low, high = value(env)
                least += low if counts == YES else 0.0
                most += high
        env[TRACE] = trace
        return (least, most) if complete == YES else (least, float("inf"))

    return run


def _fixed_day(node: x.FixedDay) -> Run:
    ordinal = date.fromisoformat(node.iso).toordinal()
    bounds = (ordinal, ordinal)
    return lambda _env: bounds


def _filing_day(_node: x.FilingDay) -> Run:
    return lambda env: (env[DAY], env[DAY])


def _months_from(node: x.MonthsFrom) -> Run:
    start, count = compiled(node.day), node.months

    def run(env: Env) -> tuple[int, int]:
        first, last = start(env)
        return add_months(first, count), add_months(last, count)

    return run


def _days_from(node: x.DaysFrom) -> Run:
    start, count = compiled(node.day), node.days

    def shifted(ordinal: int) -> int:
        return ordinal if ordinal in (EARLIEST, NEVER) else ordinal + count

    def run(env: Env) -> tuple[int, int]:
        first, last = start(env)
        return shifted(first), shifted(last)

    return run


def _between(node: x.Between) -> Run:
    first, last = compiled(node.first), compiled(node.last)

    def run(env: Env) -> tuple[int, int]:
        return first(env)[0], last(env)[1]

    return run


def _time_in(node: x.TimeIn) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    runs = tuple(map(compiled, parts(node.where)))
    opens, closes = compiled(node.start), compiled(node.end)
    began = _fact(x.DayFact(node.var, node.var.entity["started_on"]))
    ended = _fact(x.DayFact(node.var, node.var.entity["ended_on"]))
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
        counted = imposed.get("A-U6") if imposed else None
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


MAKERS: Final[dict[type[x.Expr], Callable[[Any], Run]]] = {
    x.Always: _always,
    x.TruthFact: _fact,
    x.KindFact: _fact,
    x.NumberFact: _fact,
    x.DayFact: _fact,
    x.ListFact: _fact,
    x.IsIn: _is_in,
    x.NotAfter: _not_after,
    x.AtLeast: _at_least,
    x.And: _and,
    x.Or: _or,
    x.Not: _not,
    x.Choose: _choose,
    x.Contested: _contested,
    x.Test: _test,
    x.Some: _some,
    x.Figure: _figure,
    x.Times: _times,
    x.SumOf: _sum_of,
    x.FixedDay: _fixed_day,
    x.FilingDay: _filing_day,
    x.MonthsFrom: _months_from,
    x.DaysFrom: _days_from,
    x.Between: _between,
    x.TimeIn: _time_in,
    x.Capped: _capped,
    x.Together: _together,
    x.Reaches: _reaches,
}
