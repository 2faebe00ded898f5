"""The words that the result uses everywhere: outcomes, verdicts, intake; and links to pages that may not be there."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.urls.exceptions import NoReverseMatch

from jalon.facts.errors import FactsError
from jalon.i18n import Speaker
from jalon.readings.interview.places import ABSENT, Steps, askable, standing, steps_of
from jalon.site.languages import address

# Names of conditions told in one sentence.
MOST_NAMES: Final = 4
# The icon of each state of intake (see `macros.html`).
INTAKE_ICONS: Final = {"met": "open", "not-met": "closed", "undetermined": "unknown"}


def outcome_word(outcome: str, say: Speaker) -> str:
    """An outcome in a word."""
    return {
        "eligible": say("Admissible"),
        "not-eligible": say("Non admissible"),
        "undetermined": say("Indéterminé"),
    }[outcome]


def verdict_word(verdict: str, say: Speaker) -> str:
    """The verdict of a condition in a word."""
    return {
        "met": say("Satisfaite"),
        "not-met": say("Non satisfaite"),
        "undetermined": say("Indéterminée"),
    }[verdict]


def intake_word(intake: dict[str, Any], say: Speaker) -> str:
    """Whether applications are received, in words, for a decision's intake."""
    if intake["state"] == "open-by-exception":
        return say("Demandes reçues, par exception")
    return {
        "met": say("Demandes reçues"),
        "not-met": say("Demandes non reçues"),
        "undetermined": say("On ne sait pas si les demandes sont reçues"),
    }[intake["verdict"]]


def some(names: list[str], say: Speaker) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= MOST_NAMES + 1:
        return ", ".join(names)
    more = say.plural("et {count} autre", "et {count} autres", len(names) - MOST_NAMES)
    return f"{', '.join(names[:MOST_NAMES])} {more}"


def day_sentence(decision: dict[str, Any], say: Speaker) -> str:
    """What the law of the filing day says, in one sentence: `decision` is a decision as plain data."""
    names = {condition["id"]: condition["name"] for condition in decision["conditions"]}
    failing = some([names[id] for id in decision["failing"] if id in names], say)
    open_ = some([names[id] for id in decision["undetermined"] if id in names], say)
    received = decision["intake"]["verdict"]
    if decision["version"] is None:
        return say("Le programme n’existait pas encore.")
    if failing:
        closed = received == "not-met"
        sentence = say("Il manque : {names}; de plus, les demandes ne sont pas reçues.") if closed else ""
        return (sentence or say("Il manque : {names}.")).format(names=failing)
    if open_:
        closed = received == "not-met"
        sentence = say("Les demandes ne sont pas reçues. On ne peut pas dire non plus : {names}.") if closed else ""
        return (sentence or say("On ne peut pas encore dire : {names}.")).format(names=open_)
    return {
        "met": say("Toutes les conditions sont satisfaites, et les demandes sont reçues."),
        "not-met": say("Toutes les conditions sont satisfaites, mais les demandes ne sont pas reçues."),
        "undetermined": say("Toutes les conditions sont satisfaites, mais nul ne sait si les demandes sont reçues."),
    }[received]


def day_words(iso: str, say: Speaker) -> str:
    """An ISO day in words."""
    return say.date(date.fromisoformat(iso))


def span_words(first: str, last: str, say: Speaker) -> str:
    """Days in words, both inside."""
    if first == last:
        return say("le {day}", day=day_words(first, say))
    return say("du {first} au {last}", first=day_words(first, say), last=day_words(last, say))


def link(lang: str, name: str, **places: Any) -> str:
    """The address of a page; empty when there is none of that name."""
    try:
        return address(lang, name, **places)
    except NoReverseMatch:
        return ""


def question_link(path: str, data: dict[str, Any], lang: str) -> str:
    """The address of the question that a missing fact asks; of the element that it belongs to where it cannot be asked
    about alone; empty when there is neither."""
    try:
        first = path.partition("+")[0]
        place = askable(first, data, ())
        steps = steps_of(place or first)
        if place is None:
            row = next((end for end, step in enumerate(steps) if isinstance(step, int)), None)
            if row is None or standing(data, steps[: row + 1]) is ABSENT:
                return ""
            return link(lang, "element", place=_slug(steps[: row + 1]))
    except (ValueError, KeyError, FactsError):
        return ""
    whole = _slug(steps) in _LISTS or steps[-1] == "leaves"
    return link(lang, "list" if whole else "fact", place=_slug(steps))


def _slug(steps: Steps) -> str:
    return ".".join(str(step) for step in steps)


_LISTS: Final = ("stays_in_quebec", "permits", "studies", "jobs", "french", "children", "spouse.french")
