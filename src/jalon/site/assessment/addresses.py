"""The addresses of the assessment. None holds an answer: places of the file only (`jobs.0.title`)."""

from __future__ import annotations

from typing import Final

from jalon.site.assessment import files, lists, overview, questions
from jalon.site.languages import Route

ROUTES: Final = (
    Route("begin", "evaluation/commencer/", "assessment/begin/", questions.begin),
    Route("next", "evaluation/suite/", "assessment/next/", questions.next_),
    Route("stream", "evaluation/volet/", "assessment/stream/", questions.stream),
    Route("filing-day", "evaluation/jour/", "assessment/day/", questions.filing_day),
    Route("fact", "evaluation/fait/<str:place>/", "assessment/fact/<str:place>/", questions.fact),
    Route("list", "evaluation/liste/<str:place>/", "assessment/list/<str:place>/", lists.list_),
    Route("element", "evaluation/element/<str:place>/", "assessment/item/<str:place>/", lists.element),
    Route("check", "evaluation/verifier/", "assessment/check/", overview.check),
    Route("contradictions", "evaluation/contradictions/", "assessment/contradictions/", overview.contradictions_),
    Route("open-file", "evaluation/ouvrir/", "assessment/open/", files.open_file),
    Route("file-yaml", "evaluation/dossier.yaml", "assessment/applicant.yaml", files.as_yaml),
    Route("file-json", "evaluation/dossier.json", "assessment/applicant.json", files.as_json),
)
