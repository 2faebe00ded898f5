"""Deciding one person under the law of one filing day.

`decide` is pure: the same file, day, programme and view always give the same decision. The decision keeps what was
found while deciding; reasons are made from it when asked for, and sentences later still (`sentences`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal

from jalon.facts.model import Applicant
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.statutes import Condition, Intake, Note, Programme, Version
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.language.walk import per_credential
from jalon.law import PROGRAMMES
from jalon.law.points import POINTS
from jalon.readings.bounded import Record, bounded
from jalon.readings.decide.evaluate import TRACE, Env, Run, Seen, compiled, environment
from jalon.readings.decide.relevance import Open, what_is_open
from jalon.readings.patience import still_time

View = Literal["as-applied", "as-written"]
VIEWS: Final[tuple[View, ...]] = ("as-applied", "as-written")
VERDICTS: Final = ("not-met", "undetermined", "met")
OUTCOMES: Final = ("not-eligible", "undetermined", "eligible")
INTAKE: Final = "intake"

_CREDENTIALS = PERSON.index["credentials"]
_COMPLETED = CREDENTIAL.index["completed_on"]


class UnknownProgrammeError(ValueError):
    """No programme, or no view, of that name."""


@dataclass(frozen=True)
class ConditionResult:
    """One condition, decided: its value, what was found on the way, and the record of the credential it speaks of."""

    condition: Condition
    value: Truth
    trace: tuple[Seen, ...]
    person: Record = field(repr=False)
    credential: Record | None = field(repr=False)
    day: int

    @property
    def id(self) -> str:
        """The condition's id."""
        return self.condition.id

    @property
    def verdict(self) -> str:
        """met, not-met or undetermined."""
        return VERDICTS[self.value]

    def environment(self, imposed: dict[str, str] | None = None) -> Env:
        """The environment in which the condition was evaluated, perhaps with readings imposed on contested points."""
        env = environment(self.person, self.day, imposed)
        env[CREDENTIAL_SLOT] = self.credential
        return env

    @cached_property
    def open(self) -> Open:
        """The facts and the points that keep the condition undetermined."""
        return what_is_open(self.condition.expr, self.environment())

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The contested points that would change the verdict if settled; all of them where nothing else keeps it open."""
        if self.value != MAYBE:
            return ()
        found = tuple(self.open.points)
        telling = tuple(p for p in found if len({self.under(p, name) for name, _ in POINTS[p].readings}) > 1)
        return telling or (() if self.open.facts else found)

    def under(self, point: str, reading: str) -> str:
        """The verdict if a contested point were settled in favour of one reading."""
        if reading not in dict(POINTS[point].readings):
            raise ValueError(f"{point}: no reading {reading!r}; readings: {', '.join(dict(POINTS[point].readings))}")
        return VERDICTS[compiled(self.condition.expr)(self.environment({point: reading}))]

    @cached_property
    def governing(self) -> Truth:
        """Whether a grandfather clause puts the earlier text in the place of the new one for this person."""
        former = self.condition.former
        return compiled(former.clause)(self.environment()) if former else NO

    @property
    def texts(self) -> tuple[Condition, ...]:
        """The condition as the governing text has it; both texts where it cannot be told; none where it does not ask it."""
        new, former = self.condition.new, self.condition.former.condition if self.condition.former else None
        chosen = {NO: (new,), MAYBE: (new, former), YES: (former,)}[self.governing]
        return tuple(text for text in chosen if text is not None)

    @property
    def applies(self) -> bool:
        """Whether the text that governs this person has the condition at all."""
        return bool(self.texts)


@dataclass(frozen=True)
class IntakeResult:
    """The state of intake on the filing day, for this person."""

    period: Intake
    value: Truth
    state: str
    person: Record = field(repr=False)
    day: int

    @cached_property
    def open(self) -> Open:
        """The facts on which an exception to a closed intake depends."""
        if self.period.unless is None:
            return Open()
        return what_is_open(self.period.unless, environment(self.person, self.day))


@dataclass(frozen=True)
class Decision:
    """What the law of the filing day says of a person: conditions, intake, and the outcome of both."""

    applicant: Applicant = field(repr=False)
    filed_on: date
    programme: Programme = field(repr=False)
    view: View
    version: Version | None = field(repr=False)
    conditions: tuple[ConditionResult, ...]
    intake: IntakeResult
    conditions_value: Truth
    # The results of every study that could still serve, for what is missing; the best one's are in `conditions`.
    candidates: tuple[tuple[ConditionResult, ...], ...] = field(repr=False)
    credential_rows: tuple[int, ...]

    @property
    def conditions_verdict(self) -> str:
        """met, not-met or undetermined: all the conditions together, intake apart."""
        return VERDICTS[self.conditions_value]

    @property
    def outcome(self) -> str:
        """eligible, not-eligible or undetermined: conditions and intake together."""
        return OUTCOMES[min(self.conditions_value, self.intake.value)]

    @property
    def failing(self) -> tuple[str, ...]:
        """Ids of the conditions that surely fail, with `intake` when applications are surely not received."""
        failed = tuple(result.id for result in self.conditions if result.value == NO)
        return failed if self.intake.value != NO else (*failed, INTAKE)

    @property
    def undetermined(self) -> tuple[str, ...]:
        """Ids of the conditions that cannot be told, with `intake` when it cannot."""
        open_ = tuple(result.id for result in self.conditions if result.value == MAYBE)
        return open_ if self.intake.value != MAYBE else (*open_, INTAKE)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Paths of the facts that could still move the verdict of the conditions; none once it is settled."""
        if self.conditions_value != MAYBE:
            return ()
        paths: dict[str, None] = {}
        for results in self.candidates:
            for result in results:
                paths |= result.open.facts
        return tuple(paths)

    def missing_for(self, result: ConditionResult) -> tuple[str, ...]:
        """Paths of the facts that keep one condition open, of those that could still move the verdict."""
        return tuple(result.open.facts) if self.conditions_value == MAYBE else ()

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Duties that may follow filing, then warnings."""
        found: dict[str, Note] = {}
        for result in self.conditions:
            if result.applies:
                env = result.environment()
                for note in result.condition.notes:
                    # A duty that may follow is told; a warning only where there is surely reason for it.
                    if compiled(note.when)(env) >= (MAYBE if note.sort == "duty" else YES):
                        found.setdefault(note.id, note)
        return tuple(sorted(found.values(), key=lambda note: note.sort))


@dataclass(frozen=True)
class _Plan:
    """A version made ready: its conditions with their functions, those about the person apart from those per study."""

    conditions: tuple[Condition, ...]
    of_person: tuple[tuple[int, Condition, Run], ...]
    of_credential: tuple[tuple[int, Condition, Run], ...]


_plans: dict[int, _Plan] = {}


def _plan(version: Version) -> _Plan:
    plan = _plans.get(id(version))
    if plan is None or plan.conditions is not version.conditions:
        made = [(i, c, compiled(c.expr)) for i, c in enumerate(version.conditions)]
        plan = _Plan(
            version.conditions,
            tuple(item for item in made if not per_credential(item[1])),
            tuple(item for item in made if per_credential(item[1])),
        )
        _plans[id(version)] = plan
    return plan


def decide(applicant: Applicant, filed_on: date, programme: str | Programme, view: View = "as-applied") -> Decision:
    """Decide a person's file under one stream.

    `filed_on` is the filing day, whose law governs. `view` matters for 1-13 November 2019 only: the text as finally
    applied, or as an officer would have read it on those days. Raises `UnknownProgrammeError`.
    """
    stream = programme if isinstance(programme, Programme) else _programme(programme)
    if view not in VIEWS:
        raise UnknownProgrammeError(view)
    day = filed_on.toordinal()
    person = bounded(applicant)
    intake = _intake(stream, person, day)
    version = stream.version_on(day, view)
    if version is None:
        return Decision(applicant, filed_on, stream, view, None, (), intake, NO, (), ())
    plan = _plan(version)
    of_person = _run(plan.of_person, person, None, day)
    worst = min([r.value for _, r in of_person], default=YES)
    if not plan.of_credential:
        results = tuple(r for _, r in of_person)
        return Decision(applicant, filed_on, stream, view, version, results, intake, worst, (results,), ())

    # Each study that could serve, with its rank: the lowest is the one that the decision speaks of.
    studied = []
    credentials = person[_CREDENTIALS][0]
    joined = {row for c in credentials if len(c[-1]) > 1 and c[_COMPLETED][0] <= day for row in c[-1]}
    for credential in credentials:
        found = _run(plan.of_credential, person, credential, day)
        studied.append((_rank([r.value for _, r in found], credential[-1], joined), credential[-1], found))
    _, rows, best = min(studied, key=lambda study: study[0])
    values = [min(r.value for _, r in found) for _, _, found in studied]
    still_open = [tuple(r for _, r in found) for (_, _, found), v in zip(studied, values, strict=True) if v != NO]
    if max(values) == YES:
        still_open = [()]  # one study surely serves: nothing of another can matter any more
    ordered = tuple(r for _, r in sorted([*of_person, *best], key=lambda item: item[0]))
    candidates = (tuple(r for _, r in of_person), *still_open) if still_open else ()
    value = min(worst, max(values))
    return Decision(applicant, filed_on, stream, view, version, ordered, intake, value, candidates, rows)


def _rank(values: list[Truth], rows: tuple[int, ...], joined: set[int]) -> tuple[Any, ...]:
    """The study with the fewest failures comes first; of two alike, the one that fails later in the order of the
    conditions, then the one of which less is unknown: never the one that the file happens to name first. A DEP or an ASP
    that fails by itself comes after the two seen as one, so that one row or two give the same decision."""
    failed = [v == NO for v in values]
    part = len(rows) == 1 and rows[0] in joined and any(failed)
    return part, sum(failed), failed, values.count(MAYBE), [v == MAYBE for v in values]


def decide_all(applicant: Applicant, filed_on: date, view: View = "as-applied") -> tuple[Decision, ...]:
    """Decide a person's file under every stream."""
    return tuple(decide(applicant, filed_on, programme, view) for programme in PROGRAMMES.values())


