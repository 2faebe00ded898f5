"""The whole law over many people: both streams, every condition, on every core; seconds for a million.

    python bench/workloads.py [--people 1000000] [--only S R U J V C W F]

The people are made up (`jalon synth`, seed 7). S: one filing day for all. R: a day each. U: a day each, and 10 % of each
fact missing. J: a day each, with three jobs, two studies and two proofs of French. V: five versions of the law in one run.
C: two laws compared, everybody decided on two days. W: the first day on which each would qualify, over some thirty months.
F: from a Parquet file to a file of decisions, the whole command. Tables are in memory for all but F; what it takes to lay
them from Arrow columns is told apart. Before anything is timed, a sample of each workload is held against the scalar
reading, which is the reference. The law is compiled first, apart. Nothing is asserted of time: the figures go to
docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numba
import numpy as np
import pyarrow as pa

from jalon.cohort.people import People, people_of
from jalon.cohort.rows import data_of
from jalon.cohort.synthetic import synthetic_batches
from jalon.facts import parse_applicant
from jalon.language.calendar import day
from jalon.law import PROGRAMMES
from jalon.readings.columns.deciding import decide_streams
from jalon.readings.columns.first_days import NOT_FOUND, first_days
from jalon.readings.decide.decision import decide

ROUNDS = 5
SEED = 7
ONE_DAY = day("2024-06-03")
# A day inside each of five versions, and two days on either side of a reform.
FIVE_DAYS = [day(text) for text in ("2018-09-03", "2019-12-02", "2020-10-01", "2022-03-01", "2024-06-03")]
REFORM = day("2020-07-21"), day("2020-07-22")
LAST = day("2026-11-26")
SAMPLE = 500
STREAMS = tuple(PROGRAMMES)


class Population:
    """People laid in tables, batch by batch, and what it took."""

    def __init__(self, count: int, **options: Any) -> None:
        batches = list(synthetic_batches(count, SEED, **options))
        self.sample = batches[0].slice(0, SAMPLE)
        self.days = [
            batch.column("filed_on").cast(pa.int32()).to_numpy() + date(1970, 1, 1).toordinal() for batch in batches
        ]
        list(map(people_of, batches[:1]))
        start = time.perf_counter()
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            self.people: list[People] = list(threads.map(people_of, batches))
        self.laid = time.perf_counter() - start
        self.count = count

    def each(self, act: Callable[[People, Any], object], days: Sequence[Any]) -> None:
        """Do something with every batch, as many at once as the command does."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(act, self.people, days))


def decided(people: People, days: Any) -> None:
    for part in people.parts:
        decide_streams(part.tables, days[part.rows], STREAMS)


def searched(people: People, days: Any) -> None:
    for part in people.parts:
        for stream in STREAMS:
            first_days(part.tables, days[part.rows], LAST, stream)


def agrees(population: Population, days: Any) -> None:
    """Hold a sample against the scalar reading."""
    people = people_of(population.sample)
    (part,) = people.parts
    found = decide_streams(part.tables, days[part.rows], STREAMS)
    applicants = [parse_applicant(data_of(row)) for row in population.sample.to_pylist()]
    for row, place in enumerate(part.rows):
        for stream, verdicts in zip(STREAMS, found, strict=True):
            decision = decide(applicants[place], date.fromordinal(int(days[place])), stream)
            if decision.conditions_value != verdicts.conditions[row] or decision.outcome != _outcome(
                verdicts.outcome[row]
            ):
                raise SystemExit(f"row {place} under {stream}: the columns and the scalar reading differ")


def agrees_on_first_days(population: Population, days: Any) -> None:
    """Hold the first days of a sample against the verdict of that day and of the eve."""
    (part,) = people_of(population.sample).parts
    for stream in STREAMS:
        since = days[part.rows]
        found = first_days(part.tables, since, LAST, stream)
        some = found != NOT_FOUND
        on = decide_streams(part.tables, np.where(some, found, since), (stream,))[0].outcome
        eve = decide_streams(part.tables, np.where(found > since, found - 1, since), (stream,))[0].outcome
        if (on[some] != 2).any() or (eve[some & (found > since)] == 2).any():
            raise SystemExit(f"{stream}: a first day is not the first")


def _outcome(value: int) -> str:
    return ("not-eligible", "undetermined", "eligible")[value]


def timed(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def told(name: str, seconds: float, count: int, note: str = "") -> None:
    each = seconds * 1_000_000 / count
    print(f"| {name} | {seconds:.3f} s | {each:.3f} s | {peak()} MiB | {note} |", flush=True)


def peak(who: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def in_memory(name: str, count: int) -> None:
    """One workload on tables in memory."""
    options: dict[str, dict[str, Any]] = {"U": {"missing": 0.1}, "J": {"jobs": 3, "studies": 2, "proofs": 2}}
    population = Population(count, **options.get(name, {}))
    same = [np.full(len(days), ONE_DAY, np.int32) for days in population.days]
    draw = np.random.default_rng(SEED)
    five = [draw.choice(np.array(FIVE_DAYS, np.int32), len(days)) for days in population.days]
    days = {"S": same, "W": same, "V": five}.get(name, population.days)
    agrees(population, days[0])
    if name == "W":
        agrees_on_first_days(population, days[0])
        seconds = timed(lambda: population.each(searched, days))
    elif name == "C":
        both = [[np.full_like(days, on) for days in population.days] for on in REFORM]
        seconds = timed(lambda: [population.each(decided, days) for days in both])
    else:
        seconds = timed(lambda: population.each(decided, days))
    told(name, seconds, count, f"tables laid in {population.laid:.2f} s")


def file_to_file(count: int) -> None:
    """The command on a file, three times."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-bench-"))
    command = str(Path(sys.executable).with_name("jalon"))
    people, decisions = folder / "people.parquet", folder / "decisions.parquet"
    try:
        subprocess.run(
            [command, "synth", "-n", str(count), "--seed", str(SEED), "-o", str(people)], check=True, stderr=-3
        )
        times = []
        for _ in range(4):
            start = time.perf_counter()
            subprocess.run(
                [command, "cohort", str(people), "-o", str(decisions), "--force"], check=True, stdout=-3, stderr=-3
            )
            times.append(time.perf_counter() - start)
        seconds = statistics.median(times[1:])
        size = f"{people.stat().st_size >> 20} MiB in, {decisions.stat().st_size >> 20} MiB out"
        each = seconds * 1_000_000 / count
        print(f"| F | {seconds:.3f} s | {each:.3f} s | {peak(resource.RUSAGE_CHILDREN)} MiB | {size} |", flush=True)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Measure and print, each workload in a process of its own."""
    names = ("S", "R", "U", "J", "V", "C", "W", "F")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--alone", choices=names, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        file_to_file(given.people) if given.alone == "F" else in_memory(given.alone, given.people)
        return
    tools = f"numpy {np.__version__}, pyarrow {pa.__version__}, numba {numba.__version__}"
    versions = f"Python {platform.python_version()}, {tools}"
    print(f"{given.people:,} people, both streams, {os.cpu_count()} cores, {versions}\n")
    print("| Workload | Time | A million | Peak memory | |\n|---|---|---|---|---|", flush=True)
    for name in given.only:
        subprocess.run([sys.executable, __file__, "--people", str(given.people), "--alone", name], check=True)


if __name__ == "__main__":
    main()
