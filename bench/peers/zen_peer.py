"""The small rule in zen-engine: an expression compiled once and evaluated for each person; dates are milliseconds.

People are dictionaries, which is what the engine takes. A sample of them is decided: the engine is called once a person.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import zen
from contestant import Ready, Trials, main, three_columns, timed, verdicts
from population import (
    ADULT_MONTHS,
    FACTS,
    LEVELS,
    ORAL_LEVEL,
    QUALIFYING,
    SPELL_COLUMNS,
    SPELL_DAYS,
    SPELL_WINDOW_MONTHS,
    WINDOW_MONTHS,
    WORK_MONTHS,
    Column,
    one_day_minus,
    read,
)

_SAMPLE: Final = 100_000
_BATCH: Final = 10_000
_DAY: Final = 86_400_000
_LABEL: Final = "zen-engine, expression"
Person = dict[str, Any]


def _milliseconds(days: Column) -> list[int]:
    return days.astype("datetime64[ms]").astype(np.int64).tolist()


def _before(months: int) -> str:
    return f'd(filed).sub({months}, "month").timestamp()'


def _fixed(months: int) -> str:
    return str(one_day_minus(months).astype("datetime64[ms]").astype(np.int64))


def _conditions(cutoff: Callable[[int], str]) -> list[str]:
    return [
        f"birth <= {cutoff(ADULT_MONTHS)}",
        f"level in {json.dumps(QUALIFYING)}",
        f"diploma >= {cutoff(WINDOW_MONTHS)}",
        f"months >= {WORK_MONTHS}",
        f"oral >= {ORAL_LEVEL}",
    ]


# The numbers come first: what fails sooner saves the rest.
def _all_of(conditions: list[str]) -> str:
    age, level, window, work, french = conditions
    return " and ".join([french, work, level, window, age])


def _people(folder: Path, missing: bool = False) -> tuple[list[Person], float]:
    names = [*FACTS, *(f"{fact}_missing" for fact in FACTS if missing), "filed"]
    columns = {name: column[:_SAMPLE] for name, column in read(folder, *names).items()}

    def make() -> list[Person]:
        given: dict[str, list[Any]] = {name: _milliseconds(columns[name]) for name in ("birth", "diploma", "filed")}
        given |= {name: columns[name].tolist() for name in ("months", "oral")}
        given["level"] = [LEVELS[code] for code in columns["level"].tolist()]
        for fact in FACTS if missing else ():
            for row in np.flatnonzero(columns[f"{fact}_missing"]).tolist():
                given[fact][row] = None
        return [dict(zip(given, values, strict=True)) for values in zip(*given.values(), strict=True)]

    return timed(make)


def _evaluated(label: str, text: str) -> Callable[[Path], Ready]:
    def ready(folder: Path) -> Ready:
        people, ingest = _people(folder)
        evaluate = zen.compile_expression(text).evaluate
        return Ready(label, ingest, lambda: [evaluate(person) for person in people], verdicts, len(people))

    return ready


def _graph(text: str) -> dict[str, Any]:
    """A decision graph of one node: what the engine's editor makes."""
    position = {"x": 0, "y": 0}
    content = {"expressions": [{"id": "0", "key": "held", "value": text}]}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": position},
            {"id": "rule", "type": "expressionNode", "name": "rule", "position": position, "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": position},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "rule", "type": "edge"},
            {"id": "2", "sourceId": "rule", "targetId": "out", "type": "edge"},
        ],
    }


def _batches(folder: Path) -> Ready:
    people, ingest = _people(folder)
    rule = _graph(_all_of(_conditions(_fixed)))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rule": rule}}})

    def run() -> list[bool]:
        out: list[bool] = []
        for start in range(0, len(people), _BATCH):
            asked = [{"key": "rule", "context": person} for person in people[start : start + _BATCH]]
            out += [answer["data"]["result"]["held"] for answer in engine.evaluate_batch(asked)]
        return out

    return Ready("zen-engine, decision graph, in batches", ingest, run, verdicts, len(people))


def _missing(folder: Path) -> Ready:
    people, ingest = _people(folder, missing=True)
    held = dict(zip(FACTS, _conditions(_before), strict=True))
    failing = " + ".join(f"({fact} == null or ({held[fact]}) ? 0 : {1 << bit})" for bit, fact in enumerate(FACTS))
    missing = " + ".join(f"({fact} == null ? {1 << bit} : 0)" for bit, fact in enumerate(FACTS))
    text = f"f = {failing}; m = {missing}; [f != 0 ? 0 : (m != 0 ? 2 : 1), f, m]"
    evaluate = zen.compile_expression(text).evaluate
    return Ready(
        _LABEL,
        ingest,
        lambda: [evaluate(person) for person in people],
        lambda made: three_columns(*zip(*made, strict=True)),
        len(people),
    )


def _spells(folder: Path) -> Ready:
    filed = read(folder, "filed")["filed"][:_SAMPLE]
    columns = {name: read(folder, f"job_{name}")[f"job_{name}"] for name in SPELL_COLUMNS}
    rows = int(np.searchsorted(columns["person"], len(filed)))
    person, started, ended, qualifying = (columns[name][:rows] for name in SPELL_COLUMNS)

    def make() -> list[Person]:
        people: list[Person] = [{"filed": day, "jobs": []} for day in _milliseconds(filed)]
        spells = zip(person.tolist(), _milliseconds(started), _milliseconds(ended), qualifying.tolist(), strict=True)
        for of, first, last, counts in spells:
            people[of]["jobs"].append({"started": first, "ended": last, "qualifying": counts})
        return people

    people, ingest = timed(make)
    text = (
        f"opens = {_before(SPELL_WINDOW_MONTHS)};"
        " sum(map(filter(jobs, #.qualifying and #.ended >= opens and #.started <= filed),"
        " (#.ended < filed ? #.ended : filed) - (#.started > opens ? #.started : opens)"
        f" + {_DAY})) >= {SPELL_DAYS * _DAY}"
    )
    evaluate = zen.compile_expression(text).evaluate
    return Ready(_LABEL, ingest, lambda: [evaluate(one) for one in people], verdicts, len(people))


TRIALS: Final[Trials] = {
    "S": _evaluated(_LABEL, _all_of(_conditions(_fixed))),
    "S, graph": _batches,
    "R": _evaluated(_LABEL, _all_of(_conditions(_before))),
    "U": _missing,
    "J": _spells,
}

if __name__ == "__main__":
    main("zen", TRIALS, ["zen-engine", "numpy"])
