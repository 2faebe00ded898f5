"""Receipts: enough to decide the same file again and to say whether anything differs."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, Final

from jalon._version import __version__
from jalon.facts.model import Applicant
from jalon.facts.writing import canonical_json
from jalon.language.statutes import Condition, Programme
from jalon.language.walk import describe
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.readings.decide.decision import INTAKE, VERDICTS, Decision

SHAPE: Final = "jalon.receipt/1"


@cache
def law_hash() -> str:
    """A hash of every expression, span and state of intake of the law: any change to what it decides changes it."""
    digest = hashlib.sha256()
    for programme in PROGRAMMES.values():
        for line in _lines(programme):
            digest.update(line.encode())
            digest.update(b"\n")
    return digest.hexdigest()


def _lines(programme: Programme) -> list[str]:
    lines = [programme.id, programme.checked_until]
    for view, versions in (("as-applied", programme.versions), *programme.views):
        for version in versions:
            lines.append(f"{view} {version.since} {version.until}")
            lines += [_condition(condition) for condition in version.conditions]
    for period in programme.intake:
        lines.append(
            f"{period.since} {period.until} {period.state} {describe(period.unless) if period.unless is not None else ''}"
        )
    return lines


@cache
def _condition(condition: Condition) -> str:
    return f"{condition.id} {describe(condition.expr)}"


def input_hash(applicant: Applicant) -> str:
    """A hash of the facts, whatever the format and the order in which the file gives them."""
    return hashlib.sha256(canonical_json(applicant).encode()).hexdigest()


def receipt(decision: Decision) -> dict[str, Any]:
    """What was decided, on what, under which law, by which engine."""
    return {
        "shape": SHAPE,
        "engine": __version__,
        "law": {"checked_until": CHECKED_UNTIL, "hash": law_hash()},
        "input": input_hash(decision.applicant),
        "filed_on": decision.filed_on.isoformat(),
        "programme": decision.programme.id,
        "view": decision.view,
        "outcome": decision.outcome,
        "conditions": {
            **{result.id: result.verdict for result in decision.conditions},
            INTAKE: VERDICTS[decision.intake.value],
        },
        "missing": list(decision.missing),
    }


def differences(before: dict[str, Any], after: dict[str, Any], path: str = "") -> list[tuple[str, Any, Any]]:
    """Where two receipts differ: (place, before, after), places in the order of the first."""
    found: list[tuple[str, Any, Any]] = []
    for key in dict.fromkeys([*before, *after]):
        a, b = before.get(key), after.get(key)
        place = f"{path}{key}"
        if isinstance(a, dict) and isinstance(b, dict):
            found += differences(a, b, f"{place}.")
        elif a != b:
            found.append((place, a, b))
    return found
