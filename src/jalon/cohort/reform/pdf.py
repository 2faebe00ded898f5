"""A report of a comparison as a tagged PDF (PDF/UA-1), typeset by Typst.

Sentences, tables and pictures go to the template as JSON, apart from it: whatever a file or a person wrote is text there,
and never markup. An accessible PDF may hold no letter that its fonts cannot draw: where neither the embedded fonts nor
those of the machine have one, such letters are written as a mark.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jalon.cohort.reform.sheet import Sheet
from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

# Latin with its accents, and the signs of our own sentences: surely in the embedded fonts.
_LAST_LATIN: Final = 0x17F
_SIGNS: Final = frozenset("–—‘’“”«»…·→▲▼\u202f\u2009")
MARK: Final = "?"
"""Stands for a letter that no font draws."""


def pdf(sheet: Sheet, say: Speaker) -> bytes:
    """The PDF. Raises `CohortError` when Typst is not installed."""
    try:
        import typst
    except ModuleNotFoundError:
        raise CohortError(
            say("Il manque typst pour faire le PDF. Installez-le : pip install typst, ou 'jalon[site]'.")
        ) from None
    written = unicodedata.normalize("NFC", json.dumps(_data(sheet, say), ensure_ascii=False))
    try:
        return _compiled(typst, written)
    except typst.TypstError:
        return _compiled(typst, plain_letters(written))


def plain_letters(text: str) -> str:
    """The text with each letter that the embedded fonts may lack written as a mark."""
    return "".join(letter if ord(letter) <= _LAST_LATIN or letter in _SIGNS else MARK for letter in text)


@cache
def _template() -> bytes:
    return (files("jalon.cohort.reform") / "reform.typ").read_bytes()


def _compiled(typst: Any, data: str) -> bytes:
    # With the fonts of the machine: pictures are drawn without serifs, which no embedded font has.
    made: bytes = typst.compile(_template(), format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])
    return made


def _data(sheet: Sheet, say: Speaker) -> dict[str, Any]:
    """What the template lays out."""
    return {
        "lang": sheet.lang,
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "lead": sheet.lead,
        "notes": sheet.notes,
        "assumptions": sheet.assumptions,
        "identity": sheet.identity,
        "sections": [
            {
                "title": section.title,
                "intro": section.intro,
                "changes": [vars(change) for change in section.changes],
                "parts": [
                    {
                        **vars(part.table),
                        "picture": part.picture.svg if part.picture else "",
                        "alt": say(
                            "{caption}. Les mêmes nombres sont dans le tableau qui suit.", caption=part.table.caption
                        ),
                    }
                    for part in section.parts
                ],
            }
            for section in sheet.sections
        ],
        "words": {
            "page": say("Page"),
            "reading": say("Comment lire ces comptes"),
            "assumed": say("Ce qui est supposé"),
            "compared": say("Ce qui a été comparé"),
            "texts": say("Ce que la loi change"),
            "condition": say("Condition"),
            "before": say("Avant"),
            "after": say("Après"),
            "nothing": say("Rien n’est demandé."),
            "notice": say("Ces décisions ne sont pas officielles. Seul le ministère décide d’une demande."),
        },
    }
