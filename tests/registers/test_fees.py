"""Fees and the self-sufficiency scale."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from jalon.registers.fees import fee_on, fees, self_sufficiency


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        (date(2015, 12, 31), None),
        (date(2016, 1, 1), (773, 166, 166)),
        (date(2017, 6, 1), None),
        (date(2018, 12, 31), (785, 168, 168)),
        (date(2019, 1, 1), (798, 171, 171)),
        (date(2020, 7, 22), (812, 174, 174)),
        (date(2021, 1, 26), (822, 176, 176)),
        (date(2022, 5, 5), (844, 181, 181)),
        (date(2023, 11, 23), (869, 186, 186)),
        (date(2024, 6, 3), (895, 192, 192)),
        (date(2025, 12, 31), (921, 197, 197)),
        (date(2026, 7, 2), (940, 201, 201)),
        (date(2027, 1, 1), None),
        (date.min, None),
        (date.max, None),
    ],
)
def test_the_fee_of_a_day(day, amounts):
    fee = fee_on(day)
    assert (fee and (fee.principal, fee.spouse, fee.child)) == amounts


def test_fees_do_not_overlap_and_only_2017_is_missing():
    gaps = [
        (before.until, after.since) for before, after in pairwise(fees()) if after.since - before.until != timedelta(1)
    ]
    assert gaps == [(date(2016, 12, 31), date(2018, 1, 1))]
    for fee in fees():
        assert fee.since <= fee.until
        assert fee.source
        assert fee.confidence in {"high", "medium", "low"}
    assert [fee.since.year for fee in fees() if fee.note] == [2018, 2023, 2025, 2026]


def test_the_self_sufficiency_scale():
    scale = {(row.year, row.household): (row.amount, row.confidence) for row in self_sufficiency()}
    assert len(scale) == len(self_sufficiency()) == 12
    assert scale[2024, "one-adult"] == (3770, "high")
    assert scale[2024, "two-adults-two-children"] == (6684, "high")
    assert scale[2026, "one-adult"] == (3957, "low")
    assert (2021, "one-adult") not in scale
