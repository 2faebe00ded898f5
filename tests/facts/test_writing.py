"""Writing: what is written reads back to an equal applicant, and equal applicants have one canonical text."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from facts.people import applicant_data
from jalon.facts import canonical_json, dump_json, dump_yaml, load_applicant, parse_applicant, to_dict


@settings(max_examples=200, deadline=None)
@given(applicant_data())
def test_round_trip(data: dict[str, Any]) -> None:
    person = parse_applicant(data)
    assert parse_applicant(to_dict(person)) == person
    assert load_applicant(dump_json(person), name="person.json") == person
    assert load_applicant(dump_yaml(person), name="person.yaml") == person
    assert parse_applicant(json.loads(canonical_json(person))) == person


@settings(max_examples=100, deadline=None)
@given(applicant_data())
def test_canonical(data: dict[str, Any]) -> None:
    person = parse_applicant(data)
    backwards = parse_applicant(dict(reversed(data.items())))
    assert canonical_json(backwards) == canonical_json(person)
    assert dump_yaml(backwards) == dump_yaml(person)
    assert canonical_json(load_applicant(dump_yaml(person))) == canonical_json(person)
    assert canonical_json(person).isascii()


def test_only_the_keys_that_were_given() -> None:
    data = {"schema": 1, "birth_date": "1990", "spouse": None, "children": [], "jobs": [{"ended_on": None}]}
    assert to_dict(parse_applicant(data)) == data


def test_order_is_that_of_the_contract() -> None:
    person = parse_applicant({"spouse": None, "jobs": [{"ended_on": None, "title": "a"}], "schema": 1})
    assert list(to_dict(person)) == ["schema", "jobs", "spouse"]
    assert list(to_dict(person)["jobs"][0]) == ["title", "ended_on"]


def test_canonical_tells_apart_what_differs() -> None:
    texts = {
        canonical_json(parse_applicant({"schema": 1, **more}))
        for more in (
            {},
            {"spouse": None},
            {"spouse": {}},
            {"children": []},
            {"birth_date": 1990},
            {"birth_date": "1991"},
        )
    }
    assert len(texts) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"birth_date": 1990}, {"birth_date": "1990"}),
        ({"birth_date": "1990-01..1990-12"}, {"birth_date": "1990"}),
        ({"jobs": [{"hours_per_week": 35}]}, {"jobs": [{"hours_per_week": 35.0}]}),
        ({"studies": [{"hours": 0}]}, {"studies": [{"hours": -0.0}]}),
        ({"values_attestation": None}, {"values_attestation": "pending"}),
        ({"jobs": [{"occupation": {"noc2016": 121}}]}, {"jobs": [{"occupation": {"noc2016": "0121"}}]}),
    ],
)
def test_canonical_is_one_for_equals(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = (parse_applicant({"schema": 1, **data}) for data in (one, other))
    assert first == second
    assert canonical_json(first) == canonical_json(second)


@pytest.mark.parametrize(
    "title",
    ["yes", "null", "~", "1e3", "0o7", "0x1F", ".5", "0121", "12", "1_000", "1:30", "2021-06-15 10:00:00", "2021-13-45",
     "- a", "a: b", "#a", "&a", "*a", "!a", "<<", "=", "'", '"', " a ", "é", "🙂", "\ufeff", "a\u00a0b", "{a}", "..",
     "-"],
)  # fmt: skip
def test_text_stays_text(title: str) -> None:
    person = parse_applicant({"schema": 1, "jobs": [{"title": title}]})
    written = dump_yaml(person)
    assert load_applicant(written) == person
    # A reader of YAML 1.1 sees the same text.
    assert yaml.safe_load(written)["jobs"][0]["title"] == title


def test_dates_are_written_bare_and_codes_quoted() -> None:
    person = parse_applicant({"schema": 1, "birth_date": "1990-01-15", "jobs": [{"occupation": {"noc2016": "0121"}}]})
    assert "birth_date: 1990-01-15\n" in dump_yaml(person)
    assert "noc2016: '0121'" in dump_yaml(person)


def test_equal_parts_are_written_in_full() -> None:
    stay = {"from": "2020", "to": None}
    written = dump_yaml(parse_applicant({"schema": 1, "stays_in_quebec": [stay, stay]}))
    assert "&" not in written
    assert written.count("from:") == 2
