"""Fees of the application for permanent selection, and the self-sufficiency scale, by year.

Amounts are whole Canadian dollars. Sources are named in the rows. The fee of 2017 and the amounts past 2026 are not
known: no row covers them. ``confidence`` is high, medium or low.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from jalon.registers.tables import read_table

Confidence = Literal["high", "medium", "low"]
Household = Literal["one-adult", "two-adults-two-children"]


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee for an application filed from ``since`` to ``until``, both days included, in Canadian dollars.

    ``principal`` is for the principal applicant, ``spouse`` for an accompanying spouse, ``child`` for each child.
    """

    since: date
    until: date
    principal: int
    spouse: int
    child: int
    confidence: Confidence
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class SelfSufficiency:
    """The amount for three months that the undertaking covers, in Canadian dollars, children being under 18."""

    year: int
    household: Household
    amount: int
    confidence: Confidence


@lru_cache(maxsize=1)
def fees() -> tuple[Fee, ...]:
    """Return the known fees, oldest first."""
    return tuple(
        Fee(
            since=date.fromisoformat(row["from"]),
            until=date.fromisoformat(row["until"]),
            principal=int(row["principal"]),
            spouse=int(row["spouse"]),
            child=int(row["child"]),
            confidence=cast(Confidence, row["confidence"]),
            source=row["source"],
            note=row["note"],
        )
        for row in read_table("fees")
    )


def fee_on(day: date) -> Fee | None:
    """Return the fee of an application filed on that day, or None when it is not known."""
    return next((fee for fee in fees() if fee.since <= day <= fee.until), None)


@lru_cache(maxsize=1)
def self_sufficiency() -> tuple[SelfSufficiency, ...]:
    """Return the known amounts of the self-sufficiency scale, oldest first."""
    return tuple(
        SelfSufficiency(
            int(row["year"]),
            cast(Household, row["household"]),
            int(row["amount"]),
            cast(Confidence, row["confidence"]),
        )
        for row in read_table("self_sufficiency")
    )
