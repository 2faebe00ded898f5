"""What an occupation means for the law, stream by stream and version by version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from jalon.i18n import speaker
from jalon.law import PROGRAMMES
from jalon.readings.occupation import Meaning, meaning, meaning_sentences, on_day, sentence
from jalon.registers import occupations

WORKERS, GRADUATES = PROGRAMMES["peq-workers"], PROGRAMMES["peq-graduates"]
NO, CANNOT_TELL, YES = 0, 1, 2
BRIDGED = "spans that do not touch are joined: from 2 August 2018 to 21 July 2020 any level counted"
FORGOTTEN = (
    "the level asked of graduates from 22 July 2020 to 22 November 2023 is left out: it looks at the diploma too"
)


def on(noc2016: str | None, noc2021: str | None, day: str, view: str = "as-applied") -> Meaning | None:
    return on_day(meaning(WORKERS, noc2016, noc2021, "en", view), date.fromisoformat(day))


@pytest.mark.parametrize("codes", [(None, "33102"), ("3413", None), ("3413", "33102")])
def test_an_orderly_counts_from_23_november_2023(codes: tuple[str | None, str | None]) -> None:
    before, after = on(*codes, "2023-11-22"), on(*codes, "2023-11-23")
    assert before is not None
    assert (before.counts, before.asks) == (NO, "NOC 2016 level 0, A or B")
    assert after is not None
    assert (after.counts, after.asks, after.until) == (YES, "TEER 0, 1, 2 or 3", None)
    assert on(*codes, "2021-06-01").counts == NO  # type: ignore[union-attr]
    assert on(*codes, "2026-11-20").counts == YES  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["2012-01-01", "2021-06-01", "2024-06-01"])
def test_a_welder_always_counts(day: str) -> None:
    assert on(None, "72106", day).counts == YES  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["2012-01-01", "2021-06-01", "2024-06-01"])
def test_a_labourer_does_not(day: str) -> None:
    assert on(None, "95101", day).counts == NO  # type: ignore[union-attr]


def test_a_code_of_2016_that_straddles_two_teers_cannot_be_told() -> None:
    assert occupations.teers("1123", None) == {"0", "1", "4"}
    assert on("1123", None, "2021-06-01").counts == YES  # type: ignore[union-attr]
    assert on("1123", None, "2024-06-01").counts == CANNOT_TELL  # type: ignore[union-attr]
    # The precise title settles it.
    assert on("1123", "11202", "2024-06-01").counts == YES  # type: ignore[union-attr]
    assert on("1123", "64409", "2024-06-01").counts == NO  # type: ignore[union-attr]


def test_the_list_of_november_2019_stands_in_the_text_as_written() -> None:
    listed = on("3413", None, "2019-11-05", "as-written")
    assert listed is not None
    assert (listed.counts, listed.until) == (YES, "2019-11-13")
    assert "November 2019" in listed.asks
    assert on("9612", None, "2019-11-05", "as-written").counts == NO  # type: ignore[union-attr]


@pytest.mark.parametrize("view", ["as-applied", "as-written"])
def test_nothing_is_asked_before_the_programme(view: str) -> None:
    assert on("3413", None, "2010-02-13", view) is None


@pytest.mark.parametrize("day", ["2018-08-02", "2019-05-01", "2020-07-21"])
def test_no_level_was_asked_from_august_2018_to_july_2020(day: str) -> None:
    assert on("3413", None, day) is None


@pytest.mark.parametrize("day", ["2018-08-01", "2020-07-22"])
def test_the_level_was_asked_before_and_after(day: str) -> None:
    assert on("3413", None, day).counts == NO  # type: ignore[union-attr]


@pytest.mark.parametrize("day", ["2012-01-01", "2019-05-01", "2024-06-03", "2026-11-20"])
def test_nothing_is_asked_of_the_occupation_of_a_graduate(day: str) -> None:
    assert on_day(meaning(GRADUATES, None, "72106", "fr"), date.fromisoformat(day)) is None


@pytest.mark.parametrize(("code", "counts"), [("72106", YES), ("33102", CANNOT_TELL), ("95101", NO)])
def test_a_level_was_asked_of_graduates_from_july_2020_to_november_2023(code: str, counts: int) -> None:
    asked = on_day(meaning(GRADUATES, None, code, "en"), date(2021, 6, 1))
    assert asked is not None
    assert asked.counts == counts


def test_spans_are_in_order_and_do_not_overlap() -> None:
    for view in ("as-applied", "as-written"):
        for group in occupations.unit_groups_2021():
            found = meaning(WORKERS, None, group.code, "fr", view)
            assert found
            for one, next_one in pairwise(found):
                assert one.until is not None
                assert one.since <= one.until < next_one.since
            assert found[-1].until is None


def test_every_group_has_the_teer_of_its_code() -> None:
    for group in occupations.unit_groups_2021():
        assert on(None, group.code, "2024-06-03").counts == (YES if group.teer in "0123" else NO)  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_in_words(lang: str) -> None:
    told = meaning_sentences(WORKERS, None, "33102", lang)
    assert told == [sentence(item, speaker(lang)) for item in meaning(WORKERS, None, "33102", lang)]
    last = {
        "fr": "FÉER 0, 1, 2 ou 3 : oui, depuis le 23 novembre 2023",
        "en": "TEER 0, 1, 2 or 3: yes, since 23 November 2023",
    }
    assert told[-1].replace("\u00a0", " ").casefold() == last[lang].casefold()
    no, maybe = {"fr": ("non", "cela dépend"), "en": ("no", "depends")}[lang]
    assert f" {no}," in told[0].casefold()
    assert "2018" in told[0]
    assert "2023" in told[1]
    assert maybe in meaning_sentences(WORKERS, "1123", None, lang)[-1]


def test_a_span_with_both_ends_in_words() -> None:
    item = replace(meaning(WORKERS, None, "33102", "fr")[-1], until="2024-01-01", counts=CANNOT_TELL)
    assert sentence(item, speaker("fr")).replace("\u00a0", " ") == (
        "FÉER 0, 1, 2 ou 3 : cela dépend du titre précis, du 23 novembre 2023 au 1er janvier 2024"
    )


def test_a_day_outside_every_span() -> None:
    spans = (Meaning("2020-01-01", "2020-12-31", "x", YES), Meaning("2022-01-01", None, "y", NO))
    assert on_day(spans, date(2019, 12, 31)) is None
    assert on_day(spans, date(2021, 6, 1)) is None
    assert on_day(spans, date(2020, 12, 31)) == spans[0]
    assert on_day(spans, date(2022, 1, 1)) == spans[1]
    assert on_day((), date(2022, 1, 1)) is None
