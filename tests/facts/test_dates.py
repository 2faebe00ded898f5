"""Imprecise dates: how they are read, written and compared."""

from __future__ import annotations

import datetime
import pickle

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from facts.people import spans
from jalon.facts.dates import Span, SpanError

DAY = datetime.date


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2021-06-15", DAY(2021, 6, 15), DAY(2021, 6, 15)),
        ("2021-06", DAY(2021, 6, 1), DAY(2021, 6, 30)),
        ("2021-02", DAY(2021, 2, 1), DAY(2021, 2, 28)),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29)),
        ("2021", DAY(2021, 1, 1), DAY(2021, 12, 31)),
        (2021, DAY(2021, 1, 1), DAY(2021, 12, 31)),
        ("2021-06..2021-09", DAY(2021, 6, 1), DAY(2021, 9, 30)),
        ("2021..2022-02", DAY(2021, 1, 1), DAY(2022, 2, 28)),
        ("2021-06-15..2021", DAY(2021, 6, 15), DAY(2021, 12, 31)),
        (DAY(2021, 6, 15), DAY(2021, 6, 15), DAY(2021, 6, 15)),
        ("1900", DAY(1900, 1, 1), DAY(1900, 12, 31)),
        ("2100-12-31", DAY(2100, 12, 31), DAY(2100, 12, 31)),
        # The end of a range is the last day it allows, so a range within one month is no contradiction.
        ("2021-06-15..2021-06", DAY(2021, 6, 15), DAY(2021, 6, 30)),
    ],
)
def test_parse(written: object, earliest: datetime.date, latest: datetime.date) -> None:
    span = Span.parse(written)
    assert (span.earliest, span.latest) == (earliest, latest)
    assert span.precise == (earliest == latest)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2021-02-30", "date-impossible"),
        ("2021-13", "date-impossible"),
        ("2021-00-10", "date-impossible"),
        ("2021-06-00", "date-impossible"),
        ("2021-09..2021-06", "date-reversed"),
        ("1899", "date-year"),
        (2101, "date-year"),
        ("0000-01-01", "date-year"),
        (DAY(1850, 1, 1), "date-year"),
        ("", "date-form"),
        ("..", "date-form"),
        ("2021..", "date-form"),
        ("..2021", "date-form"),
        ("2021...2022", "date-form"),
        ("2019..2020..2021", "date-form"),
        (" 2021", "date-form"),
        ("2021\n", "date-form"),
        ("21", "date-form"),
        ("2021-6", "date-form"),
        ("２０２１", "date-form"),
        ("2021-06-15T00:00", "date-form"),
        ("2021-06-15..2021-06-15..", "date-form"),
        (True, "date-form"),
        (2021.0, "date-form"),
        (None, "date-form"),
        (-1, "date-form"),
        pytest.param(10**5000, "date-form", id="huge"),
        (datetime.datetime(2021, 6, 15), "date-form"),
        ([2021], "date-form"),
    ],
)
def test_refused(written: object, fault: str) -> None:
    with pytest.raises(SpanError) as caught:
        Span.parse(written)
    assert caught.value.fault == fault
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2021-06-15", "2021-06-15"),
        ("2021-06-15..2021-06-15", "2021-06-15"),
        ("2021-06-01..2021-06-30", "2021-06"),
        ("2021-01..2021-12", "2021"),
        ("2021-01-01..2022-12-31", "2021..2022"),
        ("2021-06..2021-09", "2021-06..2021-09"),
        ("2021-01..2021-09", "2021-01..2021-09"),
        ("2021-06-02..2021-09", "2021-06-02..2021-09-30"),
        ("2021-06-01..2021-09-29", "2021-06-01..2021-09-29"),
    ],
)
def test_shortest_text(written: str, canonical: str) -> None:
    span = Span.parse(written)
    assert str(span) == canonical
    assert span.text == written
    assert span == Span.parse(canonical)
    assert hash(span) == hash(Span.parse(canonical))


@given(spans())
def test_text_reads_back(span: Span) -> None:
    assert Span.parse(str(span)) == span
    assert Span.parse(span.text) == span
    assert Span.parse(span) is span
    assert pickle.loads(pickle.dumps(span)) == span
    assert eval(repr(span).replace("Span(", "Span.parse(")) == span


@given(spans(), spans())
def test_order(one: Span, other: Span) -> None:
    assert one.earliest <= one.latest
    assert one.earliest in one
    assert one.latest in one
    assert one.latest + datetime.timedelta(1) not in one
    assert one.surely_before(other) == all(
        day < end for day in (one.earliest, one.latest) for end in (other.earliest, other.latest)
    )
    assert not (one.surely_before(other) and other.surely_before(one))
    assert not one.surely_before(one)
    # The shortest text never depends on how the span was made.
    assert (str(one) == str(other)) == (one == other)


def test_made_from_days() -> None:
    assert Span(DAY(2021, 6, 1), DAY(2021, 6, 30)).text == "2021-06"
    with pytest.raises(SpanError, match="date-reversed"):
        Span(DAY(2021, 6, 2), DAY(2021, 6, 1))


def test_as_a_field() -> None:
    field = TypeAdapter(Span)
    assert field.validate_python("2021-06") == Span.parse("2021-06")
    assert field.dump_json(Span.parse("2021-06")) == b'"2021-06"'
    with pytest.raises(ValidationError, match="date-impossible"):
        field.validate_python("2021-02-30")
    written = field.json_schema()
    assert [option["type"] for option in written["anyOf"]] == ["string", "integer"]
    assert "2021-06..2021-09" in written["examples"]
