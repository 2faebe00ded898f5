"""The program of a stretch of the calendar: every condition of every stream, then the study that serves best (see `decide`),
then what is told of each person (`RESULTS`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.statutes import Version
from jalon.language.vocabulary import CREDENTIAL
from jalon.language.walk import mentions_credential
from jalon.readings.columns import machine as m
from jalon.readings.columns.bits import CONDITION_BITS
from jalon.readings.columns.calendars import Calendar
from jalon.readings.columns.layout import PART_SINCE
from jalon.readings.columns.measuring import months_told, told_measures
from jalon.readings.columns.programs import DAY, KIND, PEOPLE, TRUTH, Builder, Program
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
# Ranks of studies are whole numbers of 63 bits (`vectors.best_study`).
_MOST_CONDITIONS: Final = 25
_NONE: Final = -1


def stretch_program(versions: Sequence[Version | None], calendar: Calendar, *, one_day: bool) -> Program:
    """The program that decides people on the filing days of a stretch, under one version a stream."""
    builder = Builder(calendar, one_day=one_day)
    measured = [main_measure(version) for version in versions if version is not None]
    write = Writer(builder, [told for one in measured if one for told in told_measures(one[1])])
    for place, version in enumerate(versions):
        if version is not None:
            _stream(write, place * len(RESULTS), version)
    return builder.program()


def exception_program(node: x.Truth, calendar: Calendar) -> Program:
    """The program that says of each person whether an exception to a closed intake holds."""
    builder = Builder(calendar, one_day=False)
    found = Writer(builder).truth(node, PEOPLE)
    builder.add(m.STORE, PEOPLE, [found], (0, TRUTH))
    return builder.program()


def credentials_of(write: Writer) -> int:
    """The list of the studies of each person, each tried alone."""
    return write.to.opened(PEOPLE, x.Var(CREDENTIAL, CREDENTIAL_SLOT), "credentials", write.to.lists[PEOPLE].slot)


def _stream(write: Writer, out: int, version: Version) -> None:
    to = write.to
    failing, unsure = (to.filling(PEOPLE, 0, DAY) for _ in range(2))
    of_credential = [condition for condition in version.conditions if mentions_credential(condition.expr)]
    found = []
    for condition in version.conditions:
        if condition not in of_credential:
            column = write.truth(condition.expr, PEOPLE)
            found.append(column)
            for value, marks in ((NO, failing), (MAYBE, unsure)):
                bit = to.whole(1 << CONDITION_BITS[condition.id])
                to.add(m.MARKED, PEOPLE, [marks, column], (to.whole(value), bit))
    which = None
    if of_credential:
        conditions = [(write.truth(one.expr, credentials_of(write)), CONDITION_BITS[one.id]) for one in of_credential]
        top, which = _best_study(write, conditions, failing, unsure)
        found.append(top)
    worst = write.joined(m.BOTH, found) if found else to.filled(PEOPLE, YES, TRUTH)
    months = [to.filled(PEOPLE, _NONE, KIND)] * 3
    if measured := main_measure(version):
        held = months_told(write, measured[1], credentials_of(write) if which is not None else PEOPLE)
        told = [_of_person(write, column, which) for column in (held.months, held.most_months)]
        months = [
            to.filled(PEOPLE, measured[1].months, KIND),
            *(to.made(m.SHORTENED, PEOPLE, KIND, (one,)) for one in told),
        ]
    for place, (column, kind) in enumerate(zip((worst, failing, unsure, *months), RESULTS.values(), strict=True)):
        to.add(m.STORE, PEOPLE, [column], (out + place, np.dtype(kind).itemsize))


def _of_person(write: Writer, column: int, which: int | None) -> int:
    """Days about the study that serves best, or about the person."""
    if write.to.inside(column) == PEOPLE:
        return column
    assert which is not None
    return write.to.made(m.PICKED, PEOPLE, DAY, (column, which), (write.to.whole(0),))


def _best_study(write: Writer, conditions: Sequence[tuple[int, int]], failing: int, unsure: int) -> tuple[int, int]:
    """The studies of a person, each tried alone: the best verdict is the person's, the best rank tells which conditions
    are spoken of. Gives the columns of the verdict and of the place of the study."""
    to, studies, count = write.to, credentials_of(write), len(conditions)
    if count > _MOST_CONDITIONS:
        raise ValueError(f"{count} conditions about a study are more than the {_MOST_CONDITIONS} that columns can rank")
    columns = [to.lifted(column, studies) for column, _ in conditions]
    weights = [1 << (count - 1 - place) for place in range(count)]
    sets = [to.filling(studies, 0, DAY) for _ in range(2)]
    for column, weight in zip(columns, weights, strict=True):
        for value, weighed in zip((NO, MAYBE), sets, strict=True):
            to.add(m.MARKED, studies, [weighed, column], (to.whole(value), to.whole(weight)))
    low = to.lifted(write.joined(m.BOTH, columns), studies)
    top, failed, maybe, which = (to.column(PEOPLE, size) for size in (TRUTH, DAY, DAY, DAY))
    since, day = to.load(studies, PART_SINCE), to.lifted(to.filing(), studies)
    to.add(m.BEST_STUDY, studies, [top, failed, maybe, which, low, *sets, since, day], (to.whole(count),))
    table = _spread(write, [bit for _, bit in reversed(conditions)]), to.whole((count + 7) // 8)
    to.add(m.SPREAD, PEOPLE, [failing, failed], table)
    to.add(m.SPREAD, PEOPLE, [unsure, maybe], table)
    return top, which


def _spread(write: Writer, bits: Sequence[int]) -> int:
    """A table of the sets that each byte of weights stands for; gives its place."""
    tables = write.to.tables
    first = len(tables)
    for start in range(0, len(bits), 8):
        some = bits[start : start + 8]
        tables += [sum(1 << bit for place, bit in enumerate(some) if byte >> place & 1) for byte in range(256)]
    return first
