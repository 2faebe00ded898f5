"""Facts seen as bounds: the applicant file as records that the vocabulary of the law describes.

A record is a tuple in the order of its entity's fields, followed by the rows of the file it comes from. A list is
(records, truth of being complete). Nothing here knows a rule: what is absent becomes the widest bounds, what is null
becomes "never" or "none", save for the few acts and claims that are not there unless named (docs/applicant.md):
`filed_through`, `values_attestation`, `values_medical_exemption`, `french_interview`, `expected_completion_on`,
`bursary.released` and `leaves`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from jalon.facts.dates import Span
from jalon.facts.model import Applicant, Child, Facts, FrenchProof, Job, Leave, Permit, Spouse, Stay, Study
from jalon.language.bounds import MAYBE, NO, YES, Bits, Bounds, DayBounds, Truth
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.vocabulary import JOB, PERMIT, PERSON, PROOF, SKILLS, STUDY, Entity
from jalon.registers import areas, french_tests, occupations
from jalon.registers.diplomas import award_of

T = TypeVar("T")

Record = tuple[Any, ...]
Records = tuple[tuple[Record, ...], Truth]

ANY_DAY: Final[DayBounds] = (EARLIEST, NEVER)
NO_DAY: Final[DayBounds] = (NEVER, NEVER)
ANY_LEVEL: Final[Bounds] = (0, 12)
# What the file's own limits leave possible (see the schema).
ANY_HOURS: Final[Bounds] = (0, 20000)
ANY_WEEK: Final[Bounds] = (0, 168)
ANY_SHARE: Final[Bounds] = (0, 1)
ANY_YEARS: Final[Bounds] = (0, 30)
ANY_GROUP: Final[Bounds] = (0, 9999)
EDITIONS: Final = {"older": "older", "newer": "2024-11-29"}


def _truth(part: Facts, name: str, absent: Truth = MAYBE) -> Truth:
    value = getattr(part, name)
    if value:
        return YES
    return NO if value is False or name in part.model_fields_set else absent


def _day(part: Facts, name: str, absent: DayBounds = ANY_DAY) -> DayBounds:
    value: Span | None = getattr(part, name)
    if value is not None:
        return value.earliest.toordinal(), value.latest.toordinal()
    return NO_DAY if name in part.model_fields_set else absent


def _after(days: DayBounds, start: DayBounds) -> DayBounds:
    """An end cannot come before its start (the reader refuses it), so what is known of one narrows the other."""
    return (start[0], days[1]) if days[0] < start[0] <= days[1] and start[0] != NEVER else days


def _number(part: Facts, name: str, absent: Bounds) -> Bounds:
    value = getattr(part, name)
    return absent if value is None else (value, value)


def _bits(entity: Entity) -> dict[str, dict[str | None, Bits]]:
    """For each kind of an entity, the bit of each value; of None, every bit (absent)."""
    return {
        f.name: {None: f.any_bits, **{value: 1 << i for i, value in enumerate(f.values)}}
        for f in entity.fields
        if f.sort == "kind"
    }


_PERSON, _PERMIT, _STUDY, _JOB, _PROOF = map(_bits, (PERSON, PERMIT, STUDY, JOB, PROOF))


def _list(items: Sequence[T] | None, bound: Callable[[T, int], Record]) -> Records:
    if items is None:
        return (), MAYBE
    return tuple([bound(item, row) for row, item in enumerate(items)]), YES


def _period(part: Stay | Leave, row: int) -> Record:
    start = _day(part, "from_")
    return start, _after(_day(part, "to"), start), (row,)


def _permit(permit: Permit, row: int) -> Record:
    start = _day(permit, "from_")
    return _PERMIT["kind"][permit.kind], start, _after(_day(permit, "to"), start), (row,)


def attestation(part: Applicant | Spouse | Child) -> Bits:
    """What is known of an attestation of learning about values."""
    kinds = _PERSON["values"]
    value = part.values_attestation
    if value is None:
        return kinds["pending" if "values_attestation" in part.model_fields_set else "unsaid"]
    if value is False:
        return kinds["failed"]
    return kinds["pending" if value == "pending" else "obtained"]


def attested_on(applicant: Applicant) -> DayBounds:
    """The day of the attestation."""
    day = applicant.values_attestation
    return (day.earliest.toordinal(), day.latest.toordinal()) if isinstance(day, Span) else NO_DAY


def _child(child: Child, row: int) -> Record:
    return _day(child, "birth_date"), _truth(child, "accompanies"), attestation(child), (row,)


def _spouse(spouse: Spouse, row: int) -> Record:
    return _truth(spouse, "accompanies"), _list(spouse.french, _proof), attestation(spouse), (row,)


def _proof(proof: FrenchProof, row: int) -> Record:
    taken = _day(proof, "taken_on")
    if proof.proof is None and taken == NO_DAY:
        taken = ANY_DAY  # never taken, if it is a test; a document without a date, if it is not
    if proof.proof != "test" and proof.taken_on is None and proof.proof is not None:
        taken = (EARLIEST, EARLIEST)  # a document without a date holds on every day asked about
    levels: list[Bounds] = []
    converted = NO
    for edition in EDITIONS.values():
        for skill in SKILLS:
            bounds, by_mark = _level(proof, skill, edition, taken)
            levels.append(bounds)
            converted = max(converted, by_mark)
    return (
        _PROOF["proof"][proof.proof],
        _PROOF["test"][proof.test],
        taken,
        *levels,
        converted,
        _day(proof, "course_registered_on"),
        _day(proof, "course_passed_on"),
        (row,),
    )


def _level(proof: FrenchProof, skill: str, edition: str, taken: DayBounds) -> tuple[Bounds, Truth]:
    """The level of a skill: as given, else by the marks of the test; and whether a mark was converted."""
    for given, by_mark in ((proof.levels, False), (proof.scores, True)):
        if given is None or skill not in given.model_fields_set:
            continue
        value = getattr(given, skill)
        if value is None:
            return (0, 0), NO
        if not by_mark:
            return (value, value), NO
        if proof.test is None or proof.test == "other":
            return ANY_LEVEL, NO
        earliest = None if taken[0] == EARLIEST else taken[0]
        latest = None if taken[1] == NEVER else taken[1]
        return french_tests.level_band(edition, proof.test, skill, value, earliest, latest), YES
    return ANY_LEVEL, NO


def job_record(job: Job, row: int) -> Record:
    """A job as a record of bounds; `row` is its place in the file."""
    code = job.occupation
    noc2016, noc2021 = (code.noc2016, code.noc2021) if code else (None, None)
    level, teer = _JOB["skill_level"], _JOB["teer"]
    group = int(noc2016) if noc2016 else 0
    started = _day(job, "started_on")
    return (
        sum([level[value] for value in occupations.skill_levels(noc2016, noc2021)]),
        sum([teer[value] for value in occupations.teers(noc2016, noc2021)]),
        occupations.listed_2019(noc2016, noc2021),
        (group, group) if noc2016 else ANY_GROUP,
        started,
        _after(_day(job, "ended_on"), started),
        _number(job, "hours_per_week", ANY_WEEK),
        _truth(job, "in_quebec"),
        _truth(job, "self_employed"),
        _truth(job, "controls_business"),
        _truth(job, "owns_share_of_business"),
        _truth(job, "noc_requirements_met"),
        _truth(job, "offer_conditions_met"),
        _truth(job, "authorised"),
        _truth(job, "related_to_studies"),
        _list(job.leaves or (), _period),
        YES if job.leaves is None else NO,
        _JOB["internship"][job.internship],
        _truth(job, "field_excluded"),
        (row,),
    )


def _study(study: Study, row: int) -> Record:
    bursary = study.bursary
    if bursary is None:
        known = NO if "bursary" in study.model_fields_set else MAYBE
        bursary_facts = (known, known, NO)
    else:
        bursary_facts = (
            _truth(bursary, "return_condition"),
            _truth(bursary, "honoured"),
            _truth(bursary, "released", absent=NO),
        )
    started = _day(study, "started_on")
    return (
        _STUDY["level"][study.level],
        _number(study, "hours", ANY_HOURS),
        _truth(study, "institution_in_quebec"),
        started,
        _after(_day(study, "completed_on"), started),
        _after(_day(study, "awarded_on"), started),
        _day(study, "expected_completion_on", absent=NO_DAY),
        _number(study, "share_stayed_in_quebec", ANY_SHARE),
        _truth(study, "full_time"),
        _number(study, "french_share", ANY_SHARE),
        _truth(study, "entirely_in_french"),
        _number(study, "full_time_years_in_french", ANY_YEARS),
        *bursary_facts,
        area_listed(study),
        YES if study.programme else NO,
        (row,),
    )


def area_listed(study: Study) -> Truth:
    """Whether the study's area is on the list of November 2019, for the award that its level leads to."""
    if study.level is None:
        return MAYBE
    awards = ("DEP", "ASP") if study.level == "dep-asp" else (award_of(study.level),)
    best = NO
    for award in awards:
        if award is None:
            continue
        if study.area is None:
            best = max(best, areas.listed_2019(study.programme, award))
        elif study.area.award == award:
            best = max(best, areas.chosen_2019(study.area.name, award))
    return best


