"""A first run finds one campaign to look at; nobody else ever does, and deleting it is for good."""

from pathlib import Path

from reelwright.kit.clock import ManualClock
from tests.campaigns.chatting import Chat
from tests.house import House, whole_house


async def sign_in(house: House) -> Chat:
    token = await house.accounts.first_run()
    tokens = (await house.client().post(f"/api/auth/link/{token}")).json()
    client = house.client(tokens["accessToken"])
    (sample,) = (await client.get("/api/campaigns")).json()["items"]
    return Chat(client, sample)


async def test_a_first_run_has_a_sample_with_a_proposal_that_can_be_ordered(whole: House) -> None:
    chat = await sign_in(whole)
    sample = await chat.campaign()
    assert sample["isSample"] and sample["missing"] == [] and sample["stage"] == "assets"
    assert sample["brief"]["product"] == "Morrow" and sample["brief"]["budgetUsd"] == 50
    greeting, proposed = await chat.messages()
    assert "sample campaign" in greeting["text"] and proposed["proposal"]
    quoted = await chat.client.post("/api/video/quote", json=proposed["proposal"]["order"])
    assert quoted.status_code == 200, quoted.text
    assert (await chat.client.get("/api/video")).json()["items"] == []
    assert (await chat.say("another"))["proposal"]


async def test_a_campaign_that_is_deleted_leaves_its_videos(whole: House) -> None:
    chat = await sign_in(whole)
    proposed = (await chat.messages())[1]["proposal"]
    video = (await chat.client.post("/api/video/generate", json=proposed["order"])).json()
    assert (await chat.client.delete(chat.path)).status_code == 204
    assert (await chat.client.get(f"/api/video/{video['id']}")).json()["metadata"]["campaignId"] == chat.id
    assert (await chat.client.get(f"{chat.path}/messages")).status_code == 404


async def test_it_is_made_once_for_each_installation(clock: ManualClock, tmp_path: Path) -> None:
    house = whole_house(clock, tmp_path)
    assert await house.accounts.first_run() and await house.accounts.first_run()  # nobody has signed in yet
    chat = await sign_in(house)
    assert (await chat.client.delete(chat.path)).status_code == 204
    await house.close()
    again = whole_house(clock, tmp_path)
    assert await again.accounts.first_run() is None
    other = await again.owner("Other")
    assert (await other.client.get("/api/campaigns")).json()["items"] == []
    await again.close()
