"""Diplomas: the levels of study that an applicant file names, and the award under which the list of 2019 knows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from jalon.registers.tables import read_table


@dataclass(frozen=True, slots=True)
class Diploma:
    """A level of study: its id in the applicant file, names, and award in the list of areas of November 2019, if any.

    ``award_2019`` is AEC, ASP, BAC, DEC, DEP, DOC or MAI; None for the levels of which the list has no area. A DEP
    followed by an ASP goes by the award of the DEP.
    """

    level: str
    award_2019: str | None
    name_fr: str
    name_en: str


@lru_cache(maxsize=1)
def _by_level() -> Mapping[str, Diploma]:
    return MappingProxyType(
        {
            row["level"]: Diploma(row["level"], row["award_2019"] or None, row["name_fr"], row["name_en"])
            for row in read_table("diplomas")
        }
    )


def diplomas() -> tuple[Diploma, ...]:
    """Return every level of study, in the order of the applicant file's contract."""
    return tuple(_by_level().values())


def award_of(level: str) -> str | None:
    """Return the award of the list of 2019 for a level of study, None when it has none; raises ValueError."""
    diploma = _by_level().get(level)
    if diploma is None:
        raise ValueError(f"unknown level of study {level!r}; known: {', '.join(_by_level())}")
    return diploma.award_2019
