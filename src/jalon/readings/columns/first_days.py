"""The first day on which each of many people would qualify: from a day on, under the law as it is known.

The same answer as asking on every day (a test asks), without asking on every day: each condition that is not met says how
long it makes one wait, at least (see `waiting`). Facts stay as they are and go on, as in `jalon when`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.language import expressions as x
from jalon.language.statutes import Intake, Programme, Version
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.language.walk import mentions_credential
from jalon.law import PROGRAMMES
from jalon.readings.columns.compiling import HEAD, Run, simplified_version, stretches_of, written_module
from jalon.readings.columns.kernels import Scratch, calendar_rows
from jalon.readings.columns.layout import COUNT, NAMES, PLACES, START, layout
from jalon.readings.columns.simplifying import Simplifier
from jalon.readings.columns.tables import Tables
from jalon.readings.columns.waiting import FAR, Waits
from jalon.readings.columns.writing import arguments
from jalon.readings.decide.decision import UnknownProgrammeError, View

NOT_FOUND: Final = 0
"""In place of a day: none up to the last one asked about."""
_BLOCK: Final = 8_192
_ARGUMENTS: Final = "B, X, D, width, first_day, rows, count, since, first, last, out"

Days = NDArray[np.int32]


@dataclass(frozen=True)
class _Stretch:
    """Days with one version and one state of intake; `eligible` is none where applications surely are not received, or
    where it is not known that they are."""

    first: int
    last: int
    conditions: Run | None
    eligible: Run | None


@dataclass(frozen=True)
class _Law:
    stretches: tuple[_Stretch, ...]
    moves: NDArray[np.int64]


_laws: dict[tuple[int, str], tuple[Programme, _Law]] = {}


def first_days(
    people: Tables,
    since: Days,
    last: int,
    programme: str | Programme,
    *,
    intake: bool = True,
    view: View = "as-applied",
) -> Days:
    """The first filing day (ordinal) from `since` on, one a person, on which each surely qualifies; `NOT_FOUND` where none
    does up to `last`.

    With `intake`, applications must surely be received that day too; past the day to which the law was looked up it is
    not known, so no day is given. Raises `UnknownProgrammeError`.
    """
    if isinstance(programme, str):
        if programme not in PROGRAMMES:
            raise UnknownProgrammeError(programme)
        programme = PROGRAMMES[programme]
    since = np.ascontiguousarray(since, np.int32)
    if since.shape != (len(people),):
        raise ValueError(f"{len(people)} people need as many days to begin from; {since.shape} were given")
    found = np.full(len(people), NOT_FOUND, np.int32)
    if not len(people) or last < since.min():
        return found
    law = _law(programme, view)
    first = int(since.min())
    calendar = np.zeros((last - first + 1, max(1, len(law.moves))), np.int32)
    calendar_rows(first, calendar[:, : len(law.moves)], law.moves)
    for stretch in law.stretches:
        run = stretch.eligible if intake else stretch.conditions
        if run is None or stretch.last < first or stretch.first > last:
            continue
        rows = np.flatnonzero((found == NOT_FOUND) & (since <= stretch.last)).astype(np.int32)
        _search(run, people, rows, since, (calendar, first), (stretch.first, min(stretch.last, last)), found)
    return found


def _search(
    run: Run, people: Tables, rows: Days, since: Days, calendar: tuple[Days, int], span: tuple[int, int], found: Days
) -> None:
    tables = np.array([people.records[name].ctypes.data for name in NAMES], np.int64)

    def block(start: int) -> None:
        some = rows[start : start + _BLOCK]
        scratch = Scratch(people.most)
        run(
            tables.ctypes.data,
            scratch.address,
            calendar[0].ctypes.data,
            calendar[0].shape[1],
            calendar[1],
            some.ctypes.data,
            len(some),
            since.ctypes.data,
            *span,
            found.ctypes.data,
        )

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        list(threads.map(block, range(0, len(rows), _BLOCK)))


def _law(programme: Programme, view: View) -> _Law:
    key = id(programme), view
    if key not in _laws:
        _laws[key] = programme, _written(programme, view)
    return _laws[key][1]


def _written(programme: Programme, view: View) -> _Law:
    spans: list[tuple[int, int, Version, Intake | None]] = [
        (max(first, period.first), min(last, period.last, programme.last_checked), version, period)
        for first, last, (version,) in stretches_of((programme,), view)
        for period in programme.intake
        if version is not None
    ]
    spans += [
        (max(first, programme.last_checked + 1), last, version, None)
        for first, last, (version,) in stretches_of((programme,), view)
        if version is not None
    ]
    asked: list[tuple[int, int, list[x.Truth], Intake | None]] = []
    for first, last, version, period in sorted(
        (span for span in spans if span[0] <= span[1]), key=lambda span: span[0]
    ):
        assert isinstance(version, Version)
        shorter = simplified_version(version, first, last)
        assert shorter is not None
        asked.append((first, last, [condition.expr for condition in shorter.conditions], period))
    excepted = {
        place: Simplifier((first, last)).truth(period.unless)
        for place, (first, last, _, period) in enumerate(asked)
        if period is not None and period.state == "closed" and period.unless is not None
    }
    waits = Waits([node for _, _, nodes, _ in asked for node in nodes])
    runs = [_run(f"first_{place}", nodes, waits) for place, (_, _, nodes, _) in enumerate(asked)]
    runs += [_run(f"excepted_{place}", [node, *asked[place][2]], waits) for place, node in excepted.items()]
    module = written_module("\n\n".join([HEAD, waits.source, *runs]))
    stretches = []
    for place, (first, last, _, period) in enumerate(asked):
        conditions = getattr(module, f"first_{place}")
        received = period is not None and period.state == "open"
        eligible = conditions if received else getattr(module, f"excepted_{place}", None)
        stretches.append(_Stretch(first, last, conditions, eligible))
    return _Law(tuple(stretches), np.array(waits.library.moves, np.int64).reshape(-1, 3))


def _run(name: str, nodes: Sequence[x.Truth], waits: Waits) -> str:
    """The search over people: from day to day, as far as what is lacking allows."""
    of_person: list[str] = []
    of_credential: list[str] = []
    for node in nodes:
        if isinstance(node, x.Always):
            call, about_credential = "0" if node.value else str(FAR), False
        else:
            function, slots = waits.function(node)
            call, about_credential = f"{function}({arguments(slots)})", mentions_credential(node)
        (of_credential if about_credential else of_person).append(call)
    people, of = layout(PERSON.name), layout(CREDENTIAL.name)
    out = [
        f"@outer\ndef {name}({_ARGUMENTS}):\n"
        " for k in range(count):\n"
        "  p = whole(rows + 4 * k)\n"
        f"  i0 = address(B) + p * {people.width}\n"
        "  i1 = 0\n"
        "  day = max(whole(since + 4 * p), first)\n"
        "  while day <= last:\n"
        "   d = D + (day - first_day) * width * 4\n"
        "   wait = 0\n"
    ]
    out += [f"   if wait < {FAR}:\n    wait = max(wait, {call})\n" for call in of_person]
    if of_credential:
        at = people.offsets
        out.append(
            f"   best = {FAR}\n"
            f"   i1 = address(B + {8 * PLACES[CREDENTIAL.name]}) + whole(i0 + {at['credentials' + START]}) * {of.width}\n"
            f"   for j in range(short(i0 + {at['credentials' + COUNT]})):\n"
            "    low = wait\n"
        )
        out += [f"    if low < {FAR}:\n     low = max(low, {call})\n" for call in of_credential]
        out.append(f"    best = min(best, low)\n    i1 += {of.width}\n   wait = max(wait, best)\n")
    out.append(
        "   if wait == 0:\n    set_whole(out + 4 * p, day)\n    break\n"
        f"   if wait >= {FAR}:\n    break\n"
        "   day += wait\n"
    )
    return "".join(out)
