"""The picture of who goes from one verdict to another: people before on the left, after on the right, ribbons between.

Heights are drawn from the numbers that are printed, and from nothing finer. A ribbon that would be too thin to be seen has
a least height. Every number is written in the picture, and again in the table that goes with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import vl_convert

from jalon.cohort.told.plots import AGAINST, ELIGIBLE, INK, QUIET, Picture
from jalon.i18n import LOCALES, Speaker

ORDER: Final = ("met", "undetermined", "not-met")
"""The verdicts from top to bottom."""
_NODES: Final = {"met": ELIGIBLE[0], "undetermined": "#8a6d1d", "not-met": AGAINST[0]}
# Ribbons of those who surely go from one end to the other, of those of whom one end only is sure, of those who stay.
_SURELY: Final = {True: ELIGIBLE[0], False: AGAINST[0]}
_PERHAPS: Final = {True: "#8fc7a3", False: "#e3928c"}
_STILL: Final = "#e2e2e2"
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_WIDTH, _HEIGHT, _HEAD, _GAP, _NODE = 760, 340, 40, 34, 16
_LEFT, _RIGHT = 230, 530
_THIN, _LINE = 2.0, 16.0
_STEPS: Final = 24
# How far along a ribbon its number is written: before most of them cross.
_BESIDE: Final = 0.27
_SCALE: Final = 2

Pair = tuple[str, str]


@dataclass(frozen=True)
class Flow:
    """What the picture says: its titles, the names of both laws, of the verdicts, and for each verdict before and after
    the bounds on the number of people and how they are written; with an empty verdict, the total of a side."""

    title: str
    subtitle: str
    sides: tuple[str, str]
    verdicts: Mapping[str, str]
    counts: Mapping[Pair, Sequence[int]]
    written: Mapping[Pair, str]


def flow(told: Flow, say: Speaker) -> Picture:
    """The picture."""
    specification = json.loads(_chart(told).to_json(validate=False))
    locale: Any = LOCALES[say.lang].replace("_", "-")
    return Picture(
        vl_convert.vegalite_to_svg(specification, format_locale=locale),
        vl_convert.vegalite_to_png(specification, scale=_SCALE, format_locale=locale),
    )


def _chart(told: Flow) -> Any:
    heights = _heights(told)
    tall = max(sum(heights.values()), 1) + 2 * _GAP + _LINE
    plane = {
        "x": alt.X("x:Q").axis(None).scale(domain=[0, _WIDTH]),
        "y": alt.Y("y:Q").axis(None).stack(None).scale(domain=[tall, -_HEAD]),
    }
    colour = alt.Color("colour:N").scale(None)
    ribbons = alt.Chart(_data(_ribbons(heights))).mark_area()
    nodes = alt.Chart(_data(_nodes(heights))).mark_rect()
    moves = _moves(heights, told)
    layers = [
        ribbons.encode(**plane, y2="y2:Q", detail="ribbon:N", color=colour),
        nodes.encode(**plane, x2="x2:Q", y2="y2:Q", color=colour),
        *(_text(_names(heights, told, side), plane, align=("right", "left")[side], color=INK) for side in (0, 1)),
        *(_text(_head(told, side), plane, align=("right", "left")[side], color=QUIET) for side in (0, 1)),
        # A rim of paper, so that no ribbon runs through the figures.
        _text(moves, plane, align="center", color=INK, stroke="white", strokeWidth=6, strokeJoin="round"),
        _text(moves, plane, align="center", color=INK),
    ]
    return (
        alt.layer(*layers)
        .properties(
            width=_WIDTH,
            height=tall + _HEAD,
            title=alt.TitleParams(told.title, subtitle=told.subtitle, anchor="start", frame="bounds"),
            padding=10,
        )
        .configure(
            font=_FONT,
            background="white",
            view={"stroke": None},
            title={"fontSize": 16, "subtitleFontSize": 12, "color": INK, "subtitleColor": QUIET, "offset": 14},
        )
    )


def _heights(told: Flow) -> dict[Pair, float]:
    """How high each ribbon is: in the middle of its bounds."""
    middle = {(a, b): sum(told.counts[a, b]) / 2 for a in ORDER for b in ORDER}
    total = sum(middle.values()) or 1
    return {pair: max(count / total * _HEIGHT, _THIN) if count else 0.0 for pair, count in middle.items()}


def _pair(one: str, other: str, side: int) -> Pair:
    return (one, other) if side == 0 else (other, one)


def _tops(heights: Mapping[Pair, float], side: int) -> dict[str, tuple[float, float]]:
    """Where the bar of each verdict begins, and how high it is."""
    found, top = {}, 0.0
    for verdict in ORDER:
        height = sum(heights[_pair(verdict, other, side)] for other in ORDER)
        found[verdict] = (top, height)
        top += height + _GAP
    return found


def _nodes(heights: Mapping[Pair, float]) -> list[dict[str, Any]]:
    return [
        {"x": x, "x2": x + _NODE, "y": top, "y2": top + height, "colour": _NODES[verdict]}
        for side, x in enumerate((_LEFT, _RIGHT - _NODE))
        for verdict, (top, height) in _tops(heights, side).items()
    ]


def _names(heights: Mapping[Pair, float], told: Flow, side: int) -> list[dict[str, Any]]:
    """Each verdict and its total, beside its bar."""
    x = (_LEFT - 8, _RIGHT + 8)[side]
    lines = []
    for verdict, (top, height) in _tops(heights, side).items():
        middle = top + height / 2
        lines.append({"x": x, "y": middle - _LINE / 2, "text": told.verdicts[verdict]})
        lines.append({"x": x, "y": middle + _LINE / 2, "text": told.written[_pair(verdict, "", side)]})
    return lines


def _head(told: Flow, side: int) -> list[dict[str, Any]]:
    return [{"x": (_LEFT + _NODE, _RIGHT - _NODE)[side], "y": 10 - _HEAD, "text": told.sides[side]}]


def _bands(heights: Mapping[Pair, float]) -> dict[Pair, tuple[float, float]]:
    """Where each ribbon begins, on the left and on the right."""
    starts: list[dict[Pair, float]] = []
    for side in (0, 1):
        found = {}
        for verdict, (top, _) in _tops(heights, side).items():
            for other in ORDER:
                found[_pair(verdict, other, side)] = top
                top += heights[_pair(verdict, other, side)]
        starts.append(found)
    return {pair: (starts[0][pair], starts[1][pair]) for pair in heights if heights[pair]}


def _ribbons(heights: Mapping[Pair, float]) -> list[dict[str, Any]]:
    rows = []
    bands = _bands(heights)
    # Those who stay are drawn first, so that nobody who moves is under them.
    for place, pair in enumerate(sorted(bands, key=lambda pair: pair[0] != pair[1])):
        start, end = bands[pair]
        for step in range(_STEPS + 1):
            t = step / _STEPS
            y = start + (end - start) * _eased(t)
            rows.append({"ribbon": place, "x": _along(t), "y": y, "y2": y + heights[pair], "colour": _colour(*pair)})
    return rows


def _moves(heights: Mapping[Pair, float], told: Flow) -> list[dict[str, Any]]:
    """How many go along each ribbon that changes verdict, before ribbons cross, one under the other."""
    bands = _bands(heights)
    along = _eased(_BESIDE)
    places = {(a, b): y + (z - y) * along + heights[a, b] / 2 for (a, b), (y, z) in bands.items() if a != b}
    lines, last = [], -_LINE
    for pair in sorted(places, key=lambda pair: places[pair]):
        last = max(places[pair], last + _LINE)
        was, now = (ORDER.index(one) for one in pair)
        doubt = "" if abs(was - now) == len(ORDER) - 1 else " (?)"
        text = f"{'▲' if now < was else '▼'} {told.written[pair]}{doubt}"
        lines.append({"x": _along(_BESIDE), "y": last, "text": text})
    return lines


def _along(t: float) -> float:
    return _LEFT + _NODE + (_RIGHT - _LEFT - 2 * _NODE) * t


def _eased(t: float) -> float:
    return t * t * (3 - 2 * t)


def _text(lines: list[dict[str, Any]], plane: dict[str, Any], **look: Any) -> Any:
    chart = alt.Chart(_data(lines)).mark_text(baseline="middle", fontSize=12, **look)
    return chart.encode(**plane, text="text:N")


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _colour(before: str, after: str) -> str:
    was, now = ORDER.index(before), ORDER.index(after)
    if was == now:
        return _STILL
    return (_SURELY if abs(was - now) == len(ORDER) - 1 else _PERHAPS)[now < was]
