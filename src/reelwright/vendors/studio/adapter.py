"""The studio engine behind the vendors' contract.

`start` costs nothing and only names the job; the drawing happens in `check`, on the render queue, in a child. A replay
draws the same scene again: the body holds the whole scene, frozen, with images named by asset.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from reelwright.kit.children import ChildDied, ChildFailed, Children
from reelwright.kit.ids import new_id
from reelwright.studio import director
from reelwright.studio.compile import compile
from reelwright.studio.looks import find_look
from reelwright.studio.music.mood import choose_mood
from reelwright.studio.spec import Brand, SafeArea, Scene, SceneImage
from reelwright.vendors.contract import (
    Accepted,
    Access,
    CancelAnswer,
    Checked,
    Done,
    Ended,
    HookHint,
    Job,
    Json,
    RemoteFile,
    ShotRequest,
    Started,
    Ticket,
    Watch,
)

ASSET = "asset:"
RENDER_TIMEOUT_SECONDS = 3600.0
MUSIC_TIMEOUT_SECONDS = 300.0

Locate = Callable[[str, Path], Awaitable[Path]]  # (asset id, folder) -> a local copy


def music_of(scene: Scene, mood: str) -> Json:
    """The bed under a scene: its length to the sample, its mood, and hits on the scene's cuts."""
    return {
        "seconds": float(scene.seconds),
        "frames": scene.frames,
        "fps": str(scene.fps),
        "mood": mood,
        "seed": scene.seed,
        "cues": [float(cue) for cue in compile(scene).cues],
    }


def _direct(request: ShotRequest) -> Json:
    """The scene and its music."""
    wish = request.scene
    safe_area = wish.get("safeArea")
    brand = wish.get("brand")
    scene = director.direct(
        template=wish.get("template"),
        prompt=request.prompt,
        fields=wish.get("fields", {}),
        images=[
            SceneImage(path=f"{ASSET}{reference.asset_id}", role=reference.role) for reference in request.references
        ],
        width=request.width,
        height=request.height,
        fps=request.fps,
        frames=request.frames,
        seed=request.seed if request.seed is not None else int.from_bytes(request.attempt_id[-4:].encode()),
        safe_area=SafeArea.model_validate(safe_area) if safe_area else None,
        brand=Brand.model_validate(brand) if brand else None,
    )
    mood = choose_mood(request.prompt, find_look(scene.look).music)
    return {"scene": scene.model_dump(mode="json"), "music": mood if request.with_audio else None}


class StudioAdapter:
    """Draws in `children`, works in `scratch`, finds its images by `locate`."""

    vendor = "studio"

    def __init__(self, children: Children, scratch: Path, locate: Locate) -> None:
        self._children = children
        self._scratch = scratch
        self._locate = locate

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        """The whole scene as data. Raises `ScriptUnsupported` for writing we have no font for."""
        return await asyncio.to_thread(_direct, request)  # the first one reads what every font covers

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        """Nothing is sent anywhere: the job is the attempt's own frozen scene."""
        return Accepted(Ticket(new_id("scene")))

    async def check(self, job: Job, watch: Watch) -> Checked:
        """Draw, and say it is done."""
        folder = self._scratch / new_id("draw")
        folder.mkdir(parents=True)
        output = self._scratch / f"{folder.name}.mp4"
        try:
            scene = await self._with_local_images(job.body["scene"], folder)
            music = await self._music(scene, job.body["music"], folder, watch) if job.body["music"] else None
            args = {"scene": scene, "output": str(output), "music": music}
            await self._children.run(
                "reelwright.studio.render:render",
                args,
                on_progress=lambda report: watch.progress(report["frame"] / report["frames"]),
                should_stop=watch.should_stop,
                timeout_seconds=RENDER_TIMEOUT_SECONDS,
            )
        except (ChildFailed, ChildDied) as error:
            output.unlink(missing_ok=True)
            said = f"The studio engine could not draw this: {error.detail}"
            return Ended("failed", said, error.code, is_billed=False, is_final=isinstance(error, ChildFailed))
        finally:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
        return Done(RemoteFile(path=output), charge_micro=0)

    async def _with_local_images(self, scene: Mapping[str, Any], folder: Path) -> Json:
        images = []
        for image in scene["images"]:
            path = await self._locate(image["path"].removeprefix(ASSET), folder)
            images.append({**image, "path": str(path)})
        return {**scene, "images": images}

    async def _music(self, scene: Mapping[str, Any], mood: str, folder: Path, watch: Watch) -> str:
        path = str(folder / "music.wav")
        wanted = music_of(Scene.model_validate(scene), mood)
        await self._children.run(
            "reelwright.studio.music.compose:compose",
            {**wanted, "output": path},
            should_stop=watch.should_stop,
            timeout_seconds=MUSIC_TIMEOUT_SECONDS,
        )
        return path

    async def cancel(self, job: Job) -> CancelAnswer:
        """The drawing child is stopped through `Watch`; nothing else runs."""
        return CancelAnswer(stopped=True, will_bill=False)

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Never needed: sending again is free."""
        return []

    async def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        """Never needed: the file is on this machine. Present for the contract."""
        raise AssertionError("the studio engine's files are local")
        yield b""

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        """The studio engine sends no webhooks."""
        return None
