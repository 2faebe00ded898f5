"""A law changed for a trial: other figures, other conditions, whatever the text in force says.

    from jalon.law.editing import with_months, without

    shorter = with_months(WORKERS, "experience", 18, instead_of=24)

Each function gives a new programme and leaves the one given as it is. A change bears on every version of the programme,
or only on the one in force `on` a day. Where a grandfather clause keeps an earlier text, both texts are changed. Sentences
follow where the figure is one of theirs. A change that finds nothing to change is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from jalon.language import expressions as x
from jalon.language.builders import ALWAYS
from jalon.language.statutes import Condition, Former, Programme, Version, Words
from jalon.language.walk import walk

__all__ = [
    "Condition",
    "EditError",
    "Programme",
    "Words",
    "rewritten",
    "with_condition",
    "with_day",
    "with_expression",
    "with_months",
    "with_number",
    "with_values",
    "with_window",
    "without",
]

On = str | date | None
Read = Callable[[x.Expr], Any]
Write = Callable[[Any, Any], x.Expr]
Node = TypeVar("Node", bound=x.Expr)

# The names that figures have in sentences.
_MONTHS: Final = ("months", "longer")
_WINDOW: Final = ("within", "months")
_NUMBER: Final = ("hours", "level", "low", "high", "long", "related")
_VALUES: Final = ("levels",)
# How the law writes that a span has no beginning: no date of its own.
_SINCE_EVER: Final = "0001-01-01"


class EditError(ValueError):
    """A change that cannot be made; `text` gives why in one language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.text("en"))
        self.words = words

    def text(self, lang: str) -> str:
        """Why, in French or in English."""
        return self.words.text(lang)


def with_months(
    programme: Programme, condition: str, wanted: int, *, instead_of: int | None = None, on: On = None
) -> Programme:
    """So many months to be reached (of work, of studies). `instead_of` says which figure, where there are several."""
    _check_count(wanted)
    return _with_figure(programme, condition, wanted, instead_of, on, _months, _put_months, _MONTHS)


def with_window(
    programme: Programme, condition: str, wanted: int, *, instead_of: int | None = None, on: On = None
) -> Programme:
    """Looked for in so many months before filing: “24 of the last 36 months” has a window of 36."""
    _check_count(wanted)
    return _with_figure(programme, condition, wanted, instead_of, on, _window, _put_window, _WINDOW)


def with_number(
    programme: Programme, condition: str, wanted: float, *, instead_of: float | None = None, on: On = None
) -> Programme:
    """Another number that a fact is compared with: hours a week, a level of French."""
    return _with_figure(programme, condition, float(wanted), instead_of, on, _number, _put_number, _NUMBER)


def with_day(
    programme: Programme, condition: str, wanted: str, *, instead_of: str | None = None, on: On = None
) -> Programme:
    """Another date of the law (2025-11-19). No sentence follows: dates are not figures of theirs."""
    _day(wanted)
    return _with_figure(programme, condition, wanted, instead_of, on, _fixed_day, _put_fixed_day, ())


def with_values(
    programme: Programme,
    condition: str,
    fact: str,
    *values: str,
    instead_of: frozenset[str] | set[str] | None = None,
    on: On = None,
) -> Programme:
    """Other values of a fact out of a closed list: `with_values(p, "experience", "teer", "0", "1", "2", "3", "4")`."""

    def read(node: x.Expr) -> frozenset[str] | None:
        return node.values if isinstance(node, x.IsIn) and node.kind.field.name == fact else None

    def write(node: x.IsIn, wanted: frozenset[str]) -> x.Expr:
        if unknown := wanted - set(node.kind.field.values):
            raise EditError(
                Words(
                    "{fact} : valeur inconnue {value}. Valeurs : {known}.",
                    "{fact}: no such value {value}. Values: {known}.",
                ).with_figures(fact=fact, value=min(unknown), known=", ".join(node.kind.field.values))
            )
        return replace(node, values=wanted)

    former = None if instead_of is None else frozenset(instead_of)
    return _with_figure(programme, condition, frozenset(values), former, on, read, write, _VALUES)


def with_expression(
    programme: Programme,
    condition: str,
    change: Callable[[x.Truth], x.Truth],
    *,
    words: Words | None = None,
    on: On = None,
) -> Programme:
    """What a condition asks, remade: `lambda asked: asked | applicant.studies.any(...)`; `words` is its new sentence."""
    _found(programme, condition, on)
    return _changed(
        programme, condition, on, lambda text: replace(text, expr=change(text.expr), words=words or text.words)
    )


