"""Made-up files for properties: a person of whom everything is known, and the same person seen through a fog."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

FIRST, LAST = date(2017, 1, 1), date(2025, 12, 31)
DATES = st.dates(FIRST, LAST)
ANSWERS = st.booleans()
CODES = ("2174", "0621", "6322", "6513", "6711")
# What is not there unless it is named: leaving it out says something else.
KEPT = {"leaves", "released"}


def ordered(first: str, last: str, *, open_end: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Two dates in order; the last one may be null."""
    pairs = st.tuples(DATES, st.integers(0, 900)).map(
        lambda pair: {first: pair[0].isoformat(), last: (pair[0] + timedelta(pair[1])).isoformat()}
    )
    return st.one_of(pairs, pairs.map(lambda pair: {**pair, last: None})) if open_end else pairs


@st.composite
def jobs(draw: st.DrawFn) -> dict[str, Any]:
    """A job of which everything is known."""
    job = draw(ordered("started_on", "ended_on"))
    job |= {
        "occupation": {"noc2016": draw(st.sampled_from(CODES))},
        "hours_per_week": draw(st.sampled_from((10, 15, 20, 29.5, 30, 40))),
        "in_quebec": draw(st.sampled_from((True, True, True, False))),
        "authorised": draw(st.sampled_from((True, True, False, None))),
        "self_employed": draw(st.sampled_from((False, False, True))),
        "internship": draw(st.sampled_from(("none", "none", "compulsory", "optional", "employment"))),
    }
    if draw(st.booleans()):
        job["leaves"] = draw(st.lists(ordered("from", "to"), max_size=2))
    return job


@st.composite
def studies(draw: st.DrawFn, levels: tuple[str, ...] = ("dep", "asp", "bachelor", "certificate")) -> dict[str, Any]:
    """A study of which everything is known."""
    study = draw(ordered("started_on", "completed_on"))
    study |= {
        "level": draw(st.sampled_from(levels)),
        "hours": draw(st.sampled_from((600, 900, 1200, 1800))),
        "institution_in_quebec": draw(ANSWERS),
        "awarded_on": study["completed_on"],
        "share_stayed_in_quebec": draw(st.sampled_from((0, 0.25, 0.5, 0.75, 1))),
        "full_time_years_in_french": draw(st.sampled_from((0, 1, 2, 3))),
        "bursary": {
            "return_condition": draw(ANSWERS),
            "honoured": draw(ANSWERS),
            **({"released": draw(ANSWERS)} if draw(ANSWERS) else {}),
        },
    }
    return study


@st.composite
def people(draw: st.DrawFn, *, joined: bool = False) -> dict[str, Any]:
    """A person of whom everything is known; with `joined`, studies may be a DEP and an ASP."""
    levels = ("dep", "asp", "bachelor") if joined else ("bachelor", "dep", "certificate")
    levels_of_french = st.fixed_dictionaries({"speaking": st.integers(0, 12), "listening": st.integers(0, 12)})
    proof = st.fixed_dictionaries(
        {
            "proof": st.sampled_from(("test", "course")),
            "taken_on": DATES.map(date.isoformat),
            "levels": levels_of_french,
        }
    )
    return {
        "birth_date": draw(DATES).replace(day=28).replace(year=draw(st.integers(1999, 2007))).isoformat(),
        "intends_to_settle": draw(ANSWERS),
        "purpose_of_stay": draw(st.sampled_from(("work", "study", "visit"))),
        "jobs": draw(st.lists(jobs(), max_size=4)),
        "studies": draw(st.lists(studies(levels), max_size=3)),
        "french": draw(st.lists(proof, max_size=2)),
        "spouse": draw(
            st.one_of(st.none(), st.fixed_dictionaries({"accompanies": ANSWERS, "french": st.lists(proof, max_size=2)}))
        ),
        "permits": draw(st.lists(ordered("from", "to").map(lambda span: {"kind": "pgwp", **span}), max_size=2)),
    }


@st.composite
def fogged(draw: st.DrawFn, whole: Any, *, clear: float = 0.8) -> Any:
    """The same facts, some of them vague, some of them left out: every one of them may still be what it was."""
    if isinstance(whole, dict):
        return {
            key: draw(fogged(value, clear=clear))
            for key, value in whole.items()
            if key in KEPT or draw(st.floats(0, 1)) < clear
        } or _something(whole)
    if isinstance(whole, list):
        return [draw(fogged(item, clear=clear)) for item in whole]
    if isinstance(whole, str) and len(whole) == 10 and whole[4] == whole[7] == "-":
        return draw(vague(date.fromisoformat(whole)))
    return whole


def _something(whole: dict[str, Any]) -> dict[str, Any]:
    """An occupation without a code is no occupation; everything else may be empty."""
    return whole if "noc2016" in whole else {}


@st.composite
def vague(draw: st.DrawFn, day: date) -> str:
    """A date as people may remember it: the day, the month, the year, or a few days around."""
    before, after = draw(st.integers(0, 60)), draw(st.integers(0, 60))
    around = f"{day - timedelta(before)}..{day + timedelta(after)}"
    return draw(st.sampled_from((day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", around)))


@st.composite
def split(draw: st.DrawFn, job: dict[str, Any]) -> list[dict[str, Any]]:
    """The same job written as two, the second starting the day after the first ends."""
    start = date.fromisoformat(job["started_on"])
    end = date.fromisoformat(job["ended_on"]) if job["ended_on"] else LAST
    if (end - start).days < 1:
        return [job]
    cut = start + timedelta(draw(st.integers(0, (end - start).days - 1)))
    return [
        {**job, "ended_on": cut.isoformat()},
        {**job, "started_on": (cut + timedelta(1)).isoformat()},
    ]


def last_day_of_month(day: date) -> date:
    """For tests of month ends."""
    return day.replace(day=monthrange(day.year, day.month)[1])
