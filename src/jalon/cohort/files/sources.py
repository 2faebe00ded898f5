"""Opening what a person names: a file, a folder or a pattern, of whatever sort."""

from __future__ import annotations

from collections.abc import Sequence
from glob import glob
from pathlib import Path
from typing import Final

from jalon.cohort.files.arrow_files import people_files
from jalon.cohort.files.chunks import Source
from jalon.cohort.files.writing import ARROW, CSV, NDJSON, PARQUET
from jalon.cohort.running.asked import Asked, CohortError
from jalon.i18n import Speaker

_PATTERN: Final = "*?["
_ALONE: Final = (*CSV, *NDJSON, ".tsv")


def open_source(given: str, asked: Asked, say: Speaker, *, work: Path, column_map: Path | None = None) -> Source:
    """The people of `given`: a Parquet, Arrow, CSV or NDJSON file; a folder of Parquet files or of CSV tables, one a kind;
    or a pattern of Parquet or Arrow files. `work` is where large tables may be sorted; `column_map` says which column is
    which fact in a flat table. Raises `CohortError`."""
    files = _files(given, say)
    if column_map is not None:
        from jalon.cohort.files.column_map import read_map
        from jalon.cohort.files.flat import Flat

        return Flat(files, read_map(column_map, say), asked, say)
    if files[0].is_dir():
        from jalon.cohort.files.csv_tables import CsvTables

        return CsvTables(files[0], asked, say, work)
    extension = files[0].suffix.lower()
    if extension in (*PARQUET, *ARROW):
        return people_files(files, asked, say)
    if extension in NDJSON:
        from jalon.cohort.files.ndjson import Ndjson

        return Ndjson(files[0], asked, say)
    from jalon.cohort.files.column_map import own_map
    from jalon.cohort.files.flat import Flat

    return Flat(files, own_map(), asked, say)


def _files(given: str, say: Speaker) -> Sequence[Path]:
    """The files meant, all of one sort; or the one folder of CSV tables."""
    path = Path(given)
    if path.is_dir():
        from jalon.cohort.files.csv_tables import holds_tables

        if holds_tables(path):
            return [path]
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in (*PARQUET, *ARROW))
        if not found:
            raise CohortError(
                say("{folder} : ni fichiers Parquet, ni table persons.csv dans ce dossier.", folder=given)
            )
    elif any(mark in given for mark in _PATTERN) and not path.exists():
        found = sorted(Path(one) for one in glob(given, recursive=True))
        if not found:
            raise CohortError(say("{pattern} : aucun fichier de ce nom.", pattern=given))
    else:
        found = [path]
        if not path.exists():
            raise CohortError(say("{file} : ce fichier n’existe pas.", file=given))
    known = (*PARQUET, *ARROW, *_ALONE)
    for file in found:
        if file.suffix.lower() not in known:
            raise CohortError(
                say(
                    "{file} : extension inconnue. Extensions possibles : {allowed}.",
                    file=file,
                    allowed=", ".join(known),
                )
            )
    if len(found) > 1 and any(file.suffix.lower() in _ALONE for file in found):
        raise CohortError(
            say("{pattern} : plusieurs fichiers à la fois, en Parquet ou en Arrow seulement.", pattern=given)
        )
    return found
