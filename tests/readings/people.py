"""Plausible people: files built near the edges of the law, complete first, then with facts dropped or made vague.

A person is drawn from one whole number (Hypothesis draws it), so that hundreds of thousands of them cost little;
`smaller` makes a failing file short again. The figures here only aim at the edges: no expected answer rests on them.
"""

from __future__ import annotations

import os
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from jalon.facts import Applicant, FactsError, parse_applicant
from jalon.language.calendar import add_months
from jalon.law import PROGRAMMES
from readings import parts

Data = dict[str, Any]
DEEP = bool(os.environ.get("JALON_DEEP"))


def examples(normal: int, deep: int) -> settings:
    """The number of examples of a property in the tier that is running."""
    return settings(max_examples=deep if DEEP else normal)


@dataclass(frozen=True)
class Person:
    """A file, the day and the stream asked about, and where further draws come from."""

    data: Data
    day: date
    programme: str
    view: str
    rng: Random

    @property
    def applicant(self) -> Applicant:
        return parse_applicant(deepcopy(self.data))

    def __repr__(self) -> str:
        return f"Person({self.programme} on {self.day} {self.view}: {self.data})"


def _edges() -> list[int]:
    """First days of every version and of every period of intake, with the day before and the day after."""
    firsts = {v.first for p in PROGRAMMES.values() for v in p.versions}
    firsts |= {period.first for p in PROGRAMMES.values() for period in p.intake if period.first > 1}
    leap = {date(year, 2, 29).toordinal() for year in (2012, 2016, 2020, 2024)}
    return sorted({first + shift for first in firsts for shift in (-1, 0, 1)} | leap | {737372, 737378})


EDGES = _edges()
FIRST, LAST = date(2010, 2, 1).toordinal(), date(2027, 3, 1).toordinal()


def filing_day(rng: Random) -> int:
    """Around a version or a period of intake, or any day."""
    return rng.choice(EDGES) if rng.random() < 0.5 else rng.randint(FIRST, LAST)


def complete(rng: Random) -> Person:
    """A person of whom everything is known, near eligible."""
    day = filing_day(rng)
    programme = rng.choice(("peq-graduates", "peq-workers"))
    # The view matters for these thirteen days only.
    view = "as-written" if date(2019, 11, 1).toordinal() <= day <= date(2019, 11, 13).toordinal() else "as-applied"
    if rng.random() < 0.5:
        view = "as-applied"
    data = parts.applicant(rng, day, programme)
    return Person(data, date.fromordinal(day), programme, view, rng)


def partial(rng: Random) -> Person:
    """The same with facts dropped at random, made imprecise or known not to be."""
    person = complete(rng)
    odds = rng.choice((0.0, 0.02, 0.05, 0.1, 0.3))
    for _ in range(20):
        data = deepcopy(person.data)
        _blur(rng, data, odds)
        if readable(data):
            return Person(data, person.day, person.programme, person.view, rng)
    return person


def complete_people() -> st.SearchStrategy[Person]:
    """Complete files."""
    return st.integers(0, 2**64 - 1).map(lambda seed: complete(Random(seed)))


def partial_people() -> st.SearchStrategy[Person]:
    """Files with holes."""
    return st.integers(0, 2**64 - 1).map(lambda seed: partial(Random(seed)))


def readable(data: Data) -> bool:
    """Whether the reader takes the file."""
    try:
        parse_applicant(deepcopy(data))
    except FactsError:
        return False
    return True


_NEVER_NULL = {
    "schema name award kind purpose_of_stay filed_through birth_date level hours share_stayed_in_quebec french_share",
    "full_time_years_in_french occupation hours_per_week internship leaves proof test levels scores programme title",
    "stays_in_quebec permits studies jobs french children noc2016 noc2021",
}
NEVER_NULL = {key for keys in _NEVER_NULL for key in keys.split()}


def _blur(rng: Random, data: Data, odds: float) -> None:
    for key in list(data):
        value = data[key]
        if key in ("schema", "name", "award"):
            continue
        if rng.random() < odds:
            del data[key]
        elif key not in NEVER_NULL and rng.random() < odds / 3:
            data[key] = None
        elif isinstance(value, dict):
            _blur(rng, value, odds)
            if not value and key in ("occupation",):
                del data[key]
        elif isinstance(value, list):
            for item in value:
                _blur(rng, item, odds)
        elif is_day(value) and rng.random() < odds:
            data[key] = vague(rng, date.fromisoformat(value).toordinal())


def is_day(value: Any) -> bool:
    """Whether a value is a precise date."""
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"


def vague(rng: Random, day: int) -> str:
    """An imprecise date that allows the day."""
    told = date.fromordinal(day)
    form = rng.randrange(4)
    if form == 0:
        return f"{told:%Y-%m}"
    if form == 1:
        return f"{told:%Y}"
    width = (1, 40)[form - 2]
    first, last = day - rng.randint(0, width), day + rng.randint(0, width)
    return f"{date.fromordinal(first)}..{date.fromordinal(last)}"


def smaller(data: Data, fails: Any, protected: tuple[str, ...] = ("schema",)) -> Data:
    """A shorter file that still fails: keys and elements taken out one by one for as long as the failure stays."""
    shrunk = deepcopy(data)
    progress = True
    while progress:
        progress = False
        for path in list(_paths(shrunk)):
            trial = deepcopy(shrunk)
            if not _remove(trial, path) or path[-1] in protected:
                continue
            if readable(trial) and fails(trial):
                shrunk, progress = trial, True
                break
    return shrunk


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(value, dict):
        for key in value:
            yield (*path, key)
            yield from _paths(value[key], (*path, key))
    elif isinstance(value, list):
        for i in range(len(value)):
            yield (*path, i)
            yield from _paths(value[i], (*path, i))


def _remove(data: Any, path: tuple[Any, ...]) -> bool:
    here = data
    for step in path[:-1]:
        here = here[step]
    try:
        del here[path[-1]]
    except (KeyError, IndexError):
        return False
    return True


def months_before(day: int, months: int) -> int:
    """The same day of the month, so many months earlier."""
    return add_months(day, -months)
