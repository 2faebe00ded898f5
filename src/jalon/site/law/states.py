"""The badges of the law: what is so of a text or of the intake on a day. Always shown with dates and a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jalon.i18n import Speaker
from jalon.language.statutes import Intake, Version
from jalon.law.instruments import END_2025


@dataclass(frozen=True, slots=True)
class State:
    """A badge: its kind (a class of the style sheet) and its word."""

    kind: str
    words: str


def state_of_version(version: Version, on: date, say: Speaker) -> State:
    """Whether a text governs the applications filed that day, did, or will."""
    if version.last < on.toordinal():
        return State("ended", say("terminé"))
    if version.first > on.toordinal():
        return State("announced", say("annoncé"))
    return State("in-force", say("en vigueur"))


def state_of_intake(period: Intake, say: Speaker) -> State:
    """Whether applications are received over a period: open, suspended, ended, unknown, not yet."""
    if period.state == "closed":
        ended = period.citation.instrument == END_2025
        return State("ended", say("terminé")) if ended else State("suspended", say("suspendu"))
    return {
        "open": State("open", say("ouvert")),
        "unknown": State("unknown", say("inconnu")),
        "none": State("announced", say("pas encore créé")),
    }[period.state]
