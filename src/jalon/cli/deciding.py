"""`jalon decide`, `jalon cases`, `jalon replay`: deciding files, and deciding them again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from jalon.cli.common import (
    Day,
    applicant_of,
    facts_message,
    fail,
    file_argument,
    json_option,
    lang_option,
    paint,
    print_json,
    programme_type,
    standard_input,
    view_option,
)
from jalon.facts import FactsError, load_cases
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import Decision, View, decide, decide_all
from jalon.readings.decide.receipt import SHAPE, differences, receipt
from jalon.readings.decide.report import report
from jalon.readings.decide.text import MARKS, text_of


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands into the group, in one language."""
    _add_decide(group, say)
    _add_cases(group, say)
    _add_replay(group, say)


def _add_decide(group: click.Group, say: Speaker) -> None:
    examples = say(
        "\b\nExemples :\n"
        "  jalon decide dossier.yaml --on 2024-06-03\n"
        "  jalon decide dossier.json --programme peq-workers --json\n"
        "  cat dossier.yaml | jalon decide - --receipt recu.json"
    )

    @group.command(
        "decide",
        help=say("Décide un dossier selon la loi du jour de la demande, condition par condition, avec les raisons."),
        epilog=examples,
    )
    @file_argument()
    @click.option("--on", "on", type=Day(say), help=say("Jour de la demande (AAAA-MM-JJ); aujourd’hui par défaut."))
    @click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut."))
    @view_option(say)
    @json_option(say)
    @click.option(
        "--receipt",
        "receipt_file",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Écrit le reçu de la décision dans ce fichier, pour « jalon replay »."),
    )
    @lang_option(say)
    def command(
        file: Path, on: date | None, programme: str | None, view: View, as_json: bool, receipt_file: Path | None
    ) -> None:
        applicant = applicant_of(file, say)
        day = on or date.today()
        decisions = (decide(applicant, day, programme, view),) if programme else decide_all(applicant, day, view)
        written = report(decisions, say.lang)
        if receipt_file is not None:
            _write(receipt_file, [receipt(decision) for decision in decisions], say)
        if as_json:
            print_json(written)
        else:
            click.echo(text_of(written, paint), nl=False)


def _write(file: Path, data: Any, say: Speaker) -> None:
    try:
        file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError:
        fail(say("{file} : impossible d’écrire dans ce fichier.", file=file))


def _add_cases(group: click.Group, say: Speaker) -> None:
    @group.command(
        "cases",
        help=say("Décide tous les cas d’un fichier de cas et dit lesquels s’écartent du résultat attendu."),
        epilog=say("\b\nExemple :\n  jalon cases tests/cases/peq.yaml --json"),
    )
    @file_argument()
    @json_option(say)
    @lang_option(say)
    def command(file: Path, as_json: bool) -> None:
        try:
            cases = load_cases(file if str(file) != "-" else standard_input())
        except FactsError as error:
            fail(facts_message(error, say))
        unknown = [case for case in cases if case.programme not in PROGRAMMES]
        if unknown:
            fail(
                say(
                    "{file} : {id} : le programme {programme} n’est pas encore décidé; connus : {known}.",
                    file=file,
                    id=unknown[0].id,
                    programme=unknown[0].programme,
                    known=", ".join(PROGRAMMES),
                )
            )
        decisions = []
        show = not as_json and len(cases) > 1
        with click.progressbar(cases, label=say("Cas"), hidden=not show) as walked:
            for case in walked:
                decisions.append(decide(case.applicant, case.filed_on, case.programme, case.view))
        if as_json:
            print_json(
                [
                    {"id": case.id, "outcome": decision.outcome, "failing": list(decision.failing)}
                    for case, decision in zip(cases, decisions, strict=True)
                ]
            )
            return
        wrong = 0
        for case, decision in zip(cases, decisions, strict=True):
            agrees = _agrees(case, decision)
            wrong += not agrees
            failing = f" ({', '.join(decision.failing)})" if decision.failing else ""
            mark = " " if agrees else "≠"
            click.echo(paint(f"{mark} {MARKS[decision.outcome]} {case.id}{failing}", decision.outcome))
            if not agrees:
                expected = " | ".join(case.outcomes)
                failing_expected = ", ".join(case.failing or ())
                click.echo(say("      attendu : {expected} ({failing})", expected=expected, failing=failing_expected))
        click.echo(say("{count} cas, {wrong} en désaccord.", count=len(cases), wrong=wrong))
        if wrong:
            raise click.exceptions.Exit(1)


def _agrees(case: Any, decision: Decision) -> bool:
    """Outcome as expected and, unless it is left open by the case, exactly the failing conditions expected."""
    if case.outcomes and decision.outcome not in case.outcomes:
        return False
    if case.failing is None or (len(case.outcomes) > 1 and decision.outcome == "undetermined"):
        return True
    return set(decision.failing) == set(case.failing)


def _add_replay(group: click.Group, say: Speaker) -> None:
    @group.command(
        "replay",
        help=say("Décide de nouveau un dossier d’après un reçu et dit si quelque chose diffère."),
        epilog=say("\b\nExemple :\n  jalon replay recu.json dossier.yaml"),
    )
    @file_argument("receipt_file")
    @file_argument()
    @json_option(say)
    @lang_option(say)
    def command(receipt_file: Path, file: Path, as_json: bool) -> None:
        receipts = _receipts(receipt_file, say)
        applicant = applicant_of(file, say)
        found = []
        for before in receipts:
            try:
                again = decide(applicant, date.fromisoformat(before["filed_on"]), before["programme"], before["view"])
            except (KeyError, TypeError, ValueError):
                fail(say("{file} : ce reçu est incomplet ou nomme un programme inconnu.", file=receipt_file))
            found.append({"programme": before["programme"], "differences": differences(before, receipt(again))})
        if as_json:
            print_json(
                [
                    {
                        "programme": item["programme"],
                        "differences": [{"place": p, "before": a, "after": b} for p, a, b in item["differences"]],
                    }
                    for item in found
                ]
            )
        for item in found if not as_json else []:
            click.echo(paint(PROGRAMMES[item["programme"]].title.text(say.lang), "title"))
            if not item["differences"]:
                click.echo(say("  Rien ne diffère : même dossier, même loi, même décision."))
            for place, a, b in item["differences"]:
                click.echo(f"  {place} : {_short(a)} → {_short(b)}")
        if any(item["differences"] for item in found):
            raise click.exceptions.Exit(1)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _receipts(file: Path, say: Speaker) -> list[dict[str, Any]]:
    """The receipts of a file: one, a list of them, or the JSON of `jalon decide`."""
    try:
        raw = standard_input() if str(file) == "-" else file.read_bytes()
        data = json.loads(raw)
    except OSError:
        fail(say("{file} : ce fichier n’existe pas ou ne peut être lu.", file=file))
    except (ValueError, RecursionError):
        fail(say("{file} : ce n’est pas un reçu (JSON attendu).", file=file))
    if isinstance(data, dict) and isinstance(data.get("decisions"), list):
        data = [item.get("receipt") for item in data["decisions"] if isinstance(item, dict)]
    receipts = data if isinstance(data, list) else [data]
    if not receipts or not all(isinstance(item, dict) and item.get("shape") == SHAPE for item in receipts):
        fail(say("{file} : ce n’est pas un reçu de Jalon ({shape} attendu).", file=file, shape=SHAPE))
    return receipts
