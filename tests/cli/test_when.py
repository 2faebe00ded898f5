"""`jalon when`, `jalon remedies`, `jalon whatif`: what they print, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.calling import EXAMPLE, jalon
from readings.tongues import french_words

FROM = ("--from", "2023-06-03")


def data(*arguments: Any, lang: str = "fr") -> Any:
    said = jalon(*arguments, "--json", lang=lang)
    assert (said.code, said.err) == (0, "")
    return json.loads(said.out)


# --- when -------------------------------------------------------------------------------------------------------------


def test_when_gives_one_object_for_a_stream_and_a_list_for_both() -> None:
    one = data("when", EXAMPLE, *FROM, "--programme", "peq-workers")
    assert (one["first_day"], one["last_day"], one["last_condition"]) == ("2024-05-30", "2025-02-28", "experience")
    assert (one["from"], one["to"]) == ("2023-06-03", "2028-06-03")
    assert {"from", "to", "outcome", "conditions", "intake"} == set(one["spans"][0])
    assert [w["date"] for w in one["warnings"]] == ["2025-02-28", "2025-07-10"]
    both = data("when", EXAMPLE, *FROM)
    assert [item["programme"] for item in both] == ["peq-graduates", "peq-workers"]
    assert both[1] == one


def test_when_is_printed_for_people() -> None:
    said = jalon("when", EXAMPLE, *FROM, "--programme", "peq-workers")
    assert said.code == 0
    assert "✔ Admissible du 30 mai 2024 au 28 février 2025." in said.out
    assert "Condition satisfaite en dernier\u00a0: Expérience de travail" in said.out
    assert "? 3 juin 2023 → 29 mai 2024" in said.out
    assert "prend fin le 10 juillet 2025" in said.out


def test_where_intake_is_not_known_the_conditions_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("taken_on: 2023-03-01", "taken_on: 2026-11-01")
    file.write_text(text.replace("to: 2025-07-10", "to: 2029-07-10"), encoding="utf-8")
    told = data("when", file, "--from", "2026-11-24", "--programme", "peq-workers")
    assert (told["first_day"], told["last_day"]) == (None, None)
    assert (told["conditions_first_day"], told["conditions_last_day"]) == ("2026-11-24", "2028-10-31")
    said = jalon("when", file, "--from", "2026-11-24", "--programme", "peq-workers")
    assert "Réception à part, toutes les conditions sont satisfaites du 24 novembre 2026" in said.out


def test_a_span_the_wrong_way_round_is_refused() -> None:
    said = jalon("when", EXAMPLE, *FROM, "--to", "2023-06-02")
    assert (said.code, said.out) == (2, "")
    assert "2023-06-02" in said.err
    assert "2023-06-03" in said.err


@pytest.mark.parametrize("day", ["1899-12-31", "2101-01-01"])
def test_days_that_no_file_may_hold_are_refused(day: str) -> None:
    said = jalon("when", EXAMPLE, "--from", day)
    assert (said.code, said.out) == (2, "")
    assert day in said.err


def test_standard_input_is_read() -> None:
    said = jalon("when", "-", *FROM, "--json", given=EXAMPLE.read_bytes())
    assert json.loads(said.out) == data("when", EXAMPLE, *FROM)


# --- remedies ---------------------------------------------------------------------------------------------------------


def test_remedies_waits_where_waiting_is_enough() -> None:
    told = data("remedies", EXAMPLE, "--on", "2023-06-03", "--programme", "peq-workers")
    assert [(r["date"], r["acts"], r["sure"]) for r in told["remedies"]] == [("2024-05-30", [], True)]
    (condition,) = told["conditions"]
    assert (condition["id"], condition["time"]) == ("experience", "2024-05-30")


def test_remedies_names_acts_and_why_there_is_none() -> None:
    graduate, worker = data("remedies", EXAMPLE, "--on", "2026-06-03")
    assert graduate["remedies"] == []
    assert "Diplôme" in graduate["none"]
    assert [[act["id"] for act in r["acts"]] for r in worker["remedies"]] == [
        ["add-transcript", "obtain-permit"],
        ["take-test", "obtain-permit"],
    ]
    assert all(r["eligible_on"] == "2026-07-02" for r in worker["remedies"])
    said = jalon("remedies", EXAMPLE, "--on", "2026-06-03")
    assert "Aucun remède" in said.out
    assert "1. Toutes les conditions sont alors satisfaites, dès le 3 juin 2026." in said.out
    assert "niveau 7" in said.out


def test_remedies_has_nothing_to_say_where_all_is_well() -> None:
    said = jalon("remedies", EXAMPLE, "--on", "2024-06-03")
    assert said.out.count("rien à faire") == 2
    assert data("remedies", EXAMPLE, "--on", "2024-06-03", "--programme", "peq-workers")["remedies"] == []


# --- whatif -----------------------------------------------------------------------------------------------------------


def test_whatif_shows_before_and_after_side_by_side() -> None:
    said = jalon("whatif", EXAMPLE, *FROM, "--end-job", "2024-01-31", "--programme", "peq-workers")
    assert said.code == 0
    assert "fait perdre le premier jour" in said.out
    (heading,) = [line for line in said.out.splitlines() if line.startswith("Avant")]
    assert heading.split() == ["Avant", "Après"]
    rows = [line for line in said.out.splitlines() if line.startswith("✔ 30 mai 2024 → 28 février 2025")]
    assert "✘ 1er février 2024" in rows[0]
    assert max(len(line) for line in said.out.splitlines()) <= 100


def test_whatif_takes_every_kind_of_change_together() -> None:
    told = data(
        "whatif",
        EXAMPLE,
        *FROM,
        "--programme",
        "peq-workers",
        "--set",
        "spouse={accompanies: true, french: []}",
        "--spouse",
        "accompanies=false",
        "--test",
        "TEFAQ=7,7,5,5@2025-02-01",
        "--set",
        "permits[1].to=2027-07-10",
    )
    (stream,) = told["streams"]
    assert stream["before"]["last_day"] == "2025-02-28"
    assert stream["after"]["last_day"] == "2025-06-04"
    assert {c["id"] for c in stream["changes"]} == {"oral-french", "stay"}
    assert told["couple"] is None


def test_whatif_tells_a_couple_who_should_apply(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("started_on: 2022-05-30", "started_on: 2023-05-30"),
        encoding="utf-8",
    )
    told = data("whatif", EXAMPLE, *FROM, "--programme", "peq-workers", "--other", other)
    assert told["streams"] == []
    assert told["couple"]["best"] == [{"principal": 1, "programme": "peq-workers"}]
    said = jalon("whatif", EXAMPLE, *FROM, "--programme", "peq-workers", "--other", other)
    assert "Au plus tôt le 30 mai 2024 si la demande est présentée par la personne 1" in said.out.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "au moins un changement"),
        (("--test", "TEFAQ=7,7@hier"), "TEST=NIVEAUX@DATE"),
        (("--test", "TEFAQ=7@2025-01-01"), "TEST=NIVEAUX@DATE"),
        (("--test", "TOEFL=7,7@2025-01-01"), "TCF-Quebec"),
        (("--test", "TEFAQ=13,7@2025-01-01"), "levels.listening"),
        (("--end-job", "2019-01-01"), "2019-01-01"),
        (("--spouse", "accompanies=false"), "pas de conjoint"),
        (("--spouse", "accompanies"), "CLÉ=VALEUR"),
        (("--set", "jobs[9].title=x"), "jobs[9].title"),
        (("--set", "jobs[.title=x"), "chemin mal écrit"),
        (("--set", "jobs[0].titel=x"), "title"),
        (("--set", "birth_date=[1"), "--set birth_date=[1"),
        (("--other", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_whatif_refuses_with_the_thing_and_the_remedy(arguments: tuple[str, ...], told: str) -> None:
    said = jalon("whatif", EXAMPLE, *FROM, *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


@pytest.mark.parametrize("command", ["when", "remedies", "whatif"])
def test_every_word_is_in_english_too(command: str) -> None:
    more = {"when": FROM, "remedies": ("--on", "2026-06-03"), "whatif": (*FROM, "--end-job", "2024-01-31")}[command]
    said = jalon(command, EXAMPLE, *more, lang="en")
    assert said.code == 0
    assert not french_words(said.out), said.out
    assert not french_words(jalon(command, "--help", lang="en").out)
