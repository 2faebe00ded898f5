"""The tables other than persons.csv, each line sorted to the person that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from jalon.cohort.files.chunks import Numbers, Refusal
from jalon.cohort.files.csv_lines import CsvFile
from jalon.cohort.files.joining import LEAVES, Belonging, Keys, part_of, with_points
from jalon.cohort.files.nested import leaves
from jalon.cohort.files.spilling import MOST_HELD, Sorted
from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

JOB: Final = "job"
"""The column that joins leaves to jobs: a name of the job in jobs.csv, else its number among the person's jobs."""
# Lines that belong to nobody: beyond, the tables are not of the same people.
_MOST_LOST: Final = 200_000
_LINE: Final = "\0line"


class Spread:
    """The lines of every table: by person, broken or not, and those that belong to nobody. Raises `CohortError` when too
    many do not."""

    def __init__(
        self, files: Mapping[str, CsvFile], keys: Keys, size: int, work: Path, say: Speaker, held: int = MOST_HELD
    ) -> None:
        self.files, self._keys, self._say = files, keys, say
        self.lost: list[Refusal] = []
        self.spoiled: dict[int, list[Refusal]] = {}
        self._sorted = {}
        for path, file in files.items():
            self._sorted[path] = Sorted(work / path, size, held)
            self._read(path, file)
            self._sorted[path].settle()

    def _read(self, path: str, file: CsvFile) -> None:
        wanted = {*(name for name, _ in leaves(part_of(path))), file.key}
        for block in file.blocks(wanted | ({JOB} if path in ("jobs", LEAVES) else set())):
            names = block.cells.column(file.key)
            owners = self._keys.find(names)
            for at in np.flatnonzero(owners < 0).tolist():
                self._lose(file, int(block.lines[at]), names[at].as_py())
            for one in block.broken:
                owner = int(self._keys.find(pa.array([one.key]))[0]) if one.key else -1
                refusal = Refusal(None, file.path.name, one.line, one.key, "", one.kind, one.reason)
                (self.lost if owner < 0 else self.spoiled.setdefault(owner, [])).append(refusal)
            if len(self.lost) > _MOST_LOST:
                say = self._say
                raise CohortError(
                    say(
                        "{table} : plus de {most} lignes n’appartiennent à personne de persons.csv. Les tables "
                        "sont-elles des mêmes personnes?",
                        table=file.path.name,
                        most=say.number(_MOST_LOST),
                    )
                )
            here = owners >= 0
            cells = block.cells.drop_columns([file.key]).append_column(_LINE, pa.array(block.lines))
            self._sorted[path].add(owners[here], cells.filter(pa.array(here)))

    def _lose(self, file: CsvFile, line: int, key: str | None) -> None:
        say = self._say
        kind, reason = (
            ("orphan", say("persons.csv n’a personne de cette clé"))
            if key
            else ("key-missing", say("la clé manque : la ligne n’est à personne"))
        )
        self.lost.append(Refusal(None, file.path.name, line, key or "", "", kind, reason))

    def of(self, chunk: int, rows: Numbers) -> dict[str, Belonging]:
        """The lines of the people of a chunk, whose numbers are `rows` in order; lines of others are left out."""
        found = {}
        for path, file in self.files.items():
            owners, cells = self._sorted[path].of(chunk) or (np.zeros(0, np.int64), None)
            if cells is None or not len(rows):
                nothing = np.zeros(0, np.int64)
                found[path] = Belonging(file.path.name, nothing, {}, nothing)
                continue
            at = np.minimum(np.searchsorted(rows, owners), len(rows) - 1)
            here = rows[at] == owners
            kept = cells.filter(pa.array(here))
            columns = {name: kept.column(name) for name in kept.schema.names if name != _LINE}
            if file.decimal_comma:
                columns = with_points(part_of(path), columns)
            found[path] = Belonging(file.path.name, at[here], columns, kept.column(_LINE).to_numpy())
        return found
