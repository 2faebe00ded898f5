"""What a timeline costs: five years of a person with six jobs, three diplomas and four proofs, medians of many runs.

Three figures a stream: the calendar (every verdict of every day), the same with the reason of each change in words, and
the picture besides. Nothing here is asserted: the figures go to docs/performance.md.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import date
from typing import Any

from timing import nanoseconds

from jalon.facts import Applicant, parse_applicant
from jalon.readings.timeline.calendar import calendar
from jalon.readings.timeline.report import timeline_report
from jalon.readings.timeline.svg import svg_of

FIRST, LAST, TODAY = date(2021, 1, 1), date(2025, 12, 31), date(2024, 6, 3)
RUNS = 300
TARGET_MS = 50


def _job(started: str, ended: str | None, noc2016: str, noc2021: str, hours: float) -> dict[str, Any]:
    return {
        "occupation": {"noc2016": noc2016, "noc2021": noc2021},
        "started_on": started,
        "ended_on": ended,
        "hours_per_week": hours,
        "in_quebec": True,
        "self_employed": False,
        "controls_business": False,
        "authorised": True,
        "related_to_studies": True,
        "leaves": [],
        "internship": "none",
        "field_excluded": False,
    }


def _study(level: str, hours: int, started: str, completed: str, awarded: str) -> dict[str, Any]:
    return {
        "level": level,
        "hours": hours,
        "institution_in_quebec": True,
        "started_on": started,
        "completed_on": completed,
        "awarded_on": awarded,
        "share_stayed_in_quebec": 1.0,
        "full_time": True,
        "french_share": 0.8,
        "entirely_in_french": False,
        "full_time_years_in_french": 1,
        "bursary": None,
    }


def _test(test: str, taken: str, level: int) -> dict[str, Any]:
    skills = ("listening", "speaking", "reading", "writing")
    return {"proof": "test", "test": test, "taken_on": taken, "levels": dict.fromkeys(skills, level)}


def person() -> Applicant:
    """Six jobs, three diplomas, four proofs of French, two permits."""
    return parse_applicant(
        {
            "schema": 1,
            "birth_date": "1996-04-12",
            "stays_in_quebec": [{"from": "2016-08-10", "to": None}],
            "purpose_of_stay": "work",
            "intends_to_settle": True,
            "stay_conditions_respected": True,
            "permits": [
                {"kind": "study", "from": "2016-08-10", "to": "2021-09-30"},
                {"kind": "pgwp", "from": "2021-07-10", "to": "2024-07-10"},
                {"kind": "closed-work", "from": "2024-07-11", "to": "2027-07-10"},
            ],
            "studies": [
                _study("dec-technical", 2500, "2016-08-26", "2019-05-25", "2019-06-15"),
                _study("dep", 1800, "2019-09-01", "2020-06-20", "2020-07-05"),
                _study("bachelor", 2700, "2020-08-26", "2022-05-25", "2022-06-15"),
            ],
            "jobs": [
                _job("2019-06-01", "2019-08-30", "6421", "64100", 30),
                _job("2020-06-22", "2021-01-15", "2174", "21232", 35),
                _job("2021-02-01", "2021-11-30", "2174", "21232", 37.5),
                _job("2021-12-06", "2022-10-07", "2175", "21234", 40),
                _job("2022-10-17", "2023-06-30", "2171", "21222", 37.5),
                _job("2023-07-10", None, "2171", "21222", 37.5),
            ],
            "french": [
                _test("TEFAQ", "2019-03-01", 6),
                _test("TCF-Quebec", "2021-04-10", 7),
                _test("TEF-Canada", "2023-05-02", 8),
                {"proof": "course", "course_registered_on": "2020-01-10", "course_passed_on": "2020-05-01"},
            ],
            "spouse": None,
            "children": [],
            "financial_self_sufficiency": True,
            "values_attestation": "2021-01-20",
        }
    )


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of one call, in milliseconds."""
    median, p95 = nanoseconds(work, RUNS, warm=20)
    return median / 1e6, p95 / 1e6


def main() -> None:
    applicant = person()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}; {FIRST} to {LAST}")
    for programme in ("peq-graduates", "peq-workers"):

        def days(programme: str = programme) -> Any:
            return calendar(applicant, FIRST, LAST, programme)

        def told(programme: str = programme) -> Any:
            return timeline_report(days(programme), TODAY, "fr")

        def drawn(programme: str = programme) -> Any:
            return svg_of(told(programme), "fr")

        for name, work in (("calendar", days), ("with reasons in words", told), ("with the picture", drawn)):
            median, late = milliseconds(work)
            print(f"{programme:14} {name:24} median {median:6.1f} ms   p95 {late:6.1f} ms   (target {TARGET_MS} ms)")


if __name__ == "__main__":
    main()
