"""People as an Arrow table: one row a person, the keys of the applicant file as columns, lists and parts nested.

The types are drawn from the model of the applicant file (`jalon.facts.model`), so that the two cannot part ways. Arrow has
one null where the file has two, so:

* a null is a fact not known (the absent key of the file), and a null list is a list not known; an empty list is none;
* a date is a `date32`; a text when it is imprecise (`2021`, `2021-06`, `2021-06..2021-09`); "none", written as the text
  ``none`` or as the date 9999-12-31 (`NO_DATE`), is a date known not to be: not yet, no longer (the ``null`` of the file);
* a part that may be known not to be (a spouse, a bursary, an ended regular file) has a truth of that name: ``none``;
* a paper of French not taken has the level 0, or the mark -1.

A table may lack columns (facts not known of anybody), and have others (a key, a filing day, groups), which are carried.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import pyarrow as pa

from jalon.facts.dates import Span
from jalon.facts.model import Applicant, Bursary, EndedRegularFile, Facts, Spouse

NO_DATE: Final = date(9999, 12, 31)
"""A date known not to be."""
NONE: Final = "none"
NOT_TAKEN: Final = -1.0
"""The mark of a paper not taken."""
UNREAD: Final = -1
"""What stands in the decisions of a row that could not be read."""
# The parts of which a person may surely have none.
_MAY_BE_NONE: Final = (Spouse, Bursary, EndedRegularFile)
_KIND: Final = pa.dictionary(pa.int8(), pa.string())


@cache
def people_schema(*, text_dates: bool = False) -> pa.Schema:
    """The columns of a table of people, in the order of the applicant file; dates as days, or as texts."""
    return pa.schema(list(_fields(Applicant, pa.string() if text_dates else pa.date32())))


def _fields(part: type[Facts], day: pa.DataType) -> tuple[pa.Field, ...]:
    made = [
        pa.field(field.alias or name, _type(field.annotation, day))
        for name, field in part.model_fields.items()
        if name != "schema_version"
    ]
    if part in _MAY_BE_NONE:
        made.insert(0, pa.field(NONE, pa.bool_()))
    return tuple(made)


def _type(annotation: Any, day: pa.DataType) -> pa.DataType:
    """The type of the values of a key."""
    options = [one for one in _options(annotation) if one is not type(None)]
    if len(options) > 1:
        # An attestation: a date, true, false or "pending".
        return pa.string()
    (option,) = options
    if get_origin(option) is tuple:
        return pa.list_(pa.field("item", _type(get_args(option)[0], day)))
    if get_origin(option) is Literal:
        return _KIND
    if isinstance(option, type) and issubclass(option, Facts):
        return pa.struct(_fields(option, day))
    return {bool: pa.bool_(), int: pa.int8(), float: pa.float64(), str: pa.string(), Span: day}[option]


def _options(annotation: Any) -> list[Any]:
    """What an annotation allows, its checks left out."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return [one for part in get_args(annotation) for one in _options(part)]
    if hasattr(annotation, "__metadata__"):
        return _options(annotation.__origin__)
    return [annotation]
