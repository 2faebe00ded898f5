"""The answers of a visitor, as a value: what is asked about (filing day, streams), the file so far, where one stands.

They live in the vault (see `jalon.site.vault`) between two requests, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from jalon.facts import Applicant, parse_applicant, to_dict
from jalon.law import PROGRAMMES
from jalon.readings.interview import Interview
from jalon.site import vault
from jalon.site.clock import today


@dataclass(frozen=True)
class Answers:
    """What a visitor has answered.

    `filed_on` is the filing day looked at (ISO), empty until it is told; `filed` says that the application is filed
    already. `programmes` are the streams asked about, none until told. `data` is the applicant file as plain data.
    `asked` are the places already asked about; `open_lists` the lists that may still get elements; `trail` the places
    in the order in which they were answered, for the way back.
    """

    filed_on: str = ""
    filed: bool = False
    programmes: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=lambda: {"schema": 1})
    asked: tuple[str, ...] = ()
    open_lists: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The filing day looked at; today's when none was told."""
        return date.fromisoformat(self.filed_on) if self.filed_on else today()

    @property
    def streams(self) -> tuple[str, ...]:
        """The streams looked at; every one when none was told."""
        return self.programmes or tuple(PROGRAMMES)

    @cached_property
    def applicant(self) -> Applicant:
        """The applicant file so far."""
        return parse_applicant(self.data)

    @cached_property
    def interview(self) -> Interview:
        """The interview where it stands."""
        return Interview(
            self.day,
            self.streams,
            self.applicant,
            asked=frozenset(self.asked),
            last=self.trail[-1] if self.trail else "",
        )

    def with_applicant(self, applicant: Applicant) -> Answers:
        """The same, with another file."""
        return replace(self, data=to_dict(applicant))


_LISTS: Final = ("programmes", "asked", "open_lists", "trail")


def answers_of(request: HttpRequest) -> Answers | None:
    """The answers kept for the visitor; None when there are none, or their time has passed."""
    key = vault.key_of(request)
    kept = vault.opened(key) if key is not None else None
    if kept is None:
        return None
    values: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in kept.items()}
    return Answers(**values)


def keep(request: HttpRequest, response: HttpResponse, answers: Answers) -> HttpResponse:
    """Keep the answers for the visitor, under a new key for a new visitor; gives the response, with its cookie."""
    key = vault.key_of(request) or vault.new_key()
    vault.seal(key, {f.name: getattr(answers, f.name) for f in fields(answers)})
    vault.give(response, key)
    return response
