"""A law changed for a trial: what is asked is changed, in every text that asks it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from jalon import decide
from jalon.facts import load_applicant
from jalon.language import expressions as x
from jalon.language.builders import applicant
from jalon.language.statutes import Condition, Programme, Version
from jalon.language.walk import describe, walk
from jalon.law import PROGRAMMES
from jalon.law.editing import (
    EditError,
    Words,
    rewritten,
    with_condition,
    with_day,
    with_expression,
    with_months,
    with_number,
    with_values,
    with_window,
    without,
)

WORKERS, GRADUATES = PROGRAMMES["peq-workers"], PROGRAMMES["peq-graduates"]
DAY = date(2024, 6, 3)


def version(programme: Programme, day: date = DAY) -> Version:
    found = programme.version_on(day.toordinal())
    assert found is not None
    return found


def condition(programme: Programme, id: str, day: date = DAY) -> Condition:
    return next(one for one in version(programme, day).conditions if one.id == id)


def months(one: Condition) -> set[int]:
    return {node.months for node in walk(one.expr) if isinstance(node, x.Reaches)}


def test_another_number_of_months() -> None:
    before, after = (
        condition(WORKERS, "experience"),
        condition(with_months(WORKERS, "experience", 18, instead_of=24), "experience"),
    )
    assert (months(before), months(after)) == ({12, 24}, {12, 18})
    assert "18 mois au cours des 36 mois" in after.words.text("fr")
    assert "18 of the 36 months" in after.words.text("en")
    # The earlier text, kept for some people, is another one.
    assert after.former is not None
    assert before.former is not None
    assert after.former.condition is before.former.condition
    assert after.new is not None
    assert months(after.new) == {18}
    assert isinstance(after.expr, x.Choose)
    assert after.expr.otherwise is after.new.expr


def test_the_programme_given_stays_as_it_is() -> None:
    said = [(one.id, describe(one.expr)) for one in version(WORKERS).conditions]
    changed = with_months(WORKERS, "experience", 18, instead_of=24)
    assert said == [(one.id, describe(one.expr)) for one in version(WORKERS).conditions]
    others = [one for one in version(changed).conditions if one.id != "experience"]
    assert all(one is condition(WORKERS, one.id) for one in others)
    assert changed.id == WORKERS.id
    assert changed.intake is WORKERS.intake


def test_one_version_or_all_of_them() -> None:
    one = with_months(WORKERS, "experience", 6, on="2016-05-01")
    assert months(condition(one, "experience", date(2016, 5, 1))) == {6}
    assert version(one, date(2011, 1, 1)) is version(WORKERS, date(2011, 1, 1))
    every = with_months(WORKERS, "experience", 6, instead_of=12)
    assert months(condition(every, "experience", date(2011, 1, 1))) == {6}
    assert months(condition(every, "experience")) == {6, 24}
    # The text as written, of thirteen days of 2019, is a version as the others.
    written = dict(every.views)["as-written"][0]
    assert 12 not in months(next(one for one in written.conditions if one.id == "experience"))


def test_a_window_a_number_a_day_a_value() -> None:
    window = condition(with_window(WORKERS, "experience", 48, instead_of=36), "experience")
    assert "au cours des 48 mois" in window.words.text("fr")
    level = condition(with_number(WORKERS, "oral-french", 5, instead_of=7), "oral-french")
    assert "niveau 5" in level.words.text("fr")
    hours = condition(with_number(WORKERS, "experience", 25, instead_of=30), "experience")
    told = [node for node in walk(hours.expr) if isinstance(node, x.TimeIn) and node.pooled]
    assert {node.pooled[1] for node in told if node.pooled} == {25.0}
    assert any("25 heures" in node.words.text("fr") for node in walk(hours.expr) if isinstance(node, x.Test))
    reopening = date(2026, 7, 15)
    later = condition(with_day(WORKERS, "reference-date", "2024-01-01"), "reference-date", reopening)
    assert {node.iso for node in walk(later.expr) if isinstance(node, x.FixedDay)} == {"0001-01-01", "2024-01-01"}
    wider = condition(with_values(WORKERS, "experience", "teer", "0", "1", "2", "3", "4"), "experience")
    assert "FÉER 0, 1, 2, 3 ou 4" in wider.words.text("fr")


def test_the_law_changed_is_the_one_that_decides() -> None:
    someone = load_applicant(b"""
schema: 1
jobs:
- {occupation: {noc2021: "21230"}, started_on: 2022-12-01, ended_on: null, hours_per_week: 40, in_quebec: true,
   self_employed: false, controls_business: false, authorised: true, internship: none, leaves: []}
