"""Pages from templates: what every template can call, and `page`, which every view ends with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from jalon.i18n import Speaker, speaker
from jalon.law import CHECKED_UNTIL
from jalon.site.languages import address, language_of, other_address


def environment(**options: Any) -> Environment:
    """The Jinja environment of the site: every value is escaped, and a name that is not known is an error."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals["static"] = static
    return made


def say_of(request: HttpRequest) -> Speaker:
    """The speaker of the language of a request."""
    return speaker(language_of(request))


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the language of its address. Templates also have `say`, `plural`, `lang`, `to(name, **places)` for
    addresses, `day(iso or date)`, `other_language` and `checked_until`."""
    return HttpResponse(render_to_string(template, {**shared(request), **context}, request), status=status)


def shared(request: HttpRequest) -> dict[str, Any]:
    """What every template has."""
    lang = language_of(request)
    say = speaker(lang)
    return {
        "say": say,
        "plural": say.plural,
        "lang": lang,
        "to": lambda name, **places: address(lang, name, **places),
        "day": lambda value: say.date(date.fromisoformat(value) if isinstance(value, str) else value),
        "other_language": other_address(request),
        "checked_until": CHECKED_UNTIL,
    }
