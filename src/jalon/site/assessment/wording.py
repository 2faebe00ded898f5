"""What stands in the file, in words, for cards and checking: a value as a person would say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from jalon.facts import Applicant, Bursary, Facts, Skills
from jalon.facts.dates import RANGE_MARK, Span
from jalon.facts.fields import Number
from jalon.facts.labels import KEY_LABELS, VALUE_LABELS
from jalon.i18n import LOCALES, Speaker
from jalon.readings.interview.places import ABSENT, Data, meaning, part_and_key, part_inside, standing, steps_of
from jalon.readings.interview.questions import none_label
from jalon.readings.naming import place_name
from jalon.registers import occupations
from jalon.site.assessment.places import element_of, is_list, slug_of


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of the file: where it stands, what it is called, what it is; `given` when it is not left out."""

    path: str
    slug: str
    label: str
    value: str
    given: bool


@dataclass(frozen=True, slots=True)
class List:
    """A list of the file: where it stands, what it is called, how many elements it has (None: not told)."""

    path: str
    slug: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """Facts that go together: an element of a list, or those about the person."""

    path: str
    slug: str
    title: str
    rows: tuple[Row, ...]
    lists: tuple[List, ...] = ()

    @property
    def given(self) -> tuple[Row, ...]:
        """The facts that are in the file."""
        return tuple(row for row in self.rows if row.given)

    @property
    def left_out(self) -> tuple[Row, ...]:
        """Those that are not."""
        return tuple(row for row in self.rows if not row.given)


def span_words(text: str, say: Speaker) -> str:
    """A date of the file, perhaps imprecise: 12 avril 1996, juin 2021, 2021, de juin 2021 à septembre 2021."""
    if RANGE_MARK in text:
        first, last = (span_words(part, say) for part in text.split(RANGE_MARK))
        return say("de {first} à {last}", first=first, last=last)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return say.date(date.fromisoformat(text))
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=LOCALES[say.lang])
    return str(parts[0])


def value_words(path: str, data: Data, say: Speaker) -> str:
    """What stands at a place, in words; "not given" when nothing does."""
    steps = steps_of(path)
    value = standing(data, steps)
    if value is ABSENT:
        return say("non fourni")
    part, key, _ = part_and_key(steps)
    if value is None:
        none = none_label(KEY_LABELS[part.__name__, key])
        return none.name(say.lang) if none else say("aucun")
    named = VALUE_LABELS.get(
        (part.__name__, key, "true" if value is True else "false" if value is False else str(value))
    )
    if named is not None:
        return named.name(say.lang)
    if isinstance(value, bool):
        return say("oui") if value else say("non")
    if isinstance(value, dict):
        return _group(key, value, say)
    if isinstance(value, int | float):
        if _is_date(path):
            return str(value)
        if _is_share(path):
            return say("{share} %", share=say.number(round(value * 100, 4)))
        return say.number(value)
    if isinstance(value, list):
        return say.number(len(value))
    if key in ("noc2016", "noc2021"):
        return _code(value, say)
    if _is_date(path):
        return span_words(str(value), say)
    return str(value)


def _is_date(path: str) -> bool:
    _, key, field = part_and_key(steps_of(path))
    return meaning(field.annotation)[0] is Span or key == "values_attestation"


def _is_share(path: str) -> bool:
    """Whether a number is a part of a whole, which people give in %."""
    _, qualified = meaning(part_and_key(steps_of(path))[2].annotation)
    return any(isinstance(one, Number) and one.high == 1 for one in qualified)


def _group(key: str, value: dict[str, Any], say: Speaker) -> str:
    if key == "occupation":
        return "; ".join(_code(code, say) for code in value.values() if code)
    if key == "area":
        return f"{value.get('name', '')} ({value.get('award', '')})"
    return say("oui")


def _code(code: str, say: Speaker) -> str:
    if len(code) == 4:
        old = occupations.unit_group_2016(code)
        title = old.title_en if say.lang == "en" else old.title_fr
        return say("{code} – {title} (CNP 2016)", code=code, title=title)
    new = occupations.unit_group_2021(code)
    return f"{code} – {new.title_en if say.lang == 'en' else new.title_fr}"


def card_of(path: str, applicant: Applicant, data: Data, say: Speaker) -> Card:
    """The card of an element of a list, or of a group such as the spouse."""
    part = element_of(path)
    rows: list[Row] = []
    lists: list[List] = []
    for key in part.written_keys():
        here = f"{path}.{key}"
        if is_list(here):
            lists.append(list_of(here, data, say))
        elif part_inside(part_and_key(steps_of(here))[2].annotation) is Skills or key == "scores":
            rows += _papers(here, part, key, data, say)
        else:
            rows.append(_row(here, KEY_LABELS[part.__name__, key].name(say.lang), data, say))
            if key == "bursary" and isinstance(standing(data, steps_of(here)), dict):
                rows += [
                    _row(f"{here}.{inner}", KEY_LABELS["Bursary", inner].name(say.lang), data, say)
                    for inner in Bursary.written_keys()
                ]
    return Card(path, slug_of(path), place_name(path, applicant, say), tuple(rows), tuple(lists))


def _papers(path: str, part: type[Facts], key: str, data: Data, say: Speaker) -> Iterator[Row]:
    """The papers of a proof of French: marks where there is a test, levels otherwise, and any that is given."""
    group = KEY_LABELS[part.__name__, key].name(say.lang)
    steps = steps_of(path)
    by_marks = standing(data, (*steps[:-1], "test")) not in (ABSENT, "other")
    for paper in Skills.written_keys():
        label = KEY_LABELS[element_of(path).__name__, paper].name(say.lang)
        row = _row(f"{path}.{paper}", f"{group} – {label[:1].lower()}{label[1:]}", data, say)
        if row.given or by_marks == (key == "scores"):
            yield row


def person_card(data: Data, say: Speaker) -> Card:
    """The facts that belong to no list and no group."""
    keys = [
        key
        for key in Applicant.written_keys()
        if key != "schema" and part_inside(part_and_key((key,))[2].annotation) is None
    ]
    rows = tuple(_row(key, KEY_LABELS["Applicant", key].name(say.lang), data, say) for key in keys)
    return Card("", "", say("Vous"), rows)


def list_of(path: str, data: Data, say: Speaker) -> List:
    """A list: what it is called, how many elements it has (None: not told)."""
    part, key, _ = part_and_key(steps_of(path))
    value = standing(data, steps_of(path))
    count = len(value) if isinstance(value, list) else None
    return List(path, slug_of(path), KEY_LABELS[part.__name__, key].name(say.lang), count)


def _row(path: str, label: str, data: Data, say: Speaker) -> Row:
    given = standing(data, steps_of(path)) is not ABSENT
    return Row(path, slug_of(path), label, value_words(path, data, say), given)
