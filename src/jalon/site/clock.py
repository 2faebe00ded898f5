"""What day it is: in Montréal, whose time counts for filing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

MONTREAL: Final = ZoneInfo("America/Montreal")


def today() -> date:
    """The day it is in Montréal."""
    return datetime.now(MONTREAL).date()
