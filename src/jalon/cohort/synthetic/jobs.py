"""Jobs: with real occupation codes, gaps, overlaps, leaves, and now and then something that makes a job not count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa

from jalon.cohort.synthetic.columns import EPOCH, NO_DAY, Columns
from jalon.cohort.synthetic.draws import Draws, Floats, Ints, Truths, owners, pick
from jalon.cohort.synthetic.life import Life
from jalon.facts.model import Internship
from jalon.language.calendar import day
from jalon.registers.occupations import links_from_2016, unit_groups_2016, unit_groups_2021

# How many jobs: graduates, then workers.
_COUNTS: Final = (np.array((14, 52, 26, 8.0)), np.array((3, 58, 29, 10.0)))
# Skill levels of the NOC 2016: jobs after studies in Québec, other jobs, and jobs held while studying.
_LEVELS: Final = ("0", "A", "B", "C", "D")
_SKILL: Final = (np.array((5, 36, 36, 18, 5.0)), np.array((5, 22, 42, 23, 8.0)), np.array((0, 8, 17, 45, 30.0)))
# People write codes of the new classification from about this day on; some write both, before and after.
_NEW_CODES: Final = day("2022-11-16") - EPOCH
_HOURS: Final = np.array((37.5, 40.0, 35.0, 36.25, 38.75, 32.0, 30.0, 44.0, 25.0, 20.0, 15.0))
_HOURS_WEIGHTS: Final = np.array((34, 27, 20, 3, 2, 2, 3, 3, 3, 2, 1.0))
_STUDENT_HOURS: Final = np.array((10.0, 12.0, 15.0, 18.0, 20.0, 35.0))
_STUDENT_HOURS_WEIGHTS: Final = np.array((15, 15, 25, 12, 25, 8.0))
_INTERNSHIPS: Final[tuple[str, ...]] = get_args(Internship)


@dataclass(frozen=True)
class Groups:
    """The unit groups of the NOC 2016 by skill level, each with one linked group of the NOC 2021, as places in the
    columns of codes and of titles."""

    codes_2016: Any
    codes_2021: Any
    titles: Any
    new: Ints
    first: Ints
    count: Ints


@cache
def groups() -> Groups:
    """The groups of the registers; the linked group is the one that shares most job titles."""
    of_level = sorted(unit_groups_2016(), key=lambda group: (_LEVELS.index(group.level), group.code))
    levels = [group.level for group in of_level]
    new = {group.code: place for place, group in enumerate(unit_groups_2021())}
    linked = [
        max(links_from_2016(group.code), key=lambda link: link.share_of_2016 or 0.0).noc2021 for group in of_level
    ]
    return Groups(
        pa.array([group.code for group in of_level]),
        pa.array(list(new)),
        pa.array([group.title_fr for group in of_level]),
        np.array([new[code] for code in linked]),
        np.array([levels.index(level) for level in _LEVELS]),
        np.array([levels.count(level) for level in _LEVELS]),
    )


def job_counts(draws: Draws, life: Life, exact: int | None) -> Ints:
    """How many jobs each person has."""
    if exact is not None:
        return np.full(len(life), exact)
    uniform = draws.uniform("jobs", len(life))
    graduates, workers = (pick(uniform, weights) for weights in _COUNTS)
    return np.where(life.graduate, graduates, workers)


@dataclass(frozen=True)
class _Spans:
    """When each job was held. `student`: while studying in Québec; `abroad`: before coming; `double`: beside another."""

    owner: Ints
    started: Ints
    ended: Ints
    student: Truths
    abroad: Truths
    double: Truths


def jobs(columns: Columns, life: Life, counts: Ints) -> tuple[Any, Ints]:
    """The column of jobs, and the first day of work of each person (`NO_DAY` when there is none)."""
    draws = columns.draws
    spans = _spans(draws, life, counts)
    count = len(spans.owner)
    here, filed = life.here[spans.owner], life.filed[spans.owner]
    self_employed = draws.chance("jobs.self", 0.02, count)
    controls = draws.chance("jobs.controls", np.where(self_employed, 0.6, 0.006), count)
    owns = controls | draws.chance("jobs.owns", 0.01, count)
    related = draws.chance("jobs.related", np.where(spans.student, 0.3, np.where(here, 0.75, 0.35)), count)
    fields = {
        **_occupation(columns, here, spans.student, filed),
        "started_on": columns.days("jobs.started_on", spans.started),
        "ended_on": columns.days("jobs.ended_on", spans.ended),
        "hours_per_week": columns.numbers("jobs.hours_per_week", _hours(draws, spans)),
        "in_quebec": columns.truths("jobs.in_quebec", ~spans.abroad & ~draws.chance("jobs.elsewhere", 0.02, count)),
        "self_employed": columns.truths("jobs.self_employed", self_employed),
        "controls_business": columns.truths("jobs.controls_business", controls),
        "owns_share_of_business": columns.truths("jobs.owns_share_of_business", owns),
        "noc_requirements_met": columns.truths("jobs.noc_requirements_met", ~draws.chance("jobs.noc", 0.03, count)),
        "offer_conditions_met": columns.truths("jobs.offer_conditions_met", ~draws.chance("jobs.offer", 0.03, count)),
        "authorised": columns.truths("jobs.authorised", ~draws.chance("jobs.unlawful", 0.015, count)),
        "related_to_studies": columns.truths("jobs.related_to_studies", related),
        "leaves": _leaves(columns, spans, filed),
        "internship": columns.kinds("jobs.internship", _internship(draws, spans), _INTERNSHIPS),
        "field_excluded": columns.truths("jobs.field_excluded", draws.chance("jobs.excluded", 0.012, count)),
    }
    earliest = np.full(len(life), NO_DAY)
    np.minimum.at(earliest, spans.owner, spans.started)
    return columns.lists("jobs", counts, columns.part("jobs", fields)), earliest


def _spans(draws: Draws, life: Life, counts: Ints) -> _Spans:
    owner, rank = owners(counts)
    count, many = len(owner), len(life)
    here, filed, arrived = life.here[owner], life.filed[owner], life.arrived[owner]
    # The first job of several may be one of a student, or one abroad.
    early = (counts > 1) & draws.chance("jobs.early", np.where(life.here, 0.45, 0.3), many)
    only = life.here & (counts == 1) & draws.chance("jobs.only", 0.08, many)
    first = (early | only)[owner] & (rank == 0)
    student, abroad = first & here, first & ~here
    rank, of = rank - early[owner], (counts - early)[owner]

    # Working life in Québec, shared out among the jobs.
    begin = np.where(life.here, life.completed + draws.between("work", -60, 90, many), life.arrived)
    begin = np.minimum(
        begin + draws.between("work found", 0, 60, many), life.filed - draws.between("work at least", 20, 90, many)
    )
    employed = draws.chance("employed", np.where(life.graduate, 0.86, 0.95), many)
    idle = draws.between("idle", 1, 240, many)
    finish = np.where(employed, life.filed, np.maximum(life.filed - idle, begin + 10))
    span = (finish - begin)[owner]
    jitter = np.where(rank > 0, 0.7 * draws.uniform("jobs.cut", count) - 0.35, 0.0)
    started = begin[owner] + (span * (rank + jitter) / np.maximum(of, 1)).astype(np.int64)
    last = rank == of - 1
    following = np.append(started[1:], 0)
    # One in ten begins before the job before has ended.
    pause = draws.uniform("jobs.pause", count)
    gap = np.where(pause < 0.5, 0, np.where(pause < 0.9, 150 * (pause - 0.5), -60 * (1 - pause) * 10)).astype(np.int64)
    ended = np.where(last, finish[owner], following - 1 - gap)
    in_school = np.minimum(life.began[owner] + draws.between("jobs.school", 60, 200, count), filed)
    until = np.maximum(life.completed[owner] - draws.between("jobs.until", 0, 60, count), in_school)
    before = arrived - draws.between("jobs.before", 30, 400, count)
    started = np.where(student, in_school, started)
    started = np.where(abroad, before - draws.between("jobs.abroad", 200, 2500, count), started)
    ended = np.where(student, np.minimum(until, filed), np.where(abroad, before, ended))
    ended = np.maximum(ended, started)

    # Still held, unless the end is already known; or two part-time jobs held together.
    held = last & employed[owner] & ~student & ~abroad
    announced = draws.chance("jobs.announced", 0.04, count)
    ended = np.where(held, np.where(announced, filed + draws.between("jobs.notice", 5, 200, count), NO_DAY), ended)
    two = (employed & (counts - early > 1) & draws.chance("jobs.two", 0.04, many))[owner] & (rank >= of - 2)
    ended = np.where(two & ~first, NO_DAY, ended)
    return _Spans(owner, started, ended, student, abroad, two & ~first)


def _hours(draws: Draws, spans: _Spans) -> Floats:
    uniform = draws.uniform("jobs.hours", len(spans.owner))
    usual, student = _HOURS[pick(uniform, _HOURS_WEIGHTS)], _STUDENT_HOURS[pick(uniform, _STUDENT_HOURS_WEIGHTS)]
    beside = 12 + np.floor(15 * uniform)
    return np.where(spans.student, student, np.where(spans.double, beside, usual))


def _internship(draws: Draws, spans: _Spans) -> Ints:
    """Most jobs are none; a student's job may be one that the programme requires."""
    count = len(spans.owner)
    uniform = draws.uniform("jobs.internship", count)
    usual = pick(uniform, np.array((98.5, 0.2, 0.5, 0.8)))
    return np.where(spans.student, pick(uniform, np.array((72, 20, 6, 2.0))), usual)