def _programme(name: str) -> Programme:
    if name not in PROGRAMMES:
        raise UnknownProgrammeError(name)
    return PROGRAMMES[name]


def _run(
    conditions: tuple[tuple[int, Condition, Run], ...], person: Record, credential: Record | None, day: int
) -> list[tuple[int, ConditionResult]]:
    env = environment(person, day)
    env[CREDENTIAL_SLOT] = credential
    out = []
    for place, condition, run in conditions:
        still_time()
        trace: list[Seen] = []
        env[TRACE] = trace
        value = run(env)
        out.append((place, ConditionResult(condition, value, tuple(trace), person, credential, day)))
    return out


def _intake(programme: Programme, person: Record, day: int) -> IntakeResult:
    period = programme.intake_on(day)
    if day > programme.last_checked:
        # Past the day to which the law was looked up, nothing is said of intake, whatever the last known period.
        return IntakeResult(period, MAYBE, "unknown", person, day)
    if period.state == "open":
        return IntakeResult(period, YES, "open", person, day)
    if period.state == "unknown":
        return IntakeResult(period, MAYBE, "unknown", person, day)
    if period.unless is None:
        return IntakeResult(period, NO, "closed", person, day)
    excepted = compiled(period.unless)(environment(person, day))
    return IntakeResult(period, excepted, ("closed", "unknown", "open-by-exception")[excepted], person, day)
