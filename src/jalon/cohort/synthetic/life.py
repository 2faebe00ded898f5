"""The broad lines of a life, drawn first, so that the dates of studies, permits and jobs follow one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from jalon.cohort.synthetic.columns import EPOCH
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths, pick
from jalon.cohort.synthetic.filing import GRADUATES, filing_days, streams
from jalon.cohort.synthetic.names import LEVELS
from jalon.language.calendar import day

# Levels of the programme that a graduate relies on.
_GRADUATE_LEVELS: Final = {
    "dep": 17.0,
    "dep-asp": 2.0,
    "aec": 6.0,
    "dec-technical": 18.0,
    "dec-general": 1.0,
    "bachelor": 21.0,
    "masters": 27.0,
    "doctorate": 4.0,
    "certificate": 2.0,
    "dess": 2.0,
}
# For each level: least and most hours, and hours in a day of the calendar, from which the duration follows.
_HOURS: Final = {
    "dep": (600, 1995, 3.4),
    "asp": (300, 900, 3.4),
    "dep-asp": (1800, 2550, 3.4),
    "aec": (600, 1500, 2.8),
    "dec-technical": (1995, 2900, 2.6),
    "dec-general": (1200, 1500, 2.0),
    "bachelor": (1350, 1800, 1.25),
    "masters": (675, 900, 1.15),
    "doctorate": (1350, 1350, 0.85),
    "certificate": (450, 450, 1.3),
    "dess": (450, 450, 1.3),
    "secondary": (4500, 4950, 2.6),
    "other": (60, 900, 2.0),
}
# Most DEPs have one of these numbers of hours.
_ROUND_HOURS: Final = np.array((1350.0, 1470.0, 1800.0, 1800.0, 1800.0, 1800.0, 1800.0, 1995.0))
DEP, ASP = LEVELS.index("dep"), LEVELS.index("asp")
UNIVERSITY: Final = tuple(LEVELS.index(level) for level in ("bachelor", "masters", "doctorate"))
# Graduates who studied in French, in English, and in both.
_TONGUES: Final = np.array((0.74, 0.19, 0.07))
# Levels of French, from 0 to 12, of graduates of a programme in French, then of everybody else.
_FRENCH_OF_STUDIES: Final = np.array((0, 0, 0, 0, 0, 1, 2, 9, 22, 22, 20, 14, 10.0))
_FRENCH: Final = np.array((1, 1, 2, 3, 4, 5, 6, 20, 20, 16, 11, 7, 4.0))


@dataclass(frozen=True)
class Life:
    """Days since 1970. `here`: the main study was done in Québec, from `began` to `completed`; for everybody else those
    two are the day of arrival. `apart`: that study is a DEP and an ASP told apart, the DEP until `dep_completed`, the ASP
    from `asp_began`."""

    stream: Ints
    filed: Ints
    here: Truths
    level: Ints
    hours: Floats
    began: Ints
    completed: Ints
    apart: Truths
    dep_completed: Ints
    asp_began: Ints
    french_share: Floats
    arrived: Ints
    french: Ints

    def __len__(self) -> int:
        return len(self.filed)

    @property
    def graduate(self) -> Truths:
        """Who aims at the stream of graduates."""
        found: Truths = self.stream == GRADUATES
        return found


def lives(draws: Draws, count: int) -> Life:
    """So many lives."""
    stream = streams(draws, count)
    filed = filing_days(draws, stream)
    graduate = stream == GRADUATES
    here = graduate | draws.chance("here", 0.12, count)
    drawn = draws.choose("level", _GRADUATE_LEVELS, count)
    level = np.array([LEVELS.index(name) for name in _GRADUATE_LEVELS])[drawn]
    apart = here & draws.chance("apart", 0.02, count)
    level = np.where(apart, DEP, level)
    hours, days = durations(draws, "main", level)
    # The end of the programme: some file soon after it, some after a year or more of work, a few before it.
    uniform = draws.uniform("since", count)
    since = np.where(uniform < 0.45, 20 + 900 * uniform, np.where(uniform < 0.9, 420 + 1300 * (uniform - 0.45), 0))
    late, early = uniform > 0.96, (uniform >= 0.9) & (uniform <= 0.96)
    since = np.where(late, 1005 + 20_000 * (uniform - 0.96), np.where(early, -200 * (uniform - 0.9) / 0.06, since))
    since = np.where(graduate, since, draws.between("since working", 200, 2200, count)).astype(np.int64)
    completed = filed - since
    asp_began = completed - draws.between("asp", 90, 240, count)
    pause = draws.uniform("pause", count)
    # One in ten waits about a year before the ASP.
    dep_completed = asp_began - np.where(pause < 0.9, 100 * pause, 330 + 800 * (pause - 0.9)).astype(np.int64)
    began = np.where(apart, dep_completed, completed) - days
    arrived = np.where(here, began - draws.between("settling", 0, 45, count), filed - _tenure(draws, count))
    # Some lived in Québec long before their studies.
    earlier = here & draws.chance("earlier", 0.12, count)
    arrived -= np.where(earlier, draws.between("how much earlier", 100, 1500, count), 0)
    tongue = pick(draws.uniform("tongue", count), _TONGUES)
    part = np.round(draws.uniform("french share", count), 2)
    share = np.where(tongue == 0, 1.0, np.where(tongue == 1, np.round(0.3 * part, 2), np.round(0.5 + 0.49 * part, 2)))
    level_of_french = draws.uniform("french level", count)
    french = np.where(here & (tongue == 0), pick(level_of_french, _FRENCH_OF_STUDIES), pick(level_of_french, _FRENCH))
    return Life(
        stream,
        filed,
        here,
        level,
        hours,
        np.where(here, began, arrived),
        np.where(here, completed, arrived),
        apart,
        dep_completed,
        asp_began,
        share,
        arrived,
        french,
    )


def _tenure(draws: Draws, count: int) -> Ints:
    """Days in Québec of a worker on the filing day: one in four has been there for less than two years."""
    uniform = draws.uniform("tenure", count)
    short, long = 120 + 2200 * uniform, 700 + 1700 * (uniform - 0.25)
    return np.where(uniform < 0.25, short, long).astype(np.int64)


def durations(draws: Draws, name: str, level: Ints) -> tuple[Floats, Ints]:
    """Hours and days of each programme."""
    count = len(level)
    table = np.array([_HOURS[one] for one in LEVELS])[level]
    low, high, pace = table[:, 0], table[:, 1], table[:, 2]
    # Programmes come in steps of 15 hours.
    hours = low + 15 * np.floor(draws.uniform(f"{name} hours", count) * ((high - low) / 15 + 1))
    usual = draws.uniform(f"{name} usual hours", count)
    round_ = _ROUND_HOURS[(usual * 8 / 0.8).astype(np.int64).clip(0, 7)]
    hours = np.where((level == DEP) & (usual < 0.8), round_, hours)
    spread = 0.9 + 0.3 * draws.uniform(f"{name} days", count)
    return hours, (hours / pace * spread).astype(np.int64)


def births(draws: Draws, earliest: Ints, filed: Ints) -> Ints:
    """The day of birth, from the earliest day of studies, stays or work; a few people are not of age yet."""
    count = len(filed)
    uniform = draws.uniform("age", count)
    # Most begin between 17 and 30, fewer later.
    age = (365.25 * (17.2 + 13 * uniform + 14 * uniform**4)).astype(np.int64)
    birth = earliest - age
    young = filed - draws.between("young", 17 * 365, 18 * 365 + 9, count)
    minor = draws.chance("minor", 0.02, count) & (young < earliest - 15 * 365)
    return np.maximum(np.where(minor, young, birth), day("1940-01-01") - EPOCH)
