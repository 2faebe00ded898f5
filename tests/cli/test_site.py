"""`jalon site`: starts, answers, stops; and says plainly what is in the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from jalon.cli import serving
from jalon.cli.commands import build
from jalon.i18n import LANGUAGES


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        found: int = server.getsockname()[1]
    return found


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JALON_", "DJANGO_"))}
    return {**kept, "JALON_DATA": str(folder), "JALON_LANG": "en"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from jalon.cli import main; main()", "site", *arguments]


def answer(port: int, seconds: float = 60) -> int:
    """The status of the health page, once there is one."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as response:
                return int(response.status)
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_it_starts_answers_and_stops(tmp_path: Path, port: int) -> None:
    with subprocess.Popen(
        command("--port", str(port), "--workers", "1"),
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        try:
            assert answer(port) == 200
            running.send_signal(signal.SIGINT)
            said, _ = running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == 0
    assert said == f"The site is at http://127.0.0.1:{port}/ (Ctrl-C stops it).\n"
    assert (tmp_path / "site.sqlite3").exists()
    # Nobody is left behind to hold the port.
    with socket.create_server(("127.0.0.1", port)):
        pass


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_port_that_is_taken(taken: int, lang: str) -> None:
    done = CliRunner().invoke(build(lang), ["site", "--port", str(taken)])
    assert done.exit_code == 2
    assert f"--port {taken + 1}" in done.output
    assert f"PORT={taken + 1}" in done.output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_that_is_not_ones_own(lang: str, port: int) -> None:
    done = CliRunner().invoke(build(lang), ["site", "--host", "192.0.2.1", "--port", str(port)])
    assert done.exit_code == 2
    assert f"192.0.2.1:{port}" in done.output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_what_the_site_needs(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None if name == "gunicorn" else name)
    done = CliRunner().invoke(build(lang), ["site"])
    assert done.exit_code == 2
    assert "gunicorn" in done.output
    assert "pip install 'jalon[site]'" in done.output


def test_check(tmp_path: Path) -> None:
    given = environment(tmp_path)
    here = subprocess.run(command("--check"), env=given, capture_output=True, text=True, check=False)
    # One's own machine is not a production site.
    assert here.returncode == 1
    given |= {
        "JALON_PRODUCTION": "1",
        "JALON_HOSTS": "example.org",
        "JALON_SECRET_KEY": "abcdefghij" * 5 + "0123456789",
    }
    ready = subprocess.run(command("--check"), env=given, capture_output=True, text=True, check=False)
    assert ready.returncode == 0, ready.stderr
