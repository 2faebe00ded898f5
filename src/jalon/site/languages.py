"""French and English addresses: each page has one in each language, under `/fr/` and `/en/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.urls.exceptions import NoReverseMatch

from jalon.i18n import LANGUAGES, Lang


class Request(HttpRequest):
    """A request whose language is known (for types only)."""

    lang: Lang


View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Route:
    """A page: its name, its address in each language (after `/fr/` or `/en/`), and its view."""

    name: str
    fr: str
    en: str
    view: View


def patterns(routes: Iterable[Route], lang: Lang) -> list[URLPattern]:
    """The addresses of the pages in one language."""
    return [path(route.en if lang == "en" else route.fr, route.view, name=route.name) for route in routes]


def address(lang: str, name: str, **places: Any) -> str:
    """The address of a page in a language."""
    return reverse(f"{lang}:{name}", kwargs=places)


def other_address(request: HttpRequest) -> str:
    """The address of the same page in the other language; its start page when the page has none."""
    other = "fr" if language_of(request) == "en" else "en"
    match = request.resolver_match
    if match is not None and match.url_name and match.namespace in LANGUAGES:
        try:
            return address(other, match.url_name, **match.kwargs)
        except NoReverseMatch:
            pass
    return address(other, "start")


def language_of(request: HttpRequest) -> Lang:
    """The language of a request: that of its address, else the visitor's preferred one, else French."""
    found = getattr(request, "lang", None)
    if found is None:
        first = request.path_info.split("/", 2)[1:2]
        found = first[0] if first and first[0] in LANGUAGES else preferred(request.headers.get("Accept-Language", ""))
    return "en" if found == "en" else "fr"


def preferred(header: str) -> Lang:
    """The language that an `Accept-Language` header prefers; French unless English is surely ahead."""
    ranked: Sequence[tuple[float, str]] = sorted(
        ((_weight(part), part.strip()[:2].lower()) for part in header[:500].split(",")), key=lambda p: -p[0]
    )
    return next(("en" if lang == "en" else "fr" for weight, lang in ranked if lang in LANGUAGES and weight > 0), "fr")


def _weight(part: str) -> float:
    _, _, quality = part.partition(";q=")
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


class LanguageOfAddress:
    """Middleware: puts the language on the request, and in the header of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lang = language_of(request)
        request.lang = lang  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.setdefault("Content-Language", f"{lang}-CA")
        return response
