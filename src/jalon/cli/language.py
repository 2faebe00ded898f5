"""Which language the commands speak, settled before they are built: their very help is in it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from jalon.i18n import LANGUAGES, Speaker, speaker

VARIABLE = "JALON_LANG"


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> str:
    """`--lang` wherever it stands, else the variable JALON_LANG, else an English locale, else French."""
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and i + 1 < len(arguments):
            return _known(arguments[i + 1])
    if environ.get(VARIABLE):
        return _known(environ[VARIABLE])
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "fr"


def _known(lang: str) -> str:
    return lang if lang in LANGUAGES else "fr"


# The sentences of the command-line library that people meet, in French.
_FRENCH = {
    "Usage:": "Usage :",
    "Options": "Options",
    "Commands": "Commandes",
    "Error: {message}": "Erreur : {message}",
    "Try '{command} {option}' for help.": "Pour de l’aide : {command} {option}",
    "Show this message and exit.": "Affiche cette aide.",
    "Show the version and exit.": "Affiche la version.",
    "No such option: {name}": "Option inconnue : {name}",
    "No such option {name!r}.": "Option inconnue : {name}.",
    "No such command {name!r}.": "Commande inconnue : {name}.",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Choose from:\n\t{choices}": "Choix : {choices}",
    "Choose from:\n\t{choices}.": "Choix : {choices}",
    "Missing command.": "Il manque une commande.",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "Option {name!r} requires an argument.": "L’option {name} demande une valeur.",
    "Option {name!r} does not take a value.": "L’option {name} ne prend pas de valeur.",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} n’existe pas.",
    "{value!r} is not one of {choices}.": "{value!r} n’est pas permis; choix : {choices}.",
    "{value!r} is not {choice}.": "{value!r} n’est pas {choice}.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility}?",
    "(Possible options: {possibilities})": "(Options possibles : {possibilities})",
    "Aborted!": "Interrompu.",
    "default: {default}": "par défaut : {default}",
    "required": "obligatoire",
    "(dynamic)": "(calculé)",
    "Could not open file {filename!r}: {message}": "Impossible d’ouvrir {filename!r} : {message}",
}


def speak(lang: str) -> Speaker:
    """The speaker of the commands; teaches the command-line library its French on the way."""
    table = _FRENCH if lang == "fr" else {}

    def one(message: str) -> str:
        return table.get(message, message)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    library: tuple[Any, ...] = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.types,
    )
    for module in library:
        if hasattr(module, "_"):
            module._ = one
        if hasattr(module, "ngettext"):
            module.ngettext = many
    return speaker(lang)
