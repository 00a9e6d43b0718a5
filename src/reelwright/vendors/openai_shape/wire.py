"""Bodies and answers of `/v1/videos`, computed without a network. Facts: PyPI openai 3.54.0, LiteLLM 1.109.1."""

import base64
import re
from collections.abc import Mapping
from typing import Any, Final

from reelwright.vendors.contract import (
    Checked,
    Done,
    Ended,
    Json,
    Missing,
    Reference,
    RemoteFile,
    Running,
    ShotRequest,
    Unrecognised,
)
from reelwright.vendors.errors import InputNotAccepted
from reelwright.vendors.rules import OPENAI_SHAPE
from reelwright.vendors.uploads import multipart

_RUNNING = {
    "queued": "queued",
    "in_progress": "in_progress",
    "processing": "in_progress",  # LiteLLM's answer for Gemini
}
_DATA_URL: Final = re.compile(r"data:(?P<type>[a-z]+/[a-z0-9.+-]+);base64,(?P<data>.+)", re.S)
_SKEW_SECONDS: Final = 60


def compose(request: ShotRequest, picture: bytes | None) -> Json:
    """The whole body, with the first frame (at most one picture) as a data URL.

    Raises `InputNotAccepted` for what this API has no field for.
    """
    if request.seed is not None or request.negative_prompt:
        raise InputNotAccepted("This API takes neither a seed nor a negative prompt.")
    if len(request.references) > 1:
        raise InputNotAccepted("This API takes one reference image at most, as the first frame.")
    body: Json = {
        "model": request.model,
        "prompt": request.prompt,
        "seconds": _seconds(request),  # a string in this API
        "size": f"{request.width}x{request.height}",
    }
    if picture is not None:
        body["input_reference"] = {"image_url": _data_url(request.references[0], picture)}
    return body


def submit_body(body: Mapping[str, Any]) -> tuple[bytes | None, str]:
    """The multipart bytes and their content type of a body with a picture (a file part is what every endpoint of this
    shape takes); `(None, …)` for one without, which goes as JSON.
    """
    picture = body.get("input_reference")
    if picture is None:
        return None, "application/json"
    found = _DATA_URL.fullmatch(picture["image_url"])
    assert found, "compose wrote it"
    fields = {key: str(value) for key, value in body.items() if key != "input_reference"}
    name = f"reference.{found['type'].rpartition('/')[2]}"
    return multipart(fields, "input_reference", name, base64.b64decode(found["data"]), found["type"])


def read_video(video: Mapping[str, Any], content_url: str) -> Checked:
    """What became of a job; its file is at `content_url`."""
    word = str(video.get("status"))
    if word in _RUNNING:
        return Running(_RUNNING[word], _progress(video), OPENAI_SHAPE.look_again_seconds)
    match word:
        case "completed":
            return Done(RemoteFile(url=content_url))
        case "failed":
            return _read_failure(video)
        case "expired":
            return Missing("The job has expired at the vendor.")
        case _:
            return Unrecognised(word)


def is_same_order(video: Mapping[str, Any], body: Mapping[str, Any], since_ms: int, until_ms: int) -> bool:
    """Whether a listed job was made from this body in that time. One that does not echo the prompt matches nothing."""
    created = video.get("created_at")
    if not isinstance(created, int | float) or not _within(created, since_ms, until_ms):
        return False
    return all(str(video.get(name)) == str(body[name]) for name in ("model", "prompt", "seconds", "size"))


def is_older(video: Mapping[str, Any], since_ms: int) -> bool:
    """Whether it was created before the window; the list comes newest first."""
    created = video.get("created_at")
    return isinstance(created, int | float) and created < since_ms / 1000 - _SKEW_SECONDS


def _read_failure(video: Mapping[str, Any]) -> Ended:
    error = video.get("error") if isinstance(video.get("error"), dict) else {}
    assert isinstance(error, dict)
    code, message = str(error.get("code") or ""), str(error.get("message") or "The job failed.")
    is_refused = OPENAI_SHAPE.refusal.search(f"{code.replace('_', ' ')} {message}") is not None
    return Ended("refused" if is_refused else "failed", message, code, is_final=is_refused)


def _progress(video: Mapping[str, Any]) -> float | None:
    """A percentage; LiteLLM passes fractions of one on as they come."""
    told = video.get("progress")
    return min(1.0, max(0.0, float(told) / 100)) if isinstance(told, int | float) else None


def _within(created: float, since_ms: int, until_ms: int) -> bool:
    return since_ms / 1000 - _SKEW_SECONDS <= created <= until_ms / 1000 + _SKEW_SECONDS


def _seconds(request: ShotRequest) -> str:
    exact = request.seconds
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):g}"


def _data_url(reference: Reference, picture: bytes) -> str:
    return f"data:{reference.content_type};base64,{base64.b64encode(picture).decode()}"
