"""Citations of the permanent pages: a sentence, BibTeX, RIS, CSL-JSON. They cite Jalon's page and name the act."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jalon.i18n import Lang, Speaker, speaker
from jalon.law import CHECKED_UNTIL
from jalon.readings.decide.text import sections_words
from jalon.site.clock import today

_ESCAPES: Final = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"}
)


@dataclass(frozen=True)
class Cited:
    """A page to cite. `authority` is the citation of the act in words, None where nothing is asked."""

    lang: Lang
    key: str
    condition: str
    programme: str
    day: date
    as_written: bool
    authority: dict[str, Any] | None
    address: str

    @property
    def say(self) -> Speaker:
        """The speaker of the page."""
        return speaker(self.lang)

    @property
    def title(self) -> str:
        """The condition, its stream, its day."""
        say = self.say
        told = say("{condition} – {programme}, texte du {day}", **self._values)
        return told + (say(" (texte d’origine)") if self.as_written else "")

    @property
    def act(self) -> str:
        """The act and its sections; empty where nothing is asked."""
        if self.authority is None:
            return ""
        return f"{self.authority['title']}{sections_words(self.authority['sections'], self.say)}"

    @property
    def checked(self) -> str:
        """Until when the law was looked up."""
        return self.say("Loi vérifiée jusqu’au {day}", day=self.say.date(date.fromisoformat(CHECKED_UNTIL)))

    @property
    def _values(self) -> dict[str, str]:
        return {"condition": self.condition, "programme": self.programme, "day": self.say.date(self.day)}


def plain(cited: Cited) -> str:
    """One sentence, ready to be pasted."""
    say = cited.say
    parts = [f"« {cited.title} »" if cited.lang == "fr" else f"“{cited.title}”"]
    parts += [cited.act] if cited.act else []
    parts += [
        say("Jalon (site non officiel)"),
        cited.checked[0].lower() + cited.checked[1:],
        say("consulté le {day}", day=say.date(today())),
    ]
    return f"{', '.join(parts)}. {cited.address}"


def bibtex(cited: Cited) -> tuple[str, str]:
    """BibTeX, and its media type."""
    fields = {
        "title": f"{{{cited.title.translate(_ESCAPES)}}}",
        "author": "{Jalon}",
        "year": str(today().year),
        "url": cited.address,
        "urldate": today().isoformat(),
        "note": ". ".join(part for part in (cited.act, cited.checked) if part).translate(_ESCAPES),
        "language": "french" if cited.lang == "fr" else "canadian",
    }
    inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{cited.key},\n{inside}}}\n", "application/x-bibtex"


def ris(cited: Cited) -> tuple[str, str]:
    """RIS, and its media type."""
    now = today()
    lines = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        ("AU", "Jalon"),
        ("TI", cited.title),
        ("PY", str(now.year)),
        ("UR", cited.address),
        ("Y2", now.strftime("%Y/%m/%d")),
        *((("N1", cited.act),) if cited.act else ()),
        ("N1", cited.checked),
        ("LA", f"{cited.lang}-CA"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines), "application/x-research-info-systems"


def csl(cited: Cited) -> tuple[str, str]:
    """CSL-JSON, and its media type."""
    now = today()
    told = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "container-title": "Jalon",
        "author": [{"literal": "Jalon"}],
        "issued": {"date-parts": [[now.year]]},
        "accessed": {"date-parts": [[now.year, now.month, now.day]]},
        "URL": cited.address,
        "note": ". ".join(part for part in (cited.act, cited.checked) if part),
        "language": f"{cited.lang}-CA",
    }
    return json.dumps([told], ensure_ascii=False, indent=2), "application/vnd.citationstyles.csl+json"


FORMATS: Final[dict[str, tuple[str, Callable[[Cited], tuple[str, str]]]]] = {
    "bib": ("BibTeX", bibtex),
    "ris": ("RIS", ris),
    "json": ("CSL-JSON", csl),
}
