"""The scenarios: what each word of the language means, one small example at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jalon.facts.yaml12 import read_yaml
from jalon.language import expressions as x
from jalon.language.walk import contested_points, walk
from language.speaking import SAID, law, open_in, value

FOLDER = Path(__file__).parent / "scenarios"
KEYS = {"name", "law", "facts", "filed_on", "gives", "because"}
MORE = {"open", "under"}


def _scenarios() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data = read_yaml(path.read_text(encoding="utf-8")).data
        assert isinstance(data, list), path.name
        found += [(path.stem, scenario) for scenario in data]
    return found


SCENARIOS = _scenarios()


@pytest.mark.parametrize("scenario", [pytest.param(s, id=f"{stem}: {s['name']}") for stem, s in SCENARIOS])
def test_scenario(scenario: dict[str, Any]) -> None:
    node, facts, day = law(scenario["law"]), scenario["facts"], scenario["filed_on"]

    assert SAID[value(node, facts, day)] == scenario["gives"], scenario["because"]
    if "open" in scenario:
        assert open_in(node, facts, day) == set(scenario["open"]), scenario["because"]
    for point, readings in scenario.get("under", {}).items():
        said = {reading: SAID[value(node, facts, day, {point: reading})] for reading in readings}
        assert said == readings, f"{point}: {scenario['because']}"


@pytest.mark.parametrize(("stem", "scenario"), SCENARIOS)
def test_scenarios_are_well_formed(stem: str, scenario: dict[str, Any]) -> None:
    assert set(scenario) >= KEYS, f"{stem}: {scenario.get('name')}"
    assert set(scenario) <= KEYS | MORE, f"{stem}: {scenario['name']}"
    assert scenario["gives"] in SAID.values()
    assert scenario["because"].strip().endswith("."), "a whole sentence says why"
    # What keeps a sentence open has meaning only where it is open.
    assert "open" not in scenario or scenario["gives"] == "maybe"
    points = {*contested_points(law(scenario["law"])), "A-U6"}
    assert set(scenario.get("under", {})) <= points


def test_names_are_unique() -> None:
    names = [(stem, scenario["name"]) for stem, scenario in SCENARIOS]
    assert len(names) == len(set(names))


def test_each_file_says_its_rule() -> None:
    for path in FOLDER.glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        header = lines[: next(i for i, line in enumerate(lines) if not line.startswith("#"))]
        assert len(header) >= 3, f"{path.name} starts with the rule in plain words"


def test_each_operator_is_shown() -> None:
    shown = {type(inner) for _, scenario in SCENARIOS for inner in walk(law(scenario["law"]))}
    abstract = {x.Expr, x.Truth, x.Number, x.Day, x.Kind, x.SpellsOf}
    operators = {made for made in vars(x).values() if isinstance(made, type) and issubclass(made, x.Expr)} - abstract
    assert operators - shown == set()
