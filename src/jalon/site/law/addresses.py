"""The addresses of the pages of the law. Fixed addresses come before those that name a stream."""

from __future__ import annotations

from typing import Final

from jalon.site.languages import Route
from jalon.site.law import calendar, comparing, conditions, lists, misread, overview, points, report, sources

_STREAM: Final = "<str:programme>/"
_FR: Final = f"loi/{_STREAM}<str:day>/"
_EN: Final = f"law/{_STREAM}<str:day>/"

ROUTES: Final[tuple[Route, ...]] = (
    Route("law", "loi/", "law/", overview.overview),
    Route("misread", "loi/ce-qu-on-lit-mal/", "law/often-misread/", misread.misread),
    Route("report-error", "signaler/", "report/", report.report),
    Route("law-compare", "loi/comparer/", "law/compare/", comparing.compare),
    Route("law-intake", "loi/reception/", "law/intake/", calendar.calendar),
    Route("law-points", "loi/points/", "law/points/", points.points),
    Route("law-point", "loi/points/<str:point>/", "law/points/<str:point>/", points.point),
    Route("law-sources", "loi/sources/", "law/sources/", sources.sources),
    Route("law-list-occupations", "loi/liste-2019/professions/", "law/list-2019/occupations/", lists.occupations),
    Route("law-list-areas", "loi/liste-2019/domaines/", "law/list-2019/areas/", lists.training_areas),
    Route("law-programme", f"loi/{_STREAM}", f"law/{_STREAM}", overview.programme),
    Route("law-version-written", f"{_FR}texte-d-origine/", f"{_EN}as-written/", overview.written),
    Route(
        "law-condition-written",
        f"{_FR}texte-d-origine/<str:condition>/",
        f"{_EN}as-written/<str:condition>/",
        conditions.written,
    ),
    Route(
        "law-citation-written",
        f"{_FR}texte-d-origine/<str:condition>/citation.<str:format>",
        f"{_EN}as-written/<str:condition>/citation.<str:format>",
        conditions.citation_written,
    ),
    Route("law-version", _FR, _EN, overview.version),
    Route("law-condition", f"{_FR}<str:condition>/", f"{_EN}<str:condition>/", conditions.condition),
    Route(
        "law-citation",
        f"{_FR}<str:condition>/citation.<str:format>",
        f"{_EN}<str:condition>/citation.<str:format>",
        conditions.citation,
    ),
)
