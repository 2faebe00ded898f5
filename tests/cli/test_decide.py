"""`jalon decide`, `jalon cases` and `jalon replay`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli.calling import CASES, EXAMPLE, ON, jalon
from facts.broken import BROKEN, Broken
from facts.test_broken import write
from jalon.facts import dump_json, load_applicant
from jalon.readings.decide.receipt import SHAPE


@pytest.mark.parametrize(("lang", "word"), [("fr", "ADMISSIBLE"), ("en", "ELIGIBLE")])
def test_decides_both_streams_in_text(lang: str, word: str) -> None:
    said = jalon("decide", EXAMPLE, *ON, lang=lang)
    assert (said.code, said.err) == (0, "")
    assert said.out.count(word) == 2
    assert "\x1b" not in said.out


def test_decides_one_stream_as_data() -> None:
    said = jalon("decide", EXAMPLE, *ON, "--programme", "peq-workers", "--json", lang="en")
    (decision,) = json.loads(said.out)["decisions"]
    assert (decision["programme"], decision["outcome"], decision["filed_on"]) == (
        ("peq-workers", "eligible", "2024-06-03")
    )


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_reads_standard_input(form: str) -> None:
    given = EXAMPLE.read_bytes() if form == "yaml" else dump_json(load_applicant(EXAMPLE)).encode()
    assert jalon("decide", "-", *ON, "--json", given=given).out == jalon("decide", EXAMPLE, *ON, "--json").out


def test_decides_for_today_by_default() -> None:
    (first, _) = json.loads(jalon("decide", EXAMPLE, "--json").out)["decisions"]
    assert abs((date.fromisoformat(first["filed_on"]) - date.today()).days) <= 1


def test_the_view() -> None:
    out = jalon("decide", EXAMPLE, "--on", "2019-11-05", "--view", "as-written", "--json").out
    assert {d["view"] for d in json.loads(out)["decisions"]} == {"as-written"}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.id)
def test_a_broken_file(broken: Broken, lang: str, tmp_path: Path) -> None:
    path = write(broken, tmp_path)
    said = jalon("decide", path, *ON, lang=lang)
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    assert str(path) in said.err
    for word in broken.fr if lang == "fr" else broken.en:
        assert word in said.err


def test_a_broken_file_on_standard_input() -> None:
    said = jalon("decide", "-", *ON, given=b"schema: 1\nbirth_day: 1990\n", lang="en")
    assert (said.code, said.out) == (2, "")
    assert "birth_day" in said.err
    assert jalon("decide", "-", *ON, given=b"", lang="en").code == 2


@pytest.mark.parametrize(
    ("arguments", "fr", "en"),
    [
        (("decide",), "Il manque l’argument", "Missing argument"),
        (("decide", EXAMPLE, "--on", "2024-6-3"), "AAAA-MM-JJ", "YYYY-MM-DD"),
        (("decide", EXAMPLE, "--on", "2024-02-30"), "n’est pas une date", "not a date"),
        (("decide", EXAMPLE, "--on", "20240603"), "AAAA-MM-JJ", "YYYY-MM-DD"),
        (("decide", EXAMPLE, "--on", ""), "AAAA-MM-JJ", "YYYY-MM-DD"),
        (("decide", EXAMPLE, "--on"), "demande une valeur", "requires an argument"),
        (("decide", EXAMPLE, "--programme", "pstq-1"), "peq-workers", "peq-workers"),
        (("decide", EXAMPLE, "--view", "x"), "as-written", "as-written"),
        (("decide", EXAMPLE, "--nothing"), "Option inconnue", "No such option"),
        (("decide", EXAMPLE, "more"), "Argument en trop", "extra argument"),
        (("decid",), "Commande inconnue", "No such command"),
        (("law", "shwo"), "Commande inconnue", "No such command"),
        (("law", "show", "peq"), "n’est pas permis", "is not one of"),
        (("completion", "tcsh"), "bash", "bash"),
    ],
)
def test_what_cannot_be_understood(arguments: tuple[Any, ...], fr: str, en: str) -> None:
    for lang, words in (("fr", fr), ("en", en)):
        said = jalon(*arguments, lang=lang)
        assert (said.code, said.out) == (2, ""), said
        assert words in said.err
        assert "Traceback" not in said.err


def test_writes_a_receipt_that_replays(tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    assert jalon("decide", EXAMPLE, *ON, "--receipt", file).code == 0
    receipts = json.loads(file.read_text(encoding="utf-8"))
    assert [r["shape"] for r in receipts] == [SHAPE] * 2
    said = jalon("replay", file, EXAMPLE)
    assert said.code == 0
    assert said.out.count("Rien ne diffère") == 2
    as_data = json.loads(jalon("replay", file, EXAMPLE, "--json").out)
    assert [item["differences"] for item in as_data] == [[], []]


def test_a_receipt_that_cannot_be_written(tmp_path: Path) -> None:
    for lang, words in (("fr", "impossible d’écrire"), ("en", "cannot be written")):
        said = jalon("decide", EXAMPLE, *ON, "--receipt", tmp_path / "none" / "receipt.json", lang=lang)
        assert (said.code, said.out) == (2, "")
        assert words in said.err


def changed(tmp_path: Path) -> Path:
    file = tmp_path / "changed.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("intends_to_settle: true", "intends_to_settle: false")
    file.write_text(text, encoding="utf-8")
    return file


def test_a_changed_file_replays_otherwise(tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    jalon("decide", EXAMPLE, *ON, "--programme", "peq-workers", "--receipt", receipt)
    said = jalon("replay", receipt, changed(tmp_path))
    assert said.code == 1
    assert "outcome : eligible → not-eligible" in said.out
    assert "conditions.intention : met → not-met" in said.out
    ((item),) = json.loads(jalon("replay", receipt, changed(tmp_path), "--json").out)
    assert {"place": "outcome", "before": "eligible", "after": "not-eligible"} in item["differences"]


def test_the_json_of_a_decision_replays_too(tmp_path: Path) -> None:
    out = jalon("decide", EXAMPLE, *ON, "--json").out
    file = tmp_path / "decision.json"
    file.write_text(out, encoding="utf-8")
    assert jalon("replay", file, EXAMPLE).code == 0
    assert jalon("replay", "-", EXAMPLE, given=out.encode()).code == 0
    (receipt, _) = (d["receipt"] for d in json.loads(out)["decisions"])
    file.write_text(json.dumps(receipt), encoding="utf-8")
    assert jalon("replay", file, EXAMPLE).code == 0


def receipts(**changes: Any) -> str:
    out = jalon("decide", EXAMPLE, *ON, "--programme", "peq-workers", "--json").out
    receipt = {**json.loads(out)["decisions"][0]["receipt"], **changes}
    return json.dumps({key: value for key, value in receipt.items() if value is not None})


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        ("", "JSON", "JSON"),
        ("not a receipt", "JSON", "JSON"),
        ("[" * 100_000, "JSON", "JSON"),
        ("[]", "reçu de Jalon", "a receipt of Jalon"),
        ("{}", "reçu de Jalon", "a receipt of Jalon"),
        ("3", "reçu de Jalon", "a receipt of Jalon"),
        ('{"decisions": []}', "reçu de Jalon", "a receipt of Jalon"),
        ('{"decisions": [3, {}]}', "reçu de Jalon", "a receipt of Jalon"),
        ('[{"shape": "other"}]', "reçu de Jalon", "a receipt of Jalon"),
        ("programme=pstq-1", "incomplet", "incomplete"),
        ("filed_on=yesterday", "incomplet", "incomplete"),
        ("filed_on=", "incomplet", "incomplete"),
        ("view=none", "incomplet", "incomplete"),
    ],
)
def test_what_is_no_receipt(text: str, fr: str, en: str, tmp_path: Path) -> None:
    key, mark, value = text.partition("=")
    file = tmp_path / "receipt.json"
    file.write_text(receipts(**{key: value or None}) if mark else text, encoding="utf-8")
    for lang, words in (("fr", fr), ("en", en)):
        said = jalon("replay", file, EXAMPLE, lang=lang)
        assert (said.code, said.out) == (2, "")
        assert words in said.err
        assert "Traceback" not in said.err


def test_a_receipt_or_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert jalon("replay", tmp_path / "none.json", EXAMPLE).code == 2
    file = tmp_path / "receipt.json"
    jalon("decide", EXAMPLE, *ON, "--receipt", file)
    assert jalon("replay", file, tmp_path / "none.yaml").code == 2
    assert jalon("replay", tmp_path, EXAMPLE).code == 2


CASE = """
- id: a-case
  filed_on: 2024-06-03
  programme: {programme}
  applicant: {{schema: 1, intends_to_settle: false}}
  expected: {expected}
