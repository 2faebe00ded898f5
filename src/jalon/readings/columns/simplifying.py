"""An expression as it stands over some filing days: what the day alone settles is settled before anything is compiled.

Most of the law is about dates: over the days of one stretch of the calendar, comparisons of the filing day with a fixed
day have one answer, and so do the choices that rest on them. What is left has the same value for every person on every
one of those days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from jalon.language import expressions as x
from jalon.language.calendar import add_months
from jalon.language.walk import describe, walk_once

Span = tuple[int, int]


def simplified(node: x.Truth, span: Span) -> x.Truth:
    """The same truth over the filing days of a span (both ends inside), said more shortly."""
    return Simplifier(span).truth(node)


def thresholds(nodes: Iterable[x.Truth]) -> set[int]:
    """The first filing days on which a comparison with a fixed day may turn."""
    found: set[int] = set()
    for node in walk_once(*nodes):
        if isinstance(node, x.NotAfter):
            if isinstance(node.first, x.FilingDay) and isinstance(node.second, x.FixedDay):
                found.add(date.fromisoformat(node.second.iso).toordinal() + 1)
            elif isinstance(node.second, x.FilingDay) and isinstance(node.first, x.FixedDay):
                found.add(date.fromisoformat(node.first.iso).toordinal())
    return found


class Simplifier:
    """Simplifies expressions over one span of filing days, each once."""

    def __init__(self, span: Span) -> None:
        self._first, self._last = span
        self._done: dict[x.Expr, x.Expr] = {}

    def truth(self, node: x.Truth) -> x.Truth:
        """A truth, said more shortly."""
        found = self._any(node)
        assert isinstance(found, x.Truth)
        return found

    def _any(self, node: x.Expr) -> x.Expr:
        if node not in self._done:
            self._done[node] = self._made(node)
        return self._done[node]

    def _made(self, node: x.Expr) -> x.Expr:
        match node:
            case x.Test():
                return self.truth(node.item)
            case x.NotAfter():
                return self._not_after(node)
            case x.And():
                return self._chain(node.items, x.And, ends=False)
            case x.Or():
                return self._chain(node.items, x.Or, ends=True)
            case x.Not():
                item = self.truth(node.item)
                return x.Always(not item.value) if isinstance(item, x.Always) else x.Not(item)
            case x.Choose():
                which = self.truth(node.test)
                if isinstance(which, x.Always):
                    return self.truth(node.then if which.value else node.otherwise)
                return x.Choose(which, self.truth(node.then), self.truth(node.otherwise))
            case x.Contested():
                return self._contested(node)
        return self._rebuilt(node)

    def _chain(self, items: tuple[x.Truth, ...], operator: type[x.And] | type[x.Or], ends: bool) -> x.Truth:
        """Items of which one that is `ends` settles all, and the others that are known add nothing."""
        left: list[x.Truth] = []
        for item in map(self.truth, items):
            if isinstance(item, x.Always):
                if item.value == ends:
                    return item
            else:
                left += item.items if isinstance(item, operator) else [item]
        if not left:
            return x.Always(not ends)
        return left[0] if len(left) == 1 else operator(tuple(left))

    def _contested(self, node: x.Contested) -> x.Truth:
        readings = [(name, self.truth(reading)) for name, reading in node.readings]
        at_issue = self.truth(node.at_issue)
        first = readings[0][1]
        settled = isinstance(at_issue, x.Always) and not at_issue.value
        if settled or len({describe(reading) for _, reading in readings}) == 1:
            return first
        return replace(node, readings=tuple(readings), at_issue=at_issue)

    def _rebuilt(self, node: x.Expr) -> x.Expr:
        changed: dict[str, Any] = {}
        for field in fields(node):  # type: ignore[arg-type]
            value = getattr(node, field.name)
            if isinstance(value, x.Truth | x.SpellsOf | x.Number):
                new = self._any(value)
                if new is not value:
                    changed[field.name] = new
        return replace(node, **changed) if changed else node  # type: ignore[type-var]

    def _not_after(self, node: x.NotAfter) -> x.Truth:
        first, second = self._span_of(node.first), self._span_of(node.second)
        if first is not None and second is not None:
            if first[1] <= second[0]:
                return x.Always(True)
            if first[0] > second[1]:
                return x.Always(False)
        return node

    def _span_of(self, node: x.Day) -> Span | None:
        """The days that a day can be over the span; none when it depends on the person."""
        match node:
            case x.FilingDay():
                return self._first, self._last
            case x.FixedDay():
                day = date.fromisoformat(node.iso).toordinal()
                return day, day
            case x.MonthsFrom():
                inner = self._span_of(node.day)
                return inner and (add_months(inner[0], node.months), add_months(inner[1], node.months))
        return None
