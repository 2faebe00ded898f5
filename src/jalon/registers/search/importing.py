"""Reading Statistics Canada's official index of titles, for whoever has downloaded it.

The published files are the “elements” of NOC 2021 v1.0, one in English and one in French: a row a title, with the code,
the type of element and its text. Columns are found by what their names say, so that both languages, either separator
and older spellings are read. What is kept is the project's own small file (code, language, title).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from jalon.registers import occupations
from jalon.registers.search.folding import fold
from jalon.registers.search.texts import imported_index

LARGEST: Final = 64 * 1024 * 1024
_ENCODINGS: Final = ("utf-8-sig", "cp1252")
# Types of element that hold titles.
_TITLES: Final = ("example", "exemple", "index", "inclusion")


class ImportFault(ValueError):
    """A file that is no index of titles; `reason` is a short word for the message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Row = tuple[str, str, str]


def read_index(data: bytes) -> list[Row]:
    """(code, language, title) of every title of a published file. Raises `ImportFault`: too-large, not-text, no-columns,
    no-titles."""
    if len(data) > LARGEST:
        raise ImportFault("too-large")
    try:
        table = list(_table(_text(data)))
    except csv.Error:
        raise ImportFault("not-text") from None
    if not table:
        raise ImportFault("no-columns")
    head = table.pop(0)
    code, kind, text, lang_at = _columns(head)
    level = _first([fold(name) for name in head], lambda n: n in ("level", "niveau"))
    width = max(place for place in (code, kind, text, lang_at, level) if place is not None)
    french = "fr" if any("cnp" in fold(name) or "niveau" in fold(name) for name in head) else "en"
    found: dict[Row, None] = {}
    for row in table:
        # Titles belong to the unit groups, level 5; a shorter code would be that of a larger group.
        if len(row) <= width or (level is not None and row[level].strip() != "5"):
            continue
        if kind is not None and lang_at is None and not any(word in fold(row[kind]) for word in _TITLES):
            continue
        number, title = row[code].strip().zfill(5), " ".join(row[text].split())
        if title and occupations.is_noc2021(number):
            lang = row[lang_at].strip() if lang_at is not None else french
            if lang in ("fr", "en"):
                found[number, lang, title] = None
    if not found:
        raise ImportFault("no-titles")
    return list(found)


def import_index(data: bytes) -> tuple[int, Path]:
    """Read a published file and add its titles to those imported before; gives their number and where they are kept."""
    rows = read_index(data)
    path = imported_index()
    langs = {lang for _, lang, _ in rows}
    # The file of the other language stays; the same language again replaces itself.
    kept = [row for row in _kept(path) if row[1] not in langs]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("noc2021", "lang", "title"))
        writer.writerows(sorted([*kept, *rows]))
    part.replace(path)
    return len(rows), path


def _kept(path: Path) -> Iterable[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in list(csv.reader(file))[1:]]


def _text(data: bytes) -> str:
    if b"\0" in data[:4096]:
        raise ImportFault("not-text")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportFault("not-text")


def _table(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    separator = max((",", ";", "\t"), key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _columns(head: Sequence[str]) -> tuple[int, int | None, int, int | None]:
    """Places of the code, the type of element, the text and (in a file of both languages) the language."""
    names = [fold(name) for name in head]
    code = _first(names, lambda n: n.startswith("code") or n == "noc2021")
    kind = _first(names, lambda n: "type" in n or n == "kind")
    text = _first(names, lambda n: "description" in n or n in ("title", "titre", "element"))
    if code is None or text is None:
        raise ImportFault("no-columns")
    return code, kind, text, _first(names, lambda n: n in ("lang", "langue", "language"))


def _first(names: Sequence[str], wanted: Callable[[str], bool]) -> int | None:
    return next((place for place, name in enumerate(names) if wanted(name)), None)
