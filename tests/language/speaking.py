"""What the tests of the language share: a sentence of the law from text, and its value for a file on a filing day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from jalon.facts import parse_applicant
from jalon.language import builders
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.expressions import Capped, Choose, Truth
from jalon.language.statutes import months
from jalon.language.vocabulary import PERSON
from jalon.language.walk import mentions_credential
from jalon.readings.bounded import bounded
from jalon.readings.decide.evaluate import TRACE, Env, compiled, environment
from jalon.readings.decide.relevance import what_is_open

SAID = {NO: "no", MAYBE: "maybe", YES: "yes"}
_SPOKEN = (
    "ALWAYS FILING NEVER_SO applicant broader contested covers credential during last named on since up_to within_last"
)
WORDS = {name: getattr(builders, name) for name in _SPOKEN.split()} | {
    "Capped": Capped,
    "Choose": Choose,
    "months": months,
    "Words": builders.Words,
}


@cache
def law(text: str) -> Truth:
    """The expression that a text in the builders' own words stands for."""
    expression = eval(f"({text})", {"__builtins__": {}, **WORDS})
    assert isinstance(expression, Truth)
    return expression


def environments(node: Truth, facts: dict[str, Any], filed_on: str, imposed: dict[str, str] | None = None) -> list[Env]:
    """One environment, or one for each credential of the file when the sentence speaks of the credential."""
    person = bounded(parse_applicant({"schema": 1, **facts}))
    day = date.fromisoformat(filed_on).toordinal()
    if not mentions_credential(node):
        return [environment(person, day, imposed)]
    envs = []
    for record in person[PERSON.index["credentials"]][0]:
        env = environment(person, day, imposed)
        env[CREDENTIAL_SLOT] = record
        envs.append(env)
    return envs


def value(node: Truth, facts: dict[str, Any], filed_on: str, imposed: dict[str, str] | None = None) -> int:
    """The truth of a sentence; of one about the credential, that of the credential that serves the person best."""
    run = compiled(node)
    values = []
    for env in environments(node, facts, filed_on, imposed):
        quiet = run(env)
        env[TRACE] = []
        assert run(env) == quiet, "keeping a trace changed the value"
        values.append(quiet)
    return max(values)


def open_in(node: Truth, facts: dict[str, Any], filed_on: str) -> set[str]:
    """The facts and the points that keep a sentence undetermined."""
    named: set[str] = set()
    for env in environments(node, facts, filed_on):
        found = what_is_open(node, env)
        named |= {*found.facts, *found.points}
    return named
