"""A frame of people goes in, and a frame of the same kind comes back, a row a row."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from cohort.files import Someone, some_people, table_of
from jalon.cohort.schema import people_schema
from jalon.columns import CohortError, TableError, decide
from jalon.law import PROGRAMMES
from jalon.readings.columns.bits import condition_bits
from jalon.readings.decide import decision as scalar
from jalon.readings.decide.months import measured_months

pytestmark = pytest.mark.xdist_group("columns")

PEOPLE = some_people(120)
TABLE = table_of(PEOPLE)
CONNECTION = duckdb.connect()


def of_duckdb(table: pa.Table) -> Any:
    CONNECTION.register("people_table", table)
    return CONNECTION.sql("select * from people_table")


class Stream:
    """Something that only gives an Arrow stream."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


KINDS: dict[str, tuple[Callable[[pa.Table], Any], type, Callable[[Any], list[dict[str, Any]]]]] = {
    "table": (lambda t: t, pa.Table, lambda f: f.to_pylist()),
    "batch": (lambda t: t.combine_chunks().to_batches()[0], pa.RecordBatch, lambda f: f.to_pylist()),
    "reader": (lambda t: t.to_reader(50), pa.RecordBatchReader, lambda f: f.read_all().to_pylist()),
    "polars": (pl.from_arrow, pl.DataFrame, lambda f: f.to_dicts()),
    "lazy": (lambda t: pl.from_arrow(t).lazy(), pl.LazyFrame, lambda f: f.collect().to_dicts()),
    "pandas": (
        lambda t: t.to_pandas(),
        pd.DataFrame,
        lambda f: f.astype(object).where(f.notna(), None).to_dict("records"),
    ),
    "duckdb": (of_duckdb, duckdb.DuckDBPyRelation, lambda f: f.to_arrow_table().to_pylist()),
    "stream": (Stream, pa.Table, lambda f: f.to_pylist()),
}


