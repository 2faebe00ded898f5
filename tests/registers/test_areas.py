"""The list of areas of training of November 2019, and names looked for in it."""

from collections import Counter
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.registers.areas import LONGEST_NAME, areas, chosen_2019, listed_2019
from jalon.registers.names import compact, fold, near, significant_words

AWARDS = {"AEC": 23, "BAC": 65, "MAI": 24, "DOC": 7, "DEP": 37, "ASP": 3, "DEC": 59}


def test_the_list_counts_218_areas_by_award():
    assert len(areas()) == len({(area.as_published, area.award) for area in areas()}) == 218
    assert Counter(area.award for area in areas()) == AWARDS


def test_three_spellings_are_corrected():
    corrected = [(a.as_published, a.award, a.corrected) for a in areas() if a.as_published != a.corrected]
    assert sorted(corrected) == [
        ("Psycho-éducation", "BAC", "Psychoéducation"),
        ("Psycho-éducation", "MAI", "Psychoéducation"),
        ("Périnalité", "BAC", "Périnatalité"),
    ]


def test_every_row_is_found_under_its_award_in_both_spellings():
    for area in areas():
        for name in (area.as_published, area.corrected):
            for written in (name, name.upper(), f"  {fold(name)}. ", name.replace("'", "’")):
                assert listed_2019(written, area.award) == 2
                assert chosen_2019(written, area.award) == 2


def test_an_area_chosen_is_on_the_list_for_its_own_award_only():
    pairs = {(compact(area.as_published), area.award) for area in areas()}
    for area in areas():
        for award in AWARDS:
            assert chosen_2019(area.as_published, award) == (2 if (compact(area.as_published), award) in pairs else 0)


def test_other_names_are_possible_and_never_sure():
    listed = {(compact(name), area.award) for area in areas() for name in (area.as_published, area.corrected)}
    for area in areas():
        for name in area.other_names:
            if (compact(name), area.award) not in listed:
                assert listed_2019(name, area.award) == 1
                assert chosen_2019(name, area.award) == 0


@pytest.mark.parametrize(
    ("name", "award", "answer"),
    [
        ("Techniques de l'informatique", "DEC", 2),
        ("TECHNIQUES DE L’INFORMATIQUE", "DEC", 2),
        ("Périnatalité", "BAC", 2),
        ("psychoeducation", "MAI", 2),
        ("Soudage montage", "DEP", 2),
        # Near: a listed name in other words, shortened, with a slip, renamed since, or in English.
        ("DEC en techniques de l'informatique", "DEC", 1),
        ("Informatique", "BAC", 1),
        ("Infromatique", "BAC", 1),
        ("Génie civil", "BAC", 1),
        ("Comptabilité", "BAC", 1),
        ("Mathématique", "BAC", 1),
        ("Techniques de génie du plastique", "DEC", 1),
        ("Génie logiciel", "BAC", 1),
        ("Computer Science", "BAC", 1),
        ("Psychologie du travail", "DOC", 1),
        ("Conduite et entretien de procédés de traitement des eaux", "DEP", 1),
        # Near none.
        ("Animation 3D et synthèse d'images", "DEC", 0),
        ("Informatique", "DOC", 0),
        ("Informatique", "MAI", 0),
        ("Génie minier", "MAI", 0),
        ("Travail social", "MAI", 0),
        ("Tourisme", "DEC", 0),
        ("Techniques de tourisme", "DEC", 0),
        ("Photographie", "DEC", 0),
        ("Techniques d'aménagement et d'urbanisme", "DEC", 0),
        ("Graphisme", "DEC", 0),
        ("Design d'intérieur", "DEC", 0),
        ("Techniques de comptabilité et de gestion", "DEC", 0),
        ("Mécanique automobile", "DEP", 0),
        ("Droit", "BAC", 0),
        ("Coiffure", "DEP", 0),
        # The award is part of the key.
        ("Techniques de l'informatique", "AEC", 0),
        ("Service social", "BAC", 2),
        ("Service social", "MAI", 0),
        # An award that the list does not know.
        ("Techniques de l'informatique", "DESS", 0),
        ("Techniques de l'informatique", "", 0),
        (None, "DESS", 0),
        # No name, or none that says anything.
        (None, "DEC", 1),
        ("", "DEC", 1),
        (" ...?! ", "DEC", 1),
        ("Techniques", "DEC", 1),
        ("Science et technologie", "BAC", 1),
        ("x" * (LONGEST_NAME + 1), "DEC", 1),
    ],
)
def test_free_text(name, award, answer):
    assert listed_2019(name, award) == answer


@pytest.mark.parametrize(
    "name", ["Techniques de l'informatiques", "", "Génie", "x" * (LONGEST_NAME + 1), "\ud800", "\x00"]
)
def test_a_name_that_is_not_in_the_register_cannot_have_been_chosen_from_it(name):
    assert chosen_2019(name, "DEC") == 0


@given(st.text(max_size=80), st.sampled_from([*AWARDS, "?"]))
def test_any_text_gets_a_truth_and_sure_means_chosen(name, award):
    assert listed_2019(name, award) in {0, 1, 2}
    assert (listed_2019(name, award) == 2) == (chosen_2019(name, award) == 2)


@given(st.sampled_from(areas()), st.data())
def test_a_slip_in_a_listed_name_is_never_a_firm_no(area, data):
    longest = max(significant_words(area.as_published), key=len, default="")
    if len(longest) < 7 or len(significant_words(area.as_published)) > 1:
        return
    at = data.draw(st.integers(1, len(longest) - 1))
    slip = longest[:at] + longest[at + 1 :]
    assert listed_2019(fold(area.as_published).replace(longest, slip), area.award) >= 1


def test_a_long_text_costs_little():
    words = " ".join(f"genetiqu{i}" for i in range(50))[:LONGEST_NAME]
    before = perf_counter()
    listed_2019(words, "BAC")
    assert perf_counter() - before < 1


def test_folding():
    assert fold("  L'Œuvre — « Éducation »,  n.c.a. ") == "l oeuvre education n c a"
    assert compact("Radio-oncologie") == compact("radio oncologie") == compact("RADIOONCOLOGIE")


def test_near_wants_significant_words_in_common():
    assert significant_words("Techniques de la gestion") == frozenset()
    assert not near(significant_words("Techniques"), significant_words("Techniques juridiques"))
    assert not near(significant_words("Électricité"), significant_words("Électronique"))
    # Two thirds of three words or more; half is not enough.
    assert near(frozenset({"sante", "animale", "equine"}), frozenset({"sante", "animale", "bovine"}))
    assert not near(frozenset({"mecanique", "automobile"}), frozenset({"mecanique", "agricole"}))
