"""What follows a Québec selection certificate (CSQ): how long it is valid, permanent residence, working meanwhile.

Most of it is federal. Nothing here is a condition of a Québec programme. Days are those on which the certificate is issued
or used. Topics: `validity`, `residence`, `work`.
"""

from __future__ import annotations

from typing import Final

from jalon.language.statutes import Months, Words, months
from jalon.law.matters import Matter

# Québec Immigration Regulation, s. 108: certificates issued from 2 August 2018; before, 36 months.
CSQ_VALID: Final[Months] = months(24)
CSQ_VALID_BEFORE: Final[Months] = months(36)
CSQ_PIVOT: Final = "2018-08-02"
_EVE_OF_PIVOT: Final = "2018-08-01"
# The longest permit under code A75, in years; the places of 2022 under code A76.
A75_YEARS: Final = 2
A76_PLACES: Final = 14_700

_VALIDITY = Words(
    "Un CSQ est valable {months} mois. Si la demande de résidence permanente est reçue à temps, il reste valable "
    "jusqu’à la décision fédérale (RIQ, art. 108).",
    "A CSQ is valid for {months} months. If the application for permanent residence is received in time, it stays "
    "valid until the federal decision (QIR, s. 108).",
)

AFTER: Final = (
    Matter(
        "validity-before",
        "validity",
        _VALIDITY.with_figures(months=CSQ_VALID_BEFORE.count),
        "high",
        ("a75",),
        until=_EVE_OF_PIVOT,
    ),
    Matter("validity", "validity", _VALIDITY.with_figures(months=CSQ_VALID.count), "high", ("a75",), since=CSQ_PIVOT),
    Matter(
        "no-renewal",
        "validity",
        Words(
            "Il ne se renouvelle pas. S’il expire sans avoir servi, il faut refaire une demande de sélection.",
            "It is not renewed. If it expires unused, a new selection application is needed.",
        ),
        "high",
        ("csq-use",),
        since=CSQ_PIVOT,
    ),
    Matter(
        "residence",
        "residence",
        Words(
            "La résidence permanente se demande ensuite au Canada (IRCC), en ligne, pendant que le CSQ est valable. On "
            "y regarde la santé, la sécurité et les antécédents, et l’intention de vivre au Québec.",
            "Permanent residence is then applied for with Canada (IRCC), online, while the CSQ is valid. Health, "
            "security, criminal record and the intention to live in Québec are looked at.",
        ),
        "high",
        ("csq-use",),
    ),
    Matter(
        "no-status",
        "work",
        Words(
            "Un CSQ n’est pas un statut : gardez toujours un permis valide.",
            "A CSQ is not a status: always keep a valid permit.",
        ),
        "high",
        ("after-csq",),
    ),
    Matter(
        "a75",
        "work",
        Words(
            "Au Québec : un permis de travail sans étude d’impact sur le marché du travail (EIMT), code A75. Il faut "
            "un CSQ valable, une offre d’emploi déclarée par l’employeur, et un permis de travail valide, maintenu ou "
            "qui peut être rétabli. Il dure au plus {years} ans et ne vaut que pour cet emploi.",
            "In Québec: a work permit without a labour market impact assessment (LMIA), code A75. It takes a valid "
            "CSQ, a job offer declared by the employer, and a work permit that is valid, maintained or can be "
            "restored. It lasts {years} years at most and is for that job only.",
        ).with_figures(years=A75_YEARS),
        "high",
        ("a75", "after-csq"),
    ),
    Matter(
        "a76",
        "work",
        Words(
            "Hors du Québec : un permis ouvert limité au Québec, code A76 (PMI+), existait en 2022, pour {places} "
            "personnes. Nous ne savons pas s’il existe encore.",
            "Outside Québec: an open permit limited to Québec, code A76 (IMP+), existed in 2022, for {places} people. "
            "We do not know whether it still exists.",
        ).with_figures(places=A76_PLACES),
        "medium",
        ("a76",),
        since="2022-05-24",
    ),
    Matter(
        "spouse-permit",
        "work",
        Words(
            "Permis ouvert du conjoint : les sources se contredisent. Demandez à IRCC avant d’y compter.",
            "Open permit of the spouse: sources conflict. Ask IRCC before you count on it.",
        ),
        "low",
        ("spouse-permit",),
        since="2022-01-01",
    ),
)
