"""The small rule as variables and formulas, for OpenFisca-core and for policyengine-core, which is made from it.

Neither has a word for a missing fact: in workload U each fact has a flag beside it, and the formulas carry the flags, as
somebody who needs three answers would write it. The filing day of a person is one of their facts: a period is the same
for everybody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from contestant import Ready, Trials, three_columns, timed, verdicts
from population import (
    ADULT_MONTHS,
    FACTS,
    LEVELS,
    ONE_DAY,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_COLUMNS,
    SPELL_DAYS,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    Column,
    People,
    by_day,
    minus_months,
    read,
)

_QUALIFIES: Final = np.isin(LEVELS, QUALIFYING)
Before = Callable[[Column, int], Column]
Formula = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Engine:
    """What the two engines name differently. `keeps_empty` says that a group without members stays."""

    label: str
    variable: type
    enum: type
    system: type
    builder: type
    build_entity: Callable[..., Any]
    day: Any
    eternity: Any
    keeps_empty: bool


def looked_up(days: Column, months: int) -> Column:
    """The same as `minus_months`, found once a calendar day."""
    every, at = by_day(days)
    return minus_months(every, months)[at]


def _variable(engine: Engine, entity: Any, name: str, kind: type, formula: Formula | None = None, **more: Any) -> type:
    body = {
        "value_type": kind,
        "entity": entity,
        "label": name,
        "definition_period": engine.day if formula else engine.eternity,
        **more,
    }
    return type(name, (engine.variable,), body | ({"formula": formula} if formula else {}))


def _has_level(person: Any, period: Any) -> Column:
    return _QUALIFIES[np.asarray(person("level", period))]


def _has_work(person: Any, period: Any) -> Column:
    return person("months", period) >= WORK_MONTHS


def _has_french(person: Any, period: Any) -> Column:
    return person("oral", period) >= ORAL_LEVEL


def _one_day(_person: Any, period: Any, months: int) -> np.datetime64:
    return np.datetime64(str(period.start.offset(-months, "month")))


def _by_person(before: Before) -> Callable[[Any, Any, int], Column]:
    return lambda person, period, months: before(person("filed", period), months)


CONDITIONS: Final = ("is_adult", "has_level", "in_window", "has_work", "has_french")


def _people_system(engine: Engine, cutoff: Callable[[Any, Any, int], Any]) -> Any:
    """The variables of S, R and U; `cutoff` is the day so many months before filing."""
    entity = engine.build_entity(key="person", plural="persons", label="A person", is_person=True)
    levels = engine.enum("levels", [(name.replace("-", "_"), name) for name in LEVELS])
    kinds: dict[str, type] = {"birth": dt.date, "diploma": dt.date, "months": int, "oral": int, "filed": dt.date}
    level = {"possible_values": levels, "default_value": next(iter(levels))}

    def is_adult(person: Any, period: Any) -> Column:
        return person("birth", period) <= cutoff(person, period, ADULT_MONTHS)

    def in_window(person: Any, period: Any) -> Column:
        return person("diploma", period) >= cutoff(person, period, WINDOW_MONTHS)

    def eligible(person: Any, period: Any) -> Column:
        out = person(CONDITIONS[0], period)
        for name in CONDITIONS[1:]:
            out = out * person(name, period)
        return out

    def failing(person: Any, period: Any) -> Column:
        out = np.zeros(person.count, np.uint8)
        for bit, (fact, name) in enumerate(zip(FACTS, CONDITIONS, strict=True)):
            out |= (~(person(name, period) | person(f"{fact}_missing", period))).view(np.uint8) << bit
        return out

    def missing(person: Any, period: Any) -> Column:
        out = np.zeros(person.count, np.uint8)
        for bit, fact in enumerate(FACTS):
            out |= person(f"{fact}_missing", period).view(np.uint8) << bit
        return out

    def verdict(person: Any, period: Any) -> Column:
        return np.where(person("failing", period) != 0, 0, np.where(person("missing", period) != 0, 2, 1))

    formulas = (is_adult, _has_level, in_window, _has_work, _has_french)
    system = engine.system([entity])
    system.add_variables(
        *(_variable(engine, entity, name, kind) for name, kind in kinds.items()),
        _variable(engine, entity, "level", engine.enum, **level),
        *(_variable(engine, entity, f"{fact}_missing", bool) for fact in FACTS),
        *(_variable(engine, entity, name, bool, formula) for name, formula in zip(CONDITIONS, formulas, strict=True)),
        _variable(engine, entity, "eligible", bool, eligible),
        *(_variable(engine, entity, made.__name__, int, made) for made in (failing, missing, verdict)),
    )
    return system


_RESULTS: Final = (*CONDITIONS, "eligible", "failing", "missing", "verdict")


def _simulation(engine: Engine, system: Any, facts: People) -> Any:
    simulation = engine.builder().build_default_simulation(system, len(facts["filed"]))
    for name, values in facts.items():
        simulation.set_input(name, "ETERNITY", values)
    return simulation


def _people(engine: Engine, label: str, cutoff: Callable[[Any, Any, int], Any], asked: tuple[str, ...]) -> Any:
    """A trial of S, R or U: the variables asked for are calculated anew each time."""

    def ready(folder: Path) -> Ready:
        missing = [f"{fact}_missing" for fact in FACTS] if len(asked) > 1 else []
        facts = read(folder, *FACTS, "filed", *missing)
        system = _people_system(engine, cutoff)
        simulation, ingest = timed(lambda: _simulation(engine, system, facts))

        def run() -> list[Column]:
            for name in _RESULTS:
                simulation.person.get_holder(name).delete_arrays()
            return [simulation.calculate(name, str(ONE_DAY)) for name in asked]

        answer = (lambda made: three_columns(*made)) if missing else (lambda made: verdicts(made[0]))
        return Ready(label, ingest, run, answer, len(facts["filed"]))

    return ready


def _jobs_system(engine: Engine, before: Before) -> Any:
    """The variables of J: the job is the engine's person, the applicant its group."""
    job = engine.build_entity(key="job", plural="jobs", label="A job", is_person=True)
    role = {"key": "job", "plural": "jobs", "label": "The jobs of an applicant"}
    applicant = engine.build_entity(key="applicant", plural="applicants", label="An applicant", roles=[role])

    def opens(applicant: Any, period: Any) -> Column:
        return before(applicant("filed", period), SPELL_WINDOW_MONTHS)

    def worked(job: Any, period: Any) -> Column:
        closes, opened = job.applicant("filed", period), job.applicant("opens", period)
        inside = np.minimum(job("ended", period), closes) - np.maximum(job("started", period), opened)
        return np.maximum(inside.astype(np.int64) + 1, 0) * job("qualifying", period)

    def held(applicant: Any, period: Any) -> Column:
        return applicant.sum(applicant.members("worked", period)) >= SPELL_DAYS

    system = engine.system([job, applicant])
    system.add_variables(
        _variable(engine, job, "started", dt.date),
        _variable(engine, job, "ended", dt.date),
        _variable(engine, job, "qualifying", bool),
        _variable(engine, applicant, "filed", dt.date),
        _variable(engine, applicant, "opens", dt.date, opens),
        _variable(engine, job, "worked", int, worked),
        _variable(engine, applicant, "held", bool, held),
    )
    return system


