"""The addresses of the result and of what surrounds it."""

from __future__ import annotations

from typing import Final

from jalon.site.languages import Route
from jalon.site.result import alternatives, partners, views

ROUTES: Final[tuple[Route, ...]] = (
    Route("result", "resultat/", "result/", views.result),
    Route("memo", "resultat/memo.pdf", "result/memo.pdf", views.memo),
    Route("result-json", "resultat/decision.json", "result/decision.json", views.as_json),
    Route("result-ics", "resultat/dates.ics", "result/dates.ics", views.as_ics),
    Route("alternatives", "autres-voies/", "other-ways/", alternatives.alternatives),
    Route("partners", "nous-sommes-deux/", "two-of-us/", partners.partners),
)
