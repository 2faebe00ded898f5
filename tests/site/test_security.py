"""What stands before every page: headers on every answer, limits that trip and recover, a full house told plainly."""

from __future__ import annotations

import json
import os
import socket
import threading
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from pytest_django import Settings

from jalon.i18n import LANGUAGES
from jalon.readings.patience import still_time
from jalon.site.guard import RateLimit, ShedLoad, sort_of, visitor
from jalon.site.languages import address
from jalon.site.queue import Counts, Places, open_doors, waiting

DECIDE = "/api/v1/decide"
NOTHING = '{"applicant": {"schema": 1}}'


@pytest.fixture
def visit(db: None, settings: Settings) -> Client:
    """A visitor whose faults are answered, not raised."""
    settings.RATE_LIMIT = False
    return Client(raise_request_exception=False)


def answers(visit: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> dict[str, Any]:
    """One answer of every kind."""
    found: dict[str, Any] = {
        "page": visit.get("/fr/"),
        "redirect": visit.get("/"),
        "no page": visit.get("/en/nothing"),
        "no address": visit.get("/api/nothing"),
        "health": visit.get("/health"),
        "method": visit.delete("/fr/"),
        "answer": visit.post(DECIDE, data=NOTHING, content_type="application/json"),
        "refused": visit.post(DECIDE, data="{}", content_type="application/json"),
        "too large": visit.post(DECIDE, data=" " * 1_100_000, content_type="application/json"),
        "preflight": visit.options(DECIDE),
        "document": visit.get("/api/openapi.json"),
        "its page": visit.get("/api/docs"),
        "another host": visit.get("/fr/", headers={"Host": "example.com"}),
        "no token": Client(enforce_csrf_checks=True).post(address("fr", "erase")),
        "style": visit.get("/static/jalon/base.css"),
    }

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr("jalon.site.views.page", broken)
        patched.setattr("jalon.site.api.reading.search_areas", broken)
        found["fault"], found["fault of the API"] = visit.get("/fr/"), visit.get("/api/v1/areas?q=x")
    settings.RATE_LIMIT = True
    settings.MOST_A_MINUTE = dict.fromkeys(settings.MOST_A_MINUTE, 0)
    found["too many"], found["too many for the API"] = visit.get("/fr/"), visit.get("/api/v1/law")
    settings.RATE_LIMIT = False
    with monkeypatch.context() as patched:
        patched.setattr("jalon.site.guard.waiting", lambda: 10_000)
        found["full"], found["full for the API"] = visit.get("/fr/"), visit.get("/api/v1/law")
    return found


def test_headers_are_on_every_kind_of_answer(
    visit: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    found = answers(visit, monkeypatch, settings)
    assert {name: response.status_code for name, response in found.items()} == {
        "page": 200,
        "redirect": 302,
        "no page": 404,
        "no address": 404,
        "health": 200,
        "method": 405,
        "answer": 200,
        "refused": 422,
        "too large": 413,
        "preflight": 204,
        "document": 200,
        "its page": 200,
        "another host": 400,
        "no token": 403,
        "style": 200,
        "fault": 500,
        "fault of the API": 500,
        "too many": 429,
        "too many for the API": 429,
        "full": 503,
        "full for the API": 503,
    }
    for name, response in found.items():
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert response["Referrer-Policy"], name
        assert "geolocation=()" in response["Permissions-Policy"], name
        if name == "style":
            assert "no-store" not in response["Cache-Control"]
        elif name in ("document", "its page"):
            assert response["Cache-Control"].startswith("public"), name
        else:
            assert response["Cache-Control"] == "no-store", name
        for_programs = name in (
            "no address",
            "refused",
            "too large",
            "fault of the API",
            "too many for the API",
            "full for the API",
        )
        assert (response.get("Content-Type") == "application/problem+json") is for_programs, name
        if response.status_code in (429, 503):
            assert int(response["Retry-After"]) > 0, name


# --- So many a minute -------------------------------------------------------------------------------------------------


def test_the_limit_trips_and_recovers() -> None:
    now = 1000.0
    counts = Counts(lambda: now)
    one, other = b"one-0000", b"other-00"
    assert [counts.wait(one, 3) for _ in range(5)] == [0, 0, 0, 60, 60]
    assert counts.wait(other, 3) == 0
    now = 1045.5
    assert counts.wait(one, 3) == 14
    now = 1060.0
    assert [counts.wait(one, 3) for _ in range(4)] == [0, 0, 0, 60]


def test_threads_count_together() -> None:
    counts = Counts(lambda: 0.0)
    refused = []

    def ask() -> None:
        refused.extend(1 for _ in range(500) if counts.wait(b"somebody", 1000))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 8 * 500 - 1000


def test_processes_count_together() -> None:
    counts = Counts()
    for _ in range(3):
        child = os.fork()
        if not child:
            counts.wait(b"somebody", 10)
            os._exit(0)
        os.waitpid(child, 0)
    assert [counts.wait(b"somebody", 4), counts.wait(b"somebody", 4) > 0] == [0, True]


def request_to(path: str, **meta: str) -> HttpRequest:
    made: HttpRequest = RequestFactory().get(path, **meta)  # type: ignore[arg-type]
    return made


def test_pages_the_api_and_its_searches_are_counted_apart(settings: Settings) -> None:
    settings.MOST_A_MINUTE = {"pages": 2, "api": 1, "searches": 1}
    limit = RateLimit(lambda _: HttpResponse())

    def statuses(path: str, times: int = 3, **meta: str) -> list[int]:
        return [limit(request_to(path, **meta)).status_code for _ in range(times)]

    assert statuses("/fr/") == [200, 200, 429]
    assert statuses("/api/v1/decide") == [200, 429, 429]
    assert statuses("/api/v1/remedies") == [200, 429, 429]
    assert statuses("/fr/", REMOTE_ADDR="192.0.2.7") == [200, 200, 429]
    # Whoever watches over the site is never refused.
    assert statuses("/health") == [200, 200, 200]
    assert {sort_of(request_to(f"/api/v1/{name}")) for name in settings.SEARCHES} == {"searches"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_too_many_in_both_languages(visit: Client, settings: Settings, lang: str) -> None:
    settings.RATE_LIMIT = True
    settings.MOST_A_MINUTE = dict.fromkeys(settings.MOST_A_MINUTE, 0)
    page = visit.get(f"/{lang}/")
    assert page.status_code == 429
    assert f'<html lang="{lang}-CA">' in page.content.decode()


def test_whose_address_is_believed(settings: Settings) -> None:
    lie = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.4"}
    settings.PROXIES = 0
    assert visitor(request_to("/", **lie)) == "192.0.2.1"
    settings.PROXIES = 1
    assert visitor(request_to("/", **lie)) == "198.51.100.4"
    settings.PROXIES = 2
    assert visitor(request_to("/", **lie)) == "203.0.113.9"
    settings.PROXIES = 3
    assert visitor(request_to("/", **lie)) == "192.0.2.1"
    settings.PROXIES = 1
    assert visitor(request_to("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=" ")) == "192.0.2.1"
    # One network of one household is one visitor, however many addresses it has.
    one, other = (visitor(request_to("/", REMOTE_ADDR=f"2001:db8:1:2::{n}")) for n in (1, 2))
    assert one == other != visitor(request_to("/", REMOTE_ADDR="2001:db8:1:3::1"))
    assert visitor(request_to("/", REMOTE_ADDR="")) == ""


# --- A full house -----------------------------------------------------------------------------------------------------


def test_places_are_of_all_processes_and_free_again_when_one_dies() -> None:
    places = Places(1)
    inside, leave = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        with places.one() as place:
            os.write(inside[1], b"1" if place else b"0")
            os.read(leave[0], 1)
            # As a process that is killed: nothing is given back.
            os._exit(0)
    assert os.read(inside[0], 1) == b"1"
    with places.one() as place:
        assert not place
    os.write(leave[1], b"x")
    os.waitpid(child, 0)
    with places.one() as place:
        assert place
        # One for each process.
        with places.one() as another:
            assert not another
    with places.one() as place:
        assert place


def test_who_waits_at_the_door_is_counted() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=16) as door:
        open_doors([door])
        try:
            assert waiting() == 0
            guests = [socket.create_connection(door.getsockname()) for _ in range(5)]
            assert waiting() == 5
            for guest in guests:
                guest.close()
        finally:
            open_doors([])
    assert waiting() == 0


def test_a_full_house_says_so_and_recovers(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    house = ShedLoad(lambda _: HttpResponse())
    monkeypatch.setattr("jalon.site.guard.waiting", lambda: settings.MOST_WAITING + 1)
    page = house(request_to("/fr/"))
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    text = page.content.decode()
    assert "Trop de monde" in text
    assert "Too many people" in text
    told = house(request_to("/api/v1/law"))
    assert (told.status_code, told["Content-Type"]) == (503, "application/problem+json")
    assert set(json.loads(told.content)) >= {"fr", "en"}
    # Whoever watches over the site is let in, and one visitor in four: the house goes on serving.
    assert [house(request_to("/health")).status_code for _ in range(4)] == [200] * 4
    assert [house(request_to("/fr/")).status_code for _ in range(8)].count(200) == 2
    monkeypatch.setattr("jalon.site.guard.waiting", lambda: settings.MOST_WAITING)
    assert house(request_to("/fr/")).status_code == 200


def test_long_searches_have_places_of_their_own(settings: Settings) -> None:
    settings.SEARCHES_AT_ONCE = 0
    house = ShedLoad(lambda _: HttpResponse())
    assert house(request_to("/api/v1/remedies")).status_code == 503
    assert house(request_to("/api/v1/decide")).status_code == 200
    assert house(request_to("/fr/")).status_code == 200


def test_a_place_is_given_back_after_a_fault(settings: Settings) -> None:
    settings.SEARCHES_AT_ONCE = 1

    def broken(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    house = ShedLoad(broken)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            house(request_to("/api/v1/remedies"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_asks_for_too_much_work(visit: Client, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    def endless(*_: Any, **__: Any) -> Any:
        still_time()
        raise AssertionError

    monkeypatch.setattr("jalon.site.views.page", endless)
    with override_settings(LONGEST_WORK=0.0):
        page = visit.get(f"/{lang}/")
    assert page.status_code == 422
    assert {"fr": "trop de calcul", "en": "too much work"}[lang] in page.content.decode()
