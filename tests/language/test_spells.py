"""Runs of days, against counting day by day."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jalon.language.calendar import add_months, month_runs
from jalon.language.spells import Spells, covers_months, days, merged, pooled, whole_months, without

SPANS = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=8)
HOURS = st.sampled_from((0.1, 7.5, 10.0, 14.9, 15.0, 20.0, 29.9, 30.0))
WEIGHTED = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40), HOURS), max_size=7)
LONG = st.lists(
    st.tuples(st.integers(730000, 732500), st.integers(1, 700)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=4,
)


def set_of(spells: Spells) -> set[int]:
    """The days, one by one."""
    return {day for first, last in spells for day in range(first, last + 1)}


def is_canonical(spells: Spells) -> bool:
    """Sorted, not empty, disjoint and never adjacent."""
    whole = all(first <= last for first, last in spells)
    return whole and all(a[1] + 1 < b[0] for a, b in pairwise(spells))


@given(SPANS)
def test_merged_covers_the_same_days(spans: list[tuple[int, int]]) -> None:
    spells = merged(spans)

    assert set_of(spells) == set_of(tuple(spans))
    assert is_canonical(spells)
    assert merged(spells) == spells
    assert days(spells) == len(set_of(spells))


@given(SPANS, st.randoms())
def test_the_order_of_spans_does_not_matter(spans: list[tuple[int, int]], random: object) -> None:
    again = list(spans)
    random.shuffle(again)  # type: ignore[attr-defined]

    assert merged(again) == merged(spans)


@given(SPANS, SPANS)
def test_without_takes_days_out(spans: list[tuple[int, int]], holes: list[tuple[int, int]]) -> None:
    left = without(merged(spans), merged(holes))

    assert set_of(left) == set_of(tuple(spans)) - set_of(tuple(holes))
    assert is_canonical(left)


@given(WEIGHTED, st.sampled_from((15.0, 30.0)))
def test_pooled_adds_up_day_by_day(weighted: list[tuple[int, int, float]], enough: float) -> None:
    expected = {
        day
        for day in range(1, 41)
        if sum(round(10 * weight) for first, last, weight in weighted if first <= day <= last) >= 10 * enough
    }
    spells = pooled(weighted, enough)

    assert set_of(spells) == expected
    assert is_canonical(spells)


@given(WEIGHTED, st.integers(1, 40))
def test_cutting_a_weighted_span_in_two_changes_nothing(weighted: list[tuple[int, int, float]], cut: int) -> None:
    pieces = [
        piece
        for first, last, weight in weighted
        for piece in ((first, min(last, cut), weight), (max(first, cut + 1), last, weight))
    ]

    assert pooled(pieces, 30) == pooled(weighted, 30)


@given(LONG, LONG, st.integers(1, 30))
def test_more_days_never_cover_fewer_months(
    some: list[tuple[int, int]], more: list[tuple[int, int]], months: int
) -> None:
    if covers_months(merged(some), months):
        assert covers_months(merged([*some, *more]), months)
    assert whole_months(merged(some)) <= whole_months(merged([*some, *more]))


@given(st.integers(730000, 732500), st.integers(1, 36))
def test_one_spell_from_a_day_to_the_eve_of_the_same_day_later(first: int, months: int) -> None:
    end = add_months(first, months) - 1

    assert covers_months(((first, end),), months)
    if end - first + 2 <= month_runs(months)[1]:
        assert not covers_months(((first, end - 1),), months)


def test_pieces_must_make_up_the_longest_run() -> None:
    pieces = ((1001, 1200), (2001, 2165))

    assert not covers_months(pieces, 12)
    assert covers_months(((1001, 1200), (2001, 2166)), 12)


@given(LONG)
def test_whole_months_are_the_most_that_are_covered(spans: list[tuple[int, int]]) -> None:
    spells = merged(spans)
    months = whole_months(spells)

    assert months == 0 or covers_months(spells, months)
    assert not covers_months(spells, months + 1)


def test_no_day_is_no_month() -> None:
    assert whole_months(()) == 0
    assert days(()) == 0
    assert not covers_months((), 1)
