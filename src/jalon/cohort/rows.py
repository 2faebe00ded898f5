"""One row of a table of people as the data of an applicant file, and back.

`data_of` is what a row *means*: whatever reads whole columns must give what the file reader gives of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa

from jalon.cohort.schema import NO_DATE, NONE, NOT_TAKEN, people_schema
from jalon.facts.model import SCHEMA_VERSION

_NOT_TAKEN_LEVEL: Final = 0
# The keys whose null in a file is a value of its own in a row.
_SCORES: Final = "scores"
_LEVELS: Final = "levels"
_ATTESTATION: Final = "values_attestation"


def data_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What `parse_applicant` takes, of a row as Python values (`RecordBatch.to_pylist`); other columns are left out."""
    known = people_schema().names
    return {"schema": SCHEMA_VERSION, **{key: _plain(row[key], key) for key in known if row.get(key) is not None}}


def _plain(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        if value.get(NONE):
            return None
        return {
            inner: _plain(item, key=key if key == _SCORES else inner)
            for inner, item in value.items()
            if item is not None and inner != NONE
        }
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if key == _ATTESTATION:
        return {"true": True, "false": False, NONE: None}.get(value, value)
    if value == NONE and key != "proof" and key != "internship":
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return None if value == NO_DATE else value
    if key == _SCORES and value == NOT_TAKEN:
        return None
    return value


def people_table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The table of some rows (see `row_of`), dates as texts."""
    return pa.Table.from_pylist(list(rows), schema=people_schema(text_dates=True))


def row_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The row of the data of an applicant file (checked before, see `jalon.facts.to_dict`); dates stay texts."""
    fields = people_schema()
    return {key: _row(data[key], fields.field(key).type, key) for key in fields.names if key in data}


def _row(value: Any, kind: pa.DataType, key: str) -> Any:
    if pa.types.is_list(kind):
        return [_row(item, kind.value_type, key) for item in value]
    if pa.types.is_struct(kind):
        if value is None:
            return {NONE: True} if kind.get_field_index(NONE) >= 0 else None
        return {
            name: _row(item, kind.field(name).type, key if key in (_LEVELS, _SCORES) else name)
            for name, item in value.items()
        }
    if pa.types.is_date(kind):
        return NONE if value is None else str(value)
    if value is None and key == _LEVELS:
        return _NOT_TAKEN_LEVEL
    if value is None and key == _SCORES:
        return NOT_TAKEN
    if value is None and pa.types.is_boolean(kind):
        # An answer known not to be is a no.
        return False
    if key == _ATTESTATION:
        return {True: "true", False: "false", None: "pending"}.get(value, value)
    return value
