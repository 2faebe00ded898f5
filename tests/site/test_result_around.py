"""Two pages around the result: other ways when the PEQ is not open, and which of two partners should apply."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jalon.facts import dump_json, dump_yaml, parse_applicant, to_dict
from jalon.facts.reading import LARGEST_APPLICANT
from jalon.i18n import LANGUAGES, speaker
from jalon.law.elsewhere import ELSEWHERE
from jalon.readings.whatif import couple
from jalon.site.languages import address
from jalon.site.models import Sealed
from jalon.site.result import alternatives, partners
from visiting import example, visitor

OPEN_DAY = date(2026, 8, 3)


def on_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for module in (alternatives, partners):
        monkeypatch.setattr(module, "today", lambda: day)


# --- Other ways -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2026, 8, 3), ["open", "open"]),
        (date(2026, 1, 15), ["closed", "closed"]),
        (date(2025, 3, 1), ["closed", "open"]),
        (date(2026, 11, 5), ["unknown", "unknown"]),
        # Past the last day checked nothing is said, whatever the last known state.
        (date(2030, 1, 1), ["unknown", "unknown"]),
    ],
)
def test_the_state_of_the_day_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, lang: str, day: date, states: list[str]
) -> None:
    on_day(monkeypatch, day)
    response = client.get(address(lang, "alternatives"))
    body = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'condition-head"><span class="verdict verdict-([a-z]+)"', body) == states
    assert " style=" not in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_programme_is_told_as_it_is_then(client: Client, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    bridge = next(matter for matter in ELSEWHERE if matter.id == "bridge").words.text(lang)
    on_day(monkeypatch, date(2026, 12, 31))
    assert bridge in client.get(address(lang, "alternatives")).content.decode()
    on_day(monkeypatch, date(2027, 1, 1))
    assert bridge not in client.get(address(lang, "alternatives")).content.decode()


# --- Two partners -----------------------------------------------------------------------------------------------------


def file(content: str | bytes, name: str = "dossier.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def person(**facts: Any) -> Any:
    data = {**to_dict(example()), "spouse": {"accompanies": True}, **facts}
    data["permits"] = [*data["permits"], {"kind": "closed-work", "from": "2025-07-01", "to": "2027-10-31"}]
    return parse_applicant(data)


RECENT = [
    {
        "proof": "test",
        "test": "TEFAQ",
        "taken_on": "2026-03-01",
        "levels": dict.fromkeys(("listening", "speaking", "reading", "writing"), 8),
    }
]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_files_are_compared_and_forgotten(client: Client, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    on_day(monkeypatch, OPEN_DAY)
    strong, weak = person(french=RECENT), person(french=RECENT, jobs=[])
    response = client.post(
        address(lang, "partners"), {"first": file(dump_yaml(strong)), "second": file(dump_json(weak), "dossier.json")}
    )
    body = response.content.decode()
    assert response.status_code == 200
    assert partners.first_words(couple(strong, weak, OPEN_DAY), speaker(lang)) in body.replace("&#39;", "'")
    outcomes = re.findall(r'<li class="condition condition-([a-z-]+)">', body)
    assert outcomes == [outcome for outcome in outcomes if outcome]
    assert "eligible" in outcomes
    assert "not-eligible" in outcomes
    assert not Sealed.objects.exists()
    assert " style=" not in body
    assert not response.cookies.get("jalon")


def test_the_first_words_are_honest() -> None:
    say = speaker("fr")
    strong, weak = person(french=RECENT), person(french=RECENT, jobs=[], studies=[])
    one = partners.first_words(couple(strong, weak, OPEN_DAY), say)
    assert "personne 1" in one
    assert "personne 2" not in one
    assert partners.first_words(couple(strong, strong, OPEN_DAY), say).startswith("L’une ou l’autre")
    nobody = person(french=[], jobs=[], studies=[])
    assert partners.first_words(couple(nobody, nobody, OPEN_DAY), say).startswith("Aucune")
    unknown = parse_applicant({"schema": 1})
    assert partners.first_words(couple(unknown, unknown, OPEN_DAY), say).startswith("On ne peut pas dire")


def test_one_may_be_the_visitor(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_day(monkeypatch, OPEN_DAY)
    known = visitor(person(french=RECENT), OPEN_DAY.isoformat())
    assert 'name="own"' in known.get(address("fr", "partners")).content.decode()
    response = known.post(address("fr", "partners"), {"own": "1", "second": file(dump_yaml(person(french=RECENT)))})
    assert response.status_code == 200
    assert "condition-eligible" in response.content.decode()
    # Without answers of one's own, the first file is asked for.
    assert client.post(address("fr", "partners"), {"own": "1", "second": file("schema: 1")}).status_code == 422


BAD = (
    ("schema: 1\njobs: [{hours_per_week: douze}]", "jobs[0].hours_per_week"),
    ("schema: 1\nhobby: x", "hobby"),
    ("\x00\x01", ""),
    ("- 1\n- 2", ""),
    ("a: " * 5000, ""),
    ("schema: 1\nbirth_date: <script>alert(1)</script>", "birth_date"),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("content", "key"), BAD)
def test_a_bad_file_is_told_with_its_key(client: Client, lang: str, content: str, key: str) -> None:
    sent = {"first": file(dump_yaml(example())), "second": file(content)}
    response = client.post(address(lang, "partners"), sent)
    body = response.content.decode()
    assert response.status_code == 422
    assert 'href="#second"' in body
    assert key in body
    assert "<script>alert" not in body
    assert "error-summary" in body


def test_a_file_too_large_is_refused(client: Client) -> None:
    large = json.dumps({"schema": 1, "x": "y" * LARGEST_APPLICANT})
    response = client.post(address("fr", "partners"), {"first": file(large), "second": file("schema: 1")})
    assert response.status_code == 422
    assert 'href="#first"' in response.content.decode()
    for _ in range(2):
        huge = file("z" * 3_000_000)
        assert client.post(address("fr", "partners"), {"first": huge}).status_code in (400, 413, 422)


def test_no_file_is_asked_for(client: Client) -> None:
    body = client.post(address("en", "partners"), {}).content.decode()
    assert 'href="#first"' in body
    assert 'href="#second"' in body
