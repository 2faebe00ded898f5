"""One stream of a result: the verdict of the filing day in a sentence, the conditions, the timeline, what would change it.

Plain data, in one language: the page, the memo and the comparison of partners are all made from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from jalon.facts.dates import FIRST_YEAR
from jalon.i18n import Speaker
from jalon.language.bounds import YES
from jalon.language.calendar import add_months
from jalon.readings.decide.decision import Decision
from jalon.readings.decide.report import decision_report
from jalon.readings.patience import OutOfTimeError, within
from jalon.readings.remedies.report import remedies_report
from jalon.readings.remedies.search import remedies
from jalon.readings.timeline.calendar import CONDITIONS, OUTCOME, Calendar, calendar
from jalon.readings.timeline.report import interval_words, timeline_report
from jalon.readings.timeline.svg import svg_of
from jalon.readings.timeline.when import LAST_DAY, horizon
from jalon.site.result.conditions import conditions_told, missing_told
from jalon.site.result.words import INTAKE_ICONS, day_sentence, day_words, intake_word, outcome_word, span_words

# Months shown before the day looked at, and after it for who has filed already (five years for the others).
MONTHS_BACK: Final = 24
MONTHS_AFTER_FILING: Final = 12
WIDE: Final = 900
NARROW: Final = 340


def span_around(day: date, *, filed: bool) -> tuple[date, date]:
    """The days that a timeline shows about a filing day, both inside, within the years that a file may date."""
    first = max(date.fromordinal(max(add_months(day.toordinal(), -MONTHS_BACK), 1)), date(FIRST_YEAR, 1, 1))
    first = min(first, LAST_DAY)
    return first, max(horizon(day, MONTHS_AFTER_FILING) if filed else horizon(day), first)


def calendar_of(decision: Decision, *, filed: bool) -> Calendar:
    """The calendar of a decided file about its filing day."""
    first, last = span_around(decision.filed_on, filed=filed)
    return calendar(decision.applicant, first, last, decision.programme)


def stream_told(
    decision: Decision, found: Calendar, data: dict[str, Any], say: Speaker, *, filed: bool, on: date
) -> dict[str, Any]:
    """One stream told. `data` is the file as plain data; `on` is the day from which something can still be done."""
    report = decision_report(decision, say.lang)
    timeline = timeline_report(found, decision.filed_on, say.lang)
    first, *then = _sentences(report, timeline, say, filed=filed)
    intake, conditions = report["intake"], conditions_told(report, data, say)
    return {
        "programme": report["programme"],
        "title": report["title"],
        "outcome": report["outcome"],
        "word": outcome_word(report["outcome"], say),
        "sentence": first,
        "then": then,
        "conditions_verdict": report["conditions_verdict"],
        "intake": {
            "verdict": intake["verdict"],
            "icon": INTAKE_ICONS[intake["verdict"]],
            "word": intake_word(intake, say),
            "words": intake["words"],
            "missing": [missing_told(fact, data, say) for fact in intake["missing"]],
        },
        "version": _version(report["version"], say),
        "conditions": conditions,
        "met_names": ", ".join(condition["name"] for condition in conditions["met"]),
        "met_words": say.plural(
            "{count} condition satisfaite", "{count} conditions satisfaites", len(conditions["met"])
        ),
        "missing": [missing_told(fact, data, say) for fact in report["missing"]],
        "duties": [note["words"] for note in report["duties"]],
        "warnings": [note["words"] for note in report["warnings"]],
        "timeline": _timeline(timeline, say),
        "remedies": None if filed else remedies_told(decision, on, data, say),
        "hash": report["receipt"]["law"]["hash"][:12],
    }


def _version(version: dict[str, Any] | None, say: Speaker) -> str:
    if version is None:
        return ""
    words = say("{title} ({instruments})", title=version["title"], instruments="; ".join(version["instruments"]))
    if version["until"]:
        return say(
            "{words}, du {since} au {until}",
            words=words,
            since=day_words(version["since"], say),
            until=day_words(version["until"], say),
        )
    return say("{words}, depuis le {since}", words=words, since=day_words(version["since"], say))


def _sentences(report: dict[str, Any], timeline: dict[str, Any], say: Speaker, *, filed: bool) -> Sequence[str]:
    """What is read first, then what completes it. The headline of the timeline leads where it speaks of the day looked at
    or of a day to come; where all that it has to say is past, or the application is filed, the day itself leads."""
    headline, today = timeline["headline"], timeline["today"]
    day = day_sentence(report, say)
    if filed:
        return (day,)
    if report["outcome"] == "eligible":
        return headline["sentence"], day, *headline["details"]
    # The last detail is about the day looked at, which `day` tells already.
    details = headline["details"][:-1]
    lines = {line["id"]: [told for told in line["intervals"] if told["value"] == YES] for line in timeline["lines"]}
    met = lines[OUTCOME] or lines[CONDITIONS]
    if any(told["to"] >= today for told in met):
        return headline["sentence"], day, *details
    still = [told for told in lines[CONDITIONS] if told["from"] <= today <= told["to"]]
    return (
        day,
        *(_conditions_words(told, timeline, say) for told in still),
        say("Dans le temps : {sentence}", sentence=headline["sentence"]),
    )


def _conditions_words(told: dict[str, Any], timeline: dict[str, Any], say: Speaker) -> str:
    """From when to when the conditions are met, about the day looked at; an edge of the timeline is no such day."""
    begins, ends = told["from"] > timeline["from"], told["to"] < timeline["to"]
    first, last = day_words(told["from"], say), day_words(told["to"], say)
    if begins and ends:
        return say("Les conditions sont satisfaites du {first} au {last}.", first=first, last=last)
    if begins:
        return say("Les conditions sont satisfaites depuis le {first}.", first=first)
    if ends:
        return say("Les conditions restent satisfaites jusqu’au {last}.", last=last)
    return say("Rien, dans vos réponses, n’y met fin dans ces années.")


def _timeline(timeline: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """The picture at two widths, and the same content in words."""
    name = timeline["programme"]
    return {
        "wide": svg_of(timeline, say.lang, WIDE, inside=f"wide-{name}"),
        "narrow": svg_of(timeline, say.lang, NARROW, inside=f"narrow-{name}"),
        "caption": span_words(timeline["from"], timeline["to"], say),
        "lines": [
            {
                "name": line["name"],
                "intervals": [
                    {
                        "days": span_words(told["from"], told["to"], say),
                        "verdict": _KINDS[told["value"]],
                        "word": told["words"],
                        "why": "; ".join(filter(None, (told["why"], told["open"]))),
                        "sentence": interval_words(told, say),
                    }
                    for told in line["intervals"]
                ],
            }
            for line in timeline["lines"]
        ],
    }


# Seconds: longer than any file with its main facts takes, shorter than a person waits.
PATIENCE: Final = 1.0
_KINDS: Final = {-1: "not-asked", 0: "not-met", 1: "undetermined", 2: "met"}


# --- What would change it ---------------------------------------------------------------------------------------------


def remedies_told(decision: Decision, on: date, data: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """What can be done from a day on, in words."""
    on = min(on, LAST_DAY)
    try:
        with within(PATIENCE):
            found = remedies(decision.applicant, on, decision.programme, horizon(on))
    except OutOfTimeError:
        # A file that says next to nothing leaves nearly everything possible.
        wait = say(
            "Trop de réponses manquent pour chercher ce qui changerait le résultat. "
            "Répondez d’abord à d’autres questions."
        )
        return {
            "on": on.isoformat(),
            "later": on > decision.filed_on,
            "met": False,
            "intake_words": "",
            "none": wait,
            "remedies": [],
            "ways": [],
        }
    told = remedies_report(found, say.lang)
    return {
        "on": told["on"],
        # The day looked at is past: what can still be done is looked for from today.
        "later": on > decision.filed_on,
        "met": told["conditions_verdict"] == "met",
        "intake_words": told["intake_words"] or "",
        "none": told["none"] or "",
        "remedies": [_remedy(remedy, data, say) for remedy in told["remedies"]],
        "ways": [_way(way, data, say) for way in told["conditions"]],
    }


def _remedy(remedy: dict[str, Any], data: dict[str, Any], say: Speaker) -> dict[str, Any]:
    intake = ""
    if remedy["intake"] != "open" and remedy["eligible_on"]:
        intake = say(
            "Ce jour-là, les demandes ne sont pas reçues; elles le sont le {day}.",
            day=day_words(remedy["eligible_on"], say),
        )
    elif remedy["intake"] == "unknown":
        intake = say("On ne sait pas si les demandes seront reçues ce jour-là.")
    elif remedy["intake"] == "closed":
        intake = say("Ce jour-là, les demandes ne sont pas reçues.")
    return {
        "words": remedy["words"],
        "sure": remedy["sure"],
        "acts": [
            {"words": act["words"], "serves": [served["name"] for served in act["serves"]]} for act in remedy["acts"]
        ],
        "contested": [point["question"] for point in remedy["contested"]],
        "missing": [missing_told(fact, data, say) for fact in remedy["missing"]],
        "intake": intake,
    }


def _way(way: dict[str, Any], data: dict[str, Any], say: Speaker) -> dict[str, Any]:
    lines = []
    if way["time"]:
        lines.append(say("Le temps suffit à celle-ci : le {day}.", day=day_words(way["time"], say)))
    lines += [
        say("Possible dès le {day} : {act}", day=day_words(act["from"], say), act=act["words"]) for act in way["acts"]
    ]
    if way["none"]:
        lines.append(way["none"])
    return {
        "name": way["name"],
        "verdict": way["verdict"],
        "lines": lines,
        "missing": [missing_told(fact, data, say) for fact in way["missing"]],
        "contested": [point["question"] for point in way["contested"]],
    }
