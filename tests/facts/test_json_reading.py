"""JSON as the file allows it."""

from __future__ import annotations

import math

import pytest

from jalon.facts import FactsError
from jalon.facts.json_reading import read_json
from jalon.facts.yaml12 import DEEPEST


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, true, null, "x"]}', {"a": [1, 2.5, True, None, "x"]}),
        ("9" * 30, int("9" * 30)),
        ("9" * 5000, math.inf),
        ("-1e999", -math.inf),
        ('{"a": {"b": 1}, "c": {"b": 1}}', {"a": {"b": 1}, "c": {"b": 1}}),
    ],
    ids=lambda value: str(value)[:20],
)
def test_read(text: str, value: object) -> None:
    assert read_json(text) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", "json-syntax"),
        ("{'a': 1}", "json-syntax"),
        ('{"a": 1,}', "json-syntax"),
        ('{"a": 1} {}', "json-syntax"),
        ("NaN", "json-constant"),
        ("[Infinity]", "json-constant"),
        ('{"a": {"b": 1, "b": 1}}', "duplicate"),
        ("[" * 1_000_000 + "]" * 1_000_000, "depth"),
        ('{"a":' * 21 + "1" + "}" * 21, "depth"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refused(text: str, kind: str) -> None:
    with pytest.raises(FactsError) as caught:
        read_json(text)
    assert caught.value.problems[0].kind == kind


def test_deepest() -> None:
    assert read_json("[" * DEEPEST + "]" * DEEPEST)
    with pytest.raises(FactsError):
        read_json("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
