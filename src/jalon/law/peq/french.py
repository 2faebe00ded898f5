"""Proofs of French: which ones count, from when, and the level asked for.

Québec scale, levels 1 to 12. “Oral” is listening and speaking, “written” is reading and writing. The marks that give a
level are facts of a register (`jalon.registers.french_tests`); which edition of it governs a filing day is said here.
"""

from __future__ import annotations

from collections.abc import Callable

from jalon.language.builders import (
    ALWAYS,
    FILING,
    Collection,
    Element,
    applicant,
    broader,
    contested,
    credential,
    named,
    on,
    within_last,
)
from jalon.language.expressions import Choose, Truth
from jalon.language.statutes import Note, months
from jalon.law.peq import wording as w

ORAL = ("listening", "speaking")
WRITTEN = ("reading", "writing")

# The ministry's page: results of less than two years on the filing day.
TEST_AGE = months(24)
# Oral level of the applicant since D. 762-2013; “intermediate” before (point A-U2).
ORAL_LEVEL = 7
INTERMEDIATE_LEVEL = 5
SPOUSE_LEVEL = 4
WRITTEN_LEVEL = 5
# Years of full-time secondary or post-secondary studies in French that prove the level.
YEARS_OF_STUDIES = 3
# Share of a programme that makes it “in French” (ministry, 29 April 2024).
FRENCH_SHARE = 0.75

OLDER_MARKS_UNTIL = on("2023-11-22")
NEWER_MARKS_SINCE = on("2024-11-29")
COURSE_PIVOT = on("2020-07-21")

RECOGNISED = (
    "TEFAQ",
    "TEF",
    "TEF-Canada",
    "TEF-Quebec",
    "TCF",
    "TCF-Canada",
    "TCF-Quebec",
    "DELF-B1",
    "DELF-B2",
    "DALF-C1",
    "DALF-C2",
)


def _level(proof: Element, skills: tuple[str, ...], level: int) -> Truth:
    """The proof shows the level in each skill, by the table of marks of the filing day (point C-6)."""

    def by(edition: str) -> Truth:
        first, *others = (getattr(proof, f"{skill}_{edition}") >= level for skill in skills)
        whole: Truth = first
        for other in others:
            whole = whole & other
        return whole

    between_tables = contested("C-6", older=by("older"), newer=by("newer"), at_issue=proof.converted)
    return Choose(
        FILING <= OLDER_MARKS_UNTIL, by("older"), Choose(FILING >= NEWER_MARKS_SINCE, by("newer"), between_tables)
    )


def _test(proof: Element, level: Callable[[Element], Truth]) -> Truth:
    return (
        named("test", w.A_TEST, proof.proof.isin("test"))
        & named("recognised", w.RECOGNISED_TEST, proof.test.isin(*RECOGNISED))
        & named("recent", w.RECENT_TEST.with_figures(months=TEST_AGE.count), within_last(proof.taken_on, TEST_AGE))
        & named("level", w.LEVEL_SHOWN, level(proof))
    )


def tests(proofs: Collection, skills: tuple[str, ...], level: int) -> Truth:
    """A recognised, recent test at the level in every skill; from one test, or from several (point J-5)."""

    def shown(*papers: str) -> Truth:
        return proofs.any(lambda p: _test(p, lambda q: _level(q, papers, level)))

    several: Truth = ALWAYS
    for skill in skills:
        several = several & shown(skill)
    return broader("J-5", "one_test", shown(*skills), "two_tests", several)


def order(proofs: Collection) -> Truth:
    """A document showing that a professional order's language requirements are met."""
    return proofs.any(
        lambda p: (
            named("order", w.AN_ORDER, p.proof.isin("professional-order"))
            & named("obtained", w.OBTAINED, p.taken_on <= FILING)
        )
    )


def listed_studies() -> Truth:
    """Transcripts are among the proofs filed: facts of `studies` count only through them."""
    return named("studies-filed", w.STUDIES_FILED, applicant.french.any(lambda p: p.proof.isin("studies")))


def years_of_studies() -> Truth:
    """Three years of full-time secondary or post-secondary studies passed in French, filed as a proof."""
    return Choose(listed_studies(), years_in_french(), ~ALWAYS)


def years_in_french() -> Truth:
    """The three years themselves, in Québec or abroad. Years of several programmes added up are point J-2, those of a
    programme not completed on the filing day point J-7."""

    def passed(study: Element) -> Truth:
        ended = study.completed_on <= FILING
        begun = (study.started_on <= FILING) | ended
        return begun & (ended | contested("J-7", passed=ALWAYS, not_yet=~ALWAYS))

    return named(
        "years-in-french",
        w.YEARS_IN_FRENCH.with_figures(years=YEARS_OF_STUDIES),
        broader(
            "J-2",
            "apart",
            applicant.studies.any(lambda s: (s.years_in_french >= YEARS_OF_STUDIES) & passed(s)),
            "added",
            applicant.studies.where(passed).sum(lambda s: s.years_in_french) >= YEARS_OF_STUDIES,
        ),
    )


