"""The command `jalon`, built in the language of whoever calls it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click
from click.shell_completion import get_completion_class

from jalon._version import __version__
from jalon.cli.common import lang_option
from jalon.cli.language import chosen_language, speak
from jalon.i18n import Speaker

SHELLS = ("bash", "zsh", "fish")
# The commands of each module of this package: it is imported when one of them is called.
ROOMS: Final = {
    "cohort": ("cohort",),
    "deciding": ("cases", "decide", "replay"),
    "french": ("french",),
    "interview": ("interview", "next"),
    "law": ("law",),
    "reform": ("reform",),
    "searching": ("area", "occupation", "register", "schema"),
    "serving": ("site",),
    "synth": ("synth",),
    "timeline": ("dates", "timeline"),
    "when": ("remedies", "whatif", "when"),
}


class _Commands(click.Group):
    """Commands that are built when they are first asked for: to begin takes longer than most of what they do."""

    say: Speaker

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as the library calls it
        """Every command, whether it is built or not."""
        return sorted({*self.commands, *(name for names in ROOMS.values() for name in names)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command; all are built where there is none of that name, so that the nearest one can be told."""
        if cmd_name not in self.commands:
            opened = [room for room, names in ROOMS.items() if cmd_name in names] or [*ROOMS]
            for room in opened:
                made: Any = import_module(f"jalon.cli.{room}")
                made.add_to(self, self.say)
        return super().get_command(ctx, cmd_name)


def build(lang: str) -> click.Group:
    """The commands in one language."""
    say = speak(lang)

    @click.group(
        "jalon",
        cls=_Commands,
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

    group.say = say
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
