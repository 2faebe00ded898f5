"""The small rule of the peer benches: in the language of the law it says what NumPy by hand says, person by person."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jalon.language.calendar import month_runs, shortest_claim

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "peers"))
contestant, jalon_peer, numpy_peer, population, run = map(
    import_module, ("contestant", "jalon_peer", "numpy_peer", "population", "run")
)
PEOPLE = 20_000

# One process compiles the small rule, and has all of these tests.
pytestmark = pytest.mark.xdist_group("columns")


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    population.make(PEOPLE, folder)
    return folder


def answer(peer: Any, trial: str, columns: Path) -> np.ndarray[Any, Any]:
    ready = peer.TRIALS[trial](columns)
    found: np.ndarray[Any, Any] = ready.answer(ready.run())
    return found


@pytest.mark.parametrize("workload", ["S", "R", "U", "J"])
def test_the_law_and_the_hand_agree_on_everybody(workload: str, columns: Path) -> None:
    expected = answer(numpy_peer, workload, columns)
    found = answer(jalon_peer, workload, columns)
    assert found.dtype == expected.dtype == np.uint8
    np.testing.assert_array_equal(found, expected)
    # Every outcome is there, so that agreeing means something.
    assert len(np.unique(expected.reshape(PEOPLE, -1)[:, 0])) == (3 if workload == "U" else 2)


@pytest.mark.parametrize("workload", ["R", "U", "J"])
def test_cut_offs_by_day_change_nothing(workload: str, columns: Path) -> None:
    expected = answer(numpy_peer, workload, columns)
    for variant in ("by day", "by day, whole"):
        np.testing.assert_array_equal(answer(numpy_peer, f"{workload}, {variant}", columns), expected)


def test_people_stand_on_the_edges(columns: Path) -> None:
    given = population.read(columns, "birth", "diploma", "filed")
    for fact, months in (("birth", population.ADULT_MONTHS), ("diploma", population.WINDOW_MONTHS)):
        away = (given[fact] - population.minus_months(given["filed"], months)).astype(int)
        assert all(np.count_nonzero(away == days) > 20 for days in (-1, 0, 1))


def test_nobody_has_a_contested_length_of_work_and_many_stand_beside(columns: Path) -> None:
    first, last = population.CONTESTED_DAYS
    assert (first, last) == (shortest_claim(population.WORK_MONTHS), month_runs(population.WORK_MONTHS)[1] - 1)
    given = population.read(columns, "filed", *(f"job_{name}" for name in population.SPELL_COLUMNS))
    spells = {name: given[f"job_{name}"] for name in population.SPELL_COLUMNS}
    days = population.days_worked(spells, given["filed"])
    assert not np.any((days >= first) & (days <= last))
    assert np.count_nonzero(days == first - 1) > 100
    assert np.count_nonzero(days == last + 1) > 100
    same = spells["person"][1:] == spells["person"][:-1]
    assert np.all(spells["started"][1:][same] > spells["ended"][:-1][same])


def test_a_single_different_person_stops_the_bench(columns: Path, tmp_path: Path) -> None:
    rows = []
    expected = answer(numpy_peer, "R", columns)
    wrong = expected.copy()
    wrong[1234] ^= 1
    for trial, given in (("R", expected), ("R, by day", wrong)):
        np.save(tmp_path / f"{contestant.file_stem('numpy', trial)}.npy", given)
        digest = contestant.digest_of(given)
        rows.append({"peer": "numpy", "trial": trial, "label": "NumPy", "people": PEOPLE, "digest": digest})
    with pytest.raises(SystemExit, match=r"1 people differ; the first is 1234: "):
        run.compared(rows, tmp_path, columns)
    assert run.compared(rows[:1], tmp_path, columns) == {
        "R": f"{expected.sum():,} met, {(expected == 0).sum():,} not met"
    }
