"""A PostgreSQL server of the tests' own: made in a folder, started on a free port, stopped and removed after."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path:
    """Where the newest server's commands are (see scripts/services.sh). Raises RuntimeError when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise RuntimeError("PostgreSQL is not installed: run scripts/services.sh")
    return found[-1].parent


@contextmanager
def postgresql() -> Iterator[tuple[str, Path]]:
    """A server; gives the address of an empty database and the folder of the cluster."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-pg-"))
    cluster, commands = folder / "cluster", binaries()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.geteuid() == 0:
        # The server refuses to run as root.
        shutil.chown(folder, "postgres")
    try:
        run([str(commands / "initdb"), "-D", str(cluster), "-A", "trust", "-U", "jalon", "--no-sync"])
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run([str(commands / "pg_ctl"), "-D", str(cluster), "-w", "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgresql://jalon@127.0.0.1:{port}/postgres", cluster
        finally:
            run([str(commands / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: Sequence[str]) -> None:
    """Run a command of the server, as its own user when we are root."""
    first = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*first, *command], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
