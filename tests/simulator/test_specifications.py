"""The simulator's answers hold against the vendors' own OpenAPI documents."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from aiohttp import ClientSession

from reelwright.simulator.scenario import Scenario
from reelwright.simulator.server import make_app
from tests.simulator.running import Served, served

SPECS = Path(__file__).parents[1] / "vendors" / "specs"
KEY = {"Authorization": "Bearer key"}
FATES = ["", "fail", "refuse_input", "abort", "stuck"]


def checker(spec: str, method: str, path: str, status: int) -> jsonschema_rs.Validator:
    """The schema of one operation's answer, with everything it refers to."""
    document = json.loads((SPECS / spec).read_text("utf-8"))
    answer = document["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
    return jsonschema_rs.validator_for({**_plain(answer), "components": _plain(document["components"])})


def _plain(schema: Any) -> Any:
    """As JSON Schema says it: OpenAPI's `nullable`; and `oneOf` as `anyOf`, for Replicate's document says of a version
    that it is a text or, exclusively, the text "hidden".
    """
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {"anyOf" if key == "oneOf" else key: _plain(part) for key, part in schema.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(make_app(tmp_path, Scenario(queue_seconds=0.0, run_seconds=0.0))) as simulator:
        yield simulator


async def ask(simulator: Served, method: str, path: str, **more: Any) -> tuple[int, Any]:
    async with (
        ClientSession() as session,
        session.request(method, f"{simulator.origin}{path}", headers=KEY, **more) as got,
    ):
        return got.status, await got.json(content_type=None)


@pytest.mark.parametrize("fate", FATES)
async def test_replicates_predictions(simulator: Served, fate: str) -> None:
    body = {"input": {"prompt": f"{{{{simulate: {fate}}}}}", "duration": 5}}
    path = "/replicate/v1/models/bytedance/seedance-2.5/predictions"
    status, created = await ask(simulator, "POST", path, json=body)
    assert status == 201
    checker("replicate-openapi.json", "post", "/models/{model_owner}/{model_name}/predictions", 201).validate(created)
    _, got = await ask(simulator, "GET", f"/replicate/v1/predictions/{created['id']}")
    checker("replicate-openapi.json", "get", "/predictions/{prediction_id}", 200).validate(got)
    _, listed = await ask(simulator, "GET", "/replicate/v1/predictions")
    checker("replicate-openapi.json", "get", "/predictions", 200).validate(listed)


async def test_replicates_model_account_and_secret(simulator: Served) -> None:
    for path, template in (
        ("/models/google/veo-3.1", "/models/{model_owner}/{model_name}"),
        ("/account", "/account"),
        ("/webhooks/default/secret", "/webhooks/default/secret"),
    ):
        status, answer = await ask(simulator, "GET", f"/replicate/v1{path}")
        assert status == 200
        checker("replicate-openapi.json", "get", template, 200).validate(answer)


@pytest.mark.parametrize("fate", FATES)
async def test_openais_videos(simulator: Served, fate: str) -> None:
    body = {"prompt": f"{{{{simulate: {fate}}}}}", "model": "sora-2-pro", "seconds": "4", "size": "720x1280"}
    _, created = await ask(simulator, "POST", "/openai/v1/videos", json=body)
    check = checker("openai-videos-openapi.json", "get", "/videos/{video_id}", 200)
    check.validate(created)
    check.validate((await ask(simulator, "GET", f"/openai/v1/videos/{created['id']}"))[1])
    _, listed = await ask(simulator, "GET", "/openai/v1/videos")
    checker("openai-videos-openapi.json", "get", "/videos", 200).validate(listed)


def test_the_check_would_notice() -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        checker("replicate-openapi.json", "get", "/predictions/{prediction_id}", 200).validate({"id": 7})
