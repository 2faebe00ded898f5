"""What is at an address, as columns of values: truths in one byte, kinds and whole numbers in two, days and sets of
conditions in four, long numbers and doubles in eight. Such columns belong to nobody: the machine does not count who holds
them, which two cores that hold the same one would have to agree on each time.
"""

from __future__ import annotations

from typing import Any, Final

from numba import carray, types
from numba.extending import intrinsic

from jalon.readings.columns.compiled import compiled

LINE: Final = 64
"""Bytes that come to the cache at once."""
AT_ONCE: Final = 4
"""Numbers written at once for a list, which most lists are no longer than: the next list comes over those too many."""


def _pointer(of: Any) -> Any:
    """What makes an address a pointer to values of a type."""

    def made(typing: Any, address: Any) -> Any:  # noqa: ARG001 - Numba wants these names and this form
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            return builder.inttoptr(arguments[0], context.get_value_type(of).as_pointer())

        return types.CPointer(of)(types.int64), generate

    return intrinsic(made)


_bytes: Any = _pointer(types.int8)
_shorts: Any = _pointer(types.int16)
_wholes: Any = _pointer(types.int32)
_longs: Any = _pointer(types.int64)
_doubles: Any = _pointer(types.float64)


@compiled
def truths(address: int, count: int) -> Any:
    """The truths at an address."""
    return carray(_bytes(address), (count,))


@compiled
def kinds(address: int, count: int) -> Any:
    """The kinds, or whole numbers, at an address."""
    return carray(_shorts(address), (count,))


@compiled
def days(address: int, count: int) -> Any:
    """The days at an address."""
    return carray(_wholes(address), (count,))


@compiled
def longs(address: int, count: int) -> Any:
    """The long numbers at an address."""
    return carray(_longs(address), (count,))


@compiled
def reals(address: int, count: int) -> Any:
    """The doubles at an address."""
    return carray(_doubles(address), (count,))


@compiled
def lines(address: int, count: int, width: int) -> Any:
    """Rows of so many long numbers."""
    return carray(_longs(address), (count, width))


@compiled
def day_lines(address: int, count: int, width: int) -> Any:
    """Rows of so many days."""
    return carray(_wholes(address), (count, width))


@compiled
def real_lines(address: int, count: int, width: int) -> Any:
    """Rows of so many doubles."""
    return carray(_doubles(address), (count, width))


@compiled
def spell_lines(address: int, count: int, width: int) -> Any:
    """Rows of so many spells, each the first and the last of its days."""
    return carray(_wholes(address), (count, width, 2))


@compiled
def aligned(size: int) -> int:
    """So many bytes, up to the end of a line."""
    return (size + LINE - 1) // LINE * LINE
