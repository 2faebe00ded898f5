"""Facts of one file that cannot both be so: work before any permit, a diploma of studies that are not finished...

This is not the law. A contradiction never changes a verdict; it is shown so that the person corrects one fact or the
other. Only what is sure is told: with imprecise dates, two facts contradict one another when no day would reconcile them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from jalon.facts.dates import Span
from jalon.facts.model import Applicant, Facts, Job
from jalon.i18n import Speaker
from jalon.readings.naming import place_name

# Under this age nobody works or is a parent: a slip of the pen, not a rule. In years.
_LEAST_AGE: Final = 12


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of the file that cannot both be right; `kind` says how."""

    kind: str
    first: str
    second: str

    def sentence(self, applicant: Applicant, say: Speaker) -> str:
        """The contradiction in words."""
        sentences = {
            "work-before-permit": say("{first} commence avant votre premier permis."),
            "work-after-permits": say("{first} commence après la fin de tous vos permis."),
            "work-before-stay": say("{first} se tient au Québec, mais commence avant votre premier séjour au Québec."),
            "study-before-stay": say(
                "{first} : vous dites avoir séjourné au Québec pendant ces études, finies avant votre premier séjour."
            ),
            "too-young": say("{first} : vous auriez eu moins de {age} ans."),
            "award-without-end": say("{first} : le diplôme est délivré, mais les études ne seraient pas terminées."),
            "no-spouse": say("Vous accompagnez une personne conjointe, mais vous dites ne pas en avoir."),
        }
        owner = self.first.rpartition(".")[0] if "[" in self.first.rpartition(".")[2] else self.first.split(".")[0]
        return sentences[self.kind].format(first=place_name(owner, applicant, say), age=_LEAST_AGE)


def contradictions(applicant: Applicant) -> tuple[Contradiction, ...]:
    """The contradictions of a file, in the order of the file."""
    return tuple(_all(applicant))


def _all(applicant: Applicant) -> Iterator[Contradiction]:
    if applicant.purpose_of_stay == "accompanying-spouse" and _null(applicant, "spouse"):
        yield Contradiction("no-spouse", "purpose_of_stay", "spouse")
    for row, study in enumerate(applicant.studies or ()):
        here = f"studies[{row}]"
        if study.awarded_on is not None and _null(study, "completed_on"):
            yield Contradiction("award-without-end", f"{here}.awarded_on", f"{here}.completed_on")
        share, end, stay = study.share_stayed_in_quebec, study.completed_on, _first_stay(applicant)
        if share and end is not None and stay is not None and end.latest < stay:
            yield Contradiction("study-before-stay", f"{here}.share_stayed_in_quebec", "stays_in_quebec")
    for row, job in enumerate(applicant.jobs or ()):
        yield from _of_job(applicant, job, f"jobs[{row}]")
    for row, child in enumerate(applicant.children or ()):
        if _too_young(applicant.birth_date, child.birth_date):
            yield Contradiction("too-young", f"children[{row}].birth_date", "birth_date")


def _of_job(applicant: Applicant, job: Job, here: str) -> Iterator[Contradiction]:
    start = job.started_on
    if start is None:
        return
    if _too_young(applicant.birth_date, start):
        yield Contradiction("too-young", f"{here}.started_on", "birth_date")
    stay = _first_stay(applicant)
    if job.in_quebec and stay is not None and start.latest < stay:
        yield Contradiction("work-before-stay", f"{here}.started_on", "stays_in_quebec")
    permits = [permit for permit in applicant.permits or () if permit.kind != "visitor"]
    if not (job.in_quebec and job.authorised and permits):
        return
    begins = [permit.from_ for permit in permits]
    if all(begins) and start.latest < min(span.earliest for span in begins if span):
        yield Contradiction("work-before-permit", f"{here}.started_on", "permits")
    ends = [permit.to for permit in permits]
    if all(ends) and start.earliest > max(span.latest for span in ends if span):
        yield Contradiction("work-after-permits", f"{here}.started_on", "permits")


def _null(part: Facts, key: str) -> bool:
    """Known not to be, and not merely unknown."""
    return getattr(part, key) is None and key in part.model_fields_set


def _first_stay(applicant: Applicant) -> date | None:
    """The first day that a stay may begin; None when it is not known of every stay."""
    begins = [stay.from_ for stay in applicant.stays_in_quebec or ()]
    known = [span.earliest for span in begins if span is not None]
    return min(known) if known and len(known) == len(begins) else None


def _too_young(birth: Span | None, then: Span | None) -> bool:
    return birth is not None and then is not None and then.latest.year - birth.earliest.year < _LEAST_AGE
