"""Operations about the law and its registers: nobody's facts are in them, except the words of a search."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from jalon.facts import Facts, FactsError, applicant_schema, parse_applicant
from jalon.facts.fields import NotNull
from jalon.facts.model import Award
from jalon.law import PROGRAMMES
from jalon.readings.french import proof_report
from jalon.readings.occupation import occupation_report
from jalon.readings.words import difference, programme_words, version_words
from jalon.registers import french_tests
from jalon.registers.search.area_search import search_areas
from jalon.registers.search.engine import DEFAULT_LIMIT, search_occupations
from jalon.site.api.answering import answer
from jalon.site.api.asking import AreaWords, Day, Limit, OccupationWords, ProofOfFrench, facts_refused, refuse
from jalon.site.api.asking import Query as Words
from jalon.site.api.deciding import spoken
from jalon.site.api.problems import ProblemError
from jalon.site.api.shapes.common import ProgrammeName, View
from jalon.site.api.shapes.law import Difference, ProgrammeTold, VersionOnDay
from jalon.site.api.shapes.registers import AreaHit, MarkRow, OccupationHit, WorthOfProof
from jalon.site.languages import language_of

law = Router(tags=["law"], by_alias=True)
registers = Router(tags=["registers"], by_alias=True)

_VIEW = "Du 1er au 13 novembre 2019 : quel texte. / From 1 to 13 November 2019: which text."


class OfDay(Facts):
    """Un jour de la loi. / A day of the law."""

    on: Day = Field(description="Le jour. / The day.")
    view: Annotated[View | None, NotNull()] = Field(default=None, description=_VIEW)


class TwoDays(Facts):
    """Deux jours de la loi. / Two days of the law."""

    before: Day = Field(description="Le premier jour. / The first day.")
    after: Day = Field(description="Le second jour. / The second day.")
    view: Annotated[View | None, NotNull()] = Field(default=None, description=_VIEW)


class AreaSearch(Facts):
    """Une recherche de domaines. / A search of areas."""

    q: Words = Field(description="Le nom d’un programme d’études. / The name of a programme of study.")
    award: Annotated[Award | None, NotNull()] = Field(default=None, description="Un seul diplôme. / One award only.")
    limit: Annotated[Limit | None, NotNull()] = Field(
        default=None, description="Nombre de réponses. / How many answers."
    )


class OccupationQuery(Facts):
    """Une recherche de professions. / A search of occupations."""

    q: Words = Field(description="Le titre d’emploi, en français ou en anglais. / The job title, in French or English.")
    limit: Annotated[Limit | None, NotNull()] = Field(
        default=None, description="Nombre de réponses. / How many answers."
    )
    programme: Annotated[ProgrammeName | None, NotNull()] = Field(
        default=None,
        description="Dit ce que la profession veut dire pour ce volet. / Says what it means for this stream.",
    )
    on: Annotated[Day | None, NotNull()] = Field(
        default=None, description="Dit si la profession compte ce jour-là. / Says whether it counts on this day."
    )


@law.get("law", operation_id="law", response=list[ProgrammeTold])
def programmes(request: HttpRequest) -> HttpResponse:
    """Every stream, with its versions and its intake."""
    lang = language_of(request)
    return answer(request, [programme_words(p, lang) for p in PROGRAMMES.values()], shared=True)


@law.get("law/{programme}", operation_id="law-version", response=VersionOnDay)
def version_of_day(request: HttpRequest, programme: ProgrammeName, asked: Query[OfDay]) -> HttpResponse:
    """The conditions of a stream on a day."""
    stream, day, lang = PROGRAMMES[programme], asked.on.toordinal(), language_of(request)
    version = stream.version_on(day, asked.view or "as-applied")
    if version is None:
        raise ProblemError("no-version")
    told = version_words(stream, version, lang)
    period = stream.intake_on(day)
    told["intake"] = {"state": period.state, "words": period.words.text(lang)}
    return answer(request, told, shared=True)


@law.get("law/{programme}/difference", operation_id="law-difference", response=Difference)
def difference_of_days(request: HttpRequest, programme: ProgrammeName, asked: Query[TwoDays]) -> HttpResponse:
    """What changes between two days."""
    told = difference(
        PROGRAMMES[programme], asked.before, asked.after, language_of(request), asked.view or "as-applied"
    )
    return answer(request, told, shared=True)


@registers.get("occupations", operation_id="occupations", response=list[OccupationHit])
def occupations(request: HttpRequest, asked: Query[OccupationQuery]) -> HttpResponse:
    """Occupations of a job title."""
    lang = language_of(request)
    return answer(request, _occupations(asked, lang))


@registers.post("occupations", operation_id="occupations-apart", response=list[OccupationHit])
def occupations_apart(request: HttpRequest, body: OccupationWords) -> HttpResponse:
    """The same, with the words out of the address."""
    lang = spoken(request, body)
    return answer(request, _occupations(body, lang), lang)


def _occupations(asked: OccupationQuery | OccupationWords, lang: str) -> list[dict[str, object]]:
    streams = [asked.programme] if asked.programme else (list(PROGRAMMES) if asked.on else [])
    found = search_occupations(asked.q, asked.limit or DEFAULT_LIMIT)
    return [occupation_report(hit, streams, asked.on, lang) for hit in found]


@registers.get("areas", operation_id="areas", response=list[AreaHit])
def areas(request: HttpRequest, asked: Query[AreaSearch]) -> HttpResponse:
    """Areas of training of a programme's name."""
    return answer(request, _areas(asked))


@registers.post("areas", operation_id="areas-apart", response=list[AreaHit])
def areas_apart(request: HttpRequest, body: AreaWords) -> HttpResponse:
    """The same, with the words out of the address."""
    return answer(request, _areas(body), spoken(request, body))


def _areas(asked: AreaSearch | AreaWords) -> list[dict[str, object]]:
    return [
        {"area": h.area, "award": h.award, "as_published": h.as_published, "score": h.score, "reason": h.matched}
        for h in search_areas(asked.q, asked.award, asked.limit or DEFAULT_LIMIT)
    ]


@registers.get("tests", operation_id="tests", response=list[MarkRow])
def tests(request: HttpRequest) -> HttpResponse:
    """Every mark of every test of French."""
    return answer(request, french_tests.table(), shared=True)


@registers.post("french", operation_id="french", response=WorthOfProof)
def french(request: HttpRequest, body: ProofOfFrench) -> HttpResponse:
    """What a proof of French is worth."""
    lang = spoken(request, body)
    scores = body.scores.model_dump(exclude_unset=True)
    if not scores:
        raise refuse("missing-key", "scores")
    proof = {"proof": "test", "test": body.test, "taken_on": body.taken_on.isoformat(), "scores": scores}
    try:
        parse_applicant({"schema": 1, "french": [proof]})
    except FactsError as error:
        raise facts_refused(error, without="french[0].") from None
    return answer(request, proof_report(proof, body.on or date.today(), lang), lang)


@registers.get("schema", operation_id="schema", response=dict[str, object])
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the applicant file."""
    return answer(request, applicant_schema(language_of(request)), shared=True)
