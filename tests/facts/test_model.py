"""The model: absent is not null, values never change, limits, and what no person can have."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from facts.people import applicant_data
from jalon.facts import PARTS, Applicant, FactsError, Job, Permit, Skills, Span, Stay, parse_applicant


def parse(**data: object) -> Applicant:
    return parse_applicant({"schema": 1, **data})


def kinds(**data: object) -> list[tuple[str, str]]:
    with pytest.raises(FactsError) as caught:
        parse(**data)
    return [(problem.kind, problem.path) for problem in caught.value.problems]


def test_absent_is_not_null() -> None:
    unknown, none = parse(), parse(spouse=None)
    assert unknown.spouse is none.spouse is None
    assert "spouse" not in unknown.model_fields_set
    assert "spouse" in none.model_fields_set
    assert unknown != none
    assert parse(spouse={}) != none
    assert parse(children=[]) != unknown
    assert parse(spouse=None) == none
    assert hash(parse(spouse=None)) == hash(none)
    assert len({unknown, none, parse(spouse=None)}) == 2
    assert unknown != "anything else"


def test_absent_is_not_null_inside() -> None:
    assert parse(jobs=[{"ended_on": None}]) != parse(jobs=[{}])
    assert parse(stays_in_quebec=[{"from": "2020", "to": None}]) != parse(stays_in_quebec=[{"from": "2020"}])


def test_parts_of_the_same_keys_differ() -> None:
    assert Stay.model_validate({"from": "2020"}) != Permit.model_validate({"from": "2020"})


def test_every_date_may_be_null_but_a_birth_date() -> None:
    data = {
        "stays_in_quebec": [{"from": None, "to": None}],
        "studies": [{"started_on": None, "completed_on": None, "awarded_on": None, "expected_completion_on": None}],
        "jobs": [{"started_on": None, "ended_on": None, "leaves": [{"from": "2020", "to": None}]}],
        "french": [{"taken_on": None, "course_registered_on": None, "course_passed_on": None}],
        "french_interview": {"held_on": None},
        "ended_regular_file": {"filed_on": None, "temporary_resident_when_filed": None},
    }
    assert parse(**data).studies[0].model_fields_set == set(data["studies"][0])  # type: ignore[index]
    assert kinds(birth_date=None, children=[{"birth_date": None}]) == [
        ("null", "birth_date"),
        ("null", "children[0].birth_date"),
    ]


def test_objects_booleans_papers_and_codes_may_be_null() -> None:
    person = parse(
        spouse=None,
        french_interview=None,
        ended_regular_file=None,
        intends_to_settle=None,
        studies=[{"area": None, "bursary": None}, {"bursary": {"honoured": None}}],
        jobs=[{"occupation": {"noc2016": "2174", "noc2021": None}}],
        french=[{"levels": {"speaking": 7, "writing": None}}, {"scores": {"reading": None}}],
    )
    assert person.french is not None
    assert person.french[0].levels == Skills(speaking=7, writing=None)
    assert person.french[0].levels != Skills(speaking=7)


def test_values_never_change() -> None:
    person = parse(jobs=[{"title": "a"}])
    assert isinstance(person.jobs, tuple)
    with pytest.raises(ValidationError):
        person.spouse = None  # type: ignore[misc]
    with pytest.raises(ValidationError):
        person.jobs[0].title = "b"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2023-01-20", Span.parse("2023-01-20")), (2023, Span.parse("2023")), (True, True), (False, False),
     ("pending", "pending"), (None, "pending")],
)  # fmt: skip
def test_values_attestation(written: object, kept: object) -> None:
    person = parse(
        values_attestation=written, spouse={"values_attestation": written}, children=[{"values_attestation": written}]
    )
    assert person.values_attestation == kept
    assert type(person.values_attestation) is type(kept)
    assert person.spouse is not None
    assert person.spouse.values_attestation == kept
    assert parse().values_attestation is None
    # null says "not yet"; absent says nothing.
    assert parse(values_attestation=None) != parse()


@pytest.mark.parametrize(
    ("written", "kept"),
    [(2174, "2174"), ("2174", "2174"), (121, "0121"), ("0121", "0121")],
)
def test_code_is_text(written: object, kept: str) -> None:
    person = parse(jobs=[{"occupation": {"noc2016": written}}])
    assert person.jobs is not None
    assert person.jobs[0].occupation is not None
    assert person.jobs[0].occupation.noc2016 == kept


@pytest.mark.parametrize("written", [True, -1, 21740, 2174.0, "２１７４", "217", "", [], "21 74"])
def test_no_code(written: object) -> None:
    assert kinds(jobs=[{"occupation": {"noc2016": written}}]) == [("code-form", "jobs[0].occupation.noc2016")]


def test_occupation_without_code() -> None:
    assert kinds(jobs=[{"occupation": {"noc2016": None}}]) == [("no-code", "jobs[0].occupation")]


@pytest.mark.parametrize(
    ("part", "low", "high"),
    [
        ({"studies": [{"hours": ...}]}, 0, 20_000),
        ({"studies": [{"french_share": ...}]}, 0, 1),
        ({"studies": [{"share_stayed_in_quebec": ...}]}, 0, 1),
        ({"studies": [{"full_time_years_in_french": ...}]}, 0, 30),
        ({"jobs": [{"hours_per_week": ...}]}, 0, 168),
        ({"french": [{"levels": {"speaking": ...}}]}, 0, 12),
        ({"french": [{"scores": {"speaking": ...}}]}, 0, 699),
        ({"french_interview": {"levels": {"writing": ...}}}, 0, 12),
    ],
)
def test_limits(part: dict[str, Any], low: int, high: int) -> None:
    def put(data: Any, value: object) -> Any:
        if isinstance(data, dict):
            return {key: put(inner, value) for key, inner in data.items()}
        return [put(inner, value) for inner in data] if isinstance(data, list) else value

    for good in (low, high):
        parse(**put(part, good))
    for bad in (low - 1, high + 1, 10**5000):
        assert kinds(**put(part, bad))[0][0] == "limits"
    for bad in ("1", True, float("nan")):
        assert kinds(**put(part, bad))[0][0] in ("number", "whole-number")


def test_every_number_is_kept_as_given() -> None:
    person = parse(jobs=[{"hours_per_week": 37.5}], studies=[{"hours": 1800}])
    assert person.jobs == (Job(hours_per_week=37.5),)
    assert person.studies is not None
    assert isinstance(person.studies[0].hours, float)


def test_dates_that_may_overlap_are_no_contradiction() -> None:
    parse(jobs=[{"started_on": "2020", "ended_on": "2020-01"}])
    parse(stays_in_quebec=[{"from": "2020-06", "to": "2020-06-01"}])
    parse(studies=[{"started_on": "2020-05-02", "completed_on": "2020-05-02", "awarded_on": "2020-05-02"}])
    # Award before completion is not refused.
    parse(studies=[{"started_on": "2019", "completed_on": "2021", "awarded_on": "2020"}])


def test_contradiction_names_both_keys_and_values() -> None:
    with pytest.raises(FactsError) as caught:
        parse(jobs=[{}, {"started_on": "2021-05", "ended_on": "2021-04-30"}])
    (problem,) = caught.value.problems
    assert (problem.path, problem.value, problem.allowed) == (
        "jobs[1].ended_on",
        "2021-04-30",
        ("started_on", "2021-05"),
    )


@pytest.mark.parametrize(
    ("test", "paper", "most"),
    [
        ("DELF-B1", "listening", 25),
        ("DELF-B2", "writing", 25),
        ("DALF-C1", "reading", 25),
        ("DALF-C2", "speaking", 50),
        ("TCF", "speaking", 20),
        ("TCF-Canada", "writing", 20),
        ("TCF-Quebec", "speaking", 20),
    ],
)
def test_impossible_marks(test: str, paper: str, most: int) -> None:
    parse(french=[{"test": test, "scores": {paper: most}}])
    parse(french=[{"scores": {paper: most + 1}}])
    parse(spouse={"french": [{"test": test, "scores": {paper: None}}]})
    assert kinds(french=[{"test": test, "scores": {paper: most + 0.5}}]) == [("mark", f"french[0].scores.{paper}")]


@pytest.mark.parametrize("paper", ["listening", "reading"])
def test_tcf_comprehension_has_another_scale(paper: str) -> None:
    parse(french=[{"test": "TCF", "scores": {paper: 420}}])
    parse(french=[{"test": "TEFAQ", "scores": {"speaking": 410, "writing": 410}}])


@pytest.mark.parametrize("code", ["\x00", "\x1b", "\x7f", "\x85", "\u202e", "\u2028", "\ud800", "\n"])
def test_no_control_character(code: str) -> None:
    assert kinds(jobs=[{"title": f"a{code}"}]) == [("text-control", "jobs[0].title")]


def test_lengths() -> None:
    parse(jobs=[{"title": "x" * 500}] * 200)
    assert kinds(jobs=[{"title": "x" * 501}]) == [("text-long", "jobs[0].title")]
    assert kinds(jobs=[{}] * 201) == [("list-long", "jobs")]
    assert kinds(jobs=[{"leaves": [{}] * 201}]) == [("list-long", "jobs[0].leaves")]
    assert kinds(spouse={"french": [{}] * 201}) == [("list-long", "spouse.french")]


def test_names_of_attributes_are_no_keys() -> None:
    assert kinds(schema_version=1) == [("unknown-key", "schema_version")]


def test_keys() -> None:
    assert Stay.written_keys() == ("from", "to")
    assert Applicant.written_keys()[0] == "schema"
    assert len(PARTS) == 16


@settings(max_examples=200, deadline=None)
@given(applicant_data())
def test_what_the_schema_allows_is_read(data: dict[str, Any]) -> None:
    person = parse_applicant(data)
    assert person.model_fields_set == {"schema_version" if key == "schema" else key for key in data}
    assert parse_applicant(data) == person
    assert parse_applicant(person) is person
    assert hash(parse_applicant(data)) == hash(person)
