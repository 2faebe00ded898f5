"""PEQ, volet Travailleurs étrangers temporaires: RSRE s. 38.1, RIQ s. 34, then s. 35. Oldest version first.

Conditions on work are in `worker_jobs`, those asked of both streams in `general`, proofs of French in `french`.
"""

from __future__ import annotations

from dataclasses import replace

from jalon.language.builders import ALWAYS, FILING, Element, applicant, contested, covers, last, named, up_to
from jalon.language.expressions import Choose, Truth
from jalon.language.statutes import Citation, Condition, Programme, Version, Words, months
from jalon.law.instruments import (
    D_762_2013,
    D_772_2020,
    D_963_2018,
    D_1030_2019,
    D_1138_2019,
    D_1570_2023,
    REOPENING_2026,
    RSRE_2010,
    cite,
)
from jalon.law.peq import french, intake
from jalon.law.peq import wording as w
from jalon.law.peq.clauses import TRANSITION_2020, after_november_2023, former_text, working_in_quebec_on_pivot
from jalon.law.peq.general import NOT_READ, filing_channel, general, oral, presence, spouse, values
from jalon.law.peq.jobs import (
    LEAVES_NOTE,
    any_level,
    at_level,
    at_teer,
    control_excluded,
    experience,
    field_allowed,
    job_at_filing,
    listed,
    ordinary,
    own_business_excluded,
    share_contested,
)
from jalon.law.peq.worker_jobs import (
    holds_a_job,
    holds_a_job_field_contested,
    holds_any_field_job,
    purpose,
    worked,
)

# --- 14 February 2010: creation ---------------------------------------------------------------------------------------
SKILLED = ("0", "A", "B")
SKILLED_WORDS = w.AT_LEVEL.with_figures(levels=frozenset(SKILLED))
V2010 = cite(RSRE_2010, "38.1", "medium", "routes-2010", "siminca", "nexus-2010", note=NOT_READ)


def _skilled_text(authority: Citation) -> tuple[Condition, ...]:
    return (
        *general(authority),
        purpose(authority, spouses=False),
        presence(authority),
        holds_any_field_job(at_level(*SKILLED), own_business_excluded, SKILLED_WORDS, authority),
        worked(at_level(*SKILLED), own_business_excluded, 12, 24, SKILLED_WORDS, authority),
    )


CREATION = Version(
    since="2010-02-14",
    until="2013-07-31",
    title=Words("Création du PEQ", "Creation of the PEQ"),
    instruments=(RSRE_2010,),
    conditions=(
        *_skilled_text(V2010),
        Condition(
            "oral-french",
            french.intermediate(french.course, lambda _: french.programme_of_a_worker()),
            w.ORAL_INTERMEDIATE.with_figures(low=french.INTERMEDIATE_LEVEL, level=french.ORAL_LEVEL),
            cite(RSRE_2010, "38.1", "medium", "routes-2010", "canadavisa-2009"),
        ),
    ),
)

# --- 1 August 2013: French at level 7 or 8 ----------------------------------------------------------------------------
V2013 = cite(D_762_2013, "38.1", "high", "form-2014", "eligible-jobs", "npi-2013-012", note=NOT_READ)
_proved_2013 = french.oral(french.ORAL_LEVEL, french.course(french.ORAL_LEVEL), french.programme_of_a_worker())
ADVANCED_FRENCH = Version(
    since="2013-08-01",
    until="2018-08-01",
    title=Words("Français intermédiaire avancé", "Advanced intermediate French"),
    instruments=(D_762_2013,),
    conditions=(
        *_skilled_text(V2013),
        oral(_proved_2013, cite(D_762_2013, "38.1", "high", "npi-2013-012", "tests-2016")),
    ),
)

