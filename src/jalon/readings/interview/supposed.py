"""What the file takes for granted, opened again: an interview asks about it before it concludes.

A few facts have a meaning when absent (docs/applicant.md): no leave, no exemption, no interview, an attestation still to
be supplied... That is right for a file that somebody wrote. Of somebody who was never asked, it is not known. `opened`
gives the record of a person (see `jalon.readings.bounded`) in which these facts are as unknown as any other, save for
those that were asked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Any, Final, TypeVar

from jalon.facts.model import Applicant, Child, Facts, FrenchProof, Job, Spouse, Study
from jalon.language.bounds import MAYBE, YES
from jalon.language.vocabulary import CHILD, JOB, PERSON, PROOF, SPOUSE, STUDY, Entity
from jalon.readings.bounded import ANY_DAY, ANY_LEVEL, Record, Records

F = TypeVar("F", bound=Facts)

# Keys that have a meaning when absent.
SUPPOSED: Final = frozenset(
    {
        "filed_through",
        "values_attestation",
        "values_medical_exemption",
        "french_interview",
        "expected_completion_on",
        "released",
        "leaves",
    }
)


def is_supposed(path: str) -> bool:
    """Whether a place, or something that it is inside of, has a meaning when absent."""
    return any(step.partition("[")[0] in SUPPOSED for step in path.split("."))


def opened(applicant: Applicant, person: Record, asked: Container[str]) -> Record:
    """The record of a person with what the file only supposes, and nobody was asked, left unknown."""
    of_person: dict[str, dict[str, Any]] = {
        "filed_through": {"filed_through": PERSON["filed_through"].any_bits},
        "values_attestation": {"values": PERSON["values"].any_bits, "values_on": ANY_DAY},
        "values_medical_exemption": {"values_exempt": MAYBE},
        "french_interview": {
            "interviewed": MAYBE,
            "interview_listening": ANY_LEVEL,
            "interview_speaking": ANY_LEVEL,
        },
    }
    changes: dict[str, Any] = {}
    for key, values in of_person.items():
        if _unsaid(applicant, key, key, asked):
            changes |= values
    opens = _Opens(asked)
    family, jobs, proofs, studied = (person[PERSON.index[name]] for name in ("children", "jobs", "french", "studies"))
    studies = applicant.studies or ()
    changes["children"] = _each(family, applicant.children or (), "children", opens.child)
    changes["jobs"] = _each(jobs, applicant.jobs or (), "jobs", opens.job)
    changes["french"] = _each(proofs, applicant.french or (), "french", opens.proof)
    changes["studies"] = _each(studied, studies, "studies", lambda _study, record, _path: opens.study(record, studies))
    spouses = (applicant.spouse,) if applicant.spouse else ()
    changes["spouses"] = _each(person[PERSON.index["spouses"]], spouses, "spouse", opens.spouse)
    credentials, complete = person[PERSON.index["credentials"]]
    changes["credentials"] = (tuple(opens.study(record, studies) for record in credentials), complete)
    return _with(person, PERSON, changes)


# One leave of any days stands for any number of them: what it may cover, they may.
_ANY_LEAVES: Final[Records] = (((ANY_DAY, ANY_DAY, (0,)),), MAYBE)


class _Opens:
    """Opens each sort of record, but for what was asked."""

    def __init__(self, asked: Container[str]) -> None:
        self.asked = asked

    def child(self, child: Child, record: Record, path: str) -> Record:
        if _unsaid(child, "values_attestation", f"{path}.values_attestation", self.asked):
            return _with(record, CHILD, {"values": CHILD["values"].any_bits})
        return record

    def job(self, job: Job, record: Record, path: str) -> Record:
        if _unsaid(job, "leaves", f"{path}.leaves", self.asked):
            return _with(record, JOB, {"leaves": _ANY_LEAVES})
        return record

    def proof(self, proof: FrenchProof, record: Record, path: str) -> Record:
        # A document without a date is held to be as old as need be.
        document = proof.proof not in (None, "test")
        if document and _unsaid(proof, "taken_on", f"{path}.taken_on", self.asked):
            return _with(record, PROOF, {"taken_on": ANY_DAY})
        return record

    def spouse(self, spouse: Spouse, record: Record, _path: str) -> Record:
        proofs = _each(record[SPOUSE.index["french"]], spouse.french or (), "spouse.french", self.proof)
        changes: dict[str, Any] = {"french": proofs}
        if _unsaid(spouse, "values_attestation", "spouse.values_attestation", self.asked):
            changes["values"] = SPOUSE["values"].any_bits
        return _with(record, SPOUSE, changes)

    def study(self, record: Record, studies: tuple[Study, ...]) -> Record:
        """A study, or a credential, whose record begins as a study's."""
        rows = record[-1]
        if not rows:
            return record
        changes: dict[str, Any] = {}
        # Of a DEP and an ASP seen as one, the end is that of the ASP, named last.
        end, key = rows[-1], "expected_completion_on"
        if _unsaid(studies[end], key, f"studies[{end}].{key}", self.asked):
            changes[key] = ANY_DAY
        released = record[STUDY.index["return_released"]]
        if released != YES and any(self.release_unsaid(studies[row], row) for row in rows):
            changes["return_released"] = MAYBE
        return _with(record, STUDY, changes)

    def release_unsaid(self, study: Study, row: int) -> bool:
        if study.bursary is None:
            return _unsaid(study, "bursary", f"studies[{row}].bursary", self.asked)
        return _unsaid(study.bursary, "released", f"studies[{row}].bursary.released", self.asked)


def _each(records: Records, parts: Sequence[F], list_: str, one: Callable[[F, Record, str], Record]) -> Records:
    pairs = enumerate(zip(parts, records[0], strict=True))
    return tuple([one(part, record, f"{list_}[{row}]") for row, (part, record) in pairs]), records[1]


def _unsaid(part: Facts, key: str, path: str, asked: Container[str]) -> bool:
    return key not in part.model_fields_set and path not in asked


def _with(record: Record, entity: Entity, changes: dict[str, Any]) -> Record:
    out = list(record)
    for name, value in changes.items():
        out[entity.index[name]] = value
    return tuple(out)
