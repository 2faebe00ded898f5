"""What a run on Spark says before any cluster is asked, and what its parts do without one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cohort.spark_cluster import check_installed
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.digest import Digest
from jalon.cohort.spark import session
from jalon.cohort.spark.deciding import DECISION, FAULT, KIND, NUMBER, decided_batches, numbers_of, totals, work_of
from jalon.cohort.spark.places import Place, in_order, local, overlap, people_address
from jalon.cohort.spark.running import SparkPlan, run_on_spark
from jalon.i18n import speaker

pytestmark = pytest.mark.xdist_group("columns")
SAY = speaker("fr")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({"filed_on": ["2024-06-03"], "birth_date": ["2000-01-01"]}), path)
    return path


def refused(people: object, output: object, master: str = "local[1]") -> str:
    """What a run says that does not begin."""
    plan = SparkPlan(str(output), f"{output}.rejects.parquet", master=master)
    started = time.monotonic()
    with pytest.raises(CohortError) as told:
        run_on_spark(str(people), Asked(), plan, SAY)
    # Nobody waits for minutes.
    assert time.monotonic() - started < 2 * session.REACH_S
    return str(told.value)


def test_without_pyspark(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "pyspark" else name)
    told = refused(people, tmp_path / "d.parquet")
    assert "pyspark" in told
    assert "pip install 'jalon[cohort,spark]'" in told


def test_without_java(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "default-jre-headless" in refused(people, tmp_path / "d.parquet")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert f"bin/java dans {tmp_path}" in refused(people, tmp_path / "d.parquet")
    # The tests fail as clearly.
    monkeypatch.delenv("JAVA_HOME")
    with pytest.raises(RuntimeError, match=r"scripts/services\.sh"):
        check_installed()


@pytest.mark.parametrize(
    "master", ["spar://a:1", "spark://a", "spark://:7077", "spark://a:99999", "sc://a:1", "local[]"]
)
def test_masters_that_are_none(master: str, people: Path, tmp_path: Path) -> None:
    assert f"--master {master}" in refused(people, tmp_path / "d.parquet", master)


def test_a_master_that_does_not_answer(people: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{free.getsockname()[1]}"
        # Bound, and nobody listens.
        assert "ne répond pas" in refused(people, tmp_path / "d.parquet", master)


def test_places(people: Path, tmp_path: Path) -> None:
    tables, text = tmp_path / "tables", tmp_path / "people.csv"
    tables.mkdir()
    (tables / "persons.csv").write_text("id\n1\n")
    text.write_text("id\n1\n")
    output = tmp_path / "d.parquet"
    for given in (tables, text, tmp_path / "*.csv"):
        assert "en Parquet" in refused(given, output)
    assert "n’existe pas" in refused(tmp_path / "none.parquet", output)
    assert "aucun fichier" in refused(tmp_path / "*.pq", output)
    assert "extensions possibles" in refused(people, tmp_path / "d.csv")
    assert "l’un est dans l’autre" in refused(people, people)
    assert "l’un est dans l’autre" in refused(tmp_path, output)
    output.write_text("mine")
    assert "existe déjà" in refused(people, output)
    assert output.read_text() == "mine"


def test_addresses(people: Path) -> None:
    assert people_address(str(people), SAY) == f"file://{people}"
    assert people_address("hdfs://a/b/*.parquet", SAY) == "hdfs://a/b/*.parquet"
    assert (local("s3a://a/b"), local("file:/a/b%20c"), local("a/b")) == (None, Path("/a/b c"), Path("a/b"))
    assert overlap("hdfs://a/b", "hdfs://a/b/c")
    assert not overlap("hdfs://a/b", "hdfs://a/bc")
    assert overlap("file:/a/b%20c/d", "/a/b c")
    # As paths are sorted, not as texts: the folder before what comes after its name.
    files = ["file:/a/b-1.parquet", "file:/a/b/1.parquet", "file:/a/b%20/1.parquet"]
    assert in_order(files) == [files[1], files[2], files[0]]


def test_rows_that_this_machine_does_not_see(people: Path) -> None:
    folder = people.parent / "decisions.parquet"
    folder.mkdir()
    people.rename(folder / "part-00000.parquet")
    place = Place(str(folder))
    place.check_whole(1, SAY)
    with pytest.raises(CohortError, match="1 lignes écrites sur 2"):
        place.check_whole(2, SAY)


def test_sums_of_any_partitions() -> None:
    parts = [Digest(number, (1 << 64) - number, (1 << 63) + number) for number in range(1, 9)]
    sums = np.sum([numbers_of(3, 1, part) for part in parts], axis=0).tolist()
    assert max(sums) < 1 << 63
    assert totals(sums) == (24, 8, sum(parts, Digest()))


def test_another_version_decides_nothing() -> None:
    rows = pa.schema([("filed_on", pa.string()), ("birth_date", pa.string())])
    work = work_of(rows, Asked(), "fr")
    batch = pa.record_batch({"filed_on": ["2024-06-03"], "birth_date": ["2000-01-01"], NUMBER: [1]})
    for other in (replace(work, engine="0"), replace(work, law="0")):
        (found,) = decided_batches([batch], other)
        assert found.schema.equals(work.schema)
        (row,) = found.to_pylist()
        assert row[KIND] != DECISION
        assert row["t0"] == FAULT
        assert "Installez partout la même" in row["t1"]


def test_reasons() -> None:
    python = "org.apache.spark.SparkException: stage failed\nTraceback (most recent call last):\n  File x\n"
    assert session.reason_of(ValueError(f"{python}ModuleNotFoundError: No module named 'jalon'\n\n\tat a.b")) == (
        "ModuleNotFoundError: No module named 'jalon'"
    )
    java = "An error occurred while calling o1.parquet.\n: org.apache.spark.SparkException: failed\n\tat a.b(c)\n"
    assert (
        session.reason_of(ValueError(f"{java}Caused by: java.io.IOException: no room\n\tat a"))
        == "IOException: no room"
    )
    assert session.reason_of(ValueError()) == "ValueError"
    assert len(session.reason_of(ValueError("x" * 5000))) < 500


def test_machines_that_compile_at_once(tmp_path: Path) -> None:
    """Several processes that find nothing compiled, at one moment: each decides, and what they leave serves the next."""
    program = """