# --- 2 August 2018: every skill level, accompanying spouses -----------------------------------------------------------
V2018 = cite(D_963_2018, "34", "high", "lavery-2018", "immetis-2018", note=NOT_READ)
_proved_2018 = french.unless_interviewed(_proved_2013)
_oral_2018 = oral(_proved_2018, cite(D_963_2018, "33, 34", "medium", "riq-33", "french-2019", "du"))
ALL_LEVELS = Version(
    since="2018-08-02",
    until="2019-10-31",
    title=Words("Tous les niveaux d’emploi", "Every skill level"),
    instruments=(D_963_2018,),
    conditions=(
        *general(V2018),
        purpose(V2018, spouses=True),
        presence(V2018),
        replace(holds_a_job_field_contested(any_level, own_business_excluded, w.ANY_LEVEL, V2018), decided=("A-U15",)),
        replace(worked(any_level, own_business_excluded, 12, 24, w.ANY_LEVEL, V2018), decided=("A-U15",)),
        _oral_2018,
    ),
)

# --- 1 to 13 November 2019: the list of 162 occupations, as written ---------------------------------------------------
V_LIST = cite(D_1030_2019, "34", "high", "riq-34-2019", "form-2019", "kpmg-2019")


LISTED_MONTHS, LISTED_MONTHS_LOW, LISTED_WITHIN = 12, 18, 24


def _listed_job(job: Element) -> Truth:
    return ordinary(listed, control_excluded)(job)


def _months_of_the_list() -> Truth:
    """12 of 24 months at level 0, A or B, 18 of 24 at level C or D, in “that job”; two listed jobs added: point B-6."""
    within = last(months(LISTED_WITHIN))
    wanted, longer = months(LISTED_MONTHS), months(LISTED_MONTHS_LOW)

    def same_job(job: Element) -> Truth:
        def in_it(other: Element) -> Truth:
            same = (other.group_2016 >= job.group_2016) & (other.group_2016 <= job.group_2016)
            return _listed_job(other) & named("same-job", w.SAME_JOB, same)

        skilled = job.skill_level.isin(*SKILLED)
        months_in_it = Choose(skilled, experience(in_it, within, wanted), experience(in_it, within, longer))
        # “Cet emploi” is the listed job held on the filing day.
        return _listed_job(job) & covers(job, FILING) & months_in_it

    def skilled_and_listed(job: Element) -> Truth:
        return _listed_job(job) & at_level(*SKILLED)(job)

    return contested(
        "B-6",
        added=experience(skilled_and_listed, within, wanted) | experience(_listed_job, within, longer),
        same_job=applicant.jobs.any(same_job),
    )


def _job_of_the_list(job: Element) -> Truth:
    return (
        _listed_job(job)
        & named("noc-requirements", w.NOC_MET, job.noc_requirements_met)
        & named("offer-conditions", w.OFFER_MET, job.offer_conditions_met)
        & named("field-allowed", w.FIELD_ALLOWED, field_allowed(job))
    )


LISTED_JOBS = Version(
    since="2019-11-01",
    until="2019-11-13",
    title=Words("Liste des 162 professions, texte d’origine", "List of 162 occupations, as written"),
    instruments=(D_1030_2019,),
    conditions=(
        *general(V_LIST),
        purpose(V_LIST, spouses=True),
        presence(V_LIST),
        Condition("job-at-filing", job_at_filing(_job_of_the_list), w.JOB_LISTED, V_LIST, decided=("B-8",)),
        Condition(
            "experience",
            _months_of_the_list(),
            w.EXPERIENCE_LISTED.with_figures(months=LISTED_MONTHS, longer=LISTED_MONTHS_LOW, within=LISTED_WITHIN),
            V_LIST,
            notes=(LEAVES_NOTE,),
        ),
        _oral_2018,
    ),
)

# --- 14 November 2019 (and, retroactively, from the 1st): the earlier wording is back ---------------------------------
V_RESTORED = cite(D_1138_2019, "34", "high", "singer-2019", "ulaval-2019", "laid-off-2020")
_restored_jobs = (
    holds_a_job(any_level, share_contested, w.ANY_LEVEL, V_RESTORED),
    worked(any_level, share_contested, 12, 24, w.ANY_LEVEL, V_RESTORED),
)
_restored_frame = (*general(V_RESTORED), purpose(V_RESTORED, spouses=True), presence(V_RESTORED))
_oral_restored = oral(_proved_2018, cite(D_1138_2019, "34", "high", "ulaval-2019", "french-2019"))
RESTORED = Version(
    since="2019-11-01",
    until="2019-12-31",
    title=Words("Retour au texte d’avant novembre 2019", "Back to the text before November 2019"),
    instruments=(D_1138_2019,),
    conditions=(*_restored_frame, *_restored_jobs, _oral_restored),
)

