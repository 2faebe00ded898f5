"""Days and calendar months.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`), a plain whole number. Two more days exist:
EARLIEST, before any fact, and NEVER, after every day: the day of what is known not to have happened.
Months are calendar months; the end of a month clamps (31 March - 1 month = 28 or 29 February).
"""

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Final

EARLIEST: Final = 1
NEVER: Final = date.max.toordinal()


def day(text: str) -> int:
    """The ordinal of an ISO date.

    >>> day("2020-07-22") - day("2020-07-21")
    1
    """
    return date.fromisoformat(text).toordinal()


@lru_cache(maxsize=65536)
def add_months(ordinal: int, months: int) -> int:
    """The same day of the month, `months` calendar months later (or earlier, if negative), clamped to the month's end.

    Monotone in both arguments. EARLIEST and NEVER stay where they are, and a result out of the calendar is one of them.

    >>> date.fromordinal(add_months(day("2021-03-31"), -1)).isoformat()
    '2021-02-28'
    """
    if ordinal <= EARLIEST or ordinal >= NEVER:
        return ordinal
    start = date.fromordinal(ordinal)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year < 1:
        return EARLIEST
    if year > 9998:
        return NEVER
    return date(year, month + 1, min(start.day, month_length(year, month + 1))).toordinal()


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@cache
def month_runs(months: int) -> tuple[int, int]:
    """Days in the shortest and in the longest run of so many calendar months, over a full leap-year cycle.

    >>> month_runs(3), month_runs(12), month_runs(18), month_runs(24)
    ((89, 92), (365, 366), (546, 550), (730, 731))
    """
    first, last = date(1999, 1, 1), date(2007, 1, 1)
    days = [first + timedelta(days) for days in range((last - first).days)]
    # Up to the 28th, a run is as long as from the first of the month.
    starts = [day.toordinal() for day in days if day.day == 1 or day.day > 28]
    lengths = [add_months(start, months) - start for start in starts]
    return min(lengths), max(lengths)


def shortest_claim(months: int) -> int:
    """Fewest days that anybody could call so many months: calendar months, or 52 weeks to the year.

    >>> [shortest_claim(n) for n in (3, 6, 12, 15, 18, 24)]
    [89, 181, 364, 454, 546, 728]
    """
    return min(months * 364 // 12, month_runs(months)[0])
