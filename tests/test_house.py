"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CORE = [file for file in SOURCES if "site" not in file.parts]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST = 400
WEB = {"django", "ninja", "jinja2", "flask", "fastapi", "starlette", "rest_framework"}


@pytest.mark.parametrize("file", [*SOURCES, *TESTS], ids=lambda file: str(file.relative_to(ROOT)))
def test_modules_are_short(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST
    # A package's own `__init__` may be empty; everything else says what lives there.
    assert not lines or ast.get_docstring(ast.parse("\n".join(lines)))


def imported(file: Path) -> set[str]:
    """The packages that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("file", CORE, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_core_is_free_of_the_web(file: Path) -> None:
    assert not imported(file) & WEB
    if "cli" not in file.parts:
        assert "click" not in imported(file)


def test_the_law_and_its_language_know_no_reading() -> None:
    for room in ("law", "language"):
        for file in (ROOT / "src" / "jalon" / room).rglob("*.py"):
            assert "jalon.readings" not in file.read_text(encoding="utf-8").replace("`jalon.readings", "")


def test_the_readme_is_in_both_languages() -> None:
    for name in ("README.md", "README.en.md"):
        assert (ROOT / name).stat().st_size > 500
