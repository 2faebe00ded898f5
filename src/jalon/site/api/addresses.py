"""The API and its addresses, under `/api/`: operations under `/api/v1/`, their document and its page beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationErrorContext
from ninja.parser import Parser

from jalon.facts import FactsError, Problem
from jalon.facts.errors import refuse
from jalon.facts.json_reading import read_json
from jalon.facts.problems import problems_of
from jalon.site.api import deciding, describing, reading
from jalon.site.api.problems import ProblemError, problem

VERSION = "1"


class Reader(Parser):
    """Reads a body as an applicant file is read: no key twice, no NaN, no deep nesting, UTF-8 only."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The data of the body. Raises `ProblemError`."""
        if request.content_type != "application/json":
            raise ProblemError("media-type")
        try:
            return read_json(_text(request.body))
        except FactsError as error:
            raise ProblemError("malformed", error.problems) from None


def _text(body: bytes) -> str:
    try:
        return body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        refuse("encoding")


class Api(NinjaAPI):
    """Keeps what is wrong in the words of the reader of files."""

    def validation_error_from_error_contexts(self, error_contexts: list[ValidationErrorContext[Any]]) -> Any:
        """What is wrong with the places of a request."""
        places: list[Problem] = []
        kind = "refused"
        for context in error_contexts:
            model, source = context.model, context.model.__ninja_param_source__
            if source == "path":
                # What stands in a path is part of the address.
                return ProblemError("not-found")
            for found in problems_of(context.pydantic_validation_error, model):
                path = found.path.partition(".")[2] if source in ("body", "query") else found.path
                if source == "body" and not found.path.count(".") and found.kind == "missing-key":
                    kind, found = "malformed", Problem("empty")
                places.append(replace(found, path=path))
        return ProblemError(kind, places)


api = Api(
    title="Jalon",
    version=VERSION,
    description=describing.DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    parser=Reader(),
)
for router in (deciding.router, reading.law, reading.registers):
    api.add_router(f"/v{VERSION}/", router)


@api.exception_handler(ProblemError)
def _told(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(request, error.kind.status, kind=error.kind.id, places=error.places)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    # What the reader of the body raised is behind the error of the library.
    if isinstance(error.__cause__, ProblemError):
        return _told(request, error.__cause__)
    return problem(request, error.status_code)


@api.exception_handler(UnreadablePostError)
def _broken_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return problem(request, 400)


@api.get("openapi.json", include_in_schema=False)
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, with the words of the applicant file in the language asked for."""
    return describing.document_answer(request, api)


@api.get("docs", include_in_schema=False)
def docs(request: HttpRequest) -> HttpResponse:
    """The same, as a page for people."""
    return describing.docs_page(request, api)
