"""What an order is refused for, what makes it the same order, what it costs at most: all before anything is paid."""

import asyncio
import io
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image

from reelwright.budget.models import budgets
from reelwright.generation.models import attempts, generations
from tests.generation.world import World

ON_SQLITE = pytest.mark.parametrize("world_url", ["sqlite"], indirect=True)
BODY = {"prompt": "A steel flask at dawn", "model": "fake-video", "duration": 5, "resolution": "720p"}


def count(world: World, table: sa.Table = generations) -> int:
    return int(world.read(lambda conn: conn.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()))


def picture(size: int = 600) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "teal").save(out, "PNG")
    return out.getvalue()


async def test_the_first_answer_is_what_a_read_says_afterwards(world: World) -> None:
    """It is made from what was committed, not read back."""
    made = await world.order("fake-video", duration=12, headers={"Idempotency_Key": "key-1"})
    assert made == await world.get(made)
    await world.finished(made)  # a history, so that there is something to expect
    second = await world.order("fake-video", duration=12, autoRefine=True)
    assert second["etaSeconds"] is not None and second == await world.get(second)


# -- the same order ---------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_the_same_key_and_body_is_the_same_order_and_another_body_is_a_conflict(world: World) -> None:
    headers = {"Idempotency_Key": "key-1"}
    first = await world.order(headers=headers)
    again = await world.order(headers=headers)
    assert again["id"] == first["id"] and count(world) == 1

    refused = await world.order(headers=headers, duration=6, status=409)
    assert refused["code"] == "idempotency_conflict" and refused["generationId"] == first["id"]
    assert (await world.order(headers={"Idempotency_Key": "key-2"}))["id"] != first["id"]


@ON_SQLITE
async def test_a_key_is_free_again_after_a_day_and_after_a_refusal(world: World) -> None:
    headers = {"Idempotency_Key": "key-1"}
    await world.order("no-such-model", headers=headers, status=422)
    first = await world.order(headers=headers)
    world.clock.advance(24 * 3600 - 1)
    assert (await world.order(headers=headers))["id"] == first["id"]
    world.clock.advance(2)
    assert (await world.order(headers=headers))["id"] != first["id"]


async def test_twenty_requests_at_once_with_one_key_are_one_order(world: World) -> None:
    made = await asyncio.gather(*(world.order(headers={"Idempotency_Key": "key-1"}) for _ in range(20)))
    assert len({one["id"] for one in made}) == 1
    assert count(world) == 1 and count(world, attempts) == 1


@ON_SQLITE
async def test_a_repeated_order_is_answered_though_its_campaign_is_gone(world: World) -> None:
    campaign = (await world.post("/api/campaigns", {"name": "Spring"}, status=201))["id"]
    headers = {"Idempotency_Key": "key-1"}
    first = await world.order(headers=headers, campaignId=campaign)
    await world.api.delete(f"/api/campaigns/{campaign}")
    assert (await world.order(headers=headers, campaignId=campaign))["id"] == first["id"]


@ON_SQLITE
async def test_a_key_belongs_to_its_workspace_and_operation(world: World) -> None:
    headers = {"Idempotency-Key": "key-1"}
    mine = await world.api.post("/api/video/generate", json=BODY, headers=headers)
    theirs = await (await world.neighbour()).post("/api/video/generate", json=BODY, headers=headers)
    logo = {"productName": "Altitude", "model": "fake-video", "duration": 5, "resolution": "720p"}
    other = await world.api.post("/api/video/examples/brand-animation", json=logo, headers=headers)
    assert {one.status_code for one in (mine, theirs, other)} == {202}
    assert len({one.json()["id"] for one in (mine, theirs, other)}) == 3


# -- budgets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["workspace", "campaign"])
async def test_fifty_orders_at_once_never_pass_a_limit(world: World, whose: str) -> None:
    campaign = (await world.post("/api/campaigns", {"name": "Spring"}, status=201))["id"]
    limited = {"limitUsd": 3.4} | ({"campaignId": campaign} if whose == "campaign" else {})
    assert (await world.api.put("/api/budgets", json=limited)).status_code == 200

    body = {**BODY, "campaignId": campaign}
    answers = await asyncio.gather(*(world.api.post("/api/video/generate", json=body) for _ in range(50)))
    accepted = [one for one in answers if one.status_code == 202]
    refused = [one.json() for one in answers if one.status_code == 402]
    assert (len(accepted), len(refused)) == (6, 44) and count(world) == 6
    assert {(one["code"], one["scope"], one["leftUsd"]) for one in refused} == {("budget_exceeded", whose, 0.4)}
    held = world.read(lambda conn: conn.execute(sa.select(budgets.c.held_micro)).scalars().all())
    assert max(held) == 3_000_000


