"""The site as it runs for people: gunicorn on a free port, a database of its own; and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final

READY_SECONDS: Final = 60
# Without these, Chromium looks for hosts of its own at each start.
_QUIET: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def site_running(folder: Path, **settings: str) -> Iterator[str]:
    """The site on a folder of its own; gives its address. What it prints goes to `server.log` there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "JALON_DATA": str(folder),
        "JALON_RATE_LIMIT": "off",
        "DJANGO_SETTINGS_MODULE": "jalon.site.settings",
        **settings,
    }
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "jalon.site.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            wait_until_healthy(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_healthy(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait for the health page. Raises RuntimeError when the server stopped or is too slow."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(0.2)
    raise RuntimeError("the site did not start; see server.log")


def chromium(playwright: Any) -> Any:
    """A browser: Debian's Chromium (see scripts/services.sh)."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("Chromium is not installed: run scripts/services.sh")
    # The sandbox of Chromium needs what root does not have.
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=path, args=[*_QUIET, *root])
