"""Writing an answer into a file: the same file with one fact more, read again and so checked as any file is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from jalon.facts.fields import LONGEST_LIST
from jalon.facts.model import Applicant
from jalon.facts.reading import parse_applicant
from jalon.facts.writing import to_dict
from jalon.readings.interview.places import Steps, meaning, part_and_key, part_inside, steps_of

_CODES: Final = {4: "noc2016", 5: "noc2021"}


def with_answer(applicant: Applicant, path: str, value: Any) -> Applicant:
    """The file with an answer at a place: for a list, how many elements it has; for a group, whether there is one; for an
    occupation, one code or two. Anything else is written as it is. Raises `FactsError` when no file can hold it,
    ValueError for a number of elements below 0."""
    steps = steps_of(path)
    data = to_dict(applicant)
    here: Any = data
    for step in steps[:-1]:
        here = here[step] if isinstance(step, int) else here.setdefault(step, {})
    here[steps[-1]] = _written(steps, value)
    return parse_applicant(data)


def _written(steps: Steps, value: Any) -> Any:
    _, key, field = part_and_key(steps)
    found, _ = meaning(field.annotation)
    if key == "occupation" and isinstance(value, str):
        codes = value.replace(",", " ").split()
        return {_CODES.get(len(code), "noc2021"): code for code in codes}
    if part_inside(found) and isinstance(value, bool):
        return {} if value else None
    if part_inside(found) and isinstance(value, int):
        if value < 0:
            raise ValueError(f"there cannot be {value} of them; a number from 0 up is needed")
        # One more than the file holds is enough for it to be refused.
        return [{} for _ in range(min(value, LONGEST_LIST + 1))]
    return deepcopy(value)
