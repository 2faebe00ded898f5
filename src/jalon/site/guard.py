"""What stands before every page: headers that close what is not needed, a limit on requests, a full house told plainly."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from threading import BoundedSemaphore, Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jalon.site import errors
from jalon.site.api.door import CORS

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Adds the headers of every answer, errors among them; nothing may be kept by anybody but static files and what is
    the same for everybody (which says so itself)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        of_api = CORS if errors.is_for_programs(request) else {}
        for name, value in (_HEADERS | of_api).items():
            response.setdefault(name, value)
        if not request.path_info.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


def sort_of(request: HttpRequest) -> str:
    """Which limits a request falls under: those of pages, of the API, or of its long searches."""
    if not errors.is_for_programs(request):
        return "pages"
    return "searches" if request.path_info.rpartition("/")[2] in settings.SEARCHES else "api"


# --- A full house -----------------------------------------------------------------------------------------------------


class Room:
    """So many requests at work at once; the others wait a little, and no more than so many of them."""

    def __init__(self, most: int, most_waiting: int) -> None:
        self._at_work = BoundedSemaphore(most)
        self._places = BoundedSemaphore(most + most_waiting)

    def enter(self, seconds: float) -> bool:
        """Whether there was room, at once or after waiting; `leave` must then follow."""
        if not self._places.acquire(blocking=False):
            return False
        if self._at_work.acquire(timeout=seconds):
            return True
        self._places.release()
        return False

    def leave(self) -> None:
        """Give the place back."""
        self._at_work.release()
        self._places.release()


class ShedLoad:
    """Says at once that the house is full, rather than let everybody wait. Long searches have a room of their own, so that
    they never fill that of the pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        common = Room(*settings.ROOM)
        self.rooms = {"pages": common, "api": common, "searches": Room(*settings.ROOM_FOR_SEARCHES)}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/health":
            return self.get_response(request)
        room = self.rooms[sort_of(request)]
        if not room.enter(settings.LONGEST_WAIT):
            return errors.full_house(request)
        try:
            return self.get_response(request)
        finally:
            room.leave()


# --- So many requests a minute ----------------------------------------------------------------------------------------


class Counts:
    """How many requests each address made in the minute under way; nothing of the minute before is kept."""

    MINUTE: Final = 60.0
    # Past so many addresses in a minute, new ones are not counted: what protects then is the full house.
    MOST_ADDRESSES: Final = 100_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._began = clock()
        self._counts: dict[str, int] = {}

    def wait(self, who: str, most: int) -> int:
        """Count one more request: 0, or the seconds to wait when there are too many."""
        with self._lock:
            now = self._clock()
            if now - self._began >= self.MINUTE:
                self._began = now
                self._counts.clear()
            if who not in self._counts and len(self._counts) >= self.MOST_ADDRESSES:
                return 0
            count = self._counts[who] = self._counts.get(who, 0) + 1
            return 0 if count <= most else max(1, round(self._began + self.MINUTE - now))


class RateLimit:
    """At most so many requests a minute from one address, apart for pages, for the API and for its long searches. The
    address itself is not kept: only its digest with a salt of this process, in memory, for a minute. Each process counts
    for itself."""

    _SALT: Final = secrets.token_bytes(16)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.counts = Counts()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.RATE_LIMIT and request.path_info != "/health":
            sort = sort_of(request)
            who = sha256(self._SALT + sort.encode() + visitor(request).encode()).hexdigest()
            seconds = self.counts.wait(who, settings.MOST_A_MINUTE[sort])
            if seconds:
                return errors.too_many(request, seconds)
        return self.get_response(request)


def visitor(request: HttpRequest) -> str:
    """The address of a visitor: that of the connection, or what the nearest trusted proxy says of it. What is written
    farther left in `X-Forwarded-For` anybody may have written: it is not believed. An IPv6 network is one visitor."""
    found = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        hops = [hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
        if len(hops) >= settings.PROXIES and hops[-settings.PROXIES]:
            found = hops[-settings.PROXIES]
    try:
        address = ip_address(found)
    except ValueError:
        return found[:64]
    return address.exploded[:19] if isinstance(address, IPv6Address) else str(address)
