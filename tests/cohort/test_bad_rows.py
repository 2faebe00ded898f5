"""CSV tables with every kind of bad row among good ones: each bad one is refused with its reason, each good one decided."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cohort.bad_rows import BadRow, Lines, bad_rows, lines_of, write_lines
from cohort.files import Someone, some_people, told_in_tables
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked
from jalon.cohort.running.run import Plan, Ran, run
from jalon.i18n import speaker

pytestmark = pytest.mark.xdist_group("columns")

SAY = speaker("fr")
ASKED = Asked(key="id")
KINDS = bad_rows()
# Good people of whom everything is known, so that one wrong fact is all that is wrong with their copies.
GOOD = [one for number, one in enumerate(told_in_tables(some_people(60))) if number % 2 == 0][:20]


def decided(folder: Path, output: Path, chunk: int = 64) -> Ran:
    plan = Plan(output, output.with_suffix(".csv"), chunk=chunk, force=True)
    return run(open_source(str(folder), ASKED, SAY, work=output.parent / "work"), ASKED, plan, SAY)


def good(number: int) -> Someone:
    return replace(GOOD[number % len(GOOD)], key=f"G{number:04d}")


def bad(number: int, kind: BadRow) -> Lines:
    lines = lines_of(replace(GOOD[number % len(GOOD)], key=f"B{number:04d}"))
    kind.spoil(lines)
    return lines


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("bad")
    people: list[Lines] = []
    for number, kind in enumerate(KINDS):
        people += [bad(number, kind), lines_of(good(number))]
    return folder, decided(write_lines(people, folder / "tables"), folder / "decisions.parquet")


def rejects(folder: Path) -> list[dict[str, str]]:
    with (folder / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 200
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_bad_row_is_refused_with_its_reason(mixed: tuple[Path, Ran]) -> None:
    folder, _ = mixed
    told: dict[str, list[dict[str, str]]] = {}
    for line in rejects(folder):
        told.setdefault(line["key"], []).append(line)
    wrong = []
    for number, kind in enumerate(KINDS):
        found = told.pop(f"B{number:04d}", [])
        wanted = (kind.kind, kind.table, kind.path)
        if wanted not in [(one["kind"], one["table"], one["path"]) for one in found]:
            wrong.append((kind.name, wanted, found))
        assert all(one["reason"] and one["row"] and one["line"] for one in found)
    assert not wrong
    # And nothing is said of anybody else.
    assert not told


def test_the_line_told_is_the_line_meant(mixed: tuple[Path, Ran]) -> None:
    folder, _ = mixed
    for one in rejects(folder):
        lines = (folder / "tables" / one["table"]).read_bytes().split(b"\n")
        assert lines[int(one["line"]) - 1].startswith(one["key"].encode()), one


def test_every_good_row_is_decided(mixed: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, ran = mixed
    alone = decided(write_lines([lines_of(good(n)) for n in range(len(KINDS))], tmp_path / "t"), tmp_path / "d.parquet")
    assert (ran.digest, ran.decided) == (alone.digest, len(KINDS))
    found, wanted = pq.read_table(folder / "decisions.parquet"), pq.read_table(tmp_path / "d.parquet")
    assert found.drop_columns(["row"]).equals(wanted.drop_columns(["row"]))
    # Two rows have one key, where the others have one each.
    assert (ran.read, ran.bad) == (2 * len(KINDS) + 1, len(KINDS) + 1)


def test_chunks_refuse_alike(mixed: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, ran = mixed
    other = decided(folder / "tables", tmp_path / "decisions.parquet", chunk=7)
    assert (other.digest, other.read, other.bad, other.lost) == (ran.digest, ran.read, ran.bad, ran.lost)
    order = sorted(rejects(folder), key=str)
    assert sorted(rejects(tmp_path), key=str) == order


def test_lines_that_belong_to_nobody(tmp_path: Path) -> None:
    people = [lines_of(good(n)) for n in range(6)]
    people[2].raw["jobs"] = [
        b"X1,1" + b"," * (_width(people, tmp_path) - 2),
        b",1" + b"," * (_width(people, tmp_path) - 2),
    ]
    people[3].raw["jobs"] = [b"X2,1"]
    ran = decided(write_lines(people, tmp_path / "t"), tmp_path / "decisions.parquet")
    assert (ran.read, ran.bad, ran.lost) == (6, 0, 3)
    told = [(one["row"], one["table"], one["key"], one["kind"]) for one in rejects(tmp_path)]
    assert told == [
        ("", "jobs.csv", "X1", "orphan"),
        ("", "jobs.csv", "", "key-missing"),
        ("", "jobs.csv", "X2", "csv-columns"),
    ]


def _width(people: list[Lines], folder: Path) -> int:
    written = write_lines(people, folder / "w") / "jobs.csv"
    return written.read_text(encoding="utf-8").splitlines()[0].count(",") + 1


def test_people_without_a_key(tmp_path: Path) -> None:
    people = [lines_of(good(n)) for n in range(4)]
    people[1].tables["persons"][0]["id"] = ""
    ran = decided(write_lines(people, tmp_path / "t"), tmp_path / "decisions.parquet")
    assert (ran.read, ran.bad) == (4, 1)
    told = [(one["row"], one["kind"]) for one in rejects(tmp_path) if one["row"]]
    assert told == [("2", "key-missing")]
