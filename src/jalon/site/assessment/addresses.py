"""The addresses of the assessment."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from jalon.site.languages import Route
from jalon.site.rendering import page


def soon(request: HttpRequest, **_: str) -> HttpResponse:
    """A page that is not written yet."""
    return page(request, "error.html", title="…", remedy="…")


ROUTES: Final[tuple[Route, ...]] = (
    Route("begin", "evaluation/commencer/", "assessment/begin/", soon),
    Route("next", "evaluation/suite/", "assessment/next/", soon),
    Route("check", "evaluation/verifier/", "assessment/check/", soon),
    Route("open-file", "evaluation/ouvrir/", "assessment/open/", soon),
)