"""


def test_cases_that_agree() -> None:
    said = jalon("cases", CASES, lang="en")
    assert said.code == 0
    assert "0 in disagreement" in said.out or "99" in said.out
    told = json.loads(jalon("cases", CASES, "--json").out)
    assert len(told) == 99
    assert set(told[0]) == {"id", "outcome", "failing"}


@pytest.mark.parametrize(
    ("programme", "expected", "code"),
    [
        ("peq-workers", "not-eligible\n  failing: [intention]", 0),
        ("peq-workers", "not-eligible\n  failing: [age]", 1),
        ("peq-workers", "eligible", 1),
        ("pstq-1", "eligible", 2),
        ("peq", "eligible", 2),
        ("peq-workers", "perhaps", 2),
    ],
)
def test_one_case(programme: str, expected: str, code: int, tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(CASE.format(programme=programme, expected=expected), encoding="utf-8")
    for lang in ("fr", "en"):
        said = jalon("cases", file, lang=lang)
        assert said.code == code
        assert "Traceback" not in said.err
        assert bool(said.err) == (code == 2)
        if code == 1:
            assert "≠" in said.out
        if programme == "pstq-1":
            assert all(word in said.err for word in ("a-case", "pstq-1", "peq-workers"))
    assert jalon("cases", "-", given=file.read_bytes()).code == code


def test_a_case_may_allow_two_outcomes(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    either = "not-eligible\n  expected_any: [undetermined, not-eligible]\n  failing: [intention]"
    text = CASE.format(programme="peq-workers", expected=either).replace("  expected: not-eligible\n", "")
    file.write_text(text, encoding="utf-8")
    assert jalon("cases", file).code == 0
    file.write_text(
        text.replace("intends_to_settle: false", "purpose_of_stay: work").replace("[intention]", "[age]"),
        encoding="utf-8",
    )
    assert jalon("cases", file).code == 0
