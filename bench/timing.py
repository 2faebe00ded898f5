"""How the benches time one call."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable


def nanoseconds(work: Callable[[], object], runs: int, warm: int) -> tuple[float, float]:
    """Median and 95th percentile of `runs` calls, in nanoseconds, after `warm` calls that are not counted."""
    for _ in range(warm):
        work()
    taken = []
    gc.collect()
    for _ in range(runs):
        start = time.perf_counter_ns()
        work()
        taken.append(time.perf_counter_ns() - start)
    taken.sort()
    return statistics.median(taken), taken[int(runs * 0.95)]
