"""Reading files: formats, encodings, sizes, and errors that say where."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.facts import Applicant, FactsError, Span, dump_yaml, load_applicant, parse_applicant
from jalon.facts.reading import LARGEST_APPLICANT

YAML = "schema: 1\nbirth_date: 1990-01-15\njobs: [{title: Préposée}]\n"
FLOW = "{schema: 1, birth_date: 1990-01-15, jobs: [{title: Préposée}]}"
JSON = '{"schema": 1, "birth_date": "1990-01-15", "jobs": [{"title": "Préposée"}]}'
PERSON = parse_applicant({"schema": 1, "birth_date": "1990-01-15", "jobs": [{"title": "Préposée"}]})


def kind_of(source: Path | str | bytes, name: str = "") -> str:
    with pytest.raises(FactsError) as caught:
        load_applicant(source, name=name)
    return caught.value.problems[0].kind


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", YAML), ("a.yml", YAML), ("a.YAML", YAML), ("a.json", JSON), ("a.txt", YAML), ("a.txt", JSON),
        ("a", YAML), ("a", JSON), ("a.yaml", JSON), ("a.dat", FLOW), ("a.yaml", YAML.replace("\n", "\r\n")),
        ("a.json", "\n " + JSON), ("a.yaml", "\ufeff" + YAML), ("a.json", "\ufeff" + JSON),
    ],
)  # fmt: skip
def test_formats(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert load_applicant(path) == PERSON
    assert load_applicant(text, name=name) == PERSON
    assert load_applicant(text.encode(), name=name) == PERSON


def test_content_without_a_name() -> None:
    assert load_applicant(YAML) == load_applicant(JSON) == load_applicant(JSON.encode()) == PERSON


def test_plain_data() -> None:
    assert parse_applicant(json.loads(JSON)) == PERSON
    assert parse_applicant({"schema": 1, "birth_date": datetime.date(1990, 1, 15)}).birth_date == Span.parse(
        "1990-01-15"
    )
    for data in (None, [], "schema: 1", 3, object(), ("schema", 1)):
        with pytest.raises(FactsError):
            parse_applicant(data)


def test_keys_that_no_file_can_hold() -> None:
    for key in (1, 10**5000, None, ("a",)):
        with pytest.raises(FactsError) as caught:
            parse_applicant({"schema": 1, key: 2})
        assert caught.value.problems[0].kind == "key-form"
        assert caught.value.text("fr")


def test_the_name_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("schema: 3")
    for source, name, kept in (
        (path, "", str(path)),
        (path, "mine", "mine"),
        ("schema: 3", "mine", "mine"),
        ("a", "", ""),
    ):
        with pytest.raises(FactsError) as caught:
            load_applicant(source, name=name)
        assert caught.value.name == kept


def test_size() -> None:
    padding = YAML + "#" * (LARGEST_APPLICANT - len(YAML.encode()))
    assert load_applicant(padding) == PERSON
    assert kind_of(padding + "#") == "size"
    # Letters count as the bytes they take.
    assert kind_of(YAML + "#" + "é" * (LARGEST_APPLICANT // 2)) == "size"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t\r\n", "empty"),
        ("schema: 1".encode("utf-16"), "encoding"),
        ("schema: 1".encode("utf-16-be"), "binary"),
        ("schema: 1".encode("utf-32"), "encoding"),
        ("schema: 1 # é".encode("cp1252"), "encoding"),
        (b"GIF89a\x01\xff", "binary"),
        (b"schema: 1\x00", "binary"),
        (b"\x7fELF\x02\x01\x01\x00", "binary"),
        ("schema: 1 # \ud800", "encoding"),
        (b"\n<html>", "markup"),
    ],
)
def test_contents_that_are_no_text(content: bytes | str, kind: str) -> None:
    assert kind_of(content) == kind


def test_paths(tmp_path: Path) -> None:
    assert kind_of(tmp_path) == "directory"
    assert kind_of(tmp_path / "nothing.yaml") == "missing-file"
    assert kind_of(Path("a\0b")) == "unreadable"
    assert kind_of(Path("a\0b"), name="a\0b.yaml") == "unreadable"
    file = tmp_path / "file.yaml"
    file.write_text(YAML)
    assert kind_of(file / "below") == "unreadable"
    loop = tmp_path / "loop.yaml"
    os.symlink(loop, loop)
    assert kind_of(loop) == "unreadable"


def test_endless_files_are_cut() -> None:
    zero = Path("/dev/zero")
    if not zero.exists():
        pytest.skip("no endless file on this system")
    assert kind_of(zero) == "size"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"schema": 1, "spouse": nul', "json-syntax"),
        ('{"schema": 1, "spouse": null, "spouse": null}', "duplicate"),
        ("{schema: 1, jobs: [}", "json-syntax"),
        ("{schema: 1, spouse: &a {}}", "anchor"),
        ("[" * 100_000, "depth"),
        ("[1, 2]", "not-mapping"),
        ("[]", "not-mapping"),
    ],
)
def test_sniffed_content(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_lines_and_order_of_problems() -> None:
    text = "schema: 1\nzzz: 1\njobs:\n  - title: a\n    hours_per_week: 200\nbirth_date: x\nspouse: {accompanies: 1}\n"
    with pytest.raises(FactsError) as caught:
        load_applicant(text)
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("zzz", 2), ("jobs[0].hours_per_week", 5), ("birth_date", 6), ("spouse.accompanies", 7),
    ]  # fmt: skip


def test_json_syntax_has_a_line() -> None:
    with pytest.raises(FactsError) as caught:
        load_applicant('{\n"schema": 1,\n"a"\n}', name="a.json")
    assert caught.value.problems[0].line == 4
    assert caught.value.text("fr").startswith("ligne 4, ")


EXAMPLE = (Path(__file__).parents[2] / "examples" / "applicant.yaml").read_bytes()


def person_or_words(content: bytes | str, name: str) -> object:
    """The applicant, or the words of the error in both languages; any other exception is a fault of ours."""
    try:
        return load_applicant(content, name=name)
    except FactsError as error:
        return error.text("fr") and error.text("en")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200), st.sampled_from(["", "a.json", "a.yaml"]))
def test_whatever_the_content_only_a_clear_error_is_raised(content: bytes | str, name: str) -> None:
    assert person_or_words(content, name)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(EXAMPLE)), st.integers(0, 20), st.text("abé{}[]:,-&*!|>'\"%@#?<~ \t\n0.", max_size=6))
def test_a_file_with_a_slip_gives_a_person_or_a_clear_error(place: int, cut: int, slip: str) -> None:
    content = EXAMPLE[:place] + slip.encode() + EXAMPLE[place + cut :]
    person = person_or_words(content, "a.yaml")
    assert person
    if isinstance(person, Applicant):
        assert load_applicant(dump_yaml(person)) == person
