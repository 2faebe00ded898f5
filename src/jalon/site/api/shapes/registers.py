"""Registers, the worth of a proof of French, the next question."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from jalon.site.api.shapes.common import (
    Answer,
    ConditionId,
    Confidence,
    IsoDay,
    NamedCondition,
    ProgrammeName,
    Shape,
    Verdict,
)

Skill = Literal["listening", "speaking", "reading", "writing"]


class BothLanguages(Shape):
    """Le même texte dans les deux langues. / The same text in both languages."""

    fr: str
    en: str


class ReasonOfHit(Shape):
    """Pourquoi cette profession a été trouvée. / Why the occupation was found."""

    kind: Literal["vocabulary", "group-name", "official-index", "acronym", "meaning"]
    text: str
    lang: str


class MeaningSpan(Shape):
    """Ce qu’une version demande de la profession. / What a version asks of the occupation."""

    since: IsoDay
    until: IsoDay | None
    asks: str
    counts: Answer


class MeaningOf(Shape):
    """Ce que la profession veut dire pour un volet. / What the occupation means for a stream."""

    on: IsoDay | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})
    counts: Answer | Literal["not-asked"] | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})
    spans: list[MeaningSpan]
    sentences: list[str]


class OccupationHit(Shape):
    """Une profession trouvée, à confirmer. / An occupation found, to be confirmed."""

    noc2021: str
    noc2016: list[str]
    titles: BothLanguages
    teer: str
    skill_levels: list[str]
    noc2016_teers: dict[str, list[str]]
    listed_2019: list[str]
    score: float
    reason: ReasonOfHit
    duties: BothLanguages
    meaning: dict[ProgrammeName, MeaningOf] | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})


class AreaHit(Shape):
    """Un domaine de formation trouvé. / An area of training found."""

    area: str
    award: Literal["DEP", "ASP", "AEC", "DEC", "BAC", "MAI", "DOC"]
    as_published: str
    score: float
    reason: str


class MarkRow(Shape):
    """Une ligne de la table des notes. / A row of the table of marks."""

    edition: str
    test: str
    skill: Skill
    taken_from: IsoDay | None
    taken_until: IsoDay | None
    mark: float
    top: float
    level_low: int
    level_high: int
    status: Literal["official", "inferred", "unknown"]
    confidence: Confidence
    source: str


class LevelOfSkill(Shape):
    """Le niveau d’une habileté selon une édition de la table. / The level of a skill by one edition of the table."""

    skill: Skill
    mark: float
    table: str
    level: list[int] = Field(min_length=2, max_length=2)
    cefr: str
    status: Literal["official", "inferred", "unknown", ""]
    confidence: Confidence | Literal[""]


class WorthForCondition(Shape):
    """Ce que la preuve donne pour une condition. / What the proof gives for a condition."""

    programme: ProgrammeName
    condition: ConditionId
    name: str
    verdict: Verdict
    until: IsoDay | None


class WorthOfProof(Shape):
    """Ce que vaut une preuve de français. / What a proof of French is worth."""

    test: str
    taken_on: IsoDay
    on: IsoDay
    levels: list[LevelOfSkill]
    conditions: list[WorthForCondition]


class Subject(Shape):
    """Le sujet d’une question. / The subject of a question."""

    id: str
    name: str


class ChoiceTold(Shape):
    """Une réponse permise. / An answer allowed."""

    value: Any
    name: str
    help: str


class QuestionTold(Shape):
    """La question. / The question."""

    path: str
    subject: Subject
    title: str
    question: str
    label: str
    help: str
    hint: str
    kind: Literal["yes-no", "date", "number", "choice", "code", "text", "list-add"]
    choices: list[ChoiceTold]
    low: float | None
    high: float | None
    whole: bool
    none: str | None
    instead: str | None
    known: str | None
    unsure: bool
    conditions: list[NamedCondition]


class StreamVerdict(Shape):
    """Le verdict des conditions d’un volet. / The verdict of the conditions of a stream."""

    id: ProgrammeName
    conditions_verdict: Verdict


class NextQuestion(Shape):
    """La prochaine question; `null` quand il n’y a plus rien à demander. / `null` when nothing is left to ask."""

    filed_on: IsoDay
    question: QuestionTold | None
    programmes: list[StreamVerdict]
