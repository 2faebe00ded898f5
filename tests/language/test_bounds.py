"""Truths and bounds."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.language.bounds import MAYBE, NO, YES, at_least, hull, is_in, truth

BOUNDS = st.tuples(st.integers(-50, 50), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_truths_are_ordered_so_that_and_is_min_and_not_is_a_subtraction() -> None:
    assert NO < MAYBE < YES
    assert YES - NO == YES
    assert YES - MAYBE == MAYBE


@pytest.mark.parametrize(("known", "said"), [(True, YES), (False, NO)])
def test_truth_of_something_known(known: bool, said: int) -> None:
    assert truth(known) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [([YES], YES), ([NO, NO], NO), ([YES, YES, YES], YES), ([YES, NO], MAYBE), ([MAYBE, YES], MAYBE), ([MAYBE], MAYBE)],
)
def test_hull_holds_only_what_all_say(values: list[int], said: int) -> None:
    assert hull(iter(values)) == said


@given(BOUNDS, BOUNDS)
def test_at_least_is_what_every_pair_of_numbers_says(a: tuple[int, int], b: tuple[int, int]) -> None:
    answers = {x >= y for x, y in product(a, b)}
    expected = MAYBE if len(answers) == 2 else truth(answers.pop())

    assert at_least(a, b) == expected


@given(st.integers(0, 63), st.integers(0, 63))
def test_is_in_is_what_every_possible_value_says(bits: int, wanted: int) -> None:
    possible = [1 << i for i in range(6) if bits & (1 << i)]
    answers = {bool(value & wanted) for value in possible} or {False}
    expected = MAYBE if len(answers) == 2 else truth(answers.pop())

    assert is_in(bits, wanted) == expected
