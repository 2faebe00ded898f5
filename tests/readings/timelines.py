"""A worker and a graduate, near eligible, with the facts that a timeline turns on left to choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from jalon.facts import Applicant, load_applicant, parse_applicant

EXAMPLE: Final = load_applicant(Path(__file__).parents[2] / "examples" / "applicant.yaml")


_PROGRAMMER: Final = {"noc2016": "2174", "noc2021": "21232"}


def _job(started: str, ended: str | None, hours: float | None, occupation: dict[str, str]) -> dict[str, Any]:
    job: dict[str, Any] = {
        "occupation": occupation,
        "started_on": started,
        "ended_on": ended,
        "hours_per_week": hours,
        "in_quebec": True,
        "self_employed": False,
        "controls_business": False,
        "owns_share_of_business": False,
        "noc_requirements_met": True,
        "offer_conditions_met": True,
        "authorised": True,
        "related_to_studies": True,
        "leaves": [],
        "internship": "none",
        "field_excluded": False,
    }
    if hours is None:
        del job["hours_per_week"]
    return job


def _proof(taken_on: str, test: str, levels: int | None, scores: float) -> dict[str, Any]:
    skills = ("listening", "speaking", "reading", "writing")
    proof: dict[str, Any] = {"proof": "test", "test": test, "taken_on": taken_on}
    return proof | (
        {"scores": dict.fromkeys(skills, scores)} if levels is None else {"levels": dict.fromkeys(skills, levels)}
    )


def worker(
    *,
    jobs: list[tuple[str, str | None]],
    stays: list[tuple[str, str | None]] | None = None,
    hours: float | None = 35,
    occupation: dict[str, str] = _PROGRAMMER,
    taken_on: str = "2023-01-10",
    test: str = "TEFAQ",
    levels: int | None = 8,
    scores: float = 0,
    **more: Any,
) -> Applicant:
    """A worker whose jobs, stays and proof of French are chosen; everything else is as the law wants it."""
    return parse_applicant(
        {
            "schema": 1,
            "birth_date": "1990-01-15",
            "stays_in_quebec": [{"from": a, "to": b} for a, b in (stays or [("2015-01-01", None)])],
            "purpose_of_stay": "work",
            "intends_to_settle": True,
            "stay_conditions_respected": True,
            "filed_through": "arrima",
            "permits": [{"kind": "closed-work", "from": "2021-01-01", "to": "2032-12-31"}],
            "studies": [],
            "jobs": [_job(started, ended, hours, occupation) for started, ended in jobs],
            "french": [_proof(taken_on, test, levels, scores)],
            "spouse": None,
            "children": [],
            "financial_self_sufficiency": True,
            "values_attestation": "2020-06-01",
            "values_medical_exemption": False,
            "french_interview": None,
            "ended_regular_file": None,
        }
        | more
    )


def graduate(
    *, birth_date: str = "1996-04-12", jobs: list[Any] | None = None, also: dict[str, Any] | None = None, **study: Any
) -> Applicant:
    """A graduate whose study, and perhaps a second one, are chosen; with a job to the day, unless told otherwise."""
    facts: dict[str, Any] = {
        "level": "bachelor",
        "hours": 2700,
        "institution_in_quebec": True,
        "started_on": "2019-09-01",
        "completed_on": "2022-05-25",
        "awarded_on": "2022-06-15",
        "share_stayed_in_quebec": 1.0,
        "full_time": True,
        "french_share": 1.0,
        "entirely_in_french": True,
        "full_time_years_in_french": 3,
        "bursary": None,
    }
    held = [("2022-06-20", None)] if jobs is None else jobs
    return worker(
        jobs=held,
        birth_date=birth_date,
        studies=[facts | study, *([facts | also] if also else [])],
        french=[{"proof": "studies"}],
        permits=[{"kind": "open-work", "from": "2009-01-01", "to": "2032-12-31"}],
        stays_in_quebec=[{"from": "2005-01-01", "to": None}],
    )
