"""The pages that belong to no room: the start page, privacy, erasing, health."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.site import vault
from jalon.site.languages import address, language_of, preferred
from jalon.site.rendering import page


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """To the start page, in the language that the visitor prefers."""
    response = HttpResponseRedirect(address(preferred(request.headers.get("Accept-Language", "")), "start"))
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The start page."""
    key = vault.key_of(request)
    return page(request, "start.html", under_way=key is not None and vault.opened(key) is not None)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, where, for how long."""
    return page(request, "privacy.html", hours=settings.VAULT_SECONDS // 3600)


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask whether to erase the answers; erase them."""
    if request.method != "POST":
        return page(request, "erase.html", erased=False)
    key = vault.key_of(request)
    if key is not None:
        vault.erase(key)
    response = page(request, "erase.html", erased=True)
    response.delete_cookie(settings.VAULT_COOKIE, path="/", samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site can answer: 200, or 503 when the database cannot be reached."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok", "lang": language_of(request)})
