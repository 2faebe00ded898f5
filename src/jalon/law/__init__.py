"""The law, as values written in `jalon.language`: programmes, their versions, their words in both languages.

`CHECKED_UNTIL` says until when it was looked up; every number of the law stands in this folder, once, beside its
authority.
"""

from jalon.language.statutes import Programme
from jalon.law.peq import CHECKED_UNTIL, GRADUATES, WORKERS

PROGRAMMES: dict[str, Programme] = {p.id: p for p in (GRADUATES, WORKERS)}

__all__ = ["CHECKED_UNTIL", "PROGRAMMES"]
