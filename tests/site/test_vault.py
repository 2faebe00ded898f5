"""What the vault keeps, and what it does not: nothing readable, nothing after erasing or past its time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client

from jalon.facts import parse_applicant
from jalon.site import vault
from jalon.site.assessment.answers import Answers
from jalon.site.languages import address
from jalon.site.models import Sealed
from walking import Walk

CANARY = "Zanzibar-Quokka-2917"
PERSON = parse_applicant(
    {
        "schema": 1,
        "birth_date": "1996-04-12",
        "studies": [{"programme": CANARY, "level": "dec-technical"}],
        "jobs": [{"title": CANARY}],
    }
)


@pytest.mark.django_db
class TestVault:
    """The vault by itself."""

    def test_what_is_sealed_opens_with_its_key_only(self) -> None:
        key, other = vault.new_key(), vault.new_key()
        vault.seal(key, {"fact": CANARY})
        assert vault.opened(key) == {"fact": CANARY}
        assert vault.opened(other) is None
        vault.seal(key, {"fact": "other"})
        assert vault.opened(key) == {"fact": "other"}
        assert Sealed.objects.count() == 1

    def test_a_row_says_nothing(self) -> None:
        key = vault.new_key()
        vault.seal(key, {"fact": CANARY})
        row = Sealed.objects.get()
        content = bytes(row.content)
        assert CANARY.encode() not in content
        assert key not in content
        assert key.hex() != row.id

    def test_a_row_that_was_touched_does_not_open(self) -> None:
        key = vault.new_key()
        vault.seal(key, {"fact": CANARY})
        row = Sealed.objects.get()
        row.content = bytes(row.content)[:-1] + bytes([bytes(row.content)[-1] ^ 1])
        row.save()
        assert vault.opened(key) is None

    def test_past_its_time_it_is_gone(self) -> None:
        key, other = vault.new_key(), vault.new_key()
        vault.seal(key, {"fact": CANARY})
        Sealed.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
        assert vault.opened(key) is None
        vault.seal(other, {})
        assert Sealed.objects.count() == 1
        Sealed.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
        assert vault.sweep() == 1

    @pytest.mark.parametrize("cookie", ["", "é", "abc", "A" * 43, "A" * 5000, "====", "\x00"])
    def test_a_cookie_that_is_no_key(self, cookie: str) -> None:
        request = HttpRequest()
        request.COOKIES["jalon"] = cookie
        assert vault.key_of(request) is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_fact_is_left_after_erasing(client: Client, lang: str, caplog: Any, capfd: Any) -> None:
    walk = Walk(client, lang)
    walk.answer_all(walk.begin("both", "2024-06-03"), PERSON)
    assert walk.kept().studies is not None
    for url in walk.pages:
        assert CANARY not in url
        assert "1996" not in url
    client.get(walk.address("result"))
    erased = client.post(walk.address("erase"))
    assert erased.status_code == 200
    assert erased["Clear-Site-Data"]
    assert client.cookies["jalon"]["max-age"] == 0
    assert Sealed.objects.count() == 0
    assert client.get(walk.address("check"))["Location"] == walk.address("start")
    out = capfd.readouterr()
    assert CANARY not in caplog.text + out.out + out.err


def test_no_fact_is_in_the_files_of_the_database(tmp_path: Path) -> None:
    """A site of its own, on a file: the file, its log and what the server printed are searched, before and after erasing
    and when the time has passed."""
    script = Path(__file__).parent / "leaving_traces.py"
    done = subprocess.run(
        [sys.executable, str(script), CANARY],
        env={**os.environ, "JALON_DATA": str(tmp_path), "JALON_RATE_LIMIT": "off"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stages = done.stdout.split()
    assert stages == ["kept", "erased", "expired"]
    files = sorted(path.name for path in tmp_path.iterdir())
    assert "site.sqlite3" in files
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
            assert b"1996-04-12" not in path.read_bytes(), path
    assert CANARY not in done.stderr
    with sqlite3.connect(tmp_path / "site.sqlite3") as base:
        assert base.execute("select count(*) from site_sealed").fetchone() == (0,)


def test_answers_are_a_value() -> None:
    answers = Answers()
    assert answers.with_applicant(PERSON).applicant == PERSON
    assert answers.data == {"schema": 1}
    assert address("fr", "check") != address("en", "check")
