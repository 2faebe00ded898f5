"""Jalon beside its peers on a small rule that all of them can say: same people, same answers, then times.

    python bench/peers/environments.py
    python bench/peers/run.py [--people 1000000] [--repeat 5] [--only polars duckdb] [--markdown out.md]

The rule has five conditions on the filing day: eighteen years old; a diploma of certain levels; obtained in the last 36
months; twelve months of work; oral French at level 7. Months are calendar months, clipped to the end of the month.

S: one filing day for everybody. R: a day for each person. U: the same, and one in ten of each fact is missing: the answer
is met, not met or undetermined, with the conditions that fail and those that a missing fact leaves open. J: the work
condition alone, from a table of jobs: 365 days or more of skilled full-time work, both ends inside, in the 24 months
before filing. Jobs of one person do not overlap, and nobody has 364 or 365 days (see `small_rule`). In S, R and J the
peers find the verdict alone; Jalon finds the sets of conditions too, but for its trials "outcomes".

Each contestant answers in its own process and environment. All answers are compared, person by person, with those of
NumPy by hand, before any time is printed: the first person who differs stops the bench. An engine that is called once a
person gets a sample, and the table says so. "Cut-offs by day" marks a variant written by hand: what depends on the filing
day alone is found once for each day of the calendar, then looked up.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from contestant import digest_of, file_stem
from environments import HERE, KEPT, PEERS, is_ready, python_of
from numpy.typing import NDArray
from population import FACTS, SPELL_COLUMNS, read
from report import Row, markdown, workload

_YARDSTICK: Final = "numpy"
Answer = NDArray[np.uint8]


def main() -> None:
    """Run, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=PEERS, default=PEERS, help="these, and the yardstick")
    parser.add_argument("--markdown", type=Path, help="write the tables here too")
    options = parser.parse_args()
    peers = [peer for peer in PEERS if peer == _YARDSTICK or peer in options.only]
    if absent := [peer for peer in peers if not is_ready(peer)]:
        sys.exit(
            f"no environment for {', '.join(absent)}: run python bench/peers/environments.py --only {' '.join(absent)}"
        )
    columns, answers = _columns(options.people), KEPT / "answers"
    shutil.rmtree(answers, ignore_errors=True)
    answers.mkdir(parents=True)
    load = os.getloadavg()[0]
    rows = _run(peers, columns, answers, options.repeat)
    counts = compared(rows, answers, columns)
    text = markdown(rows, counts, options.people, options.repeat, load)
    print(text)
    if options.markdown:
        options.markdown.write_text(text, encoding="utf-8")


def _columns(people: int) -> Path:
    """The folder of the population, made when it is not there or when what makes it has changed."""
    script = HERE / "population.py"
    folder = KEPT / f"people-{people}-{hashlib.sha256(script.read_bytes()).hexdigest()[:8]}"
    if not (folder / "made").exists():
        print(f"{people:,} people", file=sys.stderr)
        # In a process of its own, as is all that takes memory: a child starts with the peak of its parent.
        subprocess.run([sys.executable, str(script), str(people), str(folder)], check=True)
        (folder / "made").touch()
    return folder


def _run(peers: Sequence[str], columns: Path, answers: Path, repeat: int) -> list[Row]:
    """Every trial of every peer, one process each."""
    trials = [(peer, trial) for peer in peers for trial in json.loads(_said(peer, "--list"))]
    rows = []
    for number, (peer, trial) in enumerate(trials, start=1):
        print(f"[{number}/{len(trials)}] {peer}: {trial}", file=sys.stderr)
        _said(peer, "--trial", trial, "--columns", columns, "--into", answers, "--repeat", repeat)
        rows.append(json.loads((answers / f"{file_stem(peer, trial)}.json").read_text(encoding="utf-8")))
    return rows


def _said(peer: str, *arguments: Any) -> str:
    """What the process of a peer printed; its errors stop the bench."""
    command = [python_of(peer), HERE / f"{peer}_peer.py", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{peer} {' '.join(map(str, arguments))}:\n{done.stderr}")
    return done.stdout


def compared(rows: Sequence[Row], answers: Path, columns: Path) -> dict[str, str]:
    """How the answers of each workload fall, once all contestants are found to agree on every person."""
    counts = {}
    for name in dict.fromkeys(map(workload, rows)):
        same = [row for row in rows if workload(row) == name]
        # The yardstick comes first.
        expected = _answer(answers, same[0])
        for row in same[1:]:
            found = _answer(answers, row)
            if found.shape != expected[: row["people"]].shape or np.any(found != expected[: row["people"]]):
                sys.exit(_difference(row, found, expected, columns))
        counts[name] = _fall(expected)
    return counts


def _answer(answers: Path, row: Row) -> Answer:
    """An answer as it was written: its digest is checked."""
    found: Answer = np.load(answers / f"{file_stem(row['peer'], row['trial'])}.npy")
    if digest_of(found) != row["digest"]:
        sys.exit(f"{row['label']}, {row['trial']}: the answer is not the one that was given")
    return found


def _difference(row: Row, found: Answer, expected: Answer, columns: Path) -> str:
    """The first person on whom two contestants part ways, with the facts."""
    head = f"{row['label']}, {row['trial']}: "
    if found.shape != expected[: row["people"]].shape:
        return f"{head}an answer of {found.shape}, not {expected[: row['people']].shape}"
    differs = (found != expected[: len(found)]).reshape(len(found), -1).any(axis=1)
    person = int(np.flatnonzero(differs)[0])
    names = [*FACTS, *(f"{fact}_missing" for fact in FACTS), "filed"]
    facts = {name: str(column[person]) for name, column in read(columns, *names).items()}
    spells = read(columns, *(f"job_{name}" for name in SPELL_COLUMNS))
    own = [
        {name: str(spells[f"job_{name}"][at]) for name in SPELL_COLUMNS}
        for at in np.flatnonzero(spells["job_person"] == person)
    ]
    return (
        f"{head}{int(differs.sum())} people differ; the first is {person}: {found[person].tolist()}, and "
        f"{expected[person].tolist()} by hand\n{facts}\n{own}"
    )


def _fall(answer: Answer) -> str:
    verdict = answer if answer.ndim == 1 else answer[:, 0]
    no, yes, open_ = (int(count) for count in np.bincount(verdict, minlength=3))
    return f"{yes:,} met, {no:,} not met" + (f", {open_:,} undetermined" if answer.ndim > 1 else "")


if __name__ == "__main__":
    main()
