"""Jalon: which conditions of Québec's Programme de l'expérience québécoise a person meets, on what day, and why.

    from datetime import date
    from pathlib import Path
    from jalon import decide, load_applicant

    decision = decide(load_applicant(Path("file.yaml")), date(2024, 6, 3), "peq-workers")
    decision.outcome, decision.failing, decision.missing

What is named here is loaded when first used, so that `import jalon` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jalon._version import __version__

if TYPE_CHECKING:
    from jalon.facts import Applicant, FactsError, load_applicant, load_cases, parse_applicant
    from jalon.readings.decide.decision import Decision, UnknownProgrammeError, decide, decide_all

_HOMES = {
    "Applicant": "jalon.facts",
    "FactsError": "jalon.facts",
    "load_applicant": "jalon.facts",
    "load_cases": "jalon.facts",
    "parse_applicant": "jalon.facts",
    "Decision": "jalon.readings.decide.decision",
    "UnknownProgrammeError": "jalon.readings.decide.decision",
    "decide": "jalon.readings.decide.decision",
    "decide_all": "jalon.readings.decide.decision",
}

__all__ = [
    "Applicant",
    "Decision",
    "FactsError",
    "UnknownProgrammeError",
    "__version__",
    "decide",
    "decide_all",
    "load_applicant",
    "load_cases",
    "parse_applicant",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'jalon' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
