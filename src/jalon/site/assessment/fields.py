"""Reading a form: what somebody typed or ticked becomes an answer of the applicant file, or an error at a field.

An error here is about writing (a day that does not exist, a number that is no number), never about the law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jalon.facts.dates import FIRST_YEAR, LAST_YEAR, RANGE_MARK, Span, SpanError
from jalon.i18n import Speaker
from jalon.readings.interview.questions import Question
from jalon.registers import occupations

Posted = Mapping[str, str]
# Longer than any answer but a text, which the file limits itself.
_LONGEST: Final = 300
_BOXES: Final = ("none", "unknown")
_RADIOS: Final = ("yes-no", "choice", "code")
_NUMBER: Final = re.compile(r"-?[0-9]{1,7}([.,][0-9]{1,6})?")


class FieldError(ValueError):
    """What is wrong, and the id of the field to correct."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
        self.words = words


@dataclass(frozen=True, slots=True)
class Given:
    """An answer read: a value for a place, or nothing when the person does not know."""

    at: str
    value: Any = None
    known: bool = True


def is_share(question: Question) -> bool:
    """Whether a number is a part of a whole, which people give in %."""
    return question.kind == "number" and question.high == 1


def read_answer(question: Question, posted: Posted, say: Speaker) -> Given:
    """The answer to a question. Raises `FieldError`."""
    name = question.label.name(say.lang)
    # Radio buttons hold "none" and "unknown" among the answers; beside fields there is a box for each.
    ticked = [box for box in _BOXES if posted.get(box) or (question.kind in _RADIOS and posted.get("answer") == box)]
    typed = not (ticked and question.kind in _RADIOS) and _typed(question, posted)
    if (typed and ticked) or len(ticked) > 1:
        raise FieldError(first_field(question), say("{name} : donnez une seule réponse.", name=name))
    if ticked == ["unknown"] and question.unsure:
        return Given(question.path, known=False)
    if ticked == ["none"] and question.none is not None:
        return Given(question.path)
    if not typed and RANGE_MARK in question.known:
        # The fields cannot show a date between two dates: left empty, it stays as it is.
        return Given(question.path, question.known)
    if not typed:
        raise FieldError(first_field(question), say("{name} : donnez une réponse.", name=name))
    readers = {"yes-no": _yes_no, "date": _date, "number": _number, "choice": _choice, "code": _code, "text": _text}
    return readers[question.kind](question, posted, name, say)


def is_picked(question: Question) -> bool:
    """Whether the answer is chosen among hits of a search."""
    return question.kind == "code" or question.path.endswith(".area")


def first_field(question: Question) -> str:
    """The id of the first field of a question, which an error points to."""
    if is_picked(question):
        return "query"
    return {"date": "day", "yes-no": "answer-0", "choice": "answer-0"}.get(question.kind, "answer")


def _typed(question: Question, posted: Posted) -> bool:
    if question.kind == "date":
        return any(posted.get(part, "").strip() for part in ("day", "month", "year"))
    return bool(posted.get("answer", "").strip() or (question.instead and posted.get("instead", "").strip()))


def _yes_no(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    answer = posted["answer"]
    if answer not in ("yes", "no"):
        raise FieldError(first_field(question), say("{name} : choisissez oui ou non.", name=name))
    return Given(question.path, answer == "yes")


def _date(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    return Given(question.path, read_date(posted, name, say))


def read_date(posted: Posted, name: str, say: Speaker, prefix: str = "", *, whole: bool = False) -> str:
    """A date in three fields, of which the day, or the day and the month, may be left out unless `whole`.
    Raises `FieldError`."""
    day, month, year = (posted.get(prefix + part, "").strip() for part in ("day", "month", "year"))
    if not re.fullmatch(r"[0-9]{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise FieldError(
            f"{prefix}year",
            say(
                "{name} : écrivez l’année en quatre chiffres, de {first} à {last}.",
                name=name,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
        )
    if month and (not re.fullmatch(r"[0-9]{1,2}", month) or not 1 <= int(month) <= 12):
        raise FieldError(f"{prefix}month", say("{name} : le mois va de 1 à 12.", name=name))
    if day and not month:
        raise FieldError(f"{prefix}month", say("{name} : avec un jour, il faut un mois.", name=name))
    if whole and not (day and month):
        raise FieldError(f"{prefix}day", say("{name} : il faut ici le jour, le mois et l’année.", name=name))
    if day and not re.fullmatch(r"[0-9]{1,2}", day):
        raise FieldError(f"{prefix}day", say("{name} : le jour va de 1 à 31.", name=name))
    written = year + (f"-{int(month):02d}" if month else "") + (f"-{int(day):02d}" if day else "")
    try:
        Span.parse(written)
    except SpanError:
        raise FieldError(f"{prefix}day", say("{name} : ce jour n’existe pas dans ce mois.", name=name)) from None
    return written


def _number(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    main, other = posted.get("answer", "").strip(), posted.get("instead", "").strip()
    if main and other:
        raise FieldError("answer", say("{name} : donnez la note ou le niveau, pas les deux.", name=name))
    if other:
        return Given(question.instead, _in_limits(other, 0, None, True, "instead", name, say))
    if is_share(question):
        value = _in_limits(main.rstrip("% \u00a0"), 0, 100, False, "answer", name, say)
        return Given(question.path, value / 100)
    return Given(question.path, _in_limits(main, question.low, question.high, question.whole, "answer", name, say))


def _in_limits(
    text: str, low: float | None, high: float | None, whole: bool, field: str, name: str, say: Speaker
) -> float:
    # Spaces part thousands: 2 500.
    plain = "".join(text[:_LONGEST].split())
    if not _NUMBER.fullmatch(plain):
        raise FieldError(field, say("{name} : écrivez un nombre, en chiffres.", name=name))
    value = float(plain.replace(",", "."))
    if whole and not value.is_integer():
        raise FieldError(field, say("{name} : écrivez un nombre entier.", name=name))
    if (low is not None and value < low) or (high is not None and value > high):
        raise FieldError(
            field,
            say("{name} : de {low} à {high}.", name=name, low=say.number(low or 0), high=say.number(high or 0)),
        )
    return int(value) if value.is_integer() else value


def _choice(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    answer = posted["answer"]
    known = {str(place): choice.value for place, choice in enumerate(question.choices)}
    if answer not in known:
        raise FieldError(first_field(question), say("{name} : choisissez une des réponses.", name=name))
    value = known[answer]
    if value is True and question.path.endswith("values_attestation") and posted.get("obtained-year", "").strip():
        value = read_date(posted, name, say, "obtained-")
    return Given(question.path, value)


def _code(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    answer = posted["answer"].strip()[:_LONGEST]
    codes = answer.split()
    wanted_2016 = question.path.endswith("noc2016")
    wanted_2021 = question.path.endswith("noc2021")
    for code in codes:
        right = (occupations.is_noc2016(code) and not wanted_2021) or (occupations.is_noc2021(code) and not wanted_2016)
        if not right:
            raise FieldError("query", say("{name} : {code} n’est pas un code connu.", name=name, code=code[:12]))
    if len(codes) > 2:
        raise FieldError("query", say("{name} : donnez une seule réponse.", name=name))
    return Given(question.path, answer)


def _text(question: Question, posted: Posted, name: str, say: Speaker) -> Given:
    return Given(question.path, " ".join(posted["answer"].split()))


def day_of(posted: Posted, name: str, say: Speaker) -> date:
    """A whole date in three fields. Raises `FieldError`."""
    return date.fromisoformat(read_date(posted, name, say, whole=True))
