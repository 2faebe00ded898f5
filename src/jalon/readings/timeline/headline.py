"""What a person reads first in a timeline: one sentence (since when eligible, or what is missing), then a few that say what
comes last, what ends it, and where things stand on the day looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from jalon.i18n import Speaker
from jalon.language.bounds import MAYBE, NO, YES, Truth
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.timeline.calendar import CONDITIONS, INTAKE, OUTCOME, Calendar, Interval
from jalon.readings.timeline.changes import Changes
from jalon.readings.timeline.story import change_words, open_words

# Names of conditions, and spans of days, told in a headline.
MOST_NAMES: Final = 4
MOST_SPANS: Final = 2


@dataclass(frozen=True, slots=True)
class Headline:
    """The first sentence, those that follow it, and the outcome they speak of (2 eligible at some time, 1 undetermined)."""

    sentence: str
    details: tuple[str, ...]
    value: Truth


def headline(calendar: Calendar, changes: Changes, today: date, say: Speaker) -> Headline:
    """The headline of a calendar, seen from a day; a day outside the span is taken at its nearer end."""
    here = min(max(today, calendar.first), calendar.last)
    teller = _Teller(calendar, changes, here, say)
    if eligible := teller.spans(OUTCOME, YES):
        return Headline(teller.eligible(eligible), (*teller.edges(OUTCOME, eligible), *teller.now()), YES)
    if met := teller.spans(CONDITIONS, YES):
        value = MAYBE if teller.spans(OUTCOME, MAYBE) else NO
        return Headline(teller.met(met), (*teller.edges(CONDITIONS, met), *teller.now()), value)
    if open_ := teller.spans(OUTCOME, MAYBE) or teller.spans(CONDITIONS, MAYBE):
        return Headline(teller.undetermined(open_), teller.now(), MAYBE)
    return Headline(teller.never(), teller.now(), NO)


class _Teller:
    def __init__(self, calendar: Calendar, changes: Changes, here: date, say: Speaker) -> None:
        self.calendar, self.changes, self.here, self.say = calendar, changes, here, say

    def spans(self, line: str, value: Truth) -> list[Interval]:
        """The intervals of that value, in order of time."""
        return [interval for interval in self.calendar.intervals(line) if interval.value == value]

    def _nearest(self, intervals: list[Interval]) -> Interval:
        """The one that holds the day looked at, else the next one, else the last."""
        return next((i for i in intervals if i.last >= self.here), intervals[-1])

    def _span_words(self, interval: Interval) -> str:
        """A span; an edge of the calendar is not the day on which anything begins or ends."""
        say, calendar = self.say, self.calendar
        first, last = say.date(interval.first), say.date(interval.last)
        begins, ends = interval.first > calendar.first, interval.last < calendar.last
        if interval.first == interval.last and (begins or ends):
            return say("le {day} seulement", day=first)
        if begins and ends:
            return say("du {first} au {last}", first=first, last=last)
        if begins:
            return (
                say("depuis le {first}", first=first) if interval.first <= self.here else say("dès le {day}", day=first)
            )
        return (
            say("jusqu’au {day}", day=last)
            if ends
            else say("du {first} au {last}, sans interruption", first=first, last=last)
        )

    def _spans_words(self, intervals: list[Interval]) -> str:
        say = self.say
        place = intervals.index(self._nearest(intervals))
        # The one that matters now and the one before it (or after, when it is the first).
        start = max(0, min(place - 1, len(intervals) - MOST_SPANS))
        told = [self._span_words(i) for i in intervals[start : start + MOST_SPANS]]
        words = say(" et ").join(told)
        more = len(intervals) - len(told)
        if more > 0:
            words += say.plural(" ({count} autre période)", " ({count} autres périodes)", more)
        return words

    def eligible(self, intervals: list[Interval]) -> str:
        """Eligible at some time."""
        return self.say("Admissible {spans}.", spans=self._spans_words(intervals))

    def met(self, intervals: list[Interval]) -> str:
        """Every condition met at some time, but applications are not received then, or nobody knows."""
        say = self.say
        interval = self._nearest(intervals)
        inside = min(max(self.here, interval.first), interval.last)
        spans = self._spans_words(intervals)
        if self.calendar.value(INTAKE, inside) == MAYBE:
            return say(
                "Toutes les conditions sont satisfaites {spans}, mais nul ne sait si les demandes sont reçues.",
                spans=spans,
            )
        return say("Toutes les conditions sont satisfaites {spans}, mais les demandes ne sont pas reçues.", spans=spans)

    def undetermined(self, intervals: list[Interval]) -> str:
        """No firm answer at any time."""
        interval = self._nearest(intervals)
        inside = min(max(self.here, interval.first), interval.last)
        return self.say(
            "Indéterminé {spans} : {names}.", spans=self._spans_words(intervals), names=self._names(MAYBE, inside)
        )

    def never(self) -> str:
        """Not eligible on any day; and the conditions that fail on each of them, if there are such."""
        say, calendar = self.say, self.calendar
        first, last = say.date(calendar.first), say.date(calendar.last)
        never = [id for id in calendar.conditions if (calendar.lines[id] == NO).all()]
        if never:
            return say(
                "Jamais admissible du {first} au {last}; il manque toujours : {names}.",
                first=first,
                last=last,
                names=self._some(never),
            )
        return say("Jamais admissible du {first} au {last}.", first=first, last=last)

    def edges(self, line: str, intervals: list[Interval]) -> tuple[str, ...]:
        """What came last before the interval that matters, and what ends it."""
        say, interval = self.say, self._nearest(intervals)
        told = []
        if interval.first > self.calendar.first:
            told.append(
                say(
                    "Le dernier pas, le {day} : {why}.",
                    day=say.date(interval.first),
                    why=self._why(line, interval.first),
                )
            )
        if interval.last < self.calendar.last:
            after = date.fromordinal(interval.last.toordinal() + 1)
            told.append(say("Ce qui y met fin, le {day} : {why}.", day=say.date(after), why=self._why(line, after)))
        return tuple(told)

    def _why(self, line: str, day: date) -> str:
        words = change_words(self.changes.on(line, day.toordinal()), self.calendar.applicant, self.say)
        return words.removesuffix(".")

    def now(self) -> tuple[str, ...]:
        """What is missing, or unknown, on the day looked at; nothing where the person is eligible."""
        say, calendar, here = self.say, self.calendar, self.here
        if calendar.value(OUTCOME, here) == YES:
            return ()
        day = say.date(here)
        told = []
        if failing := self._names(NO, here):
            told.append(say("Le {day}, il manque : {names}.", day=day, names=failing))
        elif open_ := self._open(here):
            told.append(say("Le {day}, on ne peut pas dire : {names}.", day=day, names=open_))
        elif calendar.value(CONDITIONS, here) == YES:
            told.append(say("Le {day}, toutes les conditions sont satisfaites.", day=day))
        words = calendar.programme.intake_on(here.toordinal()).words.text(say.lang)
        if here.toordinal() > calendar.programme.last_checked:
            words = say(
                "Rien n’a été vérifié après le {day}. Dernier état connu : {words}",
                day=say.date(calendar.programme.last_checked),
                words=words,
            )
        if calendar.value(INTAKE, here) != YES:
            told.append(words)
        return (" ".join(told),) if told else ()

    def _names(self, value: Truth, day: date) -> str:
        """Names of the conditions that have a value on a day."""
        return self._some([id for id in self.calendar.conditions if self.calendar.value(id, day) == value])

    def _open(self, day: date) -> str:
        """The conditions undetermined on a day; where there are few, what keeps them so."""
        ids = [id for id in self.calendar.conditions if self.calendar.value(id, day) == MAYBE]
        if len(ids) > MOST_SPANS:
            return self._some(ids)
        told = []
        for id in ids:
            name = CONDITION_NAMES[id].text(self.say.lang)
            words = open_words(self.changes.open_on(id, day.toordinal()), self.calendar.applicant, self.say)
            told.append(self.say("{name} ({words})", name=name, words=words) if words else name)
        return ", ".join(told)

    def _some(self, ids: list[str]) -> str:
        say = self.say
        names = [CONDITION_NAMES[id].text(say.lang) for id in ids]
        if len(names) > MOST_NAMES + 1:
            names = [*names[:MOST_NAMES], say.plural("et {count} autre", "et {count} autres", len(names) - MOST_NAMES)]
        return ", ".join(names)
