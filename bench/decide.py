"""What one decision costs: the README's example, one stream at a time, medians of many runs.

Two figures: the decision itself with its trace, and the decision with every structured reason made (no sentence).
Nothing here is asserted: the figures go to docs/performance.md.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from timing import nanoseconds

from jalon import decide, load_applicant
from jalon.readings.decide.reasons import reasons

EXAMPLE = Path(__file__).parent.parent / "examples" / "applicant.yaml"
FILED_ON = date(2024, 6, 3)
RUNS = 5000
IMPORTS = 15


def microseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of one call, in microseconds."""
    median, p95 = nanoseconds(work, RUNS, warm=200)
    return median / 1e3, p95 / 1e3


def import_seconds(statement: str) -> float:
    """Median seconds of a new interpreter that runs one import, less those of one that runs nothing."""

    def run(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    run(statement)
    return statistics.median(run(statement) for _ in range(IMPORTS)) - statistics.median(
        run("pass") for _ in range(IMPORTS)
    )


def main() -> None:
    applicant = load_applicant(EXAMPLE)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for programme in ("peq-graduates", "peq-workers"):

        def alone(programme: str = programme) -> object:
            return decide(applicant, FILED_ON, programme)  # type: ignore[arg-type]

        def explained(programme: str = programme) -> object:
            return [reasons(result) for result in decide(applicant, FILED_ON, programme).conditions]

        for name, work in (("decision", alone), ("decision with structured reasons", explained)):
            median, late = microseconds(work)
            print(f"{programme:14} {name:34} median {median:6.0f} µs   p95 {late:6.0f} µs")
    print(f"import jalon                                      {import_seconds('import jalon'):.3f} s")
    print(f"import jalon and everything it names              {import_seconds('from jalon import *'):.3f} s")


if __name__ == "__main__":
    main()
