"""The whole law over many people: seconds for a million, both streams, on every core.

    python bench/columns.py [people]

The people are the worked cases of the project, over and over: they sit on the edges of the law, so that most parts of it
are asked; everyday people would be quicker. S: one filing day for all. R: to each the day of their case, so that every
version of the law is in one run. The law is compiled first, apart; nothing here is asserted: the figures go to
docs/performance.md.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import numba
import numpy as np

from jalon.facts import load_cases
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.columns.deciding import decide_columns
from jalon.readings.columns.tables import tables_of

ROOT = Path(__file__).parents[1]
ONE_DAY = date(2024, 6, 3)
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    cases = [case for file in sorted((ROOT / "tests" / "cases").glob("*.yaml")) for case in load_cases(file)]
    records = [bounded(case.applicant) for case in cases]
    people = tables_of(records * max(1, wanted // len(cases)))
    count = len(people)
    own = np.resize(np.array([case.filed_on.toordinal() for case in cases], np.int32), count)
    workloads = {"S": np.full(count, ONE_DAY.toordinal(), np.int32), "R": own}
    print(
        f"{count:,} people, {os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}, ",
        end="",
    )
    print(f"numba {numba.__version__}\n")
    print("| Workload | " + " | ".join(PROGRAMMES) + " | both |\n|---|" + "---|" * (len(PROGRAMMES) + 1))
    for name, days in workloads.items():
        spent = []
        for programme in PROGRAMMES:
            decide_columns(people, days, programme)
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                decide_columns(people, days, programme)
                times.append(time.perf_counter() - start)
            spent.append(statistics.median(times) * 1_000_000 / count)
        print(f"| {name} | " + " | ".join(f"{seconds:.2f} s" for seconds in [*spent, sum(spent)]) + " |")
    print(f"\nSeconds for a million people, median of {ROUNDS}. ", end="")
    print(f"Peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB.")


if __name__ == "__main__":
    main()
