"""The texts that the search reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.registers.search import texts
from jalon.registers.search.texts import NAME, OFFICIAL, OWN, Entry


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("soudeur", ("soudeur",)),
        ("Soudeurs/soudeuses", ("Soudeurs", "soudeuses")),
        ("technicien/technicienne en radio", ("technicien en radio", "technicienne en radio")),
        ("a/b c/d", ("a c", "b d")),
        ("a/a", ("a",)),
        ("un/deux/trois", ("un", "trois")),
    ],
)
def test_both_genders_of_a_title(title: str, forms: tuple[str, ...]) -> None:
    assert texts.forms(title) == forms


def test_every_group_has_its_names_in_both_languages() -> None:
    named = {(entry.noc2021, entry.lang) for entry in texts.group_names()}
    assert len(named) == 2 * 516
    assert {entry.source for entry in texts.group_names()} == {NAME}


def test_our_titles() -> None:
    entries = list(texts.own_entries())
    assert len(entries) > 8_000
    assert {entry.source for entry in entries} == {OWN}
    assert Entry("72106", "fr", "soudeuse", OWN) in entries


def test_acronyms_are_kept_by_folded_text() -> None:
    assert texts.acronyms()["pab"][0].groups[0] == "33102"
    assert all(text and text == text.lower() for text in texts.acronyms())


def test_where_imported_data_live(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JALON_DATA", str(tmp_path / "here"))
    assert texts.data_folder() == tmp_path / "here"
    monkeypatch.delenv("JALON_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert texts.imported_index() == tmp_path / "xdg" / "jalon" / "noc2021-titles.csv"
    monkeypatch.setenv("JALON_DATA", "")
    assert texts.data_folder() == tmp_path / "xdg" / "jalon"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert texts.data_folder() == tmp_path / "home" / ".local" / "share" / "jalon"


def test_the_imported_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JALON_DATA", str(tmp_path))
    assert list(texts.official_entries()) == []
    texts.imported_index().write_text("noc2021,lang,title\n72106,fr,soudeur/soudeuse\n72106,en,Welder\n", "utf-8")
    assert list(texts.official_entries()) == [
        Entry("72106", "fr", "soudeur", OFFICIAL),
        Entry("72106", "fr", "soudeuse", OFFICIAL),
        Entry("72106", "en", "Welder", OFFICIAL),
    ]
    texts.imported_index().write_text("", "utf-8")
    assert list(texts.official_entries()) == []


def test_what_is_no_table_of_duties_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "duties").mkdir()
    (tmp_path / "duties" / "notes.txt").write_text("no table", "utf-8")
    (tmp_path / "duties" / "72.csv").write_text("noc2021,duties_fr,duties_en\n72106,Soude.,Welds.\n", "utf-8")
    monkeypatch.setattr(texts, "_ROOM", tmp_path)
    assert texts.duties.__wrapped__() == {"72106": texts.Duties("Soude.", "Welds.")}


def test_both_genders_of_a_title_of_two_words() -> None:
    assert texts.forms("Ingénieurs civils/ingénieures civiles") == ("Ingénieurs civils", "ingénieures civiles")
