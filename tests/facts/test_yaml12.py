"""YAML 1.2 as the file allows it: what a bare value is, lines, and what is refused."""

from __future__ import annotations

import math
import time

import pytest
import yaml

from jalon.facts import FactsError, yaml12
from jalon.facts.yaml12 import read_yaml, resolve


@pytest.mark.parametrize(
    ("bare", "value"),
    [
        ("true", True), ("True", True), ("FALSE", False), ("tRUE", "tRUE"), ("yes", "yes"), ("no", "no"), ("on", "on"),
        ("off", "off"), ("y", "y"), ("null", None), ("~", None), ("", None), ("nULL", "nULL"), ("none", "none"),
        ("0", 0), ("12", 12), ("-3", -3), ("+4", 4), ("0121", "0121"), ("00", "00"), ("-01", "-01"), ("1_000", "1_000"),
        ("1:30", "1:30"), ("0o17", 15), ("0x1F", 31), ("1.0", 1.0), (".5", 0.5), ("1e3", 1000.0), ("1.", 1.0),
        ("-1.5E-2", -0.015), ("007.5", "007.5"), (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf),
        (".", "."), ("-", "-"), ("..", ".."), ("2021-06-15", "2021-06-15"), ("2021-06", "2021-06"),
        ("2021-06..2021-09", "2021-06..2021-09"), ("0b11", "0b11"), ("1e", "1e"), ("=", "="), ("inf", "inf"),
        ("9" * 5000, math.inf), ("0x" + "f" * 5000, "0x" + "f" * 5000), ("0o" + "7" * 5000, "0o" + "7" * 5000),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_bare_values(bare: str, value: object) -> None:
    assert resolve(bare) == value
    assert type(resolve(bare)) is type(value)


@pytest.mark.parametrize("bare", [".nan", ".NaN", ".NAN"])
def test_nan(bare: str) -> None:
    assert math.isnan(resolve(bare))  # type: ignore[arg-type]


def test_quoted_values_are_text() -> None:
    text = "a: 'true'\nb: \"12\"\nc: |\n  null\nd: >-\n  1.5\ne: ''\n"
    assert read_yaml(text).data == {"a": "true", "b": "12", "c": "null\n", "d": "1.5", "e": ""}


def test_keys_are_text() -> None:
    assert read_yaml("{1: a, true: b, null: c, ~: d, '': e}").data == {
        "1": "a",
        "true": "b",
        "null": "c",
        "~": "d",
        "": "e",
    }


def test_quoted_merge_key_is_a_key() -> None:
    assert read_yaml("'<<': 1").data == {"<<": 1}


def test_marks_of_one_document_are_fine() -> None:
    assert read_yaml("%YAML 1.2\n---\na: 1\n...\n").data == {"a": 1}


def test_lines() -> None:
    document = read_yaml("# comment\na: 1\nb:\n  - c: 2\n    d: 3\n  - 4\n")
    assert document.data == {"a": 1, "b": [{"c": 2, "d": 3}, 4]}
    assert document.lines == {
        (): 2, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 0, "c"): 4, ("b", 0, "d"): 5, ("b", 1): 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a: &x 1", "anchor", 1),
        ("a: 1\nb: *x", "anchor", 2),
        ("&x a: 1", "anchor", 1),
        ("&x {a: 1}", "anchor", 1),
        ("a: !!int '1'", "tag", 1),
        ("!!str a: 1", "tag", 1),
        ("! {a: 1}", "tag", 1),
        ("a: ! x", "tag", 1),
        ("a: 1\n<<: {b: 2}", "merge", 2),
        ("a: 1\na: 2", "duplicate", 2),
        ("a: {b: 1, 'b': 2}", "duplicate", 1),
        ("a: 1\n---\na: 2", "documents", 2),
        ("a: 1\n...\n---\n...", "documents", 3),
        ("{a: 1}: 2", "key-form", 1),
        ("- [[a]]\n- ? {b: 1}\n  : 2", "key-form", 2),
        ("", "empty", None),
        ("# nothing", "empty", None),
        ("a: 'b", "yaml-syntax", 2),
        ("a: b: c", "yaml-syntax", 1),
        ("a:\n\tb: c", "yaml-tab", 2),
        ("a: \x01", "characters", None),
        ("a:\n" + "- " * 21, "depth", 2),
        ("[" * 5000, "depth", 1),
    ],
    ids=lambda value: repr(value)[:20],
)
@pytest.mark.parametrize("loader", ["C", "Python"])
def test_refused(text: str, kind: str, line: int | None, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader == "Python":
        # Where libyaml is missing, the same files are refused for the same reasons.
        monkeypatch.setattr(yaml12, "_LOADER", yaml.BaseLoader)
    with pytest.raises(FactsError) as caught:
        read_yaml(text)
    (problem,) = caught.value.problems
    assert problem.kind == kind
    if kind != "yaml-syntax":
        assert problem.line == line


def test_deepest() -> None:
    read_yaml("[" * yaml12.DEEPEST + "]" * yaml12.DEEPEST)
    with pytest.raises(FactsError):
        read_yaml("[" * (yaml12.DEEPEST + 1) + "]" * (yaml12.DEEPEST + 1))


@pytest.mark.parametrize("text", ["a: " + "[\n" * 300_000, "- " * 300_000, "? " * 300_000, "{a: " * 200_000])
def test_hostile_nesting_is_refused_fast(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(FactsError):
        read_yaml(text)
    assert time.perf_counter() - start < 1
