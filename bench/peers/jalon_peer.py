"""The small rule in the language of the law, by the reading over columns, on every core.

What is timed is `decide_columns`, from tables in memory: always the verdict and the sets of failing and undetermined
conditions, in every workload, and in J the months surely and possibly counted too; the law is compiled before.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import numpy as np
from contestant import Answer, Ready, Trials, main, three_columns, timed, verdicts
from population import FACTS, ONE_DAY, SPELL_COLUMNS, Column, read
from small_rule import CONDITIONS, SMALL, SPELLS, jobs_tables, ordinals, people_tables

from jalon.language.bounds import MAYBE, YES
from jalon.language.statutes import Programme
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import Verdicts, decide_columns
from jalon.readings.columns.tables import Tables

_LABEL: Final = f"Jalon, {os.cpu_count()} threads"


def answered(found: Verdicts) -> Answer:
    """Workloads S, R and J, where nothing is missing and so nothing may be undetermined."""
    if np.any(found.outcome == MAYBE):
        raise ValueError("undetermined, with every fact known")
    return verdicts(found.outcome == YES)


def answered_with_missing(found: Verdicts) -> Answer:
    """Workload U, with the bits in the order of the population's facts."""
    places = condition_bits()
    sets = [
        sum((bits >> places[id] & 1) << place for place, id in enumerate(CONDITIONS))
        for bits in (found.failing, found.undetermined)
    ]
    return three_columns(np.array([0, 2, 1]).take(found.outcome), *sets)


def _decided(tables: Tables, days: Column, ingest: float, programme: Programme, missing: bool) -> Ready:
    answer = answered_with_missing if missing else answered
    return Ready(_LABEL, ingest, lambda: decide_columns(tables, days, programme), answer, len(tables))


def _one_day(folder: Path) -> Ready:
    columns = read(folder, *FACTS)
    tables, ingest = timed(lambda: people_tables(columns))
    return _decided(
        tables, np.full(len(tables), ordinals(np.array([ONE_DAY]))[0], np.int32), ingest, SMALL, missing=False
    )


def _own_day(folder: Path) -> Ready:
    columns = read(folder, *FACTS, "filed")
    (tables, days), ingest = timed(lambda: (people_tables(columns), ordinals(columns["filed"])))
    return _decided(tables, days, ingest, SMALL, missing=False)


def _missing(folder: Path) -> Ready:
    columns = read(folder, *FACTS, *(f"{fact}_missing" for fact in FACTS), "filed")
    (tables, days), ingest = timed(lambda: (people_tables(columns), ordinals(columns["filed"])))
    return _decided(tables, days, ingest, SMALL, missing=True)


def _jobs(folder: Path) -> Ready:
    filed = read(folder, "filed")["filed"]
    spells = {name: read(folder, f"job_{name}")[f"job_{name}"] for name in SPELL_COLUMNS}
    (tables, days), ingest = timed(lambda: (jobs_tables(len(filed), spells), ordinals(filed)))
    return _decided(tables, days, ingest, SPELLS, missing=False)


TRIALS: Final[Trials] = {"S": _one_day, "R": _own_day, "U": _missing, "J": _jobs}

if __name__ == "__main__":
    main("jalon", TRIALS, ["jalon", "numba", "numpy"])
