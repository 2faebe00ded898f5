"""The reading of expressions over many filing days at once, for one person.

A value is either plain (the same on every day) or an array with one value a day; what does not depend on the filing day
is computed once. Operators mean exactly what they mean in the scalar reading (`jalon.readings.decide.evaluate`): a
property test compares the two on every day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.calendar import EARLIEST, NEVER
from jalon.readings.timeline import days_measures
from jalon.readings.timeline.days_machine import (
    DAYS,
    MAKERS,
    Days,
    Env,
    Run,
    Truths,
    Value,
    compiled,
    environment,
    shifted_filing,
    shifted_months,
)


def _least(a: Value, b: Value) -> Value:
    return min(a, b) if isinstance(a, int) and isinstance(b, int) else np.minimum(a, b)


def _most(a: Value, b: Value) -> Value:
    return max(a, b) if isinstance(a, int) and isinstance(b, int) else np.maximum(a, b)


def _always(node: x.Always) -> Run:
    value = YES if node.value else NO
    return lambda _env: value


def _fact(node: Any) -> Run:
    slot, index = node.var.slot, node.var.entity.index[node.field.name]
    return lambda env: env[slot][index]


def _is_in(node: x.IsIn) -> Run:
    kind, wanted = _fact(node.kind), node.kind.field.bits(node.values)

    def run(env: Env) -> Truth:
        bits = kind(env)
        return NO if not bits & wanted else MAYBE if bits & ~wanted else YES

    return run


def _compared(low: Value, high: Value, other_low: Value, other_high: Value) -> Value:
    """high <= other_low is sure, low > other_high is impossible, anything else possible."""
    surely, never = high <= other_low, low > other_high
    if isinstance(surely, bool | np.bool_) and isinstance(never, bool | np.bool_):
        return YES if surely else NO if never else MAYBE
    return (1 + np.asarray(surely, np.int8) - np.asarray(never, np.int8)).astype(np.int8)


def _not_after(node: x.NotAfter) -> Run:
    first, second = compiled(node.first), compiled(node.second)

    def run(env: Env) -> Value:
        a, b = first(env), second(env)
        return _compared(a[0], a[1], b[0], b[1])

    return run


def _at_least(node: x.AtLeast) -> Run:
    left, right = compiled(node.a), compiled(node.b)

    def run(env: Env) -> Value:
        a, b = left(env), right(env)
        return _compared(b[0], b[1], a[0], a[1])

    return run


def _and(node: x.And) -> Run:
    runs = tuple(map(compiled, node.items))

    def run(env: Env) -> Value:
        worst: Value = YES
        for item in runs:
            worst = _least(worst, item(env))
            if isinstance(worst, int) and worst == NO:
                return NO
        return worst

    return run


def _or(node: x.Or) -> Run:
    runs = tuple(map(compiled, node.items))

    def run(env: Env) -> Value:
        best: Value = NO
        for item in runs:
            best = _most(best, item(env))
            if isinstance(best, int) and best == YES:
                return YES
        return best

    return run


def _not(node: x.Not) -> Run:
    item = compiled(node.item)
    return lambda env: YES - item(env)


def _hull(values: list[Value]) -> Value:
    if all(isinstance(v, int) for v in values):
        return values[0] if len(set(values)) == 1 else MAYBE
    out: Value = np.asarray(values[0], np.int8)
    same = np.ones(1, bool)
    for other in values[1:]:
        same = same & (out == other)
    return np.where(same, out, MAYBE).astype(np.int8)


def _choose(node: x.Choose) -> Run:
    test, then, otherwise = compiled(node.test), compiled(node.then), compiled(node.otherwise)

    def run(env: Env) -> Value:
        which = test(env)
        if isinstance(which, int):
            if which != MAYBE:
                return then(env) if which == YES else otherwise(env)
            return _hull([then(env), otherwise(env)])
        if (which == YES).all():
            return then(env)
        if (which == NO).all():
            return otherwise(env)
        a, b = then(env), otherwise(env)
        return np.where(which == YES, a, np.where(which == NO, b, _hull([a, b]))).astype(np.int8)

    return run


def _contested(node: x.Contested) -> Run:
    runs = tuple(compiled(reading) for _, reading in node.readings)
    at_issue = compiled(node.at_issue)

    def run(env: Env) -> Value:
        first = runs[0](env)
        arises = at_issue(env)
        if isinstance(arises, int) and arises == NO:
            return first
        found = _hull([first, *(other(env) for other in runs[1:])])
        if isinstance(arises, int):
            return found
        return np.asarray(np.where(arises == NO, first, found), np.int8)

    return run


def _test(node: x.Test) -> Run:
    return compiled(node.item)


def _some(node: x.Some) -> Run:
    elements, slot, where = compiled(node.collection), node.var.slot, compiled(node.where)

    def run(env: Env) -> Value:
        records, complete = elements(env)
        best: Value = YES - complete
        for record in records:
            env[slot] = record
            best = _most(best, where(env))
            if isinstance(best, int) and best == YES:
                return YES
        return best

    return run


def _figure(node: x.Figure) -> Run:
    bounds = (node.value, node.value)
    return lambda _env: bounds


def _times(node: x.Times) -> Run:
    left, right = compiled(node.a), compiled(node.b)

    def run(env: Env) -> tuple[Value, Value]:
        a, b = left(env), right(env)
        return a[0] * b[0], a[1] * b[1]

    return run


def _sum_of(node: x.SumOf) -> Run:
    elements, slot = compiled(node.collection), node.var.slot
    where, value = compiled(node.where), compiled(node.value)

    def run(env: Env) -> tuple[Value, Value]:
        records, complete = elements(env)
        least: Value = 0.0
        most: Value = 0.0
        for record in records:
            env[slot] = record
            counts = where(env)
            low, high = value(env)
            least = least + low * (counts == YES)
            most = most + high * (counts != NO)
        return (least, most) if complete == YES else (least, float("inf"))

    return run


def _fixed_day(node: x.FixedDay) -> Run:
    ordinal = date.fromisoformat(node.iso).toordinal()
    return lambda _env: (ordinal, ordinal)


def _filing_day(_node: x.FilingDay) -> Run:
    return lambda env: (env[DAYS], env[DAYS])


def _months_from(node: x.MonthsFrom) -> Run:
    start, count = compiled(node.day), node.months

    def run(env: Env) -> tuple[Value, Value]:
        first, last = start(env)
        if first is env[DAYS]:
            moved = shifted_filing(first, count)
            return moved, moved
        moved = shifted_months(first, count)
        return moved, moved if last is first else shifted_months(last, count)

    return run


def _days_from(node: x.DaysFrom) -> Run:
    start, count = compiled(node.day), node.days

    def shifted(day: Value) -> Value:
        return day if not isinstance(day, np.ndarray) and day in (EARLIEST, NEVER) else day + count

    def run(env: Env) -> tuple[Value, Value]:
        first, last = start(env)
        return shifted(first), shifted(last)

    return run


def _between(node: x.Between) -> Run:
    first, last = compiled(node.first), compiled(node.last)
    return lambda env: (first(env)[0], last(env)[1])


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

__all__ = ["MAKERS", "Days", "Truths", "compiled", "days_measures", "environment", "shifted_months"]
