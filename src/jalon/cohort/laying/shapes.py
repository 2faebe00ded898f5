"""What a row of a table of people may hold, drawn from the model of the applicant file: parts, lists and facts.

`schema` says in which types of Arrow they are written; here is what the reader of the file asks of each one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa

from jalon.cohort.schema import NONE, people_schema
from jalon.facts.dates import Span
from jalon.facts.fields import Code, NotNull, Number
from jalon.facts.model import Applicant, Facts, Scores

Sort = Literal["truth", "number", "whole", "mark", "day", "kind", "text", "code", "attestation"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact. `low` and `high` are the limits of a number, `values` those of a kind; `refuses_none`: the fact cannot be
    known not to be."""

    sort: Sort
    low: float = 0
    high: float = 0
    values: tuple[str, ...] = ()
    refuses_none: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A group of facts. `may_be_none`: its truth ``none`` says that there is surely none; `required` are the keys that
    the reader misses when they are absent."""

    model: type[Facts]
    fields: Mapping[str, Leaf | Part | Many]
    may_be_none: bool
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of groups of facts."""

    item: Part


Shape = Leaf | Part | Many


@cache
def person_shape() -> Part:
    """The facts of a person, by key of the applicant file."""
    return _part(Applicant, people_schema())


def _part(model: type[Facts], kind: Any) -> Part:
    """The facts of a part; `kind` is its schema or its struct."""
    fields: dict[str, Shape] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if name == "schema_version":
            continue
        asked = [*field.metadata, *_asked(field.annotation)]
        inner = kind.field(key).type
        if pa.types.is_list(inner):
            fields[key] = Many(_part(_model(field.annotation), inner.value_type))
        elif pa.types.is_struct(inner):
            fields[key] = _part(_model(field.annotation), inner)
        else:
            fields[key] = _leaf(model, field.annotation, inner, asked)
    required = frozenset(key for key in fields if key in model.model_fields and model.model_fields[key].is_required())
    return Part(model, fields, NONE in [one.name for one in kind], required)


def _leaf(model: type[Facts], annotation: Any, kind: pa.DataType, asked: list[Any]) -> Leaf:
    refuses = any(isinstance(one, NotNull) for one in asked)
    if pa.types.is_boolean(kind):
        return Leaf("truth", refuses_none=refuses)
    if pa.types.is_date(kind):
        return Leaf("day", refuses_none=refuses)
    if pa.types.is_dictionary(kind):
        (literal,) = [one for one in _flat(annotation) if get_origin(one) is Literal]
        return Leaf("kind", values=get_args(literal), refuses_none=refuses)
    for one in asked:
        if isinstance(one, Number):
            sort: Sort = "whole" if one.whole else "mark" if model is Scores else "number"
            return Leaf(sort, one.low, one.high, refuses_none=refuses)
        if isinstance(one, Code):
            return Leaf("code", refuses_none=refuses)
    return Leaf("attestation") if Span in _flat(annotation) else Leaf("text", refuses_none=refuses)


def _flat(annotation: Any) -> tuple[Any, ...]:
    """The options of an annotation, without what is asked of them."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(one for option in get_args(annotation) for one in _flat(option))
    return _flat(annotation.__origin__) if hasattr(annotation, "__metadata__") else (annotation,)


def _asked(annotation: Any) -> Iterator[Any]:
    """What is asked of the values of an annotation."""
    if get_origin(annotation) in (Union, UnionType):
        for option in get_args(annotation):
            yield from _asked(option)
    elif hasattr(annotation, "__metadata__"):
        yield from annotation.__metadata__
        yield from _asked(annotation.__origin__)


def _model(annotation: Any) -> type[Facts]:
    """The model inside an annotation such as ``tuple[Job, ...] | None``."""
    for one in _flat(annotation):
        kind = get_args(one)[0] if get_origin(one) is tuple else one
        if isinstance(kind, type) and issubclass(kind, Facts):
            return kind
    raise TypeError(f"no part in {annotation}")
