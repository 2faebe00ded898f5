"""Jalon: which conditions of Québec's Programme de l'expérience québécoise a person meets, on what day, and why.

    >>> from jalon import decide, load_applicant          # doctest: +SKIP
    >>> decision = decide(load_applicant(Path("file.yaml")), date(2024, 6, 3), "peq-workers")  # doctest: +SKIP
    >>> decision.outcome, decision.failing                 # doctest: +SKIP
    ('eligible', ())
"""

from jalon._version import __version__
from jalon.facts import Applicant, FactsError, load_applicant, load_cases, parse_applicant
from jalon.readings.decide.decision import Decision, UnknownProgrammeError, decide, decide_all

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
