"""Who is in a workspace, and what each may do there."""

import asyncio

import pytest

from tests.house import House

PASSWORD = "a long enough password"


@pytest.mark.parametrize(
    ("role", "may_manage", "scopes"),
    [("viewer", 403, ["read"]), ("editor", 403, ["order", "read", "write"]), ("owner", 200, None)],
)
async def test_a_role_says_what_one_may_do(house: House, role: str, may_manage: int, scopes: list[str] | None) -> None:
    member = await house.member(await house.owner(), role)
    me = (await member.client.get("/api/auth/me")).json()
    assert me["role"] == role
    assert scopes is None or me["scopes"] == scopes
    refused = await member.client.get("/api/invites")
    assert refused.status_code == may_manage
    if may_manage == 403:
        assert (refused.json()["code"], refused.json()["scope"]) == ("not_allowed", "manage")


async def test_an_invitation_is_withdrawn_or_accepted_but_not_both(house: House) -> None:
    owner = await house.owner()
    invite = (await owner.client.post("/api/invites", json={"email": "new@acme.example"})).json()
    assert house.letters[-1].link == invite["link"]
    assert [one["email"] for one in (await owner.client.get("/api/invites")).json()] == ["new@acme.example"]
    assert (await owner.client.delete(f"/api/invites/{invite['id']}")).status_code == 204
    token = invite["link"].rpartition("/")[2]
    assert (await house.client().post("/api/invites/accept", json={"token": token})).status_code == 410


async def test_a_second_invitation_replaces_the_first(house: House) -> None:
    owner = await house.owner()
    body = {"email": "new@acme.example", "role": "owner"}
    first = (await owner.client.post("/api/invites", json=body)).json()["link"].rpartition("/")[2]
    await owner.client.post("/api/invites", json={**body, "role": "viewer"})
    assert (await house.client().post("/api/invites/accept", json={"token": first})).status_code == 410


async def test_a_member_is_not_invited_again(house: House) -> None:
    owner = await house.owner()
    answer = await owner.client.post("/api/invites", json={"email": owner.email})
    assert (answer.status_code, answer.json()["code"]) == (409, "already_member")


async def test_whoever_invites_does_not_become_whom_he_invites(house: House) -> None:
    victim = await house.owner("Victim")
    await victim.client.put("/api/auth/password", json={"newPassword": PASSWORD})
    thief = await house.owner("Thief")
    link = (await thief.client.post("/api/invites", json={"email": victim.email})).json()["link"]
    token = link.rpartition("/")[2]
    for password in (None, "not her password"):
        body = {"token": token, "password": password}
        answer = await house.client().post("/api/invites/accept", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "account_exists")
    joined = await house.client().post("/api/invites/accept", json={"token": token, "password": PASSWORD})
    assert joined.json()["personId"] == victim.person_id
    names = [one["name"] for one in (await victim.client.get("/api/auth/me")).json()["workspaces"]]
    assert sorted(names) == ["Thief", "Victim"]


async def test_an_invitation_is_no_quick_way_to_guess_a_password(house: House) -> None:
    victim = await house.owner("Victim")
    await victim.client.put("/api/auth/password", json={"newPassword": PASSWORD})
    thief = await house.owner("Thief")
    link = (await thief.client.post("/api/invites", json={"email": victim.email})).json()["link"]
    guesses = [
        await house.client().post(
            "/api/invites/accept", json={"token": link.rpartition("/")[2], "password": f"guess number {n}"}
        )
        for n in range(11)
    ]
    assert [guess.status_code for guess in guesses] == [409] * 10 + [429]


async def test_tokens_of_one_workspace_are_exchanged_for_another_of_theirs(house: House) -> None:
    owner = await house.owner("First")
    await house.accounts.add_workspace("Second", owner.email)
    other = await house.owner("Other")
    me = (await owner.client.get("/api/auth/me")).json()
    second = next(one["id"] for one in me["workspaces"] if one["name"] == "Second")
    body = {"refreshToken": owner.tokens["refreshToken"], "workspaceId": second}
    tokens = (await house.client().post("/api/auth/refresh", json=body)).json()
    assert (await house.client(tokens["accessToken"]).get("/api/workspace")).json()["name"] == "Second"
    body = {"refreshToken": tokens["refreshToken"], "workspaceId": other.workspace_id}
    assert (await house.client().post("/api/auth/refresh", json=body)).status_code == 401


async def test_a_new_role_counts_at_once(house: House) -> None:
    owner = await house.owner()
    member = await house.member(owner, "editor")
    assert (await member.client.get("/api/api-keys")).status_code == 403
    path = f"/api/members/{member.person_id}"
    assert (await owner.client.patch(path, json={"role": "owner"})).status_code == 204
    assert (await member.client.get("/api/api-keys")).status_code == 200


