"""Messages reach a real server, signed, once under each id, through every fault; or the endpoint says why not."""

import re
import time
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from reelwright.events import sending
from reelwright.events.models import deliveries
from reelwright.events.signing import headers_of, new_secret, signature_of
from tests.fakes.receiver import Receiver
from tests.generation.world import Json, World
from tests.guards.sources import ROOT

PATH = "/api/webhook-endpoints"
DAY = 24 * 3600


async def endpoint(world: World, url: str, **fields: Any) -> Json:
    return await world.post(PATH, {"url": url, **fields}, status=201)


async def shown(world: World, made: Json) -> Json:
    listed = (await world.api.get(PATH)).json()["items"]
    found: Json = next(one for one in listed if one["id"] == made["id"])
    return found


async def sent(world: World, made: Json) -> list[Json]:
    items: list[Json] = (await world.api.get(f"{PATH}/{made['id']}/deliveries")).json()["items"]
    return items


def test_the_signature_is_the_one_the_standard_publishes() -> None:
    secret, message_id = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = signature_of(secret, message_id, 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_receiver_in_the_guide_knows_ours_from_others() -> None:
    guide = (ROOT / "docs/guides/integration.md").read_text()
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if "def is_genuine" in block]
    scope: Json = {}
    exec(code, scope)
    secret, body, now_ms = new_secret(), b'{"type":"endpoint.test"}', time.time_ns() // 1_000_000
    headers = headers_of(secret, "msg_1", now_ms, body)
    assert scope["is_genuine"](secret, headers, body)
    assert Webhook(secret).verify(body, headers) == {"type": "endpoint.test"}
    assert not scope["is_genuine"](secret, headers, body + b" ")
    assert not scope["is_genuine"](new_secret(), headers, body)
    assert not scope["is_genuine"](secret, headers_of(secret, "msg_1", now_ms - 400_000, body), body)


async def test_a_finished_video_is_told_to_whoever_listens(world: World, receiver: Receiver) -> None:
    hears = await endpoint(world, receiver.url, events=["generation.succeeded"])
    deaf = await endpoint(world, receiver.url, events=["generation.failed"])
    off = await endpoint(world, receiver.url, isEnabled=False)
    done = await world.finished(await world.order())
    (got,) = receiver.got
    assert got.is_signed_with(hears["secret"], world.clock.now_ms())
    assert not got.is_signed_with(deaf["secret"], world.clock.now_ms())
    assert (got.message["type"], got.message["data"]) == ("generation.succeeded", done)
    (delivery,) = await sent(world, hears)
    assert (delivery["id"], delivery["state"], delivery["statusCode"]) == (got.id, "delivered", 200)
    assert (delivery["answer"], delivery["sentTimes"]) == ("thanks", 1)
    assert [await sent(world, one) for one in (deaf, off)] == [[], []]
    assert "secret" not in await shown(world, hears)
    assert (await shown(world, hears))["lastDelivery"]["state"] == "delivered"


@pytest.mark.parametrize("fault", [500, "hang", "drop", 302, 404])
async def test_a_receiver_in_trouble_gets_the_same_message_later(
    world: World, receiver: Receiver, fault: int | str
) -> None:
    made = await endpoint(world, receiver.url)
    receiver.plan = [fault]
    await world.post(f"{PATH}/{made['id']}/test")
    await world.round()
    (delivery,) = await sent(world, made)
    assert (delivery["state"], delivery["sentTimes"]) == ("waiting", 1)
    assert delivery["error"] and delivery["nextTryAt"]
    await world.work()
    first, second = receiver.got
    assert (first.id, first.raw) == (second.id, second.raw)
    assert second.is_signed_with(made["secret"], world.clock.now_ms())
    assert ((await sent(world, made))[0]["state"], receiver.elsewhere) == ("delivered", [])


@pytest.mark.parametrize(
    ("asked", "least", "most"), [("900", 900, 990), ("1e9", 36_000, 39_600), ("inf", 5, 5.5), ("soon", 5, 5.5)]
)
async def test_a_receiver_is_left_alone_for_as_long_as_it_asks_within_reason(
    world: World, receiver: Receiver, asked: str, least: float, most: float
) -> None:
    made = await endpoint(world, receiver.url)
    receiver.plan, receiver.retry_after = [429], asked
    await world.post(f"{PATH}/{made['id']}/test")
    await world.round()
    row = await world.db.read(lambda conn: conn.execute(deliveries.select()).one())
    assert (row.endpoint_id, row.state) == (made["id"], "waiting")
    assert least <= (row.due_at - world.clock.now_ms()) / 1000 <= most


async def test_after_a_day_of_tries_a_message_is_given_up_and_can_be_sent_again(
    world: World, receiver: Receiver
) -> None:
    made = await endpoint(world, receiver.url)
    receiver.plan, receiver.says = [503] * 8, f"broken {made['secret']} \0" + "x" * 5000
    await world.post(f"{PATH}/{made['id']}/test")
    began = world.clock.now_ms()
    await world.work(seconds=2 * DAY)
    (delivery,) = await sent(world, made)
    assert (delivery["state"], delivery["sentTimes"], len(receiver.got)) == ("failed", 8, 8)
    assert DAY < (world.clock.now_ms() - began) / 1000 < 1.3 * DAY
    assert delivery["error"] == "The receiver answered 503."
    assert delivery["answer"].startswith("broken [secret] xx") and len(delivery["answer"]) <= 2048
    assert (await shown(world, made))["isEnabled"]
    await world.post(f"/api/deliveries/{delivery['id']}/retry")
    again = await world.api.post(f"/api/deliveries/{delivery['id']}/retry")
    assert (again.status_code, again.json()["code"]) == (409, "delivery_not_retryable")
    await world.work()
    assert ((await sent(world, made))[0]["state"], {got.id for got in receiver.got}) == ("delivered", {delivery["id"]})
    await world.post(f"/api/deliveries/{delivery['id']}/retry", status=409)


