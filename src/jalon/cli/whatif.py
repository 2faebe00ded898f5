"""`jalon whatif`: a file before and after some changes, and which of two spouses should apply."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from jalon.cli.common import (
    Day,
    applicant_of,
    facts_message,
    fail,
    file_argument,
    json_option,
    lang_option,
    paint,
    print_json,
)
from jalon.cli.spans import day_words, span_of, span_options, streams_of
from jalon.facts import Applicant, FactsError
from jalon.facts.yaml12 import read_yaml
from jalon.i18n import Speaker
from jalon.readings.decide.text import MARKS, WIDTH, wrapped
from jalon.readings.whatif import (
    Change,
    ChangeError,
    changed,
    compared,
    couple,
    job_ends,
    set_at,
    spouse_is,
    took_test,
    whatif_report,
)
from jalon.registers.french_tests import TESTS

# Between the two columns.
GAP: Final = 3


def add_to(group: click.Group, say: Speaker) -> None:
    """Put the command into the group, in one language."""

    @group.command(
        "whatif",
        help=say(
            "Change des faits du dossier et montre l’avant et l’après. Avec --other, dit qui des deux conjoints devrait "
            "présenter la demande."
        ),
        epilog=say(
            "\b\nExemples :\n"
            "  jalon whatif dossier.yaml --end-job 2025-03-31\n"
            "  jalon whatif dossier.yaml --test TEFAQ=7,7,5,5@2025-02-01\n"
            "  jalon whatif dossier.yaml --spouse accompanies=false\n"
            "  jalon whatif dossier.yaml --set jobs[0].hours_per_week=37.5\n"
            "  jalon whatif dossier.yaml --other conjoint.yaml"
        ),
    )
    @file_argument()
    @click.option("--end-job", "end_job", type=Day(say), help=say("Tout emploi occupé ce jour-là y prend fin."))
    @click.option(
        "--test",
        "tests",
        multiple=True,
        metavar="TEST=N,N,N,N@DATE",
        help=say("Un test de plus : compréhension et production orales, puis écrites (niveaux de 0 à 12)."),
    )
    @click.option("--spouse", "spouses", multiple=True, metavar="KEY=VALUE", help=say("Un fait du conjoint."))
    @click.option("--set", "sets", multiple=True, metavar="KEY=VALUE", help=say("Un fait du dossier (valeur YAML)."))
    @click.option("--other", type=click.Path(path_type=Path), help=say("Le dossier de l’autre conjoint."))
    @span_options(say)
    @json_option(say)
    @lang_option(say)
    def command(
        file: Path,
        end_job: date | None,
        tests: tuple[str, ...],
        spouses: tuple[str, ...],
        sets: tuple[str, ...],
        other: Path | None,
        first: date | None,
        last: date | None,
        programme: str | None,
        as_json: bool,
    ) -> None:
        start, end = span_of(first, last, say)
        before = applicant_of(file, say)
        changes = [
            *(_setting(text, say) for text in sets),
            *(_of_the_spouse(text, say) for text in spouses),
            *(_test(text, say) for text in tests),
            *([job_ends(end_job)] if end_job else []),
        ]
        if not changes and other is None:
            fail(say("Donnez au moins un changement : --end-job, --test, --spouse ou --set; ou --other."))
        after = _changed(before, changes, say)
        streams = streams_of(programme)
        pair = couple(after, applicant_of(other, say), start, streams, end) if other is not None else None
        found = [compared(before, after, start, stream, end) for stream in streams] if changes else []
        told = whatif_report(found, pair, say.lang)
        if as_json:
            print_json(told)
            return
        blocks = ["\n".join(_whatif_lines(stream, say)) for stream in told["streams"]]
        click.echo("\n\n".join([*blocks, *(["\n".join(_couple_lines(told["couple"], say))] if pair else [])]))


def _pair(option: str, text: str, say: Speaker) -> tuple[str, Any]:
    """KEY=VALUE, the value being YAML."""
    key, mark, value = text.partition("=")
    if not mark or not key:
        fail(
            say(
                "{option} {text} : écrivez CLÉ=VALEUR, par exemple {example}.",
                option=option,
                text=text,
                example="spouse=null",
            )
        )
    try:
        return key, read_yaml(value).data if value.strip() else None
    except FactsError as error:
        fail(say("{option} {text} : {error}", option=option, text=text, error=error.text(say.lang)))


def _setting(text: str, say: Speaker) -> Change:
    key, value = _pair("--set", text, say)
    try:
        return set_at(key, value)
    except ChangeError as error:
        fail(_change_message(error, say))


def _of_the_spouse(text: str, say: Speaker) -> Change:
    key, value = _pair("--spouse", text, say)
    return spouse_is(key, value)


def _test(text: str, say: Speaker) -> Change:
    """TEFAQ=7,7,5,5@2025-02-01, or the two oral levels only."""
    test, _, rest = text.partition("=")
    levels, _, taken = rest.partition("@")
    try:
        numbers = [int(level) for level in levels.split(",")]
        day = date.fromisoformat(taken)
        if len(numbers) not in (2, 4):
            raise ValueError
    except ValueError:
        fail(
            say(
                "--test {text} : écrivez TEST=NIVEAUX@DATE, avec deux ou quatre niveaux, par exemple {example}.",
                text=text,
                example="TEFAQ=7,7,5,5@2025-02-01",
            )
        )
    if test not in TESTS:
        fail(say("--test {text} : test inconnu; connus : {known}.", text=text, known=", ".join(TESTS)))
    return took_test(test, numbers, day)


def _changed(applicant: Applicant, changes: list[Change], say: Speaker) -> Applicant:
    try:
        return changed(applicant, changes)
    except ChangeError as error:
        fail(_change_message(error, say))
    except FactsError as error:
        fail(say("Le dossier changé est refusé : {why}", why=facts_message(error, say)))


def _change_message(error: ChangeError, say: Speaker) -> str:
    return {
        "no-job": say("--end-job {place} : aucun emploi n’est occupé ce jour-là; donnez un jour où il y en a un."),
        "no-spouse": say("--spouse {place} : le dossier n’a pas de conjoint; donnez-en un par --set {example}."),
        "path-form": say("--set {place} : chemin mal écrit; par exemple jobs[0].hours_per_week."),
        "no-such-place": say("--set {place} : cet endroit n’est pas dans le dossier."),
    }[error.kind].format(place=error.place, example="spouse={accompanies: true}")


def _whatif_lines(told: dict[str, Any], say: Speaker) -> Iterator[str]:
    yield paint(told["title"], "title")
    yield from wrapped(told["words"], "")
    yield from _beside(paint(say("Avant"), "title"), paint(say("Après"), "title"))
    before, after = ([told[key]["words"], *(_short(s, say) for s in told[key]["spans"])] for key in ("before", "after"))
    for row in range(max(len(before), len(after))):
        yield from _beside(*(column[row] if row < len(column) else "" for column in (before, after)))
    if told["changes"]:
        yield paint(say("Conditions qui changent"), "title")
    for change in told["changes"]:
        yield f"  {change['name']}"
        for row in range(max(len(change["before"]), len(change["after"]))):
            yield from _beside(
                *(
                    _verdict_days(side[row], say) if row < len(side) else ""
                    for side in (change["before"], change["after"])
                )
            )


def _couple_lines(told: dict[str, Any], say: Speaker) -> Iterator[str]:
    yield paint(say("Qui devrait présenter la demande ?"), "title")
    yield from wrapped(told["words"], "")
    for item in told["arrangements"]:
        yield from wrapped(
            say(
                "Personne {number}, {title} : {words}",
                number=item["principal"],
                title=item["title"],
                words=item["words"],
            ),
            "  • ",
        )


def _short(item: dict[str, Any], say: Speaker) -> str:
    return f"{MARKS[item['outcome']]} {_days(item, say)}"


def _verdict_days(item: dict[str, Any], say: Speaker) -> str:
    return f"{MARKS[item['verdict']]} {_days(item, say)}"


def _days(item: dict[str, Any], say: Speaker) -> str:
    return say("{first} → {last}", first=day_words(item["from"], say), last=day_words(item["to"], say))


def _beside(left: str, right: str) -> Iterator[str]:
    """Two columns, each wrapped to half of the width."""
    half = (WIDTH - GAP) // 2
    columns = [textwrap.wrap(text, half) for text in (left, right)]
    for row in range(max(map(len, columns))):
        a, b = (column[row] if row < len(column) else "" for column in columns)
        yield f"{a}{' ' * (half + GAP - len(click.unstyle(a)))}{b}".rstrip()
