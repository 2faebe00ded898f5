"""What an occupation means for the law: which levels of it the job conditions of a stream accept, version by version.

The rule is not written again: the very part of the law that looks at a job's level, TEER or place on the list is
evaluated on a job of which only the occupation is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jalon.facts.model import Applicant
from jalon.i18n import Speaker, speaker
from jalon.language.bounds import YES, Truth
from jalon.language.builders import CREDENTIAL_SLOT
from jalon.language.expressions import Test, Var
from jalon.language.statutes import Programme, Version
from jalon.language.vocabulary import JOB, PERSON
from jalon.language.walk import walk
from jalon.law import PROGRAMMES
from jalon.readings.bounded import bounded
from jalon.readings.decide.evaluate import compiled, environment
from jalon.registers.occupations import listed_2019, teers

if TYPE_CHECKING:
    from jalon.registers.search.engine import Hit

_ANSWERS: Final = ("no", "cannot-tell", "yes")
_JOBS = PERSON.index["jobs"]
_CREDENTIALS = PERSON.index["credentials"]
# The parts of the law that look at the occupation; what else they look at is unknown here.
_OF_THE_OCCUPATION = frozenset(("level", "teer", "listed"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a version asks of the occupation, and whether this one has it: 2 yes, 1 cannot tell, 0 no."""

    since: str
    until: str | None
    asks: str
    counts: Truth


def _records(noc2016: str | None, noc2021: str | None) -> tuple[Any, Any]:
    """The job of which only the occupation is known, and the study of which nothing is."""
    occupation = {key: code for key, code in (("noc2016", noc2016), ("noc2021", noc2021)) if code}
    job = {"occupation": occupation} if occupation else {}
    person = bounded(Applicant.model_validate({"schema": 1, "jobs": [job]}))
    return person[_JOBS][0][0], person[_CREDENTIALS][0][0]


@cache
def _parts(version: Version) -> tuple[Test, ...]:
    """The parts of the version's job condition that look at the occupation."""
    found: dict[str, Test] = {}
    for condition in version.conditions:
        text = condition.new
        if condition.id == "job-at-filing" and text is not None:
            for node in walk(text.expr):
                if isinstance(node, Test) and node.id in _OF_THE_OCCUPATION:
                    found.setdefault(node.id, node)
    return tuple(found.values())


def meaning(
    programme: Programme, noc2016: str | None, noc2021: str | None, lang: str, view: str = "as-applied"
) -> tuple[Meaning, ...]:
    """What the occupation means in each version of a stream that asks something of it, oldest first."""
    job, study = _records(noc2016, noc2021)
    out = []
    versions = list(programme.versions)
    for name, others in programme.views:
        if name == view:
            versions += others
    for version in sorted(versions, key=lambda v: v.first):
        for test in _parts(version):
            env = environment((), 0)
            env[CREDENTIAL_SLOT] = study
            for node in walk(test.item):
                var = getattr(node, "var", None)
                if isinstance(var, Var) and var.entity is JOB:
                    env[var.slot] = job
            counts = compiled(test.item)(env)
            out.append(Meaning(version.since, version.until, test.words.text(lang), counts))
    return tuple(_merged(out))


def _merged(found: list[Meaning]) -> list[Meaning]:
    """Versions that follow each other and ask the same are one."""
    out: list[Meaning] = []
    for item in found:
        if out and (out[-1].asks, out[-1].counts) == (item.asks, item.counts) and _touch(out[-1], item):
            out[-1] = Meaning(out[-1].since, item.until, item.asks, item.counts)
        else:
            out.append(item)
    return out


def _touch(a: Meaning, b: Meaning) -> bool:
    return (
        a.until is not None and date.fromisoformat(a.until).toordinal() + 1 == date.fromisoformat(b.since).toordinal()
    )


def on_day(found: tuple[Meaning, ...], day: date) -> Meaning | None:
    """What holds on a day; None where nothing is asked of the occupation."""
    iso = day.isoformat()
    return next((m for m in found if m.since <= iso and (m.until is None or iso <= m.until)), None)


def sentence(item: Meaning, say: Speaker) -> str:
    """One span in words: “FÉER 0, 1, 2 ou 3 : oui, du 23 novembre 2023 au ...”."""
    answer = (say("non"), say("cela dépend du titre précis"), say("oui"))[item.counts]
    since = say.date(date.fromisoformat(item.since))
    if item.until is None:
        return say("{asks} : {answer}, depuis le {since}", asks=item.asks, answer=answer, since=since)
    until = say.date(date.fromisoformat(item.until))
    return say("{asks} : {answer}, du {since} au {until}", asks=item.asks, answer=answer, since=since, until=until)


def meaning_sentences(programme: Programme, noc2016: str | None, noc2021: str | None, lang: str) -> list[str]:
    """What the occupation means for a stream, in words."""
    return [sentence(item, speaker(lang)) for item in meaning(programme, noc2016, noc2021, lang)]


# --- As plain data ----------------------------------------------------------------------------------------------------


def occupation_report(hit: Hit, streams: Sequence[str], on: date | None, lang: str) -> dict[str, Any]:
    """An occupation found, and what it means for some streams, on a day or through time: the JSON of
    `jalon occupation --json`."""
    told: dict[str, Any] = {
        "noc2021": hit.noc2021,
        "noc2016": list(hit.noc2016),
        "titles": {"fr": hit.title_fr, "en": hit.title_en},
        "teer": hit.teer,
        "skill_levels": list(hit.skill_levels),
        "noc2016_teers": {code: sorted(teers(code, None)) for code in hit.noc2016},
        "listed_2019": [code for code in hit.noc2016 if listed_2019(code, None) == YES],
        "score": hit.score,
        "reason": {"kind": hit.reason.kind, "text": hit.reason.text, "lang": hit.reason.lang},
        "duties": {"fr": hit.duties_fr, "en": hit.duties_en},
    }
    if streams:
        told["meaning"] = {stream: _meaning_report(stream, hit.noc2021, on, speaker(lang)) for stream in streams}
    return told


def _meaning_report(stream: str, noc2021: str, on: date | None, say: Speaker) -> dict[str, Any]:
    """What the code means for a stream: on a day, or through time."""
    found = meaning(PROGRAMMES[stream], None, noc2021, say.lang)
    spans = [{"since": m.since, "until": m.until, "asks": m.asks, "counts": _ANSWERS[m.counts]} for m in found]
    if on is None:
        return {"spans": spans, "sentences": [sentence(m, say) for m in found]}
    day = on_day(found, on)
    nothing = say("Ce jour-là, le volet ne demande rien de la profession.")
    return {
        "on": on.isoformat(),
        "counts": "not-asked" if day is None else _ANSWERS[day.counts],
        "spans": spans,
        "sentences": [nothing if day is None else sentence(day, say)],
    }
