"""The rejects file: every row that could not be decided, with its number, its key, the fact and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from jalon.cohort.files.chunks import Chunk, Refusal
from jalon.facts import Lang, Problem

REJECTS: Final = pa.schema(
    [
        ("row", pa.int64()),
        ("table", pa.string()),
        ("line", pa.int64()),
        ("key", pa.string()),
        ("path", pa.string()),
        ("kind", pa.string()),
        ("reason", pa.string()),
    ]
)
"""The columns of a rejects file (see `Refusal`), a line a problem: a row with two problems has two lines."""


def refusals_of(
    chunk: Chunk, problems: Mapping[int, Sequence[Problem]], keys: pa.Array | None, lang: Lang
) -> list[Refusal]:
    """What is told of the rows of a chunk that cannot be decided, in their order, after the lines that belong to nobody."""
    found = list(chunk.lost)
    for row in sorted(problems):
        key = "" if keys is None else _text(keys[row])
        for problem in problems[row]:
            table, line = chunk.places.place(row, problem.path) if chunk.places else ("", problem.line)
            words = problem.text(lang)
            found.append(Refusal(int(chunk.numbers[row]), table, line, key, problem.path, problem.kind, words))
    return sorted(found, key=lambda one: one.row or 0)


def rejects_table(refusals: Iterable[Refusal]) -> pa.Table:
    """Refusals as a table."""
    rows = [vars(refusal) for refusal in refusals]
    return pa.Table.from_pylist(rows, REJECTS)


def _text(value: Any) -> str:
    told = value.as_py()
    return "" if told is None else str(told)


def rejects_path(output: Path) -> Path:
    """Where rejects go unless told otherwise: beside the decisions."""
    return output.with_name(f"{output.name}.rejects.csv")
