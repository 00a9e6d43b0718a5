"""Bodies as text and answers as they come, of Runway, Google and the OpenAI shape."""

import base64
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from reelwright.vendors.answers import job_id_of
from reelwright.vendors.contract import Done, Ended, Missing, Reference, Running, ShotRequest, Unrecognised
from reelwright.vendors.errors import InputNotAccepted
from reelwright.vendors.google import wire as google
from reelwright.vendors.openai_shape import wire as openai_shape
from reelwright.vendors.registry import hosted_adapters, normal_base_url
from reelwright.vendors.runway import wire as runway
from reelwright.vendors.transport import Transport

LOGO = Reference("ast_1", "logo", Path("logo.png"), "image/png", 512, 512)
FRAME = Reference("ast_2", "firstFrame", Path("frame.jpg"), "image/jpeg", 720, 1280)
ADDRESSES = {"ast_1": "up://1", "ast_2": "up://2"}
WISH = ShotRequest(
    attempt_id="att_1",
    model="gen4.5",
    prompt="A red kite",
    seconds=Fraction(8),
    frames=192,
    fps=24,
    aspect_ratio="9:16",
    resolution="720p",
    width=720,
    height=1280,
    with_audio=True,
    wire={"endpoint": "text_to_video"},
)


# -- Runway --------------------------------------------------------------------------------------------------------


def test_runway_is_told_in_its_words() -> None:
    wish = replace(
        WISH,
        seed=7,
        references=(LOGO, FRAME),
        wire={"endpoint": "image_to_video", "audio": "audio", "references": "references"},
    )
    assert runway.compose(wish, ADDRESSES) == {
        "endpoint": "image_to_video",
        "input": {
            "model": "gen4.5",
            "promptText": "A red kite",
            "duration": 8,
            "ratio": "720:1280",
            "promptImage": "up://2",
            "references": [{"uri": "up://1"}],
            "audio": True,
            "seed": 7,
        },
    }


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": Fraction(15, 2)},
        {"references": (LOGO,)},
        {"references": (FRAME,)},
        {"wire": {"endpoint": "organization/usage"}},
        {"wire": {}},
    ],
)
def test_runway_is_never_told_what_it_would_drop(change: dict[str, Any]) -> None:
    with pytest.raises(InputNotAccepted):
        runway.compose(replace(WISH, **change), ADDRESSES)


def test_runway_bills_in_credits() -> None:
    done = runway.read_task({"status": "SUCCEEDED", "output": ["https://r/1.mp4"], "cost": {"credits": 95.5}})
    assert isinstance(done, Done) and done.charge_micro == 955_000
    canceled = runway.read_task({"status": "CANCELLED", "cost": {"credits": 0}})
    assert isinstance(canceled, Ended) and canceled.is_billed is False
    silent = runway.read_task({"status": "FAILED"})
    assert isinstance(silent, Ended) and silent.is_billed is None and silent.charge_micro is None


@pytest.mark.parametrize(
    ("code", "word", "side", "is_final"),
    [
        ("SAFETY.INPUT.IMAGE", "refused", "input", True),
        ("SAFETY.OUTPUT.VIDEO", "refused", "output", True),
        ("INTERNAL.BAD_OUTPUT.CODE01", "failed", "", False),
        ("ASSET.INVALID", "failed", "", True),
    ],
)
def test_runway_failures_are_told_apart(code: str, word: str, side: str, is_final: bool) -> None:
    ended = runway.read_task({"status": "FAILED", "failureCode": code, "failure": "no", "cost": {"credits": 0}})
    assert isinstance(ended, Ended) and (ended.word, ended.side, ended.code, ended.is_final) == (
        word,
        side,
        code,
        is_final,
    )


def test_runway_progress_is_a_fraction() -> None:
    running = runway.read_task({"status": "RUNNING", "progress": 0.25})
    assert isinstance(running, Running) and running.progress == 0.25
    assert runway.read_task({"status": "SUCCEEDED", "output": []}) == Missing(
        "The task succeeded, but its output is gone."
    )
    assert runway.read_task({}) == Unrecognised("None")


# -- Google --------------------------------------------------------------------------------------------------------


def test_google_is_told_in_its_words() -> None:
    wish = replace(WISH, model="gemini-omni-1.1-flash", references=(LOGO, FRAME), wire={"task": "image_to_video"})
    assert google.compose(wish, ADDRESSES) == {
        "model": "gemini-omni-1.1-flash",
        "input": [
            {"type": "image", "uri": "up://2", "mime_type": "image/jpeg"},
            {"type": "image", "uri": "up://1", "mime_type": "image/png"},
            {"type": "text", "text": "<FIRST_FRAME> <IMAGE_REF_0> A red kite"},
        ],
        "response_format": {
            "type": "video",
            "aspect_ratio": "9:16",
            "resolution": "720p",
            "duration": "8s",
            "delivery": "uri",
        },
        "generation_config": {"video_config": {"task": "image_to_video"}},
        "background": True,
        "store": True,
    }


@pytest.mark.parametrize("change", [{"seed": 1}, {"negative_prompt": "rain"}, {"seconds": Fraction(7, 2)}])
def test_google_is_never_told_what_it_has_no_field_for(change: dict[str, Any]) -> None:
    with pytest.raises(InputNotAccepted):
        google.compose(replace(WISH, **change), {})


