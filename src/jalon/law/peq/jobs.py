"""What makes a job count, and how its months are measured. Full time is 30 paid hours a week in every version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jalon.language.builders import (
    ALWAYS,
    FILING,
    Collection,
    Element,
    Window,
    applicant,
    broader,
    contested,
    covers,
    named,
)
from jalon.language.expressions import SpellsOf, Truth
from jalon.language.statutes import Months, Note
from jalon.law.peq import wording as w

FULL_TIME_HOURS: Final = 30

Test = Callable[[Element], Truth]


def at_level(*levels: str) -> Test:
    """NOC 2016 skill level."""
    return lambda job: named("level", w.LEVEL.with_figures(levels=frozenset(levels)), job.skill_level.isin(*levels))


def at_teer(*teers: str) -> Test:
    """NOC 2021 TEER."""
    return lambda job: named("teer", w.TEER.with_figures(levels=frozenset(teers)), job.teer.isin(*teers))


def any_level(_: Element) -> Truth:
    """Every level counts, so the occupation is not even asked."""
    return ALWAYS


def listed(job: Element) -> Truth:
    """On the list of 162 occupations of 1-13 November 2019."""
    return named("listed", w.LISTED, job.listed_2019)


def own_business_excluded(job: Element) -> Truth:
    """Before 1 November 2019: neither self-employment nor a business owned in whole or in part."""
    return _employee(job) & _not_controlled(job) & named("not-owned", w.NOT_OWNED, ~job.owns_share_of_business)


def control_excluded(job: Element) -> Truth:
    """Neither self-employment nor a business that one controls, in law or in fact."""
    return _employee(job) & _not_controlled(job)


def share_contested(job: Element) -> Truth:
    """The restored text of 14 November 2019: owning a share is point B-12, control is excluded throughout."""
    share = contested("B-12", control_only=ALWAYS, share_too=~job.owns_share_of_business)
    return _employee(job) & _not_controlled(job) & named("not-owned", w.NOT_OWNED, share)


def _employee(job: Element) -> Truth:
    return named("employee", w.EMPLOYEE, ~job.self_employed)


def _not_controlled(job: Element) -> Truth:
    return named("not-controlled", w.NOT_CONTROLLED, ~job.controls_business)


def not_of_a_programme(job: Element) -> Truth:
    """An internship counts only when it is not tied to a programme of study."""
    return named("no-internship", w.NOT_INTERNSHIP, job.internship.isin("none", "employment"))


def ordinary(level: Test, ownership: Test) -> Test:
    """A salaried, lawful job in Québec at the level, full time apart."""
    return lambda job: _in_quebec(job) & level(job) & _authorised(job) & ownership(job) & not_of_a_programme(job)


def compulsory_internship(level: Test) -> Test:
    """The internship that a programme requires; whether its level matters is point B-2."""
    return lambda job: (
        _in_quebec(job)
        & _authorised(job)
        & control_excluded(job)
        & named("compulsory-internship", w.COMPULSORY_INTERNSHIP, job.internship.isin("compulsory"))
        & full_time(job)
        & named("level", w.LEVEL_ASKED, contested("B-2", any_level=ALWAYS, same_level=level(job)))
    )


def _in_quebec(job: Element) -> Truth:
    return named("in-quebec", w.IN_QUEBEC, job.in_quebec)


def _authorised(job: Element) -> Truth:
    return named("authorised", w.AUTHORISED, job.authorised)


def full_time(job: Element) -> Truth:
    """30 paid hours a week in this one job."""
    return named("full-time", w.FULL_TIME.with_figures(hours=FULL_TIME_HOURS), job.hours_per_week >= FULL_TIME_HOURS)


def field_allowed(job: Element) -> Truth:
    """Not in a field of Schedule E, part 2."""
    return named("field-allowed", w.FIELD_ALLOWED, ~job.field_excluded)


def experience(
    counts: Test, window: Window, wanted: Months, credited: Callable[[str], SpellsOf] | None = None
) -> Truth:
    """So many months in such jobs inside the window, plus what is `credited` beside (given the list of days to take out).

    Part-time jobs are added up under one reading only (A-U5); days of leave are counted under one reading only (A-U11).
    """
    apart = applicant.jobs.where(lambda job: counts(job) & full_time(job))
    added = applicant.jobs.where(counts)

    def reached(jobs: Collection, **pooled: Any) -> Truth:
        def measure(less: str = "") -> SpellsOf:
            held = jobs.time_in(window, less=less, **pooled)
            return held + credited(less) if credited else held

        return contested(
            "A-U11",
            counted=measure() >= wanted,
            taken_out=measure(less="leaves") >= wanted,
            at_issue=applicant.jobs.any(lambda job: job.leaves.any()),
        )

    pooled = _part_time_somewhere() & reached(added, pooled=("hours_per_week", FULL_TIME_HOURS))
    return broader("A-U5", "apart", reached(apart), "added", pooled)


def job_at_filing(counts: Test) -> Truth:
    """Such a job is held on the filing day, full time; part-time jobs added up: point A-U5; on leave: point J-10."""

    def held_now(job: Element) -> Truth:
        on_leave = job.leaves.any(lambda leave: covers(leave, FILING))
        still = contested("J-10", still_held=ALWAYS, not_held=~on_leave, at_issue=job.leaves.any())
        return named("held", w.HELD_AT_FILING, covers(job, FILING) & still) & counts(job)

    held = applicant.jobs.where(held_now)
    added = _part_time_somewhere() & (held.sum(lambda job: job.hours_per_week) >= FULL_TIME_HOURS)
    return broader("A-U5", "apart", held.any(full_time), "added", added)


def _part_time_somewhere() -> Truth:
    return applicant.jobs.any(lambda job: job.hours_per_week < FULL_TIME_HOURS)


LEAVES_NOTE = Note(
    "leaves", "warning", applicant.jobs.any(lambda job: job.leaves_unsaid & job.in_quebec), w.LEAVE_WARNING
)
