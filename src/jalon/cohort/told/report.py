"""The report of a run: a page, pictures, counts and the codebook, in a folder."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

from jalon.cohort.running.asked import Asked
from jalon.cohort.running.run import Ran
from jalon.cohort.told.codebook import codebook, codebook_csv, codebook_markdown
from jalon.cohort.told.counts import EVERYBODY, Group
from jalon.cohort.told.page import Figure, Section, page
from jalon.cohort.told.plots import AGAINST, ELIGIBLE, Bar, Picture, bars
from jalon.cohort.told.shown import Interval, Shown
from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.decide.decision import OUTCOMES

PAGE: Final = "report.html"
COUNTS: Final = "counts.csv"
_AGAINST, _UNDETERMINED, _ELIGIBLE = (OUTCOMES.index(one) for one in ("not-eligible", "undetermined", "eligible"))
# What a report of before may have left: a picture of counts that are to be hidden now must not stay.
_OURS: Final = re.compile(r"(report\.html|counts\.csv|codebook\.(csv|md)|(outcomes|conditions|groups)-.*\.(svg|png))")
_HEADS: Final = (
    "programme",
    "group_column",
    "group",
    "subject",
    "id",
    "label",
    "people",
    "surely",
    "possibly",
    "hidden",
)


def write_report(
    folder: Path, ran: Ran, asked: Asked, assumptions: Sequence[str], say: Speaker, *, mask: int | None, read: str
) -> None:
    """Write the report of a run into a folder; `read` names what was read. Counts under `mask` are hidden in all of it.

    Raises OSError when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            path.unlink()
    shown = Shown(ran.counts, mask)
    sections = []
    for section in _Telling(shown, say).sections():
        sections.append(section)
        for figure in section.figures:
            (folder / f"{figure.name}.svg").write_text(figure.picture.svg, encoding="utf-8")
            (folder / f"{figure.name}.png").write_bytes(figure.picture.png)
    entries = codebook(asked, say)
    (folder / COUNTS).write_text(counts_csv(shown, say), encoding="utf-8")
    (folder / "codebook.csv").write_text(codebook_csv(entries), encoding="utf-8")
    (folder / "codebook.md").write_text(codebook_markdown(entries, say), encoding="utf-8")
    text = page(ran, shown, asked, sections, assumptions, read, say)
    (folder / PAGE).write_text(text, encoding="utf-8")


