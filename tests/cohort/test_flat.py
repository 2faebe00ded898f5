"""A flat table read by a column map: what each column becomes, and what is supposed of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cohort.files import write_csv
from jalon.cohort.files.column_map import flat_facts, own_map, read_map
from jalon.cohort.files.flat import _months_before
from jalon.cohort.files.sources import open_source
from jalon.cohort.rows import data_of
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.run import Plan, Ran, run
from jalon.i18n import speaker
from jalon.language.calendar import add_months

pytestmark = pytest.mark.xdist_group("columns")

SAY = speaker("fr")
ASKED = Asked(key="no", on_column="demande")
MAP = """
columns:
  birth_date: naissance
  purpose_of_stay: {column: motif, values: {travail: work, "9": null}}
  studies.level: diplome
  studies.awarded_on: obtenu
  jobs.occupation.noc2021: cnp
  jobs.hours_per_week: heures
  french.levels.speaking: oral
  spouse.none: seul
constants:
  jobs.in_quebec: true
  french.proof: test
months: {jobs: mois}
none_when_empty: [studies]
"""
ROW = {"no": "a", "demande": "2024-06-30", "naissance": "1990-02", "motif": "travail", "cnp": "21230", "heures": "37.5"}


def facts(tmp_path: Path, *rows: dict[str, Any], text: str = MAP, asked: Asked = ASKED) -> list[dict[str, Any]]:
    """The applicant files that the rows are read as."""
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    write_csv(tmp_path / "flat.csv", [{**dict.fromkeys(COLUMNS, ""), **row} for row in rows], first=COLUMNS)
    source = open_source(str(tmp_path / "flat.csv"), asked, SAY, work=tmp_path, column_map=tmp_path / "map.yaml")
    return [data_of(row) for chunk in source.chunks(100, 0) for row in chunk.rows.to_pylist()]


COLUMNS = ["no", "demande", "naissance", "motif", "diplome", "obtenu", "cnp", "heures", "oral", "seul", "mois", "fin"]


def test_what_columns_become(tmp_path: Path) -> None:
    (person,) = facts(tmp_path, {**ROW, "mois": "14", "oral": "7", "seul": "true", "diplome": "dec-general"})
    assert person == {
        "schema": 1,
        "birth_date": "1990-02",
        "purpose_of_stay": "work",
        "studies": [{"level": "dec-general"}],
        "jobs": [
            {
                "occupation": {"noc2021": "21230"},
                "started_on": date(2023, 4, 30),
                "ended_on": "2024-06-29..2100-12-31",
                "hours_per_week": 37.5,
                "in_quebec": True,
            }
        ],
        "french": [{"proof": "test", "levels": {"speaking": 7}}],
        "spouse": None,
    }


def test_what_is_not_filled_in(tmp_path: Path) -> None:
    bare, none, unknown = facts(
        tmp_path,
        {"no": "a", "demande": "2024-06-30", "naissance": "1990"},
        {**ROW, "mois": "0", "motif": "9"},
        {**ROW, "mois": "", "motif": "autre"},
    )
    assert bare == {"schema": 1, "birth_date": "1990", "studies": []}
    assert none["jobs"] == []
    assert "purpose_of_stay" not in none
    assert unknown["jobs"] == [{"occupation": {"noc2021": "21230"}, "hours_per_week": 37.5, "in_quebec": True}]
    # A value that the map does not name is left for the reader to refuse.
    assert unknown["purpose_of_stay"] == "autre"


def test_months_up_to_a_last_day(tmp_path: Path) -> None:
    text = MAP.replace("  jobs.hours", "  jobs.ended_on: fin\n  jobs.hours")
    ended, held, vague = facts(
        tmp_path,
        {**ROW, "mois": "6", "fin": "2023-12-31"},
        {**ROW, "mois": "6"},
        {**ROW, "mois": "6", "fin": "2023-12"},
        text=text,
    )
    assert (ended["jobs"][0]["started_on"], ended["jobs"][0]["ended_on"]) == (date(2023, 7, 1), "2023-12-31")
    assert (held["jobs"][0]["started_on"], held["jobs"][0]["ended_on"]) == (
        date(2023, 12, 30),
        "2024-06-29..2100-12-31",
    )
    # A last day that is not exact gives no exact first one.
    assert (vague["jobs"][0].get("started_on"), vague["jobs"][0]["ended_on"]) == (None, "2023-12")


def test_months_are_those_of_the_calendar() -> None:
    days = np.arange(10_000, 22_000, 7)
    for months in (0, 1, 11, 12, 25, 120):
        found = _months_before(days, np.full(len(days), months))
        epoch = date(1970, 1, 1).toordinal()
        assert found.tolist() == [add_months(day + epoch, -months) - epoch for day in days.tolist()]


# A job like any other, so that its months are counted.
ORDINARY = {
    "self_employed": "false",
    "controls_business": "false",
    "owns_share_of_business": "false",
    "authorised": "true",
    "internship": "none",
    "field_excluded": "false",
}


def decided(tmp_path: Path, given: Path, column_map: Path | None, asked: Asked = ASKED) -> tuple[Ran, Path]:
    source = open_source(str(given), asked, SAY, work=tmp_path, column_map=column_map)
    plan = Plan(tmp_path / "out.parquet", tmp_path / "out.csv", chunk=10, force=True)
    return run(source, asked, plan, SAY), tmp_path / "out.csv"


def test_decisions_of_a_flat_table(tmp_path: Path) -> None:
    rows = [
        {**ROW, "mois": "14"},
        {**ROW, "mois": "beaucoup"},
        {**ROW, "mois": "3.5"},
        {**ROW, "heures": "900", "mois": "1"},
        {**ROW, "mois": "-1"},
        {**ROW, "demande": ""},
    ]
    more = "".join(f"\n  jobs.{fact}: {value}" for fact, value in ORDINARY.items())
    facts(tmp_path, *rows, text=MAP.replace("\nmonths", f"{more}\nmonths"))
    ran, rejects = decided(tmp_path, tmp_path / "flat.csv", tmp_path / "map.yaml")
    assert (ran.read, ran.bad) == (6, 5)
    told = [line.replace('"', "").split(",") for line in rejects.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(line[0], line[1], line[2], line[4], line[5]) for line in told] == [
        ("2", "flat.csv", "3", "mois", "months"),
        ("3", "flat.csv", "4", "mois", "months"),
        ("4", "flat.csv", "5", "jobs[0].hours_per_week", "limits"),
        ("5", "flat.csv", "6", "mois", "months"),
        ("6", "flat.csv", "7", "demande", "missing-key"),
    ]
    (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (row["row"], row["no"], row["filed_on"]) == (1, "a", date(2024, 6, 30))
    assert (row["peq_workers_months_least"], row["peq_workers_months_most"]) == (14, 14)


def test_a_flat_table_in_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {
            "no": [1, 2, 3],
            "demande": [date(2024, 6, 30)] * 3,
            "naissance": [date(1990, 2, 1)] * 3,
            "mois": pa.array([14, None, 0], pa.int32()),
            "heures": [37.5, 40.0, None],
            "vrai": [True, False, None],
        }
    )
    pq.write_table(table, tmp_path / "flat.parquet")
    text = "columns: {birth_date: naissance, jobs.hours_per_week: heures, jobs.in_quebec: vrai}\nmonths: {jobs: mois}\n"
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    ran, _ = decided(tmp_path, tmp_path / "flat.parquet", tmp_path / "map.yaml")
    assert (ran.read, ran.bad) == (3, 0)
    assert pq.read_table(tmp_path / "out.parquet").column("no").to_pylist() == [1, 2, 3]


def test_rejects_of_several_flat_files(tmp_path: Path) -> None:
    """Months that are none and hours out of limits, each told by the file and the row in it."""
    for name, months, hours in (("a", [14, 9_999, 3], [30.0, 30.0, 900.0]), ("b", [-1, 2], [30.0, 900.0])):
        days = [date(2024, 6, 30)] * len(months)
        table = pa.table({"no": range(len(months)), "demande": days, "mois": months, "heures": hours})
        pq.write_table(table, tmp_path / f"flat-{name}.parquet")
    text = "columns: {jobs.hours_per_week: heures}\nmonths: {jobs: mois}\n"
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    ran, rejects = decided(tmp_path, Path(f"{tmp_path}/flat-?.parquet"), tmp_path / "map.yaml")
    assert (ran.read, ran.bad) == (5, 4)
    told = [line.replace('"', "").split(",")[:3] for line in rejects.read_text(encoding="utf-8").splitlines()[1:]]
    places = [["2", "a", "2"], ["3", "a", "3"], ["4", "b", "1"], ["5", "b", "2"]]
    assert told == [[row, f"flat-{name}.parquet", line] for row, name, line in places]


def test_columns_called_like_the_facts(tmp_path: Path) -> None:
    rows = [
        {"id": 1, "filed_on": "2024-01-01", "birth_date": "1990", "jobs.hours_per_week": "30", "spouse.none": "true"}
    ]
    write_csv(tmp_path / "flat.csv", rows)
    source = open_source(str(tmp_path / "flat.csv"), Asked(key="id"), SAY, work=tmp_path)
    (row,) = next(iter(source.chunks(10, 0))).rows.to_pylist()
    assert data_of(row) == {"schema": 1, "birth_date": "1990", "jobs": [{"hours_per_week": 30}], "spouse": None}
    assert len(own_map().columns) == len(flat_facts())


def test_what_is_assumed_is_told(tmp_path: Path) -> None:
    facts(tmp_path, ROW)
    asked = ASKED
    source = open_source(str(tmp_path / "flat.csv"), asked, SAY, work=tmp_path, column_map=tmp_path / "map.yaml")
    told = " ".join(source.assumptions)
    for word in ("french, jobs, studies", "vides", "inconnues", "mois", "jobs.in_quebec vaut true"):
        assert word in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a", "columns"),
        ("column: {}", "column.*columns, constants"),
        ("columns: {birthdate: naissance}", "birthdate.*birth_date"),
        ("columns: {birth_date: né}", "né"),
        ("columns: {birth_date: naissanse}", "naissanse.*naissance"),
        ("columns: {birth_date: {col: naissance}}", "column et values"),
        ("columns: {birth_date: {column: naissance, values: 3}}", "column et values"),
        ("columns: [a]", "clés et leurs valeurs"),
        ("columns: {birth_date: naissance}\nconstants: {birth_date: '1990'}", "déjà une colonne"),
        ("columns: {jobs.started_on: fin}\nmonths: {jobs: mois}", "non les deux"),
        ("columns: {birth_date: naissance}\nmonths: {studies: mois}", "jobs"),
        ("columns: {birth_date: naissance}\nnone_when_empty: [job]", "une liste de"),
        ("columns: {birth_date: naissance", "YAML"),
        ("columns: {jobs.leaves.from: fin}", "n’existe pas"),
    ],
)
def test_maps_that_mean_nothing(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(CohortError, match=words):
        facts(tmp_path, ROW, text=text)


def test_maps_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(CohortError, match=path.name):
            read_map(path, SAY)
    (tmp_path / "latin.yaml").write_bytes(b"\xe9")
    with pytest.raises(CohortError, match="latin"):
        read_map(tmp_path / "latin.yaml", SAY)