def told(one: Someone, programme: str) -> dict[str, Any]:
    """What the scalar reading says, as columns."""
    found = scalar.decide(one.applicant, one.day, programme)
    months = measured_months(found)

    def bits(ids: tuple[str, ...]) -> int:
        return sum(1 << condition_bits()[id] for id in ids if id != scalar.INTAKE)

    values = {
        "outcome": found.outcome,
        "conditions": found.conditions_verdict,
        "intake": ("closed", "unknown", "open")[found.intake.value],
        "failing": bits(found.failing),
        "undetermined": bits(found.undetermined),
        "months_needed": months.needed if months else None,
        "months_least": months.least if months else None,
        "months_most": months.most if months else None,
    }
    return {f"{programme.replace('-', '_')}_{name}": value for name, value in values.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_comes_back(kind: str) -> None:
    make, expected, rows = KINDS[kind]
    frame = decide(make(TABLE), key="id")
    assert isinstance(frame, expected)
    found = rows(frame)
    assert len(found) == len(PEOPLE)
    for row, one in zip(found, PEOPLE, strict=True):
        assert (row["id"], row["region"], row["error"]) == (one.key, one.group, None)
        day = row["filed_on"]
        assert (day.date() if isinstance(day, pd.Timestamp) else day) == one.day
        for programme in PROGRAMMES:
            assert {name: row[name] for name in told(one, programme)} == told(one, programme), one


def test_columns_and_their_order() -> None:
    frame = decide(TABLE.append_column("note", pa.nulls(TABLE.num_rows)), key="region", programmes=["peq-workers"])
    assert frame.column_names == ["region", "id", "note", "filed_on", *told(PEOPLE[0], "peq-workers"), "error"]
    same_day = decide(TABLE, on=date(2024, 6, 3))
    assert set(same_day.column("filed_on").to_pylist()) == {date(2024, 6, 3)}
    assert same_day.column_names[:3] == ["id", "region", "filed_on"]
    moved = decide(TABLE.rename_columns(["day" if n == "filed_on" else n for n in TABLE.column_names]), on_column="day")
    assert moved.column_names[:3] == ["id", "region", "filed_on"]


def test_names_of_conditions() -> None:
    bits, names = decide(TABLE), decide(TABLE, sets="names")
    for programme in ("peq_workers", "peq_graduates"):
        for word in ("failing", "undetermined"):
            column = f"{programme}_{word}"
            for number, ids in zip(bits.column(column).to_pylist(), names.column(column).to_pylist(), strict=True):
                assert sum(1 << condition_bits()[id] for id in ids) == number


def test_rows_that_cannot_be_read_stay_in_their_place() -> None:
    rows = table_of(PEOPLE[:6]).to_pylist()
    rows[1]["filed_on"] = None
    rows[2]["jobs"] = [{"hours_per_week": 900.0}]
    rows[4]["birth_date"] = "hier"
    table = pa.Table.from_pylist(rows, table_of(PEOPLE[:1]).schema)
    for lang, words in (("fr", ("obligatoire", "hors des limites", "n’est pas une date")), ("en", ("required",))):
        found = decide(table, lang=lang).to_pylist()  # type: ignore[arg-type]
        assert [row["error"] is None for row in found] == [True, False, False, True, False, True]
        for row, word in zip((found[1], found[2], found[4]), words, strict=False):
            assert word in row["error"]
            empty = {name: value for name, value in row.items() if name not in ("id", "region", "error")}
            assert set(empty.values()) == {None}
    whole = decide(table_of(PEOPLE[:6])).to_pylist()
    assert [found[at] for at in (0, 3, 5)] == [whole[at] for at in (0, 3, 5)]


def test_pandas_keeps_its_index_and_its_columns() -> None:
    frame = TABLE.to_pandas().set_index(pd.Index([f"x{n // 2}" for n in range(len(PEOPLE))], name="dossier"))
    frame["region"] = frame["region"].astype("category")
    found = decide(frame)
    assert found.index.equals(frame.index)
    assert found["region"].dtype == "category"
    assert str(found["peq_workers_months_least"].dtype) == "Int16"
    assert found["peq_workers_outcome"].tolist() == decide(TABLE).column("peq_workers_outcome").to_pylist()


def test_frames_without_rows() -> None:
    for kind, (make, expected, rows) in KINDS.items():
        empty = TABLE.slice(0, 0)
        frame = decide(pa.RecordBatch.from_pylist([], TABLE.schema) if kind == "batch" else make(empty))
        assert isinstance(frame, expected)
        assert rows(frame) == []


def test_a_relation_stays_on_its_connection() -> None:
    found = decide(of_duckdb(TABLE))
    CONNECTION.register("groups", pa.table({"region": ["Laval"], "name": ["l"]}))
    assert found.join(CONNECTION.sql("select * from groups"), "region").count("*").fetchall() == [(len(PEOPLE) // 4,)]


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        ({"birth_date": "birthdate"}, {}, "birthdate.*birth_date"),
        ({"filed_on": "day"}, {}, "filed_on"),
        ({}, {"key": "idd"}, "idd.*id"),
        ({"region": "peq_workers_outcome"}, {}, "peq_workers_outcome"),
        ({"region": "error"}, {}, "error"),
        ({}, {"programmes": ["peq"]}, "peq-workers"),
        ({}, {"view": "x"}, "as-written"),
        ({}, {"sets": "x"}, "bits"),
        (dict.fromkeys(people_schema().names, "x"), {}, "."),
    ],
)
def test_what_is_refused_at_once(change: dict[str, str], options: dict[str, Any], words: str) -> None:
    names = [change.get(name, name) for name in TABLE.column_names]
    if len(set(names)) < len(names):
        names = [f"{name}{at}" if name == "x" else name for at, name in enumerate(names)]
    with pytest.raises(CohortError, match=words):
        decide(TABLE.rename_columns(names), **options)
    if not options:
        with pytest.raises(CohortError, match=words):
            decide(TABLE.rename_columns(names).to_pandas())


def test_columns_of_the_wrong_sort() -> None:
    at = TABLE.schema.get_field_index("jobs")
    with pytest.raises(TableError, match="jobs"):
        decide(TABLE.set_column(at, "jobs", pa.array([1] * len(PEOPLE))))
    with pytest.raises(CohortError, match="filed_on"):
        decide(TABLE.set_column(TABLE.schema.get_field_index("filed_on"), "filed_on", pa.array([1.5] * len(PEOPLE))))
    with pytest.raises(CohortError, match="hours"):
        decide(pa.table({"jobs": [[{"hours": 3.0}]], "filed_on": [date(2024, 1, 1)]}))
    with pytest.raises(CohortError, match="int"):
        decide(3)
    mixed = pd.DataFrame({"birth_date": [date(1990, 1, 1), 3.5, "x"], "filed_on": ["2024-01-01"] * 3})
    with pytest.raises(CohortError, match="birth_date"):
        decide(mixed)


def test_without_the_extra() -> None:
    code = (
        "import sys\n"
        "class No:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'pyarrow':\n"
        "            raise ModuleNotFoundError('no', name='pyarrow')\n"
        "sys.meta_path.insert(0, No())\n"
        "import jalon.columns\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'jalon[cohort]'" in done.stderr
