"""Every page that needs no answers: there in both languages, whole, with the headers of the house."""

from __future__ import annotations

import pytest
from django.test import Client

from jalon.i18n import LANGUAGES
from jalon.site.languages import address


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["start", "privacy", "erase"])
def test_pages(client: Client, lang: str, name: str) -> None:
    response = client.get(address(lang, name))
    assert response.status_code == 200
    body = response.content.decode()
    assert f'<html lang="{lang}-CA">' in body
    assert response["Cache-Control"] == "no-store"
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert " style=" not in body
    assert "<script>" not in body


def test_the_front_door_follows_the_preferred_language(client: Client) -> None:
    assert client.get("/")["Location"] == "/fr/"
    assert client.get("/", headers={"Accept-Language": "en-CA,fr;q=0.5"})["Location"] == "/en/"
    assert client.get("/", headers={"Accept-Language": "de,fr;q=0.5,en;q=0.4"})["Location"] == "/fr/"
    assert client.get("/", headers={"Accept-Language": ";;q=x,en;q=0"})["Location"] == "/fr/"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_is_not_there(client: Client, lang: str) -> None:
    response = client.get(f"/{lang}/rien")
    assert response.status_code == 404
    assert f'<html lang="{lang}-CA">' in response.content.decode()


def test_health(client: Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
