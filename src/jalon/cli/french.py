"""`jalon french`: what one proof of French is worth."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from jalon.cli.common import Day, fail, json_option, lang_option, paint, print_json
from jalon.facts import FactsError, parse_applicant
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.text import MARKS, confidence_word
from jalon.readings.french import proof_report
from jalon.registers.french_tests import TESTS

SKILLS = ("listening", "speaking", "reading", "writing")


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "french",
        help=say(
            "Dit ce que vaut une preuve de français : niveau, conditions remplies, jusqu’à quand, et avec quelle certitude."
        ),
        epilog=say(
            "\b\nExemple :\n"
            "  jalon french --test TEFAQ --listening 420 --speaking 410 --taken 2022-03-01 --on 2024-02-01"
        ),
    )
    @click.option("--test", required=True, type=click.Choice(TESTS), help=say("Le test ou le diplôme."))
    @click.option("--listening", type=float, help=say("Note de compréhension orale."))
    @click.option("--speaking", type=float, help=say("Note de production orale."))
    @click.option("--reading", type=float, help=say("Note de compréhension écrite."))
    @click.option("--writing", type=float, help=say("Note de production écrite."))
    @click.option("--taken", type=Day(say), required=True, help=say("Jour du test (AAAA-MM-JJ)."))
    @click.option("--on", "on", type=Day(say), help=say("Jour de la demande (AAAA-MM-JJ); aujourd’hui par défaut."))
    @json_option(say)
    @lang_option(say)
    def command(test: str, taken: date, on: date | None, as_json: bool, **marks: float | None) -> None:
        given = {skill: mark for skill, mark in marks.items() if mark is not None}
        if not given:
            fail(say("Donnez au moins une note : --listening, --speaking, --reading ou --writing."))
        proof = {"proof": "test", "test": test, "taken_on": taken.isoformat(), "scores": given}
        try:
            parse_applicant({"schema": 1, "french": [proof]})
        except FactsError as error:
            fail(error.text(say.lang))
        told = proof_report(proof, on or date.today(), say.lang)
        if as_json:
            print_json(told)
        else:
            _print(told, say)


def _print(told: dict[str, Any], say: Speaker) -> None:
    skills = {
        "listening": say("compréhension orale"),
        "speaking": say("production orale"),
        "reading": say("compréhension écrite"),
        "writing": say("production écrite"),
    }
    tables = {"older": say("pages de 2019 et 2021"), "2024-11-29": say("table du 29 novembre 2024")}
    statuses = {
        "official": say("note du ministère"),
        "inferred": say("note déduite"),
        "unknown": say("échelle non lue"),
        "": say("aucune équivalence"),
    }
    taken, day = (say.date(date.fromisoformat(told[key])) for key in ("taken_on", "on"))
    click.echo(paint(say("{test}, passé le {day}", test=told["test"], day=taken), "title"))
    for level in told["levels"]:
        low, high = level["level"]
        if level["status"] == "unknown":
            reached = say("on ne sait pas")
        elif not high:
            reached = say("aucun niveau")
        else:
            span = str(low) if low == high else f"{low}-{high}"
            reached = say("niveau {span}", span=span) + (f" ({level['cefr']})" if level["cefr"] else "")
        sure = f"{tables[level['table']]}, {statuses[level['status']]}"
        if level["confidence"]:
            sure += say(", confiance {confidence}", confidence=confidence_word(level["confidence"], say))
        click.echo(f"  {skills[level['skill']]} {say.number(level['mark'])} → {reached} [{sure}]")
    click.echo(paint(say("Pour une demande du {day}", day=day), "title"))
    for item in told["conditions"]:
        until = ""
        if item["until"]:
            until = say(" (jusqu’au {day})", day=say.date(date.fromisoformat(item["until"])))
        title = PROGRAMMES[item["programme"]].title.text(say.lang)
        click.echo(f"  {MARKS[item['verdict']]} {title} — {item['name']}{until}")
