"""The small rule in the language of the law, by the reading over columns, on every core.

What is timed is `decide_columns`, from tables in memory: the verdict and the sets of failing and undetermined conditions,
and in J the months surely and possibly counted too. "Outcomes alone" is `decide_outcomes`: the verdict and no more, which
is what the peers find in S, R and J. The law is compiled before.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from contestant import Answer, Ready, Trials, main, three_columns, timed, verdicts
from population import FACTS, ONE_DAY, SPELL_COLUMNS, Column, read
from small_rule import CONDITIONS, SMALL, SPELLS, jobs_tables, ordinals, people_tables

from jalon.language.bounds import MAYBE, YES
from jalon.language.statutes import Programme
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import Verdicts, decide_columns, decide_outcomes
from jalon.readings.columns.tables import Tables

_LABEL: Final = f"Jalon, {os.cpu_count()} threads"
_ALONE: Final = f"{_LABEL}, outcomes alone"
Days = Column | int


def answered(outcome: Column) -> Answer:
    """Workloads S, R and J, where nothing is missing and so nothing may be undetermined."""
    if np.any(outcome == MAYBE):
        raise ValueError("undetermined, with every fact known")
    return verdicts(outcome == YES)


def answered_with_missing(found: Verdicts) -> Answer:
    """Workload U, with the bits in the order of the population's facts."""
    places = condition_bits()
    sets = [
        sum((bits >> places[id] & 1) << place for place, id in enumerate(CONDITIONS))
        for bits in (found.failing, found.undetermined)
    ]
    return three_columns(np.array([0, 2, 1]).take(found.outcome), *sets)


def _decided(tables: Tables, days: Days, ingest: float, programme: Programme) -> Ready:
    return Ready(
        _LABEL,
        ingest,
        lambda: decide_columns(tables, days, programme),
        lambda found: answered(found.outcome),
        len(tables),
    )


def _outcomes(tables: Tables, days: Days, ingest: float, programme: Programme) -> Ready:
    return Ready(_ALONE, ingest, lambda: decide_outcomes(tables, days, (programme,))[0], answered, len(tables))


Decided = Callable[[Tables, Days, float, Programme], Ready]


def _one_day(decided: Decided) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        columns = read(folder, *FACTS)
        tables, ingest = timed(lambda: people_tables(columns))
        return decided(tables, int(ordinals(np.array([ONE_DAY]))[0]), ingest, SMALL)

    return ready


def _own_day(decided: Decided) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        columns = read(folder, *FACTS, "filed")
        (tables, days), ingest = timed(lambda: (people_tables(columns), ordinals(columns["filed"])))
        return decided(tables, days, ingest, SMALL)

    return ready


def _missing(folder: Path) -> Ready:
    columns = read(folder, *FACTS, *(f"{fact}_missing" for fact in FACTS), "filed")
    (tables, days), ingest = timed(lambda: (people_tables(columns), ordinals(columns["filed"])))
    return Ready(_LABEL, ingest, lambda: decide_columns(tables, days, SMALL), answered_with_missing, len(tables))


def _jobs(decided: Decided) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        filed = read(folder, "filed")["filed"]
        spells = {name: read(folder, f"job_{name}")[f"job_{name}"] for name in SPELL_COLUMNS}
        (tables, days), ingest = timed(lambda: (jobs_tables(len(filed), spells), ordinals(filed)))
        return decided(tables, days, ingest, SPELLS)

    return ready


TRIALS: Final[Trials] = {
    "S": _one_day(_decided),
    "S, outcomes": _one_day(_outcomes),
    "R": _own_day(_decided),
    "R, outcomes": _own_day(_outcomes),
    "U": _missing,
    "J": _jobs(_decided),
    "J, outcomes": _jobs(_outcomes),
}

if __name__ == "__main__":
    main("jalon", TRIALS, ["jalon", "numba", "numpy"])
