"""Speaking French or English. The source language is French: message ids are French, and a sentence without an English
one stays French. Sentences of the law have both languages beside them, in `jalon.law`."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast

from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from jalon.language.statutes import typeset

Lang = Literal["fr", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("fr", "en")
LOCALES: Final = {"fr": "fr_CA", "en": "en_CA"}


@dataclass(frozen=True)
class Speaker:
    """One language: messages, dates, numbers."""

    lang: Lang
    catalog: gettext.NullTranslations

    def __call__(self, message: str, **values: Any) -> str:
        """The message in this language, with its values."""
        text = self.catalog.gettext(message)
        if self.lang == "fr":
            text = typeset(text)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, **values: Any) -> str:
        """The message for so many things; `count` is among its values, written as people write it."""
        # In French nothing is singular: zéro jour, un jour, deux jours.
        text = self.catalog.ngettext(one, many, count) if self.lang == "en" else typeset(one if count < 2 else many)
        return text.format(count=self.number(count), **values)

    def date(self, day: date | int) -> str:
        """A day in words: 1er juillet 2026, 1 July 2026."""
        value = date.fromordinal(day) if isinstance(day, int) else day
        text = format_date(value, "d MMMM y", locale=LOCALES[self.lang])
        # CLDR writes “1 juillet”; people here write “1er juillet”.
        return f"1er{text[1:]}" if self.lang == "fr" and value.day == 1 else text

    def number(self, value: float) -> str:
        """A number as written in Québec in this language."""
        return format_decimal(value, locale=LOCALES[self.lang])


@cache
def speaker(lang: str) -> Speaker:
    """The speaker of a language; anything but "en" is French."""
    if lang != "en":
        return Speaker("fr", gettext.NullTranslations())
    merged = Catalog(locale="en")
    # One file a room (see scripts/messages.py).
    for source in sorted((files("jalon") / "locale" / "en" / "LC_MESSAGES").iterdir(), key=lambda path: path.name):
        if source.name.endswith(".po"):
            with source.open("rb") as file:
                for message in read_po(file, locale="en"):
                    if message.id:
                        merged[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Speaker("en", gettext.GNUTranslations(cast(Any, compiled)))
