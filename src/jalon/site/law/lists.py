"""The two lists of 1-13 November 2019: occupations and areas of training, with a search.

What is searched for may be a person's job: it is sent in a form, never in an address, and kept nowhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from jalon.i18n import Lang, Speaker
from jalon.language.statutes import Programme, Version
from jalon.law import PROGRAMMES
from jalon.readings.history import condition_of
from jalon.readings.words import citation_words
from jalon.registers.areas import Area, areas
from jalon.registers.names import compact
from jalon.registers.occupations import links_from_2016, occupations_2019, unit_group_2016, unit_group_2021
from jalon.registers.search.area_search import search_areas
from jalon.registers.search.engine import search_occupations
from jalon.registers.search.folding import fold, telling
from jalon.site.languages import language_of
from jalon.site.law.finding import AS_WRITTEN, View, place_of_condition, span_words
from jalon.site.rendering import page, say_of

LONGEST: Final = 200
_MOST: Final = 20
# Groups like the query that are not on the list are named too: at most so many.
_MOST_OTHERS: Final = 3
AWARDS: Final = ("BAC", "MAI", "DOC", "DEC", "DEP", "ASP", "AEC")


@dataclass(frozen=True)
class Row:
    """An occupation of the list. `published` is its title as published, empty where it is the official one."""

    code: str
    level: str
    title: str
    published: str
    today: tuple[tuple[str, str], ...]


@lru_cache(maxsize=2)
def occupation_rows(lang: Lang) -> tuple[Row, ...]:
    """The 162 occupations, in the order of their codes; `today` are the groups of 2021 and their TEER."""
    return tuple(_row(listed.noc2016, listed.title_as_published, lang) for listed in occupations_2019())


def _row(code: str, published: str, lang: Lang) -> Row:
    group = unit_group_2016(code)
    links = sorted(links_from_2016(code), key=lambda link: -(link.share_of_2016 or 0))
    return Row(
        code,
        group.level,
        group.title_en if lang == "en" else group.title_fr,
        "" if compact(published) == compact(group.title_fr) else published,
        tuple((link.noc2021, unit_group_2021(link.noc2021).teer) for link in links),
    )


def _has(query: str, *texts: str) -> bool:
    """Whether one of the texts has every word of the query, or its beginning."""
    words = telling(query).split()
    return any(
        words and all(any(part.startswith(word) for part in parts) for word in words)
        for parts in (fold(text).split() for text in texts)
    )


def find_occupations(query: str, lang: Lang) -> tuple[list[Row], list[str]]:
    """The rows that a query finds, best first, and the names of like groups that are not on the list."""
    folded = fold(query)
    rows = {row.code: row for row in occupation_rows(lang)}
    found = [r.code for r in rows.values() if r.code == query.strip() or _has(folded, r.title, r.published)]
    others = []
    for hit in search_occupations(query, _MOST):
        listed = [code for code in hit.noc2016 if code in rows]
        found += listed
        if not listed:
            others.append(f"{hit.title_en if lang == 'en' else hit.title_fr} ({', '.join(hit.noc2016)})")
    return [rows[code] for code in dict.fromkeys(found)][:_MOST], others[:_MOST_OTHERS]


def find_areas(query: str) -> list[Area]:
    """The areas that a query finds, best first."""
    folded = fold(query)
    found = [a for a in areas() if _has(folded, a.corrected, a.as_published, *a.other_names)]
    known = {(a.as_published, a.award): a for a in areas()}
    found += [known[hit.as_published, hit.award] for hit in search_areas(query, limit=_MOST)]
    return list(dict.fromkeys(found))[:_MOST]


@dataclass(frozen=True)
class Asked:
    """What was searched for: nothing yet, a text, or a text that cannot be one."""

    text: str
    sent: bool
    errors: tuple[tuple[str, str], ...]


def _asked(request: HttpRequest, say: Speaker) -> Asked:
    if request.method != "POST":
        return Asked("", False, ())
    text = request.POST.get("q", "").replace("\x00", " ").strip()
    if len(text) > LONGEST:
        long = say("Recherche : écrivez au plus {count} caractères.", count=say.number(LONGEST))
        return Asked(text[:LONGEST], False, (("q", long),))
    if not fold(text):
        return Asked(text, False, (("q", say("Recherche : écrivez au moins un mot.")),))
    return Asked(text, True, ())


def _list_page(view: View) -> View:
    """A list: read, or searched with a form; never kept by anybody, for its form has a token."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest, **places: str) -> HttpResponse:
        return view(request, **places)

    return wrapped


def _frame(programme: str, condition: str, lang: Lang, say: Speaker) -> dict[str, Any]:
    """When the list was a condition, of which stream, by which act: from the law."""
    stream: Programme = PROGRAMMES[programme]
    version: Version = dict(stream.views)[AS_WRITTEN][0]
    found = condition_of(version, condition)
    assert found is not None
    return {
        "stream": stream.title.text(lang),
        "span": span_words(say, version.since, version.until),
        "since": version.since,
        "until": version.until,
        "asks": found.words.text(lang),
        "citation": citation_words(found.citation, lang),
        "written": place_of_condition(lang, programme, version.since, condition, AS_WRITTEN),
        "applied": place_of_condition(lang, programme, version.since, condition),
    }


@_list_page
def occupations(request: HttpRequest) -> HttpResponse:
    """The 162 occupations that workers had to hold, by the text of 1-13 November 2019."""
    lang, say = language_of(request), say_of(request)
    asked = _asked(request, say)
    found, others = find_occupations(asked.text, lang) if asked.sent else ([], [])
    rows = occupation_rows(lang)
    return page(
        request,
        "law/occupations.html",
        400 if asked.errors else 200,
        asked=asked,
        found=found,
        others=others,
        rows=rows,
        levels=sorted(Counter(row.level for row in rows).items()),
        frame=_frame("peq-workers", "job-at-filing", lang, say),
    )


@_list_page
def training_areas(request: HttpRequest) -> HttpResponse:
    """The 218 areas of training of graduates, by the text of 1-13 November 2019."""
    lang, say = language_of(request), say_of(request)
    asked = _asked(request, say)
    names = {
        "BAC": say("baccalauréat"),
        "MAI": say("maîtrise"),
        "DOC": say("doctorat"),
        "DEC": say("diplôme d’études collégiales"),
        "DEP": say("diplôme d’études professionnelles"),
        "ASP": say("attestation de spécialisation professionnelle"),
        "AEC": say("attestation d’études collégiales"),
    }
    return page(
        request,
        "law/areas.html",
        400 if asked.errors else 200,
        asked=asked,
        found=find_areas(asked.text) if asked.sent else [],
        groups=[(award, names[award], [a for a in areas() if a.award == award]) for award in AWARDS],
        names=names,
        count=len(areas()),
        frame=_frame("peq-graduates", "training-domain", lang, say),
    )
