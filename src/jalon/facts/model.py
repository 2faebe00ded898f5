"""The applicant file: one person, as dated facts.

Absent, null and empty differ. An absent key is unknown; ``null`` is known not to be (not yet, no longer, none);
``[]`` is known to have none, and a list that is present is complete. Every optional key is ``None`` when absent *and*
when null: ``name in model.model_fields_set`` tells the two apart. Equality and hash tell them apart too.

What the keys mean to a person, in both languages, is in ``labels``; reading and writing files are in ``reading`` and
``writing``; the law is nowhere here.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from jalon.facts.dates import Span
from jalon.facts.fields import (
    LONGEST_LIST,
    Answer,
    Attestation,
    FreeText,
    Hours,
    Level,
    Mark,
    Noc2016,
    Noc2021,
    NotNull,
    Share,
    WeeklyHours,
    Years,
    fault,
)

SCHEMA_VERSION = 1

Purpose = Literal["work", "study", "youth-exchange", "accompanying-spouse", "visit", "asylum", "other"]
FiledThrough = Literal["paper", "arrima"]
PermitKind = Literal[
    "study",
    "pgwp",
    "closed-work",
    "open-work",
    "youth-exchange",
    "coop",
    "spouse-open-work",
    "maintained-status",
    "other-work",
    "visitor",
]
StudyLevel = Literal[
    "dep",
    "asp",
    "dep-asp",
    "aec",
    "dec-technical",
    "dec-general",
    "bachelor",
    "masters",
    "doctorate",
    "certificate",
    "dess",
    "secondary",
    "other",
]
Award = Literal["DEP", "ASP", "AEC", "DEC", "BAC", "MAI", "DOC"]
Internship = Literal["none", "compulsory", "optional", "employment"]
ProofKind = Literal["test", "studies", "professional-order", "course", "none"]
FrenchTest = Literal[
    "TEFAQ",
    "TEF",
    "TEF-Canada",
    "TEF-Quebec",
    "TCF",
    "TCF-Canada",
    "TCF-Quebec",
    "DELF-B1",
    "DELF-B2",
    "DALF-C1",
    "DALF-C2",
    "other",
]

# The marks that a paper of these tests can give at most; beyond them the file holds a slip of the pen.
_DIPLOMA_MARK = {"DELF-B1": 25, "DELF-B2": 25, "DALF-C1": 25, "DALF-C2": 50}
_EXPRESSION_MARK = {"TCF": 20, "TCF-Canada": 20, "TCF-Quebec": 20}
_EXPRESSION_PAPERS = ("speaking", "writing")


class Facts(BaseModel):
    """What every part of the file shares: values that never change, and no key that is not in the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __eq__(self, other: object) -> bool:
        # pydantic would hold an absent key equal to a null one: one is unknown, the other known not to be.
        if type(self) is not type(other) or not isinstance(other, Facts):
            return NotImplemented
        return self.model_fields_set == other.model_fields_set and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), frozenset(self.model_fields_set), tuple(self.__dict__[key] for key in self.known())))

    @classmethod
    def known(cls) -> tuple[str, ...]:
        """The attributes of this part, in the order of the contract."""
        return tuple(cls.model_fields)

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys of this part as they are written in a file, in the order of the contract."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


def _in_order(first_key: str, first: Span | None, then_key: str, then: Span | None) -> None:
    """Refuse a date that surely comes before the one it must follow."""
    if first is not None and then is not None and then.surely_before(first):
        raise fault("order", key=then_key, value=then.text, other=first_key, other_value=first.text)


class Period(Facts):
    """A stretch of time; ``to: null`` means that it goes on."""

    from_: Span | None = Field(default=None, alias="from")
    to: Span | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _in_order("from", self.from_, "to", self.to)
        return self


class Stay(Period):
    """A physical stay in Québec."""


class Leave(Period):
    """An interruption of a job: unpaid, sick or parental leave, lay-off."""


class Permit(Period):
    """A permit or an authorised status in Canada."""

    kind: Annotated[PermitKind | None, NotNull()] = None


class Bursary(Facts):
    """A bursary received for a study, and the condition to return home that may come with it."""

    return_condition: Answer | None = None
    honoured: Answer | None = None
    released: Answer | None = None


class Area(Facts):
    """An area of training as the register names it."""

    name: FreeText
    award: Award


class Study(Facts):
    """One programme of study, in Québec or elsewhere."""

    programme: Annotated[FreeText | None, NotNull()] = None
    area: Area | None = None
    level: Annotated[StudyLevel | None, NotNull()] = None
    hours: Annotated[Hours | None, NotNull()] = None
    institution_in_quebec: Answer | None = None
    started_on: Span | None = None
    completed_on: Span | None = None
    awarded_on: Span | None = None
    expected_completion_on: Span | None = None
    share_stayed_in_quebec: Annotated[Share | None, NotNull()] = None
    full_time: Answer | None = None
    french_share: Annotated[Share | None, NotNull()] = None
    entirely_in_french: Answer | None = None
    full_time_years_in_french: Annotated[Years | None, NotNull()] = None
    bursary: Bursary | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        # An award dated before completion is not refused: institutions date diplomas as they like.
        _in_order("started_on", self.started_on, "completed_on", self.completed_on)
        _in_order("started_on", self.started_on, "awarded_on", self.awarded_on)
        return self


