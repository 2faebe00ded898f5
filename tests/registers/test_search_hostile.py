"""Queries that nobody means well: no error, and answers that are still of the right shape. Times are for the bench."""

from __future__ import annotations

import pytest

from jalon.registers.search.area_search import search_areas
from jalon.registers.search.engine import search_occupations
from registers.querying import HOSTILE, NOTHING, hostile_queries


@pytest.fixture(autouse=True)
def nothing_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_DATA", str(NOTHING))


def test_they_are_as_many_as_said_and_the_same_each_time() -> None:
    queries = list(hostile_queries())
    assert len(queries) == HOSTILE
    assert queries[:500] == list(hostile_queries(500))
    assert max(map(len, queries)) >= 10_000
    for piece in ("\x00", "\u202e", "DROP TABLE", "👩", "\u0301\u0301", "\ud800"):
        assert any(piece in query for query in queries)


def test_no_error() -> None:
    for query in hostile_queries():
        hits = search_occupations(query)
        assert len(hits) <= 5
        assert all(hit.noc2021 and 0 < hit.score < 3 and hit.reason.text for hit in hits)


def test_no_error_among_areas() -> None:
    for query in hostile_queries():
        assert all(0 < hit.score < 1.01 for hit in search_areas(query))
