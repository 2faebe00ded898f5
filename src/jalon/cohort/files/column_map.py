"""The column map: which column of a flat table is which fact, in YAML.

columns:
  birth_date: naissance                 # fact: column
  purpose_of_stay: {column: motif, values: {travail: work, etudes: study}}
  jobs.occupation.noc2021: cnp          # of the person's one job
constants:
  jobs.in_quebec: "true"                # the same for everybody
months:
  jobs: mois_travail                    # months in place of dates
none_when_empty: [children]             # no column of them filled in: none; else unknown
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jalon.cohort.files.joining import LEAVES, part_of
from jalon.cohort.files.nested import leaves
from jalon.cohort.laying.shapes import Leaf, person_shape
from jalon.cohort.running.asked import CohortError, nearest, with_guess
from jalon.facts import FactsError
from jalon.facts.yaml12 import read_yaml
from jalon.i18n import Speaker

LISTS: Final = ("stays_in_quebec", "permits", "studies", "jobs", "french", "children", "spouse.french")
"""The lists of which a flat table may have one element a person."""
JOBS: Final = "jobs"
_KEYS: Final = ("columns", "constants", "months", "none_when_empty")


@dataclass(frozen=True)
class Mapped:
    """The column of a fact, and what its values are called in the file (`values`; None: not known)."""

    column: str
    values: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnMap:
    """What a flat table holds: facts by dotted name (`jobs.hours_per_week`). `own`: columns are named like facts."""

    columns: Mapping[str, Mapped] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    months: str = ""
    none_when_empty: tuple[str, ...] = ()
    own: bool = False


def flat_facts() -> dict[str, tuple[str, Leaf]]:
    """The facts that a flat table may hold, by dotted name: their list (empty: of the person) and what they are."""
    found = {name: ("", leaf) for name, leaf in leaves(person_shape())}
    for path in LISTS:
        found |= {f"{path}.{name}": (path, leaf) for name, leaf in leaves(part_of(path))}
    return {name: one for name, one in found.items() if not name.startswith(LEAVES)}


def own_map() -> ColumnMap:
    """Columns that are called like the facts."""
    return ColumnMap({name: Mapped(name) for name in flat_facts()}, own=True)


def read_map(path: Path, say: Speaker) -> ColumnMap:
    """The map of a file. Raises `CohortError` for what it cannot mean."""
    try:
        data = read_yaml(path.read_text(encoding="utf-8")).data
    except FileNotFoundError:
        raise CohortError(say("{file} : ce fichier n’existe pas.", file=path)) from None
    except (OSError, UnicodeDecodeError):
        raise CohortError(say("{file} : ce fichier ne se lit pas.", file=path)) from None
    except FactsError as error:
        raise CohortError(f"{path} : {error.text(say.lang)}") from None
    if not isinstance(data, dict):
        raise CohortError(say("{file} : il faut les clés {keys}.", file=path, keys=", ".join(_KEYS)))
    return _Reader(path, say).read(data)


class _Reader:
    def __init__(self, path: Path, say: Speaker) -> None:
        self._path, self.say, self._facts = path, say, flat_facts()

    def read(self, data: Mapping[str, Any]) -> ColumnMap:
        for key in data:
            if key not in _KEYS:
                raise self._fault(key, self.say("clé inconnue; clés possibles : {keys}.", keys=", ".join(_KEYS)))
        columns = {self._fact(name): self._mapped(name, value) for name, value in self._group(data, "columns").items()}
        constants = {self._fact(name): _text(value) for name, value in self._group(data, "constants").items()}
        both = sorted(set(columns) & set(constants))
        if both:
            raise self._fault(both[0], self.say("ce fait a déjà une colonne."))
        months = self._months(self._group(data, "months"))
        if months and "jobs.started_on" in {*columns, *constants}:
            raise self._fault("months", self.say("des mois ou jobs.started_on, mais non les deux."))
        return ColumnMap(columns, constants, months, self._lists(data.get("none_when_empty") or []))

    def _group(self, data: Mapping[str, Any], key: str) -> dict[str, Any]:
        group = data.get(key) or {}
        if not isinstance(group, dict):
            raise self._fault(key, self.say("il faut des clés et leurs valeurs."))
        return group

    def _fact(self, name: str) -> str:
        if name not in self._facts:
            told = self.say("ce fait n’existe pas.")
            meant = nearest(name, self._facts)
            raise self._fault(name, with_guess(told, meant, self.say))
        return name

    def _mapped(self, name: str, value: Any) -> Mapped:
        if isinstance(value, str):
            return Mapped(value)
        wrong = self.say("écrivez le nom d’une colonne, ou column et values.")
        if not isinstance(value, dict) or not isinstance(value.get("column"), str) or set(value) - {"column", "values"}:
            raise self._fault(name, wrong)
        values = value.get("values") or {}
        if not isinstance(values, dict):
            raise self._fault(name, wrong)
        return Mapped(value["column"], {str(k): None if v is None else _text(v) for k, v in values.items()})

    def _months(self, group: Mapping[str, Any]) -> str:
        if not group:
            return ""
        if set(group) != {JOBS} or not isinstance(group[JOBS], str):
            raise self._fault("months", self.say("une seule forme : jobs, et le nom de la colonne."))
        return str(group[JOBS])

    def _lists(self, names: Any) -> tuple[str, ...]:
        if not isinstance(names, list) or any(name not in LISTS for name in names):
            raise self._fault("none_when_empty", self.say("une liste de : {names}.", names=", ".join(LISTS)))
        return tuple(names)

    def _fault(self, where: str, told: str) -> CohortError:
        return CohortError(f"{self._path} : {where} : {told}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
