"""Every request gets the same careful treatment, whatever the endpoint does."""

import json
from types import SimpleNamespace
from typing import Annotated

import httpx2
import pytest
from fastapi import APIRouter, File, UploadFile
from pydantic import Field
from starlette.responses import StreamingResponse

from reelwright.app.api import create_app
from reelwright.app.settings import Settings
from reelwright.kit.answers import PROBLEM_TYPE, errors
from reelwright.kit.clock import ManualClock
from reelwright.kit.dto import Dto
from reelwright.kit.problems import Conflict, NotFound

router = APIRouter(prefix="/api/try")


class Inner(Dto):
    image_url: Annotated[str, Field(max_length=5)]


class Order(Dto):
    product_name: str
    duration: Annotated[float, Field(ge=5, le=60)] = 8
    references: tuple[Inner, ...] = ()


@router.post("/orders", responses=errors(Conflict, NotFound))
async def order_something(body: Order) -> Order:
    """Order."""
    if body.product_name == "taken":
        raise Conflict("That name is taken. Choose another.", headers={"Retry-After": "7"}, alternatives=["b"])
    if body.product_name == "bug":
        raise RuntimeError("the password is swordfish")
    return body


@router.post("/files", max_body_size=200_000)
async def send_files(files: Annotated[list[UploadFile], File()]) -> int:
    """Send files."""
    return sum(file.size or 0 for file in files)


@router.get("/things/{thing}")
async def get_thing(thing: str) -> str:
    """Get."""
    return thing


@router.delete("/things/{thing}")
async def delete_thing(thing: str) -> str:
    """Delete."""
    return thing


@router.get("/broken-stream")
async def break_midway() -> StreamingResponse:
    """Break."""

    async def pieces():
        yield b"first"
        raise RuntimeError("gone")

    return StreamingResponse(pieces())


def make_client(clock: ManualClock, *, checks: dict | None = None, address: str = "127.0.0.1", **chosen: object):
    settings = Settings(_env_file=None, **{"rate_limit": "off", "anonymous_rate_limit": "off", **chosen})
    services = SimpleNamespace(settings=settings, clock=clock, checks=checks or {})
    transport = httpx2.ASGITransport(create_app(services, [router]), client=(address, 1234))
    return httpx2.AsyncClient(transport=transport, base_url="http://studio")


@pytest.fixture
def client(clock: ManualClock) -> httpx2.AsyncClient:
    return make_client(clock, max_body_bytes=2048)


async def test_an_invalid_body_names_each_field_as_the_json_does(client) -> None:
    body = {"duration": 4, "references": [{"imageUrl": "too long"}], "colour": "red"}
    answer = await client.post("/api/try/orders", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM_TYPE
    problem = answer.json()
    assert problem["code"] == "invalid_request"
    assert set(problem["fields"]) == {"productName", "duration", "references.0.imageUrl", "colour"}
    assert "productName: Field required" in problem["detail"]


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b'{"productName": "\\ud800"}', b"[]", b"null", b'{"duration": NaN}']
)
async def test_hostile_json_is_the_callers_mistake(client, body: bytes) -> None:
    answer = await client.post("/api/try/orders", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == PROBLEM_TYPE


@pytest.mark.parametrize("path", ["/api/no%00thing", "/api/nothing?name=%00"])
async def test_an_address_with_nul_reaches_no_database(client, path: str) -> None:
    assert (await client.get(path)).json()["code"] == "bad_request"


async def test_a_problem_keeps_its_headers_and_extra_members(client) -> None:
    answer = await client.post("/api/try/orders", json={"productName": "taken"})
    assert (answer.status_code, answer.json()["code"], answer.json()["alternatives"]) == (409, "conflict", ["b"])
    assert answer.headers["retry-after"] == "7"


async def test_a_bug_is_logged_and_tells_the_caller_nothing(client, caplog) -> None:
    answer = await client.post("/api/try/orders", json={"productName": "bug"}, headers={"X-Request-Id": "mine-1"})
    assert answer.status_code == 500
    assert "swordfish" not in answer.text
    assert answer.json()["requestId"] == answer.headers["x-request-id"] == "mine-1"
    assert "swordfish" in caplog.text


async def test_a_stream_that_breaks_does_not_end_well(client) -> None:
    with pytest.raises(RuntimeError, match="gone"):
        await client.get("/api/try/broken-stream")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [("GET", "/api/nothing", 404, "not_found"), ("DELETE", "/api/try/orders", 405, "method_not_allowed")],
)
async def test_the_frameworks_refusals_are_problems_too(client, method, path, status, code) -> None:
    answer = await client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == PROBLEM_TYPE


async def test_a_refused_method_is_told_all_the_others(client) -> None:
    answer = await client.put("/api/try/things/1")
    assert answer.headers["allow"] == "DELETE, GET"
    assert answer.json()["detail"] == "Use DELETE or GET here."


