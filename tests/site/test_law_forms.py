"""Comparison, lists and report: what is found, what is refused, what is never kept."""

from __future__ import annotations

import html
import logging
import re
from datetime import date

import pytest
from django.test import Client

from jalon.i18n import LANGUAGES, Lang
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.words import difference
from jalon.registers.areas import areas
from jalon.registers.occupations import occupations_2019
from jalon.site.languages import address
from jalon.site.law.comparing import compare_address
from jalon.site.law.marks import Piece, lines_marked, words_marked

HOSTILE = (
    "",
    " ",
    "\x00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "٣",
    "1e9",
    "-1",
    "99999999999999999999",
    "٢٠٢٠",
    "x" * 5000,
    "é" * 300,
    "😀",
    "\ud7ff",
    "../../etc/passwd",
    "%s%n",
)
LISTS = ("law-list-occupations", "law-list-areas")


def text_of(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body.decode())).split())


def group(body: str, words: str) -> str:
    """The part of a comparison under a heading."""
    return body.split(f">{words}</h3>")[1].split('<h3 class="group">')[0] if f">{words}</h3>" in body else ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2010-02-13", "2010-02-14"),
        ("2018-08-01", "2018-08-02"),
        ("2019-10-31", "2019-11-01"),
        ("2020-07-21", "2020-07-22"),
        ("2023-11-22", "2023-11-23"),
        ("2026-07-01", "2026-07-02"),
        ("2010-02-14", "2027-01-01"),
    ],
)
@pytest.mark.parametrize("view", ["as-applied", "as-written"])
def test_a_comparison_shows_the_difference(
    client: Client, lang: Lang, programme: str, before: str, after: str, view: str
) -> None:
    days = date.fromisoformat(before), date.fromisoformat(after)
    told = difference(PROGRAMMES[programme], *days, lang, view)
    response = client.get(compare_address(lang, programme, *days, view))
    assert response.status_code == 200
    body = html.unescape(response.content.decode())
    names = {
        "added": "Conditions ajoutées" if lang == "fr" else "Conditions added",
        "removed": "Conditions retirées" if lang == "fr" else "Conditions removed",
        "changed": "Conditions modifiées" if lang == "fr" else "Conditions changed",
    }
    for key, heading in names.items():
        part = group(body, heading)
        ids = [c["after"]["id"] if key == "changed" else c["id"] for c in told[key]]
        assert part.count("<article") == len(ids)
        assert all(f"<h3>{CONDITION_NAMES[id].text(lang)} " in part for id in ids)
    # Every change is marked, and each mark is said in words.
    assert all("<ins>" in one or "<del>" in one for one in group(body, names["changed"]).split("<article")[1:])
    assert body.count("<del>") == body.count('<del><span class="hidden">')
    for period in told["intake"]:
        assert " ".join(period["words"].split()) in text_of(response.content)


def test_days_in_the_wrong_order_are_put_right(client: Client) -> None:
    days = date(2020, 7, 22), date(2020, 7, 21)
    right = client.get(compare_address("fr", "peq-workers", days[1], days[0])).content
    wrong = client.get(compare_address("fr", "peq-workers", *days))
    assert "dans l’ordre" in text_of(wrong.content)
    assert "dans l’ordre" not in text_of(right)
    assert "Conditions modifiées" in text_of(wrong.content)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "field", [f"{side}_{part}" for side in ("before", "after") for part in ("day", "month", "year")]
)
def test_a_wrong_day_names_its_field(client: Client, lang: Lang, field: str) -> None:
    good = {
        "programme": "peq-workers",
        **{f"{s}_{p}": v for s in ("before", "after") for p, v in (("day", "1"), ("month", "2"), ("year", "2020"))},
    }
    names = {"before": ("Premier jour", "First day"), "after": ("Second jour", "Second day")}
    for value in HOSTILE:
        response = client.get(address(lang, "law-compare"), good | {field: value})
        assert response.status_code == 400, value
        assert "no-store" in response["Cache-Control"]
        body = response.content.decode()
        assert f'href="#{field}"' in body
        assert f'id="{field}"' in body
        assert 'aria-invalid="true"' in body
        assert names[field.split("_")[0]][lang == "en"] in text_of(response.content)
        assert "<script>alert" not in body
    assert client.get(address(lang, "law-compare"), good | {"before_day": "30"}).status_code == 400  # 30 February
    assert client.get(address(lang, "law-compare"), good | {"before_year": "0000"}).status_code == 400


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_queries(client: Client, value: str) -> None:
    for lang in LANGUAGES:
        for name in ("law-compare", "report-error", "law", "law-intake", *LISTS):
            for key in ("programme", "view", "page", "q", "before_day"):
                assert client.get(address(lang, name), {key: value}).status_code < 500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lists_are_whole_and_say_what_they_are(client: Client, lang: Lang) -> None:
    body = html.unescape(client.get(address(lang, "law-list-occupations")).content.decode())
    rows = re.findall(r"<tr><td>(\d{4})</td>", body)
    assert rows == [o.noc2016 for o in occupations_2019()]
    assert len(rows) == 162
    for title in ("Assureurs/assureuses", "mines carrières"):  # as published, beside the official title
        assert title in body
    other = html.unescape(client.get(address(lang, "law-list-areas")).content.decode())
    listed = re.findall(r'<li><span lang="fr-CA">([^<]+)</span>', other)
    assert sorted(listed) == sorted(a.corrected for a in areas())
    assert len(listed) == 218
    assert "« Périnalité »" in other
    for page in (body, other):
        assert ("n’est pas en vigueur" if lang == "fr" else "is not in force") in page
        assert ("13 novembre 2019" if lang == "fr" else "13 November 2019") in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "query", "first"),
    [
        ("law-list-occupations", "infirmiere", "3012"),
        ("law-list-occupations", "2173", "2173"),
        ("law-list-occupations", "camionneur", "7511"),
        ("law-list-areas", "perinatalite", "Périnatalité"),
        ("law-list-areas", "dec soins infirmier", "Soins infirmiers"),
    ],
)
def test_the_search_of_a_list(client: Client, lang: str, name: str, query: str, first: str) -> None:
    response = client.post(address(lang, name), {"q": query})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    found = html.unescape(response.content.decode()).split('id="found"')[1].split('id="whole"')[0]
    assert first in found


