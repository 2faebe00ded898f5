"""The next question, by hand: which one, what it takes, what an answer does. Whole interviews are in their own file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jalon.facts import FactsError, parse_applicant
from jalon.facts.writing import to_dict
from jalon.readings.decide.decision import UnknownProgrammeError
from jalon.readings.interview import Interview, Question, next_question
from jalon.readings.interview.answers import with_answer
from jalon.registers.french_tests import highest_mark
from readings.interviewing import DAY, GRADUATES, WORKERS, example, replied
from readings.people import Data


def asked_of(data: Data, programme: str = WORKERS, day: date = DAY, **more: Any) -> Question:
    question = next_question(parse_applicant(data), day, programme, **more)
    assert question is not None
    return question


def without(data: Data, *keys: str) -> Data:
    return {key: value for key, value in data.items() if key not in keys}


def test_a_settled_file_is_asked_nothing_but_what_it_supposes() -> None:
    applicant = parse_applicant(without(example(), "values_attestation"))
    assert next_question(applicant, DAY, WORKERS) is None
    supposed = next_question(applicant, DAY, WORKERS, thorough=True)
    assert supposed is not None
    assert (supposed.path, supposed.conditions) == ("values_attestation", ("values",))
    assert [choice.value for choice in supposed.choices] == [True, "pending", False]


def test_a_failed_condition_ends_the_interview() -> None:
    data = {"schema": 1, "intends_to_settle": False}
    assert next_question(parse_applicant(data), DAY, WORKERS, thorough=True) is None


def test_no_law_no_question() -> None:
    assert next_question(parse_applicant({"schema": 1}), date(2009, 1, 1), WORKERS) is None


def test_a_list_is_asked_for_by_how_many_there_are() -> None:
    interview = Interview(DAY, (WORKERS,), parse_applicant(without(example(), "jobs")))
    question = interview.question
    assert question is not None
    assert (question.path, question.kind, question.subject) == ("jobs", "list-add", "jobs")
    two = interview.answered(2)
    assert to_dict(two.applicant)["jobs"] == [{}, {}]
    assert two.question is not None
    assert two.question.path.startswith("jobs[0].")
    # With no job, nothing more can be said for a worker.
    assert interview.answered(0).question is None
    with pytest.raises(FactsError, match="200"):
        interview.answered(10**9)
    with pytest.raises(ValueError, match="-1"):
        interview.answered(-1)


def test_one_job_that_is_enough_leaves_the_other_alone() -> None:
    data = example()
    interview = Interview(DAY, (WORKERS,), parse_applicant({**data, "jobs": [*data["jobs"], {}]}))
    assert interview.question is None


def test_once_a_study_serves_no_other_is_asked_about() -> None:
    data = example()
    study = without(data["studies"][0], "level", "awarded_on")
    data = without({**data, "studies": [data["studies"][0], study]}, "birth_date")
    assert asked_of(data, GRADUATES).path == "birth_date"
    assert next_question(parse_applicant(data), DAY, GRADUATES, asked=("birth_date",)) is None


def test_the_subject_under_way_comes_first() -> None:
    data = {"schema": 1, "jobs": [{}, {}], "french": [{}], "spouse": {}}
    assert asked_of(data, last="jobs[1].in_quebec").path.startswith("jobs[1].")
    assert asked_of(data, last="french").path == "french[0].proof"
    assert asked_of(data, last="spouse").path == "spouse.accompanies"


def test_what_rests_on_something_else_waits_for_it() -> None:
    """The years of study in French are asked for once studies are a proof."""
    study = without(example()["studies"][0], "full_time_years_in_french", "french_share", "entirely_in_french")
    data = {**example(), "studies": [study]}
    assert asked_of(without(data, "french"), GRADUATES, last="studies[0].level").path == "french"
    by_studies = {**data, "french": [{"proof": "studies"}]}
    assert asked_of(by_studies, GRADUATES).path.startswith("studies[0].")
    assert next_question(parse_applicant({**data, "french": []}), DAY, GRADUATES) is None


def test_the_hours_of_two_studies_seen_as_one_weigh_their_shares() -> None:
    study = without(example()["studies"][0], "hours", "share_stayed_in_quebec")
    dates = {"started_on": "2020-08-24", "completed_on": "2021-12-17", "awarded_on": "2022-01-15"}
    dep = {**study, "level": "dep", "hours": 1800, "share_stayed_in_quebec": 0, **dates}
    asp = {**study, "level": "asp", "started_on": "2022-01-10"}
    applicant = parse_applicant({**example(), "studies": [dep, asp]})
    known = ("studies[1].share_stayed_in_quebec",)
    question = next_question(applicant, DAY, GRADUATES, asked=known)
    assert question is not None
    assert (question.path, question.conditions) == ("studies[1].hours", ("study-stay",))


def test_a_vague_date_is_asked_for_again_in_a_file_but_not_in_an_interview() -> None:
    data = example()
    data["jobs"][0] |= {"started_on": "2022-05..2022-07"}
    question = asked_of(data)
    assert (question.path, question.kind, question.known) == ("jobs[0].started_on", "date", "2022-05..2022-07")
    interview = Interview(DAY, (WORKERS,), parse_applicant({**data, "jobs": [without(data["jobs"][0], "started_on")]}))
    assert interview.answered("2022-05..2022-07").question is None


def test_an_end_that_nobody_knows_is_bounded_by_its_beginning() -> None:
    data = without(example(), "studies") | {"studies": [{}]}
    interview = Interview(DAY, (GRADUATES,), parse_applicant(data))
    paths = []
    while interview.question is not None:
        paths.append(interview.question.path)
        interview = interview.unknown()
    assert paths.index("studies[0].completed_on") < paths.index("studies[0].started_on")
    # What is known is not bounded by anything.
    known = without(example(), "studies") | {"studies": [{"awarded_on": "2022-06-15", "completed_on": "2022-05-25"}]}
    interview = Interview(DAY, (GRADUATES,), parse_applicant(known))
    while interview.question is not None:
        assert interview.question.path != "studies[0].started_on"
        interview = interview.unknown()


def test_a_mark_or_a_level() -> None:
    data = example()
    proof = {"proof": "test", "test": "TEFAQ", "taken_on": "2023-10-01", "levels": {"listening": 8}}
    question = asked_of({**data, "french": [proof]})
    assert (question.path, question.instead) == ("french[0].scores.speaking", "french[0].levels.speaking")
    assert question.high == highest_mark("TEFAQ", "speaking")
    interview = Interview(DAY, (WORKERS,), parse_applicant({**data, "french": [proof]}))
    level = interview.answered(7, "french[0].levels.speaking")
    assert to_dict(level.applicant)["french"][0]["levels"] == {"listening": 8, "speaking": 7}
    assert level.question is None
    with pytest.raises(ValueError, match="birth_date"):
        interview.answered(7, "birth_date")
    # Of a test that nobody can name, only a level says anything.
    unnamed = {"schema": 1, "french": [without(proof, "test")]}
    other = asked_of(unnamed, last="french[0].test", asked=("french[0].test",))
    assert (other.path, other.instead, other.high) == ("french[0].levels.speaking", "", 12)


def test_an_occupation_is_one_question_whatever_the_classification() -> None:
    data = example()
    data["jobs"] = [without(data["jobs"][0], "occupation")]
    interview = Interview(DAY, (WORKERS,), parse_applicant(data))
    assert interview.question is not None
    assert (interview.question.path, interview.question.kind) == ("jobs[0].occupation", "code")
    both = interview.answered("2174, 21232")
    assert to_dict(both.applicant)["jobs"][0]["occupation"] == {"noc2016": "2174", "noc2021": "21232"}
    assert to_dict(interview.answered("21232").applicant)["jobs"][0]["occupation"] == {"noc2021": "21232"}
    with pytest.raises(FactsError):
        interview.answered("123")


def test_whether_there_is_one_then_what_it_is() -> None:
    data = example()
    study = without(data["studies"][0], "bursary")
    interview = Interview(DAY, (GRADUATES,), parse_applicant({**data, "studies": [study]}))
    assert interview.question is not None
    assert (interview.question.path, interview.question.kind) == ("studies[0].bursary", "yes-no")
    assert to_dict(interview.answered(False).applicant)["studies"][0]["bursary"] is None
    yes = interview.answered(True)
    assert yes.question is not None
    assert yes.question.path == "studies[0].bursary.return_condition"
    assert yes.answered(False).question is None


def test_the_area_of_november_2019_is_chosen_from_the_register() -> None:
    day = date(2019, 11, 5)
    aec = {
        "awarded_on": "2019-06-01",
        "level": "aec",
        "hours": 900,
        "programme": "Techniques",
        "started_on": "2017-08-28",
        "completed_on": "2019-05-01",
    }
    applicant = parse_applicant({"schema": 1, "studies": [aec]})
    question = next_question(applicant, day, GRADUATES, last="studies[0].level")
    assert question is not None
    assert question.path == "studies[0].area"
    assert {choice.value["award"] for choice in question.choices} == {"AEC"}
    assert question.choices[-1].label.en == "None of these areas"
    for choice in question.choices:
        with_answer(applicant, question.path, choice.value)


def test_both_streams_in_one_interview() -> None:
    known = example()
    interview = Interview(DAY)
    while (question := interview.question) is not None:
        interview = replied(interview, question, known)
    assert [d.conditions_verdict for d in interview.decisions()] == ["met", "met"]


def test_what_is_refused() -> None:
    applicant = parse_applicant({"schema": 1})
    with pytest.raises(UnknownProgrammeError, match="pstq-1"):
        next_question(applicant, DAY, "pstq-1")
    with pytest.raises(UnknownProgrammeError, match="other"):
        next_question(applicant, DAY, WORKERS, view="other")  # type: ignore[arg-type]
    over = Interview(DAY, (WORKERS,), parse_applicant({"schema": 1, "intends_to_settle": False}))
    with pytest.raises(ValueError, match="over"):
        over.unknown()
    with pytest.raises(ValueError, match="no place"):
        next_question(applicant, DAY, WORKERS, last="Jobs!")
    born = Interview(DAY, (WORKERS,), parse_applicant(without(example(), "birth_date")))
    with pytest.raises(FactsError, match="birth_date"):
        born.answered("03/06/1990")
