"""The reasons of changes in words: one sentence for each cause, one for each change."""

from __future__ import annotations

from typing import Final

from jalon.facts.model import Applicant
from jalon.i18n import Speaker
from jalon.language.bounds import MAYBE, YES
from jalon.language.calendar import add_months
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.decide.relevance import Open
from jalon.readings.naming import place_name
from jalon.readings.timeline.calendar import INTAKE
from jalon.readings.timeline.causes import DatedFact, DateOfTheText, TimeCounted
from jalon.readings.timeline.changes import Cause, Change, IntakeBegins, LawBegins, NotChecked, StudyChosen

MONTHS_OF_A_YEAR: Final = 12
# Causes of one part told in full; the others are counted.
MOST_TOLD: Final = 3


def change_words(change: Change, applicant: Applicant, say: Speaker) -> str:
    """Why a line changes, as one sentence without its full stop; empty where nothing is known of it."""
    own = "; ".join(dict.fromkeys(cause_words(cause, applicant, say) for cause in change.causes))
    if text := _one_text(change, say):
        return text
    parts = [(part, change_words(part, applicant, say)) for part in change.parts]
    # Conditions that change for one and the same reason are named together.
    grouped: dict[str, list[str]] = {}
    for part, words in parts:
        grouped.setdefault(words, []).extend(_names(part, say))
    told = [_named_words(names, words, say) for words, names in grouped.items() if words]
    if len(told) > MOST_TOLD + 1:
        more = say.plural("et {count} autre raison", "et {count} autres raisons", len(told) - MOST_TOLD)
        told = [*told[:MOST_TOLD], more]
    return "; ".join([own, *told] if own else told)


def open_words(found: Open, applicant: Applicant, say: Speaker) -> str:
    """What keeps a condition undetermined: facts to be told, contested points; empty where nothing is known of it."""
    told = []
    if found.facts:
        labels = [place_name(path, applicant, say) for path in found.facts]
        if len(labels) > MOST_TOLD + 1:
            rest = len(labels) - MOST_TOLD
            labels = [*labels[:MOST_TOLD], say.plural("et {count} autre", "et {count} autres", rest)]
        told.append(say("à préciser : {facts}", facts=", ".join(labels)))
    if found.points:
        points = ", ".join(found.points)
        told.append(
            say.plural("point contesté {points}", "points contestés {points}", len(found.points), points=points)
        )
    return "; ".join(told)


def _one_text(change: Change, say: Speaker) -> str:
    """Conditions that one text of the law changes at once are told together."""
    causes = change.all_causes()
    versions = {cause.version.since for cause in causes if isinstance(cause, LawBegins)}
    if len(change.parts) < 2 or len(versions) != 1 or not all(isinstance(cause, LawBegins) for cause in causes):
        return ""
    title = next(cause.version.title for cause in causes if isinstance(cause, LawBegins)).text(say.lang)
    names = ", ".join(CONDITION_NAMES[part.line].text(say.lang) for part in change.parts)
    return say("{names} – le texte « {title} » commence", names=names, title=title)


def _names(part: Change, say: Speaker) -> list[str]:
    # Intake speaks for itself, and the conditions together name those that made them change.
    return [CONDITION_NAMES[part.line].text(say.lang)] if part.line in CONDITION_NAMES and part.line != INTAKE else []


def _named_words(names: list[str], words: str, say: Speaker) -> str:
    return say("{names} – {words}", names=", ".join(names), words=words) if names else words