def _occupation(columns: Columns, here: Truths, student: Truths, filed: Ints) -> dict[str, Any]:
    """The title and the codes: of the one classification, of the other, or of both."""
    draws, count, of = columns.draws, len(here), groups()
    uniform = draws.uniform("jobs.level", count)
    after, others, low = (pick(uniform, weights) for weights in _SKILL)
    level = np.where(student, low, np.where(here, after, others))
    place = of.first[level] + (draws.uniform("jobs.group", count) * of.count[level]).astype(np.int64)
    new = of.new[place]
    written, late = draws.uniform("jobs.codes", count), filed >= _NEW_CODES
    without_old = late & (written >= 0.5)
    without_new = np.where(late, (written >= 0.46) & (written < 0.5), written >= 0.4)
    if (hidden := draws.unknown("jobs.occupation.noc2016", count)) is not None:
        without_old |= hidden
    if (hidden := draws.unknown("jobs.occupation.noc2021", count)) is not None:
        without_new |= hidden
    codes = {
        "noc2016": of.codes_2016.take(pa.array(place, mask=without_old)),
        "noc2021": of.codes_2021.take(pa.array(new, mask=without_new)),
    }
    # The reader refuses an occupation without any code.
    occupation = columns.part("jobs.occupation", codes, without=without_old & without_new)
    return {"title": columns.texts("jobs.title", place, of.titles), "occupation": occupation}


def _leaves(columns: Columns, spans: _Spans, filed: Ints) -> Any:
    draws = columns.draws
    uniform = draws.uniform("leaves", len(spans.owner))
    counts = np.where(uniform < 0.045, 1, np.where(uniform < 0.05, 2, 0))
    owner, rank = owners(counts)
    count = len(owner)
    first, last = spans.started[owner], np.minimum(spans.ended, filed)[owner]
    # The second leave of a job comes in its second half.
    half = np.maximum(last - first, 0) // counts[owner]
    begin = first + rank * half + (draws.uniform("leaves.begin", count) * half).astype(np.int64)
    end = np.minimum(begin + draws.between("leaves.days", 5, 120, count), np.maximum(last, begin))
    fields = {"from": columns.days("jobs.leaves.from", begin), "to": columns.days("jobs.leaves.to", end)}
    return columns.lists("jobs.leaves", counts, columns.part("jobs.leaves", fields))