_AT = STUDY.index


def _joined(dep: Record, asp: Record, others: tuple[Record, ...]) -> Record:
    """A DEP and an ASP written as two studies, seen as one: the ASP's award, both stays, the hours added up."""

    def both(name: str, combine: Callable[[Any, Any], Any]) -> Any:
        return combine(dep[_AT[name]], asp[_AT[name]])

    joined = list(dep[:-1])
    joins = min(_is(dep, "dep"), _is(asp, "asp"))
    # Where it is not sure that they are a DEP and an ASP, the two may as well be nothing that the law asks for.
    joined[_AT["level"]] = _STUDY["level"]["dep-asp"] | (0 if joins == YES else _STUDY["level"]["other"])
    for name in ("completed_on", "awarded_on", "expected_completion_on"):
        joined[_AT[name]] = asp[_AT[name]]
    for name in ("institution_in_quebec", "full_time", "entirely_in_french"):
        joined[_AT[name]] = both(name, min)
    # A bursary with a return condition on one part binds the whole; honoured on both or without object.
    joined[_AT["return_condition"]] = both("return_condition", max)
    for name in ("return_honoured", "return_released"):
        joined[_AT[name]] = min(max(part[_AT[name]], YES - part[_AT["return_condition"]]) for part in (dep, asp))
    # Written as one study, either award's area would do: so it does here.
    joined[_AT["area_listed_2019"]] = both("area_listed_2019", max)
    joined[_AT["hours"]] = both("hours", lambda a, b: (a[0] + b[0], a[1] + b[1]))
    joined[_AT["years_in_french"]] = both("years_in_french", lambda a, b: (a[0] + b[0], a[1] + b[1]))
    for name in ("share_stayed_in_quebec", "french_share"):
        joined[_AT[name]] = _weighted(dep, asp, name)
    return (
        *joined,
        joins,
        dep[_AT["completed_on"]],
        asp[_AT["started_on"]],
        (others, YES),
        dep[-1] + asp[-1],
    )


