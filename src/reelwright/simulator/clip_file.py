"""Writes one test clip; imported in children only. The settings are a vendor's, not ours: baseline, open to surprises.

Every frame carries its number as a row of 16 black or white blocks along the top, so that a test can read back which
frame of which clip it looks at.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Json = dict[str, Any]

RATE = 44_100
_CHROMA = ((90, 170), (170, 90))  # one for each of `clips.LOOKS`


def make(args: Json, report: Callable[[Json], None]) -> Json:
    """Write the clip that `clips.Clip` describes to `args["path"]`, whole or not at all."""
    path = Path(args["path"])
    part = path.with_name(f"{path.name}.part")
    with av.open(str(part), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video: Any = container.add_stream("libx264", rate=args["fps"])
        video.width, video.height, video.pix_fmt = args["width"], args["height"], "yuv420p"
        video.options = {"preset": "ultrafast", "crf": "30", "g": str(args["fps"] * 2), "profile": "baseline"}
        sound: Any = container.add_stream("aac", rate=RATE, layout="stereo") if args["has_audio"] else None
        for number in range(args["frames"]):
            container.mux(video.encode(_picture(args, number)))
        container.mux(video.encode(None))
        if sound is not None:
            container.mux([packet for frame in _tone(args) for packet in sound.encode(frame)])
            container.mux(sound.encode(None))
    part.replace(path)
    return {"bytes": path.stat().st_size}


def _picture(args: Json, number: int) -> av.VideoFrame:
    width, height = args["width"], args["height"]
    luma = np.empty((height, width), np.uint8)
    luma[:] = np.linspace(60, 180, height, dtype=np.uint8)[:, None]
    left = number * max(2, width // 64) % width
    luma[height // 3 : 2 * height // 3, left : left + width // 8] = 235  # something moves
    block = width // 16
    for bit in range(16):
        luma[: height // 12, bit * block : (bit + 1) * block] = 235 if number >> bit & 1 else 16
    blue, red = _CHROMA[args["look"]]
    return _frame(luma, blue, red, number)


def _frame(luma: npt.NDArray[np.uint8], blue: int, red: int, number: int) -> av.VideoFrame:
    quarter = (luma.shape[0] // 2, luma.shape[1] // 2)
    planes = [luma, np.full(quarter, blue, np.uint8), np.full(quarter, red, np.uint8)]
    stacked = np.concatenate([plane.reshape(-1) for plane in planes]).reshape(-1, luma.shape[1])
    frame = av.VideoFrame.from_ndarray(stacked, format="yuv420p")
    frame.pts = number
    return frame


def _tone(args: Json) -> list[av.AudioFrame]:
    """A quiet sine, 220 Hz and up with the look, exactly as long as the pictures."""
    total = args["frames"] * RATE // args["fps"]
    wave = 0.1 * np.sin(2 * np.pi * 220 * (1 + args["look"]) * np.arange(total) / RATE)
    frames = []
    for start in range(0, total, 1024):
        block = np.tile(wave[start : start + 1024].astype(np.float32), (2, 1))
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, start
        frames.append(frame)
    return frames
