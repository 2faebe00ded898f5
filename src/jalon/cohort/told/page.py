"""The page of a report: HTML that stands alone, in one language, and reads without its pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from jalon._version import __version__
from jalon.cohort.files.made_up import made_up
from jalon.cohort.running.asked import Asked
from jalon.cohort.running.run import Ran
from jalon.cohort.synthetic import NOTICE
from jalon.cohort.told.plots import Picture
from jalon.cohort.told.shown import Shown
from jalon.i18n import Speaker
from jalon.law import CHECKED_UNTIL
from jalon.readings.decide.receipt import law_hash

_STYLE = """
body{font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1a1a1a;background:#fff;
max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.35rem;margin:2.5rem 0 .5rem;border-top:1px solid #ccc;padding-top:1.2rem}
figure{margin:1.5rem 0}
.picture{overflow-x:auto}.picture svg{max-width:100%;min-width:34rem;height:auto}
caption{text-align:left;color:#555;padding:.3rem 0}
table{border-collapse:collapse;margin:.5rem 0 1rem}.wide{overflow-x:auto}
th,td{padding:.3rem .8rem;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}
th[scope=row],thead th:first-child{text-align:left;white-space:normal}thead th{border-bottom:2px solid #777}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
details{margin:.3rem 0}summary{cursor:pointer;color:#0b4f8a}a{color:#0b4f8a}.note{color:#444}
@media print{body{max-width:none}details>*{display:block}figure{break-inside:avoid}}
""".strip()


@dataclass(frozen=True)
class Figure:
    """A picture, its file name without extension, its caption, and the same as a table."""

    name: str
    caption: str
    picture: Picture
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """What is told of one stream."""

    id: str
    title: str
    figures: tuple[Figure, ...]


def page(
    ran: Ran,
    shown: Shown,
    asked: Asked,
    sections: Sequence[Section],
    assumptions: Sequence[str],
    read: str,
    say: Speaker,
) -> str:
    """The whole page."""
    title = say("Décisions sur une population")
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p><strong>{escape(NOTICE.text(say.lang))}</strong></p>" if made_up(read) else "",
        f"<p>{escape(_summary(ran, shown, say))}</p>",
        _how(shown, say),
        *(_section(section, say) for section in sections),
        _assumed(assumptions, say),
        _identity(ran, asked, read, say),
    ]
    return (
        f'<!doctype html>\n<html lang="{say.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _summary(ran: Ran, shown: Shown, say: Speaker) -> str:
    if shown.size() is None or (shown.least is not None and 0 < ran.bad < shown.least):
        # Rows read and decided would tell how many were refused.
        decided = shown.size()
        told = say("caché") if decided is None else say.number(decided)
        return say("Personnes décidées : {count}. Le nombre de lignes refusées est caché.", count=told)
    read = say.plural("{count} ligne lue", "{count} lignes lues", ran.read)
    decided_words = say.plural("{count} décidée", "{count} décidées", ran.decided)
    refused = say.plural("{count} refusée", "{count} refusées", ran.bad)
    return say("{read} : {decided}, {refused}.", read=read, decided=decided_words, refused=refused)


def _how(shown: Shown, say: Speaker) -> str:
    told = [
        say(
            "Chaque compte est un intervalle. Le premier nombre est sûr : il vaut quels que soient les faits qui manquent "
            "et les points contestés de la loi. Le second est possible : il compte aussi les personnes dont la réponse "
            "dépend de ce qui manque."
        )
    ]
    if shown.least is not None:
        told.append(
            say(
                "Les comptes de moins de {least} personnes sont cachés, et d’autres avec eux, pour qu’aucune soustraction "
                "ne les redonne. Zéro n’est pas caché.",
                least=shown.least,
            )
        )
    told.append(say("Ces décisions ne sont pas officielles. Seul le ministère décide d’une demande."))
    return "".join(f'<p class="note">{escape(one)}</p>' for one in told)


def _section(section: Section, say: Speaker) -> str:
    figures = "\n".join(_figure(figure, say) for figure in section.figures)
    title = f'<h2 id="{section.id}">{escape(section.title)}</h2>'
    return f'<section aria-labelledby="{section.id}">\n{title}\n{figures}\n</section>'


def _figure(figure: Figure, say: Speaker) -> str:
    # The words of the picture are in the table; who does not see it is told where.
    label = say("{caption}. Les mêmes nombres sont dans le tableau qui suit.", caption=figure.caption)
    svg = re.sub(r"^.*?(?=<svg)", "", figure.picture.svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(label)}" ', 1)
    # What the drawing library says of each bar would be read one by one.
    svg = re.sub(r' (?:aria-(?!label="' + re.escape(escape(label)) + r')[a-z]+|role)="(?!img)[^"]*"', "", svg)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in figure.heads)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in figure.rows
    )
    numbers, image = say("Les nombres"), say("Image :")
    files = f'<a href="{figure.name}.svg">SVG</a>, <a href="{figure.name}.png">PNG</a>'
    return (
        f'<figure>\n<div class="picture" tabindex="0">{svg}</div>\n'
        f'<details open><summary>{escape(numbers)}</summary>\n<div class="wide" tabindex="0" role="region" '
        f'aria-label="{escape(figure.caption)}"><table>\n'
        f"<caption>{escape(figure.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n"
        f"</table></div></details>\n<p>{escape(image)} {files}</p>\n</figure>"
    )


def _assumed(assumptions: Sequence[str], say: Speaker) -> str:
    if not assumptions:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in assumptions)
    title = escape(say("Ce qui est supposé"))
    return f"<h2>{title}</h2>\n<ul>{items}</ul>"


def _identity(ran: Ran, asked: Asked, read: str, say: Speaker) -> str:
    day = say.date(asked.on.toordinal()) if asked.on else say("colonne {column}", column=asked.on_column)
    told = [
        (say("Fichier lu"), read),
        (say("Jour de la demande"), day),
        (say("Texte du 1er au 13 novembre 2019"), asked.view),
        (say("Jalon"), __version__),
        (say("Loi"), say("{hash}, vérifiée jusqu’au {day}", hash=law_hash()[:16], day=CHECKED_UNTIL)),
        (say("Empreinte des décisions"), str(ran.digest).split("-")[0]),
    ]
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in told)
    links = "".join(
        f'<li><a href="{name}">{escape(words)} ({name})</a></li>'
        for name, words in (
            ("counts.csv", say("Tous les comptes")),
            ("codebook.md", say("Le sens de chaque colonne")),
            ("codebook.csv", say("Le même, en table")),
        )
    )
    title = escape(say("Fichiers et identité"))
    return f"<h2>{title}</h2>\n<ul>{links}</ul>\n<dl>{items}</dl>"
