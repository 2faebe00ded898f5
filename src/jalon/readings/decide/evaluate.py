"""The scalar reading of expressions: each operator becomes a small function of an environment (see `machine`)."""

from datetime import date

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.calendar import EARLIEST, NEVER, add_months
from jalon.readings.decide import measures
from jalon.readings.decide.machine import (
    DAY,
    IMPOSED,
    MAKERS,
    TRACE,
    Env,
    Found,
    Record,
    Run,
    Seen,
    compiled,
    environment,
    parts,
)


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
    # What depends on the filing day alone is asked often (which text, which table): it has a shorter way.
    if isinstance(node.first, x.FilingDay) and isinstance(node.second, x.FixedDay):
        until = date.fromisoformat(node.second.iso).toordinal()
        return lambda env: YES if env[DAY] <= until else NO
    if isinstance(node.first, x.FixedDay) and isinstance(node.second, x.FilingDay):
        since = date.fromisoformat(node.first.iso).toordinal()
        return lambda env: YES if env[DAY] >= since else NO
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
        start = len(trace) if trace is not None else 0
        if which == YES:
            return then(env)  # type: ignore[no-any-return]
        if which == NO:
            return otherwise(env)  # type: ignore[no-any-return]
        a: Truth = then(env)
        if trace is None:
            return a if a == otherwise(env) else MAYBE
        # Both were evaluated: say where in the trace each one stands, so that they can be explained apart.
        middle = len(trace)
        b: Truth = otherwise(env)
        trace.append(Seen(node, (a, b), (start, middle, len(trace))))
        return a if a == b else MAYBE

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
        # The first reading is the one explained: what the others find leaves no trace.
        trace, env[TRACE] = env[TRACE], None
        if at_issue is None or at_issue(env) != NO:
            for other in others:
                if other(env) != value:
                    value = MAYBE
                    break
        env[TRACE] = trace
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
    point, takes_first, _ = node.contested or ("", "", "")

    def run(env: Env) -> tuple[int, int]:
        imposed = env[IMPOSED]
        if imposed and point in imposed:
            return first(env) if imposed[point] == takes_first else last(env)  # type: ignore[no-any-return]
        return first(env)[0], last(env)[1]

    return run


MAKERS.update(
    {
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
    }
)

__all__ = [
    "DAY",
    "IMPOSED",
    "MAKERS",
    "TRACE",
    "Env",
    "Found",
    "Record",
    "Run",
    "Seen",
    "compiled",
    "environment",
    "measures",
    "parts",
]
