"""What the keys and the values of the applicant file are called by people, in French and in English.

The words themselves are in ``label_words_*``; here they are put together and looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jalon.facts.label_words import Label
from jalon.facts.label_words_person import PARTS_OF_PERSON, PERSON
from jalon.facts.label_words_record import RECORD
from jalon.facts.label_words_values import VALUES
from jalon.facts.model import Facts

KEY_LABELS: Final[Mapping[tuple[str, str], Label]] = MappingProxyType({**PERSON, **RECORD})
"""By (name of the part, key as written in the file): label and help."""

PART_LABELS: Final[Mapping[str, Label]] = MappingProxyType(PARTS_OF_PERSON)
"""By name of the part: what one such part is called."""

VALUE_LABELS: Final[Mapping[tuple[str, str, str], Label]] = MappingProxyType(VALUES)
"""By (name of the part, key, value of an enumeration): label."""


def key_label(part: type[Facts], key: str) -> Label:
    """The label of a key of a part; the key as written (``from``, not ``from_``). Raises ``KeyError``."""
    return KEY_LABELS[part.__name__, key]


def part_label(part: type[Facts]) -> Label:
    """What one such part is called. Raises ``KeyError``."""
    return PART_LABELS[part.__name__]


def value_label(part: type[Facts], key: str, value: str) -> Label:
    """The label of a value of an enumeration. Raises ``KeyError``."""
    return VALUE_LABELS[part.__name__, key, value]


__all__ = ["KEY_LABELS", "PART_LABELS", "VALUE_LABELS", "Label", "key_label", "part_label", "value_label"]
