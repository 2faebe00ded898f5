"""What is printed of a comparison, in both languages: nothing finer than the mask, and nothing that is evaluated."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from cohort.reforming import pair_of
from jalon.cohort.files.made_up import made_up
from jalon.cohort.reform.comparing import Comparison
from jalon.cohort.reform.counting import Compared, Interval, count
from jalon.cohort.reform.laws import Laws, edited_law, two_days, two_texts
from jalon.cohort.reform.page import page
from jalon.cohort.reform.pdf import pdf, plain_letters
from jalon.cohort.reform.report import write_report
from jalon.cohort.reform.sheet import Sheet, between, share, shares, sheet
from jalon.cohort.reform.telling import laws_told, told
from jalon.cohort.reform.texts import changes
from jalon.cohort.running.asked import CohortError
from jalon.i18n import speaker
from readings.people import complete, partial

N = 5
PEOPLE = 160
ODD = "<script>alert(1)</script> #panic() 日本 🙂"
BEFORE, AFTER = date(2020, 7, 21), date(2020, 7, 22)
EXAMPLE = Path(__file__).parents[2] / "examples" / "reform.py"
FR = speaker("fr")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """People compared one at a time, in three groups of which one is small and one has an odd name."""
    people = [((complete, partial)[number % 2](Random(number))).applicant for number in range(PEOPLE)]
    names: list[str | None] = [ODD, "Laval", None]
    places = np.array([0 if n < 3 else 1 if n % 3 else 2 for n in range(PEOPLE)], np.int64)
    laws = two_days(("peq-graduates", "peq-workers"), BEFORE, AFTER)
    found = Comparison(laws, False, {id: Compared() for id in laws.before}, read=PEOPLE + 2, refused=2)
    for id, compared in found.streams.items():
        pair = pair_of(laws, id, [(one, BEFORE) for one in people])
        count(compared, pair, {"region": (places, names)})
    return found


@pytest.fixture(scope="module", params=["fr", "en"])
def made(request: pytest.FixtureRequest, comparison: Comparison) -> tuple[dict[str, Any], Sheet]:
    say = speaker(request.param)
    plain = told(comparison, say, None, "people.parquet")
    return plain, sheet(plain, say)


def pairs_of(plain: Any) -> Iterator[list[int]]:
    """Every count of a comparison told."""
    if isinstance(plain, dict):
        for value in plain.values():
            yield from pairs_of(value)
    elif isinstance(plain, list):
        if len(plain) == 2 and all(type(one) is int for one in plain):
            yield plain
        else:
            for value in plain:
                yield from pairs_of(value)


def test_everything_told_is_plain_data(made: tuple[dict[str, Any], Sheet]) -> None:
    plain, _ = made
    assert json.loads(json.dumps(plain)) == plain
    counts = list(pairs_of(plain))
    assert len(counts) > 100
    assert all(0 <= least <= most for least, most in counts)


def test_under_a_mask_every_count_is_between_two_multiples(comparison: Comparison) -> None:
    exact, masked = told(comparison, FR, None), told(comparison, FR, N)
    before, after = list(pairs_of(exact)), list(pairs_of(masked))
    assert len(before) == len(after)
    small = 0
    for (least, most), (low, high) in zip(before, after, strict=True):
        assert low % N == 0
        assert high % N == 0
        assert low <= least <= most <= high
        assert high - most < N
        assert least - low < N
        small += 0 < least < N
    assert small, "no small count: the people prove nothing"
    assert masked["problems"] == []


def test_no_subtraction_gives_a_small_group_back(comparison: Comparison) -> None:
    """Three people are in a group: what all the others tell of it is that there are 0 to 5 of them, or less."""
    masked = told(comparison, FR, N)
    for stream in masked["streams"]:
        groups = stream["groups"][0]["groups"]
        assert [group["name"] for group in groups] == [ODD, "Laval", None]
        for key in ("people", "gain", "lose", "met_before", "met_after"):
            others = [group[key] for group in groups[1:]]
            low = stream[key][0] - sum(most for _, most in others)
            high = stream[key][1] - sum(least for least, _ in others)
            assert low <= 0
            assert high >= N or stream[key] == [0, 0] or all(group[key] == [0, 0] for group in groups)


def test_an_interval_between_two_multiples() -> None:
    assert Interval(3, 12).coarse(5) == Interval(0, 15)
    assert Interval(0, 0).coarse(5) == Interval(0, 0)
    assert Interval(10, 10).coarse(5) == Interval(10, 10)
    assert Interval(3, 12).coarse(None) == Interval(3, 12)


def test_pictures_are_drawn_from_what_is_printed(comparison: Comparison) -> None:
    """Two comparisons that print alike look alike, whatever is behind."""
    masked = told(comparison, FR, 100)
    other = Comparison(comparison.laws, False, {}, read=comparison.read, refused=comparison.refused)
    for id, compared in comparison.streams.items():
        shifted = Compared()
        shifted.conditions = compared.conditions.copy()
        for group, moves in compared.groups.items():
            shifted.groups[group] = type(moves)(moves.cells.copy())
        cells = shifted.everybody.cells
        cells[0, 0, 0, 0] += 1
        other.streams[id] = shifted
    again = told(other, FR, 100)
    again["people"], again["streams"][0]["people"] = masked["people"], masked["streams"][0]["people"]
    assert json.dumps(again["streams"]) == json.dumps(masked["streams"])
    pictures = [
        [part.picture.svg for section in sheet(one, FR).sections for part in section.parts if part.picture]
        for one in (masked, again)
    ]
    assert pictures[0] == pictures[1]


class _Outline(HTMLParser):
    """The tags, texts and images of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_stands_alone_and_evaluates_nothing(made: tuple[dict[str, Any], Sheet]) -> None:
    plain, one = made
    text = page(one, speaker(one.lang))
    outline = _Outline()
    outline.feed(text)
    assert f'<html lang="{one.lang}">' in text
    assert "script" not in outline.tags
    assert ODD in outline.texts
    assert outline.tags.count("h1") == 1
    assert len(outline.images) == sum(1 for s in one.sections for part in s.parts if part.picture)
    assert all(image["alt"] for image in outline.images)
    assert all((image["src"] or "").startswith("data:image/svg+xml;base64,") for image in outline.images)
    assert not re.search(r'(src|href)="(?!data:|#)', text)
    for stream in plain["streams"]:
        assert between(stream["lose"], speaker(one.lang)) in outline.texts
        assert stream["title"] in outline.texts


