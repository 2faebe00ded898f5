"""What requests may hold: the bodies and the parameters, checked with the same words as an applicant file."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from jalon.facts import Applicant, Facts, FactsError, Problem, Span
from jalon.facts.dates import DATE_PATTERN
from jalon.facts.fields import LONGEST_TEXT, Answer, Mark, NotNull, Number, Text, fault
from jalon.facts.model import Award
from jalon.law import PROGRAMMES
from jalon.readings.timeline.when import horizon
from jalon.registers.french_tests import TESTS
from jalon.site.api.problems import ProblemError, Told
from jalon.site.api.shapes.common import Lang, ProgrammeName, View

# The most days that a span may have: about ten years, both ends counted.
MOST_DAYS: Final = 10 * 366
MOST_HITS: Final = 50
_DAY_PATTERN: Final = f"^{DATE_PATTERN.replace('?', '')}$"

if TYPE_CHECKING:
    TestName = str
else:
    TestName = Literal[TESTS]


def _day(value: object) -> datetime.date:
    try:
        span = Span.parse(value)
    except ValueError as error:
        raise fault(getattr(error, "fault", "date-form")) from None
    if not span.precise:
        raise fault("date-exact")
    return span.earliest


def _digits(value: object) -> object:
    """Parameters of an address are text."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6 else value


Day = Annotated[
    datetime.date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": _DAY_PATTERN, "examples": ["2024-06-03"]}),
]
Query = Annotated[str, Text(LONGEST_TEXT)]
Limit = Annotated[int, Number(1, MOST_HITS, whole=True), BeforeValidator(_digits)]


class Body(Facts):
    """What every body may say: the language of the answer, when neither the address nor the headers do."""

    lang: Annotated[Lang | None, NotNull()] = Field(
        default=None, description="La langue de la réponse. / The language of the answer."
    )


class AboutApplicant(Body):
    """Un dossier, et le volet dont il s’agit. / A file, and the stream asked about."""

    applicant: Applicant = Field(
        description="Le dossier d’une personne; voyez son schéma. / The file of one person; see its schema."
    )
    programme: Annotated[ProgrammeName | None, NotNull()] = Field(
        default=None, description="Un seul volet; les deux par défaut. / One stream only; both by default."
    )

    @property
    def streams(self) -> tuple[str, ...]:
        """The stream asked about, or every one."""
        return (self.programme,) if self.programme else tuple(PROGRAMMES)


class OnDay(AboutApplicant):
    """Un dossier et un jour. / A file and a day."""

    on: Annotated[Day | None, NotNull()] = Field(
        default=None, description="Le jour de la demande; aujourd’hui par défaut. / The filing day; today by default."
    )

    @property
    def day(self) -> datetime.date:
        """The filing day."""
        return self.on or datetime.date.today()


class ToDecide(OnDay):
    """Un dossier à décider. / A file to decide."""

    view: Annotated[View | None, NotNull()] = Field(
        default=None,
        description="Du 1er au 13 novembre 2019 : le texte appliqué en fin de compte, ou tel qu’écrit. / "
        "From 1 to 13 November 2019: the text as applied in the end, or as written.",
    )


class ToAsk(OnDay):
    """Un dossier à compléter. / A file to complete."""

    thorough: Annotated[Answer | None, NotNull()] = Field(
        default=None,
        description="Demande aussi ce que le dossier laisse supposer. / Also asks what the file takes for granted.",
    )


_FIRST: Final = "Premier jour regardé; aujourd’hui par défaut. / First day looked at; today by default."
_LAST: Final = (
    "Dernier jour regardé; cinq ans plus tard par défaut, dix ans au plus. / "
    "Last day looked at; five years later by default, ten years at most."
)


_TOO_MANY_DAYS: Final = Told(
    "to",
    f"to : trop de jours ; au plus {MOST_DAYS} jours, les deux bornes comprises",
    f"to: too many days; at most {MOST_DAYS} days, both ends included",
)


