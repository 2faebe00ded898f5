"""Arrow arrays of facts, whatever made them, in the few types that the readers of rows and of columns know.

Both readers go through here, so that they see the same values: a text of any type is a text, a moment is its day, a number
of any width is a number. Nothing is refused for its value, only for a type that cannot hold the fact at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.errors import TableError
from jalon.cohort.laying.shapes import Leaf

Rows = NDArray[np.int64]
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FIRST_OF_PYTHON: Final = 1 - _EPOCH
_LAST_OF_PYTHON: Final = date.max.toordinal() - _EPOCH
_is: Final = pa.types
# Years and codes may come as numbers.
_WRITTEN_AS_NUMBERS: Final = ("number", "whole", "mark", "day", "attestation", "code")


@dataclass(frozen=True)
class Members:
    """The fields of the groups of a column, null where their group is; `groups` tells which groups are known."""

    groups: pa.Array
    fields: Mapping[str, pa.Array]


@dataclass(frozen=True)
class Elements:
    """The elements of the lists of a column, laid end to end: list k has `counts[k]` elements from `starts[k]` on.
    `lists` tells which lists are known; `offsets` bounds the elements that stand under each list, even under a null one."""

    lists: pa.Array
    offsets: Rows
    starts: Rows
    counts: Rows
    values: pa.Array


def is_text(kind: pa.DataType) -> bool:
    """Whether a type is that of plain texts."""
    return bool(_is.is_string(kind) or _is.is_large_string(kind))


def unwrapped(array: pa.Array) -> pa.Array:
    """The same values in a plain type: extensions, runs, views and dictionaries of other things than texts taken off."""
    while True:
        kind = array.type
        if isinstance(kind, pa.BaseExtensionType):
            array = array.storage
        elif _is.is_run_end_encoded(kind):
            array = pc.run_end_decode(array)
        elif _is.is_dictionary(kind) and _is.is_string_view(kind.value_type):
            array = pa.DictionaryArray.from_arrays(array.indices, array.dictionary.cast(pa.large_string()))
        elif _is.is_dictionary(kind) and not is_text(kind.value_type):
            array = array.dictionary_decode()
        elif _is.is_string_view(kind):
            array = array.cast(pa.large_string())
        elif _is.is_fixed_size_list(kind):
            array = array.cast(pa.list_(kind.value_field))
        else:
            return array


def columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    """The columns of a batch by name. Raises `TableError` for a name that stands there twice."""
    _refuse_twice(batch.schema.names, "")
    return dict(zip(batch.schema.names, batch.columns, strict=True))


def members(array: pa.Array | None, path: str) -> Members | None:
    """The groups of a column; None when no group is known. Raises `TableError`."""
    array = _known(array)
    if array is None:
        return None
    if not _is.is_struct(array.type):
        raise TableError(path, str(array.type), "part")
    names = [one.name for one in array.type]
    _refuse_twice(names, f"{path}.")
    return Members(array, dict(zip(names, array.flatten(), strict=True)))


def elements(array: pa.Array | None, path: str) -> Elements | None:
    """The elements of an array of lists; None when no list is known. Raises `TableError`."""
    array = _known(array)
    if array is None:
        return None
    if _is.is_list_view(array.type) or _is.is_large_list_view(array.type):
        return _viewed(array)
    if not (_is.is_list(array.type) or _is.is_large_list(array.type)):
        raise TableError(path, str(array.type), "list")
    offsets = array.offsets.to_numpy().astype(np.int64)
    values = array.values.slice(offsets[0], offsets[-1] - offsets[0])
    offsets -= offsets[0]
    counts = np.diff(offsets)
    if array.null_count:
        # A null list may stand over elements that are no longer its own.
        counts[array.is_null().to_numpy(zero_copy_only=False)] = 0
    return Elements(array, offsets, offsets[:-1], counts, values)


def _viewed(array: pa.Array) -> Elements:
    """The elements of lists that may stand in any order, laid end to end (Arrow's own cast to lists loses a bound)."""
    counts = array.sizes.to_numpy().astype(np.int64)
    counts[array.is_null().to_numpy(zero_copy_only=False)] = 0
    offsets = np.append(0, np.cumsum(counts))
    return Elements(array, offsets, offsets[:-1], counts, array.flatten())


def facts(array: pa.Array | None, leaf: Leaf, path: str) -> pa.Array | None:
    """The values of a fact in one of its plain types; None when none is known.

    Truths are booleans or texts; numbers are integers, doubles or texts; days are `date32`, integers, doubles or texts;
    kinds and texts are texts, by dictionary or not. Raises `TableError`.
    """
    array = _known(array)
    if array is None:
        return None
    kind = array.type
    if _is.is_dictionary(kind) or is_text(kind):
        return array
    if leaf.sort == "truth" and _is.is_boolean(kind):
        return array
    if leaf.sort in _WRITTEN_AS_NUMBERS:
        if _is.is_integer(kind) or _is.is_float64(kind):
            return array
        if _is.is_floating(kind) or _is.is_decimal(kind):
            return array.cast(pa.float64(), safe=False)
    if leaf.sort in ("day", "attestation") and (_is.is_date(kind) or _is.is_timestamp(kind)):
        return array if _is.is_date32(kind) else array.cast(pa.date32(), safe=False)
    if leaf.sort == "attestation" and _is.is_boolean(kind):
        return array
    raise TableError(path, str(kind), leaf.sort)


def listed(array: pa.Array) -> list[Any]:
    """The values in Python: days out of its calendar as texts, question marks of Unicode for bytes that are no text."""
    if _is.is_date32(array.type):
        days = array.cast(pa.int32())
        first, last = (one.as_py() for one in pc.min_max(days).values())
        if first is not None and (first < _FIRST_OF_PYTHON or last > _LAST_OF_PYTHON):
            return [None if day is None else _day(day) for day in days.to_pylist()]
    try:
        made: list[Any] = array.to_pylist()
    except UnicodeDecodeError:
        texts = array.dictionary_decode() if _is.is_dictionary(array.type) else array
        raw = texts.cast(pa.large_binary() if _is.is_large_string(texts.type) else pa.binary())
        return [None if one is None else one.decode("utf-8", "replace") for one in raw.to_pylist()]
    return made


def _day(day: int) -> date | str:
    if _FIRST_OF_PYTHON <= day <= _LAST_OF_PYTHON:
        return date.fromordinal(day + _EPOCH)
    return str(np.datetime64(day, "D"))


def _known(array: pa.Array | None) -> pa.Array | None:
    """A plain array; None when all of it is null, of whatever type."""
    array = None if array is None else unwrapped(array)
    return None if array is None or array.null_count == len(array) else array


def _refuse_twice(names: list[str], before: str) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise TableError(f"{before}{name}")
