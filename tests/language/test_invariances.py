"""What never changes a measure, and what never changes a firm answer: properties over made-up files."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.language.bounds import MAYBE
from jalon.language.expressions import Contested, Reaches
from jalon.language.spells import without
from jalon.language.walk import walk
from jalon.readings.decide.evaluate import compiled
from language.made_up import DATES, fogged, jobs, people, split
from language.speaking import environments, law, value

# Each property holds for every text of the lists below: a few files for each, many in the deep tests.
EXAMPLES = 400 if os.environ.get("JALON_DEEP") else 20
FULL_TIME = "applicant.jobs.where(lambda job: job.in_quebec & job.authorised & (job.hours_per_week >= 30))"
IN_QUEBEC = "applicant.jobs.where(lambda job: job.in_quebec & job.authorised)"
MEASURES = (
    f"{FULL_TIME}.time_in(last(months(24))) >= months(12)",
    f"{IN_QUEBEC}.time_in(last(months(36)), pooled=('hours_per_week', 30)) >= months(24)",
    f"{FULL_TIME}.time_in(since(on('2015-01-01')), less='leaves') >= months(12)",
    f"{IN_QUEBEC}.time_in(up_to('2022-11-19', 'C-5', 'excluded', 'included'), less='leaves',"
    " pooled=('hours_per_week', 30)) >= months(18)",
)
CAPPED = (
    "applicant.jobs.where(lambda job: job.in_quebec & job.internship.isin('none')).time_in(last(months(60)))"
    " + Capped(applicant.jobs.where(lambda job: job.internship.isin('compulsory')).time_in(since(on('2015-01-01'))), 3)"
)
OF_THE_PERSON = (
    *MEASURES,
    f"{CAPPED} >= months(12)",
    f"{CAPPED} >= months(18)",
    f"contested('A-U11', counted={FULL_TIME}.time_in(last(months(24))) >= months(12),"
    f" taken_out={FULL_TIME}.time_in(last(months(24)), less='leaves') >= months(12),"
    " at_issue=applicant.jobs.any(lambda job: job.leaves.any()))",
    f"broader('A-U5', 'apart', {FULL_TIME}.time_in(last(months(24))) >= months(6),"
    f" 'added', {IN_QUEBEC}.time_in(last(months(24)), pooled=('hours_per_week', 30)) >= months(6))",
    "applicant.jobs.where(lambda job: covers(job, FILING) & job.in_quebec).sum(lambda job: job.hours_per_week) >= 30",
    "applicant.spouses.all(lambda s: ~s.accompanies | s.french.any(lambda p: p.speaking_older >= 4))",
    "applicant.french.any(lambda p: p.proof.isin('test') & within_last(p.taken_on, months(24)))",
    "Choose(applicant.permits.any(lambda p: covers(p, on('2020-07-21'))),"
    " applicant.jobs.any(lambda job: job.in_quebec), applicant.intends_to_settle)",
    "applicant.studies.where(lambda s: s.completed_on <= FILING).sum(lambda s: s.years_in_french) >= 3",
    "applicant.jobs.any(lambda job: job.skill_level.isin('0', 'A', 'B') & ~job.self_employed) & "
    "((applicant.birth_date + months(216) <= FILING) | ~applicant.purpose.isin('work'))",
)
OF_THE_CREDENTIAL = (
    f"{FULL_TIME}.time_in(since(credential.completed_on)) >= months(12)",
    "credential.level.isin('bachelor') & within_last(credential.awarded_on, months(36))",
    "credential.level.isin('dep', 'dep-asp') & (credential.hours * credential.share_stayed_in_quebec >= 900)",
    "credential.level.isin('dep', 'bachelor')"
    " & ~credential.other_studies.any(lambda o: o.institution_in_quebec & (o.started_on >= credential.awarded_on))",
    "credential.level.isin('bachelor') & (~credential.return_condition | credential.return_honoured"
    " | contested('C-bursary', counts=credential.return_released, honoured=NEVER_SO))",
    f"Choose(credential.level.isin('dep'), {CAPPED} >= months(18), {CAPPED} >= months(12))",
)


def measured(text: str, of: list[dict[str, Any]], filed_on: str) -> Any:
    """The days that surely and that possibly count."""
    node = law(text)
    assert isinstance(node, Reaches)
    (env,) = environments(node, {"jobs": of}, filed_on)
    return compiled(node.spells)(env)


@settings(max_examples=2 * EXAMPLES)
@given(
    st.data(), st.lists(jobs(), min_size=1, max_size=4), DATES, st.sampled_from([*MEASURES, f"{CAPPED} >= months(12)"])
)
def test_splitting_a_job_never_changes_the_measure(data: st.DataObject, of: list[Any], day: Any, text: str) -> None:
    which = data.draw(st.integers(0, len(of) - 1))
    again = [*of[:which], *data.draw(split(of[which])), *of[which + 1 :]]

    assert measured(text, again, str(day)) == measured(text, of, str(day))


@settings(max_examples=2 * EXAMPLES)
@given(st.data(), st.lists(jobs(), max_size=5), DATES, st.sampled_from([*MEASURES, f"{CAPPED} >= months(12)"]))
def test_the_order_of_jobs_never_changes_the_measure(data: st.DataObject, of: list[Any], day: Any, text: str) -> None:
    vague = data.draw(fogged(of))

    assert measured(text, data.draw(st.permutations(vague)), str(day)) == measured(text, vague, str(day))


@settings(max_examples=2 * EXAMPLES)
@given(st.lists(jobs(), max_size=4), jobs(), DATES, st.sampled_from(MEASURES))
def test_a_job_that_does_not_count_never_changes_the_measure(of: list[Any], more: Any, day: Any, text: str) -> None:
    assert measured(text, [*of, {**more, "in_quebec": False}], str(day)) == measured(text, of, str(day))


@settings(max_examples=2 * EXAMPLES)
@given(st.data(), st.lists(jobs(), max_size=4), DATES, st.sampled_from([*MEASURES, f"{CAPPED} >= months(12)"]))
def test_what_surely_counts_possibly_counts(data: st.DataObject, of: list[Any], day: Any, text: str) -> None:
    found = measured(text, data.draw(fogged(of)), str(day))

    for least, most in found if "Capped" in text else (found,):
        assert without(least, most) == ()


@pytest.mark.parametrize("text", OF_THE_PERSON)
@settings(max_examples=EXAMPLES)
@given(whole=people(), data=st.data(), day=DATES)
def test_a_firm_answer_outlives_every_completion(text: str, whole: Any, data: st.DataObject, day: Any) -> None:
    node = law(text)
    firm = value(node, data.draw(fogged(whole)), str(day))

    if firm != MAYBE:
        assert value(node, whole, str(day)) == firm


@pytest.mark.parametrize("text", OF_THE_CREDENTIAL)
@settings(max_examples=EXAMPLES)
@given(whole=people(), data=st.data(), day=DATES)
def test_a_firm_answer_about_the_credential_outlives_it_too(
    text: str, whole: Any, data: st.DataObject, day: Any
) -> None:
    node = law(text)
    firm = value(node, data.draw(fogged(whole)), str(day))

    if firm != MAYBE:
        assert value(node, whole, str(day)) == firm


@pytest.mark.parametrize("text", [*OF_THE_PERSON, *OF_THE_CREDENTIAL])
@settings(max_examples=EXAMPLES)
@given(whole=people(joined=True), data=st.data(), day=DATES)
def test_a_firm_answer_outlives_every_reading(text: str, whole: Any, data: st.DataObject, day: Any) -> None:
    node, facts = law(text), data.draw(fogged(whole))
    firm = value(node, facts, str(day))
    readings = {(part.point, name) for part in walk(node) if isinstance(part, Contested) for name, _ in part.readings}
    if any(isinstance(part, Reaches) for part in walk(node)):
        readings |= {("A-U6", "short-months"), ("A-U6", "full-months")}

    if firm != MAYBE:
        for point, reading in sorted(readings):
            assert value(node, facts, str(day), {point: reading}) == firm, (point, reading)


@settings(max_examples=2 * EXAMPLES)
@given(st.data(), people(), DATES, st.sampled_from(OF_THE_PERSON))
def test_knowing_more_never_undoes_a_firm_answer(data: st.DataObject, whole: Any, day: Any, text: str) -> None:
    node, thin = law(text), data.draw(fogged(whole))
    thick = data.draw(fogged(thin))
    firm = value(node, thick, str(day))

    if firm != MAYBE:
        assert value(node, thin, str(day)) == firm
