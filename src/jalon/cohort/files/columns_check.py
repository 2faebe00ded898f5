"""Looking at the columns of a table of people before anybody is decided: slips in names, columns that are missing."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from jalon.cohort.running.asked import FILED_ON, FIRST_DAY, ROW, Asked, CohortError, nearest, with_guess
from jalon.cohort.schema import people_schema
from jalon.i18n import Speaker


def check_columns(names: Iterable[str], asked: Asked, facts: Iterable[str], say: Speaker) -> None:
    """See that the columns asked for are there, and that none is a slip for a fact. `facts` are the names of facts that
    the table may have. Raises `CohortError`."""
    here, known = list(names), list(facts)
    check_asked(here, asked, say)
    kept = {asked.on_column, *asked.followed}
    for name in here:
        if name in known or name in kept:
            continue
        meant = nearest(name, [fact for fact in known if fact not in here])
        if meant:
            raise CohortError(slip(name, meant, say))
    if not set(here) & set(known):
        raise CohortError(
            say("Aucune colonne n’est un fait du dossier. Colonnes trouvées : {columns}.", columns=_listed(here))
        )


def slip(name: str, meant: str, say: Speaker) -> str:
    """What is said of a column whose name is probably a slip."""
    return say(
        "{column} : colonne inconnue; vouliez-vous dire {meant}? Renommez-la, ou gardez-la telle quelle avec "
        "--carry {column}.",
        column=name,
        meant=meant,
    )


def check_asked(here: list[str], asked: Asked, say: Speaker) -> None:
    """See that the columns asked for by name are there, and can stand beside the decisions, and that days asked for are in
    order. Raises `CohortError`."""
    if asked.on and asked.first_day_to and asked.first_day_to < asked.on:
        told = say(
            "Le premier jour est cherché jusqu’au {last}, avant le jour des demandes, {on}. Donnez un jour plus tard.",
            last=say.date(asked.first_day_to),
            on=say.date(asked.on),
        )
        raise CohortError(told)
    for name in (*asked.followed, *([] if asked.on else [asked.on_column])):
        if name in here:
            continue
        meant = nearest(name, here)
        if name == FILED_ON and not meant:
            raise CohortError(
                say(
                    "Aucun jour de demande : il n’y a pas de colonne {column}. Donnez --on AAAA-MM-JJ, ou --on-column.",
                    column=name,
                )
            )
        told = with_guess(say("{column} : cette colonne n’existe pas.", column=name), meant, say)
        found = say("Colonnes trouvées : {columns}.", columns=_listed(here))
        raise CohortError(f"{told} {found}")
    taken = {ROW, FILED_ON, *decision_names(asked)}
    for name in asked.followed:
        if name in taken:
            raise CohortError(
                say("{column} : ce nom est celui d’une colonne des décisions. Renommez la colonne.", column=name)
            )


def decision_names(asked: Asked) -> list[str]:
    """The names of the columns of decisions."""
    told = [
        "outcome",
        "conditions",
        "intake",
        "failing",
        "undetermined",
        "months_needed",
        "months_least",
        "months_most",
        *([FIRST_DAY] if asked.first_day_to else []),
    ]
    return [f"{programme.replace('-', '_')}_{name}" for programme in asked.programmes for name in told]


def check_parts(schema: pa.Schema, say: Speaker) -> None:
    """See that lists and parts of a nested table have no key that the file does not know. Raises `CohortError`."""
    known = people_schema()
    for field in schema:
        if field.name in known.names:
            _check(field.type, known.field(field.name).type, field.name, say)


def _check(kind: pa.DataType, wanted: pa.DataType, path: str, say: Speaker) -> None:
    if pa.types.is_list(wanted) and _is_list(kind):
        _check(kind.value_type, wanted.value_type, f"{path}[]", say)
    if not (pa.types.is_struct(wanted) and pa.types.is_struct(kind)):
        return
    names = [field.name for field in wanted]
    for field in kind:
        where = f"{path}.{field.name}"
        if field.name in names:
            _check(field.type, wanted.field(field.name).type, where, say)
            continue
        meant = nearest(field.name, [name for name in names if kind.get_field_index(name) < 0])
        told = with_guess(say("{column} : clé inconnue.", column=where), meant, say)
        possible = say("Clés possibles : {columns}.", columns=_listed(names))
        raise CohortError(f"{told} {possible}")


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _listed(names: list[str], most: int = 30) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
