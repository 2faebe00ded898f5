"""What the tests of the site share: a visitor, a database that is theirs, no limit on requests unless a test is about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def client(db: None, settings: Any) -> Client:
    """A visitor."""
    settings.RATE_LIMIT = False
    return Client()
