"""Laws compared without compiling any: verdicts come from `decide`, one person at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from jalon import decide
from jalon.cohort.reform.laws import Laws
from jalon.cohort.reform.pairing import Pair, paired
from jalon.facts import Applicant
from jalon.language.bounds import YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.statutes import Programme
from jalon.language.vocabulary import PERSON
from jalon.language.walk import per_credential
from jalon.readings.bounded import bounded
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import Verdicts
from jalon.readings.decide.decision import INTAKE, Decision, View
from jalon.readings.decide.evaluate import compiled, environment


def bits(ids: Sequence[str]) -> int:
    """A set of conditions, intake apart."""
    return sum(1 << condition_bits()[id] for id in ids if id != INTAKE)


def verdicts_of(decisions: Sequence[Decision]) -> Verdicts:
    """Decisions as columns."""
    values = np.array([[d.conditions_value, d.intake.value] for d in decisions], np.int8).reshape(-1, 2)
    sets = np.array([[bits(d.failing), bits(d.undetermined)] for d in decisions], np.int64).reshape(-1, 2)
    none = np.full(len(decisions), -1, np.int16)
    return Verdicts(values[:, 0], values[:, 1], values.min(axis=1), sets[:, 0], sets[:, 1], none, none, none)


def pair_of(laws: Laws, programme: str, people: Sequence[tuple[Applicant, date]], *, intake: bool = False) -> Pair:
    """People decided under both laws; each has a filing day for laws that leave it to them."""
    days, found = [], []
    for law, on in ((laws.before, laws.before_on), (laws.after, laws.after_on)):
        filed = [on or day for _, day in people]
        days.append(np.array([day.toordinal() for day in filed], np.int32))
        found.append(
            verdicts_of(
                [decide(one, day, law[programme], laws.view) for (one, _), day in zip(people, filed, strict=True)]
            )
        )
    return paired(laws, programme, (days[0], days[1]), (found[0], found[1]), intake)


def truth_under(applicant: Applicant, day: date, programme: Programme, view: View, imposed: dict[str, str]) -> int:
    """All the conditions together, with readings imposed on contested points."""
    version = programme.version_on(day.toordinal(), view)
    if version is None:
        return 0
    person = bounded(applicant)
    env = environment(person, day.toordinal(), imposed)
    worst = min((compiled(c.expr)(env) for c in version.conditions if not per_credential(c)), default=YES)
    studied = [c for c in version.conditions if per_credential(c)]
    if not studied:
        return int(worst)
    best = 0
    for credential in person[PERSON.index["credentials"]][0]:
        env[CREDENTIAL_SLOT] = credential
        best = max(best, min(compiled(c.expr)(env) for c in studied))
    return int(min(worst, best))
