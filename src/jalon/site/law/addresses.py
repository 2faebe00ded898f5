"""The addresses of the pages of the law."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from jalon.site.languages import Route
from jalon.site.rendering import page


def soon(request: HttpRequest, **_: str) -> HttpResponse:
    """A page that is not written yet."""
    return page(request, "error.html", title="…", remedy="…")


ROUTES: Final[tuple[Route, ...]] = (
    Route("law", "loi/", "law/", soon),
    Route("misread", "loi/ce-qu-on-lit-mal/", "law/often-misread/", soon),
    Route("report-error", "signaler/", "report/", soon),
)
