"""What a programme of the law is made of: instruments, conditions, versions, intake, contested points.

These are plain values. Days are ISO dates; `until` is the last day inside, None while it lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from jalon.language.expressions import Truth

Confidence = Literal["high", "medium", "low"]
Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Months:
    """A number of calendar months, as the law counts them."""

    count: int


def months(count: int) -> Months:
    """So many months: `held >= months(24)`."""
    return Months(count)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages; `{name}` is filled with a figure that the law gives once, elsewhere."""

    fr: str
    en: str
    figures: tuple[tuple[str, Any], ...] = ()

    def with_figures(self, **figures: Any) -> Words:
        """The same sentence with its figures."""
        return Words(self.fr, self.en, tuple(figures.items()))

    def text(self, lang: str) -> str:
        """The sentence in one language."""
        return _filled(self, "en" if lang == "en" else "fr")


@cache
def _filled(words: Words, lang: Language) -> str:
    """The sentences of the law are so many and no more: each is put together once."""
    sentence = words.en if lang == "en" else words.fr
    filled = sentence.format(**{name: _figure(value, lang) for name, value in words.figures})
    return filled if lang == "en" else typeset(filled)


def typeset(text: str) -> str:
    """French with the spaces that must not break: before a colon or a percent sign, inside guillemets."""
    for mark in (":", "%", "»"):
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")


def _figure(value: Any, lang: str) -> str:
    """A figure as people write it: decimal comma in French, an instrument or a nested sentence in its own words."""
    if isinstance(value, Words):
        return value.text(lang)
    if isinstance(value, frozenset | tuple):
        ordered = sorted(value)
        last = " or " if lang == "en" else " ou "
        return last.join([", ".join(ordered[:-1]), ordered[-1]]) if len(ordered) > 1 else ordered[0]
    if isinstance(value, float) and not value.is_integer():
        return f"{value:g}".replace(".", "." if lang == "en" else ",")
    if isinstance(value, float | int):
        return f"{int(value):,}".replace(",", "," if lang == "en" else "\u00a0")
    return str(value)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act that makes or changes the law: a decree, a ministerial decision, a notice."""

    id: str
    title: Words
    made: str | None = None
    in_force: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands, how sure we are of it, and what was read.

    `sources` name the documents; `note` says what of them was not read, where that matters.
    """

    instrument: Instrument
    sections: str
    confidence: Confidence
    sources: tuple[str, ...]
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of law: contested (several readings) or decided with a confidence."""

    id: str
    question: Words
    treatment: Literal["contested", "decided"]
    confidence: Confidence
    readings: tuple[tuple[str, Words], ...] = ()
    decided: Words | None = None


def contested_point(id: str, confidence: Confidence, question: Words, **readings: Words) -> Point:
    """A contested point with its readings by name; hyphens in names are written as underscores."""
    named = tuple((name.replace("_", "-"), words) for name, words in readings.items())
    return Point(id, question, "contested", confidence, named)


def decided_point(id: str, confidence: Confidence, question: Words, decided: Words) -> Point:
    """A point decided one way, with a confidence."""
    return Point(id, question, "decided", confidence, decided=decided)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the person that does not move the verdict: a duty that follows filing, or a warning."""

    id: str
    sort: Literal["duty", "warning"]
    when: Truth
    words: Words


@dataclass(frozen=True, slots=True)
class Former:
    """The earlier text that a grandfather clause keeps for some people: its condition, None if it asks nothing."""

    clause: Truth
    condition: Condition | None
    new: Condition | None
    citation: Citation
    words: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a version: what must be so (`expr`), in words, with its authority.

    `decided` names the points of law that were decided one way in it. `former` is set where a grandfather clause may put
    an earlier text in its place: `expr` then chooses between the two.
    """

    id: str
    expr: Truth
    words: Words
    citation: Citation
    notes: tuple[Note, ...] = ()
    former: Former | None = None
    decided: tuple[str, ...] = ()

    @property
    def new(self) -> Condition | None:
        """The condition as the version's own text has it; None where only an earlier text asks it."""
        return self.former.new if self.former else self


@dataclass(frozen=True, slots=True)
class Version:
    """The conditions of a stream over one span of filing days."""

    since: str
    until: str | None
    title: Words
    conditions: tuple[Condition, ...]
    instruments: tuple[Instrument, ...]
    first: int = field(init=False, repr=False)
    last: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        first, last = _span(self.since, self.until)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        ids = [c.id for c in self.conditions]
        if len(ids) != len(set(ids)):
            raise ValueError(f"version of {self.since}: a condition stands twice in {ids}")


@dataclass(frozen=True, slots=True)
class Intake:
    """Whether applications are received over a span of days. `unless` lists those received although it is closed."""

    since: str
    until: str | None
    state: Literal["open", "closed", "unknown", "none"]
    words: Words
    citation: Citation
    unless: Truth | None = None
    first: int = field(init=False, repr=False)
    last: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        first, last = _span(self.since, self.until)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)


@dataclass(frozen=True, slots=True)
class Programme:
    """A stream: its versions and its intake, both without gap or overlap, oldest first.

    `views` names other versions for some days (the text as written, where a later one changed it retroactively).
    `checked_until` is the last day for which the law was looked up.
    """

    id: str
    title: Words
    versions: tuple[Version, ...]
    intake: tuple[Intake, ...]
    checked_until: str
    views: tuple[tuple[str, tuple[Version, ...]], ...] = ()
    last_checked: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "last_checked", date.fromisoformat(self.checked_until).toordinal())
        for spans in (
            [(v.since, v.first, v.last) for v in self.versions],
            [(p.since, p.first, p.last) for p in self.intake],
        ):
            for (since, _, last), (then, first, _) in pairwise(spans):
                if last + 1 != first:
                    raise ValueError(f"{self.id}: a gap or an overlap between {since} and {then}")

    def version_on(self, day: int, view: str = "as-applied") -> Version | None:
        """The version that governs an application filed that day, None where there is no programme yet."""
        for name, versions in self.views:
            if name == view:
                for version in versions:
                    if version.first <= day <= version.last:
                        return version
        for version in reversed(self.versions):
            if version.first <= day <= version.last:
                return version
        return None

    def intake_on(self, day: int) -> Intake:
        """The state of intake that day."""
        for period in reversed(self.intake):
            if period.first <= day <= period.last:
                return period
        raise LookupError(f"{self.id}: no intake is recorded for {date.fromordinal(day)}")


def _span(since: str, until: str | None) -> tuple[int, int]:
    first = date.fromisoformat(since).toordinal()
    last = date.max.toordinal() if until is None else date.fromisoformat(until).toordinal()
    if last < first:
        raise ValueError(f"a span ends before it starts: {since}..{until}")
    return first, last
