"""Rows of a table sorted by the chunk to which they belong, on the disk when they are many.

Rows come in the order of their file and are asked for chunk by chunk. They are held until they weigh too much; then they
are sorted and written as one run, of which each chunk can be read alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

MOST_HELD: Final = 192 * 1024 * 1024
"""Bytes held in memory, a table, before they are written."""
_OWNER: Final = "\0owner"


class Sorted:
    """Rows with an owner each, given back by spans of owners of one and the same width."""

    def __init__(self, path: Path, width: int, most_held: int = MOST_HELD) -> None:
        self._path, self._width, self._most = path, width, most_held
        self._held: list[pa.RecordBatch] = []
        self._bytes = 0
        self._runs: list[tuple[Path, NDArray[np.int64]]] = []

    def add(self, owners: NDArray[np.int64], rows: pa.RecordBatch) -> None:
        """Take rows, whose owners are whole numbers from 0."""
        self._held.append(rows.append_column(_OWNER, pa.array(owners)))
        self._bytes += rows.nbytes
        if self._bytes > self._most:
            self._spill()

    def _spill(self) -> None:
        rows, owners = self._in_order(self._held)
        spans = owners // self._width
        there, starts = np.unique(spans, return_index=True)
        path = self._path.with_name(f"{self._path.name}-{len(self._runs)}.arrow")
        path.parent.mkdir(parents=True, exist_ok=True)
        with pa.ipc.new_file(str(path), rows.schema) as writer:
            for start, end in zip(starts, [*starts[1:], rows.num_rows], strict=True):
                writer.write_batch(rows.slice(start, end - start))
        self._runs.append((path, there))
        self._held, self._bytes = [], 0

    @staticmethod
    def _in_order(batches: list[pa.RecordBatch]) -> tuple[pa.RecordBatch, NDArray[np.int64]]:
        rows = batches[0] if len(batches) == 1 else pa.concat_batches(batches)
        owners = rows.column(_OWNER).to_numpy()
        if np.all(owners[:-1] <= owners[1:]):
            return rows, owners
        order = np.argsort(owners, kind="stable")
        return rows.take(pa.array(order)), owners[order]

    def settle(self) -> None:
        """Every row was given: what is still held is put in order."""
        if self._held:
            self._held = [self._in_order(self._held)[0]]

    def of(self, span: int) -> tuple[NDArray[np.int64], pa.RecordBatch] | None:
        """The owners and the rows of a span, by owner and in the order in which they came; None when there are none."""
        found = []
        for path, spans in self._runs:
            at = np.searchsorted(spans, span)
            if at < len(spans) and spans[at] == span:
                with pa.memory_map(str(path)) as file:
                    found.append(pa.ipc.open_file(file).get_batch(int(at)))
        for rows in self._held:
            owners = rows.column(_OWNER).to_numpy()
            start, end = np.searchsorted(owners, [span * self._width, (span + 1) * self._width])
            if end > start:
                found.append(rows.slice(start, end - start))
        if not found:
            return None
        rows, owners = self._in_order(found)
        return owners, rows.drop_columns([_OWNER])