def with_condition(programme: Programme, condition: Condition, *, on: On = None) -> Programme:
    """One more condition; it takes the place of the one of the same id, where there is one."""

    def edit(version: Version) -> Version:
        if any(one.id == condition.id for one in version.conditions):
            return replace(
                version, conditions=tuple(condition if one.id == condition.id else one for one in version.conditions)
            )
        return replace(version, conditions=(*version.conditions, condition))

    return _each(programme, on, edit)


def without(programme: Programme, condition: str, *, on: On = None) -> Programme:
    """The programme without a condition."""
    _found(programme, condition, on)
    return _each(
        programme,
        on,
        lambda version: replace(version, conditions=tuple(one for one in version.conditions if one.id != condition)),
    )


def rewritten(
    node: Node, change: Callable[[x.Expr], x.Expr], words: Callable[[Words], Words] = lambda same: same
) -> Node:
    """An expression with `change` made to each of its parts, inner parts first; what does not change stays the same object.
    `words` is made to the sentences of named parts in which something changed."""
    made: dict[int, tuple[x.Expr, x.Expr]] = {}

    def value(old: Any) -> Any:
        if isinstance(old, x.Expr):
            return expression(old)
        if isinstance(old, tuple):
            new = tuple(value(item) for item in old)
            return new if any(a is not b for a, b in zip(new, old, strict=True)) else old
        return old

    def expression(old: x.Expr) -> x.Expr:
        if id(old) not in made:
            fields: Any = {name: getattr(old, name) for name in old.__dataclass_fields__}  # type: ignore[attr-defined]
            new = {name: after for name, before in fields.items() if (after := value(before)) is not before}
            if new and isinstance(old, x.Test):
                new["words"] = words(old.words)
            made[id(old)] = old, change(replace(old, **new) if new else old)  # type: ignore[type-var]
        return made[id(old)][1]

    return expression(node)  # type: ignore[return-value]


def _with_figure(
    programme: Programme,
    condition: str,
    wanted: Any,
    instead_of: Any,
    on: On,
    read: Read,
    write: Write,
    names: tuple[str, ...],
) -> Programme:
    """A figure in the place of another, wherever `read` finds it in a condition."""
    texts = [text for one in _found(programme, condition, on) for text in _texts(one)]
    held = {figure for text in texts for node in walk(text.expr) if (figure := read(node)) is not None}
    former = _former(condition, held, instead_of)

    def change(node: x.Expr) -> x.Expr:
        return write(node, wanted) if read(node) == former else node

    def words(sentence: Words) -> Words:
        return _reworded(sentence, former, wanted, names)

    def edit(text: Condition) -> Condition:
        expr = rewritten(text.expr, change, words)
        return text if expr is text.expr else replace(text, expr=expr, words=words(text.words))

    return _changed(programme, condition, on, edit)


def _former(condition: str, held: set[Any], instead_of: Any) -> Any:
    """The figure to replace. Raises `EditError` when it is not there, or when there are several and none was chosen."""
    shown = ", ".join(sorted((_shown(figure) for figure in held), key=lambda text: (len(text), text)))
    if not held:
        raise EditError(
            Words("{id} : aucun chiffre de cette sorte.", "{id}: no figure of that sort.").with_figures(id=condition)
        )
    if instead_of is None:
        if len(held) > 1:
            raise EditError(
                Words(
                    "{id} : plusieurs chiffres ({held}). Dites lequel par instead_of=, ou une seule version par on=.",
                    "{id}: several figures ({held}). Say which one by instead_of=, or one version by on=.",
                ).with_figures(id=condition, held=shown)
            )
        return next(iter(held))
    if instead_of not in held:
        raise EditError(
            Words(
                "{id} : {figure} ne s’y trouve pas. Il y a : {held}.", "{id}: {figure} is not there. There is: {held}."
            ).with_figures(id=condition, figure=_shown(instead_of), held=shown)
        )
    return instead_of


def _shown(figure: Any) -> str:
    if isinstance(figure, frozenset):
        return "/".join(sorted(figure))
    return f"{figure:g}" if isinstance(figure, float) else str(figure)


def _reworded(words: Words, former: Any, wanted: Any, names: tuple[str, ...]) -> Words:
    """A sentence with a figure changed: that of the first of some names which has it."""
    for name in names:
        figures = tuple((key, wanted if key == name and held == former else held) for key, held in words.figures)
        if figures != words.figures:
            return replace(words, figures=figures)
    inside = tuple(
        (key, _reworded(held, former, wanted, names) if isinstance(held, Words) else held)
        for key, held in words.figures
    )
    return words if inside == words.figures else replace(words, figures=inside)


