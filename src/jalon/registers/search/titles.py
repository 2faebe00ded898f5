"""The titles that the search of occupations reads, with their index: made from entries, or opened from the disk.

The vocabulary is small and its index is made at each start. The official index of titles is a hundred thousand texts:
what was made of it is kept beside the imported file, as plain arrays that are mapped and not read, under a name drawn
from the contents of everything that it was made from. Another import, or another version of the vocabulary, has another
name; what is there under the old one is never used, and is removed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.registers.search.folding import fold_lines, telling
from jalon.registers.search.ngrams import NgramIndex
from jalon.registers.search.texts import NAME, OFFICIAL, OWN, Entry, data_folder

SOURCES: Final = (OWN, NAME, OFFICIAL)
_LANGS: Final = ("fr", "en")
_PREFIX: Final = "search-"
# Changed when the arrays, or how they are made, change.
_SHAPE: Final = b"1"

Arrays = Mapping[str, NDArray[Any]]
Words = tuple[NDArray[np.int32], NDArray[np.float32]]


class Titles:
    """Titles in the order of their groups; every property is an array, so that it can be mapped from a file."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.groups: tuple[str, ...] = tuple(arrays["groups"].tolist())
        self.place = {code: i for i, code in enumerate(self.groups)}
        self.first: NDArray[np.int64] = arrays["first"]
        self.sources: NDArray[np.uint8] = arrays["sources"]
        self.index = NgramIndex.of_arrays(arrays)

    @classmethod
    def made(cls, entries: Iterable[Entry]) -> Titles:
        """Fold, sort and index the entries."""
        ordered = sorted(entries, key=lambda e: (e.noc2021, e.source != OWN))
        codes = [e.noc2021 for e in ordered]
        groups = sorted(set(codes))
        place = {code: i for i, code in enumerate(groups)}
        folded = [telling(text) for text in fold_lines([e.title for e in ordered])]
        titles = [e.title.encode() for e in ordered]
        return cls(
            {
                "groups": np.array(groups, dtype=np.str_),
                "first": np.searchsorted(codes, groups).astype(np.int64),
                "sources": np.array([SOURCES.index(e.source) for e in ordered], dtype=np.uint8),
                "langs": np.array([_LANGS.index(e.lang) for e in ordered], dtype=np.uint8),
                "texts": np.frombuffer(b"".join(titles), dtype=np.uint8),
                "ends": np.cumsum([len(title) for title in titles], dtype=np.int64),
                **_shared_words([place[code] for code in codes], folded, len(groups)),
                **NgramIndex(folded).arrays(),
            }
        )

    @classmethod
    def opened(cls, folder: Path) -> Titles:
        """What `save` wrote. Raises OSError or ValueError when it is not whole."""
        return cls({path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")})

    def save(self, folder: Path) -> None:
        """Write every array in a file of its own."""
        for name, array in self._arrays.items():
            np.save(folder / f"{name}.npy", array)

    def __len__(self) -> int:
        return len(self.sources)

    def entry(self, number: int) -> Entry:
        """A title as it was given."""
        ends = self._arrays["ends"]
        start = int(ends[number - 1]) if number else 0
        text = self._arrays["texts"][start : int(ends[number])].tobytes().decode()
        group = int(np.searchsorted(self.first, number, side="right")) - 1
        lang = _LANGS[self._arrays["langs"][number]]
        return Entry(self.groups[group], lang, text, SOURCES[self.sources[number]])

    def last(self, group: int) -> int:
        """One past the last title of a group."""
        return int(self.first[group + 1]) if group + 1 < len(self.groups) else len(self)

    def word(self, word: str) -> Words | None:
        """The groups (by place) whose titles have a word, and how telling it is of each; None when none has it."""
        words = self._arrays["words"]
        given = np.bytes_(word.encode())
        at = int(np.searchsorted(words, given))
        if at == len(words) or words[at] != given:
            return None
        start, end = self._arrays["word_starts"][at : at + 2]
        return self._arrays["word_places"][start:end], self._arrays["word_weights"][start:end]


def _shared_words(places: Sequence[int], texts: Sequence[str], groups: int) -> dict[str, NDArray[Any]]:
    """For each word, the groups whose titles have it, and how telling it is of each."""
    counts: dict[str, dict[int, int]] = {}
    for place, text in zip(places, texts, strict=True):
        for word in set(text.split()):
            held = counts.setdefault(word, {})
            held[place] = held.get(place, 0) + 1
    words = sorted(counts)
    sizes = [len(counts[word]) for word in words]
    weights = [
        np.log(groups / len(counts[word])) * (1 + np.log(np.fromiter(counts[word].values(), dtype=np.float64)))
        for word in words
    ]
    return {
        "words": np.array([word.encode() for word in words], dtype=np.bytes_),
        "word_starts": np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int64),
        "word_places": np.array([place for word in words for place in counts[word]], dtype=np.int32),
        "word_weights": np.concatenate(weights or [np.zeros(0)]).astype(np.float32),
    }


def kept_titles(made_from: Iterable[bytes], entries: Callable[[], Iterable[Entry]]) -> Titles:
    """The titles kept on disk for these contents; made and kept first when they are not there. Where nothing can be
    written, they are made each time."""
    digest = sha256(_SHAPE)
    for content in made_from:
        digest.update(sha256(content).digest())
    folder = data_folder() / f"{_PREFIX}{digest.hexdigest()[:16]}"
    if folder.is_dir():
        try:
            return Titles.opened(folder)
        except (OSError, ValueError, KeyError):
            shutil.rmtree(folder, ignore_errors=True)
    titles = Titles.made(entries())
    try:
        _keep(titles, folder)
    except OSError:
        return titles
    return titles


def _keep(titles: Titles, folder: Path) -> None:
    """Whole or not at all: written beside, then given its name. What older contents left is removed."""
    part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder.parent))
    try:
        titles.save(part)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for old in folder.parent.glob(f"{_PREFIX}*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
