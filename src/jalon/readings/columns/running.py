"""The loop over people written out: every condition of every stream, then the study that serves best (see `decide`).

A run has the addresses of the tables (`B`), of scratch (`X`), of the calendar (`D`, `width` days a row, from `first_day`
on), of the `rows` to decide (`count` of them) and of the filing `days`, and of the columns to fill (`O`, see `RESULTS`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.statutes import Version
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.language.walk import mentions_credential
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.columns.layout import COUNT, PART_SINCE, PLACES, START, layout
from jalon.readings.columns.measuring import MONTHS_BASE, months_function
from jalon.readings.columns.writing import Library, arguments
from jalon.readings.decide.months import main_measure

RESULTS: Final = {
    "conditions": np.int8,
    "failing": np.int64,
    "undetermined": np.int64,
    "months_needed": np.int16,
    "months_least": np.int16,
    "months_most": np.int16,
}
_ARGUMENTS: Final = "B, X, D, width, first_day, rows, count, days, O"
_STORES: Final = {1: "set_byte", 2: "set_short", 8: "set_long"}
CONDITION_BITS: Final = {id: place for place, id in enumerate(CONDITION_NAMES)}
"""The bit of each condition in the sets of failing and undetermined ones, by id."""


def stretch_run(name: str, versions: Sequence[Version | None], library: Library) -> str:
    """The function that decides people on the filing days of a stretch, under one version a stream."""
    before: list[str] = []
    body: list[str] = []
    for place, version in enumerate(versions):
        if version is not None:
            body += _stream(f"{name}_{place}", place, version, library, before)
    return "\n\n".join([*before, f"@outer\ndef {name}({_ARGUMENTS}):\n{_people()}{''.join(body)}"])


def exception_run(name: str, node: x.Truth, library: Library) -> str:
    """The function that says of each person whether an exception to a closed intake holds."""
    function, slots = library.function(node)
    body = f"  set_byte(address(O) + p, {function}({arguments(slots)}))\n"
    return f"@outer\ndef {name}({_ARGUMENTS}):\n{_people()}{body}"


def _people() -> str:
    return (
        " people = address(B)\n"
        " for k in range(count):\n"
        "  p = whole(rows + 4 * k)\n"
        "  day = whole(days + 4 * p)\n"
        "  d = D + (day - first_day) * width * 4\n"
        f"  i0 = people + p * {layout(PERSON.name).width}\n"
        "  i1 = 0\n"
    )


def _stream(name: str, place: int, version: Version, library: Library, before: list[str]) -> list[str]:
    of_person: list[tuple[str, int]] = []
    of_credential: list[tuple[str, int]] = []
    for condition in version.conditions:
        if isinstance(condition.expr, x.Always):
            call, about_credential = str(YES if condition.expr.value else NO), False
        else:
            function, slots = library.function(condition.expr)
            call, about_credential = f"{function}({arguments(slots)})", mentions_credential(condition.expr)
        (of_credential if about_credential else of_person).append((call, CONDITION_BITS[condition.id]))
    out = [f"  worst = {YES}\n  fail = 0\n  unsure = 0\n"]
    for call, bit in of_person:
        out.append(f"  v = {call}\n  worst = min(worst, v)\n{_mark('  ', 'fail', 'unsure', bit)}")
    if of_credential:
        out.append(_best_study(of_credential))
    found = {"conditions": "worst", "failing": "fail", "undetermined": "unsure"}
    if measured := main_measure(version):
        source, slots = months_function(f"{name}_months", measured[1], library)
        before.append(source)
        out.append(f"  months = {name}_months({arguments(slots)})\n")
        found["months_needed"] = str(measured[1].months)
        found["months_least"], found["months_most"] = f"months // {MONTHS_BASE}", f"months % {MONTHS_BASE}"
    for number, (column, kind) in enumerate(RESULTS.items()):
        if column in found:
            size = np.dtype(kind).itemsize
            at = f"address(O + {8 * (place * len(RESULTS) + number)}) + {size} * p"
            out.append(f"  {_STORES[size]}({at}, {found[column]})\n")
    return out


def _mark(indent: str, fail: str, unsure: str, bit: int) -> str:
    """A condition put in the sets: without a branch, which the machine would often guess wrong."""
    return f"{indent}{fail} |= {1 << bit} if v == {NO} else 0\n{indent}{unsure} |= {1 << bit} if v == {MAYBE} else 0\n"


def _best_study(conditions: list[tuple[str, int]]) -> str:
    """The studies of a person, each tried alone: the best verdict is the person's, the best rank tells which conditions
    are spoken of. The rank is that of `decide._rank` as one whole number: a part that fails, failures, which ones (the
    first weighs most), unknowns, which ones."""
    people, of = layout(PERSON.name).offsets, layout(CREDENTIAL.name)
    count = len(conditions)
    out = [
        f"  start = address(B + {8 * PLACES[CREDENTIAL.name]}) + whole(i0 + {people['credentials' + START]}) * {of.width}\n"
        "  best = -1\n  best_fail = 0\n  best_unsure = 0\n  top = 0\n  which = start\n"
        f"  for j in range(short(i0 + {people['credentials' + COUNT]})):\n"
        f"   i1 = start + j * {of.width}\n"
        f"   low = {YES}\n   cfail = 0\n   cunsure = 0\n   failed = 0\n   unknown = 0\n   nf = 0\n   nu = 0\n"
    ]
    for place, (call, bit) in enumerate(conditions):
        weight = 1 << (count - 1 - place)
        out.append(
            f"   v = {call}\n   low = min(low, v)\n{_mark('   ', 'cfail', 'cunsure', bit)}"
            f"   failed |= {weight} if v == {NO} else 0\n   unknown |= {weight} if v == {MAYBE} else 0\n"
            f"   nf += 1 if v == {NO} else 0\n   nu += 1 if v == {MAYBE} else 0\n"
        )
    out.append(
        f"   rank = 1 if whole(i1 + {of.offsets[PART_SINCE]}) <= day and nf > 0 else 0\n"
        f"   rank = (((rank * 64 + nf) * {1 << count} + failed) * 64 + nu) * {1 << count} + unknown\n"
        "   top = max(top, low)\n"
        "   if best < 0 or rank < best:\n    best = rank\n    best_fail = cfail\n    best_unsure = cunsure\n"
        "    which = i1\n"
        "  i1 = which\n  worst = min(worst, top)\n  fail |= best_fail\n  unsure |= best_unsure\n"
    )
    return "".join(out)
