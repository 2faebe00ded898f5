"""Proofs of French: tests with levels or with marks that the register turns into those levels, studies, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, get_args

import numpy as np

from jalon.cohort.schema import NOT_TAKEN
from jalon.cohort.synthetic.columns import NO_DAY, Columns
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths, owners, pick
from jalon.cohort.synthetic.life import Life
from jalon.facts.model import FrenchTest, ProofKind
from jalon.registers.french_tests import EDITIONS, SKILLS, FrenchMark, rows

PROOFS: Final[tuple[str, ...]] = get_args(ProofKind)
TESTS: Final[tuple[str, ...]] = get_args(FrenchTest)
_OTHER_TEST: Final = TESTS.index("other")
_TEST, _STUDIES, _ORDER, _COURSE, _NONE = (
    PROOFS.index(k) for k in ("test", "studies", "professional-order", "course", "none")
)
# How many proofs: the person's own, and a spouse's.
_COUNTS: Final = np.array((5, 78, 15, 2.0))
_SPOUSE_COUNTS: Final = np.array((22, 72, 6.0))
# In the order of PROOFS: test, studies, professional order, course, none.
_KINDS: Final = np.array((89, 3, 3, 4, 1.0))
_TEST_WEIGHTS: Final = {
    "TEFAQ": 30.0,
    "TCF-Quebec": 27.0,
    "TEF-Canada": 9.0,
    "TCF-Canada": 8.0,
    "TEF": 3.0,
    "TCF": 3.0,
    "TEF-Quebec": 3.0,
    "DELF-B2": 9.0,
    "DELF-B1": 4.0,
    "DALF-C1": 2.0,
    "DALF-C2": 0.5,
    "other": 1.5,
}
_WRITTEN: Final = ("reading", "writing")
_HIGHEST_LEVEL: Final = 12
# Of a paper, against the level of the person: mostly the same, else one or two steps beside.
_BESIDE: Final = np.array((6, 16, 56, 16, 6.0))


@dataclass(frozen=True)
class Marks:
    """The least and the most mark that show a level, by period of the tables, test, skill and level; a period begins on
    each day of `since`. Marks go by `step`."""

    since: Ints
    least: Floats
    most: Floats
    step: Floats


@cache
def marks() -> Marks:
    """The tables of the register, the other way round: from a level to the marks that show it."""
    edition_since = date.fromisoformat(EDITIONS[1])
    cuts = {edition_since} | {row.taken_from for row in rows() if row.taken_from}
    cuts |= {row.taken_until + timedelta(1) for row in rows() if row.taken_until}
    since = [date(1970, 1, 1), *sorted(cuts)]
    shape = (len(since), len(TESTS), len(SKILLS), _HIGHEST_LEVEL + 1)
    least, most, step = np.zeros(shape), np.zeros(shape), np.ones(shape)
    for period, day in enumerate(since):
        for test, name in enumerate(TESTS):
            known = [row for row in rows(EDITIONS[day >= edition_since], name) if _holds(row, day)]
            # Where a scale has no dates, it is the one that people quote.
            known = [row for row in known if row.taken_from is row.taken_until is None] or known
            for skill, paper in enumerate(SKILLS):
                bands = [row for row in known if row.skill == paper]
                for level in range(_HIGHEST_LEVEL + 1 if bands else 0):
                    place = (period, test, skill, level)
                    least[place], most[place], step[place] = _band(bands, level)
    return Marks(np.array([(day - date(1970, 1, 1)).days for day in since]), least, most, step)


def _holds(row: FrenchMark, day: date) -> bool:
    return (row.taken_from is None or row.taken_from <= day) and (row.taken_until is None or day <= row.taken_until)


def _band(bands: list[FrenchMark], level: int) -> tuple[float, float, float]:
    """The marks of the highest band that the level reaches; those under the lowest band when it reaches none."""
    top = bands[-1].top
    # Marks of diplomas go by halves, up to 25 or 50; those of tests by whole numbers.
    step = 0.5 if top in (25, 50) else 1.0
    # Where two rows have the same mark, the better one counts.
    shown: dict[float, int] = {}
    for row in bands:
        shown[row.mark] = max(shown.get(row.mark, 0), row.level_low)
    least = max((mark for mark, low in shown.items() if low <= level), default=0.0)
    above = [mark for mark in shown if mark > least]
    return least, (min(above) - step if above else top), step


def proof_counts(draws: Draws, count: int, exact: int | None) -> Ints:
    """How many proofs each person has."""
    return pick(draws.uniform("french", count), _COUNTS) if exact is None else np.full(count, exact)


def spouse_proof_counts(draws: Draws, spouse: Truths) -> Ints:
    """How many proofs each spouse has."""
    return np.where(spouse, pick(draws.uniform("spouse.french", len(spouse)), _SPOUSE_COUNTS), 0)


def own_proofs(columns: Columns, life: Life, counts: Ints) -> Any:
    """The column of the person's own proofs; who studied in French in Québec mostly relies on that."""
    relies = columns.draws.chance(
        "french.relies", np.where(life.here & (life.french_share == 1.0), 0.75, 0.0), len(life)
    )
    return proofs(columns, "french", counts, life.french, life.filed, relies)


