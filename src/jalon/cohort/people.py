"""From a table of people to the tables that the columns reading decides, and the rows that cannot be read.

What a row means is what the file reader says of it (`rows.data_of`): a row that it refuses is rejected with the same
problems, and never stops the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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
    """Read a batch of people (see `schema`); columns that are no fact are left out."""
    part, rejected = read_one_by_one(batch, np.arange(batch.num_rows, dtype=np.int64))
    return People(batch.num_rows, (part,), rejected)


def read_one_by_one(batch: pa.RecordBatch, rows: Rows) -> tuple[Part, tuple[Rejected, ...]]:
    """Read some rows as the file reader would, one after the other: slow, and right by definition."""
    records: list[Record] = []
    read: list[int] = []
    rejected: list[Rejected] = []
    chosen = batch.take(pa.array(rows)) if len(rows) else batch.slice(0, 0)
    for row, values in zip(rows.tolist(), chosen.to_pylist(), strict=True):
        try:
            records.append(bounded(parse_applicant(data_of(values))))
        except FactsError as error:
            rejected.append(Rejected(row, error.problems))
        else:
            read.append(row)
    return Part(tables_of(records), np.array(read, np.int64) if read else _NO_ROWS), tuple(rejected)
