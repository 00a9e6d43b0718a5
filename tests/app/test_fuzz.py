"""The whole API under schemathesis: whatever is sent, the answer is one that the description promises."""

import asyncio
import sys
from pathlib import Path

import pytest
import uvicorn

from tests.house import House

# Endless by nature; out into the world, where a test has no business; unready, since no worker runs here.
LEFT_OUT = ("followWorkspace", "followVideo", "fetchAsset", "readyz")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.full
async def test_no_input_gets_an_answer_that_is_not_described(whole: House, tmp_path: Path) -> None:
    await whole.owner()
    _, key = await whole.accounts.issue_api_key("fuzz")
    server = uvicorn.Server(uvicorn.Config(whole.app, port=0, log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    fuzz = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("schemathesis"),
        "run",
        f"http://127.0.0.1:{port}/api/openapi.json",
        f"--header=Authorization: Bearer {key}",
        f"--checks={CHECKS}",
        "--phases=examples,coverage,fuzzing",
        "--max-examples=20",
        "--seed=1",
        "--generation-database=none",
        *(f"--exclude-operation-id={name}" for name in LEFT_OUT),
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await fuzz.communicate()
    server.should_exit = True
    await serving
    assert fuzz.returncode == 0, output.decode()
