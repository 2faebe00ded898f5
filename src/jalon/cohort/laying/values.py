"""One value of a table of people as the applicant file would have it.

This is what a value *means*, whatever its type; a value that means nothing stays as it is, for the reader to refuse.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from jalon.cohort.laying.shapes import Leaf
from jalon.cohort.schema import NO_DATE, NONE, NOT_TAKEN
from jalon.facts.yaml12 import resolve

# The date known not to be may be written out too, as in a table of days turned into CSV.
_NO_DATES: Final = (NO_DATE, NONE, str(NO_DATE))
_WHOLE: Final = ("whole", "day", "attestation", "code")
_NUMBERS: Final = ("number", "whole", "mark")


def plain(leaf: Leaf, value: Any) -> Any:
    """The value of a fact (not null); None when the fact is known not to be.

    A text counts as the bare value that it would be in a YAML file: ``true``, ``7.5``. A whole number may be written as a
    real one (2021.0), as tables with holes do.
    """
    if isinstance(value, str):
        value = _of_text(leaf, value)
    elif isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer() and leaf.sort in _WHOLE:
        value = int(value)
    if leaf.sort in ("day", "attestation") and value in _NO_DATES:
        return None
    return None if leaf.sort == "mark" and value == NOT_TAKEN else value


def _of_text(leaf: Leaf, text: str) -> Any:
    if leaf.sort in ("truth", "attestation"):
        found = resolve(text)
        return found if isinstance(found, bool) else text
    if leaf.sort in _NUMBERS:
        found = resolve(text)
        return found if isinstance(found, int | float) and not isinstance(found, bool) else text
    return text