def _is(study: Record, level: str) -> Truth:
    bits, bit = study[_AT["level"]], _STUDY["level"][level]
    return YES if bits == bit else (MAYBE if bits & bit else NO)


def _weighted(dep: Record, asp: Record, name: str) -> Bounds:
    """A share of the whole: from the least that both parts reach to the mean by hours, when those are known."""
    (a, a_most), (b, b_most) = dep[_AT[name]], asp[_AT[name]]
    (hours, hours_most), (more, more_most) = dep[_AT["hours"]], asp[_AT["hours"]]
    most = max(a_most, b_most)
    if hours == hours_most and more == more_most and hours + more:
        most = (a_most * hours + b_most * more) / (hours + more)
    return min(a, b, most), most


def _alone(study: Record, others: tuple[Record, ...]) -> Record:
    return (*study[:-1], NO, NO_DAY, NO_DAY, (others, YES), study[-1])


def _unknown_credential(complete: Truth) -> Record:
    """Stands for the diploma when the file has no study: surely none when the list is known to be empty."""
    blank = Study.model_construct(_fields_set=set())
    record = list(_alone((*_study(blank, 0)[:-1], ()), ()))
    if complete == YES:
        record[_AT["level"]] = 0
        record[_AT["awarded_on"]] = record[_AT["completed_on"]] = NO_DAY
    else:
        record[-2] = ((), MAYBE)
    return tuple(record)


def _credentials(studies: Records) -> tuple[Record, ...]:
    """Every study alone, then every DEP with every ASP."""
    records, complete = studies
    if not records:
        return (_unknown_credential(complete),)
    rows = range(len(records))
    alone = [_alone(records[i], tuple(records[j] for j in rows if j != i)) for i in rows]
    pairs = [
        _joined(records[i], records[j], tuple(records[k] for k in rows if k not in (i, j)))
        for i in rows
        if _is(records[i], "dep")
        for j in rows
        if i != j and _is(records[j], "asp")
    ]
    return (*alone, *pairs)


def bounded(applicant: Applicant) -> Record:
    """The whole file as one record of the person."""
    studies = _list(applicant.studies, _study)
    interview, regular = applicant.french_interview, applicant.ended_regular_file
    spouse = applicant.spouse
    if spouse is not None:
        spouses: Records = ((_spouse(spouse, 0),), YES)
    else:
        spouses = ((), YES if "spouse" in applicant.model_fields_set else MAYBE)
    levels = interview.levels if interview else None
    heard = [
        ANY_LEVEL if levels is None or skill not in levels.model_fields_set else (getattr(levels, skill) or 0,) * 2
        for skill in ("listening", "speaking")
    ]
    return (
        _day(applicant, "birth_date"),
        _PERSON["purpose"][applicant.purpose_of_stay],
        _truth(applicant, "intends_to_settle"),
        _truth(applicant, "stay_conditions_respected"),
        _PERSON["filed_through"][applicant.filed_through or "unsaid"],
        _truth(applicant, "financial_self_sufficiency"),
        attestation(applicant),
        attested_on(applicant),
        _truth(applicant, "values_medical_exemption", absent=NO),
        NO if interview is None else YES,
        *heard,
        YES if regular else (NO if "ended_regular_file" in applicant.model_fields_set else MAYBE),
        _day(regular, "filed_on") if regular else ANY_DAY,
        _truth(regular, "temporary_resident_when_filed") if regular else MAYBE,
        _list(applicant.stays_in_quebec, _period),
        _list(applicant.permits, _permit),
        studies,
        (_credentials(studies), studies[1]),
        _list(applicant.jobs, job_record),
        _list(applicant.french, _proof),
        spouses,
        _list(applicant.children, _child),
        (),
    )
