"""The OpenAPI document as clients are generated from it: every error is a problem, every operation has a plain name."""

import asyncio
from collections import Counter
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse, Response

from reelwright.accounts.errors import NotAllowed, NotSignedIn, TokenExpired
from reelwright.app.errors import BadRequest, BodyTooLarge, InternalError, problem_schema
from reelwright.kit.answers import body_schemas, errors
from reelwright.kit.problems import Invalid
from reelwright.kit.rate import TooManyRequests

Json = dict[str, Any]

_METHODS = ("get", "put", "post", "patch", "delete")
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


router = APIRouter()


@router.get("/api/openapi.json", include_in_schema=False)
async def get_openapi_document(request: Request) -> Response:
    """The document, made and written out once and in a thread: together they take a tenth of a second."""
    written = request.app.state.openapi_bytes
    return Response(await asyncio.to_thread(written), media_type="application/json")


def describe(app: FastAPI) -> None:
    """Make `app.openapi()` answer with our document, made once, and `app.state.openapi_bytes()` with its JSON."""

    def openapi() -> Json:
        if not app.openapi_schema:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way
    app.state.openapi_bytes = cache(lambda: JSONResponse(openapi()).body)


def _document(app: FastAPI) -> Json:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = problem_schema()
    schemas.update(body_schemas())
    operations = [
        (path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in _METHODS
    ]
    for path, operation in operations:
        _add_errors(path, operation)
    for name in _FRAMEWORKS_OWN:
        schemas.pop(name, None)
    _assert_unique([operation["operationId"] for _, operation in operations])
    return document


def _add_errors(path: str, operation: Json) -> None:
    """The errors that any endpoint of its kind may answer with, unless it describes the status itself."""
    answers: Json = operation.setdefault("responses", {})
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]
    if operation.get("parameters") or "requestBody" in operation:
        answers.setdefault("422", errors(Invalid)[422])
    answers.setdefault("400", errors(BadRequest)[400])
    if "requestBody" in operation:
        answers.setdefault("413", errors(BodyTooLarge)[413])
    if operation.get("security"):
        for status, answer in errors(NotSignedIn, TokenExpired, NotAllowed).items():
            answers.setdefault(str(status), answer)
    if path.startswith("/api/"):
        answers.setdefault("429", errors(TooManyRequests)[429])
    answers.setdefault("500", errors(InternalError)[500])
    operation["responses"] = dict(sorted(answers.items()))


def _assert_unique(names: list[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueError(f"two endpoints share the operation id {', '.join(twice)}: rename one of the functions")
