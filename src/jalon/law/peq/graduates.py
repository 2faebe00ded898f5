"""PEQ, volet Diplômés du Québec: RSRE s. 38.2, RIQ s. 33, then s. 34. Oldest version first.

Conditions on the diploma are in `credentials`, work asked of graduates in `graduate_jobs`, conditions asked of both
streams in `general`, proofs of French in `french`.
"""

from __future__ import annotations

from dataclasses import replace

from jalon.language.builders import (
    ALWAYS,
    FILING,
    applicant,
    contested,
    covers,
    credential,
)
from jalon.language.statutes import Citation, Condition, Programme, Version, Words
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
from jalon.law.peq import credentials as diplomas
from jalon.law.peq import french, intake
from jalon.law.peq import wording as w
from jalon.law.peq.clauses import TRANSITION_2020, after_november_2023, diploma_before_2021, former_text
from jalon.law.peq.general import NOT_READ, filing_channel, general, oral, presence, spouse, values
from jalon.law.peq.graduate_jobs import field_experience, same_level_job, work_after_programme

# --- What a version asks, by name -------------------------------------------------------------------------------------


def written(authority: Citation) -> Condition:
    """Written French at level 5."""
    words = w.WRITTEN.with_figures(level=french.WRITTEN_LEVEL)
    notes = (french.marks_note(french.WRITTEN_LEVEL, french.WRITTEN),)
    return Condition("written-french", french.written(french.WRITTEN_LEVEL), words, authority, notes=notes)


def studies_in_french(authority: Citation) -> Condition:
    """75 % of the programme in French, or three years of full-time studies in French."""
    enough = credential.french_share >= french.FRENCH_SHARE
    words = w.STUDIES_IN_FRENCH.with_figures(share=100 * french.FRENCH_SHARE, years=french.YEARS_OF_STUDIES)
    return Condition("studies-in-french", enough | french.years_in_french(), words, authority)


# --- 14 February 2010: creation; diploma after 13 February 2008 -------------------------------------------------------
V2010 = cite(RSRE_2010, "38.2", "high", "amd-2010", "nexus-2010", "routes-2010")
_oral_2010 = Condition(
    "oral-french",
    french.intermediate(french.course, lambda _: french.programme_of_the_diploma()),
    w.ORAL_INTERMEDIATE.with_figures(low=french.INTERMEDIATE_LEVEL, level=french.ORAL_LEVEL),
    cite(RSRE_2010, "38.2", "medium", "amd-2010", "canadavisa-2009"),
)
_rest_2010 = (
    diplomas.study_stay(V2010),
    diplomas.no_new_programme_since_end(V2010),
    diplomas.bursary(V2010),
    _oral_2010,
)
CREATION = Version(
    since="2010-02-14",
    until="2011-02-13",
    title=Words("Création du PEQ", "Creation of the PEQ"),
    instruments=(RSRE_2010,),
    conditions=(*general(V2010), diplomas.diploma_after_cut_off(V2010), *_rest_2010),
)
# --- 14 February 2011: the cut-off and the three years part ways (point A-U1) -----------------------------------------
CUT_OFF_OR_THREE_YEARS = Version(
    since="2011-02-14",
    until="2013-07-31",
    title=Words("Date limite ou trois ans", "Cut-off date or three years"),
    instruments=(RSRE_2010,),
    conditions=(
        *general(V2010),
        diplomas.diploma_either(cite(RSRE_2010, "38.2", "medium", "amd-2010", "rsre-38.2")),
        *_rest_2010,
    ),
)

