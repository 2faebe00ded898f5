"""Remedies as plain data, with their sentences in one language: the JSON of `jalon remedies --json`."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from jalon.facts.labels import VALUE_LABELS
from jalon.facts.model import PARTS, Applicant
from jalon.i18n import Speaker, speaker
from jalon.language.bounds import NO, YES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS
from jalon.readings.decide.decision import VERDICTS, ConditionResult, Decision
from jalon.readings.decide.reasons import reasons
from jalon.readings.naming import place_name
from jalon.readings.remedies.acts import Act
from jalon.readings.remedies.search import Remedies, Remedy, Step, Way
from jalon.readings.timeline.when import INTAKE_STATES

SHAPE: Final = "jalon.remedies/1"


def remedies_report(found: Remedies, lang: str) -> dict[str, Any]:
    """What can be done about one stream on one day."""
    say = speaker(lang)
    decision = found.decision
    return {
        "shape": SHAPE,
        "programme": decision.programme.id,
        "title": decision.programme.title.text(lang),
        "on": decision.filed_on.isoformat(),
        "to": found.last.isoformat(),
        "outcome": decision.outcome,
        "conditions_verdict": decision.conditions_verdict,
        "intake": INTAKE_STATES[decision.intake.value],
        "conditions": [_way(way, found, say) for way in found.ways],
        "remedies": [_remedy(remedy, found, say) for remedy in found.remedies],
        "none": none_sentence(found, say),
        "intake_words": intake_sentence(found, say),
        "checked_until": decision.programme.checked_until,
    }


# --- The whole --------------------------------------------------------------------------------------------------------


def none_sentence(found: Remedies, say: Speaker) -> str | None:
    """Why nothing can be done in this stream; None when something can, or need not."""
    if found.blocked is None:
        return None
    day, last = say.date(found.blocked.day), say.date(found.last)
    if not found.blocked.conditions:
        return say("Le programme n’existe aucun des jours regardés, jusqu’au {last}.", last=last)
    return say(
        "Aucun remède dans ce volet d’ici le {last} : quoi que l’on fasse, il manque toujours quelque chose. Au mieux, "
        "le {day}, ceci ferait encore défaut : {names}.",
        last=last,
        day=day,
        names=", ".join(CONDITION_NAMES[id].text(say.lang) for id in found.blocked.conditions),
    )


def intake_sentence(found: Remedies, say: Speaker) -> str | None:
    """What intake adds where the conditions are met already; None elsewhere."""
    if found.needed or found.decision.intake.value == YES:
        return None
    if found.eligible is not None:
        return say(
            "Toutes les conditions sont satisfaites; il reste à attendre la réception des demandes : le {day} au plus tôt.",
            day=say.date(found.eligible),
        )
    closed = found.decision.intake.value == NO
    return (
        say(
            "Toutes les conditions sont satisfaites, mais les demandes ne sont pas reçues, et on ne connaît aucun jour où "
            "elles le seront tant que ces conditions tiennent."
        )
        if closed
        else say("Toutes les conditions sont satisfaites; on ne sait pas si les demandes sont reçues.")
    )


def _remedy(remedy: Remedy, found: Remedies, say: Speaker) -> dict[str, Any]:
    applicant = found.decision.applicant
    return {
        "date": remedy.day.isoformat(),
        "sure": remedy.sure,
        "acts": [_step(step, remedy, applicant, say) for step in remedy.steps],
        "contested": [{"point": p, "question": POINTS[p].question.text(say.lang)} for p in remedy.points],
        "missing": _missing(remedy.missing, applicant, say),
        "intake": INTAKE_STATES[remedy.intake],
        "eligible_on": remedy.eligible.isoformat() if remedy.eligible else None,
        "words": remedy_sentence(remedy, found.decision.filed_on, say),
    }


def remedy_sentence(remedy: Remedy, asked: date, say: Speaker) -> str:
    """What a remedy brings, and when."""
    day = say.date(remedy.day)
    if not remedy.sure:
        if remedy.missing:
            return say(
                "Le {day}, toutes les conditions pourraient être satisfaites, selon des faits qui manquent.", day=day
            )
        return say("Le {day}, toutes les conditions sont satisfaites, sauf un point contesté.", day=day)
    if not remedy.steps:
        return say("Attendre : toutes les conditions sont satisfaites le {day}.", day=day)
    if remedy.day == asked:
        return say("Toutes les conditions sont alors satisfaites, dès le {day}.", day=day)
    return say("Toutes les conditions sont alors satisfaites, le {day} au plus tôt.", day=day)


def _step(step: Step, remedy: Remedy, applicant: Applicant, say: Speaker) -> dict[str, Any]:
    texts = {result.id: result for result in remedy.decision.conditions}
    return {
        **_act(step.act, applicant, say),
        "by": step.day.isoformat(),
        "serves": [
            {"id": id, "name": CONDITION_NAMES[id].text(say.lang), "asks": _asks(texts.get(id), say)}
            for id in step.serves
        ],
    }


def _act(act: Act, applicant: Applicant, say: Speaker) -> dict[str, Any]:
    return {
        "id": act.kind,
        "path": act.path,
        "words": act_words(act, applicant, say),
        "facts": [
            {"path": path, "label": place_name(path, applicant, say), "example": value_words(path, value, say)}
            for path, value in act.filled
        ],
    }


def act_words(act: Act, applicant: Applicant, say: Speaker) -> str:
    """An act in words; the level or the hours asked are in the words of the condition that it serves."""
    label = place_name(act.path, applicant, say) if act.path else ""
    match act.kind:
        case "complete":
            facts = "; ".join(
                say("{label} : {value}", label=place_name(path, applicant, say), value=value_words(path, value, say))
                for path, value in act.filled
            )
            return say("Compléter le dossier, s’il en est par exemple ainsi : {facts}.", facts=facts)
        case "obtain-diploma":
            return say("Obtenir le diplôme : {label}.", label=label)
        case "honour-bursary":
            return say("Respecter l’obligation de retour qui accompagne la bourse : {label}.", label=label)
        case "leave-job":
            return say("Quitter un emploi : {label}.", label=label)
    return {
        "declare-intention": say("Avoir l’intention de s’établir au Québec pour y travailler."),
        "sign-undertaking": say("Signer l’engagement d’autonomie financière."),
        "file-in-arrima": say("Présenter la demande dans Arrima."),
        "obtain-values": say("Obtenir l’attestation de valeurs, pour chaque personne de qui elle est demandée."),
        "change-purpose": say("Être au Québec surtout pour travailler, avec l’autorisation voulue."),
        "add-transcript": say("Joindre les relevés d’études aux preuves de français."),
        "take-test": say("Passer un test de français reconnu et y atteindre le niveau demandé."),
        "spouse-takes-test": say("Conjoint : passer un test de français reconnu et y atteindre le niveau demandé."),
        "come-back": say("Être au Québec le jour de la demande."),
        "obtain-permit": say("Obtenir ou prolonger un permis, ou un statut, valide le jour de la demande."),
        "take-job": say("Occuper un emploi à temps plein qui compte, et le garder."),
        "without-spouse": say("Présenter la demande sans le conjoint."),
    }[act.kind]


def value_words(path: str, value: Any, say: Speaker) -> str:
    """A value supposed, in words. A number is only said to be high enough, or nought: which one the law asks is for the
    condition to say."""
    key = path.rpartition(".")[2].partition("[")[0]
    match value:
        case None:
            return say("aucun, ou pas à ce jour")
        case True | False:
            return say("oui") if value else say("non")
        case int() | float():
            return say("assez élevé") if value else say.number(value)
        case list():
            return say("au moins un qui compte") if value else say("aucun")
        case dict():
            return say("un qui compte") if "return_condition" not in value else say("sans obligation de retour")
    if _is_day(value):
        return say.date(date.fromisoformat(value))
    for part in PARTS:
        if (label := VALUE_LABELS.get((part.__name__, key, value))) is not None:
            return label.name(say.lang)
    return str(value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


# --- One condition ----------------------------------------------------------------------------------------------------


def _way(way: Way, found: Remedies, say: Speaker) -> dict[str, Any]:
    applicant = found.decision.applicant
    return {
        "id": way.result.id,
        "name": CONDITION_NAMES[way.result.id].text(say.lang),
        "verdict": VERDICTS[way.result.value],
        "asks": _asks(way.result, say),
        "time": way.time.isoformat() if way.time else None,
        "acts": [{**_act(act, applicant, say), "from": day.isoformat()} for act, day in way.acts],
        "missing": _missing(way.missing, applicant, say),
        "contested": [{"point": p, "question": POINTS[p].question.text(say.lang)} for p in way.points],
        "none": why_words(way, found.last, found.decision, say) if way.why else None,
    }


def _asks(result: ConditionResult | None, say: Speaker) -> str:
    """What the text that governs asks; both texts where it cannot be told."""
    if result is None:
        return ""
    return " / ".join(dict.fromkeys(text.words.text(say.lang) for text in result.texts))


def why_words(way: Way, last: date, decision: Decision, say: Speaker) -> str:
    """Why neither time nor an act meets a condition."""
    day = say.date(last)
    sentence = {
        "another-study": say("Ni le temps ni un acte n’y changent rien d’ici le {day} : il faudrait d’autres études."),
        "fixed": say("Ni le temps ni un acte n’y changent rien : c’est déjà arrêté."),
        "out-of-reach": say("Ni le temps ni un acte connu n’y changent rien d’ici le {day}."),
    }[way.why].format(day=day)
    parts: dict[str, None] = {}
    facts: dict[str, None] = {}
    for text in reasons(way.result):
        failing = {part.id: part for part in text.parts if part.value == NO}
        parts |= {part.words.text(say.lang): None for part in failing.values() if part.words}
        facts |= {fact.path: None for fact in text.facts if not fact.part or fact.part in failing}
        facts |= {f.fact.path: None for f in text.figures if f.holds == NO and (not f.part or f.part in failing)}
    if parts:
        sentence += " " + say("Fait défaut : {part}.", part=", ".join(parts))
    if facts:
        labels = "; ".join(place_name(path, decision.applicant, say) for path in facts)
        sentence += " " + say("Si le dossier se trompe là-dessus, corrigez-le : {facts}.", facts=labels)
    return sentence


def _missing(paths: tuple[str, ...], applicant: Applicant, say: Speaker) -> list[dict[str, str]]:
    return [{"path": path, "label": place_name(path, applicant, say)} for path in paths]
