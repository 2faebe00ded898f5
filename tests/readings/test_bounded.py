"""Facts seen as bounds: what is absent, what is null, and what follows from a register."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from jalon.facts import applicant_schema, parse_applicant
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import EARLIEST, NEVER, day
from jalon.language.vocabulary import ENTITIES, JOB, PERSON, PROOF, SPOUSE, STUDY, Entity
from jalon.readings.bounded import ANY_DAY, ANY_HOURS, ANY_LEVEL, ANY_SHARE, ANY_WEEK, ANY_YEARS, NO_DAY, bounded
from language.made_up import people


def person(**facts: Any) -> tuple[Any, ...]:
    return bounded(parse_applicant({"schema": 1, **facts}))


def get(record: tuple[Any, ...], entity: Entity, name: str) -> Any:
    return record[entity.index[name]]


def of(name: str, **facts: Any) -> Any:
    """A field of the person."""
    return get(person(**facts), PERSON, name)


def of_study(name: str, **facts: Any) -> Any:
    return get(of("studies", studies=[facts])[0][0], STUDY, name)


def of_job(name: str, **facts: Any) -> Any:
    return get(of("jobs", jobs=[facts])[0][0], JOB, name)


def of_proof(name: str, **facts: Any) -> Any:
    return get(of("french", french=[facts])[0][0], PROOF, name)


def names(entity: Entity, name: str, bits: int) -> set[str]:
    """The values that a bit set leaves possible."""
    return {value for i, value in enumerate(entity[name].values) if bits & (1 << i)}


# --- Absent, null, known ----------------------------------------------------------------------------------------------


def test_an_empty_file_is_the_widest() -> None:
    record = person()

    assert get(record, PERSON, "birth_date") == ANY_DAY == (EARLIEST, NEVER)
    assert get(record, PERSON, "intends_to_settle") == MAYBE
    assert get(record, PERSON, "purpose") == PERSON["purpose"].any_bits
    for field in PERSON.fields:
        if field.sort == "list" and field.name != "credentials":
            assert get(record, PERSON, field.name) == ((), MAYBE), field.name


def test_acts_that_are_not_there_unless_named() -> None:
    record = person()

    assert names(PERSON, "filed_through", get(record, PERSON, "filed_through")) == {"unsaid"}
    assert names(PERSON, "values", get(record, PERSON, "values")) == {"unsaid"}
    assert get(record, PERSON, "values_exempt") == NO
    assert get(record, PERSON, "interviewed") == NO
    assert of_study("expected_completion_on") == NO_DAY
    assert of_study("return_released", bursary={}) == NO
    assert of_job("leaves") == ((), YES)


@pytest.mark.parametrize(("value", "said"), [(True, YES), (False, NO), (None, NO)])
def test_truths(value: Any, said: int) -> None:
    assert of("intends_to_settle", intends_to_settle=value) == said
    assert of_job("in_quebec", in_quebec=value) == said


def test_days() -> None:
    assert of("birth_date", birth_date="1996-04-12") == (day("1996-04-12"), day("1996-04-12"))
    assert of("birth_date", birth_date="1996-04") == (day("1996-04-01"), day("1996-04-30"))
    assert of_study("awarded_on", awarded_on=None) == NO_DAY == (NEVER, NEVER)
    assert of_study("awarded_on") == ANY_DAY
    assert of_study("expected_completion_on", expected_completion_on="2024") == (day("2024-01-01"), day("2024-12-31"))


def test_numbers() -> None:
    assert of_study("hours", hours=1800) == (1800, 1800)
    assert of_study("hours") == ANY_HOURS
    assert of_job("hours_per_week", hours_per_week=37.5) == (37.5, 37.5)


@pytest.mark.parametrize(
    ("part", "key", "bounds"),
    [
        ("Study", "hours", ANY_HOURS),
        ("Study", "share_stayed_in_quebec", ANY_SHARE),
        ("Study", "french_share", ANY_SHARE),
        ("Study", "full_time_years_in_french", ANY_YEARS),
        ("Job", "hours_per_week", ANY_WEEK),
        ("Skills", "speaking", ANY_LEVEL),
    ],
)
def test_an_absent_number_is_all_that_a_file_can_hold(part: str, key: str, bounds: tuple[float, float]) -> None:
    allowed = applicant_schema()["$defs"][part]["properties"][key]
    options = [option for option in allowed.get("anyOf", [allowed]) if option.get("type") != "null"]

    assert {(option["minimum"], option["maximum"]) for option in options} == {bounds}


def test_kinds() -> None:
    assert names(PERSON, "purpose", of("purpose", purpose_of_stay="study")) == {"study"}
    assert names(PERSON, "filed_through", of("filed_through", filed_through="paper")) == {"paper"}
    assert names(JOB, "internship", of_job("internship")) == {"none", "compulsory", "optional", "employment"}


def test_lists() -> None:
    assert of("jobs", jobs=[]) == ((), YES)
    records, complete = of("permits", permits=[{"kind": "pgwp", "from": "2020-01-01", "to": None}, {}])

    assert complete == YES
    assert [record[-1] for record in records] == [(0,), (1,)]
    assert records[0][1:3] == ((day("2020-01-01"),) * 2, NO_DAY)
    assert records[1][1:3] == (ANY_DAY, ANY_DAY)


def test_spouse() -> None:
    assert of("spouses") == ((), MAYBE)
    assert of("spouses", spouse=None) == ((), YES)
    ((record,), complete) = of("spouses", spouse={"accompanies": True})

    assert complete == YES
    assert get(record, SPOUSE, "accompanies") == YES
    assert get(record, SPOUSE, "french") == ((), MAYBE)


@pytest.mark.parametrize(
    ("given", "kind", "on"),
    [
        ({}, "unsaid", NO_DAY),
        ({"values_attestation": None}, "pending", NO_DAY),
        ({"values_attestation": "pending"}, "pending", NO_DAY),
        ({"values_attestation": False}, "failed", NO_DAY),
        ({"values_attestation": True}, "obtained", NO_DAY),
        ({"values_attestation": "2023-01-20"}, "obtained", (day("2023-01-20"),) * 2),
    ],
)
def test_values_attestation(given: dict[str, Any], kind: str, on: tuple[int, int]) -> None:
    record = person(spouse={**given}, children=[{"birth_date": "2001", **given}], **given)
    (spouse,), (child,) = get(record, PERSON, "spouses")[0], get(record, PERSON, "children")[0]

    assert names(PERSON, "values", get(record, PERSON, "values")) == {kind}
    assert get(record, PERSON, "values_on") == on
    assert names(SPOUSE, "values", get(spouse, SPOUSE, "values")) == {kind}
    assert names(ENTITIES["child"], "values", get(child, ENTITIES["child"], "values")) == {kind}


def test_interview() -> None:
    heard = person(french_interview={"levels": {"listening": 6, "speaking": None}})
    vague = person(french_interview={})

    assert get(heard, PERSON, "interviewed") == YES
    assert (get(heard, PERSON, "interview_listening"), get(heard, PERSON, "interview_speaking")) == ((6, 6), (0, 0))
    assert get(vague, PERSON, "interview_listening") == ANY_LEVEL
    assert of("interviewed", french_interview=None) == NO


def test_regular_file() -> None:
    ended = person(ended_regular_file={"filed_on": "2018-05", "temporary_resident_when_filed": True})

    assert of("regular_file_ended") == MAYBE
    assert of("regular_file_ended", ended_regular_file=None) == NO
    assert get(ended, PERSON, "regular_file_ended") == YES
    assert get(ended, PERSON, "regular_file_filed_on") == (day("2018-05-01"), day("2018-05-31"))
    assert get(ended, PERSON, "resident_when_filed") == YES
    assert of("regular_file_filed_on") == ANY_DAY


def test_leaves() -> None:
    job = {"leaves": [{"from": "2022-07-01", "to": "2022-08-31"}]}

    assert of_job("leaves", **job) == ((((day("2022-07-01"),) * 2, (day("2022-08-31"),) * 2, (0,)),), YES)
    assert of_job("leaves_unsaid", **job) == NO
    assert of_job("leaves_unsaid") == YES
    assert of_job("leaves_unsaid", leaves=[]) == NO


@pytest.mark.parametrize(
    ("bursary", "bound"),
    [
        ({}, (MAYBE, MAYBE, NO)),
        ({"bursary": None}, (NO, NO, NO)),
        ({"bursary": {}}, (MAYBE, MAYBE, NO)),
        ({"bursary": {"return_condition": False}}, (NO, MAYBE, NO)),
        ({"bursary": {"return_condition": True, "honoured": False, "released": True}}, (YES, NO, YES)),
    ],
)
def test_bursary(bursary: dict[str, Any], bound: tuple[int, int, int]) -> None:
    found = tuple(of_study(name, **bursary) for name in ("return_condition", "return_honoured", "return_released"))

    assert found == bound


def test_the_share_of_french_and_entirely_in_french_are_two_facts() -> None:
    """A thesis counts for one and not for the other: neither is worked out from the other."""
    assert of_study("entirely_in_french", french_share=1) == MAYBE
    assert of_study("french_share", entirely_in_french=True) == ANY_SHARE


def test_an_end_does_not_come_before_its_start() -> None:
    started = {"started_on": "2022-03-01..2022-06-30"}

    assert of_job("ended_on", **started) == (day("2022-03-01"), NEVER)
    assert of_job("ended_on", **started, ended_on="2022") == (day("2022-03-01"), day("2022-12-31"))
    assert of_job("ended_on", **started, ended_on="2022-05") == (day("2022-05-01"), day("2022-05-31"))
    assert of_job("ended_on", **started, ended_on=None) == NO_DAY
    assert of_study("completed_on", **started) == of_study("awarded_on", **started) == (day("2022-03-01"), NEVER)


# --- What follows from a register -------------------------------------------------------------------------------------


def test_the_level_follows_from_the_code() -> None:
    assert names(JOB, "skill_level", of_job("skill_level", occupation={"noc2016": "2174"})) == {"A"}
    assert names(JOB, "teer", of_job("teer", occupation={"noc2021": "21232"})) == {"1"}
    assert of_job("group_2016", occupation={"noc2016": "0621"}) == (621, 621)
    assert of_job("group_2016", occupation={"noc2021": "21232"}) == (0, 9999)


def test_a_job_without_a_code_has_any_level() -> None:
    assert of_job("skill_level") == JOB["skill_level"].any_bits
    assert of_job("teer") == JOB["teer"].any_bits
    assert of_job("listed_2019") == MAYBE


def test_levels_of_french_as_given() -> None:
    proof = {"proof": "test", "test": "TEFAQ", "levels": {"listening": 8, "speaking": None}}

    for edition in ("older", "newer"):
        assert of_proof(f"listening_{edition}", **proof) == (8, 8)
        assert of_proof(f"speaking_{edition}", **proof) == (0, 0)
        assert of_proof(f"reading_{edition}", **proof) == ANY_LEVEL
    assert of_proof("converted", **proof) == NO


def test_levels_of_french_by_marks() -> None:
    proof = {"proof": "test", "test": "TEFAQ", "taken_on": "2022-03-01", "scores": {"listening": 420, "speaking": None}}

    assert of_proof("listening_older", **proof) == (7, 8)
    assert of_proof("speaking_older", **proof) == (0, 0)
    assert of_proof("converted", **proof) == YES
    # A level that the file gives goes before the mark.
    assert of_proof("listening_older", **{**proof, "levels": {"listening": 9}}) == (9, 9)


def test_marks_of_an_unknown_day_allow_what_any_day_allows() -> None:
    marks = {"proof": "test", "test": "TEFAQ", "scores": {"listening": 420}}
    least, most = of_proof("listening_older", **marks)

    assert least <= 7 <= 8 <= most


@pytest.mark.parametrize("test", [{}, {"test": "other"}])
def test_marks_of_an_unknown_test_say_nothing(test: dict[str, Any]) -> None:
    proof = {"proof": "test", "scores": {"listening": 420}, **test}

    assert of_proof("listening_older", **proof) == ANY_LEVEL
    assert of_proof("converted", **proof) == NO


def test_a_document_without_a_date_holds_on_every_day() -> None:
    assert of_proof("taken_on", proof="course") == (EARLIEST, EARLIEST)
    assert of_proof("taken_on", proof="course", taken_on="2020") == (day("2020-01-01"), day("2020-12-31"))
    assert of_proof("taken_on", proof="test") == ANY_DAY
    assert of_proof("taken_on") == ANY_DAY


@pytest.mark.parametrize(
    ("study", "listed"),
    [
        ({}, MAYBE),
        ({"level": "aec", "programme": "Techniques d'avionique"}, YES),
        ({"level": "aec", "programme": "Gestion de la mode"}, NO),
        ({"level": "aec"}, MAYBE),
        ({"level": "certificate", "programme": "Techniques d'avionique"}, NO),
        ({"level": "aec", "area": {"name": "Techniques d'avionique", "award": "AEC"}}, YES),
        ({"level": "aec", "area": {"name": "Rien de tel", "award": "AEC"}}, NO),
        ({"level": "dep", "area": {"name": "Techniques d'avionique", "award": "AEC"}}, NO),
        ({"level": "dep-asp"}, MAYBE),
    ],
)
def test_areas_of_november_2019(study: dict[str, Any], listed: int) -> None:
    assert of_study("area_listed_2019", **study) == listed


# --- Records are what the vocabulary says -----------------------------------------------------------------------------


def fits(record: tuple[Any, ...], entity: Entity) -> None:
    """Each value is of the sort of its field, and the rows come last."""
    assert len(record) == len(entity.fields) + 1
    assert all(isinstance(row, int) for row in record[-1])
    for field, value in zip(entity.fields, record, strict=False):
        where = f"{entity.name}.{field.name}"
        if field.sort == "truth":
            assert value in (NO, MAYBE, YES), where
        elif field.sort == "kind":
            assert 0 <= value <= field.any_bits, where
        elif field.sort == "list":
            assert value[1] in (MAYBE, YES), where
            for inner in value[0]:
                fits(inner, ENTITIES[field.entity])
        else:
            assert value[0] <= value[1], where


@given(people(joined=True))
def test_a_record_fits_its_entity(whole: dict[str, Any]) -> None:
    fits(person(**whole), PERSON)


def test_an_empty_record_fits_its_entity() -> None:
    fits(person(), PERSON)
