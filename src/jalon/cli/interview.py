"""`jalon next` and `jalon interview`: the next question of a file, and a short interview that writes one."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from jalon.cli.answering import RefusedError, answer_hint, answered
from jalon.cli.common import (
    Day,
    applicant_of,
    fail,
    file_argument,
    json_option,
    lang_option,
    paint,
    print_json,
    programme_type,
)
from jalon.facts import Applicant, FactsError, dump_json, dump_yaml
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.decide.decision import Decision, decide
from jalon.readings.decide.report import report
from jalon.readings.decide.text import MARKS, outcome_sentence, wrapped
from jalon.readings.interview import Interview, Question, next_question, question_data

UNKNOWN, BACK = "?", "<"


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands into the group, in one language."""
    _add_next(group, say)
    _add_interview(group, say)


def _add_next(group: click.Group, say: Speaker) -> None:
    @group.command(
        "next",
        help=say("Dit la prochaine question utile pour un dossier : le fait qui peut trancher le plus, et pourquoi."),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon next dossier.yaml --on 2024-06-03 --programme peq-workers\n"
            "  jalon next dossier.yaml --json"
        ),
    )
    @file_argument()
    @click.option("--on", "on", type=Day(say), help=say("Jour de la demande (AAAA-MM-JJ); aujourd’hui par défaut."))
    @click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut."))
    @click.option(
        "--thorough",
        is_flag=True,
        help=say("Demande aussi ce que le dossier laisse supposer : congés, attestation de valeurs, entrevue…"),
    )
    @json_option(say)
    @lang_option(say)
    def command(file: Path, on: date | None, programme: str | None, thorough: bool, as_json: bool) -> None:
        applicant = applicant_of(file, say)
        day = on or date.today()
        programmes = (programme,) if programme else tuple(PROGRAMMES)
        question = next_question(applicant, day, programmes, thorough=thorough)
        decisions = [decide(applicant, day, name) for name in programmes]
        if as_json:
            print_json(
                {
                    "filed_on": day.isoformat(),
                    "question": question_data(question, applicant, say) if question else None,
                    "programmes": [
                        {"id": d.programme.id, "conditions_verdict": d.conditions_verdict} for d in decisions
                    ],
                }
            )
        elif question is None:
            for decision in decisions:
                click.echo(f"{MARKS[decision.conditions_verdict]} {_nothing_to_ask(decision, say)}")
        else:
            for line in _lines(question, applicant, say):
                click.echo(line)
            click.echo(say("  Dans le dossier : {path}", path=question.path))


def _nothing_to_ask(decision: Decision, say: Speaker) -> str:
    title = decision.programme.title.text(say.lang)
    found = [CONDITION_NAMES[r.id].text(say.lang) for r in decision.conditions if r.value == decision.conditions_value]
    names = ", ".join(found)
    match decision.conditions_verdict:
        case "met":
            return say("{title} : toutes les conditions sont satisfaites; rien à demander.", title=title)
        case "not-met" if found:
            return say("{title} : non satisfait ({names}); rien à demander.", title=title, names=names)
        case "not-met":
            return say("{title} : aucun texte ce jour-là; rien à demander.", title=title)
        case _:
            return say(
                "{title} : indéterminé ({names}), et aucune question n’y changerait rien.", title=title, names=names
            )


def _lines(question: Question, applicant: Applicant, say: Speaker) -> list[str]:
    """The question, laid out: what it is about, its words and its hint, the answers it takes, why it is asked."""
    owner = question.owner(applicant, say)
    lines = [owner] if owner not in ("", question.subject_label.name(say.lang)) else []
    lines.append(paint(question.asked.question.text(say.lang), "title"))
    if hint := question.asked.hint.text(say.lang):
        lines += wrapped(hint, "  ")
    for number, choice in enumerate(question.choices, 1):
        help_ = choice.label.help(say.lang)
        lines += wrapped(f"{number}. {choice.label.name(say.lang)}" + (f" ({help_})" if help_ else ""), "    ")
    if question.known:
        lines += wrapped(say("Déjà connu : {known}. Précisez si vous le pouvez.", known=question.known), "  ")
    lines += wrapped(say("Réponse : {hint}", hint=answer_hint(question, say)), "  ")
    lines += wrapped(say("Pourquoi : {names}", names=", ".join(question.why(say))), "  ")
    return lines


