"""Folding, and the likeness of texts by their character n-grams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.registers.search.folding import LONGEST, fold, fold_lines, telling
from jalon.registers.search.ngrams import NgramIndex

TITLES = ("soudeur", "soudeuse", "aide soudeur", "prepose aux beneficiaires", "welder", "c++", "a", "")
FOLDED = st.text("abcdefghijklmnopqrstuvwxyz0123456789+# ", max_size=60).map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Préposé(e) aux bénéficiaires", "prepose e aux beneficiaires"),
        ("  INFIRMIÈRE—auxiliaire  ", "infirmiere auxiliaire"),
        ("Main-d'œuvre", "main d oeuvre"),
        ("Main-d’œuvre", "main d oeuvre"),
        ("Développeur C++ / C#", "developpeur c++ c#"),
        ("e\u0301lectricien", "electricien"),
        ("łódź straße smørrebrød Æ", "lodz strasse smorrebrod ae"),
        ("ligne\nautre", "ligne autre"),
        ("\t\x00\x1b[31msoudeur\x1b[0m", "31msoudeur 0m"),
        ("焊工 لحّام 👩‍🏭", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    if "\n" not in text and "\u0301" not in text:
        assert fold_lines([text, "autre"]) == [folded, "autre"]


def test_at_most_200_characters_are_read() -> None:
    assert fold("a" * 10_000) == "a" * LONGEST
    assert fold("é" * 10_000) == "e" * LONGEST


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text.replace("\n", " "))
    assert fold(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789+# ")
    assert "  " not in once


@pytest.mark.parametrize(("text", "folded"), [("soudeur:\nmonteur", "soudeur monteur"), ("Łódź", "lodz"), ("Đ", "d")])
def test_folding_that_goes_wrong(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "folded"), [("ＷＥＬＤＥＲ", "welder"), ("oﬃcier", "officier")])
def test_compatibility_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("folded", "kept"),
    [
        ("prepose aux beneficiaires", "prepose beneficiaires"),
        ("je suis soudeur", "soudeur"),
        ("i am a welder", "welder"),
        ("senior software developer", "software developer"),
        ("directeur principal temps plein", "directeur"),
        # Nothing else is left: kept as it is.
        ("de la", "de la"),
        ("senior", "senior"),
        ("le senior", "senior"),
        ("", ""),
    ],
)
def test_words_that_say_nothing_are_dropped(folded: str, kept: str) -> None:
    assert telling(folded) == kept


def test_a_text_is_exactly_like_itself() -> None:
    index = NgramIndex(TITLES)
    for place, title in enumerate(TITLES):
        scores = index.scores(title)
        assert scores.shape == (len(TITLES),)
        # The empty text shares nothing with anything, itself included, but the spaces around.
        if title:
            assert scores[place] == pytest.approx(1, abs=1e-5)
            assert np.argmax(scores) == place
        assert np.all((scores >= 0) & (scores <= 1 + 1e-5))


@given(st.lists(FOLDED, min_size=2, max_size=8, unique=True))
def test_likeness_goes_both_ways(texts: list[str]) -> None:
    index = NgramIndex(texts)
    table = np.array([index.scores(text) for text in texts])
    assert np.allclose(table, table.T, atol=1e-4)
    assert np.all(table <= 1 + 1e-4)


def test_a_slip_costs_a_little_and_another_word_more() -> None:
    index = NgramIndex(TITLES)
    slip, other = index.scores("soudeurr"), index.scores("caissier")
    assert 0.5 < slip[0] < 1
    assert other[0] < 0.2


def test_word_order_costs_little() -> None:
    index = NgramIndex(TITLES)
    assert index.scores("beneficiaires prepose")[3] > 0.6


@pytest.mark.parametrize("text", ["", "a", "z", "#", "zzzz", "9999999"])
def test_very_short_texts_and_strangers(text: str) -> None:
    scores = NgramIndex(TITLES).scores(text)
    assert np.all(np.isfinite(scores))
    assert scores[0] == 0


def test_one_character_is_found_among_longer_texts() -> None:
    index = NgramIndex(TITLES)
    assert int(np.argmax(index.scores("a"))) == TITLES.index("a")


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_an_index_of_nothing(texts: list[str]) -> None:
    index = NgramIndex(texts)
    assert index.size == len(texts)
    assert not index.scores("soudeur").any()


def test_texts_do_not_run_into_each_other() -> None:
    index = NgramIndex(["ab", "cd"])
    # "bc" stands in no text, though the end of one and the start of the other would make it.
    assert not index.scores("bc").any()


def test_characters_of_other_alphabets_are_no_letters() -> None:
    index = NgramIndex(["soudeur", "焊工"])
    assert index.scores("soudeur")[1] == 0
