"""`jalon synth`: a made-up population, as a Parquet or an Arrow file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import click

from jalon.cli.common import fail, lang_option
from jalon.cli.starting import start_tables
from jalon.i18n import LANGUAGES, Speaker

PARQUET: Final = (".parquet", ".pq")
ARROW: Final = (".arrow", ".feather")
# What the extra `cohort` brings.
_NEEDED: Final = ("pyarrow", "rich")


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "synth",
        help=say(
            "Fabrique une population inventée, plausible et documentée (docs/population.md), pour essayer et mesurer. "
            "Elle ne représente personne. La même graine donne toujours les mêmes personnes."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon synth -n 1000000 --seed 7 -o personnes.parquet\n"
            "  jalon synth -n 5000 --seed 7 --missing 0.10 -o trous.parquet\n"
            "  jalon synth -n 5000 --seed 7 --jobs 3 --studies 2 --proofs 2 -o emplois.arrow"
        ),
    )
    @click.option(
        "-n", "--count", type=click.IntRange(1), default=1000, show_default=True, help=say("Nombre de personnes.")
    )
    @click.option(
        "--seed", type=click.IntRange(0), default=1, show_default=True, help=say("Graine : un nombre entier.")
    )
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Fichier à écrire : .parquet, ou .arrow (ou .feather)."),
    )
    @click.option("--force", is_flag=True, help=say("Remplace le fichier s’il existe."))
    @click.option(
        "--missing",
        type=float,
        default=0.0,
        show_default=True,
        help=say("Part de chaque fait qui reste inconnue, de 0 à 1."),
    )
    @click.option("--jobs", type=click.IntRange(0), help=say("Nombre exact d’emplois de chaque personne."))
    @click.option("--studies", type=click.IntRange(0), help=say("Nombre exact d’études de chaque personne."))
    @click.option(
        "--proofs", type=click.IntRange(0), help=say("Nombre exact de preuves de français de chaque personne.")
    )
    @lang_option(say)
    def command(
        count: int,
        seed: int,
        output: Path,
        force: bool,
        missing: float,
        jobs: int | None,
        studies: int | None,
        proofs: int | None,
    ) -> None:
        _check_installed(say)
        start_tables()
        from jalon.cohort.synthetic import NOTICE, population_schema, synthetic_batches
        from jalon.cohort.synthetic.population import MOST_ELEMENTS, MOST_PEOPLE, Exact

        _at_most("--count", count, MOST_PEOPLE, say)
        for name, value in (("--jobs", jobs), ("--studies", studies), ("--proofs", proofs)):
            _at_most(name, value, MOST_ELEMENTS, say)
        if not 0 <= missing <= 1:
            fail(say("--missing : {value} n’est pas une part de 0 à 1, par exemple 0.10.", value=missing))
        _check_output(output, force, say)
        for lang in LANGUAGES:
            click.echo(NOTICE.text(lang), err=True)
        schema = population_schema(count, seed, missing=missing, exact=Exact(jobs, studies, proofs))
        batches = synthetic_batches(count, seed, missing=missing, jobs=jobs, studies=studies, proofs=proofs)
        try:
            write(batches, schema, output, count, say)
        except OSError as error:
            why = error.strerror or str(error)
            fail(say("{file} : impossible d’écrire ({why}). Rien n’a été gardé.", file=output, why=why))
        click.echo(say("Écrit : {file}", file=output), err=True)


def _check_installed(say: Speaker) -> None:
    absent = [name for name in _NEEDED if find_spec(name) is None]
    if absent:
        fail(
            say(
                "Il manque {names} pour traiter des tables. Installez-les : pip install 'jalon[cohort]'.",
                names=", ".join(absent),
            )
        )


def _at_most(name: str, value: int | None, most: int, say: Speaker) -> None:
    if value is not None and value > most:
        fail(say("{name} : {value} est trop; {most} au plus.", name=name, value=value, most=say.number(most)))


def _check_output(output: Path, force: bool, say: Speaker) -> None:
    if output.suffix.lower() not in PARQUET + ARROW:
        names = ", ".join(PARQUET + ARROW)
        fail(say("{file} : donnez un nom qui finit par {names}.", file=output, names=names))
    if not output.parent.is_dir():
        fail(say("{file} : le dossier n’existe pas.", file=output))
    if output.exists() and not force:
        fail(say("{file} existe déjà. Choisissez un autre nom, ou ajoutez --force pour le remplacer.", file=output))


def write(batches: Iterable[Any], schema: Any, output: Path, count: int, say: Speaker) -> None:
    """Write record batches under another name, then give the file its own: it is whole, or it is not there.

    Raises OSError when the disk refuses.
    """
    import pyarrow as pa
    from pyarrow import parquet

    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            if output.suffix.lower() in PARQUET:
                writer = parquet.ParquetWriter(file, schema)
            else:
                writer = pa.ipc.new_file(file, schema)
            with writer:
                for batch in _shown(batches, count, say):
                    writer.write_batch(batch)
        part.replace(output)
    finally:
        # Gone already when all went well.
        with suppress(FileNotFoundError):
            part.unlink()


def _shown(batches: Iterable[Any], count: int, say: Speaker) -> Iterable[Any]:
    """The batches, with a progress bar when somebody watches."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield from batches
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(say("Personnes inventées"), total=count)
        for batch in batches:
            yield batch
            progress.advance(task, batch.num_rows)
