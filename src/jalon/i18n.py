"""Speaking French or English. The source language is French: message ids are French, and a sentence without an English
one stays French. Sentences of the law have both languages beside them, in `jalon.law`."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
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


@dataclass(frozen=True, eq=False)
class Speaker:
    """One language: messages, dates, numbers."""

    lang: Lang
    catalog: gettext.NullTranslations

    def __call__(self, message: str, **values: Any) -> str:
        """The message in this language, with its values."""
        text = _message(self, message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, **values: Any) -> str:
        """The message for so many things; `count` is among its values, written as people write it."""
        # In French nothing is singular: zéro jour, un jour, deux jours.
        text = self.catalog.ngettext(one, many, count) if self.lang == "en" else typeset(one if count < 2 else many)
        return text.format(count=self.number(count), **values)

    def date(self, day: date | int) -> str:
        """A day in words: 1er juillet 2026, 1 July 2026."""
        return _day(self.lang, date.fromordinal(day) if isinstance(day, int) else day)

    def number(self, value: float) -> str:
        """A number as written in Québec in this language."""
        return _number(self.lang, value)


# Reading the tables of a locale costs more than all the rest of a report. Only messages of the code, days and numbers
# are kept: no word that a person wrote.
@cache
def _message(speaker: Speaker, message: str) -> str:
    text = speaker.catalog.gettext(message)
    return typeset(text) if speaker.lang == "fr" else text


@lru_cache(maxsize=4096)
def _day(lang: Lang, day: date) -> str:
    text = format_date(day, "d MMMM y", locale=LOCALES[lang])
    # CLDR writes “1 juillet”; people here write “1er juillet”.
    return f"1er{text[1:]}" if lang == "fr" and day.day == 1 else text


@lru_cache(maxsize=4096)
def _number(lang: Lang, value: float) -> str:
    return format_decimal(value, locale=LOCALES[lang])


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
