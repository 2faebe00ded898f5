"""Places of the applicant file: `jobs[0].hours_per_week` as steps, what stands there, and which place to ask about.

What is missing may be named by a part of something not given at all (`spouse.accompanies` when nobody said whether there
is a spouse), or by one of two facts of which either will do (a level or a mark). Here it becomes the place of one question.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from jalon.facts.dates import Span
from jalon.facts.errors import written_path
from jalon.facts.model import Applicant, Facts

Step = str | int
Steps = tuple[Step, ...]
Data = dict[str, Any]

ABSENT: Final = object()
_STEP: Final = re.compile(r"([a-z_0-9]+)(?:\[(\d+)\])?")
# Groups of which nobody is asked whether they have one: only what is inside is a question.
_FORMS: Final = ("levels", "scores")
# The subject of the facts that are about the person and no list.
PERSON_SUBJECT: Final = "person"


@lru_cache(maxsize=4096)
def steps_of(path: str) -> Steps:
    """`jobs[0].title` as ("jobs", 0, "title"). Raises ValueError for what is no such path."""
    steps: list[Step] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"{path!r} is no place of an applicant file")
        steps.append(match[1])
        if match[2] is not None:
            steps.append(int(match[2]))
    return tuple(steps)


def standing(data: Data, steps: Steps) -> Any:
    """What a file has at a place; `ABSENT` when it has nothing there."""
    here: Any = data
    for step in steps:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else ABSENT
        else:
            here = here.get(step, ABSENT) if isinstance(here, dict) else ABSENT
        if here is ABSENT:
            return ABSENT
    return here


@lru_cache(maxsize=4096)
def part_and_key(steps: Steps) -> tuple[type[Facts], str, FieldInfo]:
    """The part of the file that a place belongs to, its key there, and how the model describes it. Raises KeyError."""
    part: type[Facts] = Applicant
    key, field = "", None
    for step in steps:
        if isinstance(step, int):
            continue
        if field is not None:
            inside = part_inside(field.annotation)
            if inside is None:
                raise KeyError(written_path(steps))
            part = inside
        key = step
        field = {(f.alias or name): f for name, f in part.model_fields.items()}[step]
    if field is None:
        raise KeyError(written_path(steps))
    return part, key, field


def meaning(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type that an annotation such as `Annotated[float, Number(0, 1)] | None` stands for, and what qualifies it."""
    if get_origin(annotation) in (Union, UnionType):
        return meaning(next(arg for arg in get_args(annotation) if arg is not type(None)))
    if get_origin(annotation) is Annotated:
        inside, *more = get_args(annotation)
        found, qualified = meaning(inside)
        return found, (*qualified, *more)
    return annotation, ()


def part_inside(annotation: Any) -> type[Facts] | None:
    """The part of the file that an annotation holds, alone or in a list."""
    found, _ = meaning(annotation)
    if get_origin(found) is tuple:
        found = get_args(found)[0]
    return found if isinstance(found, type) and issubclass(found, Facts) else None


def askable(path: str, data: Data, asked: Container[str]) -> str | None:
    """The place to ask about when a fact is missing; None when it was asked, or when nothing better can be said."""
    steps = _outermost_absent(steps_of(path), data)
    if standing(data, steps) is None and steps != steps_of(path):
        return None
    if steps[-1] == "bursary" and isinstance(standing(data, steps), dict):
        # A condition that nobody knows of may still be known to be honoured.
        inside = [(*steps, key) for key in ("return_condition", "honoured")]
        steps = next((i for i in inside if standing(data, i) is ABSENT and written_path(i) not in asked), inside[0])
    if steps[-1] in ("honoured", "released") and standing(data, (*steps[:-1], "return_condition")) is False:
        # Named for a DEP and an ASP seen as one, of which the other may have had a condition.
        return None
    if steps[-1] in ("area", "programme") and steps[0] == "studies":
        return _area_or_name(steps, data, asked)
    if instead := other_form(steps):
        if ABSENT not in (standing(data, steps), standing(data, instead)) or _any_given(data, steps, instead):
            return None
        steps = _form(steps, instead, data)
    here = written_path(steps)
    if here in asked:
        return _beginning(steps, data, asked)
    return None if _precise(standing(data, steps)) else here


