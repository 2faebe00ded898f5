"""Made-up people: the same seed gives the same people, every one is readable, and they are told apart from real ones."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from jalon.cohort.rows import data_of
from jalon.cohort.schema import NO_DATE, people_schema
from jalon.cohort.synthetic import NOTICE, ROWS, population_schema, synthetic_batches, synthetic_table
from jalon.cohort.synthetic.draws import Draws
from jalon.cohort.synthetic.french import TESTS, marks
from jalon.facts import parse_applicant
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import decide
from jalon.registers.french_tests import EDITIONS, SKILLS, level_band, rows

DOCS = Path(__file__).parents[2] / "docs"
BESIDE = ("id", "filed_on", "aims_at", "region", "group")
WORKLOADS: tuple[dict[str, Any], ...] = ({}, {"missing": 0.1}, {"jobs": 3, "studies": 2, "proofs": 2})


@pytest.mark.parametrize("options", WORKLOADS)
def test_the_same_seed_gives_the_same_people(options: dict[str, Any]) -> None:
    once, again = synthetic_table(500, 7, **options), synthetic_table(500, 7, **options)
    assert once.equals(again, check_metadata=True)
    other = synthetic_table(500, 8, **options)
    for name in ("birth_date", "filed_on", "jobs", "studies", "french", "permits", "spouse", "region"):
        assert not once[name].equals(other[name]), name


@pytest.mark.parametrize("options", WORKLOADS)
def test_a_person_is_the_same_whatever_the_count(options: dict[str, Any]) -> None:
    many = synthetic_table(ROWS + 300, 3, **options)
    many.validate(full=True)
    assert many.slice(0, 200).equals(synthetic_table(200, 3, **options))
    # The second batch alone, whatever its length.
    assert many.slice(0, ROWS + 40).equals(synthetic_table(ROWS + 40, 3, **options))
    assert not many.slice(0, 300).drop_columns("id").equals(many.slice(ROWS, 300).drop_columns("id"))


def test_options_leave_alone_what_they_do_not_touch() -> None:
    plain, shaped = synthetic_table(300, 5), synthetic_table(300, 5, jobs=3)
    for name in ("filed_on", "studies", "french", "permits", "region"):
        assert plain[name].equals(shaped[name]), name


def test_batches_are_bounded() -> None:
    lengths = [batch.num_rows for batch in synthetic_batches(2 * ROWS + 5, 1)]
    assert lengths == [ROWS, ROWS, 5]
    assert list(synthetic_batches(0, 1)) == []
    assert synthetic_table(0, 1).schema == population_schema()


def test_the_exact_numbers_asked_for() -> None:
    table = synthetic_table(2000, 9, jobs=3, studies=2, proofs=0)
    for name, wanted in (("jobs", 3), ("studies", 2), ("french", 0)):
        assert pc.unique(pc.list_value_length(table[name])).to_pylist() == [wanted]
    mixed = synthetic_table(4000, 9)
    for name, least, most in (("jobs", 1.1, 1.6), ("studies", 0.8, 1.3), ("french", 0.9, 1.3)):
        lengths = pc.list_value_length(mixed[name])
        assert least < pc.mean(lengths).as_py() < most
        assert set(lengths.to_pylist()) == {0, 1, 2, 3}


def test_a_share_of_every_fact_is_unknown() -> None:
    table = synthetic_table(20_000, 4, missing=0.1)
    unknown = dict(_unknown_shares(table))
    assert len(unknown) > 55
    for name, share in unknown.items():
        assert 0.07 < share < 0.13, name
    assert not any(share for _, share in _unknown_shares(synthetic_table(2000, 4)))


# Not written unless they are so, or in the place of one another; the two names of an area go together.
_SELDOM = {"test", "levels", "scores", "area", "name", "award", "occupation", "noc2016", "noc2021", "none"} | {
    "french_interview"
}


def _unknown_shares(table: pa.Table) -> list[tuple[str, float]]:
    """The share of nulls of each fact, among those who have the part that it belongs to."""
    shares: list[tuple[str, float]] = []

    def look(name: str, values: pa.Array) -> None:
        last = name.rsplit(".", 1)[-1]
        if len(values) > 500 and last not in _SELDOM:
            shares.append((name, values.null_count / len(values)))
        if pa.types.is_list(values.type):
            inside(name, values.flatten())
        elif pa.types.is_struct(values.type):
            inside(name, values)

    def inside(name: str, values: pa.Array) -> None:
        if not pa.types.is_struct(values.type):
            return
        there = values.drop_null()
        if there.type.get_field_index("none") >= 0:
            there = there.filter(pc.invert(there.field("none")))
        for field in there.type:
            look(f"{name}.{field.name}", there.field(field.name))

    for name in people_schema().names:
        look(name, table[name].combine_chunks())
    return shares


@pytest.mark.parametrize("options", [*WORKLOADS, {"missing": 0.6}, {"missing": 1.0}])
def test_every_row_is_readable(options: dict[str, Any]) -> None:
    for row in synthetic_table(1500, 11, **options).to_pylist():
        parse_applicant(data_of(row))


def test_decisions_are_mixed() -> None:
    outcomes: Counter[tuple[str, str]] = Counter()
    failing: Counter[str] = Counter()
    people = synthetic_table(2500, 7).to_pylist()
    for row in people:
        decision = decide(parse_applicant(data_of(row)), row["filed_on"], row["aims_at"])
        outcomes[row["aims_at"], decision.outcome] += 1
        failing.update(decision.failing)
    for stream in PROGRAMMES:
        all_of_it = sum(number for (name, _), number in outcomes.items() if name == stream)
        assert all_of_it > 900
        assert 0.15 < outcomes[stream, "eligible"] / all_of_it < 0.5, stream
        assert outcomes[stream, "undetermined"] / all_of_it < 0.1, stream
    assert 0.15 < sum(n for (_, outcome), n in outcomes.items() if outcome == "eligible") / len(people) < 0.4
    assert len([name for name, number in failing.items() if number >= 5]) >= 15


def test_lives_make_sense() -> None:
    for row in synthetic_table(3000, 12).to_pylist():
        begun = [row["birth_date"], *(study["started_on"] for study in row["studies"])]
        assert all(row["birth_date"] < day for day in begun[1:])
        assert all(row["birth_date"] < job["started_on"] <= row["filed_on"] for job in row["jobs"])
        assert all(child["birth_date"] > row["birth_date"] for child in row["children"])
        for study in row["studies"]:
            if study["awarded_on"] != NO_DATE:
                assert study["started_on"] <= study["completed_on"] <= study["awarded_on"] <= row["filed_on"]
        for job in row["jobs"]:
            assert all(job["started_on"] <= leave["from"] <= leave["to"] <= job["ended_on"] for leave in job["leaves"])
        assert all(proof["taken_on"] in (NO_DATE,) or proof["taken_on"] < row["filed_on"] for proof in row["french"])


def test_days_and_programmes() -> None:
    table = synthetic_table(20_000, 2)
    days = Counter(table["filed_on"].to_pylist())
    assert min(days) >= date(2018, 1, 1)
    assert {day.year for day in days} == set(range(2018, 2027))
    # People file on the very days when the law changes.
    firsts = [date.fromordinal(version.first) for version in PROGRAMMES["peq-workers"].versions]
    assert all(days[first] > 0 for first in firsts if first.year >= 2018)
    apart = [row for row in table["studies"].to_pylist() if [one["level"] for one in row[:2]] == ["dep", "asp"]]
    assert 0.003 < len(apart) / table.num_rows < 0.03
    names = pc.unique(table["studies"].combine_chunks().flatten().field("programme"))
    assert 200 < len(names) < 600


def test_marks_show_the_level_they_stand_for() -> None:
    tables = marks()
    checked = 0
    for period, since in enumerate(tables.since.tolist()):
        day = date(1970, 1, 1).toordinal() + since
        edition = EDITIONS[day >= date.fromisoformat(EDITIONS[1]).toordinal()]
        for test, name in enumerate(TESTS[:-1]):
            # A test with two scales on one day is a puzzle of its own.
            if len({(r.taken_from, r.taken_until) for r in rows(edition, name)}) > 1:
                continue
            for place, skill in enumerate(SKILLS):
                for level in range(13):
                    at = (period, test, place, level)
                    bands = {
                        level_band(edition, name, skill, mark, day, day) for mark in (tables.least[at], tables.most[at])
                    }
                    assert len(bands) == 1, (name, skill, level)
                    assert bands.pop()[0] <= level
                    checked += 1
    assert checked > 1000


def test_it_says_that_nobody_is_real(tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    table = synthetic_table(100, 7, missing=0.1, jobs=3)
    pq.write_table(table, file)
    kept = pq.read_table(file)
    assert kept.equals(table)
    metadata = kept.schema.metadata
    for lang in ("fr", "en"):
        assert NOTICE.text(lang).encode() in metadata[b"jalon:synthetic"]
    made = json.loads(metadata[b"jalon:synthetic:made"])
    assert {"count": 100, "seed": 7, "missing": 0.1, "jobs": 3, "studies": None, "proofs": None}.items() <= made.items()


def test_columns_are_documented() -> None:
    names = synthetic_table(1, 1).schema.names
    assert names == [*BESIDE, *people_schema().names]
    for page in ("population.md", "population.en.md"):
        text = (DOCS / page).read_text(encoding="utf-8")
        assert [name for name in names if f"`{name}`" not in text] == [], page


@pytest.mark.parametrize(
    "asked",
    [
        {"count": -1},
        {"seed": -1},
        {"missing": 1.01},
        {"missing": float("nan")},
        {"jobs": -1},
        {"studies": 51},
        {"proofs": 1000},
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(asked))):
        synthetic_batches(**{"count": 10, "seed": 1, **asked})


def test_a_draw_is_made_once() -> None:
    draws = Draws(1, 0)
    assert np.array_equal(draws.uniform("one", 10)[:4], Draws(1, 0).uniform("one", 4))
    with pytest.raises(ValueError, match="twice"):
        draws.uniform("one", 10)