class OverDays(AboutApplicant):
    """Un dossier et des jours. / A file and days."""

    first: Annotated[Day | None, NotNull()] = Field(default=None, alias="from", description=_FIRST)
    last: Annotated[Day | None, NotNull()] = Field(default=None, alias="to", description=_LAST)

    def span(self, start: datetime.date, end: datetime.date | None = None) -> tuple[datetime.date, datetime.date]:
        """The days looked at, `start` and `end` where the request does not say. Raises `ProblemError` when they are in
        disorder, or too many."""
        first = self.first or start
        last = self.last or end or horizon(first)
        if last < first:
            raise refuse("order", "to", last.isoformat(), "from", first.isoformat())
        if (last - first).days >= MOST_DAYS:
            raise ProblemError("refused", [_TOO_MANY_DAYS])
        return first, last


class ForTimeline(OverDays):
    """Un dossier à suivre dans le temps. / A file to follow through time."""

    on: Annotated[Day | None, NotNull()] = Field(
        default=None, description="Le jour dont parle la phrase; aujourd’hui par défaut. / The day of the headline."
    )


class Setting(Facts):
    """Un fait à changer. / A fact to change."""

    path: Annotated[str, Text(200)] = Field(
        description="L’endroit, comme jobs[0].hours_per_week. / The place, such as jobs[0].hours_per_week."
    )
    value: Any = Field(description="La valeur; null : on sait que non. / The value; null: known not to be.")


class ToCompare(OverDays):
    """Un dossier, et ce qui y change. / A file, and what changes in it."""

    changes: Annotated[tuple[Setting, ...] | None, NotNull()] = Field(
        default=None, max_length=20, description="Des faits à changer, dans l’ordre. / Facts to change, in order."
    )
    job_ends_on: Annotated[Day | None, NotNull()] = Field(
        default=None, description="Tout emploi occupé ce jour-là y prend fin. / Every job held that day ends on it."
    )
    other: Annotated[Applicant | None, NotNull()] = Field(
        default=None, description="Le dossier de l’autre conjoint. / The file of the other spouse."
    )


class Marks(Facts):
    """Des notes, dans les points du test. / Marks, in the test's own points."""

    listening: Annotated[Mark | None, NotNull()] = None
    speaking: Annotated[Mark | None, NotNull()] = None
    reading: Annotated[Mark | None, NotNull()] = None
    writing: Annotated[Mark | None, NotNull()] = None


class ProofOfFrench(Body):
    """Une preuve de français. / A proof of French."""

    test: TestName
    scores: Marks
    taken_on: Day
    on: Annotated[Day | None, NotNull()] = Field(
        default=None, description="Le jour de la demande; aujourd’hui par défaut. / The filing day; today by default."
    )


class OccupationWords(Body):
    """Un titre d’emploi. / A job title."""

    q: Query = Field(description="Le titre d’emploi, en français ou en anglais. / The job title, in French or English.")
    limit: Annotated[Limit | None, NotNull()] = None
    programme: Annotated[ProgrammeName | None, NotNull()] = None
    on: Annotated[Day | None, NotNull()] = None


class AreaWords(Body):
    """Le nom d’un programme d’études. / The name of a programme of study."""

    q: Query
    award: Annotated[Award | None, NotNull()] = None
    limit: Annotated[Limit | None, NotNull()] = None


def refuse(kind: str, path: str, value: object = None, *allowed: object) -> ProblemError:
    """The error of one place; to be raised by whoever finds it."""
    return ProblemError("refused", (Problem(kind, path, value, tuple(map(str, allowed))),))


def facts_refused(error: FactsError, *, without: str = "") -> ProblemError:
    """The error of a file that the reader refuses; `without` is the start of a path that the sender did not write."""
    return ProblemError("refused", tuple(replace(p, path=p.path.removeprefix(without)) for p in error.problems))
