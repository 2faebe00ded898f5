"""From the errors of the model to problems in words: which key, which value, what is allowed, what looks like it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from jalon.facts.dates import EXAMPLES, FIRST_YEAR, LAST_YEAR
from jalon.facts.errors import Problem, written_path
from jalon.facts.messages import MESSAGES

Path = tuple[int | str, ...]
Lines = Mapping[Path, int]

# The kinds of pydantic that the models can raise, and ours.
_BUILT_IN = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "model_type": "mapping",
    "tuple_type": "list",
    "too_long": "list-long",
    "too_short": "list-empty",
    "invalid_key": "key-form",
    "literal_error": "choice",
}

# What the context of an error holds of what is allowed, by kind.
_CONTEXT: Mapping[str, tuple[str, ...]] = {
    "list-long": ("max_length",),
    "schema": ("version",),
    "number": ("low", "high"),
    "whole-number": ("low", "high"),
    "limits": ("low", "high"),
    "text-long": ("longest", "length"),
    "text-control": ("code",),
    "code-form": ("digits",),
    "order": ("other", "other_value"),
    "mark": ("other", "other_value", "most"),
}


def problems_of(
    error: ValidationError, model: type[BaseModel], lines: Lines | None = None, at: Path = (), case: str = ""
) -> tuple[Problem, ...]:
    """Every problem of a validation, in the order of the file where lines are known.

    ``at`` is the place of the model in the file; only ``lines`` counts from the file, paths count from the model.
    """
    found = []
    for item in error.errors(include_url=False):
        kind = _BUILT_IN.get(item["type"], item["type"])
        if kind not in MESSAGES:
            # A fault of a later pydantic still gets words, and never a traceback.
            kind = "other"
        context = item.get("ctx", {})
        path: Path = item["loc"]
        value = item["input"]
        nearest = ""
        if kind == "list-empty" and value:
            # pydantic counts the items that are right; those that are wrong are reported already.
            continue
        if kind == "unknown-key":
            nearest = _nearest(path[-1], _keys(model, path[:-1]))
        if "key" in context:
            path = (*path, *context["key"].split("."))
            value = context["value"]
        allowed = _allowed(kind, context)
        if kind == "choice":
            nearest = _nearest(value, allowed)
        line = _line((*at, *path), lines)
        found.append(Problem(kind, written_path(path), value, allowed, nearest, line, case))
    return tuple(sorted(found, key=lambda problem: problem.line or 0))


def _allowed(kind: str, context: Mapping[str, Any]) -> tuple[str, ...]:
    if kind == "choice":
        return tuple(re.findall(r"'([^']*)'", context["expected"]))
    if kind == "date-form":
        return EXAMPLES
    if kind == "date-year":
        return str(FIRST_YEAR), str(LAST_YEAR)
    return tuple(str(context[name]) for name in _CONTEXT.get(kind, ()))


def _keys(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the part at ``path`` may hold, as written."""
    for step in path:
        if isinstance(step, str):
            by_key = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = _part(by_key[step])
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _part(annotation: Any) -> Any:
    """The model inside an annotation such as ``tuple[Job, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for part in map(_part, get_args(annotation)) if part is not None), None)


def _nearest(written: object, known: tuple[str, ...]) -> str:
    if not isinstance(written, str) or len(written) > 60:
        return ""
    by_fold = {key.casefold(): key for key in known}
    near = difflib.get_close_matches(written.strip().casefold().replace(" ", "_"), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else ""


def _line(path: Path, lines: Lines | None) -> int | None:
    """The line of a key, or of the nearest part around it that the file holds."""
    ends = range(len(path), -1, -1)
    return next((lines[path[:end]] for end in ends if path[:end] in lines), None) if lines else None
