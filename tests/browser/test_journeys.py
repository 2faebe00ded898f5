"""Whole journeys in a real browser: the site's verdict is that of `jalon decide` on the file that the visitor downloads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from browser.visiting import Visit
from jalon.facts import Case, dump_json, load_cases
from jalon.readings.decide.decision import decide

ROOT = Path(__file__).parents[2]


def ten_cases() -> list[Case]:
    """Ten cases far apart: each outcome of each stream, then others."""
    cases = [
        case
        for file in sorted((ROOT / "tests" / "cases").glob("*.yaml"))
        for case in load_cases(file)
        # A form takes a date whose day or month is not known, not one between two dates.
        if case.view == "as-applied" and ".." not in dump_json(case.applicant)
    ]
    found: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        outcome = decide(case.applicant, case.filed_on, case.programme).outcome
        found.setdefault((case.programme, outcome), []).append(case)
    # Of each kind the fullest files, which ask most of the pages.
    ranked = [sorted(kind, key=lambda case: -len(case.applicant.model_fields_set)) for kind in found.values()]
    chosen = [kind[0] for kind in ranked] + [kind[len(kind) // 2] for kind in ranked]
    return chosen[:10]


@dataclass(frozen=True)
class Way:
    """How a visitor comes."""

    lang: str
    width: int
    scripts: bool = True
    keyboard: bool = False
    axe: bool = False

    def __str__(self) -> str:
        parts = [self.lang, str(self.width)]
        parts += [name for name in ("keyboard", "axe") if getattr(self, name)]
        return "-".join([*parts, "scripts" if self.scripts else "no-scripts"])


CASES = ten_cases()
NORMAL = [
    (CASES[0], Way("fr", 320, axe=True)),
    (CASES[1], Way("en", 1280, scripts=False)),
    (CASES[2], Way("fr", 1280, keyboard=True)),
]
ALL = [
    (case, way)
    for case in CASES
    for way in (
        *(Way(lang, width, scripts) for lang in ("fr", "en") for width in (320, 1280) for scripts in (True, False)),
        *(Way(lang, 1280 if lang == "fr" else 320, keyboard=True) for lang in ("fr", "en")),
        Way("fr" if len(case.id) % 2 else "en", 320, axe=True),
    )
]


def name(value: Any) -> str:
    return value.id if isinstance(value, Case) else str(value)


def journey(browser: Any, site: str, case: Case, way: Way) -> None:
    context = browser.new_context(viewport={"width": way.width, "height": 800}, java_script_enabled=way.scripts)
    try:
        visit = Visit(context.new_page(), site, way.lang, way.scripts, way.keyboard, way.axe)
        visit.begin(case.programme, case.filed_on.isoformat())
        to_the_end = visit.answer_all(case.applicant)
        kept = visit.kept()
        visit.goto(visit.url("result"))
        visit.look()
        wanted = decide(kept, case.filed_on, case.programme)
        shown = visit.page.locator("main .answer-word .verdict").first
        assert f"verdict-{wanted.outcome}" in str(shown.get_attribute("class")).split()
        if to_the_end:
            whole = decide(case.applicant, case.filed_on, case.programme)
            assert wanted.conditions_verdict == whole.conditions_verdict
        assert visit.complaints == []
        assert all("?" not in url for url in visit.pages)
    finally:
        context.close()


@pytest.mark.parametrize(("case", "way"), NORMAL, ids=name)
def test_journeys(browser: Any, site: str, case: Case, way: Way) -> None:
    journey(browser, site, case, way)


@pytest.mark.deep
@pytest.mark.parametrize(("case", "way"), ALL, ids=name)
def test_all_journeys(browser: Any, site: str, case: Case, way: Way) -> None:
    journey(browser, site, case, way)
