"""Choosing the next question among the places that are worth asking about (see `openness`).

A fact is worth as much as it keeps conditions open. But people tell one thing at a time: what belongs to the job, the
study or the proof under way comes before anything else, then what belongs to the same list. What means something only
if the person has something else waits until that is known. What a file supposes when it is silent (`supposed`) comes
after what it cannot suppose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from jalon.facts.model import Applicant
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import VIEWS, UnknownProgrammeError, View
from jalon.readings.interview.openness import Openness
from jalon.readings.interview.places import containers, contract_order
from jalon.readings.interview.questions import Question, question_at
from jalon.readings.interview.supposed import is_supposed


def next_question(
    applicant: Applicant,
    day: date,
    programme: str | Programme | Sequence[str | Programme],
    *,
    asked: Collection[str] = (),
    last: str = "",
    thorough: bool = False,
    view: View = "as-applied",
) -> Question | None:
    """The question whose answer can settle most of what the conditions leave open on a filing day.

    None once the verdict of the conditions is settled under each stream (intake apart), or when nothing that is left can
    be asked. `asked` are the places already asked about, answered or not: they are not asked again. `last` is the place
    of the last one: its subject is finished first. `thorough` also asks what the file supposes when it is silent, such as
    leaves, before the verdict is held to be settled. Raises `UnknownProgrammeError`, and ValueError when `last` is no
    place of a file.
    """
    streams = (programme,) if isinstance(programme, str | Programme) else tuple(programme)
    if view not in VIEWS:
        raise UnknownProgrammeError(view)
    open_ = Openness(applicant, day, tuple(map(_stream, streams)), view, frozenset(asked), thorough)
    inside = containers(last) if last else ()

    def rank(place: str) -> tuple[int, bool, int, tuple[int, ...]]:
        near = sum(container in inside for container in containers(place))
        return -near, is_supposed(place), -len(open_.kept[place]), contract_order(place)

    ranked = sorted(open_.kept, key=rank)
    if not ranked:
        return None
    first = next((place for place in ranked if not open_.premature(place)), ranked[0])
    return question_at(first, applicant, tuple(dict.fromkeys(condition for *_, condition in open_.kept[first])))


def _stream(programme: str | Programme) -> Programme:
    if isinstance(programme, Programme):
        return programme
    if programme not in PROGRAMMES:
        raise UnknownProgrammeError(programme)
    return PROGRAMMES[programme]
