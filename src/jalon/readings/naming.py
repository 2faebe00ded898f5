"""Names for people of places in the applicant file, and of their values: `jobs[0].hours_per_week` is
“Emploi 1 (Programmeuse), heures par semaine”."""

from __future__ import annotations

import re
from typing import Any, Final

from jalon.facts import model
from jalon.facts.labels import KEY_LABELS, VALUE_LABELS, Label, part_label
from jalon.facts.model import Applicant, Facts
from jalon.i18n import Speaker
from jalon.language.bounds import MAYBE, YES
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.vocabulary import Field
from jalon.readings.bounded import ANY_HOURS, ANY_LEVEL, ANY_SHARE, ANY_WEEK, ANY_YEARS

# The part of the file that each list or object holds.
_PARTS: Final[dict[str, type[Facts]]] = {
    "stays_in_quebec": model.Stay,
    "permits": model.Permit,
    "studies": model.Study,
    "jobs": model.Job,
    "french": model.FrenchProof,
    "spouse": model.Spouse,
    "children": model.Child,
    "leaves": model.Leave,
    "bursary": model.Bursary,
    "occupation": model.Occupation,
    "levels": model.Skills,
    "scores": model.Scores,
    "french_interview": model.FrenchInterview,
    "ended_regular_file": model.EndedRegularFile,
}
_STEP: Final = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")
_UNBOUNDED: Final = (ANY_HOURS, ANY_LEVEL, ANY_SHARE, ANY_WEEK, ANY_YEARS)
# What tells one element of a list from the next, for people.
_TELLING: Final = ("title", "programme", "test", "kind", "proof")


def place_name(path: str, applicant: Applicant, say: Speaker) -> str:
    """A place of the file in words; a DEP and an ASP seen as one (`studies[0]+studies[1]`) are both named."""
    head, _, key = path.rpartition(".")
    if "+" in path:
        places, key = (head.split("+"), key) if head else (path.split("+"), "")
        both = say(" et ").join(place_name(place, applicant, say) for place in places)
        return f"{both}, {_lower(_label('Study', key, say))}" if key else both
    names: list[str] = []
    part: type[Facts] = Applicant
    here: Any = applicant
    for step in path.split("."):
        match = _STEP.fullmatch(step)
        name, row = (match[1], match[2]) if match else (step, None)
        here = _inside(here, name, row)
        if row is not None or name == "spouse":
            part = _PARTS[name]
            names.append(_element(part, here, row, say))
        elif name in _PARTS and path.split(".")[-1] != step:
            part = _PARTS[name]
        else:
            names.append(_label(part.__name__, name, say))
    return ", ".join([names[0], *(_lower(name) for name in names[1:])])


def _inside(here: Any, name: str, row: str | None) -> Any:
    value = getattr(here, {"from": "from_"}.get(name, name), None)
    if row is not None:
        return value[int(row)] if value is not None and int(row) < len(value) else None
    return value


def _element(part: type[Facts], here: Any, row: str | None, say: Speaker) -> str:
    name = part_label(part).name(say.lang)
    if row is not None:
        name = f"{name} {int(row) + 1}"
    # Not getattr: a key that the part has not is slow to be refused.
    values = vars(here) if here is not None else {}
    for key in _TELLING:
        told = values.get(key)
        if told:
            return f"{name} ({_value_name(part.__name__, key, str(told), say)})"
    return name


def _label(part: str, key: str, say: Speaker) -> str:
    label = KEY_LABELS.get((part, key))
    return label.name(say.lang) if label else key


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _value_name(part: str, key: str, value: str, say: Speaker) -> str:
    label: Label | None = VALUE_LABELS.get((part, key, value))
    return label.name(say.lang) if label else value


def value_text(of: Field, value: Any, say: Speaker) -> str:
    """A value, given by its bounds, in words."""
    match of.sort:
        case "truth":
            return say("on ne sait pas") if value == MAYBE else say("oui") if value == YES else say("non")
        case "day":
            return _days_text(value, say)
        case "kind":
            return _kind_text(of, value, say)
        case _:
            low, high = value
            if value in _UNBOUNDED:
                return say("on ne sait pas")
            if low == high:
                return say.number(low)
            return say("de {low} à {high}", low=say.number(low), high=say.number(high))


def _days_text(value: tuple[int, int], say: Speaker) -> str:
    first, last = value
    if first == NEVER:
        return say("pas à ce jour")
    if first == last:
        return say.date(first)
    if first == EARLIEST and last == NEVER:
        return say("date inconnue")
    if first == EARLIEST:
        return say("au plus tard le {day}", day=say.date(last))
    if last == NEVER:
        return say("au plus tôt le {day}", day=say.date(first))
    return say("entre le {first} et le {last}", first=say.date(first), last=say.date(last))


_KIND_PARTS: Final = ("Applicant", "Permit", "Study", "Job", "FrenchProof")


def _kind_text(of: Field, bits: int, say: Speaker) -> str:
    if bits == of.any_bits:
        return say("on ne sait pas")
    chosen = [value for i, value in enumerate(of.values) if bits >> i & 1]
    if not chosen:
        return say("aucun")
    key = of.fact.rpartition(".")[2]
    names = []
    for value in chosen:
        known = [VALUE_LABELS[part, key, value] for part in _KIND_PARTS if (part, key, value) in VALUE_LABELS]
        names.append(known[0].name(say.lang) if known else value)
    return say(" ou ").join(names)
