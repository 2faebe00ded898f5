"""Writing tables to files of several sorts, by extension, a table at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from jalon.cohort.running.asked import ROW, CohortError
from jalon.i18n import Speaker

PARQUET: Final = (".parquet", ".pq")
ARROW: Final = (".arrow", ".feather")
CSV: Final = (".csv",)
NDJSON: Final = (".ndjson", ".jsonl")
WRITTEN: Final = (*PARQUET, *ARROW, *CSV, *NDJSON)
"""The extensions that can be written."""
# Rows of a group in a Parquet file: enough for a reader to run along a column, few enough to be held.
_GROUP: Final = 131_072
_ZSTD_LEVEL: Final = 1
LIST_MARK: Final = " "
"""What stands between the names of a set, in a CSV file."""


class Sink(Protocol):
    """A file being written."""

    def write(self, table: pa.Table) -> None:
        """Add rows."""

    def close(self, told: Mapping[str, str]) -> None:
        """End the file; `told` goes to its metadata where it has some."""


def sink(path: Path, extension: str, schema: pa.Schema) -> Sink:
    """A file to write tables of that schema to, of the sort of an extension (see `checked_extension`)."""
    if extension in PARQUET:
        return _Parquet(path, schema)
    if extension in ARROW:
        return _Arrow(path, schema)
    return _Csv(path, schema) if extension in CSV else _Ndjson(path)


def checked_extension(path: Path, say: Speaker) -> str:
    """The extension of a file to write. Raises `CohortError` when nothing is written so."""
    extension = path.suffix.lower()
    if extension not in WRITTEN:
        raise CohortError(
            say("{file} : extension inconnue. Extensions possibles : {allowed}.", file=path, allowed=", ".join(WRITTEN))
        )
    return extension


def written(path: Path) -> dict[str, str]:
    """What was told of a file when it was ended, where its sort keeps that."""
    if path.suffix.lower() not in PARQUET:
        return {}
    try:
        found = pq.read_metadata(path).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return {}
    return {key.decode(): value.decode() for key, value in found.items() if key.startswith(b"jalon.")}


class _Parquet:
    """Row groups are made large, whatever the size of the tables given."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        options: dict[str, Any] = {"compression": "zstd", "compression_level": _ZSTD_LEVEL}
        if ROW in schema.names and schema.field(ROW).type == pa.int64():
            # Numbers that go up one by one are kept as steps, the other columns as places in a dictionary.
            options["use_dictionary"] = [leaf for field in schema if field.name != ROW for leaf in _leaves(field)]
            options["column_encoding"] = {ROW: "DELTA_BINARY_PACKED"}
        self._writer = pq.ParquetWriter(path, schema, **options)
        self._held: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        self._held.append(table)
        self._rows += table.num_rows
        if self._rows >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.concat_tables(self._held), row_group_size=_GROUP)
        self._held, self._rows = [], 0

    def close(self, told: Mapping[str, str]) -> None:
        self._flush()
        self._writer.add_key_value_metadata(dict(told))
        self._writer.close()


def _leaves(field: pa.Field, around: str = "") -> Iterator[str]:
    """The paths, in a Parquet file, of the values inside a column."""
    path, kind = f"{around}{field.name}", field.type
    if pa.types.is_struct(kind):
        for inner in kind:
            yield from _leaves(inner, f"{path}.")
    elif pa.types.is_map(kind):
        yield from _leaves(kind.key_field.with_name("key"), f"{path}.key_value.")
        yield from _leaves(kind.item_field.with_name("value"), f"{path}.key_value.")
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        yield from _leaves(kind.value_field.with_name("element"), f"{path}.list.")
    else:
        yield path


class _Arrow:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        options = pa.ipc.IpcWriteOptions(compression="zstd", unify_dictionaries=True)
        self._writer = pa.ipc.new_file(str(path), schema, options=options)

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table)

    def close(self, told: Mapping[str, str]) -> None:
        del told
        self._writer.close()


class _Csv:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = pa.schema([(field.name, _plain_type(field.type)) for field in schema])
        self._writer = pyarrow.csv.CSVWriter(str(path), self._schema)

    def write(self, table: pa.Table) -> None:
        columns = [_plain(column) for column in table.columns]
        self._writer.write_table(pa.table(columns, schema=self._schema))

    def close(self, told: Mapping[str, str]) -> None:
        del told
        self._writer.close()


def _plain_type(kind: pa.DataType) -> pa.DataType:
    """What a cell of a CSV file can hold: lists and dictionaries become text."""
    if pa.types.is_dictionary(kind):
        return _plain_type(kind.value_type)
    return pa.string() if pa.types.is_nested(kind) else kind


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column.cast(_plain_type(kind))
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pc.binary_join(column, LIST_MARK)
    if pa.types.is_nested(kind):
        texts = [None if one is None else _json(one) for one in column.to_pylist()]
        return pa.chunked_array([pa.array(texts, pa.string())])
    return column


class _Ndjson:
    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, table: pa.Table) -> None:
        self._file.writelines(f"{_json(row)}\n" for row in table.to_pylist())

    def close(self, told: Mapping[str, str]) -> None:
        del told
        self._file.close()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
