"""Whether applications are received: a dated fact apart from the conditions, stream by stream."""

from __future__ import annotations

from typing import Final

from jalon.language.builders import applicant, covers, on
from jalon.language.expressions import Truth
from jalon.language.statutes import Intake, Words
from jalon.law.instruments import END_2025, REOPENING_2026, RSRE_2010, STOP_2019, STOP_2024, STOP_2025, cite
from jalon.law.peq.clauses import WORK_PERMITS

CHECKED_UNTIL: Final = "2026-11-23"

_BEFORE = Intake(
    "0001-01-01",
    "2010-02-13",
    "none",
    Words("Le programme n’existe pas encore.", "The programme does not exist yet."),
    cite(RSRE_2010, "38.1, 38.2", "high", "nexus-2010"),
)
_OPEN_WORDS = Words("Les demandes sont reçues.", "Applications are received.")
_OPEN = cite(RSRE_2010, "38.1, 38.2", "high", "nexus-2010", "amd-2010")
_ENDED = Intake(
    "2025-11-19",
    "2026-07-01",
    "closed",
    Words("Le programme a pris fin le 19 novembre 2025.", "The programme ended on 19 November 2025."),
    cite(END_2025, "–", "high", "end-2025"),
)
_FIRST_PERIOD = Intake(
    "2026-07-02",
    "2026-10-31",
    "open",
    Words(
        "Première période de réception, dès 8 h 30 (Montréal) le 2 juillet 2026.",
        "First reception period, from 8:30 (Montréal) on 2 July 2026.",
    ),
    cite(REOPENING_2026, "–", "high", "reopening-2026"),
)
_UNKNOWN = Intake(
    "2026-11-01",
    None,
    "unknown",
    Words(
        "La première période est terminée; aucune autre n’est connue. Vérifiez auprès du ministère.",
        "The first period is over; no other is known. Check with the ministry.",
    ),
    cite(REOPENING_2026, "–", "medium", "reopening-2026"),
)


def _stop_of_july_2019() -> Truth:
    """Received all the same: a work permit valid on 10 July 2019 that expires before 1 November; or a regular-programme
    file ended by the Act of 16 June 2019, with one of two links with Québec."""
    stop, act = on("2019-07-10"), on("2019-06-16")
    permit = applicant.permits.any(
        lambda p: p.kind.isin(*WORK_PERMITS) & covers(p, stop) & (p.ended_on < on("2019-11-01"))
    )
    working = applicant.jobs.any(lambda job: job.in_quebec & covers(job, act))
    studying = applicant.studies.any(
        lambda s: s.institution_in_quebec & (s.started_on <= act) & (s.completed_on >= act)
    )
    ended = applicant.regular_file_ended & (applicant.regular_file_filed_on < on("2018-08-02"))
    return permit | (ended & (applicant.resident_when_filed | working | studying))


def _open(since: str, until: str) -> Intake:
    return Intake(since, until, "open", _OPEN_WORDS, _OPEN)


GRADUATES: Final = (
    _BEFORE,
    _open("2010-02-14", "2019-07-09"),
    Intake(
        "2019-07-10",
        "2019-10-31",
        "closed",
        Words(
            "Réception suspendue du 10 juillet au 31 octobre 2019, sauf deux exceptions.",
            "Intake suspended from 10 July to 31 October 2019, with two exceptions.",
        ),
        cite(STOP_2019, "50", "high", "stop-2019"),
        unless=_stop_of_july_2019(),
    ),
    # Point C-3: 30 October 2024 is an open day.
    _open("2019-11-01", "2024-10-30"),
    Intake(
        "2024-10-31",
        "2025-11-18",
        "closed",
        Words("Réception suspendue depuis le 31 octobre 2024.", "Intake suspended since 31 October 2024."),
        cite(STOP_2024, "50", "high", "stop-2024", "stop-2025"),
    ),
    _ENDED,
    _FIRST_PERIOD,
    _UNKNOWN,
)

WORKERS: Final = (
    _BEFORE,
    _open("2010-02-14", "2025-06-04"),
    Intake(
        "2025-06-05",
        "2025-11-18",
        "closed",
        Words("Réception suspendue depuis le 5 juin 2025.", "Intake suspended since 5 June 2025."),
        cite(STOP_2025, "50", "high", "stop-2025"),
    ),
    _ENDED,
    _FIRST_PERIOD,
    _UNKNOWN,
)
