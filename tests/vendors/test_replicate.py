"""Replicate's own ways: schemas, uploads, arrays, removed outputs, secrets."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from reelwright.kit.clock import ManualClock
from reelwright.simulator.hooks import sign
from reelwright.simulator.replicate_models import MODELS, openapi_schema
from reelwright.vendors.contract import Access, Done, Ended, Missing, Reference, ShotRequest
from reelwright.vendors.errors import InputNotAccepted, VendorRefusedCall, VendorUnreachable
from reelwright.vendors.replicate import ReplicateAdapter, wire
from reelwright.vendors.replicate.schema import InputSchema
from reelwright.vendors.transport import Transport
from tests.simulator.running import Served, served

SECRET, OTHER_SECRET = "whsec_c2VjcmV0LW9uZQ==", "whsec_c2VjcmV0LXR3bw=="

WISH = ShotRequest(
    attempt_id="att_1",
    model="bytedance/seedance-2.5",
    prompt="A red kite",
    seconds=Fraction(8),
    frames=192,
    fps=24,
    aspect_ratio="16:9",
    resolution="720p",
    width=1280,
    height=720,
    with_audio=False,
    wire={
        "fields": {
            "prompt": "prompt",
            "duration": "duration",
            "aspect_ratio": "aspect_ratio",
            "resolution": "resolution",
            "first_frame": "image",
            "references": "reference_images",
            "audio": "generate_audio",
            "seed": "seed",
        },
        "fixed": {"watermark": False},
    },
)


class Replicate:
    """A small Replicate that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.model: dict[str, Any] = {"latest_version": {"openapi_schema": openapi_schema(MODELS[WISH.model])}}
        self.model_status = 200
        self.secret = SECRET
        self.pages: list[dict[str, Any]] = []

    def app(self) -> web.Application:
        @web.middleware
        async def remember(request: web.Request, handler: Any) -> web.StreamResponse:
            self.asked.append(f"{request.method} {request.path}")
            answer: web.StreamResponse = await handler(request)
            return answer

        async def model(_request: web.Request) -> web.Response:
            return web.json_response(self.model, status=self.model_status)

        async def file(_request: web.Request) -> web.Response:
            return web.json_response({"id": "f1", "urls": {"get": "https://api.replicate.com/v1/files/f1"}}, status=201)

        async def secret(_request: web.Request) -> web.Response:
            return web.json_response({"key": self.secret})

        async def predictions(request: web.Request) -> web.Response:
            return web.json_response(self.pages[int(request.query.get("page", 0))])

        app = web.Application(middlewares=[remember])
        app.add_routes(
            [
                web.get("/models/{owner}/{name}", model),
                web.post("/files", file),
                web.get("/webhooks/default/secret", secret),
                web.get("/predictions", predictions),
            ]
        )
        return app


@pytest.fixture
def replicate() -> Replicate:
    return Replicate()


@pytest.fixture
async def fake(replicate: Replicate) -> AsyncIterator[Served]:
    async with served(replicate.app()) as fake:
        yield fake


@pytest.fixture
def access(fake: Served) -> Access:
    return Access("cred_1", "replicate", fake.origin, "key")


@pytest.fixture
async def adapter(clock: ManualClock) -> AsyncIterator[ReplicateAdapter]:
    transport = Transport(clock)
    yield ReplicateAdapter(transport, clock)
    await transport.close()


@pytest.fixture
def logo(tmp_path: Path) -> Reference:
    path = tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG")
    return Reference("ast_1", "logo", path, "image/png", 512, 512)


