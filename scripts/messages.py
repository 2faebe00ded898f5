"""The French sentences of the code that go through the catalogues, and what the English catalogues lack.

python scripts/messages.py            lists missing and stale messages; status 1 when there are any
python scripts/messages.py --update   puts the missing ones into the catalogues, empty, for a person to translate

There is one catalogue a room, so that two people who work in two rooms do not write in one file: `jalon.po` for the
core and the commands, `site.po` for what the site's rooms share, `site-law.po`... for each of them. A sentence used in
several rooms stands in the first of them only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "jalon"
CATALOGUES = SOURCE / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {"say": None, "plural": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
SITE_ROOMS = ("assessment", "result", "law", "api")
ROOMS = ("jalon", "site", *(f"site-{room}" for room in SITE_ROOMS))

Message = str | tuple[str, str]


def room_of(file: str) -> str:
    """The room of a file, given from the package."""
    parts = Path(file).parts
    if parts[0] != "site":
        return "jalon"
    room = parts[2] if parts[1] == "templates" else parts[1]
    return f"site-{room}" if room in SITE_ROOMS else "site"


def used() -> dict[Message, str]:
    """Messages in the code (a text, or a pair: one, many), with their room."""
    found: dict[Message, str] = {}
    for file, _, message, _, _ in extract_from_dir(SOURCE, METHODS, keywords=KEYWORDS):
        if isinstance(message, tuple):
            message = tuple(part for part in message if part)[:2]
        room = room_of(file)
        found[message] = min(found.get(message, room), room, key=ROOMS.index)
    return found


def catalogue(room: str) -> Catalog:
    """The English catalogue of a room; an empty one where there is none yet."""
    path = CATALOGUES / f"{room}.po"
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def ids(known: Catalog, *, translated: bool) -> Iterator[Message]:
    """The messages of a catalogue; only those with an English text when `translated`."""
    for message in known:
        told = all(message.string) if isinstance(message.string, tuple) else message.string
        if message.id and (told or not translated):
            yield message.id


def main() -> int:
    """Compare each room with its catalogue."""
    wanted, faults = used(), 0
    only = [argument for argument in sys.argv[1:] if argument in ROOMS] or ROOMS
    for room in only:
        known = catalogue(room)
        here = {message for message, of in wanted.items() if of == room}
        missing = sorted(here - set(ids(known, translated=True)), key=str)
        stale = sorted(set(ids(known, translated=False)) - here, key=str)
        for message in missing:
            print(f"{room}: missing: {message!r}")
        for message in stale:
            print(f"{room}: stale: {message!r}")
        faults += len(missing) + len(stale)
        if "--update" in sys.argv[1:] and (missing or stale):
            for message in missing:
                known.add(message)
            for message in stale:
                known.delete(message[0] if isinstance(message, tuple) else message)
            with (CATALOGUES / f"{room}.po").open("wb") as file:
                write_po(file, known, width=120, sort_output=True, omit_header=False)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