import sys, time
from dataclasses import replace
from pathlib import Path
from random import Random
import numpy as np
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns.deciding import decide_columns
from jalon.readings.columns.tables import tables_of
from readings.people import complete
whole = PROGRAMMES["peq-workers"]
version = whole.versions[-1]
law = replace(
    whole,
    versions=(replace(version, conditions=tuple(c for c in version.conditions if c.id == "presence")),),
    views=(),
    intake=tuple(replace(one, unless=None, state="open") for one in whole.intake[-1:]),
)
assert law.versions[0].conditions
tables = tables_of(bounded(complete(Random(seed)).applicant) for seed in range(40))
go = Path(sys.argv[1])
print("ready", flush=True)
while not go.exists():
    time.sleep(0.001)
found = decide_columns(tables, np.full(40, version.first + 400, np.int32), law)
print(found.conditions.tolist())
"""
    data = tmp_path / "data"
    env = {**os.environ, "JALON_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
    answers = set()
    for attempt in range(3):
        # Two together, twice; then one alone, that finds everything.
        go = tmp_path / f"go-{attempt}"
        if attempt == 1:
            shutil.rmtree(data / "machine")
        some = [
            subprocess.Popen([sys.executable, "-c", program, str(go)], stdout=subprocess.PIPE, text=True, env=env)
            for _ in range(1 if attempt == 2 else 2)
        ]
        for process in some:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        go.touch()
        answers |= {process.communicate()[0] for process in some}
        assert not any(process.returncode for process in some)
    (answer,) = answers
    assert "2" in answer
    assert "0" in answer
    assert list((data / "machine").rglob("*.nbi"))
