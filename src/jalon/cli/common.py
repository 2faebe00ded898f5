"""What the commands share: options, reading files, printing, and leaving with the right status."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from jalon.facts import Applicant, FactsError, load_applicant
from jalon.i18n import LANGUAGES, Speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import VIEWS

BAD_INPUT = 2
# What click's own decorators are: they take a function or a command, and give it back.
Decorator = Callable[[Any], Any]


def fail(message: str) -> NoReturn:
    """Say what is wrong with the input, on standard error, and leave with status 2."""
    click.echo(message, err=True)
    sys.exit(BAD_INPUT)


class Day(click.ParamType["date"]):
    """A day given as 2024-06-03."""

    name = "date"

    def __init__(self, say: Speaker) -> None:
        self.say = say

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a message that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            if len(value) != len("2024-06-03"):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                self.say("{value!r} n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2024-06-03.", value=value),
                param,
                ctx,
            )


def lang_option(say: Speaker) -> Decorator:
    """`--lang`, read before anything else (see `jalon.cli.language`); here so that help names it."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=say("Langue : fr ou en (ou la variable JALON_LANG)."),
    )


def json_option(say: Speaker) -> Decorator:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help=say("Données JSON plutôt que du texte."))


def view_option(say: Speaker) -> Decorator:
    """`--view`."""
    return click.option(
        "--view",
        type=click.Choice(VIEWS),
        default=VIEWS[0],
        show_default=True,
        help=say("Du 1er au 13 novembre 2019 : le texte tel qu’appliqué en fin de compte, ou tel qu’écrit."),
    )


def programme_type() -> click.Choice[str]:
    """The streams."""
    return click.Choice(tuple(PROGRAMMES))


def file_argument(name: str = "file") -> Decorator:
    """A file to read; `-` is standard input. Whether it can be read is for the reader to say, in the person's language."""
    return click.argument(name, type=click.Path(path_type=Path, allow_dash=True))


def applicant_of(file: Path, say: Speaker) -> Applicant:
    """The applicant of a file, or a clear message and status 2."""
    try:
        if str(file) == "-":
            return load_applicant(standard_input())
        return load_applicant(file)
    except FactsError as error:
        fail(facts_message(error, say))


def standard_input() -> bytes:
    """What is given on standard input."""
    return sys.stdin.buffer.read()


def facts_message(error: FactsError, say: Speaker) -> str:
    """The message of a file that cannot be read, with its name."""
    text = error.text(say.lang)
    return (
        f"{error.name}: {text}" if error.name and say.lang == "en" else f"{error.name} : {text}" if error.name else text
    )


def print_json(data: Any) -> None:
    """Data, for programs."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


_COLOURS = {
    "met": "green",
    "eligible": "green",
    "not-met": "red",
    "not-eligible": "red",
    "undetermined": "yellow",
    "unasked": "bright_black",
}


def paint(text: str, mark: str) -> str:
    """Colour and weight on a terminal; click takes them out elsewhere."""
    return click.style(text, fg=_COLOURS.get(mark), bold=mark in ("title", "eligible", "not-eligible", "undetermined"))
