"""`jalon next` and `jalon interview`: what is printed, what is written, and that nothing answered is lost."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from jalon import decide
from jalon.cli.interview import add_to
from jalon.cli.language import speak
from jalon.facts import dump_yaml, load_applicant, parse_applicant
from jalon.facts.writing import to_dict
from readings.interviewing import EXAMPLE

ON = ("--on", "2024-06-03")
WORKER = (*ON, "--programme", "peq-workers")


def jalon(*arguments: str | Path, typed: str = "", lang: str = "fr") -> Result:
    group = click.Group("jalon")
    add_to(group, speak(lang))
    return CliRunner().invoke(group, [*map(str, arguments)], input=typed)


def file_of(folder: Path, **changes: object) -> Path:
    """The example file with some keys changed, or left out (...)."""
    data = {key: value for key, value in {**to_dict(load_applicant(EXAMPLE)), **changes}.items() if value is not ...}
    file = folder / "file.yaml"
    file.write_text(dump_yaml(parse_applicant(data)), encoding="utf-8")
    return file


# --- jalon next -------------------------------------------------------------------------------------------------------
def test_the_next_question_says_what_it_asks_and_why(tmp_path: Path) -> None:
    job = {key: v for key, v in to_dict(load_applicant(EXAMPLE))["jobs"][0].items() if key != "hours_per_week"}
    said = jalon("next", file_of(tmp_path, jobs=[job]), *WORKER)
    assert said.exit_code == 0, said.output
    assert "heures par semaine" in said.stdout
    assert "Les heures payées par semaine, en moyenne." in said.stdout
    assert "un nombre de 0 à 168" in said.stdout
    assert "Emploi le jour de la demande, Expérience de travail" in said.stdout
    assert "jobs[0].hours_per_week" in said.stdout


def test_as_data(tmp_path: Path) -> None:
    said = jalon("next", file_of(tmp_path, purpose_of_stay=...), *WORKER, "--json", lang="en")
    data = json.loads(said.stdout)
    assert data["filed_on"] == "2024-06-03"
    assert data["programmes"] == [{"id": "peq-workers", "conditions_verdict": "undetermined"}]
    question = data["question"]
    assert (question["path"], question["kind"], question["unsure"]) == ("purpose_of_stay", "choice", True)
    assert question["conditions"] == [{"id": "purpose", "name": "Purpose of the stay"}]
    assert {"value": "study", "name": "Study", "help": ""} in question["choices"]


def test_nothing_to_ask(tmp_path: Path) -> None:
    said = jalon("next", file_of(tmp_path), *ON)
    assert said.stdout.count("toutes les conditions sont satisfaites") == 2
    failed = jalon("next", file_of(tmp_path, intends_to_settle=False), *WORKER)
    assert "Intention de s’établir" in failed.stdout
    assert json.loads(jalon("next", file_of(tmp_path), *ON, "--json").stdout)["question"] is None
    assert "aucun texte ce jour-là" in jalon("next", file_of(tmp_path), "--on", "2009-01-01").stdout


def test_what_the_file_supposes_is_asked_for_on_demand(tmp_path: Path) -> None:
    file = file_of(tmp_path, values_attestation=...)
    assert "rien à demander" in jalon("next", file, *WORKER).stdout
    assert "values_attestation" in jalon("next", file, *WORKER, "--thorough").stdout


def test_a_contested_point_leaves_nothing_to_ask(tmp_path: Path) -> None:
    proof = {"proof": "test", "test": "TEFAQ", "taken_on": "2011-03-01", "levels": {"listening": 5, "speaking": 5}}
    study = {**to_dict(load_applicant(EXAMPLE))["studies"][0], "started_on": "2008-09-01"}
    study |= {"completed_on": "2011-05-01", "awarded_on": "2011-05-15"}
    permits = [{"kind": "study", "from": "2008-08-01", "to": None}]
    stays = [{"from": "2008-08-01", "to": None}]
    others = {"birth_date": "1985-02-01", "permits": permits, "stays_in_quebec": stays}
    file = file_of(tmp_path, studies=[study], french=[proof], **others)
    said = jalon("next", file, "--on", "2011-06-01", "--programme", "peq-graduates")
    assert decide(load_applicant(file), date(2011, 6, 1), "peq-graduates").missing == ()
    assert said.stdout.startswith("?")
    assert "aucune question n’y changerait rien" in said.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("absent.yaml",), "absent.yaml"),
        (("{file}", "--on", "3 juin"), "AAAA-MM-JJ"),
        (("{file}", "--programme", "pstq-1"), "pstq-1"),
    ],
)
def test_bad_input_is_refused(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    file = file_of(tmp_path)
    said = jalon("next", *(a.format(file=file) for a in arguments))
    assert said.exit_code == 2
    assert message in said.stderr


# --- jalon interview --------------------------------------------------------------------------------------------------
def test_answers_of_every_kind(tmp_path: Path) -> None:
    file = file_of(tmp_path, birth_date=..., purpose_of_stay=..., intends_to_settle=..., spouse=...)
    said = jalon("interview", *WORKER, "-o", file, typed="non\n1990-02\n1\no\n")
    assert said.exit_code == 0, said.output
    data = to_dict(load_applicant(file))
    assert data["spouse"] is None
    assert (data["birth_date"], data["purpose_of_stay"], data["intends_to_settle"]) == ("1990-02", "work", True)
    assert "✔ ADMISSIBLE" in said.output
    assert f"jalon decide {file} --on 2024-06-03" in said.output


def test_a_job_told_in_the_terminal(tmp_path: Path) -> None:
    file = file_of(tmp_path, jobs=...)
    typed = "1\n21232\n2022-05-30\n-\n37,5\noui\nnon\nnon\nnon\noui\n1\nnon\n0\n"
    said = jalon("interview", *WORKER, "-o", file, typed=typed)
    assert said.exit_code == 0, said.output
    (job,) = to_dict(load_applicant(file))["jobs"]
    assert job["occupation"] == {"noc2021": "21232"}
    assert (job["ended_on"], job["hours_per_week"], job["leaves"]) == (None, 37.5, [])


def test_a_level_in_place_of_a_mark_and_going_back(tmp_path: Path) -> None:
    file = file_of(tmp_path, french=...)
    typed = "1\n1\n2\n<\n1\n2023-10-01\n450\nn7\n"
    said = jalon("interview", *WORKER, "-o", file, typed=typed)
    assert said.exit_code == 0, said.output
    (proof,) = to_dict(load_applicant(file))["french"]
    assert proof["test"] == "TEFAQ"
    assert proof["levels"] == {"speaking": 7}
    assert proof["scores"] == {"listening": 450}


def test_nothing_is_lost_when_it_stops(tmp_path: Path) -> None:
    """The end of the input does what Ctrl-C does."""
    file = file_of(tmp_path, birth_date=..., intends_to_settle=...)
    said = jalon("interview", *WORKER, "-o", file, typed="1990\n")
    assert said.exit_code == 1
    assert "ce qui est répondu est gardé" in said.output
    assert to_dict(load_applicant(file))["birth_date"] == "1990"
    again = jalon("interview", *WORKER, "-o", file, typed="oui\n")
    assert again.exit_code == 0, again.output
    assert "l’entrevue continue" in again.output
    assert to_dict(load_applicant(file))["intends_to_settle"] is True
    assert [child.name for child in tmp_path.iterdir()] == ["file.yaml"]


def test_without_a_file_it_is_printed_alone_on_standard_output() -> None:
    stopped = jalon("interview", *WORKER, typed="1\n")
    assert stopped.exit_code == 1
    assert to_dict(load_applicant(stopped.stdout.encode()))["stays_in_quebec"] == [{}]
    said = jalon("interview", *WORKER, typed="0\n")
    assert said.exit_code == 0
    assert to_dict(load_applicant(said.stdout.encode()))["stays_in_quebec"] == []
    assert "Réponse" in said.stderr


def test_json_when_the_name_says_so(tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    jalon("interview", *WORKER, "-o", file, typed="?\n")
    assert json.loads(file.read_text(encoding="utf-8")) == {"schema": 1}


@pytest.mark.parametrize("typed", ["", "peut-être", "1990-13", "03/06/1990", "?", "<", "-"])
def test_what_is_no_answer_is_asked_again(tmp_path: Path, typed: str) -> None:
    file = file_of(tmp_path, birth_date=...)
    said = jalon("interview", *WORKER, "-o", file, typed=f"{typed}\n1990-05-20\n")
    assert said.exit_code == 0, said.output
    assert to_dict(load_applicant(file))["birth_date"] == "1990-05-20"
    assert said.output.count("›") == 2


def test_a_number_is_refused_in_words(tmp_path: Path) -> None:
    file = file_of(tmp_path, jobs=...)
    said = jalon("interview", *WORKER, "-o", file, typed="beaucoup\n999999999\n300\n0\n")
    assert said.exit_code == 0, said.output
    assert said.output.count("Réponse attendue") == 2
    assert "200" in said.output
    assert to_dict(load_applicant(file))["jobs"] == []


def test_a_file_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    said = jalon("interview", *WORKER, "-o", tmp_path / "no" / "such.yaml")
    assert said.exit_code == 2
    assert "impossible d’écrire" in said.stderr


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    file.write_text("schema: 1\nbirth_day: 1990\n", encoding="utf-8")
    said = jalon("interview", *WORKER, "-o", file, typed="1\n")
    assert said.exit_code == 2
    assert "birth_date" in said.stderr
    assert file.read_text(encoding="utf-8") == "schema: 1\nbirth_day: 1990\n"
