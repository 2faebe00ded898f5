"""What the tests of the site share: a client for each language, and a database that is theirs."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def client(db: None) -> Client:
    """A visitor."""
    return Client()
