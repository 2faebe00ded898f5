"""Nothing that people send is written to a log, whatever goes wrong with it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from jalon.site.logs import Discreet

CANARY = "Zyxomatique-4711"


@pytest.fixture
def log(settings: Settings) -> Iterator[io.StringIO]:
    """What the site writes, as its own settings write it; and everything else that asks to be written."""
    written = io.StringIO()
    configured = settings.LOGGING["formatters"]["plain"]
    assert configured["()"] == "jalon.site.logs.Discreet"
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet(configured["format"]))
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "gunicorn.error")
    ]
    kept = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger, level in zip(loggers, kept, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_what_is_sent_is_in_no_log(log: io.StringIO, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.RATE_LIMIT = False
    asker = Client(raise_request_exception=False)

    def post(body: str, type_: str = "application/json", name: str = "decide") -> Any:
        return asker.generic("POST", f"/api/v1/{name}", body, type_)

    person = {"schema": 1, "jobs": [{"title": CANARY, "started_on": "2020-01-01"}]}
    assert post(json.dumps({"applicant": person})).status_code == 200
    assert post(json.dumps({"applicant": {**person, CANARY: 1}})).status_code == 422
    assert post('{"' + CANARY).status_code == 400
    assert post(json.dumps({"applicant": person}), "text/" + CANARY).status_code == 415
    assert post(CANARY * 100_000).status_code == 413
    assert post(json.dumps({"q": CANARY}), name="occupations").status_code == 200
    assert asker.get("/api/v1/occupations", {"q": CANARY}).status_code == 200
    asker.get("/api/v1/areas", {"q": CANARY, "limit": "x"})

    def broken(query: str, *_: Any, **__: Any) -> Any:
        try:
            raise ValueError(query)
        except ValueError as error:
            raise RuntimeError(f"{query} is broken") from error

    monkeypatch.setattr("jalon.site.api.reading.search_areas", broken)
    assert post(json.dumps({"q": CANARY}), name="areas").status_code == 500
    told = log.getvalue()
    assert CANARY not in told
    # What is needed to mend it is there: the kind of each fault, and where.
    assert "builtins.RuntimeError" in told
    assert "builtins.ValueError" in told
    assert "test_security_logs.py:" in told
    assert "/api/v1/areas" in told


def test_an_exception_already_put_in_words_is_put_in_ours() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "fault", None, (type(error), error, error.__traceback__))
    loud = logging.Formatter().format(record)
    assert CANARY in loud
    quiet = Discreet("%(message)s").format(record)
    assert CANARY not in quiet
    assert quiet.startswith("fault\nbuiltins.ValueError")
    assert logging.Formatter().format(record) == loud
