"""What stands before the API: its language, its size, the methods of HTTP, and errors that are always data.

The API takes no cookie and keeps nothing, so that any page of any site may ask it (CORS): nothing of a visitor goes with
the question but what that page puts into it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from jalon.facts import Problem
from jalon.facts.reading import LARGEST_APPLICANT
from jalon.i18n import LANGUAGES
from jalon.site.api.problems import CONTENT_TYPE, problem
from jalon.site.errors import is_for_programs

CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Language, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
    "Access-Control-Max-Age": "86400",
}


class Door:
    """Middleware of what is under `/api/`; pages go by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_for_programs(request):
            return self.get_response(request)
        return _as_data(request, self._entered(request))

    def _entered(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.getlist("lang")
        if any(lang not in LANGUAGES for lang in wanted):
            return problem(request, 422, places=[Problem("choice", "lang", wanted[-1], LANGUAGES)])
        if wanted:
            request.lang = wanted[-1]  # type: ignore[attr-defined]
        if request.META.get("HTTP_TRANSFER_ENCODING") and not request.META.get("CONTENT_LENGTH"):
            return problem(request, 411)
        if _length(request) > LARGEST_APPLICANT:
            return problem(request, 413)
        if request.method == "OPTIONS":
            return _methods(self.get_response(request))
        if request.method == "HEAD":
            return self._head(request)
        return self.get_response(request)

    def _head(self, request: HttpRequest) -> HttpResponse:
        """The headers that GET would have, without its content."""
        request.method = "GET"
        response = self.get_response(request)
        length = len(response.content)
        response.content = b""
        response["Content-Length"] = str(length)
        return response


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _methods(response: HttpResponse) -> HttpResponse:
    """Which methods an address takes, as a browser asks before it lets a page send JSON."""
    if response.status_code != 405:
        return response
    methods = response["Allow"].split(", ")
    allowed = ", ".join((*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS"))
    return HttpResponse(status=204, headers={"Allow": allowed, "Access-Control-Allow-Methods": allowed, **_PREFLIGHT})


def _as_data(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and not response.get("Content-Type", "").startswith(CONTENT_TYPE):
        kept = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
        return problem(request, response.status_code, kept)
    return response