# --- 1 January 2020: values -------------------------------------------------------------------------------------------
VALUES = Version(
    since="2020-01-01",
    until="2020-07-21",
    title=Words("Attestation de valeurs", "Values attestation"),
    instruments=(D_1030_2019, D_1138_2019),
    conditions=(*_restored_frame, *_restored_jobs, _oral_restored, values()),
)

# --- 22 July 2020: 24 of 36 months at level 0, A or B; s. 118.4 keeps the earlier text --------------------------------
V2020 = cite(D_772_2020, "34", "high", "fiche-2020", "objectifterre-2020", "noc-2022", note=NOT_READ)
_frame_2020 = (*general(V2020), purpose(V2020, spouses=True), presence(V2020), values())
_proved_2020 = french.unless_interviewed(
    french.oral(french.ORAL_LEVEL, french.course_begun_by_pivot(french.ORAL_LEVEL), french.programme_of_a_worker())
)
# Under s. 118.4, a course begun after the pivot is point B-11.
_proved_before = french.unless_interviewed(
    french.oral(
        french.ORAL_LEVEL,
        french.course_begun_by_pivot(french.ORAL_LEVEL),
        contested("B-11", accepted=french.course(french.ORAL_LEVEL), refused=~ALWAYS),
        french.programme_of_a_worker(),
    )
)
_oral_2020 = oral(_proved_2020, cite(D_772_2020, "34, 118.5", "high", "riq-118", "fiche-2020"))
_oral_before = oral(_proved_before, cite(D_963_2018, "34", "medium", "riq-33"))
_jobs_2020 = (
    holds_a_job(at_level(*SKILLED), control_excluded, SKILLED_WORDS, V2020),
    worked(at_level(*SKILLED), control_excluded, 24, 36, SKILLED_WORDS, V2020),
)
_new_2020 = (*_frame_2020, *_jobs_2020, _oral_2020)
_before_2020 = (*_frame_2020, *_restored_jobs, _oral_before)
_kept_118_4 = former_text(working_in_quebec_on_pivot(), w.CLAUSE_118_4, TRANSITION_2020, _before_2020, _new_2020)

SKILLED_ONLY = Version(
    since="2020-07-22",
    until="2021-01-25",
    title=Words("24 mois sur 36, niveaux 0, A et B", "24 of 36 months, levels 0, A and B"),
    instruments=(D_772_2020,),
    conditions=_kept_118_4,
)
ARRIMA = Version(
    since="2021-01-26",
    until="2021-07-21",
    title=Words("Dépôt dans Arrima", "Filing in Arrima"),
    instruments=(D_772_2020,),
    conditions=(*_kept_118_4, filing_channel()),
)

# --- 22 July 2021: the spouse's level 4; in files under s. 118.4 it is point B-4 --------------------------------------
_spouse_2021 = spouse(cite(D_772_2020, "34", "high", "spouse-2021", "fiche-2020"))
_spouse_before = spouse(
    cite(D_772_2020, "118.4", "medium", "riq-118"), contested("B-4", not_asked=ALWAYS, asked=_spouse_2021.expr)
)
SPOUSE_FRENCH = Version(
    since="2021-07-22",
    until="2023-11-22",
    title=Words("Français du conjoint", "Spouse's French"),
    instruments=(D_772_2020,),
    conditions=(
        *former_text(
            working_in_quebec_on_pivot(),
            w.CLAUSE_118_4,
            TRANSITION_2020,
            (*_before_2020, _spouse_before),
            (*_new_2020, _spouse_2021),
        ),
        filing_channel(),
    ),
)

