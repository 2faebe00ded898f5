"""Studies: the programme relied on, a DEP and its ASP told apart, and other programmes before or after."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from jalon.cohort.synthetic.columns import NO_DAY, Columns
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths, owners, pick
from jalon.cohort.synthetic.life import ASP, Life, durations
from jalon.cohort.synthetic.names import AREA_CHOSEN, AWARDS, LEVELS, pool, programmes

# How many studies: graduates, then everybody else.
_COUNTS: Final = (np.array((0, 84, 14, 2.0)), np.array((40, 47, 11, 2.0)))
# Levels of the studies that are not the main one.
_OTHER_LEVELS: Final = {
    "dep": 6.0,
    "aec": 4.0,
    "dec-technical": 6.0,
    "dec-general": 6.0,
    "bachelor": 38.0,
    "masters": 18.0,
    "doctorate": 1.0,
    "certificate": 6.0,
    "secondary": 8.0,
    "other": 7.0,
}
# Years between the age of a DEC and the beginning of each level.
_YEARS_BEFORE: Final = np.array(
    [
        {"bachelor": 1, "masters": 4, "doctorate": 6, "certificate": 1, "dess": 4, "secondary": -4}.get(name, 0)
        for name in LEVELS
    ]
)
# A full-time year of study, in days.
_YEAR: Final = 330
# Of each list, the programme relied on, then the ASP where it is told apart.
_MAIN, _ASP = 0, 1


def study_counts(draws: Draws, life: Life, exact: int | None) -> Ints:
    """How many studies each person has."""
    if exact is not None:
        return np.full(len(life), exact)
    uniform = draws.uniform("studies", len(life))
    few, others = (pick(uniform, weights) for weights in _COUNTS)
    return np.maximum(np.where(life.here, np.maximum(few, 1), others), np.where(life.apart, 2, 0))


def studies(columns: Columns, life: Life, counts: Ints) -> tuple[Any, Ints]:
    """The column of studies, and for each person the first day when they could have begun what comes after secondary
    school (`NO_DAY` without any study)."""
    draws = columns.draws
    owner, rank = owners(counts)
    count = len(owner)
    here, filed = life.here[owner], life.filed[owner]
    main = here & (rank == _MAIN)
    # With one study asked for, the DEP and its ASP would not both fit: the DEP stands alone.
    apart = life.apart[owner] & (counts[owner] > 1)
    asp = apart & (rank == _ASP)
    other = ~main & ~asp

    drawn = draws.choose("studies.level other", _OTHER_LEVELS, count)
    level = np.array([LEVELS.index(name) for name in _OTHER_LEVELS])[drawn]
    level = np.where(main, life.level[owner], np.where(asp, ASP, level))
    hours, days = durations(draws, "studies", level)
    hours = np.where(main, life.hours[owner], hours)

    # A new programme in Québec after the main one, or one before it, mostly elsewhere.
    after = other & here & draws.chance("studies.after", 0.2, count)
    away = draws.between("studies.away", 30, 1500, count)
    completed = np.where(after, life.completed[owner] + away // 2 + days, life.began[owner] - away)
    started = completed - days
    main_end = np.where(apart, life.dep_completed[owner], life.completed[owner])
    completed = np.where(main, main_end, np.where(asp, life.completed[owner], completed))
    started = np.where(main, life.began[owner], np.where(asp, life.asp_began[owner], started))

    to_come = completed > filed
    # Of those who have not finished, some already know the day.
    known = draws.chance("studies.known", 0.3, count)
    awarded = completed + draws.between("studies.award", 0, 75, count)
    # Some diplomas come late, and a few never.
    not_yet = to_come | (awarded > filed) | draws.chance("studies.not awarded", 0.01, count)
    # Some followed the programme of a school elsewhere, and a few one of Québec from elsewhere.
    near = (main | asp | after) & ~draws.chance("studies.abroad", 0.02, count)
    far = ~(main | asp | after) & draws.chance("studies.far", 0.03, count)
    share = np.where(main | asp, life.french_share[owner], _other_share(draws, count))
    full_time = ~draws.chance("studies.part time", 0.06, count)
    years = np.where(full_time, np.floor(2 * days / _YEAR) / 2, 0.0).clip(0, 6)
    stay = np.where(
        draws.chance("studies.left", 0.1, count), np.round(0.2 + 0.79 * draws.uniform("studies.stay", count), 2), 1.0
    )
    programme, area = _names(columns, level)
    fields = {
        "programme": programme,
        "area": area,
        "level": columns.kinds("studies.level", level, LEVELS),
        "hours": columns.numbers("studies.hours", hours),
        "institution_in_quebec": columns.truths("studies.institution_in_quebec", near | far),
        "started_on": columns.days("studies.started_on", started),
        "completed_on": columns.days("studies.completed_on", np.where(to_come & ~known, NO_DAY, completed)),
        "awarded_on": columns.days("studies.awarded_on", np.where(not_yet, NO_DAY, awarded)),
        "expected_completion_on": columns.days("studies.expected_completion_on", np.where(to_come, completed, NO_DAY)),
        "share_stayed_in_quebec": columns.numbers("studies.share_stayed_in_quebec", np.where(near, stay, 0.0)),
        "full_time": columns.truths("studies.full_time", full_time),
        "french_share": columns.numbers("studies.french_share", share),
        "entirely_in_french": columns.truths("studies.entirely_in_french", share == 1.0),
        "full_time_years_in_french": columns.numbers(
            "studies.full_time_years_in_french", np.where(share == 1.0, years, 0.0)
        ),
        "bursary": _bursary(columns, count),
    }
    earliest = np.full(len(life), NO_DAY)
    np.minimum.at(earliest, owner, started - 365 * _YEARS_BEFORE[level])
    return columns.lists("studies", counts, columns.part("studies", fields)), earliest


def _other_share(draws: Draws, count: int) -> Floats:
    uniform = draws.uniform("studies.french_share other", count)
    return np.where(uniform < 0.4, 1.0, np.where(uniform < 0.9, 0.0, 0.5))


def _names(columns: Columns, level: Ints) -> tuple[Any, Any]:
    """The programme in free text, and the area, where it is chosen from the register."""
    draws, count = columns.draws, len(level)
    place, listed = programmes(level, draws.uniform("listed", count), draws.uniform("programme", count))
    names = pool().names
    without: Truths = ~(listed & draws.chance("area chosen", AREA_CHOSEN, count))
    of_area = {
        "name": names.take(np.where(without, 0, place)),
        "award": _award(place),
    }
    return columns.texts("studies.programme", place, names), columns.part("studies.area", of_area, without=without)


def _award(place: Ints) -> Any:
    """The award of a name of the register; a part whose name and award go together has neither unknown."""
    return pa.DictionaryArray.from_arrays(pa.array(pool().award[place].astype(np.int8)), pa.array(AWARDS))


def _bursary(columns: Columns, count: int) -> Any:
    draws = columns.draws
    has = draws.chance("bursary", 0.05, count)
    bound = has & draws.chance("bursary bound", 0.4, count)
    return columns.part(
        "studies.bursary",
        {
            "return_condition": columns.truths("studies.bursary.return_condition", bound),
            "honoured": columns.truths("studies.bursary.honoured", bound & draws.chance("honoured", 0.5, count)),
            "released": columns.truths("studies.bursary.released", bound & draws.chance("released", 0.2, count)),
        },
        none=~has,
    )