def programme_of_the_diploma(*, mostly: bool = False) -> Truth:
    """The programme of the diploma relied on was done entirely in French; another one: point J-3; mostly: J-4."""
    own: Truth = named("programme-in-french", w.PROGRAMME_IN_FRENCH, credential.entirely_in_french)
    if mostly:
        enough = named(
            "mostly-in-french",
            w.MOSTLY_IN_FRENCH.with_figures(share=100 * FRENCH_SHARE),
            credential.french_share >= FRENCH_SHARE,
        )
        own = own | contested("J-4", entirely=~ALWAYS, mostly=enough)
    other = credential.other_studies.any(_done_in_french_in_quebec)
    return Choose(listed_studies(), own | contested("J-3", only_the_diploma=~ALWAYS, any_programme=other), ~ALWAYS)


def programme_of_a_worker() -> Truth:
    """A programme in French in Québec as a worker's proof (point B-13)."""
    programme = contested("B-13", not_proof=~ALWAYS, proof=applicant.studies.any(_done_in_french_in_quebec))
    return Choose(listed_studies(), programme, ~ALWAYS)


def _done_in_french_in_quebec(study: Element) -> Truth:
    return study.institution_in_quebec & study.entirely_in_french & (study.completed_on <= FILING)


def course(level: int) -> Truth:
    """A French course of that level passed at a Québec institution."""
    return applicant.french.any(lambda p: _course(p, level))


def course_begun_by_pivot(level: int) -> Truth:
    """The same, for whoever had registered, begun or passed by 21 July 2020 (s. 118.5)."""
    return applicant.french.any(
        lambda p: (
            _course(p, level)
            & named(
                "begun-by-pivot",
                w.COURSE_BEGUN,
                (p.course_registered_on <= COURSE_PIVOT) | (p.course_passed_on <= COURSE_PIVOT),
            )
        )
    )


def _course(proof: Element, level: int) -> Truth:
    return (
        named("course", w.A_COURSE, proof.proof.isin("course"))
        & named("passed", w.COURSE_PASSED, proof.course_passed_on <= FILING)
        & named("level", w.LEVEL_SHOWN, _level(proof, ORAL, level))
    )


def oral(level: int, *more: Truth) -> Truth:
    """The applicant's oral level, by any proof that does not depend on the stream, or by one of `more`."""
    whole = tests(applicant.french, ORAL, level) | order(applicant.french) | years_of_studies()
    for proof in more:
        whole = whole | proof
    return whole


def intermediate(*more: Callable[[int], Truth]) -> Truth:
    """“Intermediate” French before 1 August 2013 (point A-U2)."""

    def at(level: int) -> Truth:
        return oral(level, *(proof(level) for proof in more))

    return contested("A-U2", b1=at(INTERMEDIATE_LEVEL), b2=at(ORAL_LEVEL))


def unless_interviewed(proved: Truth) -> Truth:
    """From 2 August 2018 the level itself is asked for too: an interview held below it is point A-U8."""
    actual = (applicant.interview_listening >= ORAL_LEVEL) & (applicant.interview_speaking >= ORAL_LEVEL)
    return proved & contested(
        "A-U8",
        listed_proof_suffices=ALWAYS,
        interview_prevails=~applicant.interviewed | named("interview", w.INTERVIEW, actual),
        at_issue=applicant.interviewed,
    )


def written(level: int) -> Truth:
    """Reading and writing at the level."""
    return (
        tests(applicant.french, WRITTEN, level)
        | years_of_studies()
        | programme_of_the_diploma(mostly=True)
        | contested("J-8", proves_both=order(applicant.french), oral_only=~ALWAYS)
    )


def spouse_oral(level: int) -> Truth:
    """Every spouse who accompanies has the oral level; studies listed as a spouse's proof are three years in French."""

    def proved(spouse: Element) -> Truth:
        return (
            tests(spouse.french, ORAL, level)
            | order(spouse.french)
            | spouse.french.any(lambda p: p.proof.isin("studies"))
        )

    return applicant.spouses.all(
        lambda s: ~named("accompanies", w.ACCOMPANIES, s.accompanies) | named("spouse-level", w.LEVEL_SHOWN, proved(s))
    )


INTERVIEW_NOTE = Note("interview", "warning", applicant.interviewed, w.INTERVIEW_WARNING)


def marks_note(level: int, skills: tuple[str, ...]) -> Note:
    """A mark that one table puts at the level and the other does not."""

    def split(proof: Element) -> Truth:
        either: Truth = ~ALWAYS
        for skill in skills:
            older, newer = (getattr(proof, f"{skill}_{e}") >= level for e in ("older", "newer"))
            either = either | (older & ~newer) | (newer & ~older)
        between = (FILING > OLDER_MARKS_UNTIL) & (FILING < NEWER_MARKS_SINCE)
        return between & proof.converted & either

    return Note("mark-between-tables", "warning", applicant.french.any(split), w.MARK_BETWEEN_TABLES)
