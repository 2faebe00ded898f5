"""The report of a decision: its shape, its sentences in both languages, and the page that people read."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jalon import decide, decide_all, load_applicant, load_cases, parse_applicant
from jalon.facts.cases import Case
from jalon.facts.writing import to_dict
from jalon.i18n import LANGUAGES, speaker
from jalon.readings.decide.reasons import reasons
from jalon.readings.decide.report import SHAPE, decision_report, report
from jalon.readings.decide.text import outcome_sentence, text_of, wrapped
from readings.tongues import french_words

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "applicant.yaml"
CASES = ROOT / "tests" / "cases"
DAY = date(2024, 6, 3)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for name in ("peq", "own_missing", "own_118_3") for case in load_cases(CASES / f"{name}.yaml"))


def example(**changes: Any) -> Any:
    """The example; ... takes a key out."""
    data = {**to_dict(load_applicant(EXAMPLE)), **changes}
    return parse_applicant({key: value for key, value in data.items() if value is not ...})


def told(applicant: Any, programme: str = "peq-workers", day: date = DAY, lang: str = "fr") -> dict[str, Any]:
    return decision_report(decide(applicant, day, programme), lang)


def page(applicant: Any, programme: str = "peq-workers", day: date = DAY, lang: str = "fr") -> str:
    return text_of(report([decide(applicant, day, programme)], lang))


def by_id(decision: dict[str, Any]) -> dict[str, Any]:
    return {condition["id"]: condition for condition in decision["conditions"]}


KEYS = {
    *("programme", "title", "filed_on", "view", "outcome", "conditions_verdict", "failing", "undetermined", "missing"),
    *("intake", "version", "study", "conditions", "duties", "warnings", "checked_until", "receipt"),
}
CONDITION_KEYS = {"id", "name", "verdict", "asked", "clause", "texts", "missing", "contested"}
TEXT_KEYS = {"verdict", "asks", "citation", "parts", "measured", "facts", "counted", "not_counted"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shape(lang: str) -> None:
    whole = report(decide_all(load_applicant(EXAMPLE), DAY), lang)
    assert (whole["shape"], whole["lang"], len(whole["decisions"])) == (SHAPE, lang, 2)
    assert json.loads(json.dumps(whole)) == whole
    for decision in whole["decisions"]:
        assert set(decision) >= KEYS
        for condition in decision["conditions"]:
            assert set(condition) >= CONDITION_KEYS
            assert all(set(text) >= TEXT_KEYS for text in condition["texts"])


def test_the_shape_before_the_programme() -> None:
    decision = told(load_applicant(EXAMPLE), day=date(2009, 1, 1))
    assert set(decision) >= KEYS
    assert (decision["version"], decision["conditions"]) == (None, [])
    assert "n’existe pas encore" in page(load_applicant(EXAMPLE), day=date(2009, 1, 1))


def same_but_words(a: Any, b: Any) -> bool:
    """Two reports that differ in their sentences only."""
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same_but_words(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same_but_words, a, b))
    return type(a) is type(b) if isinstance(a, str) else a == b


def without_quotes(case: Case, text: str) -> str:
    """The text less what the file itself says: its titles and programmes stay as they were written."""
    for part in (*(case.applicant.jobs or ()), *(case.applicant.studies or ())):
        name = getattr(part, "title", None) or getattr(part, "programme", None)
        if name:
            text = text.replace(name, "")
    return text


def every_case(lang: str) -> list[tuple[Case, dict[str, Any]]]:
    return [(c, report([decide(c.applicant, c.filed_on, c.programme, c.view)], lang)) for c in cases()]


def test_every_case_is_told_in_both_languages_alike() -> None:
    for (case, french), (_, english) in zip(every_case("fr"), every_case("en"), strict=True):
        assert same_but_words(french["decisions"], english["decisions"]), case.id


def test_no_french_is_left_in_english() -> None:
    for case, english in every_case("en"):
        # Wrapping may cut a title in two, so lines are joined before it is taken out.
        text = without_quotes(case, " ".join(text_of(english).split()))
        assert french_words(text) == set(), case.id
        assert "{" not in text, case.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_tidy(lang: str) -> None:
    for case, whole in every_case(lang):
        for line in text_of(whole).splitlines():
            assert len(line) <= 130, (case.id, line)
            assert line == line.rstrip(), (case.id, line)
            assert not any(mark in line for mark in ("None", "{", "  .", "..", ", ,", "()", "9999", "0001")), case.id


def test_every_firm_failure_has_a_reason() -> None:
    """Whoever reads that a condition fails is told why: a part, a measure, a fact or an element left out, or no element."""
    for case, whole in every_case("en"):
        for condition in whole["decisions"][0]["conditions"]:
            for text in condition["texts"]:
                if text["verdict"] == "not-met":
                    told = text["parts"] or text["measured"] or text["facts"] or text["not_counted"] or text["counted"]
                    lists_empty = not case.applicant.jobs or not case.applicant.stays_in_quebec
                    assert told or lists_empty, (case.id, condition["id"])


def test_an_undetermined_condition_names_facts_or_points() -> None:
    for case, whole in every_case("en"):
        decision = whole["decisions"][0]
        for condition in decision["conditions"]:
            if condition["verdict"] == "undetermined" and decision["conditions_verdict"] == "undetermined":
                assert condition["missing"] or condition["contested"], (case.id, condition["id"])
            if condition["verdict"] != "undetermined":
                assert not condition["missing"], (case.id, condition["id"])
                assert not condition["contested"], (case.id, condition["id"])


def sentence(applicant: Any, programme: str, day: date, lang: str = "en") -> str:
    return outcome_sentence(told(applicant, programme, day, lang), speaker(lang))


@pytest.mark.parametrize(
    ("changes", "programme", "day", "words"),
    [
        ({}, "peq-workers", DAY, "ELIGIBLE: "),
        ({"intends_to_settle": False}, "peq-workers", DAY, "NOT ELIGIBLE: Intention to settle."),
        ({}, "peq-graduates", date(2024, 11, 15), "NOT ELIGIBLE: every condition is met, but"),
        ({"intends_to_settle": False}, "peq-graduates", date(2024, 11, 15), "NOT ELIGIBLE: Intention to settle; "),
        ({"intends_to_settle": ...}, "peq-graduates", date(2024, 11, 15), "NOT ELIGIBLE: applications are not"),
        ({"intends_to_settle": ...}, "peq-workers", DAY, "UNDETERMINED: Intention to settle."),
    ],
)
def test_the_answer_in_one_sentence(changes: Any, programme: str, day: date, words: str) -> None:
    assert words in sentence(example(**changes), programme, day)
    assert sentence(example(**changes), programme, day, "fr").split("\u00a0:")[0].isupper()


def test_all_met_but_intake_unknown() -> None:
    late = [{"proof": "test", "test": "TEFAQ", "taken_on": "2026-01-01", "levels": {"listening": 8, "speaking": 8}}]
    permits = [{"kind": "pgwp", "from": "2022-07-10", "to": None}]
    decision = told(example(french=late, permits=permits), "peq-workers", date(2026, 11, 10), "en")
    assert (decision["conditions_verdict"], decision["outcome"]) == ("met", "undetermined")
    assert "UNDETERMINED: every condition is met" in outcome_sentence(decision, speaker("en"))


def test_months_counted_and_asked() -> None:
    (time,) = by_id(told(load_applicant(EXAMPLE)))["experience"]["texts"][0]["measured"]
    assert time["kind"] == "time"
    assert (time["needed_months"], time["least_months"]) == (24, 24)
    assert time["spells"] == [{"from": "2022-05-30", "to": "2024-06-02"}]
    assert "24 mois" in time["sentence"]


def test_too_few_days_say_how_many_are_lacking() -> None:
    jobs = [{**to_dict(load_applicant(EXAMPLE))["jobs"][0], "started_on": "2022-06-04"}]
    permits = [{"kind": "visitor", "from": "2019-08-10", "to": None}]
    condition = by_id(told(example(jobs=jobs, permits=permits), lang="en"))["experience"]
    (time,) = [m for m in condition["texts"][0]["measured"] if m["kind"] == "time"]
    assert condition["verdict"] == "undetermined"
    assert "more day" in time["sentence"]
    assert [p["point"] for p in condition["contested"]] == ["A-U6"]


def test_a_job_left_out_says_why() -> None:
    job = to_dict(load_applicant(EXAMPLE))["jobs"][0]
    text = page(example(jobs=[{**job, "occupation": {"noc2016": "9611", "noc2021": "95100"}}]), lang="en")
    assert "Job 1 (Programmeuse) does not count" in text
    assert "TEER" in text


def test_two_texts_are_both_told_while_the_clause_is_in_doubt() -> None:
    """A student on 21 July 2020: whether s. 118.4 applies is contested (B-3)."""
    decision = told(load_applicant(EXAMPLE), day=date(2022, 1, 15), lang="en")
    experience = by_id(decision)["experience"]
    assert experience["clause"]["applies"] == "cannot-tell"
    assert len(experience["texts"]) == 2


def test_a_condition_that_is_not_asked_says_so() -> None:
    study = {**to_dict(load_applicant(EXAMPLE))["studies"][0], "completed_on": "2020-05-25", "awarded_on": "2020-06-15"}
    applicant = example(studies=[{**study, "started_on": "2017-08-28"}])
    decision = told(applicant, "peq-graduates", date(2022, 1, 15))
    assert by_id(decision)["experience"]["asked"] is False
    assert "non demandé" in page(applicant, "peq-graduates", date(2022, 1, 15))


def test_readings_of_a_contested_point_are_told_with_their_verdicts() -> None:
    study = {**to_dict(load_applicant(EXAMPLE))["studies"][0], "completed_on": "2021-06-03", "awarded_on": "2021-06-03"}
    applicant = example(studies=[{**study, "started_on": "2018-08-27"}])
    (diploma,) = [c for c in told(applicant, "peq-graduates")["conditions"] if c["id"] == "diploma"]
    (point,) = diploma["contested"]
    assert point["point"] == "C-1"
    assert {r["name"]: r["verdict"] for r in point["readings"]} == {"inside": "met", "outside": "not-met"}
    assert "C-1" in page(applicant, "peq-graduates")


def test_as_written_is_said() -> None:
    text = text_of(report([decide(load_applicant(EXAMPLE), date(2019, 11, 5), "peq-workers", "as-written")], "en"))
    assert "as written" in text.splitlines()[1]


def test_an_exception_to_a_closed_intake_names_what_is_missing() -> None:
    permits = [{"kind": "pgwp", "from": "2018-01-01"}]
    decision = told(example(permits=permits, ended_regular_file=None), "peq-graduates", date(2019, 8, 1))
    assert [m["path"] for m in decision["intake"]["missing"]] == ["permits[0].to"]


def test_a_dep_and_its_asp_are_named_together() -> None:
    study = to_dict(load_applicant(EXAMPLE))["studies"][0]
    dep = {**study, "level": "dep", "hours": 1350, "completed_on": "2021-12-17", "awarded_on": "2022-01-10"}
    asp = {**study, "level": "asp", "hours": 450, "started_on": "2022-01-17"}
    decision = told(example(studies=[dep, asp]), "peq-graduates", lang="en")
    assert decision["study"] == ["studies[0]", "studies[1]"]
    (diploma,) = [c for c in decision["conditions"] if c["id"] == "diploma"]
    assert diploma["verdict"] == "met"
    hours = [m for m in diploma["texts"][0]["measured"] if m["fact"].endswith(".hours")]
    assert hours[0]["fact"] == "studies[0]+studies[1].hours"
    assert " and " in hours[0]["label"]


def test_paint_is_given_each_mark() -> None:
    seen = set()

    def paint(text: str, mark: str) -> str:
        seen.add(mark)
        return text

    whole = report(decide_all(example(intends_to_settle=False, birth_date=...), date(2022, 1, 15)), "fr")
    text_of(whole, paint)
    assert {"title", "met", "not-met", "undetermined", "not-eligible"} <= seen


def test_reasons_are_values() -> None:
    decision = decide(load_applicant(EXAMPLE), DAY, "peq-workers")
    for result in decision.conditions:
        for reason in reasons(result):
            assert reason.value == 2
            for time in [t for t in reason.times if t.needed_months == 24]:
                assert (time.least_days, time.most_days) == (735, 736)
                assert (time.enough, time.too_few) == (731, 728)
                assert time.most_months == 24


def test_wrapping_an_empty_text() -> None:
    assert wrapped("", "  - ") == ["  -"]
    assert wrapped("un", "  - ") == ["  - un"]
