"""The sets of failing and undetermined conditions: a bit for each condition of any law."""

from __future__ import annotations

from typing import Final

from jalon.law.peq.names import CONDITION_NAMES

CONDITION_BITS: Final = {id: place for place, id in enumerate(CONDITION_NAMES)}
"""The bit of each condition, by id."""
# Sets are whole numbers of four bytes.
_MOST: Final = 31
if len(CONDITION_BITS) > _MOST:
    raise ValueError(f"{len(CONDITION_BITS)} conditions are more than the {_MOST} that a set can hold")


def condition_bits() -> dict[str, int]:
    """The bit of each condition in the sets of failing and undetermined ones, by id."""
    return dict(CONDITION_BITS)
