"""Every kind of broken file gives a clear error in both languages, never a traceback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from facts.broken import BROKEN, Broken
from jalon.facts import FactsError, load_applicant


def write(broken: Broken, folder: Path) -> Path:
    if broken.suffix == "/":
        path = folder / "broken"
        path.mkdir()
        return path
    path = folder / f"broken{broken.suffix}"
    if broken.content is not None:
        path.write_bytes(broken.content)
    return path


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.id)
def test_broken_file(broken: Broken, tmp_path: Path) -> None:
    path = write(broken, tmp_path)
    start = time.perf_counter()
    with pytest.raises(FactsError) as caught:
        load_applicant(path)
    assert time.perf_counter() - start < 2
    assert caught.value.name == str(path)
    for lang, words in (("fr", broken.fr), ("en", broken.en)):
        text = caught.value.text(lang)
        for word in words:
            assert word in text
        lines = text.splitlines()
        assert 1 <= len(lines) <= 11
        assert all(line and line.replace("\u00a0", " ").isprintable() and len(line) < 400 for line in lines)


def test_the_table_is_large_and_has_no_twins() -> None:
    assert len({broken.id for broken in BROKEN}) == len(BROKEN) >= 60
    assert {kind.suffix for kind in BROKEN} >= {".yaml", ".json", "/"}
