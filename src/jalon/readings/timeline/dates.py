"""Days worth putting into a person's own calendar: eligible from and until, proofs that grow too old, permits that end,
diplomas that grow too old, children who come of age.

How long a proof or a diploma counts is asked of the law, on a person who has that one proof or study: no length of time
stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jalon.facts.model import Applicant
from jalon.i18n import Speaker
from jalon.language.bounds import YES
from jalon.language.calendar import add_months
from jalon.law.peq.general import ADULT
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.naming import place_name
from jalon.readings.timeline.calendar import CONDITIONS, OUTCOME, Calendar, calendar
from jalon.readings.timeline.causes import DatedFact
from jalon.readings.timeline.changes import Changes
from jalon.readings.timeline.story import change_words


@dataclass(frozen=True, slots=True)
class DayToNote:
    """A day, what it is, and why. `sort` and `subject` (a stream or a place of the file) stay the same from run to run."""

    day: date
    sort: str
    subject: str
    title: str
    words: str


def days_to_note(calendars: Sequence[Calendar], say: Speaker) -> tuple[DayToNote, ...]:
    """The days to note of one person, in order of time. The calendars are those of one person over one span."""
    found: list[DayToNote] = []
    for one in calendars:
        found += _edges(one, OUTCOME, say)
        eligible = {note.day for note in found if note.subject == one.programme.id}
        found += [note for note in _edges(one, CONDITIONS, say) if note.day not in eligible]
        found += [*_proofs(one, say), *_diplomas(one, say)]
    for one in calendars[:1]:
        found += [*_permits(one, say), *_children(one, say)]
    # The same proof grows old on the same day in both streams.
    once = {(note.day, note.sort, note.subject): note for note in reversed(found)}
    return tuple(sorted(once.values(), key=lambda note: (note.day, note.sort, note.subject)))


def _edges(one: Calendar, line: str, say: Speaker) -> Iterator[DayToNote]:
    """The first and the last day of each run of days on which a line is surely met."""
    first_title, last_title = (
        (say("Premier jour admissible"), say("Dernier jour admissible"))
        if line == OUTCOME
        else (
            say("Premier jour où toutes les conditions sont satisfaites"),
            say("Dernier jour où toutes les conditions sont satisfaites"),
        )
    )
    changes, title = Changes(one), one.programme.title.text(say.lang)
    for interval in one.intervals(line):
        if interval.value != YES:
            continue
        # An edge of the span is no first nor last day.
        if interval.first > one.first:
            words = change_words(changes.on(line, interval.first.toordinal()), one.applicant, say)
            yield DayToNote(interval.first, f"{line}-first", one.programme.id, f"{first_title} – {title}", words)
        if interval.last < one.last:
            words = change_words(changes.on(line, interval.last.toordinal() + 1), one.applicant, say)
            yield DayToNote(interval.last, f"{line}-last", one.programme.id, f"{last_title} – {title}", words)


def _grown_old(one: Calendar, facts: dict[str, Any], line: str) -> Iterator[date]:
    """The last days on which a condition is surely met before a dated fact grows too old, for the person with such facts."""
    alone = calendar(one.applicant.model_copy(update=facts), one.first, one.last, one.programme)
    if line not in alone.lines:
        return
    changes = Changes(alone)
    for interval in alone.intervals(line):
        if interval.value == YES and interval.last < alone.last:
            change = changes.on(line, interval.last.toordinal() + 1)
            if any(isinstance(cause, DatedFact) and cause.months > 0 for cause in change.all_causes()):
                yield interval.last


def _proofs(one: Calendar, say: Speaker) -> Iterator[DayToNote]:
    applicant = one.applicant
    for row, proof in enumerate(applicant.french or ()):
        facts = {"french": (proof,), "studies": (), "french_interview": None}
        for day in _grown_old(one, facts, "oral-french"):
            yield _proof(day, f"french[{row}]", "oral-french", applicant, say)
    spouse = applicant.spouse
    for row, proof in enumerate((spouse.french if spouse else None) or ()):
        assert spouse is not None
        alone = spouse.model_copy(update={"french": (proof,), "accompanies": True})
        for day in _grown_old(one, {"spouse": alone}, "spouse-oral-french"):
            yield _proof(day, f"spouse.french[{row}]", "spouse-oral-french", applicant, say)


def _proof(day: date, path: str, condition: str, applicant: Applicant, say: Speaker) -> DayToNote:
    title = say("Dernier jour de validité – {proof}", proof=place_name(path, applicant, say))
    words = say("Après ce jour, cette preuve ne suffit plus : {name}", name=CONDITION_NAMES[condition].text(say.lang))
    return DayToNote(day, "proof-last", path, title, words)


def _diplomas(one: Calendar, say: Speaker) -> Iterator[DayToNote]:
    for row, study in enumerate(one.applicant.studies or ()):
        path = f"studies[{row}]"
        for day in _grown_old(one, {"studies": (study,)}, "diploma"):
            title = say(
                "Dernier jour pour s’appuyer sur ce diplôme – {study}", study=place_name(path, one.applicant, say)
            )
            words = say("Après ce jour, ce diplôme est trop ancien : {title}", title=one.programme.title.text(say.lang))
            yield DayToNote(day, "diploma-last", path, title, words)


def _permits(one: Calendar, say: Speaker) -> Iterator[DayToNote]:
    for row, permit in enumerate(one.applicant.permits or ()):
        if permit.to is None or not one.first <= permit.to.earliest <= one.last:
            continue
        path = f"permits[{row}]"
        title = say("Fin – {permit}", permit=place_name(path, one.applicant, say))
        words = ""
        if permit.to.earliest != permit.to.latest:
            words = say("La date du dossier est imprécise : au plus tard le {day}", day=say.date(permit.to.latest))
        yield DayToNote(permit.to.earliest, "permit-last", path, title, words)


def _children(one: Calendar, say: Speaker) -> Iterator[DayToNote]:
    for row, child in enumerate(one.applicant.children or ()):
        if child.birth_date is None or child.accompanies is False:
            continue
        day = date.fromordinal(add_months(child.birth_date.earliest.toordinal(), 12 * ADULT))
        if one.first <= day <= one.last:
            path = f"children[{row}]"
            title = say("{count} ans – {child}", count=ADULT, child=place_name(path, one.applicant, say))
            words = say("Dès ce jour, l’attestation de valeurs est demandée pour cet enfant, s’il accompagne")
            yield DayToNote(day, "child-of-age", path, title, words)
