"""What is said of who may move holds for every way of filling in the facts that are missing, and for every reading of
the contested points, the same under both laws."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given

from cohort.reforming import pair_of, truth_under
from jalon.cohort.reform.counting import movements
from jalon.cohort.reform.implying import Implications
from jalon.cohort.reform.laws import Laws, kept_from, two_days, two_texts
from jalon.cohort.reform.pairing import compared_texts
from jalon.facts import dump_yaml, parse_applicant
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import ALWAYS, NEVER_SO, applicant
from jalon.language.expressions import Truth
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.law.editing import (
    EditError,
    with_condition,
    with_expression,
    with_months,
    with_number,
    with_values,
    with_window,
    without,
)
from jalon.law.points import POINTS
from readings.completions import completed
from readings.people import EDGES, Person, examples, partial_people

Edit = Callable[[Programme, str], Programme]
CONTESTED = [point for point in POINTS.values() if point.treatment == "contested"]
TEER = ("0", "1", "2", "3", "4")

# Gentler laws, by name: they may make people gain, and none lose.
GENTLER: dict[str, Edit] = {
    "6 months": lambda p, day: with_months(p, "experience", 6, on=day),
    "6 months instead of 24": lambda p, _: with_months(p, "experience", 6, instead_of=24),
    "48 months back": lambda p, _: with_window(p, "experience", 48, instead_of=36),
    "one more TEER": lambda p, _: with_values(p, "experience", "teer", *TEER),
    "one more TEER at filing": lambda p, _: with_values(p, "job-at-filing", "teer", *TEER),
    "one more level": lambda p, _: with_values(p, "experience", "skill_level", "0", "A", "B", "C"),
    "level 5": lambda p, _: with_number(p, "oral-french", 5, instead_of=7),
    "no oral French": lambda p, _: without(p, "oral-french"),
    "no job": lambda p, _: without(p, "job-at-filing"),
    "or another way": lambda p, _: with_expression(p, "experience", lambda asked: asked | applicant.intends_to_settle),
}
# Laws that go any way.
OTHER: dict[str, Edit] = {
    "25 hours": lambda p, day: with_number(p, "experience", 25, instead_of=30, on=day),
    "36 months": lambda p, day: with_months(p, "experience", 36, on=day),
    "one level less": lambda p, _: with_values(p, "experience", "teer", "0", "1"),
    "and another thing": lambda p, _: with_expression(p, "presence", lambda asked: asked & applicant.intends_to_settle),
    "all another": lambda p, _: with_expression(p, "stay", lambda asked: ~asked),
    "nothing but months": lambda p, day: with_months(without(p, "presence"), "experience", 30, on=day),
}


def laws_for(person: Person, rng: Random) -> tuple[str, Laws]:
    """Two laws of any sort for one person."""
    id, day = person.programme, person.day
    sort = rng.random()
    if sort < 0.3:
        other = day + timedelta(days=rng.choice((-400, -30, -1, 0, 1, 30, 400)))
        return f"{day} and {other}", two_days((id,), day, other, person.view)
    if sort < 0.5:
        texts = [date.fromordinal(rng.choice(EDGES)) for _ in range(2)]
        return f"texts {texts}", two_texts((id,), texts[0], texts[1], on=day, view=person.view)
    name = rng.choice([*GENTLER, *OTHER])
    programme = PROGRAMMES[id]
    try:
        after = (GENTLER | OTHER)[name](programme, day.isoformat())
    except EditError:
        name, after = "nothing", programme
    return name, Laws({id: programme}, {id: after}, day, day, view=person.view)


@given(partial_people())
@examples(400, 20_000)
def test_who_may_move_holds_for_every_completion_and_every_reading(person: Person) -> None:
    rng = person.rng
    name, laws = laws_for(person, rng)
    id = person.programme
    moved = movements(pair_of(laws, id, [(person.applicant, person.day)]))
    for _ in range(3):
        full = parse_applicant(completed(rng, person.data, person.day))
        imposed = {point.id: rng.choice(point.readings)[0] for point in CONTESTED}
        was, now = (
            truth_under(full, on or person.day, law[id], laws.view, imposed)
            for law, on in ((laws.before, laws.before_on), (laws.after, laws.after_on))
        )
        told = f"{name}, {id}, {person.day}, {imposed}\n{dump_yaml(person.applicant)}\n---\n{dump_yaml(full)}"
        if was == NO and now == YES:
            assert moved.may_gain[0], told
        if was == YES and now == NO:
            assert moved.may_lose[0], told
        if moved.gains[0]:
            assert (was, now) in ((NO, YES), (NO, MAYBE), (MAYBE, YES), (MAYBE, MAYBE)), told
        if moved.loses[0]:
            assert (was, now) in ((YES, NO), (YES, MAYBE), (MAYBE, NO), (MAYBE, MAYBE)), told
    assert not moved.gains[0] or moved.may_gain[0]
    assert not moved.loses[0] or moved.may_lose[0]


@pytest.mark.parametrize("name", GENTLER)
def test_a_gentler_law_is_known_to_harm_nobody(name: str) -> None:
    programme = PROGRAMMES["peq-workers"]
    day = date(2024, 6, 3) if "TEER" in name or "24" in name or "48" in name else date(2021, 2, 1)
    after = GENTLER[name](programme, "2016-05-01" if name == "6 months" else day.isoformat())
    if name == "6 months":
        day = date(2016, 5, 1)
    versions = (programme.version_on(day.toordinal()), after.version_on(day.toordinal()))
    texts = compared_texts(versions[0], versions[1], True)
    assert (texts.gains, texts.loses, texts.stops) == (True, False, 0)
    back = compared_texts(versions[1], versions[0], True)
    assert (back.gains, back.loses, back.starts) == (False, True, 0)
    # On two days, the months before filing are not the same months; a condition taken away is none on any day.
    assert compared_texts(versions[0], versions[1], False).loses


def test_the_same_text_on_the_same_day_moves_nobody() -> None:
    for programme in PROGRAMMES.values():
        for version in programme.versions:
            texts = compared_texts(version, version, True)
            assert (texts.own, texts.gains, texts.loses, texts.starts, texts.stops) == ((0, 0), False, False, 0, 0)


def test_before_the_programme_nobody_can_lose() -> None:
    first = PROGRAMMES["peq-workers"].versions[0]
    assert (compared_texts(None, first, False).gains, compared_texts(None, first, False).loses) == (True, False)
    assert (compared_texts(first, None, False).gains, compared_texts(first, None, False).loses) == (False, True)
    assert compared_texts(None, None, False).own == (0, 0)


def implied(a: Truth, b: Truth) -> tuple[bool, bool]:
    known = Implications()
    return known.implies(a, b), known.implies(b, a)


def test_what_implies_what() -> None:
    work, study = applicant.purpose.isin("work"), applicant.purpose.isin("work", "study")
    both = applicant.intends_to_settle & work
    assert implied(work, study) == (True, False)
    assert implied(both, work) == (True, False)
    assert implied(both, study) == (True, False)
    assert implied(~study, ~work) == (True, False)
    assert implied(applicant.intends_to_settle, work) == (False, False)
    assert implied(NEVER_SO, work) == (True, False)
    assert implied(work, ALWAYS) == (True, False)
    assert implied(work | both, study) == (True, False)


@given(partial_people())
@examples(200, 5_000)
def test_a_text_kept_from_a_day_decides_as_on_that_day(person: Person) -> None:
    programme = PROGRAMMES[person.programme]
    kept = kept_from(programme, person.day, person.view)
    there, then = (
        pair_of(two, person.programme, [(person.applicant, person.day)], intake=True)
        for two in (
            Laws({person.programme: kept}, {person.programme: kept}, person.day, person.day),
            Laws(
                {person.programme: programme}, {person.programme: programme}, person.day, person.day, view=person.view
            ),
        )
    )
    assert there.before.fail == then.before.fail
    assert there.before.unsure == then.before.unsure


def test_intake_counts_only_when_asked_for() -> None:
    id, day = "peq-workers", date(2025, 6, 5)
    laws = two_days((id,), day - timedelta(days=1), day)
    someone = parse_applicant({"schema": 1, "birth_date": "1990-01-01"})
    apart = movements(pair_of(laws, id, [(someone, day)]))
    together = movements(pair_of(laws, id, [(someone, day)], intake=True))
    assert (apart.was[0], apart.now[0]) == (MAYBE, MAYBE)
    assert (together.was[0], together.now[0]) == (MAYBE, NO)
    assert not together.may_gain[0]
    assert together.may_lose[0]


def test_a_condition_of_ones_own_can_only_fail_where_it_is_asked() -> None:
    programme = PROGRAMMES["peq-workers"]
    version = programme.version_on(date(2024, 6, 3).toordinal())
    assert version is not None
    condition = next(one for one in version.conditions if one.id == "presence")
    after = with_condition(without(programme, "presence"), condition)
    texts = compared_texts(version, after.version_on(date(2024, 6, 3).toordinal()), True)
    assert texts.own == (0, 0)
