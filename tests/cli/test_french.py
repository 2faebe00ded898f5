"""`jalon french`, in both languages."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cli.calling import jalon
from jalon.law import PROGRAMMES

GOOD = ("--test", "TEFAQ", "--listening", "420", "--speaking", "410", "--taken", "2022-03-01", "--on", "2024-02-01")


def answered(*arguments: str, lang: str = "fr") -> str:
    said = jalon("french", *arguments, lang=lang)
    assert (said.code, said.err) == (0, ""), said
    return said.out.replace("\u00a0", " ").replace("\u202f", " ")


def data(*arguments: str, lang: str = "fr") -> Any:
    return json.loads(answered(*arguments, "--json", lang=lang))


def test_in_french() -> None:
    assert answered(*GOOD).splitlines() == [
        "TEFAQ, passé le 1er mars 2022",
        "  compréhension orale 420 → niveau 7-8 (B2) [pages de 2019 et 2021, note déduite, confiance moyenne]",
        "  production orale 410 → niveau 7-8 (B2) [pages de 2019 et 2021, note déduite, confiance moyenne]",
        "  compréhension orale 420 → niveau 7-8 (B2) [table du 29 novembre 2024, note du ministère, confiance élevée]",
        "  production orale 410 → niveau 7-8 (B2) [table du 29 novembre 2024, note du ministère, confiance élevée]",
        "Pour une demande du 1er février 2024",
        "  ✔ PEQ, volet Diplômés du Québec — Français oral (jusqu’au 29 février 2024)",
        "  ? PEQ, volet Diplômés du Québec — Français écrit (jusqu’au 1er mars 2024)",
        "  ✔ PEQ, volet Diplômés du Québec — Français du conjoint (jusqu’au 29 février 2024)",
        "  ✔ PEQ, volet Travailleurs étrangers temporaires — Français oral (jusqu’au 29 février 2024)",
        "  ✔ PEQ, volet Travailleurs étrangers temporaires — Français du conjoint (jusqu’au 29 février 2024)",
    ]


def test_in_english() -> None:
    told = answered(*GOOD, lang="en")
    assert "1 March 2022" in told
    assert "level 7-8 (B2)" in told
    for word in ("niveau", "passé", "jusqu", "confiance", "Français"):
        assert word not in told
    assert len(told.splitlines()) == len(answered(*GOOD).splitlines())


def test_a_mark_that_gives_no_level_or_one_level() -> None:
    told = answered("--test", "TEFAQ", "--listening", "3", "--taken", "2022-03-01", "--on", "2024-02-01")
    assert "compréhension orale 3 → aucun niveau [pages de 2019 et 2021, aucune équivalence]" in told
    assert "✘ PEQ, volet Travailleurs étrangers temporaires — Français oral\n" in told
    one = answered(
        "--test", "TCF", "--listening", "400", "--writing", "7", "--taken", "2022-03-01", "--on", "2024-02-01"
    )
    assert "production écrite 7 → niveau" in one


def test_the_shape() -> None:
    told = data(*GOOD)
    assert set(told) == {"test", "taken_on", "on", "levels", "conditions"}
    assert (told["test"], told["taken_on"], told["on"]) == ("TEFAQ", "2022-03-01", "2024-02-01")
    assert told["levels"][0] == {
        "skill": "listening",
        "mark": 420.0,
        "table": "older",
        "level": [7, 8],
        "cefr": "B2",
        "status": "inferred",
        "confidence": "medium",
    }
    assert len(told["levels"]) == 4
    for item in told["conditions"]:
        assert set(item) == {"programme", "condition", "name", "verdict", "until"}
        assert item["programme"] in PROGRAMMES
        assert item["verdict"] in ("not-met", "undetermined", "met")
    oral = {"programme": "peq-workers", "condition": "oral-french", "verdict": "met", "until": "2024-02-29"}
    assert {**oral, "name": "Français oral"} in told["conditions"]
    assert [item["verdict"] for item in data(*GOOD, lang="en")["conditions"]] == [
        item["verdict"] for item in told["conditions"]
    ]


def test_today_when_no_day_is_given() -> None:
    assert data("--test", "DALF-C1", "--listening", "20", "--taken", "2015-06-01")["on"] == date.today().isoformat()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--test", "TEFAQ", "--taken", "2022-03-01"), "Donnez au moins une note"),
        (("--test", "TEFAQ", "--listening", "420"), "--taken"),
        (("--listening", "420", "--taken", "2022-03-01"), "--test"),
        (("--test", "TOEFL", "--listening", "420", "--taken", "2022-03-01"), "--test"),
        (("--test", "TEFAQ", "--listening", "a lot", "--taken", "2022-03-01"), "--listening"),
        (("--test", "TEFAQ", "--listening", "nan", "--taken", "2022-03-01"), "0 à 699"),
        (("--test", "TEFAQ", "--listening", "inf", "--taken", "2022-03-01"), "0 à 699"),
        (("--test", "TEFAQ", "--listening", "-4", "--taken", "2022-03-01"), "0 à 699"),
        (("--test", "TEFAQ", "--listening", "5000", "--taken", "2022-03-01"), "0 à 699"),
        (("--test", "TEFAQ", "--listening", "420", "--taken", "1822-03-01"), "1900"),
        (("--test", "TEFAQ", "--listening", "420", "--taken", "March"), "n’est pas une date"),
        (
            ("--test", "TEFAQ", "--listening", "420", "--taken", "2022-03-01", "--on", "2024-02-31"),
            "n’est pas une date",
        ),
    ],
)
def test_what_is_wrong(arguments: tuple[str, ...], said: str) -> None:
    answer = jalon("french", *arguments)
    assert (answer.code, answer.out) == (2, ""), answer
    assert said in answer.err.replace("\u00a0", " ")
    assert jalon("french", *arguments, lang="en").code == 2


def test_the_end_of_the_calendar() -> None:
    assert answered("--test", "TEFAQ", "--listening", "420", "--taken", "2022-03-01", "--on", "9999-12-31")


def test_a_scale_that_is_not_known() -> None:
    told = answered("--test", "TEF", "--listening", "300", "--taken", "2012-01-01", "--on", "2012-06-01")
    assert "niveau 0-12" not in told
