"""Writing answers: JSON, and who may keep it."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from jalon.i18n import Lang
from jalon.site.languages import language_of

# What is the same for everybody may be kept for a while: the law and the registers.
SHARED: Final = "public, max-age=3600"


def written(data: Any) -> bytes:
    """Plain data as JSON. A value that JSON has not is a fault of ours, and an error."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def answer(request: HttpRequest, data: Any, lang: Lang | None = None, *, shared: bool = False) -> HttpResponse:
    """An answer, in the language asked for; `shared` is what is no person's."""
    response = HttpResponse(written(data), content_type="application/json")
    response["Content-Language"] = f"{lang or language_of(request)}-CA"
    if shared:
        response["Cache-Control"] = SHARED
        response["Vary"] = "Accept-Language"
    return response