def _spells(engine: Engine, label: str, before: Before) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        filed = read(folder, "filed")["filed"]
        jobs = {name: read(folder, f"job_{name}")[f"job_{name}"] for name in SPELL_COLUMNS}
        if not engine.keeps_empty:
            jobs = _with_empty_spells(jobs, filed)
        system = _jobs_system(engine, before)

        def make() -> Any:
            builder = engine.builder()
            builder.create_entities(system)
            builder.declare_person_entity("job", np.arange(len(jobs["person"])))
            group = builder.declare_entity("applicant", np.arange(len(filed)))
            builder.join_with_persons(group, jobs["person"], roles=np.array(["job"] * len(jobs["person"])))
            simulation = builder.build(system)
            for name in SPELL_COLUMNS[1:]:
                simulation.set_input(name, "ETERNITY", jobs[name])
            simulation.set_input("filed", "ETERNITY", filed)
            return simulation

        simulation, ingest = timed(make)

        def run() -> Column:
            simulation.job.get_holder("worked").delete_arrays()
            for name in ("opens", "held"):
                simulation.applicant.get_holder(name).delete_arrays()
            return simulation.calculate("held", str(ONE_DAY))

        return Ready(label, ingest, run, verdicts, len(filed))

    return ready


def _with_empty_spells(jobs: People, filed: Column) -> People:
    """The jobs, and for whoever has none a day of work that does not count."""
    idle = np.setdiff1d(np.arange(len(filed)), jobs["person"])
    more = {
        "person": idle,
        "started": filed[idle],
        "ended": filed[idle],
        "qualifying": np.zeros(len(idle), np.bool_),
    }
    return {name: np.concatenate([jobs[name], more[name]]) for name in SPELL_COLUMNS}


def trials(engine: Engine) -> Trials:
    """The trials of one of the two engines."""
    by_days = f"{engine.label}, cut-offs by day"
    three = ("verdict", "failing", "missing")
    return {
        "S": _people(engine, engine.label, _one_day, ("eligible",)),
        "R": _people(engine, engine.label, _by_person(minus_months), ("eligible",)),
        "R, by day": _people(engine, by_days, _by_person(looked_up), ("eligible",)),
        "U": _people(engine, engine.label, _by_person(minus_months), three),
        "U, by day": _people(engine, by_days, _by_person(looked_up), three),
        "J": _spells(engine, engine.label, minus_months),
        "J, by day": _spells(engine, by_days, looked_up),
    }
