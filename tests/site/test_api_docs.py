"""docs/api.md and docs/api.fr.md say what the code does: every operation, every kind of error, every limit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from jalon.facts.fields import LONGEST_LIST
from jalon.facts.yaml12 import DEEPEST
from jalon.site.api.asking import MOST_DAYS
from jalon.site.api.deciding import LONG, SHORT
from jalon.site.api.problems import KINDS, MOST_NAMED

DOCS = Path(__file__).parents[2] / "docs"
VARIABLES = (
    "JALON_PRODUCTION",
    "JALON_SECRET_KEY",
    "JALON_HOSTS",
    "JALON_PROXIES",
    "JALON_DATABASE",
    "JALON_RATE_LIMIT",
)


@pytest.mark.parametrize(("name", "thousands"), [("api.md", ","), ("api.fr.md", " ")])
def test_the_documentation_is_true(name: str, thousands: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    for path in Client().get("/api/openapi.json").json()["paths"]:
        assert path in text
    for kind in KINDS.values():
        assert re.search(rf"{kind.status}[^\n]*`{kind.id}`", text), kind.id
    numbers = (LONGEST_LIST, DEEPEST, MOST_NAMED, settings.MOST_A_MINUTE["api"], settings.MOST_A_MINUTE["searches"])
    for number in (*numbers, f"{SHORT:.0f} s", f"{LONG:.0f} s", f"{MOST_DAYS:,}".replace(",", thousands)):
        assert re.search(rf"\b{number}\b", text), number
    for variable in VARIABLES:
        assert f"`{variable}" in text
