"""The assessment, act by act: answers, mistakes, lists, changes, files."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jalon.facts import Applicant, parse_applicant, to_dict
from jalon.i18n import LANGUAGES, speaker
from walking import Walk, date_fields


@pytest.fixture(params=LANGUAGES)
def walk(request: Any, client: Client) -> Walk:
    walk = Walk(client, request.param)
    walk.begin("both", "2024-06-03")
    return walk


def fact(walk: Walk, place: str) -> str:
    return walk.address("fact", place=place)


def listed(walk: Walk, place: str, act: str) -> str:
    return walk.post(walk.address("list", place=place), {"act": act})


def error(walk: Walk, url: str, posted: dict[str, str]) -> str:
    """The error that a form gives: it names the field, and the title says so."""
    response = walk.client.post(url, posted)
    assert response.status_code == 422, (url, posted)
    body = str(response.content.decode())
    say = speaker(walk.lang)
    assert f"<title>{say('Erreur :')}" in body
    assert 'class="error-summary"' in body
    return body


def put(walk: Walk, person: dict[str, Any]) -> None:
    """Begin from a file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jalon.facts import dump_json

    file = SimpleUploadedFile("x.json", dump_json(parse_applicant({"schema": 1, **person})).encode())
    assert walk.client.post(walk.address("open-file"), {"file": file}).status_code == 302


def test_nobody_who_has_not_begun_gets_further(client: Client) -> None:
    walk = Walk(client, "fr")
    for url in (fact(walk, "birth_date"), walk.address("check"), walk.address("next"), walk.address("file-json")):
        assert client.get(url)["Location"] == walk.address("start")


def test_the_page_says_who_and_why(walk: Walk) -> None:
    listed(walk, "jobs", "add")
    body = walk.client.get(fact(walk, "jobs.0.hours_per_week")).content.decode()
    say = speaker(walk.lang)
    assert say("Pourquoi cette question ?") not in body  # nothing is known of what it would keep open
    first = walk.client.get(walk.client.get(walk.address("next"))["Location"]).content.decode()
    assert say("Pourquoi cette question ?") in first


@pytest.mark.parametrize(
    ("place", "posted", "value"),
    [
        ("birth_date", {"year": "1996"}, "1996"),
        ("birth_date", {"day": "2", "month": "4", "year": "1996"}, "1996-04-02"),
        ("intends_to_settle", {"answer": "yes"}, True),
        ("spouse", {"answer": "no"}, None),
        ("spouse", {"answer": "yes"}, {}),
        ("purpose_of_stay", {"answer": "0"}, "work"),
        ("values_attestation", {"answer": "0"}, True),
        ("values_attestation", {"answer": "0", "obtained-year": "2024", "obtained-month": "1"}, "2024-01"),
        ("values_attestation", {"answer": "1"}, "pending"),
    ],
)
def test_answers(walk: Walk, place: str, posted: dict[str, str], value: Any) -> None:
    walk.post(fact(walk, place), posted)
    assert to_dict(walk.kept())[place] == value
    # The form shows the answer again.
    again = walk.client.get(fact(walk, place)).content.decode()
    for name, text in posted.items():
        assert f'value="{int(text) if text.isdigit() else text}"' in again or f'name="{name}"' in again


def test_answers_inside_a_job(walk: Walk) -> None:
    assert "jobs.0" in listed(walk, "jobs", "add")
    walk.post(fact(walk, "jobs.0.hours_per_week"), {"answer": "37,5"})
    walk.post(fact(walk, "jobs.0.ended_on"), {"none": "1"})
    walk.post(fact(walk, "jobs.0.occupation"), {"query": "Soudeuse à l’arc", "answer": "72106"})
    (job,) = to_dict(walk.kept())["jobs"]
    assert job == {
        "hours_per_week": 37.5,
        "ended_on": None,
        "occupation": {"noc2021": "72106"},
        "title": "Soudeuse à l’arc",
    }
    walk.post(fact(walk, "jobs.0.hours_per_week"), {"unknown": "1"})
    walk.post(fact(walk, "jobs.0.occupation"), {"answer": "unknown"})
    (job,) = to_dict(walk.kept())["jobs"]
    assert job == {"ended_on": None, "title": "Soudeuse à l’arc"}


