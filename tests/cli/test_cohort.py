"""`jalon cohort`, as a person calls it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from cohort.files import some_people, table_of, write_parquet, write_tables
from jalon.cli import cohort
from jalon.cli.language import speak
from jalon.readings.columns.bits import condition_bits

pytestmark = pytest.mark.xdist_group("columns")

PROGRAM = """
import sys, click
from jalon.cli import cohort
from jalon.cli.language import speak
group = click.Group("jalon")
cohort.add_to(group, speak("fr"))
group.main(["cohort", *sys.argv[1:]], prog_name="jalon")
"""


def called(*arguments: str | Path, lang: str = "fr") -> Result:
    """The command alone, in one language."""
    group = click.Group("jalon")
    cohort.add_to(group, speak(lang))
    return CliRunner().invoke(group, ["cohort", *map(str, arguments)])


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet(some_people(60), tmp_path_factory.mktemp("people") / "people.parquet")


@pytest.fixture(scope="module")
def with_bad_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = table_of(some_people(8)).to_pylist()
    rows[3]["filed_on"] = None
    path = tmp_path_factory.mktemp("bad") / "people.parquet"
    pq.write_table(pa.Table.from_pylist(rows, table_of(some_people(1)).schema), path)
    return path


def test_a_run(people: Path, tmp_path: Path) -> None:
    done = called(people, "-o", tmp_path / "d.parquet", "--key", "id")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("60 lignes lues\u00a0: 60 décidées, 0 refusée.\n")
    assert "volet Travailleurs étrangers temporaires\u00a0:" in done.stdout
    digest = pq.read_metadata(tmp_path / "d.parquet").metadata[b"jalon.digest"].decode()
    assert f"Empreinte des décisions\u00a0: {digest}" in done.stdout
    # Before it, where the engine is not compiled yet, why nothing is decided so far.
    assert done.stderr.splitlines()[-1] == f"Écrit\u00a0: {tmp_path / 'd.parquet'}"
    assert len(done.stderr.splitlines()) == 1 or "se compile" in done.stderr.splitlines()[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.parquet"]
    english = called(people, "-o", tmp_path / "e.parquet", lang="en")
    assert english.stdout.startswith("60 rows read: 60 decided, 0 refused.\n")


def test_data_for_programs(with_bad_rows: Path, tmp_path: Path) -> None:
    done = called(with_bad_rows, "-o", tmp_path / "d.parquet", "--json", "-P", "peq-workers", "--strict")
    assert done.exit_code == 3
    told: dict[str, Any] = json.loads(done.stdout)
    assert (told["read"], told["decided"], told["refused"], told["lost"]) == (8, 7, 1, 0)
    assert list(told["outcomes"]) == ["peq-workers"]
    assert sum(told["outcomes"]["peq-workers"].values()) == 7
    assert told["rejects"] == str(tmp_path / "d.parquet.rejects.csv")
    rejects = (tmp_path / "d.parquet.rejects.csv").read_text(encoding="utf-8").splitlines()
    assert rejects[1].startswith('4,"",,"","filed_on","missing-key"')
    assert called(with_bad_rows, "-o", tmp_path / "e.parquet").exit_code == 0


@pytest.mark.parametrize("extension", ["parquet", "arrow", "csv", "ndjson"])
@pytest.mark.parametrize("sets", ["bits", "names"])
def test_files_of_every_sort(extension: str, sets: str, people: Path, with_bad_rows: Path, tmp_path: Path) -> None:
    output, rejects = tmp_path / f"d.{extension}", tmp_path / f"r.{extension}"
    done = called(people, "-o", output, "--key", "id", "--sets", sets, "--carry", "region", "--batch", "17")
    assert done.exit_code == 0, done.output
    rows = read(output)
    assert len(rows) == 60
    assert list(rows[0])[:4] == ["row", "id", "region", "filed_on"]
    for row in rows:
        found = row["peq_workers_failing"]
        if sets == "names" and extension == "csv":
            found = found.split() if found else []
        if sets == "names":
            assert set(found) <= set(condition_bits())
        else:
            assert isinstance(found, int)
    assert called(with_bad_rows, "-o", tmp_path / "x.csv", "--rejects", rejects).exit_code == 0
    (refused,) = read(rejects)
    assert (refused["row"], refused["path"], refused["kind"]) == (4, "filed_on", "missing-key")


def read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        return list(pq.read_table(path).to_pylist())
    if path.suffix == ".arrow":
        with pa.ipc.open_file(str(path)) as file:
            return list(file.read_all().to_pylist())
    if path.suffix == ".csv":
        return list(pyarrow.csv.read_csv(path).to_pylist())
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_day_for_everybody(people: Path, tmp_path: Path) -> None:
    assert called(people, "-o", tmp_path / "d.parquet", "--on", "2024-06-03", "--threads", "1").exit_code == 0
    days = pq.read_table(tmp_path / "d.parquet").column("filed_on").unique().to_pylist()
    assert [day.isoformat() for day in days] == ["2024-06-03"]


def test_tables_and_a_report(tmp_path: Path) -> None:
    folder = write_tables(some_people(40), tmp_path / "tables")
    options = ("--by", "region", "--report", tmp_path / "rapport", "--mask", "5", "--key", "id")
    done = called(folder, "-o", tmp_path / "d.parquet", *options)
    assert done.exit_code == 0, done.output
    assert f"Écrit\u00a0: {tmp_path / 'rapport'}" in done.stderr
    text = (tmp_path / "rapport" / "report.html").read_text(encoding="utf-8")
    assert "Chaque table est complète" in text
    with (tmp_path / "rapport" / "counts.csv").open(encoding="utf-8") as file:
        assert {row["group_column"] for row in csv.DictReader(file)} == {"", "region"}


def test_going_on(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "d.parquet"
    assert called(people, "-o", output).exit_code == 0
    again = called(people, "-o", output)
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert called(people, "-o", output, "--force").exit_code == 0
    done = called(people, "-o", output, "--resume")
    assert done.exit_code == 0
    assert "est terminé" in done.stdout
    assert "Empreinte" in done.stdout
    other = called(people, "-o", output, "--resume", "--key", "id")
    assert other.exit_code == 2
    assert "les options" in other.stderr


def test_stopped_with_ctrl_c(tmp_path: Path) -> None:
    """The run says how to go on, and goes on."""
    people = write_parquet(some_people(400), tmp_path / "people.parquet")
    output = tmp_path / "d.parquet"
    command = [sys.executable, "-c", PROGRAM, str(people), "-o", str(output), "--batch", "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    parts = output.with_name("d.parquet.parts")
    end = time.monotonic() + 300
    while not (parts / "000003.arrow").exists() and time.monotonic() < end:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 130, said
    assert "Interrompu" in said
    assert "--resume" in said
    done = subprocess.run([*command, "--resume", "--json"], capture_output=True, text=True, env=environment, check=True)
    told = json.loads(done.stdout)
    assert told["read"] == 400
    assert told["resumed"] >= 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("absent.parquet", "-o", "d.parquet"), "n’existe pas"),
        (("{people}", "-o", "nowhere/d.parquet"), "le dossier n’existe pas"),
        (("{people}", "-o", "d.xlsx"), "extension inconnue"),
        (("{people}", "-o", "d.parquet", "--rejects", "r.txt"), "extension inconnue"),
        (("{people}", "-o", "d.parquet", "--key", "ids"), "Vouliez-vous dire id?"),
        (("{people}", "-o", "d.parquet", "--on", "2024-06-03", "--on-column", "x"), "l’un ou l’autre"),
        (("{people}", "-o", "d.parquet", "--on-column", "region"), ""),
        (("{people}", "-o", "d.parquet", "--map", "map.yaml"), "map.yaml"),
        (("{people}", "-o", "d.parquet", "-P", "peq"), "peq-workers"),
        (("{people}", "-o", "d.parquet", "--on", "hier"), "AAAA-MM-JJ"),
    ],
)
def test_what_is_refused(
    arguments: tuple[str, ...], words: str, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = called(*(one.format(people=people) for one in arguments))
    if words:
        assert done.exit_code == 2
        assert words in done.stderr
        assert "Traceback" not in done.output
    else:
        # A group is no day: every row is refused, and nothing stops.
        assert done.exit_code == 0
        assert "60 refusées" in done.stdout
    assert not list(tmp_path.glob("*.parts"))


def test_a_column_of_the_wrong_sort(people: Path, tmp_path: Path) -> None:
    table = pq.read_table(people)
    pq.write_table(
        table.set_column(table.schema.get_field_index("jobs"), "jobs", pa.array([1] * 60)), tmp_path / "p.parquet"
    )
    done = called(tmp_path / "p.parquet", "-o", tmp_path / "d.parquet")
    assert done.exit_code == 2
    assert "jobs" in done.stderr
    # Nothing was decided: nothing is left to go on with.
    assert [path.name for path in tmp_path.iterdir()] == ["p.parquet"]


def test_a_terminal_shows_a_bar(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    done = called(people, "-o", tmp_path / "d.parquet", "--batch", "20")
    assert done.exit_code == 0
    assert "Décision" in done.stderr
    assert "60 / 60" in done.stderr or "/ 60" in done.stderr
    monkeypatch.undo()
    assert "Décision" not in called(people, "-o", tmp_path / "e.parquet").stderr


def test_without_the_extra(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort, "find_spec", lambda name: None if name in ("pyarrow", "altair") else object())
    done = called(people, "-o", tmp_path / "d.parquet")
    assert done.exit_code == 2
    assert "altair, pyarrow" in done.stderr
    assert "pip install 'jalon[cohort]'" in done.stderr


def test_a_process_of_its_own(people: Path, tmp_path: Path) -> None:
    """The command begun by itself imports nothing that tables do not need, and decides the same."""
    entry = "from jalon.cli import main; main()"
    run = [sys.executable, "-X", "importtime", "-c", entry, "cohort", people, "-o", tmp_path / "alone.parquet"]
    done = subprocess.run([*map(str, run)], capture_output=True, text=True, check=True)
    imported = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time")}
    assert "pyarrow" in imported
    assert not imported & {"pandas.core", "polars", "altair", "django"}
    called(people, "-o", tmp_path / "d.parquet")
    assert pq.read_table(tmp_path / "alone.parquet").equals(pq.read_table(tmp_path / "d.parquet"))


def test_help_needs_nothing() -> None:
    code = "import sys; from jalon.cli import cohort; print([m for m in ('pyarrow', 'numba', 'altair') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    for lang, words in (("fr", "Exemples"), ("en", "Examples")):
        told = called("--help", lang=lang)
        assert words in told.output
        assert "jalon cohort" in told.output
