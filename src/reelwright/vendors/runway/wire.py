"""Runway's bodies and answers, computed without a network. Facts: PyPI runwayml 5.24.0, docs.dev.runwayml.com."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from reelwright.vendors.contract import (
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
from reelwright.vendors.errors import InputNotAccepted
from reelwright.vendors.rules import RUNWAY
from reelwright.vendors.uploads import split_references

VERSION: Final = "2024-11-06"
"""`X-Runway-Version`, required with every call."""

CREDIT_MICRO: Final = 10_000
"""A credit is $0.01."""

_ENDPOINTS = frozenset({"text_to_video", "image_to_video"})


def compose(request: ShotRequest, addresses: Mapping[str, str]) -> Json:
    """`{"endpoint", "input"}`; `addresses` are the references' `runwayUri`s by asset id.

    `request.wire` names the `endpoint`, and the fields of the `audio` flag and the `references` where there are any.
    Raises `InputNotAccepted` for a length that is not whole seconds and for pictures the mode has no place for.
    """
    endpoint = request.wire.get("endpoint")
    if endpoint not in _ENDPOINTS:
        raise InputNotAccepted(f"Runway has no endpoint {endpoint!r} for {request.model}.")
    if request.seconds.denominator != 1:
        raise InputNotAccepted(f"Runway makes clips of whole seconds, not {float(request.seconds):g} s.")
    first_frame, others = split_references(request.references)
    if (others and "references" not in request.wire) or (first_frame and endpoint != "image_to_video"):
        raise InputNotAccepted(f"This mode of {request.model} takes no such reference images.")
    told: Json = {
        "model": request.model,
        "promptText": request.prompt,
        "duration": int(request.seconds),
        "ratio": f"{request.width}:{request.height}",
    }
    if first_frame:
        told["promptImage"] = addresses[first_frame.asset_id]
    if others:
        told[request.wire["references"]] = [{"uri": addresses[reference.asset_id]} for reference in others]
    if "audio" in request.wire:
        told[request.wire["audio"]] = request.with_audio
    if request.seed is not None:
        told["seed"] = request.seed
    return {"endpoint": endpoint, "input": told}


def read_task(task: Mapping[str, Any]) -> Checked:
    """What became of a task. Every end carries `cost.credits`: what it is charged, 0 where it was refunded."""
    word = str(task.get("status"))
    charge = _charge_micro(task)
    match word:
        case "PENDING" | "THROTTLED":
            return Running(word, 0.0, RUNWAY.look_again_seconds)
        case "RUNNING":
            return Running(word, _progress(task), RUNWAY.look_again_seconds)
        case "SUCCEEDED":
            return _read_output(task, charge)
        case "FAILED":
            return _read_failure(task, charge)
        case "CANCELLED":
            return Ended("canceled", "Canceled.", is_billed=_is_billed(charge), charge_micro=charge)
        case _:
            return Unrecognised(word)


def is_live(task: Mapping[str, Any]) -> bool:
    """Whether a DELETE would cancel it; one of a finished task deletes its result."""
    return task.get("status") in ("PENDING", "THROTTLED", "RUNNING")


def _read_output(task: Mapping[str, Any], charge: int | None) -> Done | Missing:
    output = task.get("output")
    addresses = [item for item in output if isinstance(item, str)] if isinstance(output, list) else []
    if not addresses:
        return Missing("The task succeeded, but its output is gone.")
    return Done(RemoteFile(url=addresses[0]), charge_micro=charge)


def _read_failure(task: Mapping[str, Any], charge: int | None) -> Ended:
    code = str(task.get("failureCode") or "")
    message = str(task.get("failure") or "The task failed.")
    is_refused = code.startswith("SAFETY")
    return Ended(
        "refused" if is_refused else "failed",
        message,
        code,
        side="input" if code.startswith("SAFETY.INPUT") else "output" if is_refused else "",
        is_billed=_is_billed(charge),
        charge_micro=charge,
        is_final=is_refused or code.startswith("ASSET.INVALID"),
    )


def _charge_micro(task: Mapping[str, Any]) -> int | None:
    cost = task.get("cost")
    credits = cost.get("credits") if isinstance(cost, dict) else None
    if isinstance(credits, bool) or not isinstance(credits, int | float):
        return None
    return int((Decimal(str(credits)) * CREDIT_MICRO).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _is_billed(charge: int | None) -> bool | None:
    return None if charge is None else charge > 0


def _progress(task: Mapping[str, Any]) -> float | None:
    told = task.get("progress")
    return min(1.0, max(0.0, float(told))) if isinstance(told, int | float) else None
