"""How a law file speaks of facts."""

from __future__ import annotations

from typing import Any

import pytest

from jalon.language import expressions as x
from jalon.language.builders import (
    ALWAYS,
    FIRST_FREE_SLOT,
    NEVER_SO,
    Collection,
    applicant,
    broader,
    contested,
    covers,
    credential,
    during,
    last,
    named,
    on,
    since,
    up_to,
)
from jalon.language.calendar import EARLIEST, day
from jalon.language.statutes import Words, months
from jalon.readings.decide.evaluate import compiled, environment
from language.speaking import law, value

EVER = since(on("2000-01-01"))


def edge(of: x.Day, filed_on: str, imposed: dict[str, str] | None = None) -> tuple[int, int]:
    """The bounds of a day on a filing day."""
    return compiled(of)(environment((), day(filed_on), imposed))


@pytest.mark.parametrize(
    ("made", "sort"),
    [
        (applicant.intends_to_settle, x.TruthFact),
        (applicant.birth_date, x.DayFact),
        (credential.hours, x.NumberFact),
        (applicant.purpose, x.KindFact),
        (applicant.jobs, Collection),
        (credential.other_studies, Collection),
    ],
)
def test_an_attribute_is_an_expression_of_its_sort(made: Any, sort: type) -> None:
    assert isinstance(made, sort)


def test_windows_and_their_edges_in_doubt() -> None:
    filed = "2024-03-31"
    two_years, after = last(months(25)), since(on("2021-04-30"))
    reference = up_to("2025-11-19", "C-5", "excluded", "included")

    assert edge(two_years.start, filed) == (day("2022-02-28"), day("2022-03-01"))
    assert edge(after.start, filed) == (day("2021-04-30"), day("2021-05-01"))
    assert edge(reference.end, filed) == (day("2025-11-18"), day("2025-11-19"))
    assert edge(reference.start, filed) == (EARLIEST, EARLIEST)
    for window in (two_years, after):
        assert edge(window.end, filed) == (day("2024-03-30"), day("2024-03-31"))


def test_an_edge_in_dispute_follows_the_reading_that_is_imposed() -> None:
    start, end = last(months(12)).start, up_to("2025-11-19", "C-5", "excluded", "included").end

    assert edge(start, "2024-03-01", {"C-1": "inside"}) == (day("2023-03-01"),) * 2
    assert edge(start, "2024-03-01", {"C-1": "outside"}) == (day("2023-03-02"),) * 2
    assert edge(start, "2024-03-01", {"C-5": "included"}) == (day("2023-03-01"), day("2023-03-02"))
    assert edge(end, "2026-07-06", {"C-5": "excluded"}) == (day("2025-11-18"),) * 2
    assert edge(end, "2026-07-06", {"C-5": "included"}) == (day("2025-11-19"),) * 2


def test_from_one_day_to_another() -> None:
    window = during(on("2021-01-01"), on("2021-12-31"))

    assert (edge(window.start, "2024-03-01"), edge(window.end, "2024-03-01")) == (
        (day("2021-01-01"),) * 2,
        (day("2021-12-31"),) * 2,
    )


def test_lists_inside_lists_take_the_next_slot_and_give_it_back() -> None:
    outer = applicant.spouses.any(lambda spouse: spouse.french.any(lambda proof: proof.converted))
    again = applicant.jobs.any(lambda job: job.in_quebec)

    assert outer.var.slot == FIRST_FREE_SLOT
    assert outer.where.var.slot == FIRST_FREE_SLOT + 1
    assert outer.where.collection.var.slot == FIRST_FREE_SLOT
    assert again.var.slot == FIRST_FREE_SLOT


def test_a_list_without_a_test_is_a_list_of_all() -> None:
    assert applicant.jobs.any().where is ALWAYS
    assert applicant.jobs.time_in(EVER).where is ALWAYS
    assert applicant.studies.sum(lambda study: study.hours).where is ALWAYS


def test_where_keeps_what_was_asked_before() -> None:
    narrowed = applicant.jobs.where(lambda job: job.in_quebec).where(lambda job: job.authorised)
    counted = narrowed.sum(lambda job: job.hours_per_week)

    assert isinstance(counted.where, x.And)
    assert [item.field.name for item in counted.where.items] == ["in_quebec", "authorised"]


def test_a_measure_may_take_leaves_out_and_pool_hours() -> None:
    held = applicant.jobs.time_in(EVER, less="leaves", pooled=("hours_per_week", 30))
    plain = applicant.jobs.time_in(EVER)

    assert held.less.field.name == "leaves"
    assert held.pooled[0].field.name == "hours_per_week"
    assert held.pooled[1] == 30
    assert (plain.less, plain.pooled) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2020-07-21", "2020-07-21", 2),
        ("2020-07-22", "2020-08-01", 0),
        ("2020-07-01", "2020-07-20", 0),
        ("2020-07-01", None, 2),
        ("2020-07", "2021-01-01", 1),
    ],
)
def test_covers_takes_both_ends_in(start: str, end: str | None, said: int) -> None:
    covered = applicant.permits.any(lambda permit: covers(permit, on("2020-07-21")))

    assert value(covered, {"permits": [{"kind": "pgwp", "from": start, "to": end}]}, "2021-06-01") == said


def test_a_contested_point_has_at_least_two_readings() -> None:
    with pytest.raises(ValueError, match="B-2: a contested point has at least two readings"):
        contested("B-2", only=ALWAYS)


def test_names_of_readings_are_written_with_hyphens() -> None:
    point = contested("B-2", any_level=ALWAYS, same_level_as_the_job=NEVER_SO)

    assert [name for name, _ in point.readings] == ["any-level", "same-level-as-the-job"]
    assert point.at_issue is ALWAYS


@pytest.mark.parametrize(("narrow", "wide"), [(False, False), (False, True), (True, False), (True, True)])
def test_broader_is_the_hull_of_the_narrow_reading_and_of_both(narrow: bool, wide: bool) -> None:
    node = broader("P", "one_test", x.Always(narrow), "two_tests", x.Always(wide))
    apart, added = 2 * narrow, 2 * (narrow or wide)

    assert value(node, {}, "2024-06-03", {"P": "one-test"}) == apart
    assert value(node, {}, "2024-06-03", {"P": "two-tests"}) == added
    assert value(node, {}, "2024-06-03") == (apart if apart == added else 1)


def test_a_named_part_keeps_its_name_and_words() -> None:
    part = named("lawful", Words("licite", "lawful"), ALWAYS)

    assert (part.id, part.words.en, part.item) == ("lawful", "lawful", ALWAYS)


def test_law_that_is_not_in_the_vocabulary_does_not_load() -> None:
    with pytest.raises(AttributeError, match="person has no field 'nationality'"):
        law("applicant.nationality.isin('x')")
