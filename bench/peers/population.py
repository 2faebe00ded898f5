"""Made-up people of the small rule: columns of NumPy, the same from run to run, and the calendar by hand.

    python bench/peers/population.py PEOPLE FOLDER

writes one `.npy` a column, which every contestant reads. Three people in a hundred stand on the edge of a date
condition: on the day itself, the day before or the day after. Filing days, birthdays and diplomas fall on the ends of
months as often as on other days, and the edges are drawn there twice as often: a month before 31 March is 28 February.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
People = dict[str, Column]

# The filing day of everybody in workload S.
ONE_DAY: Final = np.datetime64("2023-11-15")
LEVELS: Final = ("other", "dep", "asp", "aec", "dec-technical", "bachelor", "masters", "doctorate")
QUALIFYING: Final = ("dep", "dec-technical", "bachelor", "masters", "doctorate")
ADULT_MONTHS: Final = 18 * 12
WINDOW_MONTHS: Final = 36
WORK_MONTHS: Final = 12
ORAL_LEVEL: Final = 7
SPELL_WINDOW_MONTHS: Final = 24
SPELL_DAYS: Final = 365
# Between these, whether the days make up twelve months depends on how months are counted: nobody is there.
CONTESTED_DAYS: Final = (364, 365)
# The facts of the five conditions, in the order of the bits of an answer.
FACTS: Final = ("birth", "level", "diploma", "months", "oral")
SPELL_COLUMNS: Final = ("person", "started", "ended", "qualifying")
# Of these facts, one in ten is missing in workload U.
MISSING_SHARE: Final = 0.10
EDGE_SHARE: Final = 0.03
SEED: Final = 38_211_815


def minus_months(days: Column, months: int) -> Column:
    """The same day of the month, so many calendar months before, clipped to the end of the month."""
    month = days.astype("datetime64[M]")
    target = month - months
    length = (target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")
    return target.astype("datetime64[D]") + np.minimum(days - month.astype("datetime64[D]"), length - 1)


def one_day_minus(months: int) -> np.datetime64:
    """The cut-off of workload S."""
    return minus_months(np.array([ONE_DAY]), months)[0]


def by_day(days: Column) -> tuple[Column, Column]:
    """Every day from the first to the last, and the place of each row among them (for what depends on the day alone)."""
    first, last = days.min(), days.max()
    return np.arange(first, last + 1), (days - first).astype(np.int32)


def people(count: int) -> People:
    """One row a person."""
    rng = np.random.default_rng(SEED)

    def days(first: str, last: str) -> Column:
        start = np.datetime64(first)
        return start + rng.integers(0, int((np.datetime64(last) - start).astype(int)), count)

    made: People = {
        "birth": days("1975-01-01", "2009-01-01"),
        "level": rng.choice(len(LEVELS), count, p=(0.05, 0.12, 0.03, 0.1, 0.2, 0.25, 0.2, 0.05)).astype(np.uint8),
        "diploma": days("2017-01-01", "2024-07-01"),
        "months": np.minimum(rng.gamma(2.0, 10.0, count), 120).astype(np.int16),
        "oral": rng.integers(0, 13, count).astype(np.int8),
        "filed": days("2020-07-01", "2024-07-01"),
    }
    edge = rng.random(count) < EDGE_SHARE
    ends = edge & (rng.random(count) < 0.5)
    month = made["filed"].astype("datetime64[M]")
    made["filed"] = np.where(ends, (month + 1).astype("datetime64[D]") - 1, made["filed"])
    # Half of the edges are those of R, half those of S; and they are shared out between the two dates.
    filed = np.where(rng.random(count) < 0.5, made["filed"], ONE_DAY)
    which = rng.random(count) < 0.5
    for fact, span, chosen in (("diploma", WINDOW_MONTHS, which), ("birth", ADULT_MONTHS, ~which)):
        near = minus_months(filed, span) + rng.integers(-1, 2, count)
        made[fact] = np.where(edge & chosen, near, made[fact])
    for fact in FACTS:
        made[f"{fact}_missing"] = rng.random(count) < MISSING_SHARE
    return made


def jobs(filed: Column) -> People:
    """The spells of work of people with these filing days, grouped by person in order: none to six each, one after the
    other and never overlapping, so that their sum is also the number of days covered. Seven in ten are skilled and full
    time. Three people in a hundred have a single spell, a day short of the contested lengths or a day past them, half of
    them across the opening of the window."""
    count = len(filed)
    rng = np.random.default_rng(SEED + 1)
    edge = rng.random(count) < EDGE_SHARE
    number = np.where(edge, 1, rng.integers(0, 7, count))
    person = np.repeat(np.arange(count, dtype=np.int32), number)
    rows = len(person)
    length, gap = rng.integers(15, 400, rows), rng.integers(1, 150, rows)
    # Where each spell ends, counted from the first day of its person; then everybody's last end near their filing day.
    run = np.cumsum(length + gap)
    begins = np.cumsum(number) - number
    last = np.cumsum(number) - 1
    held = number > 0
    shift = np.zeros(count, np.int64)
    shift[held] = run[last[held]] - rng.integers(-500, 120, count)[held]
    ended = filed[person] + (run - shift[person])
    made: People = {
        "person": person,
        "started": ended - (length - 1),
        "ended": ended,
        "qualifying": rng.random(rows) < 0.7,
    }
    total = days_worked(made, filed)
    edge |= (total >= CONTESTED_DAYS[0]) & (total <= CONTESTED_DAYS[1])
    kept = ~edge[person]
    kept[begins[edge]] = True
    made = {name: column[kept] for name, column in made.items()}
    alone = np.flatnonzero(edge[made["person"]])
    one = made["person"][alone]
    wanted = np.where(rng.random(len(one)) < 0.5, CONTESTED_DAYS[0] - 1, CONTESTED_DAYS[1] + 1)
    across = rng.random(len(one)) < 0.5
    opens = minus_months(filed[one], SPELL_WINDOW_MONTHS)
    inside = filed[one] - rng.integers(0, 300, len(one))
    made["ended"][alone] = np.where(across, opens + (wanted - 1), inside)
    made["started"][alone] = np.where(across, opens - rng.integers(0, 300, len(one)), inside - (wanted - 1))
    made["qualifying"][alone] = True
    return made


def days_worked(spells: People, filed: Column) -> Column:
    """Days of skilled full-time work in the 24 months before filing, both ends inside, by person."""
    person = spells["person"]
    opens = minus_months(filed, SPELL_WINDOW_MONTHS)[person]
    inside = np.minimum(spells["ended"], filed[person]) - np.maximum(spells["started"], opens)
    days = np.maximum(inside.astype(np.int64) + 1, 0) * spells["qualifying"]
    return np.bincount(person, weights=days, minlength=len(filed)).astype(np.int64)


def make(count: int, folder: Path) -> None:
    """Write the columns of so many people and of their jobs."""
    folder.mkdir(parents=True, exist_ok=True)
    made = people(count)
    made |= {f"job_{name}": column for name, column in jobs(made["filed"]).items()}
    for name, column in made.items():
        np.save(folder / f"{name}.npy", column)


def read(folder: Path, *names: str) -> People:
    """Some of the columns written by `make`."""
    return {name: np.load(folder / f"{name}.npy") for name in names}


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
