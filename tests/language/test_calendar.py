"""Days and calendar months."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.language.calendar import EARLIEST, NEVER, add_months, day, month_length, month_runs, shortest_claim

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.toordinal)
ANY_DAYS = st.integers(EARLIEST, NEVER)
MONTHS = st.integers(-600, 600)


def test_a_day_is_its_ordinal() -> None:
    assert date.fromordinal(day("2024-02-29")) == date(2024, 2, 29)
    assert day("0001-01-01") == EARLIEST
    assert day("9999-12-31") == NEVER


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-03-31", -1, "2021-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2020-02-29", -36, "2017-02-28"),
        ("2023-10-31", 1, "2023-11-30"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-06-03", 0, "2024-06-03"),
        ("2000-02-29", -12 * 100, "1900-02-28"),
    ],
)
def test_adding_months_clamps_to_the_end_of_the_month(start: str, months: int, end: str) -> None:
    assert date.fromordinal(add_months(day(start), months)).isoformat() == end


@given(DAYS, MONTHS)
def test_adding_months_lands_in_the_right_month(start: int, months: int) -> None:
    before, after = date.fromordinal(start), date.fromordinal(add_months(start, months))

    assert after.year * 12 + after.month == before.year * 12 + before.month + months
    assert after.day == min(before.day, monthrange(after.year, after.month)[1])


@given(ANY_DAYS, ANY_DAYS, MONTHS)
def test_a_later_day_gives_a_later_day(one: int, other: int, months: int) -> None:
    first, last = sorted((one, other))

    assert add_months(first, months) <= add_months(last, months)


@given(ANY_DAYS, MONTHS, MONTHS)
def test_more_months_give_a_later_day(start: int, some: int, others: int) -> None:
    fewer, more = sorted((some, others))

    assert add_months(start, fewer) <= add_months(start, more)


@given(MONTHS)
def test_the_first_and_the_last_of_days_stay_where_they_are(months: int) -> None:
    assert add_months(EARLIEST, months) == EARLIEST
    assert add_months(NEVER, months) == NEVER


def test_a_day_out_of_the_calendar_is_the_first_or_the_last() -> None:
    assert add_months(day("0001-06-01"), -12) == EARLIEST
    assert add_months(day("9998-06-01"), 12) == NEVER
    assert add_months(day("9997-06-01"), 12) == day("9998-06-01")


@given(st.integers(1, 9998), st.integers(1, 12))
def test_month_length(year: int, month: int) -> None:
    assert month_length(year, month) == monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("months", "shortest", "longest"), [(3, 89, 92), (6, 181, 184), (12, 365, 366), (18, 546, 550), (24, 730, 731)]
)
def test_month_runs(months: int, shortest: int, longest: int) -> None:
    assert month_runs(months) == (shortest, longest)


@given(DAYS.filter(lambda d: d > day("1904-01-01")), st.integers(1, 36))
def test_every_run_of_months_is_between_the_shortest_and_the_longest(start: int, months: int) -> None:
    shortest, longest = month_runs(months)

    # 1900 and 2100 are no leap years: a run over their February is shorter by a day than the cycle knows.
    if start < day("2097-01-01"):
        assert shortest <= add_months(start, months) - start <= longest


@pytest.mark.parametrize(("months", "days"), [(3, 89), (6, 181), (12, 364), (15, 454), (18, 546), (24, 728)])
def test_the_fewest_days_that_anybody_could_call_so_many_months(months: int, days: int) -> None:
    assert shortest_claim(months) == days


@given(st.integers(1, 48))
def test_a_claim_is_never_longer_than_the_months(months: int) -> None:
    assert shortest_claim(months) <= month_runs(months)[0]
    assert shortest_claim(months) < shortest_claim(months + 1)
