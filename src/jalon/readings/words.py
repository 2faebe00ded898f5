"""The law in words: each condition of a version as it stands in its expressions, with its parts, its contested points,
its authority. Nothing is written here that the law does not say; a change of the law changes what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jalon.facts import model
from jalon.facts.labels import part_label
from jalon.i18n import Speaker, speaker
from jalon.language import expressions as x
from jalon.language.statutes import Citation, Condition, Programme, Version
from jalon.language.walk import contested_points
from jalon.law.instruments import SOURCES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS

_ELEMENTS: dict[str, type[model.Facts]] = {
    "stays": model.Stay,
    "permits": model.Permit,
    "studies": model.Study,
    "other_studies": model.Study,
    "jobs": model.Job,
    "french": model.FrenchProof,
    "spouses": model.Spouse,
    "children": model.Child,
    "leaves": model.Leave,
}


@dataclass(frozen=True)
class Details:
    """What makes an element of a list count (“Emploi”: full time, in Québec...), or the parts of the condition itself."""

    of: str
    parts: tuple[str, ...]


def details(expr: x.Truth, say: Speaker) -> tuple[Details, ...]:
    """The named parts of an expression: its own first, then those asked of the elements of each list."""
    own: dict[str, None] = {}
    found: dict[tuple[str, tuple[str, ...]], Details] = {}

    def visit(node: x.Expr, inside: dict[str, None]) -> None:
        if isinstance(node, x.Test):
            text = node.words.text(say.lang)
            if text:
                inside[text] = None
        if isinstance(node, x.Some | x.TimeIn | x.SumOf):
            mine: dict[str, None] = {}
            visit(node.where, mine)
            name = part_label(_ELEMENTS[node.collection.field.name]).name(say.lang)
            if mine:
                found.setdefault((name, tuple(mine)), Details(name, tuple(mine)))
            return
        for child in x.children(node):
            visit(child, inside)

    visit(expr, own)
    # A shorter list of parts that another one holds entirely adds nothing (one reading of a point asks for less).
    kept = [d for d in found.values() if not any(set(d.parts) < set(o.parts) and d.of == o.of for o in found.values())]
    return (*((Details("", tuple(own)),) if own else ()), *kept)


def condition_words(condition: Condition, lang: str) -> dict[str, Any]:
    """One condition in words, as plain data; `former` holds the earlier text that a grandfather clause keeps."""
    say = speaker(lang)
    new, former = condition.new, condition.former
    out: dict[str, Any] = (
        _one(new, say) if new else {"id": condition.id, "name": CONDITION_NAMES[condition.id].text(lang)}
    )
    out["asked"] = new is not None
    if former is not None:
        out["former"] = {
            "clause": former.words.text(lang),
            "citation": citation_words(former.citation, lang),
            "text": _one(former.condition, say) if former.condition else None,
            "contested": [_point(point, lang) for point in contested_points(former.clause)],
        }
    return out


def _one(condition: Condition, say: Speaker) -> dict[str, Any]:
    return {
        "id": condition.id,
        "name": CONDITION_NAMES[condition.id].text(say.lang),
        "asks": condition.words.text(say.lang),
        "details": [{"of": d.of, "parts": list(d.parts)} for d in details(condition.expr, say)],
        "contested": [_point(point, say.lang) for point in contested_points(condition.expr)],
        "decided": [_decided(point, say.lang) for point in condition.decided],
        "notes": [{"sort": note.sort, "words": note.words.text(say.lang)} for note in condition.notes],
        "citation": citation_words(condition.citation, say.lang),
    }


def _point(point: str, lang: str) -> dict[str, Any]:
    told = POINTS[point]
    return {
        "point": told.id,
        "question": told.question.text(lang),
        "readings": [{"name": name, "words": words.text(lang)} for name, words in told.readings],
    }


def _decided(point: str, lang: str) -> dict[str, Any]:
    told = POINTS[point]
    return {
        "point": told.id,
        "question": told.question.text(lang),
        "decided": told.decided.text(lang) if told.decided else "",
        "confidence": told.confidence,
    }


def citation_words(citation: Citation, lang: str) -> dict[str, Any]:
    """Where a rule stands, how sure we are of it, what was read."""
    return {
        "instrument": citation.instrument.id,
        "title": citation.instrument.title.text(lang),
        "sections": citation.sections,
        "confidence": citation.confidence,
        "sources": [SOURCES[s].text(lang) for s in citation.sources],
        "note": citation.note.text(lang) if citation.note else None,
    }


def version_words(programme: Programme, version: Version, lang: str) -> dict[str, Any]:
    """A version in words, as plain data."""
    return {
        "programme": programme.id,
        "title": programme.title.text(lang),
        "version": version.title.text(lang),
        "since": version.since,
        "until": version.until,
        "instruments": [i.title.text(lang) for i in version.instruments],
        "conditions": [condition_words(c, lang) for c in version.conditions],
    }


def programme_words(programme: Programme, lang: str) -> dict[str, Any]:
    """The versions and the intake of a programme, as plain data."""
    views = {view: [_span(v, lang) for v in versions] for view, versions in programme.views}
    return {
        "programme": programme.id,
        "title": programme.title.text(lang),
        "checked_until": programme.checked_until,
        "versions": [_span(v, lang) for v in programme.versions],
        "views": views,
        "intake": [
            {"since": p.since, "until": p.until, "state": p.state, "words": p.words.text(lang)}
            for p in programme.intake
        ],
    }


def _span(version: Version, lang: str) -> dict[str, Any]:
    return {
        "since": version.since,
        "until": version.until,
        "title": version.title.text(lang),
        "instruments": [i.title.text(lang) for i in version.instruments],
        "conditions": [c.id for c in version.conditions],
    }


def demand(told: Any) -> Any:
    """What a condition in words asks, whatever the instrument that says it: two that are equal ask the same."""
    if isinstance(told, dict):
        return {key: demand(value) for key, value in told.items() if key not in ("citation", "notes")}
    return [demand(item) for item in told] if isinstance(told, list) else told


def difference(programme: Programme, before: date, after: date, lang: str, view: str = "as-applied") -> dict[str, Any]:
    """What changed between two filing days: conditions added, removed, changed (both texts),
    restated (same demand, other instrument), and the state of intake."""
    old, new = (programme.version_on(day.toordinal(), view) for day in (before, after))
    was = {c.id: condition_words(c, lang) for c in old.conditions} if old else {}
    now = {c.id: condition_words(c, lang) for c in new.conditions} if new else {}
    kept = {id for id in now if id in was and demand(was[id]) == demand(now[id])}
    intake = [programme.intake_on(day.toordinal()) for day in (before, after)]
    return {
        "programme": programme.id,
        "title": programme.title.text(lang),
        "before": {"on": before.isoformat(), "version": _span(old, lang) if old else None},
        "after": {"on": after.isoformat(), "version": _span(new, lang) if new else None},
        "added": [now[id] for id in now if id not in was],
        "removed": [was[id] for id in was if id not in now],
        "changed": [{"before": was[id], "after": now[id]} for id in now if id in was and id not in kept],
        "restated": [{"before": was[id], "after": now[id]} for id in now if id in kept and was[id] != now[id]],
        "intake": [{"state": p.state, "words": p.words.text(lang)} for p in intake],
    }
