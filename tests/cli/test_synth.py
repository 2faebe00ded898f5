"""`jalon synth`, as a person calls it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from jalon.cli import synth
from jalon.cli.language import speak
from jalon.cohort.synthetic import NOTICE, population_schema, synthetic_batches, synthetic_table


def called(*arguments: str | Path, lang: str = "fr") -> Result:
    """The command alone, in one language."""
    group = click.Group("jalon")
    synth.add_to(group, speak(lang))
    return CliRunner().invoke(group, ["synth", *map(str, arguments)])


@pytest.mark.parametrize("name", ["people.parquet", "people.arrow", "people.feather"])
def test_a_population_in_a_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    said = called("-n", 300, "--seed", 7, "--missing", 0.1, "--jobs", 3, "-o", file, lang="en")
    assert (said.exit_code, said.stdout) == (0, "")
    for lang in ("fr", "en"):
        assert NOTICE.text(lang) in said.stderr
    read = pq.read_table(file) if file.suffix == ".parquet" else feather.read_table(file)
    assert read.equals(synthetic_table(300, 7, missing=0.1, jobs=3))
    assert NOTICE.text("fr").encode() in read.schema.metadata[b"jalon:synthetic"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    file.write_text("mine", encoding="utf-8")
    for lang, words in (("fr", "existe déjà"), ("en", "already exists")):
        said = called("-n", 5, "-o", file, lang=lang)
        assert (said.exit_code, said.stdout) == (2, "")
        assert words in said.stderr
        assert "--force" in said.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert called("-n", 5, "-o", file, "--force").exit_code == 0
    assert pq.read_table(file).num_rows == 5


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_nothing_half_written_is_left(error: type[BaseException], tmp_path: Path) -> None:
    def interrupted() -> Iterator[Any]:
        yield next(synthetic_batches(50, 1))
        raise error

    for name in ("people.parquet", "people.arrow"):
        file = tmp_path / name
        file.write_text("mine", encoding="utf-8")
        with pytest.raises(error):
            synth.write(interrupted(), population_schema(50, 1), file, 50, speak("fr"))
        assert file.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.arrow", "people.parquet"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-n", "0"), "--count"),
        (("-n", "1000000000000"), "--count"),
        (("--seed", "-1"), "--seed"),
        (("--missing", "1.5"), "--missing"),
        (("--missing", "nan"), "--missing"),
        (("--jobs", "51"), "--jobs"),
        (("--proofs", "-1"), "--proofs"),
        (("-o", "people.csv"), ".parquet"),
        (("-o", "nowhere/people.parquet"), "nowhere"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_makes_no_sense(
    arguments: tuple[str, ...], words: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = called("-n", "3", "-o", "people.parquet", *arguments, lang=lang)
    assert (said.exit_code, said.stdout) == (2, "")
    assert words in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(synth, "write", full)
    said = called("-n", 3, "-o", tmp_path / "people.parquet", lang="en")
    assert said.exit_code == 2
    assert "No space left" in said.stderr


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synth, "find_spec", lambda name: None if name == "pyarrow" else object())
    said = called("-n", 3, "-o", tmp_path / "people.parquet")
    assert said.exit_code == 2
    assert "pyarrow" in said.stderr
    assert "jalon[cohort]" in said.stderr


def test_naming_the_command_is_cheap() -> None:
    code = "import sys, jalon.cli.synth; sys.exit(bool({'pyarrow', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_help() -> None:
    for lang, words in (("fr", "ne représente personne"), ("en", "stands for nobody")):
        said = called("--help", lang=lang)
        assert said.exit_code == 0
        assert words in " ".join(said.stdout.split())
        assert "jalon synth -n 1000000 --seed 7 -o" in said.stdout


def test_a_bar_is_shown_to_whoever_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = list(synthetic_batches(20, 1))
    for watched in ("1", "0"):
        monkeypatch.setenv("TTY_COMPATIBLE", watched)
        assert pa.Table.from_batches(synth._shown(iter(batches), 20, speak("fr"))).num_rows == 20
