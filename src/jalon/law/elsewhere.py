"""What else exists for who cannot use the PEQ: the PSTQ in a few words, its invitations, what goes with it.

An outline for people, not a version of that programme: nothing here decides anything. What was read ends in the summer of
2026 (see each source). Topics: `how` (how the PSTQ works), `streams` (its four streams), `asked` (asked of everyone),
`more` (what goes with it, or has ended).
"""

from __future__ import annotations

from typing import Final

from jalon.language.statutes import Words
from jalon.law.matters import Matter
from jalon.law.peq.general import ADULT, SELF_SUFFICIENCY_MONTHS

_PSTQ: Final = "2024-11-29"
# The expression of interest and the invitation.
INTEREST_MONTHS: Final = 12
INVITED_DAYS: Final = 60
# Experience in months, over so many years, and levels of French, stream by stream.
YEARS_LOOKED_AT: Final = 5
FIRST_MONTHS, SECOND_MONTHS, SECOND_IN_QUEBEC, FOURTH_MONTHS = 12, 24, 12, 36
ORAL, WRITTEN, LOWER_ORAL, SPOUSE_ORAL = 7, 5, 5, 4
TEST_YEARS: Final = 2
# The longest federal permit for people invited, in 2026.
BRIDGE_MONTHS: Final = 12

