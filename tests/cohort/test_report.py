"""The report of a run: a page that stands alone, pictures, counts and a codebook that say the same thing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from cohort.files import some_people, write_parquet
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked
from jalon.cohort.running.rejects import REJECTS
from jalon.cohort.running.run import Plan, Ran, run
from jalon.cohort.synthetic import NOTICE, synthetic_table
from jalon.cohort.told.codebook import codebook
from jalon.cohort.told.counts import EVERYBODY
from jalon.cohort.told.report import interval_words, write_report
from jalon.cohort.told.shown import Interval, Shown
from jalon.i18n import speaker
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.columns.bits import condition_bits
from jalon.readings.decide.decision import OUTCOMES

pytestmark = pytest.mark.xdist_group("columns")

ASKED = Asked(key="id", by=("region",))
FILES = {"report.html", "counts.csv", "codebook.csv", "codebook.md"}
FRENCH, ENGLISH = speaker("fr"), speaker("en")
LEAST = 5


@dataclass(frozen=True)
class Reported:
    ran: Ran
    folder: Path
    decisions: Path


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    work = tmp_path_factory.mktemp("report")
    people = write_parquet(some_people(400), work / "people.parquet")
    plan = Plan(work / "decisions.parquet", work / "rejects.csv", chunk=100)
    ran = run(open_source(str(people), ASKED, FRENCH, work=work), ASKED, plan, FRENCH)
    write_report(work / "report", ran, ASKED, ("Une chose <supposée>.",), FRENCH, mask=None, read="p.parquet")
    write_report(work / "masked", ran, ASKED, (), FRENCH, mask=LEAST, read="p.parquet")
    write_report(work / "english", ran, ASKED, (), ENGLISH, mask=LEAST, read="p.parquet")
    return Reported(ran, work, plan.output)


def counts(folder: Path) -> list[dict[str, str]]:
    with (folder / "counts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Page(HTMLParser):
    """The tables, the links and the words of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[list[str]] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "tr":
            self.cells.append([])

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1].append(data)
        if "style" not in self.open:
            self.words.append(data)


def test_what_is_written(reported: Reported) -> None:
    for name in ("report", "masked", "english"):
        here = {path.name for path in (reported.folder / name).iterdir()}
        pictures = here - FILES
        assert here >= FILES
        assert {Path(one).suffix for one in pictures} == {".svg", ".png"}
        assert len(pictures) == 2 * 2 * 3
        for path in (reported.folder / name).glob("*.png"):
            assert path.read_bytes().startswith(b"\x89PNG")


def test_counts_are_those_of_the_decisions(reported: Reported) -> None:
    rows = pq.read_table(reported.decisions).to_pylist()
    told = counts(reported.folder / "report")
    assert not [one for one in told if one["hidden"] != "0"]
    for one in told:
        head = one["programme"].replace("-", "_")
        group = {"": None, "(inconnu)": None}.get(one["group"], one["group"])
        people = [row for row in rows if not one["group_column"] or row["region"] == group]
        outcomes = [row[f"{head}_outcome"] for row in people]
        if one["subject"] == "outcome":
            surely = outcomes.count(one["id"])
            possibly = surely + (outcomes.count("undetermined") if one["id"] != "undetermined" else 0)
        elif one["id"] == "intake":
            surely = sum(row[f"{head}_intake"] == "closed" for row in people)
            possibly = surely + sum(row[f"{head}_intake"] == "unknown" for row in people)
        else:
            bit = condition_bits()[one["id"]]
            surely = sum(row[f"{head}_failing"] >> bit & 1 for row in people)
            possibly = surely + sum(row[f"{head}_undetermined"] >> bit & 1 for row in people)
        assert (int(one["people"]), int(one["surely"]), int(one["possibly"])) == (len(people), surely, possibly), one


