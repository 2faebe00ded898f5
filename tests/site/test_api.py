"""The API answers what the readings answer, in both languages, as its document says to the last key."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from jalon.facts import applicant_schema, load_applicant, to_dict
from jalon.i18n import LANGUAGES, Lang
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import decide, decide_all
from jalon.readings.decide.report import report
from jalon.readings.remedies.report import remedies_report
from jalon.readings.remedies.search import remedies
from jalon.readings.timeline.calendar import calendar
from jalon.readings.timeline.report import timelines_report
from jalon.readings.timeline.when import when, when_report
from jalon.readings.words import difference, programme_words
from jalon.site.api.examples import EXAMPLES

FILE = load_applicant(Path(__file__).parents[2] / "examples" / "applicant.yaml")
DATA = to_dict(FILE)
DAY, LAST = date(2024, 6, 3), date(2027, 6, 3)
WORKERS = "peq-workers"


@pytest.fixture
def asker() -> Client:
    """A program; it needs no database."""
    return Client()


def post(asker: Client, name: str, body: Any, **more: Any) -> Any:
    return asker.post(f"/api/v1/{name}", data=json.dumps(body), content_type="application/json", **more)


@cache
def document(lang: Lang = "fr") -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/openapi.json", {"lang": lang}).json()
    return found


def strict(document: dict[str, Any]) -> dict[str, Any]:
    """The shapes with no key allowed but those that they name."""
    components = deepcopy(document["components"])
    for shape in components["schemas"].values():
        if "properties" in shape:
            shape.setdefault("additionalProperties", False)
    return components


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (p, m, o)
        for p, methods in document().items()
        if p == "paths"
        for p, ms in methods.items()
        for m, o in ms.items()
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_decide(asker: Client, lang: Lang) -> None:
    told = post(asker, f"decide?lang={lang}", {"applicant": DATA, "on": DAY.isoformat()})
    assert told.json() == report(decide_all(FILE, DAY), lang)
    assert told["Content-Language"] == f"{lang}-CA"
    one = post(asker, "decide", {"applicant": DATA, "on": "2019-11-05", "programme": WORKERS, "view": "as-written"})
    assert one.json() == report([decide(FILE, date(2019, 11, 5), WORKERS, "as-written")], "fr")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_through_time(asker: Client, lang: Lang) -> None:
    span = {"from": DAY.isoformat(), "to": LAST.isoformat(), "lang": lang}
    found = post(asker, "timeline", {"applicant": DATA, "on": DAY.isoformat(), **span}).json()
    assert found == timelines_report([calendar(FILE, DAY, LAST, name) for name in PROGRAMMES], DAY, lang)
    found = post(asker, "when", {"applicant": DATA, **span}).json()
    assert found == [when_report(when(FILE, DAY, name, LAST), lang) for name in PROGRAMMES]
    asked = {"applicant": DATA, "on": "2023-06-03", "programme": WORKERS, "lang": lang}
    assert post(asker, "remedies", asked).json() == [remedies_report(remedies(FILE, date(2023, 6, 3), WORKERS), lang)]


def test_what_if(asker: Client) -> None:
    change = {"changes": [{"path": "jobs[0].hours_per_week", "value": 20}], "from": "2024-01-01", "to": "2026-01-01"}
    told = post(asker, "whatif", {"applicant": DATA, "programme": WORKERS, **change}).json()
    assert told["streams"][0]["before"]["conditions_first_day"] != told["streams"][0]["after"]["conditions_first_day"]
    assert told["couple"] is None
    pair = post(asker, "whatif", {"applicant": DATA, "other": {"schema": 1}, "programme": WORKERS, "lang": "en"}).json()
    assert pair["streams"] == []
    assert {a["principal"] for a in pair["couple"]["arrangements"]} == {1, 2}
    for wrong, path in (
        ({"changes": [{"path": "jobs[7].hours_per_week", "value": 1}]}, "changes"),
        ({"changes": [{"path": "[", "value": 1}]}, "changes"),
        ({"job_ends_on": "1990-01-01"}, "job_ends_on"),
        ({"changes": [{"path": "jobs[0].hours_per_week", "value": "x"}]}, "jobs[0].hours_per_week"),
    ):
        refused = post(asker, "whatif", {"applicant": DATA, **wrong})
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_next_question(asker: Client, lang: Lang) -> None:
    body = {"applicant": {"schema": 1}, "on": DAY.isoformat(), "programme": WORKERS, "lang": lang}
    told = post(asker, "next-question", body).json()
    assert told["question"]["title"]
    assert told["programmes"] == [{"id": WORKERS, "conditions_verdict": "undetermined"}]
    nothing = post(asker, "next-question", {**body, "applicant": DATA}).json()
    assert nothing["question"] is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_law(asker: Client, lang: Lang) -> None:
    told = asker.get(f"/api/v1/law?lang={lang}")
    assert told.json() == [programme_words(p, lang) for p in PROGRAMMES.values()]
    assert told["Cache-Control"].startswith("public")
    assert told["Vary"] == "Accept-Language"
    days = {"before": "2023-11-22", "after": "2023-11-23", "lang": lang}
    assert asker.get("/api/v1/law/peq-graduates/difference", days).json() == difference(
        PROGRAMMES["peq-graduates"], date(2023, 11, 22), date(2023, 11, 23), lang
    )
    version = asker.get("/api/v1/law/peq-workers", {"on": "2021-09-01", "lang": lang}).json()
    assert version["since"] <= "2021-09-01" <= (version["until"] or "9999")
    assert {c["id"] for c in version["conditions"]} >= {"experience", "oral-french"}


def test_registers(asker: Client) -> None:
    query = {"q": "soudeuse", "on": "2024-02-01", "programme": WORKERS}
    by_address = asker.get("/api/v1/occupations", query).json()
    assert by_address[0]["noc2021"] == "72106"
    assert by_address == post(asker, "occupations", query).json()
    assert list(by_address[0]["meaning"]) == [WORKERS]
    assert set(asker.get("/api/v1/occupations", {"q": "soudeuse", "on": "2024-02-01"}).json()[0]["meaning"]) == set(
        PROGRAMMES
    )
    assert len(asker.get("/api/v1/occupations", {"q": "commis", "limit": "2"}).json()) == 2
    area = {"q": "techniques de l’informatique", "award": "DEC"}
    assert asker.get("/api/v1/areas", area).json() == post(asker, "areas", area).json() != []
    assert {row["test"] for row in asker.get("/api/v1/tests").json()} >= {"TEFAQ", "DELF-B2"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_french(asker: Client, lang: Lang) -> None:
    body = {"test": "TEFAQ", "scores": {"listening": 420}, "taken_on": "2022-03-01", "on": "2024-02-01", "lang": lang}
    told = post(asker, "french", body).json()
    assert {level["skill"] for level in told["levels"]} == {"listening"}
    assert {item["programme"] for item in told["conditions"]} == set(PROGRAMMES)
    assert post(asker, "french", {**body, "scores": {}}).json()["errors"][0]["path"] == "scores"
    beyond = post(asker, "french", {**body, "test": "DELF-B2", "scores": {"listening": 26}})
    assert (beyond.status_code, beyond.json()["errors"][0]["path"]) == (422, "scores.listening")


@pytest.mark.parametrize(
    ("path", "method", "operation"), operations(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_operation_answers_as_documented(
    asker: Client, path: str, method: str, operation: dict[str, Any]
) -> None:
    examples = EXAMPLES.get(operation["operationId"], ())
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    holds = jsonschema_rs.validator_for({**shape, "components": strict(document())})
    answers = (
        [asker.get(value) for _, _, value in examples] or [asker.get(path)]
        if method == "get"
        else [post(asker, path.removeprefix("/api/v1/"), value) for _, _, value in examples]
    )
    assert answers
    for answer in answers:
        assert answer.status_code == 200
        holds.validate(answer.json())
    assert operation["summary"].count(" / ") == 1
    assert len(operation["description"].split("\n\n")) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document(asker: Client, lang: Lang) -> None:
    told = document(lang)
    assert told["openapi"] == "3.1.0"
    # The file's own schema, key by key, in the language asked for.
    own = applicant_schema(lang)
    shapes = told["components"]["schemas"]
    assert shapes["Applicant"]["properties"]["birth_date"] == own["properties"]["birth_date"]
    assert set(own["$defs"]) <= set(shapes)
    assert "$defs" not in json.dumps(told)
    # Every reference leads somewhere.
    text = json.dumps(told)
    for part in text.split('"$ref": "')[1:]:
        assert part.partition('"')[0].removeprefix("#/components/schemas/") in shapes
    assert asker.get("/api/v1/schema", {"lang": lang}).json() == own


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_document(asker: Client, lang: Lang) -> None:
    page = asker.get("/api/docs", {"lang": lang})
    body = page.content.decode()
    assert f'<html lang="{lang}-CA">' in body
    for path in document()["paths"]:
        assert path in body
    for other in set(LANGUAGES) - {lang}:
        assert f'href="/api/docs?lang={other}"' in body
    assert " style=" not in body
    assert "<script>" not in body
    assert "https://" not in body
    assert 'id="too-large"' in body


def test_which_language_wins(asker: Client) -> None:
    body = {"applicant": DATA, "on": DAY.isoformat()}
    english = {"Accept-Language": "en-CA"}
    assert post(asker, "decide", body, headers=english).json()["lang"] == "en"
    assert post(asker, "decide?lang=fr", body, headers=english).json()["lang"] == "fr"
    told = post(asker, "decide?lang=fr", {**body, "lang": "en"}, headers=english)
    assert (told.json()["lang"], told["Content-Language"]) == ("en", "en-CA")
    assert post(asker, "decide", body).json()["lang"] == "fr"
