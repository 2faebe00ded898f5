"""What stands before every page: headers that close what is not needed, a limit on requests, a full house told plainly."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from jalon.site import errors

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
    """Adds the headers of every answer; nothing but static files may be kept by anybody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.setdefault(name, value)
        if not request.path_info.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


class ShedLoad:
    """Says at once that the house is full, rather than let everybody wait."""

    MOST: Final = 64

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self._room = BoundedSemaphore(self.MOST)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._room.acquire(blocking=False):
            return errors.full_house()
        try:
            return self.get_response(request)
        finally:
            self._room.release()


class RateLimit:
    """At most so many requests a minute from one address. The address itself is not kept: only its digest with a salt
    of this process, in memory, for a minute."""

    MOST_A_MINUTE: Final = 240
    _SALT: Final = secrets.token_bytes(16)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.RATE_LIMIT and request.path_info != "/health" and self._too_many(request):
            return errors.too_many(request)
        return self.get_response(request)

    def _too_many(self, request: HttpRequest) -> bool:
        who = sha256(self._SALT + str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()
        key = f"rate-{int(time.time()) // 60}-{who}"
        cache.add(key, 0, timeout=120)
        try:
            return cache.incr(key) > self.MOST_A_MINUTE
        except ValueError:
            return False
