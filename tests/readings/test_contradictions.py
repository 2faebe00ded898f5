"""Facts that cannot both be so: told when sure, never when dates could reconcile them; and no verdict moves."""

from __future__ import annotations

from typing import Any

import pytest

from jalon.facts import parse_applicant
from jalon.i18n import speaker
from jalon.readings.contradictions import contradictions
from readings.tongues import french_words

JOB = {"title": "Cuisinière", "in_quebec": True, "authorised": True}
PERMIT = {"kind": "study", "from": "2019-08-15", "to": "2022-09-30"}


def kinds(**facts: Any) -> list[str]:
    return [found.kind for found in contradictions(parse_applicant({"schema": 1, **facts}))]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"purpose_of_stay": "accompanying-spouse", "spouse": None}, "no-spouse"),
        ({"studies": [{"awarded_on": "2022-06", "completed_on": None}]}, "award-without-end"),
        (
            {
                "studies": [{"completed_on": "2018-05", "share_stayed_in_quebec": 1}],
                "stays_in_quebec": [{"from": "2018-06-01"}],
            },
            "study-before-stay",
        ),
        ({"birth_date": "1996", "jobs": [{"started_on": "2007"}]}, "too-young"),
        ({"birth_date": "1996", "children": [{"birth_date": "2000-01-01"}]}, "too-young"),
        (
            {"jobs": [{**JOB, "started_on": "2019-07"}], "stays_in_quebec": [{"from": "2019-08-01", "to": None}]},
            "work-before-stay",
        ),
        ({"jobs": [{**JOB, "started_on": "2019-08-14"}], "permits": [PERMIT]}, "work-before-permit"),
        ({"jobs": [{**JOB, "started_on": "2022-10-01"}], "permits": [PERMIT]}, "work-after-permits"),
    ],
)
def test_contradictions(facts: dict[str, Any], kind: str) -> None:
    assert kinds(**facts) == [kind]
    applicant = parse_applicant({"schema": 1, **facts})
    (found,) = contradictions(applicant)
    french, english = (found.sentence(applicant, speaker(lang)) for lang in ("fr", "en"))
    assert french.endswith(".")
    assert not french_words(english), english


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"purpose_of_stay": "accompanying-spouse"},
        {"purpose_of_stay": "accompanying-spouse", "spouse": {}},
        {"studies": [{"awarded_on": "2022-06"}]},
        {"studies": [{"completed_on": "2018-06", "share_stayed_in_quebec": 1}], "stays_in_quebec": [{"from": "2018"}]},
        {"studies": [{"completed_on": "2018", "share_stayed_in_quebec": 0}], "stays_in_quebec": [{"from": "2019"}]},
        {"studies": [{"completed_on": "2018", "share_stayed_in_quebec": 1}], "stays_in_quebec": [{}, {"from": "2019"}]},
        {"birth_date": "1996", "jobs": [{"started_on": "2008"}, {}]},
        {"jobs": [{**JOB, "started_on": "2019-08"}], "permits": [PERMIT]},
        {"jobs": [{**JOB, "started_on": "2018"}], "permits": [PERMIT, {"kind": "pgwp"}]},
        {"jobs": [{**JOB, "started_on": "2018"}], "permits": [{"kind": "visitor", "from": "2019"}]},
        {"jobs": [{**JOB, "authorised": False, "started_on": "2018"}], "permits": [PERMIT]},
        {"jobs": [{**JOB, "in_quebec": False, "started_on": "2018"}], "permits": [PERMIT]},
        {"jobs": [{**JOB, "started_on": "2023"}], "permits": [{**PERMIT, "to": None}]},
    ],
)
def test_what_may_be_so_is_no_contradiction(facts: dict[str, Any]) -> None:
    assert kinds(**facts) == []
