"""Why a line of a calendar changes on a day: the law, intake, or the person's own facts. Sentences are in `story`.

A change of a condition is put down to the law when the new text would already have given the new value the day before,
to the facts when the former text would give it too, else to both. The lines `conditions` and `outcome` change through
other lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from jalon.language.bounds import YES, Truth
from jalon.language.statutes import Intake, Version
from jalon.language.vocabulary import PERSON
from jalon.language.walk import per_credential
from jalon.readings.bounded import Record, bounded
from jalon.readings.decide.decision import ConditionResult, decide
from jalon.readings.decide.relevance import Open
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar
from jalon.readings.timeline.causes import (
    DatedFact,
    DateOfTheText,
    LeafCause,
    TimeCounted,
    leaf_causes,
    values_on_both_days,
)

Sort = Literal["law", "intake", "person"]
_CREDENTIALS: Final = PERSON.index["credentials"]


@dataclass(frozen=True, slots=True)
class LawBegins:
    """A version of the law begins; `asks` says whether the condition is newly asked, no longer asked, or reworded."""

    version: Version
    asks: Literal["newly", "no-more", "otherwise"]


@dataclass(frozen=True, slots=True)
class IntakeBegins:
    """A period of intake begins."""

    period: Intake


@dataclass(frozen=True, slots=True)
class NotChecked:
    """From this day on nobody has looked up the law; `last` is the last day that was (an ordinal)."""

    last: int


@dataclass(frozen=True, slots=True)
class StudyChosen:
    """Another study is the one that serves best from this day on; rows of the file."""

    rows: tuple[int, ...]


Cause = LawBegins | IntakeBegins | NotChecked | StudyChosen | LeafCause
SORTS: Final[dict[type, Sort]] = {
    LawBegins: "law",
    DateOfTheText: "law",
    IntakeBegins: "intake",
    NotChecked: "intake",
    StudyChosen: "person",
    DatedFact: "person",
    TimeCounted: "person",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A line has another value from `day` (an ordinal) on. `parts` are the changes of other lines that make this one."""

    line: str
    day: int
    before: Truth
    after: Truth
    causes: tuple[Cause, ...] = ()
    parts: tuple[Change, ...] = ()

    def all_causes(self) -> tuple[Cause, ...]:
        """Its own causes and those of its parts, once each."""
        return tuple(dict.fromkeys([*self.causes, *(cause for part in self.parts for cause in part.all_causes())]))


