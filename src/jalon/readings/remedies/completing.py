"""Completing a file: values for the facts that are missing or vague under which the conditions would be met, if any.

Values are tried, not reasoned about: each kind of fact has a few (yes, no, the least, the most, some days before), and the
file is decided again with each. What is found is one way among others; that none is found proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jalon.facts.dates import FIRST_YEAR, Span
from jalon.facts.errors import FactsError
from jalon.facts.model import Applicant
from jalon.facts.reading import parse_applicant
from jalon.facts.writing import to_dict
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import add_months
from jalon.language.statutes import Programme
from jalon.language.vocabulary import CHILD, JOB, LEAVE, PERMIT, PERSON, PROOF, SPOUSE, STAY, STUDY, Entity, Field
from jalon.readings.bounded import ANY_HOURS, ANY_LEVEL, ANY_SHARE, ANY_WEEK, ANY_YEARS
from jalon.readings.decide.decision import Decision, decide
from jalon.readings.remedies.acts import job_from, skilled_occupation, top_test
from jalon.registers import areas, occupations

Filled = tuple[tuple[str, Any], ...]

# A file with more open facts than this is too empty for a guess to be worth anything.
MOST_FACTS: Final = 24
MOST_TRIALS: Final = 6
_YEARS_BEFORE: Final = (0, 1, 2, 3, 5, 10, 30)
_HOLDERS: Final[dict[str, Entity]] = {
    "stays_in_quebec": STAY,
    "permits": PERMIT,
    "studies": STUDY,
    "jobs": JOB,
    "leaves": LEAVE,
    "french": PROOF,
    "spouse": SPOUSE,
    "children": CHILD,
}
_STEP: Final = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")
_NUMBERS: Final = tuple(sorted({bound for b in (ANY_LEVEL, ANY_WEEK, ANY_YEARS, ANY_HOURS, ANY_SHARE) for bound in b}))
# Marks of tests, low to high: the reader refuses those that the test cannot give.
_MARKS: Final = (10, 20, 25, 50, 400, 699)


def completion(applicant: Applicant, day: date, programme: Programme) -> Filled:
    """The facts to give, and values under which fewer conditions are open and none more fails; none when nothing helps."""
    decision = decide(applicant, day, programme)
    start = _rank(decision)[:2]
    # Facts may have to be settled together (two dates of one diploma): several beginnings are kept.
    best = trials = [_Trial(to_dict(applicant), {}, decision)]
    for _ in range(MOST_FACTS):
        trials = sorted((t for trial in trials for t in _further(trial, day, programme)), key=_Trial.rank, reverse=True)
        trials = trials[:MOST_TRIALS]
        if not trials:
            break
        best = max((best, trials), key=lambda kept: kept[0].rank())
    if best[0].rank()[:2] <= start:
        return ()
    return _needed(applicant, best[0].filled, day, programme)


@dataclass(frozen=True)
class _Trial:
    """A file with some facts filled in, and what is decided of it."""

    data: dict[str, Any]
    filled: dict[str, Any]
    decision: Decision

    def rank(self) -> tuple[int, int, int]:
        return _rank(self.decision)


def _further(trial: _Trial, day: date, programme: Programme) -> Iterator[_Trial]:
    """The trial with its next open fact filled in, in each way that the reader of files takes."""
    path = next((p for p in _open(trial.decision) if p not in trial.filled), None)
    if path is None:
        return
    for value in _values(path, trial.data, day):
        decision = _decided(trial.data, path, value, day, programme)
        if decision is not None:
            yield _Trial(_with(trial.data, path, value), {**trial.filled, path: value}, decision)


def _needed(applicant: Applicant, filled: dict[str, Any], day: date, programme: Programme) -> Filled:
    """The facts without which the result would not be as good."""
    best = _rank(decide(completed(applicant, tuple(filled.items())), day, programme))[:2]
    for path in list(filled):
        fewer = tuple((p, v) for p, v in filled.items() if p != path)
        try:
            if fewer and _rank(decide(completed(applicant, fewer), day, programme))[:2] >= best:
                del filled[path]
        except FactsError:
            continue
    return tuple(filled.items())


def completed(applicant: Applicant, filled: Filled) -> Applicant:
    """The file with these facts."""
    data = to_dict(applicant)
    for path, value in filled:
        data = _with(data, path, value)
    return parse_applicant(data)


def _rank(decision: Decision) -> tuple[int, int, int]:
    values = [result.value for result in decision.conditions]
    return -values.count(NO), values.count(YES), -sum(1 for _ in _open(decision))


def _open(decision: Decision) -> Iterator[str]:
    for result in decision.conditions:
        if result.value == MAYBE:
            yield from result.open.facts


def _decided(data: dict[str, Any], path: str, value: Any, day: date, programme: Programme) -> Decision | None:
    try:
        return decide(parse_applicant(_with(data, path, value)), day, programme)
    except (FactsError, LookupError, TypeError):
        return None


def steps_of(path: str) -> list[str | int]:
    """`jobs[0].leaves[1].from` as its steps; ValueError when it is no path of a file."""
    steps: list[str | int] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(path)
        steps += [match[1], int(match[2])] if match[2] else [match[1]]
    return steps


def _with(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the data with a value at a path; groups of keys on the way are made."""
    out = deepcopy(data)
    *way, last = steps_of(path)
    here: Any = out
    for step in way:
        if isinstance(step, str) and here.get(step) is None:
            here[step] = {}
        here = here[step]
    here[last] = value
    return out


