"""A virtual environment for each peer, under `.bench/`: none of them is ever a dependency of the project.

    python bench/peers/environments.py [--only polars duckdb] [--renew]

Versions are pinned in `bench/peers/requirements/`. An environment is made again when its file changes. Jalon runs in the
environment of the project.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
KEPT: Final = ROOT / ".bench"
PEERS: Final = ("numpy", "jalon", "polars", "duckdb", "openfisca", "policyengine", "zen")
_OWN: Final = "jalon"


def python_of(peer: str) -> Path:
    """The interpreter of a peer."""
    return Path(sys.executable) if peer == _OWN else KEPT / "environments" / peer / "bin" / "python"


def is_ready(peer: str) -> bool:
    """Whether the environment of a peer is there, with the versions asked for."""
    if peer == _OWN:
        return True
    stamp = _stamp(peer)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _wanted(peer)


def make(peer: str) -> None:
    """Make the environment of a peer anew. Raises CalledProcessError."""
    folder = KEPT / "environments" / peer
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [str(python_of(peer)), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--requirement", str(_requirements(peer))], check=True)
    _stamp(peer).write_text(_wanted(peer), encoding="utf-8")


def _requirements(peer: str) -> Path:
    return HERE / "requirements" / f"{peer}.txt"


def _stamp(peer: str) -> Path:
    return KEPT / "environments" / peer / "made-from"


def _wanted(peer: str) -> str:
    return hashlib.sha256(_requirements(peer).read_bytes()).hexdigest()


def main() -> None:
    """Make what is not there."""
    parser = argparse.ArgumentParser(description="the environments of the peer benches")
    parser.add_argument("--only", nargs="+", choices=PEERS, default=PEERS)
    parser.add_argument("--renew", action="store_true", help="make again what is there already")
    options = parser.parse_args()
    for peer in options.only:
        if peer != _OWN and (options.renew or not is_ready(peer)):
            print(f"{peer}: {KEPT.name}/environments/{peer}", file=sys.stderr)
            make(peer)


if __name__ == "__main__":
    main()
