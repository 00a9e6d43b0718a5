import asyncio
import socket

import pytest

from tests.guards.no_live_calls import LiveCall

PUBLIC = ("192.0.2.1", 443)  # TEST-NET-1: routed nowhere, should the guard fail


def test_a_swallowed_live_call_is_still_seen(no_live_calls: list[str]) -> None:
    with socket.socket() as plain, pytest.raises(LiveCall):
        plain.connect(PUBLIC)
    assert no_live_calls == [str(PUBLIC)]
    no_live_calls.clear()


async def test_an_event_loop_cannot_reach_out_either(no_live_calls: list[str]) -> None:
    with pytest.raises(LiveCall):
        await asyncio.open_connection(*PUBLIC)
    no_live_calls.clear()


async def test_loopback_is_free() -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.close()
    server.close()
