"""An interview under way: the file so far, what was asked, the next question. A value: each answer gives the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from jalon.facts.model import Applicant
from jalon.facts.reading import parse_applicant
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import Decision, View, decide
from jalon.readings.interview.answers import with_answer
from jalon.readings.interview.asking import next_question
from jalon.readings.interview.questions import Question

# The file of somebody of whom nothing is known.
_NOTHING: Final = parse_applicant({"schema": 1})


@dataclass(frozen=True)
class Interview:
    """An interview about a filing day, under one stream or several.

    `asked` are the places asked about so far, answered or not; `last` is the last of them. What the file would suppose is
    asked too (`thorough`), so that the verdict at the end is that of somebody who was asked everything that counts.
    """

    day: date
    programmes: tuple[str, ...] = tuple(PROGRAMMES)
    applicant: Applicant = _NOTHING
    view: View = "as-applied"
    asked: frozenset[str] = frozenset()
    last: str = ""
    thorough: bool = True

    @cached_property
    def question(self) -> Question | None:
        """The next question; None when the interview is over. Raises `UnknownProgrammeError`."""
        return next_question(
            self.applicant,
            self.day,
            self.programmes,
            asked=self.asked,
            last=self.last,
            thorough=self.thorough,
            view=self.view,
        )

    def answered(self, value: Any, at: str = "") -> Interview:
        """The interview after an answer to its question (see `Question.kind`), written at `Question.instead` when `at`
        says so. Raises `FactsError` when no file can hold the answer, ValueError when nothing was asked."""
        question = self._asking()
        if at not in ("", question.path, question.instead):
            raise ValueError(f"{at!r} is not what is asked; asked: {question.path}")
        return self._after(question, with_answer(self.applicant, at or question.path, value))

    def unknown(self) -> Interview:
        """The interview after "I do not know": the fact stays out of the file and is not asked again."""
        return self._after(self._asking(), self.applicant)

    def decisions(self) -> tuple[Decision, ...]:
        """What can be said by now, under each stream."""
        return tuple(decide(self.applicant, self.day, programme, self.view) for programme in self.programmes)

    def _asking(self) -> Question:
        if self.question is None:
            raise ValueError("the interview is over: nothing is asked")
        return self.question

    def _after(self, question: Question, applicant: Applicant) -> Interview:
        asked = self.asked | {place for place in (question.path, question.instead) if place}
        return replace(self, applicant=applicant, asked=asked, last=question.path)
