"""A question: a place of the file put in words, with the answers that it takes. How it is laid out is not here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args, get_origin

from jalon.facts.dates import Span
from jalon.facts.errors import written_path
from jalon.facts.fields import LONGEST_LIST, Code, Number
from jalon.facts.labels import KEY_LABELS, VALUE_LABELS, Label, key_label, part_label
from jalon.facts.model import Applicant, Facts
from jalon.facts.writing import to_dict
from jalon.i18n import Speaker
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.interview.asked import Asked
from jalon.readings.interview.asked_words import ASKED
from jalon.readings.interview.asked_words_record import DOCUMENT_DATE
from jalon.readings.interview.places import (
    ABSENT,
    PERSON_SUBJECT,
    Data,
    meaning,
    other_form,
    part_and_key,
    part_inside,
    standing,
    steps_of,
    subject_of,
)
from jalon.readings.naming import place_name
from jalon.registers.areas import areas
from jalon.registers.diplomas import award_of
from jalon.registers.french_tests import highest_mark

Kind = Literal["yes-no", "date", "number", "choice", "code", "text", "list-add"]

# What everybody knows of oneself: “I do not know” is no answer to these.
_ALWAYS_KNOWN: Final = ("birth_date", "intends_to_settle")
# Tests of the file that no table of marks knows.
_OTHER: Final = "other"
_ATTESTATION: Final = {"true": True, "pending": "pending", "false": False}
_DOCUMENT_DATE: Final = Label(
    "Date du document", "Date of the document", "Le jour où le document a été fait.", "The day the document was made."
)
_NONE_OF_THESE: Final = Label("Aucun de ces domaines", "None of these areas")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a closed list: the value as the file has it, and what people call it."""

    value: Any = field(hash=False)
    label: Label


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one place of the file.

    `path` is the place; `asked` is what people read, `label` what the place is called. `kind` says what an answer is: true
    or false for `yes-no`; a date, perhaps imprecise, for `date`; a number from `low` to `high` (whole when `whole`) for
    `number`; the value of one of `choices` for `choice`; the digits of a code or of two for `code`; some words for `text`;
    **how many there are** for `list-add`, 0 being none. `none` is what "not so" means here (not yet, still held); None
    when that is no answer. `instead` is a second place that the answer may be written to (a level in place of a mark),
    with its own limits. `known` is the imprecise date that the file already has. `unsure` tells whether "I do not know"
    is an answer. `conditions` are the ids of the conditions that the fact keeps open.
    """

    path: str
    subject: str
    label: Label
    kind: Kind
    conditions: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = False
    none: Label | None = None
    instead: str = ""
    known: str = ""
    unsure: bool = True

    def why(self, say: Speaker) -> tuple[str, ...]:
        """The names of the conditions that the fact keeps open."""
        return tuple(CONDITION_NAMES[id].text(say.lang) for id in self.conditions)

    def title(self, applicant: Applicant, say: Speaker) -> str:
        """The place in words, with the element that it belongs to: “Emploi 1 (Cuisinière), heures par semaine”."""
        owner, _, _ = self.path.rpartition(".")
        if not owner or owner.endswith((".levels", ".scores")):
            return place_name(self.path, applicant, say)
        name = self.label.name(say.lang)
        return f"{place_name(owner, applicant, say)}, {name if name[1:2].isupper() else name[:1].lower() + name[1:]}"

    def owner(self, applicant: Applicant, say: Speaker) -> str:
        """What the place belongs to, in words: “Emploi 1 (Cuisinière)”; empty for the person."""
        owner, _, _ = self.path.rpartition(".")
        return place_name(owner, applicant, say) if owner else ""

    @property
    def asked(self) -> Asked:
        """The question and its hint as people read them."""
        part, key, _ = part_and_key(steps_of(self.path))
        return DOCUMENT_DATE if self.label == _DOCUMENT_DATE else ASKED[part.__name__, key]

    @property
    def subject_label(self) -> Label:
        """What the subject is called."""
        return part_label(Applicant) if self.subject == PERSON_SUBJECT else key_label(Applicant, self.subject)


def question_at(path: str, applicant: Applicant, conditions: tuple[str, ...]) -> Question:
    """The question of a place (see `places.askable`). Raises KeyError for what is no question, such as `schema`."""
    steps = steps_of(path)
    part, key, info = part_and_key(steps)
    if (part.__name__, key) not in ASKED:
        raise KeyError(path)
    data = to_dict(applicant)
    found, qualified = meaning(info.annotation)
    kind, more = _kind(part, key, found, qualified)
    if key == "area":
        more["choices"] = _areas(standing(data, steps[:-1]))
    instead = other_form(steps)
    if instead is not None and steps[-2] == "scores":
        more["instead"] = written_path(instead)
        more["high"] = highest_mark(standing(data, steps[:-2]).get("test", _OTHER), key) or more["high"]
    value = standing(data, steps)
    if isinstance(value, str | int) and kind == "date":
        more["known"] = str(Span.parse(value))
    label = KEY_LABELS[part.__name__, key]
    if key == "taken_on" and standing(data, (*steps[:-1], "proof")) not in (ABSENT, "test"):
        label = _DOCUMENT_DATE
    help_ = {lang: _for_people(label.help(lang)) for lang in ("fr", "en")}
    return Question(
        path=path,
        subject=subject_of(path),
        label=Label(label.fr, label.en, help_["fr"], help_["en"]),
        kind=kind,
        conditions=conditions,
        none=None if kind == "yes-no" else none_label(label),
        unsure=key not in _ALWAYS_KNOWN,
        **more,
    )


def _kind(part: type[Facts], key: str, found: Any, qualified: tuple[Any, ...]) -> tuple[Kind, dict[str, Any]]:
    limits = next((q for q in qualified if isinstance(q, Number)), None)
    if key == "values_attestation":
        return "choice", {"choices": tuple(_choices(part, key, _ATTESTATION))}
    if key == "area":
        return "choice", {}
    if key == "occupation" or any(isinstance(q, Code) for q in qualified):
        return "code", {}
    if limits is not None:
        return "number", {"low": limits.low, "high": limits.high, "whole": limits.whole}
    if get_origin(found) is Literal:
        return "choice", {"choices": tuple(_choices(part, key, {value: value for value in get_args(found)}))}
    if get_origin(found) is tuple:
        return "list-add", {"low": 0, "high": LONGEST_LIST, "whole": True}
    if found is Span:
        return "date", {}
    if found is bool or part_inside(found):
        return "yes-no", {}
    return "text", {}


def _choices(part: type[Facts], key: str, values: dict[str, Any]) -> list[Choice]:
    return [Choice(value, VALUE_LABELS[part.__name__, key, name]) for name, value in values.items()]


def _areas(study: Data) -> tuple[Choice, ...]:
    """The areas of the register under the award that the study leads to; a DEP followed by an ASP has those of both."""
    level = study["level"]
    awards = [award for award in ((award_of(level),) if level != "dep-asp" else ("DEP", "ASP")) if award]
    found = [
        Choice({"name": area.corrected, "award": area.award}, Label(area.corrected, area.corrected))
        for area in areas()
        if area.award in awards
    ]
    # A name that is no area's says that the area is on no list.
    other = {"name": study.get("programme", "Autre"), "award": awards[0]} if awards else None
    return (*found, *([Choice(other, _NONE_OF_THESE)] if other else []))


# --- Labels are written for files; a person who is asked reads no notation ---------------------------------------------
_NULL: Final = re.compile(r"\bnull ?: (.+?)\.")
_NOTATION: Final = re.compile(r"\bnull\b|Liste vide|empty list|Clé absente|Key absent")
_VALUES: Final = re.compile(r"\btrue \(")
_QUOTES: Final = re.compile(r', (?:entre guillemets|in quotation marks)|"')


def none_label(label: Label) -> Label | None:
    """What null means at this place, when its help says so."""
    fr, en = _NULL.search(label.help_fr), _NULL.search(label.help_en)
    return Label(_capital(fr[1]), _capital(en[1])) if fr and en else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _for_people(help_: str) -> str:
    """The help without what only matters to somebody who writes the file."""
    told = []
    for sentence in re.split(r"(?<=\.) ", help_):
        if _VALUES.search(sentence):
            before, colon, _ = sentence.partition(" : " if " : " in sentence else ": ")
            sentence = f"{before}." if colon else ""
        if sentence and not _NOTATION.search(sentence):
            told.append(_QUOTES.sub("", sentence))
    return " ".join(told)


def question_data(question: Question, applicant: Applicant, say: Speaker) -> dict[str, Any]:
    """The question as plain data, with its words in one language."""
    lang = say.lang
    return {
        "path": question.path,
        "subject": {"id": question.subject, "name": question.subject_label.name(lang)},
        "question": question.asked.question.text(lang),
        "hint": question.asked.hint.text(lang),
        "title": question.title(applicant, say),
        "label": question.label.name(lang),
        "help": question.label.help(lang),
        "kind": question.kind,
        "choices": [
            {"value": choice.value, "name": choice.label.name(lang), "help": choice.label.help(lang)}
            for choice in question.choices
        ],
        "low": question.low,
        "high": question.high,
        "whole": question.whole,
        "none": question.none.name(lang) if question.none else None,
        "instead": question.instead or None,
        "known": question.known or None,
        "unsure": question.unsure,
        "conditions": [
            {"id": id, "name": name} for id, name in zip(question.conditions, question.why(say), strict=True)
        ],
    }
