"""Fees of the application for permanent selection, the self-sufficiency scale by year, and the federal fees that follow.

Amounts are whole Canadian dollars. Sources are named in the rows. The fee of 2017, the amounts past 2026 and the federal
ones from 30 April 2026 are not known: no row covers them. ``confidence`` is high, medium or low.
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


@dataclass(frozen=True, slots=True)
class FederalFees:
    """The fees of the federal application for permanent residence, from ``since`` to ``until``, both days included.

    ``right`` is the right of permanent residence of each adult; biometrics are paid for one person or for a family.
    """

    since: date
    until: date
    principal: int
    spouse: int
    child: int
    right: int
    biometrics_one: int
    biometrics_family: int
    confidence: Confidence
    source: str


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


@lru_cache(maxsize=1)
def federal_fees() -> tuple[FederalFees, ...]:
    """Return the known federal fees, oldest first."""
    spans: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    for row in read_table("federal_fees"):
        spans.setdefault((row["from"], row["until"]), {})[row["item"]] = row
    return tuple(
        FederalFees(
            since=date.fromisoformat(since),
            until=date.fromisoformat(until),
            principal=int(rows["processing-principal"]["amount"]),
            spouse=int(rows["processing-spouse"]["amount"]),
            child=int(rows["processing-child"]["amount"]),
            right=int(rows["right-adult"]["amount"]),
            biometrics_one=int(rows["biometrics-one"]["amount"]),
            biometrics_family=int(rows["biometrics-family"]["amount"]),
            confidence=cast(Confidence, rows["processing-principal"]["confidence"]),
            source=rows["processing-principal"]["source"],
        )
        for (since, until), rows in spans.items()
    )


def federal_fees_on(day: date) -> FederalFees | None:
    """Return the federal fees of an application made on that day, or None when they are not known."""
    return next((fee for fee in federal_fees() if fee.since <= day <= fee.until), None)
