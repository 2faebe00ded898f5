"""`jalon.timeline/1`, `jalon.when/1`, `jalon.remedies/1` and `jalon.whatif/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from jalon.site.api.shapes.common import (
    ConditionId,
    Days,
    IsoDay,
    Lang,
    NamedCondition,
    Outcome,
    Place,
    Point,
    ProgrammeName,
    Reception,
    Shape,
    Verdict,
)


class Headline(Shape):
    """L’essentiel, en une phrase. / The whole in one sentence."""

    sentence: str
    details: list[str]
    outcome: Outcome


class CauseOfChange(Shape):
    """Une cause d’un changement. / A cause of a change."""

    sort: Literal["law", "intake", "person"]
    words: str
    fact: str | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})
    version: IsoDay | None = Field(default=None, json_schema_extra={"x-may-be-absent": True})


class LineInterval(Days):
    """Des jours où une ligne garde sa valeur. / Days on which a line keeps its value."""

    value: int = Field(ge=-1, le=2)
    verdict: Verdict | Outcome | Reception | Literal["not-asked"]
    words: str
    why: str
    causes: list[CauseOfChange]
    open: str
    missing: list[str]
    contested: list[str]


class Line(Shape):
    """Une ligne : le résultat, les conditions ensemble, la réception, ou une condition. / One line of the timeline."""

    id: ConditionId | Literal["outcome", "conditions"]
    name: str
    intervals: list[LineInterval]


class VersionInside(Shape):
    """Une version de la loi dans ces jours. / A version of the law within these days."""

    since: IsoDay
    until: IsoDay | None
    title: str
    begins_inside: bool


class PermitTold(Shape):
    """Un permis, avec ses dates. / A permit, with its dates."""

    path: str
    name: str
    first: list[IsoDay] | None = Field(alias="from")
    last: list[IsoDay] | None = Field(alias="to")
    ends: Literal["known", "unknown"]


class Timeline(Days):
    """Un volet dans le temps. / One stream through time."""

    programme: ProgrammeName
    title: str
    today: IsoDay
    headline: Headline
    lines: list[Line]
    law: list[VersionInside]
    permits: list[PermitTold]
    checked_until: IsoDay


class Timelines(Shape):
    """Un parcours par volet demandé. / A timeline for each stream asked about."""

    shape: Literal["jalon.timeline/1"]
    lang: Lang
    timelines: list[Timeline]


class Stretch(Days):
    """Des jours de même résultat. / Days with the same outcome."""

    outcome: Outcome
    conditions: Verdict
    intake: Reception


class Watch(Shape):
    """Un jour à noter. / A day to watch."""

    kind: Literal["permit-ends", "french-expires", "leave", "child-turns"]
    date: IsoDay
    until: IsoDay
    path: str
    words: str


class When(Days):
    """Le premier et le dernier jour admissibles d’un volet. / First and last eligible day of a stream."""

    shape: Literal["jalon.when/1"]
    programme: ProgrammeName
    title: str
    first_day: IsoDay | None
    last_day: IsoDay | None
    last_condition: ConditionId | None
    last_conditions: list[NamedCondition]
    closed_by: list[NamedCondition]
    conditions_first_day: IsoDay | None
    conditions_last_day: IsoDay | None
    spans: list[Stretch]
    warnings: list[Watch]
    checked_until: IsoDay
    words: str


class SupposedFact(Shape):
    """Un fait supposé, avec un exemple. / A fact supposed, with an example."""

    path: str
    label: str
    example: str


class Act(Shape):
    """Un acte. / An act."""

    id: str
    path: str
    words: str
    facts: list[SupposedFact]


class PossibleAct(Act):
    """Un acte, et le jour dès lequel il suffit. / An act, and the day from which it is enough."""

    first: IsoDay = Field(alias="from")


class ServedCondition(NamedCondition):
    """Une condition à laquelle l’acte sert. / A condition that the act serves."""

    asks: str


class ActOfRemedy(Act):
    """Un acte d’un remède. / An act of a remedy."""

    by: IsoDay
    serves: list[ServedCondition]


class UnmetCondition(NamedCondition):
    """Une condition non satisfaite, et ce qui la remplirait. / An unmet condition, and what would meet it."""

    verdict: Verdict
    asks: str
    time: IsoDay | None
    acts: list[PossibleAct]
    missing: list[Place]
    contested: list[Point]
    none: str | None


class Remedy(Shape):
    """Un remède : des actes, et le jour qui s’ensuit. / A remedy: acts, and the day that follows."""

    date: IsoDay
    sure: bool
    acts: list[ActOfRemedy]
    contested: list[Point]
    missing: list[Place]
    intake: Reception
    eligible_on: IsoDay | None
    words: str


class Remedies(Shape):
    """Ce qui peut être fait dans un volet. / What can be done in a stream."""

    shape: Literal["jalon.remedies/1"]
    programme: ProgrammeName
    title: str
    on: IsoDay
    last: IsoDay = Field(alias="to")
    outcome: Outcome
    conditions_verdict: Verdict
    intake: Reception
    conditions: list[UnmetCondition]
    remedies: list[Remedy]
    none: str | None
    intake_words: str | None
    checked_until: IsoDay


class VerdictDays(Days):
    """Des jours de même verdict. / Days with the same verdict."""

    verdict: Verdict


class ChangedCondition(NamedCondition):
    """Une condition, avant et après. / A condition, before and after."""

    before: list[VerdictDays]
    after: list[VerdictDays]


class ComparedStream(Shape):
    """Un volet, avant et après. / A stream, before and after."""

    programme: ProgrammeName
    title: str
    before: When
    after: When
    changes: list[ChangedCondition]
    words: str


class Arrangement(When):
    """L’une des deux personnes présente la demande. / One of the two applies."""

    principal: Literal[1, 2]


class BestArrangement(Shape):
    """La meilleure façon de faire. / The best way."""

    principal: Literal[1, 2]
    programme: ProgrammeName


class Couple(Shape):
    """Qui des deux devrait présenter la demande. / Which of the two should apply."""

    arrangements: list[Arrangement]
    best: list[BestArrangement]
    words: str


class WhatIf(Shape):
    """L’avant et l’après de chaque volet; le couple. / Before and after in each stream; the couple."""

    shape: Literal["jalon.whatif/1"]
    streams: list[ComparedStream]
    couple: Couple | None
