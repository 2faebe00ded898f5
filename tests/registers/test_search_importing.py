"""Reading the official index of titles. The files are made up, with the headers of the published ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from jalon.registers.search import importing
from jalon.registers.search.importing import ImportFault, import_index, read_index
from jalon.registers.search.texts import imported_index, official_entries

ENGLISH = "Level,Code - NOC 2021 V1.0,Class title,Element Type Label English,Element Description English"
FRENCH = (
    "Niveau,Code - CNP 2021 V1.0,Titres de classes,Libellé du type d'élément français,Description de l'élément français"
)
IN_ENGLISH = [
    '5,72106,Welders and related machine operators,Illustrative example(s),"Zeppelin seam welder"',
    '5,72106,Welders and related machine operators,All examples,"Moon rocket  welder (apprentice)"',
    "5,72106,Welders and related machine operators,Main duties,Join metals",
    "5,72106,Welders and related machine operators,Exclusion(s),Machinists",
    "5,72106,Welders and related machine operators,Inclusion(s),Kettle brazer",
    "1,7,Trades,All examples,Somebody",
]
IN_FRENCH = [
    "5,72106,Soudeurs/soudeuses,Exemples illustratifs,soudeur/soudeuse de zeppelins",
    "5,10,Corps législatifs,Tous les exemples,ambassadeur lunaire",
    "5,72106,Soudeurs/soudeuses,Fonctions principales,Soudent des métaux",
]


def made(head: str, rows: list[str], encoding: str = "utf-8", separator: str = ",") -> bytes:
    return "\r\n".join([head, *rows, ""]).replace(",", separator).encode(encoding)


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "not" / "yet"
    monkeypatch.setenv("JALON_DATA", str(folder))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_published_files(encoding: str, separator: str) -> None:
    assert read_index(made(ENGLISH, IN_ENGLISH, encoding, separator)) == [
        ("72106", "en", "Zeppelin seam welder"),
        ("72106", "en", "Moon rocket welder (apprentice)"),
        ("72106", "en", "Kettle brazer"),
    ]
    assert read_index(made(FRENCH, IN_FRENCH, encoding, separator)) == [
        ("72106", "fr", "soudeur/soudeuse de zeppelins"),
        # A spreadsheet takes the leading zeros away.
        ("00010", "fr", "ambassadeur lunaire"),
    ]


def test_a_file_of_both_languages() -> None:
    data = b"noc2021,lang,title,kind\n72106,fr,soudeur,example\n72106,en,welder,other\n72106,de,Schweisser,x\n"
    assert read_index(data) == [("72106", "fr", "soudeur"), ("72106", "en", "welder")]


def test_without_a_type_of_element_every_row_is_a_title() -> None:
    assert read_index(b"code,title\n72106,welder\n72106,welder\n") == [("72106", "en", "welder")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no-columns"),
        (b"\n\n", "no-columns"),
        (b"one,two\n1,2\n", "no-columns"),
        (b"code,name\n72106,welder\n", "no-columns"),
        (b"title\nwelder\n", "no-columns"),
        (b"code,title\n", "no-titles"),
        (b"code,title\n99999,welder\n7210,welder\nabc,welder\n72106,\n72106\n", "no-titles"),
        (b"%PDF-1.7\n\x00\x00\xff", "not-text"),
        ("code,title\n72106,welder\n".encode("utf-16"), "not-text"),
        (b"code,title\n72106,\x81\x8d\x8f\x90\xff\n", "not-text"),
        (ENGLISH.encode() + b"\n5,72106,Welders,Main duties,Join metals\n", "no-titles"),
    ],
)
def test_wrong_files(data: bytes, reason: str, own_folder: Path) -> None:
    with pytest.raises(ImportFault, match=reason) as caught:
        import_index(data)
    assert caught.value.reason == reason
    assert not own_folder.exists()


def test_a_file_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LARGEST", 10)
    with pytest.raises(ImportFault, match="too-large"):
        read_index(b"code,title\n")


def test_a_short_row_is_passed_over() -> None:
    assert read_index(b"code,title,type\n72106,welder\n72106,brazer,example\n") == [("72106", "en", "brazer")]


def test_a_quote_that_never_closes() -> None:
    with pytest.raises(ImportFault):
        read_index(b'code,title\n72106,"' + b"welder " * 30_000)


def test_what_is_kept() -> None:
    count, path = import_index(made(ENGLISH, IN_ENGLISH))
    assert (count, path) == (3, imported_index())
    assert path.read_text("utf-8").splitlines() == [
        "noc2021,lang,title",
        "72106,en,Kettle brazer",
        "72106,en,Moon rocket welder (apprentice)",
        "72106,en,Zeppelin seam welder",
    ]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_the_other_language_stays_and_the_same_replaces_itself() -> None:
    import_index(made(ENGLISH, IN_ENGLISH))
    assert import_index(made(FRENCH, IN_FRENCH))[0] == 2
    assert {entry.lang for entry in official_entries()} == {"fr", "en"}
    assert import_index(made(ENGLISH, ["5,72106,Welders,All examples,Only welder"]))[0] == 1
    kept = list(official_entries())
    assert [entry.title for entry in kept if entry.lang == "en"] == ["Only welder"]
    assert sorted(entry.title for entry in kept if entry.lang == "fr") == [
        "ambassadeur lunaire",
        "soudeur de zeppelins",
        "soudeuse de zeppelins",
    ]
    # What was kept can itself be read again.
    assert import_index(imported_index().read_bytes())[0] == 3


def test_a_file_that_fails_leaves_what_was_there() -> None:
    _, path = import_index(made(ENGLISH, IN_ENGLISH))
    before = path.read_bytes()
    with pytest.raises(ImportFault):
        import_index(b"nothing")
    assert path.read_bytes() == before
