"""Measures of time written out: the days that jobs bring, and whether they make up the months asked for (see
`jalon.readings.decide.measures`, whose rules these are)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import month_runs, shortest_claim
from jalon.language.vocabulary import LEAVE
from jalon.readings.columns.writing import Library, Pair, Writer, arguments, bounds, free_slots
from jalon.readings.decide.measures import credited_months
from jalon.readings.decide.months import own_spells

# Scratch: the sure and the possible spells of a measure, then those of a second one.
_SURE, _POSSIBLE, _MORE_SURE, _MORE_POSSIBLE = range(4)
MONTHS_BASE: Final = 1000
# The slot of the leaves of a job: further than any that the law walks through.
_LEAVE_SLOT: Final = 9


def measure(write: Writer, node: x.SpellsOf, sure: int, possible: int) -> Pair:
    """Spells that surely, and that possibly, count, in two rows of the scratch; gives what holds their numbers."""
    if isinstance(node, x.Capped):
        return measure(write, node.spells, sure, possible)
    if not isinstance(node, x.TimeIn):
        raise TypeError(f"the reading over columns has no measure {type(node).__name__}")
    began, ended = _period(node.var)
    opens, closes = write.day(node.start), write.day(node.end)
    edges = [write.name() for _ in range(4)]
    for name, value in zip(edges, (*opens, *closes), strict=True):
        write.line(f"{name} = {value}")
    early_start, late_start, early_end, late_end = edges
    if not write.has_scratch:
        write.has_scratch = True
        write.lines.insert(0, " S, W, E, C = scratch(X)")
    count, most = write.name(), write.name()
    write.line(f"{count} = 0")
    write.line(f"{most} = 0")

    def body() -> None:
        counts = write.name()
        write.into(counts, node.where)
        write.inside(f"if {counts} != {NO}:", lambda: spells(counts))

    def spells(counts: str) -> None:
        before, before_most = write.name(), write.name()
        write.line(f"{before} = {count}")
        write.line(f"{before_most} = {most}")
        write.line(f"{most} = put(S[{possible}], {most}, max({began[0]}, {early_start}), min({ended[1]}, {late_end}))")

        def surely() -> None:
            write.line(
                f"{count} = put(S[{sure}], {count}, max({began[1]}, {late_start}), min({ended[0]}, {early_end}))"
            )

        write.inside(f"if {counts} == {YES}:", surely)
        if node.less is not None:
            leave = x.Var(LEAVE, _LEAVE_SLOT)
            a, b = _period(leave)

            def hole() -> None:
                write.line(f"{count} = cut(S[{sure}], {before}, {count}, {a[0]}, {b[1]})")
                write.line(f"{most} = cut(S[{possible}], {before_most}, {most}, {a[1]}, {b[0]})")

            write.walk(node.less, leave, hole)
        if node.pooled:
            low, high = write.number(node.pooled[0])
            for row, start, end, weight in ((sure, before, count, low), (possible, before_most, most, high)):
                place = write.name()
                write.inside(
                    f"for {place} in range({start}, {end}):",
                    lambda row=row, place=place, weight=weight: write.line(f"W[{row}, {place}] = {weight}"),  # type: ignore[misc]
                )

    complete = write.walk(node.collection, node.var, body)

    def unknown() -> None:
        write.line(f"{most} = put(S[{possible}], 0, {early_start}, {late_end})")
        if node.pooled:
            write.line(f"W[{possible}, 0] = {node.pooled[1]!r}")

    write.inside(f"if {complete} != {YES}:", unknown)
    for row, name in ((sure, count), (possible, most)):
        if node.pooled:
            write.line(f"{name} = pool(S[{row}], W[{row}], E, C, {name}, {node.pooled[1]!r})")
        else:
            write.line(f"{name} = merge(S[{row}], {name})")
    return count, most


def _period(var: x.Var) -> tuple[Pair, Pair]:
    """What loads the bounds of the beginning and of the end of an element."""
    began, ended = (x.DayFact(var, var.entity[name]) for name in ("started_on", "ended_on"))
    return bounds(began), bounds(ended)


def months_function(name: str, node: x.Reaches, library: Library) -> tuple[str, tuple[int, ...]]:
    """A function that gives the months of a measure, surely and possibly counted, as one whole number
    (least * `MONTHS_BASE` + most); and the slots whose records it wants."""
    spells = own_spells(node)
    slots = free_slots(spells)
    write = Writer(library)
    least, most = measure(write, spells, _SURE, _POSSIBLE)
    write.line(f"return months_of(S[{_SURE}], {least}) * {MONTHS_BASE} + months_of(S[{_POSSIBLE}], {most})")
    body = "\n".join(write.lines)
    return f"@inner\ndef {name}({arguments(slots)}):\n{body}\n", slots


def _reaches(write: Writer, node: x.Reaches) -> str:
    months, cap = node.months, credited_months(node)
    if cap:
        assert isinstance(node.spells, x.Together)
        held = measure(write, node.spells.a, _SURE, _POSSIBLE)
        more = measure(write, node.spells.b, _MORE_SURE, _MORE_POSSIBLE)
    else:
        held, more = measure(write, node.spells, _SURE, _POSSIBLE), ("0", "0")
    out = write.name()
    longest, claim = month_runs(months)[1], shortest_claim(months)

    def covers(row: int, count: str, months: int) -> str:
        return f"covers(S[{row}], {count}, {months}, {month_runs(months)[0]}, {month_runs(months)[1]})"

    full = covers(_SURE, held[0], months)
    short = f"total_days(S[{_POSSIBLE}], {held[1]}) >= {claim}"
    if cap:
        rest = months - cap
        full += (
            f" or ({covers(_SURE, held[0], rest)} and {covers(_MORE_SURE, more[0], cap)})"
            f" or total_days(S[{_SURE}], {held[0]}) + "
            f"min(total_days(S[{_MORE_SURE}], {more[0]}), {month_runs(cap)[0]}) >= {longest}"
        )
        short += (
            f" or (total_days(S[{_POSSIBLE}], {held[1]}) >= {shortest_claim(rest)} and "
            f"total_days(S[{_MORE_POSSIBLE}], {more[1]}) >= {shortest_claim(cap)})"
            f" or total_days(S[{_POSSIBLE}], {held[1]}) + "
            f"min(total_days(S[{_MORE_POSSIBLE}], {more[1]}), {month_runs(cap)[1]}) >= {claim}"
        )
    write.line(f"{out} = {YES} if {full} else ({MAYBE} if {short} else {NO})")
    return out


WRITERS: Final[dict[type[x.Expr], Callable[[Writer, Any], str]]] = {x.Reaches: _reaches}
