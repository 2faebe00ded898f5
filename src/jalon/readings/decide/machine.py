"""How the scalar reading works: environments, and functions made of expressions.

An environment is a list: the records under consideration by slot (0 the person, 1 the credential, 2 and up what lists
are walked through), then the filing day, the readings imposed on contested points, and the trace. A record is a tuple
in the order of its entity's fields (see `jalon.readings.bounded`), a list is (records, truth of being complete).

Evaluation is pure but for the trace, a list that quantifiers and measures append to when it is there: what they found
for each element is the material of every explanation, so nothing is computed twice.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from jalon.language import expressions as x
from jalon.language.bounds import Truth
from jalon.language.spells import Spells

DAY: Final = 8
IMPOSED: Final = 9
TRACE: Final = 10
ENV_SIZE: Final = 11

Env = list[Any]
Run = Callable[[Env], Any]
Record = tuple[Any, ...]


class Found(NamedTuple):
    """What a quantifier or a measure found for one element: its record, whether it counts, and the truth of each part
    of the test; for measures also the days that it surely and possibly brings."""

    record: Record
    counts: Truth
    parts: tuple[Truth, ...]
    least: Spells = ()
    most: Spells = ()


class Seen(NamedTuple):
    """One line of the trace: the expression, its value, and what was found."""

    node: Any
    value: Any
    found: tuple[Any, ...]


def environment(person: Record, day: int, imposed: dict[str, str] | None = None) -> Env:
    """The environment of a person on a filing day."""
    env: Env = [None] * ENV_SIZE
    env[0] = person
    env[DAY] = day
    env[IMPOSED] = imposed
    return env


# What makes the function of each operator; filled by `evaluate` and `measures`.
MAKERS: Final[dict[type[x.Expr], Callable[[Any], Run]]] = {}
# Expressions are built once and live as long as the law: what is made of them is kept beside them.
_compiled: dict[x.Expr, Run] = {}


def compiled(node: x.Expr) -> Run:
    """The function that evaluates an expression; an operator this reading lacks is a TypeError."""
    run = _compiled.get(node)
    if run is None:
        maker = MAKERS.get(type(node))
        if maker is None:
            raise TypeError(f"the scalar reading has no operator {type(node).__name__}")
        run = _compiled[node] = maker(node)
    return run


def parts(where: x.Truth) -> tuple[x.Truth, ...]:
    """The parts of a test on an element: what an explanation says of each element, one by one."""
    return where.items if isinstance(where, x.And) else (where,)
