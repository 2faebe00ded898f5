"""How long a reading may take. A file with many vague facts can ask for a great deal of work: whoever answers many people
at once says how long one of them may wait. The readings ask `still_time` between two conditions; outside of `within`,
nothing is limited."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_DEADLINE: Final[ContextVar[float | None]] = ContextVar("jalon_deadline", default=None)


class OutOfTimeError(RuntimeError):
    """The reading takes longer than was allowed."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is read inside raises `OutOfTimeError` once so many seconds have passed (a little later: between two
    conditions). Inside another such block, the shorter time counts."""
    outer, here = _DEADLINE.get(), time.monotonic() + seconds
    token = _DEADLINE.set(here if outer is None else min(outer, here))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def still_time() -> None:
    """Raises `OutOfTimeError` when the time allowed is over."""
    deadline = _DEADLINE.get()
    if deadline is not None and time.monotonic() > deadline:
        raise OutOfTimeError
