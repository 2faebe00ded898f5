"""`when`: the first eligible day is the true minimum, the run is exact, what comes last and dates to watch are right."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.facts import Applicant, load_applicant, load_cases, parse_applicant, to_dict
from jalon.i18n import speaker
from jalon.language.bounds import NO, YES
from jalon.readings.decide.decision import decide
from jalon.readings.timeline.when import Run, When, horizon, when, when_report, when_sentence
from readings.people import DEEP, Person, complete_people, examples, partial_people
from readings.tongues import french_words

ROOT = Path(__file__).parents[2]
EXAMPLE = load_applicant(ROOT / "examples" / "applicant.yaml")
CASES = [case for path in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(path)]


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(i) for i in range((last - first).days + 1)]


def run_by_hand(holds: dict[date, bool]) -> Run | None:
    """The first run of days that hold, by looking at each."""
    first = next((day for day, held in holds.items() if held), None)
    if first is None:
        return None
    end = next((day for day, held in holds.items() if day > first and not held), None)
    return Run(first, end - timedelta(1) if end else None)


def check(applicant: Applicant, programme: str, first: date, last: date) -> When:
    """`when` against `decide` on every day."""
    found = when(applicant, first, programme, last)
    told = {day: decide(applicant, day, programme) for day in days(first, last)}
    assert found.eligible == run_by_hand({d: t.outcome == "eligible" for d, t in told.items()})
    assert found.conditions == run_by_hand({d: t.conditions_verdict == "met" for d, t in told.items()})
    start = found.eligible or found.conditions
    if start and start.first > first:
        eve, then = told[start.first - timedelta(1)], told[start.first]
        lacking = {r.id for r in eve.conditions if r.value < YES and r.id not in _open(then)}
        if found.eligible and eve.intake.value < YES:
            lacking.add("intake")
        assert set(found.arriving) == lacking
    else:
        assert found.arriving == ()
    for stretch in found.stretches:
        for day in (stretch.first, stretch.last):
            decision = told[day]
            assert stretch.outcome == min(decision.conditions_value, decision.intake.value)
            assert (stretch.conditions, stretch.intake) == (decision.conditions_value, decision.intake.value)
    return found


def _open(decision: Any) -> set[str]:
    return {r.id for r in decision.conditions if r.value < YES}


@examples(60, 2000)
@given(st.one_of(complete_people(), partial_people()), st.integers(0, 60), st.integers(20, 120))
def test_the_first_day_is_the_least_of_all_days(person: Person, before: int, length: int) -> None:
    first = person.day - timedelta(before)
    check(person.applicant, person.programme, first, first + timedelta(length))


@pytest.mark.parametrize("case", CASES if DEEP else CASES[::8], ids=lambda case: case.id)
def test_worked_cases_agree_with_every_day(case: Any) -> None:
    check(case.applicant, case.programme, case.filed_on - timedelta(40), case.filed_on + timedelta(70))


@examples(40, 1000)
@given(st.one_of(complete_people(), partial_people()))
def test_the_stretches_cover_the_span_without_gap_and_without_two_alike(person: Person) -> None:
    found = when(person.applicant, person.day, person.programme)
    stretches = found.stretches
    assert (stretches[0].first, stretches[-1].last) == (person.day, horizon(person.day))
    for one, other in pairwise(stretches):
        assert other.first == one.last + timedelta(1)
        assert (one.outcome, one.conditions, one.intake) != (other.outcome, other.conditions, other.intake)
    # The answer is the first eligible stretch.
    eligible = [s for s in stretches if s.outcome == YES]
    assert (found.eligible is None) == (not eligible)
    if found.eligible:
        assert found.eligible.first == eligible[0].first
        assert found.eligible.last == (None if eligible[0].last == horizon(person.day) else eligible[0].last)


def test_the_example_reaches_its_months_last() -> None:
    found = when(EXAMPLE, date(2023, 6, 3), "peq-workers")
    assert found.eligible == Run(date(2024, 5, 30), date(2025, 2, 28))
    assert found.arriving == ("experience",)
    told = when_report(found, "fr")
    assert (told["first_day"], told["last_day"], told["last_condition"]) == ("2024-05-30", "2025-02-28", "experience")
    assert [c["id"] for c in told["closed_by"]] == ["oral-french"]


def test_already_eligible_nothing_comes_last() -> None:
    found = when(EXAMPLE, date(2024, 6, 3), "peq-workers")
    assert found.eligible is not None
    assert (found.eligible.first, found.arriving) == (date(2024, 6, 3), ())


def changed(**facts: Any) -> Applicant:
    return parse_applicant({**to_dict(EXAMPLE), **facts})


def test_a_job_goes_on_but_a_permit_does_not_extend_itself() -> None:
    # The test is renewed in time and the job has no end: the permit alone closes the run.
    test = {"proof": "test", "test": "TEFAQ", "levels": {"listening": 8, "speaking": 8, "reading": 7, "writing": 7}}
    fresh = changed(french=[{**test, "taken_on": "2024-05-01"}])
    found = when(fresh, date(2024, 6, 3), "peq-workers", date(2025, 12, 31))
    assert found.conditions == Run(date(2024, 6, 3), date(2025, 7, 10))
    assert [c["id"] for c in when_report(found, "fr")["closed_by"]] == ["intake"]
    goes_on = changed(
        french=[{**test, "taken_on": "2024-05-01"}], permits=[{"kind": "open-work", "from": "2019-08-10", "to": None}]
    )
    assert when(goes_on, date(2024, 6, 3), "peq-workers", date(2025, 12, 31)).conditions == Run(date(2024, 6, 3), None)


def test_where_intake_is_unknown_the_days_of_the_conditions_are_given() -> None:
    test = {"proof": "test", "test": "TEFAQ", "levels": {"listening": 8, "speaking": 8, "reading": 7, "writing": 7}}
    later = changed(
        french=[{**test, "taken_on": "2026-12-01"}], permits=[{"kind": "open-work", "from": "2019-08-10", "to": None}]
    )
    found = when(later, date(2026, 11, 24), "peq-workers")
    assert found.eligible is None
    # The day of the test, until two years later; its anniversary is contested.
    assert found.conditions == Run(date(2026, 12, 1), date(2028, 11, 30))
    assert found.arriving == ("oral-french",)
    assert all(s.intake != YES for s in found.stretches)
    told = when_report(found, "fr")
    assert (told["first_day"], told["conditions_first_day"]) == (None, "2026-12-01")


def test_a_condition_that_is_no_longer_asked_is_what_came_last() -> None:
    # Studies in English: refused from 23 November 2024 to 1 July 2026 only, while intake was closed.
    study = {**to_dict(EXAMPLE)["studies"][0], "completed_on": "2024-05-25", "awarded_on": "2024-06-15"}
    english = {"french_share": 0, "entirely_in_french": False, "full_time_years_in_french": 0}
    test = {"proof": "test", "test": "TEFAQ", "taken_on": "2025-03-01", "levels": {"listening": 8, "speaking": 8}}
    file = changed(
        studies=[{**study, **english}],
        french=[{**test, "levels": {**test["levels"], "reading": 7, "writing": 7}}],
        permits=[{"kind": "pgwp", "from": "2022-07-10", "to": None}],
    )
    found = when(file, date(2025, 6, 1), "peq-graduates")
    assert found.eligible is not None
    assert (found.eligible.first, found.arriving) == (date(2026, 7, 2), ("studies-in-french", "intake"))


def warnings(applicant: Applicant, first: date, last: date | None = None) -> dict[tuple[str, str], date]:
    found = when(applicant, first, "peq-workers", last)
    return {(w.kind + (f"-{w.figure}" if w.figure else ""), w.path): w.day for w in found.warnings}


def test_dates_to_watch_of_the_example() -> None:
    assert warnings(EXAMPLE, date(2024, 6, 3)) == {
        ("permit-ends", "permits[1]"): date(2025, 7, 10),
        ("french-expires", "french[0]"): date(2025, 2, 28),
    }
    # Past them, there is nothing left to watch.
    assert warnings(EXAMPLE, date(2025, 8, 1)) == {}


def test_the_last_good_day_of_a_test_is_the_one_of_decide() -> None:
    day = when(EXAMPLE, date(2024, 6, 3), "peq-workers").warnings[0].day
    verdicts = [
        next(r.verdict for r in decide(EXAMPLE, d, "peq-workers").conditions if r.id == "oral-french")
        for d in (day, day + timedelta(1), day + timedelta(2))
    ]
    assert verdicts == ["met", "undetermined", "not-met"]


def test_a_permit_that_goes_on_or_of_unknown_end_is_not_watched() -> None:
    ends = {"kind": "pgwp", "from": "2022-07-10", "to": "2025-07-10"}
    for last in ({"to": None}, {}):
        file = changed(permits=[ends, {"kind": "open-work", "from": "2019-08-10", **last}])
        assert not any(kind == "permit-ends" for kind, _ in warnings(file, date(2024, 6, 3)))


def test_a_child_turns_an_age_that_a_condition_looks_at_and_one_that_none_does() -> None:
    file = changed(
        children=[
            {"birth_date": "2007-03-01", "accompanies": True},
            {"birth_date": "2004-02-29", "accompanies": True},
            {"birth_date": "2007-03-01", "accompanies": False},
        ]
    )
    told = {key: day for key, day in warnings(file, date(2024, 6, 3)).items() if key[0].startswith("child")}
    assert told == {
        ("child-turns-18", "children[0]"): date(2025, 3, 1),
        ("child-turns-22", "children[0]"): date(2029, 3, 1),
        ("child-turns-22", "children[1]"): date(2026, 2, 28),
    }
    notes = {w.figure: w.note for w in when(file, date(2024, 6, 3), "peq-workers").warnings if w.figure}
    assert notes == {18: "values", 22: ""}


def test_a_vague_birth_date_gives_two_ends() -> None:
    file = changed(children=[{"birth_date": "2007-03", "accompanies": True}])
    (warned,) = [w for w in when(file, date(2024, 6, 3), "peq-workers", date(2026, 1, 1)).warnings if w.figure]
    assert (warned.day, warned.until) == (date(2025, 3, 1), date(2025, 3, 31))


def test_a_leave_is_told_where_it_weighs_only() -> None:
    job = {**to_dict(EXAMPLE)["jobs"][0], "leaves": [{"from": "2023-02-06", "to": "2023-03-03"}]}
    file = changed(jobs=[job])
    assert warnings(file, date(2024, 5, 1))["leave", "jobs[0].leaves[0]"] == date(2023, 2, 6)
    # Years later the same months are reached with or without it.
    assert ("leave", "jobs[0].leaves[0]") not in warnings(file, date(2027, 6, 1))


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        when(EXAMPLE, date(2024, 6, 3), "peq-workers", date(2024, 6, 2))


def test_the_horizon_stays_inside_what_a_file_may_date() -> None:
    assert horizon(date(2024, 2, 29)) == date(2029, 2, 28)
    assert horizon(date(2099, 1, 1)) == date(2100, 12, 31)


@pytest.mark.parametrize("first", [date(2023, 6, 3), date(2026, 11, 24), date(2009, 1, 1)])
def test_sentences_are_in_one_language(first: date) -> None:
    job = {**to_dict(EXAMPLE)["jobs"][0], "leaves": [{"from": "2023-02-06", "to": "2023-03-03"}]}
    file = changed(jobs=[job], children=[{"birth_date": "2007-03", "accompanies": True}])
    for programme in ("peq-workers", "peq-graduates"):
        told = when_report(when(file, first, programme), "en")
        said = " ".join([told["words"], *(w["words"] for w in told["warnings"])])
        assert not french_words(said), said


def test_the_sentence_does_not_say_eligible_where_no_day_is() -> None:
    found = when(changed(jobs=[]), date(2024, 6, 3), "peq-workers")
    assert found.eligible is None
    assert all(s.outcome == NO for s in found.stretches)
    assert "aucun jour n’est admissible" in when_sentence(found, speaker("fr"))
