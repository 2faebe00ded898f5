"""One condition through the versions of its stream: from when to when each of its texts governs, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from jalon.language.statutes import Condition, Programme, Version
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.words import condition_words, demand

Change = Literal["first", "added", "changed", "restated", "removed", "absent"]


@dataclass(frozen=True)
class Stage:
    """A span of filing days over which a condition keeps one text; `until` is None while it lasts.

    `words` is the condition in words (see `condition_words`), None where it is not asked. `change` says how the stage
    differs from the one before: `first` and `absent` are those of the day on which the stream begins; `restated` is the
    same demand under another instrument.
    """

    since: str
    until: str | None
    words: dict[str, Any] | None
    change: Change


def condition_of(version: Version, condition: str) -> Condition | None:
    """The condition of a version with this id; None where the version does not have it."""
    return next((c for c in version.conditions if c.id == condition), None)


def condition_ids(programme: Programme) -> tuple[str, ...]:
    """Every condition that some version of the stream asks, views included, in the order of the names of conditions."""
    versions = (*programme.versions, *(v for _, others in programme.views for v in others))
    asked = {c.id for version in versions for c in version.conditions}
    return tuple(id for id in CONDITION_NAMES if id in asked)


@lru_cache(maxsize=128)
def condition_history(programme: str, condition: str, lang: str) -> tuple[Stage, ...]:
    """The stages of a condition, oldest first, as the law is applied; together they cover the life of the stream.

    Raises KeyError for a stream that is not known. A condition that the stream never asks has one stage, without words.
    """
    told = [(v, _words(v, condition, lang)) for v in PROGRAMMES[programme].versions]
    runs = [list(run) for _, run in groupby(told, key=lambda item: item[1])]
    return tuple(_stages(runs))


def _words(version: Version, condition: str, lang: str) -> dict[str, Any] | None:
    found = condition_of(version, condition)
    return condition_words(found, lang) if found else None


def _stages(runs: list[list[tuple[Version, dict[str, Any] | None]]]) -> Iterator[Stage]:
    before: dict[str, Any] | None = None
    for place, run in enumerate(runs):
        words = run[0][1]
        yield Stage(run[0][0].since, run[-1][0].until, words, _change(before, words, first=place == 0))
        before = words


def _change(before: dict[str, Any] | None, words: dict[str, Any] | None, *, first: bool) -> Change:
    if first:
        return "absent" if words is None else "first"
    if words is None:
        return "removed"
    if before is None:
        return "added"
    return "restated" if demand(before) == demand(words) else "changed"
