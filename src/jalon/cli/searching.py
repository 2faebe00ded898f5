"""`jalon occupation`, `jalon area`, `jalon register import | encode`: from a person's own words to the right code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from jalon.cli import registers
from jalon.cli.common import (
    Day,
    fail,
    file_argument,
    json_option,
    lang_option,
    paint,
    print_json,
    programme_type,
    standard_input,
)
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.text import wrapped
from jalon.readings.occupation import occupation_report

LONGEST_BATCH = 100_000
AWARDS = ("DEP", "ASP", "AEC", "DEC", "BAC", "MAI", "DOC")


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands into the group, and those of the registers, among which some prepare the search."""
    register = registers.add_to(group, say)
    _add_occupation(group, say)
    _add_area(group, say)
    _add_import(register, say)
    _add_encode(register, say)


def _queries(words: tuple[str, ...], batch: Path | None, say: Speaker) -> list[str]:
    """The query given, or one a line of a file."""
    if batch is None:
        if not words:
            fail(say("Que cherchez-vous? Écrivez un titre, ou donnez un fichier avec --batch."))
        return [" ".join(words)]
    try:
        raw = standard_input() if str(batch) == "-" else batch.read_bytes()
        lines = raw.decode("utf-8-sig").splitlines()
    except OSError:
        fail(say("{file} : ce fichier n’existe pas ou ne peut être lu.", file=batch))
    except UnicodeDecodeError:
        fail(say("{file} : ce n’est pas du texte UTF-8, une recherche par ligne.", file=batch))
    if len(lines) > LONGEST_BATCH:
        fail(say("{file} : au plus {most} lignes.", file=batch, most=say.number(LONGEST_BATCH)))
    return lines


def _add_occupation(group: click.Group, say: Speaker) -> None:
    @group.command(
        "occupation",
        help=say("Trouve la profession (CNP 2021 et 2016) d’après un titre d’emploi, en français ou en anglais."),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon occupation soudeuse\n"
            "  jalon occupation préposé aux bénéficiaires --programme peq-workers --on 2024-02-01\n"
            "  jalon occupation --batch titres.txt --json"
        ),
    )
    @click.argument("words", nargs=-1)
    @click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help=say("Nombre de réponses."))
    @click.option("--on", "on", type=Day(say), help=say("Dit si la profession compte ce jour-là (AAAA-MM-JJ)."))
    @click.option("--programme", type=programme_type(), help=say("Dit ce que la profession veut dire pour ce volet."))
    @click.option(
        "--batch", type=click.Path(path_type=Path, allow_dash=True), help=say("Fichier : une recherche par ligne.")
    )
    @json_option(say)
    @lang_option(say)
    def command(
        words: tuple[str, ...], limit: int, on: date | None, programme: str | None, batch: Path | None, as_json: bool
    ) -> None:
        from jalon.registers.search.engine import search_occupations

        queries = _queries(words, batch, say)
        streams = [programme] if programme else (list(PROGRAMMES) if on else [])
        found = []
        with click.progressbar(queries, label=say("Recherches"), hidden=as_json or len(queries) < 50) as walked:
            for query in walked:
                found.append(
                    [occupation_report(hit, streams, on, say.lang) for hit in search_occupations(query, limit)]
                )
        _show(queries, found, batch is not None, as_json, _print_occupation, say)


def _print_occupation(hit: dict[str, Any], say: Speaker) -> None:
    levels = ", ".join(hit["skill_levels"])
    codes = say("CNP 2021 {code}, FÉER {teer}", code=hit["noc2021"], teer=hit["teer"])
    older = say("CNP 2016 {codes}, niveau {levels}", codes=", ".join(hit["noc2016"]), levels=levels)
    click.echo(paint(hit["titles"][say.lang], "title"))
    lines = [f"{codes} — {older}", hit["duties"][say.lang], _why(hit["reason"], say)]
    if hit["listed_2019"]:
        listed = ", ".join(hit["listed_2019"])
        lines.append(say("Sur la liste du 1er au 13 novembre 2019 : {codes}", codes=listed))
    for code, several in hit["noc2016_teers"].items():
        if len(several) > 1:
            several_teers = ", ".join(several)
            lines.append(
                say(
                    "La CNP 2016 {code} mène à plusieurs FÉER ({teers}) : le titre précis décide.",
                    code=code,
                    teers=several_teers,
                )
            )
    nothing = say("rien n’est demandé de la profession")
    for stream, told in hit.get("meaning", {}).items():
        title = PROGRAMMES[stream].title.text(say.lang)
        lines += [f"{title} — {told_sentence}" for told_sentence in told["sentences"] or [nothing]]
    click.echo("\n".join(line for text in lines if text for line in wrapped(text, "    ")))


