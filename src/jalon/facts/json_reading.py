"""JSON as the applicant file allows it: no key written twice, no NaN or infinity, no deep nesting."""

from __future__ import annotations

import json
from typing import NoReturn

from jalon.facts.errors import refuse, written_path
from jalon.facts.yaml12 import DEEPEST

_LONGEST_NUMBER = 30


def read_json(text: str) -> object:
    """Read one JSON value. Raises ``FactsError``, with the line where there is one."""
    try:
        data: object = json.loads(
            text, object_pairs_hook=_group, parse_constant=_constant, parse_int=_whole, parse_float=float
        )
    except json.JSONDecodeError as error:
        refuse("json-syntax", line=error.lineno)
    except RecursionError:
        refuse("depth", None, DEEPEST)
    _check_depth(data)
    return data


def _group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group: dict[str, object] = {}
    for key, value in pairs:
        if key in group:
            refuse("duplicate", path=written_path((key,)))
        group[key] = value
    return group


def _constant(name: str) -> NoReturn:
    refuse("json-constant", name)


def _whole(digits: str) -> int | float:
    # Python refuses to read a whole number of thousands of digits; as a float it is merely out of bounds.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def _check_depth(data: object) -> None:
    level = [data]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    if any(isinstance(value, dict | list) for value in level):
        refuse("depth", None, DEEPEST)