@ON_SQLITE
async def test_a_photo_is_quoted_as_it_is_ordered(world: World) -> None:
    photo = io.BytesIO()
    Image.effect_noise((1500, 1500), 90).save(photo, "PNG")
    assert photo.tell() > 2_000_000
    files = {"referenceImages": ("photo.png", photo.getvalue(), "image/png")}
    quoted = await world.api.post("/api/video/quote", data={"prompt": "Dawn", "model": "fake-video"}, files=files)
    assert quoted.status_code == 200, quoted.text


@ON_SQLITE
async def test_the_price_ceiling_is_the_orders_else_the_workspaces(world: World) -> None:
    dear = await world.order(maxPriceUsd=0.49, status=422)
    assert "maxPriceUsd" in dear["fields"]
    await world.api.patch("/api/workspace", json={"maxPriceUsd": 0.3})
    await world.order(status=422)
    await world.order(maxPriceUsd=0.5)
    assert count(world) == 1


# -- quotes -----------------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_a_quote_is_what_the_order_costs(world: World) -> None:
    quote = await world.post("/api/video/quote", BODY, status=200)
    assert quote["priceUsd"] == 0.5 and count(world) == 0 and not world.vendor.invoice()
    made = await world.finished(await world.order(quoteId=quote["quoteId"]))
    assert made["price"]["estimateUsd"] == made["price"]["chargedUsd"] == 0.5


@ON_SQLITE
async def test_a_quote_expires_and_the_refusal_brings_the_new_one(world: World) -> None:
    quote = await world.post("/api/video/quote", BODY, status=200)
    world.clock.advance(15 * 60 + 1)
    refused = await world.order(quoteId=quote["quoteId"], status=409)
    assert refused["code"] == "quote_changed" and "expired" in refused["detail"]
    fresh = refused["quote"]
    assert fresh["priceUsd"] == 0.5 and fresh["expiresAt"].endswith("Z")
    await world.order(quoteId=fresh["quoteId"])
    assert count(world) == 1


@ON_SQLITE
async def test_a_quote_for_something_else_and_a_strangers_quote_are_refused(world: World) -> None:
    quote = (await world.post("/api/video/quote", BODY, status=200))["quoteId"]
    assert (await world.order(quoteId=quote, duration=9, status=409))["quote"]["priceUsd"] == 0.9
    assert (await world.order(quoteId="quo_none", status=404))["code"] == "quote_unknown"
    stranger = await (await world.neighbour()).post("/api/video/generate", json={**BODY, "quoteId": quote})
    assert stranger.status_code == 404 and count(world) == 0


# -- files and forms --------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_a_form_with_a_file_and_json_with_its_asset_are_the_same_order(world: World) -> None:
    form = {name: str(value) for name, value in BODY.items()}
    files = {"referenceImages": ("flask.png", picture(), "image/png")}
    by_form = await world.api.post("/api/video/generate", data=form, files=files)
    assert by_form.status_code == 202, by_form.text
    [reference] = by_form.json()["referenceImages"]
    by_json = await world.order(references=[{"assetId": reference["assetId"], "role": "style"}])

    one, two = [await world.finished(made) for made in (by_form.json(), by_json)]
    assert one["status"] == two["status"] == "succeeded"
    assert [body["references"] for body in world.vendor.bodies()] == [[reference["assetId"]]] * 2
    assert one["request"]["duration"] == two["request"]["duration"] == 5


@ON_SQLITE
async def test_a_small_reference_warns_and_what_is_no_picture_is_refused_at_once(world: World) -> None:
    form = {name: str(value) for name, value in BODY.items()}
    small = await world.api.post("/api/video/generate", data=form, files={"referenceImages": ("s.png", picture(64))})
    made = await world.finished(small.json())
    assert any("512" in warning for warning in made["warnings"])
    bad = await world.api.post("/api/video/generate", data=form, files={"referenceImages": ("s.png", b"not a picture")})
    assert bad.status_code == 422 and count(world) == 1


