"""The shape of errors."""

from __future__ import annotations

from pydantic import Field

from jalon.site.api.shapes.common import Lang, Shape


class WordsOfProblem(Shape):
    """L’erreur dans une langue. / The error in one language."""

    title: str
    detail: str


class ErrorAtPlace(Shape):
    """Un endroit qui ne va pas; vide : le tout. / A place that is wrong; empty: the whole."""

    path: str
    fr: str
    en: str


class ProblemDetails(Shape):
    """Une erreur (RFC 9457), toujours dans les deux langues. / An error (RFC 9457), always in both languages."""

    type: str
    status: int = Field(ge=400, le=599)
    title: str
    detail: str
    lang: Lang
    fr: WordsOfProblem
    en: WordsOfProblem
    errors: list[ErrorAtPlace]
