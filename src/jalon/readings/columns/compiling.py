"""The programs of a law, written when first asked for: one for each stretch of the calendar.

Over a stretch, the same versions of the streams govern and no comparison of the filing day with a fixed day turns. One
program decides a person under every stream asked for, so that what two streams have in common is told once. Programs are
data that one machine runs (`machine`): an edited law needs no compilation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from threading import RLock
from typing import Any, Final

from jalon.language.calendar import NEVER
from jalon.language.statutes import Condition, Programme, Version
from jalon.readings.columns import measuring  # noqa: F401 - the writers of the operators of time
from jalon.readings.columns.calendars import Calendar
from jalon.readings.columns.programs import Library, Program
from jalon.readings.columns.running import exception_program, stretch_program
from jalon.readings.columns.simplifying import Simplifier, thresholds
from jalon.readings.decide.decision import VIEWS


@dataclass(frozen=True)
class Stretch:
    """Filing days over which one program decides; `versions` has the one in force for each stream, if any, as it stands
    over those days."""

    first: int
    last: int
    versions: tuple[Version | None, ...]


@dataclass
class CompiledLaw:
    """The stretches of some streams under each view, oldest first. Programs are written when they are first needed."""

    programmes: tuple[Programme, ...]
    stretches: dict[str, tuple[Stretch, ...]]
    calendar: Calendar = field(default_factory=Calendar)
    _programs: dict[tuple[object, ...], Program | None] = field(default_factory=dict)
    _libraries: dict[tuple[int, ...], Library] = field(default_factory=dict)
    _lock: Any = field(default_factory=RLock)

    def program(self, stretch: Stretch, *, one_day: bool, sets: bool) -> Program | None:
        """The program of a stretch (see `stretch_program`); none where no version is in force."""
        key = stretch.first, stretch.last, *map(id, stretch.versions), one_day, sets

        def made() -> Program | None:
            if not any(stretch.versions):
                return None
            versions = [simplified_version(version, stretch.first, stretch.last) for version in stretch.versions]
            return stretch_program(versions, self.calendar, one_day=one_day, sets=sets)

        return self._once(key, made)

    def library(self, programs: tuple[Program | None, ...]) -> Library:
        """Some programs of the law as one."""
        with self._lock:
            key = tuple(map(id, programs))
            if key not in self._libraries:
                self._libraries[key] = Library(programs)
            return self._libraries[key]

    def exception(self, place: int, number: int) -> Program:
        """The program of the exception to a period of the intake of a stream."""
        unless = self.programmes[place].intake[number].unless
        assert unless is not None
        found = self._once(("exception", place, number), lambda: exception_program(unless, self.calendar))
        assert found is not None
        return found

    def _once(self, key: tuple[object, ...], make: Callable[[], Program | None]) -> Program | None:
        with self._lock:
            if key not in self._programs:
                self._programs[key] = make()
            return self._programs[key]


_laws: dict[tuple[int, ...], CompiledLaw] = {}
_writing: Final = RLock()


def compiled_law(programmes: Sequence[Programme]) -> CompiledLaw:
    """The stretches of some streams, under every view."""
    key = tuple(map(id, programmes))
    with _writing:
        if key not in _laws:
            # A law keeps its streams, so that their identities stay theirs.
            kept = tuple(programmes)
            spans = zip(VIEWS, stretches_of(kept, *VIEWS), strict=True)
            _laws[key] = CompiledLaw(kept, {view: tuple(Stretch(*span) for span in some) for view, some in spans})
        return _laws[key]


Span = tuple[int, int, tuple[Version | None, ...]]


def stretches_of(programmes: tuple[Programme, ...], *views: str) -> list[list[Span]]:
    """The filing days between two edges, under each view."""
    edges = _edges(programmes)
    return [
        [
            (first, after - 1, tuple(one.version_on(first, view) for one in programmes))
            for first, after in pairwise(edges)
        ]
        for view in views
    ]


def _edges(programmes: tuple[Programme, ...]) -> list[int]:
    """The days on which a version begins or has ended for some stream, or a comparison with a fixed day turns inside one."""
    edges = {1, NEVER + 1}
    for programme in programmes:
        for version in all_versions(programme):
            inside = thresholds(c.expr for c in version.conditions)
            edges |= {version.first, version.last + 1}
            edges |= {day for day in inside if version.first < day <= version.last}
    return sorted(edge for edge in edges if 1 <= edge <= NEVER + 1)


def simplified_version(version: Version | None, first: int, last: int) -> Version | None:
    """A version as it stands over some filing days, both inside (see `simplifying`)."""
    if version is None:
        return None
    short = Simplifier((first, last))
    return replace(version, conditions=tuple(_shorter(condition, short) for condition in version.conditions))


def _shorter(condition: Condition, short: Simplifier) -> Condition:
    return replace(condition, expr=short.truth(condition.expr))


def all_versions(programme: Programme) -> tuple[Version, ...]:
    """The versions of a programme, then those of its views."""
    return (*programme.versions, *(version for _, versions in programme.views for version in versions))
