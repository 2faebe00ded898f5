"""What if: the same person with some facts changed, before and after, in each stream; and of a couple, who should apply.

A change is a pure function of the file's data. It never guesses: whoever makes the change says what becomes of each fact,
and the reader of files refuses what no file may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np

from jalon.facts.dates import Span
from jalon.facts.model import Applicant, FrenchProof, Spouse
from jalon.facts.reading import parse_applicant
from jalon.facts.writing import to_dict
from jalon.i18n import Speaker, speaker
from jalon.language import expressions as x
from jalon.language.bounds import NO, YES
from jalon.language.statutes import Programme
from jalon.language.walk import walk
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.bounded import bounded
from jalon.readings.remedies.completing import steps_of
from jalon.readings.timeline.calendar import NOT_ASKED
from jalon.readings.timeline.over_days import compiled, environment
from jalon.readings.timeline.when import Run, When, horizon, when, when_report

SHAPE: Final = "jalon.whatif/1"
SKILLS: Final = ("listening", "speaking", "reading", "writing")
LINE_VALUES: Final = {-1: "not-asked", 0: "not-met", 1: "undetermined", 2: "met"}

Data = dict[str, Any]
Change = Callable[[Data], Data]


class ChangeError(ValueError):
    """A change that cannot be made to this file: `kind` says why, `place` where.

    Kinds: no-job (none is held that day), no-spouse, path-form (ill written), no-such-place.
    """

    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(f"{kind}: {place}")
        self.kind, self.place = kind, place


# --- Changes ----------------------------------------------------------------------------------------------------------


def changed(applicant: Applicant, changes: Sequence[Change]) -> Applicant:
    """The file with the changes made in order. Raises `ChangeError`, and `FactsError` when the result is no file."""
    data = to_dict(applicant)
    for change in changes:
        data = change(deepcopy(data))
    return parse_applicant(data)


def job_ends(day: date) -> Change:
    """Every job held that day ends on it (its last day). Raises `ChangeError` when none is."""

    def change(data: Data) -> Data:
        held = [job for job in data.get("jobs") or () if _held(job, day)]
        if not held:
            raise ChangeError("no-job", day.isoformat())
        for job in held:
            job["ended_on"] = day.isoformat()
        return data

    return change


def _held(job: Data, day: date) -> bool:
    """Whether a job may be held that day: begun by then, and not surely over."""
    started, ended = job.get("started_on"), job.get("ended_on")
    return (started is None or Span.parse(started).earliest <= day) and (
        ended is None or Span.parse(ended).latest >= day
    )


def took_test(test: str, levels: Sequence[int], day: date) -> Change:
    """A test of French more, with the levels of the Québec scale: listening, speaking, then reading and writing if given."""

    def change(data: Data) -> Data:
        proof = {
            "proof": "test",
            "test": test,
            "taken_on": day.isoformat(),
            "levels": {**dict.fromkeys(SKILLS), **dict(zip(SKILLS, levels, strict=False))},
        }
        # Of a file that does not say which proofs there are, it stays unknown whether there is another.
        data["french"] = [*data["french"], proof] if "french" in data else [proof, {}]
        return data

    return change


def spouse_is(key: str, value: Any) -> Change:
    """A fact of the spouse. Raises `ChangeError` when the file has no spouse to speak of."""

    def change(data: Data) -> Data:
        if not isinstance(data.get("spouse"), dict):
            raise ChangeError("no-spouse", key)
        return set_at(f"spouse.{key}", value)(data)

    return change


def set_at(path: str, value: Any) -> Change:
    """A fact at a place of the file, such as `jobs[0].hours_per_week`; the place after the last of a list adds to it.

    Raises `ChangeError` when the path is ill written, or leads through something that is not there.
    """
    try:
        steps = steps_of(path)
    except ValueError:
        raise ChangeError("path-form", path) from None
    last = steps[-1]

    def change(data: Data) -> Data:
        here: Any = data
        for step, then in pairwise(steps):
            if isinstance(step, str) and isinstance(here, dict) and here.get(step) is None:
                here[step] = [] if isinstance(then, int) else {}
            elif isinstance(step, int) and isinstance(here, list) and step == len(here):
                here.append({})
            here = _inside(here, step, path)
        match last, here:
            case str(), dict():
                here[last] = value
            case int(), list() if last <= len(here):
                here[last:] = [value, *here[last + 1 :]]
            case _:
                raise ChangeError("no-such-place", path)
        return data

    return change


def _inside(here: Any, step: str | int, path: str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        raise ChangeError("no-such-place", path) from None


# --- Before and after -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One stream before and after, over the same days; `lines` are the conditions that are not the same on every day."""

    before: When
    after: When
    lines: tuple[str, ...]

    @property
    def programme(self) -> Programme:
        """The stream."""
        return self.before.programme


