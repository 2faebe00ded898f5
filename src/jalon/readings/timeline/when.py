"""`when`: from a day on, the first day on which a person is surely eligible under one stream, the last day of that run,
the condition that is met last, and the dates to watch.

Everything is read off the calendar of the person, so it agrees with `decide` on every day. Two things are taken for
granted: facts continue (a job or a stay with no end goes on; a permit does not extend itself), and the law stays as it is
known. Past the last day for which the law was looked up, nothing is said of intake: the same days are therefore given for
the conditions alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np

from jalon.facts.dates import LAST_YEAR
from jalon.facts.model import Applicant
from jalon.i18n import Speaker, speaker
from jalon.language.bounds import YES, Truth
from jalon.language.calendar import add_months
from jalon.language.statutes import Programme
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.decide.decision import OUTCOMES, VERDICTS
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar, calendar
from jalon.readings.timeline.watch import Warned, warning_report, warnings_of

SHAPE: Final = "jalon.when/1"
HORIZON_MONTHS: Final = 60
LAST_DAY: Final = date(LAST_YEAR, 12, 31)
INTAKE_STATES: Final = ("closed", "unknown", "open")


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row, both inside; `last` is None when nothing closes the run before the end of the span."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both inside, with one outcome, one value of the conditions together and one of intake."""

    first: date
    last: date
    outcome: Truth
    conditions: Truth
    intake: Truth


@dataclass(frozen=True)
class When:
    """The answer for one stream; `eligible` and `conditions` are None when no day of the span will do.

    `arriving` names what was still lacking on the eve of the first day (of `eligible`, else of `conditions`); nothing
    when that day is the first of the span.
    """

    calendar: Calendar = field(repr=False)
    eligible: Run | None
    conditions: Run | None
    arriving: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    warnings: tuple[Warned, ...]

    @property
    def programme(self) -> Programme:
        """The stream."""
        return self.calendar.programme


def horizon(first: date, months: int = HORIZON_MONTHS) -> date:
    """The last day looked at by default: five years on, never beyond what a file may date."""
    return min(date.fromordinal(add_months(first.toordinal(), months)), LAST_DAY)


def when(applicant: Applicant, first: date, programme: str | Programme, last: date | None = None) -> When:
    """When a person is eligible under a stream, from a day to another (five years later by default), both inside.

    Raises `UnknownProgrammeError`, and ValueError when the span ends before it starts.
    """
    found = calendar(applicant, first, horizon(first) if last is None else last, programme)
    eligible, conditions = run_of(found, OUTCOME), run_of(found, CONDITIONS)
    start = eligible or conditions
    return When(
        found,
        eligible,
        conditions,
        arriving(found, start.first, with_intake=eligible is not None) if start else (),
        tuple(_stretches(found)),
        warnings_of(found),
    )


def run_of(found: Calendar, line: str, value: Truth = YES) -> Run | None:
    """The first run of days on which a line has at least a value; None when there is none."""
    enough = found.lines[line] >= value
    if not enough.any():
        return None
    start = int(enough.argmax())
    rest = ~enough[start:]
    last = None if not rest.any() else found.first + timedelta(start + int(rest.argmax()) - 1)
    return Run(found.first + timedelta(start), last)


def arriving(found: Calendar, day: date, *, with_intake: bool = True) -> tuple[str, ...]:
    """What comes last: the conditions (then intake) that were not met on the eve of a day and are met on it, or are no
    longer asked. Nothing on the first day of the span: what was met before is not looked at."""
    if day <= found.first:
        return ()
    eve = day - timedelta(1)
    lines = (*found.conditions, INTAKE) if with_intake else found.conditions
    return tuple(
        line
        for line in lines
        if NOT_ASKED < found.value(line, eve) < YES and found.value(line, day) in (YES, NOT_ASKED)
    )


