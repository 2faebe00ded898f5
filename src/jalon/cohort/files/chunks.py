"""What readers of files give: a chunk of rows at a time, with where each row comes from and what was wrong while reading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

if TYPE_CHECKING:
    from jalon.cohort.people import People


Numbers = NDArray[np.int64]
CHUNK = 65_536
"""Rows read, decided and kept at a time, unless another number is asked for."""


@dataclass(frozen=True)
class Refusal:
    """One thing that is wrong with a row, as the rejects file tells it.

    `row` counts from 1 in the input; `table` and `line` are told where people are spread over several files; a line
    that belongs to nobody has no row. `path` is the fact, `kind` names the fault, `reason` says it in words.
    """

    row: int | None
    table: str
    line: int | None
    key: str
    path: str
    kind: str
    reason: str


class Places(Protocol):
    """Where the parts of each row stand in the input."""

    def place(self, row: int, path: str) -> tuple[str, int | None]:
        """The table and the line of the fact at `path` of a row of the chunk."""


@dataclass(frozen=True)
class Files:
    """Several files, one after the other: their names, and up to which row of all of them each goes."""

    names: tuple[str, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(paths: Sequence[str], counts: Iterable[int]) -> Files:
        """Files of so many rows; their whole paths where names are alike."""
        names = [path.rpartition("/")[2] for path in paths]
        return Files(tuple(names if len({*names}) == len(names) else paths), tuple(accumulate(counts)))

    def places(self, numbers: Numbers) -> Places | None:
        """In which file rows of some numbers, from 1, stand, and where in it; none where there is one file."""
        return _InFiles(self, numbers) if len(self.names) > 1 else None


ONE_FILE: Final = Files(("",), (0,))
"""One file, whatever its rows: nothing need be told of it."""


@dataclass(frozen=True)
class _InFiles:
    files: Files
    numbers: Numbers

    def place(self, row: int, path: str) -> tuple[str, int | None]:  # noqa: ARG002 - all facts stand in the row
        """The file and the row in it (see `Places`)."""
        number, ends = int(self.numbers[row]), self.files.ends
        file = bisect_left(ends, number)
        return self.files.names[file], number - (ends[file - 1] if file else 0)


@dataclass(frozen=True)
class Chunk:
    """Some rows of the input.

    `rows` holds one row a person, facts and other columns; `numbers` are their numbers in the input, from 1; `read` is
    how many rows of the input the chunk covers, those that are no longer there included. `people` is there when the
    facts were read already. `lost` are lines that are not, or no longer, among the rows, and why.
    """

    rows: pa.RecordBatch
    numbers: Numbers
    read: int
    people: People | None = None
    lost: tuple[Refusal, ...] = ()
    places: Places | None = None


class Source(Protocol):
    """Some files of people, opened: what columns they have, and their rows a chunk at a time."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files read."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that may be a key, groups or filing days."""

    @property
    def rows(self) -> int | None:
        """How many rows there are, where it is known without reading them."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was supposed in order to read these files, in words, for the report."""

    def fingerprint(self) -> dict[str, Any]:
        """Enough to tell that the files are still the same: sizes, times, columns."""

    def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
        """The rows, `size` at a time, the first `skip` chunks left out. Chunks are the same at every reading."""


def rechunked(batches: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.RecordBatch]:
    """The same rows, exactly `size` at a time but for the last ones; a batch without rows when there are none at all."""
    held: list[pa.RecordBatch] = []
    count, given = 0, False
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        while count >= size:
            whole = held[0] if len(held) == 1 else pa.concat_batches(_alike(held))
            yield whole.slice(0, size)
            given = True
            held, count = [whole.slice(size)], count - size
    if count or (held and not given):
        yield held[0] if len(held) == 1 else pa.concat_batches(_alike(held))


def _alike(batches: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    """Batches whose dictionaries are one and the same, so that they can be laid end to end."""
    there = [batch for batch in batches if batch.num_rows]
    return pa.Table.from_batches(there or batches[:1]).unify_dictionaries().to_batches() or batches[:1]


def from_rows(batches: Iterable[pa.RecordBatch], size: int, skip: int) -> Iterator[Chunk]:
    """Chunks of people as Arrow rows; `batches` begin after the rows of the chunks left out."""
    first = skip * size + 1
    for batch in rechunked(batches, size):
        yield Chunk(batch, np.arange(first, first + batch.num_rows, dtype=np.int64), batch.num_rows)
        first += batch.num_rows