def compared(
    before: Applicant, after: Applicant, first: date, programme: str | Programme, last: date | None = None
) -> Compared:
    """Two files side by side under one stream, over the same days. Raises what `when` raises."""
    one, other = when(before, first, programme, last), when(after, first, programme, last)
    lines = one.calendar.lines, other.calendar.lines
    ids = tuple(dict.fromkeys((*one.calendar.conditions, *other.calendar.conditions)))
    return Compared(one, other, tuple(id for id in ids if not np.array_equal(lines[0][id], lines[1][id])))


# --- A couple ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Arrangement:
    """One of the two as the principal applicant in one stream, the other as the spouse."""

    principal: int
    found: When

    @property
    def rank(self) -> tuple[int, date]:
        """The sooner the better: a day on which eligible, else one on which the conditions alone are met."""
        run = self.found.eligible
        if run is not None:
            return 0, run.first
        run = self.found.conditions
        return (1, run.first) if run is not None else (2, date.max)


@dataclass(frozen=True)
class Couple:
    """Every arrangement of a couple, and the best ones (several when they are equal, none when nothing will do)."""

    arrangements: tuple[Arrangement, ...]
    best: tuple[Arrangement, ...] = field(default=())


def couple(
    one: Applicant,
    other: Applicant,
    first: date,
    programmes: Sequence[str] = tuple(PROGRAMMES),
    last: date | None = None,
) -> Couple:
    """Which of two spouses should apply, and in which stream: each as principal, the other as an accompanying spouse."""
    last = horizon(first) if last is None else last
    people = (one, other)
    found = tuple(
        Arrangement(
            who, when(with_spouse(people[who], people[1 - who], first, programme, last), first, programme, last)
        )
        for programme in programmes
        for who in (0, 1)
    )
    best = min((a.rank for a in found), default=(2, date.max))
    return Couple(found, tuple(a for a in found if a.rank == best) if best[0] < 2 else ())


def with_spouse(principal: Applicant, spouse: Applicant, first: date, programme: str, last: date) -> Applicant:
    """The file of one, with the other as a spouse who accompanies (unless the file says otherwise): proofs of French and
    values attestation come from the other's file."""
    facts: dict[str, Any] = {"accompanies": True}
    if principal.spouse is not None and "accompanies" in principal.spouse.model_fields_set:
        facts["accompanies"] = principal.spouse.accompanies
    if spouse.french is not None:
        facts["french"] = tuple(_proofs_of_a_spouse(spouse, first, programme, last))
    if "values_attestation" in spouse.model_fields_set:
        facts["values_attestation"] = spouse.values_attestation
    return principal.model_copy(update={"spouse": Spouse.model_construct(_fields_set=set(facts), **facts)})


def _proofs_of_a_spouse(spouse: Applicant, first: date, programme: str, last: date) -> list[FrenchProof]:
    """The proofs as a spouse's. Transcripts listed by a spouse are taken at their word there, while in one's own file they
    are set against the facts of the studies: they are kept where these surely prove the years in French, left out where they
    surely do not, and left unknown otherwise."""
    out = []
    for proof in spouse.french or ():
        if proof.proof == "studies":
            shown = _years_in_french(spouse, first, programme, last)
            if shown == NO:
                continue
            proof = proof if shown == YES else FrenchProof()
        out.append(proof)
    return out


