"""Real MP4 files of the length and shape that was ordered, made once and kept."""

import asyncio
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

from reelwright.kit.children import Children

LOOKS = 2  # as many as `clip_file` has colours


@dataclass(frozen=True)
class Clip:
    """One video file to be made: pixels, frames a second, frames, a stereo tone or no audio track, and a colour."""

    width: int
    height: int
    fps: int
    frames: int
    has_audio: bool
    look: int = 0

    @property
    def name(self) -> str:
        sound = "a" if self.has_audio else "s"
        return f"{self.width}x{self.height}_{self.fps}fps_{self.frames}f_{sound}{self.look % LOOKS}.mp4"

    def shortened(self) -> "Clip":
        """The same clip with a second, or half of it if it is shorter than two, missing."""
        return Clip(**{**asdict(self), "frames": max(1, self.frames - min(self.fps, self.frames // 2))})


class Clips:
    """A folder of clips. Encoding runs in one child process; a clip asked for twice at once is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children = Children(1)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        folder.mkdir(parents=True, exist_ok=True)

    async def path(self, clip: Clip) -> Path:
        """The finished file. Raises what `Children.run` raises."""
        path = self._folder / clip.name
        async with self._locks[clip.name]:
            if not path.exists():
                args = {**asdict(clip), "look": clip.look % LOOKS, "path": str(path)}
                await self._children.run("reelwright.simulator.clip_file:make", args, timeout_seconds=300)
        return path

    async def close(self) -> None:
        await asyncio.to_thread(self._children.close)
