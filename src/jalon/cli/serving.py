"""`jalon site`: the web site, on one's own machine or behind a proxy."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from importlib.util import find_spec
from typing import Final

import click

from jalon.cli.common import fail, lang_option
from jalon.i18n import Speaker

SETTINGS: Final = "jalon.site.settings"
MOST_WORKERS: Final = 64
# What the site needs and the rest of Jalon does not.
_NEEDED: Final = ("django", "ninja", "gunicorn", "jinja2", "whitenoise", "cryptography", "dj_database_url")


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "site",
        help=say(
            "Démarre le site sur cette machine. La base de données est préparée d’abord. Ctrl-C l’arrête proprement."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon site\n"
            "  jalon site --port 8001\n"
            "  JALON_PRODUCTION=1 JALON_HOSTS=exemple.org jalon site --check"
        ),
    )
    @click.option("--host", default="127.0.0.1", show_default=True, help=say("Adresse où écouter."))
    @click.option(
        "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=say("Port où écouter.")
    )
    @click.option(
        "--workers",
        type=click.IntRange(1, MOST_WORKERS),
        help=say("Nombre de processus; deux par cœur, et un, par défaut."),
    )
    @click.option("--check", "only_check", is_flag=True, help=say("Vérifie les réglages de production, et s’arrête."))
    @lang_option(say)
    def command(host: str, port: int, workers: int | None, only_check: bool) -> None:
        missing = [name for name in _NEEDED if find_spec(name) is None]
        if missing:
            fail(
                say(
                    "Le site n’est pas installé (il manque {names}). Installez-le : pip install 'jalon[site]'.",
                    names=", ".join(missing),
                )
            )
        if only_check:
            sys.exit(_manage("check", "--deploy", "--fail-level", "WARNING"))
        _port_is_free(host, port, say)
        if _manage("migrate", "--verbosity", "0"):
            fail(say("La base de données n’a pas pu être préparée : voyez le message ci-dessus."))
        click.echo(
            say("Le site est à l’adresse {address} (Ctrl-C pour l’arrêter).", address=f"http://{_shown(host)}:{port}/")
        )
        # The server takes the place of this process: signals go straight to it, and it ends what it began.
        os.execv(sys.executable, server_command(f"{_bound(host)}:{port}", workers))


def server_command(bind: str, workers: int | None) -> list[str]:
    """The command line of the server of the site (see `jalon.site.server`)."""
    command = [sys.executable, "-m", "gunicorn", "-c", "python:jalon.site.server", "jalon.site.wsgi:application"]
    return [*command, "--bind", bind, *(("--workers", str(workers)) if workers else ())]


def _manage(*arguments: str) -> int:
    """One of the framework's own commands, in a process of its own."""
    return subprocess.run([sys.executable, "-m", "django", *arguments, "--settings", SETTINGS], check=False).returncode


def _shown(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, _bound(host))


def _bound(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _port_is_free(host: str, port: int, say: Speaker) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(
                say(
                    "Le port {port} est déjà pris. Choisissez-en un autre : --port {other} (ou make run PORT={other}).",
                    port=port,
                    other=port + 1 if port < 65535 else 8000,
                )
            )
        fail(say("Impossible d’écouter à {host}:{port} : {why}.", host=host, port=port, why=error.strerror or error))
