"""Days to note, and the calendar file that they make."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.facts import Applicant
from jalon.i18n import speaker
from jalon.law import PROGRAMMES
from jalon.readings.timeline.calendar import calendar
from jalon.readings.timeline.dates import DayToNote, days_to_note
from jalon.readings.timeline.ics import escaped, folded, ics_of
from readings.timelines import EXAMPLE, graduate, worker

FRENCH = speaker("fr")
MADE = datetime(2024, 6, 3, 12, 30, tzinfo=UTC)
SPAN = (date(2022, 1, 1), date(2028, 12, 31))


def noted(applicant: Applicant, *programmes: str, span: tuple[date, date] = SPAN) -> tuple[DayToNote, ...]:
    return days_to_note([calendar(applicant, *span, p) for p in programmes or PROGRAMMES], FRENCH)


def days(applicant: Applicant, *programmes: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for note in noted(applicant, *programmes):
        found.setdefault((note.sort, note.subject), []).append(note.day.isoformat())
    return found


def test_the_days_of_the_example() -> None:
    assert days(EXAMPLE) == {
        ("permit-last", "permits[0]"): ["2022-09-30"],
        ("outcome-first", "peq-graduates"): ["2023-05-30"],
        ("outcome-first", "peq-workers"): ["2024-05-30"],
        ("outcome-last", "peq-graduates"): ["2024-10-30"],
        ("conditions-last", "peq-graduates"): ["2025-02-28"],
        ("outcome-last", "peq-workers"): ["2025-02-28"],
        ("proof-last", "french[0]"): ["2025-02-28"],
        ("diploma-last", "studies[0]"): ["2025-05-24"],
        ("permit-last", "permits[1]"): ["2025-07-10"],
    }


def test_why_and_in_order() -> None:
    notes = noted(EXAMPLE)
    assert [note.day for note in notes] == sorted(note.day for note in notes)
    first = next(n for n in notes if (n.sort, n.subject) == ("outcome-first", "peq-workers"))
    assert first.title == "Premier jour admissible – PEQ, volet Travailleurs étrangers temporaires"
    assert first.words == "Expérience de travail – 24e mois atteint"


def test_each_proof_grows_old_on_its_own_day() -> None:
    # Another proof takes over: the condition does not move, the day is noted all the same.
    two = worker(
        jobs=[("2021-06-01", None)],
        french=[_proof("2022-03-15"), _proof("2023-01-31"), _proof("2022-06-01", level=3), {"proof": "studies"}],
    )
    found = days(two, "peq-workers")
    assert found["proof-last", "french[0]"] == ["2024-03-14"]
    assert found["proof-last", "french[1]"] == ["2025-01-30"]
    # A level that proves nothing, and a document without a date, never stop counting.
    assert ("proof-last", "french[2]") not in found
    assert ("proof-last", "french[3]") not in found


def _proof(taken: str, level: int = 8) -> dict[str, Any]:
    levels = dict.fromkeys(("listening", "speaking", "reading", "writing"), level)
    return {"proof": "test", "test": "TEFAQ", "taken_on": taken, "levels": levels}


def test_the_family() -> None:
    family = worker(
        jobs=[("2021-06-01", None)],
        spouse={"accompanies": True, "french": [_proof("2022-03-15", 4)], "values_attestation": "pending"},
        children=[
            {"birth_date": "2008-02-29", "accompanies": True},
            {"birth_date": "2007-07-01", "accompanies": False},
            {"accompanies": True},
            {"birth_date": "1990-01-01", "accompanies": True},
        ],
    )
    found = days(family, "peq-workers")
    assert found["proof-last", "spouse.french[0]"] == ["2024-03-14"]
    assert found["child-of-age", "children[0]"] == ["2026-02-28"]
    assert [subject for sort, subject in found if sort == "child-of-age"] == ["children[0]"]


def test_permits_vague_endless_and_out_of_the_span() -> None:
    permits = [
        {"kind": "study", "from": "2020-01-01", "to": "2023-05"},
        {"kind": "pgwp", "from": "2023-06-01", "to": None},
        {"kind": "visitor", "from": "2010-01-01", "to": "2011-01-01"},
        {"kind": "visitor"},
    ]
    notes = [n for n in noted(worker(jobs=[], permits=permits), "peq-workers") if n.sort == "permit-last"]
    assert [(n.day.isoformat(), n.subject) for n in notes] == [("2023-05-01", "permits[0]")]
    assert "au plus tard le 31 mai 2023" in notes[0].words


def test_a_diploma_that_never_serves_is_not_noted() -> None:
    assert ("diploma-last", "studies[0]") not in days(graduate(level="certificate"), "peq-graduates")
    assert days(graduate(awarded_on="2022-06-15", completed_on="2022-06-15"), "peq-graduates")[
        "diploma-last", "studies[0]"
    ] == ["2025-06-14"]


def test_nothing_to_note() -> None:
    assert noted(worker(jobs=[], permits=[], french=[])) == ()
    assert days_to_note([], FRENCH) == ()


# --- The file ---------------------------------------------------------------------------------------------------------


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_the_file_says_the_days() -> None:
    notes = noted(EXAMPLE)
    text = ics_of(notes, EXAMPLE, MADE, FRENCH)
    lines = unfolded(text)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines[2].startswith("PRODID:")
    starts = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
    assert starts == [f"{note.day:%Y%m%d}" for note in notes]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(notes)
    assert lines.count("DTSTAMP:20240603T123000Z") == len(notes)
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(notes)
    assert all(re.fullmatch(r"UID:[0-9a-f]{32}@jalon", uid) for uid in uids)
    assert "SUMMARY:Premier jour admissible – PEQ\\, volet Diplômés du Québec" in lines
    assert any("\\nCeci n’est pas un avis juridique." in line for line in lines)


def test_identities_stay_from_run_to_run_and_differ_between_people() -> None:
    def uids(applicant: Applicant, lang: str = "fr", made: datetime = MADE) -> set[str]:
        span = calendar(applicant, *SPAN, "peq-workers")
        say = speaker(lang)
        text = ics_of(days_to_note([span], say), applicant, made, say)
        return {line for line in unfolded(text) if line.startswith("UID")}

    again = uids(EXAMPLE, "en", datetime(2025, 1, 1, tzinfo=UTC))
    assert uids(EXAMPLE) == again
    assert not uids(EXAMPLE) & uids(worker(jobs=[("2022-05-30", None)]))


def test_an_empty_file_is_still_a_calendar() -> None:
    assert unfolded(ics_of([], EXAMPLE, MADE, FRENCH))[-1] == "END:VCALENDAR"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("one\ntwo\r\nthree", "one\\ntwo\\nthree"),
        ("é\x00\x07\x7fé", "éé"),
        ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
    ],
)
def test_escaping(text: str, value: str) -> None:
    assert escaped(text) == value


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folding_keeps_every_letter_and_no_long_line(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    parts = folded(line)
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
