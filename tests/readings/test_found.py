"""Files that drawn people led to: each is short, and each was once decided or explained wrongly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jalon import decide, parse_applicant
from jalon.readings.decide.decision import Decision

STUDY: dict[str, Any] = {
    "institution_in_quebec": True,
    "share_stayed_in_quebec": 1,
    "full_time": True,
    "entirely_in_french": True,
    "full_time_years_in_french": 3,
    "bursary": None,
}
DEP = {**STUDY, "level": "dep", "hours": 900, "started_on": "2006-01-20", "completed_on": "2008-02-12"}
DEP["awarded_on"] = "2008-05-12"
SECOND = {**STUDY, "hours": 900, "started_on": "2009-01-10", "completed_on": "2010-04-13", "awarded_on": "2010-04-13"}
PERSON: dict[str, Any] = {
    "schema": 1,
    "birth_date": "1986-10-04",
    "intends_to_settle": True,
    "stay_conditions_respected": True,
    "stays_in_quebec": [{"from": "2006-01-01", "to": None}],
    "permits": [{"kind": "closed-work", "from": "2006-10-24", "to": "2013-03-22"}],
    "french": [{"proof": "test", "test": "TEF", "taken_on": "2012-02-03", "levels": {"listening": 7, "speaking": 7}}],
    "financial_self_sufficiency": True,
    "spouse": None,
    "children": [],
}


def decided(day: date, programme: str = "peq-graduates", **changes: Any) -> Decision:
    return decide(parse_applicant({**PERSON, **changes}), day, programme)


def verdict(decision: Decision, id: str) -> str:
    return next(result.verdict for result in decision.conditions if result.id == id)


DAY = date(2012, 5, 26)


@pytest.mark.parametrize(
    ("level", "outcome"),
    [("asp", "eligible"), ("aec", "not-eligible"), ("secondary", "not-eligible"), (None, "undetermined")],
)
def test_a_study_of_unknown_level_is_not_surely_an_asp(level: str | None, outcome: str) -> None:
    second = {**SECOND, "level": level} if level else SECOND
    decision = decided(DAY, studies=[DEP, second])
    assert decision.outcome == outcome
    if level is None:
        assert "studies[1].level" in decision.missing


@pytest.mark.parametrize(
    ("kind", "expected"), [("professional-order", "met"), ("test", "not-met"), (None, "undetermined")]
)
def test_a_proof_of_unknown_kind_without_a_day(kind: str | None, expected: str) -> None:
    """A document without a date holds on any day, a test without one was not taken."""
    proof = {"test": "TEF", "taken_on": None, "course_passed_on": None, "levels": {"listening": 7, "speaking": 7}}
    told = {**proof, "proof": kind} if kind else proof
    decision = decided(DAY, "peq-workers", french=[told], studies=[])
    assert verdict(decision, "oral-french") == expected


@pytest.mark.parametrize(
    ("awarded", "expected"), [("2010-04-13", "undetermined"), (None, "not-met"), (..., "undetermined")]
)
def test_a_study_without_a_start_may_have_been_awarded(awarded: Any, expected: str) -> None:
    # Awarded in time, but by one of the two dates only: point A-U3.
    study = {**SECOND, "level": "bachelor", "hours": 2500, "started_on": None, "completed_on": None}
    study["awarded_on"] = awarded
    study["expected_completion_on"] = None
    study = {key: value for key, value in study.items() if value is not ...}
    assert verdict(decided(DAY, studies=[study]), "diploma") == expected


def test_a_bursary_of_one_half_of_a_pair_is_named() -> None:
    """The ASP's bursary was honoured; whether the DEP's binds is unknown, and that is what must be asked."""
    dep = {**DEP, "bursary": {"honoured": False}}
    asp = {**SECOND, "level": "asp", "bursary": {"return_condition": True, "honoured": True}}
    decision = decided(DAY, studies=[dep, asp])
    assert decision.outcome == "undetermined"
    assert any(path.startswith("studies[0].bursary") for path in decision.missing)


@pytest.mark.parametrize("reading", ["listed-proof-suffices", "interview-prevails"])
def test_without_an_interview_nothing_hangs_on_it(reading: str) -> None:
    decision = decided(date(2019, 3, 1), "peq-workers", french=[{"proof": "professional-order"}])
    (french,) = [result for result in decision.conditions if result.id == "oral-french"]
    assert (french.verdict, french.under("A-U8", reading)) == ("met", "met")
