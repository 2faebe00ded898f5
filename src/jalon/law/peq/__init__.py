"""The Programme de l'expérience québécoise: one file for each stream, and what they share."""

from jalon.law.peq.graduates import GRADUATES
from jalon.law.peq.intake import CHECKED_UNTIL
from jalon.law.peq.workers import WORKERS

__all__ = ["CHECKED_UNTIL", "GRADUATES", "WORKERS"]
