"""Names that the law may use: an unknown one is an error as soon as the law is loaded."""

from __future__ import annotations

import pytest

from jalon.language.builders import applicant, credential
from jalon.language.vocabulary import CREDENTIAL, ENTITIES, JOB, PERSON, STUDY, Field


def test_an_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(AttributeError, match=r"person has no field 'birthdate'; fields: birth_date, "):
        _ = applicant.birthdate


def test_an_unknown_field_of_an_element() -> None:
    with pytest.raises(AttributeError, match="job has no field 'salary'"):
        applicant.jobs.any(lambda job: job.salary >= 1)


def test_an_error_inside_a_list_leaves_the_next_one_sound() -> None:
    with pytest.raises(AttributeError):
        applicant.jobs.any(lambda job: job.salary >= 1)

    assert applicant.jobs.any(lambda job: job.in_quebec).var.slot == applicant.jobs.any().var.slot == 2


def test_an_unknown_value_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"purpose: no such value \['wrok'\]; known: \['work', 'study'"):
        applicant.purpose.isin("work", "wrok")


def test_an_unknown_list_inside_a_measure() -> None:
    window = applicant.jobs
    with pytest.raises(AttributeError, match="permit has no field 'leaves'"):
        applicant.permits.time_in(window, less="leaves")


def test_bits_of_values() -> None:
    field = Field("colour", "kind", ("red", "green", "blue"))

    assert field.bits({"red", "blue"}) == 0b101
    assert field.bits(frozenset()) == 0
    assert field.any_bits == 0b111


def test_every_field_settles_a_fact_and_every_list_an_entity() -> None:
    for entity in ENTITIES.values():
        for field in entity.fields:
            # Two fields are about how a fact was read, and no fact of their own.
            of_its_own = field.name not in ("converted", "programme_named")
            assert bool(field.fact) == of_its_own, f"{entity.name}.{field.name}"
            assert (field.sort == "kind") == bool(field.values), f"{entity.name}.{field.name}"
            assert (field.sort == "list") == (field.entity in ENTITIES), f"{entity.name}.{field.name}"


def test_a_field_stands_at_its_index() -> None:
    for entity in ENTITIES.values():
        assert [entity[name] for name in entity.index] == list(entity.fields)


def test_a_credential_is_a_study_and_more() -> None:
    assert CREDENTIAL.fields[: len(STUDY.fields)] == STUDY.fields
    assert credential.hours.field == STUDY["hours"]
    assert JOB["leaves"].entity == "leave"
    assert PERSON["jobs"].fact == "jobs"