permits: []
stays_in_quebec: []
""")
    verdicts = {
        programme_id: next(one.verdict for one in decide(someone, DAY, programme).conditions if one.id == "experience")
        for programme_id, programme in (
            ("as it is", WORKERS),
            ("18", with_months(WORKERS, "experience", 18, instead_of=24)),
            ("19", with_months(WORKERS, "experience", 19, instead_of=24)),
        )
    }
    assert verdicts == {"as it is": "not-met", "18": "met", "19": "not-met"}


def test_conditions_come_and_go() -> None:
    ids = [one.id for one in version(GRADUATES).conditions]
    assert [one.id for one in version(without(GRADUATES, "oral-french")).conditions] == [
        id for id in ids if id != "oral-french"
    ]
    other = Condition(
        "reference-date", applicant.intends_to_settle, Words("…", "…"), condition(GRADUATES, "age").citation
    )
    assert version(with_condition(GRADUATES, other)).conditions[-1] is other
    mine = Condition("age", applicant.intends_to_settle, Words("…", "…"), other.citation)
    assert condition(with_condition(GRADUATES, mine, on=DAY), "age") is mine
    assert condition(with_condition(GRADUATES, mine, on=DAY), "age", date(2012, 1, 1)) is not mine
    assert [one.id for one in version(with_condition(GRADUATES, mine)).conditions] == ids


def test_an_expression_remade() -> None:
    words = Words("Travailler, ou le vouloir.", "Work, or want to.")
    changed = with_expression(
        WORKERS, "experience", lambda asked: asked | applicant.intends_to_settle, words=words, on=DAY
    )
    now = condition(changed, "experience")
    assert now.words == words
    assert isinstance(now.expr, x.Choose)
    assert isinstance(now.expr.then, x.Or)
    assert isinstance(now.expr.otherwise, x.Or)
    # Where there is no earlier text, the condition is its one text.
    plain = condition(with_expression(WORKERS, "presence", lambda asked: ~asked), "presence")
    assert plain.former is None
    assert isinstance(plain.expr, x.Not)


def test_what_does_not_change_stays_the_same_object() -> None:
    expr = condition(WORKERS, "experience").expr
    assert rewritten(expr, lambda node: node) is expr
    same = with_months(WORKERS, "experience", 24, instead_of=24)
    assert describe(condition(same, "experience").expr) == describe(expr)


@pytest.mark.parametrize(
    ("change", "french", "english"),
    [
        (
            lambda: with_months(WORKERS, "experiance", 18),
            "aucune condition « experiance »",
            "no condition “experiance”",
        ),
        (
            lambda: with_months(WORKERS, "experience", 18),
            "plusieurs chiffres (12, 18, 24)",
            "several figures (12, 18, 24)",
        ),
        (lambda: with_months(WORKERS, "experience", 18, instead_of=13), "13 ne s’y trouve pas", "13 is not there"),
        (lambda: with_months(WORKERS, "presence", 18), "aucun chiffre de cette sorte", "no figure of that sort"),
        (lambda: with_months(WORKERS, "experience", 0), "0 n’est pas un nombre de mois", "0 is not a number of months"),
        (lambda: with_window(WORKERS, "experience", True), "True n’est pas un nombre", "True is not a number"),
        (lambda: with_day(WORKERS, "reference-date", "2024-1-1"), "n’est pas un jour", "is not a day"),
        (lambda: with_values(WORKERS, "experience", "teer", "9"), "valeur inconnue 9", "no such value 9"),
        (lambda: without(WORKERS, "age", on="2009-01-01"), "aucune version le 2009-01-01", "no version on 2009-01-01"),
        (lambda: without(WORKERS, "values", on="2012-01-01"), "aucune condition « values »", "no condition “values”"),
        (
            lambda: with_values(WORKERS, "experience", "teer", "0", instead_of={"0", "1"}),
            "0/1 ne s’y trouve pas",
            "0/1 is not there",
        ),
        (
            lambda: with_number(WORKERS, "oral-french", 5),
            "plusieurs chiffres (3, 5, 7)",
            "several figures (3, 5, 7)",
        ),
    ],
)
def test_a_change_that_cannot_be_made_says_why(change: Callable[[], Programme], french: str, english: str) -> None:
    with pytest.raises(EditError) as raised:
        change()
    assert french in raised.value.text("fr").replace("\u00a0", " ")
    assert english in raised.value.text("en")
    assert str(raised.value) == raised.value.text("en")
