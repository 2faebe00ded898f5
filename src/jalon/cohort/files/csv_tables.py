"""People as CSV tables, one a kind, in a folder: persons.csv and, for what people have several of, a table each.

A key joins them. Tables may be in any order: the lines of each are sorted by person, on the disk when they are many, so
that memory holds the keys (some 30 bytes a person) and one chunk. A table that is there is complete: a person without a
line in it has none; a table that is not there is not known of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.files.arrow_files import of_file
from jalon.cohort.files.chunks import Chunk, Numbers, Refusal
from jalon.cohort.files.columns_check import check_columns, slip
from jalon.cohort.files.csv_lines import CsvFile
from jalon.cohort.files.csv_people import Persons, persons_in
from jalon.cohort.files.csv_spread import JOB, Spread
from jalon.cohort.files.joining import (
    LEAVES,
    Belonging,
    Keys,
    Spots,
    part_of,
    person_columns,
    place_of_jobs,
    starts_of,
    with_points,
)
from jalon.cohort.files.nested import leaves
from jalon.cohort.laying.shapes import person_shape
from jalon.cohort.running.asked import Asked, CohortError, nearest
from jalon.i18n import Speaker

PERSONS: Final = "persons"
TABLES: Final = {
    "stays": "stays_in_quebec",
    "permits": "permits",
    "studies": "studies",
    "jobs": "jobs",
    "leaves": LEAVES,
    "french": "french",
    "spouse_french": "spouse.french",
    "children": "children",
}
"""The list of each table, by the name of its file."""
DEFAULT_KEY: Final = "id"
_EXTENSIONS: Final = (".csv", ".tsv")


def holds_tables(folder: Path) -> bool:
    """Whether a folder holds tables of people."""
    return any((folder / f"{PERSONS}{extension}").is_file() for extension in _EXTENSIONS)


class CsvTables:
    """The tables of a folder. Raises `CohortError` when one cannot be read, or has a column that looks like a slip."""

    def __init__(self, folder: Path, asked: Asked, say: Speaker, work: Path) -> None:
        self._say, self._work, self._asked = say, work, asked
        self.key = asked.key or DEFAULT_KEY
        found = {path.stem.lower(): path for path in sorted(folder.iterdir()) if path.suffix.lower() in _EXTENSIONS}
        found = {{"stays_in_quebec": "stays"}.get(name, name): path for name, path in found.items()}
        for name, path in found.items():
            meant = nearest(name, [table for table in TABLES if table not in found])
            if name not in TABLES and name != PERSONS and meant:
                raise CohortError(
                    say("{file} : table inconnue; vouliez-vous dire {meant}.csv?", file=path, meant=meant)
                )
        self.persons = CsvFile(found[PERSONS], say)
        self.tables = {path: CsvFile(found[name], say) for name, path in TABLES.items() if name in found}
        self._check()
        self.assumptions = self._assumed()

    def _check(self) -> None:
        say = self._say
        for file in (self.persons, *self.tables.values()):
            file.key = self.key
            if self.key not in file.names:
                raise CohortError(
                    say(
                        "{file} : il manque la colonne {column}, qui joint les tables.", file=file.path, column=self.key
                    )
                )
        facts = [name for name, _ in leaves(person_shape())]
        check_columns(self.persons.names, self._asked, [*facts, self.key], say)
        for path, file in self.tables.items():
            known = [one for one, _ in leaves(part_of(path))]
            for column in file.names:
                meant = nearest(column, [one for one in known if one not in file.names])
                if column not in (*known, self.key, JOB) and meant:
                    raise CohortError(f"{file.path} : {slip(column, meant, say)}")
        if LEAVES in self.tables and "jobs" not in self.tables:
            raise CohortError(say("leaves.csv demande aussi jobs.csv."))
        if LEAVES in self.tables and JOB not in self.tables[LEAVES].names:
            file = self.tables[LEAVES]
            raise CohortError(
                say("{file} : il manque la colonne {column}, qui dit de quel emploi.", file=file.path, column=JOB)
            )

    def _assumed(self) -> tuple[str, ...]:
        say = self._say
        there = ", ".join(file.path.name for file in self.tables.values())
        missing = ", ".join(f"{name}.csv" for name, path in TABLES.items() if path not in self.tables)
        told = []
        if there:
            told.append(
                say(
                    "Chaque table est complète : qui n’y a aucune ligne n’a rien de cette sorte ({tables}).",
                    tables=there,
                )
            )
        if missing:
            told.append(say("Rien n’est connu de ce que diraient les tables absentes ({tables}).", tables=missing))
        return tuple(told)

    @property
    def files(self) -> tuple[Path, ...]:
        """See `Source`."""
        return tuple(file.path for file in (self.persons, *self.tables.values()))

    @property
    def columns(self) -> tuple[str, ...]:
        """See `Source`."""
        return self.persons.names

    @property
    def rows(self) -> int | None:
        """See `Source`."""
        return None

    def fingerprint(self) -> dict[str, Any]:
        """See `Source`."""
        return {"files": [of_file(file) for file in self.files]}

    def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
        """See `Source`."""
        keys = Keys(self._keys())
        spread = Spread(self.tables, keys, size, self._work / "sorted", self._say)
        wanted = {*(name for name, _ in leaves(person_shape())), self.key, *self._asked.followed, self._asked.on_column}
        for index, persons in persons_in(self.persons, wanted, size, skip):
            if index == 0:
                persons.lost.extend(spread.lost)
            yield self._chunk(index, persons, keys, spread)

    def _keys(self) -> Iterator[tuple[pa.Array, Numbers]]:
        for block in self.persons.blocks([self.key]):
            broken = [one for one in block.broken if one.key]
            yield block.cells.column(self.key), block.rows
            # What can be read of the key of a broken line takes its other lines away with it, without a word for each.
            yield pa.array([one.key for one in broken], pa.string()), np.array([one.row for one in broken], np.int64)

    def _chunk(self, index: int, persons: Persons, keys: Keys, spread: Spread) -> Chunk:
        """The people of a chunk with what the tables say of them."""
        say = self._say
        without = say("la clé manque : rien ne joint cette personne aux autres tables")
        twice = say("plusieurs personnes ont cette clé : on ne sait à laquelle sont les autres tables")
        persons = self._refuse(persons, np.isin(persons.rows, keys.without), "key-missing", without)
        persons = self._refuse(persons, np.isin(persons.rows, keys.twice), "key-duplicate", twice)
        for at in np.flatnonzero(np.isin(persons.rows, list(spread.spoiled))).tolist():
            row = int(persons.rows[at])
            persons.lost.extend(Refusal(**{**vars(one), "row": row + 1}) for one in spread.spoiled[row])
        persons = persons.where(~np.isin(persons.rows, list(spread.spoiled)))
        tables = spread.of(index, persons.rows)
        wrong = self._wrong_leaves(persons, tables)
        if wrong.any():
            persons = persons.where(~wrong)
            tables = spread.of(index, persons.rows)
            self._wrong_leaves(persons, tables)
        return self._together(persons, tables)

    def _refuse(self, persons: Persons, wrong: NDArray[np.bool_], kind: str, reason: str) -> Persons:
        names = persons.cells.column(self.key)
        for at in np.flatnonzero(wrong).tolist():
            row, line, key = int(persons.rows[at]) + 1, int(persons.lines[at]), names[at].as_py() or ""
            persons.lost.append(Refusal(row, self.persons.path.name, line, key, self.key, kind, reason))
        return persons.where(~wrong)

    def _wrong_leaves(self, persons: Persons, tables: dict[str, Belonging]) -> NDArray[np.bool_]:
        """Put the place of its job in each leave; gives the people who have leaves from no job of theirs."""
        wrong = np.zeros(len(persons.rows), np.bool_)
        if LEAVES not in tables or not len(tables[LEAVES].owners):
            return wrong
        say, jobs, leave = self._say, tables["jobs"], tables[LEAVES]
        names = persons.cells.column(self.key)
        place, twice = place_of_jobs(jobs, leave, JOB)
        for of, rows, kind, reason in (
            (leave, np.flatnonzero(place < 0), "job-missing", say("jobs.csv n’a pas cet emploi de la personne")),
            (jobs, np.flatnonzero(twice), "job-duplicate", say("un autre emploi de la personne porte ce nom")),
        ):
            for at in rows.tolist():
                owner = int(of.owners[at])
                wrong[owner] = True
                row, line, key = int(persons.rows[owner]) + 1, int(of.lines[at]), names[owner].as_py() or ""
                persons.lost.append(Refusal(row, of.table, line, key, JOB, kind, reason))
        order = np.argsort(place, kind="stable")
        cells = {name: column.take(pa.array(order)) for name, column in leave.cells.items()}
        tables[LEAVES] = Belonging(leave.table, np.maximum(place[order], 0), cells, leave.lines[order])
        return wrong

    def _together(self, persons: Persons, tables: Mapping[str, Belonging]) -> Chunk:
        count = len(persons.rows)
        facts = {name for name, _ in leaves(person_shape())}
        own = {name: persons.cells.column(name) for name in persons.cells.schema.names}
        columns = {name: column for name, column in own.items() if name in facts}
        if self.persons.decimal_comma:
            columns = with_points(person_shape(), columns)
        made = person_columns(columns, tables, count)
        made |= {name: column for name, column in own.items() if name not in facts}
        spots = {
            path: (
                lines.table,
                starts_of(lines.counts(len(tables["jobs"].lines) if path == LEAVES else count)),
                lines.lines,
            )
            for path, lines in tables.items()
        }
        return Chunk(
            pa.RecordBatch.from_pydict(made),
            persons.rows + 1,
            persons.read,
            lost=tuple(persons.lost),
            places=Spots(self.persons.path.name, persons.lines, spots),
        )