def _interaction(*contents: dict[str, Any]) -> dict[str, Any]:
    return {"status": "completed", "steps": [{"type": "thought"}, {"type": "model_output", "content": list(contents)}]}


def test_google_names_files_that_must_be_asked_for_as_media() -> None:
    named = {"type": "video", "uri": "https://g/v1beta/files/abc"}
    done = google.read_interaction(_interaction({"type": "text"}, named), "https://g/v1beta/interactions/i")
    assert isinstance(done, Done) and done.file.url == "https://g/v1beta/files/abc:download?alt=media"
    ready = "https://g/v1beta/files/abc:download?alt=media"
    assert google.download_url(ready) == ready


def test_google_may_answer_inline_though_an_address_was_ordered() -> None:
    inline = _interaction({"type": "video", "data": base64.b64encode(b"mp4").decode()})
    done = google.read_interaction(inline, "https://g/v1beta/interactions/i")
    assert isinstance(done, Done) and done.file.url == "https://g/v1beta/interactions/i#inline"
    assert google.inline_video(inline) == b"mp4"
    with pytest.raises(ValueError, match=r"(?i)base64|padding"):
        google.inline_video(_interaction({"type": "video", "data": "&&&"}))


@pytest.mark.parametrize("word", ["failed", "incomplete", "budget_exceeded", "requires_action"])
def test_google_ends_in_many_words(word: str) -> None:
    ended = google.read_interaction({"status": word, "errors": [{"code": "x", "message": "Broken"}]}, "")
    assert isinstance(ended, Ended) and (ended.word, ended.message, ended.code) == ("failed", "Broken", "x")


def test_google_completed_without_a_video_is_an_end() -> None:
    refused = _interaction()
    refused["steps"][1]["error"] = {"code": 3, "message": "Blocked by safety"}
    ended = google.read_interaction(refused, "")
    assert isinstance(ended, Ended) and ended.word == "refused"


# -- the OpenAI shape ----------------------------------------------------------------------------------------------


def test_the_shape_has_strings_of_seconds_and_pixels() -> None:
    body = openai_shape.compose(replace(WISH, model="sora-2-pro"), None)
    assert body == {"model": "sora-2-pro", "prompt": "A red kite", "seconds": "8", "size": "720x1280"}
    assert openai_shape.submit_body(body) == (None, "application/json")


def test_a_first_frame_travels_as_a_file() -> None:
    body = openai_shape.compose(replace(WISH, references=(FRAME,)), b"jpeg bytes")
    form, content_type = openai_shape.submit_body(body)
    assert form is not None and b"jpeg bytes" in form and b'name="seconds"\r\n\r\n8\r\n' in form
    assert content_type.startswith("multipart/form-data; boundary=")
    assert content_type.partition("boundary=")[2].encode() in form


@pytest.mark.parametrize("change", [{"seed": 1}, {"negative_prompt": "rain"}, {"references": (LOGO, FRAME)}])
def test_the_shape_is_never_told_what_it_has_no_field_for(change: dict[str, Any]) -> None:
    with pytest.raises(InputNotAccepted):
        openai_shape.compose(replace(WISH, **change), None)


@pytest.mark.parametrize(("told", "expected"), [(42, 0.42), (0.5, 0.005), (100, 1.0), (None, None), ("x", None)])
def test_progress_may_be_anything(told: Any, expected: float | None) -> None:
    running = openai_shape.read_video({"status": "in_progress", "progress": told}, "")
    assert isinstance(running, Running) and running.progress == expected


def test_a_listed_job_without_its_prompt_matches_nothing() -> None:
    body = openai_shape.compose(WISH, None)
    listed = {**body, "created_at": 1000, "id": "v1"}
    assert openai_shape.is_same_order(listed, body, 990_000, 1_010_000)
    assert not openai_shape.is_same_order({**listed, "prompt": None}, body, 990_000, 1_010_000)
    assert not openai_shape.is_same_order({**listed, "created_at": 2000}, body, 990_000, 1_010_000)


# -- all -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", [None, {}, {"id": 7}, {"id": ""}, {"id": "../x"}, {"id": "a/b"}, {"id": ".."}])
def test_an_id_that_could_leave_its_path_is_none(told: Any) -> None:
    assert job_id_of(told) is None


def test_every_hosted_vendor_has_an_adapter() -> None:
    adapters = hosted_adapters(Transport())
    assert [adapter.vendor for adapter in adapters] == ["replicate", "runway", "google", "openai_shape"]


@pytest.mark.parametrize(
    ("vendor", "told", "expected"),
    [
        ("replicate", None, "https://api.replicate.com/v1"),
        ("openai_shape", None, None),
        ("openai_shape", "https://videos.example/", "https://videos.example/v1"),
        ("openai_shape", "https://videos.example/api/v1/", "https://videos.example/api/v1"),
        ("replicate", "http://127.0.0.1:9/replicate/v1", "http://127.0.0.1:9/replicate/v1"),
    ],
)
def test_base_urls_are_tidied(vendor: str, told: str | None, expected: str | None) -> None:
    assert normal_base_url(vendor, told) == expected
