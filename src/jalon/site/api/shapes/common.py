"""Words and pieces that every answer uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES

if TYPE_CHECKING:
    ProgrammeName = str
    ConditionId = str
else:
    # The law's own names: a stream or a condition more is in the document at once.
    ProgrammeName = Literal[tuple(PROGRAMMES)]
    ConditionId = Literal[tuple(CONDITION_NAMES)]

Verdict = Literal["met", "not-met", "undetermined"]
Outcome = Literal["eligible", "not-eligible", "undetermined"]
Answer = Literal["yes", "no", "cannot-tell"]
Confidence = Literal["high", "medium", "low"]
Lang = Literal["fr", "en"]
View = Literal["as-applied", "as-written"]
Reception = Literal["open", "closed", "unknown"]
IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]


class Shape(BaseModel):
    """What every shape shares: each key is there, unless the shape says otherwise."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class Place(Shape):
    """Un endroit du dossier et son nom. / A place of the file and its name."""

    path: str
    label: str


class Days(Shape):
    """Des jours de suite, bornes comprises. / Days in a row, both ends inside."""

    first: IsoDay = Field(alias="from")
    last: IsoDay = Field(alias="to")


class NamedCondition(Shape):
    """Une condition et son nom. / A condition and its name."""

    id: ConditionId
    name: str


class Citation(Shape):
    """La source d’une règle. / The authority of a rule."""

    instrument: str
    title: str
    sections: str
    confidence: Confidence
    sources: list[str]
    note: str | None


class Point(Shape):
    """Un point de droit contesté. / A contested point of law."""

    point: str
    question: str
