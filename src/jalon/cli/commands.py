"""The command `jalon`, built in the language of whoever calls it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from click.shell_completion import get_completion_class

from jalon._version import __version__
from jalon.cli import (
    cohort,
    deciding,
    french,
    interview,
    law,
    reform,
    registers,
    searching,
    serving,
    synth,
    timeline,
    when,
)
from jalon.cli.common import lang_option
from jalon.cli.language import chosen_language, speak
from jalon.i18n import Speaker

SHELLS = ("bash", "zsh", "fish")


def build(lang: str) -> click.Group:
    """The commands in one language."""
    say = speak(lang)

    @click.group(
        "jalon",
        help=say(
            "Jalon dit quelles conditions du Programme de l’expérience québécoise une personne remplit, selon la loi du "
            "jour de la demande, et pourquoi."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon decide examples/applicant.yaml --on 2024-06-03\n"
            "  jalon law show peq-graduates --on 2026-07-15\n"
            "  jalon --lang en decide examples/applicant.yaml"
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.version_option(
        __version__, prog_name="jalon", message="%(prog)s %(version)s", help=say("Affiche la version.")
    )
    @lang_option(say)
    def group() -> None:
        """Holds the commands below."""

    deciding.add_to(group, say)
    law.add_to(group, say)
    french.add_to(group, say)
    searching.add_to(group, registers.add_to(group, say), say)
    timeline.add_to(group, say)
    interview.add_to(group, say)
    when.add_to(group, say)
    cohort.add_to(group, say)
    reform.add_to(group, say)
    synth.add_to(group, say)
    serving.add_to(group, say)
    _add_completion(group, say)
    return group


def _add_completion(group: click.Group, say: Speaker) -> None:
    @group.command(
        "completion",
        help=say("Le script qui complète les commandes dans votre interpréteur (bash, zsh, fish)."),
        epilog=say("\b\nExemple :\n  jalon completion bash >> ~/.bashrc"),
    )
    @click.argument("shell", type=click.Choice(SHELLS))
    @lang_option(say)
    def command(shell: str) -> None:
        completion = get_completion_class(shell)
        if completion is not None:
            click.echo(completion(group, {}, "jalon", "_JALON_COMPLETE").source())


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    build(chosen_language(given)).main(args=given, prog_name="jalon")
