"""The addresses of the result and of what surrounds it."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from jalon.site.languages import Route
from jalon.site.rendering import page


def soon(request: HttpRequest, **_: str) -> HttpResponse:
    """A page that is not written yet."""
    return page(request, "error.html", title="…", remedy="…")


ROUTES: Final[tuple[Route, ...]] = (
    Route("result", "resultat/", "result/", soon),
    Route("alternatives", "autres-voies/", "other-ways/", soon),
    Route("partners", "nous-sommes-deux/", "two-of-us/", soon),
)
