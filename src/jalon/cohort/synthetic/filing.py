"""Filing days: when people file, and the lists that come with them (streams, regions, groups)."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from jalon.cohort.synthetic.columns import EPOCH
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths
from jalon.language.calendar import day
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES

FIRST_DAY: Final = day("2018-01-01")
# How many people file in a year, beside the others: made up.
_YEARS: Final = {2018: 0.9, 2019: 1.1, 2020: 1.0, 2021: 0.8, 2022: 0.9, 2023: 1.1, 2024: 1.1, 2025: 0.7, 2026: 1.2}
_SATURDAY: Final = 5
_WEEKEND: Final = 0.3
# On a day when applications are surely not received, or when nobody knows whether they are.
_NOT_OPEN: Final = 0.06
# The share of people who file on an edge: the day before, of and after a change of the law or of intake.
_AT_AN_EDGE: Final = 0.06
STREAMS: Final = tuple(PROGRAMMES)
GRADUATES: Final = STREAMS.index("peq-graduates")
_GRADUATES_SHARE: Final = 0.55

REGIONS: Final = {
    "Bas-Saint-Laurent": 2.0,
    "Saguenay–Lac-Saint-Jean": 3.0,
    "Capitale-Nationale": 10.0,
    "Mauricie": 3.0,
    "Estrie": 5.0,
    "Montréal": 42.0,
    "Outaouais": 4.0,
    "Abitibi-Témiscamingue": 2.0,
    "Côte-Nord": 1.0,
    "Nord-du-Québec": 0.5,
    "Gaspésie–Îles-de-la-Madeleine": 1.0,
    "Chaudière-Appalaches": 4.0,
    "Laval": 6.0,
    "Lanaudière": 3.0,
    "Laurentides": 3.5,
    "Montérégie": 8.0,
    "Centre-du-Québec": 2.0,
}
"""The administrative regions and how much each weighs; nothing else about a person depends on it."""

GROUPS: Final = {"A": 40.0, "B": 30.0, "C": 20.0, "D": 9.5, "E": 0.5}
"""Groups that mean nothing: a difference between them is chance, and the last has few people."""


def streams(draws: Draws, count: int) -> Ints:
    """The stream that each person aims at, as a place in `STREAMS`."""
    graduate = draws.chance("stream", _GRADUATES_SHARE, count)
    return np.where(graduate, GRADUATES, 1 - GRADUATES)


def filing_days(draws: Draws, stream: Ints) -> Ints:
    """The filing day of each person, in days since 1970."""
    count = len(stream)
    uniform, edge = draws.uniform("filed_on", count), draws.chance("filed_on edge", _AT_AN_EDGE, count)
    days = np.zeros(count, np.int64)
    for place, name in enumerate(STREAMS):
        here = np.flatnonzero(stream == place)
        edges = _edges(name)
        ordinary = FIRST_DAY + np.searchsorted(_shares(name), uniform[here], side="right")
        at_edge = edges[(uniform[here] * len(edges)).astype(np.int64)]
        days[here] = np.where(edge[here], at_edge, ordinary) - EPOCH
    return days


def filed_on_paper(draws: Draws, stream: Ints, filed: Ints) -> Truths:
    """Who files on paper: everybody before the law asks for another way, hardly anybody after."""
    asked = np.array([_first_channel(PROGRAMMES[name]) for name in STREAMS]) - EPOCH
    odds = np.where(filed < asked[stream], 1.0, 0.01)
    return draws.chance("filed_through", odds, len(stream))


def _first_channel(programme: Programme) -> int:
    return min(v.first for v in programme.versions if any(c.id == "filing-channel" for c in v.conditions))


@cache
def _shares(name: str) -> Floats:
    """Cumulated shares of the days, from the first one to the last for which the law was looked up."""
    programme = PROGRAMMES[name]
    days = np.arange(FIRST_DAY, programme.last_checked + 1)
    # The first day of the calendar, ordinal 1, was a Monday.
    weekday = (days - 1) % 7
    year = (days - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    weights = np.array([_YEARS.get(y, 1.0) for y in year.tolist()])
    weights *= np.where(weekday >= _SATURDAY, _WEEKEND, 1.0)
    weights *= [1.0 if programme.intake_on(one).state == "open" else _NOT_OPEN for one in days.tolist()]
    shares: Floats = np.cumsum(weights) / weights.sum()
    # Rounding must not leave a last share under 1.
    shares[-1] = 1.0
    return shares


@cache
def _edges(name: str) -> Ints:
    """The days around a change of the law or of intake."""
    programme = PROGRAMMES[name]
    firsts = {v.first for v in programme.versions} | {p.first for p in programme.intake}
    around = {first + shift for first in firsts for shift in (-1, 0, 1)}
    return np.array(sorted(one for one in around if FIRST_DAY <= one <= programme.last_checked), np.int64)
