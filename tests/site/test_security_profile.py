"""The production profile: clean under `check --deploy`, closed by default, and clear about what it lacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {
    "JALON_PRODUCTION": "1",
    "JALON_SECRET_KEY": "k" * 25 + "0123456789-abcdefghijklmnop",
    "JALON_HOSTS": "example.org",
}


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with these variables only."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JALON_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, "JALON_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def check(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    options = ("--deploy", "--fail-level", "WARNING", "--settings", "jalon.site.settings")
    return run(folder, "-m", "django", "check", *options, **environment)


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = check(tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["JALON_SECRET_KEY", "JALON_HOSTS"])
def test_what_is_missing_is_named_in_both_languages(tmp_path: Path, name: str) -> None:
    done = check(tmp_path, **{key: value for key, value in PRODUCTION.items() if key != name})
    assert done.returncode != 0
    assert f"{name} manque" in done.stderr
    assert f"{name} is missing" in done.stderr


def test_what_makes_no_sense_is_named(tmp_path: Path) -> None:
    done = check(tmp_path, **PRODUCTION, JALON_PROXIES="yes")
    assert done.returncode != 0
    assert "JALON_PROXIES" in done.stderr


ASK = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
secure = {"headers": {"Host": "example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}}
visitor = Client()
page = visitor.get("/fr/effacer/", **secure)
plain = Client().get("/fr/", headers={"Host": "example.org"})
other = Client().get("/fr/", headers={"Host": "evil.example", "X-Forwarded-Proto": "https"})
cookies = {name: dict(morsel) for name, morsel in page.cookies.items()}
print(json.dumps({
    "page": [page.status_code, dict(page.headers)],
    "plain": [plain.status_code, plain["Location"]],
    "other": other.status_code,
    "health": Client().get("/health", headers={"Host": "example.org"}).status_code,
    "cookies": cookies,
}))
"""


def test_cookies_and_transport(tmp_path: Path) -> None:
    done = run(tmp_path, "-c", ASK, DJANGO_SETTINGS_MODULE="jalon.site.settings", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    status, headers = told["page"]
    assert status == 200
    assert "max-age=31536000; includeSubDomains" in headers["Strict-Transport-Security"]
    # Plain HTTP is sent away; a name that is not the site's is refused; the health page answers without TLS.
    assert told["plain"] == [301, "https://example.org/fr/"]
    assert told["other"] == 400
    assert told["health"] == 200
    assert set(told["cookies"]) == {"__Host-jalon-csrf"}
    for cookie in told["cookies"].values():
        # What the prefix asks for: secure, of the whole site, of this host only.
        assert cookie["secure"] is True
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"


def test_the_secret_of_ones_own_machine_is_for_oneself(tmp_path: Path) -> None:
    assert run(tmp_path, "-c", "import jalon.site.settings").returncode == 0
    key = tmp_path / "site-secret-key"
    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_text()) >= 50
