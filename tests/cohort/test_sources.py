"""The same people in files of every sort are decided alike; what cannot be opened is said clearly."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from cohort.files import some_people, table_of, told_in_tables, write_csv, write_ndjson, write_parquet, write_tables
from jalon.cohort.files import arrow_files, csv_spread
from jalon.cohort.files.sources import open_source
from jalon.cohort.running.asked import Asked, CohortError
from jalon.cohort.running.run import Plan, Ran, run
from jalon.i18n import speaker

pytestmark = pytest.mark.xdist_group("columns")

SAY = speaker("fr")
ASKED = Asked(key="id", by=("region",))
PEOPLE = told_in_tables(some_people(260))
TABLE = table_of(PEOPLE)


def decided(given: Path | str, work: Path, asked: Asked = ASKED, chunk: int = 30) -> Ran:
    source = open_source(str(given), asked, SAY, work=work / "work")
    plan = Plan(work / "decisions.parquet", work / "rejects.csv", chunk=chunk, force=True, always_rejects=True)
    return run(source, asked, plan, SAY)


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    work = tmp_path_factory.mktemp("parquet")
    return decided(write_parquet(PEOPLE, work / "people.parquet", 70), work)


def write(sort: str, folder: Path) -> Path | str:
    """The people in files of one sort."""
    if sort == "ndjson":
        return write_ndjson(PEOPLE, folder / "people.ndjson")
    if sort == "ndjson around":
        return write_ndjson(PEOPLE, folder / "people.jsonl", around=True)
    if sort.startswith("tables"):
        return write_tables(PEOPLE, folder / "tables", sort[-1])
    if sort == "arrow stream":
        with pa.ipc.new_stream(str(folder / "people.arrow"), TABLE.schema) as writer:
            writer.write_table(TABLE, max_chunksize=17)
        return folder / "people.arrow"
    if sort == "feather":
        feather.write_feather(TABLE, str(folder / "people.feather"), chunksize=33)
        return folder / "people.feather"
    many = folder / "many"
    many.mkdir()
    for number, start in enumerate(range(0, len(PEOPLE), 50)):
        write_parquet(PEOPLE[start : start + 50], many / f"part-{number:03d}.parquet", 20)
    return str(many / "part-*.parquet") if sort == "pattern" else many


SORTS = ("ndjson", "ndjson around", "tables ,", "tables ;", "tables \t", "arrow stream", "feather", "folder", "pattern")


@pytest.mark.parametrize("sort", SORTS)
def test_the_same_people(sort: str, parquet: Ran, tmp_path: Path) -> None:
    ran = decided(write(sort, tmp_path), tmp_path)
    assert (ran.digest, ran.read, ran.bad, ran.lost) == (parquet.digest, len(PEOPLE), 0, 0)
    assert sorted(map(str, ran.counts.to_json())) == sorted(map(str, parquet.counts.to_json()))
    rows = pq.read_table(tmp_path / "decisions.parquet")
    assert rows.column("row").to_pylist() == list(range(1, len(PEOPLE) + 1))
    assert rows.column("id").to_pylist() == [one.key for one in PEOPLE]


@pytest.mark.parametrize("sort", SORTS)
def test_chunks_left_out(sort: str, tmp_path: Path) -> None:
    """A reading that begins later gives the same chunks."""
    source = open_source(str(write(sort, tmp_path)), ASKED, SAY, work=tmp_path / "work")
    whole = list(source.chunks(23, 0))
    for skip in (1, 4, len(whole) - 1, len(whole)):
        later = list(source.chunks(23, skip))
        assert [chunk.numbers.tolist() for chunk in later] == [chunk.numbers.tolist() for chunk in whole[skip:]]
        assert all(a.rows.to_pylist() == b.rows.to_pylist() for a, b in zip(later, whole[skip:], strict=True))


@pytest.mark.parametrize("limit", [1_048_576, 40])
def test_texts_that_come_again(limit: int, parquet: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts read as they are kept in the file, in groups that are no chunks: a limit makes dictionaries give up half-way."""
    path = tmp_path / "people.parquet"
    pq.write_table(TABLE, path, row_group_size=70, dictionary_pagesize_limit=limit, data_page_size=100)
    for bytes_of_a_text, coded in ((0, False), (10_000, True)):
        monkeypatch.setattr(arrow_files, "_BYTES_OF_A_TEXT", bytes_of_a_text)
        source = open_source(str(path), ASKED, SAY, work=tmp_path / "work")
        chunks = [chunk.rows for chunk in source.chunks(30, 0)]
        assert pa.types.is_dictionary(chunks[0].schema.field("jobs").type.value_type.field("title").type) == coded
        assert chunks[0].schema.field("region").type == chunks[0].schema.field("id").type == pa.string()
        assert [row for chunk in chunks for row in chunk.to_pylist()] == TABLE.select(
            chunks[0].schema.names
        ).to_pylist()
        assert decided(path, tmp_path).digest == parquet.digest


