"""Operators read as the law does: what each one makes, and what it means."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from jalon.language import expressions as x
from jalon.language.builders import ALWAYS, NEVER_SO, applicant, credential, on, since
from jalon.language.statutes import months
from language.speaking import SAID, value

OPERATORS = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


@pytest.mark.parametrize(("sign", "left", "right"), list(product(OPERATORS, (899, 900, 901), (900,))))
def test_comparing_numbers(sign: str, left: int, right: int) -> None:
    compare = OPERATORS[sign]
    facts = {"studies": [{"level": "dep", "hours": left}]}

    assert value(compare(credential.hours, right), facts, "2021-06-01") == 2 * compare(left, right)
    assert value(compare(x.Figure(left), x.Figure(right)), {}, "2021-06-01") == 2 * compare(left, right)


@pytest.mark.parametrize(("sign", "left"), list(product(OPERATORS, ("2021-02-28", "2021-03-01", "2021-03-02"))))
def test_comparing_days(sign: str, left: str) -> None:
    compare, right = OPERATORS[sign], "2021-03-01"
    facts = {"studies": [{"level": "dep", "awarded_on": left}]}

    assert value(compare(credential.awarded_on, on(right)), facts, "2021-06-01") == 2 * compare(left, right)


@pytest.mark.parametrize(("sign", "said"), [(">=", "maybe"), ("<=", "maybe"), (">", "maybe"), ("<", "maybe")])
def test_comparing_with_the_inside_of_bounds_is_open(sign: str, said: str) -> None:
    facts = {"studies": [{"level": "dep", "awarded_on": "2021-03"}]}

    assert SAID[value(OPERATORS[sign](credential.awarded_on, on("2021-03-15")), facts, "2021-06-01")] == said


@pytest.mark.parametrize(
    ("sign", "first", "last"),
    [(">=", "yes", "maybe"), ("<=", "maybe", "yes"), (">", "maybe", "no"), ("<", "no", "maybe")],
)
def test_comparing_with_the_edges_of_bounds(sign: str, first: str, last: str) -> None:
    facts = {"studies": [{"level": "dep", "awarded_on": "2021-03"}]}
    compare = OPERATORS[sign]

    assert SAID[value(compare(credential.awarded_on, on("2021-03-01")), facts, "2021-06-01")] == first
    assert SAID[value(compare(credential.awarded_on, on("2021-03-31")), facts, "2021-06-01")] == last


@pytest.mark.parametrize(
    ("moved", "lands"),
    [
        (on("2021-03-31") + months(1), "2021-04-30"),
        (on("2021-03-31") - months(1), "2021-02-28"),
        (on("2021-03-31") + 1, "2021-04-01"),
        (on("2021-03-31") - 31, "2021-02-28"),
    ],
)
def test_moving_days(moved: x.Day, lands: str) -> None:
    assert value((moved >= on(lands)) & (moved <= on(lands)), {}, "2021-06-01") == 2


def test_chains_of_and_and_or_stay_flat() -> None:
    a, b, c, d = applicant.interviewed, applicant.values_exempt, applicant.self_sufficiency, applicant.intends_to_settle

    together = (a & b) & (c & d)
    either = (a | b) | (c | d)
    mixed = (a | b) & c

    assert isinstance(together, x.And)
    assert together.items == (a, b, c, d)
    assert isinstance(either, x.Or)
    assert either.items == (a, b, c, d)
    assert isinstance(mixed, x.And)
    assert isinstance(mixed.items[0], x.Or)


def test_two_nots_are_none() -> None:
    fact = applicant.interviewed

    assert ~~fact is fact
    assert isinstance(~fact, x.Not)


def test_an_expression_is_itself() -> None:
    one, other = applicant.intends_to_settle, applicant.intends_to_settle

    assert one != other
    assert len({one, other}) == 2


def test_products_and_measures() -> None:
    product_of = credential.hours * credential.share_stayed_in_quebec
    held = applicant.jobs.time_in(since(on("2000-01-01")))
    both = held + x.Capped(held, 3)

    assert (type(product_of), product_of.a.field.name, product_of.b.field.name) == (
        x.Times,
        "hours",
        "share_stayed_in_quebec",
    )
    assert isinstance(both, x.Together)
    assert isinstance(held >= months(12), x.Reaches)
    assert (both >= months(18)).months == 18


@pytest.mark.parametrize(
    ("node", "inside"),
    [
        (ALWAYS, []),
        (x.FixedDay("2021-01-01"), []),
        (x.Figure(3), []),
        (applicant.intends_to_settle, []),
        (~NEVER_SO, [x.Always]),
        (credential.hours >= 900, [x.NumberFact, x.Figure]),
        (on("2021-01-01") + months(3), [x.FixedDay]),
        (applicant.jobs.any(lambda job: job.in_quebec), [x.ListFact, x.TruthFact]),
        (x.Contested("P", (("a", ALWAYS), ("b", ~ALWAYS)), NEVER_SO), [x.Always, x.Not, x.Always]),
        (x.Choose(ALWAYS, NEVER_SO, ~ALWAYS), [x.Always, x.Always, x.Not]),
    ],
)
def test_children_in_the_order_in_which_they_are_written(node: Any, inside: list[type]) -> None:
    assert [type(child) for child in x.children(node)] == inside
