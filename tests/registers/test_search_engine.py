"""The search of occupations: what it forgives, why a group was found, and when it finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.registers import occupations
from jalon.registers.search.engine import (
    DEFAULT_LIMIT,
    Hit,
    OccupationSearch,
    default_search,
    search_occupations,
)
from jalon.registers.search.texts import ACRONYM, NAME, OFFICIAL, OWN, Entry, duties, group_names, imported_index
from registers.querying import NOTHING, misses

# A job that one group holds, and ways to write it.
WAYS = {
    "72106": ("soudeur", "Soudeuse", "SOUDEURS", "soudeurr", "soudeu", "welder", "welders", "I am a welder", "weldr"),
    "33102": (
        "préposé aux bénéficiaires",
        "prepose aux beneficiaires",
        "PRÉPOSÉE AUX BÉNÉFICIAIRES",
        "préposés aux bénéficiaires",
        "bénéficiaires préposé",
        "préposé bénéficiaires",
        "prépossé aux bénéficaires",
        "nurse aide",
        "PAB",
        "poste de PAB",
    ),
    "31301": ("infirmière", "infirmier", "infirmières", "infirmiere", "Nurse", "registered nurse", "nurses"),
    "21232": ("développeur logiciel", "developpeuse logiciel", "software developer", "senior software developer"),
    "73300": ("camionneur", "camionneuse", "truck driver", "chauffeur de camion", "drivr truck"),
    "63200": ("cuisinier", "cuisinière", "cook", "cooks"),
}


@pytest.fixture(autouse=True)
def nothing_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_DATA", str(NOTHING))


@pytest.mark.parametrize(("code", "query"), [(code, query) for code, ways in WAYS.items() for query in ways])
def test_it_forgives(code: str, query: str) -> None:
    assert search_occupations(query)[0].noc2021 == code


def test_a_hit_tells_all_of_the_group() -> None:
    hit = search_occupations("préposée aux bénéficiaires")[0]
    group = occupations.unit_group_2021("33102")
    assert (hit.title_fr, hit.title_en, hit.teer) == (group.title_fr, group.title_en, "3")
    assert hit.noc2016 == ("3413",)
    assert hit.skill_levels == ("C",)
    assert (hit.duties_fr, hit.duties_en) == (duties()["33102"].fr, duties()["33102"].en)
    assert hit.score > 1


def test_codes_of_2016_come_with_the_likeliest_first() -> None:
    hit = next(h for h in search_occupations("data scientist", 10) if len(h.noc2016) > 1)
    shares = [
        link.share_of_2021 or 0
        for code in hit.noc2016
        for link in occupations.links_from_2021(hit.noc2021)
        if link.noc2016 == code
    ]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("query", "kind", "text", "lang"),
    [
        ("soudeuse", OWN, "soudeuse", "fr"),
        ("welder", OWN, "welder", "en"),
        ("PAB", ACRONYM, "PAB = préposé ou préposée aux bénéficiaires", ""),
    ],
)
def test_a_hit_says_why(query: str, kind: str, text: str, lang: str) -> None:
    reason = search_occupations(query)[0].reason
    assert (reason.kind, reason.text, reason.lang) == (kind, text, lang)


def test_the_name_of_a_group_is_a_reason() -> None:
    found = OccupationSearch(list(group_names()), with_encoder=False).search("Welders and related machine operators")
    assert (found[0].noc2021, found[0].reason.kind) == ("72106", NAME)
    assert found[0].reason.text == "Welders and related machine operators"


def test_an_acronym_among_other_words_helps() -> None:
    alone, among = search_occupations("PAB")[0], search_occupations("PAB de nuit")[0]
    assert alone.noc2021 == among.noc2021 == "33102"
    assert among.score < alone.score


def test_an_acronym_of_groups_that_the_index_lacks_adds_nothing() -> None:
    search = OccupationSearch([Entry("72106", "fr", "soudeur", OWN)], with_encoder=False)
    assert search.search("PAB") == ()


def test_a_group_without_duties_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jalon.registers.search.engine.duties", dict)
    hit = search_occupations("soudeur", 1)[0]
    assert (hit.duties_fr, hit.duties_en) == ("", "")


def test_the_limit() -> None:
    assert DEFAULT_LIMIT == 5
    assert len(search_occupations("technicien")) == 5
    for limit in (1, 2, 12):
        assert len(search_occupations("technicien", limit)) == limit
    # Always one at least: a search that may find nothing is a miss, not a limit.
    assert len(search_occupations("technicien", 0)) == 1
    many = search_occupations("technicien", 40)
    assert many[:5] == search_occupations("technicien")
    assert [hit.score for hit in many] == sorted((hit.score for hit in many), reverse=True)
    assert len({hit.noc2021 for hit in many}) == len(many)


@pytest.mark.parametrize("query", ["", " ", "!!!", "\x00", "焊工", "👩‍🏭", "de la", "xzqwv", "1234567"])
def test_nothing_similar_is_no_match(query: str) -> None:
    assert search_occupations(query) == ()


def test_most_texts_that_are_no_occupation_match_none() -> None:
    texts = misses()
    assert sum(not search_occupations(text) for text in texts) >= 0.9 * len(texts)


def test_the_same_question_has_the_same_answer() -> None:
    entries = [*group_names(), Entry("72106", "fr", "soudeur", OWN), Entry("72106", "en", "welder", OWN)]
    one, other = (OccupationSearch(order, with_encoder=False) for order in (entries, entries[::-1]))
    for query in ("soudeur", "technicien en génie", "manager", "operator", "PAB"):
        assert codes(one.search(query, 20)) == codes(other.search(query, 20))
        assert one.search(query, 20) == one.search(query, 20)
    assert default_search() is default_search()


def codes(hits: tuple[Hit, ...]) -> list[tuple[str, float]]:
    return [(hit.noc2021, hit.score) for hit in hits]


def test_an_imported_index_is_searched_and_trusted_a_little_less(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not any(hit.reason.kind == OFFICIAL for hit in search_occupations("zbrxk"))
    monkeypatch.setenv("JALON_DATA", str(tmp_path))
    imported_index().write_text("noc2021,lang,title\n72106,en,Zbrxk operator\n63200,en,Welder\n", "utf-8")
    hit = search_occupations("zbrxk operator")[0]
    assert (hit.noc2021, hit.reason.kind, hit.reason.text) == ("72106", OFFICIAL, "Zbrxk operator")
    # Of two groups with the very same title, the one that is ours comes first.
    assert [hit.noc2021 for hit in search_occupations("welder")][:2] == ["72106", "63200"]
