"""The two classifications, the links between them and the list of November 2019."""

import pickle
from collections import Counter
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.registers import occupations as register
from jalon.registers.occupations import (
    SKILL_LEVELS,
    TEERS,
    UnknownCodeError,
    are_linked,
    is_noc2016,
    is_noc2021,
    links,
    links_from_2016,
    links_from_2021,
    listed_2019,
    occupations_2019,
    skill_levels,
    teers,
    unit_group_2016,
    unit_group_2021,
    unit_groups_2016,
    unit_groups_2021,
)

LEVEL_BY_DIGIT = dict(zip("01234567", "AABBCCDD", strict=True))
HOSTILE = [
    "",
    " ",
    "121",
    "0121 ",
    "０１２１",
    "0121\n",
    "00121",
    "21232x",
    "2174,21232",
    None,
    121,
    121.0,
    True,
    [],
    {},
]


def level_by_digits(code: str) -> str:
    return "0" if code[0] == "0" else LEVEL_BY_DIGIT[code[1]]


def test_noc_2016_is_complete_and_its_levels_follow_the_digits():
    groups = unit_groups_2016()
    assert len(groups) == len({group.code for group in groups}) == 500
    for group in groups:
        assert len(group.code) == 4
        assert group.code.isdigit()
        assert group.level == level_by_digits(group.code)
        assert group.title_fr.strip()
        assert group.title_en.strip()


def test_noc_2021_is_complete_and_its_teers_follow_the_second_digit():
    groups = unit_groups_2021()
    assert len(groups) == len({group.code for group in groups}) == 516
    for group in groups:
        assert len(group.code) == 5
        assert group.code.isdigit()
        assert group.teer == group.code[1]
        assert group.teer in TEERS
        assert group.title_fr.strip()
        assert group.title_en.strip()


def test_no_link_is_an_orphan_and_no_group_is_without_link():
    assert len(links()) == len({(link.noc2016, link.noc2021) for link in links()}) == 587
    assert {link.noc2016 for link in links()} == {group.code for group in unit_groups_2016()}
    assert {link.noc2021 for link in links()} == {group.code for group in unit_groups_2021()}
    assert Counter(link.certainty for link in links()) == {"both": 580, "statcan": 5, "esdc": 2}
    for link in links():
        assert link.share_of_2016 is None or 0 <= link.share_of_2016 <= 1
        assert link.share_of_2021 is None or 0 <= link.share_of_2021 <= 1
    unshared = [link for link in links() if link.share_of_2016 is None or link.share_of_2021 is None]
    assert [(link.noc2016, link.noc2021) for link in unshared] == [("4313", "42102")]


def test_the_links_are_the_same_seen_from_either_side():
    from_2016 = {link for group in unit_groups_2016() for link in links_from_2016(group.code)}
    from_2021 = {link for group in unit_groups_2021() for link in links_from_2021(group.code)}
    assert from_2016 == from_2021 == set(links())


def test_the_list_of_2019_counts_162_codes_by_level():
    listed = occupations_2019()
    assert len(listed) == len({row.noc2016 for row in listed}) == 162
    levels = Counter(unit_group_2016(row.noc2016).level for row in listed)
    assert levels == {"0": 11, "A": 37, "B": 76, "C": 28, "D": 10}
    assert levels["C"] + levels["D"] == 38
    assert all(row.title_as_published.strip() for row in listed)


def test_six_listed_codes_straddle_teer_3_and_4():
    straddling = {
        row.noc2016
        for row in occupations_2019()
        if teers(row.noc2016, None) & set("0123") and teers(row.noc2016, None) & set("45")
    }
    assert straddling == {"1123", "1215", "1525", "6331", "7371", "8252"}


def test_codes_are_text_with_their_leading_zeros():
    assert is_noc2016("0121")
    assert is_noc2021("00010")
    assert unit_group_2016("0121").level == "0"
    assert unit_group_2021("21232").teer == "1"
    assert unit_group_2021("21232").title_en


