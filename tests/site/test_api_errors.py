"""Errors of the API: data, in both languages, that name the place; and no answer to what would cost too much."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.site.api import deciding
from jalon.site.api.asking import MOST_DAYS
from jalon.site.api.problems import KINDS, MOST_NAMED

JSON = "application/json"


@pytest.fixture
def asker() -> Client:
    """A program; what breaks inside is answered, not raised."""
    return Client(raise_request_exception=False)


def checked(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The error, once it is whole: its type, its words in both languages, its headers."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    told: dict[str, Any] = response.json()
    assert (told["status"], told["type"]) == (status, f"/api/docs#{kind}")
    assert told["title"] == told[told["lang"]]["title"]
    assert response["Content-Language"] == f"{told['lang']}-CA"
    assert told["fr"]["detail"] != told["en"]["detail"]
    for error in told["errors"]:
        assert error["fr"]
        assert error["en"]
    return told


def post(asker: Client, body: str | bytes, type_: str = JSON, name: str = "decide") -> Any:
    return asker.generic("POST", f"/api/v1/{name}", body, type_)


@pytest.mark.parametrize(
    ("body", "english"),
    [
        ("", "the file is empty"),
        ("{", "line 1, the JSON is malformed"),
        ('{"applicant": NaN}', "NaN is not a number"),
        ('{"applicant": Infinity}', "Infinity is not a number"),
        ('{"a": 1, "a": 2}', "the key a is written twice"),
        ("[" * 10_000 + "]" * 10_000, "nested too deep"),
        (b"\xff\xfe{\x00", "UTF-8"),
        (b'{"applicant": "\xe9"}', "UTF-8"),
    ],
)
def test_bodies_that_cannot_be_read(asker: Client, body: str | bytes, english: str) -> None:
    told = checked(post(asker, body), 400, "malformed")
    assert english in told["errors"][0]["en"]


@pytest.mark.parametrize("body", ["[]", "null", "3", '"x"', "{}", '{"applicant": []}', '{"applicant": null}'])
def test_bodies_of_another_form(asker: Client, body: str) -> None:
    told = checked(post(asker, body), 422, "refused")
    assert told["errors"]


def test_each_place_is_named_with_what_is_allowed(asker: Client) -> None:
    body = {
        "applicant": {"schema": 1, "jobs": [{"hours_per_weak": 3, "started_on": "2021-02-30"}]},
        "on": "demain",
        "programme": "peq-worker",
        "view": None,
        "x": 1,
    }
    told = checked(asker.post("/api/v1/decide?lang=en", data=json.dumps(body), content_type=JSON), 422, "refused")
    found = {error["path"]: error for error in told["errors"]}
    assert set(found) == {
        "applicant.jobs[0].hours_per_weak",
        "applicant.jobs[0].started_on",
        "on",
        "programme",
        "view",
        "x",
    }
    assert "did you mean hours_per_week?" in found["applicant.jobs[0].hours_per_weak"]["en"]
    assert "vouliez-vous dire peq-workers" in found["programme"]["fr"]


def test_no_more_places_than_can_be_read(asker: Client) -> None:
    body = {"applicant": {"schema": 1, **{f"key{i}": 1 for i in range(3 * MOST_NAMED)}}}
    assert len(checked(post(asker, json.dumps(body)), 422, "refused")["errors"]) == MOST_NAMED


@pytest.mark.parametrize("type_", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "x"])
def test_other_types_of_content(asker: Client, type_: str) -> None:
    checked(post(asker, '{"applicant": {"schema": 1}}', type_), 415, "media-type")


def test_too_large(asker: Client) -> None:
    room = 1024 * 1024 - len('{"applicant": {"schema": 1}}')
    assert post(asker, '{"applicant": {"schema": 1}}' + " " * room).status_code == 200
    checked(post(asker, '{"applicant": {"schema": 1}}' + " " * (room + 1)), 413, "too-large")


def test_a_body_whose_length_is_not_told(asker: Client) -> None:
    pieces = {"headers": {"Transfer-Encoding": "chunked"}, "CONTENT_LENGTH": ""}
    checked(asker.generic("POST", "/api/v1/decide", '{"applicant": {"schema": 1}}', JSON, **pieces), 411, "length")


def test_addresses_and_methods(asker: Client) -> None:
    for path in (
        "/api/",
        "/api/v1/decide/",
        "/api/v2/decide",
        "/api/v1/law/peq-nobody?on=2024-01-01",
        "/api/v1/" + "x" * 3000,
    ):
        checked(asker.get(path), 404, "not-found")
    checked(asker.get("/api/v1/law/peq-workers?on=1950-01-01"), 404, "no-version")
    response = asker.get("/api/v1/decide")
    checked(response, 405, "method")
    assert response["Allow"] == "POST"
    checked(asker.delete("/api/v1/occupations"), 405, "method")


def test_parameters(asker: Client) -> None:
    for query, path in (
        ("occupations?q=", "q"),
        ("occupations", "q"),
        ("occupations?q=a&limit=0", "limit"),
        ("occupations?q=a&limit=51", "limit"),
        ("occupations?q=a&limit=many", "limit"),
        ("occupations?q=a&on=2024-13-01", "on"),
        ("occupations?q=%00", "q"),
        ("areas?q=a&award=PHD", "award"),
        ("law/peq-workers?on=2024", "on"),
        ("law/peq-workers/difference?before=2024-01-01", "after"),
        ("law?lang=de", "lang"),
    ):
        told = checked(asker.get(f"/api/v1/{query}"), 422, "refused")
        assert [error["path"] for error in told["errors"]] == [path]


def test_only_so_many_days(asker: Client) -> None:
    for name in ("timeline", "when", "whatif"):
        body: dict[str, Any] = {"applicant": {"schema": 1}, "from": "2010-01-01", "to": "2029-01-01"}
        told = checked(post(asker, json.dumps(body), name=name), 422, "refused")
        assert str(MOST_DAYS) in told["errors"][0]["en"]
        body["to"] = "2009-12-31"
        assert checked(post(asker, json.dumps(body), name=name), 422, "refused")["errors"][0]["path"] == "to"


def test_only_so_long(asker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "SHORT", 0.0)
    monkeypatch.setattr(deciding, "LONG", 0.0)
    for name in ("decide", "timeline", "when", "remedies", "next-question"):
        checked(post(asker, '{"applicant": {"schema": 1}}', name=name), 422, "too-much-work")


def test_a_crowded_file_is_given_up_in_time(asker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "LONG", 0.3)
    crowd = {
        "schema": 1,
        "studies": [{"level": "dep", "started_on": "2012"}] * 60,
        "jobs": [{"started_on": "2015", "in_quebec": True}] * 60,
    }
    checked(post(asker, json.dumps({"applicant": crowd}), name="remedies"), 422, "too-much-work")


@pytest.mark.parametrize("error", [RuntimeError("x"), OSError()])
def test_a_fault_of_ours(asker: Client, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr("jalon.site.api.reading.search_areas", broken)
    checked(asker.get("/api/v1/areas?q=x"), 500, "fault")


def test_any_page_of_any_site_may_ask(asker: Client) -> None:
    asked = asker.options("/api/v1/decide", headers={"Origin": "https://example.org"})
    assert (asked.status_code, asked["Allow"]) == (204, "POST, OPTIONS")
    assert asked["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert "Content-Type" in asked["Access-Control-Allow-Headers"]
    assert asker.options("/api/v1/law")["Allow"] == "GET, HEAD, OPTIONS"
    checked(asker.options("/api/none"), 404, "not-found")
    for response in (asker.get("/api/v1/law"), asker.get("/api/none"), post(asker, "{")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert not response.cookies


def test_head(asker: Client) -> None:
    whole, head = asker.get("/api/v1/law"), asker.head("/api/v1/law")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert asker.head("/api/v1/decide").status_code == 405


def test_every_kind_has_words_in_both_languages_and_stands_on_the_page(asker: Client, settings: Settings) -> None:
    page = asker.get("/api/docs").content.decode()
    for kind in KINDS.values():
        assert all(kind.fr)
        assert all(kind.en)
        assert kind.fr != kind.en
        assert f'id="{kind.id}"' in page
