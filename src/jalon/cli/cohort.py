"""`jalon cohort`: many people at once, from files to files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from jalon.cli.cohort_spark import asks_spark, ran_on_spark, refuse_folders, spark_options
from jalon.cli.common import Day, fail, json_option, lang_option, print_json, programme_type, view_option
from jalon.cli.starting import start_tables
from jalon.cohort.lateness import told_when_late
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES

if TYPE_CHECKING:
    from jalon.cohort.files.chunks import Source
    from jalon.cohort.running.asked import Asked
    from jalon.cohort.running.run import Plan, Ran
    from jalon.cohort.spark.running import SparkPlan

# What the extra `cohort` brings.
_NEEDED: Final = ("altair", "numba", "pyarrow", "rich", "vl_convert")
REJECTED: Final = 3
"""The status of a run with refused rows, when that was asked for."""
_INTERRUPTED: Final = 130
_PATIENCE_S: Final = 6.0
_MOST_CHUNK: Final = 1_000_000


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "cohort",
        help=say(
            "Décide des millions de personnes à la fois. PERSONNES est un fichier Parquet, Arrow, NDJSON ou CSV, un "
            "dossier de tables CSV (persons.csv, jobs.csv…) ou de fichiers Parquet, ou un motif entre guillemets. "
            "Voir docs/cohorts.md."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon cohort personnes.parquet -o decisions.parquet --key id\n"
            "  jalon cohort tables/ -o decisions.csv --on 2024-06-03 -P peq-workers\n"
            "  jalon cohort plat.csv --map plan.yaml -o decisions.parquet --report rapport --by region --mask 5\n"
            "  jalon cohort personnes.parquet -o decisions.parquet --key id --resume"
        ),
    )
    @click.argument("people", metavar=say("PERSONNES"))
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(),
        help=say("Fichier des décisions : .parquet, .arrow, .csv ou .ndjson."),
    )
    @click.option("--on", type=Day(say), help=say("Jour de la demande de tout le monde (AAAA-MM-JJ)."))
    @click.option("--on-column", help=say("Colonne du jour de chaque demande; filed_on par défaut."))
    @click.option(
        "-P", "--programme", "programmes", multiple=True, type=programme_type(), help=say("Un volet; tous par défaut.")
    )
    @click.option("--key", help=say("Colonne qui nomme chaque personne; elle suit dans les décisions."))
    @click.option("--by", multiple=True, help=say("Colonne de groupes pour le rapport; elle suit dans les décisions."))
    @click.option("--carry", multiple=True, help=say("Autre colonne qui suit dans les décisions."))
    @view_option(say)
    @click.option(
        "--sets",
        type=click.Choice(("bits", "names")),
        default="bits",
        show_default=True,
        help=say("Ensembles de conditions : un nombre dont chaque bit est une condition, ou leurs noms."),
    )
    @click.option(
        "--first-day-to",
        type=Day(say),
        help=say("Cherche aussi le premier jour où chacun serait admissible, de sa demande à ce jour (AAAA-MM-JJ)."),
    )
    @click.option(
        "--map", "column_map", type=click.Path(path_type=Path), help=say("Plan de colonnes d’une table plate.")
    )
    @click.option(
        "--rejects",
        type=click.Path(),
        help=say("Fichier des lignes refusées; par défaut, le nom des décisions suivi de .rejects.csv."),
    )
    @click.option(
        "--report",
        type=click.Path(path_type=Path, file_okay=False),
        help=say("Dossier du rapport : comptes, images, lexique."),
    )
    @click.option(
        "--mask", type=click.IntRange(2), help=say("Cache dans le rapport les comptes de moins de N personnes.")
    )
    @click.option("--resume", is_flag=True, help=say("Continue une exécution interrompue, là où elle en était."))
    @click.option("--force", is_flag=True, help=say("Remplace les fichiers qui existent."))
    @click.option("--strict", is_flag=True, help=say("Sort avec l’état 3 si des lignes sont refusées."))
    @click.option("--threads", type=click.IntRange(1), help=say("Cœurs au plus; tous par défaut."))
    @click.option(
        "--batch",
        type=click.IntRange(1, _MOST_CHUNK),
        default=65_536,
        show_default=True,
        help=say("Personnes décidées et gardées à la fois."),
    )
    @spark_options(say)
    @json_option(say)
    @lang_option(say)
    def command(people: str, output: str, rejects: str | None, batch: int, **options: Any) -> None:
        check_installed(say)
        start_tables()
        from jalon.cohort.running.asked import Asked
        from jalon.cohort.running.rejects import rejects_path
        from jalon.cohort.running.run import Plan

        if options["on"] is not None and options["on_column"] is not None:
            fail(say("--on et --on-column : choisissez l’un ou l’autre."))
        asked = Asked(
            programmes=tuple(dict.fromkeys(options["programmes"])) or tuple(PROGRAMMES),
            view=options["view"],
            on=options["on"],
            on_column=options["on_column"] or "filed_on",
            key=options["key"],
            sets=options["sets"],
            by=tuple(dict.fromkeys(options["by"])),
            carried=tuple(dict.fromkeys(options["carry"])),
            first_day_to=options["first_day_to"],
        )
        if asks_spark(options, say):
            ran, written = ran_on_spark(people, asked, output, rejects, batch, options, say)
            _end(ran, written, options, say)
            return
        refuse_folders((output, rejects), say)
        plan = Plan(
            output=Path(output),
            rejects=Path(rejects) if rejects else rejects_path(Path(output)),
            always_rejects=rejects is not None,
            chunk=batch,
            resume=options["resume"],
            force=options["force"],
        )
        with cores(options["threads"]):
            ran = _ran(people, asked, plan, options, say)
        _end(ran, plan, options, say)


def _end(ran: Ran, plan: Plan | SparkPlan, options: dict[str, Any], say: Speaker) -> None:
    """Tell what was done, and leave with the status asked for."""
    if options["as_json"]:
        print_json(_told(ran, plan, options["report"]))
    else:
        _summary(ran, plan, options["report"], say)
    if options["strict"] and (ran.bad or ran.lost):
        raise SystemExit(REJECTED)


def check_installed(say: Speaker) -> None:
    """Leave with a clear message when the extra `cohort` is not installed."""
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if absent:
        fail(
            say(
                "Il manque {names} pour traiter des tables. Installez-les : pip install 'jalon[cohort]'.",
                names=", ".join(absent),
            )
        )


@contextmanager
def cores(most: int | None) -> Iterator[None]:
    """Use so many cores at most, where the system lets a program choose."""
    if most is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    import pyarrow as pa

    before, threads = os.sched_getaffinity(0), pa.cpu_count()
    os.sched_setaffinity(0, sorted(before)[:most])
    pa.set_cpu_count(min(most, threads))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
        pa.set_cpu_count(threads)


def _ran(people: str, asked: Asked, plan: Plan, options: dict[str, Any], say: Speaker) -> Ran:
    """The run, its errors told."""
    from jalon.cohort.errors import TableError
    from jalon.cohort.files.sources import open_source
    from jalon.cohort.running.asked import CohortError
    from jalon.cohort.running.keeping import Keeping
    from jalon.cohort.running.run import InterruptedRunError, run

    if not plan.output.parent.is_dir():
        fail(say("{file} : le dossier n’existe pas.", file=plan.output))
    try:
        work = Keeping(plan.output).folder
        source = open_source(people, asked, say, work=work, column_map=options["column_map"])

        def finish(ran: Ran) -> None:
            if options["report"] is not None:
                from jalon.cohort.told.report import write_report

                write_report(options["report"], ran, asked, source.assumptions, say, mask=options["mask"], read=people)

        with shown(source, say) as tell, patience(say) as settled:

            def told(rows: int) -> None:
                if rows:
                    settled()
                tell(rows)

            return run(source, asked, plan, say, tell=told, finish=finish)
    except CohortError as error:
        fail(str(error))
    except TableError as error:
        fail(error.text(say.lang))
    except InterruptedRunError as error:
        kept = say.plural("{count} ligne est décidée et gardée", "{count} lignes sont décidées et gardées", error.kept)
        click.echo(say("Interrompu : {kept}. La même commande avec --resume continue.", kept=kept), err=True)
        raise SystemExit(_INTERRUPTED) from None


def patience(say: Speaker) -> AbstractContextManager[Callable[[], None]]:
    """Say why nothing is decided yet, when that lasts; what is given is to be called once something is."""
    reason = say("La première fois, le moteur se compile : une minute environ avant les premières lignes…")
    return told_when_late(_PATIENCE_S, lambda: click.echo(reason, err=True))


@contextmanager
def shown(source: Source, say: Speaker) -> Iterator[Callable[[int], None]]:
    """What is given the rows done so far, and shows them on a terminal: a bar, rows a second, time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Speed(ProgressColumn):
        """Rows a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(say("{speed} lignes/s", speed=say.number(round(speed))) if speed else "")

    class Rows(ProgressColumn):
        """Rows done."""

        def render(self, task: Task) -> Text:
            done, total = say.number(int(task.completed)), task.total
            return Text(f"{done} / {say.number(int(total))}" if total else done)

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    total = source.rows
    end = TimeRemainingColumn() if total else TimeElapsedColumn()
    with Progress(
        TextColumn("{task.description}"), BarColumn(), Rows(), Speed(), end, console=console, transient=True
    ) as bar:
        task = bar.add_task(say("Décision"), total=total)
        yield lambda rows: bar.update(task, completed=rows)


def _summary(ran: Ran, plan: Plan | SparkPlan, report: Path | None, say: Speaker) -> None:
    """What was done, in a few lines."""
    from jalon.cohort.told.counts import EVERYBODY

    if ran.ended_before:
        click.echo(say("Rien à continuer : {file} est terminé.", file=plan.output))
        if ran.digest.count:
            click.echo(say("Empreinte des décisions : {digest}", digest=ran.digest))
        return
    read = say.plural("{count} ligne lue", "{count} lignes lues", ran.read)
    decided = say.plural("{count} décidée", "{count} décidées", ran.decided)
    refused = say.plural("{count} refusée", "{count} refusées", ran.bad)
    click.echo(say("{read} : {decided}, {refused}.", read=read, decided=decided, refused=refused))
    if ran.resumed:
        click.echo(
            say.plural(
                "{count} l’était déjà avant l’interruption.",
                "{count} l’étaient déjà avant l’interruption.",
                ran.resumed,
            )
        )
    if ran.lost:
        click.echo(
            say.plural("{count} ligne n’appartient à personne.", "{count} lignes n’appartiennent à personne.", ran.lost)
        )
    for programme, tally in ran.counts.tallies.get(EVERYBODY, {}).items():
        against, unsure, eligible = (say.number(int(count)) for count in tally.outcomes)
        click.echo(
            say(
                "{title} : {eligible} admissibles, {unsure} indéterminés, {against} non admissibles.",
                title=PROGRAMMES[programme].title.text(say.lang),
                eligible=eligible,
                unsure=unsure,
                against=against,
            )
        )
    click.echo(say("Empreinte des décisions : {digest}", digest=ran.digest))
    for file in (plan.output, *([plan.rejects] if ran.rejects_written else []), *([report] if report else [])):
        click.echo(say("Écrit : {file}", file=file), err=True)


def _told(ran: Ran, plan: Plan | SparkPlan, report: Path | None) -> dict[str, Any]:
    """What was done, for programs."""
    from jalon.cohort.told.counts import EVERYBODY
    from jalon.readings.decide.decision import OUTCOMES

    streams = ran.counts.tallies.get(EVERYBODY, {})
    return {
        "read": ran.read,
        "decided": ran.decided,
        "refused": ran.bad,
        "lost": ran.lost,
        "resumed": ran.resumed,
        "ended_before": ran.ended_before,
        "seconds": round(ran.seconds, 3),
        "digest": str(ran.digest),
        "outcomes": {name: dict(zip(OUTCOMES, one.outcomes.tolist(), strict=True)) for name, one in streams.items()},
        "output": str(plan.output),
        "rejects": str(plan.rejects) if ran.rejects_written else None,
        "report": str(report) if report else None,
    }
