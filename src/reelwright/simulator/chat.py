"""An OpenAI-compatible chat endpoint (`/poe/v1`, `/openai/v1`), answering from a queue or, without one, plausibly."""

import asyncio
import json
import re
import secrets
from collections import deque
from typing import Any, Final

from aiohttp import web

from reelwright.simulator.desk import Desk, bearer
from reelwright.simulator.faults import Fault, Faults

Json = dict[str, Any]

PREFIXES: Final = ("/poe/v1", "/openai/v1")
_MODELS = {"GPT-4o": "2027-01-14", "GPT-5.4": None, "Claude-Opus-4.7": None, "gpt-4o": "2027-01-14", "gpt-6-luna": None}
_BOARD = re.compile(r"storyboard of exactly (\d+) shots")
_LABEL = re.compile(r"^[A-Z]\w*:\s+")
_BRIEF = re.compile(r"Still open, in this order: ([^.]*)\.")
_STATUS = {"throttle": 429, "unauthorized": 401, "no_credit": 402, "gone_model": 404, "invalid": 400}


class ChatApi:
    """`/chat/completions` and `/models`. `/admin/chat` queues what comes next and shows the requests: POST
    `{"reply": "…"}`, or `{"fault": "throttle"}` with the faults of submits, which break an answer off in its middle.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._queue: deque[tuple[str | None, Faults]] = deque()
        self._requests: list[Json] = []

    def routes(self) -> list[web.RouteDef]:
        served = [web.post(f"{prefix}/chat/completions", self.complete) for prefix in PREFIXES]
        listed = [web.get(f"{prefix}/models", self.list_models) for prefix in PREFIXES]
        return [*served, *listed, web.post("/admin/chat", self.queue_reply), web.get("/admin/chat", self.list_requests)]

    async def complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if bearer(request) is None:
            return _refuse(401, "Incorrect API key provided.")
        if not body.get("messages") or body.get("model") in self._desk.scenario.retired:
            return _refuse(404 if body.get("messages") else 400, f"The model {body.get('model')!r} does not exist.")
        queued, faults = self._queue.popleft() if self._queue else (None, Faults())
        if fault := (faults.at("before") or Faults.read(request.headers.get("X-Simulate", "")).at("before")):
            if fault.name.startswith("drop") and request.transport:
                request.transport.close()
            return _refuse(_STATUS.get(fault.name, 500), "A fault that was ordered.")
        self._requests.append(body)
        reply = _plausible(body) if queued is None else queued
        await asyncio.sleep(faults.number("late_answer", 2.0) or 0.0)
        if body.get("stream"):
            return await _stream(request, body, reply, faults)
        message = {"role": "assistant", "content": reply}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return web.json_response({**_head(body, "chat.completion"), "choices": [choice], "usage": _usage(body, reply)})

    async def list_models(self, request: web.Request) -> web.StreamResponse:
        if bearer(request) is None:
            return _refuse(401, "Incorrect API key provided.")
        data = [
            {"id": name, "object": "model", "created": 0, "owned_by": "simulated", "shutdown_date": end}
            for name, end in _MODELS.items()
        ]
        return web.json_response({"object": "list", "data": data})

    async def queue_reply(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self._queue.append((asked.get("reply"), Faults.read(asked.get("fault", ""))))
        return web.json_response({"ok": True})

    async def list_requests(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(self._requests)


async def _stream(request: web.Request, body: Json, reply: str, faults: Faults) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    words = reply.split(" ")
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": word + (" " if place < len(words) - 1 else "")} for place, word in enumerate(words)]
    head = _head(body, "chat.completion.chunk")
    for place, delta in enumerate([*deltas, None]):
        if place > len(deltas) // 2 and (fault := faults.at("after")):
            await _break_off(request, response, fault)
        choice = {"index": 0, "delta": delta or {}, "finish_reason": None if delta else "stop"}
        await response.write(f"data: {json.dumps({**head, 'choices': [choice]})}\n\n".encode())
        await asyncio.sleep(0.002)
    if (body.get("stream_options") or {}).get("include_usage"):
        usage = {**head, "choices": [], "usage": _usage(body, reply)}
        await response.write(f"data: {json.dumps(usage)}\n\n".encode())
    await response.write(b"data: [DONE]\n\n")
    return response


async def _break_off(request: web.Request, response: web.StreamResponse, fault: Fault) -> None:
    """Half of the answer is out: silence, nonsense, or the end of the connection."""
    if fault.name == "hang_after_accept":
        await asyncio.sleep(fault.number or 3600)
    elif fault.name == "garbled_answer":
        await response.write(b'data: {"choices": [{"delta": \n\n')
    elif fault.name == "error_after_accept":
        await response.write(b'data: {"error": {"message": "The server had an error.", "code": 500}}\n\n')
    elif fault.name == "drop_after_accept" and request.transport:
        request.transport.abort()


def _plausible(body: Json) -> str:
    """The last paragraph of the last user message, with a camera and light to it and without a label such as
    `Prompt:`; where a JSON schema is asked for, an instance of it; a storyboard where one of so many shots is.
    """
    said = next((_text(one["content"]) for one in reversed(body["messages"]) if one["role"] == "user"), "")
    asked = _LABEL.sub("", said.strip().rpartition("\n\n")[2])
    orders = " ".join(_text(one["content"]) for one in body["messages"] if one["role"] == "system")
    if board := _BOARD.search(orders):
        return json.dumps(_storyboard(int(board[1]), asked))
    if open_ones := _BRIEF.search(orders):
        return _interviewed(open_ones[1].split(", "), said.strip())
    wanted = body.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        return json.dumps(_instance(wanted["json_schema"]["schema"], asked))
    if wanted.get("type") == "json_object":
        return json.dumps({"text": asked})
    return f"{asked} Soft window light, shallow depth of field, a slow push-in, calm and warm mood."


def _storyboard(shots: int, asked: str) -> Json:
    """So many shots of what was asked, coming closer."""
    framings = ["Wide shot, slow drift", *["Medium shot, slow push in", "Close-up, shallow focus"] * shots]
    beats = [{"framing": framings[n], "prompt": f"{asked} Part {n + 1} of {shots}."} for n in range(shots)]
    return {"look": "The same subject in soft window light", "beats": beats}


def _interviewed(missing: list[str], said: str) -> str:
    """An answer in a talk about a brief: what was said is noted for the first open field, the next one is asked for."""
    if missing == ["nothing"]:
        proposal = {
            "title": "Quiet light",
            "why": "It fits.",
            "prompt": f"{said} In soft window light, a slow push-in.",
        }
        return f"Here is an idea.\n```json\n{json.dumps({'facts': {}, 'proposal': proposal})}\n```"
    field, *others = missing
    value = {"placements": ["tiktok"], "budgetUsd": float(next(iter(re.findall(r"\d+", said)), 0))}.get(
        field, said[:80]
    )
    block = {"facts": {field: value}, "suggestions": ["Go on"], "asks": next(iter(others), None)}
    return f"I have noted that. What about the {next(iter(others), 'first video')}?\n```json\n{json.dumps(block)}\n```"


def _instance(schema: Json, text: str) -> Any:
    """A small value that fits the schema; texts are what was asked."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _instance(schema["anyOf"][0], text)
    kind = schema.get("type")
    if kind == "object":
        return {name: _instance(part, text) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [_instance(schema.get("items", {}), text) for _ in range(max(1, schema.get("minItems", 1)))]
    return {"integer": schema.get("minimum", 1), "number": schema.get("minimum", 1), "boolean": True}.get(
        str(kind), text[: schema.get("maxLength", 400)]
    )


def _text(content: Any) -> str:
    if isinstance(content, list):
        return " ".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return str(content)


def _head(body: Json, kind: str) -> Json:
    return {"id": f"chatcmpl-{secrets.token_hex(8)}", "object": kind, "created": 1_795_000_000, "model": body["model"]}


def _usage(body: Json, reply: str) -> Json:
    asked = sum(len(_text(message["content"]).split()) for message in body["messages"])
    said = len(reply.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _refuse(status: int, message: str) -> web.Response:
    error = {"message": message, "type": "invalid_request_error", "code": None, "param": None}
    return web.json_response({"error": error}, status=status)