@ON_SQLITE
async def test_a_field_that_nobody_knows_and_values_out_of_range_are_refused_by_name(world: World) -> None:
    for wrong, field in [
        ({"durations": 8}, "durations"),
        ({"duration": 4.9}, "duration"),
        ({"duration": 60.001}, "duration"),
        ({"duration": 8.0005}, "duration"),
        ({"prompt": "x" * 4001}, "prompt"),
        ({"aspectRatio": "4:3"}, "aspectRatio"),
        ({"seed": -1}, "seed"),
        ({"referenceImageUrls": ["https://a.example/1.png"] * 11}, "referenceImageUrls"),
    ]:
        refused = await world.order(**wrong, status=422)
        assert field in refused["fields"], refused
    assert count(world) == 0


# -- who serves -------------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_a_retired_key_says_so_in_headers_and_refuses_those_who_insist(world: World) -> None:
    body = {**BODY, "model": "sora-2-pro", "strictModel": True}
    refused = await world.api.post("/api/video/generate", json=body)
    assert refused.status_code == 410 and refused.json()["successor"] == "seedance-2.5"
    missing = await world.api.post("/api/video/generate", json={**body, "strictModel": False})
    assert missing.status_code == 409 and missing.json()["code"] == "model_unavailable"
    assert {one["model"] for one in missing.json()["alternatives"]} >= {"fake-video"}


@ON_SQLITE
async def test_with_no_key_at_all_the_studio_serves_and_says_so(world: World) -> None:
    keyless = world.services.credentials
    keyless._by_kind = {kind: key for kind, key in keyless._by_kind.items() if key.origin == "builtin"}
    answer = await world.api.post("/api/video/generate", json={**BODY, "model": "sora-2-pro"})
    assert answer.status_code == 202, answer.text
    served = answer.json()["servedBy"]
    assert (served["model"], served["vendor"], served["made"]) == ("studio", "studio", "drawn") and served["reason"]
    assert answer.headers["sunset"].endswith("GMT") and answer.headers["deprecation"].startswith("@")
    quoted = await world.api.post("/api/video/quote", json={"prompt": "A flask", "model": answer.json()["model"]})
    assert quoted.headers["sunset"] == answer.headers["sunset"]
    assert answer.json()["price"]["estimateUsd"] == 0.0
    strict = await world.api.post("/api/video/generate", json={**BODY, "model": "sora-2-pro", "strictModel": True})
    assert strict.status_code == 410


@ON_SQLITE
@pytest.mark.parametrize("concept", ["One flask, 24 hours cold", "One flask, 24 hours cold. "])
async def test_a_templates_prompt_is_sentences(world: World, concept: str) -> None:
    made = await world.post(
        "/api/video/examples/social-media", {"concept": concept, "platform": "x", "model": "fake-video"}, status=202
    )
    assert made["prompt"].startswith("Social video for X: One flask, 24 hours cold. A strong first second")


@ON_SQLITE
async def test_a_prompt_that_is_too_long_is_told_so_in_characters(world: World) -> None:
    refused = await world.post("/api/video/quote", {"prompt": "x" * 4001}, status=422)
    assert refused["fields"] == {"prompt": "Value should have at most 4000 characters, not 4001"}


@ON_SQLITE
async def test_an_eleventh_file_is_too_many(world: World) -> None:
    files = [("referenceImages", (f"{n}.png", b"", "image/png")) for n in range(11)]
    answer = await world.api.post("/api/video/quote", data={"prompt": "A flask"}, files=files)
    assert (answer.status_code, answer.json()["fields"]) == (422, {"referenceImages": "at most 10"})


@ON_SQLITE
async def test_what_the_serving_mode_lacks_is_refused_naming_models_that_have_it(world: World) -> None:
    for wanted in ({"audio": "native"}, {"negativePrompt": "rain"}, {"seed": 7}):
        refused = await world.order("fake-plain", **wanted, status=422)
        assert next(iter(wanted)) in refused["fields"]
        assert "fake-video" in {one["model"] for one in refused["alternatives"]}, refused
    long = await world.order(prompt="x" * 2001, status=422)
    assert "2000" in long["detail"] and long["alternatives"]
    many = await world.order(references=[{"url": f"https://a.example/{n}.png"} for n in range(4)], status=422)
    assert "3" in many["detail"]


# -- examples ---------------------------------------------------------------------------------------------------------