def _why(reason: dict[str, str], say: Speaker) -> str:
    words = {
        "vocabulary": say("Trouvé par le titre « {text} »", text=reason["text"]),
        "group-name": say("Trouvé par le nom du groupe « {text} »", text=reason["text"]),
        "official-index": say("Trouvé par l’index officiel des titres : « {text} »", text=reason["text"]),
        "acronym": say("Trouvé par l’abréviation {text}", text=reason["text"]),
        "meaning": say("Trouvé par le sens"),
    }
    return words[reason["kind"]]


def _show(
    queries: Sequence[str],
    found: list[list[dict[str, Any]]],
    several: bool,
    as_json: bool,
    print_one: Callable[[dict[str, Any], Speaker], None],
    say: Speaker,
) -> None:
    """The hits: a list of them, or a list of lists for a batch; an honest miss with advice."""
    if as_json:
        print_json(found if several else found[0])
        return
    for query, hits in zip(queries, found, strict=True):
        if several:
            click.echo(paint(f"« {query} »" if say.lang == "fr" else f"“{query}”", "title"))
        for hit in hits:
            print_one(hit, say)
        if not hits:
            advice = say(
                "Aucune correspondance. Essayez le titre de la fiche de paie ou du permis, un mot plus courant, ou ce que "
                "vous faites (« je soude », « je sers aux tables »)."
            )
            click.echo("\n".join(wrapped(advice, "")))
    if any(found) and not several:
        confirm = say("À vous de confirmer : comparez les tâches. Un premier résultat ne décide de rien.")
        click.echo("\n".join(wrapped(confirm, "")))


def _add_area(group: click.Group, say: Speaker) -> None:
    @group.command(
        "area",
        help=say("Trouve le domaine de formation de la liste de novembre 2019 d’après le nom d’un programme."),
        epilog=say("\b\nExemple :\n  jalon area techniques informatique --award DEC"),
    )
    @click.argument("words", nargs=-1)
    @click.option("--award", type=click.Choice(AWARDS), help=say("Un seul diplôme."))
    @click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help=say("Nombre de réponses."))
    @click.option(
        "--batch", type=click.Path(path_type=Path, allow_dash=True), help=say("Fichier : une recherche par ligne.")
    )
    @json_option(say)
    @lang_option(say)
    def command(words: tuple[str, ...], award: str | None, limit: int, batch: Path | None, as_json: bool) -> None:
        from jalon.registers.search.area_search import search_areas

        queries = _queries(words, batch, say)
        found = [
            [
                {
                    "area": h.area,
                    "award": h.award,
                    "as_published": h.as_published,
                    "score": h.score,
                    "reason": h.matched,
                }
                for h in search_areas(query, award, limit)
            ]
            for query in queries
        ]
        _show(queries, found, batch is not None, as_json, _print_area, say)


def _print_area(hit: dict[str, Any], say: Speaker) -> None:
    click.echo(paint(f"{hit['area']} ({hit['award']})", "title"))
    click.echo("\n".join(wrapped(say("Trouvé par le titre « {text} »", text=hit["reason"]), "    ")))


def _add_import(register: click.Group, say: Speaker) -> None:
    @register.command(
        "import",
        help=say(
            "Lit l’index officiel des titres de Statistique Canada (fichier « elements » de la CNP 2021, CSV), en français "
            "ou en anglais; la recherche s’en sert ensuite."
        ),
        epilog=say("\b\nExemple :\n  jalon register import noc_2021_version_1.0_-_elements.csv"),
    )
    @file_argument()
    @lang_option(say)
    def command(file: Path) -> None:
        from jalon.registers.search.engine import default_search
        from jalon.registers.search.importing import ImportFault, import_index

        try:
            count, kept = import_index(standard_input() if str(file) == "-" else file.read_bytes())
        except OSError:
            fail(say("{file} : ce fichier n’existe pas ou ne peut être lu.", file=file))
        except ImportFault as fault:
            reasons = {
                "too-large": say("le fichier est trop grand"),
                "not-text": say("ce n’est pas un fichier CSV"),
                "no-columns": say("il manque une colonne du code et une colonne du titre"),
                "no-titles": say("aucun titre avec un code de la CNP 2021"),
            }
            fail(say("{file} : {reason}.", file=file, reason=reasons[fault.reason]))
        click.echo(say("{count} titres gardés dans {path}.", count=say.number(count), path=kept))
        # The index is made and kept now, so that the first search does not wait for it.
        default_search()


def _add_encode(register: click.Group, say: Speaker) -> None:
    @register.command(
        "encode",
        help=say("Prépare la recherche par le sens (paquet facultatif jalon[encoder]); une minute ou deux."),
    )
    @lang_option(say)
    def command() -> None:
        from jalon.registers.search import encoder
        from jalon.registers.search.texts import group_names, own_entries

        titles = [(e.noc2021, e.title) for e in (*own_entries(), *group_names())]
        try:
            with click.progressbar(length=len(set(titles)), label=say("Titres")) as bar:
                count = encoder.encode(titles, bar.update)
        except RuntimeError:
            fail(say("L’encodeur n’est pas installé : pip install 'jalon[encoder]'."))
        click.echo(say("{count} titres encodés.", count=say.number(count)))
