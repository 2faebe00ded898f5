"""The filing day of each row: one day for all, or a column of days."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jalon.cohort.running.asked import Asked, CohortError
from jalon.facts import Problem, Span, SpanError
from jalon.facts.dates import FIRST_YEAR, LAST_YEAR
from jalon.i18n import Speaker
from jalon.language.calendar import day
from jalon.readings.columns.deciding import Days

EPOCH: Final = day("1970-01-01")
"""The ordinal of the day from which Arrow counts."""
_FIRST: Final = day(f"{FIRST_YEAR}-01-01")
_LAST: Final = day(f"{LAST_YEAR}-12-31")
_YEARS: Final = (str(FIRST_YEAR), str(LAST_YEAR))


def filing_days(rows: pa.RecordBatch, asked: Asked, say: Speaker) -> tuple[Days, dict[int, Problem]]:
    """The filing day of each row (an ordinal), and what is wrong with those that have none that can be read.

    Rows without one are given the day of another row, so that they ask nothing more of the law. Raises `CohortError`
    when the column is missing or cannot hold days.
    """
    count = rows.num_rows
    if asked.on is not None:
        return np.full(count, asked.on.toordinal(), np.int32), {}
    if asked.on_column not in rows.schema.names:
        raise CohortError(
            say(
                "Aucun jour de demande : il n’y a pas de colonne {column}. Donnez --on AAAA-MM-JJ, ou --on-column.",
                column=asked.on_column,
            )
        )
    column = rows.column(asked.on_column)
    days, problems = _read(column, asked.on_column, say)
    if problems:
        wrong = np.fromiter(problems, np.int64, len(problems))
        right = np.ones(count, np.bool_)
        right[wrong] = False
        days[wrong] = days[np.argmax(right)] if right.any() else _FIRST
    return days, problems


def _read(column: pa.Array, name: str, say: Speaker) -> tuple[Days, dict[int, Problem]]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
        kind = column.type
    if pa.types.is_null(kind):
        days = np.zeros(len(column), np.int32)
        return days, {row: Problem("missing-key", name) for row in range(len(column))}
    if pa.types.is_temporal(kind) and not pa.types.is_time(kind):
        return _of_dates(column.cast(pa.date32(), safe=False), name)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return _of_texts(column.cast(pa.string()), name)
    raise CohortError(
        say(
            "{column} : une colonne de type {kind} ne contient pas de jours; il faut des dates.", column=name, kind=kind
        )
    )


def _of_dates(dates: pa.Array, name: str) -> tuple[Days, dict[int, Problem]]:
    missing = dates.is_null().to_numpy(zero_copy_only=False)
    days = pc.fill_null(dates.cast(pa.int32()), 0).to_numpy(zero_copy_only=False) + EPOCH
    out = ((days < _FIRST) | (days > _LAST)) & ~missing
    problems = {int(row): Problem("missing-key", name) for row in np.flatnonzero(missing)}
    problems |= {int(row): Problem("date-year", name, _shown(dates[int(row)]), _YEARS) for row in np.flatnonzero(out)}
    return days.astype(np.int32), problems


def _shown(value: Any) -> object:
    try:
        return value.as_py()
    except (OverflowError, ValueError):
        return str(value)


def _of_texts(texts: pa.Array, name: str) -> tuple[Days, dict[int, Problem]]:
    coded = pc.dictionary_encode(texts)
    known: list[int] = []
    wrong: dict[int, Problem] = {}
    for place, text in enumerate(coded.dictionary.to_pylist()):
        found = exact_day(text.strip(), name)
        known.append(found if isinstance(found, int) else 0)
        if isinstance(found, Problem):
            wrong[place] = found
    places = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    days = np.array([*known, 0], np.int32)[places]
    problems = {int(row): Problem("missing-key", name) for row in np.flatnonzero(places < 0)}
    if wrong:
        rows = np.flatnonzero(np.isin(places, list(wrong)))
        problems |= {int(row): wrong[int(places[row])] for row in rows}
    return days, problems


def exact_day(value: object, name: str) -> int | Problem:
    """The ordinal of one exact day as a text or a date, or what is wrong with it."""
    if value is None or value == "":
        return Problem("missing-key", name)
    try:
        span = Span.parse(value)
    except SpanError as error:
        if error.fault == "date-form":
            return Problem("date-exact", name, value)
        return Problem(error.fault, name, value, _YEARS if error.fault == "date-year" else ())
    return span.earliest.toordinal() if span.precise else Problem("date-exact", name, value)
