"""A decision as people meet it: two verdicts and one outcome, the days around the programme, the study spoken of."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jalon
from jalon import UnknownProgrammeError, decide, decide_all, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.readings.decide.decision import VIEWS, Decision

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
DAY = date(2024, 6, 3)


def example(**changes: Any) -> Any:
    return parse_applicant({**to_dict(load_applicant(EXAMPLE)), **changes})


def study(**changes: Any) -> dict[str, Any]:
    return {**to_dict(load_applicant(EXAMPLE))["studies"][0], **changes}


def by_id(decision: Decision) -> dict[str, str]:
    return {result.id: result.verdict for result in decision.conditions}


def test_the_example_is_eligible_in_both_streams() -> None:
    decisions = decide_all(example(), DAY)
    assert [d.programme.id for d in decisions] == list(PROGRAMMES)
    for decision in decisions:
        assert (decision.outcome, decision.conditions_verdict, decision.intake.state) == ("eligible", "met", "open")
        assert decision.failing == decision.undetermined == decision.missing == ()
    assert decisions[0].credential_rows == (0,)
    assert decisions[1].credential_rows == ()


@pytest.mark.parametrize(
    ("programme", "view"), [("peq", "as-applied"), ("peq-workers", "as-read"), ("PEQ-workers", "as-applied")]
)
def test_an_unknown_programme_or_view_is_an_error(programme: str, view: Any) -> None:
    with pytest.raises(UnknownProgrammeError, match=view if programme == "peq-workers" else programme):
        decide(example(), DAY, programme, view)


def test_the_package_has_no_other_name() -> None:
    with pytest.raises(AttributeError, match="decide_nobody"):
        jalon.decide_nobody  # noqa: B018


def test_a_programme_may_be_given_itself() -> None:
    assert decide(example(), DAY, PROGRAMMES["peq-workers"]).outcome == "eligible"


def test_a_decision_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        decide(example(), DAY, "peq-workers").filed_on = date(2020, 1, 1)  # type: ignore[misc]


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(2010, 2, 13)])
def test_before_the_programme_nobody_is_eligible(programme: str, day: date) -> None:
    decision = decide(example(), day, programme)
    assert (decision.outcome, decision.conditions_verdict) == ("not-eligible", "not-met")
    assert decision.version is None
    assert decision.conditions == ()
    assert decision.failing == ("intake",)
    assert decision.missing == ()
    assert decision.notes == ()


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_first_day(programme: str) -> None:
    decision = decide(example(), date(2010, 2, 14), programme)
    assert decision.version is not None
    assert decision.version.since == "2010-02-14"
    assert decision.intake.state == "open"


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("day", [date(2025, 11, 19), date(2026, 1, 15), date(2026, 7, 1)])
def test_between_the_end_and_the_reopening_the_last_text_is_shown_and_intake_closed(programme: str, day: date) -> None:
    decision = decide(example(), day, programme)
    assert decision.outcome == "not-eligible"
    assert decision.intake.state == "closed"
    assert decision.failing[-1] == "intake"
    assert decision.conditions


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_after_the_last_day_checked_intake_is_unknown(programme: str) -> None:
    last = date.fromisoformat(CHECKED_UNTIL)
    for day in (last, date.fromordinal(last.toordinal() + 1), date(2030, 1, 1), date(9999, 12, 31)):
        decision = decide(example(), day, programme)
        assert decision.version is not None
        assert decision.version.until is None
        assert decision.intake.state == "unknown"
        assert decision.outcome in ("undetermined", "not-eligible")
        assert decision.outcome != "undetermined" or "intake" in decision.undetermined


def test_past_the_last_day_checked_even_an_open_period_is_unknown() -> None:
    early = replace(PROGRAMMES["peq-workers"], checked_until="2024-01-01")
    assert decide(example(), DAY, early).intake.state == "unknown"


def test_a_closed_intake_leaves_the_conditions_as_they_are() -> None:
    decision = decide(example(), date(2024, 11, 15), "peq-graduates")
    assert decision.intake.state == "closed"
    assert decision.outcome == "not-eligible"
    assert decision.conditions_verdict == "met"
    assert decision.failing == ("intake",)


def test_missing_facts_are_named_while_intake_is_closed() -> None:
    data = to_dict(example())
    del data["birth_date"]
    decision = decide(parse_applicant(data), date(2024, 11, 15), "peq-graduates")
    assert decision.outcome == "not-eligible"
    assert decision.missing == ("birth_date",)


STOP = date(2019, 8, 1)


@pytest.mark.parametrize(
    ("permits", "state", "asked"),
    [
        ([{"kind": "pgwp", "from": "2018-01-01", "to": "2019-10-31"}], "open-by-exception", ()),
        ([{"kind": "pgwp", "from": "2018-01-01", "to": "2019-11-01"}], "closed", ()),
        ([{"kind": "study", "from": "2018-01-01", "to": "2019-10-31"}], "closed", ()),
        ([{"kind": "pgwp", "from": "2018-01-01"}], "unknown", ("permits[0].to",)),
    ],
)
def test_the_stop_of_july_2019_has_exceptions(permits: Any, state: str, asked: tuple[str, ...]) -> None:
    decision = decide(example(permits=permits, ended_regular_file=None), STOP, "peq-graduates")
    assert decision.intake.state == state
    assert tuple(decision.intake.open.facts) == asked
    assert decide(example(permits=permits), STOP, "peq-workers").intake.state == "open"


def test_views_differ_in_the_first_days_of_november_2019_only() -> None:
    labourer = {**to_dict(example())["jobs"][0], "occupation": {"noc2016": "9611"}, "started_on": "2018-01-01"}
    file = example(jobs=[labourer])

    def verdicts(day: date) -> list[str]:
        return [by_id(decide(file, day, "peq-workers", view))["job-at-filing"] for view in VIEWS]

    assert verdicts(date(2019, 10, 31)) == ["met", "met"]
    assert verdicts(date(2019, 11, 1)) == verdicts(date(2019, 11, 13)) == ["met", "not-met"]
    assert verdicts(date(2019, 11, 14)) == ["met", "met"]


def test_the_study_spoken_of_is_the_one_with_the_fewest_failures() -> None:
    other = study(level="certificate", institution_in_quebec=False, share_stayed_in_quebec=0.1)
    short = study(level="dep", hours=900)
    assert decide(example(studies=[other, short]), DAY, "peq-graduates").credential_rows == (1,)
    decision = decide(example(studies=[short, other, study()]), DAY, "peq-graduates")
    assert (decision.outcome, decision.credential_rows) == ("eligible", (2,))


def test_one_and_the_same_study_must_meet_every_condition_about_it() -> None:
    """Each fails one condition: no study meets them all, though every condition is met by one of them."""
    away, bound = study(share_stayed_in_quebec=0.2), study(bursary={"return_condition": True, "honoured": False})
    decision = decide(example(studies=[away, bound]), DAY, "peq-graduates")
    assert decision.outcome == "not-eligible"
    assert len(decision.failing) == 1


def test_a_dep_and_its_asp_in_two_rows_are_spoken_of_together() -> None:
    dep = study(level="dep", hours=1350, completed_on="2021-12-17", awarded_on="2022-01-10", started_on="2020-08-24")
    asp = study(level="asp", hours=450, started_on="2022-01-17")
    decision = decide(example(studies=[dep, asp]), DAY, "peq-graduates")
    assert (decision.outcome, decision.credential_rows) == ("eligible", (0, 1))


def test_no_study_at_all() -> None:
    known = decide(example(studies=[]), DAY, "peq-graduates")
    assert "diploma" in known.failing
    data = to_dict(example())
    del data["studies"]
    unknown = decide(parse_applicant(data), DAY, "peq-graduates")
    assert (unknown.outcome, unknown.missing) == ("undetermined", ("studies",))
    assert known.credential_rows == unknown.credential_rows == ()


def test_facts_of_a_later_day_are_not_there_yet() -> None:
    late = {"proof": "test", "test": "TEFAQ", "taken_on": "2024-06-04", "levels": {"listening": 9, "speaking": 9}}
    assert "oral-french" in decide(example(french=[late]), DAY, "peq-workers").failing
    assert "oral-french" not in decide(example(french=[late]), date(2024, 6, 4), "peq-workers").failing


def test_duties_come_before_warnings_and_move_nothing() -> None:
    data = to_dict(example())
    data["values_attestation"] = "pending"
    data["french_interview"] = {"levels": {"listening": 9, "speaking": 9}}
    decision = decide(parse_applicant(data), DAY, "peq-workers")
    assert decision.outcome == "eligible"
    assert decision.notes[0].id == "values-attestation"
    assert [note.sort for note in decision.notes] == sorted(note.sort for note in decision.notes)


def test_a_note_of_a_condition_that_is_not_asked_is_not_given() -> None:
    """Under s. 118.3 no experience is asked, so nothing is said of leaves."""
    data = to_dict(example())
    del data["jobs"][0]["leaves"]
    protected = decide(
        parse_applicant({**data, "studies": [study(awarded_on="2020-06-15", completed_on="2020-05-25")]}),
        date(2022, 3, 1),
        "peq-graduates",
    )
    assert [r.applies for r in protected.conditions if r.id == "experience"] == [False]
    assert "leaves" not in {note.id for note in protected.notes}
    assert "leaves" in {note.id for note in decide(parse_applicant(data), DAY, "peq-workers").notes}


def test_a_reading_may_be_imposed_on_a_contested_condition() -> None:
    """A diploma of three years to the day: inside under one reading, outside under the other (C-1)."""
    file = example(studies=[study(awarded_on="2021-06-03", completed_on="2021-06-03", started_on="2018-08-20")])
    (diploma,) = [r for r in decide(file, DAY, "peq-graduates").conditions if r.id == "diploma"]
    assert diploma.verdict == "undetermined"
    assert "C-1" in diploma.open.points
    assert {name: diploma.under("C-1", name) for name in ("inside", "outside")} == {
        "inside": "met",
        "outside": "not-met",
    }