def test_tables_sorted_on_the_disk(parquet: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_tables(PEOPLE, tmp_path / "tables")
    for name in ("jobs", "french", "studies"):
        # Lines in another order than people: each person's own stay in theirs.
        head, *lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        lines.sort(key=lambda line: line.split(",")[0][::-1])
        (folder / f"{name}.csv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    spread = csv_spread.Spread.__init__
    monkeypatch.setattr("jalon.cohort.files.csv_lines._BLOCK", 4_000)
    monkeypatch.setattr(csv_spread.Spread, "__init__", lambda self, *given: spread(self, *given, held=3_000))
    ran = decided(folder, tmp_path)
    assert ran.digest == parquet.digest
    assert len(list((tmp_path / "work").rglob("*.arrow"))) > 10


def test_numbers_with_a_comma(tmp_path: Path) -> None:
    rows = [{"id": 1, "filed_on": "2024-01-01"}]
    for separator, refused in ((";", 0), (",", 1)):
        folder = tmp_path / str(refused)
        folder.mkdir()
        write_csv(folder / "persons.csv", rows, separator)
        write_csv(folder / "jobs.csv", [{"id": 1, "hours_per_week": "37,5"}], separator)
        assert decided(folder, folder, Asked(key="id")).bad == refused


def test_an_empty_file(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "people.parquet")
    for given in (
        tmp_path / "people.parquet",
        write_tables(PEOPLE[:0], tmp_path / "t"),
        write_ndjson([], tmp_path / "e.ndjson"),
    ):
        if isinstance(given, Path) and given.name == "t":
            write_csv(given / "persons.csv", [], ",", ["id", "filed_on", "region", "birth_date"])
        ran = decided(given, tmp_path)
        assert (ran.read, ran.digest.count) == (0, 0)
        assert pq.read_table(tmp_path / "decisions.parquet").column_names[:4] == ["row", "id", "region", "filed_on"]


def test_lines_of_ndjson(tmp_path: Path) -> None:
    good = write_ndjson(PEOPLE[:2], tmp_path / "good.ndjson").read_text(encoding="utf-8").splitlines()
    bad = {
        "{": "json-syntax",
        "[1]": "not-mapping",
        '{"id": "a", "filed_on": "2024-01-01", "birth_day": "1990"}': "unknown-key",
        '{"id": "b", "filed_on": "2024-01-01", "jobs": null}': "null",
        '{"id": "c"}': "missing-key",
        '{"id": "d", "filed_on": "2024-01-01", "birth_date": "1990", "birth_date": "1991"}': "duplicate",
        '{"id": "e", "filed_on": "2024-01-01", "jobs": [{"hours_per_week": NaN}]}': "json-constant",
        '{"id": "f", "filed_on": "2024-01-01", "jobs": [{"hours": 3}]}': "unknown-key",
    }
    lines = [good[0].encode(), b"", *(line.encode() for line in bad), b'{"id": "\xe9"}', good[1].encode()]
    path = tmp_path / "people.ndjson"
    path.write_bytes(b"\n".join(lines))
    ran = decided(path, tmp_path)
    assert (ran.read, ran.bad, ran.digest.count) == (len(bad) + 3, len(bad) + 1, 2)
    told = (tmp_path / "rejects.csv").read_text(encoding="utf-8").splitlines()[1:]
    kinds = [*bad.values(), "encoding"]
    for number, (line, kind) in enumerate(zip(told, kinds, strict=True)):
        cells = line.replace('"', "").split(",")
        assert (int(cells[0]), cells[1], int(cells[2])) == (number + 2, "people.ndjson", number + 3)
        assert kind in cells


def test_ndjson_keeps_absent_and_null_apart(tmp_path: Path) -> None:
    """`ended_on: null` is still held; no ended_on is not known."""
    person = json.loads(write_ndjson(PEOPLE[:1], tmp_path / "one.ndjson").read_text(encoding="utf-8"))
    digests = set()
    for spouse in ({"spouse": None}, {}):
        told = {**{k: v for k, v in person.items() if k != "spouse"}, **spouse}
        (tmp_path / "p.ndjson").write_text(json.dumps(told) + "\n", encoding="utf-8")
        decided(tmp_path / "p.ndjson", tmp_path)
        row = pq.read_table(tmp_path / "decisions.parquet").to_pylist()[0]
        digests.add((row["peq_workers_undetermined"], row["peq_graduates_undetermined"]))
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("files", "given", "words"),
    [
        ({}, "people.parquet", "n’existe pas"),
        ({}, "*.parquet", "aucun fichier"),
        ({"x.txt": "a"}, "x.txt", "extension inconnue"),
        ({"d/x.txt": "a"}, "d", "ni fichiers Parquet"),
        ({"x.parquet": "nothing"}, "x.parquet", "ne se lit pas"),
        ({"x.csv": ""}, "x.csv", "en-tête"),
        ({"x.csv": "id,id\n1,2\n"}, "x.csv", "deux fois"),
        ({"x.csv": "id,filed_on,birthdate\n"}, "x.csv", "birthdate.*birth_date"),
        ({"x.csv": "id,filed_on,colour\n"}, "x.csv", "Aucune colonne"),
        ({"x.csv": "id,birth_date\n"}, "x.csv", "jour de demande"),
        ({"x.csv": "key,birth_date,filed_on\n"}, "x.csv", "id.: cette colonne n’existe pas"),
        ({"t/persons.csv": "birth_date,filed_on\n"}, "t", "id"),
        ({"t/persons.csv": "id,filed_on\n", "t/job.csv": "id\n"}, "t", "jobs.csv"),
        ({"t/persons.csv": "id,filed_on\n", "t/jobs.csv": "key\n"}, "t", "il manque la colonne id"),
        ({"t/persons.csv": "id,filed_on\n", "t/jobs.csv": "id,hour_per_week\n"}, "t", "hours_per_week"),
        ({"t/persons.csv": "id,filed_on\n", "t/leaves.csv": "id,job\n"}, "t", "demande aussi jobs.csv"),
        (
            {"t/persons.csv": "id,filed_on\n", "t/leaves.csv": "id\n", "t/jobs.csv": "id\n"},
            "t",
            "il manque la colonne job",
        ),
        ({"a.csv": "id\n", "b.csv": "id\n"}, "*.csv", "plusieurs fichiers"),
    ],
)
def test_what_cannot_be_opened(files: dict[str, str], given: str, words: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CohortError, match=words):
        open_source(str(tmp_path / given), Asked(key="id"), SAY, work=tmp_path)


def test_files_of_other_columns(tmp_path: Path) -> None:
    write_parquet(PEOPLE[:3], tmp_path / "a.parquet")
    pq.write_table(TABLE.drop_columns(["region"]), tmp_path / "b.parquet")
    with pytest.raises(CohortError, match=r"b\.parquet.*a\.parquet"):
        open_source(str(tmp_path / "*.parquet"), Asked(key="id"), SAY, work=tmp_path)


def test_too_many_lines_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_spread, "_MOST_LOST", 5)
    folder = write_tables(PEOPLE[:2], tmp_path / "t")
    write_csv(folder / "jobs.csv", [{"id": f"X{n}", "title": "x"} for n in range(10)])
    (folder / "leaves.csv").unlink()
    with pytest.raises(CohortError, match="n’appartiennent à personne"):
        decided(folder, tmp_path)


