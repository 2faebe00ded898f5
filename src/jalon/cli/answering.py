"""What people type in an interview, read as answers; and what they are told they may type."""

from __future__ import annotations

from typing import Any

from jalon.i18n import Speaker
from jalon.readings.interview import Question

NONE = "-"
LEVEL = "n"
# More digits than any answer has.
_MOST_DIGITS = 6
_YES, _NO = ("o", "oui", "y", "yes"), ("n", "non", "no")


class RefusedError(ValueError):
    """What was typed is no answer to the question; its text says what would be."""


def answer_hint(question: Question, say: Speaker) -> str:
    """What may be typed, in words."""
    hints = [_hint(question, say)]
    if question.none is not None:
        hints.append(say("« - » : {meaning}", meaning=question.none.name(say.lang)))
    return "; ".join(hints)


def _hint(question: Question, say: Speaker) -> str:
    low, high = question.low, question.high
    match question.kind:
        case "yes-no":
            return say("oui ou non")
        case "date":
            return say("un jour (2023-05-10), un mois (2023-05), une année (2023) ou un intervalle (2023-05..2023-08)")
        case "choice":
            return say("le numéro d’un choix, de 1 à {count}", count=len(question.choices))
        case "code":
            return say("le code de la CNP : quatre chiffres (2016), cinq chiffres (2021), ou les deux")
        case "list-add":
            return say("combien il y en a; 0 : aucun")
        case "number" if high == 1:
            return say("un pourcentage avec son signe (90 %), ou une part de 0 à 1")
        case "number":
            hint = say("un nombre de {low} à {high}", low=say.number(low or 0), high=say.number(high or 0))
            if question.instead:
                hint += say(", ou le niveau de l’Échelle québécoise : n7 pour le niveau 7")
            return hint
        case _:
            return say("quelques mots")


def answered(question: Question, text: str, say: Speaker) -> tuple[Any, str]:
    """The value that was typed, and the place that it answers when it is not the question's own. Raises `RefusedError`;
    what only the file can refuse (a date that does not exist) is left to it."""
    if not text:
        raise RefusedError(say("Réponse attendue : {hint}.", hint=answer_hint(question, say)))
    if text == NONE and question.none is not None:
        return None, ""
    found: Any = None
    at = ""
    match question.kind:
        case "yes-no":
            found = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}.get(text.lower())
        case "choice":
            if text.isdecimal() and len(text) <= _MOST_DIGITS and 1 <= int(text) <= len(question.choices):
                return question.choices[int(text) - 1].value, ""
        case "list-add":
            found = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None
        case "number":
            level = question.instead and text[:1].lower() == LEVEL
            found = _number(text[1:] if level else text, question.whole or bool(level), question.high)
            at = question.instead if level else ""
        case _:
            found = text
    if found is None:
        raise RefusedError(say("Réponse attendue : {hint}.", hint=answer_hint(question, say)))
    return found, at


def _number(text: str, whole: bool, high: float | None) -> float | int | None:
    """A number as written here, with a comma or a dot; a share may be a percentage."""
    percent = text.endswith("%") and high == 1
    try:
        number = float(text.rstrip("% \u00a0").replace(",", "."))
    except ValueError:
        return None
    if percent:
        return number / 100
    return int(number) if whole and number.is_integer() else number
