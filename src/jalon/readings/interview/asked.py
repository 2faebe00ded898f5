"""The shape of a question as people read it: its words and its hint, in both languages, and the words of a list's buttons.

The words themselves are in `asked_words` and `asked_words_record`.
"""

from __future__ import annotations

from dataclasses import dataclass

from jalon.language.statutes import Words


@dataclass(frozen=True, slots=True)
class ListWords:
    """What goes with the question of a list: whether there is one more, the button that adds one, that of none."""

    more: Words
    add: Words
    none: Words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the person who answers, and what helps to answer right; `list_` for a list only."""

    question: Words
    hint: Words
    list_: ListWords | None = None


def asked(fr: str, en: str, hint_fr: str, hint_en: str, list_: ListWords | None = None) -> Asked:
    """A question and its hint, in French and in English."""
    return Asked(_question(fr, en), Words(hint_fr, hint_en), list_)


def list_words(more: tuple[str, str], add: tuple[str, str], none: tuple[str, str]) -> ListWords:
    """The words of a list, each in French and in English."""
    return ListWords(_question(*more), Words(*add), Words(*none))


def _question(fr: str, en: str) -> Words:
    # A question mark never begins a line.
    return Words(fr.replace(" ?", "\u00a0?"), en)
