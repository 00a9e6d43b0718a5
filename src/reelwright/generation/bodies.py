"""Reads an order from JSON or from multipart, by its Content-Type, into the same checked body.

A body model and files in one operation would hide JSON from OpenAPI, so one dependency reads both and
`openapi_extra` describes them.
"""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from reelwright.generation.schemas import MAX_REFERENCES, OrderFields
from reelwright.kit.answers import body_ref
from reelwright.kit.problems import Invalid

B = TypeVar("B", bound=OrderFields)

FILES = "referenceImages"
MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_JSON_BYTES = 1 << 20
MAX_FORM_BYTES = MAX_REFERENCES * MAX_FILE_BYTES + (1 << 20)
_LISTS = ("referenceImageUrls", "brandImages")
_OBJECTS = ("references", "templateFields")


@dataclass(frozen=True)
class Body(Generic[B]):
    """A checked body and the files that came with it, spooled by the framework."""

    fields: B
    files: tuple[UploadFile, ...]


def body_of(kind: type[B]) -> Callable[[Request], Any]:
    """The dependency that reads a `kind`."""

    async def read(request: Request) -> AsyncIterator[Body[B]]:
        content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if content_type == "multipart/form-data":
            async with request.form(max_files=10 * MAX_REFERENCES, max_fields=60) as form:
                files = tuple(one for one in form.getlist(FILES) if isinstance(one, UploadFile))
                if len(files) > MAX_REFERENCES:
                    raise Invalid(
                        f"At most {MAX_REFERENCES} reference images in all; {len(files)} were given.",
                        fields={FILES: f"at most {MAX_REFERENCES}"},
                    )
                data = _from_form({name: form.getlist(name) for name in form if name != FILES})
                yield Body(_checked(kind, data), files)  # the files stay open until the answer is made
            return
        if content_type not in ("application/json", ""):
            raise HTTPException(415)
        raw = await _small_body(request)
        try:
            data = json.loads(raw or b"{}")
        except (ValueError, RecursionError) as error:
            raise Invalid("The body is not valid JSON. Send JSON as the API's description has it.") from error
        yield Body(_checked(kind, data), ())

    return read


async def _small_body(request: Request) -> bytes:
    """JSON is held in memory, so it may not be as large as a form with files."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_JSON_BYTES:
            raise HTTPException(413)
    return bytes(body)


def _checked(kind: type[B], data: Any) -> B:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error


def _from_form(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Form fields are text: lists may be repeated or a JSON array, objects are JSON."""
    data: dict[str, Any] = {}
    for name, given in values.items():
        texts = [one for one in given if isinstance(one, str)]
        if len(texts) != len(given):
            raise Invalid(f"Files belong under {FILES}.", fields={name: f"not a file; send files as {FILES}"})
        if name in _OBJECTS or (name in _LISTS and len(texts) == 1 and texts[0].lstrip().startswith("[")):
            data[name] = _json(name, texts[0])
        elif name in _LISTS:
            data[name] = texts
        elif texts[-1] != "":
            data[name] = texts[-1]
    return data


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{name} must be JSON in a multipart body.", fields={name: "not valid JSON"}) from error


async def spool(file: UploadFile, folder: Path, n: int) -> Path:
    """One uploaded file on the disk, refused past its limit."""
    path = folder / f"upload-{n}"
    size = 0
    with path.open("wb") as out:
        while chunk := await file.read(1 << 20):
            size += len(chunk)
            if size > MAX_FILE_BYTES:
                raise Invalid(
                    f"{file.filename or FILES} is larger than 20 MB. Send a smaller picture.",
                    fields={FILES: "at most 20 MB each"},
                )
            out.write(chunk)
    return path


def both_types(kind: type[OrderFields], example: dict[str, Any]) -> dict[str, Any]:
    """The `openapi_extra` of an operation that takes JSON or the same fields as multipart with files."""
    ref = body_ref(kind)
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": MAX_REFERENCES}
    form = {"allOf": [ref, {"type": "object", "properties": {FILES: files}}]}
    content = {
        "application/json": {"schema": ref, "example": example},
        "multipart/form-data": {"schema": form},
    }
    return {"requestBody": {"required": True, "content": content}}