def cause_words(cause: Cause, applicant: Applicant, say: Speaker) -> str:
    """One cause in words."""
    match cause:
        case LawBegins():
            title = cause.version.title.text(say.lang)
            return {
                "newly": say("le texte « {title} » le demande désormais", title=title),
                "no-more": say("le texte « {title} » ne le demande plus", title=title),
                "otherwise": say("le texte « {title} » commence", title=title),
            }[cause.asks]
        case IntakeBegins():
            words = cause.period.words.text(say.lang)
            return words.removesuffix(".")
        case NotChecked():
            return say("la loi n’a été vérifiée que jusqu’au {day}", day=say.date(cause.last))
        case StudyChosen():
            studies = "+".join(f"studies[{row}]" for row in cause.rows)
            return say("diplôme retenu : {study}", study=place_name(studies, applicant, say) if studies else "–")
        case DateOfTheText():
            return say("une règle datée du texte change ce jour-là")
        case TimeCounted():
            return _time_words(cause, say)
        case DatedFact():
            return _fact_words(cause, applicant, say)


def _time_words(cause: TimeCounted, say: Speaker) -> str:
    if cause.rises:
        if cause.value == YES:
            return say("{count}e mois atteint", count=cause.months)
        return say("{count}e mois atteint, selon une façon de compter", count=cause.months)
    if cause.value == MAYBE:
        return say("{count} mois seulement selon une façon de compter", count=cause.months)
    return say("moins de {count} mois dans la période comptée", count=cause.months)


def length_words(months: int, say: Speaker) -> str:
    """A length of time: years where it makes whole ones."""
    years, rest = divmod(abs(months), MONTHS_OF_A_YEAR)
    if rest or not years:
        return say.plural("{count} mois", "{count} mois", abs(months))
    return say.plural("{count} an", "{count} ans", years)


def _fact_words(cause: DatedFact, applicant: Applicant, say: Speaker) -> str:
    owner, _, key = cause.path.rpartition(".")
    thing = place_name(owner, applicant, say) if owner else ""
    if cause.months == 0:
        return _reached(cause, key, thing, applicant, say)
    length = length_words(cause.months, say)
    if cause.months < 0:
        return say("{fact} : dans {length}", fact=place_name(cause.path, applicant, say), length=length)
    if key == "birth_date":
        if not thing:
            return say("{length} le {day}", length=length, day=say.date(add_months(cause.day, cause.months)))
        return say("{thing} a {length}", thing=thing, length=length)
    if key in _AGES:
        return _age_words(key, cause.passed, thing, length, say)
    fact = place_name(cause.path, applicant, say)
    if cause.passed:
        return say("{fact} : il y a plus de {length}", fact=fact, length=length)
    return say("{fact} : il y a {length}", fact=fact, length=length)


_AGES: Final = ("awarded_on", "taken_on", "completed_on")


def _age_words(key: str, passed: bool, thing: str, length: str, say: Speaker) -> str:
    """How old a diploma, a proof, or the end of a programme is."""
    exact, over = {
        "awarded_on": (say("{thing}, diplôme d’exactement {length}"), say("{thing}, diplôme de plus de {length}")),
        "taken_on": (say("{thing}, qui date d’exactement {length}"), say("{thing}, qui date de plus de {length}")),
        "completed_on": (
            say("{thing}, terminées depuis exactement {length}"),
            say("{thing}, terminées depuis plus de {length}"),
        ),
    }[key]
    return (over if passed else exact).format(thing=thing, length=length)


def _reached(cause: DatedFact, key: str, thing: str, applicant: Applicant, say: Speaker) -> str:
    """The day of a fact itself, or the day after its end."""
    day = say.date(cause.day)
    if key in ("to", "ended_on"):
        return say("{thing}, fin le {day}", thing=thing, day=day)
    if key in ("from", "started_on"):
        return say("{thing}, début le {day}", thing=thing, day=day)
    if key == "awarded_on":
        return say("{thing}, diplôme délivré le {day}", thing=thing, day=day)
    if key in ("taken_on", "course_passed_on"):
        return say("{thing}, obtenue le {day}", thing=thing, day=day)
    if key == "completed_on":
        return say("{thing}, terminées le {day}", thing=thing, day=day)
    return say("{fact} : {day}", fact=place_name(cause.path, applicant, say), day=day)