def test_the_catalogues_words_become_the_models_fields(logo: Reference) -> None:
    first = replace(logo, asset_id="ast_2", role="firstFrame")
    wish = replace(WISH, references=(logo, first), seed=7, negative_prompt="rain")
    addresses = {"ast_1": "https://a/1", "ast_2": "https://a/2"}
    assert wire.compose(wish, addresses)["input"] == {
        "watermark": False,
        "prompt": "A red kite",
        "duration": 8,
        "aspect_ratio": "16:9",
        "resolution": "720p",
        "image": "https://a/2",
        "reference_images": ["https://a/1"],
        "generate_audio": False,
        "seed": 7,
    }  # no field is named for the negative prompt, so none is sent


def test_the_hook_is_no_part_of_the_order() -> None:
    body = wire.compose(WISH, {})
    assert wire.submit_body(body, None) == {"input": body["input"]}
    assert wire.submit_body(body, "https://us/hook?a=1") == {
        "input": body["input"],
        "webhook": "https://us/hook?a=1",
        "webhook_events_filter": ["completed"],
    }


def test_an_output_may_be_a_text_or_an_array() -> None:
    for output in ("https://r/v.mp4", ["https://r/v.mp4"], ["https://r/step.mp4", "https://r/v.mp4"]):
        done = wire.read_prediction({"status": "succeeded", "output": output})
        assert isinstance(done, Done) and done.file.url == "https://r/v.mp4"


def test_a_removed_output_is_missing_not_failed() -> None:
    assert isinstance(wire.read_prediction({"status": "succeeded", "output": None, "data_removed": True}), Missing)
    assert isinstance(wire.read_prediction({"status": "succeeded", "output": None}), Ended)


def test_a_cancel_before_the_start_is_free() -> None:
    before = wire.read_prediction({"status": "canceled"})
    after = wire.read_prediction({"status": "canceled", "started_at": "2026-11-23T01:00:00Z"})
    assert isinstance(before, Ended) and before.is_billed is False
    assert isinstance(after, Ended) and after.is_billed is None  # the route's rule tells


async def test_one_logo_is_uploaded_once_for_six_shots(
    adapter: ReplicateAdapter, access: Access, replicate: Replicate, logo: Reference, clock: ManualClock
) -> None:
    wish = replace(WISH, references=(logo,), wire={**WISH.wire, "fixed": {}})
    for _ in range(6):
        await adapter.compose(wish, access)
    assert replicate.asked.count("POST /files") == 1
    clock.advance(11 * 60)
    await adapter.compose(wish, access)
    assert replicate.asked.count("POST /files") == 2


async def test_a_changed_model_fails_before_it_costs_anything(
    adapter: ReplicateAdapter, access: Access, replicate: Replicate, logo: Reference
) -> None:
    with pytest.raises(InputNotAccepted, match="watermark") as caught:
        await adapter.examine(replace(WISH, references=(logo,)), access)
    assert set(caught.value.fields) == {"watermark"}
    assert replicate.asked == ["GET /models/bytedance/seedance-2.5"]  # nothing was uploaded


@pytest.mark.parametrize("answer", [(404, {}), (200, {"latest_version": None})])
async def test_a_model_that_is_gone_says_so(
    adapter: ReplicateAdapter, access: Access, replicate: Replicate, answer: tuple[int, dict[str, Any]]
) -> None:
    replicate.model_status, replicate.model = answer
    with pytest.raises(InputNotAccepted, match="not offer"):
        await adapter.compose(WISH, access)


