"""Things to know around a decision (see `jalon.law.matters`), as plain data in one language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jalon.law.instruments import SOURCES
from jalon.law.matters import Matter


def sources_words(sources: Iterable[str], lang: str) -> list[str]:
    """What was read, in words."""
    return [SOURCES[source].text(lang) for source in sources]


def matters_report(matters: Iterable[Matter], lang: str) -> list[dict[str, Any]]:
    """Things to know, with their confidence and sources."""
    return [
        {
            "id": matter.id,
            "topic": matter.topic,
            "words": matter.words.text(lang),
            "confidence": matter.confidence,
            "sources": sources_words(matter.sources, lang),
        }
        for matter in matters
    ]
