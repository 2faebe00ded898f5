"""The parts of a made-up complete file: each is usually what the law asks, and now and then on one of its edges."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from jalon.language.calendar import add_months
from jalon.registers import areas, occupations

Data = dict[str, Any]

PIVOTS = tuple(
    date.fromisoformat(text).toordinal()
    for text in ("2008-02-13", "2019-06-16", "2019-07-10", "2019-11-01", "2020-07-21", "2021-01-01", "2025-11-19")
)
MONTHS = (3, 6, 12, 15, 18, 24, 36)
# NOC 2016 codes of every skill level, listed in November 2019 or not, with a linked NOC 2021 code.
CODES = tuple(
    (code, occupations.links_from_2016(code)[0].noc2021)
    for code in ("2174", "0213", "0011", "1211", "3413", "3233", "6513", "6421", "6611", "9611", "7511", "4032")
)
PROGRAMMES = ("Techniques de l'informatique", "Soins infirmiers", "Cuisine", "Service social", "Histoire de l'art")
LISTED = tuple(areas.areas()[i] for i in range(0, 218, 12))
UNIVERSITY = ("bachelor", "masters", "doctorate", "dec-technical")
OTHERS = ("aec", "asp", "certificate", "dess", "secondary", "other", "dec-general")


def iso(day: int) -> str:
    """An ISO date, kept inside what a file may hold."""
    return date.fromordinal(min(max(day, 693596), 767009)).isoformat()


def usually(rng: Random, value: Any, *others: Any, odds: float = 0.94) -> Any:
    """The first value, or now and then one of the others."""
    return value if rng.random() < odds else rng.choice(others)


def near(rng: Random, day: int) -> int:
    """A day on an edge of the law seen from this one: itself, a number of months before, a date of the law; or so."""
    which = rng.randrange(4)
    if which == 0:
        base = day
    elif which == 1:
        base = rng.choice(PIVOTS)
    else:
        base = add_months(day, -rng.choice(MONTHS))
    return base + rng.choice((0, 0, -1, 1, -2, 2, -30, 30))


def before(rng: Random, day: int, least: int, most: int) -> int:
    """An ordinary day so many days before, or an edge now and then."""
    return near(rng, day) if rng.random() < 0.12 else day - rng.randint(least, most)


def applicant(rng: Random, day: int, programme: str) -> Data:
    """A complete file."""
    arrived = day - rng.randint(1200, 3000)
    graduate = programme == "peq-graduates"
    ended = before(rng, day, 20, 1000) if graduate else before(rng, day, 900, 1100)
    studies = _studies(rng, day, ended) if graduate or rng.random() < 0.4 else []
    birth = day - rng.randint(7000, 15000)
    if rng.random() < 0.05:
        birth = rng.choice((add_months(day, -216) + rng.choice((-1, 0, 1)), date(1992, 2, 29).toordinal()))
    return {
        "schema": 1,
        "birth_date": iso(birth),
        "stays_in_quebec": _stays(rng, day, arrived),
        "purpose_of_stay": usually(rng, "work", "study", "youth-exchange", "accompanying-spouse", "visit", "asylum"),
        "intends_to_settle": usually(rng, True, False, odds=0.98),
        "stay_conditions_respected": usually(rng, True, False, odds=0.98),
        "filed_through": usually(rng, "arrima", "paper", odds=0.9),
        "permits": _permits(rng, day, arrived, ended),
        "studies": studies,
        "jobs": _jobs(rng, day, ended),
        "french": _french(rng, day),
        "spouse": _spouse(rng, day) if rng.random() < 0.3 else None,
        "children": [_child(rng, day) for _ in range(usually(rng, 0, 1, 2, odds=0.8))],
        "financial_self_sufficiency": usually(rng, True, False, odds=0.98),
        "values_attestation": _attestation(rng, day),
        "values_medical_exemption": usually(rng, False, True, odds=0.95),
        "french_interview": _interview(rng, day) if rng.random() < 0.05 else None,
        "ended_regular_file": _regular_file(rng) if rng.random() < 0.1 else None,
    }


def _attestation(rng: Random, day: int) -> Any:
    return usually(rng, iso(day - 200), iso(day + 20), "pending", True, False, iso(near(rng, day)), odds=0.8)


def _interview(rng: Random, day: int) -> Data:
    return {"held_on": iso(day + 40), "levels": _levels(rng)}


def _regular_file(rng: Random) -> Data:
    filed = date(2018, 8, 1).toordinal() + rng.choice((-200, 0, 1, 2))
    return {"filed_on": iso(filed), "temporary_resident_when_filed": rng.random() < 0.5}


def _stays(rng: Random, day: int, arrived: int) -> list[Data]:
    if rng.random() < 0.9:
        return [{"from": iso(arrived), "to": usually(rng, None, iso(day + 30), iso(day), iso(day - 1))}]
    gap = near(rng, day)
    first = min(arrived, gap - 1)
    return [{"from": iso(first), "to": iso(gap)}, {"from": iso(gap + rng.choice((0, 1, 30))), "to": None}]


def _permits(rng: Random, day: int, arrived: int, ended: int) -> list[Data]:
    last = usually(
        rng, day + 300, day, day - 1, date(2019, 10, 31).toordinal(), date(2020, 7, 21).toordinal(), odds=0.8
    )
    first = min(arrived, last)
    if rng.random() < 0.5:
        kind = rng.choice(
            ("closed-work", "open-work", "youth-exchange", "coop", "spouse-open-work", "visitor", "study")
        )
        return [{"kind": kind, "from": iso(first), "to": iso(last)}]
    cut = min(max(ended, first), last)
    return [
        {"kind": "study", "from": iso(first), "to": iso(cut)},
        {"kind": usually(rng, "pgwp", "maintained-status"), "from": iso(cut), "to": usually(rng, iso(last), None)},
    ]


def _studies(rng: Random, day: int, ended: int) -> list[Data]:
    kind = rng.random()
    if kind < 0.6:
        studies = [study(rng, ended, usually(rng, rng.choice(UNIVERSITY), *OTHERS, odds=0.92), day)]
    elif kind < 0.8:
        studies = [study(rng, ended, rng.choice(("dep", "dep-asp")), day)]
    else:
        gap = rng.choice((0, 10, 90, 364, 365, 366, 400))
        asp = study(rng, ended, "asp", day)
        dep = study(rng, date.fromisoformat(asp["started_on"]).toordinal() - gap, "dep", day)
        dep["hours"], asp["hours"] = rng.choice(((1350, 450), (900, 900), (1800, 300), (1500, 300), (1350, 449.5)))
        studies = [dep, asp]
    if rng.random() < 0.12:
        studies.append(study(rng, near(rng, day), rng.choice(UNIVERSITY + OTHERS), day))
    if rng.random() < 0.1:
        rng.shuffle(studies)
    return studies


def study(rng: Random, ended: int, level: str, day: int) -> Data:
    """A programme of study that ended about that day."""
    awarded = ended + rng.choice((0, 0, 20, 45, 90)) if rng.random() < 0.9 else near(rng, day)
    started = min(ended, awarded) - rng.randint(300, 1200)
    completed: str | None = iso(ended)
    expected = None
    award: str | None = iso(awarded)
    if rng.random() < 0.06:
        award, expected = None, iso(add_months(day, 6) + rng.choice((-30, 0, 1)))
        completed = rng.choice((completed, None))
    programme = rng.choice(PROGRAMMES)
    area = rng.choice(LISTED) if rng.random() < 0.3 else None
    hours = {"asp": 450, "aec": 900}.get(level, 1800 if level.startswith("dep") else 2500)
    return {
        "programme": programme,
        "area": {"name": area.corrected, "award": area.award} if area else None,
        "level": level,
        "hours": usually(rng, hours, 899, 900, 1799, 1800, 1801, odds=0.85),
        "institution_in_quebec": usually(rng, True, False),
        "started_on": iso(started),
        "completed_on": completed,
        "awarded_on": award,
        "expected_completion_on": expected,
        "share_stayed_in_quebec": usually(rng, 1.0, 0.5, 0.49, 0.75, 0.0, odds=0.85),
        "full_time": usually(rng, True, False),
        "french_share": usually(rng, 1.0, 0.75, 0.74, 0.0, odds=0.8),
        "entirely_in_french": usually(rng, True, False, odds=0.75),
        "full_time_years_in_french": usually(rng, 3, 0, 1, 1.5, 2, 2.9, odds=0.5),
        "bursary": _bursary(rng),
    }


def _bursary(rng: Random) -> Data | None:
    if rng.random() < 0.8:
        return usually(rng, {"return_condition": False, "honoured": None}, None, odds=0.7)
    return {"return_condition": True, "honoured": rng.random() < 0.7, "released": rng.random() < 0.4}


def _jobs(rng: Random, day: int, ended: int) -> list[Data]:
    count = rng.choice((0, 1, 1, 1, 1, 2, 2, 3))
    if not count:
        return []
    start = add_months(day, -rng.choice(MONTHS)) + rng.choice((0, -1, 1, -3, 3))
    if rng.random() < 0.5:
        start = day - rng.randint(720, 1100)
    if rng.random() < 0.2:
        start = ended + rng.choice((-60, -1, 0, 1, 5))
    jobs, cuts = [], sorted(rng.sample(range(1, 1000), count - 1))
    first = start
    for i in range(count):
        last = start + (day - start) * cuts[i] // 1000 if i < count - 1 else None
        jobs.append(job(rng, first, last, day))
        if last is not None:
            first = last + rng.choice((1, 1, 1, 0, 2, -20, 20))
    if rng.random() < 0.15:
        jobs.append(job(rng, near(rng, day), None, day))
    return jobs


def job(rng: Random, first: int, last: int | None, day: int) -> Data:
    """A job between two days; still held, as a rule, when the second is None."""
    code = rng.choice(CODES[:4]) if rng.random() < 0.85 else rng.choice(CODES)
    if last is None and rng.random() < 0.15:
        last = day + rng.choice((-1, 0, 1, -30, 90))
    if last is not None:
        first = min(first, last)
    leave = near(rng, day)
    return {
        "title": "Emploi",
        "occupation": {"noc2016": code[0], "noc2021": code[1]},
        "started_on": iso(first),
        "ended_on": None if last is None else iso(last),
        "hours_per_week": usually(rng, 37.5, 30, 29.5, 15, 20, 10, odds=0.85),
        "in_quebec": usually(rng, True, False),
        "self_employed": usually(rng, False, True, odds=0.97),
        "controls_business": usually(rng, False, True, odds=0.97),
        "owns_share_of_business": usually(rng, False, True, odds=0.95),
        "noc_requirements_met": usually(rng, True, False, odds=0.97),
        "offer_conditions_met": usually(rng, True, False, odds=0.97),
        "authorised": usually(rng, True, False, odds=0.97),
        "related_to_studies": usually(rng, True, False, odds=0.8),
        "leaves": usually(rng, [], [{"from": iso(leave), "to": iso(leave + rng.choice((0, 10, 60)))}], odds=0.9),
        "internship": usually(rng, "none", "compulsory", "optional", "employment", odds=0.85),
        "field_excluded": usually(rng, False, True, odds=0.97),
    }


SKILLS = ("listening", "speaking", "reading", "writing")
TESTS = ("TEFAQ", "TEF", "TEF-Canada", "TCF-Quebec", "TCF", "DELF-B2", "DELF-B1", "DALF-C1", "other")


def _levels(rng: Random) -> Data:
    if rng.random() < 0.6:
        return dict.fromkeys(SKILLS, rng.choice((7, 7, 8, 10)))
    return {skill: rng.choice((7, 7, 8, 5, 6, 4, 3, None)) for skill in SKILLS}


def _scores(rng: Random, test: str) -> Data:
    if test.startswith("D"):
        marks: tuple[float, ...] = (25, 20, 20, 16, 12.5, 10, 5)
        return {skill: rng.choice(marks) for skill in SKILLS}
    both = (500, 500, 458, 400, 399, 434, 428, 350, 300, 260)
    spoken = (16, 16, 14, 12, 10, 9, 6) if test.startswith("TCF") else both
    return {
        "listening": rng.choice(both),
        "speaking": rng.choice(spoken),
        "reading": rng.choice(both),
        "writing": rng.choice(spoken),
    }


def _french(rng: Random, day: int) -> list[Data]:
    proofs = [proof(rng, day)]
    if rng.random() < 0.2:
        proofs.append(proof(rng, day))
    return proofs if rng.random() < 0.97 else []


def proof(rng: Random, day: int) -> Data:
    """One proof of French."""
    kind = usually(rng, "test", "studies", "professional-order", "course", "none", odds=0.6)
    taken = before(rng, day, 10, 700)
    if kind == "course":
        registered = rng.choice((taken - 200, date(2020, 7, 21).toordinal() + rng.choice((-30, 0, 1))))
        passed = max(taken, registered)
        return {
            "proof": kind,
            "taken_on": iso(taken),
            "levels": _levels(rng),
            "course_registered_on": iso(registered),
            "course_passed_on": usually(rng, iso(passed), None),
        }
    if kind != "test":
        return {"proof": kind, "taken_on": iso(taken)}
    test = rng.choice(TESTS) if rng.random() < 0.5 else "TEFAQ"
    how = {"scores": _scores(rng, test)} if rng.random() < 0.4 else {"levels": _levels(rng)}
    return {"proof": kind, "test": test, "taken_on": iso(taken), **how}


def _spouse(rng: Random, day: int) -> Data:
    return {
        "accompanies": usually(rng, True, False, odds=0.85),
        "french": [proof(rng, day) for _ in range(usually(rng, 1, 0, 2, odds=0.8))],
        "values_attestation": _attestation(rng, day),
    }


def _child(rng: Random, day: int) -> Data:
    return {
        "birth_date": iso(add_months(day, -rng.choice((60, 216, 216, 250))) + rng.choice((-1, 0, 1))),
        "accompanies": usually(rng, True, False, odds=0.8),
        "values_attestation": _attestation(rng, day),
    }