def test_a_mark_or_a_level(walk: Walk) -> None:
    put(walk, {"french": [{"proof": "test", "test": "TEFAQ", "taken_on": "2023"}]})
    place = fact(walk, "french.0.scores.speaking")
    walk.post(place, {"answer": "410"})
    assert to_dict(walk.kept())["french"][0]["scores"] == {"speaking": 410}
    walk.post(place, {"instead": "7"})
    proof = to_dict(walk.kept())["french"][0]
    assert proof["levels"] == {"speaking": 7}
    assert not proof.get("scores")
    error(walk, place, {"answer": "410", "instead": "7"})
    error(walk, place, {"instead": "13"})


def test_a_share_is_given_in_percent(walk: Walk) -> None:
    put(walk, {"studies": [{"level": "bachelor"}]})
    walk.post(fact(walk, "studies.0.share_stayed_in_quebec"), {"answer": "62,5 %"})
    assert to_dict(walk.kept())["studies"][0]["share_stayed_in_quebec"] == 0.625
    assert 'value="62.5"' in walk.client.get(fact(walk, "studies.0.share_stayed_in_quebec")).content.decode()
    error(walk, fact(walk, "studies.0.share_stayed_in_quebec"), {"answer": "101"})


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({}, "day"),
        ({"year": "96"}, "year"),
        ({"year": "1899"}, "year"),
        ({"year": "1996", "month": "13"}, "month"),
        ({"year": "1996", "day": "3"}, "month"),
        ({"year": "1996", "month": "2", "day": "30"}, "day"),
        ({"year": "1996", "month": "2", "day": "x"}, "day"),
        ({"year": "１９９６"}, "year"),
        ({"unknown": "1"}, "day"),
    ],
)
def test_mistakes_in_a_date(walk: Walk, posted: dict[str, str], field: str) -> None:
    body = error(walk, fact(walk, "birth_date"), posted)
    assert f'href="#{field}"' in body
    assert f'id="{field}"' in body
    for text in (text for name, text in posted.items() if name != "unknown"):
        assert f'value="{text}"' in body  # nothing typed is lost


def test_two_dates_that_clash_offer_both_corrections(walk: Walk) -> None:
    put(walk, {"jobs": [{"started_on": "2023-05-01"}]})
    body = error(walk, fact(walk, "jobs.0.ended_on"), date_fields("2022-01-01"))
    assert fact(walk, "jobs.0.started_on") in body
    assert to_dict(walk.kept())["jobs"] == [{"started_on": "2023-05-01"}]


def test_a_date_between_two_dates_stays_when_nothing_is_typed(walk: Walk) -> None:
    put(walk, {"jobs": [{"started_on": "2021-06..2021-09"}]})
    place = fact(walk, "jobs.0.started_on")
    assert "2021" in walk.client.get(place).content.decode()
    walk.post(place, {"day": "", "month": "", "year": ""})
    assert to_dict(walk.kept())["jobs"] == [{"started_on": "2021-06..2021-09"}]
    walk.post(place, date_fields("2021-07"))
    assert to_dict(walk.kept())["jobs"] == [{"started_on": "2021-07"}]


def test_lists_grow_and_shrink(walk: Walk) -> None:
    for _ in range(3):
        listed(walk, "jobs", "add")
    for row, title in enumerate("abc"):
        walk.post(fact(walk, f"jobs.{row}.title"), {"answer": title})
    target = walk.post(walk.address("element", place="jobs.1"), {"act": "remove"})
    assert target == walk.address("list", place="jobs")
    assert [job["title"] for job in to_dict(walk.kept())["jobs"]] == ["a", "c"]
    listed(walk, "jobs", "close")
    listed(walk, "permits", "close")
    assert to_dict(walk.kept())["permits"] == []
    listed(walk, "permits", "unknown")
    assert "permits" not in to_dict(walk.kept())
    error(walk, walk.address("list", place="jobs"), {"act": "?"})


