"""Logs that say what broke and where, and nothing of what people sent: the message of an exception often quotes it."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """An exception by its kind and the places that it came through: no message, no line of code, no value."""

    def formatException(self, ei: Fault) -> str:
        """The kinds of the exception and of its causes, each with its places."""
        told = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            places = (f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__))
            told.append("\n  ".join((f"{type(error).__module__}.{type(error).__qualname__}", *places)))
            error = error.__cause__ or error.__context__
        return "\n".join(told)

    def format(self, record: logging.LogRecord) -> str:
        """The record in one text; an exception already put in words by another handler is put in ours."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept


class NotFull(logging.Filter):
    """Leaves out one line for each visitor to a full house: it would be written when there is least time for it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is worth a line."""
        return getattr(record, "status_code", 0) != 503
