"""Remedies: each one is decided again and works; the sets are the smallest; where there is none, it is said why."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jalon.facts import Applicant, Case, load_applicant, load_cases, parse_applicant, to_dict
from jalon.language.bounds import MAYBE, YES
from jalon.readings.decide.decision import decide
from jalon.readings.remedies.acts import done, possible_acts
from jalon.readings.remedies.completing import completed, completion
from jalon.readings.remedies.report import remedies_report
from jalon.readings.remedies.search import Remedies, Remedy, remedies
from jalon.readings.timeline.calendar import CONDITIONS, calendar
from jalon.readings.timeline.when import horizon, run_of
from readings.people import DEEP, Person, complete_people, examples, partial_people
from readings.tongues import french_words

ROOT = Path(__file__).parents[2]
EXAMPLE = load_applicant(ROOT / "examples" / "applicant.yaml")
CASES = [case for path in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(path)]
NOT_MET = [case for case in CASES if decide(case.applicant, case.filed_on, case.programme).conditions_value != YES]
# The search is told to look less far in the normal tier: twice as fast.
MONTHS = 60 if DEEP else 36


def again(applicant: Applicant, remedy: Remedy) -> Applicant:
    """The file with the acts of a remedy done once each, on the days it says."""
    for step in remedy.steps:
        applicant = step.act.change(applicant, (step.day,))
    return applicant


@pytest.mark.parametrize("case", NOT_MET, ids=lambda case: case.id)
def test_every_remedy_works_and_where_there_is_none_it_says_why(case: Case) -> None:
    found = remedies(case.applicant, case.filed_on, case.programme, horizon(case.filed_on, MONTHS))
    assert found.needed
    assert {way.result.id for way in found.ways} == {r.id for r in found.decision.conditions if r.value != YES}
    for remedy in found.remedies:
        assert case.filed_on <= remedy.day <= found.last
        decision = decide(again(case.applicant, remedy), remedy.day, case.programme)
        if remedy.sure:
            assert decision.conditions_verdict == "met"
            assert not remedy.points
            assert not remedy.missing
        else:
            # What is still open is named: a contested point, or a fact.
            assert decision.conditions_verdict == "undetermined"
            assert remedy.points or remedy.missing
            assert remedy.points == tuple(dict.fromkeys(p for r in decision.conditions for p in r.points))
    if not found.remedies:
        assert found.blocked is not None
        assert found.blocked.conditions
        told = remedies_report(found, "fr")
        assert told["none"]
        assert all(c["time"] or c["acts"] or c["missing"] or c["contested"] or c["none"] for c in told["conditions"])
    else:
        assert found.blocked is None
    _the_sets_are_the_smallest(found, case)


def _the_sets_are_the_smallest(found: Remedies, case: Case) -> None:
    order = [(remedy.day, len(remedy.steps)) for remedy in found.remedies]
    assert order == sorted(order)
    for remedy in found.remedies:
        acts = {step.act for step in remedy.steps}
        for step in remedy.steps:
            assert step.serves, step
        for other in found.remedies:
            if {step.act for step in other.steps} < acts:
                # More acts are worth naming only when they do it earlier.
                assert remedy.day < other.day
        # Nothing done, it would not work that day.
        if remedy.steps:
            assert (
                decide(case.applicant, remedy.day, case.programme).conditions_value < remedy.decision.conditions_value
            )


@pytest.mark.parametrize("case", NOT_MET if DEEP else NOT_MET[::25], ids=lambda case: case.id)
def test_looking_through_every_set_finds_no_better(case: Case) -> None:
    """The search prunes; here nothing is pruned."""
    found = remedies(case.applicant, case.filed_on, case.programme, horizon(case.filed_on, MONTHS))
    acts = list(possible_acts(case.applicant))
    filled = completion(case.applicant, case.filed_on, found.decision.programme)
    days = [date(case.filed_on.year + years, case.filed_on.month, min(case.filed_on.day, 28)) for years in range(1, 5)]
    starts = []
    for base in [case.applicant, *([completed(case.applicant, filled)] if filled else [])]:
        for size in range(3):
            for chosen in combinations(acts, size):
                changed = done(base, chosen, (case.filed_on, *days))
                run = run_of(calendar(changed, case.filed_on, found.last, case.programme), CONDITIONS)
                starts += [run.first] if run else []
    sure = [remedy.day for remedy in found.remedies if remedy.sure]
    if starts:
        assert sure
        assert min(sure) <= min(starts)


@examples(150, 5000)
@given(complete_people())
def test_acts_are_pure_and_leave_a_file(person: Person) -> None:
    applicant = person.applicant
    before = to_dict(applicant)
    for act in possible_acts(applicant):
        changed = act.change(applicant, (person.day,))
        assert to_dict(applicant) == before
        # What an act gives could have been written by hand, and is not what was there.
        assert parse_applicant(to_dict(changed)) == changed
        assert changed != applicant or act.kind == "leave-job"


@examples(60, 2000)
@given(partial_people())
def test_completing_only_fills_in_what_was_open(person: Person) -> None:
    applicant = person.applicant
    decision = decide(applicant, person.day, person.programme)
    filled = completion(applicant, person.day, decision.programme)
    after = decide(completed(applicant, filled), person.day, person.programme)
    values = [[r.value for r in d.conditions] for d in (decision, after)]
    assert values[1].count(YES) >= values[0].count(YES)
    assert values[1].count(0) <= values[0].count(0)
    for path, _ in filled:
        owner = path.partition(".")[0].partition("[")[0]
        assert owner in type(applicant).model_fields


@examples(12, 400)
@given(partial_people())
def test_remedies_of_anybody_work(person: Person) -> None:
    found = remedies(person.applicant, person.day, person.programme)
    assert bool(found.ways) == (found.needed and bool(found.decision.conditions))
    for remedy in found.remedies:
        verdict = decide(again(person.applicant, remedy), remedy.day, person.programme).conditions_value
        assert verdict == (YES if remedy.sure else MAYBE)
    assert found.needed or not found.remedies
    assert (found.blocked is not None) == (found.needed and not found.remedies)


# --- One thing wrong, one thing to do ---------------------------------------------------------------------------------

DAY = date(2024, 6, 3)
LEVELS = ("listening", "speaking", "reading", "writing")
BURSARY = {"return_condition": True, "honoured": False}


def changed(**facts: Any) -> Applicant:
    return parse_applicant({**to_dict(EXAMPLE), **facts})


def sets(applicant: Applicant, programme: str = "peq-workers", day: date = DAY) -> list[tuple[date, list[str]]]:
    found = remedies(applicant, day, programme)
    return [(remedy.day, [step.act.kind for step in remedy.steps]) for remedy in found.remedies]


@pytest.mark.parametrize(
    ("facts", "acts"),
    [
        ({"financial_self_sufficiency": False}, [["sign-undertaking"]]),
        ({"intends_to_settle": False}, [["declare-intention"]]),
        ({"filed_through": "paper"}, [["file-in-arrima"]]),
        ({"values_attestation": False}, [["obtain-values"]]),
        ({"purpose_of_stay": "visit"}, [["change-purpose"]]),
        ({"permits": [{"kind": "pgwp", "from": "2022-07-10", "to": "2024-06-01"}]}, [["obtain-permit"]]),
        (
            {"stays_in_quebec": [{"from": "2019-08-10", "to": "2024-05-01"}]},
            [["come-back"]],
        ),
        # Whoever comes back must be there lawfully: the permit does nothing for them as long as they are away.
        (
            {
                "stays_in_quebec": [{"from": "2019-08-10", "to": "2024-05-01"}],
                "permits": [{"kind": "pgwp", "from": "2022-07-10", "to": "2024-06-01"}],
            },
            [["come-back", "obtain-permit"]],
        ),
        ({"french": [], "studies": []}, [["take-test"]]),
        (
            {"spouse": {"accompanies": True, "french": [], "values_attestation": "pending"}},
            [["spouse-takes-test"], ["without-spouse"]],
        ),
        ({"financial_self_sufficiency": False, "filed_through": "paper"}, [["sign-undertaking", "file-in-arrima"]]),
    ],
)
def test_one_thing_wrong_has_its_act_that_very_day(facts: dict[str, Any], acts: list[list[str]]) -> None:
    assert sets(changed(**facts)) == [(DAY, chosen) for chosen in acts]


def test_more_than_three_acts_are_still_found() -> None:
    wrong = changed(
        intends_to_settle=False,
        financial_self_sufficiency=False,
        filed_through="paper",
        values_attestation=False,
        purpose_of_stay="visit",
    )
    (only,) = sets(wrong)
    assert only[0] == DAY
    assert set(only[1]) == {
        "declare-intention",
        "sign-undertaking",
        "file-in-arrima",
        "obtain-values",
        "change-purpose",
    }


def test_waiting_is_a_remedy() -> None:
    # The months are reached on 30 May 2024; 22 months are not 24, and nothing else is lacking.
    file = changed(permits=[{"kind": "open-work", "from": "2021-08-10", "to": "2025-07-10"}])
    assert sets(file, day=date(2024, 4, 1)) == [(date(2024, 5, 30), [])]
    (way,) = remedies(file, date(2024, 4, 1), "peq-workers").ways
    assert (way.result.id, way.time, way.acts) == ("experience", date(2024, 5, 30), ())


def test_more_acts_are_named_where_they_do_it_earlier() -> None:
    (case,) = [case for case in CASES if case.id == "own-work-level-c-bachelor"]
    found = sets(case.applicant, case.programme, case.filed_on)
    # A job brings the twelve months; without it, the text of November 2023 no longer asks for any.
    assert (date(2023, 8, 1), ["take-test", "take-job"]) in found
    assert (date(2023, 11, 23), ["take-test"]) in found


def test_a_test_that_would_be_too_old_is_taken_when_it_is_needed() -> None:
    # A first job from the filing day: 24 months later the test of that day has just ceased to be surely recent.
    file = changed(jobs=[], french=[], studies=[], permits=[{"kind": "open-work", "from": "2021-08-10", "to": None}])
    (found,) = remedies(file, DAY, "peq-workers").remedies
    assert {step.act.kind: step.day for step in found.steps} == {"take-job": DAY, "take-test": found.day}
    assert found.day == date(2026, 6, 3)


def test_an_old_diploma_has_no_remedy_and_it_is_said() -> None:
    study = {**to_dict(EXAMPLE)["studies"][0], "completed_on": "2020-05-25", "awarded_on": "2020-06-15"}
    found = remedies(changed(studies=[{**study, "started_on": "2017-08-28"}]), DAY, "peq-graduates")
    (way,) = found.ways
    assert (found.remedies, way.result.id, way.why) == ((), "diploma", "another-study")
    assert found.blocked is not None
    assert "diploma" in found.blocked.conditions
    told = remedies_report(found, "fr")
    assert "d’autres études" in told["conditions"][0]["none"]
    assert "diplôme délivré le" in told["conditions"][0]["none"]


def test_past_conditions_of_stay_cannot_be_mended() -> None:
    found = remedies(changed(stay_conditions_respected=False), DAY, "peq-workers")
    (way,) = found.ways
    assert (found.remedies, way.why) == ((), "out-of-reach")
    assert found.blocked is not None
    assert found.blocked.conditions == ("stay",)


def test_a_missing_fact_is_asked_for_with_a_value_that_would_do() -> None:
    job = {k: v for k, v in to_dict(EXAMPLE)["jobs"][0].items() if k not in ("hours_per_week", "authorised")}
    first = remedies(changed(jobs=[job]), DAY, "peq-workers").remedies[0]
    assert first.day == DAY
    (step,) = first.steps
    assert step.act.kind == "complete"
    assert {path for path, _ in step.act.filled} == {"jobs[0].hours_per_week", "jobs[0].authorised"}
    assert dict(step.act.filled)["jobs[0].authorised"] is True


def test_two_vague_dates_are_settled_together() -> None:
    study = {
        **to_dict(EXAMPLE)["studies"][0],
        "started_on": "2018-08",
        "completed_on": "2021-06",
        "awarded_on": "2021-06",
    }
    first = remedies(changed(studies=[study], french=[*to_dict(EXAMPLE)["french"]]), DAY, "peq-graduates").remedies[0]
    assert [step.act.kind for step in first.steps] == ["complete"]
    assert first.day == DAY


def test_a_contested_point_that_remains_is_named() -> None:
    # A diploma of the reference day itself (C-5): nothing but that point is open.
    study = {**to_dict(EXAMPLE)["studies"][0], "completed_on": "2025-11-19", "awarded_on": "2025-11-19"}
    file = changed(
        studies=[study],
        permits=[{"kind": "pgwp", "from": "2022-07-10", "to": None}],
        french=[{"proof": "test", "test": "TEFAQ", "taken_on": "2026-01-10", "levels": dict.fromkeys(LEVELS, 8)}],
    )
    found = remedies(file, date(2026, 7, 20), "peq-graduates")
    assert [(remedy.sure, remedy.points) for remedy in found.remedies] == [(False, ("C-5",))]


def test_where_conditions_are_met_only_intake_is_spoken_of() -> None:
    found = remedies(EXAMPLE, date(2024, 12, 2), "peq-graduates")
    assert (found.needed, found.ways, found.remedies, found.eligible) == (False, (), (), None)
    assert "les demandes ne sont pas reçues" in (remedies_report(found, "fr")["intake_words"] or "")
    # With a permit and a test that last, intake opens again.
    lasting = changed(
        permits=[{"kind": "pgwp", "from": "2022-07-10", "to": None}],
        studies=[{**to_dict(EXAMPLE)["studies"][0], "completed_on": "2024-05-25", "awarded_on": "2024-06-15"}],
    )
    assert remedies(lasting, date(2024, 12, 2), "peq-graduates").eligible is None
    fresh = parse_applicant({**to_dict(lasting), "french": [{"proof": "studies"}]})
    assert remedies(fresh, date(2024, 12, 2), "peq-graduates").eligible == date(2026, 7, 2)


def test_unknown_lists_stay_unknown() -> None:
    # Of a graduate whose jobs are not told, a job more says nothing of the others.
    data = to_dict(EXAMPLE)
    del data["jobs"]
    assert all(kinds == ["complete"] for _, kinds in sets(parse_applicant(data), "peq-graduates"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sentences_are_in_one_language(lang: str) -> None:
    wrong = changed(
        purpose_of_stay="visit",
        filed_through="paper",
        financial_self_sufficiency=False,
        intends_to_settle=False,
        values_attestation=False,
        french=[],
        stays_in_quebec=[{"from": "2019-08-10", "to": "2024-05-01"}],
        permits=[],
        spouse={"accompanies": True, "french": [], "values_attestation": "pending"},
        jobs=[{**to_dict(EXAMPLE)["jobs"][0], "field_excluded": True}],
        studies=[
            {
                **to_dict(EXAMPLE)["studies"][0],
                "awarded_on": None,
                "bursary": {"return_condition": True, "honoured": False},
            }
        ],
    )
    for programme in ("peq-workers", "peq-graduates"):
        told = remedies_report(remedies(wrong, DAY, programme), lang)
        said = [act["words"] for c in told["conditions"] for act in c["acts"]] + [r["words"] for r in told["remedies"]]
        said += [c["none"] or "" for c in told["conditions"]] + [told["none"] or ""]
        assert all(act["words"] for r in told["remedies"] for act in r["acts"])
        assert said
        if lang == "en":
            assert not french_words(" ".join(said)), said


def test_the_report_names_the_level_in_the_words_of_the_condition() -> None:
    told = remedies_report(remedies(changed(french=[], studies=[]), DAY, "peq-workers"), "fr")
    (act,) = told["remedies"][0]["acts"]
    assert [item["id"] for item in act["serves"]] == ["oral-french"]
    assert "niveau 7" in act["serves"][0]["asks"]
    assert "7" not in act["words"]
