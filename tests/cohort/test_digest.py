"""The digest of decisions, what is counted, and filing days."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.cohort.running.asked import Asked, CohortError, nearest
from jalon.cohort.running.days import filing_days
from jalon.cohort.running.digest import Digest, digest_of, text_hashes
from jalon.cohort.schema import UNREAD
from jalon.cohort.told.counts import EVERYBODY, Counts, counts_of
from jalon.i18n import speaker
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import Verdicts
from jalon.readings.decide.decision import INTAKE

SAY = speaker("fr")
BITS = len(condition_bits())


def verdicts(count: int, seed: int = 1) -> Verdicts:
    """Made-up verdicts."""
    draw = np.random.default_rng(seed)
    truths = [draw.integers(0, 3, count).astype(np.int8) for _ in range(3)]
    intake = condition_bits()[INTAKE]
    sets = [draw.integers(0, 1 << BITS, count) & ~(1 << intake) for _ in range(2)]
    months = [draw.integers(-1, 120, count).astype(np.int16) for _ in range(3)]
    return Verdicts(*truths, *sets, *months)


def part(found: Verdicts, rows: Any) -> Verdicts:
    return Verdicts(**{field.name: getattr(found, field.name)[rows].copy() for field in fields(found)})


COUNT = 500
FOUND = {"peq-workers": verdicts(COUNT), "peq-graduates": verdicts(COUNT, 2)}
DAYS = np.arange(738_000, 738_000 + COUNT, dtype=np.int32)
KEYS = pa.array([f"key-{n * 7919}" for n in range(COUNT)])


def test_order_and_cuts_change_nothing() -> None:
    whole = digest_of(DAYS, FOUND, KEYS)
    order = list(range(COUNT))
    Random(3).shuffle(order)
    total = Digest()
    for start in range(0, COUNT, 37):
        rows = order[start : start + 37]
        total += digest_of(
            DAYS[rows], {p: part(f, rows) for p, f in reversed(FOUND.items())}, KEYS.take(pa.array(rows))
        )
    assert total == whole
    assert Digest.parse(str(whole)) == whole
    with pytest.raises(ValueError, match="digest"):
        Digest.parse("abc-3")


@pytest.mark.parametrize("name", [field.name for field in fields(Verdicts)])
def test_every_value_counts(name: str) -> None:
    whole = digest_of(DAYS, FOUND, KEYS)
    changed = part(FOUND["peq-workers"], slice(None))
    values = getattr(changed, name).copy()
    values[17] = 1 if values[17] != 1 else 0
    assert digest_of(DAYS, {**FOUND, "peq-workers": replace(changed, **{name: values})}, KEYS) != whole


def test_keys_days_and_streams_count() -> None:
    whole = digest_of(DAYS, FOUND, KEYS)
    swapped = [1, 0, *range(2, COUNT)]
    assert digest_of(DAYS, FOUND, KEYS.take(pa.array(swapped))) != whole
    assert digest_of(DAYS[swapped], FOUND, KEYS) != whole
    assert digest_of(DAYS, FOUND) != whole
    assert (
        digest_of(DAYS, {"peq-workers": FOUND["peq-graduates"], "peq-graduates": FOUND["peq-workers"]}, KEYS) != whole
    )
    assert digest_of(DAYS, {}) == Digest()


def test_rows_that_were_not_read_are_left_out() -> None:
    rows = np.arange(COUNT) % 3 != 0
    found = {programme: part(one, slice(None)) for programme, one in FOUND.items()}
    for one in found.values():
        one.outcome[~rows] = UNREAD
    left = digest_of(DAYS, found, KEYS)
    assert left == digest_of(DAYS[rows], {p: part(one, rows) for p, one in FOUND.items()}, KEYS.filter(pa.array(rows)))
    assert left.count == rows.sum()


@given(st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=30))
def test_hashes_of_texts(texts: list[str | None]) -> None:
    """The same for the same text, wherever it stands and however it is held; no two texts alike."""
    array = pa.array(texts, pa.string())
    first, second = text_hashes(array)
    told = dict(zip(texts, zip(first.tolist(), second.tolist(), strict=True), strict=True))
    assert len(set(told.values())) == len(told)
    for held in (
        pa.array(["padding", *texts], pa.large_string()).slice(1),
        pa.array(texts, pa.string_view()),
        array.dictionary_encode(),
        pa.chunked_array([array.slice(0, 3), array.slice(3)]),
    ):
        again = text_hashes(held)
        assert (again[0].tolist(), again[1].tolist()) == (first.tolist(), second.tolist())


def test_numbers_count_by_their_text() -> None:
    assert text_hashes(pa.array([7, 12]))[0].tolist() == text_hashes(pa.array(["7", "12"]))[0].tolist()


def slow_counts(found: Verdicts, rows: Any) -> tuple[list[int], dict[str, list[int]]]:
    """Counting one by one."""
    outcomes = [int((found.outcome[rows] == value).sum()) for value in range(3)]
    told = {}
    for id, bit in condition_bits().items():
        if id == INTAKE:
            told[id] = [int((found.intake[rows] == value).sum()) for value in (0, 1)]
        else:
            told[id] = [int((one[rows] >> bit & 1).sum()) for one in (found.failing, found.undetermined)]
    return outcomes, told


def test_counts() -> None:
    groups = pa.array([None if n % 5 == 4 else "abcd"[n % 5] for n in range(COUNT)])
    counts = Counts()
    for start in (0, 100):
        rows = slice(start, 100 if start == 0 else None)
        counts.add(counts_of({p: part(f, rows) for p, f in FOUND.items()}, {"g": groups[rows]}, SAY), SAY)
    counts = Counts.from_json(counts.to_json())
    assert counts.columns() == ("g",)
    assert counts.groups("g") == (("g", "a"), ("g", "b"), ("g", "c"), ("g", "d"), ("g", None))
    names = groups.to_pylist()
    for group in (EVERYBODY, *counts.groups("g")):
        rows = [n for n in range(COUNT) if group == EVERYBODY or names[n] == group[1]]
        for programme, found in FOUND.items():
            tally = counts.tally(group, programme)
            outcomes, told = slow_counts(found, rows)
            assert tally.outcomes.tolist() == outcomes
            assert tally.size == len(rows)
            for id, bit in condition_bits().items():
                assert [tally.failing[bit], tally.undetermined[bit]] == told[id], id


DAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    "values",
    [
        pa.array([DAY]),
        pa.array([DAY], pa.date64()),
        pa.array([datetime(2024, 6, 3, 23, 59)]),
        pa.array([datetime(2024, 6, 3, 1)], pa.timestamp("s")),
        pa.array(["2024-06-03"]),
        pa.array([" 2024-06-03"], pa.large_string()),
        pa.array(["2024-06-03"], pa.string_view()),
        pa.array(["2024-06-03"]).dictionary_encode(),
    ],
)
def test_filing_days(values: pa.Array) -> None:
    batch = pa.RecordBatch.from_pydict({"filed_on": values})
    days, problems = filing_days(batch, Asked(), SAY)
    assert (days.tolist(), problems) == ([DAY.toordinal()], {})


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "missing-key"),
        ("", "missing-key"),
        ("2024", "date-exact"),
        ("2024-06", "date-exact"),
        ("2024-06-03..2024-06-04", "date-exact"),
        ("03/06/2024", "date-exact"),
        ("2024-02-30", "date-impossible"),
        ("1850-01-01", "date-year"),
        (date(1850, 1, 1), "date-year"),
        (date(9999, 12, 31), "date-year"),
    ],
)
def test_filing_days_that_are_none(value: Any, kind: str) -> None:
    good = DAY if isinstance(value, date) else DAY.isoformat()
    batch = pa.RecordBatch.from_pydict({"filed_on": pa.array([value, good])})
    days, problems = filing_days(batch, Asked(), SAY)
    assert {row: problem.kind for row, problem in problems.items()} == {0: kind}
    assert days.tolist() == [DAY.toordinal()] * 2
    assert problems[0].text("fr")


def test_columns_that_hold_no_days() -> None:
    for values in (pa.array([1]), pa.array([True]), pa.array([[DAY]])):
        with pytest.raises(CohortError, match="filed_on"):
            filing_days(pa.RecordBatch.from_pydict({"filed_on": values}), Asked(), SAY)
    _, problems = filing_days(pa.RecordBatch.from_pydict({"filed_on": pa.nulls(2)}), Asked(), SAY)
    assert len(problems) == 2


def test_names_that_look_alike() -> None:
    known = ("birth_date", "jobs", "studies", "permits")
    assert [nearest(name, known) for name in ("birthdate", "Birth-Date", "job", "region", "study")] == [
        "birth_date",
        "birth_date",
        "jobs",
        "",
        "",
    ]
