"""Google's bodies and answers, computed without a network. Facts: PyPI google-genai 3.4.0, ai.google.dev (omni)."""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reelwright.vendors.contract import (
    CancelAnswer,
    Checked,
    Done,
    Ended,
    Json,
    RemoteFile,
    Running,
    ShotRequest,
    Unrecognised,
)
from reelwright.vendors.errors import InputNotAccepted
from reelwright.vendors.rules import GOOGLE
from reelwright.vendors.uploads import split_references

INLINE = "inline"
"""Fragment of a file's URL that says: the video is inside the interaction's JSON, in base64."""

_STOPPED = {"failed", "incomplete", "budget_exceeded", "requires_action"}
_FILE = re.compile(r"(/v1[^/]*/files/[A-Za-z0-9_-]+)$")


def compose(request: ShotRequest, addresses: Mapping[str, str]) -> Json:
    """The whole body; `addresses` are the references' Files API URIs by asset id.

    `request.wire["task"]` is the task of `video_config`. The pictures stand before the text, which names each by a tag:
    `<FIRST_FRAME>`, `<IMAGE_REF_0>`. Raises `InputNotAccepted` for a seed, a negative prompt or broken seconds.
    """
    if request.seed is not None or request.negative_prompt:
        raise InputNotAccepted("Gemini Omni takes neither a seed nor a negative prompt.")
    if request.seconds.denominator != 1:
        raise InputNotAccepted(f"Gemini Omni makes clips of whole seconds, not {float(request.seconds):g} s.")
    first_frame, others = split_references(request.references)
    pictures = [first_frame, *others] if first_frame else others
    tags = (["<FIRST_FRAME>"] if first_frame else []) + [f"<IMAGE_REF_{n}>" for n in range(len(others))]
    images = [
        {"type": "image", "uri": addresses[picture.asset_id], "mime_type": picture.content_type} for picture in pictures
    ]
    return {
        "model": request.model,
        "input": [*images, {"type": "text", "text": " ".join([*tags, request.prompt])}],
        "response_format": {
            "type": "video",
            "aspect_ratio": request.aspect_ratio,
            "resolution": request.resolution,
            "duration": f"{int(request.seconds)}s",
            "delivery": "uri",
        },
        "generation_config": {"video_config": {"task": request.wire.get("task", "text_to_video")}},
        "background": True,
        "store": True,  # or it could not be asked for again
    }


def read_interaction(interaction: Mapping[str, Any], url: str) -> Checked:
    """What became of the interaction at `url`."""
    word = str(interaction.get("status"))
    match word:
        case "queued" | "in_progress" | "requires_continuation":
            return Running(word, look_again_seconds=GOOGLE.look_again_seconds)
        case "completed":
            return _read_video(interaction, url)
        case "cancelled":
            return Ended("canceled", "Canceled.")
        case _ if word in _STOPPED:
            return _ended(interaction, word)
        case _:
            return Unrecognised(word)


def read_cancel(interaction: Mapping[str, Any]) -> CancelAnswer:
    """Whether it stopped. What a stopped interaction costs is nowhere said."""
    word = str(interaction.get("status"))
    return CancelAnswer(word == "cancelled", None, word)


def inline_video(interaction: Mapping[str, Any]) -> bytes | None:
    """The video inside an answer, None where there is none. Raises `ValueError` for what is no base64."""
    for content in _videos(interaction):
        if isinstance(data := content.get("data"), str):
            return base64.b64decode(data, validate=True)
    return None


def download_url(uri: str) -> str:
    """`…/v1beta/files/abc` names the file; its bytes are at `:download?alt=media` (google-genai `files.download`)."""
    return _FILE.sub(r"\1:download?alt=media", uri)


def _read_video(interaction: Mapping[str, Any], url: str) -> Done | Ended:
    for content in _videos(interaction):
        if isinstance(uri := content.get("uri"), str):
            return Done(RemoteFile(url=download_url(uri)))
        if content.get("data"):  # known: a later look may answer inline although `uri` was ordered
            return Done(RemoteFile(url=f"{url}#{INLINE}"))
    return _ended(interaction, "completed without a video")


def _videos(interaction: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for step in _dicts(interaction.get("steps")):
        if step.get("type") == "model_output":
            yield from (content for content in _dicts(step.get("content")) if content.get("type") == "video")


def _ended(interaction: Mapping[str, Any], word: str) -> Ended:
    errors = _dicts(interaction.get("errors")) + _dicts([interaction.get("error")])
    errors += _dicts([step.get("error") for step in _dicts(interaction.get("steps"))])
    message = " ".join(str(error["message"]) for error in errors if error.get("message")) or word
    code = str(next((error["code"] for error in errors if error.get("code")), word))
    is_refused = GOOGLE.refusal.search(message) is not None
    return Ended("refused" if is_refused else "failed", message, code, is_final=is_refused)


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
