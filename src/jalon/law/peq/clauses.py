"""Grandfather clauses: how an earlier text stays in place for some people, condition by condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jalon.language.builders import ALWAYS, FILING, applicant, contested, covers, credential, on
from jalon.language.expressions import Choose, Truth
from jalon.language.statutes import Citation, Condition, Former, Words
from jalon.language.walk import describe
from jalon.law.instruments import D_772_2020, cite

TRANSITION_2020 = cite(D_772_2020, "118.3–118.5", "high", "riq-118", "fiche-2020")
PIVOT = on("2020-07-21")
DIPLOMA_PIVOT = on("2021-01-01")

WORK_PERMITS = (
    "pgwp",
    "closed-work",
    "open-work",
    "youth-exchange",
    "coop",
    "spouse-open-work",
    "maintained-status",
    "other-work",
)


def former_text(
    clause: Truth, words: Words, authority: Citation, former: Sequence[Condition], new: Sequence[Condition]
) -> tuple[Condition, ...]:
    """The conditions of `new`, each replaced by that of `former` for whoever the clause protects. A condition that only
    one of the two texts has is met under the other."""
    before = {c.id: c for c in former}
    after = {c.id: c for c in new}
    merged = [_either(clause, words, authority, before.get(c.id), c) for c in new]
    merged += [_either(clause, words, authority, c, None) for c in former if c.id not in after]
    return tuple(merged)


def _either(
    clause: Truth, words: Words, authority: Citation, former: Condition | None, new: Condition | None
) -> Condition:
    if former is not None and new is not None and describe(former.expr) == describe(new.expr):
        return new
    shown = new or former
    assert shown is not None
    then = former.expr if former else ALWAYS
    otherwise = new.expr if new else ALWAYS
    return replace(
        shown,
        expr=Choose(clause, then, otherwise),
        notes=tuple({n.id: n for c in (former, new) if c for n in c.notes}.values()),
        former=Former(clause, former, new, authority, words),
    )


def diploma_before_2021() -> Truth:
    """S. 118.3: the diploma was issued before 1 January 2021."""
    return credential.awarded_on < DIPLOMA_PIVOT


def working_in_quebec_on_pivot() -> Truth:
    """S. 118.4: on 21 July 2020, staying in Québec and authorised to work; a student's authorisation is point B-3."""
    staying = applicant.stays.any(lambda stay: covers(stay, PIVOT))
    permit = applicant.permits.any(lambda p: p.kind.isin(*WORK_PERMITS) & covers(p, PIVOT))
    student = applicant.permits.any(lambda p: p.kind.isin("study") & covers(p, PIVOT))
    authorised = permit | contested("B-3", authorised=student, not_authorised=~ALWAYS)
    return staying & authorised


def after_november_2023(clause: Truth) -> Truth:
    """Whether ss. 118.3 to 118.5 outlived the text of 23 November 2023 is point C-2."""
    return Choose(on("2023-11-22") >= FILING, clause, contested("C-2", survive=clause, lapsed=~ALWAYS))
