"""Character n-grams weighted by TF-IDF: which of many short texts look most like what a person typed.

Texts are folded (see `folding`), padded with spaces, and cut into runs of two to four characters, so that a typo, a
gender, a plural or a missing word costs a little and never everything. Building is vectorised: some ten thousand texts
take about a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

SIZES: Final = (2, 3, 4)
# Letters, digits, + and #, and the space that bounds words; 0 parts the texts.
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789+# "
_BASE: Final = len(_ALPHABET) + 1
_OFFSETS: Final = {2: 0, 3: _BASE**2, 4: _BASE**2 + _BASE**3}
_GRAMS: Final = _BASE**2 + _BASE**3 + _BASE**4

_CODES: Final = np.zeros(256, dtype=np.uint8)
for _place, _character in enumerate(_ALPHABET, start=1):
    _CODES[ord(_character)] = _place


def _grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every n-gram of every text: (text number, n-gram number), in step."""
    raw = np.frombuffer(("\n".join(f" {text} " for text in texts) + "\n").encode("ascii", "replace"), dtype=np.uint8)
    codes = _CODES[raw].astype(np.int64)
    text_of = np.cumsum(raw == ord("\n")) - (raw == ord("\n"))
    inside = codes > 0
    numbers, owners = [], []
    for size in SIZES:
        stop = len(codes) - size + 1
        if stop <= 0:
            continue
        number = np.zeros(stop, dtype=np.int64)
        whole = np.ones(stop, dtype=bool)
        for step in range(size):
            number = number * _BASE + codes[step : step + stop]
            whole &= inside[step : step + stop]
        numbers.append(number[whole] + _OFFSETS[size])
        owners.append(text_of[:stop][whole])
    if not numbers:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(owners), np.concatenate(numbers)


def _order(numbers: NDArray[np.int64]) -> NDArray[np.intp]:
    """The order that sorts n-gram numbers, stable. Sixteen bits at a time, since numpy sorts those by radix."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    return order[np.argsort((numbers[order] >> 16).astype(np.uint16), kind="stable")]


class NgramIndex:
    """An index of texts; `scores` compares one text with all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        owners, numbers = _grams(texts)
        order = _order(numbers)
        grams, docs = numbers[order], owners[order]
        # The same n-gram twice in a text: side by side now, for texts were in order to begin with.
        first = np.ones(len(grams), dtype=bool)
        first[1:] = (grams[1:] != grams[:-1]) | (docs[1:] != docs[:-1])
        at = np.flatnonzero(first)
        counts = np.diff(np.append(at, len(grams)))
        grams, docs = grams[at], docs[at]
        held_by = np.bincount(grams, minlength=_GRAMS)
        self._starts = np.concatenate(([0], np.cumsum(held_by)))
        self._idf = np.log((1 + self.size) / (1 + held_by)).astype(np.float32)
        weights = (1 + np.log(counts)).astype(np.float32) * self._idf[grams]
        norms = np.sqrt(np.bincount(docs, weights=weights * weights, minlength=self.size))
        norms[norms == 0] = 1
        self._docs = docs.astype(np.int32)
        self._weights = (weights / norms[docs]).astype(np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What the index is made of, to be kept; `of_arrays` takes it back."""
        return {
            "gram_starts": self._starts,
            "gram_idf": self._idf,
            "gram_texts": self._docs,
            "gram_weights": self._weights,
            "gram_size": np.array([self.size]),
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """The index that `arrays` describes, without making it anew."""
        index = cls.__new__(cls)
        index.size = int(arrays["gram_size"][0])
        index._starts, index._idf = arrays["gram_starts"], arrays["gram_idf"]
        index._docs, index._weights = arrays["gram_texts"], arrays["gram_weights"]
        return index

    def scores(self, text: str) -> NDArray[np.float64]:
        """The likeness (0 to 1) of a folded text with each text of the index."""
        _, numbers = _grams([text])
        grams, counts = np.unique(numbers, return_counts=True)
        weights = (1 + np.log(counts)) * self._idf[grams]
        norm = float(np.sqrt(np.sum(weights * weights)))
        if not norm:
            return np.zeros(self.size)
        starts, ends = self._starts[grams], self._starts[grams + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        if not total:
            return np.zeros(self.size)
        # The postings of every n-gram, end to end.
        at = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(total)
        likeness = self._weights[at] * np.repeat(weights / norm, lengths)
        return np.bincount(self._docs[at], weights=likeness, minlength=self.size).astype(np.float64)
