"""`jalon timeline` and `jalon dates`, as a person calls them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cli.calling import EXAMPLE, ON, jalon
from jalon.law import PROGRAMMES


def test_both_streams_as_text() -> None:
    said = jalon("timeline", EXAMPLE, *ON)
    assert (said.code, said.err) == (0, "")
    for words in (
        "Admissible du 30 mai 2024 au 28 février 2025.",
        "Admissible du 30 mai 2023 au 30 octobre 2024.",
        "▉",
    ):
        assert words in " ".join(said.out.split())
    english = jalon("timeline", EXAMPLE, *ON, "--programme", "peq-workers", lang="en").out
    # Lines are wrapped at the width of the terminal.
    english = " ".join(english.split())
    assert "Eligible from 30 May 2024 to 28 February 2025." in english
    assert "What ends it, on 1 March 2025: Oral French – Proof of French 1 (TEFAQ), exactly 2 years old." in english
    assert "graduates" not in english


def test_the_span_is_two_years_back_and_five_ahead() -> None:
    told = json.loads(jalon("timeline", EXAMPLE, *ON, "--json").out)
    assert [t["programme"] for t in told["timelines"]] == list(PROGRAMMES)
    assert {(t["from"], t["to"], t["today"]) for t in told["timelines"]} == {("2022-06-03", "2029-06-03", "2024-06-03")}
    given = ("--from", "2024-01-01", "--to", "2024-02-29")
    (one,) = json.loads(jalon("timeline", EXAMPLE, "--programme", "peq-workers", *given, "--json").out)["timelines"]
    assert (one["from"], one["to"]) == ("2024-01-01", "2024-02-29")


def test_json_has_intervals_with_their_reasons() -> None:
    (one,) = json.loads(jalon("timeline", EXAMPLE, *ON, "--programme", "peq-workers", "--json").out)["timelines"]
    lines = {item["id"]: item["intervals"] for item in one["lines"]}
    eligible = next(i for i in lines["outcome"] if i["verdict"] == "eligible")
    assert (eligible["from"], eligible["to"]) == ("2024-05-30", "2025-02-28")
    assert eligible["causes"] == [{"sort": "person", "words": "24e mois atteint"}]
    fallen = next(i for i in lines["oral-french"] if i["from"] == "2025-03-02")
    assert fallen["causes"][0]["fact"] == "french[0].taken_on"
    assert [i["verdict"] for i in lines["intake"]] == ["open", "closed", "open", "unknown"]


def test_pictures(tmp_path: Path) -> None:
    one = tmp_path / "one.svg"
    said = jalon("timeline", EXAMPLE, *ON, "--programme", "peq-workers", "-o", one)
    assert (said.code, said.out, said.err) == (0, "", f"Écrit\u00a0: {one}\n")
    assert ET.parse(one).getroot().get("width") == "960"
    said = jalon("timeline", EXAMPLE, *ON, "-o", tmp_path / "both.svg", "--width", "360", "--json", lang="en")
    assert said.code == 0
    assert len(json.loads(said.out)["timelines"]) == 2
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["both-peq-graduates.svg", "both-peq-workers.svg", "one.svg"]
    root = ET.parse(tmp_path / "both-peq-workers.svg").getroot()
    assert (root.get("width"), root.get("lang")) == ("360", "en")


def test_dates(tmp_path: Path) -> None:
    said = jalon("dates", EXAMPLE, *ON)
    assert said.code == 0
    assert "30 mai 2024\u00a0: Premier jour admissible – PEQ, volet Travailleurs étrangers temporaires" in said.out
    told = json.loads(jalon("dates", EXAMPLE, *ON, "--programme", "peq-workers", "--json", lang="en").out)
    assert {"day": "2024-05-30", "sort": "outcome-first", "subject": "peq-workers"}.items() <= told[1].items()
    file = tmp_path / "dates.ics"
    said = jalon("dates", EXAMPLE, *ON, "-o", file)
    assert (said.code, said.out) == (0, "")
    raw = file.read_bytes()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_no_day_to_note(tmp_path: Path) -> None:
    file = tmp_path / "nobody.yaml"
    file.write_text("schema: 1\npermits: []\n", encoding="utf-8")
    assert jalon("dates", file, *ON).out == "Aucun jour à noter.\n"


def test_standard_input() -> None:
    said = jalon("timeline", "-", *ON, "--json", given=EXAMPLE.read_bytes())
    assert said.code == 0
    assert len(json.loads(said.out)["timelines"]) == 2


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (
            ("--from", "2025-01-01", "--to", "2024-01-01"),
            "La période finit (2024-01-01) avant de commencer (2025-01-01)\u00a0: corrigez --from ou --to.",
            "The span ends (2024-01-01) before it starts (2025-01-01): correct --from or --to.",
        ),
        (
            ("--to", "9999-01-01"),
            "9999-01-01\u00a0: choisissez des jours entre les années 1900 et 2100.",
            "9999-01-01: choose days between the years 1900 and 2100.",
        ),
        (("--from", "0001-01-01"), "0001-01-01", "0001-01-01"),
        (("--from", "2024-02-30"), "2024-02-30", "2024-02-30"),
        (("--programme", "peq"), "peq-workers", "peq-workers"),
    ],
)
@pytest.mark.parametrize("command", ["timeline", "dates"])
def test_a_span_that_makes_no_sense(command: str, arguments: tuple[str, ...], french: str, english: str) -> None:
    for lang, words in (("fr", french), ("en", english)):
        said = jalon(command, EXAMPLE, *ON, *arguments, lang=lang)
        assert (said.code, said.out) == (2, "")
        assert words in said.err


@pytest.mark.parametrize("day", ["0001-06-01", "9998-12-31"])
def test_a_day_looked_at_far_away(day: str) -> None:
    said = jalon("timeline", EXAMPLE, "--on", day)
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize("command", ["timeline", "dates"])
def test_a_file_that_cannot_be_read_or_written(command: str, tmp_path: Path) -> None:
    said = jalon(command, tmp_path / "none.yaml")
    assert (said.code, said.out) == (2, "")
    assert "none.yaml" in said.err
    said = jalon(command, EXAMPLE, *ON, "-o", tmp_path / "no" / "where.svg", lang="en")
    assert said.code == 2
    assert "where" in said.err


@pytest.mark.parametrize("width", ["10", "100000", "wide"])
def test_a_width_that_makes_no_picture(width: str) -> None:
    said = jalon("timeline", EXAMPLE, "--width", width)
    assert (said.code, said.out) == (2, "")
    assert "--width" in said.err
