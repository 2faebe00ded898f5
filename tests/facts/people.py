"""Made-up applicant files, drawn from the published JSON Schema: whatever it allows, the reader must take."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from jalon.facts import Span, applicant_schema
from jalon.facts.dates import SPAN_PATTERN

_SCHEMA = applicant_schema()
_CODES = {"^[0-9]{4}$": ("2174", "0121", "6513"), "^[0-9]{5}$": ("21232", "00010", "63200")}
_DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
_FOLLOW = (("from", "to"), ("started_on", "completed_on"), ("started_on", "awarded_on"), ("started_on", "ended_on"))
_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=20)
_DECEPTIVE = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def spans() -> st.SearchStrategy[Span]:
    """Days, months, years and ranges."""
    return st.one_of(
        _DAYS.map(Span.parse),
        _DAYS.map(lambda day: Span.parse(f"{day:%Y-%m}")),
        _DAYS.map(lambda day: Span.parse(f"{day:%Y}")),
        st.tuples(_DAYS, _DAYS).map(lambda days: Span(min(days), max(days))),
        st.tuples(_DAYS, _DAYS).map(lambda days: Span.parse(f"{min(days):%Y-%m}..{max(days):%Y-%m}")),
    )


def applicant_data() -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of an applicant file, with no contradiction between keys."""
    return _from(_SCHEMA).map(_mended)


def _from(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return st.deferred(lambda: _from(_SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]))
    if "anyOf" in schema:
        return st.one_of([_from(option) for option in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema["type"]
    if kind == "object":
        required = {key: _from(schema["properties"][key]) for key in schema.get("required", ())}
        others = {key: _from(part) for key, part in schema["properties"].items() if key not in required}
        return st.fixed_dictionaries(required, optional=others)
    if kind == "array":
        return st.lists(_from(schema["items"]), max_size=2)
    if kind == "string":
        return _text(schema)
    if kind == "integer":
        codes = schema["maximum"] in (9999, 99999)
        return (
            st.just(2174 if schema["maximum"] == 9999 else 10)
            if codes
            else st.integers(schema["minimum"], schema["maximum"])
        )
    if kind == "number":
        return st.integers(schema["minimum"], schema["maximum"]) | st.floats(schema["minimum"], schema["maximum"])
    return {"boolean": st.booleans(), "null": st.none()}[kind]


def _text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if schema.get("pattern") == SPAN_PATTERN:
        return spans().map(str)
    if schema.get("pattern") in _CODES:
        return st.sampled_from(_CODES[schema["pattern"]])
    return _TEXT.filter(lambda text: bool(text.strip()) and not _DECEPTIVE & set(text))


def _mended(data: Any) -> Any:
    """The same data without what no person can have."""
    if isinstance(data, list):
        return [_mended(item) for item in data]
    if not isinstance(data, dict):
        return data
    mended = {key: _mended(value) for key, value in data.items()}
    for first, then in _FOLLOW:
        both = mended.get(first) is not None and mended.get(then) is not None
        if both and Span.parse(mended[then]).surely_before(Span.parse(mended[first])):
            del mended[then]
    if "test" in mended:
        mended.pop("scores", None)
    if "occupation" in mended and not any(mended["occupation"].values()):
        del mended["occupation"]
    return mended
