"""Case files: what a case holds, and errors that name the case."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from jalon.facts import Case, FactsError, load_cases
from jalon.facts.reading import LARGEST_CASES

FULL = """
- id: diploma-three-years-and-a-day
  filed_on: 2024-03-02
  programme: peq-graduates
  view: as-written
  applicant: {schema: 1, spouse: null}
  expected: not-eligible
  failing: [diploma, oral-french]
  source: "s. 33"
  basis: derived
  why: |
    Two lines,
    of reasons.
  group: derived
- id: least
  filed_on: '2024-03-02'
  programme: pstq-4
  applicant: {schema: 1}
"""


def problems(*cases: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(FactsError) as caught:
        load_cases(json.dumps(cases))
    for lang in ("fr", "en"):
        assert caught.value.text(lang)
    return [(problem.case, problem.kind, problem.path) for problem in caught.value.problems]


def case(**more: object) -> dict[str, object]:
    base = {"id": "a", "filed_on": "2024-03-02", "programme": "peq-workers", "applicant": {"schema": 1}}
    return {key: value for key, value in {**base, **more}.items() if value is not ...}


def test_a_case() -> None:
    full, least = load_cases(FULL)
    assert full.filed_on == datetime.date(2024, 3, 2)
    assert (full.view, full.outcomes, full.failing) == ("as-written", ("not-eligible",), ("diploma", "oral-french"))
    assert full.why == "Two lines,\nof reasons.\n"
    assert "spouse" in full.applicant.model_fields_set
    assert (least.view, least.outcomes, least.failing, least.group) == ("as-applied", (), None, None)
    assert isinstance(least, Case)


def test_either_outcome(tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([case(expected_any=["eligible", "undetermined"], failing=[])]))
    (one,) = load_cases(path)
    assert one.outcomes == ("eligible", "undetermined")
    assert one.failing == ()


def test_no_case_is_no_error() -> None:
    assert load_cases("[]") == ()


@pytest.mark.parametrize(
    ("more", "kind", "path"),
    [
        ({"filed_on": "2024-03"}, "date-exact", "filed_on"),
        ({"filed_on": "2024-02-30"}, "date-impossible", "filed_on"),
        ({"filed_on": "soon"}, "date-form", "filed_on"),
        ({"filed_on": None}, "date-form", "filed_on"),
        ({"filed_on": "1815-06-18"}, "date-year", "filed_on"),
        ({"filed_on": ...}, "missing-key", "filed_on"),
        ({"programme": "peq"}, "choice", "programme"),
        ({"view": None}, "choice", "view"),
        ({"expected": "yes"}, "choice", "expected"),
        ({"expected": None}, "null", "expected"),
        ({"expected": "eligible", "expected_any": ["eligible"]}, "both-expected", "expected_any"),
        ({"expected_any": []}, "list-empty", "expected_any"),
        ({"expected_any": ["maybe"]}, "choice", "expected_any[0]"),
        ({"failing": ["Diploma"]}, "slug", "failing[0]"),
        ({"failing": "diploma"}, "list", "failing"),
        ({"basis": "rumour"}, "choice", "basis"),
        ({"group": "fake"}, "choice", "group"),
        ({"why": "a\x07"}, "text-control", "why"),
        ({"why": "a" * 4001}, "text-long", "why"),
        ({"wy": "a"}, "unknown-key", "wy"),
        ({"applicant": {"schema": 1, "jobs": [{"title": 3}]}}, "text", "applicant.jobs[0].title"),
        ({"applicant": {"schema": 1, "job": []}}, "unknown-key", "applicant.job"),
        ({"applicant": None}, "mapping", "applicant"),
        ({"applicant": ...}, "missing-key", "applicant"),
    ],
)
def test_broken_cases(more: dict[str, object], kind: str, path: str) -> None:
    assert problems(case(id="fine"), case(**more)) == [("a", kind, path)]


def test_the_id_itself() -> None:
    assert problems(case(id=...)) == [("#1", "missing-key", "id")]
    assert problems(case(), case(id=7)) == [("#2", "slug", "id")]
    assert problems(case(id="A b")) == [("A b", "slug", "id")]
    assert problems(case(id="x" * 101))[0][1] == "slug"
    assert problems(case(), case(), case()) == [("a", "same-id", "id")] * 2
    assert problems("text", 3) == [("#1", "mapping", ""), ("#2", "mapping", "")]


def test_problems_of_all_cases_with_lines() -> None:
    text = FULL.replace("spouse: null", "spouse: 3").replace("pstq-4", "pstq-9")
    with pytest.raises(FactsError) as caught:
        load_cases(text, name="cases.yaml")
    assert [(problem.case, problem.line) for problem in caught.value.problems] == [
        ("diploma-three-years-and-a-day", 6), ("least", 17),
    ]  # fmt: skip
    assert caught.value.name == "cases.yaml"
    assert "cas least, ligne 17, programme : «\u00a0pstq-9\u00a0»" in caught.value.text("fr")
    assert "pstq-1" in caught.value.text("en")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("schema: 1\nbirth_date: 1990\n", "applicant-file", "jalon decide"),
        ("a: 1", "not-cases", "list of cases"),
        ("Bonjour", "not-cases", "“Bonjour”"),
        ("", "empty", "empty"),
        ("- &a {id: a}\n- *a", "anchor", "aliases"),
    ],
)
def test_not_a_case_file(text: str, kind: str, words: str) -> None:
    with pytest.raises(FactsError) as caught:
        load_cases(text)
    assert caught.value.problems[0].kind == kind
    assert words in caught.value.text("en")


def test_size() -> None:
    with pytest.raises(FactsError) as caught:
        load_cases(b"#" * (LARGEST_CASES + 1))
    assert "16 MiB" in caught.value.text("en")
    assert "16 Mio" in caught.value.text("fr")
