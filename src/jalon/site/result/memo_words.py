"""The words of the memo that are not in the result itself: titles and lead-ins, in one language."""

from __future__ import annotations

from typing import Any

from jalon.i18n import Speaker
from jalon.site.result.words import day_words


def memo_words(told: dict[str, Any], say: Speaker) -> dict[str, str]:
    """The words of a memo, by the names that its template uses."""
    day = day_words(told["day"], say)
    filed = told["filed"]
    costs = told["costs"]
    return {
        "title": say("Jalon – résultat pour le PEQ"),
        "subtitle": say("Demande déposée le {day} : la loi de ce jour-là s’applique.", day=day)
        if filed
        else say("Pour une demande présentée le {day}.", day=day),
        "made": say("Fait le {day}.", day=day_words(told["today"], say)),
        "notice": say(
            "C’est une information, pas la décision du ministère ni un avis juridique. Lui seul décide, sur les papiers que "
            "vous déposez."
        ),
        "checked": say("La loi a été vérifiée jusqu’au {day}.", day=day_words(told["checked_until"], say)),
        "conditions": say("Les conditions"),
        "text": say("Texte appliqué :"),
        "reads": say("Lu :"),
        "missing": say("Il manque, pour répondre :"),
        "contested": say("Point contesté"),
        "if": say("Si {reading} :"),
        "met": say("Conditions satisfaites"),
        "unasked": say("Non demandée"),
        "remedies": say("Ce qui changerait la réponse"),
        "for": say("Pour : {names}."),
        "none-needed": say("Toutes les conditions sont satisfaites : rien à faire."),
        "later": say(
            "Le jour choisi est passé. Voici ce qui peut se faire à partir d’aujourd’hui, le {day}.",
            day=day_words(told["today"], say),
        ),
        "still-contested": say("Reste un point contesté : {question}"),
        "now": say("Ce qui compte maintenant"),
        "warnings": say("Attention"),
        "duties": say("À faire après le dépôt"),
        "dates": say("Dates à surveiller"),
        "last-day": say("Un dernier jour va jusqu’à 23 h 59, heure de Montréal."),
        "documents": say("Documents que le ministère peut réclamer") if filed else say("Documents à réunir"),
        "perhaps": say("selon votre famille"),
        "costs": say("Frais de ce jour"),
        "family": say("Pour : {family}.", family=costs["family"]),
        "fee": say("Demande de sélection au Québec, {year}", year=costs["year"]),
        "fee-unknown": say(
            "Les frais de {year} ne sont pas connus ici. Voyez la page des tarifs du ministère.", year=costs["year"]
        ),
        "undertaking": say("Engagement d’autonomie financière"),
        "undertaking-words": _undertaking(costs, say),
        "federal": say("Ensuite, au fédéral"),
        "federal-known": ""
        if costs["federal"]["known"]
        else say(
            "Les tarifs fédéraux de ce jour ne sont pas connus ici. Voici les derniers connus, du {since} au {until}.",
            since=costs["federal"]["since"],
            until=costs["federal"]["until"],
        ),
        "item": say("Poste"),
        "amount": say("Montant"),
        "total": say("Total"),
        "after": say("Après le CSQ"),
        "after-words": say(
            "Le certificat de sélection du Québec (CSQ) est une étape. La résidence permanente vient ensuite, du Canada."
        ),
        "page": say("page"),
        "high": say("confiance élevée"),
        "medium": say("confiance moyenne"),
        "low": say("confiance faible"),
    }


def _undertaking(costs: dict[str, Any], say: Speaker) -> str:
    if costs["undertaking"] is None:
        return say(
            "Il couvre {months} mois. Le montant de {year} pour votre famille n’est pas connu ici : voyez le barème du "
            "ministère.",
            months=costs["months"],
            year=costs["year"],
        )
    words = say(
        "Il porte sur {amount} pour {months} mois, en {year}. Vous signez; vous ne payez pas cette somme.",
        amount=costs["undertaking"]["amount"],
        months=costs["months"],
        year=costs["year"],
    )
    low = costs["undertaking"]["confidence"] == "low"
    return f"{words} ({say('montant estimé par l’indexation')})" if low else words