ELSEWHERE: Final = (
    Matter(
        "interest",
        "how",
        Words(
            "Vous remplissez une déclaration d’intérêt dans Arrima. Elle est gratuite et vaut {months} mois.",
            "You fill in an expression of interest in Arrima. It is free and lasts {months} months.",
        ).with_figures(months=INTEREST_MONTHS),
        "high",
        ("pstq-relays",),
        since=_PSTQ,
    ),
    Matter(
        "ranking",
        "how",
        Words(
            "Le ministère classe les personnes par points et invite les premières. Il n’y a pas de note de passage : "
            "remplir les conditions ne suffit pas.",
            "The ministry ranks people by points and invites those on top. There is no pass mark: meeting the "
            "conditions is not enough.",
        ),
        "high",
        ("pstq-relays", "pstq-2026"),
        since=_PSTQ,
    ),
    Matter(
        "invited",
        "how",
        Words(
            "Une fois invité, vous avez {days} jours pour présenter la demande de sélection et payer les frais.",
            "Once invited, you have {days} days to file the selection application and pay the fees.",
        ).with_figures(days=INVITED_DAYS),
        "medium",
        ("pstq-relays",),
        since=_PSTQ,
    ),
    Matter(
        "both",
        "how",
        Words(
            "En 2026, on peut demander dans le PEQ et dans le PSTQ à la fois. Les frais se paient alors deux fois.",
            "In 2026, one can apply in the PEQ and in the PSTQ at once. The fees are then paid twice.",
        ),
        "medium",
        ("reopening-2026",),
        since="2026-07-02",
    ),
    Matter(
        "stream-1",
        "streams",
        Words(
            "Volet 1, haute qualification (FEER 0, 1 ou 2) : {months} mois d’expérience dans la profession en {years} "
            "ans, un diplôme, français oral {oral} et écrit {written}.",
            "Stream 1, highly skilled (TEER 0, 1 or 2): {months} months of experience in the occupation within {years} "
            "years, a diploma, oral French {oral} and written {written}.",
        ).with_figures(months=FIRST_MONTHS, years=YEARS_LOOKED_AT, oral=ORAL, written=WRITTEN),
        "high",
        ("pstq-relays",),
        since=_PSTQ,
    ),
    Matter(
        "stream-2",
        "streams",
        Words(
            "Volet 2, compétences intermédiaires et manuelles (FEER 3, 4 ou 5) : {months} mois d’expérience en {years} "
            "ans, dont {here} au Québec, un diplôme du secondaire ou de métier, français oral {oral}.",
            "Stream 2, intermediate and manual skills (TEER 3, 4 or 5): {months} months of experience within {years} "
            "years, {here} of them in Québec, a secondary or vocational diploma, oral French {oral}.",
        ).with_figures(months=SECOND_MONTHS, years=YEARS_LOOKED_AT, here=SECOND_IN_QUEBEC, oral=LOWER_ORAL),
        "high",
        ("riq-32.6",),
        since=_PSTQ,
    ),
    Matter(
        "stream-3",
        "streams",
        Words(
            "Volet 3, professions réglementées : le permis de l’ordre, ou une équivalence au moins partielle. Français "
            "oral {oral} et écrit {written}, ou oral {lower} seulement pour les FEER 3, 4 et 5.",
            "Stream 3, regulated professions: the permit of the order, or an equivalence, at least in part. Oral "
            "French {oral} and written {written}, or oral {lower} only for TEER 3, 4 and 5.",
        ).with_figures(oral=ORAL, written=WRITTEN, lower=LOWER_ORAL),
        "high",
        ("pstq-pages", "pstq-relays"),
        since=_PSTQ,
    ),
    Matter(
        "stream-4",
        "streams",
        Words(
            "Volet 4, talents d’exception : {months} mois d’expérience en {years} ans, et une réussite exceptionnelle "
            "ou l’avis favorable d’un partenaire du ministère.",
            "Stream 4, exceptional talent: {months} months of experience within {years} years, and an exceptional "
            "achievement or the positive opinion of a partner of the ministry.",
        ).with_figures(months=FOURTH_MONTHS, years=YEARS_LOOKED_AT),
        "high",
        ("pstq-relays",),
        since=_PSTQ,
    ),
    Matter(
        "asked-of-all",
        "asked",
        Words(
            "À tous : {age} ans ou plus, l’intention de s’établir au Québec pour y travailler, l’engagement financier "
            "de {months} mois et l’attestation de valeurs.",
            "Of everyone: {age} or over, the intention to settle in Québec and work there, the {months}-month "
            "financial undertaking and the values attestation.",
        ).with_figures(age=ADULT, months=SELF_SUFFICIENCY_MONTHS),
        "medium",
        ("pstq-relays", "riq-24"),
        since=_PSTQ,
    ),
    Matter(
        "spouse",
        "asked",
        Words(
            "Au conjoint qui accompagne : français oral {level}, dans les volets 1, 2 et 3.",
            "Of an accompanying spouse: oral French {level}, in streams 1, 2 and 3.",
        ).with_figures(level=SPOUSE_ORAL),
        "high",
        ("riq-32.6", "pstq-relays"),
        since=_PSTQ,
    ),
    Matter(
        "proof",
        "asked",
        Words(
            "La preuve de français a {years} ans ou moins le jour de la demande, même si le français est votre langue "
            "maternelle.",
            "The proof of French is {years} years old or less on the filing day, even if French is your mother tongue.",
        ).with_figures(years=TEST_YEARS),
        "high",
        ("pstq-pages",),
        since=_PSTQ,
    ),
    Matter(
        "bridge",
        "more",
        Words(
            "Jusqu’au 31 décembre 2026, une personne invitée dans le PSTQ peut demander un permis de travail fédéral "
            "de {months} mois au plus. D’après les sources lues, une demande au PEQ n’y donne pas droit.",
            "Until 31 December 2026, a person invited under the PSTQ can apply for a federal work permit of {months} "
            "months at most. According to the sources read, an application in the PEQ gives no right to it.",
        ).with_figures(months=BRIDGE_MONTHS),
        "medium",
        ("pstq-bridge",),
        since="2026-03-13",
        until="2026-12-31",
    ),
    Matter(
        "pilots",
        "more",
        Words(
            "Les programmes pilotes (alimentation, préposés aux bénéficiaires, IA et effets visuels) ont pris fin le "
            "1er janvier 2026.",
            "The pilot programmes (food processing, orderlies, AI and visual effects) ended on 1 January 2026.",
        ),
        "medium",
        ("pilots-2026",),
        since="2026-01-01",
    ),
)
