"""`jalon when` and `jalon remedies`: from what day a person is eligible, and what would make them so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from jalon.cli import whatif
from jalon.cli.common import Day, applicant_of, file_argument, json_option, lang_option, paint, programme_type
from jalon.cli.spans import day_words, print_reports, span_of, span_options, streams_of
from jalon.i18n import Speaker
from jalon.readings.decide.text import MARKS, wrapped
from jalon.readings.remedies.report import remedies_report
from jalon.readings.remedies.search import remedies
from jalon.readings.timeline.when import When, conditions_sentence, when, when_report, when_sentence


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands, and `jalon whatif`, into the group, in one language."""
    _add_when(group, say)
    _add_remedies(group, say)
    whatif.add_to(group, say)


# --- when -------------------------------------------------------------------------------------------------------------


def _add_when(group: click.Group, say: Speaker) -> None:
    @group.command(
        "when",
        help=say(
            "Dit à partir de quel jour une personne est admissible, jusqu’à quel jour, et quelle condition est satisfaite "
            "en dernier, si les faits continuent et si la loi reste celle que l’on connaît."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon when dossier.yaml --from 2024-06-03\n"
            "  jalon when dossier.yaml --programme peq-workers --json"
        ),
    )
    @file_argument()
    @span_options(say)
    @json_option(say)
    @lang_option(say)
    def command(file: Path, first: date | None, last: date | None, programme: str | None, as_json: bool) -> None:
        start, end = span_of(first, last, say)
        applicant = applicant_of(file, say)
        found = [when(applicant, start, stream, end) for stream in streams_of(programme)]
        if as_json:
            print_reports([when_report(item, say.lang) for item in found], programme)
            return
        click.echo("\n\n".join("\n".join(_when_lines(item, say)) for item in found))


def _when_lines(found: When, say: Speaker) -> Iterator[str]:
    told = when_report(found, say.lang)
    span = say("du {first} au {last}", first=day_words(told["from"], say), last=day_words(told["to"], say))
    yield paint(say("{title}, {span}", title=told["title"], span=span), "title")
    mark = "eligible" if found.eligible else "not-eligible"
    if not found.eligible and any(s["outcome"] == "undetermined" for s in told["spans"]):
        mark = "undetermined"
    yield paint(f"{MARKS[mark]} {when_sentence(found, say)}", mark)
    if found.eligible != found.conditions:
        yield from wrapped(conditions_sentence(found, say), "  ")
    for title, key in (
        (say("Condition satisfaite en dernier"), "last_conditions"),
        (say("Ce qui y met fin"), "closed_by"),
    ):
        if told[key]:
            yield say("  {title} : {names}", title=title, names=", ".join(item["name"] for item in told[key]))
    yield paint(say("Périodes"), "title")
    for item in told["spans"]:
        yield from wrapped(_span_words(item, say), f"  {MARKS[item['outcome']]} ")
    if told["warnings"]:
        yield paint(say("Attention"), "title")
        for warning in told["warnings"]:
            yield from wrapped(warning["words"], "  • ")


def _span_words(item: dict[str, Any], say: Speaker) -> str:
    outcome = {
        "eligible": say("admissible"),
        "not-eligible": say("non admissible"),
        "undetermined": say("indéterminé"),
    }[item["outcome"]]
    conditions = {
        "met": say("conditions satisfaites"),
        "not-met": say("conditions non satisfaites"),
        "undetermined": say("conditions indéterminées"),
    }[item["conditions"]]
    intake = {
        "open": say("demandes reçues"),
        "closed": say("demandes non reçues"),
        "unknown": say("réception inconnue"),
    }[item["intake"]]
    return say(
        "{first} → {last} : {outcome} ({conditions}, {intake})",
        first=day_words(item["from"], say),
        last=day_words(item["to"], say),
        outcome=outcome,
        conditions=conditions,
        intake=intake,
    )


# --- remedies ---------------------------------------------------------------------------------------------------------