# An end that nobody knows comes at the earliest with its beginning, which may be known.
_BEGINNINGS: Final = {"completed_on": "started_on", "awarded_on": "started_on", "ended_on": "started_on", "to": "from"}


def _beginning(steps: Steps, data: Data, asked: Container[str]) -> str | None:
    """Where the beginning of something stands, when its end was asked in vain and the beginning was not asked yet."""
    last = steps[-1]
    if last not in _BEGINNINGS or standing(data, steps) is not ABSENT:
        return None
    beginning = (*steps[:-1], _BEGINNINGS[last])
    here = written_path(beginning)
    return here if standing(data, beginning) is ABSENT and here not in asked else None


def _outermost_absent(steps: Steps, data: Data) -> Steps:
    """The first thing on the way that the file does not have."""
    for end in range(1, len(steps) + 1):
        if standing(data, steps[:end]) in (ABSENT, None) and steps[end - 1] not in _FORMS:
            return steps[:end]
    return steps


def _any_given(data: Data, *places: Steps) -> bool:
    return any(standing(data, place) is not ABSENT for place in places)


def _precise(value: Any) -> bool:
    """Whether a value leaves nothing to ask: anything but an imprecise date."""
    if value is ABSENT:
        return False
    try:
        return Span.parse(value).precise
    except ValueError:
        return True


def other_form(steps: Steps) -> Steps | None:
    """The mark where the place is a level of a proof, the level where it is a mark; None elsewhere."""
    if len(steps) < 3 or "french" not in steps or steps[-2] not in _FORMS:
        return None
    return (*steps[:-2], "scores" if steps[-2] == "levels" else "levels", steps[-1])


def _form(steps: Steps, instead: Steps, data: Data) -> Steps:
    """People have the marks of a test on its certificate; of anything else they have a level."""
    proof = standing(data, steps[:-2])
    by_marks = proof.get("proof", "test") == "test" and proof.get("test", "other") != "other"
    marks, levels = (steps, instead) if steps[-2] == "scores" else (instead, steps)
    return marks if by_marks else levels


def _area_or_name(steps: Steps, data: Data, asked: Container[str]) -> str | None:
    """The name of a programme may settle its area; the area is asked for when it does not. Both need the award."""
    study = steps[:-1]
    for key in ("programme", "area"):
        here = written_path((*study, key))
        if standing(data, (*study, key)) is ABSENT and here not in asked:
            return here if standing(data, (*study, "level")) is not ABSENT else None
    return None


def subject_of(path: str) -> str:
    """The subject of a place: the list or the group that it belongs to, or the person."""
    head = steps_of(path)[0]
    _, _, field = part_and_key((head,))
    return str(head) if part_inside(field.annotation) else PERSON_SUBJECT


@lru_cache(maxsize=4096)
def is_whole(path: str) -> bool:
    """Whether a place is a whole list or group of the file, and not something inside one."""
    return subject_of(path) == path


@lru_cache(maxsize=4096)
def containers(path: str) -> tuple[str, ...]:
    """What a place is inside of, outermost first: the subject, the list, the element, the list inside it..."""
    steps = steps_of(path)
    inside = [written_path(steps[:end]) for end in range(1, len(steps)) if steps[end - 1] not in _FORMS]
    _, _, field = part_and_key(steps)
    if part_inside(field.annotation):
        inside.append(path)
    return tuple(inside) or (PERSON_SUBJECT,)


# What the rest of a part depends on comes first; the rest follows the order of the contract.
_FIRST: Final = ("proof", "kind", "level", "accompanies")


@lru_cache(maxsize=4096)
def contract_order(path: str) -> tuple[int, ...]:
    """Where a place stands in the file, for sorting."""
    order: list[int] = []
    steps = steps_of(path)
    for end, step in enumerate(steps, 1):
        if isinstance(step, int):
            order.append(step)
        else:
            part, key, _ = part_and_key(steps[:end])
            order.append(-1 if key in _FIRST else part.written_keys().index(key))
    return tuple(order)
