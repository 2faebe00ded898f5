"""`jalon timeline` and `jalon dates`: one person through time."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import click

from jalon.cli.common import (
    Day,
    Decorator,
    applicant_of,
    fail,
    file_argument,
    json_option,
    lang_option,
    paint,
    print_json,
    programme_type,
)
from jalon.facts import Applicant
from jalon.facts.dates import FIRST_YEAR, LAST_YEAR
from jalon.i18n import Speaker
from jalon.language.calendar import add_months
from jalon.law import PROGRAMMES
from jalon.readings.timeline.calendar import Calendar, calendar
from jalon.readings.timeline.dates import days_to_note
from jalon.readings.timeline.ics import ics_of
from jalon.readings.timeline.report import timelines_report
from jalon.readings.timeline.svg import LEAST_WIDTH, WIDTH, svg_of
from jalon.readings.timeline.table import table_of

# Years shown before and after the day looked at, unless the person says otherwise.
YEARS_BACK = 2
YEARS_AHEAD = 5
# Widest picture: beyond it nobody's screen follows.
MOST_WIDTH = 4000


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands into the group, in one language."""
    _add_timeline(group, say)
    _add_dates(group, say)


def _span_options(say: Speaker) -> Decorator:
    """`--programme`, `--on`, `--from`, `--to`."""
    options = (
        click.option("--programme", type=programme_type(), help=say("Un seul volet; les deux par défaut.")),
        click.option("--on", "on", type=Day(say), help=say("Jour regardé (AAAA-MM-JJ); aujourd’hui par défaut.")),
        click.option(
            "--from", "first", type=Day(say), help=say("Premier jour (AAAA-MM-JJ); deux ans plus tôt par défaut.")
        ),
        click.option(
            "--to", "last", type=Day(say), help=say("Dernier jour (AAAA-MM-JJ); cinq ans plus tard par défaut.")
        ),
    )

    def decorate(command: click.decorators.FC) -> click.decorators.FC:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _add_timeline(group: click.Group, say: Speaker) -> None:
    @group.command(
        "timeline",
        help=say(
            "Montre un dossier dans le temps : quelles conditions sont satisfaites, de quel jour à quel jour, et pourquoi."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon timeline examples/applicant.yaml --on 2024-06-03\n"
            "  jalon timeline dossier.yaml --programme peq-workers -o parcours.svg\n"
            "  jalon timeline dossier.yaml --from 2023-01-01 --to 2027-12-31 --json"
        ),
    )
    @file_argument()
    @_span_options(say)
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Écrit l’image (SVG) dans ce fichier; un fichier par volet s’il y en a deux."),
    )
    @click.option(
        "--width",
        type=click.IntRange(LEAST_WIDTH, MOST_WIDTH),
        default=WIDTH,
        show_default=True,
        help=say("Largeur de l’image en pixels; 360 convient à un téléphone."),
    )
    @json_option(say)
    @lang_option(say)
    def command(
        file: Path,
        programme: str | None,
        on: date | None,
        first: date | None,
        last: date | None,
        output: Path | None,
        width: int,
        as_json: bool,
    ) -> None:
        today = on or date.today()
        calendars = _calendars(applicant_of(file, say), programme, today, first, last, say)
        report = timelines_report(calendars, today, say.lang)
        if output is not None:
            for timeline in report["timelines"]:
                where = _named(output, timeline["programme"]) if len(calendars) > 1 else output
                _write(where, svg_of(timeline, say.lang, width), say)
        if as_json:
            print_json(report)
        elif output is None:
            click.echo(table_of(report, shutil.get_terminal_size((100, 24)).columns, paint), nl=False)


def _add_dates(group: click.Group, say: Speaker) -> None:
    @group.command(
        "dates",
        help=say(
            "Liste les jours à noter : premiers et derniers jours admissibles, fin des permis, preuves et diplômes qui "
            "vieillissent, enfants qui deviennent majeurs."
        ),
        epilog=say("\b\nExemple :\n  jalon dates dossier.yaml --programme peq-workers -o dates.ics"),
    )
    @file_argument()
    @_span_options(say)
    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Écrit un fichier d’agenda (.ics) que votre agenda peut importer."),
    )
    @json_option(say)
    @lang_option(say)
    def command(
        file: Path,
        programme: str | None,
        on: date | None,
        first: date | None,
        last: date | None,
        output: Path | None,
        as_json: bool,
    ) -> None:
        applicant = applicant_of(file, say)
        days = days_to_note(_calendars(applicant, programme, on or date.today(), first, last, say), say)
        if output is not None:
            _write(output, ics_of(days, applicant, datetime.now(UTC), say), say)
        if as_json:
            print_json(
                [
                    {
                        "day": note.day.isoformat(),
                        "sort": note.sort,
                        "subject": note.subject,
                        "title": note.title,
                        "words": note.words,
                    }
                    for note in days
                ]
            )
        elif output is None:
            if not days:
                click.echo(say("Aucun jour à noter."))
            for note in days:
                click.echo(say("{day} : {title}", day=paint(say.date(note.day), "title"), title=note.title))
                if note.words:
                    click.echo(f"    {note.words}")


def _calendars(
    applicant: Applicant, programme: str | None, today: date, first: date | None, last: date | None, say: Speaker
) -> tuple[Calendar, ...]:
    """The calendars asked for, or a clear message when the span makes no sense."""
    start = first or _years_from(today, -YEARS_BACK)
    end = last or _years_from(today, YEARS_AHEAD)
    for day in (start, end):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            fail(
                say(
                    "{day} : choisissez des jours entre les années {first} et {last}.",
                    day=day.isoformat(),
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
    if end < start:
        fail(
            say(
                "La période finit ({last}) avant de commencer ({first}) : corrigez --from ou --to.",
                first=start.isoformat(),
                last=end.isoformat(),
            )
        )
    return tuple(calendar(applicant, start, end, one) for one in ([programme] if programme else PROGRAMMES))


def _years_from(day: date, years: int) -> date:
    return date.fromordinal(add_months(day.toordinal(), 12 * years))


def _named(file: Path, programme: str) -> Path:
    """The file with the name of the stream before its extension."""
    return file.with_name(f"{file.stem}-{programme}{file.suffix}")


def _write(file: Path, text: str, say: Speaker) -> None:
    try:
        # As it stands: a calendar file has its own ends of lines.
        file.write_bytes(text.encode())
    except OSError:
        fail(say("{file} : impossible d’écrire dans ce fichier.", file=file))
    click.echo(say("Écrit : {file}", file=file), err=True)
