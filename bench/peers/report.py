"""The figures as Markdown, to be pasted in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

Row = dict[str, Any]

TITLES: Final = {
    "S": "S: one filing day for everybody",
    "R": "R: a filing day for each person",
    "U": "U: a day each, one fact in ten missing; three-valued, with the conditions that fail and those left open",
    "J": "J: the work condition alone, from a table of jobs, about three a person",
}
_NOTES: Final = (
    "In S, R and J the peers find the verdict alone, as does Jalon in “outcomes alone”. Otherwise Jalon finds the sets of "
    "conditions that fail and that are left open too, and in J the months surely and possibly counted.",
    "“Cut-offs by day”: a variant written by hand, where what depends on the filing day alone is found once for each day of "
    "the calendar, then looked up. Jalon does so by itself.",
    "The peers have one flat table of people; Jalon reads three (person, study, proof of French), with the records of the "
    "whole law, of which this rule asks five facts.",
    "OpenFisca-core and policyengine-core have no missing facts: in U a flag beside each fact was written by hand, and the "
    "formulas carry it.",
    "zen-engine is called once a person, and decides a sample.",
    "In J, jobs of one person do not overlap and nobody has 364 or 365 days, where counts of months part ways: peers sum "
    "days against 365, Jalon merges spells and counts twelve months, and both say the same of everybody.",
)
_YARDSTICK: Final = "numpy"


def workload(row: Row) -> str:
    """The workload of a trial, its variant apart."""
    return str(row["trial"]).partition(",")[0]


def machine() -> str:
    """The machine in words."""
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = names[0] if names else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB of memory, {platform.system()}"


def versions(rows: Sequence[Row]) -> str:
    """The versions that answered."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name, version in [("Python", row["python"]), *row["versions"].items()]:
            if version not in found.setdefault(name, []):
                found[name].append(version)
    return ", ".join(f"{name} {' and '.join(known)}" for name, known in found.items())


def markdown(rows: Sequence[Row], counts: dict[str, str], people: int, repeat: int, load: float) -> str:
    """Every table. `counts` says for each workload how its answers fall; `load` what the machine did before."""
    out = [
        f"{people:,} people, medians of {repeat}, each contestant in its own process and environment. "
        f"{machine()}; load average {load:.1f} before the first.",
        f"{versions(rows)}.",
        "",
        "Milliseconds are for a million people, from data already in the form that is natural to the engine; making that "
        "form from NumPy columns is “ingest”. Memory is the peak of the whole process. The last column is against the "
        "fastest line of NumPy. All answers were equal, person by person, before any of this was printed.",
        "",
    ]
    for name, title in TITLES.items():
        chosen = sorted((row for row in rows if workload(row) == name), key=lambda row: row["median"] / row["people"])
        if not chosen:
            continue
        yardstick = min(row["median"] / row["people"] for row in chosen if row["peer"] == _YARDSTICK)
        out += [f"**{title}** ({counts[name]})", ""]
        out += ["| Engine | Measured on | ms | fastest to slowest | ingest, ms | peak MiB | × NumPy |"]
        out += ["|---|--:|--:|--:|--:|--:|--:|"]
        out += [_line(row, yardstick) for row in chosen]
        out += [""]
    out += [*(f"- {note}" for note in _NOTES), ""]
    return "\n".join(out)


def _line(row: Row, yardstick: float) -> str:
    scale = 1e9 / row["people"]
    low, high = _figure(row["fastest"] * scale), _figure(row["slowest"] * scale)
    name = f"**{row['label']}**" if row["peer"] == "jalon" else row["label"]
    times = row["median"] / row["people"] / yardstick
    return (
        f"| {name} | {row['people']:,} | {_figure(row['median'] * scale)} | {low} to {high} | "
        f"{_figure(row['ingest'] * scale)} | {row['peak_mib']:.0f} | {_figure(times)} |"
    )


def _figure(value: float) -> str:
    """A figure to about two places: what more there is changes from run to run."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}"
