"""The titles kept on disk: the same answers as when they are made anew, and never those of other contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jalon.registers.search import texts, titles
from jalon.registers.search.engine import OccupationSearch
from jalon.registers.search.texts import NAME, OFFICIAL, OWN, Entry
from jalon.registers.search.titles import Titles, kept_titles

ENTRIES = [
    Entry("72106", "fr", "soudeur", OWN),
    Entry("72106", "fr", "soudeuse-monteuse à l’arc", OFFICIAL),
    Entry("72106", "en", "Welders and related machine operators", NAME),
    Entry("63200", "en", "cook", OWN),
    Entry("21232", "fr", "développeur C++", OWN),
]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("JALON_DATA", str(tmp_path))
    return tmp_path


def never() -> Iterator[Entry]:
    raise AssertionError("made anew")
    yield


def hits(found: Titles, query: str) -> list[tuple[str, float, str]]:
    return [(h.noc2021, h.score, h.reason.text) for h in OccupationSearch(found, with_encoder=False).search(query)]


@pytest.mark.parametrize("query", ["soudeur", "soudeuse arc", "cooks", "developpeur c++", "welders", "焊工", "zzz"])
def test_opened_titles_answer_as_made_ones(query: str) -> None:
    made = kept_titles([b"a"], lambda: ENTRIES)
    opened = kept_titles([b"a"], never)
    assert hits(opened, query) == hits(made, query) == hits(Titles.made(ENTRIES[::-1]), query)


def test_every_title_comes_back_as_given() -> None:
    kept_titles([b"a"], lambda: ENTRIES)
    opened = kept_titles([b"a"], never)
    assert {opened.entry(number) for number in range(len(opened))} == set(ENTRIES)
    assert opened.word("soudeur") is not None
    assert opened.word("soudeurs") is None
    assert opened.word("zzz") is None


def test_other_contents_are_made_anew_and_the_old_removed(folder: Path) -> None:
    kept_titles([b"a", b"b"], lambda: ENTRIES)
    (old,) = folder.iterdir()
    changed = kept_titles([b"ab"], lambda: ENTRIES[:1])
    (new,) = folder.iterdir()
    assert old != new
    assert len(changed) == 1


def test_damaged_titles_are_made_anew(folder: Path) -> None:
    kept_titles([b"a"], lambda: ENTRIES)
    (kept,) = folder.iterdir()
    (kept / "groups.npy").write_bytes(b"torn")
    assert len(kept_titles([b"a"], lambda: ENTRIES)) == len(ENTRIES)
    (kept / "groups.npy").unlink()
    assert len(kept_titles([b"a"], lambda: ENTRIES)) == len(ENTRIES)
    assert len(kept_titles([b"a"], never)) == len(ENTRIES)


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("JALON_DATA", str(folder / "not" / "there"))
    assert len(kept_titles([b"a"], lambda: ENTRIES)) == len(ENTRIES)
    assert list(folder.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(titles.np, "save", full)
    assert len(kept_titles([b"a"], lambda: ENTRIES)) == len(ENTRIES)
    assert list(folder.iterdir()) == []


def test_the_contents_are_those_of_the_vocabulary() -> None:
    contents = list(texts.own_contents())
    assert len(contents) == 46
    assert all(contents)
