"""What surrounds an application in the PEQ: how it is filed, how long it takes, what may be asked for while one waits.

None of it is a condition. Topics: `filing` (what to know before), `waiting` (what to know once filed).
"""

from __future__ import annotations

from typing import Final

from jalon.language.statutes import Words
from jalon.law.matters import Matter
from jalon.law.peq.general import VALUES_DAYS, VALUES_VALID

# Working days promised until July 2020; months promised since, for a complete file that needs no interview.
PROMISED_DAYS: Final = 20
PROMISED_MONTHS: Final = 6
# The mean seen in May 2023.
OBSERVED_DAYS: Final = 47
# Days to send what the ministry asks for.
ANSWER_DAYS: Final = 60

PROCEDURE: Final = (
    Matter(
        "arrima",
        "filing",
        Words(
            "La demande se dépose en ligne, dans Arrima. Le paiement se fait alors, en entier, par carte de crédit.",
            "The application is filed online, in Arrima. It is paid for then, in full, by credit card.",
        ),
        "high",
        ("arrima-faq", "fees-pages"),
        since="2021-01-26",
    ),
    Matter(
        "scans",
        "filing",
        Words(
            "Numérisez en couleur, un PDF par document. Signez à la main : la signature électronique est refusée.",
            "Scan in colour, one PDF for each document. Sign by hand: electronic signatures are refused.",
        ),
        "high",
        ("arrima-faq",),
        since="2021-01-26",
    ),
    Matter(
        "only-added",
        "filing",
        Words(
            "Une fois la demande déposée, on peut ajouter un document, mais plus en retirer.",
            "Once the application is filed, a document can be added but no longer taken away.",
        ),
        "high",
        ("arrima-faq",),
        since="2021-01-26",
    ),
    Matter(
        "no-refund",
        "filing",
        Words(
            "Un refus ne donne droit à aucun remboursement des frais.",
            "A refusal gives no right to a refund of the fees.",
        ),
        "high",
        ("fees-pages",),
    ),
    Matter(
        "asked-for",
        "waiting",
        Words(
            "Si le ministère réclame un document, vous avez {days} jours pour l’envoyer. Après, la demande est refusée.",
            "If the ministry asks for a document, you have {days} days to send it. After that, the application is refused.",
        ).with_figures(days=ANSWER_DAYS),
        "medium",
        ("processing-2020", "processing-relays"),
    ),
    Matter(
        "values-asked-for",
        "waiting",
        Words(
            "L’attestation de valeurs suit la même règle : {days} jours après la demande du ministère. Elle est "
            "valable {months} mois.",
            "The values attestation follows the same rule: {days} days after the ministry asks. It is valid for "
            "{months} months.",
        ).with_figures(days=VALUES_DAYS, months=VALUES_VALID.count),
        "high",
        ("riq-24", "values-relays"),
        since="2020-01-01",
    ),
    Matter(
        "pending-kept",
        "waiting",
        Words(
            "La fin du programme, le 19 novembre 2025, n’a pas annulé les demandes déjà déposées. On peut encore y "
            "ajouter un membre de la famille.",
            "The end of the programme, on 19 November 2025, did not cancel applications already filed. A family member "
            "can still be added to them.",
        ),
        "high",
        ("application-2025",),
        until="2025-11-18",
    ),
    Matter(
        "sent-back",
        "waiting",
        Words(
            "Si une décision ministérielle met fin à des demandes non examinées, les sommes payées sont rendues (Loi "
            "sur l’immigration au Québec, art. 50).",
            "If a ministerial decision ends applications not yet examined, the sums paid are returned (Québec "
            "Immigration Act, s. 50).",
        ),
        "high",
        ("stop-2019",),
        since="2018-08-02",
    ),
    Matter(
        "promised-days",
        "waiting",
        Words(
            "Le ministère promettait alors une réponse en {days} jours ouvrables.",
            "The ministry then promised an answer within {days} working days.",
        ).with_figures(days=PROMISED_DAYS),
        "high",
        ("processing-2020",),
        since="2010-02-14",
        until="2020-07-21",
    ),
    Matter(
        "promised-months",
        "waiting",
        Words(
            "Le délai annoncé en 2020 est de {months} mois pour un dossier complet, sans entrevue. En mai 2023, la "
            "presse en voyait {days} jours en moyenne. Aucun délai plus récent n’a été trouvé.",
            "The time announced in 2020 is {months} months for a complete file, without an interview. In May 2023 the "
            "press saw {days} days on average. No newer figure was found.",
        ).with_figures(months=PROMISED_MONTHS, days=OBSERVED_DAYS),
        "medium",
        ("processing-2020", "observed-2023"),
        since="2020-07-22",
    ),
)
