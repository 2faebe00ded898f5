"""Writes docs/points.md and docs/points.fr.md from the points of law (`jalon.law.points`).

python scripts/points_page.py           writes both pages
python scripts/points_page.py --check   status 1 when a page is not up to date; nothing is written
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from jalon.language.expressions import Reaches
from jalon.language.statutes import Condition, Point
from jalon.language.walk import contested_points, walk
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.law.points import POINTS

DOCS = Path(__file__).parent.parent / "docs"
PAGES: Final = {"en": DOCS / "points.md", "fr": DOCS / "points.fr.md"}
MONTHS_POINT: Final = "A-U6"

HEAD: Final = {
    "en": f"""# Points of law

*[Version française](points.fr.md)*

*This page is made by `scripts/points_page.py`. Do not edit it. Law checked until {CHECKED_UNTIL}.*

The law leaves some questions open. Jalon gives each of them an id, and treats it in one of two ways:

- **Contested**: at least two readings, each with a source or an argument. The condition is *undetermined* only when the
  readings differ for this person. Jalon then shows what each of them would give.
- **Decided**: one reading is taken as the law. It is said how sure we are.

Confidence (high, medium, low) never moves a verdict. It tells how firmly the texts that were read support what is written.
""",
    "fr": f"""# Points de droit

*[English version](points.md)*

*Cette page est faite par `scripts/points_page.py`. Ne la modifiez pas à la main. Loi vérifiée jusqu'au {CHECKED_UNTIL}.*

La loi laisse des questions ouvertes. Jalon donne à chacune un numéro, et la traite de l'une de deux façons :

- **Contesté** : au moins deux lectures, chacune avec une source ou un argument. La condition n'est *indéterminée* que
  si les lectures diffèrent pour cette personne. Jalon montre alors ce que donnerait chacune.
- **Tranché** : une lecture est prise pour la loi. On dit à quel point on en est sûr.

La confiance (élevée, moyenne, faible) ne change jamais un verdict. Elle dit à quel point les textes lus appuient ce qui
est écrit.
""",
}
TITLES: Final = {
    "en": ("Contested points", "Decided points"),
    "fr": ("Points contestés", "Points tranchés"),
}
COLUMNS: Final = {
    "en": (
        "| Id | Question | Readings | Confidence | Conditions |",
        "| Id | Question | Decision | Confidence |",
    ),
    "fr": (
        "| No | Question | Lectures | Confiance | Conditions |",
        "| No | Question | Décision | Confiance |",
    ),
}
CONFIDENCE: Final = {
    "en": {"high": "high", "medium": "medium", "low": "low"},
    "fr": {"high": "élevée", "medium": "moyenne", "low": "faible"},
}
ALSO: Final = {"en": "also {ids}", "fr": "aussi {ids}"}


def page(lang: str) -> str:
    """The whole page in one language."""
    points = tuple(dict.fromkeys(POINTS.values()))
    contested = [p for p in points if p.treatment == "contested"]
    decided = [p for p in points if p.treatment == "decided"]
    where = _conditions_by_point()
    lines = [HEAD[lang]]
    lines += [f"## {TITLES[lang][0]}", "", COLUMNS[lang][0], "|---|---|---|---|---|"]
    for point in contested:
        readings = "<br>".join(f"{words.text(lang)} (`{name}`)" for name, words in point.readings)
        names = ", ".join(CONDITION_NAMES[id].text(lang) for id in where.get(point.id, ()))
        lines.append(_row(_id(point, lang), point.question.text(lang), readings, _sure(point, lang), names))
    lines += ["", f"## {TITLES[lang][1]}", "", COLUMNS[lang][1], "|---|---|---|---|"]
    for point in decided:
        answer = point.decided.text(lang) if point.decided else ""
        lines.append(_row(_id(point, lang), point.question.text(lang), answer, _sure(point, lang)))
    return "\n".join(lines) + "\n"


def _conditions_by_point() -> dict[str, tuple[str, ...]]:
    """The conditions, of any version, in which each point may be at play."""
    found: dict[str, dict[str, None]] = {}
    for programme in PROGRAMMES.values():
        for versions in (programme.versions, *(versions for _, versions in programme.views)):
            for version in versions:
                for condition in version.conditions:
                    for point in _points(condition):
                        found.setdefault(point, {})[condition.id] = None
    order = {id: place for place, id in enumerate(CONDITION_NAMES)}
    return {point: tuple(sorted(ids, key=order.__getitem__)) for point, ids in found.items()}


def _points(condition: Condition) -> tuple[str, ...]:
    counted = any(isinstance(node, Reaches) for node in walk(condition.expr))
    return (*contested_points(condition.expr), *((MONTHS_POINT,) if counted else ()))


def _id(point: Point, lang: str) -> str:
    others = [id for id, same in POINTS.items() if same is point and id != point.id]
    return f"{point.id} ({ALSO[lang].format(ids=', '.join(others))})" if others else point.id


def _sure(point: Point, lang: str) -> str:
    return CONFIDENCE[lang][point.confidence]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def main() -> int:
    """Write both pages, or check them."""
    stale = [
        path for lang, path in PAGES.items() if not path.exists() or path.read_text(encoding="utf-8") != page(lang)
    ]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"not up to date: {path.name}")
        return 1 if stale else 0
    for lang, path in PAGES.items():
        path.write_text(page(lang), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
