"""The search of areas of training: from a programme's name, as people say it, to the 218 areas of the list of
1-13 November 2019, for one award or all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from jalon.registers.areas import Area, areas
from jalon.registers.search.folding import fold, fold_lines, telling
from jalon.registers.search.ngrams import NgramIndex

_LEAST: Final = 0.33
DEFAULT_LIMIT: Final = 5
# What people write around the name of a programme.
_AROUND: Final = frozenset(
    (
        "dec",
        "dep",
        "aec",
        "asp",
        "bac",
        "baccalaureat",
        "maitrise",
        "doctorat",
        "diplome",
        "programme",
        "cours",
        "etudes",
    )
)


@dataclass(frozen=True, slots=True)
class AreaHit:
    """An area found, with its likeness (0 to 1) and the name that matched."""

    area: str
    award: str
    as_published: str
    score: float
    matched: str


@lru_cache(maxsize=1)
def _index() -> tuple[list[tuple[Area, str]], NgramIndex]:
    names = [
        (area, name)
        for area in areas()
        for name in dict.fromkeys((area.corrected, area.as_published, *area.other_names))
    ]
    return names, NgramIndex([_words(text) for text in fold_lines([name for _, name in names])])


def _words(folded: str) -> str:
    words = folded.split()
    return telling(" ".join([w for w in words if w not in _AROUND] or words))


def search_areas(query: str, award: str | None = None, limit: int = DEFAULT_LIMIT) -> tuple[AreaHit, ...]:
    """The areas most like a programme's name, best first; of one award (DEP, ASP, AEC, DEC, BAC, MAI, DOC) or of all.
    Empty when nothing is similar."""
    words = _words(fold(query))
    if not words:
        return ()
    names, index = _index()
    scores = index.scores(words)
    best: dict[Area, tuple[float, str]] = {}
    for place in np.flatnonzero(scores >= _LEAST):
        area, name = names[place]
        if award in (None, area.award) and scores[place] > best.get(area, (0.0, ""))[0]:
            best[area] = (float(scores[place]), name)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0].award, item[0].corrected))
    return tuple(
        AreaHit(area.corrected, area.award, area.as_published, round(score, 3), name)
        for area, (score, name) in ranked[: max(limit, 1)]
    )
