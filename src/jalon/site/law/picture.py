"""The intake of every stream since the first day, as a picture: SVG, told by pattern, mark and number as well as colour.

The same content is the table beside it; each number of the picture is that of a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from jalon.i18n import Speaker
from jalon.language.statutes import Intake, Programme
from jalon.readings.timeline.drawing import (
    DEFINITIONS,
    INK,
    QUIET,
    SMALL,
    Scale,
    line,
    rect,
    segment,
    text,
    text_width,
    wrapped,
)

_MARGIN: Final = 14
_BAR: Final = 34.0
_ROUND: Final = 20.0
# From the middle of one number to the next, where they would touch.
_APART: Final = 25.0
# What the patterns of the house mean here: solid, hatched, dotted.
VALUES: Final = {"open": 2, "closed": 0, "unknown": 1}


def periods_shown(programme: Programme) -> tuple[Intake, ...]:
    """The periods of a stream from the day on which it exists."""
    return tuple(period for period in programme.intake if period.state in VALUES)


def intake_picture(programmes: Sequence[Programme], say: Speaker, now: date, width: int, name: str) -> str:
    """The picture, so many pixels wide; `name` tells it from others on the same page. `now` is drawn as a line."""
    first = min(period.first for p in programmes for period in periods_shown(p))
    begins = date.fromordinal(first).replace(month=1, day=1).toordinal()
    checked = max(date.fromisoformat(p.checked_until) for p in programmes)
    ends = date(max(now, checked).year, 12, 31).toordinal()
    scale = Scale(begins, ends, _MARGIN, width - _MARGIN)
    y, out = _axis(scale, width)
    top, number = y, 0
    over: list[str] = []
    for programme in programmes:
        for told in wrapped(programme.title.text(say.lang), width - 2 * _MARGIN, 14, bold=True):
            out.append(text(_MARGIN, y + 16, told, 14, bold=True))
            y += 19
        periods = periods_shown(programme)
        over.append(_numbers(scale, periods, number, y + 15, y + 34))
        y += 34
        for period in periods:
            words = f"{period.words.text(say.lang)} {period.since} → {period.until or '…'}"
            first, last = max(period.first, begins), min(period.last, ends)
            out.append(segment(scale, first, last, VALUES[period.state], y, _BAR, words))
        number += len(periods)
        y += _BAR + 20
    out.insert(0, _years(scale, top, y - 8, width))
    out += [_now(scale, say, now, top, y), *over]
    y += 26
    y, legend = _legend(say, y, width)
    title = say("La réception des demandes depuis {year}", year=str(date.fromordinal(first).year))
    told = _told(programmes, say)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y:.0f}" width="{width}" height="{y:.0f}" '
        f'role="img" aria-labelledby="title-{name} desc-{name}">'
        f'<title id="title-{name}">{escape(title)}</title><desc id="desc-{name}">{escape(told)}</desc>'
        f"{DEFINITIONS}{rect(0, 0, width, y, fill='#ffffff')}{''.join(out)}{legend}</svg>"
    )
    # Two pictures may stand on one page: each has its own patterns.
    for pattern in ("hatch", "dots"):
        svg = svg.replace(f'id="{pattern}"', f'id="{pattern}-{name}"').replace(
            f"url(#{pattern})", f"url(#{pattern}-{name})"
        )
    return svg


def _told(programmes: Sequence[Programme], say: Speaker) -> str:
    """The picture in words."""
    parts = []
    for programme in programmes:
        said = "; ".join(
            f"{say.date(period.first)} : {period.words.text(say.lang)}"
            if say.lang == "fr"
            else f"{say.date(period.first)}: {period.words.text(say.lang)}"
            for period in periods_shown(programme)
        )
        parts.append(f"{programme.title.text(say.lang)} – {said}")
    return " ".join(parts)


def _axis(scale: Scale, width: int) -> tuple[float, list[str]]:
    every = 1 if scale.day_width * 365 >= 36 else 2 if scale.day_width * 365 >= 20 else 4
    out = [line(scale.left, 26, scale.right, 26, INK)]
    for day in scale.months(12):
        x = scale.x(day.toordinal())
        out.append(line(x, 21, x, 26, INK))
        if day.year % every == 0 and x + text_width("2026", SMALL) <= width:
            out.append(text(x + 2, 16, str(day.year), SMALL, bold=True))
    return 40.0, out


def _years(scale: Scale, top: float, bottom: float, width: int) -> str:
    return "".join(
        line(x, top - 10, x, bottom, "#e2e2e2") for x in (scale.x(day.toordinal()) for day in scale.months(12))
    )


def _numbers(scale: Scale, periods: Sequence[Intake], before: int, y: float, bottom: float) -> str:
    """The number of each period above its middle, moved aside where two would touch, with a line to its place."""
    middles = [(scale.x(period.first) + scale.x(min(period.last, scale.last) + 1)) / 2 for period in periods]
    places: list[float] = []
    for x in middles:
        places.append(max(x, places[-1] + _APART if places else x))
    most = scale.right - _ROUND / 2 + 6
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], most)
        most = places[i] - _APART
    out = []
    for i, (x, place) in enumerate(zip(middles, places, strict=True), before + 1):
        out.append(line(place, y + _ROUND / 2 - 4, x, bottom, QUIET))
        out.append(f'<circle cx="{place:.1f}" cy="{y - 2:.1f}" r="{_ROUND / 2:g}" fill="#ffffff" stroke="{INK}"/>')
        out.append(text(place, y + 2.5, str(i), SMALL, anchor="middle", bold=True))
    return "".join(out)


def _now(scale: Scale, say: Speaker, now: date, top: float, bottom: float) -> str:
    x = scale.x(now.toordinal())
    words = say.date(now)
    half = text_width(words, SMALL, bold=True) / 2
    at = min(max(x, scale.left + half), scale.right - half)
    return line(x, top + 18, x, bottom - 8, INK, 2) + text(
        at, bottom + 8, words, SMALL, anchor="middle", bold=True, halo=True
    )


def _legend(say: Speaker, y: float, width: int) -> tuple[float, str]:
    samples = (
        (2, say("demandes reçues")),
        (0, say("demandes non reçues")),
        (1, say("inconnu")),
    )
    x, out = float(_MARGIN), []
    for value, words in samples:
        length = 40 + text_width(words, SMALL)
        if x > _MARGIN and x + length > width - _MARGIN:
            x, y = float(_MARGIN), y + 24
        out.append(segment(Scale(0, 9, x, x + 34), 0, 9, value, y, 16, words))
        out.append(text(x + 40, y + 12, words, SMALL))
        x += length + 18
    return y + 28, "".join(out)
