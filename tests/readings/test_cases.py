"""Every worked case of `tests/cases` gives the outcome that the law gives, and fails in exactly the conditions said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from jalon.facts import Case, load_cases
from jalon.readings.decide.decision import decide

FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in load_cases(path)]


def test_there_are_cases_and_no_two_have_the_same_name() -> None:
    assert CASES
    assert [id for id, count in Counter(case.id for case in CASES).items() if count > 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    decision = decide(case.applicant, case.filed_on, case.programme, case.view)

    assert decision.outcome in case.outcomes, (decision.failing, decision.undetermined, case.why)
    # Where a contested point may be left open, what surely fails depends on how it is.
    left_open = case.expected is None and decision.outcome == "undetermined"
    if case.failing is not None and not left_open:
        assert set(decision.failing) == set(case.failing), case.why
