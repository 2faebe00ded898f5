"""Acts: what a person could still do, each as a hypothetical change of their file.

An act is a pure function of the file and of the day on which it is done. It knows no rule: a test is taken at the highest
level that a file may state, a job is held at the highest number of hours. Whether that is enough is for the law to say,
when the changed file is decided again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any, Final

from jalon.facts.dates import Span
from jalon.facts.model import Applicant, Bursary, Child, FrenchProof, Job, Permit, Spouse, Stay, Study
from jalon.language.bounds import YES
from jalon.readings.bounded import ANY_LEVEL, ANY_WEEK
from jalon.registers import occupations

# The day of the act, then the days on which it is done again (a test of French grows old).
Days = Sequence[date]
Change = Callable[[Applicant, Days], Applicant]

SKILLS: Final = ("listening", "speaking", "reading", "writing")
WORK: Final = "work"


@dataclass(frozen=True)
class Act:
    """One act: its kind, the place of the file that it speaks of (empty: the person), and the change itself.

    `again` says that it holds for a time only. `filled` lists the facts, and their values, that completing a file supposes.
    """

    kind: str
    change: Change = field(compare=False, repr=False)
    path: str = ""
    again: bool = False
    filled: tuple[tuple[str, Any], ...] = field(default=(), compare=False)


def done(applicant: Applicant, acts: Sequence[Act], days: Days) -> Applicant:
    """The file once the acts are done, on the first of the days (those that do not last, on each of them)."""
    for act in acts:
        applicant = act.change(applicant, days)
    return applicant


def possible_acts(applicant: Applicant) -> Iterator[Act]:
    """The acts that would change something in a file, the lightest first."""
    yield from _words_to_give(applicant)
    yield from _french(applicant)
    yield from _presence(applicant)
    yield from _studies(applicant)
    yield from _work(applicant)
    if applicant.spouse is not None and applicant.spouse.accompanies is not False:
        yield Act("without-spouse", _without_spouse, "spouse")


def _said(part: Applicant | Spouse | Child | Bursary, name: str) -> bool:
    """Whether a fact is known not to be so; an unknown one is for the file to tell."""
    return name in part.model_fields_set and getattr(part, name) in (None, False)


def _set(applicant: Applicant, _days: Days, **facts: Any) -> Applicant:
    return applicant.model_copy(update=facts)


# --- What the person says, signs or obtains ---------------------------------------------------------------------------


def _words_to_give(applicant: Applicant) -> Iterator[Act]:
    if _said(applicant, "intends_to_settle"):
        yield Act("declare-intention", partial(_set, intends_to_settle=True))
    if _said(applicant, "financial_self_sufficiency"):
        yield Act("sign-undertaking", partial(_set, financial_self_sufficiency=True))
    if applicant.filed_through == "paper":
        yield Act("file-in-arrima", partial(_set, filed_through="arrima"))
    family: list[Applicant | Spouse | Child] = [applicant, *(applicant.children or ())]
    if applicant.spouse is not None:
        family.append(applicant.spouse)
    if any(part.values_attestation is False for part in family):
        yield Act("obtain-values", _obtain_values)
    if applicant.purpose_of_stay not in (None, WORK):
        yield Act("change-purpose", partial(_set, purpose_of_stay=WORK))


def _obtain_values(applicant: Applicant, days: Days) -> Applicant:
    """Every attestation of the family that was not supplied in time is obtained."""
    day = _on(days[0])
    changes: dict[str, Any] = {}
    if applicant.values_attestation is False:
        changes["values_attestation"] = day
    if applicant.spouse is not None and applicant.spouse.values_attestation is False:
        changes["spouse"] = applicant.spouse.model_copy(update={"values_attestation": day})
    if applicant.children:
        changes["children"] = tuple(
            child.model_copy(update={"values_attestation": day}) if child.values_attestation is False else child
            for child in applicant.children
        )
    return applicant.model_copy(update=changes)


# --- French -----------------------------------------------------------------------------------------------------------


def _french(applicant: Applicant) -> Iterator[Act]:
    listed = applicant.french or ()
    if applicant.studies and not any(proof.proof == "studies" for proof in listed):
        yield Act("add-transcript", _add_transcript)
    yield Act("take-test", _take_test, again=True)
    if applicant.spouse is not None and applicant.spouse.accompanies is not False:
        yield Act("spouse-takes-test", _spouse_takes_test, "spouse", again=True)


def _listed(proofs: tuple[FrenchProof, ...] | None) -> tuple[FrenchProof, ...]:
    """The proofs known; one of which nothing is known stands for those of a file that does not list them."""
    return (FrenchProof(),) if proofs is None else proofs


def _add_transcript(applicant: Applicant, _days: Days) -> Applicant:
    proof = FrenchProof(proof="studies")
    return applicant.model_copy(update={"french": (*_listed(applicant.french), proof)})


def _take_test(applicant: Applicant, days: Days) -> Applicant:
    return applicant.model_copy(update={"french": (*_listed(applicant.french), *map(top_test, days))})


def _spouse_takes_test(applicant: Applicant, days: Days) -> Applicant:
    if applicant.spouse is None:
        return applicant
    proofs = (*_listed(applicant.spouse.french), *map(top_test, days))
    return applicant.model_copy(update={"spouse": applicant.spouse.model_copy(update={"french": proofs})})


def _without_spouse(applicant: Applicant, _days: Days) -> Applicant:
    if applicant.spouse is None:
        return applicant
    return applicant.model_copy(update={"spouse": applicant.spouse.model_copy(update={"accompanies": False})})


@lru_cache(maxsize=4096)
def top_test(day: date) -> FrenchProof:
    """A test passed that day, at the highest level in the four skills."""
    levels = dict.fromkeys(SKILLS, ANY_LEVEL[1])
    return FrenchProof.model_validate({"proof": "test", "test": "TEFAQ", "taken_on": day, "levels": levels})


# --- Being there, lawfully --------------------------------------------------------------------------------------------


def _presence(applicant: Applicant) -> Iterator[Act]:
    if applicant.stays_in_quebec is not None and all(stay.to is not None for stay in applicant.stays_in_quebec):
        yield Act("come-back", _come_back)
    if applicant.permits is not None and all(permit.to is not None for permit in applicant.permits):
        yield Act("obtain-permit", _obtain_permit)


def _come_back(applicant: Applicant, days: Days) -> Applicant:
    stay = Stay.model_validate({"from": days[0], "to": None})
    return applicant.model_copy(update={"stays_in_quebec": (*(applicant.stays_in_quebec or ()), stay)})


def _obtain_permit(applicant: Applicant, days: Days) -> Applicant:
    """A permit of the same kind as the last one, that goes on."""
    before = applicant.permits or ()
    kind = before[-1].kind if before and before[-1].kind else "other-work"
    permit = Permit.model_validate({"kind": kind, "from": days[0], "to": None})
    return applicant.model_copy(update={"permits": (*before, permit)})


# --- Studies ----------------------------------------------------------------------------------------------------------


def _studies(applicant: Applicant) -> Iterator[Act]:
    for row, study in enumerate(applicant.studies or ()):
        if "awarded_on" in study.model_fields_set and study.awarded_on is None:
            yield Act("obtain-diploma", partial(_study_changed, row=row, how=_awarded), f"studies[{row}]")
        if study.bursary is not None and study.bursary.return_condition and _said(study.bursary, "honoured"):
            yield Act("honour-bursary", partial(_study_changed, row=row, how=_honoured), f"studies[{row}]")


def _study_changed(applicant: Applicant, days: Days, *, row: int, how: Callable[[Study, date], Study]) -> Applicant:
    studies = list(applicant.studies or ())
    studies[row] = how(studies[row], days[0])
    return applicant.model_copy(update={"studies": tuple(studies)})


def _awarded(study: Study, day: date) -> Study:
    """Completed as expected (never before the day), and awarded then."""
    ends = [day, *(span.latest for span in (study.expected_completion_on, study.completed_on) if span is not None)]
    finished = _on(max(ends))
    return study.model_copy(update={"completed_on": study.completed_on or finished, "awarded_on": finished})


def _honoured(study: Study, _day: date) -> Study:
    assert study.bursary is not None
    return study.model_copy(update={"bursary": study.bursary.model_copy(update={"honoured": True})})


# --- Work -------------------------------------------------------------------------------------------------------------


def _work(applicant: Applicant) -> Iterator[Act]:
    yield Act("take-job", _take_job)
    for row, job in enumerate(applicant.jobs or ()):
        if job.field_excluded or job.controls_business:
            yield Act("leave-job", partial(_leave_job, row=row), f"jobs[{row}]")


def _take_job(applicant: Applicant, days: Days) -> Applicant:
    # A job of which nothing is known stands for those of a file that does not list them.
    before = (Job(),) if applicant.jobs is None else applicant.jobs
    return applicant.model_copy(update={"jobs": (*before, job_from(days[0]))})


def _leave_job(applicant: Applicant, days: Days, *, row: int) -> Applicant:
    jobs = list(applicant.jobs or ())
    job = jobs[row]
    if (job.ended_on is None or job.ended_on.latest > days[0]) and not (
        job.started_on is not None and job.started_on.latest > days[0]
    ):
        jobs[row] = job.model_copy(update={"ended_on": _on(days[0])})
    return applicant.model_copy(update={"jobs": tuple(jobs)})


@lru_cache(maxsize=4096)
def job_from(day: date) -> Job:
    """A job held from that day on that has whatever the law could ask of one."""
    return Job.model_validate(
        {
            "occupation": skilled_occupation(),
            "started_on": day,
            "ended_on": None,
            "hours_per_week": ANY_WEEK[1],
            **dict.fromkeys(("in_quebec", "authorised", "related_to_studies"), True),
            **dict.fromkeys(("noc_requirements_met", "offer_conditions_met"), True),
            **dict.fromkeys(("self_employed", "controls_business", "owns_share_of_business", "field_excluded"), False),
            "leaves": [],
            "internship": "none",
        }
    )


@cache
def skilled_occupation() -> dict[str, str]:
    """A most skilled occupation in both classifications, on the list of November 2019 besides."""
    found = []
    for listed in occupations.occupations_2019():
        for link in occupations.links_from_2016(listed.noc2016):
            codes = (listed.noc2016, link.noc2021)
            if occupations.listed_2019(*codes) == YES:
                found.append((sorted(occupations.teers(*codes)), sorted(occupations.skill_levels(*codes)), codes))
    _, _, (noc2016, noc2021) = min(found)
    return {"noc2016": noc2016, "noc2021": noc2021}


def _on(day: date) -> Span:
    return Span(day, day)
