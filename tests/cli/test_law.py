"""`jalon law`, `jalon register`, `jalon schema`, `jalon completion`, help, and the choice of language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from cli.calling import EXAMPLE, ON, jalon
from jalon.cli.language import chosen_language
from jalon.law import PROGRAMMES

LANGUAGES = ("fr", "en")
COMMANDS = (
    (),
    ("decide",),
    ("cases",),
    ("replay",),
    ("law",),
    ("law", "list"),
    ("law", "show"),
    ("law", "diff"),
    ("cohort",),
    ("reform",),
    ("synth",),
    ("register",),
    ("register", "occupations"),
    ("register", "areas"),
    ("register", "tests"),
    ("register", "fees"),
    ("schema",),
    ("timeline",),
    ("dates",),
    ("next",),
    ("when",),
    ("remedies",),
    ("whatif",),
    ("occupation",),
    ("area",),
    ("french",),
    ("interview",),
    ("completion",),
)


def answered(*arguments: str, lang: str = "fr") -> str:
    said = jalon(*arguments, lang=lang)
    assert (said.code, said.err) == (0, ""), said
    return said.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_in_both_languages(command: tuple[str, ...]) -> None:
    french, english = (answered(*command, "--help", lang=lang) for lang in LANGUAGES)
    assert french.startswith("Usage :")
    assert "Affiche cette aide." in french
    assert "Show this message" in english
    assert "Affiche" not in english
    assert not re.search(r"\b(les|des|une|pour|dans)\b", english)
    assert not re.search(r"(?<!--)\b(the|of|this|missing)\b", french, re.IGNORECASE)
    assert answered(*command, "-h") == french


def test_no_command_at_all() -> None:
    said = jalon(lang=None)
    assert said.code == 2
    assert "decide" in said.out + said.err


def test_version() -> None:
    assert re.fullmatch(r"jalon \d+\.\d+\.\d+\n", answered("--version"))


def test_law_list() -> None:
    for lang, words in (("fr", "Loi vérifiée jusqu’au 23 novembre 2026"), ("en", "23 November 2026")):
        out = answered("law", "list", lang=lang)
        assert words in out
        assert "2020-07-22 → 2021-01-25" in out
        assert "--view as-written" in out
    told = json.loads(answered("law", "list", "--json"))
    assert [p["programme"] for p in told] == list(PROGRAMMES)


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("day", ["2010-02-14", "2019-11-05", "2021-09-01", "2023-12-01", "2026-01-01", "2027-01-01"])
def test_law_show(programme: str, day: str) -> None:
    for lang in LANGUAGES:
        out = answered("law", "show", programme, "--on", day, lang=lang)
        assert PROGRAMMES[programme].title.text(lang) in out
        assert "§" in out
        # The second line names the instruments, on one line.
        assert all(len(line) <= 110 for line in out.splitlines()[2:])
        told = json.loads(answered("law", "show", programme, "--on", day, "--json", lang=lang))
        assert all(f"({condition['id']})" in out for condition in told["conditions"])
    written = json.loads(answered("law", "show", programme, "--on", day, "--view", "as-written", "--json"))
    assert (written != told) == (day == "2019-11-05") or lang == "en"


def test_law_show_of_today() -> None:
    assert answered("law", "show", "peq-workers")


@pytest.mark.parametrize(("lang", "words"), [("fr", "14 février 2010"), ("en", "14 February 2010")])
def test_law_show_before_the_programme(lang: str, words: str) -> None:
    said = jalon("law", "show", "peq-workers", "--on", "2010-02-13", lang=lang)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        ("2023-11-22", "2023-11-23", "+-~"),
        ("2010-02-13", "2010-02-14", "+"),
        ("2010-02-14", "2010-02-13", "-"),
        ("2020-07-21", "2020-07-22", "+"),
        ("2018-08-01", "2018-08-02", "~="),
    ],
)
def test_law_diff(before: str, after: str, marks: str) -> None:
    for lang in LANGUAGES:
        out = answered("law", "diff", "peq-graduates", before, after, lang=lang)
        firsts = {line[0] for line in out.splitlines() if line[:2] in ("+ ", "- ", "~ ", "= ")}
        assert set(marks) <= firsts
    told = json.loads(answered("law", "diff", "peq-graduates", before, after, "--json"))
    assert (told["before"]["on"], told["after"]["on"]) == (before, after)


def test_law_diff_of_nothing() -> None:
    assert "Aucune condition ne change." in answered("law", "diff", "peq-workers", "2022-01-01", "2022-01-02")
    out = answered("law", "diff", "peq-graduates", "2024-10-30", "2024-10-31", lang="en")
    assert "Intake" in out


def test_law_diff_between_views() -> None:
    out = answered("law", "diff", "peq-graduates", "2019-10-31", "2019-11-01", "--view", "as-written", lang="en")
    assert "+ Area of training" in out


@pytest.mark.parametrize(
    ("name", "rows", "keys"),
    [
        ("occupations", 162, {"noc2016", "level", "noc2021", "teer", "title", "title_as_published"}),
        ("areas", 218, {"award", "area", "as_published"}),
        ("tests", None, {"edition", "test", "skill", "mark", "level_low", "level_high"}),
        ("fees", None, {"since", "until", "principal", "spouse", "child", "confidence"}),
    ],
)
def test_registers(name: str, rows: int | None, keys: set[str]) -> None:
    told = json.loads(answered("register", name, "--json"))
    assert len(told) == rows or rows is None
    assert set(told[0]) >= keys
    lines = answered("register", name, lang="en").splitlines()
    assert len(lines) == len(told) + 2
    assert set(lines[1]) == {"-", " "}
    assert not any(line.endswith(" ") or "None" in line for line in lines)


def test_titles_of_occupations_follow_the_language() -> None:
    french, english = (json.loads(answered("register", "occupations", "--json", lang=lang)) for lang in LANGUAGES)
    assert [row["noc2016"] for row in french] == [row["noc2016"] for row in english]
    assert french[0]["title"] != english[0]["title"]


def test_schema() -> None:
    schemas: list[dict[str, Any]] = [json.loads(answered("schema", lang=lang)) for lang in LANGUAGES]
    assert all("birth_date" in schema["properties"] for schema in schemas)
    assert schemas[0] != schemas[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert "_JALON_COMPLETE" in answered("completion", shell)


@pytest.mark.parametrize(
    ("arguments", "environ", "lang"),
    [
        ((), {}, "fr"),
        (("--lang", "en"), {}, "en"),
        (("--lang=en",), {"JALON_LANG": "fr"}, "en"),
        (("decide", "x", "--lang", "en"), {"LANG": "fr_CA.UTF-8"}, "en"),
        (("--lang",), {}, "fr"),
        (("--lang", "de"), {"LANG": "en_CA.UTF-8"}, "fr"),
        (("decide", "--", "--lang", "en"), {}, "fr"),
        ((), {"JALON_LANG": "en"}, "en"),
        ((), {"JALON_LANG": "de", "LANG": "en_CA"}, "fr"),
        ((), {"JALON_LANG": "", "LANG": "en_CA"}, "en"),
        ((), {"LANG": "EN_US.UTF-8"}, "en"),
        ((), {"LANG": "en_CA", "LC_ALL": "fr_CA"}, "fr"),
        ((), {"LANG": "fr_CA", "LC_MESSAGES": "en_CA"}, "en"),
        ((), {"LANG": "C"}, "fr"),
    ],
)
def test_the_choice_of_language(arguments: tuple[str, ...], environ: dict[str, str], lang: str) -> None:
    assert chosen_language(arguments, environ) == lang


def test_the_language_may_be_named_anywhere() -> None:
    assert (
        answered("decide", str(EXAMPLE), *ON, "--lang", "en", lang="en")
        == jalon("decide", EXAMPLE, *ON, "--lang", "en", lang=None).out
    )
    said = jalon("--lang", "de", "law", "list", lang=None)
    assert said.code == 2
    assert "fr" in said.err


@pytest.mark.parametrize(("variable", "words"), [("fr", "ADMISSIBLE"), ("en", "ELIGIBLE")])
def test_as_a_process(variable: str, words: str) -> None:
    """The installed command, in a process of its own, its output cut short by whoever reads it included."""
    environ = {**os.environ, "JALON_LANG": variable, "PYTHONIOENCODING": "utf-8"}
    run = [sys.executable, "-c", "from jalon.cli import main; main()"]
    done = subprocess.run(
        [*run, "decide", str(EXAMPLE), *ON], env=environ, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout
    pipe = subprocess.Popen(
        [*run, "law", "list"], env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert pipe.stdout is not None
    assert pipe.stderr is not None
    pipe.stdout.readline()
    pipe.stdout.close()
    assert "Traceback" not in pipe.stderr.read()
    pipe.stderr.close()
    pipe.wait()
