"""What is surely so and what is possibly so.

A *truth* is one of three whole numbers, so that `and` is `min`, `or` is `max` and `not` is `2 - x` (for one person as
for a column of a million): NO (not even possibly true), MAYBE (possibly, not surely), YES (surely).

A *number* or a *day* is a pair (least, most). A *kind* (one value out of a closed list) is a bit set of the values that
remain possible; no bit at all means "known to be none of them".
"""

from collections.abc import Iterable
from typing import Final

Truth = int
Bounds = tuple[float, float]
DayBounds = tuple[int, int]
Bits = int

NO: Final = 0
MAYBE: Final = 1
YES: Final = 2


def truth(value: bool) -> Truth:
    """The truth of something known."""
    return YES if value else NO


def hull(values: Iterable[Truth]) -> Truth:
    """What holds whichever of several truths is the right one: theirs when they agree, else MAYBE."""
    seen = set(values)
    return seen.pop() if len(seen) == 1 else MAYBE


def at_least(a: tuple[float, float], b: tuple[float, float]) -> Truth:
    """a >= b, for numbers or days given by their bounds.

    >>> at_least((3, 5), (2, 3)), at_least((3, 5), (4, 4)), at_least((3, 5), (6, 9))
    (2, 1, 0)
    """
    if a[0] >= b[1]:
        return YES
    return NO if a[1] < b[0] else MAYBE


def is_in(bits: Bits, wanted: Bits) -> Truth:
    """Whether the value left possible by `bits` is one of `wanted`.

    >>> is_in(0b001, 0b011), is_in(0b101, 0b011), is_in(0b100, 0b011), is_in(0, 0b011)
    (2, 1, 0, 0)
    """
    if not bits & wanted:
        return NO
    return MAYBE if bits & ~wanted else YES
