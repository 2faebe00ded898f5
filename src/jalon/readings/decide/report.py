"""A decision as plain data, with its sentences in one language: the JSON of `jalon decide --json`.

The shape is documented in docs/json.md; `SHAPE` changes when a key changes its meaning or goes away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from jalon.i18n import Speaker, speaker
from jalon.language.bounds import MAYBE, NO, YES
from jalon.language.spells import Spells
from jalon.language.statutes import Condition
from jalon.language.vocabulary import Field
from jalon.law import CHECKED_UNTIL
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS
from jalon.readings.decide.decision import VERDICTS, ConditionResult, Decision
from jalon.readings.decide.reasons import Fact, Figure, Item, Reasons, Time, reasons
from jalon.readings.decide.receipt import receipt
from jalon.readings.naming import place_name, value_text
from jalon.readings.words import citation_words

SHAPE: Final = "jalon.decisions/1"
_ANSWERS: Final = {NO: "no", MAYBE: "cannot-tell", YES: "yes"}


def report(decisions: Iterable[Decision], lang: str) -> dict[str, Any]:
    """Several decisions on one file."""
    return {
        "shape": SHAPE,
        "lang": speaker(lang).lang,
        "decisions": [decision_report(decision, lang) for decision in decisions],
    }


def decision_report(decision: Decision, lang: str) -> dict[str, Any]:
    """One decision, with its reasons and its receipt."""
    say = speaker(lang)
    version, period = decision.version, decision.intake.period
    return {
        "programme": decision.programme.id,
        "title": decision.programme.title.text(lang),
        "filed_on": decision.filed_on.isoformat(),
        "view": decision.view,
        "outcome": decision.outcome,
        "conditions_verdict": decision.conditions_verdict,
        "failing": list(decision.failing),
        "undetermined": list(decision.undetermined),
        "missing": [_missing(path, decision, say) for path in decision.missing],
        "intake": {
            "state": decision.intake.state,
            "verdict": VERDICTS[decision.intake.value],
            "since": period.since,
            "until": period.until,
            "words": _intake_words(decision, say),
            "citation": citation_words(period.citation, lang),
            "missing": [_missing(path, decision, say) for path in decision.intake.open.facts],
        },
        "version": None
        if version is None
        else {
            "since": version.since,
            "until": version.until,
            "title": version.title.text(lang),
            "instruments": [i.title.text(lang) for i in version.instruments],
        },
        "study": [f"studies[{row}]" for row in decision.credential_rows],
        "conditions": [_condition(result, decision, say) for result in decision.conditions],
        "duties": [{"id": n.id, "words": n.words.text(lang)} for n in decision.notes if n.sort == "duty"],
        "warnings": [{"id": n.id, "words": n.words.text(lang)} for n in decision.notes if n.sort == "warning"],
        "checked_until": CHECKED_UNTIL,
        "receipt": receipt(decision),
    }


def _intake_words(decision: Decision, say: Speaker) -> str:
    """The state of intake in words; past the last day checked, that day is said first."""
    words = decision.intake.period.words.text(say.lang)
    if decision.filed_on.toordinal() <= decision.programme.last_checked:
        return words
    checked = say.date(decision.programme.last_checked)
    return say("Rien n’a été vérifié après le {day}. Dernier état connu : {words}", day=checked, words=words)


def _missing(path: str, decision: Decision, say: Speaker) -> dict[str, str]:
    return {"path": path, "label": place_name(path, decision.applicant, say)}


def _condition(result: ConditionResult, decision: Decision, say: Speaker) -> dict[str, Any]:
    condition, former = result.condition, result.condition.former
    return {
        "id": result.id,
        "name": CONDITION_NAMES[result.id].text(say.lang),
        "verdict": result.verdict,
        "asked": result.applies,
        "clause": None
        if former is None
        else {
            "words": former.words.text(say.lang),
            "applies": _ANSWERS[result.governing],
            "citation": citation_words(former.citation, say.lang),
        },
        "texts": [_text(reason, decision, say) for reason in reasons(result)] or [_unasked(condition, say)],
        "missing": [_missing(path, decision, say) for path in decision.missing_for(result)],
        "contested": [_point(point, result, say) for point in result.points],
    }


def _unasked(condition: Condition, say: Speaker) -> dict[str, Any]:
    """A condition of the version that the text kept for this person does not have."""
    return {
        "verdict": VERDICTS[YES],
        "asks": say("Le texte qui régit cette personne ne demande rien."),
        "citation": citation_words(condition.former.citation if condition.former else condition.citation, say.lang),
        "parts": [],
        "measured": [],
        "facts": [],
        "counted": [],
        "not_counted": [],
    }


def _text(reason: Reasons, decision: Decision, say: Speaker) -> dict[str, Any]:
    return {
        "verdict": VERDICTS[reason.value],
        "asks": reason.text.words.text(say.lang),
        "citation": citation_words(reason.text.citation, say.lang),
        "parts": [
            {"id": part.id, "words": part.words.text(say.lang) if part.words else "", "verdict": VERDICTS[part.value]}
            for part in reason.parts
        ],
        "measured": [*(_time(t, say) for t in reason.times), *(_figure(f, decision, say) for f in reason.figures)],
        "facts": [_fact(fact, decision, say) for fact in reason.facts],
        "counted": [_item(item, decision, say) for item in reason.counted],
        "not_counted": [_item(item, decision, say) for item in reason.left_out],
    }


def _point(point: str, result: ConditionResult, say: Speaker) -> dict[str, Any]:
    told = POINTS[point]
    return {
        "point": point,
        "question": told.question.text(say.lang),
        "confidence": told.confidence,
        "readings": [
            {"name": name, "words": words.text(say.lang), "verdict": result.under(point, name)}
            for name, words in told.readings
        ],
    }


def _time(time: Time, say: Speaker) -> dict[str, Any]:
    return {
        "kind": "time",
        "needed_months": time.needed_months,
        "least_months": time.least_months,
        "most_months": time.most_months,
        "least_days": time.least_days,
        "most_days": time.most_days,
        "enough_days": time.enough,
        "too_few_days": time.too_few,
        "spells": _spells(time.least),
        "possible_spells": _spells(time.most),
        "credited_days": None if time.credited is None else sum(b - a + 1 for a, b in time.credited[0]),
        "verdict": VERDICTS[time.value],
        "sentence": _time_sentence(time, say),
    }


def _time_sentence(time: Time, say: Speaker) -> str:
    counted = say.plural("{count} mois entier compté", "{count} mois entiers comptés", time.least_months)
    days = say.plural("{count} jour", "{count} jours", time.least_days)
    needed = say.plural("{count} mois demandé", "{count} mois demandés", time.needed_months)
    sentence = say("{counted} ({days}), {needed}.", counted=counted, days=days, needed=needed)
    if time.credited is not None:
        extra = sum(b - a + 1 for a, b in time.credited[0])
        if extra:
            sentence += " " + say.plural(
                "S’y ajoute le stage obligatoire ({count} jour).",
                "S’y ajoute le stage obligatoire ({count} jours).",
                extra,
            )
    if time.value == MAYBE:
        if time.most_days > time.least_days:
            sentence += " " + say.plural("Au plus {count} jour.", "Au plus {count} jours.", time.most_days)
        short = time.enough - time.least_days
        # Worth saying only where the days surely counted are enough for somebody.
        if time.least_days >= time.too_few:
            sentence += " " + say.plural(
                "Il faudrait {count} jour de plus pour que nul ne puisse le contester.",
                "Il faudrait {count} jours de plus pour que nul ne puisse le contester.",
                short,
            )
    return sentence


def _figure(figure: Figure, decision: Decision, say: Speaker) -> dict[str, Any]:
    value = value_text(figure.fact.field, figure.fact.value, say)
    asked = value_text(figure.fact.field, figure.asked, say)
    label = place_name(figure.fact.path, decision.applicant, say)
    relation = _relation(figure, say).format(asked=asked)
    return {
        "kind": "figure",
        "part": figure.part,
        "fact": figure.fact.path,
        "label": label,
        "value": _plain(figure.fact.field, figure.fact.value),
        "relation": figure.relation,
        "asked": _plain(figure.fact.field, figure.asked),
        "verdict": VERDICTS[figure.holds],
        "wanted": relation,
        "sentence": say("{label} : {value} (demandé : {wanted}).", label=label, value=value, wanted=relation),
    }


def _relation(figure: Figure, say: Speaker) -> str:
    # Left unfilled on purpose: the value is put in by the caller.
    by_day = {
        "<=": say("au plus tard le {asked}"),
        ">=": say("au plus tôt le {asked}"),
        "<": say("avant le {asked}"),
        ">": say("après le {asked}"),
    }
    by_number = {
        "<=": say("au plus {asked}"),
        ">=": say("au moins {asked}"),
        "<": say("moins de {asked}"),
        ">": say("plus de {asked}"),
    }
    return (by_day if figure.is_day else by_number)[figure.relation]


def _fact(fact: Fact, decision: Decision, say: Speaker) -> dict[str, Any]:
    label, value = place_name(fact.path, decision.applicant, say), value_text(fact.field, fact.value, say)
    return {
        "part": fact.part,
        "fact": fact.path,
        "label": label,
        "value": _plain(fact.field, fact.value),
        "sentence": say("{label} : {value}.", label=label, value=value),
    }


def _item(item: Item, decision: Decision, say: Speaker) -> dict[str, Any]:
    label = place_name(item.path, decision.applicant, say)
    because = [
        {
            "test": part.id,
            "asks": part.words.text(say.lang) if part.words else "",
            "verdict": VERDICTS[part.value],
            "facts": [
                {
                    "fact": fact.path,
                    "value": _plain(fact.field, fact.value),
                    "sentence": say(
                        "{label} : {value}",
                        label=place_name(fact.path, decision.applicant, say).rpartition(", ")[2],
                        value=value_text(fact.field, fact.value, say),
                    ),
                }
                for fact in part.facts
            ],
        }
        for part in item.because
    ]
    return {
        "path": item.path,
        "label": label,
        "counts": _ANSWERS[item.counts],
        "spells": _spells(item.least),
        "because": because,
        "sentence": _item_sentence(item, label, because, say),
    }


def _item_sentence(item: Item, label: str, because: list[dict[str, Any]], say: Speaker) -> str:
    if item.counts == YES:
        if item.timed and not item.most:
            return say("{label} compte, mais n’apporte aucun jour à la période.", label=label)
        if not item.least:
            return say("{label} compte.", label=label)
        spans = say(" et ").join(
            say("du {first} au {last}", first=say.date(a), last=say.date(b)) for a, b in item.least
        )
        return say("{label} compte : {spans}.", label=label, spans=spans)
    dated = say("dates")
    wanted = "; ".join(_because_text(b, dated) for b in because)
    if item.counts == NO:
        return say("{label} ne compte pas. Il aurait fallu : {wanted}.", label=label, wanted=wanted)
    return say("{label} compte peut-être. À savoir : {wanted}.", label=label, wanted=wanted)


def _because_text(because: dict[str, Any], unnamed: str) -> str:
    asks = because["asks"] or unnamed
    facts = ", ".join(fact["sentence"] for fact in because["facts"])
    return f"{asks} ({facts})" if facts else str(asks)


def _spells(spells: Spells) -> list[dict[str, str]]:
    return [
        {"from": date.fromordinal(first).isoformat(), "to": date.fromordinal(last).isoformat()}
        for first, last in spells
    ]


def _plain(of: Field, value: Any) -> Any:
    """A value as plain data: bounds as a pair, days as ISO dates, a choice as what it may be, a truth as yes, no or
    cannot-tell."""
    if of.sort == "truth":
        return _ANSWERS[value]
    if of.sort == "day":
        return [date.fromordinal(bound).isoformat() for bound in value]
    if of.sort == "kind":
        return [name for place, name in enumerate(of.values) if value >> place & 1]
    return list(value)
