"""`jalon register` and `jalon schema`: what the law refers to, and the shape of the applicant file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from jalon.cli.common import json_option, lang_option, print_json
from jalon.facts import applicant_schema
from jalon.i18n import Speaker
from jalon.registers import areas, fees, french_tests, occupations


def add_to(group: click.Group, say: Speaker) -> click.Group:
    """Put these commands into the group, in one language; gives the group of registers."""

    @group.command("schema", help=say("Le schéma JSON du dossier d’une personne."))
    @lang_option(say)
    def schema() -> None:
        print_json(applicant_schema(say.lang))

    @group.group("register", help=say("Les registres : professions, domaines de formation, tests de français, droits."))
    @lang_option(say)
    def register() -> None:
        """Holds the commands below."""

    _add(
        register,
        say,
        "occupations",
        say("Les 162 professions de la liste du 1er au 13 novembre 2019."),
        lambda: _occupations(say),
    )
    _add(register, say, "areas", say("Les 218 domaines de formation de la liste du 1er au 13 novembre 2019."), _areas)
    _add(register, say, "tests", say("Les tests de français et leurs notes, par édition de la table."), _tests)
    _add(register, say, "fees", say("Les droits à payer, par année."), _fees)
    return register


def _add(group: click.Group, say: Speaker, name: str, help: str, rows: Any) -> None:
    @group.command(name, help=help)
    @json_option(say)
    @lang_option(say)
    def command(as_json: bool) -> None:
        found = list(rows())
        if as_json:
            print_json(found)
        elif found:
            _table(list(found[0]), [[_cell(value) for value in row.values()] for row in found])


def _cell(value: Any) -> str:
    return "" if value is None else ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cells[i]) for cells in (head, *rows)) for i in range(len(head))]
    for cells in (head, ["-" * width for width in widths], *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


def _occupations(say: Speaker) -> Iterable[dict[str, Any]]:
    for listed in occupations.occupations_2019():
        group = occupations.unit_group_2016(listed.noc2016)
        links = occupations.links_from_2016(listed.noc2016)
        yield {
            "noc2016": listed.noc2016,
            "level": group.level,
            "noc2021": [link.noc2021 for link in links],
            "teer": sorted({occupations.unit_group_2021(link.noc2021).teer for link in links}),
            "title": group.title_en if say.lang == "en" else group.title_fr,
            "title_as_published": listed.title_as_published,
        }


def _areas() -> Iterable[dict[str, Any]]:
    for area in areas.areas():
        yield {"award": area.award, "area": area.corrected, "as_published": area.as_published}


def _tests() -> Iterable[dict[str, Any]]:
    return french_tests.table()


def _fees() -> Iterable[dict[str, Any]]:
    for fee in fees.fees():
        yield {
            "since": fee.since.isoformat(),
            "until": fee.until.isoformat() if fee.until else None,
            "principal": fee.principal,
            "spouse": fee.spouse,
            "child": fee.child,
            "confidence": fee.confidence,
        }
