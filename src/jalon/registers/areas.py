"""Areas of training: the 218 rows of the list of 1-13 November 2019, and how a name given by a person is found in it.

An area is a name and an award together: "Service social" (BAC) says nothing of a master's degree. Source: the
ministry's list of areas of training in force on 1 November 2019, part II, sections A and B, as published; the corrected
spellings and the other names are ours. Truths are integers: 0 no, 1 cannot tell, 2 yes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from jalon.registers.names import Words, compact, near, significant_words
from jalon.registers.tables import read_table

LONGEST_NAME = 500
"""Characters of a name that is looked for: several times the longest published name. A longer text is no name."""


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the list of November 2019.

    ``award`` is one of AEC, ASP, BAC, DEC, DEP, DOC, MAI. ``corrected`` is the name in today's spelling, the same as
    ``as_published`` but for three rows. ``other_names`` are names under which the same studies may go (a later name of
    the programme, an English name): they make a match possible, never sure.
    """

    as_published: str
    award: str
    corrected: str
    other_names: tuple[str, ...]


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Return the 218 areas in the published order."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table("area_other_names"):
        others[row["area_as_published"]].append(row["other_name"])
    return tuple(
        Area(
            row["area_as_published"],
            row["award"],
            row["area_corrected"],
            tuple(others[row["area_as_published"]]),
        )
        for row in read_table("areas_2019")
    )


def chosen_2019(name: str, award: str) -> int:
    """Tell whether an area chosen from the register is on the list of November 2019: 2 yes, 0 no.

    Case, accents and punctuation do not count; both spellings do. A near name is not on the list.
    """
    return 2 if len(name) <= LONGEST_NAME and _is_listed(name, award) else 0


def listed_2019(name: str | None, award: str) -> int:
    """Tell whether a programme named in free text is on the list of November 2019 for this award.

    2: the name is that of a listed area, case, accents and punctuation apart. 1: it is near one, or it names no area at
    all (None, generic words only, or a text too long to be a name). 0: no listed area of this award has a near name, or
    the award is none of the list's. Generic words ("techniques", "génie"...) never make two names near.
    """
    if award not in _spellings():
        return 0
    if name is None or len(name) > LONGEST_NAME:
        return 1
    return _found(name, award)


@lru_cache(maxsize=4096)
def _is_listed(name: str, award: str) -> bool:
    return compact(name) in _spellings().get(award, frozenset())


@lru_cache(maxsize=4096)
def _found(name: str, award: str) -> int:
    if _is_listed(name, award):
        return 2
    given = significant_words(name)
    if not given or compact(name) in _other_spellings()[award]:
        return 1
    return 1 if any(near(given, words) for words in _words()[award]) else 0


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, frozenset[str]]:
    """Per award, the folded names that are on the list itself."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for area in areas():
        found[area.award] |= {compact(area.as_published), compact(area.corrected)}
    return MappingProxyType({award: frozenset(names) for award, names in found.items()})


@lru_cache(maxsize=1)
def _other_spellings() -> Mapping[str, frozenset[str]]:
    """Per award, the folded other names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for area in areas():
        found[area.award] |= {compact(name) for name in area.other_names}
    return MappingProxyType({award: frozenset(names) for award, names in found.items()})


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[Words]]:
    """Per award, the significant words of every name, listed or other."""
    found: defaultdict[str, set[Words]] = defaultdict(set)
    for area in areas():
        found[area.award] |= {
            significant_words(name) for name in (area.as_published, area.corrected, *area.other_names)
        }
    return MappingProxyType({award: frozenset(names) for award, names in found.items()})
