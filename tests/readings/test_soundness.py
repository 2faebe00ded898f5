"""A firm verdict holds whatever the facts that are missing turn out to be, and whichever reading of the law prevails."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given

from jalon import decide
from jalon.facts import dump_yaml, parse_applicant
from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.vocabulary import PERSON
from jalon.language.walk import contested_points, per_credential, walk
from jalon.law import PROGRAMMES
from jalon.law.points import POINTS
from jalon.readings.bounded import bounded
from jalon.readings.decide.decision import OUTCOMES, ConditionResult, Decision
from jalon.readings.decide.evaluate import compiled, environment
from readings.completions import completed
from readings.people import Data, Person, complete, examples, partial_people, readable, smaller

Values = dict[str, int]


def decided(person: Person, data: Data) -> Decision:
    return decide(parse_applicant(data), person.day, person.programme, person.view)


def values(decision: Decision) -> Values:
    """The verdicts by name; of a condition about the diploma, one for each study (or DEP with its ASP)."""
    found = {
        "(conditions)": decision.conditions_value,
        "(intake)": decision.intake.value,
        "(outcome)": OUTCOMES.index(decision.outcome),
    }
    person = bounded(decision.applicant)
    env = environment(person, decision.filed_on.toordinal())
    for condition in decision.version.conditions if decision.version else ():
        run = compiled(condition.expr)
        if not per_credential(condition):
            found[condition.id] = run(env)
            continue
        for credential in person[PERSON.index["credentials"]][0]:
            env[CREDENTIAL_SLOT] = credential
            found[f"{condition.id} {credential[-1]}"] = run(env)
    return found


def contradictions(person: Person, data: Data, full: Data) -> list[str]:
    before, after = values(decided(person, data)), values(decided(person, full))
    # A study known to be no ASP, or a study that was not in the file, is not there to compare.
    return [name for name, value in before.items() if value != MAYBE and after.get(name, value) != value]


def shortened(person: Person, data: Data, full: Data) -> str:
    """The failing pair, with all that can be taken out of both taken out."""

    def fails(both: Data) -> bool:
        pair = both["pair"]
        usable = all("schema" in part and readable(part) for part in pair)
        return usable and bool(contradictions(person, *pair))

    pair: Data = {"pair": [data, full]}
    progress = True
    while progress:
        progress = False
        for key in sorted(set(pair["pair"][0]) | set(pair["pair"][1])):
            trial = {"pair": [{k: v for k, v in part.items() if k != key} for part in pair["pair"]]}
            if fails(trial):
                pair, progress = trial, True
    return "\n---\n".join(dump_yaml(parse_applicant(part)) for part in pair["pair"])


def told(person: Person, data: Data, full: Data, wrong: list[str]) -> str:
    return f"{person.programme} on {person.day} ({person.view}): {wrong}\n{shortened(person, data, full)}"


@given(partial_people())
@examples(1500, 50_000)
def test_a_firm_verdict_holds_for_every_completion(person: Person) -> None:
    for _ in range(2):
        full = completed(person.rng, person.data, person.day)
        wrong = contradictions(person, person.data, full)
        assert not wrong, told(person, person.data, full, wrong)


@given(partial_people())
@examples(700, 25_000)
def test_more_facts_never_undo_a_firm_verdict(person: Person) -> None:
    more = completed(person.rng, person.data, person.day, odds=0.4)
    wrong = contradictions(person, person.data, more)
    assert not wrong, told(person, person.data, more, wrong)


def readings_that_differ(result: ConditionResult) -> list[dict[str, str]]:
    """Readings, one point at a time, under which a firm condition gets another verdict."""
    points = [*contested_points(result.condition.expr), "A-U6"]
    run = compiled(result.condition.expr)
    return [
        {point: name}
        for point in points
        for name, _ in POINTS[point].readings
        if run(result.environment({point: name})) != result.value
    ]


def wrong_readings(person: Person, data: Data) -> list[tuple[str, str, dict[str, str]]]:
    decision = decided(person, data)
    if decision.conditions_value == MAYBE:
        return []
    return [
        (result.id, result.verdict, imposed)
        for result in decision.conditions
        if result.value != MAYBE
        for imposed in readings_that_differ(result)
    ]


@given(partial_people())
@examples(700, 25_000)
def test_a_firm_verdict_holds_under_every_contested_reading(person: Person) -> None:
    wrong = wrong_readings(person, person.data)
    if wrong:
        short = smaller(person.data, lambda data: bool(wrong_readings(person, data)))
        pytest.fail(
            f"{person.programme} on {person.day} ({person.view}): {wrong_readings(person, short)}\n"
            f"{dump_yaml(parse_applicant(short))}"
        )


def contradicted(person: Person, data: Data, imposed: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (result.id, result.verdict)
        for result in decided(person, data).conditions
        if result.value != MAYBE
        and compiled(result.condition.expr)(result.environment(imposed)) not in (MAYBE, result.value)
    ]


@given(partial_people())
@examples(700, 25_000)
def test_no_choice_of_readings_contradicts_a_firm_verdict(person: Person) -> None:
    for _ in range(4):
        imposed = {p.id: person.rng.choice(p.readings)[0] for p in POINTS.values() if p.treatment == "contested"}
        wrong = contradicted(person, person.data, imposed)
        if wrong:
            short = smaller(person.data, lambda data, imposed=imposed: bool(contradicted(person, data, imposed)))
            pytest.fail(
                f"{person.programme} on {person.day} ({person.view}): {contradicted(person, short, imposed)}\n"
                f"{imposed}\n{dump_yaml(parse_applicant(short))}"
            )


def visit(node: x.Expr, env: list[Any], look: Callable[[x.Contested, list[Any]], None]) -> None:
    """Every contested point of an expression, in the environment of each element that it is asked of."""
    match node:
        case x.Some() | x.SumOf() | x.TimeIn():
            for record in compiled(node.collection)(env)[0]:
                env[node.var.slot] = record
                visit(node.where, env, look)
            return
        case x.Contested():
            look(node, env)
    for child in x.children(node):
        visit(child, env, look)


def dishonest(person: Person, data: Data) -> list[tuple[str, str, str]]:
    found = []
    for result in decided(person, data).conditions:

        def look(node: x.Contested, env: list[Any], id: str = result.id) -> None:
            if compiled(node.at_issue)(env) == NO:
                first = compiled(node.readings[0][1])(env)
                found.extend(
                    (id, node.point, name) for name, reading in node.readings if compiled(reading)(env) != first
                )

        visit(result.condition.expr, result.environment(), look)
    return found


@given(partial_people())
@examples(500, 10_000)
def test_where_a_point_does_not_arise_its_readings_agree(person: Person) -> None:
    wrong = dishonest(person, person.data)
    if wrong:
        short = smaller(person.data, lambda data: bool(dishonest(person, data)))
        pytest.fail(
            f"{person.programme} on {person.day}: {dishonest(person, short)}\n{dump_yaml(parse_applicant(short))}"
        )


def test_the_people_are_plausible() -> None:
    """The properties above mean something only if all three verdicts are common, and the edges are reached."""
    found = [decided(p, p.data).conditions_value for p in map(complete, map(Random, range(400)))]
    assert all(found.count(value) >= 25 for value in (0, 1, 2))


def test_every_contested_point_is_reached_by_an_expression() -> None:
    versions = [v for p in PROGRAMMES.values() for v in (*p.versions, *(v for _, vs in p.views for v in vs))]
    used = {n.point for v in versions for c in v.conditions for n in walk(c.expr) if isinstance(n, x.Contested)}
    contested = {p.id for p in POINTS.values() if p.treatment == "contested"}
    # How months are counted (A-U6) is part of the measure itself.
    assert contested - used == {"A-U6"}