# --- Values to try ----------------------------------------------------------------------------------------------------


def _values(path: str, data: dict[str, Any], day: date) -> list[Any]:
    owner, of, key = _field(path)
    if of is None:
        return list(_whole(key, day))
    if owner is JOB and key.startswith("occupation"):
        return list(_codes(path, data))
    match of.sort:
        case "truth":
            return [*_areas(key), False, True, None, {"return_condition": False}]
        case "kind":
            return list(of.values)
        case "number":
            return [*_NUMBERS, *_MARKS]
        case "day":
            return list(_days(_at(data, path), day))
    return list(_whole(key, day))


def _field(path: str) -> tuple[Entity, Field | None, str]:
    """The entity that holds a fact, the field that it settles, and its key there."""
    owner, key = PERSON, path
    for match in re.finditer(r"([a-z_]+)(?:\[\d+\])?\.", path):
        if match[1] in _HOLDERS:
            owner, key = _HOLDERS[match[1]], path[match.end() :]
    wanted = key.replace("scores.", "levels.")
    return owner, next((of for of in owner.fields if of.fact == wanted), None), key


def _at(data: dict[str, Any], path: str) -> Any:
    here: Any = data
    for step in steps_of(path):
        if isinstance(step, str):
            here = here.get(step) if isinstance(here, dict) else None
        else:
            here = here[step] if isinstance(here, list) and step < len(here) else None
    return here


def _days(known: Any, day: date) -> Iterator[str | None]:
    """Of a vague date, its ends and days between; of an unknown one, some days up to the day asked about, or never."""
    if known is not None:
        span = Span.parse(known)
        first, width = span.earliest.toordinal(), (span.latest - span.earliest).days
        yield from (date.fromordinal(first + width * part // 4).isoformat() for part in range(5))
        if day in span:
            yield day.isoformat()
        return
    yield from (_before(day, years).isoformat() for years in _YEARS_BEFORE)
    yield None


def _before(day: date, years: int) -> date:
    return max(date.fromordinal(add_months(day.toordinal(), -12 * years)), date(FIRST_YEAR, 1, 1))


def _codes(path: str, data: dict[str, Any]) -> Iterator[Any]:
    """An occupation that has whatever the law could ask; beside a code that is known, the codes linked to it."""
    held = _at(data, path.partition(".occupation")[0] + ".occupation")
    if not held:
        yield skilled_occupation() if path.endswith("occupation") else skilled_occupation()[path.rpartition(".")[2]]
        return
    if "noc2016" in held and path.endswith("noc2021"):
        yield from dict.fromkeys(link.noc2021 for link in occupations.links_from_2016(held["noc2016"]))
    elif "noc2021" in held and path.endswith("noc2016"):
        yield from dict.fromkeys(link.noc2016 for link in occupations.links_from_2021(held["noc2021"]))


def _areas(key: str) -> Iterator[Any]:
    if key == "area":
        first = {area.award: area for area in areas.areas()}
        yield from ({"name": area.corrected, "award": area.award} for area in first.values())


def _whole(key: str, day: date) -> Iterator[Any]:
    """Lists and groups of which nothing is known: none, or one element that has whatever the law could ask."""
    ago = _before(day, 5).isoformat()
    yield []
    yield None
    one: dict[str, Any] = {
        "stays_in_quebec": {"from": ago, "to": None},
        "permits": {"kind": "other-work", "from": ago, "to": None},
        "jobs": job_from(_before(day, 5)).model_dump(by_alias=True, exclude_unset=True),
        "french": top_test(day).model_dump(by_alias=True, exclude_unset=True),
        "studies": {
            "level": "bachelor",
            "hours": ANY_HOURS[1],
            "institution_in_quebec": True,
            "started_on": ago,
            "completed_on": _before(day, 1).isoformat(),
            "awarded_on": _before(day, 1).isoformat(),
            "share_stayed_in_quebec": ANY_SHARE[1],
            "full_time": True,
            "french_share": ANY_SHARE[1],
            "entirely_in_french": True,
            "full_time_years_in_french": ANY_YEARS[1],
            "bursary": None,
        },
    }
    if key in one:
        yield [one[key]]
