"""The codebook: every column of the decisions and of the rejects, its type, what it means and what its values mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace

from jalon._version import __version__
from jalon.cohort.running.asked import FILED_ON, FIRST_DAY, ROW, Asked
from jalon.i18n import Speaker
from jalon.law import CHECKED_UNTIL, PROGRAMMES
from jalon.law.peq.names import CONDITION_NAMES
from jalon.readings.columns.bits import condition_bits
from jalon.readings.decide.months import MOST_TOLD
from jalon.readings.decide.receipt import law_hash


@dataclass(frozen=True)
class Entry:
    """A column, or one value of a column (`value`); of a set, `bit` is the number that the condition adds."""

    file: str
    column: str
    type: str
    value: str
    bit: str
    meaning: str
    source: str


def codebook(asked: Asked, say: Speaker) -> tuple[Entry, ...]:
    """Every entry, in the order of the columns."""
    return (*_decisions(asked, say), *_rejects(say))


def codebook_csv(entries: Sequence[Entry]) -> str:
    """The codebook as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(Entry)])
    writer.writerows(astuple(entry) for entry in entries)
    return out.getvalue()


def codebook_markdown(entries: Sequence[Entry], say: Speaker) -> str:
    """The codebook as a page."""
    heads = [say("Colonne"), say("Type"), say("Valeur"), say("Nombre"), say("Sens"), say("Source")]
    out = ["# " + say("Lexique des colonnes"), ""]
    for file, title in (("decisions", say("Décisions")), ("rejects", say("Lignes refusées"))):
        out += [f"## {title}", "", _row(heads), _row(["---"] * len(heads))]
        for entry in entries:
            if entry.file == file:
                column = f"`{entry.column}`" if not entry.value else ""
                value = f"`{entry.value}`" if entry.value else ""
                out.append(_row([column, entry.type, value, entry.bit, entry.meaning, entry.source]))
        out.append("")
    return "\n".join(out)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _decisions(asked: Asked, say: Speaker) -> Iterator[Entry]:
    given = say("fichier lu")
    yield _column(ROW, "int64", say("Numéro de la ligne dans le fichier lu, à partir de 1."), "Jalon")
    for name in asked.followed:
        meaning = say("Clé de la personne.") if name == asked.key else say("Colonne du fichier lu, telle quelle.")
        yield _column(name, say("celui du fichier lu"), meaning, given)
    day = say("option --on") if asked.on else say("colonne {column} du fichier lu", column=asked.on_column)
    yield _column(FILED_ON, "date32", say("Jour de la demande, dont la loi s’applique."), day)
    law = say(
        "Jalon {version}, loi {hash}, vérifiée jusqu’au {day}",
        version=__version__,
        hash=law_hash()[:12],
        day=CHECKED_UNTIL,
    )
    for programme in asked.programmes:
        for entry in _stream(programme, asked, say):
            yield replace(entry, source="" if entry.value else law)


def _stream(programme: str, asked: Asked, say: Speaker) -> Iterator[Entry]:
    head, title = programme.replace("-", "_"), PROGRAMMES[programme].title.text(say.lang)
    named = say("texte, par dictionnaire")
    outcome = say("Issue : conditions et réception ensemble.")
    yield _column(f"{head}_outcome", named, f"{title}. {outcome}")
    yield _value(f"{head}_outcome", "eligible", say("Admissible, quels que soient les faits qui manquent."))
    yield _value(
        f"{head}_outcome", "undetermined", say("Indéterminé : selon les faits qui manquent, ou la lecture de la loi.")
    )
    yield _value(f"{head}_outcome", "not-eligible", say("Non admissible, quels que soient les faits qui manquent."))
    together = say("Les conditions ensemble, réception à part.")
    yield _column(f"{head}_conditions", named, f"{title}. {together}")
    yield _value(f"{head}_conditions", "met", say("Toutes satisfaites."))
    yield _value(
        f"{head}_conditions", "undetermined", say("Aucune ne fait sûrement défaut; une au moins ne peut être tranchée.")
    )
    yield _value(f"{head}_conditions", "not-met", say("Une au moins fait sûrement défaut."))
    intake = say("Réception des demandes le jour de la demande, pour cette personne.")
    yield _column(f"{head}_intake", named, f"{title}. {intake}")
    yield _value(f"{head}_intake", "open", say("Les demandes sont reçues."))
    yield _value(f"{head}_intake", "unknown", say("On ne sait pas si elles le sont."))
    yield _value(f"{head}_intake", "closed", say("Elles ne le sont pas."))
    sets = say("int64, un bit par condition") if asked.sets == "bits" else say("liste de textes")
    for name, meaning in (
        ("failing", say("Conditions qui font sûrement défaut, réception à part.")),
        ("undetermined", say("Conditions qui ne peuvent être tranchées, réception à part.")),
    ):
        yield _column(f"{head}_{name}", sets, f"{title}. {meaning}")
        for id, bit in condition_bits().items():
            if id != "intake":
                label = CONDITION_NAMES[id].text(say.lang)
                yield Entry(
                    "decisions", f"{head}_{name}", "", id, str(1 << bit) if asked.sets == "bits" else "", label, ""
                )
    measured = say("Vide où la version de la loi ne mesure pas de temps.")
    for name, meaning in (
        ("months_needed", say("Mois que la version de la loi demande.")),
        ("months_least", say("Mois sûrement comptés, {most} au plus.", most=MOST_TOLD)),
        ("months_most", say("Mois possiblement comptés, {most} au plus.", most=MOST_TOLD)),
    ):
        yield _column(f"{head}_{name}", "int16", f"{title}. {meaning} {measured}")
    if asked.first_day_to:
        meaning = say(
            "Premier jour, de la demande au {day}, où la personne serait sûrement admissible, si les faits continuent et si "
            "la loi reste celle que l’on connaît; vide s’il n’y en a pas.",
            day=say.date(asked.first_day_to),
        )
        yield _column(f"{head}_{FIRST_DAY}", "date32", f"{title}. {meaning}")


def _rejects(say: Speaker) -> Iterator[Entry]:
    for name, kind, meaning in (
        (
            "row",
            "int64",
            say("Numéro de la ligne dans le fichier lu, à partir de 1; vide si la ligne n’est à personne."),
        ),
        ("table", say("texte"), say("Fichier de la ligne, quand les personnes sont dans plusieurs fichiers.")),
        ("line", "int64", say("Ligne du fichier, à partir de 1.")),
        ("key", say("texte"), say("Clé de la personne, si elle se lit.")),
        ("path", say("texte"), say("Le fait : jobs[0].hours_per_week est du premier emploi.")),
        ("kind", say("texte"), say("Sorte de faute; elle ne change pas avec la langue.")),
        ("reason", say("texte"), say("La raison, en mots.")),
    ):
        yield Entry("rejects", name, kind, "", "", meaning, "Jalon")


def _column(column: str, kind: str, meaning: str, source: str = "") -> Entry:
    return Entry("decisions", column, kind, "", "", meaning, source)


def _value(column: str, value: str, meaning: str) -> Entry:
    return Entry("decisions", column, "", value, "", meaning, "")
