"""What an application costs the family of a file: the Québec fee, the undertaking, the federal fees that follow.

Where the file does not say whether a spouse or a child comes along, a total is between two amounts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jalon.facts.model import Applicant
from jalon.i18n import Speaker, speaker
from jalon.language.calendar import add_months
from jalon.law.peq.general import ADULT, SELF_SUFFICIENCY_MONTHS
from jalon.registers.fees import federal_fees, federal_fees_on, fee_on, self_sufficiency


def costs_report(applicant: Applicant, day: date, lang: str) -> dict[str, Any]:
    """What the application costs this family if filed on a day: the Québec fee, the undertaking, the federal fees.

    Amounts that are not known are None. `spouse` and `children` are pairs: how many at least, at most (None: not said).
    """
    say = speaker(lang)
    spouse, children, minors = _spouse(applicant), _children(applicant), _minors(applicant, day)
    return {
        "year": day.year,
        "spouse": list(spouse),
        "children": list(children),
        "fee": _fee(day, spouse, children, say),
        "undertaking": _undertaking(day, spouse, children, minors),
        "months": SELF_SUFFICIENCY_MONTHS,
        "federal": _federal(day, spouse, children, say),
    }


def _spouse(applicant: Applicant) -> tuple[int, int]:
    if applicant.spouse is None:
        return (0, 0) if "spouse" in applicant.model_fields_set else (0, 1)
    comes = applicant.spouse.accompanies
    return (0, 1) if comes is None else (int(comes), int(comes))


def _children(applicant: Applicant) -> tuple[int, int | None]:
    if applicant.children is None:
        return 0, None
    surely = sum(child.accompanies is True for child in applicant.children)
    return surely, surely + sum(child.accompanies is None for child in applicant.children)


def _minors(applicant: Applicant, day: date) -> bool:
    """Whether every child who may accompany is surely a minor."""
    for child in applicant.children or ():
        born = child.birth_date
        if child.accompanies is not False and (
            born is None or add_months(born.earliest.toordinal(), 12 * ADULT) <= day.toordinal()
        ):
            return False
    return True


def _people(spouse: tuple[int, int], children: tuple[int, int | None]) -> tuple[bool, bool]:
    return spouse[1] > 0, children[1] is None or children[1] > 0


def _line(words: str, count: tuple[int, int | None], each: int) -> dict[str, Any]:
    """One line of a bill: what it comes to at least and at most; None at most where nobody knows how many there are."""
    least, most = count
    return {
        "words": words,
        "each": each,
        "count": [least, most],
        "amount": [least * each, None if most is None else most * each],
    }


def _total(lines: list[dict[str, Any]]) -> list[int | None]:
    most = [line["amount"][1] for line in lines]
    return [sum(line["amount"][0] for line in lines), None if None in most else sum(most)]


def _fee(day: date, spouse: tuple[int, int], children: tuple[int, int | None], say: Speaker) -> dict[str, Any] | None:
    fee = fee_on(day)
    if fee is None:
        return None
    lines = [_line(say("Personne qui présente la demande"), (1, 1), fee.principal)]
    with_spouse, with_children = _people(spouse, children)
    if with_spouse:
        lines.append(_line(say("Conjoint qui accompagne"), spouse, fee.spouse))
    if with_children:
        lines.append(_line(say("Enfants qui accompagnent"), children, fee.child))
    return {"lines": lines, "total": _total(lines), "confidence": fee.confidence}


def _undertaking(
    day: date, spouse: tuple[int, int], children: tuple[int, int | None], minors: bool
) -> dict[str, Any] | None:
    """The amount of the undertaking for the very family of the file; None where it is not known."""
    if spouse[0] != spouse[1] or children[0] != children[1] or not minors:
        return None
    family = {(0, 0): "one-adult", (1, 2): "two-adults-two-children"}.get((spouse[0], children[0]))
    found = next((s for s in self_sufficiency() if s.year == day.year and s.household == family), None)
    return {"amount": found.amount, "confidence": found.confidence} if found else None


def _federal(day: date, spouse: tuple[int, int], children: tuple[int, int | None], say: Speaker) -> dict[str, Any]:
    """The federal fees of the day; the last ones known where these are not, told as such."""
    known = federal_fees_on(day)
    fees = known or federal_fees()[-1]
    with_spouse, with_children = _people(spouse, children)
    lines = [
        _line(say("Traitement, personne principale"), (1, 1), fees.principal),
        _line(say("Droit de résidence permanente, par adulte"), (1 + spouse[0], 1 + spouse[1]), fees.right),
    ]
    if with_spouse:
        lines.insert(1, _line(say("Traitement, conjoint"), spouse, fees.spouse))
    if with_children:
        lines.append(_line(say("Traitement, par enfant"), children, fees.child))
    # One price for a person alone, one for a family: between the two where nobody knows.
    together = (spouse[0] + children[0] > 0, with_spouse or with_children)
    biometrics = [fees.biometrics_family if family else fees.biometrics_one for family in together]
    lines.append({"words": say("Données biométriques"), "each": None, "count": [1, 1], "amount": biometrics})
    return {
        "known": known is not None,
        "since": fees.since.isoformat(),
        "until": fees.until.isoformat(),
        "lines": lines,
        "total": _total(lines),
        "confidence": fees.confidence,
    }
