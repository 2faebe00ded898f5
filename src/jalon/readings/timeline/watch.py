"""Dates to watch in a person's calendar: the end of a permit or of a proof of French, a child's birthday, a leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import numpy as np

from jalon.facts.dates import LAST_YEAR, Span
from jalon.facts.model import Applicant, Leave
from jalon.i18n import Speaker
from jalon.language import expressions as x
from jalon.language.bounds import YES
from jalon.language.calendar import add_months
from jalon.language.statutes import Condition, Version
from jalon.language.vocabulary import CHILD, PERSON, PROOF, SPOUSE
from jalon.language.walk import walk
from jalon.law.federal import DEPENDENT_CHILD_AGE
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.bounded import Record, bounded
from jalon.readings.naming import place_name
from jalon.readings.timeline.calendar import Calendar, calendar
from jalon.readings.timeline.over_days import compiled, environment

_RECENT: Final = "recent"


@dataclass(frozen=True, slots=True)
class Warned:
    """A date to watch: `kind` says what happens, `path` to what fact of the file, between two days (often the same).

    `note` is the id of the condition concerned, `figure` an age in years where there is one.
    """

    kind: str
    path: str
    day: date
    until: date
    note: str = ""
    figure: int = 0


def warnings_of(found: Calendar) -> tuple[Warned, ...]:
    """The dates to watch inside the span of a calendar, in order of time."""
    return tuple(sorted(_all(found), key=lambda warned: (warned.day, warned.kind, warned.path)))


def _all(found: Calendar) -> Iterator[Warned]:
    yield from _permit_ends(found)
    yield from _proofs_expire(found)
    yield from _children_turn(found)
    yield from _leaves_weigh(found)


def _inside(found: Calendar, kind: str, path: str, days: Span, **more: Any) -> Iterator[Warned]:
    if days.latest >= found.first and days.earliest <= found.last:
        yield Warned(kind, path, days.earliest, days.latest, **more)


def _permit_ends(found: Calendar) -> Iterator[Warned]:
    """The end of the permit that ends last; none where one of them goes on, or where its end is not known."""
    permits = found.applicant.permits or ()
    ends = [(permit.to, row) for row, permit in enumerate(permits) if permit.to is not None]
    if ends and len(ends) == len(permits):
        last, row = max(ends, key=lambda end: (end[0].latest, end[0].earliest))
        yield from _inside(found, "permit-ends", f"permits[{row}]", last)


@cache
def _recent(version: Version) -> tuple[x.Test, x.Var] | None:
    """What the version asks of the age of a test, and the slot in which it looks at the proof."""
    for condition in version.conditions:
        for node in walk(condition.expr):
            if isinstance(node, x.Test) and node.id == _RECENT:
                for inner in walk(node.item):
                    if isinstance(inner, x.DayFact) and inner.var.entity is PROOF:
                        return node, inner.var
    return None


def _proofs_expire(found: Calendar) -> Iterator[Warned]:
    """The last day on which each test of French is surely recent enough, under the first text that asks it to be."""
    asked = next((asked for version in found.versions if version and (asked := _recent(version))), None)
    if asked is None:
        return
    test, var = asked
    days = np.arange(found.first.toordinal(), found.last.toordinal() + 1, dtype=np.int64)
    env = environment((), days)
    for path, proof in _tests(bounded(found.applicant)):
        env[var.slot] = proof
        value = np.broadcast_to(np.asarray(compiled(test.item)(env)), days.shape)
        recent = np.flatnonzero(value == YES)
        if len(recent) and recent[-1] + 1 < len(days):
            last = date.fromordinal(int(days[recent[-1]]))
            yield Warned("french-expires", path, last, last)


def _tests(person: Record) -> Iterator[tuple[str, Record]]:
    kind = PROOF.index["proof"]
    test = PROOF["proof"].bits({"test"})
    owners = [("", person[PERSON.index["french"]][0])]
    owners += [("spouse.", spouse[SPOUSE.index["french"]][0]) for spouse in person[PERSON.index["spouses"]][0]]
    for owner, proofs in owners:
        for proof in proofs:
            if proof[kind] == test:
                yield f"{owner}french[{proof[-1][0]}]", proof


@cache
def _ages(condition: Condition) -> tuple[int, ...]:
    """The ages of a child that a condition looks at, in months."""
    nodes = [node for node in walk(condition.expr) if isinstance(node, x.MonthsFrom)]
    return tuple(
        sorted({n.months for n in nodes if isinstance(n.day, x.DayFact) and n.day.var.entity is CHILD and n.months > 0})
    )


def _children_turn(found: Calendar) -> Iterator[Warned]:
    """The birthdays of accompanying children that a condition looks at, and the federal one, which none does."""
    ages: dict[int, str] = {12 * DEPENDENT_CHILD_AGE: ""}
    for version in found.versions:
        for condition in version.conditions if version else ():
            ages |= dict.fromkeys(_ages(condition), condition.id)
    for row, child in enumerate(found.applicant.children or ()):
        if child.birth_date is None or child.accompanies is False:
            continue
        for age, condition_id in ages.items():
            ends = [date.fromordinal(add_months(day.toordinal(), age)) for day in _ends(child.birth_date)]
            if max(ends).year <= LAST_YEAR:
                turns = Span(min(ends), max(ends))
                path = f"children[{row}]"
                yield from _inside(found, "child-turns", path, turns, note=condition_id, figure=age // 12)


def _ends(days: Span) -> tuple[date, date]:
    return days.earliest, days.latest


def _leaves_weigh(found: Calendar) -> Iterator[Warned]:
    """Each leave without which the calendar would not be the same: its own days, whenever they were."""
    for row, job in enumerate(found.applicant.jobs or ()):
        for place, leave in enumerate(job.leaves or ()):
            without = calendar(_without_leave(found.applicant, row, leave), found.first, found.last, found.programme)
            if all(np.array_equal(found.lines[line], without.lines[line]) for line in found.lines):
                continue
            path = f"jobs[{row}].leaves[{place}]"
            first = leave.from_.earliest if leave.from_ else found.first
            yield Warned("leave", path, first, leave.to.latest if leave.to else max(first, found.last))


def _without_leave(applicant: Applicant, row: int, leave: Leave) -> Applicant:
    jobs = list(applicant.jobs or ())
    rest = tuple(other for other in jobs[row].leaves or () if other is not leave)
    jobs[row] = jobs[row].model_copy(update={"leaves": rest})
    return applicant.model_copy(update={"jobs": tuple(jobs)})


def warning_report(warned: Warned, applicant: Applicant, say: Speaker) -> dict[str, Any]:
    """A date to watch as plain data, with its sentence."""
    return {
        "kind": warned.kind,
        "date": warned.day.isoformat(),
        "until": warned.until.isoformat(),
        "path": warned.path,
        "words": _warning_words(warned, applicant, say),
    }


def _warning_words(warned: Warned, applicant: Applicant, say: Speaker) -> str:
    label = place_name(warned.path, applicant, say)
    day = say.date(warned.day)
    if warned.day != warned.until and warned.kind != "leave":
        day = say("{first} au plus tôt, {last} au plus tard", first=day, last=say.date(warned.until))
    match warned.kind:
        case "permit-ends":
            return say("{label} : prend fin le {day}. Un permis ne se prolonge pas de lui-même.", label=label, day=day)
        case "french-expires":
            return say("{label} : assez récente jusqu’au {day}; ensuite, il en faudra une autre.", label=label, day=day)
        case "leave":
            return say(
                "{label}, du {first} au {last} : change ce qui est compté.",
                label=label,
                first=day,
                last=say.date(warned.until),
            )
    age = say.plural("{count} an", "{count} ans", warned.figure)
    if warned.note:
        name = CONDITION_NAMES[warned.note].text(say.lang)
        return say("{label} : {age} le {day}. Cet âge compte pour : {name}.", label=label, age=age, day=day, name=name)
    return say(
        "{label} : {age} le {day}. Sans effet dans le PEQ; cet âge compte pour la demande fédérale.",
        label=label,
        age=age,
        day=day,
    )
