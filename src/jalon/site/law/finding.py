"""What an address of the law names: a stream, a day, a condition, a point. What is not there is told with a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Programme, Version
from jalon.law import PROGRAMMES
from jalon.site.clock import today
from jalon.site.languages import address, language_of
from jalon.site.rendering import page, say_of

AS_APPLIED: Final = "as-applied"
AS_WRITTEN: Final = "as-written"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# Pages that are the same for everybody may be kept this long, in seconds.
_KEPT: Final = 300

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Link:
    """Where to go, in words."""

    address: str
    words: str


class Absent(Exception):
    """What an address names does not exist: what is wrong, what to do, where to go."""

    def __init__(self, title: str, remedy: str, *links: Link) -> None:
        super().__init__(title)
        self.title, self.remedy, self.links = title, remedy, links


def law_page(view: View) -> View:
    """A page of the law: only read, the same for every visitor, and a clear 404 where the address names nothing."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **places: str) -> HttpResponse:
        try:
            response = view(request, **places)
        except Absent as absent:
            return absent_page(request, absent)
        if response.status_code == 200:
            response["Cache-Control"] = f"public, max-age={_KEPT}"
        return response

    return wrapped


def absent_page(request: HttpRequest, absent: Absent) -> HttpResponse:
    """The 404 of what an address names."""
    home = Link(address(language_of(request), "law"), say_of(request)("Toutes les pages de la loi"))
    return page(request, "law/absent.html", 404, title=absent.title, remedy=absent.remedy, links=(*absent.links, home))


def day_of(text: str) -> date | None:
    """A day written AAAA-MM-JJ; None for anything else."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def programme_named(request: HttpRequest, programme: str) -> Programme:
    """The stream of an address; raises Absent."""
    found = PROGRAMMES.get(programme)
    if found is None:
        say = say_of(request)
        raise Absent(say("Ce volet n’existe pas"), say("Choisissez un volet dans la page de la loi."))
    return found


def day_named(request: HttpRequest, programme: Programme, day: str) -> date:
    """The day of an address, on or after the first day of the stream; raises Absent."""
    say, lang = say_of(request), language_of(request)
    first = date.fromisoformat(programme.versions[0].since)
    found = day_of(day)
    if found is None:
        raise Absent(
            say("Cette date ne se lit pas"),
            say("Écrivez l’année, le mois et le jour : {example}.", example=first.isoformat()),
            Link(place_of_version(lang, programme, today()), say("Le texte d’aujourd’hui")),
        )
    if found < first:
        raise Absent(
            say("Le programme n’existait pas encore"),
            say("Le premier texte est du {day}. Choisissez ce jour ou un jour plus récent.", day=say.date(first)),
            Link(place_of_version(lang, programme, first), say("Le premier texte, du {day}", day=say.date(first))),
        )
    return found


def version_at(programme: Programme, day: date, view: str = AS_APPLIED) -> Version:
    """The version of a day that `day_named` accepted."""
    found = programme.version_on(day.toordinal(), view)
    assert found is not None
    return found


def written_version(programme: Programme, day: date) -> Version | None:
    """The text as written that day, where a later one changed it retroactively."""
    found = programme.version_on(day.toordinal(), AS_WRITTEN)
    return None if found is None or found in programme.versions else found


def place_of_version(lang: Lang, programme: Programme, day: date, view: str = AS_APPLIED) -> str:
    """The address of the text of a day."""
    name = "law-version" if view == AS_APPLIED else "law-version-written"
    return address(lang, name, programme=programme.id, day=version_at(programme, day, view).since)


def place_of_condition(lang: Lang, programme: str, day: str, condition: str, view: str = AS_APPLIED) -> str:
    """The permanent address of a condition at a day."""
    name = "law-condition" if view == AS_APPLIED else "law-condition-written"
    return address(lang, name, programme=programme, day=day, condition=condition)


def span_words(say: Speaker, since: str, until: str | None) -> str:
    """A span of days in words."""
    first = say.date(date.fromisoformat(since))
    if until is None:
        return say("depuis le {first}", first=first)
    if until == since:
        return say("le {first}", first=first)
    return say("du {first} au {last}", first=first, last=say.date(date.fromisoformat(until)))
