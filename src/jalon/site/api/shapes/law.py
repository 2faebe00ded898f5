"""The law in words: what `jalon law … --json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from jalon.site.api.shapes.common import Citation, ConditionId, Confidence, IsoDay, ProgrammeName, Shape

State = Literal["open", "closed", "unknown", "none"]


class VersionSpan(Shape):
    """Une version et ses jours. / A version and its days."""

    since: IsoDay
    until: IsoDay | None
    title: str
    instruments: list[str]
    conditions: list[ConditionId]


class IntakeWords(Shape):
    """L’état de la réception, en mots. / The state of intake, in words."""

    state: State
    words: str


class IntakePeriod(IntakeWords):
    """Une période de réception. / A period of intake."""

    since: IsoDay
    until: IsoDay | None


class ProgrammeTold(Shape):
    """Un volet : ses versions et sa réception. / A stream: its versions and its intake."""

    programme: ProgrammeName
    title: str
    checked_until: IsoDay
    versions: list[VersionSpan]
    views: dict[str, list[VersionSpan]]
    intake: list[IntakePeriod]


class PointReading(Shape):
    """Une lecture. / A reading."""

    name: str
    words: str


class PointTold(Shape):
    """Un point contesté et ses lectures. / A contested point and its readings."""

    point: str
    question: str
    readings: list[PointReading]


class PointDecided(Shape):
    """Un point tranché. / A point decided."""

    point: str
    question: str
    decided: str
    confidence: Confidence


class PartsOf(Shape):
    """Ce qu’il faut pour compter. / What is needed to count."""

    of: str
    parts: list[str]


class NoteOfText(Shape):
    """Une note du texte. / A note of the text."""

    sort: Literal["duty", "warning"]
    words: str


class TextWords(Shape):
    """Le texte d’une condition. / The text of a condition."""

    id: ConditionId
    name: str
    asks: str
    details: list[PartsOf]
    contested: list[PointTold]
    decided: list[PointDecided]
    notes: list[NoteOfText]
    citation: Citation


class FormerText(Shape):
    """Le texte antérieur qu’une clause garde pour certaines personnes. / The earlier text that a clause keeps."""

    clause: str
    citation: Citation
    text: TextWords | None
    contested: list[PointTold]


class ConditionAsked(TextWords):
    """Une condition de la version. / A condition of the version."""

    asked: Literal[True]
    former: FormerText | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})


class ConditionKept(Shape):
    """Une condition que seul un texte antérieur demande. / A condition that only an earlier text asks."""

    id: ConditionId
    name: str
    asked: Literal[False]
    former: FormerText


ConditionWords = ConditionAsked | ConditionKept


class VersionOnDay(Shape):
    """La version d’un jour, en mots. / The version of a day, in words."""

    programme: ProgrammeName
    title: str
    version: str
    since: IsoDay
    until: IsoDay | None
    instruments: list[str]
    conditions: list[ConditionWords]
    intake: IntakeWords


class SideOfDifference(Shape):
    """Un des deux jours. / One of the two days."""

    on: IsoDay
    version: VersionSpan | None


class BeforeAfter(Shape):
    """Une condition avant et après. / A condition before and after."""

    before: ConditionWords
    after: ConditionWords


class Difference(Shape):
    """Ce qui change entre deux jours. / What changes between two days."""

    programme: ProgrammeName
    title: str
    before: SideOfDifference
    after: SideOfDifference
    added: list[ConditionWords]
    removed: list[ConditionWords]
    changed: list[BeforeAfter]
    restated: list[BeforeAfter]
    intake: list[IntakeWords] = Field(min_length=2, max_length=2)
