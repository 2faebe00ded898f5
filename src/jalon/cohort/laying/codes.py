"""What a value stands for, asked once for each different value: texts, codes of occupations, areas, marks.

Nothing is decided here: the model, the registers and `jalon.readings.bounded` are asked, and their answers looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import ValidationError

from jalon.cohort.laying.arrays import listed
from jalon.cohort.laying.kernels import ODD
from jalon.cohort.laying.shapes import Leaf
from jalon.cohort.laying.values import plain
from jalon.facts import Area, FactsError, Job, Occupation, Span, SpanError, Study, parse_applicant
from jalon.language.bounds import MAYBE, Truth
from jalon.language.calendar import NEVER
from jalon.language.vocabulary import JOB, Field
from jalon.readings.bounded import area_listed, attestation, attested_on, job_record

Places = NDArray[np.int32]
Lookup = NDArray[np.int32]
_KEPT: Final = 65_536


@dataclass(frozen=True)
class Coded:
    """Values by place: `places` has one place an element in `values`, -1 where there is none."""

    places: Places
    values: Sequence[Any]


def coded(array: pa.Array) -> Coded:
    """The different values of an array."""
    if pa.types.is_dictionary(array.type) and len(array.dictionary) > len(array):
        # A dictionary that serves many batches: most of it is not here.
        array = array.dictionary_decode()
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    places = pc.fill_null(array.indices.cast(pa.int32()), -1).to_numpy(zero_copy_only=False)
    values = listed(array.dictionary)
    if None in values:
        gone = np.array([*(value is None for value in values), True])
        places = np.where(gone[places], -1, places).astype(np.int32)
    return Coded(places, values)


def together(*several: Coded) -> Coded:
    """Several values of each element seen as one: the different sets of them, None where there is none."""
    keys = np.zeros(len(several[0].places), np.int64)
    for one in several:
        keys = keys * (len(one.values) + 1) + (one.places + 1)
    found = pa.array(keys).dictionary_encode()
    left = found.dictionary.to_numpy()
    columns = []
    for one in reversed(several):
        left, place = np.divmod(left, len(one.values) + 1)
        columns.append(np.array([None, *one.values], object)[place].tolist())
    return Coded(found.indices.to_numpy(), list(zip(*reversed(columns), strict=True)))


def lookup(values: Sequence[Any], find: Callable[[Any], Any], width: int = 1) -> Lookup:
    """What stands for each value, `width` numbers each; `ODD` where `find` gives None."""
    odd = ODD if width == 1 else (ODD,) * width
    found = [odd if one is None else one for one in map(find, values)]
    return np.array(found, np.int32).reshape(len(found), width)


# --- Values by themselves ----------------------------------------------------------------------------------------------


def truths(leaf: Leaf, array: pa.Array) -> tuple[pa.Array, NDArray[np.bool_] | None]:
    """Texts as truths, and which of them are neither."""
    found = coded(array)
    known = lookup(
        [plain(leaf, value) for value in found.values], lambda one: int(one) if isinstance(one, bool) else None
    )
    values = np.append(known[:, 0], 0)[found.places]
    odd = values == ODD
    return pa.array(values == 1, mask=(found.places < 0) | odd), odd if odd.any() else None


def numbers(leaf: Leaf, array: pa.Array) -> pa.Array:
    """Texts as real numbers; NaN for what is none."""
    found = coded(array)
    known = [plain(leaf, value) for value in found.values]
    # A mark known not to be stands as it is written.
    reals = [float("nan") if isinstance(one, str) else -1.0 if one is None else float(one) for one in known]
    return pa.array(np.array([*reals, 0.0])[found.places], mask=found.places < 0)


def kind_bits(leaf: Leaf, field: Field | None) -> Callable[[Any], int | None]:
    """What gives the bit of a value of a kind; nothing but a check without a field."""
    bits = {value: field.bits({value}) if field else 0 for value in leaf.values}
    return bits.get


def day_bounds(leaf: Leaf) -> Callable[[Any], tuple[int, int] | None]:
    """What gives the first and the last day of a date of any sort."""

    def find(value: Any) -> tuple[int, int] | None:
        day = plain(leaf, value)
        if day is None:
            return None if leaf.refuses_none else (NEVER, NEVER)
        return _span(day)

    return find


@lru_cache(_KEPT)
def _span(day: Any) -> tuple[int, int] | None:
    try:
        span = Span.parse(day)
    except SpanError:
        return None
    return span.earliest.toordinal(), span.latest.toordinal()


@lru_cache(_KEPT, typed=True)
def attested(value: Any) -> tuple[int, int, int] | None:
    """The bits of a values attestation, then the bounds of its day."""
    try:
        data = {"schema": 1, "values_attestation": plain(Leaf("attestation"), value)}
        applicant = parse_applicant(data)
    except FactsError:
        return None
    return attestation(applicant), *attested_on(applicant)


# --- Registers ---------------------------------------------------------------------------------------------------------


@lru_cache(_KEPT)
def occupation(noc2016: Any, noc2021: Any) -> tuple[int, int, int, int, int] | None:
    """The bits of the skill level and of the TEER, the truth of being listed, the bounds of the 2016 group, of two codes as
    written (None is no code); None when one is in no classification."""
    given = {key: code for key, code in (("noc2016", noc2016), ("noc2021", noc2021)) if code is not None}
    try:
        code = Occupation.model_validate(given) if given else None
    except ValidationError:
        return None
    record = job_record(Job.model_construct(_fields_set={"occupation"}, occupation=code), 0)
    level, teer, listed_2019, group = (
        record[JOB.index[name]] for name in ("skill_level", "teer", "listed_2019", "group_2016")
    )
    return level, teer, listed_2019, *map(int, group)


@lru_cache(_KEPT)
def listed_area(level: Any, programme: str | None, name: str | None, award: Any) -> Truth:
    """Whether a study's area is on the list of November 2019 (see `jalon.readings.bounded.area_listed`)."""
    area = None if name is None else Area.model_construct(name=name, award=award)
    try:
        return area_listed(Study.model_construct(level=level, programme=programme, area=area))
    except ValueError:
        # A level that is none: its row is not for here.
        return MAYBE
