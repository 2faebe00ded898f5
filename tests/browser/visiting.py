"""A person at a browser: goes through a whole assessment with the mouse or with the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from jalon.facts import Applicant, load_applicant, to_dict
from jalon.readings.interview.places import ABSENT, standing, steps_of
from jalon.site.languages import address
from walking import MOST_PAGES, Reply, date_fields, list_act, place_of, reply_at

MOST_TABS = 120
# Milliseconds before a page that does not come is a failure.
PATIENCE = 10_000
# WCAG 2.2 A and AA, and what axe holds for good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Visit:
    """A visit: a page of the browser, a language, whether scripts run and whether only the keyboard is used."""

    page: Any
    site: str
    lang: str
    scripts: bool = True
    keyboard: bool = False
    check_each: bool = False
    pages: list[str] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        # That a form was refused is no fault of the page.
        if message.type in ("error", "warning") and "422" not in message.text:
            self.complaints.append(message.text)

    def url(self, name: str, **places: Any) -> str:
        return self.site + address(self.lang, name, **places)

    def goto(self, url: str) -> None:
        self.page.goto(url)

    # --- Acts: by mouse, or by keyboard alone -------------------------------------------------------------------------

    def reach(self, selector: str) -> None:
        """Move the focus to an element with the Tab key alone."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached with the keyboard on {self.page.url}")

    def type(self, name: str, text: str) -> None:
        selector = f"main [name='{name}']"
        if self.keyboard:
            self.reach(selector)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            self.page.fill(selector, text)

    def tick(self, name: str, value: str) -> None:
        selector = f"main input[name='{name}'][value='{value}']"
        if not self.keyboard:
            self.page.check(selector)
            return
        if self.page.get_attribute(selector, "type") == "checkbox":
            self.reach(selector)
            self.page.keyboard.press("Space")
            return
        # Tab comes to the group; the arrows move inside it.
        self.reach(f"main input[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} cannot be chosen with the keyboard on {self.page.url}")

    def press(self, selector: str) -> None:
        if self.keyboard:
            self.reach(selector)
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            with self.page.expect_navigation():
                self.page.click(selector)
        self.look()

    # --- What each page must be ---------------------------------------------------------------------------------------

    def look(self) -> None:
        """No page is wider than the screen; with `check_each`, axe finds nothing on the first page of each sort."""
        if not self.scripts:
            return
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"
        sort = f"{urlsplit(self.page.url).path.split('.')[0]} {self.page.title()}"
        if self.check_each and sort not in self.checked:
            self.checked.add(sort)
            self.sound()

    def sound(self) -> None:
        """axe finds nothing on the page."""
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"

    # --- A whole journey ----------------------------------------------------------------------------------------------

    def begin(self, programme: str, day: str) -> None:
        self.goto(self.url("start"))
        self.look()
        self.press("main form button")
        self.do(Reply(ticked=(("answer", programme),)))
        self.do(Reply(date_fields(day), (("answer", "later"),)))

    def do(self, said: Reply) -> None:
        """Fill the form as somebody would, from top to bottom, and send it."""
        if "query" in said.fields:
            self._pick(said)
        else:
            radios = [one for one in said.ticked if one[1] != "1" or one[0] == "answer"]
            for name, value in radios:
                self.tick(name, value)
            for name in (
                sorted(said.fields, key=["day", "month", "year"].index) if "year" in said.fields else said.fields
            ):
                self.type(name, said.fields[name])
            for name, value in said.ticked:
                if (name, value) not in radios:
                    self.tick(name, value)
        self.press("main form button.big")

    def _pick(self, said: Reply) -> None:
        (name, value) = said.ticked[0]
        self.type("query", said.fields["query"])
        if self.scripts:
            self.page.wait_for_selector(f"main input[name='{name}'][value='{value}']")
        else:
            self.press("main button[name='search']")
        self.tick(name, value)

    def answer_all(self, person: Applicant) -> bool:
        """Answer until the page to check everything; whether it went to the end."""
        data = to_dict(person)
        while len(self.pages) < MOST_PAGES:
            path, full = urlsplit(self.page.url).path, self.page.url
            self.pages.append(full)
            if path == address(self.lang, "check"):
                return True
            if path == address(self.lang, "contradictions"):
                self.press("main form button")
                continue
            place, kept = place_of(path), self.kept()
            if "/list" in path:
                self.press(f"main button[name='act'][value='{list_act(place, data, to_dict(kept))}']")
            elif "/element/" in path or "/item/" in path:
                self.press("main button[value='on']")
            else:
                question, said = reply_at(place, kept, person)
                if not question.unsure and standing(data, steps_of(place)) is ABSENT:
                    self.goto(self.url("check"))
                    return False
                self.do(said)
        raise AssertionError(f"still asked after {MOST_PAGES} pages: {self.page.url}")

    def kept(self) -> Applicant:
        """The file as the visitor downloads it."""
        response = self.page.request.get(self.url("file-json"))
        return load_applicant(response.body(), name="dossier.json")