class Occupation(Facts):
    """An occupation, in one classification or both; the level or TEER follows from the code."""

    noc2016: Noc2016 | None = None
    noc2021: Noc2021 | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.noc2016 is None and self.noc2021 is None:
            raise fault("no-code")
        return self


class Job(Facts):
    """One job, held or ended."""

    title: Annotated[FreeText | None, NotNull()] = None
    occupation: Annotated[Occupation | None, NotNull()] = None
    started_on: Span | None = None
    ended_on: Span | None = None
    hours_per_week: Annotated[WeeklyHours | None, NotNull()] = None
    in_quebec: Answer | None = None
    self_employed: Answer | None = None
    controls_business: Answer | None = None
    owns_share_of_business: Answer | None = None
    noc_requirements_met: Answer | None = None
    offer_conditions_met: Answer | None = None
    authorised: Answer | None = None
    related_to_studies: Answer | None = None
    leaves: Annotated[tuple[Leave, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    internship: Annotated[Internship | None, NotNull()] = None
    field_excluded: Answer | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _in_order("started_on", self.started_on, "ended_on", self.ended_on)
        return self


class Skills(Facts):
    """Levels on the Québec scale of French proficiency, 1 to 12; 0 is below level 1; null is a paper not taken."""

    listening: Level | None = None
    speaking: Level | None = None
    reading: Level | None = None
    writing: Level | None = None


class Scores(Facts):
    """Marks of a test, as its certificate gives them; null is a paper not taken."""

    listening: Mark | None = None
    speaking: Mark | None = None
    reading: Mark | None = None
    writing: Mark | None = None


class FrenchProof(Facts):
    """One proof of French that the person has or files."""

    proof: Annotated[ProofKind | None, NotNull()] = None
    test: Annotated[FrenchTest | None, NotNull()] = None
    taken_on: Span | None = None
    levels: Annotated[Skills | None, NotNull()] = None
    scores: Annotated[Scores | None, NotNull()] = None
    course_registered_on: Span | None = None
    course_passed_on: Span | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.test is None or self.scores is None:
            return self
        for paper in Scores.model_fields:
            mark: float | None = getattr(self.scores, paper)
            most = _DIPLOMA_MARK.get(self.test)
            if most is None and paper in _EXPRESSION_PAPERS:
                most = _EXPRESSION_MARK.get(self.test)
            if mark is not None and most is not None and mark > most:
                raise fault(
                    "mark",
                    key=f"scores.{paper}",
                    value=int(mark) if mark.is_integer() else mark,
                    other="test",
                    other_value=self.test,
                    most=most,
                )
        return self


class Spouse(Facts):
    """The spouse or common-law partner."""

    accompanies: Answer | None = None
    french: Annotated[tuple[FrenchProof, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    values_attestation: Attestation = None


class Child(Facts):
    """A child of the person or of the spouse."""

    birth_date: Annotated[Span | None, NotNull()] = None
    accompanies: Answer | None = None
    values_attestation: Attestation = None


class FrenchInterview(Facts):
    """Levels of French found by the ministry in an interview, against a listed proof."""

    held_on: Span | None = None
    levels: Annotated[Skills | None, NotNull()] = None


class EndedRegularFile(Facts):
    """A file of the regular programme that was ended without a decision."""

    filed_on: Span | None = None
    temporary_resident_when_filed: Answer | None = None


def _check_version(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value != SCHEMA_VERSION:
        raise fault("schema", version=SCHEMA_VERSION)
    return value


class Applicant(Facts):
    """One person, as dated facts."""

    schema_version: Annotated[
        int, PlainValidator(_check_version), WithJsonSchema({"type": "integer", "const": SCHEMA_VERSION})
    ] = Field(alias="schema")
    birth_date: Annotated[Span | None, NotNull()] = None
    stays_in_quebec: Annotated[tuple[Stay, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    purpose_of_stay: Annotated[Purpose | None, NotNull()] = None
    intends_to_settle: Answer | None = None
    stay_conditions_respected: Answer | None = None
    filed_through: Annotated[FiledThrough | None, NotNull()] = None
    permits: Annotated[tuple[Permit, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    studies: Annotated[tuple[Study, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    jobs: Annotated[tuple[Job, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    french: Annotated[tuple[FrenchProof, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    spouse: Spouse | None = None
    children: Annotated[tuple[Child, ...] | None, NotNull()] = Field(default=None, max_length=LONGEST_LIST)
    financial_self_sufficiency: Answer | None = None
    values_attestation: Attestation = None
    values_medical_exemption: Answer | None = None
    french_interview: FrenchInterview | None = None
    ended_regular_file: EndedRegularFile | None = None


PARTS: tuple[type[Facts], ...] = (
    Applicant,
    Stay,
    Permit,
    Study,
    Bursary,
    Area,
    Job,
    Occupation,
    Leave,
    FrenchProof,
    Skills,
    Scores,
    Spouse,
    Child,
    FrenchInterview,
    EndedRegularFile,
)
"""Every part of the file, in the order of the contract."""
