"""The report of a comparison in a folder: a page, a PDF, the pictures, and the numbers as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jalon.cohort.reform.page import page
from jalon.cohort.reform.pdf import pdf
from jalon.cohort.reform.sheet import sheet
from jalon.cohort.running.asked import CohortError
from jalon.i18n import Speaker

PAGE: Final = "reform.html"
PDF: Final = "reform.pdf"
NUMBERS: Final = "reform.json"
# What a report of before may have left: a picture of counts that are to be hidden now must not stay.
_OURS: Final = re.compile(r"reform\.(html|pdf|json)|(flow|losers|gainers|lose|gain)-.*\.(svg|png)")


def write_report(folder: Path, told: Mapping[str, Any], say: Speaker) -> None:
    """Write what was told of a comparison (see `telling`), in the language in which it was told.

    A report that stood there is replaced; no other file is touched. Raises `CohortError` when it cannot be written, or
    when Typst is not installed.
    """
    made = sheet(told, say)
    document = pdf(made, say)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
        for section in made.sections:
            for part in section.parts:
                if part.picture is not None:
                    (folder / f"{part.name}.svg").write_text(part.picture.svg, encoding="utf-8")
                    (folder / f"{part.name}.png").write_bytes(part.picture.png)
        (folder / NUMBERS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (folder / PDF).write_bytes(document)
        (folder / PAGE).write_text(page(made, say), encoding="utf-8")
    except OSError as error:
        raise CohortError(
            say("{file} : impossible d’écrire ({reason}).", file=error.filename or folder, reason=error.strerror)
        ) from error
