"""The marks of French tests and diplomas, in both editions of the tables."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.registers.french_tests import EDITIONS, SKILLS, TESTS, highest_mark, level_band, rows

OLDER, NEW = EDITIONS
CHANGE = date(2019, 10, 1).toordinal()
BANDS = {(1, 2), (3, 3), (4, 4), (5, 6), (7, 8), (9, 10), (11, 12)}


def band(edition, test, skill, mark, earliest=None, latest=None):
    return level_band(edition, test, skill, mark, earliest, latest)


def test_both_editions_have_every_test_and_skill():
    for edition in EDITIONS:
        assert {(row.test, row.skill) for row in rows(edition)} >= {(test, skill) for test in TESTS for skill in SKILLS}
        assert {row.test for row in rows(edition)} == {*TESTS, "DELF-A1", "DELF-A2"}
    assert len(rows()) == sum(len(rows(edition)) for edition in EDITIONS)


def test_rows_are_sound():
    for row in rows():
        if row.status == "unknown":
            # A scale that was not read: whatever the mark, any level is possible.
            assert (row.mark, row.level_low, row.level_high, row.confidence) == (0, 0, 12, "low")
            continue
        assert 0 < row.mark <= row.top
        assert 1 <= row.level_low <= row.level_high <= 12
        assert row.source
        assert row.status in {"official", "inferred"}
        assert row.confidence in {"high", "medium", "low"}
        assert not (row.status == "inferred" and row.confidence == "high")
        if row.edition == NEW:
            assert (row.status, row.confidence) == ("official", "high")
            assert (row.level_low, row.level_high) in BANDS


def test_a_higher_mark_never_proves_a_lower_level():
    for edition in EDITIONS:
        for test in TESTS:
            for skill in SKILLS:
                for day in (CHANGE - 1, CHANGE):
                    spans = [row for row in rows(edition, test) if row.skill == skill]
                    tops = {row.top for row in spans}
                    marks = sorted({row.mark for row in spans} | tops)
                    found = [band(edition, test, skill, mark, day, day) for mark in marks if mark <= min(tops)]
                    assert all(before <= after for before, after in pairwise(found))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("test", ["TEFAQ", "TEF", "TEF-Quebec"])
@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize(
    ("mark", "levels"),
    [
        (0, (0, 0)),
        (99, (0, 0)),
        (100, (1, 2)),
        (259.5, (3, 3)),
        (260, (4, 4)),
        (300, (5, 6)),
        (399, (5, 6)),
        (400, (7, 8)),
        (500, (9, 10)),
        (600, (11, 12)),
        (699, (11, 12)),
    ],
)
def test_the_tef_family(edition, test, skill, mark, levels):
    taken = date(2022, 3, 1).toordinal()
    assert band(edition, test, skill, mark, taken, taken) == levels


def test_a_tef_of_before_2019_on_a_scale_not_read():
    taken = date(2016, 3, 1).toordinal()
    assert band("older", "TEFAQ", "listening", 280, taken, taken) == (0, 12)
    # A mark that the older scale cannot hold was given on the present one.
    assert band("older", "TEFAQ", "listening", 420, taken, taken) == (7, 8)


@pytest.mark.parametrize(
    ("test", "skill", "mark", "older", "new"),
    [
        ("TCF", "speaking", 3, (4, 4), (3, 3)),
        ("TCF-Quebec", "speaking", 4, (4, 4), (4, 4)),
        ("TCF-Canada", "speaking", 6, (5, 6), (5, 6)),
        ("TCF", "speaking", 10, (7, 8), (7, 8)),
        ("TCF", "writing", 6, (5, 6), (5, 6)),
        ("TCF", "writing", 18, (11, 12), (11, 12)),
        ("TCF", "speaking", 1, (0, 0), (1, 2)),
        ("TCF", "listening", 400, (7, 8), (7, 8)),
        ("TCF", "reading", 100, (1, 2), (0, 0)),
        ("DELF-A2", "speaking", 16, (4, 4), (4, 4)),
        ("DELF-A2", "listening", 12.5, (3, 3), (3, 3)),
        ("DELF-B1", "listening", 12.5, (5, 6), (5, 6)),
        ("DELF-B1", "writing", 12, (0, 0), (0, 0)),
        ("DELF-B2", "listening", 14, (5, 6), (7, 8)),
        ("DELF-B2", "listening", 16, (7, 8), (7, 8)),
        ("DELF-B2", "speaking", 12, (0, 0), (0, 0)),
        ("DALF-C1", "listening", 8, (7, 8), (0, 0)),
        ("DALF-C1", "speaking", 12.5, (9, 10), (9, 10)),
        ("DALF-C2", "speaking", 16, (7, 8), (0, 0)),
        ("DALF-C2", "listening", 25, (11, 12), (11, 12)),
    ],
)
def test_where_the_two_editions_agree_and_differ(test, skill, mark, older, new):
    assert band(OLDER, test, skill, mark) == older
    assert band(NEW, test, skill, mark) == new


@pytest.mark.parametrize(
    ("skill", "mark", "levels"),
    [
        ("listening", 145, (4, 4)),
        ("speaking", 181, (4, 4)),
        ("reading", 151, (5, 6)),
        ("writing", 310, (7, 8)),
        ("listening", 360, (9, 12)),
        ("listening", 144, (0, 0)),
        ("listening", 361, (0, 0)),
    ],
)
def test_tef_canada_on_its_old_scale(skill, mark, levels):
    assert band(OLDER, "TEF-Canada", skill, mark, CHANGE - 400, CHANGE - 1) == levels


def test_tef_canada_since_the_change_of_scale():
    assert band(OLDER, "TEF-Canada", "listening", 400, CHANGE) == (7, 8)
    assert band(OLDER, "TEF-Canada", "listening", 249, CHANGE, CHANGE) == (3, 3)
    assert band(OLDER, "TEF-Canada", "listening", 249, None, CHANGE - 1) == (7, 8)


def test_an_imprecise_date_spans_both_scales():
    assert band(OLDER, "TEF-Canada", "listening", 249, CHANGE - 1, CHANGE) == (3, 8)
    assert band(OLDER, "TEF-Canada", "listening", 249) == (3, 8)
    assert band(OLDER, "TEF-Canada", "listening", 50, CHANGE - 1, CHANGE) == (0, 0)
    # 144 proves nothing on the old scale and level 1-2 on the new one.
    assert band(OLDER, "TEF-Canada", "listening", 144) == (0, 2)
    # 400 cannot be a mark of the scale that ends at 360: only the other one is left.
    assert band(OLDER, "TEF-Canada", "listening", 400) == (7, 8)
    assert band(NEW, "TEF-Canada", "listening", 400) == (7, 8)


def test_what_no_table_has_proves_nothing():
    assert band(OLDER, "other", "listening", 400) == (0, 0)
    assert band(NEW, "", "listening", 400) == (0, 0)
    assert band(NEW, "TCF", "speaking", 400) == (0, 0)
    assert band(NEW, "TEF", "speaking", float("inf")) == (0, 0)


def test_the_top_of_a_scale():
    assert highest_mark("TEFAQ", "writing") == 699
    assert highest_mark("TEF-Canada", "listening") == 699
    assert highest_mark("TCF", "speaking") == 20
    assert highest_mark("DELF-B2", "reading") == 25
    assert highest_mark("DALF-C2", "reading") == 50
    assert highest_mark("other", "reading") is None
    with pytest.raises(ValueError, match="skill"):
        highest_mark("TCF", "singing")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2031", "TEF", "listening", 400, None, None), "edition"),
        ((NEW, "TEF", "singing", 400, None, None), "skill"),
        ((NEW, "TEF", "listening", -1, None, None), "mark"),
        ((NEW, "TEF", "listening", float("nan"), None, None), "mark"),
        ((NEW, "TEF", "listening", 400, 2, 1), "disorder"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        level_band(*arguments)


def test_rows_of_an_unknown_edition_are_refused_and_of_an_unknown_test_are_none():
    with pytest.raises(ValueError, match="edition"):
        rows("2031")
    assert rows(NEW, "other") == ()
    assert {row.edition for row in rows(test="TCF")} == set(EDITIONS)


@given(
    st.sampled_from(EDITIONS),
    st.sampled_from(TESTS),
    st.sampled_from(SKILLS),
    st.one_of(st.integers(0, 800), st.floats(0, 800)),
    st.integers(CHANGE - 3000, CHANGE + 3000),
    st.integers(0, 2000),
)
def test_a_vaguer_date_never_narrows_the_answer(edition, test, skill, mark, day, spread):
    exact = [level_band(edition, test, skill, mark, at, at) for at in (day, day + spread)]
    low, high = level_band(edition, test, skill, mark, day, day + spread)
    assert 0 <= low <= high <= 12
    # A scale that cannot hold the mark is left out, so an exact (0, 0) may be dropped.
    possible = [levels for levels in exact if levels != (0, 0)]
    assert all(low <= lowest and highest <= high for lowest, highest in possible)
