"""The package's data against the material it was made from, where that material is at hand."""

import csv
from pathlib import Path

import pytest

from jalon.registers.areas import areas
from jalon.registers.occupations import links, occupations_2019, unit_groups_2016, unit_groups_2021
from jalon.registers.tables import read_table

MATERIAL = Path(__file__).resolve().parents[2].parent / "shared" / "data"

needs_material = pytest.mark.skipif(not MATERIAL.is_dir(), reason="the source material is not beside the repository")


def material(name):
    with (MATERIAL / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@needs_material
def test_the_classifications_are_those_of_the_material():
    assert {(g.code, g.level, g.title_fr, g.title_en) for g in unit_groups_2016()} == {
        (r["noc2016"], r["skill_level"], " ".join(r["title_fr"].split()), " ".join(r["title_en"].split()))
        for r in material("tidy/noc2016_unit_groups.csv")
    }
    assert {(g.code, g.teer, g.title_fr, g.title_en) for g in unit_groups_2021()} == {
        (r["code"], r["teer"], " ".join(r["title_fr"].split()), " ".join(r["title_en"].split()))
        for r in material("tidy/noc2021_structure.csv")
        if r["level"] == "5"
    }


@needs_material
def test_the_links_are_those_of_the_material():
    certainty = {("1", "1"): "both", ("1", "0"): "esdc", ("0", "1"): "statcan"}
    assert {(link.noc2016, link.noc2021, link.certainty) for link in links()} == {
        (r["noc2016"], r["noc2021"], certainty[r["in_esdc_table"], r["in_statcan_table"]])
        for r in material("tidy/noc2016_noc2021_concordance.csv")
    }


@needs_material
def test_the_lists_of_2019_are_those_of_the_material():
    assert {(row.noc2016, row.title_as_published) for row in occupations_2019()} == {
        (r["noc2016"], r["title_as_published"]) for r in material("seed/occupations-2019.csv")
    }
    assert [(area.as_published, area.award) for area in areas()] == [
        (r["area_as_published"], r["award"]) for r in material("seed/areas-2019.csv")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "area_other_names",
        "areas_2019",
        "diplomas",
        "fees",
        "french_marks",
        "name_words",
        "noc2016",
        "noc2021",
        "noc_links",
        "occupations_2019",
        "self_sufficiency",
    ],
)
def test_every_table_is_clean(name):
    rows = read_table(name)
    assert rows
    for row in rows:
        assert None not in row, "a row has more cells than the header"
        assert all(cell is not None and cell == cell.strip() for cell in row.values())


def test_a_table_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        read_table("noc1991")


def test_other_names_belong_to_listed_areas():
    published = {area.as_published for area in areas()}
    assert {row["area_as_published"] for row in read_table("area_other_names")} <= published


def test_lines_end_with_lf_only():
    data = Path(__file__).resolve().parents[2] / "src" / "jalon" / "registers" / "data"
    for path in data.glob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")
