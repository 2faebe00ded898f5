"""A person's calendar under one stream: for every day of a span, the verdict of each condition, of the conditions
together, of intake, and the outcome; as exact intervals, equal to `decide` on every day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.facts.model import Applicant
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.language.statutes import Programme, Version
from jalon.language.vocabulary import CREDENTIAL, PERSON
from jalon.language.walk import per_credential
from jalon.law import PROGRAMMES
from jalon.readings.bounded import Record, bounded
from jalon.readings.decide.decision import UnknownProgrammeError
from jalon.readings.patience import still_time
from jalon.readings.timeline.over_days import Days, Truths, compiled, environment

# A line of the calendar on a day for which the law has no such condition.
NOT_ASKED: Final = -1
CONDITIONS: Final = "conditions"
INTAKE: Final = "intake"
OUTCOME: Final = "outcome"
_CREDENTIALS: Final = PERSON.index["credentials"]
_COMPLETED: Final = CREDENTIAL.index["completed_on"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days, both inside, over which a line has one value (2 met, 1 undetermined, 0 not met, -1 not asked)."""

    first: date
    last: date
    value: Truth


@dataclass(frozen=True)
class Calendar:
    """The lines of a person's calendar by id (conditions, then `conditions`, `intake`, `outcome`), one value a day."""

    applicant: Applicant = field(repr=False)
    programme: Programme = field(repr=False)
    first: date
    last: date
    lines: dict[str, NDArray[np.int8]] = field(repr=False)
    versions: tuple[Version | None, ...] = field(repr=False)

    def value(self, line: str, day: date) -> Truth:
        """The value of a line on a day of the span."""
        return int(self.lines[line][day.toordinal() - self.first.toordinal()])

    def intervals(self, line: str) -> tuple[Interval, ...]:
        """The line as exact intervals, in order of time."""
        return tuple(_intervals(self.lines[line], self.first))

    @property
    def conditions(self) -> tuple[str, ...]:
        """Ids of the conditions asked on some day of the span."""
        return tuple(id for id in self.lines if id not in (CONDITIONS, INTAKE, OUTCOME))

    @property
    def breaks(self) -> tuple[Version, ...]:
        """The versions of the law that begin inside the span."""
        return tuple(
            v for v in self.versions if v is not None and self.first.toordinal() < v.first <= self.last.toordinal()
        )


def calendar(applicant: Applicant, first: date, last: date, programme: str | Programme) -> Calendar:
    """The calendar of a person from one day to another, both inside.

    The file is taken as it is on every day (facts dated after a day are ignored for it). Raises
    `UnknownProgrammeError`, and ValueError when the span ends before it starts.
    """
    if last < first:
        raise ValueError(f"the span ends before it starts: {first}..{last}")
    if isinstance(programme, str):
        if programme not in PROGRAMMES:
            raise UnknownProgrammeError(programme)
        programme = PROGRAMMES[programme]
    person = bounded(applicant)
    days: Days = np.arange(first.toordinal(), last.toordinal() + 1, dtype=np.int64)
    lines: dict[str, NDArray[np.int8]] = {}
    whole = np.full(len(days), NO, np.int8)
    versions = []
    for version, start, stop in _runs(programme, days):
        versions.append(version)
        if version is None:
            continue
        for id, values in _version(version, person, days[start:stop]).items():
            line = whole if id == CONDITIONS else lines.setdefault(id, np.full(len(days), NOT_ASKED, np.int8))
            line[start:stop] = values
    intake = _intake(programme, person, days)
    lines |= {CONDITIONS: whole, INTAKE: intake, OUTCOME: np.minimum(whole, intake)}
    return Calendar(applicant, programme, first, last, lines, tuple(versions))


def _runs(programme: Programme, days: Days) -> Iterator[tuple[Version | None, int, int]]:
    """Each version with the places of its days in the span."""
    start = 0
    while start < len(days):
        version = programme.version_on(int(days[start]))
        end = programme.versions[0].first - 1 if version is None else version.last
        stop = min(len(days), start + max(1, end - int(days[start]) + 1))
        yield version, start, stop
        start = stop


def _version(version: Version, person: Record, days: Days) -> dict[str, Any]:
    """Every condition of a version on each of its days, and all of them together."""
    of_person: dict[str, Any] = {}
    for condition in version.conditions:
        if not per_credential(condition):
            still_time()
            of_person[condition.id] = _filled(compiled(condition.expr)(environment(person, days)), days)
    worst = _together(of_person.values(), days)
    conditions = [c for c in version.conditions if per_credential(c)]
    if not conditions:
        return {**of_person, CONDITIONS: worst}
    credentials = person[_CREDENTIALS][0]
    studied = []
    for credential in credentials:
        still_time()
        values = [_filled(compiled(c.expr)(environment(person, days, credential)), days) for c in conditions]
        studied.append((np.array(values), _is_part(credential, credentials, days)))
    best = np.argmin([_rank(values, part) for values, part in studied], axis=0)
    chosen = np.array([values for values, _ in studied])[best, :, np.arange(len(days))]
    verdicts = np.max([values.min(axis=0) for values, _ in studied], axis=0)
    found = {c.id: chosen[:, place] for place, c in enumerate(conditions)}
    return {**of_person, **found, CONDITIONS: np.minimum(worst, verdicts)}


def _filled(value: Any, days: Days) -> Truths:
    return np.broadcast_to(np.asarray(value, np.int8), days.shape)


def _together(lines: Any, days: Days) -> Truths:
    out = np.full(days.shape, YES, np.int8)
    for line in lines:
        out = np.minimum(out, line)
    return out


def _is_part(credential: Record, credentials: tuple[Record, ...], days: Days) -> NDArray[np.bool_]:
    """Whether a study is one of a DEP and an ASP seen as one, the ASP being done by then (see `decide`)."""
    part = np.zeros(days.shape, bool)
    if len(credential[-1]) == 1:
        for other in credentials:
            if len(other[-1]) > 1 and credential[-1][0] in other[-1]:
                part |= other[_COMPLETED][0] <= days
    return part


def _rank(values: Truths, part: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rank of a study on each day as one number: the order of `decide`."""
    failed, unknown = values == NO, values == MAYBE
    rank: NDArray[np.int64] = (part & failed.any(axis=0)).astype(np.int64)
    for flags in (failed, unknown):
        rank = rank * 64 + flags.sum(axis=0)
        for row in flags:
            rank = rank * 2 + row
    return rank


def _intake(programme: Programme, person: Record, days: Days) -> Truths:
    out = np.full(days.shape, NO, np.int8)
    for period in programme.intake:
        inside = (days >= period.first) & (days <= period.last)
        if not inside.any():
            continue
        value: Any = {"open": YES, "unknown": MAYBE}.get(period.state, NO)
        if period.unless is not None:
            value = compiled(period.unless)(environment(person, days[inside]))
        out[inside] = value
    out[days > programme.last_checked] = MAYBE
    return out


def _intervals(line: NDArray[np.int8], first: date) -> Iterator[Interval]:
    edges = np.flatnonzero(np.diff(line)) + 1
    start = 0
    base = first.toordinal()
    for stop in [*edges.tolist(), len(line)]:
        yield Interval(date.fromordinal(base + start), date.fromordinal(base + stop - 1), int(line[start]))
        start = stop
