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
def _a_patient_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine makes no difference to what is told; the test of giving up sets a time of its own."""
    monkeypatch.setattr(streams, "PATIENCE", 60.0)
