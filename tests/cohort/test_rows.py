"""A row of a table of people means what the applicant file means."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from jalon.cohort.rows import data_of, people_table, row_of
from jalon.cohort.schema import NO_DATE, people_schema
from jalon.facts import Applicant, load_cases, parse_applicant, to_dict
from jalon.facts.model import PARTS
from jalon.facts.model import Applicant as Model
from jalon.readings.bounded import bounded
from readings.people import complete, partial

ROOT = Path(__file__).parents[2]


def people() -> list[Applicant]:
    generated = [make(Random(seed)).applicant for seed in range(300) for make in (complete, partial)]
    return generated + [c.applicant for file in sorted((ROOT / "tests/cases").glob("*.yaml")) for c in load_cases(file)]


def test_there_and_back() -> None:
    applicants = people()
    table = people_table(row_of(to_dict(one)) for one in applicants)
    for one, row in zip(applicants, table.to_pylist(), strict=True):
        assert bounded(parse_applicant(data_of(row))) == bounded(one), to_dict(one)


def test_every_key_of_the_file_has_a_column() -> None:
    assert set(people_schema().names) == set(Model.written_keys()) - {"schema"}
    inside = {name for field in people_schema() for name in _names(field.type)}
    assert {key for part in PARTS if part is not Model for key in part.written_keys()} == inside - {"none"}


def _names(kind: pa.DataType) -> set[str]:
    if pa.types.is_list(kind):
        return _names(kind.value_type)
    if pa.types.is_struct(kind):
        return {f.name for f in kind} | {name for f in kind for name in _names(f.type)}
    return set()


@pytest.mark.parametrize(
    ("row", "data"),
    [
        ({"jobs": [{"ended_on": NO_DATE}]}, {"jobs": [{"ended_on": None}]}),
        ({"jobs": [{"ended_on": "none"}]}, {"jobs": [{"ended_on": None}]}),
        ({"spouse": {"none": True, "accompanies": None}}, {"spouse": None}),
        ({"spouse": None}, {}),
        ({"values_attestation": "true"}, {"values_attestation": True}),
        ({"french": [{"proof": "none"}]}, {"french": [{"proof": "none"}]}),
        ({"french": [{"scores": {"speaking": -1.0}}]}, {"french": [{"scores": {"speaking": None}}]}),
        ({"intends_to_settle": None, "group": "x"}, {}),
    ],
)
def test_what_a_row_means(row: dict[str, object], data: dict[str, object]) -> None:
    assert data_of(row) == {"schema": 1, **data}
