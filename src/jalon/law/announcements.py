"""What was announced before it was law, or never became law: no rule rests on it, but people still quote it.

Each announcement has its day and where it was read.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from jalon.language.statutes import Words

ANNOUNCED_2023: Final = date(2023, 5, 25)
PRESS_2023: Final = Words(
    "La Presse, 30 mai 2023, et analyses du projet de règlement du 7 juin 2023",
    "La Presse, 30 May 2023, and analyses of the draft regulation of 7 June 2023",
)
DRAFT_2020: Final = date(2020, 5, 28)
PRESS_2020: Final = Words("Radio-Canada et La Presse, 28 mai 2020", "Radio-Canada and La Presse, 28 May 2020")
