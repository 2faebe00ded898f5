"""The vocabulary of titles, the acronyms, the duties and the other names of areas: no code that is not, nothing missing."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from jalon.registers import occupations
from jalon.registers.areas import areas
from jalon.registers.search.folding import fold, telling
from jalon.registers.search.texts import acronyms, duties, own_entries

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "src" / "jalon" / "registers"
INDEX = ROOT.parent / "shared" / "data" / "tidy" / "noc2021_titles.csv"
CODES = {group.code for group in occupations.unit_groups_2021()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_516_groups() -> None:
    assert len(CODES) == 516


@pytest.mark.parametrize("path", sorted((ROOM / "vocabulary").glob("[0-9]*.csv")), ids=lambda path: path.stem)
def test_titles(path: Path) -> None:
    for row in rows(path):
        assert row["noc2021"] in CODES
        assert row["noc2021"].startswith(path.stem)
        assert row["lang"] in ("fr", "en")
        assert row["title"] == row["title"].strip()
        assert telling(fold(row["title"]))
        assert len(row["title"]) <= 80


def test_every_group_has_titles_in_both_languages() -> None:
    had = {(entry.noc2021, entry.lang) for entry in own_entries()}
    assert {(code, lang) for code in CODES for lang in ("fr", "en")} <= had


def test_no_title_stands_twice_in_a_group() -> None:
    counted = Counter((entry.noc2021, entry.lang, fold(entry.title)) for entry in own_entries())
    assert [title for title, count in counted.items() if count > 1] == []


def test_what_was_settled_against_the_index_is_ours_and_says_why() -> None:
    ours = {(entry.noc2021, fold(entry.title)) for entry in own_entries()}
    for row in rows(ROOM / "vocabulary" / "settled.csv"):
        assert (row["noc2021"], fold(row["title"])) in ours
        assert len(row["why"]) > 20


def test_every_group_has_duties_in_both_languages() -> None:
    assert set(duties()) == CODES
    for path in sorted((ROOM / "duties").glob("*.csv")):
        for row in rows(path):
            assert row["noc2021"].startswith(path.stem)
    for code, told in duties().items():
        for text in (told.fr, told.en):
            assert 60 <= len(text) <= 160, (code, text)
            assert text == text.strip()
            assert text[0].isupper()
            assert text.endswith(".")
        assert told.fr != told.en


def test_acronyms() -> None:
    for row in rows(ROOM / "data" / "acronyms.csv"):
        codes = row["noc2021"].split("|")
        assert set(codes) <= CODES, row
        assert len(codes) == len(set(codes))
        assert row["lang"] in ("fr", "en", "fr|en", "both"), row
        assert fold(row["acronym"])
        assert len(row["acronym"]) <= 30
        assert len(row["expansion"]) > 3
    assert len(acronyms()) > 250


def test_other_names_of_areas() -> None:
    listed = {area.as_published for area in areas()}
    found = Counter(
        (row["area_as_published"], fold(row["other_name"])) for row in rows(ROOM / "data" / "area_other_names.csv")
    )
    assert {area for area, _ in found} <= listed
    assert [name for name, count in found.items() if count > 1 or not name[1]] == []


@pytest.mark.skipif(not INDEX.exists(), reason="the official index of titles is not on this machine")
def test_the_vocabulary_agrees_with_the_official_index() -> None:
    script = ROOT / "scripts" / "vocabulary_check.py"
    done = subprocess.run([sys.executable, str(script), str(INDEX)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_the_check_finds_what_is_wrong(tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_text("noc2021,lang,title\n72106,en,Welder\n", "utf-8")
    wrong = tmp_path / "63.csv"
    wrong.write_text(
        "noc2021,lang,title\n63200,en,cook\n63200,en,Cook\n72106,en,welder\n99999,en,x\n63200,de,Koch\n"
        "63200,en,\n63200,en,welder\n",
        "utf-8",
    )
    script = ROOT / "scripts" / "vocabulary_check.py"
    done = subprocess.run(
        [sys.executable, str(script), str(index), str(wrong)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "1 files, 6 to settle" in done.stdout