# --- 1 August 2013: French at level 7 or 8, three years ---------------------------------------------------------------
V2013 = cite(D_762_2013, "38.2", "high", "rsre-38.2", "npi-2013-012", "when-2018")
_proved_2013 = french.oral(french.ORAL_LEVEL, french.course(french.ORAL_LEVEL), french.programme_of_the_diploma())
ADVANCED_FRENCH = Version(
    since="2013-08-01",
    until="2018-08-01",
    title=Words("Français intermédiaire avancé", "Advanced intermediate French"),
    instruments=(D_762_2013,),
    conditions=(
        *general(V2013),
        diplomas.diploma_or_early(V2013),
        diplomas.study_stay_full_time(V2013),
        diplomas.no_new_programme_since_end(V2013),
        diplomas.bursary(V2013),
        oral(_proved_2013, V2013),
    ),
)

# --- 2 August 2018: the actual level too; no new programme since the award --------------------------------------------
V2018 = cite(D_963_2018, "33", "medium", "riq-33", "when-2018")
_oral_2018 = oral(
    french.unless_interviewed(_proved_2013), cite(D_963_2018, "33", "medium", "riq-33", "french-2019", "du")
)


def _text_of_2018(authority: Citation, proved: Condition, bursary: Citation) -> tuple[Condition, ...]:
    return (
        *general(authority),
        diplomas.diploma_or_early(authority),
        diplomas.study_stay(authority),
        diplomas.no_new_programme_since_award(authority),
        diplomas.bursary(bursary),
        proved,
    )


ACTUAL_LEVEL = Version(
    since="2018-08-02",
    until="2019-10-31",
    title=Words("Nouveau règlement, niveau réel de français", "New regulation, actual level of French"),
    instruments=(D_963_2018,),
    conditions=_text_of_2018(V2018, _oral_2018, V2018),
)

# --- 1 to 13 November 2019: areas of training, short credentials ------------------------------------------------------
V_LIST = cite(D_1030_2019, "33", "medium", "bakouni-2019", "areas-2019", "kpmg-2019")


_text_of_november = (
    *general(V_LIST),
    diplomas.diploma_2019(V_LIST),
    diplomas.training_domain(cite(D_1030_2019, "33", "high", "areas-2019", "kpmg-2019")),
    diplomas.study_stay_2019(V_LIST),
    diplomas.bursary(V_LIST),
    field_experience(cite(D_1030_2019, "33", "high", "bakouni-2019", "singer-2019")),
    _oral_2018,
)
LISTED_AREAS = Version(
    since="2019-11-01",
    until="2019-11-13",
    title=Words("Liste des 218 domaines, texte d’origine", "List of 218 areas, as written"),
    instruments=(D_1030_2019,),
    conditions=_text_of_november,
)
# As finally applied (D. 1138-2019): the November text stays for credentials of 900 to 1,799 hours only.
V_RESTORED = cite(D_1138_2019, "33, 118.2", "high", "singer-2019", "ulaval-2019", "riq-33")
_restored = _text_of_2018(
    V_RESTORED,
    oral(french.unless_interviewed(_proved_2013), cite(D_1138_2019, "33", "high", "riq-33", "ulaval-2019")),
    cite(D_1138_2019, "33", "medium", "riq-33", "ulaval-2019"),
)
RETROACTIVE = Version(
    since="2019-11-01",
    until="2019-11-13",
    title=Words("Retour rétroactif au texte antérieur", "Retroactive return to the earlier text"),
    instruments=(D_1138_2019, D_1030_2019),
    conditions=former_text(
        diplomas.is_short_credential(),
        w.SHORT_CREDENTIAL.with_figures(low=diplomas.SHORT_HOURS, high=diplomas.VOCATIONAL_HOURS),
        V_RESTORED,
        _text_of_november,
        _restored,
    ),
)
RESTORED = Version(
    since="2019-11-14",
    until="2019-12-31",
    title=Words("Retour au texte d’avant novembre 2019", "Back to the text before November 2019"),
    instruments=(D_1138_2019,),
    conditions=_restored,
)

# --- 1 January 2020: values -------------------------------------------------------------------------------------------
VALUES = Version(
    since="2020-01-01",
    until="2020-07-21",
    title=Words("Attestation de valeurs", "Values attestation"),
    instruments=(D_1030_2019, D_1138_2019),
    conditions=(*_restored, values()),
)

