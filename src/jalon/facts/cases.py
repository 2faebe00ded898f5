"""A worked case: an applicant, the day and the programme asked about, and the answer expected.

The ids of conditions are the law's; here they are only checked to be well formed.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from jalon.facts.dates import Span
from jalon.facts.fields import NotNull, Text, fault
from jalon.facts.model import Applicant, Facts

ProgrammeId = Literal["peq-graduates", "peq-workers", "pstq-1", "pstq-2", "pstq-3", "pstq-4"]
View = Literal["as-applied", "as-written"]
Outcome = Literal["eligible", "not-eligible", "undetermined"]
Basis = Literal["news", "faq", "law-firm-article", "official-example", "derived"]
Group = Literal["real", "stated", "derived"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 100


def _check_day(value: object) -> datetime.date:
    try:
        span = Span.parse(value)
    except ValueError as error:
        raise fault(getattr(error, "fault", "date-form")) from None
    if not span.precise:
        raise fault("date-exact")
    return span.earliest


def _check_slug(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_SLUG or _SLUG.fullmatch(value) is None:
        raise fault("slug")
    return value


Slug = Annotated[str, PlainValidator(_check_slug)]
Note = Annotated[str, Text(4000, lines=True)]


class Case(Facts):
    """One worked case. ``failing`` is the exact set of conditions that surely fail; None: not stated."""

    id: Slug
    filed_on: Annotated[datetime.date, PlainValidator(_check_day)]
    programme: ProgrammeId
    view: View = "as-applied"
    applicant: Applicant
    expected: Annotated[Outcome | None, NotNull()] = None
    expected_any: Annotated[tuple[Outcome, ...] | None, NotNull()] = Field(default=None, min_length=1, max_length=3)
    failing: Annotated[tuple[Slug, ...] | None, NotNull()] = Field(default=None, max_length=200)
    source: Annotated[Note | None, NotNull()] = None
    basis: Annotated[Basis | None, NotNull()] = None
    why: Annotated[Note | None, NotNull()] = None
    group: Annotated[Group | None, NotNull()] = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.expected is not None and self.expected_any is not None:
            raise fault("both-expected", key="expected_any", value=self.expected)
        return self

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes that are right; empty when the case states none."""
        return (self.expected,) if self.expected is not None else self.expected_any or ()
