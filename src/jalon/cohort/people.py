"""From a table of people to the tables that the columns reading decides, and the rows that cannot be read.

What a row means is what the file reader says of it (`rows.data_of`): a row that it refuses is rejected with the same
problems, and never stops the others. Ordinary rows are read a column at a time (`people_tables`), which gives the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.laying.credentials import MOST_CREDENTIALS, credentials_of
from jalon.cohort.laying.one_by_one import python_rows
from jalon.cohort.laying.people_tables import Batch
from jalon.cohort.rows import data_of
from jalon.facts import FactsError, Problem, parse_applicant
from jalon.readings.bounded import Record, bounded
from jalon.readings.columns.tables import Tables, tables_of

Rows = NDArray[np.int64]
_NO_ROWS: Final = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Rejected:
    """A row (counted from 0 in its batch) that cannot be read, and why."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Part:
    """People laid in tables, and the row of the batch that each of them comes from."""

    tables: Tables
    rows: Rows


@dataclass(frozen=True)
class People:
    """A batch once read: `count` rows, those that can be decided in parts, those rejected."""

    count: int
    parts: tuple[Part, ...]
    rejected: tuple[Rejected, ...]


def people_of(batch: pa.RecordBatch) -> People:
    """Read a batch of people (see `schema`); columns that are no fact are left out.

    Raises `jalon.cohort.errors.TableError` when a column cannot hold its fact, whatever the row.
    """
    whole = Batch(batch)
    tables = whole.tables()
    parts = [] if tables is None else [Part(tables, np.flatnonzero(~whole.odd))]
    rejected: tuple[Rejected, ...] = ()
    if whole.odd.any():
        part, rejected = read_one_by_one(batch, np.flatnonzero(whole.odd))
        if len(part.rows):
            parts.append(part)
    return People(batch.num_rows, tuple(parts), rejected)


def read_one_by_one(batch: pa.RecordBatch, rows: Rows) -> tuple[Part, tuple[Rejected, ...]]:
    """Read some rows as the file reader would, one after the other: slow, and right by definition.

    Of one thing more than it: people whose studies make too many credentials are rejected (see `MOST_CREDENTIALS`).
    """
    records: list[Record] = []
    read: list[int] = []
    rejected: list[Rejected] = []
    for row, values in zip(rows.tolist(), python_rows(batch, rows), strict=True):
        data = data_of(values)
        try:
            applicant = parse_applicant(data)
        except FactsError as error:
            rejected.append(Rejected(row, error.problems))
            continue
        if credentials_of([study.level for study in applicant.studies or ()]) > MOST_CREDENTIALS:
            problem = Problem("list-long", "studies", data["studies"], (str(isqrt(MOST_CREDENTIALS)),))
            rejected.append(Rejected(row, (problem,)))
            continue
        records.append(bounded(applicant))
        read.append(row)
    return Part(tables_of(records), np.array(read, np.int64) if read else _NO_ROWS), tuple(rejected)