# --- 22 July 2020: 12 or 18 months of work after the programme; s. 118.3 keeps the earlier text -----------------------
V2020 = cite(D_772_2020, "33", "high", "fiche-2020", "objectifterre-2020", note=NOT_READ)
V2020_INFERRED = cite(D_772_2020, "33", "medium", "riq-33", "fiche-2020", note=NOT_READ)
_frame_2020 = (
    *general(V2020),
    diplomas.diploma(V2020),
    diplomas.study_stay(V2020),
    replace(diplomas.no_new_programme_since_award(V2020_INFERRED), decided=("B-14",)),
    diplomas.bursary(V2020_INFERRED),
    values(),
)
_proved_2020 = french.unless_interviewed(
    french.oral(french.ORAL_LEVEL, french.course_begun_by_pivot(french.ORAL_LEVEL), french.programme_of_the_diploma())
)
# Under s. 118.3, a course begun after the pivot is point B-11.
_proved_before = french.unless_interviewed(
    french.oral(
        french.ORAL_LEVEL,
        french.course_begun_by_pivot(french.ORAL_LEVEL),
        contested("B-11", accepted=french.course(french.ORAL_LEVEL), refused=~ALWAYS),
        french.programme_of_the_diploma(),
    )
)
_oral_2020 = oral(_proved_2020, cite(D_772_2020, "33, 118.5", "high", "riq-118", "fiche-2020"))
_oral_before = oral(_proved_before, cite(D_963_2018, "33", "medium", "riq-33"))
_new_2020 = (*_frame_2020, work_after_programme(V2020), same_level_job(V2020), _oral_2020)
_before_2020 = (*_frame_2020, _oral_before)
_kept_118_3 = former_text(diploma_before_2021(), w.CLAUSE_118_3, TRANSITION_2020, _before_2020, _new_2020)

WORK_AGAIN = Version(
    since="2020-07-22",
    until="2021-01-25",
    title=Words("12 ou 18 mois de travail", "12 or 18 months of work"),
    instruments=(D_772_2020,),
    conditions=_kept_118_3,
)
ARRIMA = Version(
    since="2021-01-26",
    until="2021-07-21",
    title=Words("Dépôt dans Arrima", "Filing in Arrima"),
    instruments=(D_772_2020,),
    conditions=(*_kept_118_3, filing_channel()),
)

# --- 22 July 2021: the spouse's level 4; in files under s. 118.3 it is point B-4 --------------------------------------
_spouse_2021 = spouse(cite(D_772_2020, "33", "high", "spouse-2021", "fiche-2020"))
_spouse_before = spouse(
    cite(D_772_2020, "118.3", "medium", "riq-118"), contested("B-4", not_asked=ALWAYS, asked=_spouse_2021.expr)
)
SPOUSE_FRENCH = Version(
    since="2021-07-22",
    until="2023-11-22",
    title=Words("Français du conjoint", "Spouse's French"),
    instruments=(D_772_2020,),
    conditions=(
        *former_text(
            diploma_before_2021(),
            w.CLAUSE_118_3,
            TRANSITION_2020,
            (*_before_2020, _spouse_before),
            (*_new_2020, _spouse_2021),
        ),
        filing_channel(),
    ),
)

# --- 23 November 2023: no work; written French; in Québec -------------------------------------------------------------
GENERAL_2023 = cite(
    D_1570_2023, "33.1", "medium", "firm-general", "french-2023", "self-2023", "guide-2025", note=NOT_READ
)
UNDERTAKING_2023 = cite(D_1570_2023, "33.1", "high", "self-2023", note=NOT_READ)
V2023 = cite(D_1570_2023, "34", "high", "riq-34-2023", "vialto-2023", "conditions-2026")


