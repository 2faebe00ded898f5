"""Completions of a file: every absent fact filled in, every vague date settled, in one of the ways the file leaves open.

What an absent key states by itself is not filled: `filed_through`, `values_attestation`, `values_medical_exemption`,
`french_interview`, `expected_completion_on`, `bursary.released`, `leaves`, and the day of a document that is no test.
A list that is present is complete. A level and a mark of the same paper are one fact: only one of the two is filled.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

from jalon.facts import Span
from jalon.registers import areas, occupations
from jalon.registers.diplomas import award_of
from readings import parts
from readings.parts import Data, iso, near
from readings.people import readable

Filler = Callable[[Random, int], Any]
# Whether the fact at a path of the file may be filled or settled.
May = Callable[[str], bool]


def _answer(rng: Random, _day: int) -> bool | None:
    return rng.choice((True, False, True, False, None))


def _some_day(rng: Random, day: int) -> str:
    which = rng.random()
    if which < 0.6:
        return iso(near(rng, day))
    return iso(rng.choice((0, 10**6))) if which < 0.7 else iso(day + rng.randint(-2000, 700))


def _date(rng: Random, day: int) -> str | None:
    return None if rng.random() < 0.15 else _some_day(rng, day)


def _one_of(*values: Any) -> Filler:
    return lambda rng, _day: rng.choice(values)


def _code(rng: Random, _day: int) -> Data:
    code = rng.choice(parts.CODES)
    link = rng.choice(occupations.links_from_2016(code[0])).noc2021
    return {"noc2016": code[0], "noc2021": link}


def _spouse(rng: Random, day: int) -> Data | None:
    return None if rng.random() < 0.4 else parts._spouse(rng, day)


def _regular_file(rng: Random, _day: int) -> Data | None:
    return None if rng.random() < 0.4 else parts._regular_file(rng)


def _bursary(rng: Random, _day: int) -> Data | None:
    made = parts._bursary(rng)
    if made:
        made.pop("released", None)
    return made


def _many(make: Filler) -> Filler:
    return lambda rng, day: [make(rng, day) for _ in range(rng.choice((0, 1, 1, 2)))]


def _stay(rng: Random, day: int) -> Data:
    first, last = sorted((near(rng, day), day + rng.randint(-900, 300)))
    return {"from": iso(first), "to": None if rng.random() < 0.5 else iso(last)}


def _permit(rng: Random, day: int) -> Data:
    return {"kind": rng.choice(KINDS), **_stay(rng, day)}


def _study(rng: Random, day: int) -> Data:
    made = parts.study(rng, near(rng, day), rng.choice((*parts.UNIVERSITY, "dep", "dep-asp", "asp", "aec")), day)
    made["expected_completion_on"] = None
    return made


def _job(rng: Random, day: int) -> Data:
    first, last = sorted((near(rng, day), day))
    made = parts.job(rng, first, rng.choice((None, last)), day)
    made["leaves"] = []
    return made


def _proof(rng: Random, day: int) -> Data:
    return parts.proof(rng, day)


KINDS = ("study", "pgwp", "closed-work", "open-work", "youth-exchange", "coop", "spouse-open-work", "visitor")
_LEVELS = (*parts.UNIVERSITY, "dep", "dep-asp", *parts.OTHERS)
_AT_STUDY: dict[str, Filler] = {
    "programme": _one_of(*parts.PROGRAMMES, parts.LISTED[0].corrected),
    "level": _one_of(*_LEVELS),
    "hours": _one_of(0, 899, 900, 1350, 1799, 1800, 1801, 2500, 20000),
    "institution_in_quebec": _answer,
    "started_on": _date,
    "completed_on": _date,
    "awarded_on": _date,
    "share_stayed_in_quebec": _one_of(0, 0.36, 0.49, 0.5, 0.51, 1),
    "full_time": _answer,
    "french_share": _one_of(0, 0.74, 0.75, 1),
    "entirely_in_french": _answer,
    "full_time_years_in_french": _one_of(0, 1, 1.5, 2.9, 3, 30),
    "bursary": _bursary,
}
_AT_JOB: dict[str, Filler] = {
    "occupation": _code,
    "started_on": _date,
    "ended_on": _date,
    "hours_per_week": _one_of(0, 10, 15, 20, 29.5, 30, 40, 168),
    **dict.fromkeys(
        [
            "in_quebec",
            "self_employed",
            "controls_business",
            "owns_share_of_business",
            "noc_requirements_met",
            "offer_conditions_met",
            "authorised",
            "related_to_studies",
            "field_excluded",
        ],
        _answer,
    ),
    "internship": _one_of("none", "compulsory", "optional", "employment"),
}
_AT_PROOF: dict[str, Filler] = {
    "proof": _one_of("test", "studies", "professional-order", "course", "none"),
    "taken_on": _date,
    "course_registered_on": _date,
    "course_passed_on": _date,
    "test": _one_of(*parts.TESTS),
}
_AT_PERIOD: dict[str, Filler] = {"from": _date, "to": _date}
_AT_INTERVIEW: dict[str, Filler] = {"levels": lambda rng, _day: parts._levels(rng)}
FILLERS: dict[str, dict[str, Filler]] = {
    "applicant": {
        "birth_date": _some_day,
        "stays_in_quebec": _many(_stay),
        "purpose_of_stay": _one_of(
            "work", "study", "youth-exchange", "accompanying-spouse", "visit", "asylum", "other"
        ),
        "intends_to_settle": _answer,
        "stay_conditions_respected": _answer,
        "permits": _many(_permit),
        "studies": _many(_study),
        "jobs": _many(_job),
        "french": _many(_proof),
        "spouse": _spouse,
        "children": _many(parts._child),
        "financial_self_sufficiency": _answer,
        "ended_regular_file": _regular_file,
    },
    "stays_in_quebec": _AT_PERIOD,
    "leaves": _AT_PERIOD,
    "permits": {"kind": _one_of(*KINDS, "maintained-status", "other-work"), **_AT_PERIOD},
    "studies": _AT_STUDY,
    "bursary": {"return_condition": _answer, "honoured": _answer},
    "jobs": _AT_JOB,
    "french": _AT_PROOF,
    "spouse": {"accompanies": _answer, "french": _many(_proof)},
    "children": {"birth_date": _some_day, "accompanies": _answer},
    "french_interview": _AT_INTERVIEW,
    "ended_regular_file": {"filed_on": _date, "temporary_resident_when_filed": _answer},
}
_ORDER = (("from", "to"), ("started_on", "completed_on"), ("started_on", "awarded_on"), ("started_on", "ended_on"))


def completed(rng: Random, data: Data, day: date, *, odds: float = 1.0, may: May = lambda _: True) -> Data:
    """A completion of the file; with `odds` below 1, only some facts are filled. `may` says which are allowed."""
    for _ in range(50):
        out = deepcopy(data)
        _Completion(rng, day.toordinal(), odds, may).part(out, "applicant", "")
        # A mark that is too high for the test just filled in is drawn again.
        if readable(out):
            return out
    return deepcopy(data)


class _Completion:
    def __init__(self, rng: Random, day: int, odds: float, may: May) -> None:
        self.rng, self.day, self.odds, self.may = rng, day, odds, may

    def chosen(self, path: str) -> bool:
        return (self.odds >= 1 or self.rng.random() < self.odds) and self.may(path)

    def part(self, data: Data, name: str, path: str) -> None:
        given = dict(data)
        for key in list(data):
            value, here = data[key], f"{path}{key}"
            if isinstance(value, list):
                for i, item in enumerate(value):
                    self.part(item, key, f"{here}[{i}].")
            elif isinstance(value, dict) and key in FILLERS:
                self.part(value, key, f"{here}.")
        for key, filler in FILLERS.get(name, {}).items():
            states_itself = key == "taken_on" and data.get("proof") not in (None, "test")
            if key not in given and not states_itself and self.chosen(f"{path}{key}"):
                data[key] = filler(self.rng, self.day)
        for key, value in list(data.items()):
            if isinstance(value, str | int) and key.endswith(("_on", "from", "to", "_date", "values_attestation")):
                self.settle(data, key, f"{path}{key}")
        if name == "french":
            self.levels(data, path)
        if name == "jobs" and isinstance(data.get("occupation"), dict):
            self.codes(data["occupation"], f"{path}occupation.")
        if name == "studies":
            self.area(data, path)
            self.in_french(data, given)
        for first, then in _ORDER:
            self.in_order(data, given, first, then)

    def settle(self, data: Data, key: str, path: str) -> None:
        if isinstance(data[key], bool) or data[key] == "pending":
            return
        span = Span.parse(data[key])
        if not span.precise and self.chosen(path):
            low, high = span.earliest.toordinal(), span.latest.toordinal()
            edges = [d for d in (near(self.rng, self.day) for _ in range(4)) if low <= d <= high]
            data[key] = iso(self.rng.choice((low, high, self.rng.randint(low, high), *edges)))

    def in_order(self, data: Data, given: Data, first: str, then: str) -> None:
        """No file may say that something ended before it began: move what was not known."""
        if data.get(first) is None or data.get(then) is None:
            return
        a, b = Span.parse(data[first]), Span.parse(data[then])
        if not b.surely_before(a):
            return
        if first not in given:
            data[first] = str(b.earliest)
        elif then not in given:
            data[then] = str(a.latest)
        else:
            data[first] = iso(Span.parse(given[first]).earliest.toordinal())
            if Span.parse(data[then]).surely_before(Span.parse(data[first])):
                data[then] = iso(Span.parse(given[then]).latest.toordinal())

    def levels(self, data: Data, path: str) -> None:
        """Each paper has a level or a mark; the test has been filled by now."""
        if data.get("proof") in ("studies", "professional-order", "none"):
            return
        for skill in parts.SKILLS:
            told = any(isinstance(data.get(how), dict) and skill in data[how] for how in ("levels", "scores"))
            if told or not (self.may(f"{path}scores.{skill}") and self.chosen(f"{path}levels.{skill}")):
                continue
            if "scores" in data and data.get("test") not in (None, "other") and self.rng.random() < 0.7:
                data["scores"][skill] = parts._scores(self.rng, data["test"])[skill]
            else:
                data.setdefault("levels", {})[skill] = self.rng.choice((None, 0, 3, 4, 5, 6, 7, 8, 12))

    def codes(self, code: Data, path: str) -> None:
        old, new = code.get("noc2016"), code.get("noc2021")
        if old and not new and "noc2021" not in code and self.chosen(f"{path}noc2021"):
            code["noc2021"] = self.rng.choice(occupations.links_from_2016(old)).noc2021
        if new and not old and "noc2016" not in code and self.chosen(f"{path}noc2016"):
            code["noc2016"] = self.rng.choice(occupations.links_from_2021(new)).noc2016

    def in_french(self, study: Data, given: Data) -> None:
        """A programme entirely in French is so for the whole of its share."""
        if study.get("entirely_in_french") is not True or study.get("french_share") in (1, None):
            return
        if "french_share" not in given:
            study["french_share"] = 1
        elif "entirely_in_french" not in given:
            study["entirely_in_french"] = False

    def area(self, study: Data, path: str) -> None:
        """The area of the register, where the programme's own name leaves it open."""
        level = study.get("level")
        if study.get("area") is not None or "area" in study or level is None or not self.chosen(f"{path}area"):
            return
        award = award_of(level)
        if award is None or areas.listed_2019(study.get("programme"), award) == 1:
            area = self.rng.choice(areas.areas())
            study["area"] = {"name": area.corrected if self.rng.random() < 0.6 else "Autre", "award": area.award}
