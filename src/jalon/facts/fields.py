"""The kinds of value that a key of the file may hold, and how each is checked.

The limits here are those of the file format: they keep out slips of the pen and hostile files. No threshold of the
law is among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jalon.facts.dates import Span, parse_field, span_json_schema
from jalon.registers.occupations import is_noc2016, is_noc2021

LONGEST_TEXT: Final = 500
LONGEST_LIST: Final = 200

# Marks that reverse or hide the text around them: what a person reads would not be what the file says.
_DECEPTIVE = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fault(kind: str, **details: object) -> PydanticCustomError:
    """An error of the format; ``kind`` chooses its words (see ``jalon.facts.errors``)."""
    # The message is never read: the words come later, in the language of the person.
    return PydanticCustomError(kind, "{kind}", {"kind": kind, **details})


# The same as a pattern, for schemas: no such character, and something else than spaces.
_KEPT_OUT = r"\u007f-\u009f\u2028-\u202e\u2066-\u2069"
_PATTERN = {
    lines: rf"^[^{control}{_KEPT_OUT}]*[^{control}{_KEPT_OUT}\s][^{control}{_KEPT_OUT}]*$"
    for lines, control in ((False, r"\u0000-\u001f"), (True, r"\u0000-\u0009\u000b-\u001f"))
}


class NotNull:
    """Refuses ``null`` where "known not to be" means nothing: the key is left out when the fact is unknown."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_refuse_null, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written = dict(handler(schema))
        options = [option for option in written.pop("anyOf") if option != {"type": "null"}]
        return {**written, **options[0]} if len(options) == 1 else {**written, "anyOf": options}


def _refuse_null(value: object) -> object:
    if value is None:
        raise fault("null")
    return value


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two limits, both included; never a text, a boolean, NaN or an infinity."""

    low: int
    high: int
    whole: bool = False

    def check(self, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            raise fault("whole-number" if self.whole else "number", low=self.low, high=self.high)
        if value != value:  # NaN
            raise fault("number", low=self.low, high=self.high)
        if not self.low <= value <= self.high:
            raise fault("limits", low=self.low, high=self.high)
        return value if self.whole else float(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of limited length, without control characters; ``lines`` allows line breaks."""

    longest: int = LONGEST_TEXT
    lines: bool = False

    def check(self, value: object) -> str:
        if not isinstance(value, str):
            raise fault("text", longest=self.longest)
        if len(value) > self.longest:
            raise fault("text-long", longest=self.longest, length=len(value))
        if not value.strip():
            raise fault("text-empty")
        for character in value:
            if self.lines and character == "\n":
                continue
            if character in _DECEPTIVE or unicodedata.category(character) in ("Cc", "Cs"):
                raise fault("text-control", code=f"U+{ord(character):04X}")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest, "pattern": _PATTERN[self.lines]}


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an occupation classification, kept as text: a leading zero counts.

    A whole number is turned to text and padded, since an editor of YAML or JSON may drop the quotes.
    """

    digits: int
    known: Callable[[str], bool]

    def check(self, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**self.digits:
            value = f"{value:0{self.digits}d}"
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == self.digits):
            raise fault("code-form", digits=self.digits)
        if not self.known(value):
            raise fault("code-unknown")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^[0-9]{{{self.digits}}}$"},
                {"type": "integer", "minimum": 0, "maximum": 10**self.digits - 1},
            ]
        }


def _check_answer(value: object) -> bool:
    if not isinstance(value, bool):
        raise fault("boolean")
    return value


def _check_attestation(value: object) -> Span | bool | Literal["pending"]:
    if value is None or value == "pending":
        # null says "not yet", and that is what pending says.
        return "pending"
    if isinstance(value, bool):
        return value
    try:
        return parse_field(value)
    except PydanticCustomError as error:
        if error.type == "date-form":
            raise fault("attestation") from None
        raise


def _write_attestation(value: Span | bool | str | None) -> bool | str | None:
    return str(value) if isinstance(value, Span) else value


Answer = Annotated[bool, PlainValidator(_check_answer, json_schema_input_type=bool)]
"""True or false, never "yes" nor 1."""

Attestation = Annotated[
    Span | bool | Literal["pending"] | None,
    PlainValidator(_check_attestation),
    PlainSerializer(_write_attestation),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"const": "pending"}, {"type": "null"}, *span_json_schema()["anyOf"]]}
    ),
]
"""A values attestation: the date obtained, true, pending (a duty that may follow), or false (the time has run out)."""

Hours = Annotated[float, Number(0, 20_000)]
WeeklyHours = Annotated[float, Number(0, 168)]
Share = Annotated[float, Number(0, 1)]
Years = Annotated[float, Number(0, 30)]
Level = Annotated[int, Number(0, 12, whole=True)]
Mark = Annotated[float, Number(0, 699)]
FreeText = Annotated[str, Text()]
Noc2016 = Annotated[str, Code(4, is_noc2016)]
Noc2021 = Annotated[str, Code(5, is_noc2021)]
