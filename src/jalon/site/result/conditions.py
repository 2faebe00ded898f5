"""The conditions of one decision, as the page and the memo tell them: what is not met first, each with its reasons, its
sources, its contested points and the facts that it lacks."""

from __future__ import annotations

from typing import Any, Final

from jalon.i18n import Speaker
from jalon.readings.decide.text import sections_words, why_sentences
from jalon.site.result.words import link, question_link, verdict_word

# What is told first.
_ORDER: Final = {"not-met": 0, "undetermined": 1, "met": 2}


def conditions_told(decision: dict[str, Any], data: dict[str, Any], say: Speaker) -> dict[str, list[dict[str, Any]]]:
    """The conditions in three lists: `open` (not met, then undetermined), `met`, `unasked`. `data` is the file."""
    told = [_told(condition, decision, data, say) for condition in decision["conditions"]]
    asked = sorted((c for c in told if c["asked"]), key=lambda c: _ORDER[c["verdict"]])
    return {
        "open": [c for c in asked if c["verdict"] != "met"],
        "met": [c for c in asked if c["verdict"] == "met"],
        "unasked": [c for c in told if not c["asked"]],
    }


def _told(condition: dict[str, Any], decision: dict[str, Any], data: dict[str, Any], say: Speaker) -> dict[str, Any]:
    texts = condition["texts"]
    clause = condition["clause"]
    clause_words, aside = "", ""
    if clause and clause["applies"] == "yes":
        clause_words = say("S’applique : {clause}.", clause=clause["words"])
    elif clause and clause["applies"] == "cannot-tell":
        if len({text["verdict"] for text in texts}) == 1:
            # Two texts may govern; where both say the same, the newer one is enough for people.
            texts = texts[:1]
            aside = say("Même résultat, que ceci s’applique ou non : {clause}.", clause=clause["words"])
        else:
            clause_words = say("On ne sait pas si ceci s’applique : {clause}.", clause=clause["words"])
    told = [_text(text, say) for text in texts]
    version = decision["version"]
    return {
        "id": condition["id"],
        "name": condition["name"],
        "asked": condition["asked"],
        "verdict": condition["verdict"],
        "word": verdict_word(condition["verdict"], say),
        "clause": clause_words,
        # A clause that changes nothing is told with the reasons only.
        "aside": aside,
        "texts": told,
        "missing": [missing_told(fact, data, say) for fact in condition["missing"]],
        "contested": [_point(point, say) for point in condition["contested"]],
        "law": link(
            say.lang,
            "law-condition",
            programme=decision["programme"],
            day=decision["filed_on"],
            condition=condition["id"],
        )
        if version
        else "",
    }


def missing_told(fact: dict[str, str], data: dict[str, Any], say: Speaker) -> dict[str, str]:
    """A missing fact, with where to answer it."""
    return {"label": fact["label"], "address": question_link(fact["path"], data, say.lang)}


def _text(text: dict[str, Any], say: Speaker) -> dict[str, Any]:
    citation = text["citation"]
    return {
        "asks": text["asks"],
        "verdict": text["verdict"],
        "word": verdict_word(text["verdict"], say),
        "why": list(dict.fromkeys(why_sentences(text, say))),
        "citation": {
            "words": citation["title"] + sections_words(citation["sections"], say),
            "confidence": citation["confidence"],
            "sources": citation["sources"],
            "note": citation["note"] or "",
        },
    }


def _point(point: dict[str, Any], say: Speaker) -> dict[str, Any]:
    return {
        "id": point["point"],
        "question": point["question"],
        "confidence": point["confidence"],
        "readings": [{**reading, "word": verdict_word(reading["verdict"], say)} for reading in point["readings"]],
        "address": link(say.lang, "law-point", point=point["point"]),
    }
