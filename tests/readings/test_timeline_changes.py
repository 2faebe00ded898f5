"""The reason of each change of a line: of known people as a person would tell it, of generated people as the law has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from jalon.facts import Applicant
from jalon.i18n import speaker
from jalon.language.calendar import add_months
from jalon.language.vocabulary import CHILD, PROOF, STUDY
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.decide.relevance import Open
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, NOT_ASKED, OUTCOME, Calendar, calendar
from jalon.readings.timeline.causes import DatedFact, DateOfTheText, TimeCounted, leaf_causes, values_on_both_days
from jalon.readings.timeline.changes import Change, Changes, IntakeBegins, LawBegins, NotChecked, StudyChosen
from jalon.readings.timeline.story import cause_words, change_words, length_words, open_words
from readings.people import Person, examples, partial_people
from readings.timelines import EXAMPLE, graduate, worker

FRENCH = speaker("fr")


def change(applicant: Applicant, programme: str, line: str, day: str) -> Change:
    """The change of a line on a day."""
    on = date.fromisoformat(day)
    one = calendar(applicant, date(on.year - 1, 1, 1), date(on.year + 2, 1, 1), programme)
    return Changes(one).on(line, on.toordinal())


def told(applicant: Applicant, programme: str, line: str, day: str) -> str:
    return change_words(change(applicant, programme, line, day), applicant, FRENCH)


@pytest.mark.parametrize(
    ("programme", "line", "day", "words"),
    [
        ("peq-workers", "experience", "2024-05-30", "24e mois atteint"),
        ("peq-workers", "experience", "2023-05-28", "12e mois atteint, selon une façon de compter"),
        ("peq-workers", CONDITIONS, "2024-05-30", "Expérience de travail – 24e mois atteint"),
        ("peq-workers", OUTCOME, "2024-05-30", "Expérience de travail – 24e mois atteint"),
        ("peq-workers", "job-at-filing", "2022-05-30", "Emploi 1 (Programmeuse), début le 30 mai 2022"),
        ("peq-workers", "oral-french", "2023-03-01", "Preuve de français 1 (TEFAQ), obtenue le 1er mars 2023"),
        ("peq-workers", "oral-french", "2025-03-01", "Preuve de français 1 (TEFAQ), qui date d’exactement 2 ans"),
        ("peq-workers", "oral-french", "2025-03-02", "Preuve de français 1 (TEFAQ), qui date de plus de 2 ans"),
        (
            "peq-workers",
            "stay",
            "2025-07-11",
            "Permis 2 (Permis de travail postdiplôme), fin le 10 juillet 2025",
        ),
        ("peq-workers", INTAKE, "2025-06-05", "Réception suspendue depuis le 5 juin 2025"),
        (
            "peq-workers",
            "reference-date",
            "2026-07-02",
            "le texte «\u00a0Réouverture, première période\u00a0» le demande désormais",
        ),
        (
            "peq-graduates",
            "experience",
            "2023-11-23",
            "le texte «\u00a0Sans expérience de travail, avec français écrit\u00a0» ne le demande plus",
        ),
        (
            "peq-graduates",
            "diploma",
            "2022-05-25",
            "Études 1 (Techniques de l’informatique), terminées le 25 mai 2022",
        ),
        (
            "peq-graduates",
            "diploma",
            "2022-06-15",
            "Études 1 (Techniques de l’informatique), diplôme délivré le 15 juin 2022",
        ),
        (
            "peq-graduates",
            "diploma",
            "2025-05-25",
            "Études 1 (Techniques de l’informatique), terminées depuis exactement 3 ans",
        ),
        (
            "peq-graduates",
            "diploma",
            "2025-06-16",
            "Études 1 (Techniques de l’informatique), diplôme de plus de 3 ans",
        ),
        (
            "peq-graduates",
            CONDITIONS,
            "2025-03-02",
            "Français oral, Français écrit – Preuve de français 1 (TEFAQ), qui date de plus de 2 ans",
        ),
    ],
)
def test_as_a_person_would_say(programme: str, line: str, day: str, words: str) -> None:
    assert told(EXAMPLE, programme, line, day) == words


def test_a_birthday() -> None:
    young = graduate(birth_date="2006-05-01")
    assert told(young, "peq-graduates", "age", "2024-05-01") == "18 ans le 1er mai 2024"


def test_months_that_leave_the_window() -> None:
    # 24 months to 1 June 2022, and nothing since: two years later too little of it is in the last three years.
    idle = worker(jobs=[("2020-06-01", "2022-06-30")])
    *_, before, last = Changes(calendar(idle, date(2021, 1, 1), date(2026, 1, 1), "peq-workers")).of("experience")
    assert last.after == 0
    assert [type(cause) for cause in last.causes] == [TimeCounted]
    assert change_words(last, idle, FRENCH) == "moins de 24 mois dans la période comptée"
    assert before.after == 1
    assert change_words(before, idle, FRENCH) == "24 mois seulement selon une façon de compter"


def test_a_job_a_stay_and_a_future_diploma() -> None:
    moved = worker(jobs=[("2020-06-01", "2022-12-15")], stays=[("2020-01-01", "2022-12-20")])
    assert told(moved, "peq-workers", "job-at-filing", "2022-12-16") == "Emploi 1, fin le 15 décembre 2022"
    soon = graduate(awarded_on=None, completed_on="2017-09-01", started_on="2014-09-01")
    assert told(soon, "peq-graduates", "diploma", "2017-03-01") == "Études 1, exigences remplies le\u00a0: dans 6 mois"
    gone = worker(jobs=[("2022-06-01", None)], stays=[("2022-01-01", "2024-03-20")])
    assert told(gone, "peq-workers", "presence", "2024-03-21") == "Séjour 1, fin le 20 mars 2024"


def test_the_law_is_the_cause_only_where_the_new_text_alone_does_it() -> None:
    # The day of the new text is also the day on which this worker's proof is two years old and a day.
    aged = worker(jobs=[("2021-06-01", None)], taken_on="2021-11-22")
    found = change(aged, "peq-workers", "oral-french", "2023-11-23")
    assert (found.before, found.after) == (1, 0)
    assert [type(cause) for cause in found.causes] == [DatedFact]
    # A condition asked for since the same day: the text alone.
    texts = change(EXAMPLE, "peq-graduates", "written-french", "2023-11-23").causes
    assert [type(cause) for cause in texts] == [LawBegins]


def test_the_law_and_the_facts_on_one_and_the_same_day() -> None:
    # A truck driver: level C counts for nothing until 22 November 2023; TEER 3 does from the 23rd, when 24 months are full.
    driver = worker(jobs=[("2021-11-23", None)], occupation={"noc2016": "7511", "noc2021": "73300"})
    found = change(driver, "peq-workers", "experience", "2023-11-23")
    assert (found.before, found.after) == (0, 2)
    assert [type(cause) for cause in found.causes] == [LawBegins, TimeCounted]
    words = "le texte «\u00a0FÉER 0 à 3\u00a0» commence; 24e mois atteint"
    assert change_words(found, driver, FRENCH) == words


def test_several_conditions_that_one_text_changes() -> None:
    jobless = graduate(jobs=[])
    words = told(jobless, "peq-graduates", CONDITIONS, "2023-11-23")
    title = "Sans expérience de travail, avec français écrit"
    assert words == f"Expérience de travail, Emploi le jour de la demande – le texte «\u00a0{title}\u00a0» commence"


def test_a_dated_rule_inside_a_text() -> None:
    # Between two tables of marks until 28 November 2024: one takes the mark for level 7, the other not.
    marked = worker(jobs=[("2021-06-01", None)], levels=None, test="DELF-B2", scores=14.5)
    found = change(marked, "peq-workers", "oral-french", "2024-11-29")
    assert found.before == 1
    assert [type(cause) for cause in found.causes] == [DateOfTheText]
    assert change_words(found, marked, FRENCH) == "une règle datée du texte change ce jour-là"


def test_another_study_serves_when_the_better_one_grows_old() -> None:
    first = {"started_on": "2018-09-01", "completed_on": "2021-05-25", "awarded_on": "2021-06-15"}
    second = {"started_on": "2018-09-01", "completed_on": "2022-05-25", "awarded_on": "2022-06-15"}
    two = graduate(also=second | {"share_stayed_in_quebec": 0.1}, **first)
    found = change(two, "peq-graduates", "study-stay", "2024-06-16")
    assert (found.before, found.after) == (2, 0)
    words = change_words(found, two, FRENCH)
    assert words == "diplôme retenu\u00a0: Études 2; Études 1, diplôme de plus de 3 ans"
    assert cause_words(StudyChosen(()), two, FRENCH) == "diplôme retenu\u00a0: –"


def test_years_of_study_in_french_added_up() -> None:
    # Two years and one: enough together, contested (point J-2), once the second programme is done.
    years = [
        {"started_on": "2016-09-01", "completed_on": "2018-05-25", "full_time_years_in_french": 2},
        {"started_on": "2022-09-01", "completed_on": "2023-05-25", "full_time_years_in_french": 1},
    ]
    years[1]["awarded_on"] = "2023-06-15"
    studied = graduate(also=_FRENCH | years[1], **_FRENCH | years[0])
    found = change(studied, "peq-workers", "oral-french", "2022-09-01")
    assert (found.before, found.after) == (0, 1)
    assert [cause.path for cause in found.causes if isinstance(cause, DatedFact)] == ["studies[1].started_on"]
    assert told(studied, "peq-workers", "oral-french", "2022-09-01") == "Études 2, début le 1er septembre 2022"


_FRENCH = {"entirely_in_french": False, "french_share": 0.5}
_DAYS = {f.name: f for f in (*PROOF.fields, *CHILD.fields, *STUDY.fields)}


@pytest.mark.parametrize(
    ("path", "months", "passed", "french", "english"),
    [
        (
            "french[0].course_registered_on",
            6,
            False,
            "Preuve de français 1 (TEFAQ), inscription au cours\u00a0: il y a 6 mois",
            "Proof of French 1 (TEFAQ), registered for the course on: 6 months ago",
        ),
        (
            "french[0].course_registered_on",
            24,
            True,
            "Preuve de français 1 (TEFAQ), inscription au cours\u00a0: il y a plus de 2 ans",
            "Proof of French 1 (TEFAQ), registered for the course on: over 2 years ago",
        ),
        (
            "french[0].course_registered_on",
            0,
            False,
            "Preuve de français 1 (TEFAQ), inscription au cours\u00a0: 1er mars 2023",
            "Proof of French 1 (TEFAQ), registered for the course on: 1 March 2023",
        ),
        ("children[0].birth_date", 216, False, "Enfant 1 a 18 ans", "Child 1 turns 18 years old"),
        (
            "studies[0].awarded_on",
            36,
            False,
            "Études 1 (Techniques de l’informatique), diplôme d’exactement 3 ans",
            "Study 1 (Techniques de l’informatique), diploma exactly 3 years old",
        ),
    ],
)
def test_any_dated_fact_has_words(path: str, months: int, passed: bool, french: str, english: str) -> None:
    cause = DatedFact(path, _DAYS[path.rpartition(".")[2]], date(2023, 3, 1).toordinal(), months, passed)
    assert (cause_words(cause, EXAMPLE, FRENCH), cause_words(cause, EXAMPLE, speaker("en"))) == (french, english)


def test_more_reasons_than_anybody_reads() -> None:
    day = date(2024, 3, 1).toordinal()
    facts = [DatedFact(f"permits[{row}].to", _DAYS["taken_on"], day + row, 0, True) for row in range(6)]
    lines = ("age", "stay", "presence", "values", "diploma", "bursary")
    parts = tuple(Change(line, day, 2, 0, (fact,)) for line, fact in zip(lines, facts, strict=True))
    words = change_words(Change(CONDITIONS, day, 2, 0, parts=parts), EXAMPLE, FRENCH)
    assert words.count(";") == 3
    assert words.endswith("et 3 autres raisons")
    many = Open(
        {f"jobs[0].{key}": None for key in ("title", "started_on", "ended_on", "in_quebec", "leaves", "internship")}
    )
    assert open_words(many, EXAMPLE, FRENCH).endswith("et 3 autres")


def test_a_line_that_stays_has_no_cause() -> None:
    assert change(EXAMPLE, "peq-workers", OUTCOME, "2024-06-15").all_causes() == ()
    assert told(EXAMPLE, "peq-workers", "age", "2023-11-23") == ""


def test_past_the_day_to_which_the_law_was_checked() -> None:
    programme = replace(PROGRAMMES["peq-workers"], checked_until="2024-06-30")
    one = calendar(EXAMPLE, date(2024, 1, 1), date(2024, 12, 31), programme)
    (found,) = Changes(one).of(INTAKE)
    assert (found.day, found.after, [type(c) for c in found.causes]) == (
        date(2024, 7, 1).toordinal(),
        1,
        [NotChecked],
    )
    words = change_words(found, EXAMPLE, FRENCH)
    assert words == "la loi n’a été vérifiée que jusqu’au 30 juin 2024"


def test_the_programme_begins() -> None:
    old = graduate(birth_date="1980-01-01", started_on="2006-01-01", completed_on="2009-01-10", awarded_on="2009-01-20")
    one = calendar(old, date(2010, 1, 1), date(2010, 12, 31), "peq-graduates")
    (first, *_) = Changes(one).of(OUTCOME)
    assert date.fromordinal(first.day) == date(2010, 2, 14)
    assert {type(cause) for cause in first.all_causes()} == {LawBegins, IntakeBegins}


def test_an_expression_that_did_not_move_has_no_cause() -> None:
    version = PROGRAMMES["peq-workers"].version_on(date(2024, 6, 3).toordinal())
    assert version is not None
    age = next(c for c in version.conditions if c.id == "age")
    person, day = bounded(EXAMPLE), date(2024, 6, 3).toordinal()
    assert values_on_both_days(age.expr, person, None, day) == (2, 2)
    assert leaf_causes(age.expr, person, None, day) == ()


@pytest.mark.parametrize(
    ("months", "french", "english"),
    [(12, "1 an", "1 year"), (36, "3 ans", "3 years"), (18, "18 mois", "18 months"), (-6, "6 mois", "6 months")],
)
def test_lengths(months: int, french: str, english: str) -> None:
    assert (length_words(months, FRENCH), length_words(months, speaker("en"))) == (french, english)


def test_what_keeps_a_condition_open() -> None:
    vague = worker(jobs=[("2021-06-01", None)], hours=None)
    one = calendar(vague, date(2024, 1, 1), date(2024, 12, 31), "peq-workers")
    found = Changes(one).open_on("experience", date(2024, 3, 1).toordinal())
    assert open_words(found, vague, FRENCH) == "à préciser\u00a0: Emploi 1, heures par semaine"
    assert open_words(Changes(one).open_on(INTAKE, date(2024, 3, 1).toordinal()), vague, FRENCH) == ""


def _sound(one: Calendar, found: Change, line: str) -> None:
    programme, before, after = one.programme, found.day - 1, found.day
    for cause in found.causes:
        match cause:
            case LawBegins():
                # A text begins that day, and it is this one.
                assert cause.version is programme.version_on(after)
                assert cause.version is not programme.version_on(before)
                asked = [
                    [c.id for c in v.conditions] if (v := programme.version_on(d)) else [] for d in (before, after)
                ]
                if line != CONDITIONS and cause.asks != "otherwise":
                    assert (line in asked[0], line in asked[1]) == (cause.asks == "no-more", cause.asks == "newly")
            case IntakeBegins():
                assert cause.period.first == after
            case DatedFact():
                # The mark is met that day or was passed the day before (a day more around a 29 February: months clamp).
                assert 0 <= after - add_months(cause.day, cause.months) <= 2
                assert cause.path
            case TimeCounted():
                assert cause.months > 0


@examples(40, 1500)
@given(partial_people())
def test_every_change_has_its_reason(person: Person) -> None:
    applicant = person.applicant
    first, last = (date.fromordinal(person.day.toordinal() + shift) for shift in (-700, 900))
    one = calendar(applicant, first, last, person.programme)
    changes = Changes(one)
    for line in one.lines:
        for found in changes.of(line):
            assert (found.before, found.after) == (
                one.value(line, date.fromordinal(found.day - 1)),
                one.value(line, date.fromordinal(found.day)),
            )
            assert found.all_causes(), f"{line} {date.fromordinal(found.day)}"
            assert change_words(found, applicant, FRENCH)
            _sound(one, found, line)
            for part in found.parts:
                # What makes a whole rise has risen, or is no longer asked.
                rises = NOT_ASKED in (part.before, part.after) or part.after > part.before
                falls = NOT_ASKED in (part.before, part.after) or part.after < part.before
                assert rises if found.after > found.before else falls


def test_each_change_is_worked_out_once() -> None:
    changes: Any = Changes(calendar(EXAMPLE, date(2022, 1, 1), date(2025, 1, 1), "peq-workers"))
    assert changes.of(OUTCOME) == changes.of(OUTCOME)
    day = changes.of(OUTCOME)[0].day
    assert changes.on(OUTCOME, day) is changes.on(OUTCOME, day)
