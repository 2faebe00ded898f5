"""The costs of a result in words: amounts as people write them, and what is not known told as such."""

from __future__ import annotations

from typing import Any

from jalon.i18n import Speaker
from jalon.site.result.words import day_words


def costs_told(costs: dict[str, Any], say: Speaker) -> dict[str, Any]:
    """The costs (see `jalon.readings.around.costs`) in words."""
    return {
        "year": str(costs["year"]),
        "fee": None if costs["fee"] is None else _bill(costs["fee"], say),
        "undertaking": None
        if costs["undertaking"] is None
        else {"amount": money(costs["undertaking"]["amount"], say), "confidence": costs["undertaking"]["confidence"]},
        "months": costs["months"],
        "family": _family(costs, say),
        "federal": {
            **_bill(costs["federal"], say),
            "known": costs["federal"]["known"],
            "since": day_words(costs["federal"]["since"], say),
            "until": day_words(costs["federal"]["until"], say),
        },
    }


def money(amount: int, say: Speaker) -> str:
    """An amount of Canadian dollars: 1 141 $ in French, $1,141 in English."""
    return f"${say.number(amount)}" if say.lang == "en" else f"{say.number(amount)}\u00a0$"


def amount_words(bounds: list[int | None], say: Speaker) -> str:
    """An amount at least and at most, in words; no most where nobody knows how many people there are."""
    least, most = bounds
    assert least is not None
    if most is None:
        return say("{amount} ou plus", amount=money(least, say))
    if least == most:
        return money(least, say)
    return say("de {least} à {most}", least=money(least, say), most=money(most, say))


def _bill(bill: dict[str, Any], say: Speaker) -> dict[str, Any]:
    return {
        "lines": [
            {"words": _line_words(line, say), "amount": amount_words(line["amount"], say)} for line in bill["lines"]
        ],
        "total": amount_words(bill["total"], say),
        "confidence": bill["confidence"],
        "open": bill["total"][0] != bill["total"][1],
    }


def _line_words(line: dict[str, Any], say: Speaker) -> str:
    if line["each"] is None or line["count"][1] == 1:
        return str(line["words"])
    return say("{words} ({amount} par personne)", words=line["words"], amount=money(line["each"], say))


def _family(costs: dict[str, Any], say: Speaker) -> str:
    """For whom the bill is, in words."""
    (least_spouse, most_spouse), (least, most) = costs["spouse"], costs["children"]
    told = [say("vous")]
    if most_spouse:
        told.append(say("votre conjoint") if least_spouse else say("votre conjoint s’il accompagne"))
    if most is None:
        told.append(say("vos enfants s’il y en a"))
    elif most:
        count = say.plural("{count} enfant", "{count} enfants", most)
        told.append(count if least == most else say("{count} s’ils accompagnent", count=count))
    return ", ".join(told)