PLATFORMS = {
    "tiktok": (15, 60, "9:16"),
    "instagram-reel": (15, 60, "9:16"),
    "instagram-story": (10, 60, "9:16"),
    "instagram-feed": (15, 60, "1:1"),
    "youtube-short": (20, 60, "9:16"),
    "youtube": (30, 60, "16:9"),
    "facebook": (15, 60, "1:1"),
    "linkedin": (20, 60, "16:9"),
    "x": (15, 60, "16:9"),
    "pinterest": (10, 60, "9:16"),
}


@ON_SQLITE
async def test_every_platform_has_its_length_and_format(world: World) -> None:
    for platform, (seconds, _, aspect) in PLATFORMS.items():
        body = {"concept": "One flask, 24 hours cold.", "platform": platform, "model": "studio"}
        made = await world.post("/api/video/examples/social-media", body)
        assert (made["duration"], made["aspectRatio"]) == (seconds, aspect), platform
        assert any(f"{seconds} s in {aspect}" in warning for warning in made["warnings"])
    body = {"concept": "Cold.", "platform": "tiktok", "model": "studio", "duration": 7.5, "aspectRatio": "1:1"}
    made = await world.post("/api/video/examples/social-media", body)
    assert (made["duration"], made["aspectRatio"]) == (7.5, "1:1"), "explicit fields win within the range"


@ON_SQLITE
async def test_a_template_at_its_own_door_takes_its_other_words_and_its_look(world: World) -> None:
    words = {"look": "paper", "cta": "Shop now", "productName": "not this"}
    body = {"productName": "Altitude", "model": "studio", "templateFields": words}
    made = await world.post("/api/video/examples/brand-animation", body)
    assert made["request"]["scene"]["fields"] == {"look": "paper", "cta": "Shop now", "productName": "Altitude"}


@ON_SQLITE
async def test_examples_are_refused_like_orders(world: World) -> None:
    social: dict[str, Any] = {"concept": "Cold.", "model": "studio"}
    unknown = await world.post("/api/video/examples/social-media", {**social, "platform": "myspace"}, status=422)
    assert "tiktok" in unknown["fields"]["platform"]
    long = await world.post("/api/video/examples/social-media", {**social, "duration": 61}, status=422)
    assert "duration" in long["fields"]
    nameless = await world.post("/api/video/examples/brand-animation", {"tagline": "Up."}, status=422)
    assert "productName" in nameless["fields"]


@ON_SQLITE
async def test_our_own_words_are_cut_to_the_mode_and_not_refused(world: World) -> None:
    body = {**BODY, "productName": "Flask", "productDescription": "Cold. " * 333}
    del body["prompt"]
    made = await world.finished(await world.post("/api/video/examples/product-showcase", body))
    assert made["status"] == "succeeded" and len(world.vendor.bodies()[0]["prompt"]) <= 2000


# -- others, and waiting ----------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_nobody_reaches_another_workspaces_video(world: World) -> None:
    made = await world.finished(await world.order())
    stranger = await world.neighbour()
    for method, path in [
        ("GET", ""),
        ("POST", "/cancel"),
        ("POST", "/retry"),
        ("POST", "/shots/1/redo"),
        ("DELETE", ""),
    ]:
        answer = await stranger.request(method, f"/api/video/{made['id']}{path}")
        assert answer.status_code == 404, (method, path)
    assert (await stranger.get("/api/video")).json()["items"] == []
    assert (await stranger.get("/api/ledger")).json()["items"] == []
    assert [one["id"] for one in (await world.api.get("/api/video")).json()["items"]] == [made["id"]]


@ON_SQLITE
async def test_prefer_wait_holds_the_answer_until_it_rests(world: World) -> None:
    """The worker goes on beside the waiting request."""

    async def work() -> None:
        while not count(world) or not world.rests():
            await world.round()
            world.clock.advance(1)
            await asyncio.sleep(0.01)

    worker = asyncio.create_task(work())
    answer = await world.api.post("/api/video/generate", json=BODY, headers={"Prefer": "respond-async, wait=60"})
    await worker
    assert answer.status_code == 202 and answer.headers["preference-applied"] == "wait=60"
    assert answer.json()["status"] == "succeeded"
    at_once = await world.api.post("/api/video/generate", json=BODY, headers={"Prefer": "wait=1"})
    assert at_once.json()["status"] == "queued" and at_once.headers["preference-applied"] == "wait=1"


async def test_a_brand_kit_that_is_not_there_is_said_and_not_ignored(world: World) -> None:
    told = await world.order(brandKitId="kit_1", status=404)
    assert told["code"] == "not_found" and "brand kit" in told["detail"]
