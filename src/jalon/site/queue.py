"""What the processes of one server share, without a service of its own: how many visitors wait at the door, how many
requests each address made, and how many long searches are under way.

All of it is made before the processes part (`--preload`), and needs nothing to be cleaned when one of them dies.
"""

from __future__ import annotations

import fcntl
import mmap
import socket
import struct
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

# --- The door ---------------------------------------------------------------------------------------------------------

# Where Linux says how many connections nobody has taken yet: the field `tcpi_unacked` of a socket that listens.
_UNTAKEN: Final = struct.Struct("=24xI")
_doors: list[socket.socket] = []


def open_doors(sockets: Iterable[socket.socket]) -> None:
    """Says which sockets the server listens on (see `jalon.site.server`)."""
    _doors[:] = sockets


def waiting() -> int:
    """How many visitors wait for a process to be free; 0 where it cannot be known."""
    found = 0
    for door in _doors:
        try:
            (untaken,) = _UNTAKEN.unpack(door.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _UNTAKEN.size))
        except (OSError, AttributeError, struct.error):
            continue
        found = max(found, untaken)
    return found


# --- Requests of the minute -------------------------------------------------------------------------------------------


class Counts:
    """How many requests each address made in the minute under way. Only numbers are kept, in a table of which an address
    chooses a place by its digest: nothing says whose they are, and all are put back to nought each minute.

    Two addresses may fall on one place, and two processes count at the same moment: it is a guard, not a ledger.
    """

    MINUTE: Final = 60.0
    PLACES: Final = 1 << 18

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._began = struct.Struct("d")
        self._table = mmap.mmap(-1, self._began.size + 4 * self.PLACES)
        self._began.pack_into(self._table, 0, clock())

    def wait(self, who: bytes, most: int) -> int:
        """Count one more request of a digest: 0, or the seconds to wait when there are too many."""
        place = self._began.size + 4 * (int.from_bytes(who[:8]) % self.PLACES)
        with self._lock:
            now = self._clock()
            (began,) = self._began.unpack_from(self._table)
            if now - began >= self.MINUTE:
                began = now
                self._began.pack_into(self._table, 0, now)
                self._table[self._began.size :] = bytes(4 * self.PLACES)
            count = int.from_bytes(self._table[place : place + 4]) + 1
            self._table[place : place + 4] = min(count, 0xFFFFFFFF).to_bytes(4)
        return 0 if count <= most else max(1, round(began + self.MINUTE - now))


# --- Long searches ----------------------------------------------------------------------------------------------------


class Places:
    """So many places for all the processes together, one at most for each: what a dead process held is free again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._file = tempfile.TemporaryFile(prefix="jalon-places-")  # noqa: SIM115 - for as long as the server lives
        self._mine = Lock()

    @contextmanager
    def one(self) -> Iterator[bool]:
        """Whether there was a place, which is held meanwhile."""
        if not self._mine.acquire(blocking=False):
            yield False
            return
        try:
            place = self._taken()
            try:
                yield place is not None
            finally:
                if place is not None:
                    fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)
        finally:
            self._mine.release()

    def _taken(self) -> int | None:
        for place in range(self._most):
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError:
                continue
            return place
        return None