def job_if_any(authority: Citation) -> Condition:
    """Excluded field and control, for whoever holds a job: whether graduates are asked is point C-7."""
    wrong = applicant.jobs.any(lambda job: covers(job, FILING) & (job.field_excluded | job.controls_business))
    return Condition("job-at-filing", contested("C-7", not_asked=ALWAYS, asked=~wrong), w.JOB_OF_A_GRADUATE, authority)


_proved_2023 = french.unless_interviewed(
    french.oral(
        french.ORAL_LEVEL,
        after_november_2023(french.course_begun_by_pivot(french.ORAL_LEVEL)),
        french.programme_of_the_diploma(mostly=True),
    )
)
_oral_2023 = oral(_proved_2023, cite(D_1570_2023, "33.1", "high", "french-2023", "conditions-2026"))
_spouse_2023 = spouse(cite(D_1570_2023, "33.1", "high", "french-2023"))
_conditions_2023 = (
    *general(GENERAL_2023, UNDERTAKING_2023),
    diplomas.diploma(V2023),
    diplomas.study_stay(V2023),
    diplomas.bursary(V2023),
    presence(V2023),
    job_if_any(cite(D_1570_2023, "33.1", "medium", "firm-general")),
    _oral_2023,
    written(V2023),
    _spouse_2023,
    values(),
    filing_channel(),
)
NO_WORK = Version(
    since="2023-11-23",
    until="2024-11-22",
    title=Words("Sans expérience de travail, avec français écrit", "No work experience, written French"),
    instruments=(D_1570_2023,),
    # Whether s. 118.3 outlived the old text is point C-2; the three years end its life on 31 December 2023 anyway.
    conditions=former_text(
        after_november_2023(diploma_before_2021()),
        w.CLAUSE_118_3,
        TRANSITION_2020,
        (*_frame_2020, _oral_before, _spouse_before, filing_channel()),
        _conditions_2023,
    ),
)

# --- 23 November 2024: studies in French, while intake was closed -----------------------------------------------------
STUDIES_IN_FRENCH = Version(
    since="2024-11-23",
    until="2026-07-01",
    title=Words("Études en français", "Studies in French"),
    instruments=(D_1570_2023,),
    conditions=(
        *_conditions_2023,
        studies_in_french(cite(D_1570_2023, "34, par. 4", "high", "riq-34-2023", "studies-2024")),
    ),
)

# --- 2 July 2026: reopening without the studies rule, with a reference date -------------------------------------------
V2026 = cite(REOPENING_2026, "–", "high", "reopening-2026", "conditions-2026")
REOPENING = Version(
    since="2026-07-02",
    until="2026-10-31",
    title=Words("Réouverture, première période", "Reopening, first period"),
    instruments=(D_1570_2023, REOPENING_2026),
    conditions=(*_conditions_2023, diplomas.reference_diploma(V2026)),
)
AFTER_FIRST_PERIOD = Version(
    since="2026-11-01",
    until=None,
    title=Words("Après la première période (dernier texte connu)", "After the first period (last text known)"),
    instruments=(D_1570_2023, REOPENING_2026),
    conditions=(*_conditions_2023, diplomas.reference_diploma(V2026, kept=False)),
)

GRADUATES = Programme(
    id="peq-graduates",
    title=Words("PEQ, volet Diplômés du Québec", "PEQ, Québec graduates stream"),
    versions=(
        CREATION,
        CUT_OFF_OR_THREE_YEARS,
        ADVANCED_FRENCH,
        ACTUAL_LEVEL,
        RETROACTIVE,
        RESTORED,
        VALUES,
        WORK_AGAIN,
        ARRIMA,
        SPOUSE_FRENCH,
        NO_WORK,
        STUDIES_IN_FRENCH,
        REOPENING,
        AFTER_FIRST_PERIOD,
    ),
    views=(("as-written", (LISTED_AREAS,)),),
    intake=intake.GRADUATES,
    checked_until=intake.CHECKED_UNTIL,
)
