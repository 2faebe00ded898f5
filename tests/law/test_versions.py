"""The versions of the law against the notes on it: dates, instruments, conditions and main figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jalon.language import expressions as x
from jalon.language.statutes import Condition, Version
from jalon.language.walk import contested_points, per_credential, walk
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.law.instruments import D_963_2018, SOURCES, cite
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS
from jalon.readings.decide.evaluate import compiled, environment

GENERAL = "age intention stay self-sufficiency"
STUDIES = "diploma study-stay new-programme bursary"
JOBS = "purpose presence job-at-filing experience"
IN_2023 = "diploma study-stay bursary presence job-at-filing oral-french written-french spouse-oral-french values"

# since, until, instruments, conditions asked or kept.
GRADUATES = [
    ("2010-02-14", "2011-02-13", "RSRE-2010", f"{GENERAL} {STUDIES} oral-french"),
    ("2011-02-14", "2013-07-31", "RSRE-2010", f"{GENERAL} {STUDIES} oral-french"),
    ("2013-08-01", "2018-08-01", "D-762-2013", f"{GENERAL} {STUDIES} oral-french"),
    ("2018-08-02", "2019-10-31", "D-963-2018", f"{GENERAL} {STUDIES} oral-french"),
    (
        "2019-11-01",
        "2019-11-13",
        "D-1138-2019 D-1030-2019",
        f"{GENERAL} {STUDIES} oral-french training-domain experience",
    ),
    ("2019-11-14", "2019-12-31", "D-1138-2019", f"{GENERAL} {STUDIES} oral-french"),
    ("2020-01-01", "2020-07-21", "D-1030-2019 D-1138-2019", f"{GENERAL} {STUDIES} oral-french values"),
    ("2020-07-22", "2021-01-25", "D-772-2020", f"{GENERAL} {STUDIES} oral-french values experience job-at-filing"),
    (
        "2021-01-26",
        "2021-07-21",
        "D-772-2020",
        f"{GENERAL} {STUDIES} oral-french values experience job-at-filing filing-channel",
    ),
    (
        "2021-07-22",
        "2023-11-22",
        "D-772-2020",
        f"{GENERAL} {STUDIES} oral-french values experience job-at-filing filing-channel spouse-oral-french",
    ),
    ("2023-11-23", "2024-11-22", "D-1570-2023", f"{GENERAL} {IN_2023} filing-channel new-programme"),
    ("2024-11-23", "2026-07-01", "D-1570-2023", f"{GENERAL} {IN_2023} filing-channel studies-in-french"),
    ("2026-07-02", "2026-10-31", "D-1570-2023 *", f"{GENERAL} {IN_2023} filing-channel reference-date"),
    ("2026-11-01", None, "D-1570-2023 *", f"{GENERAL} {IN_2023} filing-channel reference-date"),
]
WORKERS = [
    ("2010-02-14", "2013-07-31", "RSRE-2010", f"{GENERAL} {JOBS} oral-french"),
    ("2013-08-01", "2018-08-01", "D-762-2013", f"{GENERAL} {JOBS} oral-french"),
    ("2018-08-02", "2019-10-31", "D-963-2018", f"{GENERAL} {JOBS} oral-french"),
    ("2019-11-01", "2019-12-31", "D-1138-2019", f"{GENERAL} {JOBS} oral-french"),
    ("2020-01-01", "2020-07-21", "D-1030-2019 D-1138-2019", f"{GENERAL} {JOBS} oral-french values"),
    ("2020-07-22", "2021-01-25", "D-772-2020", f"{GENERAL} {JOBS} oral-french values"),
    ("2021-01-26", "2021-07-21", "D-772-2020", f"{GENERAL} {JOBS} oral-french values filing-channel"),
    (
        "2021-07-22",
        "2023-11-22",
        "D-772-2020",
        f"{GENERAL} {JOBS} oral-french values filing-channel spouse-oral-french",
    ),
    (
        "2023-11-23",
        "2026-07-01",
        "D-1570-2023",
        f"{GENERAL} {JOBS} oral-french values filing-channel spouse-oral-french",
    ),
    (
        "2026-07-02",
        "2026-10-31",
        "D-1570-2023 *",
        f"{GENERAL} {JOBS} oral-french values filing-channel spouse-oral-french reference-date",
    ),
    (
        "2026-11-01",
        None,
        "D-1570-2023 *",
        f"{GENERAL} {JOBS} oral-french values filing-channel spouse-oral-french reference-date",
    ),
]
INTAKE = {
    "peq-graduates": [
        ("0001-01-01", "none"),
        ("2010-02-14", "open"),
        ("2019-07-10", "closed"),
        ("2019-11-01", "open"),
        ("2024-10-31", "closed"),
        ("2025-11-19", "closed"),
        ("2026-07-02", "open"),
        ("2026-11-01", "unknown"),
    ],
    "peq-workers": [
        ("0001-01-01", "none"),
        ("2010-02-14", "open"),
        ("2025-06-05", "closed"),
        ("2025-11-19", "closed"),
        ("2026-07-02", "open"),
        ("2026-11-01", "unknown"),
    ],
}
POINT_IDS = [
    "A-U1",
    "A-U2",
    "A-U3",
    "A-U5",
    "A-U6",
    "A-U8",
    "A-U9",
    "B-9",
    "A-U11",
    "A-U13",
    "A-U15",
    "C-bursary",
    "B-1",
    "B-2",
    "B-3",
    "B-4",
    "B-5",
    "B-6",
    "B-8",
    "B-11",
    "B-12",
    "B-13",
    "B-14",
    "C-1",
    "C-2",
    "C-3",
    "C-4",
    "C-5",
    "C-6",
    "C-7",
]
LATER = date(2030, 1, 1).toordinal()


def every_version() -> list[Version]:
    return [v for p in PROGRAMMES.values() for v in (*p.versions, *(v for _, versions in p.views for v in versions))]


def every_condition() -> list[Condition]:
    found: list[Condition] = []
    for version in every_version():
        for condition in version.conditions:
            former = condition.former
            texts = (condition, former.condition, former.new) if former else (condition,)
            found += [text for text in texts if text is not None]
    return found


@pytest.mark.parametrize(("programme", "table"), [("peq-graduates", GRADUATES), ("peq-workers", WORKERS)])
def test_versions(programme: str, table: list[tuple[str, str | None, str, str]]) -> None:
    versions = PROGRAMMES[programme].versions
    assert [(v.since, v.until) for v in versions] == [(since, until) for since, until, _, _ in table]
    for version, (_, _, instruments, conditions) in zip(versions, table, strict=True):
        assert {c.id for c in version.conditions} == set(conditions.split()), version.since
        ids = [i.id for i in version.instruments]
        named = instruments.split()
        assert ids[: len(named)] == named if "*" not in named else ids[0] == named[0], version.since


def test_the_texts_of_november_2019_as_written() -> None:
    for programme, conditions in (
        ("peq-graduates", f"{GENERAL} diploma training-domain study-stay bursary experience oral-french"),
        ("peq-workers", f"{GENERAL} {JOBS} oral-french"),
    ):
        ((name, (version,)),) = PROGRAMMES[programme].views
        assert (name, version.since, version.until) == ("as-written", "2019-11-01", "2019-11-13")
        assert {c.id for c in version.conditions} == set(conditions.split())


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_intake(programme: str) -> None:
    stream = PROGRAMMES[programme]
    assert [(p.since, p.state) for p in stream.intake] == INTAKE[programme]
    assert stream.checked_until == CHECKED_UNTIL == "2026-11-23"
    assert [p.since for p in stream.intake if p.unless is not None] == (
        ["2019-07-10"] if programme == "peq-graduates" else []
    )


def months(programme: str, day: str, condition: str) -> set[int]:
    """The months that the text of a day asks for, earlier texts left out."""
    version = PROGRAMMES[programme].version_on(date.fromisoformat(day).toordinal())
    assert version is not None
    (found,) = [c for c in version.conditions if c.id == condition]
    assert found.new is not None
    return {n.months for n in walk(found.new.expr) if isinstance(n, x.Reaches)}


@pytest.mark.parametrize(
    ("programme", "day", "condition", "asked"),
    [
        ("peq-workers", "2010-02-14", "experience", {12}),
        ("peq-workers", "2018-08-02", "experience", {12}),
        ("peq-workers", "2020-07-21", "experience", {12}),
        ("peq-workers", "2020-07-22", "experience", {24}),
        ("peq-workers", "2023-11-23", "experience", {24}),
        ("peq-workers", "2026-07-02", "reference-date", {24}),
        ("peq-graduates", "2020-07-22", "experience", {12, 18}),
        ("peq-graduates", "2023-11-22", "experience", {12, 18}),
    ],
)
def test_months_of_experience(programme: str, day: str, condition: str, asked: set[int]) -> None:
    assert months(programme, day, condition) == asked


def figures(condition: Condition, lang: str) -> str:
    return condition.words.text(lang)


@pytest.mark.parametrize(
    ("programme", "day", "condition", "said"),
    [
        ("peq-workers", "2014-01-01", "oral-french", ("7",)),
        ("peq-graduates", "2014-01-01", "oral-french", ("7",)),
        ("peq-graduates", "2024-01-01", "written-french", ("5",)),
        ("peq-workers", "2022-01-01", "spouse-oral-french", ("4",)),
        ("peq-workers", "2022-01-01", "experience", ("24", "36")),
        ("peq-workers", "2015-01-01", "experience", ("12", "24")),
        ("peq-graduates", "2024-12-01", "studies-in-french", ("75", "3")),
        ("peq-graduates", "2015-01-01", "diploma", ("36", "1,800")),
        ("peq-workers", "2015-01-01", "age", ("18",)),
        ("peq-workers", "2015-01-01", "self-sufficiency", ("3",)),
    ],
)
def test_figures_are_said_in_the_words(programme: str, day: str, condition: str, said: tuple[str, ...]) -> None:
    version = PROGRAMMES[programme].version_on(date.fromisoformat(day).toordinal())
    assert version is not None
    (found,) = [c for c in version.conditions if c.id == condition]
    assert found.new is not None
    for figure in said:
        assert figure in figures(found.new, "en")
        assert figure.replace(",", "\u00a0") in figures(found.new, "fr")


def test_conditions_are_known_cited_and_worded() -> None:
    for condition in every_condition():
        assert condition.id in CONDITION_NAMES
        citation = condition.citation
        assert citation.sources, condition.id
        assert set(citation.sources) <= set(SOURCES)
        assert citation.confidence in ("high", "medium", "low")
        assert citation.sections.strip()
        texts = [condition.words.text(lang) for lang in ("fr", "en")]
        assert all(text.strip() and "{" not in text for text in texts)
        assert texts[0] != texts[1]
        for note in condition.notes:
            assert note.words.text("fr") != note.words.text("en")


def test_a_source_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(ValueError, match="no-such-source"):
        cite(D_963_2018, "34", "high", "riq-34-2023", "no-such-source")


def test_every_name_of_a_condition_is_used() -> None:
    assert {c.id for c in every_condition()} | {"intake"} == set(CONDITION_NAMES)


def test_the_points_of_the_notes_are_in_the_law() -> None:
    assert set(POINT_IDS) <= set(POINTS)
    for id, point in POINTS.items():
        assert point.id == id or (id, point.id) == ("B-9", "A-U9")
        for words in (point.question, *(w for _, w in point.readings)):
            assert words.text("fr") != words.text("en")
        if point.treatment == "contested":
            assert len(point.readings) >= 2
            assert point.decided is None
        else:
            assert not point.readings
            assert point.decided is not None
            assert point.decided.text("fr") != point.decided.text("en")


def test_readings_have_the_names_of_their_point() -> None:
    """So that any reading may be imposed on any expression where its point arises."""
    for condition in every_condition():
        for node in walk(condition.expr):
            if isinstance(node, x.Contested):
                assert {name for name, _ in node.readings} == {name for name, _ in POINTS[node.point].readings}
        assert all(POINTS[point].treatment == "contested" for point in contested_points(condition.expr))


def test_named_parts_have_words_in_both_languages() -> None:
    for condition in every_condition():
        for node in walk(condition.expr):
            if isinstance(node, x.Test):
                assert bool(node.words.text("fr").strip()) == bool(node.words.text("en").strip()), node.id


def test_workers_have_no_condition_about_a_diploma() -> None:
    for version in PROGRAMMES["peq-workers"].versions:
        assert not any(per_credential(condition) for condition in version.conditions)


def test_every_expression_of_the_law_has_a_function() -> None:
    for condition in every_condition():
        assert callable(compiled(condition.expr))
    assert environment((), LATER)[8] == LATER


def test_a_clause_keeps_an_earlier_text_with_its_authority() -> None:
    kept: dict[str, set[Any]] = {}
    for programme in PROGRAMMES.values():
        for version in programme.versions:
            for condition in version.conditions:
                if condition.former is not None:
                    assert condition.former.citation.sources
                    assert condition.former.words.text("fr") != condition.former.words.text("en")
                    kept.setdefault(programme.id, set()).add(version.since)
    assert kept["peq-workers"] == {"2020-07-22", "2021-01-26", "2021-07-22", "2023-11-23", "2026-07-02", "2026-11-01"}
    assert kept["peq-graduates"] == {"2019-11-01", "2020-07-22", "2021-01-26", "2021-07-22", "2023-11-23"}
