"""Pictures of what was counted: horizontal bars, dark where it is sure, pale where it is only possible.

What a bar says is also written beside it, so that nobody needs its colour or its length. Hidden counts are not in the
pictures, nor in the data from which they are drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import vl_convert

from jalon.cohort.told.shown import Interval
from jalon.i18n import LOCALES, Speaker

INK: Final = "#1a1a1a"
QUIET: Final = "#555555"
# Dark for what is sure; the same, pale, for what is only possible.
ELIGIBLE: Final = ("#1b6e3a", "#bfe0ca")
AGAINST: Final = ("#b3261e", "#f3c9c5")
_BAR: Final = 22
_STEP: Final = 34
_WIDTH: Final = 460
_LABELS: Final = 320
_FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
_SCALE: Final = 2


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its interval, out of how many, and what is written beside it."""

    name: str
    interval: Interval
    told: str
    colours: tuple[str, str]
    out_of: int | None = None


@dataclass(frozen=True)
class Picture:
    """A picture, as SVG and as PNG."""

    svg: str
    png: bytes


def bars(title: str, subtitle: str, axis: str, given: Sequence[Bar], say: Speaker, *, percent: bool = False) -> Picture:
    """Bars of so many people, or of the share of a group when `percent`."""
    specification = json.loads(
        _chart(title, subtitle, _axis(axis, say, percent), given, percent).to_json(validate=False)
    )
    locale: Any = LOCALES[say.lang].replace("_", "-")
    svg = vl_convert.vegalite_to_svg(specification, format_locale=locale)
    png = vl_convert.vegalite_to_png(specification, scale=_SCALE, format_locale=locale)
    return Picture(svg, png)


def _chart(title: str, subtitle: str, axis: alt.Axis, given: Sequence[Bar], percent: bool) -> Any:
    rows: list[dict[str, Any]] = []
    names: list[str] = []
    for place, bar in enumerate(given):
        # Two bars of one name stay two.
        name = f"{bar.name}\t{place}"
        names.append(name)
        surely, possibly = _ends(bar, percent)
        sure, unsure = bar.colours
        rows.append({"name": name, "told": bar.told, "end": possibly, "from": 0, "to": surely, "colour": sure})
        if possibly > surely:
            rows.append({"name": name, "told": "", "end": 0, "from": surely, "to": possibly, "colour": unsure})
    most = max([row["to"] for row in rows], default=0)
    across = alt.X("from:Q").axis(axis).scale(domain=[0, 1 if percent else most or 1], nice=not percent)
    labels = "split(datum.value, '\\t')[0]"
    down = (
        alt.Y("name:N")
        .sort(names)
        .axis(title=None, labelExpr=labels, labelLimit=_LABELS, labelPadding=8, ticks=False, domain=False)
    )
    data: Any = {"values": rows}
    base = alt.Chart(data)
    colour = alt.Color("colour:N").scale(None)
    drawn = base.mark_bar(height=_BAR).encode(x=across, x2="to:Q", y=down, color=colour)
    edge = (
        base.transform_filter("datum.told == ''")
        .mark_bar(height=_BAR - 1, fillOpacity=0, stroke=QUIET, strokeWidth=1, strokeDash=[3, 2])
        .encode(x="from:Q", x2="to:Q", y=down)
    )
    words = base.transform_filter("datum.told != ''").encode(x="end:Q", y=down, text="told:N")
    told: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 7, "fontSize": 12}
    # A rim of paper, so that no line runs through the letters.
    rim = words.mark_text(stroke="white", strokeWidth=4, strokeJoin="round", **told)
    chart = alt.layer(drawn, edge, rim, words.mark_text(color=INK, **told)).properties(
        width=_WIDTH,
        height={"step": _STEP},
        title=alt.TitleParams(title, subtitle=_wrapped(subtitle), anchor="start", frame="bounds"),
        padding=10,
    )
    size: dict[str, Any] = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return chart.configure(
        font=_FONT,
        background="white",
        view={"stroke": None},
        axis={"labelColor": INK, "titleColor": QUIET, "gridColor": "#e4e4e4", **size},
        title={"fontSize": 16, "subtitleFontSize": 12, "color": INK, "subtitleColor": QUIET, "offset": 14},
    )


def _ends(bar: Bar, percent: bool) -> tuple[float, float]:
    """Where the dark part and the pale one end; nothing where it is hidden."""
    if bar.interval.surely is None or bar.interval.possibly is None:
        return 0, 0
    if not percent:
        return bar.interval.surely, bar.interval.possibly
    out_of = bar.out_of or 1
    return bar.interval.surely / out_of, bar.interval.possibly / out_of


def _axis(title: str, say: Speaker, percent: bool) -> alt.Axis:
    if not percent:
        return alt.Axis(title=title, format=",d", tickCount=5, tickMinStep=1)
    # In French the sign stands apart from the number, on the same line.
    space = "\u00a0" if say.lang == "fr" else ""
    return alt.Axis(title=title, tickCount=5, labelExpr=f"format(100 * datum.value, 'd') + '{space}%'")


def _wrapped(text: str, width: int = 105) -> list[str]:
    words, lines = text.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines
