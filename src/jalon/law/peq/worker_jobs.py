"""Conditions on the work of temporary workers, by name: purpose of the stay, months worked, job on the filing day."""

from __future__ import annotations

from jalon.language.builders import ALWAYS, Element, applicant, contested, last, named
from jalon.language.expressions import Truth
from jalon.language.statutes import Citation, Condition, Words, months
from jalon.law.peq import wording as w
from jalon.law.peq.jobs import LEAVES_NOTE, Test, experience, field_allowed, job_at_filing, ordinary


def purpose(authority: Citation, *, spouses: bool) -> Condition:
    """In Québec mainly to work, or in a youth exchange; since 2 August 2018 also as an accompanying spouse (C-4)."""
    if spouses:
        allowed = applicant.purpose.isin("work", "youth-exchange", "accompanying-spouse")
        return Condition("purpose", allowed, w.PURPOSE_SPOUSE, authority, decided=("C-4",))
    return Condition("purpose", applicant.purpose.isin("work", "youth-exchange"), w.PURPOSE_WORK, authority)


def worked(level: Test, owner: Test, wanted: int, within: int, words: Words, authority: Citation) -> Condition:
    """So many months of full-time work at the level, out of the months before filing."""
    expr = experience(ordinary(level, owner), last(months(within)), months(wanted))
    sentence = w.EXPERIENCE.with_figures(months=wanted, within=within, where=words)
    return Condition("experience", expr, sentence, authority, notes=(LEAVES_NOTE,))


def holds_a_job(level: Test, owner: Test, words: Words, authority: Citation) -> Condition:
    """A full-time job at the level on the filing day, outside the excluded fields."""

    def counts(job: Element) -> Truth:
        return ordinary(level, owner)(job) & named("field-allowed", w.FIELD_ALLOWED, field_allowed(job))

    return Condition("job-at-filing", job_at_filing(counts), w.JOB.with_figures(where=words), authority)


def holds_any_field_job(level: Test, owner: Test, words: Words, authority: Citation) -> Condition:
    """The same before the excluded fields existed."""
    return Condition("job-at-filing", job_at_filing(ordinary(level, owner)), w.JOB.with_figures(where=words), authority)


def holds_a_job_field_contested(level: Test, owner: Test, words: Words, authority: Citation) -> Condition:
    """The text of August 2018: whether it already had the excluded fields is point J-11."""

    def counts(job: Element) -> Truth:
        field = contested("J-11", not_asked=ALWAYS, asked=field_allowed(job))
        return ordinary(level, owner)(job) & named("field-allowed", w.FIELD_ALLOWED, field)

    return Condition("job-at-filing", job_at_filing(counts), w.JOB.with_figures(where=words), authority)
