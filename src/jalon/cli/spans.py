"""What the commands about time share: the days looked at, the streams, and how reports of several streams are printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from jalon.cli.common import Day, Decorator, fail, print_json, programme_type
from jalon.facts.dates import FIRST_YEAR, LAST_YEAR
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.timeline.when import horizon


def span_options(say: Speaker) -> Decorator:
    """`--programme`, `--from` and `--to`."""

    def decorate(command: Any) -> Any:
        for option in (
            click.option(
                "--to", "last", type=Day(say), help=say("Dernier jour regardé; cinq ans plus tard par défaut.")
            ),
            click.option("--from", "first", type=Day(say), help=say("Premier jour regardé; aujourd’hui par défaut.")),
            click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut.")),
        ):
            command = option(command)
        return command

    return decorate


def span_of(first: date | None, last: date | None, say: Speaker) -> tuple[date, date]:
    """The days looked at, or a clear message and status 2."""
    start = first or date.today()
    for day in (start, last or start):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            fail(
                say(
                    "{day} est hors du calendrier : donnez un jour de {first} à {last}.",
                    day=day.isoformat(),
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
    if last is not None and last < start:
        fail(
            say(
                "--to ({last}) précède le premier jour ({first}) : donnez un jour qui le suit.",
                last=last.isoformat(),
                first=start.isoformat(),
            )
        )
    return start, last or horizon(start)


def streams_of(programme: str | None) -> tuple[str, ...]:
    """The stream asked about, or every one."""
    return (programme,) if programme else tuple(PROGRAMMES)


def print_reports(reports: Sequence[dict[str, Any]], programme: str | None) -> None:
    """One stream as an object, several as a list."""
    print_json(reports[0] if programme else reports)


def day_words(iso: str, say: Speaker) -> str:
    """An ISO day in words."""
    return say.date(date.fromisoformat(iso))
