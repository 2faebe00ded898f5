"""What a file says of the person outside studies, jobs and French: stays, permits, family, acts of the procedure."""

from __future__ import annotations

from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jalon.cohort.synthetic.columns import EPOCH, NO_DAY, Columns
from jalon.cohort.synthetic.draws import Ints, owners, pick
from jalon.cohort.synthetic.filing import filed_on_paper
from jalon.cohort.synthetic.french import proofs, spouse_proof_counts
from jalon.cohort.synthetic.life import Life
from jalon.facts.model import FiledThrough, PermitKind, Purpose
from jalon.language.calendar import day
from jalon.registers.french_tests import SKILLS

_PURPOSES: Final[tuple[str, ...]] = get_args(Purpose)
_CHANNELS: Final[tuple[str, ...]] = get_args(FiledThrough)
_PERMITS: Final[tuple[str, ...]] = get_args(PermitKind)
_STUDY, _PGWP, _CLOSED = (_PERMITS.index(kind) for kind in ("study", "pgwp", "closed-work"))
# In the order of the kinds of permits: study, pgwp, closed, open, youth exchange, co-op, spouse, maintained, other, visitor.
_AFTER_STUDIES: Final = np.array((3, 78, 9, 2, 0.5, 0.5, 2, 3, 1, 1.0))
_OF_WORKERS: Final = np.array((0, 3, 58, 12, 9, 0.5, 10, 3, 3, 1.5))
_STUDENT_PURPOSE: Final = np.array((74, 20, 1, 2, 1, 0.5, 1.5))
_WORKER_PURPOSE: Final = np.array((87, 1.5, 6, 4, 0.5, 0.5, 0.5))
_CHILDREN: Final = np.array((74, 14, 9, 3.0))
_YEAR: Final = 365
# An attestation of values: a day, or one of these words.
_WORDS: Final = ("pending", "true", "false")


def stays(columns: Columns, life: Life) -> Any:
    """Stays in Québec: one that goes on, as a rule; with an absence; ended; or none."""
    draws, many = columns.draws, len(life)
    uniform = draws.uniform("stays", many)
    counts = np.where(uniform < 0.005, 0, np.where(uniform < 0.86, 1, np.where(uniform < 0.97, 2, 3)))
    owner, rank = owners(counts)
    count = len(owner)
    arrived, span = life.arrived[owner], (life.filed - life.arrived)[owner]
    # Absences fall in the first nine tenths of the time.
    cut = (rank + 0.6 * draws.uniform("stays.cut", count)) / counts[owner]
    begin = arrived + np.where(rank > 0, (0.9 * cut * span).astype(np.int64), 0)
    absence = draws.between("stays.absence", 10, 60, count)
    last = rank == counts[owner] - 1
    left = draws.chance("left", 0.03, many)[owner]
    gone = np.maximum(life.filed[owner] - draws.between("stays.gone", 1, 200, count), begin)
    end = np.where(last, np.where(left, gone, NO_DAY), np.maximum(np.append(begin[1:], 0) - absence, begin))
    fields = {"from": columns.days("stays_in_quebec.from", begin), "to": columns.days("stays_in_quebec.to", end)}
    return columns.lists("stays_in_quebec", counts, columns.part("stays_in_quebec", fields))


