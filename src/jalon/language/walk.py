"""Walking through expressions: what an expression is made of, whatever it means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.expressions import Between, Contested, Expr, Truth, Var, children
from jalon.language.statutes import Condition, Words


def walk(node: Expr) -> Iterator[Expr]:
    """The expression and everything inside it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def walk_once(*nodes: Expr) -> Iterator[Expr]:
    """The same of some expressions, each the first time that it is met: the law says many things in several places."""
    seen: set[int] = set()
    left: list[Expr] = [*reversed(nodes)]
    while left:
        one = left.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            left += reversed(children(one))


@cache
def mentions_credential(node: Truth) -> bool:
    """Whether the expression speaks of a credential, and so has a value for each."""
    return any(
        isinstance(var := getattr(inner, "var", None), Var) and var.slot == CREDENTIAL_SLOT for inner in walk_once(node)
    )


def per_credential(condition: Condition) -> bool:
    """Whether the condition is about one and the same study (or DEP with its ASP), or about the person."""
    return mentions_credential(condition.expr)


@cache
def contested_points(node: Expr) -> tuple[str, ...]:
    """Ids of the contested points inside, in the order met."""
    found: dict[str, None] = {}
    for inner in walk(node):
        if isinstance(inner, Contested):
            found[inner.point] = None
        elif isinstance(inner, Between) and inner.contested:
            found[inner.contested[0]] = None
    return tuple(found)


# Expressions live as long as the law, and are made of one another: each is described once.
_described: dict[Expr, str] = {}


def describe(node: Any) -> str:
    """A stable text of an expression, the same from run to run: what the hash of the law is made of."""
    if isinstance(node, Var):
        return f"{node.entity.name}@{node.slot}"
    if isinstance(node, Expr):
        if node not in _described:
            inside = ",".join(describe(getattr(node, name)) for name in node.__dataclass_fields__)  # type: ignore[attr-defined]
            _described[node] = f"{type(node).__name__}({inside})"
        return _described[node]
    if isinstance(node, Words):
        return ""  # rewording a sentence decides nothing
    if isinstance(node, tuple):
        return f"[{','.join(map(describe, node))}]"
    if isinstance(node, frozenset):
        return f"{{{','.join(sorted(map(str, node)))}}}"
    return str(getattr(node, "name", node))
