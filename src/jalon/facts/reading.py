"""Reading applicant files and case files. Whatever the file holds, what is raised is a ``FactsError``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from jalon.facts.cases import Case
from jalon.facts.errors import FactsError, Problem, refuse
from jalon.facts.json_reading import read_json
from jalon.facts.model import Applicant
from jalon.facts.problems import Lines, problems_of
from jalon.facts.yaml12 import Document, read_yaml

MEBIBYTE: Final = 1024 * 1024
LARGEST_APPLICANT: Final = 1 * MEBIBYTE
LARGEST_CASES: Final = 16 * MEBIBYTE

Source = Path | str | bytes

_BOM = "\ufeff"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


def load_applicant(source: Source, *, name: str = "") -> Applicant:
    """The applicant of a file.

    ``source`` is a path (a ``Path``) or the content of a file (``str`` or ``bytes``). The format follows the extension
    of the path, or of ``name`` (.json, .yaml, .yml), else the content. ``name`` is also kept in the error. Raises
    ``FactsError``.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    try:
        document = _read(source, name, LARGEST_APPLICANT)
        return _applicant(document.data, document.lines)
    except FactsError as error:
        raise FactsError(error.problems, name) from None


def parse_applicant(data: object) -> Applicant:
    """The applicant that plain data describe: what a file holds once read. Raises ``FactsError``."""
    return _applicant(data, None)


def load_cases(source: Source, *, name: str = "") -> tuple[Case, ...]:
    """The cases of a case file, in its order. Raises ``FactsError``; each problem names the id of its case."""
    name = name or (str(source) if isinstance(source, Path) else "")
    try:
        document = _read(source, name, LARGEST_CASES)
        return _cases(document.data, document.lines)
    except FactsError as error:
        raise FactsError(error.problems, name) from None


def _applicant(data: object, lines: Lines | None) -> Applicant:
    if isinstance(data, Applicant):
        return data
    if _holds_case(data) or (isinstance(data, list) and data and all(map(_holds_case, data))):
        refuse("case-file")
    if not isinstance(data, dict):
        refuse("not-mapping", data)
    try:
        return Applicant.model_validate(data)
    except ValidationError as error:
        raise FactsError(problems_of(error, Applicant, lines)) from None


def _cases(data: object, lines: Lines) -> tuple[Case, ...]:
    if isinstance(data, dict) and "schema" in data:
        refuse("applicant-file")
    if not isinstance(data, list):
        refuse("not-cases", data)
    cases: list[Case] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for index, item in enumerate(data):
        written = item.get("id") if isinstance(item, dict) else None
        label = written if isinstance(written, str) and written else f"#{index + 1}"
        try:
            case = Case.model_validate(item)
        except ValidationError as error:
            problems += problems_of(error, Case, lines, at=(index,), case=label)
            continue
        if case.id in seen:
            problems.append(Problem("same-id", "id", case.id, line=lines.get((index, "id")), case=label))
        seen.add(case.id)
        cases.append(case)
    if problems:
        raise FactsError(tuple(problems))
    return tuple(cases)


def _holds_case(data: object) -> bool:
    return isinstance(data, dict) and "applicant" in data


def _read(source: Source, name: str, largest: int) -> Document:
    text = _decode(_bytes(source, largest), largest)
    start = text.lstrip()[:1]
    if not start:
        refuse("empty")
    if start == "<":
        refuse("markup")
    extension = Path(name.replace("\0", "")).suffix.lower()
    if extension == ".json":
        return Document(read_json(text), {})
    if extension not in (".yaml", ".yml") and start in "{[":
        try:
            return Document(read_json(text), {})
        except FactsError as error:
            if error.problems[0].kind != "json-syntax":
                raise
            return _flow(text, error)
    return read_yaml(text)


def _flow(text: str, error: FactsError) -> Document:
    """A text that starts like JSON may still be YAML; if it is neither, it was meant as JSON."""
    try:
        return read_yaml(text)
    except FactsError as other:
        if other.problems[0].kind != "yaml-syntax":
            raise
        raise error from None


def _bytes(source: Source, largest: int) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str):
        try:
            return source.encode()
        except UnicodeEncodeError:
            refuse("encoding")
    try:
        with source.open("rb") as file:
            return file.read(largest + 1)
    except IsADirectoryError:
        refuse("directory", str(source))
    except FileNotFoundError:
        refuse("missing-file", str(source))
    except (OSError, ValueError):
        # ValueError: a path with a NUL in it.
        refuse("unreadable", str(source))


def _decode(content: bytes, largest: int) -> str:
    if len(content) > largest:
        refuse("size", None, largest // MEBIBYTE)
    if content.startswith(_WIDE_BOMS):
        refuse("encoding")
    if b"\0" in content:
        refuse("binary")
    try:
        return content.decode().removeprefix(_BOM)
    except UnicodeDecodeError:
        # Letters of an older encoding are a slip; other bytes below the space mean that this was never text.
        refuse("binary" if any(byte < 32 and byte not in b"\t\n\r\f" for byte in content) else "encoding")
