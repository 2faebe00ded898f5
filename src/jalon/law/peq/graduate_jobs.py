"""Work asked of graduates: six months in the field (1-13 November 2019), then 12 or 18 months after the programme
(22 July 2020 to 22 November 2023). What makes any job count is in `jobs`."""

from __future__ import annotations

from jalon.language.builders import Element, applicant, credential, during, named, since
from jalon.language.expressions import Capped, Choose, SpellsOf, Truth
from jalon.language.statutes import Citation, Condition, months
from jalon.law.peq import credentials as diplomas
from jalon.law.peq import wording as w
from jalon.law.peq.jobs import (
    LEAVES_NOTE,
    any_level,
    compulsory_internship,
    control_excluded,
    experience,
    field_allowed,
    job_at_filing,
    ordinary,
)

SKILLED = ("0", "A", "B")
RELATED_LEVEL = "C"
AFTER_UNIVERSITY = 12
AFTER_DEP = 18
INTERNSHIP = months(3)
IN_THE_FIELD = 6


def _graduate_level(job: Element) -> Truth:
    """0, A or B; for a DEP also C, when the job is related to the studies."""
    related = diplomas.is_vocational() & job.skill_level.isin(RELATED_LEVEL) & job.related_to_studies
    words = w.GRADUATE_LEVEL.with_figures(levels=frozenset(SKILLED), related=RELATED_LEVEL)
    return named("level", words, job.skill_level.isin(*SKILLED) | related)


def work_after_programme(authority: Citation) -> Condition:
    """12 months (university, technical DEC) or 18 (DEP) after the programme, of which three of its compulsory internship.
    No other window: point B-1."""
    job = ordinary(_graduate_level, control_excluded)
    internships = applicant.jobs.where(compulsory_internship(_graduate_level))
    programme = during(credential.started_on, credential.completed_on)

    def credited(less: str) -> SpellsOf:
        return Capped(internships.time_in(programme, less=less), INTERNSHIP.count)

    def reached(count: int) -> Truth:
        return experience(job, since(credential.completed_on), months(count), credited)

    words = w.EXPERIENCE_GRADUATE.with_figures(
        months=AFTER_UNIVERSITY,
        longer=AFTER_DEP,
        levels=frozenset(SKILLED),
        related=RELATED_LEVEL,
        internship=INTERNSHIP.count,
    )
    expr = Choose(diplomas.is_vocational(), reached(AFTER_DEP), reached(AFTER_UNIVERSITY))
    return Condition("experience", expr, words, authority, notes=(LEAVES_NOTE,), decided=("B-1",))


def same_level_job(authority: Citation) -> Condition:
    """Such a job is held on the filing day."""
    words = w.JOB.with_figures(where=w.AT_GRADUATE_LEVEL.with_figures(levels=frozenset(SKILLED), related=RELATED_LEVEL))

    def counts(job: Element) -> Truth:
        return ordinary(_graduate_level, control_excluded)(job) & field_allowed(job)

    return Condition("job-at-filing", job_at_filing(counts), words, authority)


def field_experience(authority: Citation) -> Condition:
    """Under 1,800 hours: six months in the field of training, after the programme."""

    def in_the_field(job: Element) -> Truth:
        return ordinary(any_level, control_excluded)(job) & named("related", w.RELATED, job.related_to_studies)

    reached = experience(in_the_field, since(credential.completed_on), months(IN_THE_FIELD))
    words = w.EXPERIENCE_FIELD.with_figures(hours=diplomas.VOCATIONAL_HOURS, months=IN_THE_FIELD)
    expr = ~diplomas.is_short_credential() | reached
    return Condition("experience", expr, words, authority, notes=(LEAVES_NOTE,))
