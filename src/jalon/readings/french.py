"""What one proof of French is worth: the level of each skill, which conditions it meets on a day, until when, and how
sure the conversion is. The conditions are the law's own, evaluated on a person of whom only the proof is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jalon.facts.model import Applicant
from jalon.language.bounds import NO, Truth
from jalon.language.vocabulary import SKILLS
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.bounded import ANY_LEVEL
from jalon.readings.decide.decision import VERDICTS, decide
from jalon.registers import french_tests

# The level bands of the Québec scale and the European framework.
_CEFR = {(1, 2): "A1", (3, 3): "A2", (4, 4): "A2", (5, 6): "B1", (7, 8): "B2", (9, 10): "C1", (11, 12): "C2"}
# Days looked ahead: longer than any proof lasts.
FAR = 3 * 366
_CONDITIONS = ("oral-french", "written-french", "spouse-oral-french")


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """The level that a mark gives, by one edition of the table; (0, 0) when it gives none."""

    skill: str
    mark: float
    edition: str
    low: int
    high: int
    cefr: str
    status: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Worth:
    """Whether the proof meets a condition of a stream on the filing day, and the last day on which it still does."""

    programme: str
    condition: str
    verdict: Truth
    until: date | None


def cefr(low: int, high: int) -> str:
    """The European level of a band; empty when the band is none or covers several."""
    return _CEFR.get((low, high), "")


def levels(test: str, marks: dict[str, float], taken: date | None) -> tuple[SkillLevel, ...]:
    """The level of each skill by each edition of the table of marks."""
    day = taken.toordinal() if taken else None
    out = []
    for edition in french_tests.EDITIONS:
        for skill in SKILLS:
            if skill in marks:
                low, high = french_tests.level_band(edition, test, skill, marks[skill], day, day)
                row = _row(edition, test, skill, marks[skill])
                status, confidence = (row.status, row.confidence) if row else ("", "")
                if (low, high) == ANY_LEVEL:
                    status, confidence = "unknown", "low"
                out.append(SkillLevel(skill, marks[skill], edition, low, high, cefr(low, high), status, confidence))
    return tuple(out)


def _row(edition: str, test: str, skill: str, mark: float) -> french_tests.FrenchMark | None:
    reached = [r for r in french_tests.rows(edition, test) if r.skill == skill and r.mark <= mark <= r.top and r.mark]
    return max(reached, key=lambda r: r.mark, default=None)


def worth(proof: dict[str, Any], filed_on: date) -> tuple[Worth, ...]:
    """What the proof alone meets on a filing day, in each stream, and the last day on which it would still do."""
    out = []
    for programme in PROGRAMMES.values():
        for condition in _CONDITIONS:
            verdict = _verdict(proof, filed_on, programme.id, condition)
            if verdict is not None:
                out.append(
                    Worth(
                        programme.id, condition, verdict, _last_day(proof, filed_on, programme.id, condition, verdict)
                    )
                )
    return tuple(out)


def _verdict(proof: dict[str, Any], day: date, programme: str, condition: str) -> Truth | None:
    """The condition's verdict for a person whose only known fact is the proof; a spouse's for the spouse's condition.
    None where the version has no such condition."""
    facts: dict[str, Any] = {"schema": 1, "studies": [], "french": [proof], "spouse": None}
    if condition == "spouse-oral-french":
        facts["spouse"] = {"accompanies": True, "french": [proof]}
    decision = decide(Applicant.model_validate(facts), day, programme)
    found = [r for r in decision.conditions if r.id == condition and r.condition.new is not None]
    return found[0].value if found else None


def _last_day(proof: dict[str, Any], day: date, programme: str, condition: str, verdict: Truth) -> date | None:
    """The last day on which the verdict is still as good as on the filing day, under the same text: tests grow old by
    whole days, so halving finds it. None when it fails already, or goes on for three years."""
    low, high = day.toordinal(), min(day.toordinal() + FAR, date.max.toordinal())

    def holds(ordinal: int) -> bool:
        found = _verdict(proof, date.fromordinal(ordinal), programme, condition)
        return found is not None and found >= verdict

    if verdict == NO or holds(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return date.fromordinal(low)


def proof_report(proof: dict[str, Any], on: date, lang: str) -> dict[str, Any]:
    """What a test, given with its marks as a file has it, is worth: the JSON of `jalon french --json`."""
    taken = date.fromisoformat(proof["taken_on"])
    return {
        "test": proof["test"],
        "taken_on": proof["taken_on"],
        "on": on.isoformat(),
        "levels": [
            {
                "skill": level.skill,
                "mark": level.mark,
                "table": level.edition,
                "level": [level.low, level.high],
                "cefr": level.cefr,
                "status": level.status,
                "confidence": level.confidence,
            }
            for level in levels(proof["test"], proof["scores"], taken)
        ],
        "conditions": [
            {
                "programme": item.programme,
                "condition": item.condition,
                "name": CONDITION_NAMES[item.condition].text(lang),
                "verdict": VERDICTS[item.verdict],
                "until": item.until.isoformat() if item.until else None,
            }
            for item in worth(proof, on)
        ],
    }
