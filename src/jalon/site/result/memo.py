"""The memo: the result as a tagged PDF (PDF/UA-1), typeset by Typst.

The data go to the template as JSON, apart from it: whatever a person typed is text there, and never markup. An accessible
PDF may hold no letter that its fonts cannot draw: where the embedded fonts lack one, those of the machine are tried, and
failing that such letters are written as a mark.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from jalon.i18n import Speaker, speaker
from jalon.site.result.memo_words import memo_words
from jalon.site.result.words import day_words

# Latin with its accents, and the signs of our own sentences: surely in the embedded fonts.
_LAST_LATIN: Final = 0x17F
_SIGNS: Final = frozenset("–—‘’“”«»…·→\u202f\u2009")
# Stands for a letter that no font draws.
MARK: Final = "?"


@cache
def _template() -> bytes:
    return (files("jalon.site.result") / "memo.typ").read_bytes()


def memo_of(told: dict[str, Any], lang: str) -> bytes:
    """The memo of a result (see `whole.result_of`) in one language."""
    say = speaker(lang)
    data = {"lang": say.lang, "words": memo_words(told, say), "told": _printed(told, say)}
    written = unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))
    try:
        return _compiled(written)
    except typst.TypstError:
        try:
            return _compiled(written, system_fonts=True)
        except typst.TypstError:
            return _compiled(plain_letters(written))


def plain_letters(text: str) -> str:
    """The text with each letter that the embedded fonts may lack written as a mark."""
    return "".join(letter if ord(letter) <= _LAST_LATIN or letter in _SIGNS else MARK for letter in text)


def _compiled(data: str, *, system_fonts: bool = False) -> bytes:
    return typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        ignore_system_fonts=not system_fonts,
    )


def _printed(told: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """What is printed of a result: no picture, days in words."""
    streams = [{key: value for key, value in stream.items() if key != "timeline"} for stream in told["streams"]]
    dates = [{**date, "day": day_words(date["day"], say)} for date in told["dates"]]
    return {**told, "streams": streams, "dates": dates}
