"""The downloads of the result: an accessible memo, the decision as data, a calendar; nothing of a person in their names."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from jalon.facts import parse_applicant, to_dict
from jalon.i18n import LANGUAGES
from jalon.readings.decide.decision import decide_all
from jalon.readings.decide.report import report
from jalon.site.languages import address
from jalon.site.result import memo, views
from jalon.site.result.whole import result_of
from visiting import cases, example, some_cases, visitor

DAY = "2026-08-03"
TODAY = date(2026, 11, 25)

pytestmark = pytest.mark.usefixtures("client")


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "today", lambda: TODAY)


def got(client: Client, lang: str, name: str) -> Any:
    response = client.get(address(lang, name))
    assert response.status_code == 200
    assert re.fullmatch(r'attachment; filename="jalon-[a-z]+\.[a-z]+"', response["Content-Disposition"])
    assert response["Cache-Control"] == "no-store"
    return response


def is_accessible(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and b"/StructTreeRoot" in pdf and b"pdfuaid" in pdf


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("filed", [False, True])
def test_the_memo_is_an_accessible_pdf(lang: str, filed: bool) -> None:
    response = got(visitor(example(), DAY, filed=filed), lang, "memo")
    assert response["Content-Type"] == "application/pdf"
    assert is_accessible(response.content)
    assert f"/Lang({lang}-CA)".encode() in response.content


def test_memos_of_some_cases() -> None:
    for case in some_cases(101):
        assert is_accessible(got(visitor(case.applicant, case.filed_on.isoformat()), "fr", "memo").content)


@pytest.mark.deep
def test_memos_of_every_case() -> None:
    for case in cases():
        assert is_accessible(got(visitor(case.applicant, case.filed_on.isoformat()), "en", "memo").content)


HOSTILE = (
    '#include "/etc/passwd"',
    "#panic() $x^2$ ] [ } { * _ ` ~ @a <b> \\ // /* */",
    '"; #read("/etc/passwd")',
    "= Titre - liste + 1. / terme: x",
    "工程师 مهندس инженер 😀",
    "e\u0301 \u00ad \u2603",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup_in_the_memo(text: str) -> None:
    data = to_dict(example())
    data["jobs"][0]["title"] = data["studies"][0]["programme"] = text
    assert is_accessible(got(visitor(parse_applicant(data), DAY), "fr", "memo").content)


def test_letters_that_no_font_has_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no font of the machine helps, the memo is made all the same."""
    data = to_dict(example())
    data["jobs"][0]["title"] = "工程师"
    told = result_of(views.Answers(DAY, data=data), TODAY, "fr")
    compiled = memo._compiled
    monkeypatch.setattr(memo, "_compiled", lambda written, **_: compiled(written))
    assert is_accessible(memo.memo_of(told, "fr"))
    assert memo.plain_letters("Élève 工 – « œuvre »") == "Élève ? – « œuvre »"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_decision_as_data_is_that_of_the_command(lang: str) -> None:
    response = got(visitor(example(), DAY), lang, "result-json")
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content) == json.loads(
        json.dumps(report(decide_all(example(), date.fromisoformat(DAY)), lang))
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dates_are_a_calendar(lang: str) -> None:
    data = to_dict(example())
    data["permits"].append({"kind": "closed-work", "from": "2025-07-01", "to": "2027-10-31"})
    response = got(visitor(parse_applicant(data), DAY), lang, "result-ics")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    days = re.findall(r"DTSTART;VALUE=DATE:(\d{8})", text)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == len(days) > 0
    assert "20271031" in days
    # What is past is no date to watch.
    assert min(days) >= DAY.replace("-", "")


def test_whoever_has_filed_has_no_date_to_be_eligible() -> None:
    text = got(visitor(example(), "2024-06-03", filed=True), "fr", "result-ics").content.decode()
    assert "BEGIN:VEVENT" not in text
