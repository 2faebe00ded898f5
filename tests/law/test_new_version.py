"""A made-up version of the law is decided, explained and printed without touching anything but the law.

Only the public names of `jalon.language` and `jalon.law` are used to write it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from jalon import decide, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.language.builders import ALWAYS, FILING, applicant, contested, last, named
from jalon.language.statutes import Condition, Instrument, Intake, Note, Programme, Version, Words, months
from jalon.law import PROGRAMMES
from jalon.law.instruments import cite
from jalon.readings.decide.report import decision_report, report
from jalon.readings.decide.text import text_of
from jalon.readings.words import difference, version_words

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
DECREE = Instrument(
    "D-1-2031", Words("Décret inventé 1-2031", "Made-up Order in Council 1-2031"), in_force="2031-03-01"
)
AUTHORITY = cite(DECREE, "1", "low", "riq-33")
IN_THE_REGION = Words("en région, {hours} heures par semaine ou plus", "in a region, {hours} hours a week or more")


def _experience() -> Condition:
    """Six months in the last twelve, at 20 hours a week; whether an own business counts is contested."""

    def counts(job):  # type: ignore[no-untyped-def]
        own = contested("B-12", control_only=ALWAYS, share_too=~job.owns_share_of_business)
        return job.in_quebec & named("part-time", IN_THE_REGION.with_figures(hours=20), job.hours_per_week >= 20) & own

    held = applicant.jobs.where(counts).time_in(last(months(12)))
    return Condition(
        "experience",
        held >= months(6),
        Words("Avoir travaillé six mois.", "Have worked for six months."),
        AUTHORITY,
        notes=(Note("soon", "duty", FILING <= FILING, Words("À vérifier.", "To be checked.")),),
    )


def programme() -> Programme:
    workers = PROGRAMMES["peq-workers"]
    old = workers.versions[-1]
    kept = tuple(c for c in old.conditions if c.id in ("age", "intention"))
    new = Version("2031-03-01", None, Words("Texte inventé", "Made-up text"), (*kept, _experience()), (DECREE,))
    period = workers.intake[-1]
    opened = Intake("2031-03-01", None, "open", Words("Ouvert.", "Open."), AUTHORITY)
    return replace(
        workers,
        versions=(*workers.versions[:-1], replace(old, until="2031-02-28"), new),
        intake=(*workers.intake[:-1], replace(period, until="2031-02-28"), opened),
        checked_until="2031-12-31",
    )


DAY = date(2031, 6, 1)


def test_it_is_decided() -> None:
    file = load_applicant(EXAMPLE)
    assert decide(file, DAY, programme()).outcome == "eligible"
    assert decide(file, date(2031, 2, 28), programme()).outcome != "eligible"
    data = to_dict(file)
    data["jobs"][0]["hours_per_week"] = 19
    assert decide(parse_applicant(data), DAY, programme()).failing == ("experience",)
    data = to_dict(file)
    del data["jobs"][0]["hours_per_week"]
    assert decide(parse_applicant(data), DAY, programme()).missing == ("jobs[0].hours_per_week",)


def test_its_contested_point_is_told() -> None:
    data = to_dict(load_applicant(EXAMPLE))
    data["jobs"][0]["owns_share_of_business"] = True
    told = decision_report(decide(parse_applicant(data), DAY, programme()), "en")
    experience = told["conditions"][-1]
    assert experience["verdict"] == "undetermined"
    assert [(p["point"], [r["verdict"] for r in p["readings"]]) for p in experience["contested"]] == [
        ("B-12", ["met", "not-met"])
    ]


def test_it_is_explained_and_printed() -> None:
    data = to_dict(load_applicant(EXAMPLE))
    data["jobs"][0]["hours_per_week"] = 19
    for lang, words in (("fr", "20 heures par semaine"), ("en", "20 hours a week")):
        decision = decide(parse_applicant(data), DAY, programme())
        whole = report([decision], lang)
        assert json.dumps(whole)
        assert words in text_of(whole)
        version = programme().version_on(DAY.toordinal())
        assert version is not None
        told = version_words(programme(), version, lang)
        assert [c["id"] for c in told["conditions"]] == ["age", "intention", "experience"]
        assert words in json.dumps(told, ensure_ascii=False)


def test_it_is_compared() -> None:
    told = difference(programme(), date(2031, 2, 28), date(2031, 3, 1), "en")
    assert "oral-french" in [c["id"] for c in told["removed"]]
    assert [c["after"]["id"] for c in told["changed"]] == ["experience"]
    assert [p["state"] for p in told["intake"]] == ["unknown", "open"]