def test_too_many_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jalon.cohort.told.counts.MOST_GROUPS", 40)
    with pytest.raises(CohortError, match="--by id"):
        decided(write_parquet(PEOPLE, tmp_path / "p.parquet"), tmp_path, Asked(by=("id",)))


def test_columns_that_make_no_groups_or_keys(tmp_path: Path) -> None:
    people = write_parquet(PEOPLE[:5], tmp_path / "p.parquet")
    for asked in (Asked(by=("jobs",)), Asked(key="jobs")):
        with pytest.raises(CohortError, match="jobs"):
            decided(people, tmp_path, asked)
    # A fact may be a group.
    ran = decided(people, tmp_path, Asked(by=("purpose_of_stay",)))
    assert ran.counts.columns() == ("purpose_of_stay",)


def test_files_that_name_their_elements_otherwise(
    parquet: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writers do not agree on the name of an element of a list; the columns are the same for all that."""
    monkeypatch.setattr(arrow_files, "_BYTES_OF_A_TEXT", 10_000)
    for number, compliant in enumerate((True, False)):
        part = TABLE.slice(130 * number, 130)
        pq.write_table(part, tmp_path / f"{number}.parquet", use_compliant_nested_type=compliant, row_group_size=40)
    said = [pq.read_metadata(tmp_path / f"{number}.parquet") for number in (0, 1)]
    paths = [{one.schema.column(leaf).path for leaf in range(one.num_columns)} for one in said]
    assert "jobs.list.element.title" in paths[0] - paths[1]
    assert decided(str(tmp_path / "?.parquet"), tmp_path).digest == parquet.digest


@pytest.mark.parametrize("sets", ["bits", "names"])
def test_how_decisions_are_kept(sets: str, parquet: Ran, tmp_path: Path) -> None:
    """Row numbers as steps, everything else as places in a dictionary, lists of names among them."""
    path = tmp_path / "people.parquet"
    place = {"name": "Laval", "codes": ["H7A", "H7A"], "of": {"zone": "nord"}}
    pq.write_table(TABLE.append_column("place", pa.array([place] * TABLE.num_rows)), path)
    asked = Asked(key="id", by=("region",), carried=("place",), sets=sets)  # type: ignore[arg-type]
    assert decided(path, tmp_path, asked).digest == parquet.digest
    group = pq.read_metadata(tmp_path / "decisions.parquet").row_group(0)
    for place in range(group.num_columns):
        column = group.column(place)
        assert ("DELTA_BINARY_PACKED" in column.encodings) == (column.path_in_schema == "row"), column.path_in_schema
        assert ("RLE_DICTIONARY" in column.encodings) == (column.path_in_schema != "row"), column.path_in_schema


@pytest.mark.parametrize(
    "names", [("a.parquet", "b.parquet", "c.parquet"), ("1/p.parquet", "2/p.parquet", "3/p.parquet")]
)
def test_rejects_of_several_files(names: tuple[str, ...], tmp_path: Path) -> None:
    """A row that is refused is told by its file too, and by its number there; by the whole path where names are alike."""
    wrong, table = (0, 19, 20, 25, 59), TABLE.slice(0, 60)
    days = [None if row in wrong else day for row, day in enumerate(table.column("filed_on").to_pylist())]
    table = table.set_column(table.schema.get_field_index("filed_on"), "filed_on", pa.array(days, pa.date32()))
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        pq.write_table(table.slice(20 * number, 20), tmp_path / name)
    pattern = "*.parquet" if "/" not in names[0] else "*/*.parquet"
    decided(str(tmp_path / pattern), tmp_path, chunk=7)
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [(int(one["row"]), one["table"], int(one["line"])) for one in csv.DictReader(file)]
    files = [name if "/" not in name else str(tmp_path / name) for name in names]
    assert told == [(row + 1, files[row // 20], row % 20 + 1) for row in wrong]
