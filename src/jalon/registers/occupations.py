"""Occupations: unit groups of the NOC 2016 and 2021, the links between them, and the list of November 2019.

Sources: Statistics Canada, NOC 2016 Version 1.3 and NOC 2021 Version 1.0; the concordance tables of Statistics Canada
and of ESDC; for the list of 1-13 November 2019, annex A-0520-IF (2019-11) as published. Codes are text: "0121" is a
code, 121 is not. Truths are integers: 0 no, 1 cannot tell, 2 yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, cast

from jalon.registers.tables import read_table

Certainty = Literal["both", "esdc", "statcan"]

SKILL_LEVELS = frozenset({"0", "A", "B", "C", "D"})
"""The skill levels of the NOC 2016."""

TEERS = frozenset({"0", "1", "2", "3", "4", "5"})
"""The TEER categories of the NOC 2021."""


class UnknownCodeError(ValueError):
    """A code that is no unit group of the classification asked about; ``code`` and ``classification`` say which."""

    def __init__(self, code: object, classification: str) -> None:
        super().__init__(code, classification)
        self.code = code
        self.classification = classification

    def __str__(self) -> str:
        return f"{self.code!r} is no unit group of the {self.classification}"


@dataclass(frozen=True, slots=True)
class UnitGroup2016:
    """A unit group of the NOC 2016: four-digit code, skill level ("0", "A", "B", "C", "D") and official titles."""

    code: str
    level: str
    title_fr: str
    title_en: str


@dataclass(frozen=True, slots=True)
class UnitGroup2021:
    """A unit group of the NOC 2021: five-digit code, TEER category ("0" to "5") and official titles."""

    code: str
    teer: str
    title_fr: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of the concordance between the two editions.

    The shares (0 to 1) say which part of the English job titles found in both editions runs between the two groups,
    over the titles of the 2016 or of the 2021 group; None when the group has no such title. ``certainty`` is "both"
    when the two published tables have the pair, else the publisher that has it: such a pair is only possible.
    """

    noc2016: str
    noc2021: str
    share_of_2016: float | None
    share_of_2021: float | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """A row of the list of 1-13 November 2019, with the title as published (some titles are faulty: trust the code)."""

    noc2016: str
    title_as_published: str


@lru_cache(maxsize=1)
def _groups_2016() -> Mapping[str, UnitGroup2016]:
    rows = read_table("noc2016")
    return MappingProxyType(
        {r["code"]: UnitGroup2016(r["code"], r["level"], r["title_fr"], r["title_en"]) for r in rows}
    )


@lru_cache(maxsize=1)
def _groups_2021() -> Mapping[str, UnitGroup2021]:
    rows = read_table("noc2021")
    return MappingProxyType(
        {r["code"]: UnitGroup2021(r["code"], r["teer"], r["title_fr"], r["title_en"]) for r in rows}
    )


@lru_cache(maxsize=1)
def links() -> tuple[Link, ...]:
    """Return every pair of the two published concordance tables, in the order of the codes."""
    return tuple(
        Link(
            row["noc2016"],
            row["noc2021"],
            _share(row["share_of_2016"]),
            _share(row["share_of_2021"]),
            cast(Certainty, row["certainty"]),
        )
        for row in read_table("noc_links")
    )


@lru_cache(maxsize=1)
def occupations_2019() -> tuple[ListedOccupation, ...]:
    """Return the 162 occupations of the list of 1-13 November 2019, in the order of the codes."""
    return tuple(ListedOccupation(r["noc2016"], r["title_as_published"]) for r in read_table("occupations_2019"))


@lru_cache(maxsize=1)
def _codes_2019() -> frozenset[str]:
    return frozenset(row.noc2016 for row in occupations_2019())


def unit_groups_2016() -> tuple[UnitGroup2016, ...]:
    """Return the 500 unit groups of the NOC 2016, in the order of the codes."""
    return tuple(_groups_2016().values())


def unit_groups_2021() -> tuple[UnitGroup2021, ...]:
    """Return the 516 unit groups of the NOC 2021, in the order of the codes."""
    return tuple(_groups_2021().values())


