"""The small rule in DuckDB: SQL, on every core, answers as NumPy columns."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
from contestant import Answer, Ready, Trials, main, three_columns, timed, verdicts
from population import (
    ADULT_MONTHS,
    FACTS,
    LEVELS,
    ONE_DAY,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_COLUMNS,
    SPELL_DAYS,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    Column,
    People,
    read,
)

_THREADS: Final = os.cpu_count() or 1
_LABEL: Final = f"DuckDB, {_THREADS} threads"
_BY_DAY: Final = f"{_LABEL}, cut-offs by day"
_NAMES: Final = ", ".join(f"'{name}'" for name in LEVELS)
_ALLOWED: Final = ", ".join(f"'{name}'::diploma_level" for name in QUALIFYING)
# Every day on which somebody files, with what depends on the day alone.
_CALENDAR: Final = """(
    SELECT d::DATE AS filed, {cuts}
    FROM generate_series((SELECT min(filed) FROM person)::TIMESTAMP, (SELECT max(filed) FROM person)::TIMESTAMP,
                         INTERVAL 1 DAY) AS calendar(d))"""
Given = dict[str, Any]


def _connected() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"SET threads = {_THREADS}")
    connection.execute(f"CREATE TYPE diploma_level AS ENUM ({_NAMES})")
    return connection


def _people(folder: Path, *more: str) -> tuple[duckdb.DuckDBPyConnection, int, float]:
    """A connection with the table of people, with nulls where a fact is missing."""
    columns: People = read(folder, *FACTS, "filed", *more)
    count = len(columns["filed"])
    level = pa.array(columns["level"], mask=columns.get("level_missing"))
    source = pa.table(
        {
            "person": np.arange(count, dtype=np.int32),
            "filed": columns["filed"],
            "level": pa.DictionaryArray.from_arrays(level, pa.array(LEVELS)),
        }
        | {
            fact: pa.array(columns[fact], mask=columns.get(f"{fact}_missing"))
            for fact in ("birth", "diploma", "months", "oral")
        }
    )
    connection = _connected()
    connection.register("source", source)
    text = "CREATE TABLE person AS SELECT * REPLACE (level::VARCHAR::diploma_level AS level) FROM source"
    _, ingest = timed(lambda: connection.execute(text))
    connection.unregister("source")
    return connection, count, ingest


def _before(day: str, months: int) -> str:
    return f"({day} - INTERVAL {months} MONTH)::DATE"


def _conditions(adult_by: str, window_from: str) -> list[str]:
    return [
        f"birth <= {adult_by}",
        f"level IN ({_ALLOWED})",
        f"diploma >= {window_from}",
        f"months >= {WORK_MONTHS}",
        f"oral >= {ORAL_LEVEL}",
    ]


def _of(day: str) -> tuple[str, list[str]]:
    """People, and the conditions with cut-offs counted from a day."""
    return "person", _conditions(_before(day, ADULT_MONTHS), _before(day, WINDOW_MONTHS))


def _joined() -> tuple[str, list[str]]:
    """People joined with the calendar, and the conditions with the cut-offs found there."""
    cuts = f"{_before('d', ADULT_MONTHS)} AS adult_by, {_before('d', WINDOW_MONTHS)} AS window_from"
    return f"person JOIN {_CALENDAR.format(cuts=cuts)} USING (filed)", _conditions("adult_by", "window_from")


def _by_person(given: Given, column: Column) -> Column:
    """A column in the order of people: SQL promises none."""
    out = np.empty_like(column)
    out[given["person"]] = column
    return out


def _held(given: Given) -> Answer:
    return verdicts(_by_person(given, given["held"]))


def _three(given: Given) -> Answer:
    return three_columns(*(_by_person(given, given[name]) for name in ("verdict", "failing", "missing")))


def _plain(label: str, source: str, conditions: list[str]) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        connection, count, ingest = _people(folder)
        query = f"SELECT person, {' AND '.join(conditions)} AS held FROM {source}"
        return Ready(label, ingest, lambda: connection.sql(query).fetchnumpy(), _held, count)

    return ready


def _bits(test: str) -> str:
    """A bit for each fact of which a test holds."""
    return " | ".join(
        f"(CASE WHEN {test.format(fact)} THEN {1 << n} ELSE 0 END)::UTINYINT" for n, fact in enumerate(FACTS)
    )


def _missing(label: str, source: str, conditions: list[str]) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        connection, count, ingest = _people(folder, *(f"{fact}_missing" for fact in FACTS))
        held = ", ".join(f"{text} AS held_{fact}" for fact, text in zip(FACTS, conditions, strict=True))
        failing, missing = (_bits(test) for test in ("NOT held_{}", "held_{} IS NULL"))
        query = f"""
            SELECT person, (CASE WHEN failing <> 0 THEN 0 WHEN missing <> 0 THEN 2 ELSE 1 END)::UTINYINT AS verdict,
                   failing, missing
            FROM (SELECT person, {failing} AS failing, {missing} AS missing FROM (SELECT person, {held} FROM {source}))
        """
        return Ready(label, ingest, lambda: connection.sql(query).fetchnumpy(), _three, count)

    return ready


def _jobs(folder: Path) -> tuple[duckdb.DuckDBPyConnection, int, float]:
    """A connection with the tables of people and of jobs."""
    columns = read(folder, "filed", *(f"job_{name}" for name in SPELL_COLUMNS))
    count = len(columns["filed"])
    connection = _connected()
    connection.register("people", pa.table({"person": np.arange(count, dtype=np.int32), "filed": columns["filed"]}))
    connection.register("jobs", pa.table({name: columns[f"job_{name}"] for name in SPELL_COLUMNS}))

    def make() -> None:
        connection.execute("CREATE TABLE person AS SELECT * FROM people")
        connection.execute("CREATE TABLE job AS SELECT * FROM jobs")

    return connection, count, timed(make)[1]


def _spells_joined(folder: Path) -> Ready:
    connection, count, ingest = _jobs(folder)
    cuts = f"{_before('d', SPELL_WINDOW_MONTHS)} AS opens"
    query = f"""
        WITH dated AS (SELECT person, filed, opens FROM person JOIN {_CALENDAR.format(cuts=cuts)} USING (filed)),
        enough AS (
            SELECT person FROM job JOIN dated USING (person)
            WHERE qualifying AND ended >= opens AND started <= filed
            GROUP BY person HAVING sum(least(ended, filed) - greatest(started, opens) + 1) >= {SPELL_DAYS})
        SELECT person, person IN (FROM enough) AS held FROM person
    """
    return Ready(f"{_BY_DAY}, joins", ingest, lambda: connection.sql(query).fetchnumpy(), _held, count)


def _spells_nested(folder: Path) -> Ready:
    connection, count, ingest = _jobs(folder)
    text = """
        CREATE TABLE nested AS SELECT person, filed, coalesce(jobs, []) AS jobs FROM person LEFT JOIN (
            SELECT person, list({'started': started, 'ended': ended, 'qualifying': qualifying}) AS jobs
            FROM job GROUP BY person) USING (person)
        ORDER BY person
    """
    _, nesting = timed(lambda: connection.execute(text))
    days = "CASE WHEN job.qualifying THEN greatest(0, least(job.ended, filed) - greatest(job.started, opens) + 1) ELSE 0 END"
    query = f"""
        SELECT person, coalesce(list_sum([{days} FOR job IN jobs]), 0) >= {SPELL_DAYS} AS held
        FROM (SELECT *, {_before("filed", SPELL_WINDOW_MONTHS)} AS opens FROM nested)
    """
    return Ready(f"{_LABEL}, jobs nested", ingest + nesting, lambda: connection.sql(query).fetchnumpy(), _held, count)


TRIALS: Final[Trials] = {
    "S": _plain(_LABEL, *_of(f"DATE '{ONE_DAY}'")),
    "R": _plain(_LABEL, *_of("filed")),
    "R, by day": _plain(_BY_DAY, *_joined()),
    "U": _missing(_LABEL, *_of("filed")),
    "U, by day": _missing(_BY_DAY, *_joined()),
    "J": _spells_joined,
    "J, nested": _spells_nested,
}

if __name__ == "__main__":
    main("duckdb", TRIALS, ["duckdb", "pyarrow", "numpy"])