def _years_in_french(person: Applicant, first: date, programme: str, last: date) -> int:
    """Whether the years of studies in French are there, on every day of the span alike: 2 yes, 0 no, 1 otherwise."""
    days = np.arange(first.toordinal(), last.toordinal() + 1, dtype=np.int64)
    for version in PROGRAMMES[programme].versions:
        for condition in version.conditions:
            for node in walk(condition.expr):
                if isinstance(node, x.Test) and node.id == "years-in-french":
                    values = np.asarray(compiled(node.item)(environment(bounded(person), days)))
                    return YES if (values == YES).all() else NO if (values == NO).all() else 1
    return NO


# --- As plain data ----------------------------------------------------------------------------------------------------


def whatif_report(found: Sequence[Compared], pair: Couple | None, lang: str) -> dict[str, Any]:
    """Before and after as plain data, with sentences in one language: the JSON of `jalon whatif --json`."""
    say = speaker(lang)
    return {
        "shape": SHAPE,
        "streams": [_compared(c, lang, say) for c in found],
        "couple": _couple(pair, lang, say) if pair else None,
    }


def _compared(found: Compared, lang: str, say: Speaker) -> dict[str, Any]:
    return {
        "programme": found.programme.id,
        "title": found.programme.title.text(lang),
        "before": when_report(found.before, lang),
        "after": when_report(found.after, lang),
        "changes": [
            {
                "id": id,
                "name": CONDITION_NAMES[id].text(lang),
                "before": _intervals(found.before, id),
                "after": _intervals(found.after, id),
            }
            for id in found.lines
        ],
        "words": change_sentence(found, say),
    }


def _intervals(found: When, line: str) -> list[dict[str, str]]:
    return [
        {"from": i.first.isoformat(), "to": i.last.isoformat(), "verdict": LINE_VALUES[i.value]}
        for i in found.calendar.intervals(line)
        if i.value != NOT_ASKED
    ]


def change_sentence(found: Compared, say: Speaker) -> str:
    """What the changes do to the first eligible day; to the conditions alone, when no day is eligible either way."""
    if found.before.eligible is None and found.after.eligible is None:
        return say(
            "Réception à part : {words}", words=_moved(found.before.conditions, found.after.conditions, found, say)
        )
    return _moved(found.before.eligible, found.after.eligible, found, say)


def _moved(before: Run | None, after: Run | None, found: Compared, say: Speaker) -> str:
    if before == after:
        return say("Le changement ne déplace rien.")
    if before is None and after is not None:
        return say("Le changement donne un premier jour : le {day}.", day=say.date(after.first))
    if before is not None and after is None:
        return say("Le changement fait perdre le premier jour (c’était le {day}).", day=say.date(before.first))
    assert before is not None
    assert after is not None
    days = (after.first - before.first).days
    if days:
        moved = say.plural("{count} jour", "{count} jours", abs(days))
        if days > 0:
            return say("Le changement retarde le premier jour de {days}.", days=moved)
        return say("Le changement avance le premier jour de {days}.", days=moved)
    until = (after.last or found.after.calendar.last) - (before.last or found.before.calendar.last)
    moved = say.plural("{count} jour", "{count} jours", abs(until.days))
    if until > timedelta():
        return say("Même premier jour; le changement prolonge la période de {days}.", days=moved)
    return say("Même premier jour; le changement abrège la période de {days}.", days=moved)


def _couple(pair: Couple, lang: str, say: Speaker) -> dict[str, Any]:
    return {
        "arrangements": [{"principal": a.principal + 1, **when_report(a.found, lang)} for a in pair.arrangements],
        "best": [{"principal": a.principal + 1, "programme": a.found.programme.id} for a in pair.best],
        "words": couple_sentence(pair, say),
    }


def couple_sentence(pair: Couple, say: Speaker) -> str:
    """Who should apply, and in which stream."""
    if not pair.best:
        return say("Aucune des deux personnes n’est sûrement admissible dans ces jours, dans les volets regardés.")
    kind, day = pair.best[0].rank
    who = say(" ou ").join(
        say("la personne {number} ({title})", number=a.principal + 1, title=a.found.programme.title.text(say.lang))
        for a in pair.best
    )
    if kind:
        return say(
            "Réception à part, au plus tôt le {day} si la demande est présentée par {who}.", day=say.date(day), who=who
        )
    return say("Au plus tôt le {day} si la demande est présentée par {who}.", day=say.date(day), who=who)
