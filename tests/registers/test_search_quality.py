"""How often the search is right on the held queries: not less than docs/search.md says, minus two points.

The held queries were never used to tune it; see `queries/README.md`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jalon.registers.search.area_search import search_areas
from jalon.registers.search.engine import search_occupations
from registers.querying import NOTHING, Score, area_queries, misses, occupation_queries, score

DOCS = Path(__file__).parents[2] / "docs"
MARGIN = 2.0
# First answer right, one of the first five right, in %: the row "Jalon" of docs/search.md.
DOCUMENTED = {"fr": (97.0, 98.5), "en": (91.0, 94.0)}
AREAS = (100.0, 100.0)


@pytest.fixture(autouse=True)
def nothing_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_DATA", str(NOTHING))


def not_less(found: Score, documented: tuple[float, float]) -> None:
    assert 100 * found.top_1 >= documented[0] - MARGIN, found
    assert 100 * found.top_5 >= documented[1] - MARGIN, found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_occupations(lang: str) -> None:
    queries = occupation_queries("held", lang)
    assert len(queries) >= 66
    not_less(score(queries, lambda query: [hit.noc2021 for hit in search_occupations(query.text)]), DOCUMENTED[lang])


def test_areas() -> None:
    found = score(area_queries("held"), lambda query: [hit.area for hit in search_areas(query.text, query.award)])
    assert found.asked == 24
    # One query weighs four points here.
    assert found.top_1 >= 23 / 24
    assert found.top_5 >= 23 / 24


@pytest.mark.parametrize("split", ["tune", "held"])
def test_texts_that_are_no_occupation(split: str) -> None:
    texts = misses(split)
    assert sum(not search_occupations(text) for text in texts) >= 0.9 * len(texts)


@pytest.mark.parametrize("name", ["search.md", "search.en.md"])
def test_the_figures_documented_are_those_asserted(name: str) -> None:
    row = next(line for line in (DOCS / name).read_text("utf-8").splitlines() if line.startswith("| **Jalon** |"))
    figures = [float(figure.replace(",", ".")) for figure in re.findall(r"\d+[.,]\d", row)]
    assert figures[4:8] == [*DOCUMENTED["fr"], *DOCUMENTED["en"]]
