"""A timeline for a terminal: one row of blocks a line, then every interval with its reason. `paint` may colour; by default
it does not."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any, Final

from jalon.i18n import Speaker, speaker
from jalon.readings.decide.text import MARKS, Paint, plain
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, OUTCOME
from jalon.readings.timeline.drawing import Scale
from jalon.readings.timeline.report import interval_words

BLOCKS: Final = {-1: "·", 0: "░", 1: "?", 2: "▉"}
_VERDICTS: Final = {-1: "unasked", 0: "not-met", 1: "undetermined", 2: "met"}
_NAMES: Final = 30
_LEAST: Final = 60
_MOST: Final = 160


def table_of(report: dict[str, Any], width: int = 100, paint: Paint = plain) -> str:
    """Every timeline of a report (see `report.timelines_report`), one after the other, so many columns wide."""
    say = speaker(report["lang"])
    width = min(max(width, _LEAST), _MOST)
    told = ["\n".join(_timeline(timeline, width, say, paint)) + "\n" for timeline in report["timelines"]]
    return ("\n" + "─" * width + "\n").join(told)


def _timeline(timeline: dict[str, Any], width: int, say: Speaker, paint: Paint) -> list[str]:
    headline = timeline["headline"]
    scale = Scale(_day(timeline["from"]), _day(timeline["to"]), 0, width - _NAMES)
    out = [paint(timeline["title"], "title"), ""]
    out += [paint(line, headline["outcome"]) for line in textwrap.wrap(headline["sentence"], width)]
    for detail in headline["details"]:
        out += textwrap.wrap(detail, width)
    out += ["", *_axis(timeline, scale, width, say)]
    out += [_row(item, scale, paint) for item in timeline["lines"]]
    legend = (
        (2, say("satisfaite")),
        (0, say("non satisfaite")),
        (1, say("indéterminée")),
        (-1, say("non demandée")),
    )
    # Joined by spaces that do not break, so that a block stays with its words.
    samples = "   ".join(f"{BLOCKS[value]}\u00a0{words}".replace(" ", "\u00a0") for value, words in legend)
    out += ["", *textwrap.wrap(samples, width), ""]
    quiet = []
    for item in timeline["lines"]:
        if len(item["intervals"]) > 1 or item["intervals"][0]["value"] != 2:
            out += _intervals(item, width, say, paint)
        elif item["id"] not in (OUTCOME, CONDITIONS, INTAKE):
            quiet.append(item["name"])
    if quiet:
        names = say("Satisfaites d’un bout à l’autre : {names}.", names=", ".join(quiet))
        out += textwrap.wrap(names, width, subsequent_indent="  ")
    out += _law(timeline, width, say, paint)
    checked = say.date(_day(timeline["checked_until"]))
    last = say("Loi vérifiée jusqu’au {day}. Ceci n’est pas un avis juridique.", day=checked)
    return [*out, "", *textwrap.wrap(last, width)]


def _axis(timeline: dict[str, Any], scale: Scale, width: int, say: Speaker) -> list[str]:
    """The day looked at, above the years."""
    rows = []
    today = _day(timeline["today"])
    if scale.first <= today <= scale.last:
        place, words = _NAMES + int(scale.x(today)), say.date(today)
        after = f"▼ {words}"
        # To the left of the mark where the row ends too soon.
        rows.append(" " * place + after if place + len(after) <= width else f"{words} ▼".rjust(place + 1))
    years = [" "] * (width + 4)
    free = 0
    for month in scale.months(12):
        place = _NAMES + int(scale.x(month.toordinal()))
        if place >= free:
            years[place : place + 4] = str(month.year)
            free = place + 6
    rows.append("".join(years)[:width].rstrip())
    return rows


def _row(item: dict[str, Any], scale: Scale, paint: Paint) -> str:
    """A line as blocks: each shows what holds on most of its days."""
    cells = int(scale.right)
    days = scale.last + 1 - scale.first
    out = []
    for cell in range(cells):
        first, stop = (
            scale.first + days * cell // cells,
            scale.first + max(days * (cell + 1) // cells, days * cell // cells + 1),
        )
        held: dict[int, int] = {}
        for told in item["intervals"]:
            inside = min(stop, _day(told["to"]) + 1) - max(first, _day(told["from"]))
            if inside > 0:
                held[told["value"]] = held.get(told["value"], 0) + inside
        out.append(max(held, key=lambda value: (held[value], -value)))
    blocks = "".join(_painted(run, paint) for run in _runs(out))
    name = textwrap.shorten(item["name"], _NAMES - 2, placeholder="…")
    return paint(name.ljust(_NAMES), "title" if item["id"] in (OUTCOME, CONDITIONS, INTAKE) else "name") + blocks


def _runs(values: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1] = (value, runs[-1][1] + 1)
        else:
            runs.append((value, 1))
    return runs


def _painted(run: tuple[int, int], paint: Paint) -> str:
    value, length = run
    return paint(BLOCKS[value] * length, _VERDICTS[value])


def _intervals(item: dict[str, Any], width: int, say: Speaker, paint: Paint) -> list[str]:
    out = [paint(item["name"], "title")]
    for told in item["intervals"]:
        verdict = _VERDICTS[told["value"]]
        words = interval_words(told, say)
        mark = MARKS.get(verdict, "–")
        lines = textwrap.wrap(words, width - 4)
        out.append(paint(f"  {mark} {lines[0]}", verdict))
        out += [f"    {line}" for line in lines[1:]]
    return out


def _law(timeline: dict[str, Any], width: int, say: Speaker, paint: Paint) -> list[str]:
    begun = [version for version in timeline["law"] if version["begins_inside"]]
    if not begun:
        return []
    told = [say("  § {day} : {title}", day=say.date(_day(v["since"])), title=v["title"]) for v in begun]
    wrapped = [line for words in told for line in textwrap.wrap(words, width, subsequent_indent="    ")]
    return ["", paint(say("Textes de loi qui commencent"), "title"), *wrapped]


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