def is_noc2016(code: object) -> bool:
    """Tell whether ``code`` is the text of a unit group's code of the NOC 2016, leading zero included."""
    return isinstance(code, str) and code in _groups_2016()


def is_noc2021(code: object) -> bool:
    """Tell whether ``code`` is the text of a unit group's code of the NOC 2021, leading zero included."""
    return isinstance(code, str) and code in _groups_2021()


def unit_group_2016(code: str) -> UnitGroup2016:
    """Return the unit group of the NOC 2016 with that code; raises UnknownCodeError."""
    if not is_noc2016(code):
        raise UnknownCodeError(code, "NOC 2016")
    return _groups_2016()[code]


def unit_group_2021(code: str) -> UnitGroup2021:
    """Return the unit group of the NOC 2021 with that code; raises UnknownCodeError."""
    if not is_noc2021(code):
        raise UnknownCodeError(code, "NOC 2021")
    return _groups_2021()[code]


@lru_cache(maxsize=1024)
def links_from_2016(code: str) -> tuple[Link, ...]:
    """Return the links of a NOC 2016 group, doubtful ones included; raises UnknownCodeError."""
    unit_group_2016(code)
    return tuple(link for link in links() if link.noc2016 == code)


@lru_cache(maxsize=1024)
def links_from_2021(code: str) -> tuple[Link, ...]:
    """Return the links of a NOC 2021 group, doubtful ones included; raises UnknownCodeError."""
    unit_group_2021(code)
    return tuple(link for link in links() if link.noc2021 == code)


@lru_cache(maxsize=4096)
def skill_levels(noc2016: str | None, noc2021: str | None) -> frozenset[str]:
    """Return the NOC 2016 skill levels ("0", "A", "B", "C", "D") that a job with these codes may have.

    The 2016 code decides when it is given; else the groups linked to the 2021 code, doubtful links included; else any
    level is possible. Raises UnknownCodeError for a code that is not in its classification.
    """
    if noc2021 is not None:
        unit_group_2021(noc2021)
    if noc2016 is not None:
        return frozenset({unit_group_2016(noc2016).level})
    if noc2021 is not None:
        return frozenset(unit_group_2016(link.noc2016).level for link in links_from_2021(noc2021))
    return SKILL_LEVELS


@lru_cache(maxsize=4096)
def teers(noc2016: str | None, noc2021: str | None) -> frozenset[str]:
    """Return the TEER categories ("0" to "5") that a job with these codes may have.

    The 2021 code decides when it is given; else the groups linked to the 2016 code, doubtful links included; else any
    category is possible. Raises UnknownCodeError for a code that is not in its classification.
    """
    if noc2016 is not None:
        unit_group_2016(noc2016)
    if noc2021 is not None:
        return frozenset({unit_group_2021(noc2021).teer})
    if noc2016 is not None:
        return frozenset(unit_group_2021(link.noc2021).teer for link in links_from_2016(noc2016))
    return TEERS


@lru_cache(maxsize=4096)
def listed_2019(noc2016: str | None, noc2021: str | None) -> int:
    """Tell whether a job with these codes is on the list of 1-13 November 2019: 2 surely, 1 possibly, 0 surely not.

    The list is one of NOC 2016 codes, so the 2016 code decides when it is given. A 2021 code alone is sure when all the
    groups linked to it are listed, or none. Raises UnknownCodeError for a code that is not in its classification.
    """
    if noc2021 is not None:
        unit_group_2021(noc2021)
    if noc2016 is not None:
        return 2 if unit_group_2016(noc2016).code in _codes_2019() else 0
    if noc2021 is None:
        return 1
    listed = {link.noc2016 in _codes_2019() for link in links_from_2021(noc2021)}
    if len(listed) == 2:
        return 1
    return 2 if True in listed else 0


def are_linked(noc2016: str, noc2021: str) -> bool:
    """Tell whether either published table has this pair; raises UnknownCodeError for a code of neither edition."""
    unit_group_2021(noc2021)
    return any(link.noc2021 == noc2021 for link in links_from_2016(noc2016))


def _share(text: str) -> float | None:
    return float(text) if text else None
