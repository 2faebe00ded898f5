"""What stands before every page: headers that close what is not needed, a limit on requests, a full house told plainly."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from itertools import count
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jalon.readings.patience import OutOfTimeError, within
from jalon.site import errors
from jalon.site.api.door import CORS
from jalon.site.queue import Counts, Places, waiting

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


class ShedLoad:
    """Says at once that the house is full when too many wait at the door, rather than let everybody wait. One in so many
    is still let in: if those who are sent away come back at once, the house goes on serving. Long searches of the API have
    a few places of their own, so that they never fill those of the pages."""

    LET_IN: Final = 4

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._turns = count(1)
        self._for_searches = Places(settings.SEARCHES_AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/health":
            return self.get_response(request)
        if waiting() > settings.MOST_WAITING and next(self._turns) % self.LET_IN:
            return errors.full_house(request)
        if sort_of(request) != "searches":
            return self.get_response(request)
        with self._for_searches.one() as place:
            return self.get_response(request) if place else errors.full_house(request)


class Patience:
    """Gives up a page whose file asks for too much work. The API says itself how long it works."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with within(settings.LONGEST_WORK):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says so."""
        return errors.too_long(request) if isinstance(exception, OutOfTimeError) else None


# --- So many requests a minute ----------------------------------------------------------------------------------------


class RateLimit:
    """At most so many requests a minute from one address, apart for pages, for the API and for its long searches. The
    address itself is not kept: its digest, with a salt that dies with the server, only chooses which number grows."""

    _SALT: Final = secrets.token_bytes(16)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.counts = Counts()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.RATE_LIMIT and request.path_info != "/health":
            sort = sort_of(request)
            who = sha256(self._SALT + sort.encode() + visitor(request).encode()).digest()
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
