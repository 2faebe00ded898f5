"""Visitors with answers, for the tests of the site: a client whose vault holds a file, a filing day, streams."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.test import Client

from jalon.facts import Applicant, load_applicant, load_cases, to_dict
from jalon.facts.cases import Case
from jalon.site import vault

ROOT = Path(__file__).parents[1]


def example() -> Applicant:
    """The file of the example."""
    return load_applicant(ROOT / "examples" / "applicant.yaml")


def visitor(applicant: Applicant, day: str, programmes: Sequence[str] = (), *, filed: bool = False) -> Client:
    """A visitor who has answered all this; the database must be there."""
    key = vault.new_key()
    vault.seal(
        key,
        {
            "filed_on": day,
            "filed": filed,
            "programmes": list(programmes),
            "data": to_dict(applicant),
            "asked": [],
            "open_lists": [],
            "trail": [],
        },
    )
    client = Client()
    client.cookies[settings.VAULT_COOKIE] = urlsafe_b64encode(key).decode()
    return client


@cache
def cases() -> tuple[Case, ...]:
    """Every worked case, in the order of its files."""
    return tuple(case for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(file))


def some_cases(every: int) -> Iterator[Case]:
    """One case out of so many."""
    yield from cases()[:: max(1, every)]
