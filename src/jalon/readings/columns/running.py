"""The program of a stretch of the calendar: every condition of every stream, then the study that serves best (see `decide`),
then what is told of each person (`RESULTS`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from jalon.language import expressions as x
from jalon.language.bounds import YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.statutes import Condition, Version
from jalon.language.vocabulary import CREDENTIAL
from jalon.language.walk import per_credential
from jalon.readings.columns import machine as m
from jalon.readings.columns.bits import CONDITION_BITS
from jalon.readings.columns.calendars import Calendar
from jalon.readings.columns.layout import PART_SINCE
from jalon.readings.columns.measuring import months_told, told_measures
from jalon.readings.columns.programs import DAY, KIND, PEOPLE, TRUTH, Builder, Program
from jalon.readings.columns.verdict_kernels import SET_BYTES
from jalon.readings.columns.writing import Writer
from jalon.readings.decide.months import main_measure

RESULTS: Final = {
    "conditions": np.int8,
    "failing": np.int32,
    "undetermined": np.int32,
    "months_needed": np.int16,
    "months_least": np.int16,
    "months_most": np.int16,
}
"""What is told of each person."""
OUTCOME: Final = {"conditions": RESULTS["conditions"]}
"""What is told where the sets of conditions are not asked for."""
# Ranks of studies are whole numbers of 63 bits (`verdict_kernels.best_study`).
_MOST_CONDITIONS: Final = 25
_NONE: Final = -1


def stretch_program(
    versions: Sequence[Version | None], calendar: Calendar, *, one_day: bool, sets: bool = True
) -> Program:
    """The program that decides people on the filing days of a stretch, under one version a stream. Without `sets`, it tells
    whether all conditions are met and nothing more."""
    builder = Builder(calendar, one_day=one_day)
    main = {place: main_measure(version) for place, version in enumerate(versions) if version is not None and sets}
    measured = {place: found[1] for place, found in main.items() if found}
    write = Writer(builder, [told for one in measured.values() for told in told_measures(one)])
    for place, version in enumerate(versions):
        if version is not None:
            if sets:
                _stream(write, place * len(RESULTS), version, measured.get(place))
            else:
                _outcome(write, place * len(OUTCOME), version)
    return builder.program()


def exception_program(node: x.Truth, calendar: Calendar) -> Program:
    """The program that says of each person whether an exception to a closed intake holds."""
    builder = Builder(calendar, one_day=False)
    found = Writer(builder).truth(node, PEOPLE)
    builder.store(found, 0)
    return builder.program()


def credentials_of(write: Writer) -> int:
    """The list of the studies of each person, each tried alone."""
    return write.to.opened(PEOPLE, x.Var(CREDENTIAL, CREDENTIAL_SLOT), "credentials", write.to.lists[PEOPLE].slot)


class _Sets:
    """The conditions that fail and those that cannot be told, for the elements of a list: bits, eight a column."""

    def __init__(self, write: Writer, inside: int) -> None:
        self._to, self._inside = write.to, inside
        self._bytes: dict[int, tuple[int, int]] = {}

    def mark(self, condition: Condition, found: int) -> None:
        """Look at a condition."""
        byte, place = divmod(CONDITION_BITS[condition.id], 8)
        if byte not in self._bytes:
            self._bytes[byte] = (
                self._to.filling(self._inside, 0, TRUTH),
                self._to.filling(self._inside, 0, TRUTH),
            )
        bit = self._to.whole(int(np.uint8(1 << place).view(np.int8)))
        self._to.add(m.MARKED, self._inside, [*self._bytes[byte], found], (bit,))

    def joined(self, also: Sequence[int] = (_NONE, _NONE)) -> list[int]:
        """The columns of both sets, with those of other ones."""
        out = []
        for which in range(2):
            sets = [self._bytes[byte][which] if byte in self._bytes else _NONE for byte in range(SET_BYTES)]
            out.append(self._to.column(self._inside, DAY))
            self._to.add(m.JOINED, self._inside, [out[-1], also[which], *sets])
        return out


def _by_study(version: Version) -> tuple[list[Condition], list[Condition]]:
    """The conditions about the person, and those about a study."""
    parts: tuple[list[Condition], list[Condition]] = ([], [])
    for condition in version.conditions:
        parts[per_credential(condition)].append(condition)
    return parts


def _stream(write: Writer, out: int, version: Version, measured: x.Reaches | None) -> None:
    to, sets, found, best = write.to, _Sets(write, PEOPLE), [], None
    of_person, of_study = _by_study(version)
    for condition in of_person:
        found.append(write.truth(condition.expr, PEOPLE))
        sets.mark(condition, found[-1])
    if of_study:
        best = _best_study(write, of_study)
        found.append(best.met)
    worst = write.joined(m.BOTH, found) if found else to.filled(PEOPLE, YES, TRUTH)
    told = [worst, *(sets.joined(best.sets) if best else sets.joined())]
    if measured is not None:
        held = months_told(write, measured, credentials_of(write) if best else PEOPLE)
        told.append(to.filled(PEOPLE, measured.months, KIND))
        for column in (held.months, held.most_months):
            told.append(to.made(m.SHORTENED, PEOPLE, KIND, (_of_person(write, column, best),)))
    else:
        told += [to.filled(PEOPLE, _NONE, KIND)] * 3
    for place, column in enumerate(told):
        to.store(column, out + place)


def _outcome(write: Writer, out: int, version: Version) -> None:
    """Whether all conditions are met, those about a study by one and the same study."""
    of_person, of_study = _by_study(version)
    found = [write.truth(condition.expr, PEOPLE) for condition in of_person]
    if of_study:
        found.append(_met_by_one_study(write, [write.truth(one.expr, credentials_of(write)) for one in of_study]))
    write.to.store(write.joined(m.BOTH, found) if found else write.to.filled(PEOPLE, YES, TRUTH), out)


@dataclass(frozen=True)
class _BestStudy:
    """The columns of the verdict of the studies of a person, and, of the one of the best rank, of what fails, of what cannot
    be told and of its place."""

    met: int
    sets: tuple[int, int]
    which: int


def _of_person(write: Writer, column: int, best: _BestStudy | None) -> int:
    """Days about the study that serves best, or about the person."""
    if write.to.inside(column) == PEOPLE:
        return column
    assert best is not None
    return write.to.made(m.PICKED, PEOPLE, DAY, (column, best.which), (write.to.whole(0),))


def _met_by_one_study(write: Writer, found: Sequence[int]) -> int:
    """Whether a study meets all of some conditions."""
    to, studies = write.to, credentials_of(write)
    all_met, out = to.lifted(write.joined(m.BOTH, found), studies), to.column(PEOPLE, TRUTH)
    to.share(out, all_met)
    to.add(m.BEST, studies, [out, all_met])
    return out


def _best_study(write: Writer, conditions: Sequence[Condition]) -> _BestStudy:
    """The studies of a person, each tried alone: the best verdict is the person's, the best rank tells which conditions
    are spoken of."""
    to, studies, count = write.to, credentials_of(write), len(conditions)
    if count > _MOST_CONDITIONS:
        raise ValueError(f"{count} conditions about a study are more than the {_MOST_CONDITIONS} that columns can rank")
    sets, found = _Sets(write, studies), [to.lifted(write.truth(one.expr, studies), studies) for one in conditions]
    for condition, column in zip(conditions, found, strict=True):
        sets.mark(condition, column)
    fails, unknown = sets.joined()
    failed, unsure, which = (to.column(PEOPLE, DAY) for _ in range(3))
    to.share(failed, fails)
    to.share(unsure, unknown)
    since, day = to.load(studies, PART_SINCE), to.lifted(to.filing(), studies)
    columns = [failed, unsure, which, fails, unknown, since, day]
    to.add(m.BEST_STUDY, studies, columns, (to.whole(count), _weights(write, conditions)))
    return _BestStudy(_met_by_one_study(write, found), (failed, unsure), which)


def _weights(write: Writer, conditions: Sequence[Condition]) -> int:
    """A table of what each byte of a set weighs in the rank of a study: the first condition most; gives its place."""
    tables = write.to.tables
    first = len(tables)
    weights = {CONDITION_BITS[one.id]: 1 << place for place, one in enumerate(reversed(conditions))}
    for start in range(0, 8 * SET_BYTES, 8):
        some = [0]
        for place in range(8):
            some += [weighed + weights.get(start + place, 0) for weighed in some]
        tables += some
    return first
