"""A comparison as plain data, in one language: what JSON prints, and what the page, the PDF and the terminal lay out.

Numbers of people are pairs: surely, possibly. With `mask`, all of them are given between two multiples of it, so that no
small count can be read, nor had from the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jalon._version import __version__
from jalon.cohort.reform.comparing import Comparison
from jalon.cohort.reform.counting import STATISTICS, Compared, Interval, Moves
from jalon.cohort.reform.laws import Laws
from jalon.cohort.reform.texts import changes
from jalon.cohort.synthetic import NOTICE
from jalon.i18n import Speaker
from jalon.language.bounds import MAYBE, NO, YES
from jalon.law import CHECKED_UNTIL
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.decide.decision import VERDICTS
from jalon.readings.decide.receipt import law_hash

SHAPE: Final = "jalon.reform/1"
MOVES: Final = ("gain", "lose", "stay")
_TRUTHS: Final = (NO, MAYBE, YES)


def told(
    comparison: Comparison, say: Speaker, mask: int | None = None, read: str = "", made_up: bool = False
) -> dict[str, Any]:
    """The whole comparison; `read` names what was read, of people who are `made_up` or not."""
    laws = comparison.laws
    return {
        "shape": SHAPE,
        "lang": say.lang,
        "made_with": {"engine": __version__, "law": law_hash(), "checked_until": CHECKED_UNTIL},
        "read_from": read,
        "made_up": NOTICE.text(say.lang) if made_up else "",
        "laws": laws_told(laws, say),
        "intake": comparison.intake,
        "view": laws.view,
        "mask": mask,
        "read": _pair(_exactly(comparison.read), mask),
        "refused": _pair(_exactly(comparison.refused), mask),
        "lost": _pair(_exactly(comparison.lost), mask),
        "people": _pair(_exactly(comparison.compared), mask),
        # What was wrong with a row may name one person.
        "problems": list(comparison.problems) if mask is None else [],
        "assumptions": list(comparison.assumptions),
        "streams": [_stream(id, compared, comparison, say, mask) for id, compared in comparison.streams.items()],
    }


def laws_told(laws: Laws, say: Speaker) -> dict[str, Any]:
    """Which two laws, in words: `before` and `after` name them, `filed` says when people file."""
    days = (laws.before_on, laws.after_on)
    found: dict[str, Any] = {
        "days": [None if day is None else day.isoformat() for day in days],
        "column": None if laws.before_on else laws.on_column,
    }
    if laws.before_on is None:
        filed = say("Chacune présente sa demande le jour que donne la colonne {column}.", column=laws.on_column)
    else:
        filed = say("Toutes présentent leur demande le {day}.", day=say.date(laws.before_on))
    if laws.texts is not None:
        names = [say("texte du {day}", day=say.date(day)) for day in laws.texts]
        title = say("Textes du {before} et du {after}", before=say.date(laws.texts[0]), after=say.date(laws.texts[1]))
        texts = [day.isoformat() for day in laws.texts]
        return {
            "sort": "texts",
            "title": title,
            "before": names[0],
            "after": names[1],
            "filed": filed,
            **found,
            "texts": texts,
        }
    if laws.title is None:
        names = [say("loi du {day}", day=say.date(day)) for day in days if day]
        told = [say.date(day) for day in days if day]
        title = say("Lois du {before} et du {after}", before=told[0], after=told[1])
        filed = say("Toutes présentent leur demande le {before}, puis le {after}.", before=told[0], after=told[1])
        return {"sort": "days", "title": title, "before": names[0], "after": names[1], "filed": filed, **found}
    before, after, title = say("loi en vigueur"), say("loi modifiée"), laws.title.text(say.lang)
    return {"sort": "edited", "title": title, "before": before, "after": after, "filed": filed, **found}


def _stream(id: str, compared: Compared, comparison: Comparison, say: Speaker, mask: int | None) -> dict[str, Any]:
    everybody, laws = compared.everybody, comparison.laws
    return {
        "id": id,
        "title": laws.before[id].title.text(say.lang),
        "edited": laws.edited(id),
        **_moves(everybody, mask),
        "stay": _pair(everybody.stay, mask),
        "transitions": {
            VERDICTS[a]: {VERDICTS[b]: _pair(_exactly(int(everybody.transitions[a, b])), mask) for b in _TRUTHS}
            for a in _TRUTHS
        },
        "conditions": list(_conditions(compared, say, mask)),
        "groups": [
            {
                "column": column,
                "groups": [
                    {"name": group[1], **_moves(moves, mask)} for group, moves in compared.of_column(column).items()
                ],
            }
            for column in compared.columns()
        ],
        "changes": changes(laws, id, say),
    }


def _moves(moves: Moves, mask: int | None) -> dict[str, Any]:
    return {
        "people": _pair(_exactly(moves.people), mask),
        "met_before": _pair(moves.met(after=False), mask),
        "met_after": _pair(moves.met(after=True), mask),
        "gain": _pair(moves.gain, mask),
        "lose": _pair(moves.lose, mask),
    }


def _conditions(compared: Compared, say: Speaker, mask: int | None) -> Iterator[dict[str, Any]]:
    """The conditions that anybody may meet under one law and not under the other."""
    for id, name in CONDITION_NAMES.items():
        counts = {statistic: compared.condition(statistic, id) for statistic in STATISTICS}
        if any(count.most for count in counts.values()):
            yield {
                "id": id,
                "name": name.text(say.lang),
                **{statistic: _pair(count, mask) for statistic, count in counts.items()},
            }


def _exactly(count: int) -> Interval:
    return Interval(count, count)


def _pair(interval: Interval, mask: int | None) -> list[int]:
    coarse = interval.coarse(mask)
    return [coarse.least, coarse.most]
