"""Whole assessments without a browser: the verdict of the file that the site made is that of the person."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from conftest import DEEP
from jalon.facts import Case, dump_json, load_cases
from jalon.i18n import LANGUAGES
from jalon.readings.decide.decision import decide
from walking import Walk

ROOT = Path(__file__).parents[2]
# The site applies the law as it was applied; its forms take no date between two dates.
CASES = [
    case
    for file in sorted((ROOT / "tests" / "cases").glob("*.yaml"))
    for case in load_cases(file)
    if case.view == "as-applied" and ".." not in dump_json(case.applicant)
]
EVERY = 1 if DEEP else 20


@pytest.mark.parametrize("case", CASES[::EVERY], ids=lambda case: case.id)
def test_walks(client: Client, case: Case) -> None:
    lang = LANGUAGES[len(case.id) % 2]
    walk = Walk(client, lang)
    walk.answer_all(walk.begin(case.programme, case.filed_on.isoformat()), case.applicant)
    found = decide(walk.kept(), case.filed_on, case.programme)
    wanted = decide(case.applicant, case.filed_on, case.programme)
    expected = "undetermined" if walk.stopped else wanted.conditions_verdict
    assert found.conditions_verdict == expected, walk.pages
