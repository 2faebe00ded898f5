"""The example that comes with the product is a valid file, and says what it claims."""

from __future__ import annotations

from pathlib import Path

from jalon.facts import Span, dump_yaml, load_applicant

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"


def test_the_example_is_complete() -> None:
    person = load_applicant(EXAMPLE)
    # Every key of the person is there: the example decides without a missing fact.
    assert person.model_fields_set == set(type(person).model_fields)
    assert person.spouse is None
    assert person.children == ()
    assert person.values_attestation == Span.parse("2023-01-20")
    assert load_applicant(dump_yaml(person)) == person


def test_comments_are_in_both_languages() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert "# Une personne fictive" in text
    assert "A made-up person" in text
