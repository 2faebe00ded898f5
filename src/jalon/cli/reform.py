"""`jalon reform`: two laws compared over a table of people."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from jalon.cli.cohort import check_installed, shown
from jalon.cli.common import Day, fail, json_option, lang_option, paint, print_json, programme_type, view_option
from jalon.cli.starting import start_tables
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES

if TYPE_CHECKING:
    from jalon.cohort.reform.laws import Laws

_INTERRUPTED: Final = 130
_MOST_CONDITIONS: Final = 5


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "reform",
        help=say(
            "Compare deux lois sur une table de personnes : qui gagne, qui perd, à cause de quelle condition. Les deux lois "
            "sont celles de deux jours (--from, --to), ou celle en vigueur et la même modifiée par un fichier Python "
            "(--law). Avec --from et --to seuls, chacun présente sa demande l’un et l’autre jour; avec --on ou --on-column "
            "aussi, les deux textes s’appliquent à une même demande. PERSONNES se lit comme pour jalon cohort. Un fichier "
            "--law est un programme : il est exécuté avec tous vos droits; ne lancez pas celui d’un inconnu. Voir "
            "docs/reform.md."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon reform personnes.parquet --from 2020-07-21 --to 2020-07-22\n"
            "  jalon reform personnes.parquet --from 2020-07-21 --to 2020-07-22 --by region --mask 5 --report rapport\n"
            "  jalon reform personnes.parquet --from 2020-07-21 --to 2020-07-22 --on-column filed_on\n"
            "  jalon reform personnes.parquet --law examples/reform.py --on 2026-07-15 -P peq-workers\n"
            "  jalon reform personnes.parquet --law examples/reform.py --json"
        ),
    )
    @click.argument("people", metavar=say("PERSONNES"))
    @click.option("--from", "before", type=Day(say), help=say("La loi d’avant : celle de ce jour (AAAA-MM-JJ)."))
    @click.option("--to", "after", type=Day(say), help=say("La loi d’après : celle de ce jour (AAAA-MM-JJ)."))
    @click.option(
        "--law",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say("Fichier Python qui modifie la loi (il est exécuté); avec --on ou --on-column."),
    )
    @click.option("--on", type=Day(say), help=say("Jour de la demande de tout le monde (AAAA-MM-JJ)."))
    @click.option("--on-column", help=say("Colonne du jour de chaque demande; avec --law, filed_on par défaut."))
    @click.option(
        "-P", "--programme", "programmes", multiple=True, type=programme_type(), help=say("Un volet; tous par défaut.")
    )
    @click.option(
        "--with-intake",
        "intake",
        is_flag=True,
        help=say("Compte aussi la réception des demandes; laissée de côté par défaut, car fermée, elle cache tout."),
    )
    @view_option(say)
    @click.option("--by", multiple=True, help=say("Colonne de groupes."))
    @click.option(
        "--mask",
        type=click.IntRange(2),
        help=say("Ne donne aucun compte de plus près que N personnes : il va d’un multiple de N à un autre."),
    )
    @click.option(
        "--map", "column_map", type=click.Path(path_type=Path), help=say("Plan de colonnes d’une table plate.")
    )
    @click.option(
        "--report",
        type=click.Path(path_type=Path, file_okay=False),
        help=say("Dossier du rapport : page HTML, PDF, images, nombres en JSON."),
    )
    @json_option(say)
    @lang_option(say)
    def command(people: str, **options: Any) -> None:
        check_installed(say)
        start_tables()
        told = _told(people, options, say)
        if options["report"] is not None:
            _write(options["report"], told, say)
        if options["as_json"]:
            print_json(told)
        else:
            _summary(told, say)


def _laws(options: dict[str, Any], say: Speaker) -> Laws:
    """The two laws asked for, or a clear message and status 2."""
    from jalon.cohort.reform.laws import edited_law, two_days, two_texts
    from jalon.cohort.running.asked import FILED_ON

    programmes = tuple(dict.fromkeys(options["programmes"])) or tuple(PROGRAMMES)
    before, after, law = options["before"], options["after"], options["law"]
    on, on_column, view = options["on"], options["on_column"], options["view"]
    if on is not None and on_column is not None:
        fail(say("--on et --on-column : choisissez l’un ou l’autre."))
    if law is None:
        if before is None or after is None:
            fail(say("Quelles lois comparer? Donnez --from et --to, ou --law."))
        if on is None and on_column is None:
            return two_days(programmes, before, after, view)
        return two_texts(programmes, before, after, on=on, on_column=on_column or FILED_ON, view=view)
    if before is not None or after is not None:
        fail(say("--law compare la loi en vigueur et la même modifiée : choisissez --law, ou --from et --to."))
    laws = edited_law(programmes, law, say, on=on, on_column=on_column or FILED_ON, view=view)
    if not any(laws.edited(id) for id in programmes):
        click.echo(say("{file} ne change rien aux volets comparés.", file=law), err=True)
    return laws


def _told(people: str, options: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """The comparison as plain data, its errors told."""
    from jalon.cohort.errors import TableError
    from jalon.cohort.files.made_up import made_up
    from jalon.cohort.files.sources import open_source
    from jalon.cohort.reform.comparing import compare
    from jalon.cohort.reform.telling import told
    from jalon.cohort.running.asked import CohortError

    by = tuple(dict.fromkeys(options["by"]))
    try:
        laws = _laws(options, say)
        with tempfile.TemporaryDirectory(prefix="jalon-reform-") as work:
            source = open_source(
                people, laws.asked(laws.before_on, by), say, work=Path(work), column_map=options["column_map"]
            )
            with shown(source, say) as tell:
                found = compare(
                    source,
                    laws,
                    say,
                    by=by,
                    intake=options["intake"],
                    tell=tell,
                    compiling=lambda: click.echo(
                        say("Le moteur se compile : une minute environ, la première fois seulement…"), err=True
                    ),
                )
    except CohortError as error:
        fail(str(error))
    except TableError as error:
        fail(error.text(say.lang))
    except KeyboardInterrupt:
        click.echo(say("Interrompu : rien n’a été compté."), err=True)
        raise SystemExit(_INTERRUPTED) from None
    if (found.refused or found.lost) and options["mask"] is None:
        click.echo(_refused(found.refused + found.lost, found.problems, say), err=True)
    return told(found, say, options["mask"], people, made_up(people))


def _refused(count: int, problems: list[str], say: Speaker) -> str:
    said = say.plural("{count} ligne refusée", "{count} lignes refusées", count)
    return say("{refused} : {why}. jalon cohort en donne la liste.", refused=said, why="; ".join(problems))


def _write(folder: Path, told: dict[str, Any], say: Speaker) -> None:
    from jalon.cohort.reform.report import write_report
    from jalon.cohort.running.asked import CohortError

    try:
        write_report(folder, told, say)
    except CohortError as error:
        fail(str(error))
    click.echo(say("Écrit : {file}", file=folder), err=True)


def _summary(told: dict[str, Any], say: Speaker) -> None:
    """The comparison in a few lines a stream."""
    from jalon.cohort.reform.sheet import between, move_words, share, verdict_words

    laws = told["laws"]
    if told["made_up"]:
        click.echo(told["made_up"])
    click.echo(paint(laws["title"], "title"))
    click.echo(say("{before} → {after}", before=laws["before"], after=laws["after"]))
    click.echo(laws["filed"])
    click.echo(say("Personnes comparées : {people}", people=between(told["people"], say)))
    met = verdict_words(told["intake"], say)["met"]
    for stream in told["streams"]:
        click.echo(f"\n{paint(stream['title'], 'title')}")
        lines = [(words, stream[move]) for move, words in move_words(say).items()]
        lines += [(say("{verdict}, avant", verdict=met), stream["met_before"])]
        lines += [(say("{verdict}, après", verdict=met), stream["met_after"])]
        width = max(len(name) for name, _ in lines)
        for name, pair in lines:
            click.echo(f"  {name:<{width}}  {between(pair, say)} ({share(pair, stream['people'], say)})")
        for who, head in (
            ("losers", say("Ce qui manque à qui perd :")),
            ("gainers", say("Ce qui manquait à qui gagne :")),
        ):
            _conditions(stream, who, head, say)


def _conditions(stream: dict[str, Any], who: str, head: str, say: Speaker) -> None:
    """The conditions that weigh most on those who lose, or who gain."""
    from jalon.cohort.reform.sheet import between

    found = sorted((one for one in stream["conditions"] if one[who][1]), key=lambda one: (-one[who][0], -one[who][1]))
    if not found:
        return
    click.echo(f"  {head}")
    width = max(len(one["name"]) for one in found[:_MOST_CONDITIONS])
    for one in found[:_MOST_CONDITIONS]:
        alone = say("la seule pour {count}", count=between(one[f"{who}_alone"], say))
        click.echo(f"    {one['name']:<{width}}  {between(one[who], say)} ({alone})")
    if len(found) > _MOST_CONDITIONS:
        click.echo(
            "    "
            + say.plural("et {count} autre condition", "et {count} autres conditions", len(found) - _MOST_CONDITIONS)
        )
