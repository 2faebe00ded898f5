"""The search of areas of training."""

from __future__ import annotations

import pytest

from jalon.registers.areas import areas
from jalon.registers.search.area_search import search_areas
from registers.querying import misses


@pytest.mark.parametrize(
    ("query", "award", "area"),
    [
        ("techniques informatique", "DEC", "Techniques de l'informatique"),
        ("DEC en techniques de l'informatique", None, "Techniques de l'informatique"),
        ("TEE", "DEC", "Techniques d'éducation à l'enfance"),
        ("soudeur", "DEP", "Soudage-montage"),
        ("soudage montag", "DEP", "Soudage-montage"),
        ("Computer Science", "BAC", "Sciences de l'informatique"),
        ("paramédic", "DEC", "Soins préhospitaliers d'urgence"),
        ("periantalite", "BAC", "Périnatalité"),
        ("bac psychologie", "BAC", "Psychologie"),
    ],
)
def test_everyday_names(query: str, award: str | None, area: str) -> None:
    assert search_areas(query, award)[0].area == area


def test_every_area_is_found_by_its_name_and_its_other_names() -> None:
    for area in areas():
        for name in (area.as_published, area.corrected, *area.other_names):
            hits = search_areas(name, area.award, limit=8)
            assert area.corrected in [hit.area for hit in hits], (name, area)
        found = search_areas(area.corrected, area.award)[0]
        assert (found.area, found.award, found.as_published) == (area.corrected, area.award, area.as_published)
        assert found.score == pytest.approx(1, abs=0.01)
        assert found.matched == area.corrected


def test_of_one_award_or_of_all() -> None:
    assert {hit.award for hit in search_areas("psychologie", limit=3)} == {"BAC", "MAI", "DOC"}
    assert {hit.award for hit in search_areas("psychologie", "MAI")} == {"MAI"}
    assert search_areas("psychologie", "DEP") == ()
    assert search_areas("psychologie", "none such") == ()


def test_a_hit_says_why() -> None:
    hit = search_areas("Nursing", "BAC")[0]
    assert (hit.area, hit.matched) == ("Sciences infirmières et nursing", "Nursing")


def test_the_limit() -> None:
    assert len(search_areas("techniques", limit=50)) > 5
    assert len(search_areas("techniques")) == 5
    assert len(search_areas("techniques", limit=1)) == len(search_areas("techniques", limit=0)) == 1


def test_what_is_written_around_a_name_does_not_count() -> None:
    assert search_areas("diplôme : programme de soudage-montage (DEP)") == search_areas("soudage-montage")


@pytest.mark.parametrize("query", ["", " ", "???", "焊工", "xzqwv"])
def test_nothing_similar_is_no_match(query: str) -> None:
    assert search_areas(query) == ()


def test_most_texts_that_are_no_programme_match_none() -> None:
    texts = misses()
    assert sum(not search_areas(text) for text in texts) >= 0.9 * len(texts)


def test_the_same_question_has_the_same_answer() -> None:
    assert search_areas("génie") == search_areas("génie")
    scores = [hit.score for hit in search_areas("génie", limit=50)]
    assert scores == sorted(scores, reverse=True)
