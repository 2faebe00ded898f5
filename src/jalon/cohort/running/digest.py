"""A digest of decisions that does not depend on their order, nor on how they are cut, stored or laid out.

Each decision is hashed twice into 64 bits, from the key of the person, the filing day and what was decided under each
stream; hashes are added up, so that parts can be digested apart, in any order, and added. The digest of two runs over the
same people is the same if and only if they decided alike (but for chance, one in 2^128). It is no proof against somebody
who would forge one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.schema import UNREAD

if TYPE_CHECKING:
    from jalon.readings.columns.deciding import Days, Verdicts

Words = NDArray[np.uint64]
_SEEDS: Final = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_ODD: Final = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_WIDTH: Final = 8
_MASK: Final = (1 << 64) - 1


@dataclass(frozen=True)
class Digest:
    """How many decisions, and the two sums of their hashes."""

    count: int = 0
    first: int = 0
    second: int = 0

    def __add__(self, other: Digest) -> Digest:
        return Digest(
            self.count + other.count, (self.first + other.first) & _MASK, (self.second + other.second) & _MASK
        )

    def __str__(self) -> str:
        return f"{self.first:016x}{self.second:016x}-{self.count}"

    @classmethod
    def parse(cls, text: str) -> Digest:
        """The digest that was written so. Raises ValueError."""
        sums, _, count = text.partition("-")
        if len(sums) != 32:
            raise ValueError(f"not a digest: {text!r}")
        return cls(int(count), int(sums[:16], 16), int(sums[16:], 16))


def digest_of(days: Days, verdicts: Mapping[str, Verdicts], keys: pa.Array | None = None) -> Digest:
    """The digest of some decisions: a filing day (ordinal), the verdicts of each stream and perhaps a key, a row each.

    Rows that could not be read are left out. Keys count by their text: 7 and "7" are one key.
    """
    streams = sorted(verdicts)
    if not streams:
        return Digest()
    read = verdicts[streams[0]].outcome != UNREAD
    sums = []
    keyed = (None, None) if keys is None else text_hashes(keys)
    for seed, key in zip(_SEEDS, keyed, strict=True):
        state = _stirred(np.asarray(days, np.int64).view(np.uint64) ^ seed)
        if key is not None:
            state = _stirred(state ^ key)
        for stream in streams:
            name = np.uint64(int.from_bytes(sha256(stream.encode()).digest()[:8], "little"))
            for word in _words(verdicts[stream]):
                state = _stirred(state ^ word ^ name)
        sums.append(int(state[read].sum(dtype=np.uint64)))
    return Digest(int(read.sum()), sums[0], sums[1])


def _words(found: Verdicts) -> tuple[Words, Words]:
    """A decision under one stream, in two whole numbers that no other decision has."""
    sets = found.failing.astype(np.uint64) | found.undetermined.astype(np.uint64) << np.uint64(32)
    told = np.zeros(len(sets), np.uint64)
    for values, bits in (
        (found.outcome, 2),
        (found.conditions, 2),
        (found.intake, 2),
        (found.months_needed, 16),
        (found.months_least, 16),
        (found.months_most, 16),
    ):
        told = told << np.uint64(bits) | (values.astype(np.int64).view(np.uint64) & np.uint64((1 << bits) - 1))
    return sets, told


def text_hashes(values: Any) -> tuple[Words, Words]:
    """Two independent hashes of 64 bits for the text of each value; null has hashes of its own."""
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    if pa.types.is_dictionary(array.type):
        first, second = text_hashes(array.dictionary.cast(pa.string()))
        places = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False)
        return np.append(first, _SEEDS[0])[places], np.append(second, _SEEDS[1])[places]
    if not len(array):
        return np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    texts = array.cast(pa.large_binary()) if pa.types.is_binary(array.type) else array.cast(pa.large_string())
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = texts.buffers()[2]
    held = np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)[: offsets[-1]]
    # Room after the last text, so that eight bytes can be read from any place of it.
    padded = np.concatenate([held, np.zeros(_WIDTH, np.uint8)])
    eights = np.ndarray((len(padded) - _WIDTH + 1,), "<u8", padded, strides=(1,))
    starts, lengths = offsets[:-1], np.diff(offsets)
    states = [_stirred(lengths.astype(np.uint64) ^ seed) for seed in _SEEDS]
    for step in range(0, int(lengths.max(initial=0)), _WIDTH):
        rows = np.flatnonzero(lengths > step)
        words = eights[starts[rows] + step]
        left = np.minimum(lengths[rows] - step, _WIDTH).astype(np.uint64) * np.uint64(8)
        words = np.where(left < 64, words & ((np.uint64(1) << (left % np.uint64(64))) - np.uint64(1)), words)
        for state in states:
            state[rows] = _stirred(state[rows] ^ words)
    if texts.null_count:
        missing = texts.is_null().to_numpy(zero_copy_only=False)
        for state, seed in zip(states, _SEEDS, strict=True):
            state[missing] = seed
    return states[0], states[1]


def _stirred(words: Words) -> Words:
    """Each word stirred so that any bit of it moves all the others (the finaliser of splitmix64); a bijection."""
    words = (words ^ (words >> np.uint64(30))) * _ODD[0]
    words = (words ^ (words >> np.uint64(27))) * _ODD[1]
    return words ^ (words >> np.uint64(31))
