"""What is asked of a run over many people, and the errors that stop it before anybody is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final, Literal

from jalon.i18n import Speaker
from jalon.law import PROGRAMMES
from jalon.readings.decide.decision import View

Sets = Literal["bits", "names"]
FILED_ON: Final = "filed_on"
"""The column of filing days, unless another is named; also that of the decisions."""
ROW: Final = "row"
"""The column of decisions that holds the number of the row in the input."""
FIRST_DAY: Final = "first_day"
"""The column, of each stream, of the first day on which a person would qualify."""
# How much two names must look alike before one is taken for a slip of the other.
_ALIKE: Final = 0.8


class CohortError(ValueError):
    """A run that cannot begin, or cannot go on; its text is for people, in the language of the run."""


@dataclass(frozen=True)
class Asked:
    """What is asked: the streams, the day (`on`, the same for all, or a column of days), and the columns that follow the
    decisions (`key` names a person, `by` are groups, `carried` are others). With `first_day_to`, the first day on which each
    would qualify is looked for too, from their filing day to that one."""

    programmes: tuple[str, ...] = tuple(PROGRAMMES)
    view: View = "as-applied"
    on: date | None = None
    on_column: str = FILED_ON
    key: str | None = None
    sets: Sets = "bits"
    by: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    first_day_to: date | None = None

    @property
    def followed(self) -> tuple[str, ...]:
        """The columns of the input that stand in the output, in its order."""
        return tuple(dict.fromkeys([*([self.key] if self.key else []), *self.by, *self.carried]))


def with_guess(told: str, meant: str, say: Speaker) -> str:
    """A message about a name, and the name that was probably meant, if any."""
    if not meant:
        return told
    guess = say("Vouliez-vous dire {meant}?", meant=meant)
    return f"{told} {guess}"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name of which another is probably a slip; empty when none looks like it."""
    plain = {one.replace("_", "").lower(): one for one in known}
    found = get_close_matches(name.replace("_", "").replace("-", "").lower(), plain, 1, _ALIKE)
    return plain[found[0]] if found else ""
