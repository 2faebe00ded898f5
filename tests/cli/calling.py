"""Calling `jalon` as a person does, without a process for each call."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from jalon.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "applicant.yaml"
CASES = ROOT / "tests" / "cases" / "peq.yaml"
ON = ("--on", "2024-06-03")


@dataclass(frozen=True)
class Said:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


class _Input(io.TextIOWrapper):
    """Standard input that holds some bytes."""


@contextmanager
def _standard_input(data: bytes) -> Iterator[None]:
    with patch("sys.stdin", _Input(io.BytesIO(data), encoding="utf-8")):
        yield


def jalon(*arguments: str | Path, given: bytes = b"", lang: str | None = "fr") -> Said:
    """Call the entry point; `lang` None leaves the language to the environment."""
    first = ["--lang", lang] if lang else []
    out, err = io.StringIO(), io.StringIO()
    code: int | str | None = 0
    with redirect_stdout(out), redirect_stderr(err), _standard_input(given):
        try:
            main([*first, *map(str, arguments)])
        except SystemExit as leaving:
            code = leaving.code
    assert isinstance(code, int | None)
    return Said(code or 0, out.getvalue(), err.getvalue())
