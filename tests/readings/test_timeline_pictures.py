"""What is first read, the picture and the table: right words, well-formed, legible without colours, nothing let through."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given

from jalon.facts import Applicant
from jalon.readings.timeline.calendar import calendar
from jalon.readings.timeline.drawing import Scale, wrapped
from jalon.readings.timeline.report import timeline_report, timelines_report
from jalon.readings.timeline.svg import LEAST_WIDTH, NARROW, WIDTH, svg_of
from jalon.readings.timeline.table import BLOCKS, table_of
from readings.people import Person, examples, partial_people
from readings.timelines import EXAMPLE, graduate, worker

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2024, 6, 3)
HOSTILE = '</text><script>alert("1")</script>&amp; "\'<'


def reported(
    applicant: Applicant, programme: str, today: date = TODAY, lang: str = "fr", **span: date
) -> dict[str, Any]:
    first, last = span.get("first", date(today.year - 2, 1, 1)), span.get("last", date(today.year + 3, 12, 31))
    return timeline_report(calendar(applicant, first, last, programme), today, lang)


def head(applicant: Applicant, programme: str, today: date = TODAY, **span: date) -> tuple[str, list[str], str]:
    told = reported(applicant, programme, today, **span)["headline"]
    return told["sentence"], told["details"], told["outcome"]


def test_eligible_for_a_time() -> None:
    assert head(EXAMPLE, "peq-workers") == (
        "Admissible du 30 mai 2024 au 28 février 2025.",
        [
            "Le dernier pas, le 30 mai 2024\u00a0: Expérience de travail – 24e mois atteint.",
            "Ce qui y met fin, le 1er mars 2025\u00a0: "
            "Français oral – Preuve de français 1 (TEFAQ), qui date d’exactement 2 ans.",
        ],
        "eligible",
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-07-01", "2024-09-01", "Admissible du 1er juillet 2024 au 1er septembre 2024, sans interruption."),
        ("2024-07-01", "2026-01-01", "Admissible jusqu’au 28 février 2025."),
        ("2024-01-01", "2024-09-01", "Admissible depuis le 30 mai 2024."),
        ("2025-02-28", "2026-01-01", "Admissible le 28 février 2025 seulement."),
    ],
)
def test_an_edge_of_the_span_is_no_first_nor_last_day(first: str, last: str, words: str) -> None:
    span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
    assert head(EXAMPLE, "peq-workers", **span)[0] == words


def test_eligible_later() -> None:
    sentence, details, _ = head(EXAMPLE, "peq-workers", date(2024, 1, 1), last=date(2024, 12, 31))
    assert sentence == "Admissible dès le 30 mai 2024."
    assert details[-1].startswith("Le 1er janvier 2024, on ne peut pas dire\u00a0: Expérience de travail (")


def test_eligible_twice() -> None:
    steady = worker(jobs=[("2021-06-01", None)], taken_on="2025-05-10")
    sentence, details, outcome = head(steady, "peq-workers", date(2026, 1, 15))
    assert sentence == "Admissible du 10 mai 2025 au 4 juin 2025 et du 2 juillet 2026 au 31 octobre 2026."
    assert details[-1] == (
        "Le 15 janvier 2026, toutes les conditions sont satisfaites. Le programme a pris fin le 19 novembre 2025."
    )
    assert outcome == "eligible"


def test_eligible_many_times() -> None:
    away = [
        ("2015-01-01", "2024-02-01"),
        ("2024-03-01", "2024-05-01"),
        ("2024-06-01", "2024-08-01"),
        ("2024-09-01", None),
    ]
    coming = worker(jobs=[("2021-06-01", None)], stays=away)
    words = "Admissible du 1er mars 2024 au 1er mai 2024 et du 1er juin 2024 au 1er août 2024 (2 autres périodes)."
    assert head(coming, "peq-workers")[0] == words


def test_every_condition_is_met_but_intake_is_closed() -> None:
    late = worker(jobs=[("2021-06-01", None)], taken_on="2025-07-01")
    sentence, details, outcome = head(late, "peq-workers", date(2025, 9, 1), last=date(2026, 6, 30))
    assert (
        sentence
        == "Toutes les conditions sont satisfaites depuis le 1er juillet 2025, mais les demandes ne sont pas reçues."
    )
    assert "Réception suspendue depuis le 5 juin 2025." in details[-1]
    assert outcome == "not-eligible"


def test_every_condition_is_met_and_nobody_knows_of_intake() -> None:
    later = worker(jobs=[("2021-06-01", None)], taken_on="2026-12-01")
    sentence, details, outcome = head(later, "peq-workers", date(2027, 1, 1))
    assert sentence.endswith("mais nul ne sait si les demandes sont reçues.")
    assert "Rien n’a été vérifié après le 23 novembre 2026." in details[-1]
    assert outcome == "undetermined"


def test_undetermined_names_what_keeps_it_open() -> None:
    vague = worker(jobs=[("2021-06-01", None)], hours=None)
    sentence, details, outcome = head(vague, "peq-workers", date(2024, 3, 1), last=date(2024, 12, 31))
    assert sentence == ("Indéterminé depuis le 29 mai 2023\u00a0: Emploi le jour de la demande, Expérience de travail.")
    assert details == [
        "Le 1er mars 2024, on ne peut pas dire\u00a0: Emploi le jour de la demande (à préciser\u00a0: Emploi 1, heures par "
        "semaine), Expérience de travail (à préciser\u00a0: Emploi 1, heures par semaine)."
    ]
    assert outcome == "undetermined"


def test_never_eligible_names_what_is_always_missing() -> None:
    jobless = worker(jobs=[])
    sentence, details, outcome = head(jobless, "peq-workers", date(2024, 3, 1))
    assert sentence.startswith("Jamais admissible du 1er janvier 2022 au 31 décembre 2027; il manque toujours\u00a0: ")
    assert "Emploi le jour de la demande, Expérience de travail" in sentence
    assert details[0].startswith("Le 1er mars 2024, il manque\u00a0: ")
    assert outcome == "not-eligible"


def test_before_the_programme_and_a_day_outside_the_span() -> None:
    sentence, details, _ = head(EXAMPLE, "peq-workers", date(2024, 1, 1), first=date(2005, 1, 1), last=date(2006, 1, 1))
    assert sentence == "Jamais admissible du 1er janvier 2005 au 1er janvier 2006."
    assert details == ["Le programme n’existe pas encore."]


def test_a_report_says_what_the_calendar_says() -> None:
    one = calendar(EXAMPLE, date(2022, 1, 1), date(2026, 12, 31), "peq-graduates")
    told = timelines_report([one], TODAY, "fr")
    (timeline,) = told["timelines"]
    assert told["shape"] == "jalon.timeline/1"
    assert [item["id"] for item in timeline["lines"]][:3] == ["outcome", "conditions", "intake"]
    for item in timeline["lines"]:
        spans = [(i.first.isoformat(), i.last.isoformat(), i.value) for i in one.intervals(item["id"])]
        assert [(i["from"], i["to"], i["value"]) for i in item["intervals"]] == spans
        assert all(i["why"] and i["causes"] for i in item["intervals"][1:])
        assert item["intervals"][0]["why"] == ""
    sorts = {c["sort"] for item in timeline["lines"] for i in item["intervals"] for c in i["causes"]}
    assert sorts == {"law", "intake", "person"}
    begun = [v["since"] for v in timeline["law"] if v["begins_inside"]]
    assert begun == ["2023-11-23", "2024-11-23", "2026-07-02", "2026-11-01"]


def test_permits_known_vague_unknown_and_endless() -> None:
    permits = [
        {"kind": "study", "from": "2021", "to": "2022-05..2022-08"},
        {"kind": "pgwp", "from": "2022-09-01", "to": None},
        {"from": "2010-01-01", "to": "2011-01-01"},
        {"kind": "visitor"},
        {"kind": "visitor", "from": "2040-01-01"},
    ]
    told = reported(worker(jobs=[], permits=permits), "peq-workers")
    assert [(p["name"], p["ends"]) for p in told["permits"]] == [
        ("Permis d’études", "known"),
        ("Permis de travail postdiplôme", "known"),
        ("Permis", "known"),
        ("Visiteur", "unknown"),
        ("Visiteur", "unknown"),
    ]
    drawn = svg_of(told, "fr")
    assert "fini le 1er janvier 2011" in drawn
    assert "commence plus tard" in drawn
    assert drawn.count('stroke-dasharray="4 3"') == 1


# --- The picture ------------------------------------------------------------------------------------------------------


def shown(picture: str) -> ET.Element:
    return ET.fromstring(picture)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("programme", ["peq-workers", "peq-graduates"])
@pytest.mark.parametrize("width", [LEAST_WIDTH, NARROW, WIDTH, 1400])
def test_a_picture_stands_by_itself(lang: str, programme: str, width: int) -> None:
    told = reported(EXAMPLE, programme, lang=lang)
    root = shown(svg_of(told, lang, width))
    assert root.get("lang") == lang
    assert root.get("viewBox", "").startswith(f"0 0 {width} ")
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (desc.text or "").startswith(told["headline"]["sentence"])
    every = [(e.text or "", float(e.get("font-size", "0"))) for e in root.iter(f"{SVG}text")]
    texts = [(words, size) for words, size in every if words != "?"]
    assert min(size for _, size in texts) >= 12
    # The answer is the largest text, and comes first but for the name of the stream.
    largest = [words for words, size in texts if size == max(size for _, size in texts)]
    assert " ".join(largest) == told["headline"]["sentence"]
    for item in told["lines"]:
        assert item["name"] in " ".join(words for words, _ in texts)


def test_a_picture_reads_without_colours() -> None:
    drawn = svg_of(reported(EXAMPLE, "peq-graduates"), "fr")
    assert {"hatch", "dots"} == set(re.findall(r'<pattern id="(\w+)"', drawn))
    for fill in ("url(#hatch)", "url(#dots)"):
        assert f'fill="{fill}"' in drawn
    assert ">?</text>" in drawn


def test_a_picture_refers_to_nothing_outside() -> None:
    drawn = svg_of(reported(EXAMPLE, "peq-workers"), "fr")
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in drawn
    assert "href" not in drawn


def test_what_a_person_wrote_stays_text() -> None:
    one = graduate(programme=HOSTILE, awarded_on="2023-06-15")
    told = reported(one, "peq-graduates")
    drawn = svg_of(told, "fr")
    assert "<script" not in drawn
    root = shown(drawn)
    assert any(HOSTILE in (e.text or "") for e in root.iter(f"{SVG}title"))


def test_the_day_looked_at_is_marked_when_inside() -> None:
    inside, outside = (svg_of(reported(EXAMPLE, "peq-workers", day, **span), "fr") for day, span in _LOOKS)
    assert "3 juin 2024</text>" in inside
    assert "3 juin 2024</text>" not in outside
    # The line of the law's own beginnings is there in both.
    assert "FÉER 0 à 3" in inside


_LOOKS: list[tuple[date, dict[str, date]]] = [
    (TODAY, {}),
    (TODAY, {"first": date(2025, 1, 1), "last": date(2026, 1, 1)}),
]


def test_a_whole_life_of_the_programme_still_fits() -> None:
    told = reported(EXAMPLE, "peq-graduates", first=date(2009, 1, 1), last=date(2029, 1, 1))
    for width in (LEAST_WIDTH, WIDTH):
        root = shown(svg_of(told, "fr", width))
        for element in root.iter(f"{SVG}rect"):
            x, wide = float(element.get("x", "0")), float(element.get("width", "0"))
            assert -0.1 <= x <= width + 0.1
            assert x + wide <= width + 2
    one_day = reported(EXAMPLE, "peq-graduates", first=TODAY, last=TODAY)
    assert shown(svg_of(one_day, "fr")) is not None
    century = reported(EXAMPLE, "peq-graduates", first=date(1900, 1, 1), last=date(2100, 1, 1))
    assert "2000</text>" in svg_of(century, "fr")


def test_wrapped_text_loses_no_word() -> None:
    words = "Toutes les conditions sont satisfaites depuis le 1er mai"
    lines = wrapped(words, 120, 20)
    assert len(lines) > 3
    assert " ".join(lines) == words


def test_a_scale_covers_its_width_and_no_more() -> None:
    scale = Scale(100, 199, 10, 210)
    assert (scale.x(100), scale.x(150), scale.x(200)) == (10, 110, 210)
    assert (scale.x(50), scale.x(500), scale.day_width) == (10, 210, 2)
    months = list(Scale(date(2023, 11, 15).toordinal(), date(2024, 2, 1).toordinal(), 0, 1).months())
    assert months == [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)]


# --- The table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("programme", ["peq-workers", "peq-graduates"])
def test_the_table_has_one_row_a_line_and_every_interval(programme: str) -> None:
    told = timelines_report([calendar(EXAMPLE, date(2022, 1, 1), date(2026, 12, 31), programme)], TODAY, "fr")
    table = table_of(told, 100)
    assert told["timelines"][0]["headline"]["sentence"] in table
    rows = table.splitlines()
    for item in told["timelines"][0]["lines"]:
        (row,) = [r for r in rows if r.startswith(item["name"][:27]) and r[30:] and set(r[30:]) <= set(BLOCKS.values())]
        assert len(row) == 100
        # Each block shows what holds on most of its days.
        assert set(row[30:]) <= {BLOCKS[i["value"]] for i in item["intervals"]}
        assert all(BLOCKS[i["value"]] in row[30:] for i in item["intervals"] if _days(i) > 60)
    assert "▼ 3 juin 2024" in table
    assert max(map(len, rows)) <= 100
    assert "24e mois atteint" in table or programme == "peq-graduates"


def test_the_tables_of_both_streams_follow_one_another() -> None:
    both = [calendar(EXAMPLE, date(2022, 1, 1), date(2026, 12, 31), p) for p in ("peq-workers", "peq-graduates")]
    table = table_of(timelines_report(both, TODAY, "fr"))
    assert table.index("Travailleurs") < table.index("─" * 100) < table.index("Diplômés")


def _days(interval: dict[str, Any]) -> int:
    return (date.fromisoformat(interval["to"]) - date.fromisoformat(interval["from"])).days + 1


@pytest.mark.parametrize("width", [10, 60, 133, 1000])
def test_the_table_fits_its_terminal(width: int) -> None:
    told = timelines_report([calendar(EXAMPLE, date(2022, 1, 1), date(2024, 7, 1), "peq-workers")], TODAY, "en")
    rows = table_of(told, width).splitlines()
    assert max(map(len, rows)) <= min(max(width, 60), 160)
    assert any("3 June 2024 ▼" in row for row in rows)


@examples(40, 600)
@given(partial_people())
def test_every_person_can_be_drawn_and_told(person: Person) -> None:
    applicant, rng = person.applicant, Random(person.day.toordinal())
    first = person.day - timedelta(days=rng.choice((0, 30, 700)))
    one = calendar(applicant, first, person.day + timedelta(days=rng.choice((0, 40, 1800))), person.programme)
    for lang in ("fr", "en"):
        told = timelines_report([one], person.day, lang)
        (timeline,) = told["timelines"]
        assert timeline["headline"]["sentence"].endswith(".")
        assert not re.search(r"\{|\}| {2}|: :|; \.|–  ", timeline["headline"]["sentence"])
        width = rng.choice((LEAST_WIDTH, WIDTH))
        ET.fromstring(svg_of(timeline, lang, width))
        assert timeline["title"] in table_of(told)
        if timeline["headline"]["outcome"] == "eligible":
            assert 2 in {i["value"] for i in timeline["lines"][0]["intervals"]}
