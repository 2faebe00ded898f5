"""A run that is killed loses and doubles nothing: once resumed, it has decided what an undisturbed one decides."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cohort.files import some_people, write_parquet, write_tables
from conftest import DEEP
from jalon.cohort.files.chunks import Chunk
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.digest import Digest
from jalon.cohort.running.keeping import Keeping
from jalon.cohort.running.rejects import rejects_path
from jalon.cohort.running.run import InterruptedRunError, Plan, Ran, run
from jalon.i18n import speaker

pytestmark = pytest.mark.xdist_group("columns")

KILLS = 20 if DEEP else 3
PEOPLE = 600
CHUNK = 10
SAY = speaker("fr")
ASKED = Asked(key="id", by=("region",))
# The command alone, so that a process of its own can be killed.
PROGRAM = """
import sys, click
from jalon.cli import cohort
from jalon.cli.language import speak
group = click.Group("jalon")
cohort.add_to(group, speak("fr"))
group.main(["cohort", *sys.argv[1:]], prog_name="jalon")
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People, one in forty without a filing day."""
    folder = tmp_path_factory.mktemp("people")
    path = write_parquet(some_people(PEOPLE), folder / "people.parquet")
    table = pq.read_table(path)
    days = [None if at % 40 == 7 else day for at, day in enumerate(table.column("filed_on").to_pylist())]
    table = table.set_column(table.schema.get_field_index("filed_on"), "filed_on", pa.array(days, pa.date32()))
    pq.write_table(table, path, row_group_size=130)
    return path


@pytest.fixture(scope="module")
def undisturbed(people: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """What an undisturbed run gives, and where."""
    output = tmp_path_factory.mktemp("whole") / "decisions.parquet"
    return started(people, output), output


def started(people: Path, output: Path, **options: bool) -> Ran:
    """A run in this process."""
    plan = Plan(output, rejects_path(output), chunk=CHUNK, **options)
    return run(open_source(str(people), ASKED, SAY, work=Keeping(output).folder), ASKED, plan, SAY)


def process(people: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    options = ["--key", "id", "--by", "region", "--batch", str(CHUNK), "--json", *more]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(people), "-o", str(output), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def same(output: Path, whole: Path) -> None:
    """The same decisions and the same rejects, row for row, and nothing left behind."""
    assert pq.read_table(output).equals(pq.read_table(whole))
    found, wanted = (path.read_text() if path.exists() else None for path in map(rejects_path, (output, whole)))
    assert found == wanted
    assert not [path for path in output.parent.iterdir() if ".parts" in path.name]


def test_chunks_change_nothing(people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path) -> None:
    ran, whole = undisturbed
    assert (ran.read, ran.bad, ran.lost) == (PEOPLE, PEOPLE // 40, 0)
    assert ran.digest.count == ran.decided == pq.read_metadata(whole).num_rows
    one = Plan(tmp_path / "o.parquet", tmp_path / "o.csv", chunk=PEOPLE * 2)
    other = run(open_source(str(people), ASKED, SAY, work=tmp_path), ASKED, one, SAY)
    assert (other.digest, other.read, other.bad) == (ran.digest, ran.read, ran.bad)
    assert other.counts.to_json() == ran.counts.to_json()
    assert pq.read_table(one.output).equals(pq.read_table(whole))
    assert pq.read_metadata(whole).metadata[b"jalon.digest"].decode() == str(ran.digest)


def kill_times(seconds: float) -> Iterator[float]:
    """Moments drawn all over a run, the first parts and the last ones."""
    draw = Random(None if DEEP else 6)
    yield from (draw.uniform(0.0, seconds * 1.1) for _ in range(KILLS))


def test_killed_and_resumed(people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path) -> None:
    ran, whole = undisturbed
    out, err = process(people, tmp_path / "timed.parquet").communicate()
    timed = json.loads(out)
    assert timed["digest"] == str(ran.digest), err
    interrupted_runs = 0
    for number, moment in enumerate(kill_times(timed["seconds"])):
        output = tmp_path / f"{number}.parquet"
        doomed = process(people, output)
        # The law is read first; what may be lost comes after.
        end = time.monotonic() + 300
        while not Keeping(output).exists() and doomed.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(moment)
        doomed.send_signal(signal.SIGKILL)
        doomed.communicate()
        interrupted_runs += Keeping(output).exists()
        told, err = process(people, output, "--resume").communicate()
        found = json.loads(told)
        assert found["digest"] == str(ran.digest), err
        assert found["ended_before"] or (found["read"], found["refused"]) == (ran.read, ran.bad)
        same(output, whole)
    assert interrupted_runs


class Stopped(BaseException):
    """A power cut, at one exact place."""


@pytest.mark.parametrize(
    "place", ["replace:1", "replace:7", "replace:end-3", "replace:end-2", "replace:end-1", "fsync:5", "rmtree:end"]
)
def test_cut_at_one_place(
    place: str, people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run is cut between two given acts on the disk: while it keeps a part, joins them, or takes them away."""
    ran, whole = undisturbed
    act, _, when = place.partition(":")
    acts = 0
    output = tmp_path / "decisions.parquet"

    def counting(real: object, name: str) -> object:
        def do(*arguments: object, **options: object) -> object:
            nonlocal acts
            acts += name == act
            if name == act and acts == cut:
                raise Stopped
            return real(*arguments, **options)  # type: ignore[operator]

        return do

    owners = {"replace": (Path, "replace"), "fsync": (os, "fsync"), "rmtree": (__import__("shutil"), "rmtree")}
    owner, name = owners[act]
    cut = -1
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, counting(getattr(owner, name), act))
        started(people, tmp_path / "counted.parquet")
        cut, acts = (acts - int(when.removeprefix("end").lstrip("-") or 0) if "end" in when else int(when)), 0
        with pytest.raises(Stopped):
            started(people, output)
    found = started(people, output, resume=True)
    assert found.digest == ran.digest
    same(output, whole)


