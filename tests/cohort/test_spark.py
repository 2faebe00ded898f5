"""A run on a real Spark cluster decides what a run on one machine does, however the people are dealt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from cohort.files import some_people, table_of
from cohort.spark_cluster import JAVA, SETTINGS, Cluster, cluster
from jalon.cohort.errors import TableError
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.run import Plan, Ran, run
from jalon.cohort.spark.running import SparkPlan, run_in
from jalon.cohort.spark.session import session
from jalon.i18n import speaker
from jalon.language.calendar import day

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("columns")

PEOPLE = 600
FILES = 3
# Few days, so that few stretches of the calendar are compiled.
DAYS = ("2019-08-01", "2021-03-10", "2024-06-03")
SAY = speaker("fr")
# The command alone.
PROGRAM = """
import sys, click
from jalon.cli import cohort
from jalon.cli.language import speak
group = click.Group("jalon")
cohort.add_to(group, speak("fr"))
group.main(["cohort", *sys.argv[1:]], prog_name="jalon")
"""
ASKED = Asked(key="id", by=("region",), carried=("number",))


def one_bad_in_forty(people: pa.Table) -> pa.Table:
    """The same people on the days of these tests, numbered; one in forty has no day, and one a date that is none."""
    count = people.num_rows
    epoch = day("1970-01-01")
    days = [None if at % 40 == 7 else day(DAYS[at % len(DAYS)]) - epoch for at in range(count)]
    births = people.column("birth_date").to_pylist()
    births[11::40] = ["hier"] * len(births[11::40])
    for name, values in (("filed_on", pa.array(days, pa.int32()).view(pa.date32())), ("birth_date", pa.array(births))):
        people = people.set_column(people.schema.get_field_index(name), name, values)
    return people.append_column("number", pa.array(range(count), pa.int16()))


@dataclass(frozen=True)
class Known:
    """People in a folder of files, the same people shuffled in one, and what one machine makes of the folder."""

    folder: Path
    shuffled: Path
    ran: Ran
    decisions: pa.Table
    rejects: pa.Table


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    place = tmp_path_factory.mktemp("people")
    folder, shuffled = place / "parts [a]", place / "shuffled.parquet"
    folder.mkdir()
    people = one_bad_in_forty(table_of(some_people(PEOPLE)))
    cut = [0, 90, 400, PEOPLE]
    for number in range(FILES):
        some = people.slice(cut[number], cut[number + 1] - cut[number])
        pq.write_table(some, folder / f"{number}.parquet", row_group_size=70)
    order = list(range(PEOPLE))
    Random(6).shuffle(order)
    pq.write_table(people.take(order), shuffled, row_group_size=50)
    output, rejects = place / "decisions.parquet", place / "rejects.parquet"
    ran = run(open_source(str(folder), ASKED, SAY, work=place), ASKED, Plan(output, rejects), SAY)
    assert (ran.read, ran.bad) == (PEOPLE, PEOPLE // 20)
    return Known(folder, shuffled, ran, plain(pq.read_table(output)), plain(pq.read_table(rejects)))


@pytest.fixture(scope="module")
def spark_cluster() -> Iterator[Cluster]:
    with pytest.MonkeyPatch.context() as patched, cluster() as made:
        # For the Java of whoever asks, too.
        patched.setenv("SPARK_SUBMIT_OPTS", JAVA)
        yield made


@pytest.fixture(scope="module")
def spark(spark_cluster: Cluster) -> Iterator[SparkSession]:
    with session(spark_cluster.master, SETTINGS, SAY) as opened:
        yield opened


def plain(table: pa.Table) -> pa.Table:
    """A table as Spark has it, without dictionaries, in the order of rows."""
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, table.column_names).sort_by("row").combine_chunks()


def written(place: Path) -> pa.Table:
    """What Spark wrote in a folder."""
    assert (place / "_SUCCESS").exists()
    return plain(pq.read_table(place).replace_schema_metadata(None))


def counted(ran: Ran) -> dict[Any, Any]:
    """What a run counts, in no order of groups."""
    return {tuple(row[:3]): row[3:] for row in ran.counts.to_json()}


def same(found: Ran, wanted: Ran) -> None:
    """The same people decided alike."""
    assert (str(found.digest), found.read, found.bad, found.kept) == (
        str(wanted.digest),
        wanted.read,
        wanted.bad,
        wanted.read,
    )
    assert counted(found) == counted(wanted)
    assert list(found.counts.tallies[("", "")]) == list(wanted.counts.tallies[("", "")])


def jalon(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`jalon cohort`, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False, env=env
    )


# First, since a session that stays open has every core of the cluster.
def test_the_command(spark_cluster: Cluster, known: Known, tmp_path: Path) -> None:
    output = tmp_path / "decisions.parquet"
    given = [str(known.folder), "-o", str(output), "--engine", "spark", "--master", spark_cluster.master]
    given += ["--key", "id", "--by", "region", "--carry", "number", "--report", str(tmp_path / "report"), "--json"]
    settings = [f"--spark-conf={name}={value}" for name, value in SETTINGS.items()]
    ended = jalon(*given, *settings, "--partitions", "2", "--strict")
    assert ended.returncode == 3, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["digest"], told["read"], told["refused"]) == (str(known.ran.digest), PEOPLE, known.ran.bad)
    assert told["rejects"] == f"{output}.rejects.parquet"
    assert written(output).equals(known.decisions)
    assert written(Path(told["rejects"])).num_rows == known.rejects.num_rows
    assert (tmp_path / "report" / "counts.csv").exists()
    # No log beside what is told.
    assert "WARN " not in ended.stderr
    assert "Setting default log level" not in ended.stderr
    again = jalon(*given)
    assert again.returncode == 2
    assert "existe déjà" in again.stderr


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_however_people_are_dealt(partitions: int, spark: SparkSession, known: Known, tmp_path: Path) -> None:
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"), partitions=partitions, batch=100)
    found = run_in(spark, str(known.folder), ASKED, plan, SAY)
    same(found, known.ran)
    assert len(list(Path(plan.output).glob("part-*"))) == partitions
    # Row for row, with the numbers of the rows in the files one after the other.
    assert written(Path(plan.output)).equals(known.decisions)
    order = [("row", "ascending"), ("path", "ascending")]
    assert written(Path(plan.rejects)).sort_by(order).equals(known.rejects.sort_by(order))


def test_shuffled_people(spark: SparkSession, known: Known, tmp_path: Path) -> None:
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.csv"), partitions=2)
    found = run_in(spark, str(known.shuffled), ASKED, plan, SAY)
    same(found, known.ran)
    by_key = [table.drop_columns("row").sort_by("id") for table in (written(Path(plan.output)), known.decisions)]
    assert by_key[0].equals(by_key[1])
    lines = pa.concat_tables(pyarrow.csv.read_csv(part) for part in Path(plan.rejects).glob("part-*"))
    assert sorted(lines.column("key").to_pylist()) == sorted(known.rejects.column("key").to_pylist())
    assert set(lines.column("reason").to_pylist()) == set(known.rejects.column("reason").to_pylist())


def test_a_pattern_sets_by_name_and_one_day(spark: SparkSession, known: Known, tmp_path: Path) -> None:
    asked = Asked(on=date.fromisoformat(DAYS[-1]), sets="names")
    pattern = str(known.shuffled.parent / "shuff*.parquet")
    local = Plan(tmp_path / "l.parquet", tmp_path / "l.csv")
    wanted = run(open_source(pattern, asked, SAY, work=tmp_path), asked, local, SAY)
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"))
    same(run_in(spark, pattern, asked, plan, SAY), wanted)
    assert written(Path(plan.output)).equals(plain(pq.read_table(local.output).replace_schema_metadata(None)))
    # Nothing but the birth dates was wrong on that day.
    assert set(written(Path(plan.rejects))["path"].to_pylist()) == {"birth_date"}


def test_a_machine_that_dies(spark: SparkSession, spark_cluster: Cluster, known: Known, tmp_path: Path) -> None:
    """An executor is killed while it decides: Spark begins its tasks again elsewhere, and nothing is lost nor doubled."""
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"), partitions=24, batch=1)
    tracker = spark.sparkContext.statusTracker()
    before = spark_cluster.executors()
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(run_in, spark, str(known.folder), ASKED, plan, SAY)
        while not running.done():
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == 24 and stage.numCompletedTasks >= 2 for stage in stages):
                os.kill(before[0], signal.SIGKILL)
                break
            time.sleep(0.01)
        same(running.result(), known.ran)
    assert before[0] not in spark_cluster.executors()
    assert written(Path(plan.output)).equals(known.decisions)


def test_what_is_in_the_way(spark: SparkSession, known: Known, tmp_path: Path) -> None:
    output, rejects = tmp_path / "d.parquet", tmp_path / "r.parquet"
    plan = SparkPlan(str(output), str(rejects), partitions=1)
    output.mkdir()
    (output / "part-0.parquet").write_text("before")
    rejects.mkdir()
    (rejects / "thesis.txt").write_text("mine")
    with pytest.raises(CohortError, match=r"d\.parquet existe déjà.*--force"):
        run_in(spark, str(known.shuffled), ASKED, plan, SAY)
    forced = replace(plan, force=True)
    with pytest.raises(CohortError, match=r"thesis\.txt"):
        run_in(spark, str(known.shuffled), ASKED, forced, SAY)
    assert (output / "part-0.parquet").read_text() == "before"
    (rejects / "thesis.txt").rename(rejects / "part-1.parquet")
    same(run_in(spark, str(known.shuffled), ASKED, forced, SAY), known.ran)
    assert written(output).num_rows == known.ran.decided
    # No row is refused: what was refused before is taken away.
    ok = tmp_path / "ok.parquet"
    table = pq.read_table(known.shuffled)
    pq.write_table(table.filter(pc.is_in(table["id"], known.decisions["id"].combine_chunks())), ok)
    assert not run_in(spark, str(ok), ASKED, forced, SAY).rejects_written
    assert not rejects.exists()
    with pytest.raises(CohortError, match="l’un est dans l’autre"):
        run_in(spark, str(tmp_path / "*k.parquet"), ASKED, replace(forced, output=str(ok)), SAY)
    assert pq.read_metadata(ok).num_rows == PEOPLE - PEOPLE // 20


@pytest.mark.parametrize(
    ("column", "name", "values", "key", "words"),
    [
        ("birth_date", "birth_dates", pa.array(["2000"] * PEOPLE), "id", "vouliez-vous dire birth_date"),
        ("studies", "studies", pa.array([True] * PEOPLE), "id", "studies.*(bool)"),
        ("filed_on", "filed_on", pa.array([1.5] * PEOPLE), "id", "filed_on.*jours"),
        ("region", "region", pa.array([str(at) for at in range(PEOPLE)]), "id", r"--by region\s: plus de"),
        ("id", "id", pa.array([1] * PEOPLE), "name", r"name\s: cette colonne"),
    ],
    ids=["slip", "type", "days", "groups", "key"],
)
def test_columns_that_cannot_be(
    column: str, name: str, values: pa.Array, key: str, words: str, spark: SparkSession, known: Known, tmp_path: Path
) -> None:
    table = pq.read_table(known.shuffled)
    table = table.set_column(table.schema.get_field_index(column), name, values)
    pq.write_table(table, tmp_path / "people.parquet")
    # Batches of few rows: no machine sees too many groups alone.
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"), partitions=7, batch=50)
    with pytest.raises((CohortError, TableError), match=words):
        run_in(spark, str(tmp_path / "people.parquet"), replace(ASKED, key=key), plan, SAY)
    assert not Path(plan.output).exists()


def test_files_of_different_columns(spark: SparkSession, known: Known, tmp_path: Path) -> None:
    """A column that a file lacks is a fact not known; one of another type stops the run."""
    people = tmp_path / "people"
    people.mkdir()
    table = pq.read_table(known.shuffled)
    pq.write_table(table.slice(0, 300).drop_columns("jobs"), people / "0.parquet")
    pq.write_table(table.slice(300).drop_columns("studies"), people / "1.parquet")
    empty = pa.nulls(300, table.schema.field("jobs").type), pa.nulls(300, table.schema.field("studies").type)
    jobs, studies = table.column("jobs").slice(300), table.column("studies").slice(0, 300)
    whole = table.set_column(table.schema.get_field_index("jobs"), "jobs", [empty[0], *jobs.chunks])
    whole = whole.set_column(whole.schema.get_field_index("studies"), "studies", [*studies.chunks, empty[1]])
    pq.write_table(whole, tmp_path / "whole.parquet")
    local = Plan(tmp_path / "l.parquet", tmp_path / "l.csv")
    source = open_source(str(tmp_path / "whole.parquet"), ASKED, SAY, work=tmp_path)
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"))
    same(run_in(spark, str(people), ASKED, plan, SAY), run(source, ASKED, local, SAY))
    pq.write_table(pa.table({"jobs": [1]}), people / "2.parquet")
    with pytest.raises(CohortError, match=r"\[CANNOT_MERGE.*ARRAY"):
        run_in(spark, str(people), ASKED, replace(plan, force=True), SAY)


def test_nobody(spark: SparkSession, known: Known, tmp_path: Path) -> None:
    pq.write_table(pq.read_table(known.shuffled).slice(0, 0), tmp_path / "people.parquet")
    plan = SparkPlan(str(tmp_path / "d.parquet"), str(tmp_path / "r.parquet"), always_rejects=True)
    ran = run_in(spark, str(tmp_path / "people.parquet"), ASKED, plan, SAY)
    assert (ran.read, ran.bad, ran.digest.count) == (0, 0, 0)
    assert written(Path(plan.output)).schema.equals(known.decisions.schema)
    assert written(Path(plan.rejects)).schema.equals(known.rejects.schema)


def test_a_cluster_that_is_busy(spark: SparkSession, spark_cluster: Cluster) -> None:
    """Another run has every core: we do not wait for ever."""
    del spark
    program = """
import sys
from jalon.cohort.running.asked import CohortError
from jalon.cohort.spark import session
from jalon.i18n import speaker
session.WORKERS_S = 2.0
try:
    with session.session(sys.argv[1], {"spark.executor.memory": "600m"}, speaker("en")):
        print("opened")
except CohortError as error:
    print(error)
"""
    told = subprocess.run(
        [sys.executable, "-c", program, spark_cluster.master], capture_output=True, text=True, check=True
    )
    assert "lent no core in 2 seconds" in told.stdout
    assert "600m" in told.stdout
