"""Kinds of bad row in CSV tables: what is done to one person's lines, and what must be said of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cohort.files import Row, Someone, tables_of
from jalon.cohort.files.column_map import flat_facts
from jalon.cohort.files.csv_tables import TABLES
from jalon.cohort.files.joining import LEAVES, part_of
from jalon.cohort.files.nested import leaves
from jalon.cohort.laying.shapes import Leaf

PERSONS = "persons"


@dataclass
class Lines:
    """The lines of one person: cells by table; `raw` are lines written as they are, after those."""

    key: str
    tables: dict[str, list[Row]]
    raw: dict[str, list[bytes]] = field(default_factory=dict)


@dataclass(frozen=True)
class BadRow:
    """A kind of bad row: its name, what is done to the lines of a person, and the kind, the table and the path told."""

    name: str
    spoil: Callable[[Lines], None]
    kind: str
    table: str
    path: str = ""


def lines_of(someone: Someone) -> Lines:
    """The lines of a person in every table."""
    persons, tables = tables_of([someone])
    return Lines(someone.key, {PERSONS: persons, **tables})


# By sort of fact: what is written, and the fault that it is.
WRONG: dict[str, tuple[tuple[str, str], ...]] = {
    "truth": (("peut-être", "boolean"), ("1", "boolean")),
    "number": (("beaucoup", "number"), ("-1", "limits")),
    "mark": (("beaucoup", "number"), ("700", "limits")),
    "whole": (("7.5", "whole-number"), ("13", "limits"), ("sept", "whole-number")),
    "day": (("03/06/2024", "date-form"), ("2021-02-30", "date-impossible"), ("1850-01-01", "date-year")),
    "kind": (("zzz", "choice"),),
    "text": (("x" * 501, "text-long"), ("a\u0007b", "text-control")),
    "code": (("12x", "code-form"), ("0000000", "code-form")),
    "attestation": (("bientôt", "attestation"), ("2021-09..2021-06", "date-reversed")),
}


def of_facts() -> Iterator[BadRow]:
    """A wrong value in each fact of each table."""
    for name, (path, leaf) in flat_facts().items():
        table = {path: name for name, path in TABLES.items()}.get(path, PERSONS)
        column = name.removeprefix(f"{path}.") if path else name
        where = f"{path}[0].{column}" if path else name
        for value, kind in WRONG[leaf.sort]:
            yield BadRow(f"{name}={value[:12]}", _put(table, column, value), kind, f"{table}.csv", where)
        if leaf.sort == "day" and leaf.refuses_none:
            yield BadRow(f"{name}=none", _put(table, column, "none"), "null", f"{table}.csv", where)
    for column, leaf in leaves(part_of(LEAVES)):
        assert isinstance(leaf, Leaf)
        for value, kind in WRONG[leaf.sort]:
            where = f"jobs[0].leaves[0].{column}"
            yield BadRow(f"leaves.{column}={value}", _put("leaves", column, value), kind, "leaves.csv", where)


# A line that holds what a fact of its table needs beside it.
BESIDE: dict[str, Row] = {
    "leaves": {"job": 1},
    "spouse_french": {"proof": "test"},
    "studies": {"level": "dep"},
    "french": {"proof": "test"},
    "jobs": {"job": 1},
}


def _put(table: str, column: str, value: str) -> Callable[[Lines], None]:
    def spoil(lines: Lines) -> None:
        if table == PERSONS:
            row = lines.tables[PERSONS][0]
            group = column.split(".")[0]
            for name in [name for name in row if name.startswith(f"{group}.")]:
                del row[name]
            row[column] = value
        else:
            if table == "leaves" and not lines.tables["jobs"]:
                lines.tables["jobs"].append({"id": lines.key, "job": 1})
            row = {"id": lines.key, **BESIDE.get(table, {}), column: value}
            if column.startswith("area."):
                row |= {"area.name": "x", "area.award": "DEP", column: value}
            if table == "spouse_french":
                lines.tables[PERSONS][0].pop("spouse.none", None)
            # The first line of its table, so that its place is known.
            lines.tables[table].insert(0, row)
            for later in lines.tables["leaves"]:
                if table == "jobs":
                    later["job"] = 1
            for number, job in enumerate(lines.tables["jobs"], 1):
                job["job"] = number
            if table == "leaves":
                lines.tables["leaves"] = [row]

    return spoil


def _cells(table: str, **values: Any) -> Callable[[Lines], None]:
    """A line of a table with several facts."""
    names = {name.replace("__", "."): value for name, value in values.items()}

    def spoil(lines: Lines) -> None:
        if table == PERSONS:
            lines.tables[PERSONS][0] |= names
        else:
            lines.tables[table].insert(0, {"id": lines.key, **names})
            for number, job in enumerate(lines.tables["jobs"], 1):
                job["job"] = number
            if table == "jobs":
                lines.tables["leaves"] = []

    return spoil


def _raw(table: str, line: str | bytes, *, instead: bool = False) -> Callable[[Lines], None]:
    def spoil(lines: Lines) -> None:
        if instead:
            lines.tables[table] = []
        told = line if isinstance(line, bytes) else line.encode()
        lines.raw.setdefault(table, []).append(told.replace(b"KEY", lines.key.encode()))

    return spoil


def _many(table: str, count: int) -> Callable[[Lines], None]:
    def spoil(lines: Lines) -> None:
        lines.tables[table] = [{"id": lines.key} for _ in range(count)]
        lines.tables["leaves"] = []

    return spoil


def _twice(lines: Lines) -> None:
    lines.tables[PERSONS].append(deepcopy(lines.tables[PERSONS][0]))


def _no_job(lines: Lines) -> None:
    lines.tables["leaves"] = [{"id": lines.key, "job": 99, "from": "2021-01-01"}]


def _two_jobs_of_one_name(lines: Lines) -> None:
    lines.tables["jobs"] = [{"id": lines.key, "job": "a"}, {"id": lines.key, "job": "a"}]
    lines.tables["leaves"] = [{"id": lines.key, "job": "a", "from": "2021-01-01"}]


REVERSED = (
    ("jobs", {"started_on": "2024-06-03", "ended_on": "2023-06-03"}, "ended_on"),
    ("studies", {"started_on": "2024-06-03", "completed_on": "2023-06"}, "completed_on"),
    ("studies", {"started_on": "2024", "awarded_on": "2023-06-03"}, "awarded_on"),
    ("stays", {"from": "2024-06-03", "to": "2023-06-03"}, "to"),
    ("permits", {"from": "2024-06-03", "to": "2023-06-03", "kind": "study"}, "to"),
)
PLACED = (PERSONS, "jobs", "studies", "french", "permits", "stays", "children", "leaves", "spouse_french")


def of_lines() -> Iterator[BadRow]:
    """What is wrong with a whole line, or between lines."""
    for table, values, key in REVERSED:
        where = f"{TABLES[table]}[0].{key}"
        yield BadRow(f"{table}.{key} reversed", _cells(table, **values), "order", f"{table}.csv", where)
    for day, kind in (
        ("", "missing-key"),
        ("2024-06", "date-exact"),
        ("x", "date-exact"),
        ("2024-02-30", "date-impossible"),
    ):
        yield BadRow(f"filed_on={day}", _cells(PERSONS, filed_on=day), kind, "persons.csv", "filed_on")
    yield BadRow("filed_on=1850", _cells(PERSONS, filed_on="1850-01-01"), "date-year", "persons.csv", "filed_on")
    mark = _cells("french", proof="test", test="DELF-B2", scores__listening="80")
    yield BadRow("mark of a test", mark, "mark", "french.csv", "french[0].scores.listening")
    speaking = _cells("french", proof="test", test="TCF", scores__speaking="21")
    yield BadRow("mark of a paper", speaking, "mark", "french.csv", "french[0].scores.speaking")
    award = _cells("studies", area__name="x")
    yield BadRow("area without award", award, "missing-key", "studies.csv", "studies[0].area.award")
    name = _cells("studies", area__award="DEP")
    yield BadRow("area without name", name, "missing-key", "studies.csv", "studies[0].area.name")
    unknown = _cells("jobs", occupation__noc2021="99999")
    yield BadRow("code of no group", unknown, "code-unknown", "jobs.csv", "jobs[0].occupation.noc2021")
    for table in ("jobs", "studies", "permits", "stays", "french", "children"):
        yield BadRow(f"too many {table}", _many(table, 201), "list-long", "persons.csv", TABLES[table])
    for table in PLACED:
        instead = table == PERSONS
        yield BadRow(f"{table}: quote not closed", _raw(table, 'KEY,"x', instead=instead), "csv-quotes", f"{table}.csv")
        yield BadRow(f"{table}: quote inside", _raw(table, 'KEY,a"b"', instead=instead), "csv-quotes", f"{table}.csv")
        yield BadRow(f"{table}: too few cells", _raw(table, "KEY", instead=instead), "csv-columns", f"{table}.csv")
        yield BadRow(
            f"{table}: too many cells", _raw(table, "KEY" + "," * 60, instead=instead), "csv-columns", f"{table}.csv"
        )
        yield BadRow(f"{table}: not UTF-8", _raw(table, b"KEY,\xe9", instead=instead), "csv-encoding", f"{table}.csv")
        yield BadRow(f"{table}: return", _raw(table, "KEY,a\rb", instead=instead), "csv-return", f"{table}.csv")
    yield BadRow("key twice", _twice, "key-duplicate", "persons.csv", "id")
    yield BadRow("leave from no job", _no_job, "job-missing", "leaves.csv", "job")
    yield BadRow("two jobs of one name", _two_jobs_of_one_name, "job-duplicate", "jobs.csv", "job")


def bad_rows() -> list[BadRow]:
    """Every kind."""
    return [*of_facts(), *of_lines()]


def write_lines(people: Sequence[Lines], folder: Path) -> Path:
    """The tables of these people, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in (PERSONS, *TABLES):
        rows = [row for one in people for row in one.tables.get(table, [])]
        first = ["id", "job"] if table in ("jobs", "leaves") else ["id"]
        names = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
        with (folder / f"{table}.csv").open("wb") as file:
            file.write(_line(names))
            for one in people:
                for row in one.tables.get(table, []):
                    file.write(_line([row.get(name, "") for name in names]))
                for line in one.raw.get(table, []):
                    file.write(line + b"\n")
    return folder


def _line(cells: Sequence[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
