"""The same people in files of every sort: Parquet, Arrow, NDJSON, CSV tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jalon.cohort.files.csv_tables import TABLES
from jalon.cohort.rows import people_table, row_of
from jalon.facts import Applicant, to_dict
from readings.people import complete, partial

Row = dict[str, Any]


@dataclass(frozen=True)
class Someone:
    """A person with a key, a filing day and a group."""

    key: str
    day: date
    group: str | None
    applicant: Applicant

    @property
    def row(self) -> Row:
        """The facts as a row of a table."""
        return row_of(to_dict(self.applicant))


def some_people(count: int, first: int = 0) -> list[Someone]:
    """People near the edges of the law, half of them with holes in their files."""
    made = []
    for number in range(first, first + count):
        person = (complete, partial)[number % 2](Random(number))
        group = (None, "Estrie", "Montréal", "Laval")[number % 4]
        made.append(Someone(f"P{number:05d}", person.day, group, person.applicant))
    return made


def table_of(people: Sequence[Someone]) -> pa.Table:
    """A nested table, with the columns id, filed_on and region."""
    table = people_table(one.row for one in people)
    table = table.append_column("id", pa.array([one.key for one in people], pa.string()))
    table = table.append_column("filed_on", pa.array([one.day for one in people], pa.date32()))
    return table.append_column("region", pa.array([one.group for one in people], pa.string()))


def write_parquet(people: Sequence[Someone], path: Path, group: int = 300) -> Path:
    """A Parquet file, in row groups of so many rows."""
    pq.write_table(table_of(people), path, row_group_size=group)
    return path


def write_ndjson(people: Sequence[Someone], path: Path, *, around: bool = False) -> Path:
    """An applicant file a line, its key and day beside the facts or around them."""
    with path.open("w", encoding="utf-8") as file:
        for one in people:
            beside = {"id": one.key, "filed_on": one.day.isoformat(), "region": one.group}
            facts = to_dict(one.applicant)
            told = {**beside, "applicant": facts} if around else {**beside, **facts}
            file.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")
    return path


def write_tables(people: Sequence[Someone], folder: Path, separator: str = ",") -> Path:
    """CSV tables, one a kind. Lists not known cannot be told apart from empty ones there: see `told_in_tables`."""
    folder.mkdir(parents=True, exist_ok=True)
    persons, tables = tables_of(people)
    write_csv(folder / "persons.csv", persons, separator)
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", rows, separator, ["id", *(["job"] if name == "leaves" else [])])
    return folder


def tables_of(people: Iterable[Someone]) -> tuple[list[Row], dict[str, list[Row]]]:
    """The rows of persons.csv and of the other tables, by name."""
    names = {path: name for name, path in TABLES.items()}
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    persons = []
    for one in people:
        row = one.row
        head: Row = {"id": one.key, "filed_on": one.day.isoformat(), "region": one.group}
        for key, value in row.items():
            if isinstance(value, list):
                for number, item in enumerate(value, 1):
                    plain = {k: v for k, v in item.items() if k != "leaves"}
                    tables[names[key]].append({"id": one.key, **flat(plain)})
                    for leave in item.get("leaves") or []:
                        tables["leaves"].append({"id": one.key, "job": number, **flat(leave)})
            elif key == "spouse" and value:
                head |= flat({"spouse": {k: v for k, v in value.items() if k != "french"}})
                for item in value.get("french") or []:
                    tables["spouse_french"].append({"id": one.key, **flat(item)})
            else:
                head |= flat({key: value})
        persons.append(head)
    return persons, tables


def flat(value: Mapping[str, Any], before: str = "") -> Row:
    """Keys inside keys as dotted keys."""
    out: Row = {}
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            out |= flat(inner, f"{before}{key}.")
        elif inner is not None:
            out[f"{before}{key}"] = str(inner).lower() if isinstance(inner, bool) else inner
    return out


def write_csv(path: Path, rows: Sequence[Row], separator: str = ",", first: Sequence[str] = ("id",)) -> Path:
    """A CSV file of rows that need not have the same keys."""
    names = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def told_in_tables(people: Sequence[Someone]) -> list[Someone]:
    """The people whose lists are all known, so that tables tell all of them."""
    return [one for one in people if _told(one.row)]


def _told(row: Row) -> bool:
    lists = ("stays_in_quebec", "permits", "studies", "jobs", "french", "children")
    spouse = row.get("spouse")
    return (
        all(row.get(name) is not None for name in lists)
        and all(job.get("leaves") is not None for job in row["jobs"])
        and not (spouse and not spouse.get("none") and (spouse.get("french") is None or len(spouse) < 2))
        # A part of which nothing is said is no row of a table.
        and all(flat(item) for name in lists for item in row[name])
    )
