"""Small things that a decision must get right at its edges: headlines, points, readings that do not exist."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jalon import decide, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.i18n import speaker
from jalon.language.builders import applicant as person
from jalon.readings.decide.decision import Decision
from jalon.readings.decide.reasons import reasons
from jalon.readings.decide.report import decision_report
from jalon.readings.decide.text import outcome_sentence

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
DAY = date(2024, 6, 3)


def example(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(to_dict(load_applicant(EXAMPLE))), **changes}


def condition(decision: Decision, id: str) -> Any:
    return next(result for result in decision.conditions if result.id == id)


def test_an_expression_is_not_a_python_truth() -> None:
    with pytest.raises(TypeError, match="&"):
        bool(person.intends_to_settle)


def test_a_long_list_of_failures_is_cut_in_the_headline() -> None:
    decision = decide(parse_applicant({"schema": 1}), DAY, "peq-workers")
    sentence = outcome_sentence(decision_report(decision, "fr"), speaker("fr"))
    names = len(decision.undetermined)
    assert names > 5
    assert sentence.endswith(f"et {names - 4} autres.")
    english = outcome_sentence(decision_report(decision, "en"), speaker("en"))
    assert english.endswith(f"and {names - 4} more.")


def test_a_reading_that_does_not_exist_is_named() -> None:
    result = condition(decide(parse_applicant(example()), DAY, "peq-workers"), "experience")
    with pytest.raises(ValueError, match="C-2: no reading 'perhaps'; readings: survive, lapsed"):
        result.under("C-2", "perhaps")


def test_a_condition_met_has_no_point_at_play() -> None:
    assert condition(decide(parse_applicant(example()), DAY, "peq-workers"), "experience").points == ()


def test_a_failed_part_is_kept_once_at_its_best() -> None:
    """The level is asked of the test as a whole and of each paper: the part is told once."""
    low = [{"proof": "test", "test": "TEFAQ", "taken_on": "2023-03-01", "levels": {"listening": 6, "speaking": 8}}]
    decision = decide(parse_applicant(example(french=low, studies=[])), DAY, "peq-workers")
    (reason, *_) = reasons(condition(decision, "oral-french"))
    names = [part.id for part in reason.parts]
    assert len(names) == len(set(names))


def test_days_enough_for_everyone_but_one_edge_say_nothing_of_days_to_come() -> None:
    """Undetermined for the missing hours of a second job alone: no number of days is asked for."""
    jobs = example()["jobs"]
    jobs[0] |= {"started_on": "2023-06-05"}
    second = {key: value for key, value in jobs[0].items() if key != "hours_per_week"}
    second |= {"started_on": "2021-01-04", "ended_on": "2022-12-30"}
    decision = decide(parse_applicant(example(jobs=[*jobs, second])), DAY, "peq-workers")
    told = next(c for c in decision_report(decision, "fr")["conditions"] if c["id"] == "experience")
    assert told["verdict"] == "undetermined"
    assert "de plus pour que nul" not in told["texts"][0]["measured"][0]["sentence"]


def test_between_two_counts_the_days_that_would_settle_it_are_told() -> None:
    """728 days in two runs: two years of 52 weeks, but not the longest run of 24 calendar months (731 days)."""
    (job,) = example()["jobs"]
    jobs = [
        job | {"started_on": "2022-06-05", "ended_on": "2023-01-01"},
        job | {"started_on": "2023-01-03", "ended_on": "2024-06-02"},
    ]
    decision = decide(parse_applicant(example(jobs=jobs)), DAY, "peq-workers")
    told = next(c for c in decision_report(decision, "fr")["conditions"] if c["id"] == "experience")
    (measure,) = [m for m in told["texts"][0]["measured"] if m["kind"] == "time"]
    assert (measure["least_days"], measure["most_days"], measure["verdict"]) == (728, 728, "undetermined")
    assert "3 jours de plus" in measure["sentence"].replace("\u00a0", " ")
    assert [point["point"] for point in told["contested"]] == ["A-U6"]


def test_a_study_without_a_name_may_be_settled_by_its_area_or_by_its_name() -> None:
    studies = example()["studies"]
    for key in ("programme", "area"):
        studies[0].pop(key, None)
    decision = decide(parse_applicant(example(studies=studies)), date(2022, 11, 5), "peq-graduates")
    assert "studies[0].programme" not in decision.missing
    study = studies[0] | {"started_on": "2016-09-01", "completed_on": "2019-05-20", "awarded_on": "2019-06-10"}
    permits = [{"kind": "study", "from": "2016-08-01", "to": "2020-01-01"}]
    stays = [{"from": "2016-08-01", "to": None}]
    data = example(studies=[study], permits=permits, stays_in_quebec=stays, french=[{"proof": "studies"}])
    decision = decide(parse_applicant(data), date(2019, 11, 5), "peq-graduates", "as-written")
    assert set(decision.missing) == {"studies[0].area", "studies[0].programme"}
    study["programme"] = "Techniques de l'informatique"
    assert decide(parse_applicant(data), date(2019, 11, 5), "peq-graduates", "as-written").outcome == "eligible"
