"""The words of the questions: each key has some, in both languages, plain and free of rules."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from jalon.facts import parse_applicant
from jalon.facts.model import PARTS
from jalon.i18n import LANGUAGES, speaker
from jalon.language.statutes import Words
from jalon.readings.interview.asked import Asked
from jalon.readings.interview.asked_words import ASKED
from jalon.readings.interview.asked_words_record import DOCUMENT_DATE
from jalon.readings.interview.places import meaning, part_and_key, steps_of
from jalon.readings.interview.questions import Question, question_at, question_data
from readings.tongues import french_words

LONGEST, MEAN = 25, 15
ALL = {**ASKED, ("FrenchProof", "taken_on of a document"): DOCUMENT_DATE}
IDS = [".".join(at) for at in ALL]
# Years of classifications, their examples, the whole of a share, a part of a schedule: no figure of the law.
FIGURES = re.compile(r"\b(?:2016|2021|0121|21232)\b|100\s?%|(?:partie|part) 2\b")
NAMES_OF_WHO_IS_SPOKEN_TO = re.compile(r"\bla personne\b|\bthe person\b|\bthe applicant\b", re.I)


def words_of(asked: Asked) -> list[Words]:
    list_ = asked.list_
    return [asked.question, asked.hint, *((list_.more, list_.add, list_.none) if list_ else ())]


def sentences(text: str) -> list[int]:
    """How many words each sentence has."""
    told = [s for s in re.split(r"(?<=[.?!…»”])\s+(?=[A-ZÀÉÊ«“])", text) if s]
    return [len(re.findall(r"[\w’'-]+", s)) for s in told]


def test_every_key_is_a_question_but_the_version_of_the_format() -> None:
    keys = {(part.__name__, key) for part in PARTS for key in part.written_keys()}
    assert keys - set(ASKED) == {("Applicant", "schema")}
    assert set(ASKED) - keys == set()
    with pytest.raises(KeyError):
        question_at("schema", parse_applicant({"schema": 1}), ())


@pytest.mark.parametrize("asked", ALL.values(), ids=IDS)
def test_the_words(asked: Asked) -> None:
    for lang in LANGUAGES:
        for words in words_of(asked):
            text = words.text(lang)
            assert text
            assert max(sentences(text)) <= LONGEST, text
            assert not re.search(r"\d", FIGURES.sub("", text)), text
            assert not NAMES_OF_WHO_IS_SPOKEN_TO.search(text), text
            assert not {"null", "true", "false", "[]"} & set(text.split()), text
            assert "·" not in text
            assert lang == "fr" or not french_words(text), text
        list_ = asked.list_
        for question in (asked.question, *((list_.more,) if list_ else ())):
            assert question.text(lang).endswith("\u00a0?" if lang == "fr" else "?")
            assert lang == "fr" or "\u00a0" not in question.text(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_short(lang: str) -> None:
    for of in ("question", "hint"):
        assert mean(count for asked in ALL.values() for count in sentences(getattr(asked, of).text(lang))) <= MEAN


@pytest.mark.parametrize("at", ASKED, ids=".".join)
def test_lists_and_only_lists_have_buttons(at: tuple[str, str]) -> None:
    part = next(part for part in PARTS if part.__name__ == at[0])
    field = {(f.alias or name): f for name, f in part.model_fields.items()}[at[1]]
    found, _ = meaning(field.annotation)
    assert (getattr(found, "__origin__", None) is tuple) == (ASKED[at].list_ is not None)


@pytest.mark.parametrize("key", ["stays_in_quebec", "permits", "studies", "jobs", "french", "children"])
def test_a_list_asks_for_all(key: str) -> None:
    asked = ASKED["Applicant", key]
    assert re.search(r"\btou(?:s|tes)\b", asked.hint.text("fr"))
    assert re.search(r"\ball\b", asked.hint.text("en"))


@pytest.mark.parametrize("at", ASKED, ids=".".join)
def test_abbreviations_are_told(at: tuple[str, str]) -> None:
    for lang, known in (
        ("fr", {"CNP": "Classification nationale des professions", "FEER": "formation, études, expérience"}),
        ("en", {"NOC": "National Occupational Classification", "TEER": "training, education, experience"}),
    ):
        text = " ".join(words.text(lang) for words in words_of(ASKED[at]))
        for short, long in known.items():
            assert not re.search(rf"\b{short}\b", text) or long in text
        assert not re.search(r"\b(?:CSQ|FÉER|PEQ|RIQ)\b", text)


def asked_at(path: str, **facts: object) -> Question:
    return question_at(path, parse_applicant({"schema": 1, **facts}), ())


def test_a_test_has_a_day_and_a_document_a_date() -> None:
    test = asked_at("french[0].taken_on", french=[{"proof": "test"}])
    document = asked_at("french[0].taken_on", french=[{"proof": "studies"}])
    of_spouse = asked_at("spouse.french[0].taken_on", spouse={"french": [{"proof": "professional-order"}]})
    assert "test" in test.asked.question.text("fr")
    assert document.asked is of_spouse.asked is DOCUMENT_DATE


def test_the_same_part_elsewhere_has_its_own_words() -> None:
    of_permit, of_stay = (
        asked_at("permits[0].to", permits=[{}]),
        asked_at("stays_in_quebec[0].to", stays_in_quebec=[{}]),
    )
    assert "permis" in of_permit.asked.question.text("fr")
    assert "séjour" in of_stay.asked.question.text("fr")
    of_child = asked_at("children[0].birth_date", children=[{}])
    assert "enfant" in of_child.asked.question.text("fr")
    assert "your" in asked_at("birth_date").asked.question.text("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_as_data_and_whose_it_is(lang: str) -> None:
    applicant = parse_applicant({"schema": 1, "jobs": [{"title": "Cook"}]})
    question = question_at("jobs[0].hours_per_week", applicant, ())
    told = question_data(question, applicant, speaker(lang))
    assert told["question"] == ASKED["Job", "hours_per_week"].question.text(lang)
    assert told["hint"] == ASKED["Job", "hours_per_week"].hint.text(lang)
    assert told["label"] == question.label.name(lang) != told["question"]
    assert "Cook" in question.owner(applicant, speaker(lang))
    assert question_at("birth_date", applicant, ()).owner(applicant, speaker(lang)) == ""


def test_every_question_finds_its_words() -> None:
    places = ("studies[0].bursary.honoured", "spouse.french[0].levels.speaking", "french_interview.levels.reading")
    facts = {"studies": [{"bursary": {}}], "spouse": {"french": [{}]}, "french_interview": {}}
    for place in places:
        part, key, _ = part_and_key(steps_of(place))
        assert asked_at(place, **facts).asked is ASKED[part.__name__, key]
