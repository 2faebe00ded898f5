"""What each entity takes from the Arrow columns of its facts: stays, permits, jobs, studies, spouses, children, people.

Proofs of French are in `proofs`, what studies make together in `credentials`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.laying.arrays import Elements, Members, facts, members
from jalon.cohort.laying.codes import Coded, attested, coded, listed_area, lookup, occupation, together, truths
from jalon.cohort.laying.filling import Filling
from jalon.cohort.laying.shapes import Leaf, Many, Part
from jalon.cohort.laying.values import plain
from jalon.cohort.schema import NONE
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.vocabulary import Entity, Field

_TRUTH: Final = Leaf("truth")
# Facts whose field goes by another path.
_PATHS: Final = {"bursary": "bursary.return_condition"}
_BURSARY: Final = ("return_condition", "return_honoured", "return_released")
_NO_FACTS: Final[Mapping[str, pa.Array]] = {}


def fill_period(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """A stay, a leave or a permit."""
    fill_part(filling, found, part, path)
    filling.after(filling.entity["ended_on"], filling.entity["started_on"])


def fill_child(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """A child."""
    fill_part(filling, found, part, path, apart={"values_attestation"})
    fill_attestation(filling, found, part, path)


def fill_spouse(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """A spouse, its proofs of French apart."""
    fill_part(filling, found, part, path, apart={"values_attestation", "french"})
    fill_attestation(filling, found, part, path)


def fill_person(filling: Filling, found: Mapping[str, pa.Array], part: Part) -> None:
    """The facts of the person alone."""
    lists = {key for key, shape in part.fields.items() if isinstance(shape, Many)}
    apart = {"values_attestation", "spouse", "french_interview", "ended_regular_file"}
    _fill(filling, found, part, "", "", {*lists, *apart})
    _attestation(filling, found, part, "")
    field = filling.entity
    interview, of_interview = _group(found, part, "french_interview", "")
    inner = interview.fields if interview else _NO_FACTS
    _fill(filling, inner, of_interview, "french_interview", "french_interview.", ())
    if interview:
        filling.known(interview.groups, field["interviewed"], YES, NO)
    else:
        filling.absent(field["interviewed"])
    regular = _fill_given(filling, found, part, "ended_regular_file", "")
    if regular.members:
        filling.known(regular.members.groups, field["regular_file_ended"], YES, MAYBE)
        if regular.none is not None:
            filling.where(regular.none, field["regular_file_ended"], NO)
    else:
        filling.absent(field["regular_file_ended"])


# --- Jobs and studies ---------------------------------------------------------------------------------------------------


def fill_job(
    filling: Filling, found: Members | None, part: Part, path: str, leaves: Elements | None, first_leave: int
) -> None:
    """A job; its leaves stand in their table from the row `first_leave` on."""
    field = filling.entity
    fill_part(filling, found, part, path, apart={"occupation", "leaves"})
    filling.after(field["ended_on"], field["started_on"])
    filling.list(leaves, field["leaves"], first_leave, absent=YES)
    if leaves:
        filling.known(leaves.lists, field["leaves_unsaid"], NO, YES)
    else:
        filling.absent(field["leaves_unsaid"])
    group, of_group = _group(found.fields if found else _NO_FACTS, part, "occupation", path)
    if group is None:
        for name in ("skill_level", "teer", "listed_2019", "group_2016"):
            filling.absent(field[name])
        return
    here = f"{path}.occupation"
    _fill(filling, group.fields, of_group, here, "", of_group.fields)
    noc2016, noc2021 = (_coded(filling, group.fields, of_group, key, here) for key in ("noc2016", "noc2021"))
    filling.mark(np.asarray(group.groups.is_valid()) & (noc2016.places < 0) & (noc2021.places < 0))
    pairs = together(noc2016, noc2021)
    known = lookup(pairs.values, lambda pair: occupation(*pair), 5)
    for column, name in enumerate(("skill_level", "teer", "listed_2019")):
        filling.looked_up(pairs, known, column, field[name])
    filling.numbers_looked_up(pairs, known, 3, field["group_2016"])


def fill_study(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """A study."""
    field = filling.entity
    fill_part(filling, found, part, path, apart={"area", "bursary"})
    filling.after(field["completed_on"], field["started_on"])
    filling.after(field["awarded_on"], field["started_on"])
    given = found.fields if found else _NO_FACTS
    bursary = _fill_given(filling, given, part, "bursary", path)
    if bursary.none is not None:
        for name in _BURSARY:
            filling.where(bursary.none, field[name], NO)
    area, of_area = _group(given, part, "area", path)
    if area:
        _fill(filling, area.fields, of_area, f"{path}.area", "area.", ())
        for key in of_area.fields:
            missing = np.asarray(area.fields[key].is_null()) if key in area.fields else True
            filling.mark(np.asarray(area.groups.is_valid()) & missing)
    programme = _coded(filling, given, part, "programme", path)
    filling.codes(programme, lambda _: YES, field["programme_named"])
    of = area.fields if area else _NO_FACTS
    names, awards = (_coded(filling, of, of_area, key, f"{path}.area") for key in ("name", "award"))
    studies = together(_coded(filling, given, part, "level", path), programme, names, awards)
    filling.looked_up(studies, lookup(studies.values, lambda one: listed_area(*one)), 0, field["area_listed_2019"])


def _coded(filling: Filling, found: Mapping[str, pa.Array], part: Part, key: str, path: str) -> Coded:
    """The different values of a fact, as the file would have them; nowhere any where nothing is known."""
    leaf = part.fields[key]
    assert isinstance(leaf, Leaf)
    array = facts(found.get(key), leaf, f"{path}.{key}")
    if array is None:
        return Coded(np.full(len(filling.odd), -1, np.int32), [])
    made = coded(array)
    return Coded(made.places, [plain(leaf, value) for value in made.values])


# --- Any part -----------------------------------------------------------------------------------------------------------


def fill_part(filling: Filling, found: Members | None, part: Part, path: str, apart: Collection[str] = ()) -> None:
    """The elements of a list, or groups: every fact but those that stand `apart`. A null element is marked."""
    if found is None:
        filling.mark(np.ones(len(filling.odd), np.bool_))
    elif found.groups.null_count and not part.may_be_none:
        filling.mark(np.asarray(found.groups.is_null()))
    _fill(filling, found.fields if found else _NO_FACTS, part, path, "", apart)


def _fill(
    filling: Filling, found: Mapping[str, pa.Array], part: Part, path: str, inside: str, apart: Collection[str]
) -> None:
    """The facts of a part; `inside` is where it stands in its entity."""
    fields = _fields(filling.entity)
    for key, shape in part.fields.items():
        where = f"{path}.{key}" if path else key
        if key in apart:
            continue
        if isinstance(shape, Leaf):
            filling.fact(shape, facts(found.get(key), shape, where), fields.get(inside + key))
        elif isinstance(shape, Part):
            inner = members(found.get(key), where)
            _fill(filling, inner.fields if inner else _NO_FACTS, shape, where, f"{inside}{key}.", ())
        else:
            raise ValueError(f"a list that nobody fills: {where}")
    if path:
        for name in found.keys() - part.fields.keys():
            if name != NONE or not part.may_be_none:
                # The reader refuses a name that it does not know.
                filling.mark_known(found[name])


def _fields(entity: Entity) -> dict[str, Field]:
    return {_PATHS.get(one.fact, one.fact): one for one in entity.fields if one.sort != "list" and one.fact}


def _group(found: Mapping[str, pa.Array], part: Part, key: str, path: str) -> tuple[Members | None, Part]:
    """The groups under a key, and what they may hold."""
    inner = part.fields[key]
    assert isinstance(inner, Part)
    return members(found.get(key), f"{path}.{key}" if path else key), inner


def _fill_given(filling: Filling, found: Mapping[str, pa.Array], part: Part, key: str, path: str) -> Given:
    """The facts under a key of which there may surely be none."""
    group, inner = _group(found, part, key, path)
    where = f"{path}.{key}" if path else key
    given = given_parts(group, where)
    _fill(filling, given.members.fields if given.members else _NO_FACTS, inner, where, f"{key}.", ())
    if given.odd is not None:
        filling.mark(given.odd)
    return given


@dataclass(frozen=True)
class Given:
    """The groups of a part that may be known not to be: nothing is left in those of which there is surely none. `none` tells
    where that is so, None when it is nowhere said; `odd` where what says so is no truth."""

    members: Members | None
    none: pa.Array | None = None
    odd: NDArray[np.bool_] | None = None


def given_parts(found: Members | None, path: str) -> Given:
    """What is given of a part that may be known not to be. Raises `TableError`."""
    array = facts(found.fields.get(NONE), _TRUTH, f"{path}.{NONE}") if found else None
    if found is None or array is None:
        return Given(found)
    array, odd = (array, None) if pa.types.is_boolean(array.type) else truths(_TRUTH, array)
    none = array.fill_null(False)
    kept = pa.StructArray.from_arrays(list(found.fields.values()), names=list(found.fields), mask=none)
    return Given(Members(found.groups, dict(zip(found.fields, kept.flatten(), strict=True))), none, odd)


def fill_attestation(filling: Filling, found: Members | None, part: Part, path: str) -> None:
    """The values attestation of a spouse or of a child."""
    _attestation(filling, found.fields if found else _NO_FACTS, part, path)


def _attestation(filling: Filling, found: Mapping[str, pa.Array], part: Part, path: str) -> None:
    key = "values_attestation"
    leaf = part.fields[key]
    assert isinstance(leaf, Leaf)
    array = facts(found.get(key), leaf, f"{path}.{key}" if path else key)
    dated = "values_on" in filling.entity.index
    if array is None:
        filling.absent(filling.entity["values"])
        if dated:
            filling.absent(filling.entity["values_on"])
        return
    made = coded(array)
    known = lookup(made.values, attested, 3)
    filling.looked_up(made, known, 0, filling.entity["values"])
    if dated:
        filling.days_looked_up(made, known, 1, filling.entity["values_on"])
