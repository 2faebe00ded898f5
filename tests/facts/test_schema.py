"""The JSON Schema: closed, in both languages, and true to the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from jalon.facts import PARTS, Applicant, Lang, applicant_schema, key_label, part_label


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_part_is_closed_and_named(lang: Lang) -> None:
    schema = applicant_schema(lang)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"] == "urn:jalon:applicant:1"
    assert set(schema["$defs"]) == {part.__name__ for part in PARTS if part is not Applicant}
    for part in PARTS:
        written = schema if part is Applicant else schema["$defs"][part.__name__]
        assert written["additionalProperties"] is False
        assert written["title"] == part_label(part).name(lang)
        assert tuple(written["properties"]) == part.written_keys()
        for key, place in written["properties"].items():
            assert place["title"] == key_label(part, key).name(lang)
            assert place["description"] == key_label(part, key).help(lang)
            assert "default" not in place
    json.dumps(schema)


def test_required_keys() -> None:
    schema = applicant_schema()
    assert schema["required"] == ["schema"]
    assert {name: part["required"] for name, part in schema["$defs"].items() if "required" in part} == {
        "Area": ["name", "award"]
    }


def test_null_only_where_it_means_something() -> None:
    schema = applicant_schema()

    def may_be_null(part: str, key: str) -> bool:
        place = (schema["$defs"][part] if part else schema)["properties"][key]
        return {"type": "null"} in place.get("anyOf", ())

    assert may_be_null("", "spouse")
    assert may_be_null("", "values_attestation")
    assert may_be_null("Stay", "to")
    assert may_be_null("Skills", "writing")
    for part, key in (
        ("", "birth_date"),
        ("", "jobs"),
        ("Job", "hours_per_week"),
        ("Permit", "kind"),
        ("Study", "hours"),
    ):
        assert not may_be_null(part, key)


def test_limits_are_published() -> None:
    schema = applicant_schema()
    assert schema["properties"]["jobs"]["maxItems"] == 200
    assert schema["$defs"]["Job"]["properties"]["title"]["maxLength"] == 500
    weekly = schema["$defs"]["Job"]["properties"]["hours_per_week"]
    assert (weekly["type"], weekly["minimum"], weekly["maximum"]) == ("number", 0, 168)
    assert "TEFAQ" in schema["$defs"]["FrenchProof"]["properties"]["test"]["enum"]


def test_dates_have_examples_in_the_language() -> None:
    dates = [node for node in nodes(applicant_schema("fr")) if "examples" in node]
    assert dates
    assert all("2021-06..2021-09" in node["examples"] for node in dates)
    assert any("un intervalle" in node["description"] for node in dates)
    assert not any("a range" in node.get("description", "") for node in nodes(applicant_schema("fr")))


def test_references_lead_somewhere() -> None:
    schema = applicant_schema()
    for node in nodes(schema):
        if isinstance(node.get("$ref"), str):
            assert node["$ref"].removeprefix("#/$defs/") in schema["$defs"]


def test_a_change_to_one_schema_leaves_the_next_alone() -> None:
    applicant_schema("fr")["properties"].clear()
    assert applicant_schema("en")["properties"]["birth_date"]["title"] == "Date of birth"
