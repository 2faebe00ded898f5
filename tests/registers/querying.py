"""What the search is asked in tests and in `bench/search.py`: the query files, their scores, and 10,000 hostile queries."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUERIES = Path(__file__).parent / "queries"
# A data folder in which nothing has been imported: tests set JALON_DATA to it.
NOTHING = QUERIES / "nothing-imported"
HOSTILE = 10_000
SEED = 2021

# The right answers of a query are codes, or the name of an area; none means "nothing similar".
Ask = Callable[["Query"], Sequence[str]]


@dataclass(frozen=True)
class Query:
    """A row of a query file; `award` for areas only."""

    text: str
    answers: tuple[str, ...]
    lang: str = ""
    award: str | None = None


@dataclass(frozen=True)
class Score:
    """Shares (0 to 1) of queries whose first answer, and one of whose first five, is right."""

    asked: int
    top_1: float
    top_5: float


def _rows(name: str, split: str) -> list[dict[str, str]]:
    with (QUERIES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if split in (row["split"], "all")]


def occupation_queries(split: str, lang: str | None = None) -> list[Query]:
    """Queries for occupations of a split (tune, held, all), of one language or both."""
    return [
        Query(row["query"], tuple(row["codes"].split("|")), row["lang"])
        for row in _rows("occupations", split)
        if lang in (None, row["lang"])
    ]


def area_queries(split: str) -> list[Query]:
    """Queries for areas of a split; without an answer, nothing similar is on the list."""
    return [
        Query(row["query"], (row["area"],) if row["area"] else (), award=row["award"]) for row in _rows("areas", split)
    ]


def misses(split: str = "all") -> list[str]:
    """Texts that are no occupation."""
    return [row["query"] for row in _rows("misses", split)]


def score(queries: Iterable[Query], ask: Ask) -> Score:
    """How often the first answer, and one of the first five, is right, over the queries that have one."""
    asked = first = among = 0
    for query in queries:
        if query.answers:
            found = list(ask(query))[:5]
            asked += 1
            first += bool(found) and found[0] in query.answers
            among += any(answer in query.answers for answer in found)
    return Score(asked, first / asked, among / asked)


_PIECES = (
    "soudeuse",
    "préposé aux bénéficiaires",
    "software developer",
    "PAB",
    "infirmie\u0301re",
    "' OR 1=1 --",
    "'; DROP TABLE noc2021; --",
    '" NEAR/2 * MATCH "',
    "${jndi:ldap://x}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%s%n%x",
    "{query}",
    "\\",
    "NULL",
    "nan",
    "-1",
    "1e309",
    "لحّام",
    "\u202eruedos\u202c",
    "\u200f\u200e\u2066\u2069",
    "焊工",
    "сварщик",
    "συγκολλητής",
    "👩🏽\u200d🏭",
    "🧑‍⚕️💉",
    "e" + "\u0301" * 40,
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319",
    "ﬁligree ﬃ",
    "ＷＥＬＤＥＲ",
    "\x00",
    "\x1b[31m",
    "\x07\x08",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\ufeff",
    "\ud800",
    "\U0010ffff",
    "c++",
    "#",
    "+" * 30,
    " " * 50,
    "a" * 300,
)
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz ",
    "".join(map(chr, range(0x20))),
    "".join(map(chr, range(0x300, 0x370))),
    "".join(map(chr, range(0x590, 0x6FF))),
    "".join(map(chr, range(0x1F600, 0x1F650))),
    "éèêëàâäôöûüçœæÉÈ'’-/() ",
)


def hostile_queries(count: int = HOSTILE, seed: int = SEED) -> Iterable[str]:
    """Generated queries that nobody means well: control characters, 10,000 characters, emoji, SQL, right to left..."""
    draw = random.Random(seed)
    for number in range(count):
        kind = number % 5
        if kind == 0:
            yield draw.choice(("", " ")).join(draw.choices(_PIECES, k=draw.randint(1, 6)))
        elif kind == 1:
            alphabet = draw.choice(_ALPHABETS)
            yield "".join(draw.choices(alphabet, k=draw.randint(0, 250)))
        elif kind == 2:
            yield "".join(chr(draw.randrange(0x110000)) for _ in range(draw.randint(1, 120)))
        elif kind == 3:
            words = draw.choices(("soudeur", "commis", "aide", "manager", "technicien en", "of the"), k=60)
            text = " ".join(words)
            at = draw.randrange(len(text))
            yield text[:at] + draw.choice(_PIECES) + text[at:]
        elif number % 100 == 4:
            yield (draw.choice(_PIECES) + draw.choice(("", " ", "\u0301"))) * 10_000
        else:
            yield (draw.choice(_PIECES) + " ") * draw.randint(1, 400)
