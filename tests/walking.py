"""A visitor who answers every question of the site from a file: what to send for a place, from the facts of a person.

The same answers serve a client without a browser and a real browser (tests/browser): `Reply` says what a person would do
on the page, not how.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.test import Client

from jalon.facts import Applicant, to_dict
from jalon.readings.interview.places import ABSENT, standing, steps_of
from jalon.readings.interview.questions import Question, question_at
from jalon.site.assessment.fields import is_share
from jalon.site.languages import address

MOST_PAGES = 400


@dataclass(frozen=True)
class Reply:
    """What to do on a question page: fields to fill, a radio or a box to tick (by name and value)."""

    fields: dict[str, str] = field(default_factory=dict)
    ticked: tuple[tuple[str, str], ...] = ()

    @property
    def posted(self) -> dict[str, str]:
        return {**self.fields, **dict(self.ticked)}


def date_fields(text: str, prefix: str = "") -> dict[str, str]:
    parts = str(text).split("..")[0].split("-")
    return {f"{prefix}{name}": part for name, part in zip(("year", "month", "day"), parts, strict=False)}


def unsaid(question: Question) -> Reply:
    """I do not know."""
    if question.kind in ("yes-no", "choice", "code"):
        return Reply(ticked=(("answer", "unknown"),))
    return Reply(ticked=(("unknown", "1"),))


def reply(question: Question, value: Any, other: Any = ABSENT) -> Reply:
    """What somebody whose file has `value` at the place (`other` at the second place) does."""
    if value is ABSENT:
        if other is None:
            # A paper that was not taken has neither a mark nor a level.
            return reply(question, None)
        return unsaid(question) if other is ABSENT else Reply({"instead": f"{other:g}"})
    if value is None:
        if question.kind == "yes-no":
            return Reply(ticked=(("answer", "no"),))
        if question.none is None:
            return unsaid(question)
        return Reply(ticked=(("answer", "none") if question.kind == "choice" else ("none", "1"),))
    match question.kind:
        case "yes-no":
            return Reply(ticked=(("answer", "no" if value is False else "yes"),))
        case "date":
            return Reply(date_fields(value))
        case "number":
            return Reply({"answer": f"{value * 100:g}" if is_share(question) else f"{value:g}"})
        case "choice":
            return _choice(question, value)
        case "code":
            code = value if isinstance(value, str) else value.get("noc2021") or value.get("noc2016")
            return Reply({"query": code}, (("answer", code),))
        case _:
            return Reply({"answer": str(value)})


def _choice(question: Question, value: Any) -> Reply:
    for place, choice in enumerate(question.choices):
        if choice.value == value and type(choice.value) is type(value):
            return Reply(ticked=(("answer", str(place)),))
    if question.path.endswith(".area"):
        return Reply(ticked=(("answer", str(len(question.choices) - 1)),))
    obtained = next(place for place, choice in enumerate(question.choices) if choice.value is True)
    return Reply(date_fields(value, "obtained-"), (("answer", str(obtained)),))


def reply_at(path: str, known: Applicant, person: Applicant) -> tuple[Question, Reply]:
    """The question of a place for the file so far, and what the person does."""
    question = question_at(path, known, ())
    data = to_dict(person)
    other = standing(data, steps_of(question.instead)) if question.instead else ABSENT
    return question, reply(question, standing(data, steps_of(path)), other)


def place_of(url: str) -> str:
    """The place in the address of a page, as a path; empty for another page."""
    found = re.search(r"/(?:fait|fact|liste|list|element|item)/([^/?]+)/", unquote(url))
    return re.sub(r"\.(\d+)", r"[\1]", found[1]) if found else ""


@dataclass
class Walk:
    """A walk through the whole assessment, with a client that has no browser."""

    client: Client
    lang: str
    pages: list[str] = field(default_factory=list)
    stopped: bool = False

    def address(self, name: str, **places: Any) -> str:
        return address(self.lang, name, **places)

    def begin(self, programme: str, day: str) -> str:
        """Begin, choose the stream and the day; gives the address that comes next."""
        url = self.post(self.address("begin"), {})
        assert url == self.address("stream")
        url = self.post(url, {"answer": programme})
        assert url == self.address("filing-day")
        return self.post(url, {"answer": "later", **date_fields(day)})

    def post(self, url: str, posted: dict[str, str]) -> str:
        response = self.client.post(url, posted)
        assert response.status_code == 302, (url, posted, errors_of(response))
        return str(response["Location"])

    def answer_all(self, url: str, person: Applicant) -> str:
        """Answer until the page to check everything; gives its address."""
        data = to_dict(person)
        while len(self.pages) < MOST_PAGES:
            self.pages.append(url)
            page = self.client.get(url)
            assert page.status_code == 200, url
            if url == self.address("check"):
                return url
            if url == self.address("contradictions"):
                url = self.post(url, {})
                continue
            path = place_of(url)
            kept = self.kept()
            if isinstance(standing(data, steps_of(path)), list) or "/list" in url:
                url = self.post(url, {"act": list_act(path, data, to_dict(kept))})
            elif "/element/" in url or "/item/" in url:
                url = self.post(url, {"act": "on"})
            else:
                question, said = reply_at(path, kept, person)
                if not question.unsure and standing(data, steps_of(path)) is ABSENT:
                    # What everybody knows cannot be "I do not know"; one may still stop there.
                    self.stopped = True
                    return self.address("check")
                url = self.post(url, said.posted)
        raise AssertionError(f"still asked after {MOST_PAGES} pages: {url}")

    def kept(self) -> Applicant:
        """The file that the site has so far, as the visitor downloads it."""
        from jalon.facts import load_applicant

        return load_applicant(self.client.get(self.address("file-json")).content, name="dossier.json")


def list_act(path: str, data: Any, kept: Any) -> str:
    """What the person does on the page of a list."""
    mine, there = standing(data, steps_of(path)), standing(kept, steps_of(path))
    if mine is ABSENT:
        return "unknown"
    count = len(there) if isinstance(there, list) else 0
    return "add" if count < len(mine) else "close"


def errors_of(response: Any) -> str:
    """The error shown, in short."""
    text = response.content.decode()
    found = re.search(r'class="error-summary".*?</ul>', text, re.S)
    return found[0] if found else f"{response.status_code}"
