"""Every key, every part and every value of a closed list has its words in both languages, and no word is orphan."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import pytest

from jalon.facts import KEY_LABELS, PART_LABELS, PARTS, VALUE_LABELS, Applicant, Job, Label, Stay
from jalon.facts.labels import key_label, part_label, value_label


def choices(annotation: Any) -> tuple[str, ...]:
    """The values of every ``Literal`` inside an annotation."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(value for part in get_args(annotation) for value in choices(part))


def test_every_key_has_a_label_and_none_is_orphan() -> None:
    assert set(KEY_LABELS) == {(part.__name__, key) for part in PARTS for key in part.written_keys()}
    assert set(PART_LABELS) == {part.__name__ for part in PARTS}


def test_every_value_has_a_label_and_none_is_orphan() -> None:
    wanted = {
        (part.__name__, field.alias or name, value)
        for part in PARTS
        for name, field in part.model_fields.items()
        for value in choices(field.annotation)
    }
    attestations = {(part, key) for part, key, value in wanted if value == "pending"}
    wanted |= {(part, key, answer) for part, key in attestations for answer in ("true", "false")}
    assert len(attestations) == 3
    assert set(VALUE_LABELS) == wanted


@pytest.mark.parametrize("label", [*KEY_LABELS.values(), *PART_LABELS.values()])
def test_labels_are_complete(label: Label) -> None:
    for text in (label.fr, label.en, label.help_fr, label.help_en):
        assert text == text.strip() != ""
    for text in (label.help_fr, label.help_en):
        assert text.endswith(".")
    assert not label.fr.endswith(".")
    assert "'" not in label.fr + label.help_fr, "French text has the typographic apostrophe"


def test_help_of_values_is_in_both_languages_or_none() -> None:
    for label in VALUE_LABELS.values():
        assert label.fr
        assert label.en
        assert bool(label.help_fr) == bool(label.help_en)


def test_look_up() -> None:
    assert key_label(Stay, "from").name("fr") == "Du"
    assert key_label(Applicant, "birth_date").name("en") == "Date of birth"
    assert "arrivée" in key_label(Stay, "from").help("fr")
    assert "arrival" in key_label(Stay, "from").help("en")
    assert part_label(Job).fr == "Emploi"
    assert value_label(Job, "internship", "compulsory").en == "Compulsory internship"
    with pytest.raises(KeyError):
        key_label(Stay, "from_")