def counts_csv(shown: Shown, say: Speaker) -> str:
    """Everything that may be shown, a line a count: people between `surely` and `possibly`, empty where hidden."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADS)
    for programme, group, subject, id, label, interval in _lines(shown, say):
        column, value = group
        ends = [_cell(shown.size(group)), _cell(interval.surely), _cell(interval.possibly)]
        name = "" if group == EVERYBODY else group_name(value, say)
        writer.writerow([programme, column, name, subject, id, label, *ends, int(interval.hidden)])
    return out.getvalue()


def _cell(count: int | None) -> str:
    return "" if count is None else str(count)


def _lines(shown: Shown, say: Speaker) -> Iterator[tuple[str, Group, str, str, str, Interval]]:
    for programme in shown.programmes:
        for group in (EVERYBODY, *(group for column in shown.columns for group in shown.groups(column))):
            for value, id in enumerate(OUTCOMES):
                yield programme, group, "outcome", id, outcome_name(value, say), shown.outcome(programme, value, group)
            for id in shown.conditions(programme):
                label = CONDITION_NAMES[id].text(say.lang)
                yield programme, group, "failing", id, label, shown.failing(programme, id, group)


def outcome_name(value: int, say: Speaker) -> str:
    """People of an outcome."""
    return (say("Non admissibles"), say("Indéterminés"), say("Admissibles"))[value]


def group_name(value: str | None, say: Speaker) -> str:
    """A group, or that its value is not known."""
    return say("(inconnu)") if value is None else value


def interval_words(interval: Interval, say: Speaker) -> str:
    """An interval in a few words."""
    surely, possibly = interval.surely, interval.possibly
    if surely is None and possibly is None:
        return say("caché")
    if surely is None:
        return say("au plus {count}", count=say.number(possibly or 0))
    if possibly is None:
        return say("au moins {count}", count=say.number(surely))
    if surely == possibly:
        return say.number(surely)
    return say("{least} à {most}", least=say.number(surely), most=say.number(possibly))


@dataclass(frozen=True)
class _Telling:
    """The sections of a report, a stream at a time."""

    shown: Shown
    say: Speaker

    def sections(self) -> Iterator[Section]:
        """A section a stream."""
        for programme in self.shown.programmes:
            title = PROGRAMMES[programme].title.text(self.say.lang)
            figures = [self._outcomes(programme, title)]
            if self.shown.conditions(programme):
                figures.append(self._conditions(programme, title))
            figures += [self._groups(programme, title, column) for column in self.shown.columns]
            yield Section(programme, title, tuple(figures))

    def _how(self) -> str:
        return self.say("Foncé : sûrement. Pâle : possiblement, selon les faits qui manquent.")

    def _people(self) -> str:
        say, size = self.say, self.shown.size()
        if size is None:
            return say("Nombre de personnes caché.")
        return say.plural("{count} personne décidée.", "{count} personnes décidées.", size)

    def _outcomes(self, programme: str, title: str) -> Figure:
        say, shown = self.say, self.shown
        given, rows = [], []
        for value, colours in ((_ELIGIBLE, ELIGIBLE), (_AGAINST, AGAINST)):
            interval = shown.outcome(programme, value)
            given.append(Bar(outcome_name(value, say), interval, interval_words(interval, say), colours))
            rows.append((outcome_name(value, say), *self._ends(interval), self._share(interval, shown.size())))
        between = shown.outcome(programme, _UNDETERMINED)
        rows.insert(1, (outcome_name(_UNDETERMINED, say), *self._ends(between), self._share(between, shown.size())))
        caption = say("Issues : {title}", title=title)
        picture = bars(caption, f"{self._people()} {self._how()}", say("Personnes"), given, say)
        return self._figure(f"outcomes-{programme}", caption, picture, say("Issue"), rows)

    def _conditions(self, programme: str, title: str) -> Figure:
        say, shown = self.say, self.shown
        told = [(id, shown.failing(programme, id)) for id in shown.conditions(programme)]
        told.sort(key=lambda one: (-(one[1].possibly or one[1].surely or 0), -(one[1].surely or 0)))
        given, rows = [], []
        for id, interval in told:
            name = CONDITION_NAMES[id].text(say.lang)
            given.append(Bar(name, interval, interval_words(interval, say), AGAINST))
            rows.append((name, *self._ends(interval), self._share(interval, shown.size())))
        caption = say("Conditions qui font défaut : {title}", title=title)
        several = say("Une personne peut en avoir plusieurs.")
        picture = bars(caption, f"{several} {self._how()}", say("Personnes"), given, say)
        return self._figure(f"conditions-{programme}", caption, picture, say("Condition"), rows)

    def _groups(self, programme: str, title: str, column: str) -> Figure:
        say, shown = self.say, self.shown
        given, rows = [], []
        for group in shown.groups(column):
            interval, size = shown.outcome(programme, _ELIGIBLE, group), shown.size(group)
            name, share = group_name(group[1], say), self._share(interval, size)
            given.append(Bar(name, interval, share, ELIGIBLE, size))
            people = say("caché") if size is None else say.number(size)
            rows.append((name, people, *self._ends(interval), share))
        caption = say("Admissibles par {column} : {title}", column=column, title=title)
        picture = bars(caption, self._how(), say("Part du groupe"), given, say, percent=True)
        return self._figure(f"groups-{_slug(column)}-{programme}", caption, picture, column, rows, groups=True)

    def _figure(
        self,
        name: str,
        caption: str,
        picture: Picture,
        first: str,
        rows: Sequence[tuple[str, ...]],
        *,
        groups: bool = False,
    ) -> Figure:
        say = self.say
        heads = (first, *((say("Personnes"),) if groups else ()), say("Sûrement"), say("Possiblement"), say("Part"))
        return Figure(name, caption, picture, heads, tuple(rows))

    def _ends(self, interval: Interval) -> tuple[str, str]:
        say = self.say
        surely, possibly = (
            say("caché") if end is None else say.number(end) for end in (interval.surely, interval.possibly)
        )
        return surely, possibly

    def _share(self, interval: Interval, size: int | None) -> str:
        say = self.say
        if size is None or interval.surely is None or interval.possibly is None:
            return say("caché")
        least, most = (say.number(round(100 * end / (size or 1), 1)) for end in (interval.surely, interval.possibly))
        if least == most:
            return say("{share} %", share=least)
        return say("{least} % à {most} %", least=least, most=most)


def _slug(name: str) -> str:
    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "group"