@pytest.mark.parametrize("code", HOSTILE)
def test_anything_else_is_no_code(code):
    assert not is_noc2016(code)
    assert not is_noc2021(code)
    with pytest.raises(UnknownCodeError, match="NOC 2016"):
        unit_group_2016(code)
    with pytest.raises(UnknownCodeError, match="NOC 2021"):
        unit_group_2021(code)


@pytest.mark.parametrize("function", [skill_levels, teers, listed_2019])
@pytest.mark.parametrize("codes", [("121", None), (None, "2174"), ("2174", "2174"), ("21232", "21232"), ("", "21232")])
def test_an_unknown_code_is_refused_even_beside_a_known_one(function, codes):
    with pytest.raises(UnknownCodeError):
        function(*codes)


def test_the_error_says_what_and_travels():
    with pytest.raises(UnknownCodeError) as raised:
        unit_group_2016("121")
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.code, again.classification) == ("121", "NOC 2016")
    assert str(again) == "'121' is no unit group of the NOC 2016"


@given(st.text(max_size=6))
def test_no_text_outside_the_registers_passes(text):
    assert is_noc2016(text) == (text in {group.code for group in unit_groups_2016()})
    assert is_noc2021(text) == (text in {group.code for group in unit_groups_2021()})


def test_each_edition_decides_its_own_level():
    assert skill_levels("2174", None) == skill_levels("2174", "21232") == {"A"}
    assert skill_levels("6322", "21232") == {"B"}  # a pair that no table has: each code speaks for itself
    assert teers("6322", "21232") == {"1"}
    assert skill_levels(None, None) == SKILL_LEVELS
    assert teers(None, None) == TEERS


def test_the_other_edition_speaks_through_the_links():
    assert teers("1123", None) == {"0", "1", "4"}
    assert skill_levels(None, "13100") == {unit_group_2016(link.noc2016).level for link in links_from_2021("13100")}
    assert teers("1525", None) == {"3", "4"}  # the TEER 3 link is in one table only: it counts as possible


@pytest.mark.parametrize(
    ("noc2016", "noc2021", "listed"),
    [
        ("6421", None, 2),
        ("6421", "21232", 2),
        ("6322", "63200", 2),
        ("0011", None, 0),
        ("0011", "64100", 0),
        (None, None, 1),
        (None, "10020", 2),
        (None, "00010", 0),
    ],
)
def test_whether_a_job_was_on_the_list_of_2019(noc2016, noc2021, listed):
    assert listed_2019(noc2016, noc2021) == listed


def test_a_2021_code_alone_is_sure_only_when_all_its_groups_agree():
    codes = {row.noc2016 for row in occupations_2019()}
    answers = Counter()
    for group in unit_groups_2021():
        share = {link.noc2016 in codes for link in links_from_2021(group.code)}
        expected = {frozenset({True}): 2, frozenset({False}): 0}.get(frozenset(share), 1)
        assert listed_2019(None, group.code) == expected
        answers[expected] += 1
    assert answers[1] + answers[2] == 186  # the groups reached from the list
    assert all(answers[truth] for truth in (0, 1, 2))


def test_linked_codes():
    assert are_linked("2174", "21232")
    assert not are_linked("6322", "21232")
    with pytest.raises(UnknownCodeError):
        are_linked("2174", "2174")
    with pytest.raises(UnknownCodeError):
        are_linked("21232", "21232")


@pytest.mark.parametrize("function", [skill_levels, teers, listed_2019])
def test_a_second_look_costs_little(function):
    function(None, "21232")
    # A microsecond is the promise; the margin is for a busy machine.
    assert timeit(lambda: function(None, "21232"), number=10_000) / 10_000 < 10e-6


def test_values_are_immutable():
    group = unit_group_2016("0121")
    with pytest.raises(AttributeError):
        group.level = "A"
    with pytest.raises(TypeError):
        register._groups_2016()["9999"] = group