def test_a_search_says_what_is_not_on_the_list(client: Client) -> None:
    # Dentists: no unit group of the list.
    found = text_of(client.post(address("fr", "law-list-occupations"), {"q": "dentiste"}).content)
    assert "absentes de la liste" in found
    assert "(3113)" in found


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_searches_and_reports(client: Client, value: str) -> None:
    for lang in LANGUAGES:
        for name in LISTS:
            response = client.post(address(lang, name), {"q": value})
            assert response.status_code < 500
            body = response.content.decode()
            assert "<script>alert" not in body
            assert (response.status_code == 400) == ('href="#q"' in body)
        for field in ("where", "says", "should", "source"):
            good = {"where": "/fr/loi/", "says": "a", "should": "b", "source": "c"}
            response = client.post(address(lang, "report-error"), good | {field: value})
            body = response.content.decode()
            assert response.status_code in (200, 400)
            assert (response.status_code == 400) == (f'href="#{field}"' in body)
            assert "<script>alert" not in body


def test_what_is_searched_for_is_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    # The site's loggers do not pass on to the root one: listen to them where they are.
    site = logging.getLogger("django")
    site.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.DEBUG, "django"):
            client.post(address("fr", "law-list-occupations"), {"q": "canari-zzyzx"})
            client.post(address("fr", "report-error"), {"where": "canari-zzyzx"})
            client.get(address("fr", "law-point", point="canari-known"))
    finally:
        site.removeHandler(caplog.handler)
    assert "canari-known" in caplog.text  # an unknown page is logged: the ear works
    assert "canari-zzyzx" not in caplog.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_is_prepared_and_kept_nowhere(client: Client, lang: Lang) -> None:
    place = address(lang, "law-condition", programme="peq-workers", day="2020-07-22", condition="experience")
    page = client.get(place).content.decode()
    link = re.search(r'href="([^"]+\?page=[^"]+)"', page)
    assert link
    form = client.get(html.unescape(link[1])).content.decode()
    assert f'value="http://testserver{place}"' in form
    response = client.post(
        address(lang, "report-error"),
        {"where": place, "says": "24 mois\r\nsur 36", "should": "<b>30</b>\x07", "source": ""},
    )
    assert response.status_code == 200
    ready = html.unescape(response.content.decode()).split('id="ready"')[1].split("</textarea>")[0]
    assert "24 mois\nsur 36" in ready
    assert "<b>30</b>" in ready
    assert place in ready
    assert "\x07" not in ready
    again = client.get(address(lang, "report-error")).content.decode()
    assert "24 mois" not in again
    for bad in ("https://evil.example/", "//evil.example", "/fr/effacer/", "javascript:alert(1)"):
        assert "evil" not in client.get(address(lang, "report-error"), {"page": bad}).content.decode()


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    for name in (*LISTS, "report-error"):
        assert strict.post(address("fr", name), {"q": "x"}).status_code == 403


def test_marks() -> None:
    left, right = words_marked("au moins 12 mois sur 24", "au moins 24 mois sur 36")
    assert "".join(piece.text for piece in left) == "au moins 12 mois sur 24"
    assert [piece.text.strip() for piece in left if piece.kind == "out"] == ["12", "24"]
    assert [piece.text.strip() for piece in right if piece.kind == "in"] == ["24", "36"]
    left_lines, right_lines = lines_marked(["a b c", "tout autre chose"], ["a b c", "rien de commun ici", "de plus"])
    assert left_lines == ((Piece("same", "a b c"),), (Piece("out", "tout autre chose"),))
    assert right_lines[1:] == ((Piece("in", "rien de commun ici"),), (Piece("in", "de plus"),))
