"""Chance: every draw has a name and a stream of numbers of its own.

So a row does not depend on how many rows are asked for, nor on the order in which batches are made, and a draw added
later leaves the others as they are. Only uniform numbers are drawn: the others are worked out from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Weights = Mapping[str, float]


class Draws:
    """The draws of one batch. `missing` is the share of each fact that is to be unknown."""

    def __init__(self, seed: int, batch: int, missing: float = 0.0) -> None:
        self._key = np.random.SeedSequence(seed, spawn_key=(batch,)).generate_state(2, np.uint64)
        self._places: set[int] = set()
        self.missing = missing

    def uniform(self, name: str, count: int) -> Floats:
        """So many numbers from 0 (included) to 1 (excluded); the first ones are the same whatever the count."""
        place = crc32(name.encode())
        if place in self._places:
            raise ValueError(f"the draw {name!r} is made twice")
        self._places.add(place)
        counter = np.array((0, 0, 0, place), np.uint64)
        return np.random.Generator(np.random.Philox(key=self._key, counter=counter)).random(count)

    def chance(self, name: str, odds: float | Floats, count: int) -> Truths:
        """True with these odds (0 to 1), one for all or one each."""
        return self.uniform(name, count) < odds

    def between(self, name: str, low: int | Ints, high: int | Ints, count: int) -> Ints:
        """Whole numbers from `low` to `high`, both included; `low` where `high` is below it."""
        width = np.maximum(np.asarray(high) - np.asarray(low) + 1, 1)
        drawn: Ints = np.asarray(low) + (self.uniform(name, count) * width).astype(np.int64)
        return drawn

    def choose(self, name: str, weights: Weights, count: int) -> Ints:
        """Places in the weights, each as often as it weighs."""
        return pick(self.uniform(name, count), np.fromiter(weights.values(), np.float64))

    def unknown(self, name: str, count: int) -> Truths | None:
        """Which values of a fact are unknown; None when nothing is missing."""
        return self.chance(f"{name} unknown", self.missing, count) if self.missing else None


def pick(uniform: Floats, weights: Floats) -> Ints:
    """Places in the weights, worked out from uniform numbers."""
    cut = np.cumsum(weights)
    return np.searchsorted(cut[:-1] / cut[-1], uniform, side="right").astype(np.int64)


def owners(counts: Ints) -> tuple[Ints, Ints]:
    """For lists of so many elements: the person of each element, and its rank in the list, from 0."""
    owner = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - first[owner]
