"""Receipts: the same decision gives the same receipt anywhere; a change of a fact, of the law or of the day shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jalon import decide, decide_all, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.language.walk import describe
from jalon.law import PROGRAMMES
from jalon.readings.decide import receipt as receipts
from jalon.readings.decide.receipt import SHAPE, differences, input_hash, law_hash, receipt

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
DAY = date(2024, 6, 3)


def test_the_same_decision_gives_the_same_receipt() -> None:
    applicant = load_applicant(EXAMPLE)
    first, again = (receipt(decide(applicant, DAY, "peq-workers")) for _ in range(2))
    assert first == again
    assert differences(first, again) == []
    assert differences(first, json.loads(json.dumps(again))) == []
    assert first["shape"] == SHAPE
    assert list(first) == (
        ["shape", "engine", "law", "input", "filed_on", "programme", "view", "outcome", "conditions", "missing"]
    )


def test_a_changed_fact_shows() -> None:
    applicant = load_applicant(EXAMPLE)
    other = parse_applicant({**to_dict(applicant), "intends_to_settle": False})
    places = [
        place
        for place, _, _ in differences(*(receipt(decide(file, DAY, "peq-workers")) for file in (applicant, other)))
    ]
    assert places == ["input", "outcome", "conditions.intention"]


@pytest.mark.parametrize("key", ["birth_date", "spouse", "jobs"])
def test_absent_and_null_are_other_inputs(key: str) -> None:
    data = to_dict(load_applicant(EXAMPLE))
    whole = input_hash(parse_applicant(dict(data)))
    del data[key]
    assert input_hash(parse_applicant(data)) != whole


def test_the_order_of_keys_is_no_other_input() -> None:
    data = to_dict(load_applicant(EXAMPLE))
    assert input_hash(parse_applicant(dict(reversed(data.items())))) == input_hash(parse_applicant(dict(data)))


def test_differences_name_what_only_one_has() -> None:
    assert differences({"a": 1, "b": {"c": 2}}, {"b": {"c": 3, "d": 4}, "e": None}) == [
        ("a", 1, None),
        ("b.c", 2, 3),
        ("b.d", None, 4),
    ]


def test_conditions_and_intake_are_in_it() -> None:
    for decision in decide_all(load_applicant(EXAMPLE), DAY):
        told = receipt(decision)["conditions"]
        assert list(told) == [*(r.id for r in decision.conditions), "intake"]
        assert set(told.values()) == {"met"}


HASHES = """
from datetime import date; from pathlib import Path; import sys
from jalon import decide, load_applicant
from jalon.readings.decide.receipt import receipt
import json
print(json.dumps(receipt(decide(load_applicant(Path(sys.argv[1])), date(2024, 6, 3), "peq-workers"))))
"""


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_receipt_is_the_same_in_another_process(seed: str) -> None:
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", HASHES, str(EXAMPLE)], env=environ, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == receipt(decide(load_applicant(EXAMPLE), DAY, "peq-workers"))


def test_the_hash_of_the_law_moves_with_what_the_law_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {law_hash()}
    workers = PROGRAMMES["peq-workers"]
    version = workers.versions[-1]
    shorter = replace(version, conditions=version.conditions[1:])
    last = workers.intake[-1]
    for other in (
        replace(workers, checked_until="2027-01-01"),
        replace(workers, versions=(*workers.versions[:-1], shorter)),
        replace(workers, intake=(*workers.intake[:-1], replace(last, state="open"))),
        replace(workers, views=()),
    ):
        law_hash.cache_clear()
        monkeypatch.setattr(receipts, "PROGRAMMES", {**PROGRAMMES, "peq-workers": other})
        seen.add(law_hash())
    law_hash.cache_clear()
    assert len(seen) == 5


def test_the_text_of_an_expression_tells_expressions_apart() -> None:
    """Within a version, no two conditions have the same text; and the text names no place in memory."""
    for programme in PROGRAMMES.values():
        for version in programme.versions:
            texts = [describe(condition.expr) for condition in version.conditions]
            assert len(set(texts)) == len(texts)
            assert not any(" object at 0x" in text for text in texts)