def _found(programme: Programme, condition: str, on: On) -> list[Condition]:
    """The conditions of that id in the versions meant. Raises `EditError` when there is none."""
    versions = list(_versions(programme, on))
    found = [one for version in versions for one in version.conditions if one.id == condition]
    if not found:
        known = dict.fromkeys(one.id for version in versions for one in version.conditions)
        raise EditError(
            Words(
                "{programme} : aucune condition « {id} ». Conditions : {known}.",
                "{programme}: no condition “{id}”. Conditions: {known}.",
            ).with_figures(programme=programme.id, id=condition, known=", ".join(known))
        )
    return found


def _changed(programme: Programme, condition: str, on: On, edit: Callable[[Condition], Condition]) -> Programme:
    def version(old: Version) -> Version:
        new = tuple(_edited(one, edit) if one.id == condition else one for one in old.conditions)
        return (
            replace(old, conditions=new) if any(a is not b for a, b in zip(new, old.conditions, strict=True)) else old
        )

    return _each(programme, on, version)


def _edited(condition: Condition, edit: Callable[[Condition], Condition]) -> Condition:
    """A condition whose texts are edited, each apart; the choice between them stays as it is."""
    former = condition.former
    if former is None:
        return edit(condition)
    then = former.condition and edit(former.condition)
    new = former.new and edit(former.new)
    if then is former.condition and new is former.new:
        return condition
    shown = new or then
    assert shown is not None
    return replace(
        condition,
        expr=x.Choose(former.clause, then.expr if then else ALWAYS, new.expr if new else ALWAYS),
        words=shown.words,
        former=Former(former.clause, then, new, former.citation, former.words),
    )


def _texts(condition: Condition) -> list[Condition]:
    if condition.former is None:
        return [condition]
    return [text for text in (condition.former.condition, condition.former.new) if text is not None]


def _versions(programme: Programme, on: On) -> Iterator[Version]:
    """The versions meant, those of views among them. Raises `EditError` when none is in force that day."""
    day = None if on is None else _day(on)
    found = [
        version
        for versions in (programme.versions, *(versions for _, versions in programme.views))
        for version in versions
        if day is None or version.first <= day <= version.last
    ]
    if not found:
        raise EditError(
            Words("{programme} : aucune version le {day}.", "{programme}: no version on {day}.").with_figures(
                programme=programme.id, day=str(on)
            )
        )
    return iter(found)


def _each(programme: Programme, on: On, edit: Callable[[Version], Version]) -> Programme:
    meant = {id(version) for version in _versions(programme, on)}

    def all_of(versions: tuple[Version, ...]) -> tuple[Version, ...]:
        return tuple(edit(version) if id(version) in meant else version for version in versions)

    views = tuple((view, all_of(versions)) for view, versions in programme.views)
    return replace(programme, versions=all_of(programme.versions), views=views)


def _day(value: str | date) -> int:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).toordinal()
    except ValueError:
        raise EditError(
            Words(
                "{value} n’est pas un jour : écrivez AAAA-MM-JJ.", "{value} is not a day: write YYYY-MM-DD."
            ).with_figures(value=repr(value))
        ) from None


def _check_count(wanted: int) -> None:
    if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 1:
        raise EditError(
            Words("{value} n’est pas un nombre de mois.", "{value} is not a number of months.").with_figures(
                value=repr(wanted)
            )
        )


# --- Figures in expressions -------------------------------------------------------------------------------------------


def _months(node: x.Expr) -> int | None:
    return node.months if isinstance(node, x.Reaches) else None


def _put_months(node: x.Reaches, wanted: int) -> x.Expr:
    return replace(node, months=wanted)


def _window(node: x.Expr) -> int | None:
    back = isinstance(node, x.MonthsFrom) and isinstance(node.day, x.FilingDay) and node.months < 0
    return -node.months if back and isinstance(node, x.MonthsFrom) else None


def _put_window(node: x.MonthsFrom, wanted: int) -> x.Expr:
    return replace(node, months=-wanted)


def _number(node: x.Expr) -> float | None:
    if isinstance(node, x.TimeIn) and node.pooled:
        return float(node.pooled[1])
    return node.value if isinstance(node, x.Figure) else None


def _put_number(node: x.Figure | x.TimeIn, wanted: float) -> x.Expr:
    if isinstance(node, x.TimeIn):
        assert node.pooled is not None
        return replace(node, pooled=(node.pooled[0], wanted))
    return replace(node, value=wanted)


def _fixed_day(node: x.Expr) -> str | None:
    return node.iso if isinstance(node, x.FixedDay) and node.iso != _SINCE_EVER else None


def _put_fixed_day(node: x.FixedDay, wanted: str) -> x.Expr:
    return replace(node, iso=wanted)
