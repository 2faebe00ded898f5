"""Flat tables: one line a person, at most one job, one study, one proof each, months in place of dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from jalon.cohort.files.arrow_files import ArrowFiles, of_file
from jalon.cohort.files.chunks import Chunk, Numbers, Places, Refusal, from_rows
from jalon.cohort.files.column_map import JOBS, ColumnMap, Mapped, flat_facts
from jalon.cohort.files.columns_check import check_asked, check_columns
from jalon.cohort.files.csv_lines import CsvFile
from jalon.cohort.files.csv_people import Persons, persons_in
from jalon.cohort.files.joining import Spots, part_of, with_points
from jalon.cohort.files.nested import inner, lists
from jalon.cohort.files.writing import ARROW, PARQUET
from jalon.cohort.laying.shapes import person_shape
from jalon.cohort.running.asked import Asked, CohortError, nearest, with_guess
from jalon.cohort.running.days import EPOCH, filing_days
from jalon.facts.dates import LAST_YEAR
from jalon.i18n import Speaker
from jalon.readings.columns.deciding import Days

_MOST_MONTHS: Final = 1200
# A job whose end is not known ends on some day after those that were counted.
_SOME_DAY: Final = f"..{LAST_YEAR}-12-31"


class Flat:
    """One flat CSV file, or flat Parquet or Arrow files, read by a column map. Raises `CohortError` when a column of the
    map, or one that is asked for, is not there."""

    def __init__(self, files: Sequence[Path], columns: ColumnMap, asked: Asked, say: Speaker) -> None:
        self._files, self._asked, self._say = tuple(files), asked, say
        self._csv: CsvFile | None = None
        self._arrow: ArrowFiles | None = None
        if files[0].suffix.lower() in (*PARQUET, *ARROW):
            self._arrow = ArrowFiles(files, say)
        elif files[0].is_file():
            self._csv = CsvFile(files[0], say)
            self._csv.key = asked.key or ""
        else:
            raise CohortError(say("{file} : un plan de colonnes se lit avec un seul fichier.", file=files[0]))
        self._map = self._fitted(columns)
        used = {mapped.column for mapped in self._map.columns.values()}
        self._wanted = {*used, *asked.followed, asked.on_column, *([self._map.months] if self._map.months else [])}
        if self._arrow is not None:
            self._arrow.wanted = [name for name in self.columns if name in self._wanted]
        self.assumptions = self._assumed()

    def _fitted(self, columns: ColumnMap) -> ColumnMap:
        say, here = self._say, self.columns
        if columns.own:
            check_columns(here, self._asked, list(columns.columns), say)
            return ColumnMap({name: one for name, one in columns.columns.items() if one.column in here}, own=True)
        check_asked(list(here), self._asked, say)
        for name in [one.column for one in columns.columns.values()] + ([columns.months] if columns.months else []):
            if name not in here:
                meant = nearest(name, here)
                told = say(
                    "{file} n’a pas de colonne {column}, que le plan de colonnes nomme.",
                    file=self._files[0],
                    column=name,
                )
                raise CohortError(with_guess(told, meant, say))
        return columns

    def _assumed(self) -> tuple[str, ...]:
        say, known = self._say, flat_facts()
        told = []
        there = {known[name][0] for name in {*self._map.columns, *self._map.constants}} - {""}
        if there:
            told.append(
                say(
                    "Chaque personne a au plus un élément de : {lists}; elle n’en a pas d’autre.",
                    lists=", ".join(sorted(there)),
                )
            )
            empty = sorted(there - set(self._map.none_when_empty))
            if empty:
                told.append(
                    say("Sans valeur dans leurs colonnes, ces listes sont inconnues : {lists}.", lists=", ".join(empty))
                )
            if self._map.none_when_empty:
                none = ", ".join(self._map.none_when_empty)
                told.append(say("Sans valeur dans leurs colonnes, ces listes sont vides : {lists}.", lists=none))
        if self._map.months:
            told.append(
                say(
                    "Les mois de la colonne {column} sont d’un seul tenant. Ils finissent le dernier jour de l’emploi s’il "
                    "est donné; sinon la veille de la demande, et nul ne sait si l’emploi a continué. Zéro mois : "
                    "aucun emploi.",
                    column=self._map.months,
                )
            )
        for name, value in self._map.constants.items():
            told.append(say("{fact} vaut {value} pour tout le monde.", fact=name, value=value))
        return tuple(told)

    @property
    def files(self) -> tuple[Path, ...]:
        """See `Source`."""
        return self._files

    @property
    def columns(self) -> tuple[str, ...]:
        """See `Source`."""
        if self._csv is not None:
            return self._csv.names
        assert self._arrow is not None
        return self._arrow.columns

    @property
    def rows(self) -> int | None:
        """See `Source`."""
        return self._arrow.rows if self._arrow is not None else None

    def fingerprint(self) -> dict[str, Any]:
        """See `Source`."""
        told = {"columns": {name: [one.column, dict(one.values)] for name, one in self._map.columns.items()}}
        rest = {"constants": dict(self._map.constants), "months": self._map.months, "none": self._map.none_when_empty}
        return {"files": [of_file(file) for file in self._files], "map": {**told, **rest}}

    def chunks(self, size: int, skip: int) -> Iterator[Chunk]:
        """See `Source`."""
        if self._arrow is not None:
            for chunk in from_rows(self._arrow.batches(size, skip * size), size, skip):
                yield self._chunk(Persons(chunk.rows, chunk.numbers - 1, chunk.numbers, chunk.read, []), None)
            return
        assert self._csv is not None
        for _, persons in persons_in(self._csv, self._wanted, size, skip):
            yield self._chunk(persons, self._csv)

    def _chunk(self, persons: Persons, file: CsvFile | None) -> Chunk:
        days, _ = filing_days(persons.cells, self._asked, self._say)
        months = None
        if self._map.months:
            months, wrong = _whole_months(persons.cells.column(self._map.months))
            self._refuse(persons, wrong)
            persons, days, months = persons.where(~wrong), days[~wrong], months[~wrong]
        made = people(persons.cells, self._map, days, months, decimal_comma=file is not None and file.decimal_comma)
        kept = [name for name in (*self._asked.followed, self._asked.on_column) if name in persons.cells.schema.names]
        made |= {name: persons.cells.column(name) for name in kept}
        if not made:
            made["\\0"] = pa.nulls(len(persons.rows))
        return Chunk(
            pa.RecordBatch.from_pydict(made),
            persons.rows + 1,
            persons.read,
            lost=tuple(persons.lost),
            places=self._places(persons),
        )

    def _places(self, persons: Persons) -> Places | None:
        if self._csv is not None:
            return Spots(self._csv.path.name, persons.lines, {})
        return self._arrow.places(persons.rows + 1) if self._arrow is not None else None

    def _refuse(self, persons: Persons, wrong: NDArray[np.bool_]) -> None:
        say, asked, places = self._say, self._asked, self._places(persons)
        for at in np.flatnonzero(wrong).tolist():
            key = str(persons.cells.column(asked.key)[at].as_py() or "") if asked.key else ""
            value = persons.cells.column(self._map.months)[at].as_py()
            reason = say("{value!r} n’est pas un nombre entier de mois, de 0 à {most}", value=value, most=_MOST_MONTHS)
            table, line = places.place(at, self._map.months) if places else ("", None)
            number = int(persons.rows[at]) + 1
            persons.lost.append(Refusal(number, table, line, key, self._map.months, "months", reason))


def people(
    cells: pa.RecordBatch, columns: ColumnMap, days: Days, months: Numbers | None, *, decimal_comma: bool = False
) -> dict[str, pa.Array]:
    """The nested facts of people, of a flat table read by a map; `months` of their job, -1 where not known."""
    count, known = cells.num_rows, flat_facts()
    told = {name: _renamed(cells.column(mapped.column), mapped) for name, mapped in columns.columns.items()}
    given = {name: pa.repeat(pa.scalar(value), count) for name, value in columns.constants.items()}
    own = {name: column for name, column in {**told, **given}.items() if known[name][0] == ""}
    if decimal_comma:
        own = with_points(person_shape(), own)
    paths = {known[name][0] for name in (*told, *given)} | ({JOBS} if months is not None else set())
    for path in sorted(paths - {""}):
        inside = {name: column for name, column in {**told, **given}.items() if known[name][0] == path}
        there = np.zeros(count, np.bool_)
        for name, column in inside.items():
            if name in told:
                there |= np.asarray(column.is_valid())
        parts = {name.removeprefix(f"{path}."): column for name, column in inside.items()}
        none = np.zeros(count, np.bool_)
        if path == JOBS and months is not None:
            there |= months > 0
            none = months == 0
            parts |= _spell(parts.get("ended_on"), days, months)
        if decimal_comma:
            parts = with_points(part_of(path), parts)
        here = there & ~none
        elements = {name: column.filter(pa.array(here)) for name, column in parts.items()}
        unknown = np.zeros(count, np.bool_) if path in columns.none_when_empty else ~there & ~none
        own[path] = lists(part_of(path), elements, here.astype(np.int64), ~unknown)
    return inner(person_shape(), own)


def _renamed(column: pa.Array, mapped: Mapped) -> pa.Array:
    """A column with the values that the file has for them; others stay, for the reader to refuse."""
    if not mapped.values:
        return column
    coded = pc.dictionary_encode(column.cast(pa.string()))
    names = [mapped.values.get(value, value) for value in coded.dictionary.to_pylist()]
    return pa.array(names, pa.string()).take(coded.indices)


def _whole_months(column: pa.Array) -> tuple[Numbers, NDArray[np.bool_]]:
    """Whole numbers of months, -1 where not known, and where they are no such thing."""
    coded = pc.dictionary_encode(column)
    known: list[int] = []
    for value in coded.dictionary.to_pylist():
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -2.0
        known.append(int(number) if number.is_integer() and 0 <= number <= _MOST_MONTHS else -2)
    places = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    months = np.array([*known, -1], np.int64)[places]
    return months, months == -2


def _spell(ended: pa.Array | None, days: Days, months: Numbers) -> dict[str, pa.Array]:
    """The dates of a job of so many months: up to its last day where it is told, else up to the day before filing and on
    to some day that is not known."""
    last = days.astype(np.int64) - EPOCH - 1
    vague, dated = np.ones(len(days), np.bool_), months >= 0
    if ended is not None:
        texts = ended.cast(pa.string())
        exact = pc.match_substring_regex(texts, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        exact = pc.fill_null(exact, False).to_numpy(zero_copy_only=False)
        told = np.array(texts.filter(pa.array(exact)).to_pylist(), "datetime64[D]") if exact.any() else None
        if told is not None:
            last[exact] = told.astype(np.int64)
        vague = ~np.asarray(texts.is_valid())
        # From a last day that is not exact, no first day follows.
        dated &= vague | exact
    start = _months_before(last + 1, months)
    started = pa.array(start.astype("datetime64[D]"), pa.date32(), mask=~dated)
    since = pa.array(np.datetime_as_string(last.astype("datetime64[D]")), pa.string())
    open_end = pc.binary_join_element_wise(since, _SOME_DAY, "")
    open_end = pc.if_else(pa.array(months >= 0), open_end, pa.scalar(None, pa.string()))
    end = open_end if ended is None else pc.if_else(pa.array(vague), open_end, ended.cast(pa.string()))
    return {"started_on": started, "ended_on": end}


def _months_before(days: NDArray[np.int64], months: Numbers) -> NDArray[np.int64]:
    """`jalon.language.calendar.add_months` with minus so many months, over arrays of days counted from 1970."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    target = month - np.maximum(months, 0)
    start = target.astype("datetime64[D]")
    longest = (target + 1).astype("datetime64[D]") - start - np.timedelta64(1, "D")
    moved: NDArray[np.int64] = (start + np.minimum(day - month.astype("datetime64[D]"), longest)).astype(np.int64)
    return moved
