"""A timeline as a picture: SVG written on the spot, with no drawing library and no script.

One ribbon a line, the outcome first and largest; versions of the law as thin dashed lines; the day looked at as a solid
one. What a value means is told by its pattern and its mark as well as by its colour, so the picture also reads in print.
The same content as text is `table.table_of`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from jalon.i18n import Speaker, speaker
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, OUTCOME
from jalon.readings.timeline.drawing import (
    BODY,
    DEFINITIONS,
    INK,
    PATTERNS,
    QUIET,
    SMALL,
    Scale,
    line,
    mark,
    rect,
    segment,
    text,
    text_width,
    wrapped,
)
from jalon.readings.timeline.report import interval_words

WIDTH: Final = 960
# Under this width names stand above their ribbons (telephones).
NARROW: Final = 600
# The least width at which twelve-point text still has room.
LEAST_WIDTH: Final = 320
_MARGIN: Final = 16
_NAMES: Final = 230
_DATE_ROWS: Final = 2
_FONT: Final = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"


def svg_of(report: dict[str, Any], lang: str, width: int = WIDTH, *, inside: str = "") -> str:
    """The picture of one timeline (see `report.timeline_report`): so many pixels wide, less where its frame is narrower.

    `inside` is for a picture that stands inside a page: a name of its own there, which its ids begin with. The page then
    has the headline in words, so the picture leaves it out, and nothing in it needs a style attribute.
    """
    return _Picture(report, speaker(lang), max(width, LEAST_WIDTH), inside).drawn()


class _Picture:
    """Draws from top to bottom; `y` is where the next thing goes."""

    def __init__(self, report: dict[str, Any], say: Speaker, width: int, inside: str) -> None:
        self.report, self.say, self.width, self.inside = report, say, width, inside
        self.narrow = width < NARROW
        self.first, self.last = _day(report["from"]), _day(report["to"])
        names = 0 if self.narrow else _NAMES
        self.scale = Scale(self.first, self.last, _MARGIN + names, width - _MARGIN)
        self.lines = {item["id"]: item for item in report["lines"]}
        self.out: list[str] = []
        # What must not have lines across it: drawn last.
        self.over: list[str] = []
        self.y = 0.0

    def drawn(self) -> str:
        if self.inside:
            self.y = 8
        else:
            self._head()
        self._law()
        top = self.y
        self._axis()
        self._ribbons()
        bottom = self.y
        self._behind(top, bottom)
        self._today(top, bottom)
        self._legend()
        return self._frame()

    def _frame(self) -> str:
        report, height = self.report, self.y + 6
        told = " ".join([report["headline"]["sentence"], *report["headline"]["details"]])
        name = f"{self.inside}-" if self.inside else ""
        title, desc = f"{name}title-{report['programme']}", f"{name}desc-{report['programme']}"
        # Alone, the picture keeps itself inside its frame; inside a page, the page does.
        style = "" if self.inside else 'style="max-width:100%;height:auto" '
        drawn = f"{DEFINITIONS}{rect(0, 0, self.width, height, fill='#ffffff')}{''.join([*self.out, *self.over])}"
        if name:
            for pattern in PATTERNS:
                drawn = drawn.replace(f'id="{pattern}"', f'id="{name}{pattern}"')
                drawn = drawn.replace(f"url(#{pattern})", f"url(#{name}{pattern})")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {height:.0f}" width="{self.width}" '
            f'height="{height:.0f}" {style}role="img" lang="{self.say.lang}" '
            f'aria-labelledby="{title} {desc}" font-family="{_FONT}">'
            f'<title id="{title}">{escape(self._title())}</title><desc id="{desc}">{escape(told)}</desc>{drawn}</svg>\n'
        )

    def _title(self) -> str:
        say, report = self.say, self.report
        span = (say.date(self.first), say.date(self.last))
        return say("{title}, du {first} au {last}", title=report["title"], first=span[0], last=span[1])

    # --- Words at the top ---------------------------------------------------------------------------------------------

    def _head(self) -> None:
        headline = self.report["headline"]
        self.y = 26
        self._words(self.report["title"], SMALL + 1, 19, fill=QUIET)
        self.y += 10
        self._words(headline["sentence"], 19 if self.narrow else 24, 24 if self.narrow else 30, bold=True)
        self.y += 2
        for detail in headline["details"]:
            self._words(detail, BODY, 20)

    def _words(self, words: str, size: float, step: float, *, bold: bool = False, fill: str = INK) -> None:
        for told in wrapped(words, self.width - 2 * _MARGIN, size, bold):
            self.out.append(text(_MARGIN, self.y, told, size, bold=bold, fill=fill))
            self.y += step

    # --- The law ------------------------------------------------------------------------------------------------------

    def _breaks(self) -> list[tuple[int, str]]:
        return [(_day(v["since"]), v["title"]) for v in self.report["law"] if v["begins_inside"]]

    def _law(self) -> None:
        """The names of the texts, each beside the line where it begins, on as many rows as they need."""
        self.y += 6
        self.lanes: list[tuple[float, float]] = []
        ends: list[float] = []
        for day, title in self._breaks():
            x = self.scale.x(day)
            fitting = wrapped(title, self.width - 2 * _MARGIN - 8, SMALL)
            words = fitting[0] if len(fitting) == 1 else f"{fitting[0]}…"
            length = text_width(words, SMALL) + 8
            # Beside the line, to the right; to the left where the picture ends too soon.
            right = x + length <= self.width - 4
            start = x if right else max(_MARGIN, x - length)
            lane = next((i for i, end in enumerate(ends) if end <= start - 6), len(ends))
            ends[lane : lane + 1] = [max(x, start + length)]
            y = self.y + 14 + 17 * lane
            self.lanes.append((x, y))
            anchor, at = ("start", x + 4) if right else ("end", max(x - 4, _MARGIN + length - 4))
            self.over.append(text(at, y, words, SMALL, anchor=anchor, fill=QUIET, halo=True))
        self.y += 17 * len(ends) + (6 if ends else 0)

    def _behind(self, top: float, bottom: float) -> None:
        """The lines of the law and of the years, under everything else."""
        marks = [line(x, y - 10, x, bottom, "#6b6b6b", 1, "3 3") for x, y in self.lanes]
        self.out[:0] = [line(x, top + 18, x, bottom, "#e2e2e2") for x in self.years] + marks

    # --- Time ---------------------------------------------------------------------------------------------------------

    def _axis(self) -> None:
        y = self.y + 14
        year_width = 365 * self.scale.day_width
        every = next((n for n in (1, 2, 5, 10, 20, 50) if n * year_width >= 44), 100)
        self.years = []
        self.out.append(line(self.scale.left, y + 6, self.scale.right, y + 6, INK, 1))
        month_width = year_width / 12
        step = 1 if month_width >= 5 else 3 if month_width >= 2 else 12
        for month in self.scale.months(step):
            x, january = self.scale.x(month.toordinal()), month.month == 1
            self.out.append(line(x, y + (0 if january else 3), x, y + 6, INK, 1))
            if january and month.year % every == 0:
                self.years.append(x)
                if x + 34 <= self.width - 4:
                    self.over.append(text(x + 3, y, str(month.year), SMALL, bold=True, halo=True))
        self.y = y + 14

    def _today(self, top: float, bottom: float) -> None:
        day = _day(self.report["today"])
        if not self.first <= day <= self.last:
            return
        x = self.scale.x(day)
        words = self.say.date(day)
        half = text_width(words, SMALL, True) / 2
        at = min(max(x, _MARGIN + half), self.width - _MARGIN - half)
        self.out.append(line(x, top + 20, x, bottom + 2, INK, 2))
        self.out.append(f'<path d="M{x - 5:.1f} {bottom + 8:.1f} l5 -7 l5 7 z" fill="{INK}"/>')
        self.over.append(text(at, bottom + 20, words, SMALL, anchor="middle", bold=True, halo=True))
        self.y = bottom + 26

    # --- Ribbons ------------------------------------------------------------------------------------------------------

    def _ribbons(self) -> None:
        say = self.say
        self._ribbon(self.lines[OUTCOME], 46, bold=True, dated=True)
        self._ribbon(self.lines[CONDITIONS], 24, bold=True)
        self._ribbon(self.lines[INTAKE], 24, bold=True)
        others = [item for id, item in self.lines.items() if id not in (OUTCOME, CONDITIONS, INTAKE)]
        # What is always met is shown thin: the eye goes to what changes or is missing.
        quiet = [item for item in others if all(i["value"] in (2, -1) for i in item["intervals"])]
        loud = [item for item in others if item not in quiet]
        if loud:
            self._heading(say("Ce qui manque à un moment"))
            for item in loud:
                self._ribbon(item, 18)
        if quiet:
            self._heading(say("Jamais en défaut"))
            for item in quiet:
                self._ribbon(item, 9)
        if self.report["permits"]:
            self._heading(say("Permis"))
            for permit in self.report["permits"]:
                self._permit(permit)

    def _heading(self, words: str) -> None:
        self.y += 8
        self.over.append(text(_MARGIN, self.y + 10, words, SMALL, bold=True, fill=QUIET, halo=True))
        self.y += 18

    def _name(self, words: str, height: float, bold: bool = False) -> None:
        """The name of a ribbon: before it, or above it on a narrow picture. A long one takes more rows above the ribbon."""
        size = BODY if height >= 16 else SMALL
        room = self.width - 2 * _MARGIN if self.narrow else _NAMES - 6
        told = wrapped(words, room, size, bold)
        above = told if self.narrow else told[:-1]
        for part in above:
            self.over.append(text(_MARGIN, self.y + 12, part, size, bold=bold, halo=True))
            self.y += 17
        if not self.narrow:
            self.out.append(text(_MARGIN, self.y + height / 2 + size * 0.35, told[-1], size, bold=bold))

    def _ribbon(self, item: dict[str, Any], height: float, *, bold: bool = False, dated: bool = False) -> None:
        self._name(item["name"], height, bold)
        intervals = item["intervals"]
        for told in sorted(intervals, key=_length, reverse=True):
            first, last = _day(told["from"]), _day(told["to"])
            label = self._label(told, height) if height >= 40 else ""
            self.out.append(
                segment(
                    self.scale, first, last, told["value"], self.y, height, self._hover(item, told), marked=not label
                )
            )
            self.over.append(label)
        self.y += height + (7 if height >= 14 else 9)
        if dated:
            self._dates([i for i in intervals if i["value"] == 2])

    def _hover(self, item: dict[str, Any], told: dict[str, Any]) -> str:
        return self.say("{names} – {words}", names=item["name"], words=interval_words(told, self.say))

    def _label(self, told: dict[str, Any], height: float) -> str:
        """The mark and the word of a value on its segment; nothing where there is no room for them."""
        left, right = self.scale.x(_day(told["from"])), self.scale.x(_day(told["to"]) + 1)
        size = 16.0
        length = text_width(told["words"], size, True)
        if right - left < length + 46:
            return ""
        start, y = (left + right - length - 30) / 2, self.y + height / 2
        met = told["value"] == 2
        plate = "" if met else rect(start - 5, y - 14, length + 40, 28, fill="#ffffff", rx=4)
        words = text(start + 30, y + size * 0.36, told["words"], size, bold=True, fill="#ffffff" if met else INK)
        return plate + mark(told["value"], start + 12, y, 22) + words

    def _dates(self, eligible: list[dict[str, Any]]) -> None:
        """First and last eligible days under the outcome, on two rows where they would run into one another."""
        free = [float(_MARGIN)] * _DATE_ROWS
        used = 0
        for told in eligible:
            first, last = _day(told["from"]), _day(told["to"])
            words = f"{self.say.date(first)} → {self.say.date(last)}"
            length = text_width(words, SMALL, True)
            middle = (self.scale.x(first) + self.scale.x(last + 1)) / 2
            start = min(max(middle - length / 2, self.scale.left), self.width - _MARGIN - length)
            row = next((i for i, end in enumerate(free) if end <= start), None)
            if row is not None:
                y = self.y + 8 + 17 * row
                self.over.append(text(start + length / 2, y, words, SMALL, anchor="middle", bold=True, halo=True))
                free[row], used = start + length + 10, max(used, row + 1)
        self.y += 17 * used + (4 if used else 0)

    def _permit(self, permit: dict[str, Any]) -> None:
        height, scale = 14.0, self.scale
        begins = permit["from"] or [self.report["from"]] * 2
        ends = permit["to"] or [self.report["to"]] * 2
        first, last = _day(begins[0]), _day(ends[1])
        self._name(permit["name"], height)
        if last >= self.first and first <= self.last:
            left, right = scale.x(max(first, self.first)), scale.x(min(last, self.last) + 1)
            sure = _day(begins[1]), _day(ends[0])
            dash = {} if permit["from"] and permit["ends"] == "known" else {"stroke_dasharray": "4 3"}
            self.out.append(
                rect(left, self.y + 1, right - left, height - 2, fill="#f1f1f1", stroke=QUIET, rx=3, **dash)
            )
            if sure[0] <= sure[1] and permit["ends"] == "known" and permit["from"]:
                inner = scale.x(max(sure[0], self.first)), scale.x(min(sure[1], self.last) + 1)
                self.out.append(
                    rect(inner[0], self.y + 1, inner[1] - inner[0], height - 2, fill="#c9ced6", stroke=QUIET, rx=3)
                )
        else:
            self.out.append(text(scale.left, self.y + 11, self._out_of_span(last), SMALL, fill=QUIET))
        self.y += height + 6

    def _out_of_span(self, last: int) -> str:
        say = self.say
        return say("fini le {day}", day=say.date(last)) if last < self.first else say("commence plus tard")

    # --- Legend -------------------------------------------------------------------------------------------------------

    def _legend(self) -> None:
        say = self.say
        self.y += 10
        values = (
            (2, say("satisfaite")),
            (0, say("non satisfaite")),
            (1, say("indéterminée")),
            (-1, say("non demandée")),
        )
        x = float(_MARGIN)
        samples = [(34.0, words, value) for value, words in values]
        for width, words, value in samples:
            x = self._sample_place(x, width + 6 + text_width(words, SMALL))
            sample = Scale(0, 9, x, x + width)
            self.out.append(segment(sample, 0, 9, value, self.y, 16, words))
            self.out.append(text(x + width + 6, self.y + 12, words, SMALL))
            x += width + 6 + text_width(words, SMALL) + 18
        for dash, weight, words in (("3 3", 1.0, say("un texte de loi commence")), ("", 2.0, say("jour regardé"))):
            x = self._sample_place(x, 12 + text_width(words, SMALL))
            self.out.append(line(x + 3, self.y - 1, x + 3, self.y + 17, INK, weight, dash))
            self.out.append(text(x + 12, self.y + 12, words, SMALL))
            x += 12 + text_width(words, SMALL) + 18
        self.y += 38
        checked = say.date(_day(self.report["checked_until"]))
        self._words(
            say("Loi vérifiée jusqu’au {day}. Ceci n’est pas un avis juridique.", day=checked), SMALL, 17, fill=QUIET
        )
        self.y -= 8

    def _sample_place(self, x: float, length: float) -> float:
        """Where the next sample of the legend goes: on this row, or on a new one."""
        if x > _MARGIN and x + length > self.width - _MARGIN:
            self.y += 24
            return float(_MARGIN)
        return x


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _length(told: dict[str, Any]) -> int:
    return _day(told["to"]) - _day(told["from"])