def test_the_pdf_is_tagged_and_evaluates_nothing(made: tuple[dict[str, Any], Sheet]) -> None:
    _, one = made
    document = pdf(one, speaker(one.lang))
    assert document.startswith(b"%PDF-")
    assert b"StructTreeRoot" in document or b"/MarkInfo" in document or b"pdfuaid" in document


def test_letters_that_no_font_draws() -> None:
    assert plain_letters("Évaluées – 🙂") == "Évaluées – ?"


def test_without_typst_the_person_is_told_what_to_install(
    made: tuple[dict[str, Any], Sheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CohortError, match="pip install typst"):
        pdf(made[1], speaker(made[1].lang))


def test_a_report_replaces_the_one_before_and_nothing_else(
    made: tuple[dict[str, Any], Sheet], comparison: Comparison, tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    write_report(folder, made[0], speaker(made[0]["lang"]))
    first = {path.name for path in folder.iterdir()}
    assert {"reform.html", "reform.pdf", "reform.json", "flow-peq-workers.svg", "flow-peq-workers.png"} <= first
    assert json.loads((folder / "reform.json").read_text(encoding="utf-8")) == made[0]
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    alone = told(Comparison(comparison.laws, False, {"peq-workers": comparison.streams["peq-workers"]}), FR)
    write_report(folder, alone, FR)
    second = {path.name for path in folder.iterdir()}
    assert "mine.txt" in second
    assert not any("graduates" in name for name in second)


def test_a_folder_that_cannot_be_written(made: tuple[dict[str, Any], Sheet], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CohortError, match="file"):
        write_report(tmp_path / "file" / "report", made[0], FR)


def test_shares_are_bounds_too() -> None:
    assert shares([5, 10], [95, 100]) == (0.05, 10 / 95)
    assert shares([90, 100], [80, 100]) == (0.9, 1.0)
    assert share([0, 0], [0, 0], FR) == "–"
    assert share([1, 1], [4, 4], FR).replace("\u00a0", " ") == "25 %"


def test_the_texts_that_change_are_shown_side_by_side() -> None:
    say = speaker("en")
    days = changes(two_days(("peq-workers",), BEFORE, AFTER), "peq-workers", say)
    texts = changes(two_texts(("peq-workers",), BEFORE, AFTER), "peq-workers", say)
    assert days == texts
    (one,) = days
    assert (one["before"]["until"], one["after"]["since"]) == ("2020-07-21", "2020-07-22")
    assert [c["id"] for c in one["conditions"]] == ["oral-french", "experience", "job-at-filing"]
    experience = one["conditions"][1]
    assert "12 of the 24 months" in experience["before"][0]
    assert "24 of the 36 months" in experience["after"][0]
    assert "12 of the 24 months" in experience["after"][1]
    assert changes(two_days(("peq-workers",), AFTER, AFTER), "peq-workers", say) == []
    (none,) = changes(two_days(("peq-workers",), date(2009, 1, 1), date(2010, 3, 1)), "peq-workers", say)
    assert none["before"] is None
    assert all(c["before"] == [] for c in none["conditions"])


def test_an_edited_law_is_shown_version_by_version() -> None:
    laws = edited_law(("peq-workers",), EXAMPLE, FR)
    found = changes(laws, "peq-workers", FR)
    assert [one["before"]["since"] for one in found] == [
        "2020-07-22",
        "2021-01-26",
        "2021-07-22",
        "2023-11-23",
        "2026-07-02",
        "2026-11-01",
    ]
    assert all([c["id"] for c in one["conditions"]] == ["experience"] for one in found)


def test_laws_have_names_in_both_languages() -> None:
    days = two_days(("peq-workers",), BEFORE, AFTER)
    texts = two_texts(("peq-workers",), BEFORE, AFTER, on=AFTER)
    edited = edited_law(("peq-workers",), EXAMPLE, FR, on_column="day")
    told_of = [[laws_told(laws, speaker(lang)) for lang in ("fr", "en")] for laws in (days, texts, edited)]
    assert [one["sort"] for one, _ in told_of] == ["days", "texts", "edited"]
    assert told_of[0][1]["title"] == "Laws of 21 July 2020 and 22 July 2020"
    assert told_of[1][1]["filed"] == "Everybody files on 22 July 2020."
    assert told_of[2][0]["title"].startswith("Dix-huit mois")
    assert told_of[2][1]["title"].startswith("Eighteen months")
    assert "day" in told_of[2][1]["filed"]
    for french, english in told_of:
        assert all(french[key] != english[key] for key in ("title", "before", "after", "filed"))


def test_made_up_people_are_said_to_be(tmp_path: Path, comparison: Comparison) -> None:
    import pyarrow.feather as feather
    import pyarrow.parquet as pq

    from jalon.cohort.synthetic import NOTICE, synthetic_table

    table = synthetic_table(3, 1)
    pq.write_table(table, tmp_path / "a.parquet")
    feather.write_feather(table, tmp_path / "a.arrow", compression="uncompressed")
    pq.write_table(table.replace_schema_metadata(None), tmp_path / "b.parquet")
    assert [made_up(str(tmp_path / name)) for name in ("a.parquet", "a.arrow", "b.parquet", "none.parquet")] == [
        True,
        True,
        False,
        False,
    ]
    assert not made_up(str(tmp_path))
    plain = told(comparison, FR, made_up=True)
    assert NOTICE.text("fr") in sheet(plain, FR).lead


def test_laws_of_the_same_text_are_one(tmp_path: Path) -> None:
    same = tmp_path / "same.py"
    same.write_text("from dataclasses import replace\ndef reform(p): return replace(p)\n", encoding="utf-8")
    laws: Laws = edited_law(("peq-workers",), same, FR)
    assert not laws.edited("peq-workers")
    texts = two_texts(("peq-workers",), date(2024, 1, 1), date(2024, 2, 1))
    assert not texts.edited("peq-workers")


@pytest.mark.parametrize("name", ["reform.md", "reform.en.md"])
def test_the_law_of_the_documentation_is_one(name: str, tmp_path: Path) -> None:
    text = (EXAMPLE.parents[1] / "docs" / name).read_text(encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    file = tmp_path / "law.py"
    file.write_text(example, encoding="utf-8")
    laws = edited_law(("peq-workers", "peq-graduates"), file, FR)
    assert (laws.edited("peq-workers"), laws.edited("peq-graduates")) == (True, False)
    # Every function that the table names is there.
    for function in re.findall(r"\| `(\w+)\(", text):
        assert hasattr(sys.modules["jalon.law.editing"], function)
