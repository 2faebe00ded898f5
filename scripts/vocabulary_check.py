"""Checks the vocabulary of job titles against the official index of titles, for whoever has it.

    python scripts/vocabulary_check.py INDEX.csv [FILE...]     (columns of the index: noc2021, lang, title)

For each entry: a known code of the file's own major group, a language, no double in the same code; and a title that the
official index has under other codes only is flagged, unless it stands in `settled.csv` with the reason.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

ROOM = Path(__file__).parent.parent / "src" / "jalon" / "registers"
LONGEST = 80


def folded(text: str) -> str:
    """Lower case, no accent, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(re.sub(r"[^a-z0-9+#]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def forms(title: str) -> set[str]:
    """The forms of an official title written with slashes: coiffeur/coiffeuse, technicien/technicienne en radio."""
    out = {folded(title)}
    words = title.split(" ")
    for side in (0, -1):
        out.add(folded(" ".join(word.split("/")[side] for word in words)))
    if "/" in title:
        left, right = title.split("/", 1)
        out |= {folded(left), folded(right)}
    return out


def main(arguments: list[str]) -> int:
    """Print what is wrong; status 1 when anything is."""
    official: dict[str, set[str]] = defaultdict(set)
    with open(arguments[0], encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for form in forms(row["title"]):
                official[form].add(row["noc2021"])
    with (ROOM / "data" / "noc2021.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    settled_file = ROOM / "vocabulary" / "settled.csv"
    settled = set()
    if settled_file.exists():
        with settled_file.open(encoding="utf-8") as file:
            settled = {(row["noc2021"], folded(row["title"])) for row in csv.DictReader(file)}
    wrong = 0
    files = [Path(name) for name in arguments[1:]] or sorted((ROOM / "vocabulary").glob("[0-9]*.csv"))
    for path in files:
        seen: set[tuple[str, str, str]] = set()
        with path.open(encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                code, lang, title = row["noc2021"], row["lang"], row["title"]
                fold = folded(title)
                complaint = ""
                if code not in codes or not code.startswith(path.stem):
                    complaint = "code unknown or of another file"
                elif lang not in ("fr", "en"):
                    complaint = "lang is fr or en"
                elif not fold or len(title) > LONGEST or title != title.strip():
                    complaint = "empty, too long or spaces around"
                elif (code, lang, fold) in seen:
                    complaint = "stands twice"
                elif fold in official and code not in official[fold] and (code, fold) not in settled:
                    complaint = f"the official index has it under {', '.join(sorted(official[fold]))}"
                seen.add((code, lang, fold))
                if complaint:
                    wrong += 1
                    print(f"{path.name}:{number}: {code} {title!r}: {complaint}")
    print(f"{len(files)} files, {wrong} to settle")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
