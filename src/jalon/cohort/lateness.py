"""Saying why nothing is there yet: the engine compiles the first time, and nothing else shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer


@contextmanager
def told_when_late(seconds: float, tell: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Tell something when what is done lasts so many seconds; what is given is to be called where it lasts no longer."""
    timer = Timer(seconds, tell)
    timer.daemon = True
    timer.start()
    try:
        yield timer.cancel
    finally:
        timer.cancel()
