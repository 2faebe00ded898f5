"""What two laws say differently, in their own sentences: shown beside the counts, to show what moves people."""

from __future__ import annotations

from typing import Any

from jalon.cohort.reform.laws import Laws
from jalon.i18n import Speaker
from jalon.language.statutes import Condition, Version
from jalon.language.walk import describe
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.columns.compiling import all_versions
from jalon.readings.words import condition_words


def changes(laws: Laws, programme: str, say: Speaker) -> list[dict[str, Any]]:
    """For each pair of versions compared of which the texts differ: their titles, their days, and the conditions that
    changed, with their sentences before and after (none where a law does not ask it)."""
    found = []
    for old, new in _versions(laws, programme):
        conditions = _changed(old, new, say)
        if conditions or (old is None) != (new is None):
            found.append(
                {
                    "before": None if old is None else _version(old, say),
                    "after": None if new is None else _version(new, say),
                    "conditions": conditions,
                }
            )
    return found


def _versions(laws: Laws, programme: str) -> list[tuple[Version | None, Version | None]]:
    before, after = laws.before[programme], laws.after[programme]
    if laws.texts is not None:
        # As they stood, with their own days.
        old, new = (PROGRAMMES[programme].version_on(day.toordinal(), laws.view) for day in laws.texts)
        return [(old, new)]
    if laws.before_on is not None and laws.after_on is not None:
        days = laws.before_on.toordinal(), laws.after_on.toordinal()
        return [(before.version_on(days[0], laws.view), after.version_on(days[1], laws.view))]
    olds = {(one.since, one.until): one for one in all_versions(before)}
    news = {(one.since, one.until): one for one in all_versions(after)}
    return [(olds.get(span), news.get(span)) for span in sorted(olds.keys() | news.keys(), key=lambda s: s[0])]


def _version(version: Version, say: Speaker) -> dict[str, Any]:
    return {"title": version.title.text(say.lang), "since": version.since, "until": version.until}


def _changed(old: Version | None, new: Version | None, say: Speaker) -> list[dict[str, Any]]:
    olds = {one.id: one for one in old.conditions} if old else {}
    news = {one.id: one for one in new.conditions} if new else {}
    found = []
    for id, name in CONDITION_NAMES.items():
        before, after = olds.get(id), news.get(id)
        if _key(before) == _key(after):
            continue
        said = _sentences(before, say), _sentences(after, say)
        if said[0] == said[1]:
            parts = _parts(before, say), _parts(after, say)
            same = [say("Les mots sont les mêmes; ce qu’ils recouvrent change.")]
            said = parts if parts[0] != parts[1] else (said[0], [*said[1], *same])
        found.append({"id": id, "name": name.text(say.lang), "before": said[0], "after": said[1]})
    return found


def _key(condition: Condition | None) -> str | None:
    return None if condition is None else describe(condition.expr)


def _sentences(condition: Condition | None, say: Speaker) -> list[str]:
    """What a condition asks; and what an earlier text asks, where a clause keeps it for some people."""
    if condition is None:
        return []
    words = condition_words(condition, say.lang)
    found = [words["asks"]] if words["asked"] else []
    if "former" in words:
        kept = words["former"]["text"]
        asks = kept["asks"] if kept else say("rien n’est demandé")
        found.append(say("Droits acquis — {clause} : {asks}", clause=words["former"]["clause"], asks=asks))
    return found


def _parts(condition: Condition | None, say: Speaker) -> list[str]:
    """The parts of a condition, for those whose sentence is the same."""
    if condition is None:
        return []
    words = condition_words(condition, say.lang)
    texts = [words] if words["asked"] else []
    if "former" in words and words["former"]["text"]:
        texts.append(words["former"]["text"])
    return [
        f"{detail['of']} : {'; '.join(detail['parts'])}" if detail["of"] else "; ".join(detail["parts"])
        for text in texts
        for detail in text["details"]
    ]
