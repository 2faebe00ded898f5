"""The texts that the search of occupations reads: our vocabulary, the names of the groups, acronyms, main duties, and
Statistics Canada's index of titles for whoever has imported it."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from jalon.registers import occupations
from jalon.registers.search.folding import fold

OWN: Final = "vocabulary"
NAME: Final = "group-name"
OFFICIAL: Final = "official-index"
ACRONYM: Final = "acronym"
MEANING: Final = "meaning"

# Letters that the two genders of a title share.
_STEM: Final = 3
_ROOM = files("jalon") / "registers"


@dataclass(frozen=True, slots=True)
class Entry:
    """A title that people use, or an official one, and the unit group it leads to."""

    noc2021: str
    lang: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form, what it stands for, and the groups it may mean, most usual first."""

    text: str
    expansion: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """Main duties of a unit group, in words of ours."""

    fr: str
    en: str


def forms(title: str) -> tuple[str, ...]:
    """The masculine and the feminine of a title written with slashes; the title itself without any.

    A slash parts two words (technicien/technicienne en radio) or two groups of words (ingénieurs civils/ingénieures
    civiles): the second starts like a word of the first.
    """
    return tuple(dict.fromkeys(_taking(side, title) for side in (0, 1)))


def _taking(side: int, title: str) -> str:
    """The title with what stands on one side of each slash."""
    while "/" in title:
        left, _, right = title.partition("/")
        before, after = left.split(), right.split()
        alike = [i for i, word in enumerate(before) if after and _same_stem(word, after[0])]
        start = alike[-1] if alike else max(len(before) - 1, 0)
        size = max(len(before) - start, 1)
        tail = after[size:]
        title = " ".join([*before, *tail] if side == 0 else [*before[:start], *after[:size], *tail])
    return title


def _same_stem(a: str, b: str) -> bool:
    """Two words that begin alike, as the two genders of a title do."""
    return fold(a)[:_STEM] == fold(b)[:_STEM]


def _vocabulary() -> list[Traversable]:
    return sorted((p for p in (_ROOM / "vocabulary").iterdir() if p.name[:2].isdigit()), key=lambda p: p.name)


def own_contents() -> Iterator[bytes]:
    """The files that the project's own entries come from, as they are: to know whether they have changed."""
    for path in (*_vocabulary(), _ROOM / "data" / "noc2021.csv"):
        yield path.read_bytes()


def own_entries() -> Iterator[Entry]:
    """The vocabulary, one file a major group."""
    for path in _vocabulary():
        rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        next(rows)
        for code, lang, title in rows:
            yield Entry(code, lang, title, OWN)


def group_names() -> Iterator[Entry]:
    """The names of the unit groups."""
    for group in occupations.unit_groups_2021():
        for lang, title in (("fr", group.title_fr), ("en", group.title_en)):
            for form in forms(title):
                yield Entry(group.code, lang, form, NAME)


def data_folder() -> Path:
    """Where imported data live: JALON_DATA, else the user's own data folder."""
    if os.environ.get("JALON_DATA"):
        return Path(os.environ["JALON_DATA"])
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "jalon"


def imported_index() -> Path:
    """The official index of titles, once imported."""
    return data_folder() / "noc2021-titles.csv"


def official_entries() -> Iterator[Entry]:
    """The imported index; nothing when there is none."""
    path = imported_index()
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for code, lang, title in rows:
            for form in forms(title):
                yield Entry(code, lang, form, OFFICIAL)


@cache
def acronyms() -> dict[str, tuple[Acronym, ...]]:
    """Acronyms by folded text."""
    out: dict[str, list[Acronym]] = {}
    text = (_ROOM / "data" / "acronyms.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        groups = tuple(row["noc2021"].split("|"))
        out.setdefault(fold(row["acronym"]), []).append(Acronym(row["acronym"], row["expansion"], groups))
    return {text: tuple(found) for text, found in out.items()}


@cache
def duties() -> dict[str, Duties]:
    """Main duties by unit group."""
    out = {}
    for path in (_ROOM / "duties").iterdir():
        if path.name.endswith(".csv"):
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
                out[row["noc2021"]] = Duties(row["duties_fr"], row["duties_en"])
    return out
