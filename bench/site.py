"""What the site bears: question pages and decisions of the API, from a server that shares the machine with the generator of
requests (wrk). Everything is on 127.0.0.1, in a temporary folder, for a bounded time.

    python bench/site.py [seconds]

The limit on requests is lifted (all of them come from one address). Nothing here is asserted: the figures go to
docs/performance.md. wrk is installed when it can be (Debian, as root).
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from importlib.metadata import version
from pathlib import Path

from jalon.cli.serving import server_command
from jalon.facts import load_applicant, to_dict

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "applicant.yaml"
SECONDS = 10
# Requests under way at once: a lesser crowd for decisions, which are wanted sooner.
PAGE_CONNECTIONS, API_CONNECTIONS = 32, 8


@dataclass(frozen=True)
class Figures:
    """What wrk saw: requests a second, milliseconds, errors."""

    rate: float
    median: float
    p99: float
    worst: float
    errors: int


def wrk() -> str:
    """The generator of requests; installed when it may be."""
    if shutil.which("wrk") is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], check=False, capture_output=True)
    found = shutil.which("wrk")
    if found is None:
        sys.exit("wrk manque : installez-le (apt-get install wrk). / wrk is missing: install it (apt-get install wrk).")
    return found


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The site, as `jalon site` starts it: its address, and the process to look at."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JALON_")},
        "JALON_DATA": str(folder),
        "JALON_RATE_LIMIT": "off",
    }
    settings = ("--settings", "jalon.site.settings")
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0", *settings], check=True, env=environment
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = server_command(f"127.0.0.1:{port}", None)
    if os.environ.get("BENCH_SERVER"):
        command = [sys.executable, "-m", "gunicorn", "jalon.site.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += os.environ["BENCH_SERVER"].split()
    with subprocess.Popen(command, env=environment) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            yield address, server.pid
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("the server did not start")


def begun(address: str, lang: str) -> tuple[str, str]:
    """A visitor who has begun: the page of a question, and their cookies."""
    jar = CookieJar()
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    start = visitor.open(f"{address}/{lang}/").read().decode()
    begin = {"fr": "/fr/evaluation/commencer/", "en": "/en/assessment/begin/"}[lang]
    url, page = f"{address}{begin}", start
    # Through the first questions as a person would, to one that the law asks.
    for answer in ({}, {"answer": "both"}, {"answer": "today"}):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, f"no form at {url}"
        sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **answer}).encode()
        with visitor.open(urllib.request.Request(url, sent, {"Referer": url})) as response:
            url, page = response.geturl(), response.read().decode()
    return url, "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def load(address: str, seconds: int, connections: int, **environment: str) -> Figures:
    """One run of wrk."""
    done = subprocess.run(
        [wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(HERE / "load.lua"), address],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"FIGURES (.*)", done.stdout)
    assert found, done.stdout
    requests, taken, median, p99, worst, *errors = map(int, found[1].split())
    return Figures(requests / taken * 1e6, median / 1e3, p99 / 1e3, worst / 1e3, sum(errors))


def processes(pid: int) -> list[str]:
    """A process and its children."""
    return [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu(pid: int) -> float:
    """Seconds of processor that the server has used: what a request costs, whatever else the machine is doing."""
    fields = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in processes(pid)]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Memory of a process and of its children, in MiB, what they share counted once (PSS)."""
    rolled = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in processes(pid)]
    return sum(int(found[1]) for text in rolled if (found := re.search(r"^Pss:\s+(\d+)", text, re.M))) / 1024


def machine() -> str:
    """What it runs on."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    versions = ", ".join(f"{name} {version(name)}" for name in ("django", "gunicorn", "django-ninja"))
    name = cpu[1] if cpu else platform.machine()
    return f"{os.cpu_count()} cores ({name}), CPython {platform.python_version()}, {versions}"


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    print(machine())
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="jalon-bench-") as name, served(Path(name)) as (address, pid):
        body = Path(name) / "decide.json"
        body.write_text(json.dumps({"applicant": to_dict(load_applicant(EXAMPLE)), "on": "2024-06-03"}))
        runs = [("health page", f"{address}/health", PAGE_CONNECTIONS, {})]
        for lang in ("fr", "en"):
            url, cookie = begun(address, lang)
            print(f"question page ({lang}): {urllib.parse.urlsplit(url).path}")
            runs.append((f"question page ({lang})", url, PAGE_CONNECTIONS, {"BENCH_COOKIE": cookie}))
        decide = {"BENCH_METHOD": "POST", "BENCH_BODY": str(body)}
        runs.append(("API decide, both streams", f"{address}/api/v1/decide", API_CONNECTIONS, decide))
        print(
            f"{'':26} {'a second':>9} {'median ms':>10} {'p99 ms':>8} {'worst ms':>9} {'errors':>7} {'CPU ms':>7} {'MiB':>5}"
        )
        for title, url, connections, environment in runs:
            load(url, 2, connections, **environment)
            before = cpu(pid)
            told = load(url, seconds, connections, **environment)
            used = (cpu(pid) - before) / (told.rate * seconds) * 1e3
            times = (told.median, told.p99, told.worst)
            print(
                f"{title:26}{told.rate:10.0f}{''.join(f'{each:10.1f}' for each in times)}"
                f"{told.errors:10}{used:10.2f}{memory(pid):10.0f}"
            )


if __name__ == "__main__":
    main()