def test_a_list_inside_an_element(walk: Walk) -> None:
    listed(walk, "jobs", "add")
    listed(walk, "jobs.0.leaves", "add")
    walk.post(fact(walk, "jobs.0.leaves.0.from"), date_fields("2023-01"))
    assert to_dict(walk.kept())["jobs"] == [{"leaves": [{"from": "2023-01"}]}]
    walk.post(walk.address("element", place="jobs.0.leaves.0"), {"act": "remove"})
    assert to_dict(walk.kept())["jobs"] == [{"leaves": []}]


def test_a_full_list(walk: Walk) -> None:
    put(walk, {"permits": [{}] * 200})
    body = error(walk, walk.address("list", place="permits"), {"act": "add"})
    assert "200" in body


def test_a_change_comes_straight_back(walk: Walk) -> None:
    for url in (fact(walk, "birth_date"), walk.address("stream"), walk.address("filing-day")):
        posted = {"answer": "both"} if "stream" in url or "volet" in url else {"answer": "today"}
        posted = {"year": "1990"} if "birth" in url else posted
        assert walk.post(f"{url}?from=check", posted) == walk.address("check")
    assert walk.post(f"{fact(walk, 'birth_date')}?from=https://elsewhere", {"year": "1990"}).startswith("/")


def test_a_spouse_said_again_keeps_what_is_known(walk: Walk) -> None:
    put(walk, {"spouse": {"accompanies": True}})
    walk.post(fact(walk, "spouse"), {"answer": "yes"})
    assert to_dict(walk.kept())["spouse"] == {"accompanies": True}


def test_contradictions_are_shown_and_may_stay(walk: Walk) -> None:
    put(walk, {"purpose_of_stay": "accompanying-spouse", "spouse": None})
    page = walk.client.get(walk.address("contradictions")).content.decode()
    assert fact(walk, "purpose_of_stay") in page
    assert fact(walk, "spouse") in page
    assert walk.post(walk.address("contradictions"), {}) == walk.address("check")
    assert fact(walk, "spouse") in walk.client.get(walk.address("check")).content.decode()


def test_the_day_of_an_application_filed_already(walk: Walk) -> None:
    error(walk, walk.address("filing-day"), {"answer": "filed", **date_fields("2099-01-01")})
    error(walk, walk.address("filing-day"), {"answer": "later", "year": "2024"})
    error(walk, walk.address("filing-day"), {})
    error(walk, walk.address("stream"), {"answer": "peq-nobody"})
    walk.post(walk.address("filing-day"), {"answer": "filed", **date_fields("2024-03-01")})
    body = walk.client.get(walk.address("check")).content.decode()
    assert speaker(walk.lang)("Demande déposée") in body


@pytest.mark.parametrize("name", ["file-yaml", "file-json"])
def test_a_file_goes_out_and_comes_back(walk: Walk, name: str) -> None:
    person = {"birth_date": "1996-04", "jobs": [{"title": "<b>Cuisinière</b>"}], "spouse": None}
    put(walk, person)
    before: Applicant = walk.kept()
    response = walk.client.get(walk.address(name))
    assert response["Content-Disposition"].startswith("attachment")
    walk.client.post(walk.address("erase"))
    from django.core.files.uploadedfile import SimpleUploadedFile

    walk.client.post(walk.address("open-file"), {"file": SimpleUploadedFile("mine", response.content)})
    assert walk.kept() == before
    assert "<b>" not in walk.client.get(walk.address("check")).content.decode()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a: b", b"[]", b"x" * 1_100_000, b"<html>"])
def test_a_file_that_cannot_be_opened(walk: Walk, content: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    response = walk.client.post(walk.address("open-file"), {"file": SimpleUploadedFile("mine.yaml", content)})
    assert response.status_code == 422
    assert 'href="#file"' in response.content.decode()
    assert walk.client.post(walk.address("open-file"), {}).status_code == 422


@pytest.mark.parametrize(
    "place",
    ["nothing", "jobs.9.title", "jobs.0", "schema", "jobs.0.title.x", "a" * 4000, "..", "jobs.-1", "spouse.french.0"],
)
def test_no_such_place(walk: Walk, place: str) -> None:
    for name in ("fact", "list", "element"):
        assert walk.client.get(walk.address(name, place=place)).status_code in (404, 302)
