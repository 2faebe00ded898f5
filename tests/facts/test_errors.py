"""The words of errors: complete in both languages, short, safe to print."""

from __future__ import annotations

import pickle
import re

import pytest
from pydantic import ValidationError

from jalon.facts import Applicant, FactsError, Lang, Problem, parse_applicant
from jalon.facts.errors import shown, written_path
from jalon.facts.messages import MESSAGES
from jalon.facts.problems import problems_of


@pytest.mark.parametrize("kind", MESSAGES)
def test_both_languages_say_the_same_things(kind: str) -> None:
    message = MESSAGES[kind]
    assert message.fr != message.en
    fields = [sorted(set(re.findall(r"\{[^}]*\}", text))) for text in (message.fr, message.en)]
    assert fields[0] == fields[1]
    assert "'" not in message.fr
    for lang in ("fr", "en"):
        assert Problem(kind, "a.b", "x", ("1", "2", "3")).text(lang)


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (True, "true", "true"),
        (None, "null", "null"),
        (35, "35", "35"),
        (2.5, "2.5", "2.5"),
        ("yes", "«\u00a0yes\u00a0»", "“yes”"),
        ("x" * 100, "«\u00a0" + "x" * 59 + "…\u00a0»", "“" + "x" * 59 + "…”"),
        ("\x1b[31m", "«\u00a0\\u001b[31m\u00a0»", "“\\u001b[31m”"),
        ([], "une liste de 0 élément", "a list of 0 items"),
        ([1], "une liste de 1 élément", "a list of 1 item"),
        ((1, 2), "une liste de 2 éléments", "a list of 2 items"),
        ({"a": 1}, "un groupe de clés", "a group of keys"),
        (10**5000, "un nombre énorme", "a huge number"),
        (-(10**5000), "un nombre énorme", "a huge number"),
        (float("-inf"), "un nombre énorme", "a huge number"),
        (float("nan"), "nan", "nan"),
        (object(), "une valeur d’un autre type", "a value of another type"),
    ],
    ids=lambda value: repr(value)[:20] if not isinstance(value, int) else "number",
)
def test_shown(value: object, fr: str, en: str) -> None:
    assert shown(value, "fr") == fr
    assert shown(value, "en") == en


def test_path() -> None:
    assert written_path(("jobs", 0, "leaves", 12, "from")) == "jobs[0].leaves[12].from"
    assert written_path((3, "a")) == "[3].a"
    assert len(written_path(("x" * 1000,))) == 60
    assert written_path(("a\x07",)) == "a\\u0007"


@pytest.mark.parametrize(
    ("count", "fr", "en"),
    [(10, "", ""), (11, "et 1 autre problème", "and 1 more"), (25, "et 15 autres problèmes", "and 15 more")],
)
def test_ten_problems_are_printed(count: int, fr: str, en: str) -> None:
    error = FactsError(tuple(Problem("unknown-key", f"k{n}") for n in range(count)))
    for lang, last in (("fr", fr), ("en", en)):
        lines = error.text(lang).splitlines()
        assert len(lines) == min(count, 11)
        if last:
            assert lines[-1] == last


def test_line_case_and_nearest() -> None:
    problem = Problem("unknown-key", "birthdate", 1, nearest="birth_date", line=3, case="a-case")
    assert problem.text("fr") == "cas a-case, ligne 3, birthdate : clé inconnue ; vouliez-vous dire birth_date ?"
    assert problem.text("en") == "case a-case, line 3, birthdate: unknown key; did you mean birth_date?"


def test_the_error_itself() -> None:
    error = FactsError((Problem("empty"),), "a.yaml")
    assert str(error) == error.text("en") == "the file is empty"
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.name) == (error.problems, "a.yaml")


def test_a_problem_of_the_whole() -> None:
    assert Problem("mapping", value=3).text("en").startswith("this case: 3 stands")


def test_braces_in_a_file_are_not_read_as_fields() -> None:
    with pytest.raises(FactsError) as caught:
        parse_applicant({"schema": 1, "{path}{a[9]}": 1, "purpose_of_stay": "{0}"})
    assert "{path}{a[9]}" in caught.value.text("fr")
    assert "“{0}”" in caught.value.text("en")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_fault_of_a_later_pydantic_has_words(lang: Lang) -> None:
    error = ValidationError.from_exception_data(
        "Applicant", [{"type": "bytes_type", "loc": ("birth_date",), "input": 3}]
    )
    (problem,) = problems_of(error, Applicant)
    assert problem.kind == "other"
    assert "birth_date" in problem.text(lang)


def test_nearest_is_left_out_when_nothing_is_near() -> None:
    with pytest.raises(FactsError) as caught:
        parse_applicant({"schema": 1, "x" * 1000: 1, "qqqq": 2, "Birth Date": 3})
    assert [problem.nearest for problem in caught.value.problems] == ["", "", "birth_date"]
