"""Deciding a batch of people, and the decisions as Arrow columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.people import People
from jalon.cohort.schema import UNREAD
from jalon.language.statutes import Programme
from jalon.readings.columns.deciding import Verdicts, decide_streams
from jalon.readings.columns.first_days import NOT_FOUND, first_days
from jalon.readings.decide.decision import OUTCOMES, VERDICTS, View

Days = NDArray[np.int32]
_INTAKES: Final = ("closed", "unknown", "open")


def decide_people(
    people: People, filed_on: Days, programmes: Iterable[str | Programme], view: View = "as-applied"
) -> dict[str, Verdicts]:
    """The verdicts of each stream, a row a row of the batch; `filed_on` has one ordinal day a row.

    Rows that could not be read have `UNREAD` in place of a value, and empty sets.
    """
    streams = tuple(programmes)
    days = np.asarray(filed_on, np.int32)
    return dict(
        zip(
            [one if isinstance(one, str) else one.id for one in streams],
            _decide(people, days, streams, view),
            strict=True,
        )
    )


def _decide(people: People, days: Days, streams: tuple[str | Programme, ...], view: View) -> tuple[Verdicts, ...]:
    if len(people.parts) == 1 and len(people.parts[0].rows) == people.count:
        return decide_streams(people.parts[0].tables, days, streams, view)
    whole = tuple(_unread(people.count) for _ in streams)
    for part in people.parts:
        for made, found in zip(whole, decide_streams(part.tables, days[part.rows], streams, view), strict=True):
            for name, column in vars(found).items():
                getattr(made, name)[part.rows] = column
    return whole


def first_days_of(
    people: People, filed_on: Days, last: int, programmes: Iterable[str], view: View = "as-applied"
) -> dict[str, Days]:
    """For each stream, the first day on which each person would qualify, from their filing day to the last one (see
    `first_days`); `NOT_FOUND` where there is none, or where the row could not be read."""
    found = {programme: np.full(people.count, NOT_FOUND, np.int32) for programme in programmes}
    for programme, days in found.items():
        for part in people.parts:
            days[part.rows] = first_days(part.tables, filed_on[part.rows], last, programme, view=view)
    return found


def _unread(count: int) -> Verdicts:
    values, months = np.full((3, count), UNREAD, np.int8), np.full((3, count), UNREAD, np.int16)
    sets = np.zeros((2, count), np.int32)
    return Verdicts(values[0], values[1], values[2], sets[0], sets[1], months[0], months[1], months[2])


def decision_columns(verdicts: Mapping[str, Verdicts]) -> dict[str, pa.Array]:
    """The decisions as Arrow columns, by name: the stream (``peq_workers``), then what is said (see `COLUMNS`)."""
    return {
        f"{programme.replace('-', '_')}_{name}": column
        for programme, found in verdicts.items()
        for name, column in _columns(found).items()
    }


def _columns(found: Verdicts) -> dict[str, pa.Array]:
    return {
        "outcome": _named(found.outcome, OUTCOMES),
        "conditions": _named(found.conditions, VERDICTS),
        "intake": _named(found.intake, _INTAKES),
        "failing": pa.array(found.failing.astype(np.int64), mask=found.outcome == UNREAD),
        "undetermined": pa.array(found.undetermined.astype(np.int64), mask=found.outcome == UNREAD),
        "months_needed": _count(found.months_needed),
        "months_least": _count(found.months_least),
        "months_most": _count(found.months_most),
    }


def _named(values: NDArray[np.int8], names: Sequence[str]) -> pa.Array:
    codes = pa.array(values, mask=values == UNREAD)
    return pa.DictionaryArray.from_arrays(codes, pa.array(names))


def _count(values: NDArray[np.int16]) -> pa.Array:
    return pa.array(values, mask=values == UNREAD)
