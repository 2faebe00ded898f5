"""Imprecise dates: a person often knows the month or the year of a fact, not its day.

Only the value lives here: how it is written, read and compared. What an imprecise date does to a decision (it must
hold for every day that the value allows) is the business of the readings.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
RANGE_MARK: Final = ".."
# The years of the calendar, months and days that may exist: an editor sees a slip before the reader does.
DATE_PATTERN: Final = r"(19[0-9]{2}|20[0-9]{2}|2100)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
SPAN_PATTERN: Final = rf"^{DATE_PATTERN}(\.\.{DATE_PATTERN})?$"
EXAMPLES: Final = ("2021", "2021-06", "2021-06-15", "2021-06..2021-09")

SpanFault = Literal["date-form", "date-impossible", "date-year", "date-reversed"]

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LONGEST = len("2021-06-15..2021-06-15")


class SpanError(ValueError):
    """A value that is no date; ``fault`` says what is wrong with it."""

    def __init__(self, fault: SpanFault, value: object) -> None:
        # Only text is quoted: writing out a hostile whole number of a million digits would fail.
        super().__init__(f"{fault}: {value!r:.60}" if isinstance(value, str) else fault)
        self.fault: SpanFault = fault
        self.value = value


@dataclass(frozen=True, slots=True)
class Span:
    """A date known to lie between two days, both included.

    ``earliest`` and ``latest`` are calendar days of the years 1900 to 2100; ``text`` is the date as it was written.
    Two spans are equal when they allow the same days, however they were written. Spans have no ``<``: use
    ``surely_before``, which says what it means when two spans overlap.

    >>> Span.parse("2021-06")
    Span('2021-06')
    >>> Span.parse("2021-06").latest
    datetime.date(2021, 6, 30)
    """

    earliest: datetime.date
    latest: datetime.date
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for end in (self.earliest, self.latest):
            if not FIRST_YEAR <= end.year <= LAST_YEAR:
                raise SpanError("date-year", self.text or end.isoformat())
        if self.latest < self.earliest:
            raise SpanError("date-reversed", self.text or f"{self.earliest}{RANGE_MARK}{self.latest}")
        if not self.text:
            object.__setattr__(self, "text", str(self))

    @classmethod
    def parse(cls, value: object) -> Span:
        """Read ``2021``, ``2021-06``, ``2021-06-15`` or a range of two of them, ``2021-06..2021-09``.

        Takes text, a whole number (a year), a ``datetime.date`` or a ``Span``. Raises ``SpanError``.
        """
        if isinstance(value, Span):
            return value
        if isinstance(value, str):
            return _parse_text(value)
        if isinstance(value, int) and not isinstance(value, bool):
            # An unquoted year is a number in YAML and JSON. A long number is never turned to text: that is slow.
            if not 0 <= value <= 9999:
                raise SpanError("date-form", value)
            return _parse_text(f"{value:04d}")
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return cls(value, value)
        raise SpanError("date-form", value)

    @property
    def precise(self) -> bool:
        """True when only one day is possible."""
        return self.earliest == self.latest

    def surely_before(self, other: Span) -> bool:
        """True when every day of this span comes before every day of the other."""
        return self.latest < other.earliest

    def __contains__(self, day: datetime.date) -> bool:
        return self.earliest <= day <= self.latest

    def __str__(self) -> str:
        """The shortest way to write these days; ``Span.parse`` reads it back to an equal span."""
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            whole_years = first.month == 1 and last.month == 12
            start = f"{first.year}" if whole_years else f"{first:%Y-%m}"
            end = f"{last.year}" if whole_years else f"{last:%Y-%m}"
            return start if start == end else f"{start}{RANGE_MARK}{end}"
        return f"{first}{RANGE_MARK}{last}"

    def __repr__(self) -> str:
        return f"Span({str(self)!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            parse_field, serialization=core_schema.plain_serializer_function_ser_schema(str, when_used="unless-none")
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return span_json_schema()


def parse_field(value: object) -> Span:
    """``Span.parse`` for pydantic: the fault becomes the type of the error."""
    try:
        return Span.parse(value)
    except SpanError as error:
        raise PydanticCustomError(error.fault, "{fault}", {"fault": str(error)}) from None


def span_json_schema() -> dict[str, Any]:
    """What JSON Schema can say of an imprecise date: its form, not whether the day exists."""
    return {
        "anyOf": [
            {"type": "string", "pattern": SPAN_PATTERN},
            {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        ],
        "description": f"A date: a day, a month, a year, or a range of them; years {FIRST_YEAR} to {LAST_YEAR}.",
        "examples": list(EXAMPLES),
    }


@lru_cache(maxsize=4096)
def _parse_text(text: str) -> Span:
    if len(text) > _LONGEST:
        raise SpanError("date-form", text)
    start, mark, end = text.partition(RANGE_MARK)
    earliest, latest = _days(start, text)
    if mark:
        latest = _days(end, text)[1]
    return Span(earliest, latest, text)


def _days(written: str, text: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of one written date."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise SpanError("date-form", text)
    year = int(match[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise SpanError("date-year", text)
    first_month, last_month = (int(match[2]),) * 2 if match[2] else (1, 12)
    try:
        if match[3]:
            day = datetime.date(year, first_month, int(match[3]))
            return day, day
        first = datetime.date(year, first_month, 1)
    except ValueError:
        raise SpanError("date-impossible", text) from None
    return first, datetime.date(year, last_month, monthrange(year, last_month)[1])
