"""One row of a table of people as the data of an applicant file, and back.

`data_of` is what a row *means*: whatever reads whole columns must give what the file reader gives of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from jalon.cohort.laying.shapes import Leaf, Many, Part, Shape, person_shape
from jalon.cohort.laying.values import plain
from jalon.cohort.schema import NONE, NOT_TAKEN, people_schema
from jalon.facts.model import SCHEMA_VERSION

_NOT_TAKEN_LEVEL: Final = 0
# The keys whose null in a file is a value of its own in a row.
_SCORES: Final = "scores"
_LEVELS: Final = "levels"
_ATTESTATION: Final = "values_attestation"


def data_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """What `parse_applicant` takes, of a row as Python values (`RecordBatch.to_pylist`); other columns are left out."""
    known = person_shape().fields
    return {
        "schema": SCHEMA_VERSION,
        **{key: _data(shape, row[key]) for key, shape in known.items() if row.get(key) is not None},
    }


def _data(shape: Shape, value: Any) -> Any:
    if isinstance(shape, Leaf):
        return plain(shape, value)
    if isinstance(shape, Many) and isinstance(value, list):
        return [None if item is None else _data(shape.item, item) for item in value]
    if isinstance(shape, Part) and isinstance(value, Mapping):
        return _data_of_part(shape, value)
    return value


def _data_of_part(part: Part, value: Mapping[str, Any]) -> dict[str, Any] | None:
    given = {key: item for key, item in value.items() if item is not None}
    if part.may_be_none:
        none = plain(Leaf("truth"), given.pop(NONE, False))
        if none is True:
            return None
        if none is not False:
            # Neither true nor false: the reader will name it.
            given[NONE] = none
    return {key: _data(part.fields[key], item) if key in part.fields else item for key, item in given.items()}


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
