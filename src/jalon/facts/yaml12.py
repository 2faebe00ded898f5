"""YAML as the applicant file allows it: the plain part of YAML 1.2, read from the parser's events.

The core schema of YAML 1.2 decides what a bare value is: ``true`` and ``false`` are booleans (``yes`` is text),
``null``, ``~`` and nothing are null, numbers are numbers, everything else is text. A date stays text, and so does a
number with a leading zero (``0121`` is a code). Whatever could make a small file cost much, or a value differ from
what a person reads, is refused at the event where it stands: anchors, aliases, tags, merge keys, keys written twice,
several documents, deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from jalon.facts.errors import refuse, written_path

DEEPEST: Final = 20

Path = tuple[int | str, ...]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITY = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NAN = frozenset({".nan", ".NaN", ".NAN"})
_LONGEST_NUMBER = 30
_CORE_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Document:
    """The data of one document, and the line (from 1) of each key and item by its path."""

    data: object
    lines: dict[Path, int]


@dataclass(slots=True)
class _Open:
    """A list or a group of keys that is being read."""

    path: Path
    value: dict[str, object] | list[object]
    key: str | None = field(default=None)


def read_yaml(text: str) -> Document:
    """Read one document. Raises ``FactsError`` with the line."""
    try:
        return _build(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.reader.ReaderError:
        refuse("characters")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line if mark is not None else 0
        if "nesting" in (error.problem or ""):
            # The C parser has a limit of its own, and may reach it before it hands out the first event.
            refuse("depth", None, DEEPEST, line=line + 1)
        lines = text.splitlines()
        indentation = re.match(r"\s*", lines[line]) if line < len(lines) else None
        tab = indentation is not None and "\t" in indentation[0]
        refuse("yaml-tab" if tab else "yaml-syntax", line=line + 1)


def _build(events: Iterator[yaml.Event]) -> Document:
    lines: dict[Path, int] = {}
    stack: list[_Open] = []
    root: list[object] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.DocumentStartEvent) and root:
            refuse("documents", line=line)
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor is not None:
            refuse("anchor", line=line)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.tag is not None:
            refuse("tag", event.tag.replace(_CORE_TAG, "!!"), line=line)
        if _takes_key(stack, event, lines, line):
            continue
        value = _value(event)
        path = _place(stack, value, lines, line) if stack else ()
        if not stack:
            root.append(value)
            lines[()] = line
        if isinstance(value, dict | list):
            if len(stack) == DEEPEST:
                refuse("depth", None, DEEPEST, line=line)
            stack.append(_Open(path, value))
    if not root:
        refuse("empty")
    return Document(root[0], lines)


def _takes_key(
    stack: list[_Open], event: yaml.ScalarEvent | yaml.CollectionStartEvent, lines: dict[Path, int], line: int
) -> bool:
    """Keep the event as the next key, when a key is due; keys are text whatever they look like."""
    if not stack or isinstance(stack[-1].value, list) or stack[-1].key is not None:
        return False
    parent = stack[-1]
    if not isinstance(event, yaml.ScalarEvent):
        refuse("key-form", line=line)
    key = event.value
    if key == "<<" and event.implicit[0]:
        refuse("merge", line=line)
    path = (*parent.path, key)
    if path in lines:
        refuse("duplicate", path=written_path(path), line=line)
    lines[path] = line
    parent.key = key
    return True


def _place(stack: list[_Open], value: object, lines: dict[Path, int], line: int) -> Path:
    """Put a value in the list or the group that is open; returns its path."""
    parent = stack[-1]
    if isinstance(parent.value, list):
        path: Path = (*parent.path, len(parent.value))
        parent.value.append(value)
        lines[path] = line
        return path
    assert parent.key is not None
    path = (*parent.path, parent.key)
    parent.value[parent.key] = value
    parent.key = None
    return path


def _value(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> object:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    assert isinstance(event, yaml.ScalarEvent)
    # Only a bare value may be something else than text.
    return resolve(event.value) if event.implicit[0] else event.value


def resolve(bare: str) -> object:
    """What a bare value is under the core schema of YAML 1.2, a leading zero apart."""
    if bare in _NULLS:
        return None
    if bare in _TRUTHS:
        return _TRUTHS[bare]
    if bare[0] not in "+-.0123456789":
        return bare
    if _INT.fullmatch(bare) and len(bare) <= _LONGEST_NUMBER:
        return int(bare)
    if _OCTAL.fullmatch(bare) and len(bare) <= _LONGEST_NUMBER:
        return int(bare[2:], 8)
    if _HEX.fullmatch(bare) and len(bare) <= _LONGEST_NUMBER:
        return int(bare[2:], 16)
    if _FLOAT.fullmatch(bare):
        return float(bare)
    infinity = _INFINITY.fullmatch(bare)
    if infinity:
        return float(infinity[1] + "inf")
    return float("nan") if bare in _NAN else bare
