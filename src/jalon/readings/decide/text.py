"""A decision printed for people: the report, laid out for a terminal. `paint` may colour a mark; by default it does not."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from jalon.i18n import Speaker, speaker

Paint = Callable[[str, str], str]
MARKS: Final = {"met": "✔", "not-met": "✘", "undetermined": "?", "eligible": "✔", "not-eligible": "✘"}
WIDTH: Final = 100
# Conditions named in the headline of a decision.
MOST_NAMES: Final = 4


def plain(text: str, _mark: str) -> str:
    """No colour."""
    return text


def text_of(report: dict[str, Any], paint: Paint = plain) -> str:
    """Every decision of a report, one after the other."""
    say = speaker(report["lang"])
    return ("\n" + "─" * WIDTH + "\n").join(_decision(decision, say, paint) for decision in report["decisions"])


def outcome_sentence(decision: dict[str, Any], say: Speaker) -> str:
    """The answer in one sentence."""
    names = {c["id"]: c["name"] for c in decision["conditions"]}
    failing = [names[id] for id in decision["failing"] if id in names]
    failing_names = _some_names(failing, say)
    closed = decision["intake"]["verdict"] == "not-met"
    if decision["outcome"] == "eligible":
        return say("ADMISSIBLE : toutes les conditions sont satisfaites et les demandes sont reçues.")
    if decision["outcome"] == "not-eligible":
        if failing and closed:
            return say("NON ADMISSIBLE : {names}; de plus, les demandes ne sont pas reçues.", names=failing_names)
        if failing:
            return say("NON ADMISSIBLE : {names}.", names=failing_names)
        if decision["conditions_verdict"] == "met":
            return say("NON ADMISSIBLE : toutes les conditions sont satisfaites, mais les demandes ne sont pas reçues.")
        return say("NON ADMISSIBLE : les demandes ne sont pas reçues.")
    open_ = [names[id] for id in decision["undetermined"] if id in names]
    if not open_:
        return say(
            "INDÉTERMINÉ : toutes les conditions sont satisfaites, mais on ne sait pas si les demandes sont reçues."
        )
    return say("INDÉTERMINÉ : {names}.", names=_some_names(open_, say))


def _some_names(names: list[str], say: Speaker) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= MOST_NAMES + 1:
        return ", ".join(names)
    more = say.plural("et {count} autre", "et {count} autres", len(names) - MOST_NAMES)
    return f"{', '.join(names[:MOST_NAMES])} {more}"


def _decision(decision: dict[str, Any], say: Speaker, paint: Paint) -> str:
    lines = [
        paint(decision["title"], "title"),
        say("Demande du {day}", day=_date(decision["filed_on"], say))
        + (say(" (texte tel qu’écrit)") if decision["view"] == "as-written" else ""),
        "",
        paint(f"{MARKS[decision['outcome']]} {outcome_sentence(decision, say)}", decision["outcome"]),
        "",
    ]
    version = decision["version"]
    if version:
        until = say(" au {day}", day=_date(version["until"], say)) if version["until"] else ""
        lines += wrapped(
            say(
                "Texte : {title} ({instruments}), du {since}{until}.",
                title=version["title"],
                instruments="; ".join(version["instruments"]),
                since=_date(version["since"], say),
                until=until,
            ),
            "",
        )
    mark = decision["intake"]["verdict"]
    lines += wrapped(say("Réception : {words}", words=decision["intake"]["words"]), f"{MARKS[mark]} ")
    lines += [f"      {say('Il manque')} : {m['label']} ({m['path']})" for m in decision["intake"]["missing"]]
    lines.append("")
    for condition in decision["conditions"]:
        lines += _condition(condition, say, paint)
    for title, key in ((say("Il manque"), "missing"),):
        if decision[key]:
            lines += ["", paint(title, "title"), *(f"  • {m['label']} ({m['path']})" for m in decision[key])]
    for title, key in ((say("À faire après le dépôt"), "duties"), (say("Attention"), "warnings")):
        if decision[key]:
            lines += ["", paint(title, "title")]
            for note in decision[key]:
                lines += wrapped(note["words"], "  • ")
    notes = dict.fromkeys(
        text["citation"]["note"]
        for condition in decision["conditions"]
        if condition["asked"]
        for text in condition["texts"]
        if text["citation"]["note"]
    )
    lines += ["", *(line for note in notes for line in wrapped(note, "* "))]
    lines += [
        say(
            "Loi vérifiée jusqu’au {day}. Ceci n’est pas un avis juridique.", day=_date(decision["checked_until"], say)
        ),
    ]
    return "\n".join(lines) + "\n"


def _condition(condition: dict[str, Any], say: Speaker, paint: Paint) -> list[str]:
    verdict = condition["verdict"]
    if not condition["asked"]:
        return [paint(say("– {name} : non demandé ici", name=condition["name"]), "unasked")]
    lines = [paint(f"{MARKS[verdict]} {condition['name']}", verdict)]
    clause, texts = condition["clause"], condition["texts"]
    if clause and clause["applies"] == "yes":
        lines += wrapped(say("S’applique : {clause}.", clause=clause["words"]), "    ")
    if clause and clause["applies"] == "cannot-tell":
        # Two texts may govern; where both say the same, the newer one is enough for people.
        if len({text["verdict"] for text in texts}) == 1 and len(texts) > 1:
            lines += wrapped(
                say("Même résultat, que ceci s’applique ou non : {clause}.", clause=clause["words"]), "    "
            )
            texts = texts[:1]
        else:
            lines += wrapped(say("On ne sait pas si ceci s’applique : {clause}.", clause=clause["words"]), "    ")
    for text in texts:
        lines += _text(text, say, several=len(texts) > 1)
    for missing in condition["missing"]:
        lines += wrapped(say("Il manque : {label} ({path})", label=missing["label"], path=missing["path"]), "    ? ")
    for point in condition["contested"]:
        lines += wrapped(
            say("Point contesté {id} : {question}", id=point["point"], question=point["question"]), "    ≠ "
        )
        for reading in point["readings"]:
            lines += wrapped(f"{reading['words']} → {_verdict(reading['verdict'], say)}", "        – ")
    return lines


def _text(text: dict[str, Any], say: Speaker, *, several: bool) -> list[str]:
    verdict, citation = text["verdict"], text["citation"]
    lines = wrapped(text["asks"], f"    {MARKS[verdict]} " if several else "    ")
    lines += [line for sentence in why_sentences(text, say) for line in wrapped(sentence, "      · ")]
    sections = sections_words(citation["sections"], say)
    lines += wrapped(
        say(
            "{title}{sections} (confiance {confidence})",
            title=citation["title"],
            sections=sections,
            confidence=confidence_word(citation["confidence"], say),
        ),
        "      § ",
    )
    return lines


def why_sentences(text: dict[str, Any], say: Speaker) -> list[str]:
    """What explains the verdict: what holds when it is met, what does not otherwise."""
    verdict = text["verdict"]
    parts = [p for p in text["parts"] if p["verdict"] == verdict]
    telling = {p["id"] for p in parts} | {""}
    why = [m["sentence"] for m in text["measured"] if m["kind"] == "time"]
    if verdict != "met" and len(text["parts"]) > 1:
        why += [say("Fait défaut : {part}.", part=p["words"]) for p in parts if verdict == "not-met"]
    why += _figures(
        [m for m in text["measured"] if m["kind"] == "figure" and m["verdict"] == verdict and m["part"] in telling]
    )
    timed = any(m["kind"] == "time" for m in text["measured"])
    if verdict != "met":
        why += [f["sentence"] for f in text["facts"] if f["part"] in telling]
    why += [item["sentence"] for item in text["counted"]]
    if verdict != "met" or timed:
        why += [item["sentence"] for item in text["not_counted"]]
    return why


def _figures(figures: list[dict[str, Any]]) -> list[str]:
    """One sentence a fact, whatever the number of marks that it is set against."""
    by_fact: dict[str, list[dict[str, Any]]] = {}
    for figure in figures:
        group = by_fact.setdefault(figure["fact"], [])
        # “On or after” and “after” the same day differ on that day alone: one of them is enough here.
        if not any(f["asked"] == figure["asked"] for f in group):
            group.append(figure)
    out = []
    for group in by_fact.values():
        head, tail = group[0]["sentence"], "; ".join(f["wanted"] for f in group)
        out.append(head.replace(group[0]["wanted"], tail, 1))
    return out


def sections_words(sections: str, say: Speaker) -> str:
    """The sections cited, after a comma; nothing when the act has none."""
    if sections == "–":
        return ""
    count = 2 if "," in sections or "–" in sections else 1
    return say.plural(", art. {sections}", ", art. {sections}", count, sections=sections)


def confidence_word(confidence: str, say: Speaker) -> str:
    """How sure we are of a rule, in words."""
    return {"high": say("élevée"), "medium": say("moyenne"), "low": say("faible")}[confidence]


def _verdict(verdict: str, say: Speaker) -> str:
    return {"met": say("satisfaite"), "not-met": say("non satisfaite"), "undetermined": say("indéterminée")}[verdict]


def _date(iso: str, say: Speaker) -> str:
    return say.date(date.fromisoformat(iso))


def wrapped(text: str, indent: str) -> list[str]:
    """Lines of a paragraph, the first after `indent`, the others aligned under it."""
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent)) or [indent.rstrip()]
