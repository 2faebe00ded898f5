"""People in Parquet and Arrow files, nested as the schema has them, read a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from jalon.cohort.files.chunks import Chunk, Files, Numbers, Places, from_rows
from jalon.cohort.files.columns_check import check_columns, check_parts
from jalon.cohort.files.writing import PARQUET
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.schema import people_schema
from jalon.i18n import Speaker

# A text by itself takes four bytes for its length and then its own: where the average is less, most are repeated.
_BYTES_OF_A_TEXT: Final = 4


class ArrowFiles:
    """One or several files of the same columns, one after the other, of which `wanted` are read; texts of those in `coded`
    may come as dictionaries. Raises `CohortError` when they cannot be read or have not the same columns."""

    assumptions: tuple[str, ...] = ()

    def __init__(self, files: Sequence[Path], say: Speaker) -> None:
        self._files = tuple(files)
        schemas = [_schema(file, say) for file in self._files]
        self.schema = schemas[0]
        for file, schema in zip(self._files, schemas, strict=True):
            if not schema.equals(self.schema):
                raise CohortError(
                    say("{file} : les colonnes ne sont pas celles de {first}.", file=file, first=self._files[0])
                )
        self.wanted: list[str] = list(self.schema.names)
        self.coded: frozenset[str] = frozenset()

    @property
    def files(self) -> tuple[Path, ...]:
        """See `Source`."""
        return self._files

    @property
    def columns(self) -> tuple[str, ...]:
        """See `Source`."""
        return tuple(self.schema.names)

    @property
    def rows(self) -> int | None:
        """See `Source`."""
        return sum(_count(file) for file in self._files)

    def fingerprint(self) -> dict[str, Any]:
        """See `Source`."""
        return {
            "files": [of_file(file) for file in self._files],
            "schema": sha256(self.schema.to_string(show_schema_metadata=False).encode()).hexdigest(),
        }

    def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
        """See `Source`."""
        for chunk in from_rows(self.batches(size, skip * size), size, skip):
            yield replace(chunk, places=self.places(chunk.numbers))

    def places(self, numbers: Numbers) -> Places | None:
        """In which file rows of some numbers stand (see `Files`)."""
        return self._placed.places(numbers)

    @cached_property
    def _placed(self) -> Files:
        return Files.of(list(map(str, self._files)), [_count(file) for file in self._files])

    @cached_property
    def _repeated(self) -> list[int]:
        """The texts that come as dictionaries: the same leaves of every file."""
        if not all(file.suffix.lower() in PARQUET for file in self._files):
            return []
        said = (pq.read_metadata(file) for file in self._files)
        return _repeated(next((one for one in said if one.num_row_groups), None), self.coded)

    def batches(self, size: int, start: int) -> Iterator[pa.RecordBatch]:
        """The rows from number `start` (counted from 0), in batches; one without rows when there are none at all."""
        empty = True
        for file in self._files:
            count = _count(file)
            if start >= count:
                start -= count
                empty = empty and count == 0
                continue
            empty = False
            if file.suffix.lower() in PARQUET:
                yield from _parquet(file, self.wanted, self._repeated, size, start)
            else:
                yield from _arrow(file, self.wanted, size, start)
            start = 0
        if empty:
            yield pa.RecordBatch.from_pylist([], pa.schema([self.schema.field(name) for name in self.wanted]))


def people_files(files: Sequence[Path], asked: Asked, say: Speaker) -> ArrowFiles:
    """Files of people as the schema has them. Raises `CohortError` when a column that is asked for is missing, or one looks
    like a slip."""
    found = ArrowFiles(files, say)
    check_columns(found.schema.names, asked, people_schema().names, say)
    check_parts(found.schema, say)
    facts, others = {*people_schema().names}, {*asked.followed, asked.on_column}
    found.wanted = [name for name in found.schema.names if name in facts | others]
    found.coded = frozenset(facts - others)
    return found


def of_file(file: Path) -> list[Any]:
    """A file's name, size and time of change."""
    stat = file.stat()
    return [file.name, stat.st_size, stat.st_mtime_ns]


def _schema(file: Path, say: Speaker) -> pa.Schema:
    try:
        if file.suffix.lower() in PARQUET:
            return pq.read_schema(file).remove_metadata()
        return _opened(file).schema.remove_metadata()
    except FileNotFoundError:
        raise CohortError(say("{file} : ce fichier n’existe pas.", file=file)) from None
    except (OSError, pa.ArrowInvalid) as error:
        raise CohortError(say("{file} : ce fichier ne se lit pas ({reason}).", file=file, reason=error)) from None


def _opened(file: Path) -> Any:
    """An Arrow file, of the kind with a table of its batches or without."""
    source = pa.memory_map(str(file))
    try:
        return pa.ipc.open_file(source)
    except pa.ArrowInvalid:
        source.seek(0)
        return pa.ipc.open_stream(source)


def _count(file: Path) -> int:
    if file.suffix.lower() in PARQUET:
        return int(pq.read_metadata(file).num_rows)
    opened = _opened(file)
    if isinstance(opened, pa.RecordBatchFileReader):
        return sum(opened.get_batch(index).num_rows for index in range(opened.num_record_batches))
    return sum(batch.num_rows for batch in opened)


def _parquet(file: Path, columns: list[str], repeated: list[int], size: int, start: int) -> Iterator[pa.RecordBatch]:
    said = pq.read_metadata(file)
    # Each file has its own name for the element of a list.
    named = [said.schema.column(leaf).path for leaf in repeated]
    with pq.ParquetFile(file, memory_map=True, metadata=said, read_dictionary=named) as opened:
        for group in range(opened.num_row_groups):
            count = opened.metadata.row_group(group).num_rows
            if start >= count:
                start -= count
                continue
            # A group at a time: Arrow cannot read one nested batch out of two groups.
            yield from _after(opened.iter_batches(size, row_groups=[group], columns=columns, use_threads=True), start)
            start = 0


def _repeated(said: pq.FileMetaData | None, coded: frozenset[str]) -> list[int]:
    """The leaves that are texts, of some columns and of what is inside them, few and that come again and again: they are
    kept so in the file, and need not be written out one by one."""
    if said is None:
        return []
    group = said.row_group(0)
    found = [group.column(leaf) for leaf in range(group.num_columns)]
    return [
        leaf
        for leaf, one in enumerate(found)
        if one.physical_type == "BYTE_ARRAY"
        and one.path_in_schema.partition(".")[0] in coded
        and one.total_uncompressed_size < _BYTES_OF_A_TEXT * one.num_values
    ]


def _arrow(file: Path, columns: list[str], size: int, start: int) -> Iterator[pa.RecordBatch]:
    opened = _opened(file)
    if isinstance(opened, pa.RecordBatchFileReader):
        batches = (opened.get_batch(index) for index in range(opened.num_record_batches))
    else:
        batches = iter(opened)
    cut = (batch.slice(at, size) for batch in batches for at in range(0, batch.num_rows, size))
    yield from _after((batch.select(columns) for batch in cut), start)


def _after(batches: Iterator[pa.RecordBatch], start: int) -> Iterator[pa.RecordBatch]:
    """The rows from number `start`."""
    for batch in batches:
        if start >= batch.num_rows:
            start -= batch.num_rows
            continue
        yield batch.slice(start)
        start = 0
