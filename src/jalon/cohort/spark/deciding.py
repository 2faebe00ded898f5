"""What a machine of the cluster does: batches of people in, and one stream of rows out.

Spark takes one table out of one passage over the data. So decisions, refusals and tallies travel in the same table, each
row one of them (`KIND`), in columns of their own, and are told apart afterwards. Nothing is kept between batches but sums:
a task that Spark begins again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from jalon._version import __version__
from jalon.cohort.errors import TableError
from jalon.cohort.files.chunks import ONE_FILE, Chunk, Files
from jalon.cohort.running.asked import ROW, Asked, CohortError
from jalon.cohort.running.decided import decide_chunk, of_nobody, told_columns
from jalon.cohort.running.digest import Digest
from jalon.cohort.running.rejects import REJECTS, rejects_table
from jalon.cohort.told.counts import Counts
from jalon.facts import Lang
from jalon.i18n import speaker
from jalon.readings.decide.receipt import law_hash

KIND: Final = "kind"
DECISION: Final = 0
REFUSAL: Final = 1
TALLY: Final = 2
NUMBER: Final = "__row__"
"""The column of people that says which row of the input each one is, from 1."""

RUN: Final = "run"
GROUP: Final = "group"
FAULT: Final = "fault"
TALLIES: Final = pa.schema(
    [
        ("what", pa.string()),
        ("column", pa.string()),
        ("group", pa.string()),
        ("programme", pa.string()),
        ("numbers", pa.list_(pa.int64())),
    ]
)
"""What is added up. `what` is `RUN` (rows read, rows refused, decisions and their digest, see `numbers_of`), `GROUP` (the
tally of one stream in one group), or `FAULT` (what is wrong with the whole run: its text is in `column`)."""
_HALF: Final = 32
# How much of a hash tells two laws apart for people.
_SHOWN: Final = 8


@dataclass(frozen=True)
class Work:
    """What every machine is told: what is asked, in which language to give reasons, the columns of decisions, the engine and
    the law of whoever asks, and the files that people are in."""

    asked: Asked
    lang: Lang
    decisions: pa.Schema
    engine: str = __version__
    law: str = ""
    files: Files = ONE_FILE

    @property
    def schema(self) -> pa.Schema:
        """The columns that go out: the kind, then those of decisions, refusals and tallies, numbered, so that no name of
        theirs meets another."""
        parts = (("d", self.decisions), ("r", REJECTS), ("t", TALLIES))
        fields = [(f"{mark}{place}", field.type) for mark, part in parts for place, field in enumerate(part)]
        return pa.schema([(KIND, pa.int8()), *fields])


def work_of(rows: pa.Schema, asked: Asked, lang: Lang, files: Files = ONE_FILE) -> Work:
    """The work asked, on rows of that schema."""
    told = told_columns(of_nobody(asked), asked)
    fields = [(ROW, pa.int64()), *((name, rows.field(name).type) for name in asked.followed)]
    fields += [(name, _plain(column.type)) for name, column in told.items()]
    return Work(asked, lang, pa.schema(fields), law=law_hash(), files=files)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Spark has no dictionaries."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def deciding(work: Work) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function that Spark runs over the batches of each partition."""

    def act(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield from decided_batches(batches, work)

    return act


def decided_batches(batches: Iterable[pa.RecordBatch], work: Work) -> Iterator[pa.RecordBatch]:
    """The rows that come out of those batches, tallies last. What is wrong with the whole run is told in a row of its own,
    where an error would only be tried again."""
    say = speaker(work.lang)
    if (work.engine, work.law) != (__version__, law_hash()):
        # Nothing is decided by two laws at once.
        told = say(
            "Une machine qui décide a une autre version de Jalon ({there}, loi {its_law}) que celle-ci ({here}, loi "
            "{law}). Installez partout la même.",
            there=__version__,
            its_law=law_hash()[:_SHOWN],
            here=work.engine,
            law=work.law[:_SHOWN],
        )
        yield _laid(work, TALLY, _fault(told))
        return
    read = bad = 0
    digest, counts = Digest(), Counts()
    try:
        for batch in batches:
            decided = decide_chunk(_chunk(batch, work.files), work.asked, say)
            read, bad, digest = read + decided.read, bad + decided.bad, digest + decided.digest
            counts.add(decided.counts, say)
            yield _laid(work, DECISION, pa.Table.from_batches([decided.decisions]))
            if decided.refusals:
                yield _laid(work, REFUSAL, rejects_table(decided.refusals))
    except (CohortError, TableError) as error:
        yield _laid(work, TALLY, _fault(error.text(work.lang) if isinstance(error, TableError) else str(error)))
        return
    yield _laid(work, TALLY, _tallies(read, bad, digest, counts))


def _chunk(batch: pa.RecordBatch, files: Files) -> Chunk:
    place = batch.schema.get_field_index(NUMBER)
    numbers = np.asarray(batch.column(place).to_numpy(zero_copy_only=False), np.int64)
    return Chunk(batch.remove_column(place), numbers, batch.num_rows, places=files.places(numbers))


def _laid(work: Work, kind: int, table: pa.Table) -> pa.RecordBatch:
    """A table as rows of one kind: its columns in their places, nothing in those of the others."""
    count = table.num_rows
    here = {DECISION: "d", REFUSAL: "r", TALLY: "t"}[kind]
    arrays = [pa.array(np.full(count, kind, np.int8))]
    for field in list(work.schema)[1:]:
        if field.name[0] == here:
            column = table.column(int(field.name[1:])).cast(field.type)
            arrays.append(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
        else:
            arrays.append(pa.nulls(count, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=work.schema)


def _fault(text: str) -> pa.Table:
    return pa.Table.from_pylist([{"what": FAULT, "column": text, "numbers": [1]}], TALLIES)


def _tallies(read: int, bad: int, digest: Digest, counts: Counts) -> pa.Table:
    rows: list[dict[str, Any]] = [{"what": RUN, "numbers": numbers_of(read, bad, digest)}]
    for column, group, programme, *numbers in counts.to_json():
        together = [number for part in numbers for number in part]
        rows.append({"what": GROUP, "column": column, "group": group, "programme": programme, "numbers": together})
    return pa.Table.from_pylist(rows, TALLIES)


def numbers_of(read: int, bad: int, digest: Digest) -> list[int]:
    """What a run adds up, as numbers whose sums over any number of partitions stay below 2^63: each hash in two halves."""
    halves = [half for whole in (digest.first, digest.second) for half in (whole >> _HALF, whole & (1 << _HALF) - 1)]
    return [read, bad, digest.count, *halves]


def totals(numbers: list[int]) -> tuple[int, int, Digest]:
    """Rows read, rows refused and the digest, from the sums of `numbers_of`."""
    read, bad, count, *halves = numbers
    first, second = ((high << _HALF) + low & (1 << 2 * _HALF) - 1 for high, low in (halves[:2], halves[2:]))
    return read, bad, Digest(count, first, second)