def _add_remedies(group: click.Group, say: Speaker) -> None:
    @group.command(
        "remedies",
        help=say(
            "Dit ce qui ferait satisfaire les conditions qui ne le sont pas un jour donné : le temps, un acte, un fait à "
            "ajouter, ou rien dans ce volet."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon remedies dossier.yaml --on 2024-06-03\n"
            "  jalon remedies dossier.yaml --programme peq-workers --json"
        ),
    )
    @file_argument()
    @click.option("--on", "on", type=Day(say), help=say("Jour de la demande (AAAA-MM-JJ); aujourd’hui par défaut."))
    @click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut."))
    @json_option(say)
    @lang_option(say)
    def command(file: Path, on: date | None, programme: str | None, as_json: bool) -> None:
        day, end = span_of(on, None, say)
        applicant = applicant_of(file, say)
        reports = [remedies_report(remedies(applicant, day, s, end), say.lang) for s in streams_of(programme)]
        if as_json:
            print_reports(reports, programme)
            return
        click.echo("\n\n".join("\n".join(_remedies_lines(told, say)) for told in reports))


def _remedies_lines(told: dict[str, Any], say: Speaker) -> Iterator[str]:
    yield paint(say("{title}, le {day}", title=told["title"], day=day_words(told["on"], say)), "title")
    if told["conditions_verdict"] == "met":
        yield from wrapped(told["intake_words"] or say("Toutes les conditions sont satisfaites : rien à faire."), "  ")
        return
    for condition in told["conditions"]:
        yield paint(f"{MARKS[condition['verdict']]} {condition['name']}", condition["verdict"])
        yield from wrapped(condition["asks"], "    ")
        yield from _ways(condition, say)
    if told["none"]:
        yield paint(say("Aucun remède"), "title")
        yield from wrapped(told["none"], "  ")
        return
    yield paint(say("Remèdes"), "title")
    for number, remedy in enumerate(told["remedies"], 1):
        yield from wrapped(remedy["words"], f"  {number}. ")
        for act in remedy["acts"]:
            names = ", ".join(item["name"] for item in act["serves"])
            words = say("{act} [{conditions}]", act=act["words"], conditions=names) if names else act["words"]
            yield from wrapped(words, "     • ")
        for point in remedy["contested"]:
            yield from wrapped(
                say("Point contesté {id} : {question}", id=point["point"], question=point["question"]), "     ≠ "
            )
        for fact in remedy["missing"]:
            yield from wrapped(say("Il manque : {label} ({path})", label=fact["label"], path=fact["path"]), "     ? ")
        if remedy["intake"] != "open":
            yield from wrapped(_intake(remedy, say), "       ")


def _ways(condition: dict[str, Any], say: Speaker) -> Iterator[str]:
    if condition["time"]:
        yield from wrapped(
            say("Le temps suffit à celle-ci : le {day}.", day=day_words(condition["time"], say)), "      · "
        )
    for act in condition["acts"]:
        words = say("Possible dès le {day} : {act}", day=day_words(act["from"], say), act=act["words"])
        yield from wrapped(words, "      · ")
    for fact in condition["missing"]:
        yield from wrapped(say("Il manque : {label} ({path})", label=fact["label"], path=fact["path"]), "      ? ")
    for point in condition["contested"]:
        yield from wrapped(
            say("Point contesté {id} : {question}", id=point["point"], question=point["question"]), "      ≠ "
        )
    if condition["none"]:
        yield from wrapped(condition["none"], "      · ")


def _intake(remedy: dict[str, Any], say: Speaker) -> str:
    if remedy["eligible_on"]:
        return say(
            "Ce jour-là, les demandes ne sont pas reçues; elles le sont le {day}.",
            day=day_words(remedy["eligible_on"], say),
        )
    if remedy["intake"] == "unknown":
        return say("On ne sait pas si les demandes seront reçues ce jour-là.")
    return say("Ce jour-là, les demandes ne sont pas reçues.")
