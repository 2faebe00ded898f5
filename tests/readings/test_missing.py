"""What is missing: nothing once a verdict is settled, and only facts that could still move it."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jalon import decide
from jalon.facts import dump_yaml, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.readings.decide.decision import Decision
from readings.completions import completed
from readings.people import Data, Person, examples, partial_people, readable, smaller

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"


def decided(person: Person, data: Data) -> Decision:
    return decide(parse_applicant(deepcopy(data)), person.day, person.programme, person.view)


@given(partial_people())
@examples(400, 10_000)
def test_nothing_is_missing_once_settled(person: Person) -> None:
    decision = decided(person, person.data)
    if decision.conditions_verdict != "undetermined":
        assert decision.missing == ()
        assert all(decision.missing_for(result) == () for result in decision.conditions)
    for path in decision.missing:
        assert re.fullmatch(r"[a-z_0-9]+(\[\d+\])?(\.[a-z_0-9]+(\[\d+\])?)*", path), path


def named(path: str, missing: tuple[str, ...]) -> bool:
    """Whether a place of the file is, holds or is held by one that is named as missing."""
    return any(
        path == other or other.startswith((f"{path}.", f"{path}[")) or path.startswith((f"{other}.", f"{other}["))
        for other in missing
    )


def may_be_filled(path: str, missing: tuple[str, ...]) -> bool:
    """Not named, and no start of something whose end is: an end comes after its start, so one says something of the
    other."""
    owner, _, key = path.rpartition(".")
    if key in ("from", "started_on"):
        return not any(named(f"{owner}.{end}", missing) for end in ("from", "to", "started_on", "ended_on", *ENDS))
    return not named(path, missing)


ENDS = ("completed_on", "awarded_on")


def moved(person: Person, data: Data, full: Data) -> bool:
    before, after = decided(person, data), decided(person, full)
    return before.conditions_verdict == "undetermined" != after.conditions_verdict


@given(partial_people())
@examples(700, 25_000)
def test_facts_that_are_not_named_cannot_settle_the_verdict(person: Person) -> None:
    """With only facts that are not named filled in or made precise, the verdict stays undetermined."""
    decision = decided(person, person.data)
    if decision.conditions_verdict != "undetermined":
        return
    for _ in range(2):
        full = completed(person.rng, person.data, person.day, may=lambda path: may_be_filled(path, decision.missing))
        if moved(person, person.data, full):
            other = {key: full[key] for key in full if full[key] != person.data.get(key)}

            def fails(data: Data, other: Data = other) -> bool:
                more = {**data, **other}
                missing = decided(person, data).missing
                return readable(more) and moved(person, data, more) and not any(named(key, missing) for key in other)

            short = smaller(person.data, fails) if fails(person.data) else person.data
            pytest.fail(
                f"{person.programme} on {person.day} ({person.view}); missing: {decided(person, short).missing}; "
                f"filled: {other}\n{dump_yaml(parse_applicant(short))}"
            )


# --- By hand: the example file, eligible on that day, with one fact taken out ------------------------------------------
DAY = date(2024, 6, 3)


def example() -> Data:
    return to_dict(load_applicant(EXAMPLE))


def without(data: Data, path: str) -> Data:
    """The file without what stands at a path such as `jobs[0].started_on`."""
    here: Any = data
    steps = [int(s) if s.isdigit() else s for s in re.findall(r"[a-z_0-9]+", path)]
    for step in steps[:-1]:
        here = here[step]
    del here[steps[-1]]
    return data


WORKER = {
    "birth_date": ("birth_date",),
    "stays_in_quebec": ("stays_in_quebec",),
    "stays_in_quebec[0].from": ("stays_in_quebec[0].from",),
    "stays_in_quebec[0].to": ("stays_in_quebec[0].to",),
    "purpose_of_stay": ("purpose_of_stay",),
    "intends_to_settle": ("intends_to_settle",),
    "stay_conditions_respected": ("stay_conditions_respected",),
    "permits": ("permits",),
    "permits[1].to": ("permits[1].to",),
    "jobs": ("jobs",),
    "jobs[0].started_on": ("jobs[0].started_on",),
    "jobs[0].ended_on": ("jobs[0].ended_on",),
    "jobs[0].hours_per_week": ("jobs[0].hours_per_week",),
    "jobs[0].in_quebec": ("jobs[0].in_quebec",),
    "jobs[0].self_employed": ("jobs[0].self_employed",),
    "jobs[0].controls_business": ("jobs[0].controls_business",),
    "jobs[0].authorised": ("jobs[0].authorised",),
    "jobs[0].internship": ("jobs[0].internship",),
    "jobs[0].field_excluded": ("jobs[0].field_excluded",),
    "french": ("french",),
    "french[0].test": ("french[0].test",),
    "french[0].taken_on": ("french[0].taken_on",),
    "french[0].levels.speaking": ("french[0].levels.speaking",),
    "spouse": ("spouse",),
    "financial_self_sufficiency": ("financial_self_sufficiency",),
}


@pytest.mark.parametrize("path", WORKER)
def test_a_worker_lacks_one_fact(path: str) -> None:
    decision = decide(parse_applicant(without(example(), path)), DAY, "peq-workers")
    assert decision.conditions_verdict == "undetermined"
    assert decision.missing == WORKER[path]


GRADUATE = {
    "birth_date": ("birth_date",),
    "studies": ("studies",),
    "studies[0].level": ("studies[0].level",),
    "studies[0].institution_in_quebec": ("studies[0].institution_in_quebec",),
    "studies[0].awarded_on": ("studies[0].awarded_on",),
    "studies[0].share_stayed_in_quebec": ("studies[0].share_stayed_in_quebec",),
    "studies[0].bursary": ("studies[0].bursary",),
    "french[0].levels.reading": ("french[0].levels.reading",),
    "french[0].levels.listening": ("french[0].levels.listening",),
    "intends_to_settle": ("intends_to_settle",),
}


@pytest.mark.parametrize("path", GRADUATE)
def test_a_graduate_lacks_one_fact(path: str) -> None:
    data = example()
    # Without a proof by studies the level of French rests on the test alone.
    decision = decide(parse_applicant(without(data, path)), DAY, "peq-graduates")
    assert decision.conditions_verdict == "undetermined"
    assert decision.missing == GRADUATE[path]


@pytest.mark.parametrize(
    "path",
    [
        "filed_through",
        "values_attestation",
        "values_medical_exemption",
        "french_interview",
        "ended_regular_file",
        "children[0]",
        "studies",
        "jobs[0].leaves",
        "jobs[0].title",
        "jobs[0].noc_requirements_met",
        "jobs[0].related_to_studies",
        "jobs[0].occupation.noc2016",
        "french[0].levels.reading",
        "permits[0].kind",
    ],
)
def test_a_fact_without_bearing_is_not_asked(path: str) -> None:
    data = example()
    if path == "children[0]":
        data["children"] = []
    else:
        without(data, path)
    decision = decide(parse_applicant(data), DAY, "peq-workers")
    assert (decision.conditions_verdict, decision.missing) == ("met", ())


def second_job(**facts: Any) -> Data:
    data = example()
    # Not authorised to work on 21 July 2020: only the text of the day governs.
    data["permits"][0]["kind"] = "visitor"
    more = {**data["jobs"][0], "started_on": "2021-01-04", "ended_on": "2021-01-29", **facts}
    more = {key: value for key, value in more.items() if value is not ...}
    data["jobs"] = [{**data["jobs"][0], "started_on": "2023-01-09"}, more]
    return data


def test_the_hours_of_a_job_that_cannot_tip_the_balance_are_not_asked() -> None:
    """17 months of 24 and a job of a month: whatever its hours, the experience is not there."""
    decision = decide(parse_applicant(second_job(hours_per_week=...)), DAY, "peq-workers")
    assert decision.missing == ()
    assert decision.failing == ("experience",)


def test_the_hours_of_a_job_that_can_tip_it_are() -> None:
    data = second_job(hours_per_week=..., started_on="2021-08-02", ended_on="2022-12-23")
    decision = decide(parse_applicant(data), DAY, "peq-workers")
    assert decision.missing == ("jobs[1].hours_per_week",)


def test_a_fact_of_a_condition_is_not_asked_once_another_one_fails() -> None:
    data = without(example(), "birth_date")
    data["intends_to_settle"] = False
    decision = decide(parse_applicant(data), DAY, "peq-workers")
    assert (decision.failing, decision.missing) == (("intention",), ())
    age = next(result for result in decision.conditions if result.id == "age")
    assert age.verdict == "undetermined"
    assert decision.missing_for(age) == ()


def test_an_empty_file_asks_for_lists_and_not_for_what_is_in_them() -> None:
    decision = decide(parse_applicant({"schema": 1}), DAY, "peq-graduates")
    assert "studies" in decision.missing
    assert not [path for path in decision.missing if "[" in path]


def test_of_a_dep_and_its_asp_only_the_row_with_the_hole_is_named() -> None:
    data = example()
    dep = {
        **data["studies"][0],
        "level": "dep",
        "hours": 1350,
        "started_on": "2020-08-24",
        "completed_on": "2021-12-17",
    }
    asp = {**data["studies"][0], "level": "asp", "started_on": "2022-01-10"}
    dep["awarded_on"] = "2022-01-15"
    del asp["hours"]
    data["studies"] = [dep, asp]
    decision = decide(parse_applicant(data), DAY, "peq-graduates")
    assert decision.missing == ("studies[1].hours",)
    assert decision.credential_rows == (0, 1)
