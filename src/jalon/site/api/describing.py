"""The document of the API (OpenAPI 3.1) and its page: made from the operations, the shapes, and the applicant file's own
schema, whose keys are named in the language asked for. Nothing is written twice."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jalon._version import __version__
from jalon.facts import applicant_schema
from jalon.i18n import Lang
from jalon.language.statutes import typeset
from jalon.site.api.answering import SHARED, answer
from jalon.site.api.examples import EXAMPLES
from jalon.site.api.problems import CONTENT_TYPE, KINDS, data_of
from jalon.site.api.shapes.problems import ProblemDetails
from jalon.site.api.texts import DESCRIPTION as DESCRIPTION
from jalon.site.api.texts import OPERATIONS
from jalon.site.languages import language_of
from jalon.site.rendering import page

if TYPE_CHECKING:
    from ninja import NinjaAPI

_REFS: Final = "#/components/schemas/"
# Errors of every operation, of those that take a body, and of those that take parameters.
_ALWAYS: Final = (400, 404, 405, 422, 429, 500, 503)
_WITH_BODY: Final = (411, 413, 415)


@cache
def document_of(api: NinjaAPI, lang: Lang) -> dict[str, Any]:
    """The document, with the words of the applicant file in one language."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    schemas = made["components"]["schemas"]
    _put_applicant(schemas, lang)
    shape = ProblemDetails.model_json_schema(mode="serialization", ref_template=f"{_REFS}{{model}}")
    schemas |= shape.pop("$defs") | {"ProblemDetails": shape}
    made["info"] |= {"version": api.version, "x-jalon": __version__, "license": {"name": "Apache-2.0"}}
    made.pop("servers", None)
    made["tags"] = [
        {"name": "person", "description": "Un dossier, qui n’est pas gardé. / A file, which is not kept."},
        {"name": "law", "description": "La loi, en mots. / The law, in words."},
        {"name": "registers", "description": "Ce à quoi la loi renvoie. / What the law refers to."},
    ]
    for path in made["paths"].values():
        for method, operation in path.items():
            _tell(operation, method)
    _loosen(made)
    return made


def _put_applicant(schemas: dict[str, Any], lang: Lang) -> None:
    """The reader's own schema of the file in the place of the bare one."""
    written = applicant_schema(lang)
    parts = written.pop("$defs")
    for key in ("$schema", "$id"):
        written.pop(key)
    moved = json.loads(json.dumps({**parts, "Applicant": written}).replace("#/$defs/", _REFS))
    schemas |= moved


def _tell(operation: dict[str, Any], method: str) -> None:
    told = OPERATIONS[operation["operationId"]]
    operation["summary"] = f"{told.fr.title} / {told.en.title}"
    operation["description"] = f"{told.fr.words}\n\n{told.en.words}"
    operation["parameters"] = [*operation.get("parameters", []), _LANG]
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]["application/json"]
        content["examples"] = {
            name: {"summary": text, "value": value} for name, text, value in EXAMPLES.get(operation["operationId"], ())
        }
    statuses = (*_ALWAYS, *(_WITH_BODY if method == "post" else ()))
    operation["responses"] |= {str(status): _problem_response(status) for status in sorted(statuses)}
    operation["responses"]["200"]["description"] = "La réponse. / The answer."
    for response in operation["responses"].values():
        response["headers"] = {"Content-Language": {"schema": {"type": "string", "enum": ["fr-CA", "en-CA"]}}}


_LANG: Final = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "La langue; sans elle, l’en-tête Accept-Language, puis le français. / "
    "The language; without it, the Accept-Language header, then French.",
    "schema": {"type": "string", "enum": ["fr", "en"]},
}


def _problem_response(status: int) -> dict[str, Any]:
    kinds = [kind for kind in KINDS.values() if kind.status == status]
    return {
        "description": "; ".join(f"{kind.fr[0]} / {kind.en[0]}" for kind in kinds),
        "content": {
            CONTENT_TYPE: {
                "schema": {"$ref": f"{_REFS}ProblemDetails"},
                "example": data_of(kinds[0], "fr"),
            }
        },
    }


