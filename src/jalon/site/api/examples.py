"""Requests to try, by the id of the operation: a name, what it shows, and the body (or the whole address)."""

from __future__ import annotations

from typing import Any, Final

# The person of examples/applicant.yaml, cut to what matters to the workers' stream.
PERSON: Final[dict[str, Any]] = {
    "schema": 1,
    "birth_date": "1996-04-12",
    "stays_in_quebec": [{"from": "2019-08-10", "to": None}],
    "purpose_of_stay": "work",
    "intends_to_settle": True,
    "stay_conditions_respected": True,
    "filed_through": "arrima",
    "permits": [{"kind": "pgwp", "from": "2022-07-10", "to": "2025-07-10"}],
    "studies": [],
    "jobs": [
        {
            "title": "Programmeuse",
            "occupation": {"noc2016": "2174", "noc2021": "21232"},
            "started_on": "2022-05-30",
            "ended_on": None,
            "hours_per_week": 37.5,
            "in_quebec": True,
            "self_employed": False,
            "controls_business": False,
            "authorised": True,
            "leaves": [],
        }
    ],
    "french": [
        {
            "proof": "test",
            "test": "TEFAQ",
            "taken_on": "2023-03",
            "levels": {"listening": 8, "speaking": 8, "reading": 7, "writing": 7},
        }
    ],
    "spouse": None,
    "children": [],
    "financial_self_sufficiency": True,
    "values_attestation": "2023-01-20",
}
WORKERS: Final = "peq-workers"
_ONE: Final = "Une personne, un volet. / One person, one stream."

EXAMPLES: Final[dict[str, tuple[tuple[str, str, Any], ...]]] = {
    "decide": (
        ("person", _ONE, {"applicant": PERSON, "on": "2024-06-03", "programme": WORKERS}),
        ("nothing", "Rien n’est connu. / Nothing is known.", {"applicant": {"schema": 1}, "on": "2024-06-03"}),
    ),
    "timeline": (
        (
            "person",
            _ONE,
            {"applicant": PERSON, "programme": WORKERS, "on": "2024-06-03", "from": "2023-01-01", "to": "2025-12-31"},
        ),
    ),
    "when": (("person", _ONE, {"applicant": PERSON, "programme": WORKERS, "from": "2023-06-01", "to": "2026-06-01"}),),
    "remedies": (("person", _ONE, {"applicant": PERSON, "programme": WORKERS, "on": "2023-12-01"}),),
    "whatif": (
        (
            "hours",
            "Moins d’heures. / Fewer hours.",
            {
                "applicant": PERSON,
                "programme": WORKERS,
                "from": "2023-06-01",
                "to": "2026-06-01",
                "changes": [{"path": "jobs[0].hours_per_week", "value": 25}],
            },
        ),
    ),
    "next-question": (
        (
            "nothing",
            "Rien n’est connu. / Nothing is known.",
            {"applicant": {"schema": 1}, "on": "2024-06-03", "programme": WORKERS},
        ),
    ),
    "law-version": (("day", "Un jour. / A day.", f"/api/v1/law/{WORKERS}?on=2021-09-01"),),
    "law-difference": (
        (
            "days",
            "Deux jours. / Two days.",
            "/api/v1/law/peq-graduates/difference?before=2023-11-22&after=2023-11-23",
        ),
    ),
    "occupations": (("title", "Un titre. / A title.", "/api/v1/occupations?q=soudeuse"),),
    "occupations-apart": (
        (
            "title",
            "Un titre, et ce qu’il veut dire. / A title, and what it means.",
            {"q": "préposé aux bénéficiaires", "programme": WORKERS, "on": "2024-02-01", "limit": 3},
        ),
    ),
    "areas": (("name", "Un nom. / A name.", "/api/v1/areas?q=techniques%20informatique&award=DEC"),),
    "areas-apart": (("name", "Un nom. / A name.", {"q": "techniques de l’informatique", "award": "DEC"}),),
    "french": (
        (
            "tefaq",
            "Deux notes. / Two marks.",
            {
                "test": "TEFAQ",
                "scores": {"listening": 420, "speaking": 410},
                "taken_on": "2022-03-01",
                "on": "2024-02-01",
            },
        ),
    ),
}
