"""Errors of the API as RFC 9457 asks, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse


def problem(request: HttpRequest, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An error as data."""
    return JsonResponse({"status": status}, status=status, headers=headers, content_type="application/problem+json")