def _add_interview(group: click.Group, say: Speaker) -> None:
    @group.command(
        "interview",
        help=say(
            "Pose les questions utiles, une à une, et écrit le dossier. Ce qui est répondu est gardé, même après Ctrl-C : "
            "la même commande, avec le même fichier, reprend où elle en était."
        ),
        epilog=say("\b\nExemple :\n  jalon interview --on 2024-06-03 --programme peq-workers -o dossier.yaml"),
    )
    @click.option("--on", "on", type=Day(say), help=say("Jour de la demande (AAAA-MM-JJ); aujourd’hui par défaut."))
    @click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut."))
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Le dossier à écrire (.yaml ou .json); sans cette option, il est imprimé à la fin."),
    )
    @lang_option(say)
    def command(on: date | None, programme: str | None, output: Path | None) -> None:
        interview = Interview(on or date.today(), (programme,) if programme else tuple(PROGRAMMES))
        if output is not None and output.exists():
            interview = replace(interview, applicant=applicant_of(output, say))
            click.echo(say("Le dossier {file} existe : l’entrevue continue à partir de lui.", file=output), err=True)
        elif output is not None:
            # Better now than after thirty answers.
            _save(interview.applicant, output, say)
        _Talk(interview, output, say).run()


class _Talk:
    """The interview in the terminal. What people read goes to standard error when the file goes to standard output."""

    def __init__(self, interview: Interview, output: Path | None, say: Speaker) -> None:
        self.interview, self.output, self.say = interview, output, say
        self.before: list[Interview] = []
        self.subject = ""

    def run(self) -> None:
        self.tell(
            self.say(
                "Une question à la fois. « ? » : je ne sais pas. « < » : question précédente. Ctrl-C : arrêter; ce qui est "
                "répondu est gardé."
            )
        )
        try:
            while self.interview.question is not None:
                self.ask(self.interview.question)
        except (click.Abort, KeyboardInterrupt, EOFError):
            self.tell("")
            self.tell(self.say("Entrevue arrêtée; ce qui est répondu est gardé."))
            self.finish()
            raise click.exceptions.Exit(1) from None
        self.tell("")
        for written in report(self.interview.decisions(), self.say.lang)["decisions"]:
            self.tell(paint(written["title"], "title"))
            self.tell(f"{MARKS[written['outcome']]} {outcome_sentence(written, self.say)}")
        self.finish()

    def ask(self, question: Question) -> None:
        if question.subject != self.subject:
            self.subject = question.subject
            self.tell(paint(f"\n── {question.subject_label.name(self.say.lang)} ──", "title"))
        self.tell("")
        for line in _lines(question, self.interview.applicant, self.say):
            self.tell(line)
        while True:
            text = click.prompt("›", prompt_suffix=" ", default="", show_default=False, err=self.output is None).strip()
            try:
                return self.take(question, text)
            except RefusedError as error:
                self.tell(str(error))
            except FactsError as error:
                self.tell(error.text(self.say.lang))

    def take(self, question: Question, text: str) -> None:
        if text == BACK:
            if not self.before:
                raise RefusedError(self.say("C’est la première question."))
            self.interview = self.before.pop()
        else:
            after = self.interview.unknown() if self.unknown(question, text) else self.given(question, text)
            self.before.append(self.interview)
            self.interview = after
        if self.output is not None:
            _save(self.interview.applicant, self.output, self.say)

    def unknown(self, question: Question, text: str) -> bool:
        if text != UNKNOWN:
            return False
        if not question.unsure:
            raise RefusedError(self.say("Cette question demande une réponse; Ctrl-C pour arrêter."))
        return True

    def given(self, question: Question, text: str) -> Interview:
        value, at = answered(question, text, self.say)
        return self.interview.answered(value, at)

    def tell(self, text: str) -> None:
        click.echo(text, err=self.output is None)

    def finish(self) -> None:
        if self.output is None:
            click.echo(dump_yaml(self.interview.applicant), nl=False)
            return
        self.tell(
            self.say(
                "Dossier écrit : {file}. Les raisons : jalon decide {file} --on {day}",
                file=self.output,
                day=self.interview.day.isoformat(),
            )
        )


def _save(applicant: Applicant, file: Path, say: Speaker) -> None:
    """Write the whole file beside the old one, then put it in its place: there is always one that can be read."""
    text = dump_json(applicant) if file.suffix.lower() == ".json" else dump_yaml(applicant)
    beside = file.with_name(f".{file.name}.tmp")
    try:
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, file)
    except OSError:
        fail(say("{file} : impossible d’écrire dans ce fichier.", file=file))
