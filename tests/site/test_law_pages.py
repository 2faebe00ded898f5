"""The pages of the law that name a version or a condition: whole, in both languages, at permanent addresses."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client

from jalon.i18n import LANGUAGES, Lang
from jalon.language.statutes import Programme, Version
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.law.instruments import SOURCES
from jalon.law.points import POINTS
from jalon.readings.history import condition_history, condition_ids
from jalon.readings.words import condition_words
from jalon.site.languages import address
from jalon.site.law.authority import acts, every_version, where_met

PAGES = ("law", "misread", "law-compare", "law-intake", "law-points", "law-sources")
VERSIONS = list(every_version())


def text_of(body: bytes) -> str:
    """What a page says, with plain spaces and without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body.decode())).split())


def plain(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*PAGES, "report-error", "law-list-occupations", "law-list-areas"])
def test_every_page_is_there_and_whole(client: Client, lang: str, name: str) -> None:
    response = client.get(address(lang, name))
    assert response.status_code == 200
    body = response.content.decode()
    assert f'<html lang="{lang}-CA">' in body
    assert body.count("<h1") == 1
    assert " style=" not in body
    assert "<script>" not in body
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    # Only pages without a form that has a token may be kept by others.
    assert response["Cache-Control"] == ("public, max-age=300" if name in PAGES else "no-store")
    assert ("csrfmiddlewaretoken" in body) == (name not in PAGES)