def proofs(columns: Columns, name: str, counts: Ints, level: Ints, filed: Ints, relies: Truths) -> Any:
    """Lists of so many proofs, for people of a level of French (0 to 12); who relies on studies has them as first proof."""
    draws = columns.draws
    owner, rank = owners(counts)
    count = len(owner)
    kind = pick(draws.uniform(f"{name}.kind", count), _KINDS)
    kind = np.where(relies[owner] & (rank == 0), _STUDIES, kind)
    is_test, course = kind == _TEST, kind == _COURSE
    test = np.array([TESTS.index(one) for one in _TEST_WEIGHTS])[draws.choose(f"{name}.test", _TEST_WEIGHTS, count)]
    ago = draws.uniform(f"{name}.ago", count)
    # Most tests are some months old, a few more than two years.
    taken = filed[owner] - (10 + 560 * ago + 400 * ago**6).astype(np.int64)
    passed = filed[owner] - draws.between(f"{name}.passed", 30, 1200, count)
    registered = passed - draws.between(f"{name}.registered", 60, 240, count)
    dated = is_test | (kind == _ORDER)
    by_mark = is_test & (test != _OTHER_TEST) & draws.chance(f"{name}.by mark", 0.4, count)
    oral_only = draws.chance(f"{name}.oral only", 0.3, count)
    shown, shown_marks = {}, {}
    period = np.searchsorted(marks().since, taken, side="right") - 1
    for place, skill in enumerate(SKILLS):
        beside = pick(draws.uniform(f"{name}.{skill}", count), _BESIDE) - 2
        reached = (level[owner] + beside).clip(0, _HIGHEST_LEVEL)
        not_taken = oral_only & (skill in _WRITTEN)
        at = (period, test, place, reached)
        least, step = marks().least[at], marks().step[at]
        steps = np.floor(draws.uniform(f"{name}.{skill} mark", count) * ((marks().most[at] - least) / step + 1))
        shown[skill] = columns.levels(f"{name}.levels.{skill}", np.where(not_taken, 0, reached))
        shown_marks[skill] = columns.numbers(
            f"{name}.scores.{skill}", np.where(not_taken, NOT_TAKEN, least + step * steps)
        )
    fields = {
        "proof": columns.kinds(f"{name}.proof", kind, PROOFS),
        "test": columns.kinds(f"{name}.test", test, TESTS, without=~is_test),
        "taken_on": columns.days(f"{name}.taken_on", np.where(dated, taken, NO_DAY)),
        "levels": columns.part(f"{name}.levels", shown, without=by_mark | ~(is_test | course)),
        "scores": columns.part(f"{name}.scores", shown_marks, without=~by_mark),
        "course_registered_on": columns.days(f"{name}.course_registered_on", np.where(course, registered, NO_DAY)),
        "course_passed_on": columns.days(f"{name}.course_passed_on", np.where(course, passed, NO_DAY)),
    }
    return columns.lists(name, counts, columns.part(name, fields))
