"""The page of the result: the outcome that `decide` gives, in both languages, with what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client

from jalon.facts import Applicant, parse_applicant, to_dict
from jalon.facts.cases import Case
from jalon.i18n import LANGUAGES, speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import decide
from jalon.registers.fees import fee_on
from jalon.site.languages import address
from jalon.site.result import streams, views
from jalon.site.result.words import outcome_word
from visiting import cases, example, some_cases, visitor

OPEN_DAY = "2026-08-03"
TODAY = date(2026, 11, 25)
HOSTILE = "<script>alert(1)</script> \"' style=x #include $a$ ]"

pytestmark = pytest.mark.usefixtures("client")


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "today", lambda: TODAY)


def body_of(client: Client, lang: str, name: str = "result") -> str:
    response = client.get(address(lang, name))
    assert response.status_code == 200
    return response.content.decode()


def told(
    applicant: Applicant, day: str, lang: str = "fr", programmes: Sequence[str] = (), *, filed: bool = False
) -> str:
    return body_of(visitor(applicant, day, programmes, filed=filed), lang)


def outcomes(body: str) -> dict[str, tuple[str, str]]:
    """Each stream of a page, with its outcome and the word for it."""
    found = re.findall(
        r'answer-([a-z-]+)" aria-labelledby="answer-(peq-[a-z]+)".*?class="verdict verdict-\1">.*?<span>([^<]+)</span>',
        body,
        re.S,
    )
    return {programme: (outcome, word) for outcome, programme, word in found}


def with_facts(**facts: Any) -> Applicant:
    return parse_applicant({**to_dict(example()), **facts})


def check(case: Case, lang: str) -> None:
    body = told(case.applicant, case.filed_on.isoformat(), lang)
    expected = {name: decide(case.applicant, case.filed_on, name).outcome for name in PROGRAMMES}
    say = speaker(lang)
    assert outcomes(body) == {name: (outcome, outcome_word(outcome, say)) for name, outcome in expected.items()}
    assert " style=" not in body
    assert f'<html lang="{lang}-CA">' in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outcome_is_that_of_decide(lang: str) -> None:
    for case in some_cases(45):
        check(case, lang)


@pytest.mark.deep
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outcome_is_that_of_decide_for_every_case(lang: str) -> None:
    for case in cases():
        check(case, lang)


@pytest.mark.parametrize("name", ["result", "memo", "result-json", "result-ics"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_answers_one_starts(client: Client, lang: str, name: str) -> None:
    response = client.get(address(lang, name))
    assert (response.status_code, response["Location"]) == (302, address(lang, "start"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_person_typed_is_text(lang: str) -> None:
    data = to_dict(example())
    data["jobs"][0]["title"] = data["studies"][0]["programme"] = HOSTILE
    body = told(parse_applicant(data), OPEN_DAY, lang)
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body
    # Ids of the two pictures and of the page are all different.
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_missing_leads_to_its_question(lang: str) -> None:
    data = {key: value for key, value in to_dict(example()).items() if key not in ("spouse", "birth_date")}
    del data["jobs"][0]["hours_per_week"]
    body = told(parse_applicant(data), OPEN_DAY, lang)
    for place in ("jobs.0.hours_per_week", "birth_date"):
        assert f'href="{address(lang, "fact", place=place)}"' in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_condition_leads_to_the_law_of_that_day(lang: str) -> None:
    body = told(example(), OPEN_DAY, lang, ["peq-workers"])
    place = {"programme": "peq-workers", "day": OPEN_DAY, "condition": "experience"}
    assert f'href="{address(lang, "law-condition", **place)}"' in body
    assert "peq-graduates" not in body


def test_what_is_not_met_comes_first() -> None:
    body = told(example(), OPEN_DAY, "fr", ["peq-graduates"])
    kinds = re.findall(r'class="condition condition-([a-z-]+)"', body)
    assert kinds == sorted(kinds, key=["not-met", "undetermined", "met"].index)
    assert len(kinds) > 5


def test_contested_points_show_both_readings() -> None:
    # An anniversary: whether it is inside the months before filing is contested.
    data = to_dict(example())
    data["french"][0]["taken_on"] = "2024-08-03"
    data["permits"].append({"kind": "closed-work", "from": "2025-07-01", "to": "2027-10-31"})
    body = told(parse_applicant(data), OPEN_DAY, "fr", ["peq-workers"])
    assert outcomes(body)["peq-workers"][0] == "undetermined"
    contested = body.split('class="contested"', 1)[1].split("</div>", 1)[0]
    assert "verdict-met" in contested
    assert "verdict-not-met" in contested


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_has_filed_is_told_what_matters_now(lang: str) -> None:
    say = speaker(lang)
    body = told(example(), "2024-06-03", lang, ["peq-workers"], filed=True)
    assert say("Ce qui compte maintenant") in body
    assert say("Ce qui changerait la réponse") not in body
    assert say("Mettre ces dates dans mon agenda (.ics)") not in body
    later = told(example(), "2024-06-03", lang, ["peq-workers"])
    assert say("Ce qui compte maintenant") not in later
    assert say("Ce qui changerait la réponse") in later


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_intake_is_not_open_other_ways_are_shown(lang: str) -> None:
    words, other = speaker(lang)("Voir les autres voies et quoi préparer"), address(lang, "alternatives")
    assert words in told(example(), "2026-12-01", lang)
    assert words in told(example(), "2026-01-15", lang)
    assert other in told(example(), "2026-12-01", lang)
    assert words not in told(example(), OPEN_DAY, lang)


def test_the_family_pays_for_itself() -> None:
    fee = fee_on(date.fromisoformat(OPEN_DAY))
    assert fee is not None
    family = with_facts(spouse={"accompanies": True}, children=[{"birth_date": "2015-01-01", "accompanies": True}])
    total = speaker("en").number(fee.principal + fee.spouse + fee.child)
    assert f"${total}" in told(family, OPEN_DAY, "en")
    assert f"${total}" not in told(with_facts(spouse=None), OPEN_DAY, "en")
    unknown = speaker("en")(
        "Les frais de {year} ne sont pas connus ici. Voyez la page des tarifs du ministère.", year="2017"
    )
    assert unknown in told(example(), "2017-05-01", "en")


def test_a_last_day_is_told_once_with_its_hour() -> None:
    data = to_dict(example())
    data["permits"].append({"kind": "closed-work", "from": "2025-07-01", "to": "2027-10-31"})
    body = told(parse_applicant(data), OPEN_DAY, "en")
    assert body.count("11:59") == 1
    assert "31 October 2027" in body.split('id="dates"', 1)[1]


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2010-02-13", "2100-12-31", "9999-12-31"])
def test_days_far_away_are_answered(day: str) -> None:
    for filed in (False, True):
        assert outcomes(told(example(), day, "fr", filed=filed))


def test_an_empty_file_is_answered() -> None:
    assert set(outcomes(told(parse_applicant({"schema": 1}), OPEN_DAY, "en"))) == set(PROGRAMMES)


def dead_links(client: Client, body: str) -> list[tuple[str, int]]:
    """The links of a page that lead nowhere: on the site, and on the page itself."""
    ids = set(re.findall(r' id="([^"]+)"', body))
    found = []
    for link in dict.fromkeys(re.findall(r'href="([^"]+)"', body)):
        if link.startswith("#") and link[1:] not in ids:
            found.append((link, 0))
        if re.match(r"/(fr|en)/", link) and not re.search(r"\.(pdf|json|yaml|ics)$", link):
            status = client.get(link).status_code
            if status not in (200, 302):
                found.append((link, status))
    return found


def test_every_link_leads_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    # Files that say next to nothing: whether their searches end or are given up, the links are the page's own.
    monkeypatch.setattr(streams, "PATIENCE", 1.0)
    partial = [
        {"schema": 1},
        {"schema": 1, "jobs": [{}], "studies": [{}, {"level": "dep"}], "french": [{"proof": "test"}], "permits": [{}]},
        {"schema": 1, "spouse": {}, "children": [{}], "jobs": [{"leaves": [{}]}], "studies": [{"bursary": {}}]},
        {
            "schema": 1,
            "studies": [{"level": "dep"}, {"level": "asp"}],
            "french": [{"proof": "test", "test": "TCF", "scores": {"listening": 500}}],
            "spouse": {"accompanies": True, "french": [{}]},
            "stays_in_quebec": [{"from": "2020"}],
        },
    ]
    for data in partial:
        for day in ("2019-11-05", "2019-08-01", "2021-03-01", OPEN_DAY):
            client = visitor(parse_applicant(data), day)
            assert dead_links(client, body_of(client, "fr")) == []


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "PATIENCE", -1)
    for lang in LANGUAGES:
        body = body_of(visitor(parse_applicant({"schema": 1, "jobs": [{}]}), OPEN_DAY), lang)
        assert {"fr": "Trop de réponses manquent", "en": "Too many answers are missing"}[lang] in body
