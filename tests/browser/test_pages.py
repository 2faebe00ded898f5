"""Every page and every error state, looked at by axe in a real browser: light and dark, narrow, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from browser.visiting import Visit
from conftest import DEEP
from jalon.i18n import LANGUAGES
from jalon.site.urls import PAGES

# Places for the pages that need one.
PLACES: dict[str, dict[str, str]] = {
    "fact": {"place": "jobs.0.hours_per_week"},
    "list": {"place": "jobs"},
    "element": {"place": "jobs.0"},
    "law-programme": {"programme": "peq-workers"},
    "law-version-written": {"programme": "peq-workers", "day": "2019-11-05"},
    "law-condition-written": {"programme": "peq-workers", "day": "2019-11-05", "condition": "experience"},
    "law-version": {"programme": "peq-workers", "day": "2020-07-22"},
    "law-condition": {"programme": "peq-workers", "day": "2020-07-22", "condition": "experience"},
    "law-point": {"point": "A-C1"},
}
# Pages that are files, or that send elsewhere.
NO_PAGES = {
    *("begin", "next", "erase", "file-yaml", "file-json", "memo", "result-json", "result-ics"),
    *("law-citation", "law-citation-written"),
}
# One place for each sort of question, and what to send to see its error.
QUESTIONS = {
    "birth_date": {"day": "31", "month": "2", "year": "2000"},
    "intends_to_settle": {},
    "purpose_of_stay": {},
    "jobs.0.hours_per_week": {"answer": "x"},
    "jobs.0.occupation": {},
    "studies.0.programme": {},
    "studies.0.area": {},
    "french.0.scores.speaking": {"answer": "9999"},
    "values_attestation": {},
    "spouse": {},
}
# Nothing chosen and nothing typed, whatever the file had.
EMPTIED = """() => document.querySelectorAll('main input:not([type=hidden])').forEach(one => {
    if (one.type === 'radio' || one.type === 'checkbox') one.checked = false;
    else if (one.type !== 'file') one.value = '';
})"""
PERSON = """
schema: 1
stays_in_quebec: [{from: 2019-08-20, to: null}]
studies: [{level: dec-technical, programme: Soins infirmiers}]
jobs: [{title: Soudeuse, started_on: 2024-01-01}]
french: [{proof: test, test: TEFAQ}]
permits: [{kind: study, from: 2024-08-15, to: 2026-09-30}]
purpose_of_stay: accompanying-spouse
spouse: null
"""


def begun(browser: Any, site: str, lang: str, dark: bool) -> Visit:
    """A visitor whose file is open, on a telephone."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme="dark" if dark else "light")
    visit = Visit(context.new_page(), site, lang)
    visit.goto(visit.url("open-file"))
    visit.page.set_input_files("#file", {"name": "x.yaml", "mimeType": "text/yaml", "buffer": PERSON.encode()})
    visit.press("main form button.big")
    visit.page.check("#answer-0")
    visit.press("main form button.big")
    visit.page.check("#answer-0")
    visit.press("main form button.big")
    return visit


SIDES = [(lang, dark) for lang in LANGUAGES for dark in (False, True)] if DEEP else [("fr", False), ("en", True)]


@pytest.mark.parametrize(("lang", "dark"), SIDES)
def test_every_page(browser: Any, site: str, lang: str, dark: bool) -> None:
    visit = begun(browser, site, lang, dark)
    seen = 0
    for route in PAGES:
        if route.name in NO_PAGES:
            continue
        visit.goto(visit.url(route.name, **PLACES.get(route.name, {})))
        visit.look()
        visit.sound()
        seen += 1
    for url in (f"{site}/{lang}/nowhere/", visit.url("erase"), f"{site}/api/docs"):
        visit.goto(url)
        visit.sound()
    assert seen > 20
    assert [words for words in visit.complaints if "404" not in words] == []


@pytest.mark.parametrize(("lang", "dark"), SIDES)
def test_every_error_state(browser: Any, site: str, lang: str, dark: bool) -> None:
    visit = begun(browser, site, lang, dark)
    for place, posted in QUESTIONS.items():
        visit.goto(visit.url("fact", place=place))
        visit.sound()
        visit.page.evaluate(EMPTIED)
        for name, text in posted.items():
            visit.type(name, text)
        visit.press("main form button.big")
        assert visit.page.locator(".error-summary").evaluate("element => element === document.activeElement"), place
        link = visit.page.locator(".error-summary a").first
        target = str(link.get_attribute("href"))
        link.click()
        assert visit.page.evaluate("target => document.activeElement.matches(target)", target), place
        visit.sound()
    for name in ("stream", "filing-day", "open-file"):
        visit.goto(visit.url(name))
        if name != "open-file":
            visit.page.evaluate(
                "document.querySelectorAll('main input[type=radio]').forEach(one => one.checked = false)"
            )
        visit.press("main form button.big")
        assert visit.page.locator(".error-summary").count() == 1
        visit.sound()
    assert visit.complaints == []
