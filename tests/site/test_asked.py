"""Pages ask in the words of the interview: heading, title of the document, hint, buttons of lists; in both languages."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from jalon.i18n import LANGUAGES
from jalon.readings.interview.asked_words import ASKED
from walking import Walk


@pytest.fixture(params=LANGUAGES)
def walk(client: Client, request: pytest.FixtureRequest) -> Walk:
    walk = Walk(client, request.param)
    walk.begin("peq-workers", "2024-06-03")
    return walk


def body_of(walk: Walk, name: str, place: str) -> str:
    return unescape(walk.client.get(walk.address(name, place=place)).content.decode())


def test_a_question_page_asks(walk: Walk) -> None:
    asked = ASKED["Applicant", "purpose_of_stay"]
    body = body_of(walk, "fact", "purpose_of_stay")
    question = asked.question.text(walk.lang)
    assert f"<h1>{question}</h1>" in body
    assert f"<title>{question} – Jalon</title>" in body
    assert f'id="hint">{asked.hint.text(walk.lang)}</p>' in body


def test_a_list_page_asks_for_one_then_for_one_more(walk: Walk) -> None:
    asked = ASKED["Applicant", "jobs"]
    assert asked.list_
    more, add, none = (w.text(walk.lang) for w in (asked.list_.more, asked.list_.add, asked.list_.none))
    body = body_of(walk, "list", "jobs")
    assert f"<h1>{asked.question.text(walk.lang)}</h1>" in body
    assert f">{add}</button>" in body
    assert f">{none}</button>" in body
    walk.post(walk.address("list", place="jobs"), {"act": "add"})
    again = body_of(walk, "list", "jobs")
    assert f"<h1>{more}</h1>" in again
    assert f"<title>{more} – Jalon</title>" in again
    assert f">{add}</button>" in again
    assert none not in again


def test_a_job_is_named_above_its_question_and_not_in_the_title(walk: Walk) -> None:
    """Browsers keep titles: what a visitor wrote is not in them."""
    walk.post(walk.address("list", place="jobs"), {"act": "add"})
    walk.post(walk.address("fact", place="jobs.0.title"), {"answer": "Soudeuse"})
    body = body_of(walk, "fact", "jobs.0.hours_per_week")
    question = ASKED["Job", "hours_per_week"].question.text(walk.lang)
    assert f"<title>{question} – Jalon</title>" in body
    assert "(Soudeuse)</span>" in body
    assert body_of(walk, "fact", "jobs.0.title").count(ASKED["Job", "title"].question.text(walk.lang)) >= 2
