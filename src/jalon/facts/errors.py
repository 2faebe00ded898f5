"""What is wrong with a file, in plain words, in French and in English.

A message names the key, shows the value and says what is allowed. The table of messages is in ``messages``.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from jalon.facts.messages import MESSAGES, MORE, PHRASES, Phrase

Lang = Literal["fr", "en"]

MOST_PRINTED: Final = 10
_SHOWN_LENGTH = 60
_HUGE = 10**30


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``kind`` names the fault (a key of ``jalon.facts.messages.MESSAGES``); ``path`` is the key as a person finds it in
    the file (``jobs[0].hours_per_week``; empty: the file as a whole); ``value`` is what stands there; ``allowed`` is
    what may stand there, as text; ``nearest`` the known key or value that looks most like it; ``line`` counts from 1;
    ``case`` is the id of the case, in a case file.
    """

    kind: str
    path: str = ""
    value: object = None
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    line: int | None = None
    case: str = ""

    def text(self, lang: Lang = "en") -> str:
        """The problem in one line of ``lang``."""
        message = MESSAGES[self.kind].get(lang)
        if self.nearest:
            message += PHRASES["nearest"].get(lang)
        words = message.format(
            path=self.path or PHRASES["whole"].get(lang),
            value=shown(self.value, lang),
            raw=_shorten(str(self.value)) if isinstance(self.value, str) else "",
            allowed=", ".join(self.allowed),
            a=self.allowed,
            nearest=self.nearest,
        )
        if self.line is not None:
            words = PHRASES["line"].get(lang).format(line=self.line) + words
        if self.case:
            words = PHRASES["case"].get(lang).format(case=_shorten(self.case)) + words
        return words


class FactsError(ValueError):
    """A file, or data, that is not a valid applicant; ``problems`` holds at least one problem, in file order.

    ``name`` is the name of the file, when it has one. ``text("fr")`` and ``text("en")`` are for people.
    """

    def __init__(self, problems: tuple[Problem, ...], name: str = "") -> None:
        super().__init__(problems, name)
        self.problems = problems
        self.name = name

    def text(self, lang: Lang = "en") -> str:
        """One problem a line, the first ten; a last line counts the others."""
        lines = [problem.text(lang) for problem in self.problems[:MOST_PRINTED]]
        more = len(self.problems) - MOST_PRINTED
        if more > 0:
            lines.append((MORE if more > 1 else PHRASES["one-more"]).get(lang).format(more=more))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


def refuse(kind: str, value: object = None, *allowed: object, path: str = "", line: int | None = None) -> NoReturn:
    """Raise a ``FactsError`` of one problem."""
    raise FactsError((Problem(kind, path, value, tuple(str(item) for item in allowed), line=line),))


def shown(value: object, lang: Lang) -> str:
    """A value as a person would write it, shortened, safe to print whatever it holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return PHRASES["quoted"].get(lang).format(text=_shorten(value))
    if isinstance(value, int | float) and abs(value) >= _HUGE:
        return PHRASES["huge"].get(lang)
    if isinstance(value, int | float | datetime.date):
        return str(value)
    if isinstance(value, list | tuple):
        return _counted(PHRASES["list"], PHRASES["list-one"], len(value), lang)
    if value is None:
        return "null"
    return PHRASES["group" if isinstance(value, dict) else "thing"].get(lang)


def written_path(loc: tuple[int | str, ...]) -> str:
    """``("jobs", 0, "title")`` as ``jobs[0].title``."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += ("." if path else "") + _shorten(step)
    return path


def _shorten(text: str) -> str:
    """The text without anything that could disturb a terminal, cut to a length that can be read."""
    cut = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in cut)


def _counted(many: Phrase, one: Phrase, count: int, lang: Lang) -> str:
    # French counts nought as one.
    singular = count == 1 or (count == 0 and lang == "fr")
    return (one if singular else many).get(lang).format(count=count)
