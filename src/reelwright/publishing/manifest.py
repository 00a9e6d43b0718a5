"""What lies in a bundle beside the files: the copy as text and JSON, and the manifest that accounts for it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reelwright.publishing.contracts import Publication

SCHEMA = "reelwright.bundle/1"
Json = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """A file of the bundle as the manifest lists it."""

    name: str
    bytes: int
    sha256: str
    type: str

    def as_json(self) -> Json:
        return {"name": self.name, "bytes": self.bytes, "sha256": self.sha256, "type": self.type}


def texts_of(publication: Publication) -> dict[str, str]:
    """The copy by file name: a text to paste for each placement, and all of it as JSON."""
    copy: Json = publication.frozen["creative"]["copy"]
    texts = {f"copy/{place}.txt": _pasted(words) for place, words in copy.items()}
    return {**texts, "copy.json": _json({"title": publication.frozen["creative"]["title"], "copy": copy})}


def manifest_of(publication: Publication, files: Sequence[Counted]) -> str:
    """The manifest: ids, files with their SHA-256, how the video was made, what it cost, and the AI label."""
    frozen = publication.frozen
    video, provenance = frozen["video"], frozen["provenance"]
    label = {name: provenance.get(name) for name in ("aiGenerated", "label", "digitalSourceType")}
    return _json(
        {
            "schema": SCHEMA,
            "publication": {
                "id": publication.id,
                "revision": publication.revision,
                "orderedAt": frozen["orderedAt"],
            },
            "campaignId": publication.campaign_id,
            "creative": frozen["creative"],
            "aiLabel": label,
            "generation": {
                "id": video["id"],
                "prompt": video["prompt"],
                "refinedPrompt": video["refinedPrompt"],
                "references": video["referenceImages"],
                "model": video["model"],
                "servedBy": video["servedBy"],
                "duration": video["duration"],
                "aspectRatio": video["aspectRatio"],
                "resolution": video["resolution"],
                "plan": _plan(video["plan"]),
                "price": video["price"],
                "videoUrl": video["videoUrl"],
                "createdAt": video["createdAt"],
                "finishedAt": video["finishedAt"],
            },
            "provenance": provenance,
            "files": [one.as_json() for one in files],
        }
    )


def slug_of(title: str) -> str:
    """A title as a file name: ASCII letters and digits with dashes."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in title)
    return "-".join(kept.lower().split())[:60].strip("-") or "creative"


def _plan(plan: Json) -> Json:
    """The plan without the attempts: how it was made, not what went wrong on the way."""
    shots = [{name: shot[name] for name in ("n", "frames", "nativeSeconds", "prompt")} for shot in plan["shots"]]
    return {**plan, "shots": shots}


def _pasted(words: Json) -> str:
    tags = " ".join(tag if tag.startswith("#") else f"#{tag}" for tag in words["hashtags"])
    return "\n\n".join(part for part in (words["text"], tags, words["link"]) if part) + "\n"


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
