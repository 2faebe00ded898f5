"""Days to note as a calendar file (iCalendar, RFC 5545): all-day events that no reminder comes with.

The little of the format that is used is written here: escaping, lines of at most 75 octets, CRLF.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from jalon._version import __version__
from jalon.facts.model import Applicant
from jalon.i18n import Speaker
from jalon.readings.decide.receipt import input_hash
from jalon.readings.timeline.dates import DayToNote

_OCTETS: Final = 75


def ics_of(days: Iterable[DayToNote], applicant: Applicant, made: datetime, say: Speaker) -> str:
    """The calendar file. `made` is the moment at which it is made, which each event must bear.

    The same file of facts gives events of the same identity, so that a second import replaces the first one.
    """
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    person = input_hash(applicant)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Jalon//Jalon {__version__}//{say.lang.upper()}",
        "CALSCALE:GREGORIAN",
    ]
    for note in days:
        identity = f"{person} {note.day.isoformat()} {note.sort} {note.subject}"
        words = [f"{note.words}." if note.words else "", say("Ceci n’est pas un avis juridique.")]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(identity.encode()).hexdigest()[:32]}@jalon",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{note.day:%Y%m%d}",
            f"SUMMARY:{escaped(note.title)}",
            f"DESCRIPTION:{escaped(chr(10).join(filter(None, words)))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """A text as a value: what has a meaning of its own is escaped (RFC 5545, 3.3.11); control characters go."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    text = text.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


def folded(line: str) -> list[str]:
    """A line cut into pieces of at most 75 octets, each but the first after a space; no letter is cut in two."""
    out = [""]
    room = _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            out.append(" ")
            room = _OCTETS - 1
        out[-1] += letter
        room -= size
    return out