async def test_a_body_is_cut_off_at_its_limit_said_or_not(client) -> None:
    async def endless():
        for _ in range(100):
            yield b" " * 100

    said = await client.post("/api/try/orders", content=b" " * 3000, headers={"content-type": "application/json"})
    unsaid = await client.post("/api/try/orders", content=endless(), headers={"content-type": "application/json"})
    assert [(answer.status_code, answer.json()["code"]) for answer in (said, unsaid)] == [(413, "body_too_large")] * 2


async def test_a_route_for_files_has_its_own_limit(client) -> None:
    sent = await client.post("/api/try/files", files={"files": ("a", b"x" * 100_000)})
    refused = await client.post("/api/try/files", files={"files": ("a", b"x" * 300_000)})
    assert (sent.status_code, sent.json()) == (200, 100_000)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")


async def test_every_answer_carries_the_careful_headers(client) -> None:
    for path in ("/healthz", "/api/nothing"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in headers["content-security-policy"]
        assert len(headers["x-request-id"]) == 16
        assert "strict-transport-security" not in headers
        assert headers.get("cache-control") == (None if path == "/healthz" else "no-store")


async def test_a_made_up_request_id_forges_nothing(client) -> None:
    answer = await client.get("/healthz", headers={"X-Request-Id": "a b\tc"})
    assert answer.headers["x-request-id"] != "a b\tc"


async def test_one_token_has_one_share_and_is_told_when_to_come_back(clock: ManualClock) -> None:
    client = make_client(clock, rate_limit="2/minute")
    mine, yours = {"Authorization": "Bearer mine"}, {"Authorization": "Bearer yours"}
    answers = [await client.get("/api/nothing", headers=mine) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert [answer.headers.get("ratelimit-remaining") for answer in answers] == ["1", "0", None]
    assert answers[2].json()["code"] == "too_many_requests"
    assert (await client.get("/api/nothing", headers=yours)).status_code == 404
    assert (await client.get("/healthz", headers=mine)).status_code == 200
    clock.advance(int(answers[2].headers["retry-after"]))
    assert (await client.get("/api/nothing", headers=mine)).status_code == 404


async def test_a_browser_may_read_refusals_of_allowed_origins_only(clock: ManualClock) -> None:
    client = make_client(clock, cors_origins="https://shop.example", rate_limit="1/minute")
    headers = {"Authorization": "Bearer x", "Origin": "https://shop.example"}
    answers = [await client.get("/api/nothing", headers=headers) for _ in range(2)]
    assert answers[1].status_code == 429
    assert answers[1].headers["access-control-allow-origin"] == "https://shop.example"
    assert "RateLimit-Remaining" in answers[1].headers["access-control-expose-headers"]
    other = await client.get("/api/nothing", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers


async def test_readiness_names_the_broken_part_and_keeps_its_secrets(clock: ManualClock) -> None:
    async def fine() -> None:
        return None

    async def broken() -> None:
        raise ConnectionError("postgresql://reel:pa55word@db refused")

    ready = await make_client(clock, checks={"database": fine}).get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "parts": {"database": "ok"}})
    unready = await make_client(clock, checks={"database": broken, "storage": fine}).get("/readyz")
    assert (unready.status_code, unready.json()["code"]) == (503, "not_ready")
    assert unready.json()["parts"] == {"database": "ConnectionError", "storage": "ok"}
    assert "pa55word" not in unready.text


async def test_metrics_open_to_this_machine_or_with_the_token(clock: ManualClock) -> None:
    near = make_client(clock, metrics_token="open-sesame")
    far = make_client(clock, metrics_token="open-sesame", address="203.0.113.5")
    no_token_set = make_client(clock, address="203.0.113.5")
    bearer = {"Authorization": "Bearer open-sesame"}
    await near.post("/api/try/orders", json={})
    assert 'route="/api/try/orders",status="422"' in (await near.get("/metrics")).text
    assert (await near.get("/metrics", headers={"X-Forwarded-For": "203.0.113.5"})).status_code == 403
    assert (await far.get("/metrics")).json()["code"] == "metrics_refused"
    assert (await far.get("/metrics", headers=bearer)).status_code == 200
    assert (await no_token_set.get("/metrics", headers={"Authorization": "Bearer "})).status_code == 403


async def test_openapi_documents_every_error_as_a_problem(client) -> None:
    document = (await client.get("/api/openapi.json")).json()
    operation = document["paths"]["/api/try/orders"]["post"]
    assert operation["operationId"] == "orderSomething"
    assert set(operation["responses"]) == {"200", "400", "404", "409", "413", "422", "429", "500"}
    for status, answer in operation["responses"].items():
        if status != "200":
            assert answer["content"][PROBLEM_TYPE]["schema"] == {"$ref": "#/components/schemas/Problem"}
            assert all(
                example["value"]["code"] == code
                for code, example in answer["content"][PROBLEM_TYPE]["examples"].items()
            )
    assert "HTTPValidationError" not in json.dumps(document)
