"""People as NDJSON: an applicant file a line, with an optional key and filing day beside the facts, or around them.

A line means what the applicant file means, where an absent key and a null one differ; it is read by the same reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from jalon.cohort.files.arrow_files import of_file
from jalon.cohort.files.chunks import Chunk, Refusal
from jalon.cohort.files.joining import Spots
from jalon.cohort.people import Part, People, Rejected
from jalon.cohort.running.asked import Asked, CohortError, nearest
from jalon.cohort.schema import people_schema
from jalon.facts import FactsError, Problem, parse_applicant
from jalon.facts.json_reading import read_json
from jalon.facts.model import SCHEMA_VERSION
from jalon.facts.reading import LARGEST_APPLICANT
from jalon.i18n import Speaker
from jalon.readings.bounded import Record, bounded
from jalon.readings.columns.tables import tables_of

_APPLICANT: Final = "applicant"
_SCHEMA: Final = "schema"


class Ndjson:
    """A file of lines. Columns that are asked for need not stand on each line."""

    assumptions: tuple[str, ...] = ()

    def __init__(self, file: Path, asked: Asked, say: Speaker) -> None:
        self._file, self._say = file, say
        self._beside = tuple(dict.fromkeys([*asked.followed, *([] if asked.on else [asked.on_column])]))
        self.key = asked.key
        if not file.is_file():
            raise CohortError(say("{file} : ce fichier n’existe pas.", file=file))

    @property
    def files(self) -> tuple[Path, ...]:
        """See `Source`."""
        return (self._file,)

    @property
    def columns(self) -> tuple[str, ...]:
        """See `Source`."""
        return self._beside

    @property
    def rows(self) -> int | None:
        """See `Source`."""
        return None

    def fingerprint(self) -> dict[str, Any]:
        """See `Source`."""
        return {"files": [of_file(self._file)]}

    def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
        """See `Source`."""
        with self._file.open("rb") as file:
            first = skip * size
            lines = islice(((number, line) for number, line in enumerate(file, 1) if line.strip()), first, None)
            empty = skip == 0
            while taken := list(islice(lines, size)):
                yield self._chunk(taken, first)
                first += len(taken)
                empty = False
            if empty:
                yield self._chunk([], 0)

    def _chunk(self, lines: list[tuple[int, bytes]], first: int) -> Chunk:
        records: list[Record] = []
        read: list[int] = []
        rejected: list[Rejected] = []
        beside: list[dict[str, Any]] = []
        lost: list[Refusal] = []
        there: list[int] = []
        for row, (number, line) in enumerate(lines):
            try:
                facts, told = self._told(line)
            except FactsError as error:
                for problem in error.problems:
                    words = problem.text(self._say.lang)
                    lost.append(
                        Refusal(first + row + 1, self._file.name, number, "", problem.path, problem.kind, words)
                    )
                continue
            place = len(there)
            there.append(row)
            beside.append(told)
            try:
                records.append(bounded(parse_applicant(facts)))
                read.append(place)
            except FactsError as error:
                rejected.append(Rejected(place, error.problems))
        people = People(len(there), (Part(tables_of(records), np.array(read, np.int64)),), tuple(rejected))
        columns = {name: _texts([told.get(name) for told in beside]) for name in self._beside}
        rows = pa.RecordBatch.from_pydict(columns or {"\0": pa.nulls(len(there))})
        places = Spots(self._file.name, np.array([lines[row][0] for row in there], np.int64), {})
        numbers = np.array(there, np.int64) + first + 1
        return Chunk(rows, numbers, len(lines), people, tuple(lost), places)

    def _told(self, line: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
        """The facts of a line, and what stands beside them. Raises `FactsError`."""
        if len(line) > LARGEST_APPLICANT:
            raise FactsError((Problem("size", "", None, ("1",)),))
        try:
            data = read_json(line.decode())
        except UnicodeDecodeError:
            raise FactsError((Problem("encoding"),)) from None
        except FactsError as error:
            raise FactsError(tuple(_without_line(one) for one in error.problems)) from None
        if not isinstance(data, dict):
            raise FactsError((Problem("not-mapping", "", data),))
        inside = data.get(_APPLICANT)
        facts = dict(inside) if isinstance(inside, dict) else data
        told = {name: data.get(name, facts.get(name)) for name in self._beside}
        # Other keys are no facts, and are left aside, unless one looks like a slip: the reader will then name it.
        kept = {
            name: value
            for name, value in facts.items()
            if (meant := _meant(name)) == name or (meant and name not in self._beside and meant not in facts)
        }
        return {_SCHEMA: SCHEMA_VERSION, **kept}, told


@lru_cache(maxsize=4096)
def _meant(name: str) -> str:
    """The fact that a key is, or of which it is probably a slip; empty when it is neither."""
    known = (*people_schema().names, _SCHEMA)
    return name if name in known else nearest(name, known)


def _without_line(problem: Problem) -> Problem:
    return Problem(problem.kind, problem.path, problem.value, problem.allowed, problem.nearest)


def _texts(values: list[Any]) -> pa.Array:
    return pa.array([None if value is None else _text(value) for value in values], pa.string())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