class Changes:
    """The changes of one calendar; each is worked out once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._person = bounded(calendar.applicant)
        self._credentials = {credential[-1]: credential for credential in self._person[_CREDENTIALS][0]}
        self._chosen: dict[int, Record] = {}
        self._found: dict[tuple[str, int], Change] = {}

    def of(self, line: str) -> tuple[Change, ...]:
        """The changes of a line, in order of time; none on the first day of the span."""
        return tuple(self.on(line, i.first.toordinal()) for i in self._calendar.intervals(line)[1:])

    def on(self, line: str, day: int) -> Change:
        """What a line does on a day (an ordinal) of the span, the first one left out; without a cause where it stays."""
        if (line, day) not in self._found:
            self._found[line, day] = self._on(line, day)
        return self._found[line, day]

    def open_on(self, id: str, day: int) -> Open:
        """The facts and the contested points that keep a condition undetermined on a day; none for the other lines."""
        result = self._result(id, day)
        return Open() if result is None else Open(result.open.facts, dict.fromkeys(result.points))

    def _on(self, line: str, day: int) -> Change:
        before, after = self._value(line, day - 1), self._value(line, day)
        if before == after:
            return Change(line, day, before, after)
        if line == OUTCOME:
            return Change(line, day, before, after, parts=self._through((CONDITIONS, INTAKE), day, before, after))
        if line == INTAKE:
            return Change(line, day, before, after, self._intake(day))
        if line == CONDITIONS:
            if begun := self._programme_begins(day):
                return Change(line, day, before, after, begun)
            return Change(line, day, before, after, parts=self._through(self._calendar.conditions, day, before, after))
        return Change(line, day, before, after, self._condition(line, day, before, after))

    def _value(self, line: str, day: int) -> Truth:
        return int(self._calendar.lines[line][day - self._calendar.first.toordinal()])

    def _through(self, lines: tuple[str, ...], day: int, before: Truth, after: Truth) -> tuple[Change, ...]:
        """The lines that hold up the whole before and not now, or the other way round."""
        found = []
        for line in lines:
            # A condition that is not asked holds nothing up.
            was, now = (YES if v == NOT_ASKED else v for v in (self._value(line, day - 1), self._value(line, day)))
            if (was < now and was < after) if after > before else (now < was and now < before):
                found.append(self.on(line, day))
        return tuple(found)

    def _result(self, id: str, day: int) -> ConditionResult | None:
        """A condition as decided on a day, without its trace; None where the law of that day has no such condition."""
        version = self._calendar.programme.version_on(day)
        condition = next((c for c in version.conditions if c.id == id), None) if version else None
        if condition is None:
            return None
        credential = self._credential(day) if per_credential(condition) else None
        return ConditionResult(condition, self._value(id, day), (), self._person, credential, day)

    def _credential(self, day: int) -> Record:
        """The study that the decision of a day speaks of."""
        if day not in self._chosen:
            rows = next(iter(self._credentials))
            if len(self._credentials) > 1:
                rows = decide(self._calendar.applicant, date.fromordinal(day), self._calendar.programme).credential_rows
            self._chosen[day] = self._credentials[rows]
        return self._chosen[day]

    def _programme_begins(self, day: int) -> tuple[Cause, ...]:
        before, after = (self._calendar.programme.version_on(d) for d in (day - 1, day))
        return (LawBegins(after, "otherwise"),) if before is None and after is not None else ()

    def _intake(self, day: int) -> tuple[Cause, ...]:
        programme = self._calendar.programme
        if day == programme.last_checked + 1:
            return (NotChecked(programme.last_checked),)
        return (IntakeBegins(programme.intake_on(day)),)

    def _condition(self, id: str, day: int, before: Truth, after: Truth) -> tuple[Cause, ...]:
        old, new = self._result(id, day - 1), self._result(id, day)
        version = self._calendar.programme.version_on(day)
        # A condition that changes is asked on one of the two days at least, and the law never ends.
        assert version is not None
        if old is None or new is None:
            return (LawBegins(version, "newly" if new else "no-more"),)
        was, now = old.condition.expr, new.condition.expr
        # The study that serves may be another one from this day on: each of the two is asked what moved it.
        credentials = (new.credential,) if new.credential is old.credential else (new.credential, old.credential)
        if was is not now:
            for credential in credentials:
                if values_on_both_days(now, self._person, credential, day)[0] == after:
                    return (LawBegins(version, "otherwise"),)
        for expr in dict.fromkeys((now, was)):
            for credential in credentials:
                if values_on_both_days(expr, self._person, credential, day) == (before, after):
                    return _told_by(version, leaf_causes(expr, self._person, credential, day), day)
        if was is not now:
            moved = leaf_causes(now, self._person, new.credential, day)
            return (LawBegins(version, "otherwise"), *moved)
        # Nothing moved in either study here: another condition made the one better than the other.
        moved = tuple(
            cause
            for condition in version.conditions
            if per_credential(condition)
            for credential in credentials
            for cause in leaf_causes(condition.expr, self._person, credential, day)
        )
        chosen = StudyChosen(new.credential[-1] if new.credential else ())
        return tuple(dict.fromkeys([chosen, *_told_by(version, moved, day)]))


def _told_by(version: Version, causes: tuple[LeafCause, ...], day: int) -> tuple[Cause, ...]:
    """A date named in a text shared by two versions is, on the first day of the later one, that version."""
    begins = LawBegins(version, "otherwise")
    here = day == version.first
    return tuple(dict.fromkeys(begins if here and isinstance(c, DateOfTheText) else c for c in causes))
