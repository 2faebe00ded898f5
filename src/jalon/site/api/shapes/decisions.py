"""`jalon.decisions/1` and `jalon.receipt/1`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jalon.site.api.shapes.common import (
    Answer,
    Citation,
    ConditionId,
    Confidence,
    Days,
    IsoDay,
    Lang,
    Outcome,
    Place,
    ProgrammeName,
    Shape,
    Verdict,
    View,
)

# A truth; days or what a choice may be; a number between two bounds.
FactValue = Answer | list[str] | list[float]


class IntakeState(Shape):
    """La réception des demandes, ce jour-là. / Whether applications are received that day."""

    state: Literal["open", "closed", "unknown", "open-by-exception"]
    verdict: Verdict
    since: IsoDay
    until: IsoDay | None
    words: str
    citation: Citation
    missing: list[Place]


class GoverningVersion(Shape):
    """La version de la loi qui régit la demande. / The version of the law that governs."""

    since: IsoDay
    until: IsoDay | None
    title: str
    instruments: list[str]


class Clause(Shape):
    """Une clause de droits acquis. / A grandfather clause."""

    words: str
    applies: Answer
    citation: Citation


class PartOfText(Shape):
    """Une partie nommée d’un texte. / A named part of a text."""

    id: str
    words: str
    verdict: Verdict


class MeasureOfTime(Shape):
    """Une durée mesurée. / A measure of time."""

    kind: Literal["time"]
    needed_months: int
    least_months: int
    most_months: int
    least_days: int
    most_days: int
    enough_days: int
    too_few_days: int
    spells: list[Days]
    possible_spells: list[Days]
    credited_days: int | None
    verdict: Verdict
    sentence: str


class MeasureOfFigure(Shape):
    """Un chiffre ou un jour, comparé à ce qui est demandé. / A figure or a day against what is asked."""

    kind: Literal["figure"]
    part: str
    fact: str
    label: str
    value: FactValue
    relation: Literal["<=", ">=", "<", ">"]
    asked: FactValue
    verdict: Verdict
    wanted: str
    sentence: str


class FactTold(Shape):
    """Un fait sur lequel le texte s’appuie. / A fact that the text rests on."""

    part: str
    fact: str
    label: str
    value: FactValue
    sentence: str


class FactOfElement(Shape):
    """Un fait d’un élément. / A fact of an element."""

    fact: str
    value: FactValue
    sentence: str


class Because(Shape):
    """Ce qu’un élément ne remplit pas, ou pas sûrement. / What an element lacks, or may lack."""

    test: str
    asks: str
    verdict: Verdict
    facts: list[FactOfElement]


class Element(Shape):
    """Un emploi, une preuve, un permis… et s’il compte. / A job, a proof, a permit… and whether it counts."""

    path: str
    label: str
    counts: Answer
    spells: list[Days]
    because: list[Because]
    sentence: str


class GoverningText(Shape):
    """Ce que le texte demande, et ce qu’il donne. / What the text asks, and what it gives."""

    verdict: Verdict
    asks: str
    citation: Citation
    parts: list[PartOfText]
    measured: list[Annotated[MeasureOfTime | MeasureOfFigure, Field(discriminator="kind")]]
    facts: list[FactTold]
    counted: list[Element]
    not_counted: list[Element]


class ReadingOfPoint(Shape):
    """Une lecture d’un point contesté, et ce qu’elle donnerait. / One reading, and what it would give."""

    name: str
    words: str
    verdict: Verdict


class OpenPoint(Shape):
    """Un point contesté qui laisse la condition ouverte. / A point that keeps the condition open."""

    point: str
    question: str
    confidence: Confidence
    readings: list[ReadingOfPoint]


class DecidedCondition(Shape):
    """Une condition, décidée. / A condition, decided."""

    id: ConditionId
    name: str
    verdict: Verdict
    asked: bool
    clause: Clause | None
    texts: list[GoverningText]
    missing: list[Place]
    contested: list[OpenPoint]


class NoteTold(Shape):
    """Un devoir ou un avertissement. / A duty or a warning."""

    id: str
    words: str


class LawOfReceipt(Shape):
    """La loi qui a décidé. / The law that decided."""

    checked_until: IsoDay
    hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Receipt(Shape):
    """Le reçu : de quoi décider de nouveau. / The receipt: enough to decide again."""

    shape: Literal["jalon.receipt/1"]
    engine: str
    law: LawOfReceipt
    input: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    filed_on: IsoDay
    programme: ProgrammeName
    view: View
    outcome: Outcome
    conditions: dict[ConditionId, Verdict]
    missing: list[str]


class Decision(Shape):
    """La décision d’un volet. / The decision of one stream."""

    programme: ProgrammeName
    title: str
    filed_on: IsoDay
    view: View
    outcome: Outcome
    conditions_verdict: Verdict
    failing: list[ConditionId]
    undetermined: list[ConditionId]
    missing: list[Place]
    intake: IntakeState
    version: GoverningVersion | None
    study: list[str]
    conditions: list[DecidedCondition]
    duties: list[NoteTold]
    warnings: list[NoteTold]
    checked_until: IsoDay
    receipt: Receipt


class Decisions(Shape):
    """Une décision par volet demandé. / A decision for each stream asked about."""

    shape: Literal["jalon.decisions/1"]
    lang: Lang
    decisions: list[Decision]
