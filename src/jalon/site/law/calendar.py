"""The intake calendar: when applications were received, stream by stream, since the first day."""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from jalon.law import PROGRAMMES
from jalon.site.clock import today
from jalon.site.languages import language_of
from jalon.site.law.finding import law_page
from jalon.site.law.overview import intake_told
from jalon.site.law.picture import intake_picture, periods_shown
from jalon.site.rendering import page, say_of

# One picture for telephones, one for the rest: the style sheet shows one of them.
_WIDTHS: Final = (("phone", 316), ("wide", 980))


@law_page
def calendar(request: HttpRequest) -> HttpResponse:
    """Every period of intake, as a picture and as a table."""
    lang, say, now = language_of(request), say_of(request), today()
    streams: list[dict[str, Any]] = []
    numbers = count(1)
    for programme in PROGRAMMES.values():
        rows = []
        for period in periods_shown(programme):
            current = period.first <= now.toordinal() <= period.last
            rows.append({"number": next(numbers), "current": current, **intake_told(period, lang, say)})
        streams.append({"id": programme.id, "title": programme.title.text(lang), "rows": rows})
    pictures = [
        # Made by this program from the law, every word of it escaped.
        (name, Markup(intake_picture(tuple(PROGRAMMES.values()), say, now, width, f"intake-{name}")))
        for name, width in _WIDTHS
    ]
    return page(request, "law/intake.html", streams=streams, pictures=pictures, today=now)
