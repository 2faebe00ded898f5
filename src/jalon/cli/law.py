"""`jalon law list | show | diff`: the law in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from jalon.cli.common import Day, fail, json_option, lang_option, paint, print_json, programme_type, view_option
from jalon.i18n import Speaker
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.readings.decide.text import confidence_word, sections_words, wrapped
from jalon.readings.words import difference, programme_words, version_words


def add_to(group: click.Group, say: Speaker) -> None:
    """Put these commands into the group, in one language."""

    @group.group("law", help=say("La loi en mots : ses versions, leurs conditions, ce qui a changé."))
    @lang_option(say)
    def law() -> None:
        """Holds the commands below."""

    _add_list(law, say)
    _add_show(law, say)
    _add_diff(law, say)


def _add_list(law: click.Group, say: Speaker) -> None:
    @law.command("list", help=say("Les versions de chaque volet et les périodes de réception."))
    @json_option(say)
    @lang_option(say)
    def command(as_json: bool) -> None:
        told = [programme_words(p, say.lang) for p in PROGRAMMES.values()]
        if as_json:
            print_json(told)
            return
        for programme in told:
            click.echo(paint(f"{programme['title']} ({programme['programme']})", "title"))
            for version in programme["versions"]:
                click.echo(f"  {_span(version)}  {version['title']} — {'; '.join(version['instruments'])}")
            for view, versions in programme["views"].items():
                for version in versions:
                    click.echo(f"  {_span(version)}  {version['title']} (--view {view})")
            click.echo(say("  Réception :"))
            for period in programme["intake"]:
                click.echo(f"  {_span(period)}  {period['words']}")
            click.echo()
        click.echo(say("Loi vérifiée jusqu’au {day}.", day=say.date(date.fromisoformat(CHECKED_UNTIL))))


def _span(item: dict[str, Any]) -> str:
    since = item["since"] if item["since"] > "1900" else "…         "
    return f"{since} → {item['until'] or '…         '}"


def _add_show(law: click.Group, say: Speaker) -> None:
    @law.command(
        "show",
        help=say("Les conditions d’un volet un jour donné, avec leurs articles."),
        epilog=say("\b\nExemple :\n  jalon law show peq-workers --on 2021-09-01"),
    )
    @click.argument("programme", type=programme_type())
    @click.option("--on", type=Day(say), help=say("Jour (AAAA-MM-JJ); aujourd’hui par défaut."))
    @view_option(say)
    @json_option(say)
    @lang_option(say)
    def command(programme: str, on: date | None, view: str, as_json: bool) -> None:
        day = on or date.today()
        stream = PROGRAMMES[programme]
        version = stream.version_on(day.toordinal(), view)
        if version is None:
            fail(
                say(
                    "{programme} : aucune version le {day}; le programme commence le {first}.",
                    programme=programme,
                    day=say.date(day),
                    first=say.date(stream.versions[0].first),
                )
            )
        told = version_words(stream, version, say.lang)
        period = stream.intake_on(day.toordinal())
        told["intake"] = {"state": period.state, "words": period.words.text(say.lang)}
        if as_json:
            print_json(told)
            return
        click.echo(paint(told["title"], "title"))
        click.echo("\n".join(wrapped(f"{told['version']} — {'; '.join(told['instruments'])}", "")))
        click.echo(f"{_span(told)}\n")
        click.echo("\n".join(wrapped(say("Réception : {words}", words=told["intake"]["words"]), "")) + "\n")
        for condition in told["conditions"]:
            _show_condition(condition, say)
        click.echo(say("Loi vérifiée jusqu’au {day}.", day=say.date(date.fromisoformat(CHECKED_UNTIL))))


def _show_condition(condition: dict[str, Any], say: Speaker) -> None:
    click.echo(paint(f"{condition['name']} ({condition['id']})", "title"))
    if condition["asked"]:
        _show_text(condition, say, "  ")
    former = condition.get("former")
    if former:
        lines = wrapped(say("Droits acquis — {clause} :", clause=former["clause"]), "  ")
        click.echo("\n".join(lines))
        for point in former["contested"]:
            _show_point(point, say, "    ")
        if former["text"] is None:
            click.echo(f"    {say('rien n’est demandé')}")
        else:
            _show_text(former["text"], say, "    ")
    click.echo()


def _show_text(text: dict[str, Any], say: Speaker, indent: str) -> None:
    lines = wrapped(text["asks"], indent)
    for detail in text["details"]:
        head = f"{detail['of']} : " if detail["of"] else ""
        lines += wrapped(f"{head}{'; '.join(detail['parts'])}", f"{indent}  · ")
    click.echo("\n".join(lines))
    for point in text["contested"]:
        _show_point(point, say, indent + "  ")
    for point in text["decided"]:
        question, decided = point["question"], point["decided"]
        told = say("Point tranché {id} : {question} {decided}", id=point["point"], question=question, decided=decided)
        lines = wrapped(told, f"{indent}  = ")
        click.echo("\n".join(lines))
    citation = text["citation"]
    sections = sections_words(citation["sections"], say)
    confidence = confidence_word(citation["confidence"], say)
    lines = wrapped(
        say(
            "{title}{sections} (confiance {confidence})",
            title=citation["title"],
            sections=sections,
            confidence=confidence,
        ),
        f"{indent}  § ",
    )
    lines += wrapped("; ".join(citation["sources"]), f"{indent}    ")
    if citation["note"]:
        lines += wrapped(citation["note"], f"{indent}    ")
    click.echo("\n".join(lines))


def _show_point(point: dict[str, Any], say: Speaker, indent: str) -> None:
    readings = " / ".join(reading["words"] for reading in point["readings"])
    told = say("Point contesté {id} : {question}", id=point["point"], question=point["question"])
    click.echo("\n".join(wrapped(f"{told} {readings}", f"{indent}≠ ")))


def _add_diff(law: click.Group, say: Speaker) -> None:
    @law.command(
        "diff",
        help=say("Ce qui change pour un volet entre deux jours."),
        epilog=say("\b\nExemple :\n  jalon law diff peq-graduates 2023-11-22 2023-11-23"),
    )
    @click.argument("programme", type=programme_type())
    @click.argument("before", type=Day(say))
    @click.argument("after", type=Day(say))
    @view_option(say)
    @json_option(say)
    @lang_option(say)
    def command(programme: str, before: date, after: date, view: str, as_json: bool) -> None:
        told = difference(PROGRAMMES[programme], before, after, say.lang, view)
        if as_json:
            print_json(told)
            return
        click.echo(paint(told["title"], "title"))
        click.echo(say("Du {before} au {after}", before=say.date(before), after=say.date(after)) + "\n")
        first, second = told["intake"]
        if first["words"] != second["words"]:
            click.echo(
                "\n".join(wrapped(say("Réception : {words}", words=f"{first['words']} → {second['words']}"), "~ "))
            )
        for condition in told["added"]:
            click.echo(paint(f"+ {condition['name']}", "met"))
            _show_change(condition, say, "    ")
        for condition in told["removed"]:
            click.echo(paint(f"- {condition['name']}", "not-met"))
            _show_change(condition, say, "    ")
        for pair in told["changed"]:
            click.echo(paint(f"~ {pair['after']['name']}", "undetermined"))
            _show_change(pair["before"], say, "  - ")
            _show_change(pair["after"], say, "  + ")
        if told["restated"]:
            names = ", ".join(pair["after"]["name"] for pair in told["restated"])
            click.echo("\n".join(wrapped(say("Même exigence, autre texte : {names}.", names=names), "= ")))
        if not (told["added"] or told["removed"] or told["changed"]):
            click.echo(say("Aucune condition ne change."))


def _show_change(condition: dict[str, Any], say: Speaker, indent: str) -> None:
    texts = [condition] if condition["asked"] else []
    for text in texts:
        sections = sections_words(text["citation"]["sections"], say)
        click.echo("\n".join(wrapped(f"{text['asks']} [{text['citation']['title']}{sections}]", indent)))
    former = condition.get("former")
    if former and not (former["text"] and texts and former["text"]["asks"] == condition["asks"]):
        asks = former["text"]["asks"] if former["text"] else say("rien n’est demandé")
        click.echo(
            "\n".join(
                wrapped(
                    say("Droits acquis — {clause} : {asks}", clause=former["clause"], asks=asks),
                    indent if not texts else " " * len(indent),
                )
            )
        )
