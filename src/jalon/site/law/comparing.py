"""Two filing days side by side: what was added, removed, changed, said again; the intake of both days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Programme
from jalon.law import PROGRAMMES
from jalon.readings.words import difference
from jalon.site.languages import address, language_of
from jalon.site.law.finding import AS_APPLIED, AS_WRITTEN, law_page, written_version
from jalon.site.law.marks import Line, lines_marked
from jalon.site.law.states import state_of_intake
from jalon.site.rendering import page, say_of

SIDES: Final = ("before", "after")
PARTS: Final = ("day", "month", "year")
_DIGITS: Final = {"day": r"[0-9]{1,2}", "month": r"[0-9]{1,2}", "year": r"[0-9]{4}"}
_LONGEST: Final = 10


@dataclass
class Form:
    """What was typed, what it means, what is wrong: `errors` are (id of the field, words)."""

    programme: str
    view: str
    typed: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    sent: bool = False


def compare_address(lang: Lang, programme: str, before: date, after: date, view: str = AS_APPLIED) -> str:
    """The address of a comparison. Days of the law are no facts of a person."""
    query = {"programme": programme}
    for side, day in zip(SIDES, (before, after), strict=True):
        query |= {f"{side}_day": str(day.day), f"{side}_month": str(day.month), f"{side}_year": f"{day.year:04}"}
    if view != AS_APPLIED:
        query["view"] = view
    return f"{address(lang, 'law-compare')}?{urlencode(query)}"


def _read(query: QueryDict, say: Speaker) -> Form:
    first = next(iter(PROGRAMMES))
    form = Form(
        programme=query.get("programme", first),
        view=query.get("view", AS_APPLIED),
        typed={f"{side}_{part}": query.get(f"{side}_{part}", "").strip() for side in SIDES for part in PARTS},
        sent=any(f"{side}_{part}" in query for side in SIDES for part in PARTS),
    )
    if form.view not in (AS_APPLIED, AS_WRITTEN):
        form.view = AS_APPLIED
    if form.programme not in PROGRAMMES:
        form.errors.append(("programme", say("Volet : choisissez-en un dans la liste.")))
        form.programme = first
    if form.sent:
        for side in SIDES:
            _read_day(form, side, say)
    return form


def _read_day(form: Form, side: str, say: Speaker) -> None:
    name = say("Premier jour") if side == "before" else say("Second jour")
    wanted = {
        "day": say("{date} : le jour est un nombre de 1 à 31.", date=name),
        "month": say("{date} : le mois est un nombre de 1 à 12.", date=name),
        "year": say("{date} : l’année a quatre chiffres, comme 2020.", date=name),
    }
    typed = {part: form.typed[f"{side}_{part}"] for part in PARTS}
    wrong = [part for part in PARTS if not re.fullmatch(_DIGITS[part], typed[part], re.ASCII)]
    limits = {"day": 31, "month": 12, "year": 9999}
    wrong += [p for p in PARTS if p not in wrong and not 1 <= int(typed[p]) <= limits[p]]
    form.errors += [(f"{side}_{part}", wanted[part]) for part in PARTS if part in wrong]
    form.typed |= {f"{side}_{part}": text[:_LONGEST] for part, text in typed.items()}
    if not wrong:
        try:
            form.days[side] = date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        except ValueError:
            form.errors.append((f"{side}_day", say("{date} : ce mois n’a pas ce jour.", date=name)))


@law_page
def compare(request: HttpRequest) -> HttpResponse:
    """The form, and the comparison once two days are told."""
    lang, say = language_of(request), say_of(request)
    form = _read(request.GET, say)
    swapped = not form.errors and form.sent and form.days["before"] > form.days["after"]
    if swapped:
        form.days = {"before": form.days["after"], "after": form.days["before"]}
    other: Lang = "fr" if lang == "en" else "en"
    result = None
    if form.sent and not form.errors:
        stream = PROGRAMMES[form.programme]
        result = _result(stream, form, lang, say)
    return page(
        request,
        "law/compare.html",
        400 if form.errors else 200,
        form=form,
        streams=[(p.id, p.title.text(lang)) for p in PROGRAMMES.values()],
        swapped=swapped,
        result=result,
        usual=[(p.title.text(lang), _usual(p, lang, say)) for p in PROGRAMMES.values()],
        other_language=compare_address(other, form.programme, form.days["before"], form.days["after"], form.view)
        if result
        else address(other, "law-compare"),
    )


def _usual(programme: Programme, lang: Lang, say: Speaker) -> list[tuple[str, str]]:
    """The eve and the first day of each version, newest first."""
    days = [date.fromisoformat(v.since) for v in programme.versions[1:]]
    titles = [v.title.text(lang) for v in programme.versions[1:]]
    return [
        (
            compare_address(lang, programme.id, day - timedelta(days=1), day),
            say("{day} : {title}", day=say.date(day), title=title),
        )
        for day, title in reversed(list(zip(days, titles, strict=True)))
    ]


def _result(stream: Programme, form: Form, lang: Lang, say: Speaker) -> dict[str, Any]:
    before, after = form.days["before"], form.days["after"]
    told = difference(stream, before, after, lang, form.view)
    periods = [stream.intake_on(day.toordinal()) for day in (before, after)]
    return {
        **told,
        "days": (before, after),
        "states": [state_of_intake(period, say) for period in periods],
        "changed": [_sides(pair, say) for pair in told["changed"]],
        "written": any(written_version(stream, day) for day in (before, after)),
        "other_view": compare_address(
            lang, stream.id, before, after, AS_APPLIED if form.view == AS_WRITTEN else AS_WRITTEN
        ),
    }


def _sides(pair: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """Both texts of a condition that changed, marked line by line."""
    left, right = lines_marked(_lines(pair["before"], say), _lines(pair["after"], say))
    same = [*dict.fromkeys(line[0].text for line in left[1:] if _same(line))]
    # What is asked is always shown; other lines only where they differ, the rest once for both days.
    told = tuple(
        [*dict.fromkeys((lines[0], *(line for line in lines[1:] if not _same(line))))] for lines in (left, right)
    )
    return {**pair, "lines": told, "same": same}


def _same(line: Line) -> bool:
    return all(piece.kind == "same" for piece in line)


def _lines(words: dict[str, Any], say: Speaker) -> list[str]:
    """A condition as lines: what it asks, its parts, its points, the text kept for some people."""
    lines = _text(words, say) if words["asked"] else []
    former = words.get("former")
    if former:
        lines.append(say("Droits acquis : {clause}", clause=former["clause"]))
        lines += [say("Point contesté : {question}", question=point["question"]) for point in former["contested"]]
        lines += _text(former["text"], say) if former["text"] else [say("Pour ces personnes, rien n’est demandé.")]
    return lines


def _text(text: dict[str, Any], say: Speaker) -> list[str]:
    lines: list[str] = [text["asks"]]
    for detail in text["details"]:
        head = say("{of} : ", of=detail["of"]) if detail["of"] else ""
        lines.append(f"{head}{'; '.join(detail['parts'])}")
    lines += [say("Point contesté : {question}", question=point["question"]) for point in text["contested"]]
    lines += [say("Point tranché : {question}", question=point["question"]) for point in text["decided"]]
    return lines
