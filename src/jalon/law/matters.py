"""Matters: dated things to know around the conditions (how long a certificate is valid, what comes after it), each with
its confidence and what was read. They move no verdict. The sentences stand in the files that use this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jalon.language.statutes import Confidence, Words
from jalon.law.instruments import SOURCES


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to know, true of the days from `since` to `until` (both inside; None: no known end).

    Raises ValueError when a source is none of `SOURCES`, or the span ends before it starts.
    """

    id: str
    topic: str
    words: Words
    confidence: Confidence
    sources: tuple[str, ...]
    since: str = "0001-01-01"
    until: str | None = None
    first: date = field(init=False, repr=False)
    last: date = field(init=False, repr=False)

    def __post_init__(self) -> None:
        first = date.fromisoformat(self.since)
        last = date.max if self.until is None else date.fromisoformat(self.until)
        if last < first:
            raise ValueError(f"{self.id}: a span ends before it starts: {self.since}..{self.until}")
        if unknown := [source for source in self.sources if source not in SOURCES]:
            raise ValueError(f"{self.id}: unknown sources: {unknown}")
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)


def matters_on(matters: Iterable[Matter], day: date, topic: str | None = None) -> tuple[Matter, ...]:
    """Those that hold on a day, perhaps of one topic only, in their order."""
    return tuple(m for m in matters if m.first <= day <= m.last and topic in (None, m.topic))
