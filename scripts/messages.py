"""The French sentences of the code that go through the catalogue, and what the English catalogue lacks.

python scripts/messages.py            lists missing and stale messages; status 1 when there are any
python scripts/messages.py --update   puts the missing ones into the catalogue, empty, for a person to translate
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "jalon"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "jalon.po"
KEYWORDS = {"say": None, "plural": (1, 2)}


def used() -> set[str | tuple[str, str]]:
    """Messages in the code: a text, or a pair (one, many)."""
    found = set()
    for _, _, message, _, _ in extract_from_dir(SOURCE, keywords=KEYWORDS):
        if isinstance(message, tuple):
            message = tuple(part for part in message if part)[:2]
        found.add(message)
    return found


def catalogue() -> Catalog:
    """The English catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> int:
    """Compare both."""
    known = catalogue()
    wanted = used()
    translated = {m.id for m in known if m.id and (all(m.string) if isinstance(m.string, tuple) else m.string)}
    missing = sorted(wanted - translated, key=str)
    stale = sorted((m.id for m in known if m.id and m.id not in wanted), key=str)
    for message in missing:
        print(f"missing: {message!r}")
    for message in stale:
        print(f"stale: {message!r}")
    if "--update" in sys.argv[1:]:
        for message in missing:
            known.add(message)
        for message in stale:
            known.delete(message[0] if isinstance(message, tuple) else message)
        with CATALOGUE.open("wb") as file:
            write_po(file, known, width=120, sort_output=True, omit_header=False)
    return 1 if missing or stale else 0


if __name__ == "__main__":
    sys.exit(main())
