"""The tables of a whole batch of people, from its Arrow columns, and which of its rows are odd.

A row is odd when the reader of files refuses it, or might: `jalon.cohort.people` reads it by that reader. The tables hold
the facts of odd rows too, whatever they are worth; nobody points there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from jalon.cohort.laying.arrays import Elements, Members, columns, elements, facts, members
from jalon.cohort.laying.codes import coded, kind_bits, lookup
from jalon.cohort.laying.credentials import lay_credentials, rooms
from jalon.cohort.laying.filling import Filling
from jalon.cohort.laying.parts import (
    fill_child,
    fill_job,
    fill_period,
    fill_person,
    fill_spouse,
    fill_study,
    given_parts,
)
from jalon.cohort.laying.proofs import fill_proof
from jalon.cohort.laying.shapes import Leaf, Many, Part, person_shape
from jalon.language.bounds import MAYBE, YES
from jalon.language.vocabulary import CREDENTIAL, ENTITIES, JOB, PERSON, PROOF, SPOUSE, STUDY
from jalon.readings.columns.layout import COMPLETE, COUNT, START
from jalon.readings.columns.tables import Table, Tables, blank_table, packed

Odd = NDArray[np.bool_]


@dataclass(frozen=True)
class _List:
    """The lists of a column: the elements, opened, and what they may hold."""

    found: Elements | None
    inner: Members | None
    part: Part
    path: str

    def __len__(self) -> int:
        return len(self.found.values) if self.found else 0


class Batch:
    """A batch whose lists are opened, and the tables that it fills."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self.count = batch.num_rows
        self.shape = person_shape()
        given = columns(batch)
        self.given = {name: given[name] for name in self.shape.fields if name in given}
        self.stays, self.permits, self.studies, self.jobs, self.french, self.children = (
            _opened(self.given, self.shape, name)
            for name in ("stays_in_quebec", "permits", "studies", "jobs", "french", "children")
        )
        self.leaves = _opened(self.jobs.inner.fields if self.jobs.inner else {}, self.jobs.part, "leaves", "jobs")
        spouse = self.shape.fields["spouse"]
        assert isinstance(spouse, Part)
        self.spouse_part = spouse
        told = given_parts(members(self.given.get("spouse"), "spouse"), "spouse")
        self.spouse, self.no_spouse = told.members, told.none
        self.spouse_french = _opened(self.spouse.fields if self.spouse else {}, spouse, "french", "spouse")
        self.odd: Odd = np.zeros(self.count, np.bool_) if told.odd is None else told.odd.copy()
        self.records: dict[str, Table] = {}

    def tables(self) -> Tables | None:
        """The tables of the rows that are not odd, which `odd` tells afterwards; None when every row is odd."""
        studies = self.studies.found
        starts, counts = (studies.starts, studies.counts) if studies else (np.zeros(self.count, np.int64),) * 2
        room = rooms(starts, counts, *self._levels())
        sizes = {
            PERSON.name: self.count,
            "stay": len(self.stays),
            "permit": len(self.permits),
            STUDY.name: len(self.studies) + room.copies,
            CREDENTIAL.name: room.rows,
            JOB.name: len(self.jobs),
            "leave": len(self.leaves),
            PROOF.name: len(self.french) + len(self.spouse_french),
            SPOUSE.name: self.count if self.spouse else 0,
            "child": len(self.children),
        }
        self.records = {name: blank_table(name, size) for name, size in sizes.items()}
        for each in (self.stays, self.permits):
            filling = self._filling("stay" if each is self.stays else "permit", len(each))
            fill_period(filling, each.inner, each.part, each.path)
            self._close(filling, each)
        self._fill_jobs()
        filling = self._filling(STUDY.name, len(self.studies))
        fill_study(filling, self.studies.inner, self.studies.part, "studies")
        self._close(filling, self.studies)
        known = np.asarray(studies.lists.is_valid()) if studies else np.zeros(self.count, np.bool_)
        lay_credentials(self.records[STUDY.name], self.records[CREDENTIAL.name], starts, counts, known, room)
        self.odd |= room.counts == 0
        filling = self._filling(PROOF.name, len(self.french))
        fill_proof(filling, self.french.inner, self.french.part, "french")
        self._close(filling, self.french)
        filling = self._filling("child", len(self.children))
        fill_child(filling, self.children.inner, self.children.part, "children")
        self._close(filling, self.children)
        self._fill_spouses()
        self._fill_people(room)
        return self._packed()

    def _levels(self) -> tuple[Any, Any]:
        leaf = self.studies.part.fields["level"]
        assert isinstance(leaf, Leaf)
        array = facts(self.studies.inner.fields.get("level"), leaf, "studies.level") if self.studies.inner else None
        if array is None:
            return None, np.zeros(0, np.int32)
        found = coded(array)
        known = lookup(found.values, kind_bits(leaf, STUDY["level"]))[:, 0]
        # A level that is none counts as unknown: its row is odd.
        return found, np.where(known < 0, STUDY["level"].any_bits, known)

    def _fill_jobs(self) -> None:
        filling = self._filling("leave", len(self.leaves))
        fill_period(filling, self.leaves.inner, self.leaves.part, "jobs.leaves")
        filling.run()
        jobs = self._filling(JOB.name, len(self.jobs))
        fill_job(jobs, self.jobs.inner, self.jobs.part, "jobs", self.leaves.found, 0)
        _mark_owners(jobs.odd, filling.odd, self.leaves.found)
        self._close(jobs, self.jobs)

    def _fill_spouses(self) -> None:
        if not self.spouse:
            return
        first = len(self.french)
        filling = self._filling(PROOF.name, len(self.spouse_french), first)
        fill_proof(filling, self.spouse_french.inner, self.spouse_french.part, "spouse.french")
        spouses = self._filling(SPOUSE.name, self.count)
        fill_spouse(spouses, self.spouse, self.spouse_part, "spouse")
        spouses.list(self.spouse_french.found, SPOUSE["french"], first)
        spouses.run()
        _mark_owners(spouses.odd, filling.odd, self.spouse_french.found)
        self.odd |= spouses.odd != 0

    def _fill_people(self, room: Any) -> None:
        filling = self._filling(PERSON.name, self.count)
        fill_person(filling, self.given, self.shape)
        for name, each in (
            ("stays", self.stays),
            ("permits", self.permits),
            ("studies", self.studies),
            ("jobs", self.jobs),
            ("french", self.french),
            ("children", self.children),
        ):
            filling.list(each.found, PERSON[name], 0)
        filling.run()
        people = self.records[PERSON.name]
        people["credentials" + START], people["credentials" + COUNT] = room.starts, room.counts
        people["credentials" + COMPLETE] = people["studies" + COMPLETE]
        people["spouses" + COMPLETE] = MAYBE
        if self.spouse:
            here = np.asarray(self.spouse.groups.is_valid())
            none = self.no_spouse
            people["spouses" + START] = np.arange(self.count)
            people["spouses" + COUNT] = here if none is None else here & ~np.asarray(none)
            people["spouses" + COMPLETE] = np.where(here, YES, MAYBE)
        self.odd |= filling.odd != 0

    def _packed(self) -> Tables | None:
        if self.odd.all() and self.count:
            return None
        if self.odd.any():
            self.records[PERSON.name] = self.records[PERSON.name].only(~self.odd)
        return packed(self.records)

    def _filling(self, name: str, count: int, first: int = 0) -> Filling:
        return Filling(ENTITIES[name], self.records[name].part(slice(first, first + count)))

    def _close(self, filling: Filling, each: _List) -> None:
        filling.run()
        _mark_owners(self.odd, filling.odd, each.found)


def _opened(given: Any, part: Part, key: str, path: str = "") -> _List:
    shape = part.fields[key]
    assert isinstance(shape, Many)
    where = f"{path}.{key}" if path else key
    found = elements(given.get(key), where)
    return _List(found, members(found.values, where) if found else None, shape.item, where)


def _mark_owners(odd: Any, inner: Any, found: Elements | None) -> None:
    """Mark the rows whose lists hold an element that is marked; those under a null list are nobody's."""
    if found and inner.any():
        owners = np.searchsorted(found.offsets, np.flatnonzero(inner), side="right") - 1
        odd[owners[found.counts[owners] > 0]] = 1
