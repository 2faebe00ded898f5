"""`jalon reform`, as a person calls it."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from jalon.cli import reform
from jalon.cli.language import speak
from jalon.cohort.reform import comparing
from jalon.cohort.synthetic import synthetic_table

pytestmark = pytest.mark.xdist_group("columns")

DAYS = ("--from", "2020-07-21", "--to", "2020-07-22")
EXAMPLE = Path(__file__).parents[2] / "examples" / "reform.py"


def called(*arguments: str | Path, lang: str = "fr") -> Result:
    """The command alone, in one language."""
    group = click.Group("jalon")
    reform.add_to(group, speak(lang))
    return CliRunner().invoke(group, ["reform", *map(str, arguments)])


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "people.parquet"
    pq.write_table(synthetic_table(1_000, 7), path)
    return path


def wrong(*arguments: str | Path, lang: str = "fr") -> str:
    """What is said of a call that cannot be answered."""
    said = called(*arguments, lang=lang)
    assert (said.exit_code, said.stdout) == (2, ""), said.output
    assert "Traceback" not in said.stderr
    return said.stderr.replace("\u00a0", " ")


def test_help_in_both_languages() -> None:
    french, english = (called("--help", lang=lang).stdout for lang in ("fr", "en"))
    assert "il est exécuté" in french
    assert "it is run" in english
    assert "Examples:" in english
    assert not re.search(r"\b(les|des|une|pour|dans)\b", english)
    assert not re.search(r"\b(the|of|this|missing)\b", french, re.IGNORECASE)


def test_a_summary_of_two_days(people: Path) -> None:
    said = called(people, *DAYS, "-P", "peq-workers")
    assert said.exit_code == 0, said.output
    text = said.stdout.replace("\u00a0", " ")
    assert "PERSONNES INVENTÉES" in text
    assert "loi du 21 juillet 2020 → loi du 22 juillet 2020" in text
    assert "Personnes comparées : 1 000" in text
    assert re.search(r"Perdent +\d", text)
    english = called(people, *DAYS, "-P", "peq-workers", lang="en").stdout
    assert "MADE-UP PEOPLE" in english
    assert "law of 21 July 2020 → law of 22 July 2020" in english
    assert re.search(r"Lose +\d", english)


def test_json_and_a_masked_report(people: Path, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    said = called(people, *DAYS, "--by", "group", "--mask", 5, "--with-intake", "--report", folder, "--json", lang="en")
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert (told["shape"], told["mask"], told["intake"], told["people"]) == ("jalon.reform/1", 5, True, [1000, 1000])
    assert [stream["id"] for stream in told["streams"]] == ["peq-graduates", "peq-workers"]
    names = [group["name"] for group in told["streams"][0]["groups"][0]["groups"]]
    assert names == ["A", "B", "C", "D", "E"]
    assert all(n % 5 == 0 for stream in told["streams"] for n in (*stream["lose"], *stream["gain"]))
    assert json.loads((folder / "reform.json").read_text(encoding="utf-8")) == told
    assert "Eligible, before" in (folder / "reform.html").read_text(encoding="utf-8")
    assert (folder / "reform.pdf").read_bytes().startswith(b"%PDF-")
    assert f"Written: {folder}" in said.stderr


def test_compiling_is_said(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "_PATIENCE_S", 0.0)
    said = called(people, *DAYS, "-P", "peq-workers")
    assert said.exit_code == 0
    assert said.stderr.count("Le moteur se compile") == 1


def test_a_file_that_changes_nothing(people: Path, tmp_path: Path) -> None:
    same = tmp_path / "same.py"
    same.write_text('"""La même loi."""\ndef reform(programme):\n    return programme\n', encoding="utf-8")
    said = called(people, "--law", same, "--on", "2020-07-22", "-P", "peq-workers")
    assert said.exit_code == 0
    assert "ne change rien" in said.stderr
    assert "La même loi." in said.stdout
    assert re.search(r"Rien ne change +1.000 ", said.stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Donnez --from et --to, ou --law"),
        (("--from", "2020-07-21"), "Donnez --from et --to, ou --law"),
        (("--from", "2020-07-21", "--to", "22 juillet"), "n’est pas une date"),
        ((*DAYS, "--law", EXAMPLE), "choisissez --law, ou --from et --to"),
        (("--law", EXAMPLE, "--on", "2024-01-01", "--on-column", "filed_on"), "choisissez l’un ou l’autre"),
        (("--law", "absent.py"), "absent.py : ce fichier n’existe pas"),
        (("--law", EXAMPLE, "--on-column", "day"), "day : cette colonne n’existe pas"),
        ((*DAYS, "--by", "regoin"), "Vouliez-vous dire region"),
        ((*DAYS, "--by", "id"), "plus de 200 groupes"),
        ((*DAYS, "-P", "peq-workrs"), "peq-workrs"),
        ((*DAYS, "--mask", 1), "1"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str | Path, ...], words: str, people: Path) -> None:
    assert words in wrong(people, *arguments)


def test_people_that_are_not_there() -> None:
    assert "absent.parquet : ce fichier n’existe pas" in wrong("absent.parquet", *DAYS)
    assert "absent.parquet" in wrong("absent.parquet", *DAYS, lang="en")


HEAD = "from jalon.law.editing import *\n"


@pytest.mark.parametrize(
    ("text", "line", "french", "english"),
    [
        ("x = 1\n", 0, "ne définit pas de fonction reform", "defines no function reform"),
        ("x = 1\nreform = 2\n", 0, "ne définit pas de fonction reform", "defines no function reform"),
        ("def reform(p)\n    return p\n", 1, "expected ':'", "expected ':'"),
        ("import absent_module\n", 1, "No module named", "No module named"),
        ("def reform(p):\n    return p.versoins\n", 2, "AttributeError", "AttributeError"),
        ("def reform(p):\n    raise SystemExit(3)\n", 2, "SystemExit: 3", "SystemExit: 3"),
        ("def reform(p):\n    pass\n", 0, "et non NoneType", "not NoneType"),
        (
            HEAD + "def reform(p):\n    return with_months(p, 'experiance', 18)\n",
            3,
            "aucune condition « experiance »",
            "no condition “experiance”",
        ),
        (
            HEAD + "from jalon.law import PROGRAMMES\ndef reform(p):\n    return PROGRAMMES['peq-graduates']\n",
            0,
            "a rendu peq-graduates pour peq-workers",
            "returned peq-graduates for peq-workers",
        ),
        (
            HEAD + "from dataclasses import replace\ndef reform(p):\n"
            "    one = replace(p.versions[0].conditions[0], id='mine')\n    return with_condition(p, one)\n",
            0,
            "condition inconnue mine",
            "unknown condition mine",
        ),
        (
            HEAD + "from dataclasses import replace\ndef reform(p):\n    return replace(p, versions=p.versions[::2])\n",
            4,
            "ValueError",
            "ValueError",
        ),
    ],
)
def test_a_law_file_that_is_wrong(
    text: str, line: int, french: str, english: str, people: Path, tmp_path: Path
) -> None:
    file = tmp_path / "law.py"
    file.write_text(text, encoding="utf-8")
    for lang, words, place in (("fr", french, f"{file}, ligne {line} : "), ("en", english, f"{file}, line {line}: ")):
        said = wrong(people, "--law", file, "--on", "2024-06-03", "-P", "peq-workers", lang=lang)
        assert words in said
        assert str(file) in said
        assert (place in said) == bool(line)


def test_nothing_is_left_beside_a_law_file(tmp_path: Path) -> None:
    file = tmp_path / "law.py"
    file.write_text("def reform(p):\n    return 3\n", encoding="utf-8")
    wrong("absent.parquet", "--law", file)
    assert [path.name for path in tmp_path.iterdir()] == ["law.py"]


def test_the_texts_of_two_days_or_an_edited_law_for_one_application() -> None:
    say = speak("fr")
    given = dict.fromkeys(("before", "after", "law", "on", "on_column"))
    asked = {**given, "programmes": ("peq-workers",), "view": "as-applied"}
    days = {"before": date(2020, 7, 21), "after": date(2020, 7, 22)}
    laws = reform._laws({**asked, **days}, say)
    assert (laws.texts, laws.before_on, laws.after_on) == (None, days["before"], days["after"])
    texts = reform._laws({**asked, **days, "on": date(2020, 8, 1)}, say)
    assert texts.texts == (days["before"], days["after"])
    assert texts.before_on == texts.after_on == date(2020, 8, 1)
    column = reform._laws({**asked, **days, "on_column": "day"}, say)
    assert (column.texts, column.before_on, column.on_column) == (texts.texts, None, "day")
    edited = reform._laws({**asked, "law": EXAMPLE}, say)
    assert (edited.edited("peq-workers"), edited.on_column) == (True, "filed_on")


def test_rows_refused_are_told_but_not_under_a_mask(people: Path, tmp_path: Path) -> None:
    table = pq.read_table(people)
    place = table.schema.get_field_index("birth_date")
    births = [str(day) for day in table.column("birth_date").to_pylist()]
    births[4] = "1990-02-30"
    bad = tmp_path / "bad.parquet"
    pq.write_table(table.set_column(place, "birth_date", pa.array(births)), bad)
    said = called(bad, *DAYS, "-P", "peq-workers")
    assert said.exit_code == 0
    assert "1 ligne refusée" in said.stderr
    assert "ligne 5" in said.stderr
    masked = called(bad, *DAYS, "-P", "peq-workers", "--mask", 5, "--json")
    assert "1990-02-30" not in masked.output
    assert json.loads(masked.stdout)["refused"] == [0, 5]


def test_an_interruption_says_that_nothing_was_counted(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(comparing, "compare", stopped)
    said = called(people, *DAYS)
    assert said.exit_code == 130
    assert "rien n’a été compté" in said.stderr


def test_a_report_without_typst(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = called(people, *DAYS, "-P", "peq-workers", "--report", tmp_path / "report")
    assert said.exit_code == 2
    assert "pip install typst" in said.stderr
    assert not (tmp_path / "report").exists()


def test_a_table_that_cannot_hold_people(people: Path, tmp_path: Path) -> None:
    table = pq.read_table(people)
    place = table.schema.get_field_index("birth_date")
    bad = tmp_path / "bad.parquet"
    pq.write_table(table.set_column(place, "birth_date", pa.array([True] * len(table))), bad)
    assert "birth_date" in wrong(bad, *DAYS)
