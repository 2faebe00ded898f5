"""What a form shows before anybody types: the answer that the file already has."""

from __future__ import annotations

from jalon.facts import Applicant
from jalon.facts.dates import RANGE_MARK
from jalon.i18n import Speaker
from jalon.readings.interview.places import ABSENT, Data, standing, steps_of
from jalon.readings.interview.questions import Question
from jalon.readings.naming import place_name
from jalon.site.assessment.fields import is_share


def form_values(question: Question, data: Data) -> dict[str, str]:
    """The fields of the form, filled with what the file has."""
    value = standing(data, steps_of(question.path))
    values: dict[str, str] = {}
    if question.instead:
        other = standing(data, steps_of(question.instead))
        if other not in (ABSENT, None):
            values["instead"] = str(other)
    if value is ABSENT:
        return values
    if value is None:
        return {"none": "1", "answer": "none"}
    match question.kind:
        case "yes-no":
            values["answer"] = "no" if value is False else "yes"
        case "date":
            values |= _parts(str(value))
        case "number":
            values["answer"] = f"{value * 100:g}" if is_share(question) else f"{value:g}"
        case "choice":
            values |= _choice(question, value)
        case "code":
            values["answer"] = " ".join(code for code in value.values() if code) if isinstance(value, dict) else value
        case _:
            values["answer"] = str(value)
    return values


def _parts(text: str, prefix: str = "") -> dict[str, str]:
    if RANGE_MARK in text:
        # The fields cannot show a date between two dates; the page says it beside them.
        return {}
    parts = text.split("-")
    return {f"{prefix}{name}": str(int(part)) for name, part in zip(("year", "month", "day"), parts, strict=False)}


def _choice(question: Question, value: object) -> dict[str, str]:
    for place, choice in enumerate(question.choices):
        if choice.value == value and type(choice.value) is type(value):
            return {"answer": str(place)}
    if isinstance(value, str | int) and question.path.endswith("values_attestation"):
        obtained = next((str(place) for place, choice in enumerate(question.choices) if choice.value is True), "")
        return {"answer": obtained, **_parts(str(value), "obtained-")}
    return {}


def place_caption(path: str, applicant: Applicant, say: Speaker) -> str:
    """What a place is called; empty for the person."""
    return place_name(path, applicant, say) if path else ""
