"""The small rule in the language of the law, and made-up people in the tables of the columnar reading.

What stands for what. The language has the vocabulary of the real law; the flat facts of the peers are put where that
vocabulary has such a thing, in three tables where the peers have one:

| Fact | Here |
|---|---|
| birth | the person's `birth_date` |
| level, diploma | `level` and `awarded_on` of one study |
| months of work | `interview_listening` of the person: a whole number, and no more |
| oral level | `speaking_newer` of one proof of French |
| a spell of work | a job, from `started_on` to `ended_on` |
| skilled and full time | `noc_requirements_met` of the job: a yes or no, and no more |

The language has no sum of days: it counts calendar months, and says "undetermined" where the counts in use part ways.
Twelve months are surely there from 366 days on (from 365 in one run of a common year), surely not there under 364. The
population has nobody at 364 or 365 days, so that twelve months and "365 days or more" give everybody the same answer.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from population import (
    ADULT_MONTHS,
    LEVELS,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    Column,
    People,
)

from jalon.language.bounds import NO, YES
from jalon.language.builders import FILING, applicant, credential, during
from jalon.language.calendar import NEVER
from jalon.language.expressions import Truth
from jalon.language.statutes import Citation, Condition, Instrument, Intake, Programme, Version, Words, months
from jalon.language.vocabulary import CREDENTIAL
from jalon.readings.bounded import ANY_DAY, ANY_LEVEL
from jalon.readings.columns.layout import COMPLETE, COUNT, LEAST, MOST, PART_SINCE, START
from jalon.readings.columns.tables import Table, Tables, blank_table, packed

_TITLE: Final = Words("Petite règle des bancs d’essai", "Small rule of the benches")
_RULE: Final = Instrument("small-rule", _TITLE)
_CITED: Final = Citation(_RULE, "1", "high", ())
_SINCE: Final = "1990-01-01"
# Days of the proleptic calendar before 1 January 1970.
_EPOCH: Final = 719_163


def _programme(id: str, **conditions: Truth) -> Programme:
    """A stream of one version and of intake always open."""
    listed = tuple(Condition(name.replace("_", "-"), expr, _TITLE, _CITED) for name, expr in conditions.items())
    version = Version(_SINCE, None, _TITLE, listed, (_RULE,))
    return Programme(id, _TITLE, (version,), (Intake(_SINCE, None, "open", _TITLE, _CITED),), "2100-12-31")


# Conditions bear the names that the law has for them: sets of conditions are bits in the order of those names.
SMALL: Final = _programme(
    "small-rule",
    age=applicant.birth_date <= FILING - months(ADULT_MONTHS),
    diploma=credential.level.isin(*QUALIFYING),
    reference_date=credential.awarded_on >= FILING - months(WINDOW_MONTHS),
    experience=applicant.interview_listening >= WORK_MONTHS,
    oral_french=applicant.french.any(lambda proof: proof.speaking_newer >= ORAL_LEVEL),
)
# In the order of the facts of the population.
CONDITIONS: Final = ("age", "diploma", "reference-date", "experience", "oral-french")

_held = applicant.jobs.where(lambda job: job.noc_requirements_met).time_in(
    during(FILING - months(SPELL_WINDOW_MONTHS), FILING)
)
SPELLS: Final = _programme("small-rule-spells", experience=_held >= months(WORK_MONTHS))


def ordinals(days: Column) -> NDArray[np.int32]:
    """Days as the language counts them."""
    return (days.astype(np.int64) + _EPOCH).astype(np.int32)


def _bounds(records: Table, field: str, values: Column, missing: Any, widest: tuple[float, float]) -> None:
    """A day or a number that is known, or else as wide as it can be."""
    records[field + LEAST] = values
    records[field + MOST] = values
    if missing is not None:
        records[field + LEAST][missing] = widest[0]
        records[field + MOST][missing] = widest[1]


def _one_each(people: Table, *lists: str) -> None:
    """Lists of one element: that of the same row."""
    for name in lists:
        people[name + START] = np.arange(len(people))
        people[name + COUNT] = 1
        people[name + COMPLETE] = YES


def people_tables(columns: People) -> Tables:
    """People with one study and one proof each; facts missing where the columns say so."""
    count = len(columns["birth"])
    missing = {fact: columns.get(f"{fact}_missing") for fact in ("birth", "level", "diploma", "months", "oral")}
    people, studies, proofs = (blank_table(name, count) for name in ("person", "credential", "proof"))
    _bounds(people, "birth_date", ordinals(columns["birth"]), missing["birth"], ANY_DAY)
    _bounds(people, "interview_listening", columns["months"], missing["months"], ANY_LEVEL)
    _one_each(people, "credentials", "french")
    level = CREDENTIAL["level"]
    studies["level"] = np.array([level.bits({name}) for name in LEVELS]).take(columns["level"])
    if missing["level"] is not None:
        studies["level"][missing["level"]] = level.any_bits
    studies[PART_SINCE] = NEVER + 1
    _bounds(studies, "awarded_on", ordinals(columns["diploma"]), missing["diploma"], ANY_DAY)
    _bounds(proofs, "speaking_newer", columns["oral"], missing["oral"], ANY_LEVEL)
    return packed({"person": people, "credential": studies, "proof": proofs})


def jobs_tables(count: int, spells: People) -> Tables:
    """People with their jobs: those of one person stand side by side, in the order of people."""
    people, jobs = blank_table("person", count), blank_table("job", len(spells["person"]))
    number = np.bincount(spells["person"], minlength=count)
    people["jobs" + START] = np.cumsum(number) - number
    people["jobs" + COUNT] = number
    people["jobs" + COMPLETE] = YES
    _bounds(jobs, "started_on", ordinals(spells["started"]), None, ANY_DAY)
    _bounds(jobs, "ended_on", ordinals(spells["ended"]), None, ANY_DAY)
    jobs["noc_requirements_met"] = np.where(spells["qualifying"], YES, NO)
    return packed({"person": people, "job": jobs})
