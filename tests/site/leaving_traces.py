"""Run by test_vault and test_postgresql as a process of its own, on a real database: answers, erases, answers again, lets
the time pass; after each stage it looks for the facts in every file of the folders (that of the data, then those given),
write-ahead logs included."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "jalon.site.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from jalon.facts import parse_applicant  # noqa: E402
from jalon.site import vault  # noqa: E402
from jalon.site.models import Sealed  # noqa: E402
from walking import Walk  # noqa: E402


def look(canary: str, stage: str) -> None:
    """Search every file; print the stage when nothing is found."""
    seen = 0
    for folder in (os.environ["JALON_DATA"], *sys.argv[2:]):
        for path in Path(folder).rglob("*"):
            if path.is_file():
                seen += 1
                content = path.read_bytes()
                if canary.encode() in content or b"1996-04-12" in content:
                    sys.exit(f"{stage}: a fact is in {path.name}")
    if not seen:
        sys.exit("there is no file to search")
    print(stage)


def answer(canary: str) -> Walk:
    """A whole assessment with the canary in it."""
    person = parse_applicant(
        {"schema": 1, "birth_date": "1996-04-12", "studies": [{"programme": canary, "level": "dec-technical"}]}
    )
    walk = Walk(Client(), "fr")
    walk.answer_all(walk.begin("both", "2024-06-03"), person)
    return walk


def main() -> None:
    """The three stages."""
    canary = sys.argv[1]
    call_command("migrate", verbosity=0)
    walk = answer(canary)
    look(canary, "kept")
    walk.client.post(walk.address("erase"))
    look(canary, "erased")
    answer(canary)
    Sealed.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    vault.sweep()
    look(canary, "expired")


if __name__ == "__main__":
    main()
