"""Pieces of a picture: text, wrapped text, scales of time, ribbons. Strings of SVG; nothing here knows a person or a rule.

Lengths are in units of the picture (pixels at its own size). Letters are measured by guess: no font is read, so the
guess is on the wide side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape, quoteattr

INK: Final = "#1a1a1a"
QUIET: Final = "#555555"
MET: Final = "#1b6e3a"
NOT_MET: Final = "#b3261e"
UNSURE: Final = "#7a5200"
SMALL: Final = 12.5
BODY: Final = 14.0
_WIDE: Final = 0.56
_BOLD: Final = 0.63

PATTERNS: Final = ("hatch", "dots")
# One pattern each, so that the picture reads without its colours: solid, hatched, dotted.
DEFINITIONS: Final = (
    "<defs>"
    f'<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="#ffffff"/><rect width="1.6" height="7" fill="{NOT_MET}" fill-opacity="0.55"/>'
    "</pattern>"
    f'<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">'
    f'<rect width="7" height="7" fill="#fff1cc"/><circle cx="3.5" cy="3.5" r="1.5" fill="{UNSURE}"/>'
    "</pattern></defs>"
)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """About how wide a text is."""
    return len(text) * size * (_BOLD if bold else _WIDE)


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = INK,
    halo: bool = False,
) -> str:
    """One line of text; `y` is its base line."""
    told = ' font-weight="700"' if bold else ""
    if halo:
        # A rim of paper, so that no line runs through the letters.
        told += ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" fill="{fill}"{told}>'
        f"{escape(words)}</text>"
    )


def wrapped(words: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The lines of a text that must fit in a width. Spaces that must not break do not."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    """A rectangle; `stroke_width` stands for stroke-width."""
    told = " ".join(f"{name.replace('_', '-')}={quoteattr(str(value))}" for name, value in attributes.items())
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" {told}/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def mark(value: int, x: float, y: float, size: float) -> str:
    """The mark of a value, about its middle: a check, a cross, a question mark. Drawn, so that no font can lack it."""
    r = size / 2
    if value == 2:
        return (
            f'<path d="M{x - 0.62 * r:.1f} {y + 0.05 * r:.1f} l{0.45 * r:.1f} {0.5 * r:.1f} l{0.8 * r:.1f} {-1.05 * r:.1f}" '
            f'fill="none" stroke="#ffffff" stroke-width="{max(1.6, size / 7):.1f}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
    if value == 0:
        arm = 0.42 * r
        across = (
            f"M{x - arm:.1f} {y - arm:.1f} l{2 * arm:.1f} {2 * arm:.1f} m0 {-2 * arm:.1f} l{-2 * arm:.1f} {2 * arm:.1f}"
        )
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#ffffff" stroke="{NOT_MET}" stroke-width="1.2"/>'
            f'<path d="{across}" stroke="{NOT_MET}" stroke-width="{max(1.6, size / 8):.1f}" stroke-linecap="round"/>'
        )
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#ffffff" stroke="{UNSURE}" stroke-width="1.2"/>'
        + text(x, y + 0.36 * size, "?", size * 0.95, anchor="middle", bold=True, fill=UNSURE)
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a width: the first day begins at `left`, the last one ends at `right`. Days are ordinals."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """Where a day begins, kept inside."""
        share = (day - self.first) / (self.last + 1 - self.first)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    @property
    def day_width(self) -> float:
        """How wide one day is."""
        return (self.right - self.left) / (self.last + 1 - self.first)

    def months(self, every: int = 1) -> Iterator[date]:
        """First days of the months inside, one out of so many (counted from January)."""
        day = date.fromordinal(self.first).replace(day=1)
        while day.toordinal() <= self.last:
            if day.toordinal() >= self.first and (day.month - 1) % every == 0:
                yield day
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def segment(
    scale: Scale, first: int, last: int, value: int, y: float, height: float, title: str, marked: bool = True
) -> str:
    """One run of days of a ribbon: solid, hatched, dotted, or a thin line where nothing is asked; its words on hovering."""
    left, right = scale.x(first), scale.x(last + 1)
    # A single day of many years must still be seen.
    width = max(right - left, 1.5)
    if value < 0:
        drawn = line(left, y + height / 2, left + width, y + height / 2, "#8a8a8a", 1.2)
    else:
        fill, stroke = (("url(#hatch)", NOT_MET), ("url(#dots)", UNSURE), (MET, MET))[value]
        edge = 1.0 if width > 3 else 0.0
        drawn = rect(
            left + edge / 2, y + edge / 2, width - edge, height - edge, fill=fill, stroke=stroke, stroke_width=edge
        )
        size = min(height - 3, 22.0)
        if value != 2 and height < 14:
            size = min(height, 22.0)
        if marked and size >= 8 and width >= size + 6:
            drawn += mark(value, (left + left + width) / 2, y + height / 2, size)
    return f"<g><title>{escape(title)}</title>{drawn}</g>"


__all__ = [
    "BODY",
    "DEFINITIONS",
    "INK",
    "MET",
    "NOT_MET",
    "PATTERNS",
    "QUIET",
    "SMALL",
    "UNSURE",
    "Scale",
    "line",
    "mark",
    "rect",
    "segment",
    "text",
    "text_width",
    "wrapped",
]