def test_the_page(reported: Reported) -> None:
    page = Page(reported.folder / "report" / "report.html")
    tags = [tag for tag, _ in page.attributes]
    assert ("html", {"lang": "fr"}) in page.attributes
    assert (tags.count("h1"), tags.count("figure"), tags.count("table")) == (1, 6, 6)
    assert not [tag for tag in tags if tag in ("script", "link", "img", "iframe")]
    # Nothing comes from elsewhere.
    assert set(re.findall(r'https?://[^"\s<]+', page.text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    for tag, attributes in page.attributes:
        if tag == "svg":
            assert attributes["role"] == "img"
            assert attributes["aria-label"]
        if tag == "a" and attributes.get("href"):
            assert (reported.folder / "report" / str(attributes["href"])).exists()
    assert "Une chose &lt;supposée&gt;." in page.text
    assert str(reported.ran.digest).split("-")[0] in page.text
    shown = Shown(reported.ran.counts)
    eligible = shown.outcome("peq-workers", OUTCOMES.index("eligible"))
    assert [cell for row in page.cells for cell in row].count(FRENCH.number(eligible.surely or 0)) >= 1
    name = CONDITION_NAMES["oral-french"].text("fr")
    failing = shown.failing("peq-workers", "oral-french")
    assert [name, *(FRENCH.number(end or 0) for end in (failing.surely, failing.possibly))] in [
        r[:3] for r in page.cells
    ]


def test_french_typography(reported: Reported) -> None:
    page = Page(reported.folder / "report" / "report.html")
    for words in page.words:
        assert not re.search(r"[^\s\u00a0][:%»](?!//)(?=\s|$)", words), words
        assert not re.search(r" [:%»]", words), words
        assert "'" not in words or "{" in words, words


def test_english(reported: Reported) -> None:
    page = Page(reported.folder / "english" / "report.html")
    assert ("html", {"lang": "en"}) in page.attributes
    words = " ".join(page.words)
    assert "Temporary" in words or "temporary foreign workers" in words
    for french in ("Admissible", "Sûrement", "faits", "lignes", "Loi"):
        assert french not in words
    text = (reported.folder / "english" / "codebook.md").read_text(encoding="utf-8")
    assert not re.search("Colonne|Sens|Satisfaites|conditions qui", text)


def numbers(words: str) -> Iterator[int]:
    """The numbers of a text, as people write them."""
    for found in re.findall(r"\d[\d\u00a0\u202f]*", words):
        yield int(re.sub(r"\D", "", found))


def test_no_small_count_is_written_anywhere(reported: Reported) -> None:
    for name in ("masked", "english"):
        folder = reported.folder / name
        told = counts(folder)
        assert [one for one in told if one["hidden"] == "1"]
        for one in told:
            for key in ("people", "surely", "possibly"):
                assert not one[key] or int(one[key]) == 0 or int(one[key]) >= LEAST, one
        page = Page(folder / "report.html")
        for row in page.cells:
            for cell in row[1:]:
                if "%" not in cell:
                    assert all(count == 0 or count >= LEAST for count in numbers(cell)), row
        for path in folder.glob("*.svg"):
            if "groups" in path.name:
                continue
            words = re.findall(r"<text[^>]*>([^<]*)</text>", path.read_text(encoding="utf-8"))
            kept = [one for one in words if re.fullmatch(r"[\d\u00a0\u202f]+( (à|to) [\d\u00a0\u202f]+)?", one)]
            assert all(count == 0 or count >= LEAST for one in kept for count in numbers(one)), path


def test_shares_of_masked_groups_tell_no_small_count(reported: Reported) -> None:
    """A share is shown only where both ends of its interval are."""
    shown = Shown(reported.ran.counts, LEAST)
    page = Page(reported.folder / "masked" / "report.html")
    rows = {tuple(row) for row in page.cells}
    for programme in shown.programmes:
        for group in shown.groups("region"):
            interval = shown.outcome(programme, OUTCOMES.index("eligible"), group)
            if interval.hidden:
                name = group[1] or "(inconnu)"
                assert any(row[0] == name and row[-1] == "caché" for row in rows)


def test_few_refused_rows_are_hidden(reported: Reported, tmp_path: Path) -> None:
    for bad, words in ((3, "refusées est caché"), (0, "0 refusée"), (40, "40 refusées")):
        ran = Ran(read=reported.ran.read + bad, bad=bad, counts=reported.ran.counts, digest=reported.ran.digest)
        write_report(tmp_path, ran, ASKED, (), FRENCH, mask=LEAST, read="x")
        text = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert words in text
        assert (f"{ran.read} lignes" in text) == (bad != 3)


def test_nothing_of_an_earlier_report_stays(reported: Reported, tmp_path: Path) -> None:
    (tmp_path / "groups-town-peq-workers.svg").write_text("1 2 3")
    (tmp_path / "notes.txt").write_text("mine")
    write_report(tmp_path, reported.ran, ASKED, (), FRENCH, mask=LEAST, read="x")
    assert not (tmp_path / "groups-town-peq-workers.svg").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("sets", ["bits", "names"])
def test_the_codebook_has_every_column(sets: Any, reported: Reported) -> None:
    asked = Asked(key="id", by=("region",), sets=sets)
    entries = codebook(asked, FRENCH)
    schema = pq.read_schema(reported.decisions)
    assert [one.column for one in entries if one.file == "decisions" and not one.value] == schema.names
    assert [one.column for one in entries if one.file == "rejects"] == REJECTS.names
    for one in entries:
        assert one.meaning
        if one.file == "decisions" and not one.value and one.type.startswith(("int", "date32")):
            assert str(schema.field(one.column).type).startswith(one.type.split(",")[0].removesuffix("32"))


def test_the_codebook_has_every_value(reported: Reported) -> None:
    entries = codebook(ASKED, FRENCH)
    table = pq.read_table(reported.decisions)
    for column in table.column_names:
        values = {one.value: one for one in entries if one.column == column and one.value}
        if column.endswith(("_outcome", "_conditions", "_intake")):
            assert set(table.column(column).to_pylist()) <= set(values)
        elif column.endswith(("_failing", "_undetermined")):
            assert {name: int(one.bit) for name, one in values.items()} == {
                id: 1 << bit for id, bit in condition_bits().items() if id != "intake"
            }
            assert all(
                number & ~sum(int(one.bit) for one in values.values()) == 0
                for number in table.column(column).to_pylist()
            )


def test_intervals_in_words() -> None:
    told = [
        interval_words(Interval(*ends), FRENCH) for ends in ((3, 3), (1000, 2000), (None, 7), (8, None), (None, None))
    ]
    assert told == ["3", "1\u00a0000 à 2\u00a0000", "au plus 7", "au moins 8", "caché"]


def test_without_groups_or_people(tmp_path: Path) -> None:
    write_report(tmp_path, Ran(), Asked(), (), FRENCH, mask=None, read="x")
    assert "0 ligne lue" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert EVERYBODY not in Ran().counts.tallies


def test_made_up_people_are_said_to_be(tmp_path: Path) -> None:
    pq.write_table(synthetic_table(5, 1), tmp_path / "made.parquet")
    pq.write_table(synthetic_table(5, 1).replace_schema_metadata(None), tmp_path / "real.parquet")
    pages = {}
    for name in ("made", "real"):
        read = str(tmp_path / f"{name}.parquet")
        write_report(tmp_path / name, Ran(), Asked(), (), speaker("fr"), mask=None, read=read)
        pages[name] = (tmp_path / name / "report.html").read_text(encoding="utf-8")
    assert NOTICE.text("fr") in pages["made"]
    assert NOTICE.text("fr") not in pages["real"]
