"""Errors of the API: RFC 9457 (`application/problem+json`), always in both languages.

`type` is an address of this site where the fault is explained; `title` and `detail` are in the language of the request, and
`fr` and `en` hold both. `errors` names each place that is wrong, with what is allowed there. What was sent is quoted back
to the sender, shortened, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from jalon.facts import Problem
from jalon.i18n import Lang
from jalon.language.statutes import typeset
from jalon.site.api.answering import written
from jalon.site.languages import language_of

CONTENT_TYPE: Final = "application/problem+json"
DOCS: Final = "/api/docs"
# How many places are named: a file of a megabyte may have thousands that are wrong.
MOST_NAMED: Final = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: its name in `type`, its status, and its words in each language."""

    id: str
    status: int
    fr: tuple[str, str]
    en: tuple[str, str]

    def get(self, lang: Lang) -> tuple[str, str]:
        """Title and detail in one language."""
        title, detail = self.fr
        return self.en if lang == "en" else (typeset(title), typeset(detail))


KINDS: Final = {
    kind.id: kind
    for kind in (
        Kind(
            "malformed",
            400,
            ("JSON illisible", "Le corps de la demande n’est pas du JSON lisible. Voyez « errors »."),
            ("Unreadable JSON", "The body of the request is not readable JSON. See “errors”."),
        ),
        Kind(
            "bad-request",
            400,
            ("Demande illisible", "La demande n’a pas pu être lue. Vérifiez l’adresse et les en-têtes."),
            ("Unreadable request", "The request could not be read. Check the address and the headers."),
        ),
        Kind(
            "not-found",
            404,
            ("Adresse inconnue", "Rien n’est à cette adresse. Les adresses sont décrites dans /api/docs."),
            ("Unknown address", "Nothing is at this address. Addresses are described in /api/docs."),
        ),
        Kind(
            "no-version",
            404,
            ("Aucune version ce jour-là", "Le volet n’a aucun texte ce jour-là : il commence plus tard."),
            ("No version on that day", "The stream has no text on that day: it begins later."),
        ),
        Kind(
            "method",
            405,
            ("Méthode non permise", "Cette adresse ne prend pas cette méthode. Voyez l’en-tête « Allow »."),
            ("Method not allowed", "This address does not take this method. See the “Allow” header."),
        ),
        Kind(
            "length",
            411,
            ("Longueur absente", "Dites la longueur du corps dans l’en-tête « Content-Length »."),
            ("Length missing", "Say the length of the body in the “Content-Length” header."),
        ),
        Kind(
            "too-large",
            413,
            ("Demande trop grosse", "Le corps de la demande fait plus de 1 Mio. Enlevez ce qui ne sert pas."),
            ("Request too large", "The body of the request is over 1 MiB. Take out what is not needed."),
        ),
        Kind(
            "media-type",
            415,
            ("Type de contenu refusé", "Envoyez du JSON en UTF-8, avec l’en-tête « Content-Type: application/json »."),
            ("Unsupported media type", "Send JSON in UTF-8, with the header “Content-Type: application/json”."),
        ),
        Kind(
            "refused",
            422,
            ("Demande refusée", "Une valeur ou plus n’est pas permise. Voyez « errors »."),
            ("Request refused", "One value or more is not allowed. See “errors”."),
        ),
        Kind(
            "too-much-work",
            422,
            (
                "Dossier trop long à calculer",
                "Ce dossier demande trop de calcul. Précisez des dates, enlevez des éléments, ou ne demandez qu’un volet "
                "ou moins de jours.",
            ),
            (
                "File too long to work out",
                "This file asks for too much work. Make some dates exact, take some items out, or ask about one stream "
                "only or fewer days.",
            ),
        ),
        Kind(
            "too-many",
            429,
            ("Trop de demandes", "Attendez le nombre de secondes de l’en-tête « Retry-After », puis recommencez."),
            ("Too many requests", "Wait for the seconds given by the “Retry-After” header, then try again."),
        ),
        Kind(
            "fault",
            500,
            ("Erreur de notre part", "Recommencez. Si cela se répète, signalez-le, sans votre dossier."),
            ("A fault of ours", "Try again. If it happens again, report it, without your file."),
        ),
        Kind(
            "full",
            503,
            ("Trop de monde en ce moment", "Recommencez dans le nombre de secondes de l’en-tête « Retry-After »."),
            ("Too many people right now", "Try again after the seconds given by the “Retry-After” header."),
        ),
    )
}
# The kind that stands for a status when nothing more is known.
OF_STATUS: Final = {
    400: "bad-request",
    404: "not-found",
    405: "method",
    411: "length",
    413: "too-large",
    415: "media-type",
} | {
    422: "refused",
    429: "too-many",
    503: "full",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault of the request that no file may have: its place, and its words."""

    path: str
    fr: str
    en: str

    def text(self, lang: Lang) -> str:
        """The words in one language."""
        return self.en if lang == "en" else self.fr


Place = Problem | Told


class ProblemError(Exception):
    """Raised by an operation that cannot answer; `places` are what is wrong, if anything is named."""

    def __init__(self, kind: str, places: Iterable[Place] = ()) -> None:
        # The places quote what was sent: they are kept out of the arguments, which a traceback prints.
        super().__init__(kind)
        self.kind = KINDS[kind]
        self.places = tuple(places)


def problem(
    request: HttpRequest,
    status: int,
    headers: Mapping[str, str] | None = None,
    *,
    kind: str = "",
    places: Iterable[Place] = (),
) -> HttpResponse:
    """An error as data. `kind` is one of `KINDS`; without it, the one that stands for the status."""
    told = KINDS[kind or OF_STATUS.get(status, "fault")]
    lang = language_of(request)
    return HttpResponse(
        written(data_of(told, lang, tuple(places), status)),
        status=status,
        headers={"Content-Language": f"{lang}-CA", **(headers or {})},
        content_type=CONTENT_TYPE,
    )


def data_of(told: Kind, lang: Lang, places: tuple[Place, ...] = (), status: int = 0) -> dict[str, Any]:
    """The error as plain data."""
    both = {"fr": _words(*told.get("fr")), "en": _words(*told.get("en"))}
    return {
        "type": f"{DOCS}#{told.id}",
        "status": status or told.status,
        **_words(*told.get(lang)),
        "lang": lang,
        "fr": both["fr"],
        "en": both["en"],
        "errors": [{"path": p.path, "fr": p.text("fr"), "en": p.text("en")} for p in places[:MOST_NAMED]],
    }


def _words(title: str, detail: str) -> dict[str, str]:
    return {"title": title, "detail": detail}