def closing(found: Calendar, run: Run, *, with_intake: bool = True) -> tuple[str, ...]:
    """What closes a run: the conditions (then intake) that are no longer surely met on the day after it."""
    if run.last is None:
        return ()
    after = run.last + timedelta(1)
    lines = (*found.conditions, INTAKE) if with_intake else found.conditions
    return tuple(line for line in lines if NOT_ASKED < found.value(line, after) < YES)


def _stretches(found: Calendar) -> Iterator[Stretch]:
    lines = np.stack([found.lines[line] for line in (OUTCOME, CONDITIONS, INTAKE)])
    edges = [0, *(np.flatnonzero((np.diff(lines) != 0).any(axis=0)) + 1).tolist(), lines.shape[1]]
    for start, stop in pairwise(edges):
        outcome, conditions, intake = (int(value) for value in lines[:, start])
        days = (found.first + timedelta(start), found.first + timedelta(stop - 1))
        yield Stretch(*days, outcome, conditions, intake)


# --- As plain data ----------------------------------------------------------------------------------------------------


def when_report(found: When, lang: str) -> dict[str, Any]:
    """The answer as plain data, with its sentences in one language: the JSON of `jalon when --json`."""
    say = speaker(lang)
    cal = found.calendar
    start = found.eligible or found.conditions
    return {
        "shape": SHAPE,
        "programme": found.programme.id,
        "title": found.programme.title.text(lang),
        "from": cal.first.isoformat(),
        "to": cal.last.isoformat(),
        **_run("", found.eligible),
        "last_condition": found.arriving[0] if found.arriving else None,
        "last_conditions": _named(found.arriving, lang),
        "closed_by": _named(closing(cal, start, with_intake=start is found.eligible) if start else (), lang),
        **_run("conditions_", found.conditions),
        "spans": [
            {
                "from": s.first.isoformat(),
                "to": s.last.isoformat(),
                "outcome": OUTCOMES[s.outcome],
                "conditions": VERDICTS[s.conditions],
                "intake": INTAKE_STATES[s.intake],
            }
            for s in found.stretches
        ],
        "warnings": [warning_report(warned, cal.applicant, say) for warned in found.warnings],
        "checked_until": found.programme.checked_until,
        "words": when_sentence(found, say),
    }


def _named(ids: tuple[str, ...], lang: str) -> list[dict[str, str]]:
    return [{"id": id, "name": CONDITION_NAMES[id].text(lang)} for id in ids]


def _run(prefix: str, run: Run | None) -> dict[str, str | None]:
    return {
        f"{prefix}first_day": run.first.isoformat() if run else None,
        f"{prefix}last_day": run.last.isoformat() if run and run.last else None,
    }


def when_sentence(found: When, say: Speaker) -> str:
    """The answer in one sentence."""
    run, cal = found.eligible, found.calendar
    if run is None:
        if any(s.outcome != 0 for s in found.stretches):
            return say(
                "Du {first} au {last}, aucun jour n’est sûrement admissible, mais certains pourraient l’être.",
                first=say.date(cal.first),
                last=say.date(cal.last),
            )
        return say(
            "Du {first} au {last}, aucun jour n’est admissible.", first=say.date(cal.first), last=say.date(cal.last)
        )
    if run.last is None:
        return say(
            "Admissible à partir du {first}; rien n’y met fin d’ici le {last}.",
            first=say.date(run.first),
            last=say.date(cal.last),
        )
    return say("Admissible du {first} au {last}.", first=say.date(run.first), last=say.date(run.last))


def conditions_sentence(found: When, say: Speaker) -> str:
    """The same for the conditions alone, intake apart."""
    run = found.conditions
    if run is None:
        return say("Réception à part, les conditions ne sont sûrement toutes satisfaites aucun de ces jours.")
    if run.last is None:
        return say(
            "Réception à part, toutes les conditions sont satisfaites à partir du {first}.", first=say.date(run.first)
        )
    return say(
        "Réception à part, toutes les conditions sont satisfaites du {first} au {last}.",
        first=say.date(run.first),
        last=say.date(run.last),
    )
