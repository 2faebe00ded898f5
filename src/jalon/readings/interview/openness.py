"""What keeps the conditions open for a person on a day, place by place: the facts that are worth asking for, and why.

`Decision.missing` says as much of a whole file. Here each place is told with the conditions that it keeps open, and a
place is told apart that means something only if the person has something else (the years of study in French, if studies
are a proof).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from jalon.facts.model import Applicant
from jalon.facts.reading import parse_applicant
from jalon.facts.writing import to_dict
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.statutes import Condition, Programme, Version
from jalon.language.vocabulary import PERSON, STUDY
from jalon.language.walk import per_credential
from jalon.readings.bounded import Record, bounded
from jalon.readings.decide.decision import View
from jalon.readings.decide.evaluate import Env, compiled, environment
from jalon.readings.decide.relevance import what_is_open
from jalon.readings.interview.places import Data, askable, is_whole, subject_of
from jalon.readings.interview.supposed import is_supposed, opened
from jalon.readings.patience import still_time

# Shares of a study's length or courses.
_WEIGHED: Final = ("share_stayed_in_quebec", "french_share")
# A condition that is open, under one stream, for one study that could serve (0: whatever the study).
Kept = tuple[str, int, str]


@dataclass(frozen=True)
class Openness:
    """A file on a filing day, and what it leaves open; `thorough` opens what the file supposes too."""

    applicant: Applicant
    day: date
    streams: tuple[Programme, ...]
    view: View
    asked: frozenset[str]
    thorough: bool

    @cached_property
    def person(self) -> Record:
        """The record of the person."""
        person = bounded(self.applicant)
        return opened(self.applicant, person, self.asked) if self.thorough else person

    @cached_property
    def data(self) -> Data:
        """The file as plain data."""
        return to_dict(self.applicant)

    @cached_property
    def kept(self) -> dict[str, tuple[Kept, ...]]:
        """The places to ask about, with the conditions that each keeps open; none once all is settled."""
        found: dict[str, dict[Kept, None]] = {}
        for stream in self.streams:
            version = stream.version_on(self.day.toordinal(), self.view)
            for place, condition in self._open_conditions(version) if version else ():
                for path in self.places(condition, place):
                    found.setdefault(path, {})[stream.id, place, condition.id] = None
        return {path: tuple(what) for path, what in found.items()}

    def premature(self, path: str) -> bool:
        """Whether all that a place keeps open rests on something else that the person may not have at all."""
        wholes = [w for w in self.kept if is_whole(w) and not is_supposed(w) and w != subject_of(path)]
        return not is_whole(path) and all(
            any(what in self.kept[whole] and path not in self._without(whole).places_of(what) for whole in wholes)
            for what in self.kept[path]
        )

    def places(self, condition: Condition, place: int) -> tuple[str, ...]:
        """The places to ask about that keep one condition open, for one study."""
        credential = self._credentials[place - 1] if 0 < place <= len(self._credentials) else None
        found: dict[str, None] = {}
        for path in what_is_open(condition.expr, self._environment(credential)).facts:
            for named in (path, *_weights(path, credential, self.person)):
                here = askable(named, self.data, self.asked)
                if here is not None:
                    found[here] = None
        return tuple(found)

    def places_of(self, what: Kept) -> tuple[str, ...]:
        """The same, for what another file keeps open."""
        if what not in self._known:
            stream = next(s for s in self.streams if s.id == what[0])
            version = stream.version_on(self.day.toordinal(), self.view)
            conditions = version.conditions if version else ()
            self._known[what] = self.places(next(c for c in conditions if c.id == what[2]), what[1])
        return self._known[what]

    @cached_property
    def _known(self) -> dict[Kept, tuple[str, ...]]:
        return {}

    @cached_property
    def _others(self) -> dict[str, Openness]:
        return {}

    def _without(self, whole: str) -> Openness:
        """The same person, known to have none of something."""
        if whole not in self._others:
            applicant = parse_applicant({**self.data, whole: None if whole in _GROUPS else []})
            self._others[whole] = Openness(applicant, self.day, self.streams, self.view, self.asked, self.thorough)
        return self._others[whole]

    @cached_property
    def _credentials(self) -> tuple[Record, ...]:
        credentials: tuple[Record, ...] = self.person[PERSON.index["credentials"]][0]
        return credentials

    def _environment(self, credential: Record | None) -> Env:
        env = environment(self.person, self.day.toordinal())
        env[CREDENTIAL_SLOT] = credential
        return env

    def _open_conditions(self, version: Version) -> Iterator[tuple[int, Condition]]:
        """The conditions that are open, as long as all of them together are; see `decide`, whose order of studies has no
        part in it."""
        studies = [self._run(version, credential, about_study=True) for credential in self._credentials]
        of_person = self._run(version, None, about_study=False)
        best = max(min(values.values(), default=YES) for values in studies)
        if min(best, *of_person.values()) != MAYBE:
            return
        open_ = [(0, of_person)]
        # Once a study surely serves, no other one is asked about.
        if best == MAYBE:
            open_ += [(place, values) for place, values in enumerate(studies, 1) if NO not in values.values()]
        for place, values in open_:
            yield from ((place, c) for c in version.conditions if values.get(c.id) == MAYBE)

    def _run(self, version: Version, credential: Record | None, *, about_study: bool) -> dict[str, int]:
        still_time()
        env = self._environment(credential)
        return {c.id: compiled(c.expr)(env) for c in version.conditions if per_credential(c) == about_study}


# What a person has one of or none: `null` says none, where a list says it by being empty.
_GROUPS: Final = ("spouse", "french_interview", "ended_regular_file")


def _weights(path: str, credential: Record | None, person: Record) -> tuple[str, ...]:
    """A share of a DEP and an ASP seen as one is weighed by the hours of both (see `bounded`): they matter once one part
    is known to have less than the other may."""
    key = path.rpartition(".")[2]
    if credential is None or len(credential[-1]) < 2 or key not in _WEIGHED or not path.startswith("studies["):
        return ()
    studies = person[PERSON.index["studies"]][0]
    if len({studies[row][STUDY.index[key]][1] for row in credential[-1]}) == 1:
        return ()
    return tuple(f"studies[{row}].hours" for row in credential[-1])
