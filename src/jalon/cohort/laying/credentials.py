"""What studies make together: each study alone with the others beside it, then each DEP with each ASP.

The rules are those of `jalon.readings.bounded`, which the tests hold these against; those of one study are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.cohort.laying.codes import Coded
from jalon.cohort.laying.credential_kernels import NOTHING, copy_rows, count_credentials, lay_alone
from jalon.cohort.laying.filling import by_row, column
from jalon.facts import parse_applicant
from jalon.facts.fields import LONGEST_LIST
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import NEVER
from jalon.language.vocabulary import CREDENTIAL, STUDY
from jalon.readings.bounded import bounded
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, PART_SINCE, START, TYPES, layout
from jalon.readings.columns.tables import Table, tables_of

Rows = NDArray[np.int64]
_LEVEL: Final = STUDY["level"]
_DEP, _ASP = _LEVEL.bits({"dep"}), _LEVEL.bits({"asp"})
# What a credential has beside the facts of a study: the studies beside it, whether it joins two, from which days on.
_OWN: Final = (
    "level",
    "other_studies" + START,
    "other_studies" + COUNT,
    "other_studies" + COMPLETE,
    "joins_dep_and_asp",
    *(name + end for name in ("dep_completed_on", "asp_started_on") for end in (LEAST, MOST)),
    PART_SINCE,
)


MOST_CREDENTIALS: Final = 1_600
"""The credentials of one person at most: those of forty studies of which nothing is known. Each names the studies beside
it, so that thousands of them would fill the memory."""


def credentials_of(levels: Sequence[str | None]) -> int:
    """How many credentials some studies make: each alone, and each that may be a DEP with each that may be an ASP."""
    dep, asp, both = (sum(level in of for level in levels) for of in ((None, "dep"), (None, "asp"), (None,)))
    return len(levels) + dep * asp - both


@dataclass(frozen=True)
class Rooms:
    """Where credentials stand: those of a person from `starts` on, `counts` of them (none for those who have too many);
    `pairs` in all are a DEP and an ASP, those of a person from `first_pairs` on. The studies beside a credential that do
    not stand side by side are copied: `copies` rows in all, those of a person from `first_copies` on."""

    starts: Rows
    counts: Rows
    first_pairs: Rows
    first_copies: Rows
    rows: int
    pairs: int
    copies: int


def rooms(starts: Rows, counts: Rows, levels: Coded | None, known: NDArray[np.int32]) -> Rooms:
    """The room that credentials need. `levels` are those of the studies, `known` the bits of each different one."""
    count = int((starts + counts).max()) if len(starts) else 0
    bits = np.full(count, _LEVEL.any_bits, np.int32)
    if levels:
        bits = np.append(known, _LEVEL.any_bits)[levels.places[:count]].astype(np.int32)
    found = np.zeros((3, len(starts)), np.int64)
    count_credentials(starts, counts, bits, found, np.array([_DEP, _ASP, MOST_CREDENTIALS, LONGEST_LIST], np.int64))
    firsts = np.cumsum(found, axis=1) - found
    rows, pairs, copies = found.sum(axis=1).tolist()
    return Rooms(firsts[0], found[0], firsts[1], firsts[2], rows, pairs, copies)


def lay_credentials(
    studies: Table, credentials: Table, starts: Rows, counts: Rows, known: NDArray[np.bool_], room: Rooms
) -> None:
    """Lay the credentials of people. The first rows of `studies` are filled; copies go after them. `known` tells whose list
    of studies is known."""
    pairs = np.zeros((room.pairs, 3), np.int64)
    columns = np.array([*(column(CREDENTIAL, name) for name in _OWN), _DEP, _ASP], np.int64)
    # For each credential, the study that it is alone; for each copy, the study that it is of.
    alone, copies = np.full(len(credentials), -1, np.int64), np.full(room.copies, -1, np.int64)
    first_copy = len(studies) - room.copies
    source, out, nothing = by_row(studies), by_row(credentials), by_row(_nothing())
    lay_alone(
        *out[:3], source[1][:, column(STUDY, "level")], starts, counts, known, room.starts, room.counts,
        room.first_pairs, room.first_copies, columns, pairs, alone, copies, first_copy,
    )  # fmt: skip
    for there, here, none, (facts, places) in zip(source, out, nothing, _same(), strict=True):
        copy_rows(there, here, alone, 0, facts, places)
        every = np.arange(there.shape[1])
        copy_rows(there, there, copies, first_copy, every, every)
        for row in range(len(none)):
            here[alone == NOTHING[row]] = none[row]
    if room.pairs:
        _join(credentials, pairs)


@cache
def _same() -> tuple[tuple[Rows, Rows], ...]:
    """The facts of a study, by type: the columns there, and among credentials."""
    study, credential = layout(STUDY.name), layout(CREDENTIAL.name)
    names = [[name for name, kind in study.types.items() if kind is one] for one in TYPES]
    return tuple(
        (
            np.array([study.places[name] for name in some], np.int64),
            np.array([credential.places[name] for name in some], np.int64),
        )
        for some in names
    )


@cache
def _nothing() -> Table:
    """What stands for the credential of those without a study: first where the list is unknown, then where it is known to be
    empty."""
    people = ({"schema": 1}, {"schema": 1, "studies": []})
    return tables_of(bounded(parse_applicant(data)) for data in people).records[CREDENTIAL.name]


def _join(credentials: Table, pairs: Rows) -> None:
    """A DEP and an ASP seen as one (`jalon.readings.bounded._joined`), all the pairs at once."""
    dep, asp, joined = (credentials.only(pairs[:, side]) for side in (0, 1, 0))
    joins = np.minimum(_is(dep["level"], _DEP), _is(asp["level"], _ASP))
    joined["level"] = np.where(joins == YES, _LEVEL.bits({"dep-asp"}), _LEVEL.bits({"dep-asp", "other"}))
    for name in ("completed_on", "awarded_on", "expected_completion_on"):
        _put_bounds(joined, name, asp, name)
    for name in ("institution_in_quebec", "full_time", "entirely_in_french"):
        joined[name] = np.minimum(dep[name], asp[name])
    joined["return_condition"] = np.maximum(dep["return_condition"], asp["return_condition"])
    for name in ("return_honoured", "return_released"):
        parts = [np.maximum(part[name], YES - part["return_condition"]) for part in (dep, asp)]
        joined[name] = np.minimum(*parts)
    joined["area_listed_2019"] = np.maximum(dep["area_listed_2019"], asp["area_listed_2019"])
    for name in ("hours", "years_in_french"):
        for end in (LEAST, MOST):
            joined[name + end] = dep[name + end] + asp[name + end]
    for name in ("share_stayed_in_quebec", "french_share"):
        joined[name + LEAST], joined[name + MOST] = _weighted(dep, asp, name)
    joined["joins_dep_and_asp"] = joins
    _put_bounds(joined, "dep_completed_on", dep, "completed_on")
    _put_bounds(joined, "asp_started_on", asp, "started_on")
    joined[PART_SINCE] = NEVER + 1
    rows = pairs[:, 2]
    for end in (START, COUNT, COMPLETE):
        # The studies beside were laid before.
        joined["other_studies" + end] = credentials["other_studies" + end][rows]
    for here, made in zip(by_row(credentials), by_row(joined), strict=True):
        here[rows] = made
    since = credentials[PART_SINCE]
    for part in range(2):
        np.minimum.at(since, pairs[:, part], joined["completed_on" + LEAST])


def _put_bounds(out: Table, there: str, source: Table, here: str) -> None:
    for end in (LEAST, MOST):
        out[there + end] = source[here + end]


def _is(levels: Any, bit: int) -> Any:
    return np.where(levels == bit, YES, np.where(levels & bit, MAYBE, NO))


def _weighted(dep: Table, asp: Table, name: str) -> tuple[Any, Any]:
    """`jalon.readings.bounded._weighted`."""
    a_most, b_most = dep[name + MOST], asp[name + MOST]
    hours, more = dep["hours" + LEAST], asp["hours" + LEAST]
    whole = hours + more
    sure = (hours == dep["hours" + MOST]) & (more == asp["hours" + MOST]) & (whole != 0)
    mean = (a_most * hours + b_most * more) / np.where(sure, whole, 1)
    most = np.where(sure, mean, np.maximum(a_most, b_most))
    return np.minimum(np.minimum(dep[name + LEAST], asp[name + LEAST]), most), most
