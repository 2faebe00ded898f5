"""CSV files read line by line in blocks, so that a broken line stops nothing: it is told, with its number, and left out.

A line is a row: a value cannot hold a line break. Quotes follow RFC 4180. Cells are texts; an empty one is null.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from jalon.cohort.files.chunks import Numbers
from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

_BLOCK: Final = 8 * 1024 * 1024
_LONGEST_LINE: Final = 8 * _BLOCK
_SEPARATORS: Final = (",", ";", "\t")
_BOM: Final = b"\xef\xbb\xbf"
_QUOTE, _NEW_LINE, _RETURN = 0x22, 0x0A, 0x0D
Bytes = NDArray[np.uint8]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Broken:
    """A line that cannot be read: which row (counted from 0 among the lines that are not blank), which line (from 1),
    what can be read of its key, the kind of fault and the reason."""

    row: int
    line: int
    key: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Block:
    """Some rows: their cells as texts, the number of each among the rows (from 0), the line of each (from 1)."""

    cells: pa.RecordBatch
    rows: Numbers
    lines: Numbers
    broken: tuple[Broken, ...]


class CsvFile:
    """A CSV file with a header, in UTF-8. Raises `CohortError` when the header cannot be read."""

    def __init__(self, path: Path, say: Speaker) -> None:
        self.path, self._say = path, say
        try:
            with path.open("rb") as file:
                head = file.readline(_BLOCK)
        except OSError as error:
            raise CohortError(
                say("{file} : ce fichier ne se lit pas ({reason}).", file=path, reason=error.strerror)
            ) from None
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CohortError(say("{file} : ce fichier est en UTF-16; enregistrez-le en UTF-8.", file=path))
        try:
            text = head.removeprefix(_BOM).decode().rstrip("\r\n")
        except UnicodeDecodeError:
            raise CohortError(say("{file} : l’en-tête n’est pas en UTF-8.", file=path)) from None
        self.separator = max(_SEPARATORS, key=text.count)
        self.names = tuple(name.strip() for name in next(csv.reader([text], delimiter=self.separator), []))
        twice = sorted({name for name in self.names if self.names.count(name) > 1})
        if twice or not any(self.names):
            told = (
                say("{file} : la colonne {column} est là deux fois.", file=path, column=twice[0] or "«  »")
                if twice
                else say("{file} : il n’y a pas d’en-tête.", file=path)
            )
            raise CohortError(told)
        self.key = ""

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers may have a comma, as in files whose separator is a semicolon."""
        return self.separator == ";"

    def blocks(self, columns: Iterable[str]) -> Iterator[Block]:
        """The rows, with these columns only."""
        wanted = [name for name in self.names if name in set(columns)]
        row, line = 0, 2
        for data in self._pieces():
            block, rows, lines = self._block(data, wanted, row, line)
            yield block
            row, line = row + rows, line + lines

    def _pieces(self) -> Iterator[bytes]:
        """The file after its header, cut at ends of lines."""
        with self.path.open("rb") as file:
            file.readline()
            rest = b""
            while more := file.read(_BLOCK):
                whole, mark, after = more.rpartition(b"\n")
                if mark:
                    yield b"".join((rest, whole, mark))
                    rest = after
                else:
                    rest += more
                if len(rest) > _LONGEST_LINE:
                    say = self._say
                    raise CohortError(say("{file} : une ligne n’en finit pas; est-ce bien du CSV?", file=self.path))
            if rest:
                yield rest + b"\n"

    def _block(self, data: bytes, wanted: list[str], row: int, line: int) -> tuple[Block, int, int]:
        """A block, how many rows it covers and how many lines."""
        held = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(held == _NEW_LINE)
        starts = np.concatenate([[0], ends[:-1] + 1])
        lengths = ends - starts - ((ends > starts) & (held[ends - 1] == _RETURN))
        there = np.flatnonzero(lengths > 0)
        faults = _faults(data, held, starts, ends, ord(self.separator))
        rows = np.full(len(starts), -1, np.int64)
        rows[there] = np.arange(row, row + len(there))
        good = np.array([at for at in there if at not in faults], np.intp) if faults else there
        broken = [self._broken(data[starts[at] : ends[at]], kind, rows[at], line + at) for at, kind in faults.items()]
        if len(good) < len(starts):
            data = b"".join(data[starts[at] : ends[at] + 1] for at in good)
        cells, odd = self._cells(data, wanted)
        if odd:
            for number, count in odd:
                at = good[number]
                text = bytes(held[starts[at] : ends[at]])
                broken.append(self._broken(text, "csv-columns", rows[at], line + at, count))
            good = np.delete(good, [number for number, _ in odd])
        told = tuple(sorted(broken, key=lambda one: one.line))
        return Block(cells, rows[good], good.astype(np.int64) + line, told), len(there), len(starts)

    def _cells(self, data: bytes, wanted: list[str]) -> tuple[pa.RecordBatch, list[tuple[int, int]]]:
        """The cells of good lines, and those that have another number of cells: (place, number of cells)."""
        odd: list[tuple[int, int]] = []

        def skip(found: Any) -> str:
            odd.append((found.number - 1, found.actual_columns))
            return "skip"

        schema = pa.schema([(name, pa.string()) for name in wanted])
        if not data:
            return pa.RecordBatch.from_pylist([], schema), odd
        table = pyarrow.csv.read_csv(
            io.BytesIO(data),
            pyarrow.csv.ReadOptions(column_names=list(self.names), use_threads=False, block_size=len(data) + 1),
            pyarrow.csv.ParseOptions(delimiter=self.separator, newlines_in_values=False, invalid_row_handler=skip),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()),
                include_columns=wanted,
                null_values=[""],
                strings_can_be_null=True,
                check_utf8=False,
            ),
        )
        batches = table.combine_chunks().to_batches()
        return (batches[0] if batches else pa.RecordBatch.from_pylist([], schema)), odd

    def _broken(self, line: bytes, kind: str, row: int, number: int, count: int = 0) -> Broken:
        say = self._say
        reasons = {
            "csv-encoding": say("des octets de la ligne ne sont pas de l’UTF-8"),
            "csv-quotes": say(
                "guillemets défaits : une valeur s’ouvre ou se ferme au mauvais endroit, ou contient un saut de ligne"
            ),
            "csv-return": say("la ligne contient un retour de chariot"),
            "csv-columns": say(
                "{count} valeurs sur la ligne, là où l’en-tête a {wanted} colonnes", count=count, wanted=len(self.names)
            ),
        }
        return Broken(int(row), int(number), self._key_of(line), kind, reasons[kind])

    def _key_of(self, line: bytes) -> str:
        """What can be read of the key on a broken line."""
        if self.key not in self.names:
            return ""
        text = line.decode("utf-8", "replace").replace("\r", " ")
        try:
            cells: Sequence[str] = next(csv.reader([text], delimiter=self.separator), [])
        except csv.Error:
            return ""
        at = self.names.index(self.key)
        return cells[at] if at < len(cells) else ""


