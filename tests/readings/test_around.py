"""What surrounds a decision: documents, costs, things to know, in bounds where the file leaves something open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jalon.facts import load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from jalon.i18n import LANGUAGES
from jalon.language.statutes import Words
from jalon.law.after import AFTER, CSQ_VALID, CSQ_VALID_BEFORE
from jalon.law.elsewhere import ELSEWHERE
from jalon.law.matters import Matter, matters_on
from jalon.law.peq.documents import DOCUMENTS, Document
from jalon.law.peq.procedure import PROCEDURE
from jalon.readings.around import costs_report, documents_report, matters_report
from jalon.readings.decide.decision import decide, decide_all
from jalon.registers.fees import federal_fees_on, fee_on

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
DAY = date(2026, 8, 3)


def with_facts(**facts: Any) -> Any:
    return parse_applicant({**to_dict(load_applicant(EXAMPLE)), **facts})


def needs(applicant: Any, day: date = DAY, programme: str | None = None) -> dict[str, str]:
    decisions = decide_all(applicant, day) if programme is None else (decide(applicant, day, programme),)
    return {document["id"]: document["need"] for document in documents_report(decisions, "fr")}


def test_documents_follow_the_family() -> None:
    alone, spouse = with_facts(spouse=None), with_facts(spouse={"accompanies": True})
    assert "spouse-french" not in needs(alone)
    assert needs(spouse)["spouse-french"] == needs(spouse)["values-family"] == "yes"
    assert needs(with_facts(spouse={}))["spouse-french"] == "perhaps"
    assert "spouse-french" not in needs(spouse, date(2021, 7, 21))
    grown = with_facts(children=[{"birth_date": "2008-08-03", "accompanies": True}])
    assert needs(grown)["values-family"] == "yes"
    assert "values-family" not in needs(grown, date(2026, 8, 2))
    assert needs(grown, date(2026, 8, 2))["children-civil-status"] == "yes"


def test_documents_follow_the_stream_and_the_law_of_the_day() -> None:
    applicant = with_facts()
    assert {"diploma", "study-permits"} <= set(needs(applicant, programme="peq-graduates"))
    assert "employers" not in needs(applicant, programme="peq-graduates")
    assert {"employers", "pay", "current-job"} <= set(needs(applicant, programme="peq-workers"))
    assert "employers" in needs(applicant, date(2021, 3, 1), "peq-graduates")
    assert "language-of-studies" in needs(applicant, date(2025, 1, 15), "peq-graduates")
    assert "language-of-studies" not in needs(applicant, programme="peq-graduates")
    assert "values" not in needs(applicant, date(2019, 12, 31))
    assert needs(applicant, date(2009, 1, 1)) == {}


def test_documents_name_what_the_file_has() -> None:
    found = {d["id"]: d for d in documents_report(decide_all(with_facts(), DAY), "en")}
    assert found["employers"]["each"] == ["Job 1 (Programmeuse)"]
    assert len(found["permits"]["each"]) == 2
    assert all(d["words"] and d["sources"] and d["confidence"] for d in found.values())


def test_a_family_pays_for_each_of_its_people() -> None:
    family = with_facts(
        spouse={"accompanies": True},
        children=[
            {"birth_date": "2015-01-01", "accompanies": True},
            {"birth_date": "2017-01-01", "accompanies": True},
            {"birth_date": "2019-01-01", "accompanies": False},
        ],
    )
    told, fee = costs_report(family, DAY, "fr"), fee_on(DAY)
    assert fee is not None
    total = fee.principal + fee.spouse + 2 * fee.child
    assert told["fee"]["total"] == [total, total]
    # Two adults and two minors: one of the two families whose amount is known.
    assert told["undertaking"]["amount"] > 0
    assert told["federal"]["known"] is False


def test_a_total_is_between_two_amounts_when_the_file_leaves_it_open() -> None:
    fee = fee_on(DAY)
    assert fee is not None
    perhaps = costs_report(with_facts(spouse={}, children=[{"birth_date": "2015"}]), DAY, "fr")
    assert perhaps["fee"]["total"] == [fee.principal, fee.principal + fee.spouse + fee.child]
    assert perhaps["undertaking"] is None
    unsaid = costs_report(parse_applicant({"schema": 1}), DAY, "fr")
    assert unsaid["fee"]["total"] == [fee.principal, None]


def test_what_is_not_known_is_not_invented() -> None:
    applicant = with_facts()
    assert costs_report(applicant, date(2017, 5, 1), "fr")["fee"] is None
    assert costs_report(applicant, date(2027, 1, 1), "fr")["fee"] is None
    assert costs_report(applicant, date(2021, 5, 1), "fr")["undertaking"] is None
    grown = with_facts(spouse={"accompanies": True}, children=[{"birth_date": "2000", "accompanies": True}] * 2)
    assert costs_report(grown, DAY, "fr")["undertaking"] is None


def test_federal_fees_of_one_adult() -> None:
    told = costs_report(with_facts(), date(2025, 5, 1), "en")["federal"]
    fees = federal_fees_on(date(2025, 5, 1))
    assert fees is not None
    total = fees.principal + fees.right + fees.biometrics_one
    assert (told["known"], told["total"]) == (True, [total, total])
    assert federal_fees_on(date(2026, 4, 30)) is None


def test_a_certificate_lasts_less_since_august_2018() -> None:
    before, since = (matters_on(AFTER, day, "validity")[0] for day in (date(2018, 8, 1), date(2018, 8, 2)))
    assert str(CSQ_VALID_BEFORE.count) in before.words.text("fr")
    assert str(CSQ_VALID.count) in since.words.text("fr")


@pytest.mark.parametrize("matters", [AFTER, PROCEDURE, ELSEWHERE])
def test_matters_are_whole_in_both_languages(matters: tuple[Matter, ...]) -> None:
    for lang in LANGUAGES:
        for told in matters_report(matters, lang):
            assert told["words"].strip()
            assert "{" not in told["words"]
            assert told["sources"]
    assert all(m.words.text("fr") != m.words.text("en") for m in matters)
    assert len({m.id for m in matters}) == len(matters)


def test_faults_of_the_law_are_errors_at_once() -> None:
    words = Words("a", "b")
    with pytest.raises(ValueError, match="no-such-source"):
        Matter("x", "y", words, "low", ("no-such-source",))
    with pytest.raises(ValueError, match="ends before"):
        Matter("x", "y", words, "low", ("a75",), since="2020-01-02", until="2020-01-01")
    with pytest.raises(ValueError, match="no-such-source"):
        Document("x", words, words, "low", ("no-such-source",))
    conditions = {"oral-french", "spouse-oral-french", "values", "self-sufficiency", "diploma", "study-stay"}
    conditions |= {"studies-in-french", "bursary", "experience", "job-at-filing", ""}
    assert {d.asked_with for d in DOCUMENTS} <= conditions
