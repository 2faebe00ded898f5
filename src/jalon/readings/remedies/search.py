"""Searching for remedies: the smallest sets of acts under which every condition is met, and from what day.

Each set is checked by deciding the changed file again. Time is an act like any other, that costs nothing: the empty set is
waiting. Sets of three acts at most are looked through; where more are needed, all the acts that help are taken together and
those that can be left out are. Intake is apart: an act cannot open it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.facts.model import Applicant
from jalon.language.bounds import MAYBE, YES, Truth
from jalon.language.calendar import add_months
from jalon.language.expressions import FilingDay
from jalon.language.statutes import Programme
from jalon.language.walk import per_credential, walk
from jalon.readings.decide.decision import ConditionResult, Decision, decide
from jalon.readings.remedies.acts import Act, Days, done, possible_acts
from jalon.readings.remedies.completing import Filled, completed, completion
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar, calendar
from jalon.readings.timeline.when import horizon, run_of

MOST_ACTS: Final = 3
# How often, in the search, what grows old is done again; the answer then does it once.
AGAIN_MONTHS: Final = 12


@dataclass(frozen=True)
class Step:
    """An act of a remedy, the day on which it is supposed to be done, and the conditions that fail without it."""

    act: Act
    day: date
    serves: tuple[str, ...]


@dataclass(frozen=True)
class Remedy:
    """A set of acts under which every condition is met from a day on; no act: waiting is enough.

    Where a contested point remains, or a fact is still missing, the conditions are only possibly met: `points` and
    `missing` name them. `eligible` is the first day, from then on, on which applications are surely received too.
    """

    day: date
    steps: tuple[Step, ...]
    points: tuple[str, ...]
    missing: tuple[str, ...]
    intake: Truth
    eligible: date | None
    decision: Decision = field(repr=False)

    @property
    def sure(self) -> bool:
        """Whether every condition is surely met."""
        return self.decision.conditions_value == YES


@dataclass(frozen=True)
class Way:
    """How one condition that is not met could be: with time alone, by one act, by a fact; or the reason why not.

    `why` is empty, or "another-study" (only another diploma would do), "fixed" (neither the day nor an act counts in it) or
    "out-of-reach" (nothing that this file allows, before the end of the span).
    """

    result: ConditionResult
    time: date | None
    acts: tuple[tuple[Act, date], ...]
    missing: tuple[str, ...]
    points: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Blocked:
    """Why no set of acts will do: the day on which the fewest conditions would still not be met, all acts done."""

    day: date
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class Remedies:
    """What can be done about one stream, on one day. `blocked` is set where there is a condition to remedy and no remedy."""

    decision: Decision = field(repr=False)
    last: date
    ways: tuple[Way, ...]
    remedies: tuple[Remedy, ...]
    blocked: Blocked | None
    # The first day on which the conditions and intake are met with nothing done.
    eligible: date | None

    @property
    def needed(self) -> bool:
        """Whether a condition is not surely met on the day."""
        return self.decision.conditions_value != YES


def remedies(applicant: Applicant, day: date, programme: str | Programme, last: date | None = None) -> Remedies:
    """The remedies of a file on a day, under one stream, looked for until `last` (five years later by default).

    Raises `UnknownProgrammeError`, and ValueError when the span ends before it starts.
    """
    search = _Search(applicant, day, programme, horizon(day) if last is None else last)
    decision = search.decided((), day)
    base = search.calendar(())
    eligible = run_of(base, OUTCOME)
    if decision.conditions_value == YES:
        return Remedies(decision, search.last, (), (), None, eligible.first if eligible else None)
    useful = search.useful()
    found = tuple(search.remedies(useful))
    ways = tuple(search.way(result, useful) for result in decision.conditions if result.value != YES)
    blocked = None if found else search.blocked()
    return Remedies(decision, search.last, ways, found, blocked, eligible.first if eligible else None)


class _Search:
    """One search: calendars are worked out once for each set of acts."""

    def __init__(self, applicant: Applicant, day: date, programme: str | Programme, last: date) -> None:
        self.applicant, self.day, self.last = applicant, day, last
        self.days = tuple(_days(day, last))
        self.calendars: dict[tuple[Act, ...], Calendar] = {}
        self.programme = calendar(applicant, day, day, programme).programme
        acts = list(possible_acts(applicant))
        filled = completion(applicant, day, self.programme)
        if filled:
            # Done first: it speaks of the file as it stands.
            acts.insert(0, Act("complete", partial(_complete, filled=filled), filled=filled))
        self.acts = tuple(acts)

    def changed(self, acts: Sequence[Act], days: Days) -> Applicant:
        return done(self.applicant, acts, days)

    def calendar(self, acts: tuple[Act, ...]) -> Calendar:
        if acts not in self.calendars:
            changed = self.changed(acts, self.days)
            self.calendars[acts] = calendar(changed, self.day, self.last, self.programme)
        return self.calendars[acts]

    def decided(self, acts: Sequence[Act], day: date, on: date | None = None) -> Decision:
        """The decision of a day, the acts done once, on `on` (the day asked about by default)."""
        return decide(self.changed(acts, (on or self.day,)), day, self.programme)

    def useful(self) -> tuple[Act, ...]:
        """The acts that make some condition better on some day, alone or beside all the others."""
        base, whole = self.calendar(()), self.calendar(self.acts)
        alone = tuple(act for act in self.acts if _betters(base, self.calendar((act,))))
        if not _betters(self.calendar(alone), whole):
            return alone
        return tuple(
            act
            for act in self.acts
            if act in alone or _betters(self.calendar(tuple(other for other in self.acts if other is not act)), whole)
        )

    def remedies(self, useful: tuple[Act, ...]) -> Iterator[Remedy]:
        """Sure remedies; failing that, those that leave a contested point open; failing that, a fact."""
        for value, complete in ((YES, True), (MAYBE, True), (MAYBE, False)):
            soonest = self._soonest(useful, value)
            found = self._sets(useful, value, complete, soonest) if soonest is not None else []
            if found:
                yield from sorted(found, key=lambda remedy: (remedy.day, len(remedy.steps)))
                return

    def _soonest(self, useful: tuple[Act, ...], value: Truth) -> date | None:
        """The first day on which all the acts are enough: no fewer do better, for an act takes nothing away that the others
        need. Where all are never enough, one of them may be in the way of the others: each is left out in turn."""
        runs = [run_of(self.calendar(acts), CONDITIONS, value) for acts in (useful, ())]
        if not any(runs):
            sets = [tuple(other for other in useful if other is not act) for act in useful]
            runs = [run_of(self.calendar(acts), CONDITIONS, value) for acts in sets]
        return min((run.first for run in runs if run is not None), default=None)

    def _needed(self, useful: tuple[Act, ...], value: Truth) -> frozenset[Act]:
        """The acts without which all the others together are never enough."""
        if run_of(self.calendar(useful), CONDITIONS, value) is None:
            return frozenset()
        others = {act: self.calendar(tuple(other for other in useful if other is not act)) for act in useful}
        return frozenset(act for act, cal in others.items() if run_of(cal, CONDITIONS, value) is None)

    def _sets(self, useful: tuple[Act, ...], value: Truth, complete: bool, soonest: date) -> list[Remedy]:
        kept: dict[tuple[Act, ...], Remedy] = {}
        needed = self._needed(useful, value)
        for size in range(len(needed), min(MOST_ACTS, len(useful)) + 1):
            for acts in combinations(useful, size):
                if not needed <= set(acts):
                    continue
                fewer = [found for other, found in kept.items() if set(other) < set(acts)]
                if any(found.day <= soonest for found in fewer):
                    continue
                remedy = self._remedy(acts, value, complete)
                # A larger set is worth naming only where it does it earlier.
                if remedy is not None and all(remedy.day < found.day for found in fewer):
                    kept[acts] = remedy
        if not kept and len(useful) > MOST_ACTS:
            remedy = self._larger(useful, value, complete)
            return [remedy] if remedy else []
        return list(kept.values())

    def _larger(self, useful: tuple[Act, ...], value: Truth, complete: bool) -> Remedy | None:
        """All the acts together, less those that can be left out."""
        acts = useful
        if self._remedy(acts, value, complete) is None:
            return None
        for act in reversed(useful):
            fewer = tuple(other for other in acts if other is not act)
            if self._remedy(fewer, value, complete) is not None:
                acts = fewer
        return self._remedy(acts, value, complete)

    def _remedy(self, acts: tuple[Act, ...], value: Truth, complete: bool) -> Remedy | None:
        """The first day on which the acts are enough, each done once: on the day asked about, else only then."""
        cal = self.calendar(acts)
        for start in _starts(cal.lines[CONDITIONS] >= value):
            day = date.fromordinal(self.day.toordinal() + start)
            for on in dict.fromkeys((self.day, day)):
                steps = tuple((act, on if act.again else self.day) for act in acts)
                decision = decide(self._once(steps), day, self.programme)
                if decision.conditions_value < value or (complete and decision.missing):
                    continue
                later = cal.lines[OUTCOME][start:] == YES
                return Remedy(
                    day,
                    tuple(Step(act, when, self._serves(act, steps, day)) for act, when in steps),
                    tuple(dict.fromkeys(p for r in decision.conditions for p in r.points)),
                    decision.missing,
                    cal.value(INTAKE, day),
                    date.fromordinal(day.toordinal() + int(later.argmax())) if later.any() else None,
                    decision,
                )
        return None

    def _once(self, steps: Sequence[tuple[Act, date]]) -> Applicant:
        changed = self.applicant
        for act, day in steps:
            changed = act.change(changed, (day,))
        return changed

    def _serves(self, act: Act, steps: Sequence[tuple[Act, date]], day: date) -> tuple[str, ...]:
        without = decide(self._once([step for step in steps if step[0] is not act]), day, self.programme)
        return tuple(result.id for result in without.conditions if result.value != YES)

    def blocked(self) -> Blocked:
        """What is still lacking at best, every act done."""
        whole = self.calendar(self.acts)
        short = np.array([~_met(whole, line) for line in whole.conditions])
        counts = short.sum(axis=0)
        # A day on which nothing is asked has no programme at all.
        place = int(np.where(counts == 0, len(short) + 1, counts).argmin()) if len(short) else 0
        lacking = tuple(line for line, row in zip(whole.conditions, short, strict=True) if row[place])
        return Blocked(date.fromordinal(self.day.toordinal() + place), lacking)

    def way(self, result: ConditionResult, useful: tuple[Act, ...]) -> Way:
        """What would make one condition met, other things being as they are."""
        time = _first_met(self.calendar(()), result.id)
        acts = [(act, _first_met(self.calendar((act,)), result.id)) for act in useful]
        met = tuple((act, day) for act, day in acts if day is not None and (time is None or day < time))
        why = ""
        if time is None and not met and not result.open.facts and not result.points:
            why = self._why(result)
        return Way(result, time, met, tuple(result.open.facts), result.points, why)

    def _why(self, result: ConditionResult) -> str:
        if per_credential(result.condition):
            return "another-study"
        if not any(isinstance(node, FilingDay) for node in walk(result.condition.expr)):
            return "fixed"
        return "out-of-reach"


def _complete(applicant: Applicant, _days: Days, *, filled: Filled) -> Applicant:
    return completed(applicant, filled)


def _days(first: date, last: date) -> Iterator[date]:
    day, months = first, 0
    while day <= last:
        yield day
        months += AGAIN_MONTHS
        day = date.fromordinal(add_months(first.toordinal(), months))


def _starts(enough: NDArray[np.bool_]) -> list[int]:
    """The first day of each run of days."""
    edges = np.flatnonzero(np.diff(enough.astype(np.int8)) == 1) + 1
    return [*([0] if enough[0] else []), *edges.tolist()]


def _met(cal: Calendar, line: str) -> NDArray[np.bool_]:
    values = cal.lines[line]
    met: NDArray[np.bool_] = (values == YES) | (values == NOT_ASKED)
    return met


def _first_met(cal: Calendar, line: str) -> date | None:
    met = _met(cal, line)
    return date.fromordinal(cal.first.toordinal() + int(met.argmax())) if met.any() else None


def _betters(before: Calendar, after: Calendar) -> bool:
    return any(
        bool(((after.lines[line] > before.lines[line]) & (before.lines[line] != NOT_ASKED)).any())
        for line in before.conditions
    )