def _faults(data: bytes, held: Bytes, starts: Places, ends: Places, separator: int) -> dict[int, str]:
    """The kind of fault of each line that must not be given to the parser of cells."""
    faults: dict[int, str] = {}
    returns = np.flatnonzero(held == _RETURN)
    if len(returns):
        alone = returns[held[returns + 1] != _NEW_LINE]
        faults |= dict.fromkeys(_lines_of(alone, ends), "csv-return")
    faults |= dict.fromkeys(_ill_quoted(held, starts, ends, separator), "csv-quotes")
    try:
        data.decode()
    except UnicodeDecodeError:
        for at in range(len(starts)):
            try:
                data[starts[at] : ends[at]].decode()
            except UnicodeDecodeError:
                faults[at] = "csv-encoding"
    return faults


def _ill_quoted(held: Bytes, starts: Places, ends: Places, separator: int) -> list[int]:
    """The lines whose quotes do not follow the rule: open at the start of a value, close at its end, doubled inside."""
    quotes = np.flatnonzero(held == _QUOTE)
    if not len(quotes):
        return []
    line = np.searchsorted(ends, quotes)
    first = np.searchsorted(quotes, starts)
    opening = (np.arange(len(quotes)) - first[line]) % 2 == 0
    before = np.where(quotes == starts[line], _NEW_LINE, held[quotes - 1])
    after = held[quotes + 1]
    wrong = np.where(
        opening,
        ~np.isin(before, (separator, _NEW_LINE, _QUOTE)),
        ~np.isin(after, (separator, _NEW_LINE, _RETURN, _QUOTE)),
    )
    odd = np.flatnonzero(np.bincount(line, minlength=len(starts)) % 2)
    return sorted({*line[wrong].tolist(), *odd.tolist()})


def _lines_of(places: Places, ends: Places) -> list[int]:
    return sorted(set(np.searchsorted(ends, places).tolist()))
