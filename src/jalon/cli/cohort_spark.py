"""`jalon cohort --engine spark`: its options, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from jalon.cli.common import Decorator, fail
from jalon.i18n import Speaker

if TYPE_CHECKING:
    from jalon.cohort.running.asked import Asked
    from jalon.cohort.running.run import Ran
    from jalon.cohort.spark.running import SparkPlan

LOCAL: Final = "local"
SPARK: Final = "spark"
# What only a run on one machine does, and what only Spark does: options by name.
_OF_ONE: Final = {"resume": "--resume", "column_map": "--map", "threads": "--threads"}
_OF_SPARK: Final = {"master": "--master", "partitions": "--partitions", "spark_conf": "--spark-conf"}
_INTERRUPTED: Final = 130


def spark_options(say: Speaker) -> Decorator:
    """`--engine`, `--master`, `--partitions`, `--spark-conf`."""
    options = [
        click.option(
            "--engine",
            type=click.Choice((LOCAL, SPARK)),
            default=LOCAL,
            show_default=True,
            help=say("Où décider : cette machine, ou des machines Spark (voir docs/spark.md)."),
        ),
        click.option(
            "--master", help=say("Maître Spark : spark://machine:7077, yarn, local[4]… Cette machine par défaut.")
        ),
        click.option("--partitions", type=click.IntRange(1), help=say("Parts à répartir entre les machines Spark.")),
        click.option(
            "--spark-conf", multiple=True, metavar=say("CLÉ=VALEUR"), help=say("Un réglage de Spark; répétable.")
        ),
    ]

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def asks_spark(options: dict[str, Any], say: Speaker) -> bool:
    """Whether a run is on Spark; leaves with a message when an option is not for this engine."""
    spark: bool = options["engine"] == SPARK
    told = say("{option} ne va pas avec --engine spark.") if spark else say("{option} va avec --engine spark.")
    for name, option in (_OF_ONE if spark else _OF_SPARK).items():
        if options[name]:
            fail(told.format(option=option))
    return spark


def refuse_folders(files: Iterable[str | None], say: Speaker) -> None:
    """Leave with a message when what one machine would write as a file is a folder, as Spark writes."""
    for file in files:
        if file and Path(file).is_dir():
            fail(say("{file} : c’est un dossier. Donnez un nom de fichier, ou --engine spark.", file=file))


def ran_on_spark(
    people: str, asked: Asked, output: str, rejects: str | None, batch: int, options: dict[str, Any], say: Speaker
) -> tuple[Ran, SparkPlan]:
    """The run, its errors told; and what it wrote."""
    from jalon.cohort.errors import TableError
    from jalon.cohort.running.asked import CohortError
    from jalon.cohort.spark.places import local, rejects_beside
    from jalon.cohort.spark.running import SparkPlan, run_on_spark
    from jalon.cohort.told.report import write_report

    settings = {}
    for one in options["spark_conf"]:
        name, equals, value = one.partition("=")
        if not equals or not name:
            fail(say("--spark-conf {given} : écrivez CLÉ=VALEUR, par exemple spark.executor.memory=4g.", given=one))
        settings[name] = value
    plan = SparkPlan(
        output=output,
        rejects=rejects or rejects_beside(output),
        always_rejects=rejects is not None,
        master=options["master"] or "local[*]",
        partitions=options["partitions"],
        batch=batch,
        force=options["force"],
        settings=settings,
    )
    path = local(output)
    if path is not None and not path.absolute().parent.is_dir():
        fail(say("{file} : le dossier n’existe pas.", file=output))
    report: Path | None = options["report"]

    def finish(ran: Ran) -> None:
        if report is not None:
            write_report(report, ran, asked, (), say, mask=options["mask"], read=people)

    try:
        return run_on_spark(people, asked, plan, say, finish=finish), plan
    except CohortError as error:
        fail(str(error))
    except TableError as error:
        fail(error.text(say.lang))
    except OSError as error:
        fail(say("{file} : impossible d’écrire ({reason}).", file=error.filename or report, reason=error.strerror))
    except KeyboardInterrupt:
        click.echo(say("Interrompu : rien n’est gardé. Recommencez avec --force."), err=True)
        raise SystemExit(_INTERRUPTED) from None