def test_stopped_by_the_person(people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path) -> None:
    ran, whole = undisturbed
    output = tmp_path / "decisions.parquet"
    source = open_source(str(people), ASKED, SAY, work=tmp_path)

    def stop(rows: int) -> None:
        if rows >= 200:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError) as stopped:
        run(source, ASKED, Plan(output, rejects_path(output), chunk=CHUNK), SAY, tell=stop)
    assert 150 <= stopped.value.kept <= 200
    assert not output.exists()
    with pytest.raises(CohortError, match="--resume"):
        started(people, output)
    found = started(people, output, resume=True)
    assert (found.digest, found.resumed) == (ran.digest, stopped.value.kept)
    same(output, whole)


def interrupted(people: Path, output: Path) -> None:
    """Leave a run under way."""

    def stop(rows: int) -> None:
        if rows >= 50:
            raise KeyboardInterrupt

    source = open_source(str(people), ASKED, SAY, work=output.parent)
    with pytest.raises(InterruptedRunError):
        run(source, ASKED, Plan(output, rejects_path(output), chunk=CHUNK), SAY, tell=stop)


def test_a_part_cut_short_is_decided_again(people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path) -> None:
    ran, whole = undisturbed
    output = tmp_path / "decisions.parquet"
    interrupted(people, output)
    parts = sorted(Keeping(output).folder.glob("[0-9]*[0-9].arrow"))
    parts[1].write_bytes(parts[1].read_bytes()[:-40])
    found = started(people, output, resume=True)
    assert (found.digest, found.resumed) == (ran.digest, CHUNK)
    same(output, whole)


@pytest.mark.parametrize("changed", ["input", "options", "law", "batch"])
def test_what_a_run_does_not_continue(
    changed: str, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, output = tmp_path / "people.parquet", tmp_path / "decisions.parquet"
    copy.write_bytes(people.read_bytes())
    interrupted(copy, output)
    asked, chunk, words = ASKED, CHUNK, "options"
    if changed == "input":
        os.utime(copy, (1, 1))
        words = "fichiers lus"
    elif changed == "options":
        asked = replace(ASKED, view="as-written")
    elif changed == "batch":
        chunk = CHUNK + 1
    else:
        monkeypatch.setattr("jalon.cohort.running.run.law_hash", lambda: "0")
        words = "la loi"
    plan = Plan(output, rejects_path(output), chunk=chunk, resume=True)
    with pytest.raises(CohortError, match=words):
        run(open_source(str(copy), asked, SAY, work=tmp_path), asked, plan, SAY)
    if changed != "law":
        found = started(copy, output, force=True)
        assert found.resumed == 0


def test_files_in_the_way(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    output.write_text("mine")
    with pytest.raises(CohortError, match="existe déjà"):
        started(people, output)
    assert output.read_text() == "mine"
    started(people, output, force=True)
    again = started(people, output, resume=True)
    assert again.ended_before
    assert again.digest == Digest.parse(pq.read_metadata(output).metadata[b"jalon.digest"].decode())


def test_what_is_read_is_not_written_over(people: Path, tmp_path: Path) -> None:
    copy = tmp_path / "people.parquet"
    copy.write_bytes(people.read_bytes())
    with pytest.raises(CohortError, match="fichier lu"):
        started(copy, copy, force=True)
    assert copy.read_bytes() == people.read_bytes()


def test_two_runs_at_once(people: Path, tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    interrupted(people, output)
    holding = Keeping(output)
    holding.hold()
    with pytest.raises(CohortError, match="Une autre exécution"):
        started(people, output, resume=True)
    with pytest.raises(CohortError, match="Une autre exécution"):
        started(people, output, force=True)
    holding.let_go()
    assert started(people, output, resume=True).read == PEOPLE


def test_an_error_while_reading_leaves_a_run_to_continue(
    people: Path, undisturbed: tuple[Ran, Path], tmp_path: Path
) -> None:
    ran, whole = undisturbed
    output = tmp_path / "decisions.parquet"
    source = open_source(str(people), ASKED, SAY, work=tmp_path)

    class Failing:
        files, columns, rows = source.files, source.columns, source.rows
        assumptions, fingerprint = source.assumptions, source.fingerprint

        def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
            for number, chunk in enumerate(source.chunks(size, skip)):
                if number == 12:
                    raise CohortError("le disque")
                yield chunk

    with pytest.raises(CohortError, match="le disque"):
        run(Failing(), ASKED, Plan(output, rejects_path(output), chunk=CHUNK), SAY)
    found = started(people, output, resume=True)
    assert found.digest == ran.digest
    assert found.resumed >= 9 * CHUNK
    same(output, whole)


def test_tables_resume_too(tmp_path: Path) -> None:
    folder = write_tables(some_people(120), tmp_path / "tables")
    ran = started(folder, tmp_path / "whole.parquet")
    output = tmp_path / "decisions.parquet"
    interrupted(folder, output)
    found = started(folder, output, resume=True)
    assert found.digest == ran.digest
    assert found.resumed >= 20
    same(output, tmp_path / "whole.parquet")
