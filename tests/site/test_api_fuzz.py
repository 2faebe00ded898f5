"""The API against its own document, in process: whatever is sent, no server error, and every answer as the document says.

Requests are drawn from the document by Schemathesis, allowed ones and forbidden ones; then plausible people, whose files go
farther than random ones. Only one of its checks is left out: a schema cannot say everything that a file must be (a code in
its classification, dates in order), so that some of what it allows is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from jalon.site.wsgi import application
from readings.people import Person, partial_people

# Operations that answer the same whatever is asked have little to draw.
BY_HEART = frozenset(("law", "tests", "schema"))
ABOUT_A_PERSON = ("decide", "timeline", "when", "remedies", "next-question")


@pytest.fixture
def document(db: None, settings: Settings) -> Any:
    settings.RATE_LIMIT = False
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


def drawn(count: int) -> Any:
    """Hypothesis's settings for so many examples; what fails is told as it is, for it is short enough."""
    return hypothesis_settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        database=None,
    )


def tried(case: Any, seen: Counter[int]) -> None:
    """Send one request and hold the answer against the document."""
    response = case.call()
    seen[response.status_code] += 1
    assert response.status_code < 500, response.text[:2000]
    case.validate_response(response, excluded_checks=[positive_data_acceptance])


def operations(document: Any) -> Iterator[Any]:
    for found in document.get_all_operations():
        yield found.ok()


def from_the_document(document: Any, each: int, seen: Counter[int]) -> None:
    for operation in operations(document):
        count = 5 if operation.definition.raw["operationId"] in BY_HEART else each
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @drawn(count)
            @given(operation.as_strategy(generation_mode=mode))
            def run(case: Any) -> None:
                tried(case, seen)

            run()


def from_people(document: Any, name: str, each: int, seen: Counter[int]) -> None:
    operation = document[f"/api/v1/{name}"]["POST"]

    @drawn(each)
    @given(partial_people())
    def run(person: Person) -> None:
        body: dict[str, Any] = {"applicant": person.data, "programme": person.programme}
        body["from" if name in ("when", "timeline") else "on"] = person.day.isoformat()
        if name == "timeline":
            body["to"] = person.day.replace(year=person.day.year + 2, day=1).isoformat()
        tried(operation.Case(body=body, media_type="application/json"), seen)

    run()


def fuzz(document: Any, each: int, people: int) -> Counter[int]:
    seen: Counter[int] = Counter()
    from_the_document(document, each, seen)
    for name in ABOUT_A_PERSON:
        from_people(document, name, people, seen)
    return seen


def test_a_thousand_requests(document: Any) -> None:
    seen = fuzz(document, 33, 40)
    assert seen.total() >= 1_000
    # Neither answers only, nor refusals only.
    assert min(seen[200], seen[400] + seen[422]) >= 200


@pytest.mark.deep
def test_ten_thousand_requests(document: Any) -> None:
    seen = fuzz(document, 350, 250)
    assert seen.total() >= 10_000
    assert min(seen[200], seen[400] + seen[422]) >= 2_000