def _loosen(node: Any) -> None:
    """Keys that may be absent are not `null` when they are there, and are not required."""
    if isinstance(node, list):
        for item in node:
            _loosen(item)
    if not isinstance(node, dict):
        return
    for key, place in (node.get("properties") or {}).items():
        if isinstance(place, dict) and place.pop("x-may-be-absent", False):
            place.pop("default", None)
            options = [option for option in place.pop("anyOf") if option != {"type": "null"}]
            place |= options[0] if len(options) == 1 else {"anyOf": options}
            if key in node.get("required", ()):
                node["required"].remove(key)
    for item in node.values():
        _loosen(item)


def document_answer(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """The document as JSON."""
    return answer(request, document_of(api, language_of(request)), shared=True)


def docs_page(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """The page of the API, in one language, from the same document."""
    lang = language_of(request)
    other = "fr" if lang == "en" else "en"
    made = document_of(api, lang)
    response = page(
        request,
        "api/docs.html",
        groups=[(tag["name"], _operations(made, tag["name"], lang)) for tag in made["tags"]],
        kinds=[
            {"id": k.id, "status": k.status, "title": k.get(lang)[0], "detail": k.get(lang)[1]} for k in KINDS.values()
        ],
        base=request.build_absolute_uri("/").rstrip("/"),
        other_language=f"/api/docs?lang={other}",
        version=__version__,
        most=settings.MOST_A_MINUTE,
    )
    response["Cache-Control"], response["Vary"] = SHARED, "Accept-Language"
    return response


def _operations(made: dict[str, Any], tag: str, lang: Lang) -> list[dict[str, Any]]:
    found = []
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            if tag in operation["tags"]:
                told = OPERATIONS[operation["operationId"]].get(lang)
                found.append(
                    {
                        "id": operation["operationId"],
                        "method": method.upper(),
                        "path": path,
                        "title": told.title,
                        "words": told.words,
                        "parameters": [
                            _parameter(made, p, lang) for p in operation["parameters"] if p["name"] != "lang"
                        ],
                        "keys": _keys(made, operation, lang),
                        "answer": _shape_name(operation["responses"]["200"]),
                        "examples": _examples(operation, path, method, lang),
                    }
                )
    return found


def _half(text: str, lang: Lang) -> str:
    """One language of “français / English”."""
    fr, _, en = text.partition(" / ")
    return en if lang == "en" and en else typeset(fr)


def _parameter(made: dict[str, Any], given: dict[str, Any], lang: Lang) -> dict[str, Any]:
    schema = given["schema"]
    return {
        "name": given["name"],
        "required": given["required"],
        "type": _type(schema),
        "words": _half(given.get("description", ""), lang),
    }


def _keys(made: dict[str, Any], operation: dict[str, Any], lang: Lang) -> list[dict[str, Any]]:
    """The keys of the body."""
    if "requestBody" not in operation:
        return []
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    body = made["components"]["schemas"][schema["$ref"].removeprefix(_REFS)]
    return [
        {
            "name": name,
            "required": name in body.get("required", ()),
            "type": _type(place),
            "words": _half(place.get("description", ""), lang),
        }
        for name, place in body["properties"].items()
    ]


def _type(schema: dict[str, Any]) -> str:
    """A type in a word or two."""
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(_REFS))
    if options := schema.get("anyOf") or schema.get("allOf"):
        return " | ".join(dict.fromkeys(_type(option) for option in options if option != {"type": "null"}))
    if schema.get("type") == "array":
        return f"[{_type(schema['items'])}]"
    return str(schema.get("format") or schema.get("type") or "JSON")


def _shape_name(response: dict[str, Any]) -> str:
    return _type(response["content"]["application/json"]["schema"])


def _examples(operation: dict[str, Any], path: str, method: str, lang: Lang) -> list[dict[str, str]]:
    """Examples to paste: a body, or the end of an address."""
    told = EXAMPLES.get(operation["operationId"], ())
    if method == "post":
        return [
            {"title": _half(title, lang), "body": json.dumps(value, ensure_ascii=False, indent=2), "path": path}
            for _, title, value in told
        ]
    return [{"title": "", "body": "", "path": value} for _, _, value in told] or [
        {"title": "", "body": "", "path": path}
    ]
