"""Readings stop when their time is over, and only then."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from jalon.facts import parse_applicant
from jalon.readings.decide.decision import decide_all
from jalon.readings.interview import next_question
from jalon.readings.patience import OutOfTimeError, still_time, within
from jalon.readings.remedies.search import remedies
from jalon.readings.timeline.calendar import calendar

DAY = date(2024, 6, 3)


def crowded(count: int) -> dict[str, Any]:
    """A file whose many vague facts ask for a great deal of work."""
    return {
        "schema": 1,
        "stays_in_quebec": [{"from": "2012"} for _ in range(count)],
        "permits": [{"kind": "pgwp", "from": "2014"} for _ in range(count)],
        "studies": [{"level": ("bachelor", "dep", "asp")[i % 3], "started_on": "2012"} for i in range(count)],
        "jobs": [{"started_on": f"20{10 + i % 12}", "in_quebec": True} for i in range(count)],
        "french": [{"proof": "test", "taken_on": "2022"} for _ in range(count)],
    }


@pytest.mark.parametrize(
    "reading",
    [
        lambda who: decide_all(who, DAY),
        lambda who: calendar(who, DAY, date(2029, 6, 3), "peq-graduates"),
        lambda who: remedies(who, DAY, "peq-graduates"),
        lambda who: next_question(who, DAY, ("peq-graduates", "peq-workers")),
    ],
    ids=["decide", "calendar", "remedies", "next"],
)
def test_a_reading_stops_soon_after_its_time(reading: Any) -> None:
    who = parse_applicant(crowded(100))
    start = time.monotonic()
    with pytest.raises(OutOfTimeError), within(0.2):
        reading(who)
    assert time.monotonic() - start < 2


def test_nothing_is_limited_outside() -> None:
    still_time()
    with within(0):
        with pytest.raises(OutOfTimeError):
            still_time()
        with within(60), pytest.raises(OutOfTimeError):
            still_time()
    still_time()
