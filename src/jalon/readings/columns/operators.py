"""How each operator is written, but for those of time (`measuring`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.readings.columns.writing import Writer, column


def _is_in(write: Writer, node: x.IsIn) -> str:
    wanted, bits, out = node.kind.field.bits(node.values), write.name(), write.name()
    write.line(f"{bits} = {column(node.kind)}")
    write.line(f"{out} = {NO} if {bits} & {wanted} == 0 else ({MAYBE} if {bits} & ~{wanted} != 0 else {YES})")
    return out


def _compared(write: Writer, low: str, high: str, other_low: str, other_high: str) -> str:
    """Surely when high <= other_low, never when low > other_high."""
    out = write.name()
    write.line(f"{out} = {YES} if {high} <= {other_low} else ({NO} if {low} > {other_high} else {MAYBE})")
    return out


def _not_after(write: Writer, node: x.NotAfter) -> str:
    if inverse := _moved_fact(write, node):
        return inverse
    first = write.day(node.first)
    return _compared(write, *first, *write.day(node.second))


def _moved_fact(write: Writer, node: x.NotAfter) -> str:
    """A fact moved by months beside the filing day: the calendar is asked once a day, not once a person."""
    if isinstance(node.first, x.MonthsFrom) and isinstance(node.second, x.FilingDay):
        moved, offset = node.first, 0
    elif isinstance(node.second, x.MonthsFrom) and isinstance(node.first, x.FilingDay):
        moved, offset = node.second, -1
    else:
        return ""
    if isinstance(moved.day, x.FilingDay):
        return ""
    low, high = write.day(moved.day)
    latest = write.library.move(moved.months, offset, inverse=True)
    return (
        _compared(write, low, high, latest, latest)
        if offset == 0
        else _compared(write, f"({latest} + 1)", f"({latest} + 1)", low, high)
    )


def _at_least(write: Writer, node: x.AtLeast) -> str:
    low = write.number(node.b)
    return _compared(write, *low, *write.number(node.a))


def _chain(write: Writer, items: tuple[x.Truth, ...], start: int, end: int, worse: str) -> str:
    """Items one after the other, until nothing can change the value any more."""
    out = write.name()
    write.line(f"{out} = {start}")

    def rest(left: tuple[x.Truth, ...]) -> None:
        found = write.truth(left[0])
        write.line(f"{out} = {found} if {found} {worse} {out} else {out}")
        if left[1:]:
            write.inside(f"if {out} != {end}:", lambda: rest(left[1:]))

    if items:
        rest(items)
    return out


def _not(write: Writer, node: x.Not) -> str:
    return f"({YES} - {write.truth(node.item)})"


def _choose(write: Writer, node: x.Choose) -> str:
    out, other, which = write.name(), write.name(), write.name()
    write.into(which, node.test)
    write.line(f"{out} = {NO}")
    write.line(f"{other} = {NO}")
    write.inside(f"if {which} != {NO}:", lambda: write.into(out, node.then))
    # What cannot be told one way cannot be told at all, where it cannot be told which way.
    write.inside(
        f"if {which} == {NO} or {which} == {MAYBE} and {out} != {MAYBE}:", lambda: write.into(other, node.otherwise)
    )
    write.inside(f"if {which} == {NO}:", lambda: write.line(f"{out} = {other}"))
    write.inside(f"elif {which} == {MAYBE} and {out} != {other}:", lambda: write.line(f"{out} = {MAYBE}"))
    return out


def _contested(write: Writer, node: x.Contested) -> str:
    out = write.name()
    write.into(out, node.readings[0][1])

    def others(left: tuple[tuple[str, x.Truth], ...]) -> None:
        found = write.truth(left[0][1])
        write.line(f"{out} = {out} if {found} == {out} else {MAYBE}")
        if left[1:]:
            write.inside(f"if {out} != {MAYBE}:", lambda: others(left[1:]))

    def arises() -> None:
        if isinstance(node.at_issue, x.Always):
            others(node.readings[1:])
        else:
            issue = write.truth(node.at_issue)
            write.inside(f"if {issue} != {NO}:", lambda: others(node.readings[1:]))

    write.inside(f"if {out} != {MAYBE}:", arises)
    return out


def _some(write: Writer, node: x.Some) -> str:
    best = write.name()
    write.line(f"{best} = {NO}")

    def body() -> None:
        found = write.truth(node.where)
        write.line(f"{best} = {found} if {found} > {best} else {best}")
        write.inside(f"if {best} == {YES}:", lambda: write.line("break"))

    complete = write.walk(node.collection, node.var, body)
    write.line(f"{best} = {YES} - {complete} if {YES} - {complete} > {best} else {best}")
    return best


OPERATORS: Final[dict[type[x.Expr], Callable[[Writer, Any], str]]] = {
    x.Always: lambda _write, node: str(YES if node.value else NO),
    x.TruthFact: lambda _write, node: column(node),
    x.IsIn: _is_in,
    x.NotAfter: _not_after,
    x.AtLeast: _at_least,
    x.And: lambda write, node: _chain(write, node.items, YES, NO, "<"),
    x.Or: lambda write, node: _chain(write, node.items, NO, YES, ">"),
    x.Not: _not,
    x.Choose: _choose,
    x.Contested: _contested,
    x.Test: lambda write, node: write.truth(node.item),
    x.Some: _some,
}
