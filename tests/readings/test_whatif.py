"""What if: changes are pure and exact, before and after are those of `when`, and a couple is told who should apply."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.facts import Applicant, FactsError, FrenchProof, load_applicant, parse_applicant, to_dict
from jalon.readings.decide.decision import decide
from jalon.readings.timeline.when import Run, when
from jalon.readings.whatif import (
    Change,
    ChangeError,
    changed,
    compared,
    couple,
    job_ends,
    set_at,
    spouse_is,
    took_test,
    whatif_report,
    with_spouse,
)
from readings.people import Person, complete_people, examples
from readings.tongues import french_words

EXAMPLE = load_applicant(Path(__file__).parents[2] / "examples" / "applicant.yaml")
FIRST = date(2023, 6, 3)
LAST = date(2026, 12, 31)


def data_after(*changes: Change, of: Applicant = EXAMPLE) -> dict[str, Any]:
    return to_dict(changed(of, changes))


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_a_job_ends_and_the_file_itself_does_not_change() -> None:
    before = to_dict(EXAMPLE)
    after = data_after(job_ends(date(2024, 1, 31)))
    assert to_dict(EXAMPLE) == before
    assert after["jobs"][0]["ended_on"] == "2024-01-31"
    after["jobs"][0]["ended_on"] = None
    assert after == before


def test_only_the_jobs_held_that_day_end() -> None:
    job = to_dict(EXAMPLE)["jobs"][0]
    jobs = [
        {**job, "started_on": "2020-01-01", "ended_on": "2021-01-01"},
        {**job, "started_on": "2022-01-01", "ended_on": "2024-12-31"},
        {**job, "started_on": "2023-01-01", "ended_on": None},
        {**job, "started_on": "2024-06-01", "ended_on": None},
    ]
    after = data_after(job_ends(date(2024, 1, 31)), of=changed(EXAMPLE, [set_at("jobs", jobs)]))
    assert [j["ended_on"] for j in after["jobs"]] == ["2021-01-01", "2024-01-31", "2024-01-31", None]


def test_no_job_to_end_is_refused() -> None:
    with pytest.raises(ChangeError) as caught:
        changed(EXAMPLE, [job_ends(date(2021, 1, 1))])
    assert (caught.value.kind, caught.value.place) == ("no-job", "2021-01-01")


def test_a_test_is_added_with_the_papers_given() -> None:
    after = data_after(took_test("TCF-Quebec", (7, 8), date(2025, 2, 1)))
    assert after["french"][:-1] == to_dict(EXAMPLE)["french"]
    assert after["french"][-1] == {
        "proof": "test",
        "test": "TCF-Quebec",
        "taken_on": "2025-02-01",
        "levels": {"listening": 7, "speaking": 8, "reading": None, "writing": None},
    }


def test_a_test_more_does_not_make_unknown_proofs_known() -> None:
    data = to_dict(EXAMPLE)
    del data["french"]
    data["studies"] = []
    unknown = parse_applicant(data)
    low = changed(unknown, [took_test("TEFAQ", (2, 2, 2, 2), date(2024, 5, 1))])
    verdicts = {r.id: r.verdict for r in decide(low, date(2024, 6, 3), "peq-workers").conditions}
    assert verdicts["oral-french"] == "undetermined"


def test_a_fact_is_set_wherever_it_stands() -> None:
    after = data_after(
        set_at("jobs[0].hours_per_week", 20),
        set_at("children[0]", {"birth_date": "2020-01-01"}),
        set_at("studies[0].bursary.honoured", True),
        set_at("spouse.french[0].proof", "studies"),
    )
    assert after["jobs"][0]["hours_per_week"] == 20
    assert after["children"] == [{"birth_date": "2020-01-01"}]
    assert after["studies"][0]["bursary"] == {"return_condition": False, "honoured": True}
    assert after["spouse"] == {"french": [{"proof": "studies"}]}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("jobs[0]..title", "path-form"),
        ("", "path-form"),
        ("jobs[x].title", "path-form"),
        ("jobs[7].title", "no-such-place"),
        ("jobs[0].title.more", "no-such-place"),
        ("birth_date[0]", "no-such-place"),
        ("children[3]", "no-such-place"),
        ("jobs.title", "no-such-place"),
    ],
)
def test_a_place_that_is_none_is_refused(path: str, kind: str) -> None:
    with pytest.raises(ChangeError) as caught:
        changed(EXAMPLE, [set_at(path, 1)])
    assert (caught.value.kind, caught.value.place) == (kind, path)


def test_what_no_file_may_hold_is_refused_by_name() -> None:
    with pytest.raises(FactsError) as caught:
        changed(EXAMPLE, [set_at("jobs[0].hours_per_week", 500)])
    assert "jobs[0].hours_per_week" in caught.value.text("en")


def test_the_spouse_must_be_there() -> None:
    with pytest.raises(ChangeError) as caught:
        changed(EXAMPLE, [spouse_is("accompanies", False)])
    assert caught.value.kind == "no-spouse"
    wed = changed(EXAMPLE, [set_at("spouse", {"accompanies": True})])
    assert data_after(spouse_is("accompanies", False), of=wed)["spouse"] == {"accompanies": False}


# --- Before and after -------------------------------------------------------------------------------------------------


@examples(25, 500)
@given(complete_people(), st.sampled_from(["financial_self_sufficiency", "intends_to_settle"]), st.booleans())
def test_before_and_after_are_those_of_when(person: Person, key: str, value: bool) -> None:
    other = deepcopy(person.data)
    other[key] = value
    before = person.applicant
    after = changed(before, [set_at(key, value)])
    assert after == parse_applicant(other)
    found = compared(before, after, person.day, person.programme)
    for one, file in ((found.before, before), (found.after, after)):
        again = when(file, person.day, person.programme)
        assert (one.eligible, one.conditions, one.stretches) == (again.eligible, again.conditions, again.stretches)
    one, two = found.before.calendar, found.after.calendar
    for line in one.conditions:
        assert (line in found.lines) == (not np.array_equal(one.lines[line], two.lines[line]))
    if person.data[key] is value:
        assert found.lines == ()


def test_ending_the_job_before_the_months_are_there_takes_the_first_day_away() -> None:
    after = changed(EXAMPLE, [job_ends(date(2024, 1, 31))])
    found = compared(EXAMPLE, after, FIRST, "peq-workers", LAST)
    assert found.before.eligible == Run(date(2024, 5, 30), date(2025, 2, 28))
    assert found.after.eligible is None
    assert {"job-at-filing", "experience"} <= set(found.lines)
    (told,) = whatif_report([found], None, "fr")["streams"]
    assert told["words"] == "Le changement fait perdre le premier jour (c’était le 30 mai 2024)."
    change = next(c for c in told["changes"] if c["id"] == "job-at-filing")
    assert change["before"] == [{"from": "2023-06-03", "to": "2026-12-31", "verdict": "met"}]
    assert change["after"][0] == {"from": "2023-06-03", "to": "2024-01-31", "verdict": "met"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_at("jobs[0].started_on", "2022-06-09"), "retarde le premier jour de 10 jours"),
        (set_at("jobs[0].started_on", "2022-05-29"), "avance le premier jour de 1 jour"),
        (set_at("french[0].taken_on", "2023-03-11"), "prolonge la période de 10 jours"),
        (set_at("french[0].taken_on", "2023-02-20"), "abrège la période de 9 jours"),
        (set_at("jobs[0].title", "Autre"), "ne déplace rien"),
    ],
)
def test_the_sentence_says_which_way_things_move(change: Change, words: str) -> None:
    found = compared(EXAMPLE, changed(EXAMPLE, [change]), FIRST, "peq-workers", LAST)
    assert words in whatif_report([found], None, "fr")["streams"][0]["words"]


# --- A couple ---------------------------------------------------------------------------------------------------------

TEST = {"proof": "test", "test": "TEFAQ", "taken_on": "2024-01-15"}


def person(**facts: Any) -> Applicant:
    return parse_applicant({**to_dict(EXAMPLE), **facts})


# Arrived after 2020: no grandfather clause, so the spouse's French is surely asked for.
RECENT = person(
    stays_in_quebec=[{"from": "2021-08-10", "to": None}],
    permits=[{"kind": "open-work", "from": "2021-08-10", "to": "2027-07-10"}],
)


def test_the_one_who_has_the_months_should_apply() -> None:
    late = person(
        jobs=[{**to_dict(EXAMPLE)["jobs"][0], "started_on": "2023-01-09"}],
        permits=[{"kind": "open-work", "from": "2022-07-10", "to": "2027-07-10"}],
        stays_in_quebec=[{"from": "2022-07-10", "to": None}],
    )
    found = couple(late, EXAMPLE, date(2024, 6, 3), ("peq-workers",), LAST)
    assert [(a.principal, a.found.eligible and a.found.eligible.first) for a in found.arrangements] == [
        (0, date(2025, 1, 9)),
        (1, date(2024, 6, 3)),
    ]
    assert [a.principal for a in found.best] == [1]
    told = whatif_report([], found, "fr")["couple"]
    assert told["best"] == [{"principal": 2, "programme": "peq-workers"}]
    assert "3 juin 2024" in told["words"]
    assert "personne 2" in told["words"]


def test_the_french_of_the_other_is_that_of_the_spouse() -> None:
    silent = person(french=[], studies=[])
    able = person(french=[{**TEST, "levels": {"listening": 4, "speaking": 4}}], studies=[])
    for other, verdict in ((silent, "not-met"), (able, "met")):
        file = with_spouse(RECENT, other, date(2024, 6, 3), "peq-workers", LAST)
        verdicts = {r.id: r.verdict for r in decide(file, date(2024, 6, 3), "peq-workers").conditions}
        assert verdicts["spouse-oral-french"] == verdict
    # Neither who speaks no French nor the other can apply together; the able one's level is not enough as principal.
    assert couple(silent, able, date(2024, 6, 3), ("peq-workers",), LAST).best == ()


def test_a_spouse_whose_french_is_not_told_leaves_it_open() -> None:
    data = to_dict(EXAMPLE)
    del data["french"]
    file = with_spouse(RECENT, parse_applicant(data), date(2024, 6, 3), "peq-workers", LAST)
    verdicts = {r.id: r.verdict for r in decide(file, date(2024, 6, 3), "peq-workers").conditions}
    assert verdicts["spouse-oral-french"] == "undetermined"


@pytest.mark.parametrize(
    ("years", "verdict"), [(3, "met"), (1, "not-met"), (None, "undetermined")], ids=["enough", "too-few", "unknown"]
)
def test_transcripts_of_the_other_count_for_what_their_studies_are(years: int | None, verdict: str) -> None:
    study = {k: v for k, v in to_dict(EXAMPLE)["studies"][0].items() if k != "full_time_years_in_french"}
    if years is not None:
        study["full_time_years_in_french"] = years
    other = person(studies=[study], french=[{"proof": "studies"}])
    file = with_spouse(RECENT, other, date(2024, 6, 3), "peq-workers", LAST)
    verdicts = {r.id: r.verdict for r in decide(file, date(2024, 6, 3), "peq-workers").conditions}
    assert verdicts["spouse-oral-french"] == verdict


def test_a_file_that_says_that_the_spouse_stays_is_believed() -> None:
    alone = person(spouse={"accompanies": False})
    file = with_spouse(alone, person(french=[]), date(2024, 6, 3), "peq-workers", LAST)
    assert file.spouse is not None
    assert file.spouse.accompanies is False
    assert file.spouse.french == ()
    told = with_spouse(EXAMPLE, person(values_attestation="pending"), FIRST, "peq-workers", LAST).spouse
    assert told is not None
    assert (told.accompanies, told.values_attestation) == (True, "pending")
    assert isinstance(told.french, tuple)
    assert all(isinstance(proof, FrenchProof) for proof in told.french)
    # It could have been written by hand.
    assert parse_applicant(to_dict(file)) == file


def test_two_alike_are_both_named() -> None:
    found = couple(EXAMPLE, EXAMPLE, date(2024, 6, 3), ("peq-workers",), LAST)
    assert [a.principal for a in found.best] == [0, 1]
    assert " ou " in whatif_report([], found, "fr")["couple"]["words"]


def test_intake_apart_the_conditions_decide() -> None:
    found = couple(EXAMPLE, person(jobs=[]), date(2024, 11, 1), ("peq-graduates",), date(2025, 2, 1))
    assert all(a.found.eligible is None for a in found.arrangements)
    assert found.best
    assert whatif_report([], found, "fr")["couple"]["words"].startswith("Réception à part")


def test_sentences_are_in_one_language() -> None:
    found = compared(EXAMPLE, changed(EXAMPLE, [job_ends(date(2024, 1, 31))]), FIRST, "peq-workers", LAST)
    pair = couple(EXAMPLE, person(french=[]), FIRST, last=LAST)
    told = whatif_report([found], pair, "en")
    said = [told["streams"][0]["words"], told["couple"]["words"], *(a["words"] for a in told["couple"]["arrangements"])]
    assert not french_words(" ".join(said)), said
