"""What one proof of French is worth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jalon.language.bounds import Truth
from jalon.readings.french import SkillLevel, Worth, cefr, levels, worth
from jalon.registers.french_tests import EDITIONS, TESTS

FAILED, CANNOT_TELL, MET = 0, 1, 2
DAY = date(2024, 2, 1)


def proof(test: str = "TEFAQ", taken: str = "2022-03-01", **scores: float) -> dict[str, Any]:
    return {
        "proof": "test",
        "test": test,
        "taken_on": taken,
        "scores": scores or {"listening": 420.0, "speaking": 410.0},
    }


def verdicts(found: tuple[Worth, ...]) -> dict[tuple[str, str], tuple[Truth, str]]:
    return {(w.programme.removeprefix("peq-"), w.condition): (w.verdict, str(w.until)) for w in found}


@pytest.mark.parametrize(
    ("band", "level"),
    [
        ((1, 2), "A1"),
        ((4, 4), "A2"),
        ((5, 6), "B1"),
        ((7, 8), "B2"),
        ((9, 10), "C1"),
        ((11, 12), "C2"),
        ((5, 8), ""),
        ((0, 0), ""),
    ],
)
def test_european_levels(band: tuple[int, int], level: str) -> None:
    assert cefr(*band) == level


def test_levels_by_each_edition_of_the_table() -> None:
    assert levels("TEFAQ", {"listening": 420.0, "writing": 400.0}, date(2022, 3, 1))[:1] == (
        SkillLevel("listening", 420.0, "older", 7, 8, "B2", "inferred", "medium"),
    )
    found = levels("TEFAQ", {"listening": 420.0, "writing": 400.0}, date(2022, 3, 1))
    assert [(level.edition, level.skill) for level in found] == [
        (edition, skill) for edition in EDITIONS for skill in ("listening", "writing")
    ]
    assert {level.status for level in found if level.edition == "2024-11-29"} == {"official"}


def test_a_mark_that_gives_no_level() -> None:
    for level in levels("TEFAQ", {"listening": 1.0}, date(2022, 3, 1)):
        assert (level.low, level.high, level.cefr, level.status, level.confidence) == (0, 0, "", "", "")


def test_two_editions_may_differ() -> None:
    older, newer = levels("DELF-B2", {"reading": 12.5}, None)
    assert (older.cefr, newer.cefr) == ("B1", "B2")


@pytest.mark.parametrize("test", TESTS)
def test_every_test_has_levels_at_its_ends(test: str) -> None:
    for mark in (0.0, 10.0, 25.0, 300.0, 699.0):
        for level in levels(test, {"listening": mark}, None):
            assert 0 <= level.low <= level.high <= 12
            # Without the day of the test, its scale may be unknown: then any level is possible.
            assert level.low or (level.high in (0, 12) and not level.cefr)


def test_a_test_of_two_years_and_its_last_day() -> None:
    found = verdicts(worth(proof(), DAY))
    assert found["graduates", "oral-french"] == (MET, "2024-02-29")
    assert found["workers", "oral-french"] == (MET, "2024-02-29")
    # Nothing is known of reading and writing.
    assert found["graduates", "written-french"] == (CANNOT_TELL, "2024-03-01")
    assert found["graduates", "spouse-oral-french"] == (MET, "2024-02-29")
    assert found["workers", "spouse-oral-french"][0] == MET
    assert verdicts(worth(proof(), date(2024, 3, 2)))["workers", "oral-french"] == (FAILED, "None")


def test_a_mark_too_low_and_one_for_each_skill() -> None:
    low = verdicts(worth(proof(listening=100.0, speaking=100.0), DAY))
    assert low["workers", "oral-french"] == (FAILED, "None")
    four = verdicts(worth(proof(listening=420.0, speaking=420.0, reading=420.0, writing=420.0), DAY))
    assert four["graduates", "written-french"] == (MET, "2024-02-29")


def test_a_test_after_the_filing_day_is_worth_nothing() -> None:
    assert verdicts(worth(proof(taken="2024-03-01"), DAY))["workers", "oral-french"] == (FAILED, "None")


def test_conditions_that_a_version_does_not_have_are_left_out() -> None:
    then = verdicts(worth(proof(taken="2012-03-01"), date(2012, 6, 1)))
    assert set(then) == {("graduates", "oral-french"), ("workers", "oral-french")}


@pytest.mark.parametrize(
    ("taken", "day"),
    [("2022-03-01", DAY), ("2020-02-29", date(2021, 1, 5)), ("2026-10-01", date(2026, 11, 20))],
)
def test_until_is_the_last_day_that_is_as_good(taken: str, day: date) -> None:
    given = proof(taken=taken)
    found = [item for item in worth(given, day) if item.until is not None]
    assert found
    for item in found:
        assert item.until is not None
        last, after = (
            {(w.programme, w.condition): w.verdict for w in worth(given, item.until + timedelta(days=more))}
            for more in (0, 1)
        )
        assert last[item.programme, item.condition] >= item.verdict
        assert after.get((item.programme, item.condition), FAILED) < item.verdict


def test_the_end_of_the_calendar() -> None:
    assert worth(proof(taken="2099-12-31"), date(9999, 12, 31))
