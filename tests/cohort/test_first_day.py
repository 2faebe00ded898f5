"""The first day on which each person would qualify, beside the decisions: in frames, files and on Spark."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli.calling import jalon
from cohort.files import some_people, table_of, write_parquet
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked
from jalon.cohort.running.keeping import Keeping
from jalon.cohort.running.run import Plan, Ran, run
from jalon.cohort.spark.deciding import DECISION, KIND, NUMBER, decided_batches, work_of
from jalon.columns import CohortError, decide
from jalon.i18n import speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide import decision as scalar

pytestmark = pytest.mark.xdist_group("columns")

SAY = speaker("fr")
LAST = date(2025, 6, 30)
PEOPLE = some_people(160)
COLUMNS = [f"{programme.replace('-', '_')}_first_day" for programme in PROGRAMMES]


def eligible(one: Any, programme: str, day: date) -> bool:
    return scalar.decide(one.applicant, day, programme).outcome == "eligible"


def test_the_first_day_is_the_first() -> None:
    """It is one on which the scalar reading says eligible, the eve is not; and where there is none, no day is."""
    frame = decide(table_of(PEOPLE), first_day_to=LAST)
    found = some = 0
    for programme, column in zip(PROGRAMMES, COLUMNS, strict=True):
        for one, day in zip(PEOPLE, frame.column(column).to_pylist(), strict=True):
            if day is None:
                days = [one.day + timedelta(step) for step in range(0, max(0, (LAST - one.day).days), 61)]
                assert not any(eligible(one, programme, other) for other in days), (one.key, programme)
                some += len(days)
            else:
                found += 1
                assert one.day <= day <= LAST
                assert eligible(one, programme, day), (one.key, programme)
                assert day == one.day or not eligible(one, programme, day - timedelta(1)), (one.key, programme)
    assert found > 20
    assert some > 200


def test_columns_and_what_is_refused() -> None:
    names = decide(table_of(PEOPLE[:3]), first_day_to=LAST, programmes=["peq-workers"]).column_names
    assert names[-2:] == ["peq_workers_first_day", "error"]
    assert not any(name.endswith("first_day") for name in decide(table_of(PEOPLE[:3])).column_names)
    rows = table_of(PEOPLE[:6]).to_pylist()
    rows[1]["filed_on"] = None
    rows[2]["jobs"] = [{"hours_per_week": 900.0}]
    found = decide(pa.Table.from_pylist(rows, table_of(PEOPLE[:1]).schema), first_day_to=LAST).to_pylist()
    assert {found[row][column] for row in (1, 2) for column in COLUMNS} == {None}
    whole = decide(table_of(PEOPLE[:6]), first_day_to=LAST).to_pylist()
    for row in (0, 3, 4, 5):
        assert [found[row][column] for column in COLUMNS] == [whole[row][column] for column in COLUMNS]
    for lang, words in (("fr", "jusqu’au 1er janvier 2020"), ("en", "up to 1 January 2020")):
        with pytest.raises(CohortError, match=words):
            decide(table_of(PEOPLE[:3]), on=LAST, first_day_to=date(2020, 1, 1), lang=lang)  # type: ignore[arg-type]
    taken = table_of(PEOPLE[:3]).append_column("peq_workers_first_day", pa.nulls(3))
    with pytest.raises(CohortError, match="peq_workers_first_day"):
        decide(taken, first_day_to=LAST)


def started(people: Path, output: Path, asked: Asked, *, resume: bool = False) -> Ran:
    plan = Plan(output, output.with_suffix(".csv"), chunk=50, resume=resume)
    return run(open_source(str(people), asked, SAY, work=Keeping(output).folder), asked, plan, SAY)


def test_files(tmp_path: Path) -> None:
    """The decisions and their digest are the same with and without; a run goes on only towards the same day."""
    people = write_parquet(PEOPLE, tmp_path / "people.parquet", 70)
    asked = Asked(key="id", first_day_to=LAST)
    without, with_days = (
        started(people, tmp_path / f"{number}.parquet", one) for number, one in enumerate((Asked(key="id"), asked))
    )
    assert without.digest == with_days.digest
    rows = pq.read_table(tmp_path / "1.parquet")
    assert rows.drop(COLUMNS).equals(pq.read_table(tmp_path / "0.parquet"))
    assert rows.schema.field(COLUMNS[0]).type == pa.date32()
    expected = decide(table_of(PEOPLE), first_day_to=LAST)
    assert all(rows.column(name).to_pylist() == expected.column(name).to_pylist() for name in COLUMNS)


def test_on_spark_the_same_columns() -> None:
    table = table_of(PEOPLE)
    work = work_of(table.schema, Asked(key="id", first_day_to=LAST), "fr")
    numbered = table.append_column(NUMBER, pa.array(range(1, table.num_rows + 1), pa.int64()))
    out = pa.Table.from_batches(list(decided_batches(numbered.combine_chunks().to_batches(), work)))
    decisions = out.filter(pa.compute.equal(out.column(KIND), DECISION))
    expected = decide(table, first_day_to=LAST)
    for name in COLUMNS:
        column = decisions.column(f"d{work.decisions.get_field_index(name)}")
        assert column.to_pylist() == expected.column(name).to_pylist()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_command(lang: str, tmp_path: Path) -> None:
    people, output = write_parquet(PEOPLE[:40], tmp_path / "people.parquet"), tmp_path / "d.csv"
    options = ["-o", output, "--key", "id", "--first-day-to", "2025-06-30", "--report", tmp_path / "report"]
    said = jalon("cohort", people, *options, lang=lang)
    assert said.code == 0, said.err
    with output.open(encoding="utf-8-sig", newline="") as file:
        told = [row["peq_workers_first_day"] for row in csv.DictReader(file)]
    expected = decide(table_of(PEOPLE[:40]), first_day_to=LAST).column("peq_workers_first_day").to_pylist()
    assert told == [day.isoformat() if day else "" for day in expected]
    codebook = (tmp_path / "report" / "codebook.md").read_text(encoding="utf-8")
    assert {"fr": "30 juin 2025", "en": "30 June 2025"}[lang] in codebook
    assert jalon("cohort", people, *options[:4], "--first-day-to", "demain", "--force", lang=lang).code == 2
