"""What a programme of the law is made of: figures in words, spans without gap or overlap, versions and intake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jalon.language.builders import ALWAYS
from jalon.language.calendar import day
from jalon.language.statutes import Citation, Condition, Former, Instrument, Intake, Programme, Version, Words

TITLE = Words("Titre", "Title")
ACT = Instrument("act", TITLE)
CITED = Citation(ACT, "1", "high", ())


def condition(id: str) -> Condition:
    return Condition(id, ALWAYS, TITLE, CITED)


def version(since: str, until: str | None, *ids: str) -> Version:
    return Version(since, until, TITLE, tuple(map(condition, ids)), (ACT,))


def intake(since: str, until: str | None, state: str = "open") -> Intake:
    return Intake(since, until, state, TITLE, CITED)  # type: ignore[arg-type]


def programme(versions: tuple[Version, ...], periods: tuple[Intake, ...] = (), **more: object) -> Programme:
    return Programme("p", TITLE, versions, periods, "2026-11-23", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (24, "24", "24"),
        (24.0, "24", "24"),
        (0.75, "0,75", "0.75"),
        (1800, "1\u00a0800", "1,800"),
        (frozenset({"B", "0", "A"}), "0, A ou B", "0, A or B"),
        (("D", "C"), "C ou D", "C or D"),
        (frozenset({"D"}), "D", "D"),
        ("texte", "texte", "texte"),
        (Words("à ce niveau", "at that level"), "à ce niveau", "at that level"),
    ],
)
def test_figures_in_both_languages(value: object, fr: str, en: str) -> None:
    words = Words("il faut {n}", "it takes {n}").with_figures(n=value)

    assert words.text("fr") == f"il faut {fr}"
    assert words.text("en") == f"it takes {en}"


def test_figures_inside_nested_words() -> None:
    inner = Words("{h}\u00a0h", "{h} h").with_figures(h=1800)
    outer = Words("au moins {what}", "at least {what}").with_figures(what=inner)

    assert outer.text("fr") == "au moins 1\u00a0800\u00a0h"
    assert outer.text("en") == "at least 1,800 h"


def test_a_figure_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="n"):
        Words("il faut {n}", "it takes {n}").text("fr")


def test_a_condition_stands_once_in_a_version() -> None:
    with pytest.raises(ValueError, match=r"2020-01-01.*stands twice"):
        version("2020-01-01", None, "age", "stay", "age")


@pytest.mark.parametrize("make", [version, intake])
def test_a_span_does_not_end_before_it_starts(make: object) -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        make("2020-01-02", "2020-01-01")  # type: ignore[operator]


def test_a_span_of_one_day() -> None:
    assert version("2020-01-02", "2020-01-02").first == version("2020-01-02", "2020-01-02").last == day("2020-01-02")


@pytest.mark.parametrize("until", ["2020-06-28", "2020-06-30", None])
def test_versions_leave_no_gap_and_no_overlap(until: str | None) -> None:
    with pytest.raises(ValueError, match="p: a gap or an overlap between 2020-01-01 and 2020-06-30"):
        programme((version("2020-01-01", until), version("2020-06-30", None)))


@pytest.mark.parametrize("until", ["2020-06-28", "2020-06-30"])
def test_intake_leaves_no_gap_and_no_overlap(until: str) -> None:
    with pytest.raises(ValueError, match="p: a gap or an overlap between 2020-01-01 and 2020-06-30"):
        programme((), (intake("2020-01-01", until), intake("2020-06-30", None)))


def test_the_version_of_a_day() -> None:
    old, new = version("2020-01-01", "2020-06-29"), version("2020-06-30", None)
    both = programme((old, new))

    assert both.version_on(day("2019-12-31")) is None
    assert both.version_on(day("2020-01-01")) is old
    assert both.version_on(day("2020-06-29")) is old
    assert both.version_on(day("2020-06-30")) is new
    assert both.version_on(day("2090-01-01")) is new


def test_after_the_last_version_there_is_none() -> None:
    assert programme((version("2020-01-01", "2020-06-29"),)).version_on(day("2020-06-30")) is None


def test_a_view_has_its_own_versions_on_its_days_only() -> None:
    applied = version("2019-11-01", None)
    first, second = version("2019-11-01", "2019-11-05"), version("2019-11-06", "2019-11-13")
    both = programme((applied,), views=(("other", ()), ("as-written", (first, second))))

    assert both.version_on(day("2019-11-10"), "as-written") is second
    assert both.version_on(day("2019-11-03"), "as-written") is first
    assert both.version_on(day("2019-11-10")) is applied
    assert both.version_on(day("2019-11-14"), "as-written") is applied


def test_the_intake_of_a_day() -> None:
    closed, opened = intake("2020-01-01", "2020-06-29", "closed"), intake("2020-06-30", None)
    both = programme((), (closed, opened))

    assert both.intake_on(day("2020-06-29")) is closed
    assert both.intake_on(day("2020-06-30")) is opened
    with pytest.raises(LookupError, match=r"p: no intake is recorded for 2019-12-31"):
        both.intake_on(day("2019-12-31"))


def test_a_condition_is_its_own_text_unless_an_earlier_one_may_take_its_place() -> None:
    plain, earlier = condition("age"), condition("age")
    either = replace(plain, former=Former(ALWAYS, earlier, plain, CITED, TITLE))
    dropped = replace(plain, former=Former(ALWAYS, earlier, None, CITED, TITLE))

    assert plain.new is plain
    assert either.new is plain
    assert dropped.new is None
