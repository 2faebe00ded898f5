"""How to report an error in the law: a form that prepares a text to copy. Nothing is sent, nothing is kept."""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jalon.i18n import Speaker
from jalon.law import CHECKED_UNTIL
from jalon.site.clock import today
from jalon.site.law.finding import day_of
from jalon.site.rendering import page, say_of

LONGEST: Final = 2000
FIELDS: Final = ("where", "says", "should", "source")
# Only an address of this site's law may come with the link that leads here.
_OURS: Final = re.compile(r"/(fr/loi|en/law)(/[A-Za-z0-9-]{1,60}){0,4}/?", re.ASCII)


def labels(say: Speaker) -> dict[str, str]:
    """The names of the fields, as on the page and in the text prepared."""
    return {
        "where": say("Adresse de la page"),
        "says": say("Ce que la page dit"),
        "should": say("Ce qu’elle devrait dire"),
        "source": say("Votre source"),
    }


def _clean(text: str) -> str:
    """Text typed by anybody: no control characters, plain line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c == "\n" or c.isprintable()).strip()


def _errors(typed: dict[str, str], say: Speaker) -> list[tuple[str, str]]:
    names = labels(say)
    missing = {
        "where": say("Adresse de la page : dites de quelle page il s’agit."),
        "says": say("Ce que la page dit : copiez la phrase en cause."),
        "should": say("Ce qu’elle devrait dire : écrivez-le, même en peu de mots."),
    }
    long = say.number(LONGEST)
    return [
        (name, missing[name])
        if name in missing and not typed[name]
        else (name, say("{field} : écrivez au plus {count} caractères.", field=names[name], count=long))
        for name in FIELDS
        if (name in missing and not typed[name]) or len(typed[name]) > LONGEST
    ]


def prepared(typed: dict[str, str], say: Speaker) -> str:
    """The report, ready to be copied."""
    names = labels(say)
    checked = day_of(CHECKED_UNTIL)
    assert checked is not None
    parts = [say("Erreur dans la loi telle que Jalon la présente")]
    parts += [f"{say('{field} :', field=names[name])}\n{typed[name] or say('(rien)')}" for name in FIELDS]
    parts.append(
        say("Écrit le {day}. Loi vérifiée jusqu’au {checked}.", day=say.date(today()), checked=say.date(checked))
    )
    return "\n\n".join(parts)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """What to put in a report, a form to prepare it, and the report once it is prepared."""
    say = say_of(request)
    if request.method != "POST":
        given = request.GET.get("page", "")
        where = request.build_absolute_uri(given) if _OURS.fullmatch(given) else ""
        return _page(request, dict.fromkeys(FIELDS, "") | {"where": where}, [], "")
    typed = {name: _clean(request.POST.get(name, "")) for name in FIELDS}
    errors = _errors(typed, say)
    return _page(request, typed, errors, "" if errors else prepared(typed, say))


def _page(request: HttpRequest, typed: dict[str, str], errors: list[tuple[str, str]], ready: str) -> HttpResponse:
    names = labels(say_of(request))
    return page(
        request,
        "law/report.html",
        400 if errors else 200,
        typed={name: text[:LONGEST] for name, text in typed.items()},
        names=names,
        errors=errors,
        ready=ready,
    )