async def test_an_endpoint_that_took_nothing_for_days_is_switched_off_and_says_why(
    world: World, receiver: Receiver
) -> None:
    made = await endpoint(world, receiver.url)
    receiver.plan = [500] * 100
    for _ in range(4):
        await world.api.post(f"{PATH}/{made['id']}/test")
        await world.work(seconds=2 * DAY)
    now = await shown(world, made)
    assert not now["isEnabled"]
    assert "It has taken no message since 2026-" in now["disabledReason"]
    assert (await world.post(f"{PATH}/{made['id']}/test", status=409))["code"] == "endpoint_disabled"
    answer = await world.api.patch(f"{PATH}/{made['id']}", json={"isEnabled": True})
    assert (answer.json()["isEnabled"], answer.json()["disabledReason"]) == (True, None)
    receiver.plan = []
    await world.post(f"{PATH}/{made['id']}/test")
    await world.work()
    assert (await shown(world, made))["lastDelivery"]["state"] == "delivered"


async def test_a_receiver_that_is_gone_gets_no_more(world: World, receiver: Receiver) -> None:
    made = await endpoint(world, receiver.url)
    receiver.plan = [410]
    await world.post(f"{PATH}/{made['id']}/test")
    await world.post(f"{PATH}/{made['id']}/test")
    await world.work(seconds=2 * DAY)
    assert len(receiver.got) == 1
    assert "410" in (await shown(world, made))["disabledReason"]
    assert {one["error"] for one in await sent(world, made)} == {
        "The receiver answered 410.",
        "The endpoint is switched off.",
    }


async def test_dying_between_the_answer_and_the_commit_repeats_the_id(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await endpoint(world, receiver.url)
    await world.post(f"{PATH}/{made['id']}/test")

    class Killed(BaseException):
        pass

    def die(point: str) -> None:
        if point == "deliver.answered":
            raise Killed

    (claim,) = world.claim()
    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(sending.failpoints, "hit", die)
        await world.run_claim(claim)
    await world.run_claim(claim)  # the engine meets what its dead process was running
    first, second = receiver.got
    assert (first.id, first.raw) == (second.id, second.raw)
    (delivery,) = await sent(world, made)
    assert (delivery["id"], delivery["state"], delivery["sentTimes"]) == (first.id, "delivered", 2)
    await world.run_claim(claim)  # and a third time finds nothing to do
    assert len(receiver.got) == 2


async def test_an_order_calls_back_when_it_ends(world: World, receiver: Receiver) -> None:
    secret = (await world.api.get(f"{PATH}/callback-secret")).json()["secret"]
    done = await world.finished(await world.order(callbackUrl=receiver.url))
    (got,) = receiver.got
    assert got.is_signed_with(secret, world.clock.now_ms())
    assert (got.message["type"], got.message["data"]["id"]) == ("generation.succeeded", done["id"])
    renewed = (await world.api.post(f"{PATH}/callback-secret")).json()["secret"]
    assert renewed != secret
    await world.act(await world.order(callbackUrl=receiver.url), "cancel")
    await world.work()
    assert receiver.got[1].message["type"] == "generation.canceled"
    assert receiver.got[1].is_signed_with(renewed, world.clock.now_ms())


async def test_a_deleted_video_is_told_of_no_more(world: World, receiver: Receiver) -> None:
    receiver.plan = [500]
    done = await world.finished(await world.order(callbackUrl=receiver.url))
    assert world.read(lambda conn: conn.execute(deliveries.select()).all())
    assert (await world.api.delete(f"/api/video/{done['id']}")).status_code == 204
    assert not world.read(lambda conn: conn.execute(deliveries.select()).all())
    await world.work(seconds=DAY)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/x",
        "example.com/x",
        "http://user:word@example.com/x",
        "http://10.0.0.1/x",
        "http://[::1]/x",
        "http://169.254.169.254/latest",
        "http://example.com:25/x",
        "http://example.com:99999/x",
        "http://exa mple.com/",
        "http://167772161/",
        "http://0x0a.1/",
        "http://10.1/",
        "http://010.0.0.1/",
        "http://0/",
        "http://%31%30.0.0.1/",
        "http://a..example/",
        f"http://{'a' * 64}.example/",
    ],
)
@pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
async def test_an_address_inside_is_refused_before_anything_is_kept(world: World, url: str) -> None:
    refused = await world.post(PATH, {"url": url}, status=422)
    assert (refused["code"], list(refused["fields"])) == ("webhook_address_refused", ["url"])
    order = await world.order(callbackUrl=url, status=422)
    assert list(order["fields"]) == ["callbackUrl"]
    made = await endpoint(world, "https://example.com/hooks")
    assert (await world.api.patch(f"{PATH}/{made['id']}", json={"url": url})).status_code == 422


async def test_deleting_an_endpoint_drops_what_was_on_its_way(world: World, receiver: Receiver) -> None:
    made = await endpoint(world, receiver.url)
    await world.post(f"{PATH}/{made['id']}/test")
    assert (await world.api.delete(f"{PATH}/{made['id']}")).status_code == 204
    await world.work()
    assert receiver.got == []
    assert (await world.api.get(f"{PATH}/{made['id']}/deliveries")).status_code == 404
