"""Pages for what goes wrong. Each says what happened and what to do, and that nothing is lost when nothing is. Under
`/api/`, the same errors are data."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from jalon.site.api.problems import problem
from jalon.site.rendering import page, say_of

# Static on purpose: it is sent when there is no room for anything else. Both languages, for the same reason.
_FULL: Final = (
    '<!doctype html><html lang="fr-CA"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Jalon</title><h1>Trop de monde en ce moment</h1><p>Réessayez dans une minute. Vos réponses ne sont pas "
    'perdues.</p><div lang="en-CA"><h1>Too many people right now</h1><p>Try again in a minute. Your answers are not '
    "lost.</p></div></html>"
)
_RETRY_SECONDS: Final = 60


def is_for_programs(request: HttpRequest) -> bool:
    """Whether an address belongs to the API, whose errors are data."""
    return request.path_info.startswith("/api/")


def full_house(request: HttpRequest) -> HttpResponse:
    """503, in both languages."""
    headers = {"Retry-After": str(_RETRY_SECONDS)}
    if is_for_programs(request):
        return problem(request, 503, headers)
    return HttpResponse(_FULL, status=503, headers=headers)


def _error(request: HttpRequest, status: int, title: str, remedy: str) -> HttpResponse:
    return page(request, "error.html", status=status, title=title, remedy=remedy)


def too_many(request: HttpRequest, seconds: int = _RETRY_SECONDS) -> HttpResponse:
    """429, with the seconds to wait."""
    headers = {"Retry-After": str(seconds)}
    if is_for_programs(request):
        return problem(request, 429, headers)
    say = say_of(request)
    response = _error(
        request,
        429,
        say("Trop de demandes en peu de temps"),
        say("Attendez une minute, puis rechargez la page. Vos réponses ne sont pas perdues."),
    )
    response["Retry-After"] = headers["Retry-After"]
    return response


def too_long(request: HttpRequest) -> HttpResponse:
    """422: a file that asks for too much work."""
    if is_for_programs(request):
        return problem(request, 422, kind="too-much-work")
    say = say_of(request)
    return _error(
        request,
        422,
        say("Ce dossier demande trop de calcul"),
        say("Précisez des dates, ou retirez ce qui ne sert pas. Vos réponses ne sont pas perdues."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    if is_for_programs(request):
        return problem(request, 404)
    say = say_of(request)
    return _error(
        request,
        404,
        say("Cette page n’existe pas"),
        say("Vérifiez l’adresse, ou revenez à l’accueil. Vos réponses ne sont pas perdues."),
    )


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400; 413 when what was sent is too large."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    if is_for_programs(request):
        return problem(request, status)
    say = say_of(request)
    return _error(
        request,
        status,
        say("Cette demande n’a pas pu être lue"),
        say("Revenez en arrière et recommencez. Un envoi fait au plus 1 Mo."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    if is_for_programs(request):
        return problem(request, 500)
    say = say_of(request)
    return _error(
        request,
        500,
        say("Une erreur de notre part"),
        say("Réessayez. Si cela se répète, signalez-le : vos réponses ne sont pas perdues."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form sent without its token, most often because cookies are refused."""
    say = say_of(request)
    return _error(
        request,
        403,
        say("Ce formulaire n’a pas pu être accepté"),
        say("Rechargez la page et recommencez. Le site a besoin d’un témoin (« cookie ») pour vos réponses."),
    )
