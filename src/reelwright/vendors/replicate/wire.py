"""Replicate's bodies and answers, computed without a network. Facts: Replicate OpenAPI 1.0.0-a1 (R-OAS)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from reelwright.kit.clock import to_iso
from reelwright.vendors.contract import (
    CancelAnswer,
    Checked,
    Done,
    Ended,
    Json,
    Missing,
    RemoteFile,
    Running,
    ShotRequest,
    Unrecognised,
)
from reelwright.vendors.rules import REPLICATE
from reelwright.vendors.uploads import split_references

CANCEL_AFTER: Final = "90m"
"""`Cancel-After`, from creation: 30 minutes of running and an hour of queue. What we lose sight of ends by itself."""

_SKEW_MS = 60_000  # their clock and ours
_INPUT_SIDE = re.compile(r"\b(input|prompt|image)\b", re.I)


def compose(request: ShotRequest, addresses: Mapping[str, str]) -> Json:
    """`{"model", "input"}`; `addresses` are the references' URLs by asset id.

    `request.wire["fields"]` names the model's field for each of our words; a word without a field is not sent.
    `request.wire["fixed"]` is sent as it is.
    """
    fields: Mapping[str, str] = request.wire.get("fields", {})
    first_frame, others = split_references(request.references)
    words: dict[str, Any] = {
        "prompt": request.prompt,
        "duration": _number(request),
        "aspect_ratio": request.aspect_ratio,
        "resolution": request.resolution,
        "first_frame": addresses[first_frame.asset_id] if first_frame else None,
        "references": [addresses[reference.asset_id] for reference in others] or None,
        "audio": request.with_audio,
        "seed": request.seed,
        "negative_prompt": request.negative_prompt,
    }
    told = {fields[word]: value for word, value in words.items() if word in fields and value is not None}
    return {"model": request.model, "input": {**request.wire.get("fixed", {}), **told}}


def submit_body(body: Mapping[str, Any], hook_url: str | None) -> Json:
    """What is POSTed: only the top-level keys that R-OAS allows."""
    hook = {"webhook": hook_url, "webhook_events_filter": ["completed"]} if hook_url else {}
    return {"input": body["input"], **hook}


def read_prediction(prediction: Mapping[str, Any]) -> Checked:
    """What became of a prediction."""
    word = str(prediction.get("status"))
    message = str(prediction.get("error") or "")
    match word:
        case "starting" | "processing":
            return Running(word, look_again_seconds=REPLICATE.look_again_seconds)
        case "succeeded":
            return _read_output(prediction)
        case "failed" if REPLICATE.refusal.search(message):
            return Ended("refused", message, side="input" if _INPUT_SIDE.search(message) else "", is_final=True)
        case "failed":
            return Ended("failed", message, is_final="failed validation" in message)
        case "canceled":
            return Ended("canceled", message, is_billed=None if _has_started(prediction) else False)
        case "aborted":
            return Ended("aborted", message, is_billed=False)
        case _:
            return Unrecognised(word)


def read_cancel(prediction: Mapping[str, Any]) -> CancelAnswer:
    """Whether the prediction stopped; a run that has begun is charged (changelog 2025-10-16)."""
    word = str(prediction.get("status"))
    stopped = word in ("canceled", "aborted")
    if not stopped and word not in ("starting", "processing"):
        return CancelAnswer(False, None, f"It already ended: {word}.")
    return CancelAnswer(stopped, _has_started(prediction) if stopped else None, word)


def list_query(since_ms: int, until_ms: int) -> str:
    """The query that lists predictions created between the two, a minute of clock difference allowed."""
    return f"created_after={to_iso(since_ms - _SKEW_MS)}&created_before={to_iso(until_ms + _SKEW_MS)}"


def is_same_order(prediction: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether the prediction was made from this body: its model, and each input we sent, unchanged.

    Inputs the vendor added by itself do not count. An input that was already removed matches nothing.
    """
    echo = prediction.get("input")
    if prediction.get("model") != body["model"] or not isinstance(echo, dict):
        return False
    return all(name in echo and echo[name] == value for name, value in body["input"].items())


def is_older(prediction: Mapping[str, Any], since_ms: int) -> bool:
    """Whether it was created before the window; the list comes newest first."""
    try:
        created = datetime.fromisoformat(str(prediction.get("created_at")))
    except ValueError:
        return False
    aware = created if created.tzinfo else created.replace(tzinfo=UTC)
    return aware.timestamp() * 1000 < since_ms - _SKEW_MS


def _read_output(prediction: Mapping[str, Any]) -> Done | Ended | Missing:
    """`output` is one URL, or an array of them: the last is the finished one where a model shows its steps."""
    output = prediction.get("output")
    addresses = [item for item in (output if isinstance(output, list) else [output]) if isinstance(item, str)]
    if addresses:
        return Done(RemoteFile(url=addresses[-1]), facts=dict(prediction.get("metrics") or {}))
    if prediction.get("data_removed"):
        return Missing("Replicate has removed the output; it keeps it for an hour.")
    return Ended("failed", "The prediction succeeded without any file.")


def _has_started(prediction: Mapping[str, Any]) -> bool:
    return bool(prediction.get("started_at"))


def _number(request: ShotRequest) -> int | float:
    return int(request.seconds) if request.seconds.denominator == 1 else float(request.seconds)
