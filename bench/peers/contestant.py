"""What every contestant does in its own process: get ready, answer once, then be timed.

A contestant's file has `TRIALS`: by name, a workload and perhaps a variant after a comma ("R, cut-offs by day"), a
function that makes it ready from the folder of columns. The first run is not timed: its answer is what gets checked.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import platform
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Answer = NDArray[np.uint8]


@dataclass(frozen=True)
class Ready:
    """A contestant with its data in memory, in the form that is natural to it.

    `run` is what is timed. `answer` turns what it gave into one row a person, in order: a column of 0 and 1, or for
    workload U three columns (verdict 0 no, 1 yes, 2 undetermined; bits of the failing conditions; bits of those that a
    missing fact leaves open). `ingest` is the seconds from columns of NumPy to that form. `people` is less than the
    number asked for where the engine gets a sample.
    """

    label: str
    ingest: float
    run: Callable[[], Any]
    answer: Callable[[Any], Answer]
    people: int


Trials = dict[str, Callable[[Path], Ready]]


def timed(make: Callable[[], Any]) -> tuple[Any, float]:
    """What is made, and the seconds that it took."""
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start


def verdicts(given: Any) -> Answer:
    """An answer of workloads S, R and J from anything that NumPy takes."""
    return np.asarray(given).astype(bool).astype(np.uint8)


def three_columns(verdict: Any, failing: Any, missing: Any) -> Answer:
    """An answer of workload U."""
    return np.column_stack([np.asarray(part).astype(np.uint8) for part in (verdict, failing, missing)])


def main(peer: str, trials: Trials, packages: Sequence[str]) -> None:
    """List the trials, or run one: write `PEER-TRIAL.npy` and `.json` into a folder."""
    parser = argparse.ArgumentParser(description=f"the small rule by {peer}")
    parser.add_argument("--list", action="store_true", help="print the names of the trials")
    parser.add_argument("--trial", choices=trials)
    parser.add_argument("--columns", type=Path, help="the folder of the columns")
    parser.add_argument("--into", type=Path, help="the folder of the answers")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    if options.list:
        print(json.dumps(list(trials)))
        return
    ready = trials[options.trial](options.columns)
    answer = np.ascontiguousarray(ready.answer(ready.run()))
    times = [timed(ready.run)[1] for _ in range(options.repeat)]
    stem = options.into / file_stem(peer, options.trial)
    np.save(stem.with_suffix(".npy"), answer)
    report = {
        "peer": peer,
        "trial": options.trial,
        "label": ready.label,
        "people": ready.people,
        "ingest": ready.ingest,
        "median": statistics.median(times),
        "fastest": min(times),
        "slowest": max(times),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "digest": digest_of(answer),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in packages},
    }
    stem.with_suffix(".json").write_text(json.dumps(report), encoding="utf-8")


def digest_of(answer: Answer) -> str:
    """The digest under which an answer is given."""
    return hashlib.sha256(answer.tobytes()).hexdigest()


def file_stem(peer: str, trial: str) -> str:
    """The name of the files of one trial, without what follows the dot."""
    return f"{peer}-{trial.lower().replace(', ', '-').replace(' ', '-')}"