def permits(columns: Columns, life: Life) -> Any:
    """Permits one after the other from arrival on; the last one covers the filing day, as a rule."""
    draws, many = columns.draws, len(life)
    student = life.here & (life.filed > life.completed + 60)
    more = pick(draws.uniform("permits", many), np.array((62, 30, 8.0)))
    counts = 1 + np.where(student, 1, 0) + np.where(life.here, np.minimum(more, 1) * student, more)
    owner, rank = owners(counts)
    count = len(owner)
    of = counts[owner]
    # The permit of studies lasts until some weeks after them; the others share out the time that is left.
    studying = life.here[owner] & (rank == 0)
    after = np.where(life.here, life.completed + draws.between("permits.after", 20, 90, many), life.arrived)
    after = np.minimum(after, life.filed)
    shared = np.maximum(of - np.where(life.here[owner], 1, 0), 1)
    place = rank - np.where(life.here[owner], 1, 0)
    left = (life.filed - after)[owner]
    begin = np.where(studying, life.arrived[owner] - 3, after[owner] + left * place // shared)
    following = np.append(begin[1:], 0)
    last = rank == of - 1
    expired = draws.chance("permits.expired", 0.03, many)[owner]
    end = life.filed[owner] + np.where(
        expired, -draws.between("permits.since", 1, 120, count), draws.between("permits.left", 5, 900, count)
    )
    end = np.where(last, np.maximum(end, begin), np.maximum(following - 1, begin))
    usual = draws.uniform("permits.kind", count)
    kind = np.where(life.here[owner], pick(usual, _AFTER_STUDIES), pick(usual, _OF_WORKERS))
    # A post-graduation permit is given once: another permit follows it.
    kind = np.where((kind == _PGWP) & (place > 0), _CLOSED, kind)
    fields = {
        "from": columns.days("permits.from", begin),
        "to": columns.days("permits.to", end),
        "kind": columns.kinds("permits.kind", np.where(studying, _STUDY, kind), _PERMITS),
    }
    return columns.lists("permits", counts, columns.part("permits", fields))


def attestations(columns: Columns, name: str, filed: Ints) -> pa.Array:
    """Attestations of values: a day before filing, already obtained, still to come, or too late."""
    draws, count = columns.draws, len(filed)
    uniform = draws.uniform(f"{name} sort", count)
    obtained = filed - draws.between(f"{name} day", 5, 500, count)
    days = pa.array(obtained.astype(np.int32)).cast(pa.date32()).cast(pa.string())
    which = np.where(uniform < 0.28, 0, np.where(uniform < 0.38, 1, 2))
    words = pa.array(_WORDS).take(pa.array(which))
    text = pc.if_else(pa.array(uniform < 0.388), words, days)
    unknown = draws.unknown(name, count)
    return text if unknown is None else pc.if_else(pa.array(unknown), None, text)


def spouses(columns: Columns, life: Life) -> Any:
    """One person in three has a spouse, who mostly comes along."""
    draws, many = columns.draws, len(life)
    has = draws.chance("spouse", 0.33, many)
    counts = spouse_proof_counts(draws, has)
    # A spouse speaks French about as well as the person, or less well.
    apart = draws.between("spouse.level", -6, 2, many)
    french = proofs(
        columns, "spouse.french", counts, (life.french + apart).clip(0, 12), life.filed, np.zeros(many, np.bool_)
    )
    fields = {
        "accompanies": columns.truths("spouse.accompanies", draws.chance("spouse.comes", 0.82, many)),
        "french": french,
        "values_attestation": attestations(columns, "spouse.values_attestation", life.filed),
    }
    return columns.part("spouse", fields, none=~has)


def children(columns: Columns, life: Life, birth: Ints) -> Any:
    """One person in four has children, born when the person was 17 at least."""
    draws, many = columns.draws, len(life)
    old_enough = life.filed - birth > 18 * _YEAR
    counts = np.where(old_enough, pick(draws.uniform("children", many), _CHILDREN), 0)
    owner, _ = owners(counts)
    count = len(owner)
    uniform = draws.uniform("children.age", count)
    first = birth[owner] + 17 * _YEAR
    born = np.maximum(life.filed[owner] - (21 * _YEAR * uniform**1.5).astype(np.int64) - 5, first)
    fields = {
        "birth_date": columns.days("children.birth_date", born),
        "accompanies": columns.truths("children.accompanies", draws.chance("children.come", 0.9, count)),
        "values_attestation": attestations(columns, "children.values_attestation", life.filed[owner]),
    }
    return columns.lists("children", counts, columns.part("children", fields))


def _interviews(columns: Columns, life: Life) -> Any:
    """An interview of the ministry, held after filing, for very few; nobody else has one."""
    draws, many = columns.draws, len(life)
    held = draws.chance("french_interview held", 0.01, many)
    found = {
        skill: columns.levels(
            f"french_interview.levels.{skill}",
            (life.french + draws.between(f"french_interview.{skill}", -2, 1, many)).clip(0, 12),
        )
        for skill in SKILLS
    }
    day_held = life.filed + draws.between("french_interview.day", 30, 200, many)
    fields = {
        "held_on": columns.days("french_interview.held_on", day_held),
        "levels": columns.part("french_interview.levels", found),
    }
    return columns.part("french_interview", fields, without=~held)


def _regular_files(columns: Columns, many: int) -> Any:
    draws = columns.draws
    first, last = (day(text) - EPOCH for text in ("2016-01-01", "2018-12-31"))
    fields = {
        "filed_on": columns.days("ended_regular_file.filed_on", draws.between("regular file", first, last, many)),
        "temporary_resident_when_filed": columns.truths(
            "ended_regular_file.temporary_resident_when_filed", draws.chance("regular file here", 0.5, many)
        ),
    }
    return columns.part("ended_regular_file", fields, none=~draws.chance("ended_regular_file has", 0.02, many))


def person(columns: Columns, life: Life, birth: Ints) -> dict[str, Any]:
    """The columns of the person, lists of studies, jobs and proofs apart."""
    draws, many = columns.draws, len(life)
    uniform = draws.uniform("purpose", many)
    # Who aims at the stream of workers is there to work, wherever they studied.
    purpose = np.where(life.graduate, pick(uniform, _STUDENT_PURPOSE), pick(uniform, _WORKER_PURPOSE))
    paper = filed_on_paper(draws, life.stream, life.filed)

    def mostly(name: str, odds: float) -> Any:
        return columns.truths(name, draws.chance(f"{name} yes", odds, many))

    channel = np.where(paper, _CHANNELS.index("paper"), _CHANNELS.index("arrima"))
    return {
        "birth_date": columns.days("birth_date", birth),
        "stays_in_quebec": stays(columns, life),
        "purpose_of_stay": columns.kinds("purpose_of_stay", purpose, _PURPOSES),
        "intends_to_settle": mostly("intends_to_settle", 0.99),
        "stay_conditions_respected": mostly("stay_conditions_respected", 0.985),
        "filed_through": columns.kinds("filed_through", channel, _CHANNELS),
        "permits": permits(columns, life),
        "spouse": spouses(columns, life),
        "children": children(columns, life, birth),
        "financial_self_sufficiency": mostly("financial_self_sufficiency", 0.99),
        "values_attestation": attestations(columns, "values_attestation", life.filed),
        "values_medical_exemption": mostly("values_medical_exemption", 0.005),
        "french_interview": _interviews(columns, life),
        "ended_regular_file": _regular_files(columns, many),
    }
