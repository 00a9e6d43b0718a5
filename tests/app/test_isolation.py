"""Nobody reaches into another workspace, and nobody does more than their role: walked over every route there is.

A new route fails here until it says what a stranger would send.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from PIL import Image

from tests.house import House, Seat

METHODS = ("get", "post", "put", "patch", "delete")

# Open to strangers by design: signing in, invitations, resets, health; links carry their own secret.
OPEN = {
    "login",
    "openSignInLink",
    "useSignInLink",
    "refreshTokens",
    "askPasswordReset",
    "resetPassword",
    "acceptInvite",
    "openAssetLink",
    "healthz",
    "readyz",
    "metrics",
}
# About oneself: every role may, whatever it changes.
ONESELF = {"logout", "changeMe", "setPassword"}

BODIES: dict[str, Any] = {
    "changeMe": {},
    "setPassword": {"newPassword": "long enough to be one"},
    "changeWorkspace": {"name": "Mine now"},
    "changeMember": {"role": "viewer"},
    "inviteMember": {"email": "new@other.example"},
    "makeApiKey": {"name": "key", "scopes": ["read"]},
    "fetchAsset": {"url": "http://127.0.0.1/logo.png"},
    "createCampaign": {"name": "Campaign"},
    "renameCampaign": {"name": "Mine now"},
}
FILES = {"uploadAssets"}


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    is_secured: bool
    takes_body: bool

    async def send(self, client: httpx2.AsyncClient, **values: str) -> httpx2.Response:
        path = self.path.format(**values)
        if not self.takes_body:
            return await client.request(self.method.upper(), path)
        if self.name in FILES:
            return await client.post(path, files={"files": ("a.png", picture("blue"))})
        return await client.request(self.method.upper(), path, json=BODIES[self.name])

    @property
    def names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)


def operations(house: House) -> list[Operation]:
    return [
        Operation(found["operationId"], method, path, bool(found.get("security")), "requestBody" in found)
        for path, methods in house.app.openapi()["paths"].items()
        for method, found in methods.items()
        if method in METHODS
    ]


def picture(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(content, "PNG")
    return content.getvalue()


async def belongings(house: House, owner: Seat) -> dict[str, str]:
    """One of everything that has an id, by the name that routes give it."""
    client = owner.client
    upload = await client.post("/api/assets", files={"files": ("a.png", picture("red"))})
    return {
        "person_id": (await house.member(owner, "editor")).person_id,
        "invite_id": (await client.post("/api/invites", json={"email": "guest@acme.example"})).json()["id"],
        "key_id": (await client.post("/api/api-keys", json={"name": "theirs"})).json()["id"],
        "asset_id": upload.json()["items"][0]["id"],
        "campaign_id": (await client.post("/api/campaigns", json={"name": "Secret plans"})).json()["id"],
    }


async def test_every_route_is_secured_or_open_on_purpose(house: House) -> None:
    assert {operation.name for operation in operations(house) if not operation.is_secured} == OPEN


async def test_what_belongs_to_others_is_not_found_by_any_route(house: House) -> None:
    theirs = await belongings(house, await house.owner("Acme"))
    stranger = await house.owner("Other")
    walked = [operation for operation in operations(house) if operation.is_secured and operation.names]
    assert len(walked) >= 10
    for operation in walked:
        answer = await operation.send(stranger.client, **theirs)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), operation


async def test_no_list_shows_what_belongs_to_others(house: House) -> None:
    owner = await house.owner("Acme")
    theirs = await belongings(house, owner)
    stranger = await house.owner("Other")
    private = [*theirs.values(), owner.person_id, owner.workspace_id, "Secret plans", "guest@acme.example"]
    for operation in operations(house):
        if operation.is_secured and operation.method == "get" and not operation.names:
            answer = await operation.send(stranger.client)
            assert answer.status_code == 200, operation
            assert not [word for word in private if word in answer.text], operation


async def test_without_a_token_every_secured_route_is_closed(house: House) -> None:
    theirs = await belongings(house, await house.owner())
    for operation in operations(house):
        if operation.is_secured:
            assert (await operation.send(house.client(), **theirs)).status_code == 401, operation


@pytest.mark.parametrize("kind", ["viewer", "key that reads"])
async def test_who_may_only_read_changes_nothing(house: House, kind: str) -> None:
    owner = await house.owner()
    theirs = await belongings(house, owner)
    client = (await house.member(owner, "viewer")).client if kind == "viewer" else await house.key(owner, "read")
    for operation in operations(house):
        if operation.is_secured and operation.method != "get" and operation.name not in ONESELF:
            answer = await operation.send(client, **theirs)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), operation


async def test_every_error_a_route_gave_here_is_in_its_description(house: House) -> None:
    theirs = await belongings(house, await house.owner("Acme"))
    stranger = await house.owner("Other")
    document = house.app.openapi()["paths"]
    for operation in operations(house):
        for client in (house.client(), stranger.client):
            if not operation.is_secured or operation.name in ONESELF:
                continue
            answer = await operation.send(client, **theirs)
            described = document[operation.path][operation.method]["responses"]
            assert str(answer.status_code) in described, operation
