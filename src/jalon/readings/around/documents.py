"""The documents that a file needs under the streams decided: surely, or perhaps where the file leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from jalon.facts.model import Applicant, Child
from jalon.i18n import Speaker, speaker
from jalon.language.bounds import MAYBE, NO, YES
from jalon.law.peq.documents import DOCUMENTS, Document
from jalon.readings.around.matters import sources_words
from jalon.readings.bounded import bounded
from jalon.readings.decide.decision import Decision
from jalon.readings.decide.evaluate import compiled, environment
from jalon.readings.naming import place_name

_NEEDS: Final = {MAYBE: "perhaps", YES: "yes"}


def documents_report(decisions: Sequence[Decision], lang: str) -> list[dict[str, Any]]:
    """The documents to gather for the streams decided (one file, one day), in the order of the law.

    `need` is "yes" or "perhaps" (it depends on facts that the file does not give). `streams` names those that ask for it.
    """
    say = speaker(lang)
    out = []
    for document in DOCUMENTS:
        asking = [decision for decision in decisions if _asks(decision, document)]
        if not asking:
            continue
        applicant, day = asking[0].applicant, asking[0].filed_on
        need = compiled(document.when)(environment(bounded(applicant), day.toordinal()))
        if need == NO:
            continue
        out.append(
            {
                "id": document.id,
                "name": document.name.text(lang),
                "words": document.words.text(lang),
                "need": _NEEDS[need],
                "streams": [decision.programme.id for decision in asking],
                "each": _each(document, applicant, say),
                "lasts": document.lasts.text(lang) if document.lasts else "",
                "instead": document.instead.text(lang) if document.instead else "",
                "slow": document.slow,
                "confidence": document.confidence,
                "sources": sources_words(document.sources, lang),
            }
        )
    return out


def _asks(decision: Decision, document: Document) -> bool:
    """Whether a stream asks for a document, under the text that governs this person."""
    if decision.version is None or decision.programme.id not in document.streams:
        return False
    return not document.asked_with or any(r.id == document.asked_with and r.applies for r in decision.conditions)


def _each(document: Document, applicant: Applicant, say: Speaker) -> list[str]:
    """The elements of the file of which one is needed for each."""
    if not document.each:
        return []
    rows = getattr(applicant, document.each) or ()
    kept = [
        row for row, element in enumerate(rows) if not (isinstance(element, Child) and element.accompanies is False)
    ]
    return [place_name(f"{document.each}[{row}]", applicant, say) for row in kept]