async def test_who_is_removed_is_out_at_once(house: House) -> None:
    owner = await house.owner()
    member = await house.member(owner, "editor", password=PASSWORD)
    assert (await member.client.get("/api/workspace")).status_code == 200
    assert (await owner.client.delete(f"/api/members/{member.person_id}")).status_code == 204
    assert (await member.client.get("/api/workspace")).status_code == 401
    body = {"email": member.email, "password": PASSWORD}
    assert (await house.client().post("/api/auth/login", json=body)).status_code == 401
    members = (await owner.client.get("/api/members")).json()
    assert [one["email"] for one in members] == [owner.email]


async def test_keys_go_with_who_made_them(house: House) -> None:
    """And the keys made with those; a lesser role leaves the keys that it could make."""
    owner = await house.owner()
    leaving = await house.member(owner, "owner")
    strong, weak = await house.key(leaving, "read", "manage"), await house.key(leaving, "read")
    child = (await strong.post("/api/api-keys", json={"name": "child", "scopes": ["manage"]})).json()
    answers = [await one.get("/api/workspace") for one in (strong, weak)]
    assert {one.status_code for one in answers} == {200}

    path = f"/api/members/{leaving.person_id}"
    await owner.client.patch(path, json={"role": "editor"})
    listed = (await owner.client.get("/api/api-keys")).json()
    assert [(one["scopes"], one["createdBy"]) for one in listed] == [(["read"], leaving.person_id)]
    assert (await strong.get("/api/workspace")).status_code == 401
    assert (await house.client(child["key"]).get("/api/members")).status_code == 401
    await owner.client.delete(path)
    assert (await weak.get("/api/workspace")).status_code == 401


async def test_the_last_owner_stays(house: House) -> None:
    owner = await house.owner()
    path = f"/api/members/{owner.person_id}"
    for answer in (await owner.client.delete(path), await owner.client.patch(path, json={"role": "viewer"})):
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")


async def test_two_owners_who_remove_each_other_at_once_leave_one(house: House) -> None:
    first = await house.owner()
    second = await house.member(first, "owner")
    answers = await asyncio.gather(
        first.client.patch(f"/api/members/{second.person_id}", json={"role": "viewer"}),
        second.client.patch(f"/api/members/{first.person_id}", json={"role": "viewer"}),
    )
    assert sorted(answer.status_code for answer in answers) in ([204, 403], [204, 409])
    roles = [one["role"] for one in (await first.client.get("/api/members")).json()]
    assert sorted(roles) == ["owner", "viewer"]


async def test_defaults_of_the_workspace_are_set_and_taken_away(house: House) -> None:
    owner = await house.owner()
    changed = await owner.client.patch("/api/workspace", json={"maxPriceUsd": 12.5, "autoRefine": True})
    assert (changed.json()["maxPriceUsd"], changed.json()["autoRefine"]) == (12.5, True)
    kept = await owner.client.patch("/api/workspace", json={"name": "New name"})
    assert (kept.json()["name"], kept.json()["maxPriceUsd"]) == ("New name", 12.5)
    assert (await owner.client.patch("/api/workspace", json={"maxPriceUsd": None})).json()["maxPriceUsd"] is None
    assert (await owner.client.patch("/api/workspace", json={"maxPriceUsd": -1})).status_code == 422


async def test_the_first_owner_gives_a_real_address(house: House) -> None:
    tokens = (await house.client().post(f"/api/auth/link/{await house.accounts.first_run()}")).json()
    client = house.client(tokens["accessToken"])
    assert (await client.patch("/api/auth/me", json={"email": "Ada@Acme.example", "name": "Ada"})).status_code == 204
    person = (await client.get("/api/auth/me")).json()["person"]
    assert (person["email"], person["name"]) == ("ada@acme.example", "Ada")


async def test_an_address_is_changed_with_the_password_and_to_a_free_one(house: House) -> None:
    other, owner = await house.owner("Other"), await house.owner()
    await owner.client.put("/api/auth/password", json={"newPassword": PASSWORD})
    body = {"email": "new@acme.example"}
    assert (await owner.client.patch("/api/auth/me", json=body)).status_code == 401
    body["currentPassword"] = PASSWORD
    assert (await owner.client.patch("/api/auth/me", json=body)).status_code == 204
    body["email"] = other.email
    assert (await owner.client.patch("/api/auth/me", json=body)).json()["code"] == "account_exists"
