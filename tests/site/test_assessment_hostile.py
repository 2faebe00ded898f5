"""Hostile values in every field of every question: never an error of the server, and the message names the field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from conftest import DEEP
from jalon.facts import parse_applicant
from walking import Walk

PERSON: dict[str, Any] = {
    "schema": 1,
    "stays_in_quebec": [{}],
    "permits": [{}],
    "studies": [{"level": "dep", "bursary": {}}],
    "jobs": [{"leaves": [{}], "occupation": {"noc2021": "72106"}}],
    "french": [{"proof": "test", "test": "TEFAQ"}],
    "spouse": {"french": [{}]},
    "children": [{}],
    "french_interview": {},
    "ended_regular_file": {},
}
HOSTILE = [
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "∞",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{7*7}}{% debug %}",
    "../../etc/passwd",
    "\u202eabc",
    "😀" * 80,
    "x" * 50_000,
    "0x10",
    "٣",
    "1,2,3",
    "\r\nSet-Cookie: a=b",
]
FIELD = re.compile(r'<(?:input|select|textarea)[^>]* name="([^"]+)"')


def every_place(walk: Walk) -> list[str]:
    """The address of every question and list that the page to check everything leads to."""
    body = walk.client.get(walk.address("check")).content.decode()
    return sorted(set(re.findall(r'href="([^"?]+)\?from=check"', body)))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hostile_values(client: Client, lang: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jalon.facts import dump_json

    walk = Walk(client, lang)
    walk.begin("both", "2019-11-05")
    file = SimpleUploadedFile("x.json", dump_json(parse_applicant(PERSON)).encode())
    client.post(walk.address("open-file"), {"file": file})
    places = every_place(walk)
    assert len(places) > 70
    sent = 0
    for url in places:
        body = client.get(url).content.decode()
        fields = sorted(set(FIELD.findall(body)) - {"csrfmiddlewaretoken"})
        for field in fields or ["act"]:
            for value in HOSTILE if DEEP else HOSTILE[(sent % 3) :: 3]:
                response = client.post(url, {field: value})
                sent += 1
                # A search shows its hits.
                searched = (200,) if field in ("query", "search") else ()
                assert response.status_code in (302, 400, 422, *searched), (url, field, value)
                if response.status_code == 422:
                    shown = response.content.decode()
                    assert 'class="error-summary"' in shown, (url, field, value)
                    (link,) = set(re.findall(r'<li><a href="#([^"]+)">', shown)) or {""}
                    assert f'id="{link}"' in shown, (url, field, link)
                    assert "<script>alert" not in shown
    assert sent > 500
