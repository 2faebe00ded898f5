"""A run on a Spark cluster: read, decide on every machine, add up, write."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pyarrow as pa

from jalon.cohort.files.chunks import CHUNK, Files
from jalon.cohort.files.columns_check import check_columns, check_parts
from jalon.cohort.files.writing import CSV
from jalon.cohort.people import people_of
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.days import filing_days
from jalon.cohort.running.rejects import REJECTS
from jalon.cohort.running.run import Ran
from jalon.cohort.schema import people_schema
from jalon.cohort.spark.deciding import (
    DECISION,
    FAULT,
    GROUP,
    KIND,
    NUMBER,
    REFUSAL,
    RUN,
    TALLY,
    Work,
    deciding,
    totals,
    work_of,
)
from jalon.cohort.spark.places import DECISIONS, REJECTED, Place, in_order, overlap, people_address, sort_of
from jalon.cohort.spark.session import session, told
from jalon.cohort.told.counts import MOST_GROUPS, Counts
from jalon.i18n import Speaker
from jalon.readings.columns.bits import condition_bits
from jalon.readings.decide.decision import OUTCOMES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Bytes handed to a Python process at a time, however few people they are.
_BYTES: Final = "67108864"
# What holds the parts of a tally: outcomes, failing conditions, undetermined ones.
_PARTS: Final = (len(OUTCOMES), len(condition_bits()), len(condition_bits()))
Finish = Callable[[Ran], None]


@dataclass(frozen=True)
class SparkPlan:
    """Where a run on Spark is made, and what it writes: folders of parts, at a path of this machine or at the address of
    a store. `rejects` is where refused rows go (see `rejects_beside`). `partitions` is how many parts
    the people are dealt into; they stay as Spark reads them when it is None."""

    output: str
    rejects: str
    always_rejects: bool = False
    master: str = "local[*]"
    partitions: int | None = None
    batch: int = CHUNK
    force: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


def run_on_spark(people: str, asked: Asked, plan: SparkPlan, say: Speaker, *, finish: Finish = lambda _: None) -> Ran:
    """Decide the people of a Parquet file, folder or pattern on a Spark cluster, and write decisions and rejects.

    The digest and the counts are those of a run on one machine, however the people are dealt. `finish` is given what was
    done once everything is written. Raises `CohortError` and `TableError`; then no decisions are left behind.
    """
    _check_places(people, plan, say)
    with session(plan.master, plan.settings, say) as spark, ThreadPoolExecutor(1) as threads:
        # In a thread of its own, so that Ctrl-C cuts no exchange with Java short: closing the session ends it.
        running = threads.submit(run_in, spark, people, asked, plan, say, finish=finish)
        try:
            return running.result()
        except KeyboardInterrupt:
            spark.stop()
            raise


def run_in(
    spark: SparkSession,
    people: str,
    asked: Asked,
    plan: SparkPlan,
    say: Speaker,
    *,
    finish: Finish = lambda _: None,
) -> Ran:
    """As `run_on_spark`, in a session that is open (see `session`), which stays open."""
    started = time.perf_counter()
    with told(say):
        ran = _run(spark, people, asked, plan, say)
    finish(ran)
    ran.seconds = time.perf_counter() - started
    return ran


def _run(spark: SparkSession, people: str, asked: Asked, plan: SparkPlan, say: Speaker) -> Ran:
    from pyspark import StorageLevel

    address = _check_places(people, plan, say)
    output, rejects = Place(plan.output), Place(plan.rejects)
    for place in (output, rejects):
        place.check_free(spark, say, force=plan.force)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(plan.batch))
    spark.conf.set("spark.sql.execution.arrow.maxBytesPerBatch", _BYTES)
    table, files = _numbered(spark, _read(spark, address, people, say), plan, say)
    count = files.ends[-1] if files.ends else 0
    rows = _checked(table, asked, say)
    work = work_of(rows, asked, say.lang, files)
    found = _wanted(table, asked).mapInArrow(deciding(work), _schema(spark, work.schema))
    # On disk, once for all: what is asked of it below then decides nobody again.
    found = found.persist(StorageLevel.DISK_ONLY)
    try:
        ran = _added_up(found, asked, say)
        if ran.read != count:
            raise CohortError(
                say(
                    "{file} : {read} lignes lues sur {count}. Les fichiers ont changé pendant la lecture : recommencez.",
                    file=people,
                    read=say.number(ran.read),
                    count=say.number(count),
                )
            )
        ran.rejects_written = bool(ran.bad) or plan.always_rejects
        for place in (rejects, output):
            if plan.force and place.exists(spark):
                place.remove(spark)
        if ran.rejects_written:
            _write(found, REFUSAL, work, rejects)
        # Last, so that where decisions are whole (_SUCCESS), everything is.
        _write(found, DECISION, work, output)
        output.check_whole(ran.decided, say)
    finally:
        found.unpersist()
    ran.kept = ran.read
    return ran


def _check_places(people: str, plan: SparkPlan, say: Speaker) -> str:
    """What can be checked before a session is open; gives the address of people. Raises `CohortError`."""
    sort_of(plan.output, DECISIONS, say)
    sort_of(plan.rejects, REJECTED, say)
    address = people_address(people, say)
    places = (people, plan.output, plan.rejects)
    for number, place in enumerate(places):
        for other in places[number + 1 :]:
            if overlap(place, other):
                raise CohortError(_meeting(place, other, say))
    for written in (plan.output, plan.rejects):
        Place(written).check_free(None, say, force=plan.force)
    return address


def _meeting(place: str, other: str, say: Speaker) -> str:
    return say("{file} et {other} : l’un est dans l’autre. Choisissez deux endroits.", file=place, other=other)


def _read(spark: SparkSession, address: str, people: str, say: Speaker) -> DataFrame:
    from pyspark.errors import AnalysisException

    reader = spark.read.option("mergeSchema", "true").option("recursiveFileLookup", "true")
    try:
        return reader.parquet(address)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            raise CohortError(say("{file} : ce fichier n’existe pas.", file=people)) from None
        raise


def _numbered(spark: SparkSession, table: DataFrame, plan: SparkPlan, say: Speaker) -> tuple[DataFrame, Files]:
    """People with the number of their row in the input, from 1, files one after the other; and these. Raises
    `CohortError` when one of the files would be written over."""
    from pyspark.sql import functions as F

    counts: dict[str, int] = dict(table.groupBy("_metadata.file_path").count().collect())
    firsts: dict[str, int] = {}
    total = 0
    for file in in_order(counts):
        for written in (plan.output, plan.rejects):
            if overlap(file, written):
                raise CohortError(_meeting(file, written, say))
        firsts[file], total = total, total + counts[file]
    file, index = "__file__", "__index__"
    named = table.select("*", F.col("_metadata.file_path").alias(file), F.col("_metadata.row_index").alias(index))
    starts = spark.createDataFrame(
        pa.table({file: pa.array(firsts, pa.string()), "__first__": pa.array(firsts.values(), pa.int64())})
    )
    placed = named.join(F.broadcast(starts), file)
    numbered = placed.withColumn(NUMBER, F.col(index) + F.col("__first__") + 1).drop(file, index, "__first__")
    # Spark tells files by their addresses.
    files = Files.of([unquote(one) for one in firsts], [counts[one] for one in firsts])
    return (numbered.repartition(plan.partitions, NUMBER) if plan.partitions else numbered), files


def _checked(table: DataFrame, asked: Asked, say: Speaker) -> pa.Schema:
    """The columns of people as Arrow has them. Raises `CohortError` and `TableError` for what is wrong whatever the row."""
    rows = table.drop(NUMBER).limit(0).toArrow().schema
    check_columns(rows.names, asked, people_schema().names, say)
    check_parts(rows, say)
    nobody = pa.RecordBatch.from_pylist([], rows)
    filing_days(nobody, asked, say)
    people_of(nobody)
    return rows


def _wanted(table: DataFrame, asked: Asked) -> DataFrame:
    from pyspark.sql import functions as F

    kept = {*people_schema().names, *asked.followed, asked.on_column, NUMBER}
    return table.select([F.col(_quoted(name)) for name in table.columns if name in kept])


def _quoted(name: str) -> str:
    return "`{}`".format(name.replace("`", "``"))


def _schema(spark: SparkSession, schema: pa.Schema) -> Any:
    """Types of Arrow as Spark has them."""
    return spark.createDataFrame(schema.empty_table()).schema


def _added_up(found: DataFrame, asked: Asked, say: Speaker) -> Ran:
    """What the whole run did, added up by Spark. Raises `CohortError` when a machine found it could not decide."""
    from pyspark.sql import functions as F

    what, column, group, programme, numbers = (f"t{place}" for place in range(5))
    each = found.where(F.col(KIND) == TALLY).select(
        what, column, group, programme, F.posexplode(numbers).alias("place", "number")
    )
    sums = each.groupBy(what, column, group, programme, "place").agg(F.sum("number").alias("number"))
    # No more than there may be: a column of too many groups is refused below, not gathered.
    most = 10 + sum(_PARTS) * len(asked.programmes) * (1 + (MOST_GROUPS + 1) * len(asked.by))
    added: dict[tuple[Any, ...], dict[int, int]] = {}
    for row in sums.limit(most).collect():
        added.setdefault(tuple(row[:4]), {})[row["place"]] = row["number"]
    faults = sorted(key[1] for key in added if key[0] == FAULT)
    if faults:
        raise CohortError(faults[0])
    ran = Ran()
    columns = ("", *asked.by)
    for key in sorted((key for key in added if key[0] == GROUP), key=lambda key: _rank(key, columns, asked)):
        values = iter([added[key].get(place, 0) for place in range(sum(_PARTS))])
        ran.counts.add(Counts.from_json([[*key[1:], *(list(islice(values, size)) for size in _PARTS)]]), say)
    for key, by_place in added.items():
        if key[0] == RUN:
            ran.read, ran.bad, ran.digest = totals([by_place[place] for place in range(len(by_place))])
    return ran


def _rank(key: tuple[Any, ...], columns: tuple[str, ...], asked: Asked) -> tuple[Any, ...]:
    """The order in which one machine counts: everybody first, streams as they were asked for."""
    _, column, group, programme = key
    return columns.index(column), group is None, group or "", asked.programmes.index(programme)


def _write(found: DataFrame, kind: int, work: Work, place: Place) -> None:
    from pyspark.sql import functions as F

    mark, schema = ("d", work.decisions) if kind == DECISION else ("r", REJECTS)
    columns = [F.col(f"{mark}{number}").alias(name) for number, name in enumerate(schema.names)]
    writer = found.where(F.col(KIND) == kind).select(columns).write
    if place.given.rstrip("/").lower().endswith(CSV):
        writer.option("header", "true").csv(place.address)
    else:
        writer.parquet(place.address)