async def test_a_schema_is_kept_an_hour_and_outlives_silence(
    adapter: ReplicateAdapter, access: Access, replicate: Replicate, clock: ManualClock
) -> None:
    wish = replace(WISH, wire={**WISH.wire, "fixed": {}})
    await adapter.compose(wish, access)
    await adapter.compose(wish, access)
    assert len(replicate.asked) == 1
    clock.advance(3601)
    await adapter.compose(wish, replace(access, base_url=access.base_url))
    assert len(replicate.asked) == 2
    clock.advance(3601)
    replicate.model_status = 503
    await adapter.compose(wish, access)  # the old one serves


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("duration", 31, "at most 30"),
        ("duration", True, "integer"),
        ("duration", "8", "integer"),
        ("resolution", "1080p", "one of 720p, 480p"),
        ("prompt", "x" * 2001, "at most 2000 characters"),
        ("reference_images", ["https://a"] * 31, "at most 30 items"),
    ],
)
def test_each_misfit_is_a_sentence(name: str, value: Any, told: str) -> None:
    model = {"latest_version": {"openapi_schema": openapi_schema(MODELS[WISH.model])}}
    schema = InputSchema.of_model(WISH.model, model)
    assert schema is not None
    schema.check({"prompt": "A red kite"})
    with pytest.raises(InputNotAccepted) as caught:
        schema.check({"prompt": "A red kite", name: value})
    assert told in caught.value.fields[name]


async def test_half_a_list_is_no_answer(
    adapter: ReplicateAdapter, access: Access, replicate: Replicate, fake: Served
) -> None:
    body = wire.compose(WISH, {})
    mine = {
        "id": "p1",
        "model": WISH.model,
        "input": {**body["input"], "extra": 1},
        "created_at": "2026-11-23T01:00:00Z",
    }
    window = {"since_ms": 0, "until_ms": 2**41}
    replicate.pages = [
        {"results": [mine], "next": f"{fake.origin}/predictions?page=1"},
        {"results": [{**mine, "id": "p2"}], "next": None},
    ]
    assert [one.vendor_job_id for one in await adapter.find(body, access, **window)] == ["p1", "p2"]
    replicate.pages[1] = {"detail": "no"}
    with pytest.raises(VendorUnreachable):
        await adapter.find(body, access, **window)
    replicate.pages[0]["next"] = "https://elsewhere.example/predictions"
    with pytest.raises(VendorRefusedCall):
        await adapter.find(body, access, **window)


def test_a_removed_input_matches_nothing() -> None:
    body = wire.compose(WISH, {})
    assert wire.is_same_order({"model": WISH.model, "input": body["input"]}, body)
    assert not wire.is_same_order({"model": WISH.model, "input": {}}, body)
    assert not wire.is_same_order({"model": "other/model", "input": body["input"]}, body)
    assert not wire.is_same_order({"model": WISH.model, "input": {**body["input"], "duration": 9}}, body)


async def test_a_hook_is_believed_only_when_signed(
    adapter: ReplicateAdapter, access: Access, clock: ManualClock, replicate: Replicate
) -> None:
    raw = json.dumps({"id": "p1", "status": "succeeded"}).encode()
    now = clock.now_ms() // 1000
    good = sign(SECRET, "msg_1", now, raw)
    hint = await adapter.read_hook({name.title(): value for name, value in good.items()}, raw, access)
    assert hint is not None and (hint.delivery_id, hint.vendor_job_id) == ("msg_1", "p1")
    listed = {**good, "webhook-signature": f"v1,AAAA {good['webhook-signature']}"}
    assert await adapter.read_hook(listed, raw, access)
    assert await adapter.read_hook(good, raw + b" ", access) is None
    assert await adapter.read_hook({}, raw, access) is None
    assert await adapter.read_hook(sign(SECRET, "msg_1", now - 301, raw), raw, access) is None
    assert await adapter.read_hook({**good, "webhook-id": "msg_2"}, raw, access) is None
    assert replicate.asked.count("GET /webhooks/default/secret") == 1  # bad ones cost no calls


async def test_a_new_secret_is_noticed(
    adapter: ReplicateAdapter, access: Access, clock: ManualClock, replicate: Replicate
) -> None:
    raw = b'{"id": "p1"}'
    assert await adapter.read_hook(sign(SECRET, "msg_1", clock.now_ms() // 1000, raw), raw, access)
    replicate.secret = OTHER_SECRET
    clock.advance(61)
    assert await adapter.read_hook(sign(OTHER_SECRET, "msg_2", clock.now_ms() // 1000, raw), raw, access)
