"""Places of the applicant file in addresses (`jobs.0.title` for `jobs[0].title`), and what stands at them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final, get_origin

from django.http import Http404

from jalon.facts.errors import written_path
from jalon.facts.model import Facts
from jalon.readings.interview.places import (
    ABSENT,
    Data,
    Steps,
    meaning,
    part_and_key,
    part_inside,
    standing,
    steps_of,
)

__all__ = ["ABSENT", "containing_list", "element_of", "is_list", "path_of", "put", "shifted", "slug_of", "without"]

# Longer than any place of a file: an address is text from anybody.
_LONGEST: Final = 120
# The version of the contract is no fact of a person.
_VERSION: Final = "schema"


def slug_of(path: str) -> str:
    """A place as it stands in an address."""
    return path.replace("[", ".").replace("]", "")


def path_of(slug: str, data: Data) -> str:
    """The place that an address names; what it is inside of must be in the file. Raises `Http404`."""
    steps: list[str | int] = []
    for part in slug[:_LONGEST].split("."):
        steps.append(int(part) if part.isascii() and part.isdigit() and len(part) < 4 else part)
    try:
        path = written_path(tuple(steps))
        if steps_of(path) != tuple(steps) or path == _VERSION:
            raise Http404(slug)
        part_and_key(tuple(steps))
    except (KeyError, ValueError, IndexError, TypeError):
        raise Http404("no such place") from None
    for end in range(1, len(steps)):
        # Groups that are only a way to write several facts (levels, scores) come into being with their first fact.
        here = standing(data, tuple(steps[:end]))
        if here is None or (here is ABSENT and isinstance(steps[end], int)):
            raise Http404("no such element")
    if isinstance(steps[-1], int) and standing(data, tuple(steps)) is ABSENT:
        raise Http404("no such element")
    return path


def is_list(path: str) -> bool:
    """Whether a place is a whole list."""
    steps = steps_of(path)
    found, _ = meaning(part_and_key(steps)[2].annotation)
    return not isinstance(steps[-1], int) and get_origin(found) is tuple


def element_of(path: str) -> type[Facts]:
    """What a list, or an element, is made of. Raises KeyError for any other place."""
    part = part_inside(part_and_key(steps_of(path))[2].annotation)
    if part is None:
        raise KeyError(path)
    return part


def containing_list(path: str) -> str | None:
    """The innermost list that a place is inside of; None when it is in none."""
    steps = steps_of(path)
    for end in range(len(steps) - 1, 0, -1):
        if isinstance(steps[end], int):
            return written_path(steps[:end])
    return None


def put(data: Data, path: str, value: Any) -> Data:
    """The data with a value at a place; groups on the way are made."""
    out = deepcopy(data)
    here: Any = out
    steps = steps_of(path)
    for step in steps[:-1]:
        here = here[step] if isinstance(step, int) else here.setdefault(step, {})
    here[steps[-1]] = value
    return out


def without(data: Data, path: str) -> Data:
    """The data without what stands at a place; an element of a list goes, those after it move up."""
    steps = steps_of(path)
    if standing(data, steps) is ABSENT:
        return data
    out = deepcopy(data)
    here: Any = out
    for step in steps[:-1]:
        here = here[step]
    del here[steps[-1]]
    return out


def shifted(paths: tuple[str, ...], removed: str) -> tuple[str, ...]:
    """Places after an element of a list was removed: those inside it go, those of later elements move up."""
    gone = steps_of(removed)
    head, row = gone[:-1], gone[-1]
    out = []
    for path in paths:
        steps: Steps = steps_of(path)
        if len(steps) >= len(gone) and steps[: len(head)] == head:
            here = steps[len(head)]
            if isinstance(here, int) and isinstance(row, int):
                if here == row:
                    continue
                if here > row:
                    steps = (*head, here - 1, *steps[len(gone) :])
        out.append(written_path(steps))
    return tuple(out)
