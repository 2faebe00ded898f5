"""The commands as a whole: each is built when it is called, and none is forgotten."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click
import pytest

from cli.calling import jalon
from jalon.cli.commands import ROOMS
from jalon.i18n import speaker


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_the_commands_said(room: str) -> None:
    group = click.Group("jalon")
    import_module(f"jalon.cli.{room}").add_to(group, speaker("fr"))
    assert sorted(group.commands) == sorted(ROOMS[room])


def test_help_names_every_command() -> None:
    said = jalon("--help").out.split("Commandes")[1].split("Exemples")[0]
    names = [line.split()[0] for line in said.splitlines() if line[:2] == "  " and line[2:3].strip()]
    assert names == sorted([*(name for names in ROOMS.values() for name in names), "completion"])


def test_the_nearest_command_is_told() -> None:
    said = jalon("remedie")
    assert said.code == 2
    assert "'remedies'" in said.err


def test_what_is_not_called_is_not_imported() -> None:
    code = (
        "import sys; from jalon.cli import main\n"
        "try: main(['law', '--help'])\n"
        "except SystemExit: pass\n"
        "print([one for one in ('numpy', 'jalon.readings.timeline', 'jalon.cli.cohort') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
