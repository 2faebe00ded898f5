"""Two laws over a table: the same counts as deciding each person twice, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cohort.files import Someone, some_people, table_of
from jalon import decide
from jalon.cohort.files.sources import open_source
from jalon.cohort.people import people_of
from jalon.cohort.reform.comparing import Comparison, compare
from jalon.cohort.reform.counting import STATISTICS, Compared, Interval
from jalon.cohort.reform.laws import Laws, edited_law, two_days
from jalon.cohort.running.asked import CohortError
from jalon.cohort.synthetic import synthetic_table
from jalon.cohort.told.counts import EVERYBODY
from jalon.i18n import speaker
from jalon.language.bounds import MAYBE, NO, YES
from jalon.law import PROGRAMMES
from jalon.readings.columns.bits import condition_bits
from jalon.readings.columns.deciding import decide_columns
from jalon.readings.decide.decision import Decision

pytestmark = pytest.mark.xdist_group("columns")

SAY = speaker("fr")
BEFORE, AFTER = date(2020, 7, 21), date(2020, 7, 22)
BOTH = tuple(PROGRAMMES)
EXAMPLE = Path(__file__).parents[2] / "examples" / "reform.py"


def compared(file: Path, laws: Laws, **options: object) -> Comparison:
    by = options.get("by", ())
    assert isinstance(by, tuple)
    source = open_source(str(file), laws.asked(laws.before_on, by), SAY, work=file.parent / "work")
    return compare(source, laws, SAY, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def people() -> list[Someone]:
    return some_people(300)


@pytest.fixture(scope="module")
def file(people: list[Someone], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reform") / "people.parquet"
    pq.write_table(table_of(people), path)
    return path


@pytest.fixture(scope="module")
def found(file: Path) -> Comparison:
    return compared(file, two_days(BOTH, BEFORE, AFTER), by=("region",))


def decisions(people: Sequence[Someone], programme: str) -> list[tuple[Decision, Decision]]:
    return [(decide(one.applicant, BEFORE, programme), decide(one.applicant, AFTER, programme)) for one in people]


@pytest.mark.parametrize("programme", BOTH)
def test_the_counts_are_those_of_decide(programme: str, people: list[Someone], found: Comparison) -> None:
    pairs = decisions(people, programme)
    moves = found.streams[programme].everybody
    counted = Counter((old.conditions_value, new.conditions_value) for old, new in pairs)
    assert {(a, b): int(n) for (a, b), n in np.ndenumerate(moves.transitions) if n} == dict(counted)
    assert moves.people == len(people)
    assert moves.gain.least == counted[NO, YES]
    assert moves.lose.least == counted[YES, NO]
    for law, after in ((0, False), (1, True)):
        values = [pair[law].conditions_value for pair in pairs]
        assert moves.met(after) == Interval(values.count(YES), values.count(YES) + values.count(MAYBE))
    losers = [new for old, new in pairs if (old.conditions_value, new.conditions_value) == (YES, NO)]
    assert losers, "nobody loses: the people prove nothing"
    stream = found.streams[programme]
    for id in condition_bits():
        assert stream.condition("losers", id).least == sum(id in new.failing for new in losers)
        alone = sum(new.failing == (id,) and not new.undetermined for new in losers)
        assert stream.condition("losers_alone", id).least == alone


def state(decision: Decision, id: str) -> int:
    """One condition; met where it is not asked."""
    return next((one.value for one in decision.conditions if one.id == id), YES)


def test_conditions_that_stop_and_start(people: list[Someone], found: Comparison) -> None:
    stream, pairs = found.streams["peq-workers"], decisions(people, "peq-workers")
    for id in ("experience", "job-at-filing", "oral-french", "presence", "age"):
        states = [(state(old, id), state(new, id)) for old, new in pairs]
        stops, starts = stream.condition("stops", id), stream.condition("starts", id)
        assert stops == Interval(states.count((YES, NO)), sum(old >= MAYBE and new <= MAYBE for old, new in states))
        assert starts == Interval(states.count((NO, YES)), sum(old <= MAYBE and new >= MAYBE for old, new in states))
    # Asked in the same words, whatever the day: nobody can have it change.
    for id in ("intention", "self-sufficiency"):
        assert all(stream.condition(statistic, id) == Interval(0, 0) for statistic in STATISTICS)


@pytest.mark.parametrize("programme", BOTH)
def test_groups_add_up(programme: str, people: list[Someone], found: Comparison) -> None:
    stream = found.streams[programme]
    groups = stream.of_column("region")
    assert [name for _, name in groups] == ["Estrie", "Laval", "Montréal", None]
    assert (sum(moves.cells for moves in groups.values()) == stream.everybody.cells).all()
    sizes = Counter(one.group for one in people)
    assert {name: moves.people for (_, name), moves in groups.items()} == dict(sizes)


def test_bounds_hold_together(found: Comparison) -> None:
    for stream in found.streams.values():
        for moves in stream.groups.values():
            for interval in (moves.gain, moves.lose, moves.stay):
                assert 0 <= interval.least <= interval.most <= moves.people
            assert moves.stay.least <= moves.people - moves.gain.least - moves.lose.least == moves.stay.most
        for statistic in STATISTICS:
            for id in condition_bits():
                one = stream.condition(statistic, id)
                assert 0 <= one.least <= one.most <= stream.everybody.people
                if statistic.endswith("_alone"):
                    whole = stream.condition(statistic.removesuffix("_alone"), id)
                    assert one.least <= whole.least
                    assert one.most <= whole.most


def equal(one: Comparison, other: Comparison) -> bool:
    def plain(compared: Compared) -> object:
        groups = {group: moves.cells.tolist() for group, moves in compared.groups.items()}
        return groups, compared.conditions.tolist()

    return {id: plain(c) for id, c in one.streams.items()} == {id: plain(c) for id, c in other.streams.items()}


def test_chunks_change_nothing(file: Path, found: Comparison) -> None:
    told: list[int] = []
    again = compared(file, two_days(BOTH, BEFORE, AFTER), by=("region",), size=37, tell=told.append)
    assert equal(again, found)
    assert told == [*range(37, 300, 37), 300]


def test_the_same_law_twice_moves_nobody(file: Path) -> None:
    for intake in (False, True):
        same = compared(file, two_days(BOTH, AFTER, AFTER), by=("region",), intake=intake)
        for stream in same.streams.values():
            for moves in stream.groups.values():
                assert (moves.gain, moves.lose) == (Interval(0, 0), Interval(0, 0))
                assert moves.stay == Interval(moves.people, moves.people)
            assert not stream.conditions.any()
            # Some cannot be told, and do not move for all that.
            assert stream.everybody.transitions[MAYBE, MAYBE] > 0


def test_before_the_programme_nobody_meets_anything(file: Path) -> None:
    found = compared(file, two_days(BOTH, date(2009, 6, 1), AFTER))
    for stream in found.streams.values():
        assert stream.everybody.met(after=False) == Interval(0, 0)
        assert stream.everybody.lose == Interval(0, 0)
        assert stream.everybody.gain == stream.everybody.met(after=True)
        assert not stream.conditions[STATISTICS.index("gainers")].any()


def test_fewer_months_make_some_gain_and_nobody_lose(tmp_path: Path) -> None:
    table = synthetic_table(4_000, 11)
    path, day = tmp_path / "people.parquet", date(2024, 6, 3)
    pq.write_table(table, path)
    laws = edited_law(BOTH, EXAMPLE, SAY, on=day)
    assert not laws.edited("peq-graduates")
    found = compared(path, laws, by=("region", "group"))
    graduates, workers = found.streams["peq-graduates"].everybody, found.streams["peq-workers"].everybody
    assert (graduates.gain, graduates.lose) == (Interval(0, 0), Interval(0, 0))
    assert workers.lose == Interval(0, 0)
    assert workers.gain.least > 0
    # Those who gain lacked months, and nothing else.
    people = people_of(table.combine_chunks().to_batches()[0])
    days = np.full(len(table), day.toordinal(), np.int32)
    law = decide_columns(people.parts[0].tables, days, "peq-workers")
    experience = 1 << condition_bits()["experience"]
    lacked = (law.failing == experience) & (law.undetermined == 0)
    surely = lacked & (law.months_least >= 18) & (law.months_most < 24)
    assert workers.gain.least == np.count_nonzero(surely)
    for statistic in ("gainers", "gainers_alone"):
        assert found.streams["peq-workers"].condition(statistic, "experience").least == workers.gain.least
    assert {id for id in condition_bits() if found.streams["peq-workers"].condition("gainers", id).most} == {
        "experience"
    }


def test_rows_that_cannot_be_read_are_left_out(people: list[Someone], tmp_path: Path, found: Comparison) -> None:
    table = table_of(people)
    column = table.schema.get_field_index("birth_date")
    births = table.column("birth_date").to_pylist()
    births[3] = "1990-13-45"
    births[250] = "not a day"
    texts = [None if one is None else str(one) for one in births]
    table = table.set_column(column, "birth_date", pa.array(texts, pa.string()))
    path = tmp_path / "people.parquet"
    pq.write_table(table, path)
    some = compared(path, two_days(BOTH, BEFORE, AFTER), by=("region",), size=100)
    assert (some.read, some.refused, some.compared) == (300, 2, 298)
    assert len(some.problems) == 2
    assert some.problems[0].startswith("ligne 4\u00a0: ")
    gone = [people[3], people[250]]
    for programme, stream in some.streams.items():
        counted = Counter((o.conditions_value, n.conditions_value) for o, n in decisions(gone, programme))
        whole = found.streams[programme].everybody.transitions.copy()
        for (a, b), count in counted.items():
            whole[a, b] -= count
        assert (stream.groups[EVERYBODY].transitions == whole).all()


def test_a_day_of_their_own_that_cannot_be_read(people: list[Someone], tmp_path: Path, found: Comparison) -> None:
    days = [None if place == 7 else AFTER for place in range(len(people))]
    path = tmp_path / "people.parquet"
    pq.write_table(table_of(people).append_column("day", pa.array(days, pa.date32())), path)
    streams = {"peq-workers": PROGRAMMES["peq-workers"]}
    own = compared(path, Laws(streams, streams, on_column="day"))
    assert (own.compared, own.refused) == (299, 1)
    moves, whole = own.streams["peq-workers"].everybody, found.streams["peq-workers"].everybody
    gone = decide(people[7].applicant, AFTER, "peq-workers").conditions_value
    after = whole.transitions.sum(axis=0)
    after[gone] -= 1
    assert (moves.transitions.sum(axis=0) == after).all()
    assert (moves.gain, moves.lose) == (Interval(0, 0), Interval(0, 0))


def test_a_column_that_is_a_key_is_no_group(file: Path) -> None:
    with pytest.raises(CohortError, match="id"):
        compared(file, two_days(("peq-workers",), BEFORE, AFTER), by=("id",))


def test_a_file_without_rows(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    pq.write_table(pq.read_table(file).slice(0, 0), path)
    none = compared(path, two_days(BOTH, BEFORE, AFTER), by=("region",))
    assert none.compared == 0
    assert all(stream.everybody.people == 0 for stream in none.streams.values())
