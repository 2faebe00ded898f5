"""People read a column at a time are those that the reader of files gives, one after the other."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import numpy as np
import polars
import pyarrow as pa
import pytest

from cohort import odd_rows
from cohort.unpacking import by_row
from conftest import DEEP
from jalon.cohort.errors import TableError
from jalon.cohort.laying.credentials import MOST_CREDENTIALS
from jalon.cohort.people import People, people_of, read_one_by_one
from jalon.cohort.rows import data_of, people_table, row_of
from jalon.cohort.schema import NO_DATE, people_schema
from jalon.cohort.synthetic import synthetic_batches
from jalon.facts import FactsError, Problem, load_cases, parse_applicant, to_dict
from readings.people import complete, partial

ROOT = Path(__file__).parents[2]
PEOPLE = 100_000 if DEEP else 2_000

# One process compiles the kernels, and has all of these tests.
pytestmark = pytest.mark.xdist_group("columns")


def slow(batch: pa.RecordBatch) -> People:
    part, rejected = read_one_by_one(batch, np.arange(batch.num_rows))
    return People(batch.num_rows, (part,), rejected)


def fast_rows(people: People, odd: int = 0) -> None:
    """See that all rows but some were read as columns."""
    assert sum(len(part.rows) for part in people.parts[1:]) + len(people.rejected) == odd


def same(batch: pa.RecordBatch, other: pa.RecordBatch | None = None) -> People:
    """See that a batch gives the same read both ways (or the same as another one); gives it as read by columns."""
    found, wanted = people_of(batch), slow(batch) if other is None else people_of(other)
    assert found.count == batch.num_rows
    # As texts: NaN is not equal to itself.
    assert repr(found.rejected) == repr(wanted.rejected)
    people, expected = by_row(found), by_row(wanted)
    assert people.keys() == expected.keys()
    for row, person in expected.items():
        assert people[row] == person, (row, batch.slice(row, 1).to_pylist())
    return found


@cache
def batch_of(make: Any, count: int, first: int = 0) -> pa.RecordBatch:
    seeds = range(first, first + count)
    (batch,) = people_table(row_of(to_dict(make(Random(s)).applicant)) for s in seeds).combine_chunks().to_batches()
    return batch


@cache
def dated() -> pa.RecordBatch:
    """People whose dates are days, the vague ones left out."""
    return next(iter(synthetic_batches(1_500, 11, missing=0.1)))


def row_batch(rows: list[dict[str, Any]], schema: pa.Schema | None = None) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema=schema or people_schema())


@pytest.mark.parametrize("make", [complete, partial])
def test_generated_people(make: Any) -> None:
    for first in range(0, PEOPLE, 5_000):
        fast_rows(same(batch_of.__wrapped__(make, min(5_000, PEOPLE - first), first)))


def test_worked_cases() -> None:
    applicants = [c.applicant for file in sorted((ROOT / "tests/cases").glob("*.yaml")) for c in load_cases(file)]
    (batch,) = people_table(row_of(to_dict(one)) for one in applicants).to_batches()
    fast_rows(same(batch))


@pytest.mark.parametrize(
    "asked",
    [{}, {"missing": 0.1}, {"missing": 0.6}, {"missing": 0.3, "studies": 5}, {"studies": 0, "jobs": 0, "proofs": 0}],
)
def test_made_up_people(asked: dict[str, Any]) -> None:
    for batch in synthetic_batches(20_000 if DEEP else 1_500, 5, **asked):
        fast_rows(same(batch))


def what_is_wrong(row: dict[str, Any]) -> tuple[Problem, ...]:
    try:
        parse_applicant(data_of(row))
    except FactsError as error:
        return error.problems
    return ()


# --- Odd rows ----------------------------------------------------------------------------------------------------------


def test_every_fault_in_every_place() -> None:
    rows = odd_rows.rows(odd_rows.wrong)
    found = same(row_batch(rows, odd_rows.text_schema()))
    problems = {one.row: one.problems for one in found.rejected}
    assert len(problems) > 500
    for place, row in enumerate(rows):
        assert repr(problems.get(place, ())) == repr(what_is_wrong(row))


def test_every_edge_in_every_place() -> None:
    people = same(row_batch(odd_rows.rows(odd_rows.edges), odd_rows.text_schema()))
    assert len(people.parts[0].rows) > 300


def test_every_fault_beside_people() -> None:
    """Odd rows stand anywhere among others, which are read all the same."""
    people = [odd_rows.texts(row) for row in batch_of(partial, 400).to_pylist()]
    rows = [row for pair in zip(odd_rows.rows(odd_rows.wrong), people * 2, strict=False) for row in pair]
    batch = row_batch(rows, odd_rows.text_schema())
    same(batch)
    same(batch.slice(101, 333))


@pytest.mark.parametrize(
    "row",
    [
        {"birth_date": NO_DATE},
        {"birth_date": date(1899, 12, 31)},
        {"birth_date": date(2101, 1, 1)},
        {"jobs": [{"started_on": date(2020, 5, 2), "ended_on": date(2020, 5, 1)}]},
        {"studies": [{"started_on": date(2020, 5, 2), "completed_on": date(2020, 5, 1)}]},
        {"studies": [{"started_on": date(2020, 5, 2), "awarded_on": date(2020, 5, 1)}]},
        {"stays_in_quebec": [{"from": date(2020, 5, 2), "to": date(2020, 5, 1)}]},
        {"permits": [{}, {"from": date(2020, 5, 2), "to": date(2020, 5, 1)}]},
        {"jobs": [{}, {"leaves": [{"from": date(2020, 5, 2), "to": date(2020, 5, 1)}]}]},
        {"jobs": [{"hours_per_week": float("nan")}]},
        {"jobs": [{"hours_per_week": 168.5}]},
        {"jobs": [{"occupation": {}}]},
        {"jobs": [{"occupation": {"noc2016": "2174", "noc2021": "99999"}}]},
        {"studies": [{"area": {"name": "Soudage"}}]},
        {"studies": [{"area": {"award": "DEP"}}]},
        {"french": [{"levels": {"reading": 13}}]},
        {"french": [{"test": "DELF-B2", "scores": {"writing": 25.5}}]},
        {"french": [{"test": "TCF", "scores": {"speaking": 21.0}, "levels": {"speaking": 9}}]},
        {"french": [{"scores": {"speaking": -1.5}}]},
        {"spouse": {"french": [{"test": "DALF-C1", "scores": {"listening": 26.0}}]}},
        {"children": [{}, {"values_attestation": "2021-02-29"}]},
        {"french_interview": {"held_on": date(1700, 1, 1)}},
        {"french_interview": {"levels": {"writing": 14}}},
        {"ended_regular_file": {"filed_on": date(1700, 1, 1)}},
    ],
    ids=str,
)
def test_typed_faults(row: dict[str, Any]) -> None:
    people = same(row_batch([{}, row, {"intends_to_settle": True}]))
    assert [one.row for one in people.rejected] == [1]


def test_days_out_of_the_calendar() -> None:
    days = pa.array([10_000, 5_000_000, -5_000_000, None], pa.int32()).cast(pa.date32())
    people = same(pa.RecordBatch.from_arrays([days], names=["birth_date"]))
    assert [one.row for one in people.rejected] == [1, 2]
    assert [one.problems[0].kind for one in people.rejected] == ["date-form", "date-form"]


def test_bytes_that_are_no_text() -> None:
    raw = pa.array([b"\xff\xfe", "caf\xe9".encode("latin-1"), b"work", "thé".encode()])
    texts = pa.Array.from_buffers(pa.string(), 4, raw.buffers())
    people = same(pa.RecordBatch.from_arrays([texts], names=["purpose_of_stay"]))
    assert [one.row for one in people.rejected] == [0, 1, 3]
    programme = pa.StructArray.from_arrays([texts], names=["programme"])
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2, 3, 4], pa.int32()), programme)
    assert not same(pa.RecordBatch.from_arrays([lists], names=["studies"])).rejected


def test_too_many_credentials() -> None:
    """Two hundred studies of which nothing is known would make forty thousand credentials."""
    many = [{"studies": [{}] * count} for count in (40, 41, 200)] + [{"studies": [{"level": "bachelor"}] * 200}]
    people = same(row_batch(many))
    assert [one.row for one in people.rejected] == [1, 2]
    assert "at most 40" in people.rejected[0].problems[0].text("en")
    assert len(by_row(people)[0]["credentials"][1]) == MOST_CREDENTIALS


# --- Tables of any make -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("offset", "length"), [(0, 0), (1, 700), (63, 64), (1_203, 297), (1_499, 1)])
def test_slices(offset: int, length: int) -> None:
    for batch in (dated(), batch_of(partial, 2_000)):
        fast_rows(same(batch.slice(offset, length)))


def test_missing_columns() -> None:
    batch = dated()
    for name in people_schema().names:
        kept = [other for other in batch.schema.names if other != name]
        fast_rows(same(batch.select(kept).slice(0, 200)))
        fast_rows(same(batch.select([name]).slice(0, 200)))
    people = same(batch.select([]).slice(0, 0))
    assert people.count == 0
    same(batch.select(["id"]))


def test_texts_are_what_they_say() -> None:
    batch = batch_of(partial, 600)
    text = row_batch([odd_rows.texts(row) for row in batch.to_pylist()], odd_rows.text_schema())
    fast_rows(same(text))
    same(text, batch)


def test_polars() -> None:
    for batch in (dated(), batch_of(partial, 600)):
        for level in (None, polars.CompatLevel.newest()):
            (made,) = polars.from_arrow(batch).to_arrow(compat_level=level).combine_chunks().to_batches()
            fast_rows(same(made, batch))


def test_pandas() -> None:
    for batch in (dated(), batch_of(partial, 600)):
        made = pa.RecordBatch.from_pandas(batch.to_pandas())
        people, wanted = by_row(people_of(made)), by_row(people_of(batch))
        assert people == wanted


def test_duckdb() -> None:
    for batch in (dated(), batch_of(partial, 600)):
        table = pa.Table.from_batches([batch])
        (made,) = duckdb.from_arrow(table).to_arrow_table().combine_chunks().to_batches()
        fast_rows(same(made, batch))


def cast(kind: pa.DataType, leaves: dict[Any, pa.DataType], lists: Any) -> pa.DataType:
    if pa.types.is_struct(kind):
        # In another order too.
        return pa.struct([(one.name, cast(one.type, leaves, lists)) for one in reversed(list(kind))])
    if pa.types.is_list(kind):
        return lists(cast(kind.value_type, leaves, lists))
    return leaves.get(kind, kind)


def moments(value: Any) -> Any:
    """Days as moments of those days."""
    if isinstance(value, dict):
        return {key: moments(item) for key, item in value.items()}
    if isinstance(value, list):
        return [moments(item) for item in value]
    return datetime(value.year, value.month, value.day, 11) if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("leaves", "lists"),
    [
        ({pa.date32(): pa.date64(), pa.int8(): pa.int64(), pa.float64(): pa.float64()}, pa.large_list),
        ({pa.date32(): pa.timestamp("us"), pa.int8(): pa.uint16(), pa.string(): pa.large_string()}, pa.list_),
        ({pa.date32(): pa.timestamp("s"), pa.int8(): pa.float32()}, pa.list_view),
        ({pa.date32(): pa.string(), pa.int8(): pa.string(), pa.bool_(): pa.string()}, pa.large_list_view),
        ({pa.int8(): pa.decimal128(5, 2), pa.string(): pa.string_view()}, pa.list_),
        ({pa.dictionary(pa.int8(), pa.string()): pa.string(), pa.int8(): pa.float64()}, pa.list_),
    ],
)
def test_types(leaves: dict[Any, pa.DataType], lists: Any) -> None:
    batch = dated()
    rows = batch.to_pylist()
    day = leaves.get(pa.date32(), pa.date32())
    if pa.types.is_string(day):
        rows = [odd_rows.texts(row) for row in rows]
        leaves = {**leaves, pa.float64(): pa.string()}
    elif pa.types.is_timestamp(day):
        rows = moments(rows)
    schema = pa.schema([(one.name, cast(one.type, leaves, lists)) for one in batch.schema])
    made = pa.RecordBatch.from_pylist(rows, schema=schema)
    fast_rows(same(made, batch))
    same(made.slice(3, 100))


def test_moments_are_days() -> None:
    times = pa.array([datetime(2020, 5, 1, 13, 30), None], pa.timestamp("ns"))
    days = pa.array([date(2020, 5, 1), None])
    same(*(pa.RecordBatch.from_arrays([one], names=["birth_date"]) for one in (times, days)))


def test_years_and_codes_as_numbers() -> None:
    """A column of years or of codes that a reader of CSV took for numbers, whole or with holes."""
    jobs = pa.array([[{"occupation": {"noc2016": 2174.0}}], [{"occupation": {"noc2016": None}}], []])
    years, attested = pa.array([1990, None, 90], pa.int64()), pa.array([2021.0, None, None])
    people = same(
        pa.RecordBatch.from_arrays([jobs, years, attested], names=["jobs", "birth_date", "values_attestation"])
    )
    assert [one.row for one in people.rejected] == [1, 2]
    assert by_row(people)[0]["jobs"][1][0]["group_2016"] == (2174, 2174)
    assert date.fromordinal(by_row(people)[0]["birth_date"][1]) == date(1990, 12, 31)


def test_nothing_where_nothing_is_known() -> None:
    """What stands under a null counts for nothing: a null group over facts, a null list over elements."""
    inner = pa.array(
        [{"hours": -5.0, "level": "asp"}, {"hours": 600.0, "level": "asp"}, {"hours": 1800.0, "level": "dep"}]
    )
    groups = pa.StructArray.from_arrays([inner.field(0), inner.field(1)], names=["hours", "level"])
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 3], pa.int32()), groups, mask=pa.array([True, False]))
    people = same(pa.RecordBatch.from_arrays([lists], names=["studies"]))
    assert by_row(people)[0]["studies"] == (1, [])
    assert len(by_row(people)[1]["credentials"][1]) == 3
    spouse = pa.StructArray.from_arrays(
        [pa.array([True, True]), pa.array([False, True])], names=["accompanies", "none"], mask=pa.array([True, False])
    )
    people = same(pa.RecordBatch.from_arrays([spouse], names=["spouse"]))
    assert [person["spouses"] for person in by_row(people).values()] == [(1, []), (2, [])]


def test_columns_of_nothing() -> None:
    batch = pa.RecordBatch.from_arrays(
        [
            pa.nulls(2),
            pa.array([None, None], pa.float64()),
            pa.array([[], None], pa.list_(pa.null())),
            pa.array([[{}], []], pa.list_(pa.struct([]))),
            pa.array([[None], []], pa.list_(pa.null())),
        ],
        names=["birth_date", "purpose_of_stay", "jobs", "studies", "permits"],
    )
    people = same(batch)
    assert [one.row for one in people.rejected] == [0]
    assert by_row(people)[1]["jobs"] == (1, [])


def test_keys_that_are_no_facts() -> None:
    """A column beside is carried; a key inside that holds something is refused, as in a file."""
    jobs = pa.array([[{"employer": "x", "in_quebec": True}], [{"employer": None, "in_quebec": True}]])
    people = same(pa.RecordBatch.from_arrays([jobs, pa.array([1, 2])], names=["jobs", "employer"]))
    assert [(one.row, one.problems[0].kind) for one in people.rejected] == [(0, "unknown-key")]


# --- Tables that are none -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "array", "path", "words"),
    [
        ("birth_date", pa.array([[1]]), "birth_date", "dates"),
        ("birth_date", pa.array([True]), "birth_date", "dates"),
        ("jobs", pa.array([3]), "jobs", "lists of groups"),
        ("jobs", pa.array([[3]]), "jobs", "groups of fields"),
        ("jobs", pa.array([[{"leaves": [{"to": [1]}]}]]), "jobs.leaves.to", "dates"),
        ("intends_to_settle", pa.array([1]), "intends_to_settle", "true or false"),
        ("purpose_of_stay", pa.array([2]), "purpose_of_stay", "texts"),
        ("spouse", pa.array([True]), "spouse", "groups of fields"),
        (
            "spouse",
            pa.array([{"french": [{"levels": {"reading": True}}]}]),
            "spouse.french.levels.reading",
            "whole numbers",
        ),
        ("studies", pa.array([[{"hours": date(2020, 1, 1)}]]), "studies.hours", "numbers"),
        ("studies", pa.array([[{"area": {"name": 3}}]]), "studies.area.name", "texts"),
        ("values_attestation", pa.array([[1]]), "values_attestation", "pending"),
    ],
)
def test_columns_that_cannot_hold_their_fact(column: str, array: pa.Array, path: str, words: str) -> None:
    batch = pa.RecordBatch.from_arrays([array], names=[column])
    for read in (people_of, slow):
        with pytest.raises(TableError) as raised:
            read(batch)
        assert raised.value.path == path
        assert path in raised.value.text("fr")
        assert words in raised.value.text("en")


def test_columns_that_stand_twice() -> None:
    twice = pa.RecordBatch.from_arrays([pa.array([True])] * 2, names=["intends_to_settle"] * 2)
    with pytest.raises(TableError, match="twice"):
        people_of(twice)
