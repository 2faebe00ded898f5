"""The scalar reading: an operator for every word of the language, imposed readings, the trace, and how months count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import ALWAYS, NEVER_SO, applicant, contested, named, on, since
from jalon.language.calendar import EARLIEST, NEVER, day
from jalon.language.statutes import Words, months
from jalon.readings.decide.evaluate import IMPOSED, MAKERS, TRACE, compiled, environment, parts
from language.speaking import environments, law, value

FILED = "2024-06-03"
EVER = since(on("2000-01-01"))
SHORT, FULL = {"A-U6": "short-months"}, {"A-U6": "full-months"}
TITLE = Words("Titre", "Title")


def operators() -> set[type[x.Expr]]:
    """The classes that the language is made of, abstract ones apart."""
    made = {item for item in vars(x).values() if isinstance(item, type) and issubclass(item, x.Expr)}
    return {item for item in made if hasattr(item, "__dataclass_fields__")}


def test_every_operator_has_a_maker() -> None:
    assert operators() == set(MAKERS)
    assert len(operators()) > 25


def test_an_operator_that_the_reading_lacks_is_an_error() -> None:
    class Perhaps(x.Truth):
        pass

    with pytest.raises(TypeError, match="the scalar reading has no operator Perhaps"):
        compiled(Perhaps())
    with pytest.raises(TypeError, match="Perhaps"):
        compiled(applicant.intends_to_settle & Perhaps())


def test_an_expression_is_made_ready_once() -> None:
    node = applicant.intends_to_settle & applicant.interviewed

    assert compiled(node) is compiled(node)


def test_what_depends_on_the_filing_day_alone() -> None:
    filing, line = x.FilingDay(), on("2024-06-03")

    for filed, before, after in (("2024-06-02", YES, NO), ("2024-06-03", YES, YES), ("2024-06-04", NO, YES)):
        assert value(filing <= line, {}, filed) == before
        assert value(line <= filing, {}, filed) == after


# --- The trace --------------------------------------------------------------------------------------------------------


def traced(node: x.Truth, facts: dict[str, Any]) -> tuple[int, list[Any]]:
    """The value of an expression and what was found on the way."""
    (env,) = environments(node, facts, FILED)
    env[TRACE] = []
    return compiled(node)(env), env[TRACE]


def test_a_quantifier_tells_each_part_of_each_element() -> None:
    node = applicant.jobs.any(lambda job: job.in_quebec & job.authorised)
    given, trace = traced(node, {"jobs": [{"in_quebec": False, "authorised": True}, {"in_quebec": True}]})

    assert given == MAYBE
    (seen,) = trace
    assert (seen.node, seen.value) == (node, MAYBE)
    assert [(found.counts, found.parts) for found in seen.found] == [(NO, (NO, YES)), (MAYBE, (YES, MAYBE))]
    assert [found.record[-1] for found in seen.found] == [(0,), (1,)]


def test_what_is_nested_in_an_element_is_not_told_apart() -> None:
    node = applicant.spouses.any(lambda spouse: spouse.french.any(lambda proof: proof.converted))

    _, trace = traced(node, {"spouse": {"french": [{"proof": "test"}]}})

    assert [seen.node for seen in trace] == [node]


def test_a_sum_tells_nothing_and_gives_the_trace_back() -> None:
    node = applicant.jobs.where(lambda job: job.leaves.any()).sum(lambda job: job.hours_per_week) >= 1
    after = named("after", TITLE, ALWAYS)

    _, trace = traced(node & after, {"jobs": [{"hours_per_week": 3, "leaves": [{"from": "2020"}]}]})

    assert [seen.node for seen in trace] == [after]


def test_a_measure_tells_the_days_of_each_element() -> None:
    node = applicant.jobs.where(lambda job: job.in_quebec).time_in(EVER) >= months(12)
    jobs = [
        {"in_quebec": True, "started_on": "2022-01-01..2022-01-03", "ended_on": "2022-01-31"},
        {"in_quebec": False, "started_on": "2022-01-01", "ended_on": "2022-01-31"},
        {"started_on": "2022-03-01", "ended_on": "2022-03-02"},
        {"in_quebec": True, "started_on": "2025-01-01", "ended_on": None},
    ]
    given, trace = traced(node, {"jobs": jobs})
    measure, reached = trace
    first, last, eve = day("2022-01-01"), day("2022-01-31"), day("2022-03-02")

    assert given == NO
    assert measure.node is node.spells
    assert [(f.counts, f.least, f.most) for f in measure.found] == [
        (YES, ((first + 2, last),), ((first, last),)),
        (NO, (), ()),
        (MAYBE, (), ((eve - 1, eve),)),
        (YES, (), ()),
    ]
    assert measure.value == (((first + 2, last),), ((first, last), (eve - 1, eve)))
    assert (reached.node, reached.value, reached.found) == (node, NO, measure.value)


def test_an_and_goes_on_after_a_failure_when_it_must_explain() -> None:
    first, second = named("first", TITLE, NEVER_SO), named("second", TITLE, ALWAYS)

    given, trace = traced(first & second, {})

    assert given == NO
    assert [(seen.node.id, seen.value) for seen in trace] == [("first", NO), ("second", YES)]


def test_an_or_stops_at_what_holds() -> None:
    first, second = named("first", TITLE, ALWAYS), named("second", TITLE, ALWAYS)

    assert [seen.node for seen in traced(first | second, {})[1]] == [first]


def test_which_text_governs_is_no_reason() -> None:
    case, then, otherwise = (named(id, TITLE, applicant.intends_to_settle) for id in ("case", "then", "otherwise"))
    node = x.Choose(case, then, otherwise)

    assert [seen.node for seen in traced(node, {"intends_to_settle": True})[1]] == [then]
    assert [seen.node for seen in traced(node, {"intends_to_settle": False})[1]] == [otherwise]


def test_where_the_governing_text_cannot_be_told_both_are_shown_and_placed() -> None:
    before, then, otherwise = (named(id, TITLE, ALWAYS) for id in ("before", "then", "otherwise"))
    node = x.Choose(applicant.intends_to_settle, then & then, otherwise & NEVER_SO)

    given, trace = traced(before & node, {})

    assert given == MAYBE
    assert [seen.node for seen in trace] == [before, then, then, otherwise, node]
    # The values of both, and the lines of the trace between which each stands.
    assert trace[-1][1:] == ((YES, NO), (1, 3, 4))
    assert traced(x.Choose(applicant.intends_to_settle, then, otherwise), {})[0] == YES


def test_of_a_point_the_first_reading_is_explained() -> None:
    at_issue, one, two = (named(id, TITLE, ALWAYS) for id in ("at-issue", "one", "two"))
    after = named("after", TITLE, ALWAYS)

    assert [s.node for s in traced(contested("P", at_issue=at_issue, one=one, two=two) & after, {})[1]] == [one, after]
    assert [s.node for s in traced(contested("P", one=one, two=~two) & after, {})[1]] == [one, after]


def test_a_point_that_does_not_arise_is_decided_by_its_first_reading() -> None:
    one, two = named("one", TITLE, ALWAYS), named("two", TITLE, NEVER_SO)

    given, trace = traced(contested("P", at_issue=NEVER_SO & ALWAYS, one=one, two=two), {})

    assert given == YES
    assert [seen.node for seen in trace] == [one]


def test_a_first_reading_that_cannot_be_told_leaves_the_point_open() -> None:
    node = contested("P", one=applicant.intends_to_settle, two=ALWAYS)

    assert value(node, {}, FILED) == MAYBE
    assert value(node, {"intends_to_settle": True}, FILED) == YES


# --- Readings imposed on contested points -----------------------------------------------------------------------------


def test_a_reading_imposed_on_one_point_leaves_the_others_open() -> None:
    node = contested("P", a=ALWAYS, b=NEVER_SO) & contested("Q", a=ALWAYS, b=NEVER_SO)

    assert value(node, {}, FILED) == MAYBE
    assert value(node, {}, FILED, {"P": "a"}) == MAYBE
    assert value(node, {}, FILED, {"P": "a", "Q": "a"}) == YES
    assert value(node, {}, FILED, {"P": "b"}) == NO


def test_a_reading_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="not in"):
        value(contested("P", a=ALWAYS, b=NEVER_SO), {}, FILED, {"P": "c"})


def test_an_imposed_reading_does_not_ask_whether_the_point_arises() -> None:
    node = contested("P", at_issue=NEVER_SO & ALWAYS, a=ALWAYS, b=ALWAYS & NEVER_SO)

    assert value(node, {}, FILED, {"P": "b"}) == NO


def test_an_environment() -> None:
    env = environment((1, 2), 730000, {"P": "a"})

    assert env[0] == (1, 2)
    assert env[IMPOSED] == {"P": "a"}
    assert env[TRACE] is None


def test_parts_of_a_test() -> None:
    one, two = applicant.intends_to_settle, applicant.interviewed

    assert parts(one & two) == (one, two)
    assert [type(part) for part in parts(one | two)] == [x.Or]
    assert parts(one) == (one,)


# --- Days and numbers -------------------------------------------------------------------------------------------------


def test_days_that_never_come_stay_where_they_are() -> None:
    (env,) = environments(ALWAYS, {}, FILED)

    assert compiled(x.FixedDay("9999-12-31") - 1)(env) == (NEVER, NEVER)
    assert compiled(x.FixedDay("0001-01-01") + 1)(env) == (EARLIEST, EARLIEST)
    assert compiled(x.FixedDay("2024-06-03") + 1)(env) == (day(FILED) + 1, day(FILED) + 1)


def test_a_sum_over_an_absent_list_has_no_upper_bound() -> None:
    node = applicant.studies.sum(lambda study: study.years_in_french)
    (env,) = environments(ALWAYS, {}, FILED)

    assert compiled(node)(env) == (0.0, float("inf"))


# --- How months are counted -------------------------------------------------------------------------------------------

HELD = "applicant.jobs.where(lambda job: job.internship.isin('none')).time_in(since(on('2000-01-01')))"
INTERNSHIP = "applicant.jobs.where(lambda job: job.internship.isin('compulsory')).time_in(since(on('2000-01-01')))"
BOTH = f"{HELD} + Capped({INTERNSHIP}, 3)"


def of_days(work: int, internship: int = 0) -> dict[str, Any]:
    """A file with so many days of work and of internship, each in two pieces so that no spell decides."""
    jobs = []
    for kind, count, start in (("none", work, date(2018, 1, 1)), ("compulsory", internship, date(2021, 6, 1))):
        for first, length in ((start, count // 2), (start + timedelta(700), count - count // 2)):
            if length:
                end = first + timedelta(length - 1)
                jobs.append({"internship": kind, "started_on": str(first), "ended_on": str(end)})
    return {"jobs": jobs}


@pytest.mark.parametrize(
    ("count", "months_", "plain", "short", "full"),
    [
        (363, 12, NO, NO, NO),
        (364, 12, MAYBE, YES, NO),
        (365, 12, MAYBE, YES, NO),
        (366, 12, YES, YES, YES),
        (545, 18, NO, NO, NO),
        (546, 18, MAYBE, YES, NO),
        (549, 18, MAYBE, YES, NO),
        (550, 18, YES, YES, YES),
        (727, 24, NO, NO, NO),
        (728, 24, MAYBE, YES, NO),
        (731, 24, YES, YES, YES),
        (88, 3, NO, NO, NO),
        (89, 3, MAYBE, YES, NO),
        (92, 3, YES, YES, YES),
    ],
)
def test_days_in_pieces(count: int, months_: int, plain: int, short: int, full: int) -> None:
    node = law(f"{HELD} >= months({months_})")

    assert value(node, of_days(count), FILED) == plain
    assert value(node, of_days(count), FILED, SHORT) == short
    assert value(node, of_days(count), FILED, FULL) == full


@pytest.mark.parametrize(
    ("work", "internship", "plain", "short", "full"),
    [
        (366, 0, YES, YES, YES),
        (276, 92, YES, YES, YES),  # 9 months and 3 by any count
        (277, 89, YES, YES, YES),  # 366 days in all
        (310, 60, YES, YES, YES),  # 370 days
        (300, 65, MAYBE, YES, NO),  # 365 days
        (300, 64, MAYBE, YES, NO),  # 52 weeks
        (300, 63, NO, NO, NO),  # 363 days
        (250, 300, NO, NO, NO),  # not 9 months, whatever the internship
        (0, 92, NO, NO, NO),
    ],
)
def test_days_of_two_measures(work: int, internship: int, plain: int, short: int, full: int) -> None:
    node, facts = law(f"{BOTH} >= months(12)"), of_days(work, internship)

    assert value(node, facts, FILED) == plain
    assert value(node, facts, FILED, SHORT) == short
    assert value(node, facts, FILED, FULL) == full


# What is firm must hold under each reading of the same point.
@pytest.mark.parametrize(
    ("work", "internship"),
    [
        (273, 89),  # 362 days: "no"; yet short months take 273 days for nine months and 89 for three, so "yes"
        (272, 200),  # "no" for want of nine months; yet short months leave 272 and 92 days open: 364
    ],
)
def test_a_firm_answer_of_two_measures_holds_under_both_counts(work: int, internship: int) -> None:
    node, facts = law(f"{BOTH} >= months(12)"), of_days(work, internship)
    firm = value(node, facts, FILED)

    assert firm == MAYBE or value(node, facts, FILED, SHORT) == value(node, facts, FILED, FULL) == firm
