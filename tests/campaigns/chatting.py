"""A campaign's chat over HTTP, as a browser follows it."""

import json
from typing import Any

import httpx2

Json = dict[str, Any]


def events_of(answer: httpx2.Response) -> list[tuple[str, Json]]:
    """The events of a stream that has ended."""
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/event-stream"), answer.text
    found = []
    for part in answer.text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line and not line.startswith(":"))
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def words_of(events: list[tuple[str, Json]]) -> str:
    """The words a reader ends up with: a restart makes void what came before it."""
    words = ""
    for kind, data in events:
        words = "" if kind == "restart" else words + data["text"] if kind == "delta" else words
    return words


class Chat:
    """One campaign's chat."""

    def __init__(self, client: httpx2.AsyncClient, campaign: Json) -> None:
        self.client, self.id = client, campaign["id"]
        self.path = f"/api/campaigns/{self.id}"

    @classmethod
    async def begin(cls, client: httpx2.AsyncClient, **body: Any) -> "Chat":
        made = await client.post("/api/campaigns", json={"name": "Spring launch", **body})
        assert made.status_code == 201, made.text
        return cls(client, made.json())

    async def say(self, text: str, **more: Any) -> Json:
        """The stored answer; `events` are kept for who looks closer."""
        self.events = events_of(await self.client.post(f"{self.path}/messages", json={"text": text, **more}))
        kinds = [kind for kind, _ in self.events]
        assert kinds[0] == "message" and kinds[-1] == "done", self.events
        return self.events[-1][1]

    async def campaign(self) -> Json:
        found: Json = (await self.client.get(self.path)).json()
        return found

    async def messages(self) -> list[Json]:
        found: list[Json] = (await self.client.get(f"{self.path}/messages?limit=200")).json()["items"]
        return found
