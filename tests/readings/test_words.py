"""The law in words, in both languages, and the names of places and values of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jalon import load_applicant, parse_applicant
from jalon.i18n import LANGUAGES, speaker
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.calendar import EARLIEST, NEVER
from jalon.language.statutes import Version
from jalon.language.vocabulary import JOB, PERSON, PROOF, STUDY
from jalon.law import PROGRAMMES
from jalon.readings.naming import place_name, value_text
from jalon.readings.words import condition_words, details, difference, programme_words, version_words
from readings.tongues import french_words

EXAMPLE = Path(__file__).parents[2] / "examples" / "applicant.yaml"
FR, EN = speaker("fr"), speaker("en")
VERSIONS = [
    (programme, version)
    for programme in PROGRAMMES.values()
    for version in (*programme.versions, *(v for _, versions in programme.views for v in versions))
]


def strings(value: Any) -> list[str]:
    """Every text in plain data, save the titles of documents, which stay in their language, and of whom parts are asked."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, part in value.items() if key not in ("sources", "of") for text in strings(part)]
    return [text for part in value for text in strings(part)] if isinstance(value, list) else []


@pytest.mark.parametrize(("programme", "version"), VERSIONS, ids=lambda v: v.since if isinstance(v, Version) else v.id)
def test_every_version_has_words_in_both_languages(programme: Any, version: Version) -> None:
    french, english = (version_words(programme, version, lang) for lang in LANGUAGES)
    assert [c["id"] for c in french["conditions"]] == [c["id"] for c in english["conditions"]]
    told = strings(english)
    assert all(text.strip() for text in told)
    assert all(text.strip() for text in strings(french))
    assert french_words(" ".join(told)) == set()
    assert not any("{" in text or "}" in text for text in (*told, *strings(french)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=lambda p: p.id)
def test_a_programme_in_words(programme: Any, lang: str) -> None:
    told = programme_words(programme, lang)
    assert [v["since"] for v in told["versions"]] == [v.since for v in programme.versions]
    assert set(told["views"]) == {"as-written"}
    assert {p["state"] for p in told["intake"]} <= {"open", "closed", "unknown", "none"}


def test_details_list_the_parts_asked_of_a_job() -> None:
    version = PROGRAMMES["peq-workers"].version_on(date(2022, 1, 1).toordinal())
    assert version is not None
    (held,) = [c for c in version.conditions if c.id == "job-at-filing"]
    told = {d.of: d.parts for d in details(held.new.expr, EN)} if held.new else {}
    assert any("30" in part for part in told["Job"])
    assert all(len(set(parts)) == len(parts) for parts in told.values())


def test_a_condition_that_only_the_former_text_asks() -> None:
    """From 23 November 2023 the text of 2020 stays for some graduates, with a condition that the new one lacks."""
    version = PROGRAMMES["peq-graduates"].version_on(date(2023, 12, 1).toordinal())
    assert version is not None
    told = {c.id: condition_words(c, "en") for c in version.conditions}
    assert told["new-programme"]["asked"] is False
    assert told["new-programme"]["former"]["text"]["asks"]
    assert told["written-french"]["former"]["text"] is None
    assert "C-2" in [p["point"] for p in told["written-french"]["former"]["contested"]]


def diff(before: date, after: date, programme: str = "peq-graduates", view: str = "as-applied") -> dict[str, Any]:
    return difference(PROGRAMMES[programme], before, after, "en", view)


def ids(told: list[dict[str, Any]]) -> list[str]:
    return [c["id"] if "id" in c else c["after"]["id"] for c in told]


def test_nothing_changes_inside_a_version() -> None:
    told = diff(date(2022, 1, 1), date(2022, 2, 1))
    assert told["added"] == told["removed"] == told["changed"] == told["restated"] == []
    assert told["intake"][0] == told["intake"][1]


def test_what_changed_on_23_november_2023() -> None:
    told = diff(date(2023, 11, 22), date(2023, 11, 23))
    assert {"presence", "written-french"} <= set(ids(told["added"]))
    assert "experience" in ids(told["removed"])
    assert "diploma" not in ids(told["added"])


def test_what_changed_on_22_july_2020() -> None:
    told = diff(date(2020, 7, 21), date(2020, 7, 22))
    assert {"experience", "job-at-filing"} == set(ids(told["added"]))
    told = diff(date(2020, 7, 21), date(2020, 7, 22), "peq-workers")
    assert {"experience", "job-at-filing"} <= set(ids(told["changed"]))


def test_before_the_programme_there_is_no_version_to_compare() -> None:
    told = diff(date(2010, 2, 13), date(2010, 2, 14))
    assert told["before"]["version"] is None
    assert "diploma" in ids(told["added"])
    assert [p["state"] for p in told["intake"]] == ["none", "open"]
    assert diff(date(2010, 2, 14), date(2010, 2, 13))["after"]["version"] is None


def test_the_view_is_compared() -> None:
    assert ids(diff(date(2019, 10, 31), date(2019, 11, 1), view="as-written")["added"]) == [
        "training-domain",
        "experience",
    ]


@pytest.mark.parametrize(
    ("path", "fr", "en"),
    [
        ("birth_date", "Date de naissance", "Date of birth"),
        ("jobs[0].hours_per_week", "Emploi 1 (Programmeuse), ", "Job 1 (Programmeuse), "),
        ("jobs[7].hours_per_week", "Emploi 8, ", "Job 8, "),
        ("studies[0]", "1 (Techniques de l’informatique)", "1 (Techniques de l’informatique)"),
        ("studies[0].bursary.honoured", "1 (Techniques de l’informatique), ", "1 (Techniques de l’informatique), "),
        ("studies[0]+studies[0].hours", " et ", " and "),
        ("permits[0].from", "1 (Permis d’études", "1 (Study permit"),
        ("french[0].levels.speaking", "1 (TEFAQ), ", "1 (TEFAQ), "),
        ("stays_in_quebec", "Séjour", "tay"),
        ("spouse.french[0].test", "onjoint", "pouse"),
        ("ended_regular_file.filed_on", "Date de la demande", "date"),
        ("jobs[0].leaves[0].from", "Emploi 1 (Programmeuse), ", "Job 1 (Programmeuse), "),
    ],
)
def test_names_of_places(path: str, fr: str, en: str) -> None:
    applicant = load_applicant(EXAMPLE)
    for say, words in ((FR, fr), (EN, en)):
        name = place_name(path, applicant, say)
        assert words in name
        assert "_" not in name
        assert "[" not in name


def test_a_place_of_an_empty_file_has_a_name() -> None:
    empty = parse_applicant({"schema": 1})
    assert place_name("jobs[0].started_on", empty, EN).startswith("Job 1, ")
    assert place_name("studies", empty, FR)


DAY = date(2021, 6, 1).toordinal()


@pytest.mark.parametrize(
    ("of", "value", "fr", "en"),
    [
        (JOB["in_quebec"], YES, "oui", "yes"),
        (JOB["in_quebec"], NO, "non", "no"),
        (JOB["in_quebec"], MAYBE, "on ne sait pas", "not known"),
        (JOB["started_on"], (DAY, DAY), "1er juin 2021", "1 June 2021"),
        (JOB["started_on"], (NEVER, NEVER), "pas à ce jour", "not"),
        (JOB["started_on"], (EARLIEST, NEVER), "date inconnue", "unknown date"),
        (JOB["started_on"], (EARLIEST, DAY), "au plus tard le 1er juin 2021", "1 June 2021"),
        (JOB["started_on"], (DAY, NEVER), "au plus tôt le 1er juin 2021", "1 June 2021"),
        (JOB["started_on"], (DAY, DAY + 29), "entre le 1er juin 2021 et le 30 juin 2021", "30 June 2021"),
        (JOB["hours_per_week"], (37.5, 37.5), "37,5", "37.5"),
        (JOB["hours_per_week"], (20, 168), "de 20 à 168", "20"),
        (STUDY["hours"], (1800, 1800), "1\u00a0800", "1,800"),
        (STUDY["level"], STUDY["level"].any_bits, "on ne sait pas", "not known"),
        (STUDY["level"], 0, "aucun", "none"),
        (PROOF["proof"], PROOF["proof"].bits({"test", "course"}), " ou ", " or "),
        (JOB["skill_level"], JOB["skill_level"].bits({"A"}), "A", "A"),
        (PERSON["purpose"], PERSON["purpose"].bits({"work"}), "ravail", "ork"),
    ],
)
def test_values_in_words(of: Any, value: Any, fr: str, en: str) -> None:
    assert fr in value_text(of, value, FR)
    assert en in value_text(of, value, EN)


def test_dates_and_numbers() -> None:
    assert (FR.date(date(2026, 7, 1)), EN.date(date(2026, 7, 1))) == ("1er juillet 2026", "1 July 2026")
    assert FR.date(date(2026, 7, 11)) == "11 juillet 2026"
    assert (FR.number(12.5), EN.number(12.5)) == ("12,5", "12.5")
    assert EN.plural("{count} jour", "{count} jours", 1) == "1 day"
    assert EN.plural("{count} jour", "{count} jours", 1234) == "1,234 days"
    assert FR.plural("{count} jour", "{count} jours", 2) == "2 jours"


def test_an_unknown_language_is_french_and_an_unknown_message_stays_french() -> None:
    assert speaker("de").lang == "fr"
    assert EN("une phrase que nul n’a traduite") == "une phrase que nul n’a traduite"
    assert EN("{value} accolades", value=3) == "3 accolades"
