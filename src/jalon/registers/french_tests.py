"""French tests and diplomas: the level of the Québec scale that a mark proves, by dated edition of the tables.

Two editions. "older": the ministry's pages of 2019 and 2021 and, where they are silent, the bands of the test makers
(``status`` "inferred"). "2024-11-29": the ministry's correspondence table of that day, which gives each diploma one
band only. Levels are those of the Échelle québécoise, 1 to 12; the four skills are judged apart.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, cast

from jalon.registers.tables import read_table

Confidence = Literal["high", "medium", "low"]
Status = Literal["official", "inferred", "unknown"]

EDITIONS = ("older", "2024-11-29")
"""The editions of the tables, oldest first."""

SKILLS = ("listening", "speaking", "reading", "writing")
"""The four skills."""

TESTS = (
    "TEFAQ",
    "TEF",
    "TEF-Canada",
    "TEF-Quebec",
    "TCF",
    "TCF-Canada",
    "TCF-Quebec",
    "DELF-B1",
    "DELF-B2",
    "DALF-C1",
    "DALF-C2",
)
"""The tests and diplomas that an applicant file may name. The tables also hold DELF-A1 and DELF-A2."""


@dataclass(frozen=True, slots=True)
class FrenchMark:
    """A row of an edition: from ``mark`` up, the skill is at ``level_low`` at least and at ``level_high`` at most.

    ``mark`` and ``top`` (the highest mark of the scale) are in the test's own points. The row is for tests taken from
    ``taken_from`` to ``taken_until``, both days included, None being no limit.
    """

    edition: str
    test: str
    skill: str
    taken_from: date | None
    taken_until: date | None
    mark: float
    top: float
    level_low: int
    level_high: int
    status: Status
    confidence: Confidence
    source: str


@lru_cache(maxsize=1)
def _all_rows() -> tuple[FrenchMark, ...]:
    return tuple(
        FrenchMark(
            edition=row["edition"],
            test=row["test"],
            skill=row["skill"],
            taken_from=_day(row["taken_from"]),
            taken_until=_day(row["taken_until"]),
            mark=float(row["mark"]),
            top=float(row["top"]),
            level_low=int(row["level_low"]),
            level_high=int(row["level_high"]),
            status=cast(Status, row["status"]),
            confidence=cast(Confidence, row["confidence"]),
            source=row["source"],
        )
        for row in read_table("french_marks")
    )


@lru_cache(maxsize=64)
def rows(edition: str | None = None, test: str | None = None) -> tuple[FrenchMark, ...]:
    """Return the rows of an edition and of a test (all of them when None), from the lowest mark up within each skill.

    Raises ValueError for an unknown edition. A test that the edition does not have gives no row.
    """
    if edition is not None:
        _check(edition, EDITIONS, "edition")
    return tuple(
        row for row in _all_rows() if (edition is None or row.edition == edition) and (test is None or row.test == test)
    )


def table() -> list[dict[str, Any]]:
    """Return every row as plain data, days as text."""
    values = [{name: getattr(row, name) for name in row.__dataclass_fields__} for row in _all_rows()]
    return [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} for row in values
    ]


def highest_mark(test: str, skill: str) -> float | None:
    """Return the top of the widest scale that the test has had for this skill; None for a test of no table.

    A mark above it is a slip of the pen. Raises ValueError for an unknown skill.
    """
    _check(skill, SKILLS, "skill")
    return max((row.top for row in rows(None, test) if row.skill == skill), default=None)


@lru_cache(maxsize=16384)
def level_band(
    edition: str, test: str, skill: str, mark: float, taken_earliest: int | None, taken_latest: int | None
) -> tuple[int, int]:
    """Return the lowest and the highest level (1-12) that the mark proves in that edition.

    (0, 0): it proves nothing there - a mark under the lowest of the table, "no equivalence", a test the edition does
    not have, or a mark that the scale cannot hold. ``taken_earliest`` and ``taken_latest`` bound the day of the test
    (proleptic ordinals; None is no bound): when the table changes between them, the answer spans both tables.
    Raises ValueError for an unknown edition or skill, a mark that is negative or no number, or bounds in disorder.
    """
    _check(edition, EDITIONS, "edition")
    _check(skill, SKILLS, "skill")
    if not mark >= 0:
        raise ValueError(f"a mark is a number from 0 up, not {mark!r}")
    if taken_earliest is not None and taken_latest is not None and taken_earliest > taken_latest:
        raise ValueError(f"the test was taken between {taken_earliest} and {taken_latest}: the bounds are in disorder")
    bands: dict[tuple[date | None, date | None], tuple[int, int]] = {}
    for row in _of_skill(edition, test, skill):
        if mark > row.top or not _may_be_taken(row, taken_earliest, taken_latest):
            continue
        span = (row.taken_from, row.taken_until)
        best = bands.setdefault(span, (0, 0))
        if mark >= row.mark:
            bands[span] = max(best, (row.level_low, row.level_high))
    if not bands:
        return (0, 0)
    return min(low for low, _ in bands.values()), max(high for _, high in bands.values())


@lru_cache(maxsize=256)
def _of_skill(edition: str, test: str, skill: str) -> tuple[FrenchMark, ...]:
    return tuple(row for row in rows(edition, test) if row.skill == skill)


def _may_be_taken(row: FrenchMark, earliest: int | None, latest: int | None) -> bool:
    starts_in_time = row.taken_from is None or latest is None or row.taken_from.toordinal() <= latest
    ends_late_enough = row.taken_until is None or earliest is None or row.taken_until.toordinal() >= earliest
    return starts_in_time and ends_late_enough


def _check(value: str, known: tuple[str, ...], what: str) -> None:
    if value not in known:
        raise ValueError(f"unknown {what} {value!r}; known: {', '.join(known)}")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
