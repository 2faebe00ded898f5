"""A report of a comparison as a page: HTML that stands alone, in one language, and reads without its pictures."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from jalon.cohort.reform.sheet import Change, Part, Section, Sheet, Table
from jalon.i18n import Speaker

_STYLE = """
body{font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1a1a1a;background:#fff;
max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}.laws{font-size:1.15rem;margin:0 0 1rem;color:#444}
h2{font-size:1.35rem;margin:2.5rem 0 .5rem;border-top:1px solid #ccc;padding-top:1.2rem}
h3{font-size:1.1rem;margin:1.8rem 0 .4rem}
figure{margin:1.5rem 0 .5rem}figure img{max-width:100%;height:auto;display:block}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}.wide{overflow-x:auto}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{padding:.3rem .8rem;border-bottom:1px solid #ddd;text-align:right;vertical-align:top}
th[scope=row],thead th:first-child{text-align:left}thead th{border-bottom:2px solid #777}
.texts th,.texts td{text-align:left}.texts td{width:42%}.texts p{margin:0 0 .5rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
a{color:#0b4f8a}.note{color:#444}
@media print{body{max-width:none}figure,tr{break-inside:avoid}}
""".strip()


def page(sheet: Sheet, say: Speaker) -> str:
    """The whole page."""
    title = f"{sheet.title} – {sheet.subtitle}"
    body = [
        f"<h1>{escape(sheet.title)}</h1>",
        f'<p class="laws">{escape(sheet.subtitle)}</p>',
        *(f"<p>{escape(line)}</p>" for line in sheet.lead),
        _contents(sheet, say),
        *(_section(section, say) for section in sheet.sections),
        f'<section aria-labelledby="reading"><h2 id="reading">{escape(say("Comment lire ces comptes"))}</h2>',
        *(f'<p class="note">{escape(line)}</p>' for line in sheet.notes),
        "</section>",
        _assumed(sheet, say),
        f"<h2>{escape(say('Ce qui a été comparé'))}</h2>",
        "<dl>"
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in sheet.identity)
        + "</dl>",
    ]
    return (
        f'<!doctype html>\n<html lang="{sheet.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _contents(sheet: Sheet, say: Speaker) -> str:
    links = [(section.id, section.title) for section in sheet.sections]
    links.append(("reading", say("Comment lire ces comptes")))
    items = "".join(f'<li><a href="#{id}">{escape(title)}</a></li>' for id, title in links)
    return f'<nav aria-label="{escape(say("Dans cette page"))}"><ul>{items}</ul></nav>'


def _section(section: Section, say: Speaker) -> str:
    intro = "".join(f"<p>{escape(line)}</p>" for line in section.intro)
    parts = "\n".join(_part(part, say) for part in section.parts)
    return (
        f'<section aria-labelledby="{section.id}">\n<h2 id="{section.id}">{escape(section.title)}</h2>\n{parts}\n'
        f"<h3>{escape(say('Ce que la loi change'))}</h3>\n{intro}\n{_texts(section.changes, say)}\n</section>"
    )


def _part(part: Part, say: Speaker) -> str:
    if part.picture is None:
        return _table(part.table)
    alt = say("{caption}. Les mêmes nombres sont dans le tableau qui suit.", caption=part.table.caption)
    data = b64encode(part.picture.svg.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'
    return f"<figure>{image}</figure>\n{_table(part.table)}"


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' if head else "<td></td>" for head in table.heads)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wide"><table>\n<caption>{escape(table.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _texts(changes: tuple[Change, ...], say: Speaker) -> str:
    """The sentences of both laws side by side."""
    if not changes:
        return ""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (say("Condition"), say("Avant"), say("Après")))
    rows = "\n".join(
        f'<tr><th scope="row">{escape(change.name)}</th><td>{_sentences(change.before, say)}</td>'
        f"<td>{_sentences(change.after, say)}</td></tr>"
        for change in changes
    )
    caption = escape(say("Les conditions dont le texte change"))
    return (
        f'<div class="wide"><table class="texts">\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _sentences(sentences: tuple[str, ...], say: Speaker) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in sentences) or f"<p>{escape(say('Rien n’est demandé.'))}</p>"


def _assumed(sheet: Sheet, say: Speaker) -> str:
    if not sheet.assumptions:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in sheet.assumptions)
    return f"<h2>{escape(say('Ce qui est supposé'))}</h2>\n<ul>{items}</ul>"