# Titles of documents stay in their own language: the page of sources is left out.
@pytest.mark.parametrize("name", [name for name in PAGES if name != "law-sources"])
def test_pages_speak_one_language(client: Client, name: str) -> None:
    english = text_of(client.get(address("en", name)).content)
    assert not re.search(r"\b(une|avec|depuis|sont|cette)\b", english.replace("Programme de l’expérience", ""))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("programme", "version", "view"), VERSIONS, ids=[f"{p.id}-{v.since}-{view}" for p, v, view in VERSIONS]
)
def test_each_version_tells_every_condition(
    client: Client, lang: Lang, programme: Programme, version: Version, view: str
) -> None:
    suffix = "" if view == "as-applied" else "-written"
    place = {"programme": programme.id, "day": version.since}
    response = client.get(address(lang, f"law-version{suffix}", **place))
    assert response.status_code == 200
    said = text_of(response.content)
    assert plain(version.title.text(lang)) in said
    for condition in version.conditions:
        told = condition_words(condition, lang)
        own = client.get(address(lang, f"law-condition{suffix}", condition=condition.id, **place))
        assert own.status_code == 200, condition.id
        for where in (said, text_of(own.content)):
            assert plain(told["name"]) in where
            for text in [told] if told["asked"] else []:
                assert plain(text["asks"]) in where
                assert all(plain(part) in where for detail in text["details"] for part in detail["parts"])
                assert all(plain(point["question"]) in where for point in text["contested"] + text["decided"])
                assert all(plain(note["words"]) in where for note in text["notes"])
                assert all(plain(source) in where for source in text["citation"]["sources"])
            if "former" in told:
                assert plain(told["former"]["clause"]) in where
                if told["former"]["text"]:
                    assert plain(told["former"]["text"]["asks"]) in where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_day_leads_to_its_version(client: Client, lang: str) -> None:
    response = client.get(address(lang, "law-version", programme="peq-workers", day="2022-02-02"))
    assert response.status_code == 302
    assert response["Location"] == address(lang, "law-version", programme="peq-workers", day="2021-07-22")
    late = client.get(address(lang, "law-condition", programme="peq-workers", day="9999-12-31", condition="age"))
    assert late.status_code == 200
    # Past the day until which the law was checked, the page says so.
    checked = date.fromisoformat(CHECKED_UNTIL)
    assert text_of(late.content).count(str(checked.day)) > 1
    assert "notice" in late.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_two_texts_of_november_2019(client: Client, lang: Lang) -> None:
    for programme in PROGRAMMES.values():
        place = {"programme": programme.id, "day": "2019-11-01"}
        applied, written = address(lang, "law-version", **place), address(lang, "law-version-written", **place)
        assert written in client.get(applied).content.decode()
        assert applied in client.get(written).content.decode()
    outside = client.get(address(lang, "law-version-written", programme="peq-workers", day="2019-11-14"))
    assert outside.status_code == 404
    day = {"programme": "peq-workers", "day": "2019-11-05", "condition": "job-at-filing"}
    assert (
        address(lang, "law-condition-written", **day)
        in client.get(address(lang, "law-condition", **day)).content.decode()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_address_does_not_name(client: Client, lang: str) -> None:
    def get(programme: str, day: str, condition: str) -> tuple[int, str]:
        response = client.get(address(lang, "law-condition", programme=programme, day=day, condition=condition))
        return response.status_code, text_of(response.content)

    status, said = get("peq-workers", "2010-02-13", "age")
    assert status == 404
    assert ("14 février 2010" if lang == "fr" else "14 February 2010") in said
    for wrong in (
        ("peq-pilots", "2020-01-01", "age"),
        ("peq-workers", "2020-02-30", "age"),
        ("peq-workers", "20200101", "age"),
        ("peq-workers", "٢٠٢٠-٠١-٠١", "age"),
        ("peq-workers", "2020-01-01", "luck"),
        ("peq-workers", "2020-01-01", "intake"),
        ("peq-workers", "2020-01-01", "diploma"),
        ("'; DROP TABLE", "<script>", "\x00"),
    ):
        status, said = get(*wrong)
        assert status == 404, wrong
    # A condition of the stream that this day's text does not ask is told, with its history.
    status, said = get("peq-graduates", "2015-01-01", "experience")
    assert status == 200
    assert ("Rien n’est demandé" if lang == "fr" else "Nothing is asked") in said
    assert client.get(f"/{lang}/{'loi' if lang == 'fr' else 'law'}/points/Z-9/").status_code == 404
    second = client.get(address(lang, "law-point", point="B-9"))
    assert (second.status_code, second["Location"]) == (301, address(lang, "law-point", point="A-U9"))


def test_the_history_of_a_condition() -> None:
    for programme in PROGRAMMES.values():
        for id in condition_ids(programme):
            stages = condition_history(programme.id, id, "fr")
            assert stages[0].since == programme.versions[0].since
            assert stages[-1].until is None
            assert all(one.words != other.words for one, other in pairwise(stages))
    changes = {s.since: s.change for s in condition_history("peq-graduates", "experience", "fr")}
    assert changes["2020-07-22"] == "added"
    assert changes["2023-11-23"] == "removed"
    assert changes["2010-02-14"] == "absent"
    assert condition_history("peq-workers", "luck", "fr")[0].words is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_citations(client: Client, lang: Lang) -> None:
    place = {"programme": "peq-workers", "day": "2020-07-22", "condition": "experience"}
    page = client.get(address(lang, "law-condition", **place))
    url = f"http://testserver{address(lang, 'law-condition', **place)}"
    assert url in page.content.decode()
    bodies = {}
    for format, kind in (("bib", "bibtex"), ("ris", "research-info"), ("json", "csl+json")):
        export = address(lang, "law-citation", format=format, **place)
        assert export in page.content.decode()
        response = client.get(export)
        assert response.status_code == 200
        assert kind in response["Content-Type"]
        assert "attachment" in response["Content-Disposition"]
        bodies[format] = response.content.decode()
        assert url in bodies[format]
        assert "772-2020" in bodies[format]
    (told,) = json.loads(bodies["json"])
    assert told["URL"] == url
    assert told["type"] == "webpage"
    assert bodies["ris"].startswith("TY  - ELEC\r\n")
    assert bodies["ris"].endswith("ER  - \r\n")
    assert bodies["bib"].count("{") == bodies["bib"].count("}")
    assert client.get(address(lang, "law-citation", format="exe", **place)).status_code == 404
    written = {"programme": "peq-workers", "day": "2019-11-05", "condition": "job-at-filing", "format": "json"}
    assert "1030-2019" in client.get(address(lang, "law-citation-written", **written)).content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_point_of_law(client: Client, lang: Lang) -> None:
    listed = text_of(client.get(address(lang, "law-points")).content)
    for point in dict.fromkeys(POINTS.values()):
        assert plain(point.question.text(lang)) in listed
        response = client.get(address(lang, "law-point", point=point.id))
        assert response.status_code == 200
        said = text_of(response.content)
        assert all(plain(words.text(lang)) in said for _, words in point.readings)
        for met in where_met().get(point.id, ()):
            since, view = met.versions[0][0].since, met.versions[0][1]
            name = "law-condition" if view == "as-applied" else "law-condition-written"
            link = address(lang, name, programme=met.programme.id, day=since, condition=met.condition)
            assert link in response.content.decode()
    assert all(POINTS[id].treatment == "decided" or where_met().get(id) for id in POINTS if POINTS[id].id == id)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_act_and_source(client: Client, lang: Lang) -> None:
    said = text_of(client.get(address(lang, "law-sources")).content)
    assert all(plain(act.instrument.title.text(lang)) in said for act in acts())
    assert all(plain(words.text(lang)) in said for words in SOURCES.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_intake_calendar(client: Client, lang: Lang) -> None:
    body = client.get(address(lang, "law-intake")).content
    said = text_of(body)
    for programme in PROGRAMMES.values():
        for period in programme.intake[1:]:
            assert said.count(plain(period.words.text(lang))) >= 2  # in the picture's description, and in the table
    assert body.decode().count('role="img"') == 2
    assert body.decode().count("<title") > 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_misread_has_dates_of_the_law(client: Client, lang: Lang) -> None:
    said = text_of(client.get(address(lang, "misread")).content)
    days = ("23 novembre 2023", "25 mai 2023") if lang == "fr" else ("23 November 2023", "25 May 2023")
    assert all(day in said for day in days)
    assert "162" in said
    assert "218" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_inside_the_law_lead_somewhere(client: Client, lang: str) -> None:
    places = {"programme": "peq-graduates", "day": "2023-11-23", "condition": "experience"}
    starts = [address(lang, name) for name in PAGES] + [address(lang, "law-condition", **places)]
    home = address(lang, "law")
    found = {
        html.unescape(link).split("#")[0]
        for start in starts
        for link in re.findall(r'href="([^"]+)"', client.get(start).content.decode())
    }
    ours = sorted(link for link in found if link.startswith(home))
    assert len(ours) > 100
    assert not [link for link in ours if client.get(link).status_code != 200]
