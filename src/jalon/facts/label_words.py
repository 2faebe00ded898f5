"""The shape of a label: the same words in both languages, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Label:
    """A name and a help text, in French and in English; the help may be empty for a value that needs none."""

    fr: str
    en: str
    help_fr: str = ""
    help_en: str = ""

    def name(self, lang: Literal["fr", "en"]) -> str:
        return self.fr if lang == "fr" else self.en

    def help(self, lang: Literal["fr", "en"]) -> str:
        return self.help_fr if lang == "fr" else self.help_en
