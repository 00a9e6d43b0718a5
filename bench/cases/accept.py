"""Accepting orders: ours answers 202 after a durable commit; LiteLLM's proxy after its upstream has answered."""

import json
import os
import shutil
import sys
from collections.abc import Mapping

from bench.cases.render import SCRATCH, environment_of_its_own
from bench.measure import ROOT, Case, Figure, Numbers, free_port, process
from bench.serving import Served, api_key, call, reelwright, serving, simulator

LITELLM = ROOT / "bench" / ".venv-litellm"
LOCK = ROOT / "bench" / "litellm-requirements.txt"
FOLDER = SCRATCH / "accept"
CONNECTIONS, SECONDS = 32, 10
PROMPT = "A stainless steel flask on a windswept ridge at dawn, mist in the valley, slow push in"
ORDER = {"prompt": PROMPT, "model": "runway-gen4.5", "duration": 60, "aspectRatio": "16:9"}
SHOTS = 6
MASTER_KEY = "sk-bench-9f86d081884c7d659a2feaa0c55ad015"


def prepare() -> None:
    """An environment of LiteLLM's own: it wants other versions of our packages."""
    environment_of_its_own(LITELLM, LOCK)


def ours() -> Numbers:
    """One process with its worker, which submits the same orders to a vendor while it takes in the next."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with simulator(FOLDER / "vendor", "queue_seconds = 0.0\nrun_seconds = 600.0\n") as vendor:
        settings = {
            "rate_limit": "off",
            "runwayml_api_secret": "bench",
            "runway_base_url": vendor.base_url + "/runway/v1",
        }
        with reelwright(FOLDER, settings) as server:
            key = api_key(server, FOLDER)
            quoted = call(server, "POST", "/api/video/quote", key, ORDER)
            assert len(quoted["plan"]["shots"]) == SHOTS, quoted
            return measured(server, "/api/video/generate", key, ORDER)


def litellm() -> Numbers:
    """Its proxy with one worker and no database, in front of an endpoint that answers at once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    upstream_port, port = free_port(), free_port()
    upstream = [sys.executable, "-m", "bench.accepting.upstream", str(upstream_port)]
    with serving(*upstream, port=upstream_port, ready="/") as instant:
        model = {"model": "openai/sora-2", "api_base": instant.base_url + "/v1", "api_key": "bench"}
        config = FOLDER / "litellm.json"
        config.write_text(json.dumps({"model_list": [{"model_name": "sora-2", "litellm_params": model}]}))
        env = {"PATH": os.environ["PATH"], "HOME": str(FOLDER), "LITELLM_MASTER_KEY": MASTER_KEY, **OFFLINE}
        command = [str(LITELLM / "bin" / "litellm"), "--config", str(config)]
        command += ["--host", "127.0.0.1", "--port", str(port)]
        ready = "/health/liveliness"
        with serving(*command, port=port, ready=ready, env=env, log=FOLDER / "litellm.log") as proxy:
            body = {"model": "sora-2", "prompt": PROMPT, "seconds": "8", "size": "1280x720"}
            return measured(proxy, "/v1/videos", MASTER_KEY, body)


OFFLINE = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MODE": "PRODUCTION", "LITELLM_LOG": "ERROR"}


def measured(server: Served, path: str, key: str, body: Mapping[str, object]) -> Numbers:
    """What the clients saw, and what the server took for it."""
    before = server.cpu_seconds()
    words = ["-m", "bench.accepting.clients", server.base_url + path, key, json.dumps(body), str(CONNECTIONS)]
    numbers = process(sys.executable, *words, str(SECONDS))
    return {**numbers, "cpu_seconds": server.cpu_seconds() - before, "peak_megabytes": server.peak_megabytes}


CASE = Case(
    says=__doc__,
    contenders={"ours": ours, "LiteLLM": litellm},
    figures=[
        Figure("orders a second over LiteLLM's", "ours", "requests_per_second", over="LiteLLM", at_least=10),
        Figure("p99 over LiteLLM's", "ours", "p99_ms", over="LiteLLM", at_most=1),
        Figure("our orders a second", "ours", "requests_per_second"),
    ],
    prepare=prepare,
    packages=("fastapi", "uvicorn", "uvloop", "sqlalchemy", "dbos", "aiohttp"),
)
