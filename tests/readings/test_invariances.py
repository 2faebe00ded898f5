"""What must not matter: the order of lists, how a job or a diploma is cut in rows, the format, facts after the day."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon import decide
from jalon.facts import dump_json, dump_yaml, load_applicant, parse_applicant
from jalon.language.walk import per_credential
from jalon.readings.decide.decision import Decision
from readings import parts
from readings.parts import iso
from readings.people import Data, Person, complete, examples, partial, readable, smaller

Change = Callable[[Random, Person, Data], bool]


def answer(decision: Decision) -> tuple[Any, ...]:
    """What people read first: outcome, verdicts, failing and undetermined conditions."""
    return (
        decision.outcome,
        decision.conditions_verdict,
        decision.intake.state,
        sorted(decision.failing),
        sorted(decision.undetermined),
    )


def answered(person: Person, data: Data) -> tuple[Any, ...]:
    return answer(decide(parse_applicant(deepcopy(data)), person.day, person.programme, person.view))


def changed(person: Person, data: Data, change: Change, seed: int) -> Data | None:
    out = deepcopy(data)
    return out if change(Random(seed), person, out) and readable(out) else None


def unmoved(person: Person, change: Change, seed: int) -> None:
    """The change leaves the answer as it was; when it does not, the shortest file that shows it is printed."""

    def moves(data: Data) -> bool:
        other = changed(person, data, change, seed)
        return other is not None and answered(person, data) != answered(person, other)

    if moves(person.data):
        short = smaller(person.data, moves)
        other = changed(person, short, change, seed)
        assert other is not None
        pytest.fail(
            f"{person.programme} on {person.day} ({person.view})\n{answered(person, short)}\n{answered(person, other)}\n"
            f"{dump_yaml(parse_applicant(short))}---\n{dump_yaml(parse_applicant(other))}"
        )


def shuffle(rng: Random, _person: Person, data: Data) -> bool:
    """Every list in another order."""
    for key in ("jobs", "studies", "permits", "french", "stays_in_quebec", "children"):
        if isinstance(data.get(key), list):
            rng.shuffle(data[key])
    spouse = data.get("spouse")
    if spouse and spouse.get("french"):
        rng.shuffle(spouse["french"])
    return True


def split_job(rng: Random, person: Person, data: Data) -> bool:
    """A job with precise dates cut in two adjacent ones."""
    jobs = [job for job in data.get("jobs") or () if _span(job, person) is not None]
    if not jobs:
        return False
    job = rng.choice(jobs)
    first, last = _span(job, person) or (0, 0)
    cut = rng.randint(first, last - 1)
    before, after = deepcopy(job), deepcopy(job)
    before["ended_on"], after["started_on"] = iso(cut), iso(cut + 1)
    place = data["jobs"].index(job)
    data["jobs"][place : place + 1] = [before, after]
    return True


def _span(job: Data, person: Person) -> tuple[int, int] | None:
    """First and last day of a job that started before the day asked about and lasts two days or more; cut before it."""
    try:
        first = date.fromisoformat(job["started_on"]).toordinal()
        ended = job["ended_on"]
        last = person.day.toordinal() if ended is None else date.fromisoformat(ended).toordinal()
    except (KeyError, TypeError, ValueError):
        return None
    last = min(last, person.day.toordinal() - 1)
    return (first, last) if first < last else None


def job_elsewhere(rng: Random, person: Person, data: Data) -> bool:
    """A job outside Québec beside the others."""
    if not isinstance(data.get("jobs"), list):
        return False
    day = person.day.toordinal()
    more = parts.job(rng, day - rng.randint(1, 900), rng.choice((None, day - 1)), day)
    # Point C-7 asks of every job held whether it is one of the excluded kinds.
    more |= {"in_quebec": False, "self_employed": False, "controls_business": False, "field_excluded": False}
    data["jobs"].insert(rng.randint(0, len(data["jobs"])), more)
    return True


def later_facts(rng: Random, person: Person, data: Data) -> bool:
    """Facts dated after the filing day: a job, a test, a stay, a permit, a child."""
    day = person.day.toordinal()
    later = rng.randint(1, 400)
    new: dict[str, Data] = {
        "jobs": parts.job(rng, day + later, None, day) | {"started_on": iso(day + later), "ended_on": None},
        "french": {"proof": "test", "test": "TEFAQ", "taken_on": iso(day + later), "levels": _all_levels(10)},
        "stays_in_quebec": {"from": iso(day + later), "to": None},
        "permits": {"kind": "pgwp", "from": iso(day + later), "to": None},
        "children": {"birth_date": iso(day + later), "accompanies": True, "values_attestation": False},
    }
    key = rng.choice(list(new))
    if not isinstance(data.get(key), list):
        return False
    data[key].append(new[key])
    return True


def _all_levels(level: int) -> Data:
    return dict.fromkeys(parts.SKILLS, level)


CHANGES: dict[str, Change] = {
    "order": shuffle,
    "split job": split_job,
    "job outside Québec": job_elsewhere,
    "facts after the day": later_facts,
}


@pytest.mark.parametrize("name", CHANGES)
@given(st.integers(0, 2**64 - 1))
@examples(400, 12_000)
def test_unmoved(name: str, seed: int) -> None:
    unmoved(partial(Random(seed)), CHANGES[name], seed)
    unmoved(complete(Random(seed)), CHANGES[name], seed)


@given(st.integers(0, 2**64 - 1))
@examples(200, 5_000)
def test_yaml_and_json_are_the_same_file(seed: int) -> None:
    person = partial(Random(seed))
    applicant = person.applicant
    decisions = [
        decide(load_applicant(text.encode()), person.day, person.programme, person.view)
        for text in (dump_yaml(applicant), dump_json(applicant))
    ]
    assert answer(decisions[0]) == answer(decisions[1]) == answered(person, person.data)
    assert decisions[0].missing == decisions[1].missing


def one_row_and_two(rng: Random, person: Person) -> tuple[Data, Data]:
    """A DEP with its ASP, written in one row and in two."""
    one = deepcopy(person.data)
    whole = parts.study(rng, date.fromisoformat("2000-01-01").toordinal(), "dep-asp", person.day.toordinal())
    day = person.day.toordinal()
    ended = min(parts.before(rng, day, 20, 1100), day - 1)
    asp_started = ended - rng.randint(100, 300)
    dep_ended = asp_started - rng.choice((0, 1, 30, 364))
    started = dep_ended - rng.randint(200, 600)
    hours = rng.choice((1800, 1799, 1801, 2000, 900))
    of_asp = rng.choice((300, 450, 449.5))
    awarded = ended + rng.choice((0, 30))
    whole |= {
        "started_on": iso(started),
        "completed_on": iso(ended),
        "awarded_on": iso(awarded),
        "expected_completion_on": None,
        "hours": hours,
        "programme": "Cuisine",
        "area": None,
        "full_time_years_in_french": rng.choice((0, 2)),
    }
    dep, asp = deepcopy(whole), deepcopy(whole)
    dep |= {
        "level": "dep",
        "completed_on": iso(dep_ended),
        "awarded_on": iso(dep_ended + 10),
        "hours": hours - of_asp,
        "full_time_years_in_french": 0,
    }
    asp |= {"level": "asp", "started_on": iso(asp_started), "hours": of_asp}
    two = deepcopy(one)
    one["studies"], two["studies"] = [whole], [dep, asp]
    if rng.random() < 0.5:
        two["studies"].reverse()
    return one, two


def better_alone(person: Person, two: Data) -> bool:
    """Whether the DEP or the ASP by itself does not fail: two rows then say more than one row can."""
    for row in two["studies"]:
        decision = decide(parse_applicant({**two, "studies": [row]}), person.day, person.programme, person.view)
        if all(r.verdict != "not-met" for r in decision.conditions if per_credential(r.condition)):
            return True
    return False


@given(st.integers(0, 2**64 - 1))
@examples(600, 15_000)
def test_a_dep_and_its_asp_in_one_row_or_two(seed: int) -> None:
    rng = Random(seed)
    person = complete(rng)
    one, two = one_row_and_two(rng, person)
    if better_alone(person, two):
        return
    assert answered(person, one) == answered(person, two), (
        f"{person.programme} on {person.day} ({person.view})\n"
        f"{dump_yaml(parse_applicant(one))}---\n{dump_yaml(parse_applicant(two))}"
    )


def test_a_gap_of_a_day_breaks_the_spell_but_not_the_count() -> None:
    """Two jobs with a day between them: a day less, and no whole run of calendar months."""
    person = next(p for p in map(complete, map(Random, range(200))) if p.programme == "peq-workers")
    day = date(2022, 6, 1)
    data = deepcopy(person.data)
    job = parts.job(Random(1), 0, None, day.toordinal()) | {"started_on": "2020-06-01", "ended_on": None}
    job |= {"leaves": [], "internship": "none", "hours_per_week": 40, "in_quebec": True, "authorised": True}
    job |= {"self_employed": False, "controls_business": False, "owns_share_of_business": False}
    job["occupation"] = {"noc2016": "2174", "noc2021": "21232"}
    data["jobs"], data["stays_in_quebec"] = [job], []

    def verdict() -> str:
        decision = decide(parse_applicant(deepcopy(data)), day, "peq-workers")
        return next(r.verdict for r in decision.conditions if r.id == "experience")

    assert verdict() == "met"
    data["jobs"] = [job | {"ended_on": "2021-01-01"}, job | {"started_on": str(date(2021, 1, 1) + timedelta(days=2))}]
    assert verdict() == "undetermined"
