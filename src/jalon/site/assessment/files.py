"""The visitor's own applicant file: downloaded as YAML or JSON, opened again later."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.facts import FactsError, dump_json, dump_yaml, load_applicant
from jalon.facts.reading import LARGEST_APPLICANT
from jalon.site.assessment import flow
from jalon.site.assessment.answers import Answers, answers_of
from jalon.site.assessment.common import begun, to
from jalon.site.rendering import page, say_of


@require_safe
@begun
def as_yaml(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The file as YAML."""
    return _download(dump_yaml(answers.applicant), "application/yaml", "dossier.yaml")


@require_safe
@begun
def as_json(request: HttpRequest, answers: Answers) -> HttpResponse:
    """The file as JSON."""
    return _download(dump_json(answers.applicant), "application/json", "dossier.json")


def _download(content: str, kind: str, name: str) -> HttpResponse:
    # The name says nothing of the person.
    return HttpResponse(
        content,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_file(request: HttpRequest) -> HttpResponse:
    """Open a file that was downloaded; what is wrong with it is said key by key."""
    say = say_of(request)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is None:
            errors = [("file", say("Choisissez un fichier."))]
        else:
            try:
                applicant = load_applicant(sent.read(LARGEST_APPLICANT + 1), name=str(sent.name or "")[-100:])
            except FactsError as error:
                errors = [("file", words) for words in error.text(say.lang).split("\n")]
            else:
                answers = replace(answers_of(request) or Answers(), asked=(), open_lists=(), trail=())
                after = answers.with_applicant(applicant)
                step = flow.next_step(after)
                # Whoever has a whole file wants to see it, not to be asked what is left at once.
                return to(request, after, step if step.name in ("stream", "filing-day") else flow.Step("check"))
    return page(request, "assessment/open.html", status=422 if errors else 200, errors=errors)
