"""The search of occupations: character n-grams over every title, the words that a group's titles share, acronyms, and
the meaning of the whole query when the optional encoder is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.registers import occupations
from jalon.registers.search import encoder
from jalon.registers.search.folding import fold, telling
from jalon.registers.search.texts import (
    ACRONYM,
    MEANING,
    NAME,
    OFFICIAL,
    OWN,
    Entry,
    acronyms,
    duties,
    group_names,
    imported_index,
    official_entries,
    own_contents,
    own_entries,
)
from jalon.registers.search.titles import SOURCES, Titles, kept_titles

# How far titles of each source are trusted: ours are what people say, the official index holds rare homonyms.
_TRUST: Final = {OWN: 1.0, NAME: 0.97, OFFICIAL: 0.93}
# Weight of the words that a query shares with all the titles of a group together.
_PROFILE: Final = 0.1
# What an acronym adds when it is the whole query, and when it stands among other words.
_WHOLE_ACRONYM: Final = 1.0
_PART_ACRONYM: Final = 0.35
# Weight of likeness in meaning, with the encoder.
_MEANING: Final = 0.45
# Under these likenesses nothing is similar: no match, rather than a random code.
_LEAST: Final = 0.38
_LEAST_MEANING: Final = 0.62
DEFAULT_LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a group was found: the kind of text that matched, the text, its language."""

    kind: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit group found, with its likeness (about 0 to 1, more with an acronym) and the reason."""

    noc2021: str
    noc2016: tuple[str, ...]
    title_fr: str
    title_en: str
    teer: str
    skill_levels: tuple[str, ...]
    score: float
    reason: Reason
    duties_fr: str
    duties_en: str


class OccupationSearch:
    """An index of titles; `search` is its only question."""

    def __init__(self, titles: Titles | Iterable[Entry], with_encoder: bool = True) -> None:
        self._titles = titles if isinstance(titles, Titles) else Titles.made(titles)
        self.groups = self._titles.groups
        self._trust = np.array([_TRUST[source] for source in SOURCES], dtype=np.float32)[self._titles.sources]
        self._encoder = encoder.load(self.groups) if with_encoder else None

    def search(self, query: str, limit: int = DEFAULT_LIMIT) -> tuple[Hit, ...]:
        """The groups most like the query, best first; none when nothing is similar."""
        folded = fold(query)
        words = telling(folded)
        if not words and (self._encoder is None or not query.strip()):
            return ()
        likeness = self._titles.index.scores(words) * self._trust
        best = np.maximum.reduceat(likeness, self._titles.first)
        scores = best + _PROFILE * self._profile(words)
        meant: NDArray[np.float64] | None = None
        if self._encoder is not None:
            meant = self._encoder.likeness(query)
            scores = scores + _MEANING * meant
        said = self._acronyms(folded)
        for code, (bonus, _) in said.items():
            scores[self._titles.place[code]] += bonus
        order = np.argsort(-scores, kind="stable")[: max(limit, 1)]
        hits = []
        for place in order:
            code = self.groups[place]
            close = best[place] >= _LEAST or code in said
            similar = meant is not None and meant[place] >= _LEAST_MEANING
            if close or similar:
                hits.append(self._hit(code, float(scores[place]), self._reason(place, likeness, best, said, close)))
        return tuple(hits)

    def _profile(self, words: str) -> NDArray[np.float64]:
        total = np.zeros(len(self.groups))
        for word in set(words.split()):
            held = self._titles.word(word)
            if held:
                places, weights = held
                total[places] += weights
        top = total.max(initial=0.0)
        return total / top if top else total

    def _acronyms(self, folded: str) -> dict[str, tuple[float, Reason]]:
        """What acronyms in the query add to each group."""
        known = acronyms()
        words = folded.split()
        if len(words) > 1 and all(len(word) == 1 for word in words):
            folded = "".join(words)  # p.a.b.
            words = [folded]
        parts = {" ".join(words[i : i + size]) for size in (1, 2) for i in range(len(words) - size + 1)}
        whole = folded in known
        found: dict[str, tuple[float, Reason]] = {}
        for text in [folded] if whole else sorted(parts & known.keys()):
            for acronym in known[text]:
                reason = Reason(ACRONYM, f"{acronym.text} = {acronym.expansion}", "")
                for rank, code in enumerate(acronym.groups):
                    bonus = (_WHOLE_ACRONYM if whole else _PART_ACRONYM) * (1 - 0.1 * rank)
                    if code in self._titles.place and bonus > found.get(code, (0.0, reason))[0]:
                        found[code] = (bonus, reason)
        return found

    def _reason(
        self,
        place: int,
        likeness: NDArray[np.float64],
        best: NDArray[np.float64],
        said: dict[str, tuple[float, Reason]],
        close: bool,
    ) -> Reason:
        code = self.groups[place]
        if code in said and best[place] < said[code][0]:
            return said[code][1]
        if not close:
            group = occupations.unit_group_2021(code)
            return Reason(MEANING, group.title_fr, "fr")
        first = int(self._titles.first[place])
        entry = self._titles.entry(first + int(np.argmax(likeness[first : self._titles.last(place)])))
        return Reason(entry.source, entry.title, entry.lang)

    def _hit(self, code: str, score: float, reason: Reason) -> Hit:
        group = occupations.unit_group_2021(code)
        links = sorted(occupations.links_from_2021(code), key=lambda link: -(link.share_of_2021 or 0))
        told = duties().get(code)
        return Hit(
            code,
            tuple(link.noc2016 for link in links),
            group.title_fr,
            group.title_en,
            group.teer,
            tuple(sorted(occupations.skill_levels(None, code))),
            round(score, 3),
            reason,
            told.fr if told else "",
            told.en if told else "",
        )


def _entries() -> Iterator[Entry]:
    yield from own_entries()
    yield from group_names()
    yield from official_entries()


@lru_cache(maxsize=2)
def _ready(_stamp: tuple[tuple[str, float], ...]) -> OccupationSearch:
    # What is kept on disk is the key: another import makes another search.
    official = imported_index()
    if not official.exists():
        return OccupationSearch(_entries())
    return OccupationSearch(kept_titles([*own_contents(), official.read_bytes()], _entries))


def default_search() -> OccupationSearch:
    """The search over all that is there: the vocabulary, the names, the imported index, the encoder. Kept once made."""
    kept = (imported_index(), encoder.kept())
    return _ready(tuple((str(path), path.stat().st_mtime if path.exists() else 0.0) for path in kept))


def search_occupations(query: str, limit: int = DEFAULT_LIMIT) -> tuple[Hit, ...]:
    """The unit groups most like what a person typed, best first; empty when nothing is similar."""
    return default_search().search(query, limit)
