"""What the tests of the site share: a visitor, a database that is theirs, no limit on requests unless a test is about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jalon.site.result import streams


@pytest.fixture
def client(db: None, settings: Any) -> Client:
    """A visitor."""
    settings.RATE_LIMIT = False
    return Client()


@pytest.fixture(autouse=True)
def _a_patient_site(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """A busy machine makes no difference to what is told: a search gets a minute, and a page all the searches it has.
    The tests of giving up set times of their own."""
    monkeypatch.setattr(streams, "PATIENCE", 60.0)
    settings.LONGEST_WORK = 600.0
