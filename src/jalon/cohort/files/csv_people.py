"""The rows of one CSV table of people, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.files.chunks import Numbers, Refusal
from jalon.cohort.files.csv_lines import CsvFile


@dataclass(frozen=True)
class Persons:
    """Some people: their cells, the row of each (from 0) and its line (from 1); `read` rows of the file were covered, of
    which `lost` are no longer there."""

    cells: pa.RecordBatch
    rows: Numbers
    lines: Numbers
    read: int
    lost: list[Refusal]

    def where(self, keep: NDArray[np.bool_]) -> Persons:
        """Some of the people."""
        if keep.all():
            return self
        return replace(self, cells=self.cells.filter(pa.array(keep)), rows=self.rows[keep], lines=self.lines[keep])


def persons_in(file: CsvFile, wanted: Iterable[str], size: int, skip: int) -> Iterator[tuple[int, Persons]]:
    """Chunks of so many rows and their numbers, the first `skip` left out; one without rows when there are none at all.

    Broken lines count as rows, so that chunks are the same whatever is wrong.
    """
    first, seen = skip * size, 0
    held: list[pa.RecordBatch] = []
    rows: list[Numbers] = []
    lines: list[Numbers] = []
    broken: list[Refusal] = []

    def until(end: int) -> Persons:
        cells = held[0] if len(held) == 1 else pa.concat_batches(held)
        numbers, places = np.concatenate(rows), np.concatenate(lines)
        count = int(np.searchsorted(numbers, end))
        held[:], rows[:], lines[:] = [cells.slice(count)], [numbers[count:]], [places[count:]]
        lost = [one for one in broken if (one.row or 0) <= end]
        del broken[: len(lost)]
        return Persons(cells.slice(0, count), numbers[:count], places[:count], end - first, lost)

    for block in file.blocks(wanted):
        seen += len(block.rows) + len(block.broken)
        keep = block.rows >= first
        held.append(block.cells.filter(pa.array(keep)))
        rows.append(block.rows[keep])
        lines.append(block.lines[keep])
        broken += [
            Refusal(one.row + 1, file.path.name, one.line, one.key, "", one.kind, one.reason)
            for one in block.broken
            if one.row >= first
        ]
        while seen >= first + size:
            yield first // size, until(first + size)
            first += size
    if seen > first or (seen == 0 and skip == 0):
        if not held:
            held.append(pa.RecordBatch.from_pylist([], pa.schema([(name, pa.string()) for name in file.names])))
            rows.append(np.zeros(0, np.int64))
            lines.append(np.zeros(0, np.int64))
        yield first // size, until(seen)
