"""Every error leaves as RFC 9457 `application/problem+json`, and none tells more than the caller may know."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from reelwright.kit.answers import PROBLEM_TYPE
from reelwright.kit.problems import Invalid, NotFound, Problem

MAX_FIELDS_SHOWN = 20


class BadRequest(Problem):
    """400: the request cannot be read at all, for example a broken multipart body."""

    code = "bad_request"
    status = 400
    title = "The request cannot be read"


class MethodNotAllowed(Problem):
    """405: this address exists, but not for this method; `Allow` lists those it has."""

    code = "method_not_allowed"
    status = 405
    title = "Method not allowed"


class BodyTooLarge(Problem):
    """413: the body is larger than this server accepts."""

    code = "body_too_large"
    status = 413
    title = "Too large"


class UnsupportedMediaType(Problem):
    """415: the body is of a type this address does not read."""

    code = "unsupported_media_type"
    status = 415
    title = "Unsupported media type"


class InternalError(Problem):
    """500: our mistake. The answer's `requestId` finds it in the server's log."""


class ProblemResponse(JSONResponse):
    """A problem as a response."""

    media_type = PROBLEM_TYPE

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.as_json(), status_code=problem.status, headers=problem.headers)


def handle_errors(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Register our handlers. What they do not know ends in the shell as `InternalError`."""
    routes = [route for router in routers for route in router.routes if isinstance(route, Route)]

    async def answer_http(request: Request, error: Exception) -> Response:
        problem = problem_from(cast(HTTPException, error))
        if isinstance(problem, MethodNotAllowed):
            problem = _not_here(request.url.path, routes)
        return ProblemResponse(problem)

    app.add_exception_handler(Problem, _answer_problem)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, answer_http)


def invalid_from(error: RequestValidationError) -> Invalid:
    """One sentence per field, named as in the JSON: `{"references.0.url": "Field required"}`."""
    fields: dict[str, str] = {}
    for one in error.errors()[:MAX_FIELDS_SHOWN]:
        where, *path = one["loc"]
        if one["type"] == "json_invalid":
            return Invalid(f"The body is not valid JSON (near character {path[0]}). Send JSON as described.")
        name = ".".join(str(part) for part in path) or str(where)
        told = str(one["msg"]).removeprefix("Value error, ")
        if isinstance(one["input"], str):  # text that was looked at before it was measured is told of as a list
            told = told.replace("items after validation", "characters")
        fields.setdefault(name, told)
    all_told = "; ".join(f"{name}: {message}" for name, message in fields.items())
    return Invalid(f"Correct this and send it again: {all_told}.", fields=fields)


def problem_from(error: HTTPException) -> Problem:
    """What the framework refused by itself, in our words."""
    headers: Mapping[str, str] = error.headers or {}
    match error.status_code:
        case 404:
            return NotFound("There is nothing at this address. The API's description is at /api/openapi.json.")
        case 405:
            return MethodNotAllowed("This address does not take this method.", headers=headers)
        case 413:
            return BodyTooLarge("The body is larger than this address accepts. Send less, or fewer files at once.")
        case 415:
            return UnsupportedMediaType("Send application/json or multipart/form-data.")
        case status if status >= 500:
            return InternalError("Something went wrong on our side. Try again.")
        case _:
            return BadRequest(f"{error.detail}. Check the body and its Content-Type.", headers=headers)


async def _answer_problem(_request: Request, error: Exception) -> Response:
    return ProblemResponse(cast(Problem, error))


async def _answer_invalid(_request: Request, error: Exception) -> Response:
    return ProblemResponse(invalid_from(cast(RequestValidationError, error)))


def _not_here(path: str, routes: list[Route]) -> MethodNotAllowed:
    """With every method of the address: the framework names those of the first route that fits."""
    methods = sorted({method for route in routes if route.path_regex.match(path) for method in route.methods or ()})
    return MethodNotAllowed(f"Use {' or '.join(methods)} here.", headers={"Allow": ", ".join(methods)})


def problem_schema() -> dict[str, Any]:
    """The JSON schema of every error."""
    text = {"type": "string"}
    return {
        "title": "Problem",
        "description": "RFC 9457: what happened and what to do. `code` never changes; `fields` comes with 422.",
        "type": "object",
        "required": ["type", "title", "status", "code", "detail"],
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "code": text,
            "detail": text,
            "fields": {"type": "object", "additionalProperties": text},
        },
        "additionalProperties": True,
    }
