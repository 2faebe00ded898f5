"""The same site on PostgreSQL, by one setting: a whole assessment, and no fact in any file of the server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from postgresql import postgresql

CANARY = "Zanzibar-Quokka-2917"


def test_the_site_on_postgresql(tmp_path: Path) -> None:
    with postgresql() as (database, cluster):
        done = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "leaving_traces.py"), CANARY, str(cluster)],
            env={**os.environ, "JALON_DATA": str(tmp_path), "JALON_DATABASE": database, "JALON_RATE_LIMIT": "off"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["kept", "erased", "expired"]
        assert not (tmp_path / "site.sqlite3").exists()
