"""What is wrong with a whole table of people, in plain words, in French and in English."""

from __future__ import annotations

from typing import Final

from jalon.facts.errors import Lang
from jalon.facts.messages import Phrase

_EXPECTED: Final = {
    "truth": Phrase("des valeurs true ou false", "values true or false are"),
    "number": Phrase("des nombres", "numbers are"),
    "mark": Phrase("des nombres", "numbers are"),
    "whole": Phrase("des nombres entiers", "whole numbers are"),
    "day": Phrase("des dates, ou des textes comme 2021-06", "dates, or texts such as 2021-06, are"),
    "kind": Phrase("des textes", "texts are"),
    "text": Phrase("des textes", "texts are"),
    "code": Phrase("des codes, en texte", "codes, as texts, are"),
    "attestation": Phrase(
        "des dates, ou des textes : true, false, pending ou une date",
        "dates, or texts (true, false, pending or a date), are",
    ),
    "list": Phrase("des listes de groupes de champs (list<struct>)", "lists of groups of fields (list<struct>) are"),
    "part": Phrase("des groupes de champs (struct)", "groups of fields (struct) are"),
}
_TYPE: Final = Phrase(
    "la colonne {path} est de type {found} ; il faut {expected}",
    "the column {path} has the type {found}; {expected} needed",
)
_TWICE: Final = Phrase(
    "la colonne {path} figure deux fois ; gardez-en une", "the column {path} stands there twice; keep one of them"
)


class TableError(ValueError):
    """A table that cannot hold people, whatever its rows. ``path`` names the column (``jobs.started_on``), ``found`` the
    type found there; ``expected`` is the sort of facts wanted, or empty when the column stands there twice."""

    def __init__(self, path: str, found: str = "", expected: str = "") -> None:
        super().__init__(path, found, expected)
        self.path = path
        self.found = found
        self.expected = expected

    def text(self, lang: Lang = "en") -> str:
        """The error in one sentence of ``lang``."""
        if not self.expected:
            return _TWICE.get(lang).format(path=self.path)
        expected = _EXPECTED[self.expected].get(lang)
        return _TYPE.get(lang).format(path=self.path, found=self.found, expected=expected)

    def __str__(self) -> str:
        return self.text()
