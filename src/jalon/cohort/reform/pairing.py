"""What two laws ask alike, and what they do not: a fact that is missing weighs the same on what both ask alike.

Somebody's verdict is the worse of two parts: what both laws ask in the same words, which is then as true under one as under
the other, and what is each law's own. Whether a person may gain or lose is told from these parts, so that a hole in what
both ask alike moves nobody; and where what is one law's own implies what is the other's, nobody moves that way. Other links
are not followed: the bounds are sound, and may be wide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jalon.cohort.reform.implying import Implications
from jalon.cohort.reform.laws import Laws
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import ALWAYS
from jalon.language.statutes import Programme, Version
from jalon.language.walk import per_credential
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import Days, Verdicts
from jalon.readings.decide.decision import INTAKE

Bits = NDArray[np.int64]
Truths = NDArray[np.int8]
Some = NDArray[np.bool_]
# Stands for the programme itself, where there is none yet.
_NO_PROGRAMME: Final = 1 << 62


@dataclass(frozen=True)
class Side:
    """The decisions under one law, as sets: conditions that `fail`, those `unsure`, and which of all conditions are this
    law's `own`, a row a person."""

    fail: Bits
    unsure: Bits
    own: Bits

    def verdict(self) -> Truths:
        """All the conditions together."""
        return _worst(self.fail, self.unsure)

    def part(self, own: bool) -> Truths:
        """The conditions that are this law's own, or those that both laws ask alike."""
        kept = self.own if own else ~self.own
        return _worst(self.fail & kept, self.unsure & kept)


@dataclass(frozen=True)
class Pair:
    """The decisions under both laws, a row a person; whether anybody can gain, or lose, from one text to the other; and the
    conditions that can be met at last (`starts`), or no longer (`stops`)."""

    before: Side
    after: Side
    gains: Some
    loses: Some
    starts: Bits
    stops: Bits

    def of(self, rows: Some) -> Pair:
        """Some of the rows."""
        if rows.all():
            return self
        before, after = (Side(side.fail[rows], side.unsure[rows], side.own[rows]) for side in (self.before, self.after))
        return Pair(before, after, self.gains[rows], self.loses[rows], self.starts[rows], self.stops[rows])


@dataclass(frozen=True)
class Texts:
    """Two versions compared: the conditions that are each one's own, as bits, and what can move from one to the other."""

    own: tuple[int, int]
    gains: bool
    loses: bool
    starts: int
    stops: int


def paired(
    laws: Laws, programme: str, days: tuple[Days, Days], verdicts: tuple[Verdicts, Verdicts], intake: bool
) -> Pair:
    """The decisions of some people under both laws; with `intake`, it is a condition as any other."""
    before, after = laws.before[programme], laws.after[programme]
    versions = _versions(before), _versions(after)
    places = np.stack([_places(before, days[0], laws.view), _places(after, days[1], laws.view)])
    pairs, which = np.unique(places, axis=1, return_inverse=True)
    which = which.ravel()
    texts = [compared_texts(versions[0][one], versions[1][other], laws.same_day) for one, other in pairs.T.tolist()]
    # With intake, it is somebody's own under each law unless both say the same of it.
    apart = intake and not (laws.same_day and _same_intake(before, after))
    bit = 1 << condition_bits()[INTAKE] if apart else 0
    sides = []
    for place in (0, 1):
        fail, unsure = (of.astype(np.int64) for of in (verdicts[place].failing, verdicts[place].undetermined))
        absent = np.array([versions[place][one] is None for one in pairs[place].tolist()], np.bool_)
        fail = fail | np.where(absent, _NO_PROGRAMME, 0)[which]
        if intake:
            received, mark = verdicts[place].intake, 1 << condition_bits()[INTAKE]
            fail = fail | np.where(received == NO, mark, 0)
            unsure = unsure | np.where(received == MAYBE, mark, 0)
        own = np.array([one.own[place] for one in texts], np.int64) | np.where(absent, _NO_PROGRAMME, 0) | bit
        sides.append(Side(fail, unsure, own[which]))
    return Pair(
        sides[0],
        sides[1],
        np.array([one.gains or apart for one in texts], np.bool_)[which],
        np.array([one.loses or apart for one in texts], np.bool_)[which],
        np.array([one.starts | bit | _NO_PROGRAMME for one in texts], np.int64)[which],
        np.array([one.stops | bit | _NO_PROGRAMME for one in texts], np.int64)[which],
    )


@cache
def compared_texts(before: Version | None, after: Version | None, same_day: bool) -> Texts:
    """What two versions ask alike, and which way people can move."""
    olds = {one.id: one for one in before.conditions} if before else {}
    news = {one.id: one for one in after.conditions} if after else {}
    known = Implications(same_day)
    alike = {id for id in olds if id in news and known.same(olds[id].expr, news[id].expr)}
    own = [one for conditions in (olds, news) for one in conditions.values() if one.id not in alike]
    if any(per_credential(one) for one in own):
        # All that is asked of one and the same study goes together: another study may serve under the other law.
        alike = {id for id in alike if not per_credential(olds[id])}
    asked = [{id: one.expr for id, one in conditions.items() if id not in alike} for conditions in (olds, news)]
    # Those about a study are told of the study shown, which may be another under the other law: they may go both ways.
    of_study = {id for conditions in (olds, news) for id, one in conditions.items() if per_credential(one)} - alike
    kept = {id for id, new in asked[1].items() if known.implies(asked[0].get(id, ALWAYS), new)}
    lost = {id for id, old in asked[0].items() if known.implies(asked[1].get(id, ALWAYS), old)}
    return Texts(
        (_bits(asked[0]), _bits(asked[1])),
        gains=after is not None and (before is None or lost != set(asked[0])),
        loses=before is not None and (after is None or kept != set(asked[1])),
        starts=_bits(of_study | (set(asked[0]) - lost)),
        stops=_bits(of_study | (set(asked[1]) - kept)),
    )


def _same_intake(before: Programme, after: Programme) -> bool:
    return before.intake == after.intake and before.checked_until == after.checked_until


def _bits(ids: Iterable[str]) -> int:
    return sum(1 << condition_bits()[id] for id in ids)


def _versions(programme: Programme) -> tuple[Version | None, ...]:
    """Every version, and none."""
    views = tuple(version for _, versions in programme.views for version in versions)
    return (*programme.versions, *views, None)


def _places(programme: Programme, days: Days, view: str) -> NDArray[np.int64]:
    """The place among `_versions` of the one that governs each day."""
    places = {id(version): place for place, version in enumerate(_versions(programme))}
    alike, which = np.unique(days, return_inverse=True)
    of_day = [places[id(programme.version_on(day, view))] for day in alike.tolist()]
    return np.array(of_day, np.int64)[which.ravel()]


def _worst(fail: Bits, unsure: Bits) -> Truths:
    return np.where(fail != 0, NO, np.where(unsure != 0, MAYBE, YES)).astype(np.int8)
