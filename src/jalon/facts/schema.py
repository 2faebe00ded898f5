"""The JSON Schema of the applicant file, made from the model and the labels, for editors and other tools."""

from __future__ import annotations

from typing import Any

from jalon.facts.dates import EXAMPLES
from jalon.facts.errors import Lang
from jalon.facts.labels import key_label, part_label
from jalon.facts.model import PARTS, SCHEMA_VERSION, Applicant, Facts

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DATE_WORDS = {
    "fr": "Une date : un jour, un mois, une année, ou un intervalle de deux d’entre eux.",
    "en": "A date: a day, a month, a year, or a range of two of them.",
}


def applicant_schema(lang: Lang = "en") -> dict[str, Any]:
    """A JSON Schema (2020-12) of the applicant file, with titles and descriptions in ``lang``.

    It says what a schema can say: keys, types, limits, forms. That a day exists, that a code is in its classification
    and that dates follow each other is checked on reading.
    """
    written = Applicant.model_json_schema(mode="validation")
    parts: dict[str, dict[str, Any]] = written.pop("$defs")
    for model in PARTS:
        _put_words(written if model is Applicant else parts[model.__name__], model, lang)
    return {
        "$schema": DIALECT,
        "$id": f"urn:jalon:applicant:{SCHEMA_VERSION}",
        **{key: _clean(value, lang) for key, value in written.items()},
        "$defs": {name: _clean(part, lang) for name, part in sorted(parts.items())},
    }


def _put_words(written: dict[str, Any], model: type[Facts], lang: Lang) -> None:
    label = part_label(model)
    written["title"], written["description"] = label.name(lang), label.help(lang)
    for key, place in written["properties"].items():
        label = key_label(model, key)
        place["title"], place["description"] = label.name(lang), label.help(lang)
        # An absent key is unknown: it has no default value.
        place.pop("default", None)


def _clean(written: Any, lang: Lang) -> Any:
    """Date words in the language of the schema; the order of the model kept."""
    if isinstance(written, list):
        return [_clean(item, lang) for item in written]
    if not isinstance(written, dict):
        return written
    clean = {key: _clean(value, lang) for key, value in written.items()}
    if clean.get("examples") == list(EXAMPLES) and "title" not in clean:
        clean["description"] = _DATE_WORDS[lang]
    return clean
