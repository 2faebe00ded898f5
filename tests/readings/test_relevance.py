"""Why something cannot be told: the paths of the facts that matter, and of no others, and the points at play."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.language import expressions as x
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.builders import ALWAYS, applicant, contested, on, since
from jalon.language.vocabulary import JOB, PERSON, STUDY
from jalon.readings.decide.evaluate import TRACE
from jalon.readings.decide.relevance import Open, is_open, measures_in, what_is_open
from language.made_up import DATES, fogged, people
from language.speaking import environments, law, open_in, value
from language.test_invariances import CAPPED, EXAMPLES, FULL_TIME, IN_QUEBEC, OF_THE_PERSON

FILED = "2024-06-03"
EVER = since(on("2000-01-01"))
YEAR = "applicant.jobs.where(lambda job: job.in_quebec).time_in(since(on('2000-01-01'))) >= months(12)"


def named(text: str, **facts: Any) -> set[str]:
    return open_in(law(text), facts, FILED)


def job(start: str, end: str | None, **more: Any) -> dict[str, Any]:
    return {"in_quebec": True, "started_on": start, "ended_on": end, **more}


# --- Whether a value leaves anything open -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (PERSON["intends_to_settle"], MAYBE, True),
        (PERSON["intends_to_settle"], YES, False),
        (PERSON["intends_to_settle"], NO, False),
        (JOB["internship"], 0b0110, True),
        (JOB["internship"], 0b0100, False),
        (JOB["internship"], 0, False),
        (PERSON["jobs"], ((), MAYBE), True),
        (PERSON["jobs"], ((), YES), False),
        (STUDY["hours"], (900, 1800), True),
        (STUDY["hours"], (900, 900), False),
        (PERSON["birth_date"], (1, 2), True),
        (PERSON["birth_date"], (2, 2), False),
    ],
)
def test_is_open(field: Any, value: Any, said: bool) -> None:
    assert is_open(field, value) is said


def test_nothing_is_open_in_what_is_known() -> None:
    for text, facts in (("applicant.intends_to_settle", {"intends_to_settle": False}), ("ALWAYS", {})):
        (env,) = environments(law(text), facts, FILED)
        assert what_is_open(law(text), env) == Open({}, {})


def test_the_environment_is_left_as_it_was() -> None:
    node = applicant.jobs.any(lambda job: job.in_quebec)
    (env,) = environments(node, {"jobs": [{}]}, FILED)
    env[TRACE] = trace = []
    before = list(env)

    assert list(what_is_open(node, env).facts) == ["jobs[0].in_quebec"]
    assert env == before
    assert trace == []


# --- Paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "paths"),
    [
        ("applicant.interview_speaking >= 4", {"french_interview": {}}, {"french_interview.levels.speaking"}),
        ("applicant.values_on + months(24) < FILING", {"values_attestation": "2022"}, {"values_attestation"}),
        (
            "applicant.stays.any(lambda s: covers(s, FILING))",
            {"stays_in_quebec": [{"from": "2020"}]},
            {"stays_in_quebec[0].to"},
        ),
        (
            "applicant.permits.any(lambda p: p.kind.isin('pgwp') & covers(p, FILING))",
            {"permits": [{"from": "2020", "to": None}, {"kind": "visitor"}]},
            {"permits[0].kind"},
        ),
        (
            "applicant.spouses.any(lambda s: s.accompanies & s.french.any(lambda p: p.listening_older >= 4))",
            {"spouse": {}},
            {"spouse.accompanies", "spouse.french"},
        ),
        (
            "applicant.children.any(lambda c: c.birth_date + months(216) <= FILING)",
            {"children": [{"birth_date": "2015"}, {"birth_date": "2006"}, {}]},
            {"children[1].birth_date", "children[2].birth_date"},
        ),
        ("applicant.jobs.any(lambda j: j.listed_2019)", {"jobs": [{}]}, {"jobs[0].occupation.noc2016"}),
        ("credential.return_honoured", {"studies": [{"bursary": {}}]}, {"studies[0].bursary.honoured"}),
        ("credential.hours >= 900", {}, {"studies"}),
        ("credential.other_studies.any(lambda o: o.full_time)", {}, {"studies"}),
        (
            "credential.other_studies.any(lambda o: o.full_time)",
            {"studies": [{"full_time": False}, {}]},
            {"studies[1].full_time"},
        ),
        ("applicant.regular_file_ended", {}, {"ended_regular_file"}),
    ],
)
def test_paths_of_facts(text: str, facts: dict[str, Any], paths: set[str]) -> None:
    assert named(text, **facts) == paths


def test_whoever_gives_marks_is_asked_for_a_mark() -> None:
    text = "applicant.french.any(lambda p: (p.listening_older >= 1) & (p.speaking_older >= 4))"
    proof = {"proof": "test", "test": "TEFAQ", "taken_on": "2022-03-01"}

    assert named(text, french=[{**proof, "scores": {"listening": 420}}]) == {"french[0].scores.speaking"}
    assert named(text, french=[{**proof, "levels": {"listening": 7}}]) == {"french[0].levels.speaking"}


def test_of_a_dep_and_an_asp_only_the_part_that_is_open() -> None:
    both = [{"level": "dep", "institution_in_quebec": True, "hours": 1200}, {"level": "asp"}]

    def of_pair(text: str) -> set[str]:
        node = law(f"credential.joins_dep_and_asp & ({text})")
        return open_in(node, {"studies": both}, FILED)

    assert of_pair("credential.institution_in_quebec") == {"studies[1].institution_in_quebec"}
    assert of_pair("credential.hours >= 1800") == {"studies[1].hours"}
    assert of_pair("credential.asp_started_on <= FILING") == {"studies[1].started_on"}


def test_a_part_of_unknown_level_is_asked_for_its_level() -> None:
    node = law("credential.joins_dep_and_asp & credential.level.isin('dep-asp')")

    assert open_in(node, {"studies": [{"level": "dep"}, {}]}, FILED) == {"studies[1].level"}


# --- What cannot move the answer any more is not named ----------------------------------------------------------------


def test_beside_what_is_settled_nothing_is_asked() -> None:
    text = "(applicant.intends_to_settle | applicant.self_sufficiency) & applicant.stay_conditions_respected"

    assert named(text, intends_to_settle=True) == {"stay_conditions_respected"}
    assert named(text, stay_conditions_respected=False) == set()


def test_of_a_choice_only_the_texts_that_may_govern() -> None:
    text = "Choose(applicant.values_exempt, applicant.intends_to_settle, applicant.self_sufficiency)"

    assert named(text, values_medical_exemption=True) == {"intends_to_settle"}
    assert named(text, values_medical_exemption=False) == {"financial_self_sufficiency"}
    unsaid = "Choose(applicant.stay_conditions_respected, applicant.intends_to_settle, applicant.self_sufficiency)"
    assert named(unsaid) == {"stay_conditions_respected", "intends_to_settle", "financial_self_sufficiency"}
    assert named(unsaid, intends_to_settle=True) == {"stay_conditions_respected", "financial_self_sufficiency"}


def test_a_point_is_named_where_its_readings_differ_with_what_makes_it_arise() -> None:
    text = "contested('P', one=ALWAYS, two=applicant.intends_to_settle, at_issue=applicant.stay_conditions_respected)"

    assert named(text, intends_to_settle=False) == {"P", "stay_conditions_respected"}
    assert named(text, intends_to_settle=False, stay_conditions_respected=True) == {"P"}
    assert named(text) == {"P", "intends_to_settle", "stay_conditions_respected"}


def test_an_imposed_reading_is_no_open_point() -> None:
    node = contested("P", one=ALWAYS, two=applicant.intends_to_settle)
    (env,) = environments(node, {}, FILED, {"P": "two"})

    assert what_is_open(node, env) == Open({"intends_to_settle": None}, {})


def test_of_a_sum_only_the_elements_that_may_count() -> None:
    text = "applicant.studies.where(lambda s: s.institution_in_quebec).sum(lambda s: s.years_in_french) >= 3"
    studies = [
        {"institution_in_quebec": False},
        {"institution_in_quebec": True},
        {"full_time_years_in_french": 3},
        {"institution_in_quebec": True, "full_time_years_in_french": 1},
    ]

    assert named(text, studies=studies) == {"studies[1].full_time_years_in_french", "studies[2].institution_in_quebec"}


# --- Measures of time -------------------------------------------------------------------------------------------------


def test_a_job_that_cannot_tip_the_balance_is_not_asked_about() -> None:
    short = {"started_on": "2022-03-01", "ended_on": "2022-03-20"}
    long = {"started_on": "2020-01-01", "ended_on": "2021-06-30"}

    assert named(YEAR, jobs=[short, long]) == {"jobs[1].in_quebec"}


def test_jobs_that_only_tip_it_together_are_asked_about() -> None:
    halves = [
        {"started_on": "2022-01-01", "ended_on": "2022-06-30"},
        {"started_on": "2022-07-01", "ended_on": "2022-12-31"},
    ]

    assert named(YEAR, jobs=halves) == {"jobs[0].in_quebec", "jobs[1].in_quebec"}


def test_the_end_of_a_job_still_held_is_not_missing() -> None:
    assert named(YEAR, jobs=[job("2023-06", "2024-07..2024-09")]) == {"jobs[0].started_on"}
    assert named(YEAR, jobs=[job("2023-06-03", "2024-05..2024-09")]) == {"jobs[0].ended_on"}


def test_only_the_count_of_months_is_open() -> None:
    assert named(YEAR, jobs=[job("2022-02-01", "2023-01-30")]) == {"A-U6"}


def test_leaves_are_asked_about_where_they_are_taken_out() -> None:
    less = YEAR.replace("'))) >=", "')), less='leaves') >=")
    held = job("2022-01-01", "2022-12-31", leaves=[{"from": "2022-12-01"}, {"from": "2022-05", "to": "2022-06-15"}])

    assert named(YEAR, jobs=[held]) == set()
    assert named(less, jobs=[{**held, "leaves": [{"to": "2023"}]}]) >= {"jobs[0].leaves[0].from"}


def test_hours_are_asked_about_where_they_are_pooled() -> None:
    pooled = "applicant.jobs.time_in(since(on('2000-01-01')), pooled=('hours_per_week', 30)) >= months(12)"
    jobs = [
        {"started_on": "2022-01-01", "ended_on": "2022-12-31", "hours_per_week": 20},
        {"started_on": "2022-01-01", "ended_on": "2022-12-31"},
        {"started_on": "2023-01-01", "ended_on": "2023-02-28"},
    ]

    assert named(pooled, jobs=jobs) == {"jobs[1].hours_per_week"}


def test_each_of_two_measures_is_asked_about() -> None:
    jobs = [
        {"internship": "none", "in_quebec": True, "started_on": "2022-01-01", "ended_on": "2022-09-30"},
        {"internship": "compulsory", "started_on": "2021-01-01"},
    ]

    assert named(f"{CAPPED} >= months(12)", jobs=jobs) == {"jobs[1].ended_on"}
    assert named(f"{CAPPED} >= months(12)") == {"jobs"}


def test_an_edge_of_the_window_is_asked_about() -> None:
    after = "applicant.jobs.time_in(since(credential.completed_on)) >= months(12)"
    held = [{"started_on": "2020-01-01", "ended_on": "2022-06-30"}]

    assert named(after, studies=[{"level": "masters", "completed_on": "2021"}], jobs=held) == {
        "studies[0].completed_on"
    }


def test_beyond_so_many_uncertain_jobs_each_is_taken_to_matter() -> None:
    jobs = [{"started_on": f"20{10 + i}-01-01", "ended_on": f"20{10 + i}-03-31"} for i in range(12)]

    assert named(YEAR, jobs=jobs) == {f"jobs[{i}].in_quebec" for i in range(12)}


def test_measures_that_a_sum_of_measures_is_made_of() -> None:
    held = applicant.jobs.time_in(EVER)
    other = applicant.jobs.where(lambda job: job.in_quebec).time_in(EVER)

    assert measures_in(held) == (held,)
    assert measures_in(x.Capped(held, 3)) == (held,)
    assert measures_in(other + x.Capped(held, 3)) == (other, held)
    with pytest.raises(TypeError, match="no such measure: Always"):
        measures_in(ALWAYS)  # type: ignore[arg-type]


# --- Properties -------------------------------------------------------------------------------------------------------

TEXTS = (*OF_THE_PERSON, f"{FULL_TIME}.any(lambda job: job.leaves.any())", f"{IN_QUEBEC}.all(lambda j: j.authorised)")


@pytest.mark.parametrize("text", TEXTS)
@settings(max_examples=EXAMPLES)
@given(whole=people(), data=st.data(), day=DATES)
def test_what_is_open_says_why_and_only_then(text: str, whole: Any, data: st.DataObject, day: Any) -> None:
    node, facts = law(text), data.draw(fogged(whole))

    assert bool(open_in(node, facts, str(day))) == (value(node, facts, str(day)) == MAYBE)


@pytest.mark.parametrize("text", TEXTS)
@settings(max_examples=EXAMPLES)
@given(whole=people(), data=st.data(), day=DATES)
def test_facts_that_are_not_named_never_settle_it(text: str, whole: Any, data: st.DataObject, day: Any) -> None:
    node, fog = law(text), data.draw(fogged(whole))

    if value(node, fog, str(day)) == MAYBE:
        told = told_but(with_starts(open_in(node, fog, str(day))), fog, whole)
        assert value(node, told, str(day)) == MAYBE


def with_starts(paths: set[str]) -> set[str]:
    """An end comes after its start, so a start says something of the end that is named: it is told with it."""
    ends = {"completed_on": "started_on", "awarded_on": "started_on", "ended_on": "started_on", "to": "from"}
    heads = [path.rpartition(".") for path in paths]
    return paths | {f"{owner}.{ends[key]}" for owner, _, key in heads if key in ends}


def told_but(paths: set[str], fog: Any, whole: Any, at: str = "") -> Any:
    """The file with everything told but the facts at some paths, which stay as they are in the fog."""
    if isinstance(whole, list):
        return [told_but(paths, fog[i], item, f"{at}[{i}]") for i, item in enumerate(whole)]
    if not isinstance(whole, dict):
        return whole
    told = {}
    for key, item in whole.items():
        path = f"{at}.{key}" if at else key
        inside = any(name.startswith((f"{path}.", f"{path}[")) for name in paths)
        if path not in paths and not inside:
            told[key] = item
        elif key in fog:
            told[key] = told_but(paths, fog[key], item, path) if inside else fog[key]
    return told


@settings(max_examples=EXAMPLES)
@given(people(), st.data())
def test_telling_all_but_nothing_is_telling_all(whole: Any, data: st.DataObject) -> None:
    assert told_but(set(), data.draw(fogged(whole)), whole) == whole