# --- 23 November 2023: TEER 0 to 3 (s. 35, text not read) -------------------------------------------------------------
TEERS = ("0", "1", "2", "3")
TEER_WORDS = w.AT_TEER.with_figures(levels=frozenset(TEERS))
V2023 = cite(D_1570_2023, "33.1, 35", "medium", "conditions-2026", "vialto-2023", "twin-programmes", note=NOT_READ)
# The figures of work are read on the ministry's own page.
WORK_2023 = cite(D_1570_2023, "35", "high", "conditions-2026", "vialto-2023", "twin-programmes", note=NOT_READ)
UNDERTAKING_2023 = cite(D_1570_2023, "33.1", "high", "self-2023", note=NOT_READ)
_frame_2023 = (*general(V2023, UNDERTAKING_2023), purpose(V2023, spouses=True), presence(V2023), values())
_proved_2023 = french.unless_interviewed(
    french.oral(
        french.ORAL_LEVEL,
        after_november_2023(french.course_begun_by_pivot(french.ORAL_LEVEL)),
        french.programme_of_a_worker(),
    )
)
_oral_2023 = oral(_proved_2023, cite(D_1570_2023, "33.1", "high", "french-2023", "conditions-2026"))
_spouse_2023 = spouse(cite(D_1570_2023, "33.1", "high", "french-2023"))
_jobs_2023 = (
    holds_a_job(at_teer(*TEERS), control_excluded, TEER_WORDS, WORK_2023),
    worked(at_teer(*TEERS), control_excluded, 24, 36, TEER_WORDS, WORK_2023),
)
_conditions_2023 = (
    *former_text(
        after_november_2023(working_in_quebec_on_pivot()),
        w.CLAUSE_118_4,
        TRANSITION_2020,
        (*_frame_2023, *_restored_jobs, _oral_before, _spouse_before),
        (*_frame_2023, *_jobs_2023, _oral_2023, _spouse_2023),
    ),
    filing_channel(),
)
TEER_0_TO_3 = Version(
    since="2023-11-23",
    until="2026-07-01",
    title=Words("FÉER 0 à 3", "TEER 0 to 3"),
    instruments=(D_1570_2023,),
    conditions=_conditions_2023,
)

# --- 2 July 2026: reopening, with a reference date --------------------------------------------------------------------
V2026 = cite(REOPENING_2026, "–", "high", "reopening-2026", "conditions-2026")


REFERENCE_MONTHS = 24


def reference_experience(authority: Citation, *, kept: bool = True) -> Condition:
    """First reception period: 24 months of TEER 0 to 3 by 19 November 2025 (that day: C-5). Later periods: point J-6."""
    counts = ordinary(at_teer(*TEERS), control_excluded)
    reached = experience(counts, up_to("2025-11-19", "C-5", "excluded", "included"), months(REFERENCE_MONTHS))
    expr = reached if kept else contested("J-6", kept=reached, dropped=ALWAYS)
    words = w.REFERENCE_EXPERIENCE.with_figures(months=REFERENCE_MONTHS, levels=frozenset(TEERS))
    return Condition("reference-date", expr, words, authority, decided=("J-14",))


REOPENING = Version(
    since="2026-07-02",
    until="2026-10-31",
    title=Words("Réouverture, première période", "Reopening, first period"),
    instruments=(D_1570_2023, REOPENING_2026),
    conditions=(*_conditions_2023, reference_experience(V2026)),
)
AFTER_FIRST_PERIOD = Version(
    since="2026-11-01",
    until=None,
    title=Words("Après la première période (dernier texte connu)", "After the first period (last text known)"),
    instruments=(D_1570_2023, REOPENING_2026),
    conditions=(*_conditions_2023, reference_experience(V2026, kept=False)),
)

WORKERS = Programme(
    id="peq-workers",
    title=Words("PEQ, volet Travailleurs étrangers temporaires", "PEQ, temporary foreign workers stream"),
    versions=(
        CREATION,
        ADVANCED_FRENCH,
        ALL_LEVELS,
        RESTORED,
        VALUES,
        SKILLED_ONLY,
        ARRIMA,
        SPOUSE_FRENCH,
        TEER_0_TO_3,
        REOPENING,
        AFTER_FIRST_PERIOD,
    ),
    views=(("as-written", (LISTED_JOBS,)),),
    intake=intake.WORKERS,
    checked_until=intake.CHECKED_UNTIL,
)
