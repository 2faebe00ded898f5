"""What a report of a comparison says, in words and in order: sentences, tables, pictures. Others lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from unicodedata import normalize

from jalon.cohort.reform.plots import ORDER, Flow, flow
from jalon.cohort.told.plots import AGAINST, ELIGIBLE, Bar, Picture, bars
from jalon.cohort.told.shown import Interval
from jalon.i18n import Speaker

# Shares are drawn in so many parts of a whole, rounded outwards.
_WHOLE: Final = 100_000


@dataclass(frozen=True)
class Table:
    """Numbers in words: the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """A table, and the picture of the same numbers, if any, with its file name without extension."""

    table: Table
    name: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Change:
    """A condition of which the text differs: what it asks before, and after."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One stream: what the law changes (`intro`, then by condition), then the parts."""

    id: str
    title: str
    intro: tuple[str, ...]
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole report in one language."""

    lang: str
    title: str
    subtitle: str
    lead: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    assumptions: tuple[str, ...]
    identity: tuple[tuple[str, str], ...]


def sheet(told: Mapping[str, Any], say: Speaker) -> Sheet:
    """The report of a comparison told in the same language (see `telling`), its pictures drawn."""
    laws = told["laws"]
    return Sheet(
        say.lang,
        say("Deux lois comparées"),
        laws["title"],
        tuple(_lead(told, say)),
        tuple(_notes(told, say)),
        tuple(_Stream(told, stream, say).section() for stream in told["streams"]),
        tuple(told["assumptions"]),
        tuple(_identity(told, say)),
    )


def between(pair: Sequence[int], say: Speaker) -> str:
    """A number of people in a few words: 12, or 12 to 40."""
    if pair[0] == pair[1]:
        return say.number(pair[0])
    return say("{least} à {most}", least=say.number(pair[0]), most=say.number(pair[1]))


def share(pair: Sequence[int], whole: Sequence[int], say: Speaker) -> str:
    """The share of a whole, in per cent; nothing where the whole may be nobody."""
    if not whole[0]:
        return "–"
    least, most = (say.number(round(100 * end, 1)) for end in shares(pair, whole))
    return say("{share} %", share=least) if least == most else say("{least} % à {most} %", least=least, most=most)


def shares(pair: Sequence[int], whole: Sequence[int]) -> tuple[float, float]:
    """The least and the greatest share of a whole (0 to 1), both given by their bounds."""
    return pair[0] / whole[1], min(1.0, pair[1] / whole[0])


def verdict_words(intake: bool, say: Speaker) -> dict[str, str]:
    """What people are under one law, by verdict."""
    if intake:
        return {"met": say("Admissibles"), "undetermined": say("Indéterminés"), "not-met": say("Non admissibles")}
    return {
        "met": say("Remplissent les conditions"),
        "undetermined": say("On ne peut pas le dire"),
        "not-met": say("Ne les remplissent pas"),
    }


def move_words(say: Speaker) -> dict[str, str]:
    """Who gains, loses, stays."""
    return {"gain": say("Gagnent"), "lose": say("Perdent"), "stay": say("Rien ne change")}


def _lead(told: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    laws = told["laws"]
    if told["made_up"]:
        yield told["made_up"]
    yield say(
        "Chaque personne est décidée deux fois avec les mêmes faits : avant ({before}), puis après ({after}).",
        before=laws["before"],
        after=laws["after"],
    )
    yield laws["filed"]
    yield say(
        "Personnes comparées : {people}. Lignes refusées : {refused}.",
        people=between(told["people"], say),
        refused=between(told["refused"], say),
    )
    if told["intake"]:
        yield say("Sont comparées les issues : les conditions, et la réception des demandes avec elles.")
    else:
        yield say(
            "Sont comparées les conditions seules. La réception des demandes est laissée de côté : une réception fermée "
            "cacherait tout le reste."
        )


def _notes(told: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    yield say(
        "Un compte va de ce qui est sûr à ce qui est possible. Le premier nombre vaut quels que soient les faits qui "
        "manquent et les points contestés de la loi; le second compte aussi les personnes dont la réponse en dépend."
    )
    yield say(
        "Ce qui manque est pris à part sous chaque loi, sauf pour ce que les deux demandent dans les mêmes termes. Les "
        "intervalles sont donc justes, mais parfois plus larges qu’il ne faudrait."
    )
    yield say(
        "Les conditions d’études sont celles de l’étude qui sert le mieux; ce peut être une autre sous l’autre loi."
    )
    if told["mask"] is not None:
        yield say(
            "Aucun compte n’est donné de plus près que {mask} personnes : chacun va d’un multiple de {mask} à un autre. "
            "Un compte de moins de {mask} personnes ne se lit donc pas, et aucune soustraction ne le redonne.",
            mask=told["mask"],
        )
    yield say("Ces décisions ne sont pas officielles. Seul le ministère décide d’une demande.")


def _identity(told: Mapping[str, Any], say: Speaker) -> Iterator[tuple[str, str]]:
    made = told["made_with"]
    yield say("Fichier lu"), told["read_from"]
    yield say("Texte du 1er au 13 novembre 2019"), told["view"]
    yield say("Jalon"), made["engine"]
    yield say("Loi"), say("{hash}, vérifiée jusqu’au {day}", hash=made["law"][:16], day=made["checked_until"])


class _Stream:
    """The section of one stream."""

    def __init__(self, told: Mapping[str, Any], stream: Mapping[str, Any], say: Speaker) -> None:
        self.told, self.stream, self.say = told, stream, say

    def section(self) -> Section:
        """Everything."""
        return Section(
            self.stream["id"],
            self.stream["title"],
            tuple(self._intro()),
            tuple(
                Change(one["name"], tuple(one["before"]), tuple(one["after"]))
                for versions in self.stream["changes"]
                for one in versions["conditions"]
            ),
            tuple(self._parts()),
        )

    def _intro(self) -> Iterator[str]:
        say = self.say
        changes = self.stream["changes"]
        if not changes:
            yield say("Le texte ne change pas.")
        for versions in changes:
            names = [_version(versions[side], say) for side in ("before", "after")]
            if names[0] == names[1]:
                yield say("Version modifiée : {version}.", version=names[0])
            else:
                yield say("Avant : {before}. Après : {after}.", before=names[0], after=names[1])

    def _parts(self) -> Iterator[Part]:
        yield Part(self._moves())
        yield self._transitions()
        for who in ("losers", "gainers"):
            if any(one[who][1] for one in self.stream["conditions"]):
                yield self._movers(who)
        if self.stream["conditions"]:
            yield Part(self._conditions())
        for place, column in enumerate(self.stream["groups"], 1):
            yield from self._groups(place, column["column"], column["groups"])

    def _moves(self) -> Table:
        say, stream = self.say, self.stream
        met = verdict_words(self.told["intake"], say)["met"]
        lines = [(words, stream[move]) for move, words in move_words(say).items()]
        lines += [(say("{verdict}, avant", verdict=met), stream["met_before"])]
        lines += [(say("{verdict}, après", verdict=met), stream["met_after"])]
        rows = [(name, between(pair, say), share(pair, stream["people"], say)) for name, pair in lines]
        return Table(say("Qui gagne, qui perd"), ("", say("Personnes"), say("Part")), tuple(rows))

    def _transitions(self) -> Part:
        say, words = self.say, verdict_words(self.told["intake"], self.say)
        counts = {(a, b): self.stream["transitions"][a][b] for a in ORDER for b in ORDER}
        written = {pair: between(count, say) for pair, count in counts.items()}
        for a in ORDER:
            written[a, ""] = between(_added([counts[a, b] for b in ORDER]), say)
            written["", a] = between(_added([counts[b, a] for b in ORDER]), say)
        laws = self.told["laws"]
        caption = say("D’un verdict à l’autre : {title}", title=self.stream["title"])
        picture = flow(
            Flow(
                caption,
                say("▲ gagnent, ▼ perdent; (?) : de ce côté ou de l’autre, on ne peut pas le dire."),
                (_capital(laws["before"]), _capital(laws["after"])),
                words,
                counts,
                written,
            ),
            say,
        )
        heads = (say("Avant, puis après"), *(words[b] for b in ORDER), say("En tout"))
        rows = [(words[a], *(written[a, b] for b in ORDER), written[a, ""]) for a in ORDER]
        rows.append((say("En tout"), *(written["", b] for b in ORDER), between(self.stream["people"], say)))
        return Part(Table(caption, heads, tuple(rows)), f"flow-{self.stream['id']}", picture)

    def _movers(self, who: str) -> Part:
        """The conditions that make people lose, or that no longer hold them back."""
        say = self.say
        losing = who == "losers"
        told = [one for one in self.stream["conditions"] if one[who][1]]
        told.sort(key=lambda one: (-one[who][0], -one[who][1]))
        if losing:
            caption = say("Qui perd, et quelles conditions lui manquent")
            heads = (say("Condition"), say("Perdants à qui elle manque"), say("La seule qui leur manque"))
        else:
            caption = say("Qui gagne, et quelles conditions lui manquaient")
            heads = (say("Condition"), say("Gagnants à qui elle manquait"), say("La seule qui leur manquait"))
        rows = [(one["name"], between(one[who], say), between(one[f"{who}_alone"], say)) for one in told]
        colours = AGAINST if losing else ELIGIBLE
        given = [Bar(one["name"], Interval(*one[who]), between(one[who], say), colours) for one in told]
        subtitle = f"{self.stream['title']}. {self._shades()} {say('Une personne peut en avoir plusieurs.')}"
        picture = bars(caption, subtitle, say("Personnes"), given, say)
        return Part(Table(caption, heads, tuple(rows)), f"{who}-{self.stream['id']}", picture)

    def _conditions(self) -> Table:
        say = self.say
        told = sorted(self.stream["conditions"], key=lambda one: (-one["stops"][0], -one["stops"][1]))
        rows = [(one["name"], between(one["stops"], say), between(one["starts"], say)) for one in told]
        heads = (say("Condition"), say("N’est plus remplie"), say("Est désormais remplie"))
        return Table(say("De toutes les personnes, qu’elles gagnent, perdent ou non"), heads, tuple(rows))

    def _groups(self, place: int, column: str, groups: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
        say = self.say
        for move, words in (
            ("lose", say("Qui perd, par {column}", column=column)),
            ("gain", say("Qui gagne, par {column}", column=column)),
        ):
            if not any(group[move][1] for group in groups):
                continue
            rows, given = [], []
            for group in groups:
                name = say("(inconnu)") if group["name"] is None else group["name"]
                part = share(group[move], group["people"], say)
                rows.append((name, between(group["people"], say), between(group[move], say), part))
                least, most = shares(group[move], group["people"]) if group["people"][0] else (0.0, 0.0)
                drawn = Interval(int(least * _WHOLE), -int(-most * _WHOLE // 1))
                given.append(Bar(name, drawn, part, AGAINST if move == "lose" else ELIGIBLE, _WHOLE))
            heads = (column, say("Personnes"), move_words(say)[move], say("Part"))
            subtitle = f"{self.stream['title']}. {self._shades()}"
            picture = bars(words, subtitle, say("Part du groupe"), given, say, percent=True)
            yield Part(Table(words, heads, tuple(rows)), f"{move}-{place}-{_slug(column)}-{self.stream['id']}", picture)

    def _shades(self) -> str:
        return self.say("Foncé : sûrement. Pâle : possiblement, selon les faits qui manquent.")


def _added(pairs: Sequence[Sequence[int]]) -> list[int]:
    return [sum(pair[end] for pair in pairs) for end in (0, 1)]


def _version(version: Mapping[str, Any] | None, say: Speaker) -> str:
    if version is None:
        return say("pas de programme")
    if version["until"] is None:
        return say("{title} (depuis le {since})", title=version["title"], since=version["since"])
    return say(
        "{title} (du {since} au {until})", title=version["title"], since=version["since"], until=version["until"]
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slug(name: str) -> str:
    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "group"
