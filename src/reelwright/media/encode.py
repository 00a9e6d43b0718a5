"""The one way a picture becomes a file: H.264 + AAC in MP4, exact to the frame; imported in children only.

Settings are those measured for the studio: libx264 veryfast crf 20, closed groups of 60, bt709 tags, faststart.
"""

import queue
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np
import numpy.typing as npt

from reelwright.media.yuv import Pixels, fill_frame, tag_bt709
from reelwright.timeline.time import frames_of, seconds_of_frames

Samples = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
AUDIO_BIT_RATE = 192_000
GROUP_FRAMES = 60
_AAC_FRAME = 1024
# The movie's own clock rounds the audio's length to milliseconds unless it ticks with the samples.
MUXER = {"movflags": "+faststart+use_metadata_tags", "movie_timescale": str(SAMPLE_RATE)}
_WAITING_FRAMES = 4


class VideoWriter:
    """Writes frames to `path`; encoding runs in its own thread, at most four frames behind.

    `audio` is stereo float32 (2 x n, 48 kHz). The file gets exactly as much of it as the pictures last, padded with
    silence if it is short. Leaving the `with` block by an exception leaves an unfinished file: write to a temp name.
    """

    def __init__(
        self,
        path: Path | str,
        width: int,
        height: int,
        fps: Fraction | int,
        *,
        audio: Samples | None = None,
        crf: int = 20,
        preset: str = "veryfast",
        threads: int = 0,
        metadata: dict[str, str] | None = None,
    ) -> None:
        self.fps = Fraction(fps)
        self.frames = 0
        self._size = (width, height)
        self._container = av.open(str(path), "w", format="mp4", options=MUXER)
        self._container.metadata.update(metadata or {})
        self._video: Any = self._container.add_stream("libx264", rate=self.fps)
        self._video.width, self._video.height, self._video.pix_fmt = width, height, "yuv420p"
        self._video.options = {
            "preset": preset,
            "crf": str(crf),
            "g": str(GROUP_FRAMES),
            "x264-params": "open-gop=0",
        }
        self._video.thread_count = threads
        tag_bt709(self._video.codec_context)
        self._sound = SoundTrack(self._container, audio, self.fps) if audio is not None else None
        self._queue: queue.Queue[tuple[int, av.VideoFrame, bool] | None] = queue.Queue(_WAITING_FRAMES)
        self._spare: queue.SimpleQueue[av.VideoFrame] = queue.SimpleQueue()
        for _ in range(_WAITING_FRAMES + 2):
            self._spare.put(av.VideoFrame(width, height, "yuv420p"))
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._encode, name="encode", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._stop()
            self._container.close()

    def write_bgra(self, pixels: Pixels) -> None:
        """Add one frame (height x width x 4). The pixels are converted before this returns."""
        self._raise_failure()
        frame = self._spare.get()  # reused: a fresh frame costs page faults, 10 ms against 3
        fill_frame(frame, pixels)
        self._send(frame, is_ours=True)

    def write_frame(self, frame: av.VideoFrame) -> None:
        """Add one frame as decoded; scaled to the file's size where it differs. Its time stamp is replaced."""
        self._raise_failure()
        if (frame.width, frame.height, frame.format.name) != (*self._size, "yuv420p"):
            width, height = self._size
            frame = frame.reformat(width, height, "yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
        self._send(frame, is_ours=False)

    def close(self) -> None:
        """Finish the file; raises what the encoder raised."""
        self._stop()
        self._raise_failure()
        self._container.close()

    def _send(self, frame: av.VideoFrame, *, is_ours: bool) -> None:
        frame.pts, frame.time_base = self.frames, 1 / self.fps
        frame.pict_type = 0  # a decoded frame remembers its kind; the encoder chooses anew
        tag_bt709(frame)
        self._queue.put((self.frames, frame, is_ours))
        self.frames += 1

    def _stop(self) -> None:
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join()

    def _raise_failure(self) -> None:
        if self._failure:
            self._container.close()
            raise self._failure

    def _encode(self) -> None:
        try:
            while (item := self._queue.get()) is not None:
                number, frame, is_ours = item
                if self._sound:
                    self._sound.write_until(number)
                self._mux(self._video.encode(frame))
                if is_ours:
                    self._spare.put(frame)
            self._mux(self._video.encode(None))
            if self._sound:
                self._sound.write_until(self.frames, is_last=True)
        except BaseException as error:  # told to the writing thread, which must not block on a full queue
            self._failure = error
            while self._queue.get() is not None:
                self._spare.put(av.VideoFrame(*self._size, "yuv420p"))

    def _mux(self, packets: list[Any]) -> None:
        for packet in packets:
            self._container.mux(packet)


class SoundTrack:
    """The audio track, fed along with the pictures so that the two interleave."""

    def __init__(self, container: Any, samples: Samples, fps: Fraction) -> None:
        self._container = container
        self._samples = np.ascontiguousarray(samples, np.float32)
        self._fps = fps
        self._done = 0
        self._stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        self._stream.bit_rate = AUDIO_BIT_RATE

    def write_until(self, frames: int, *, is_last: bool = False) -> None:
        end = frames_of(seconds_of_frames(frames, self._fps), SAMPLE_RATE)
        for start, stop in self._blocks(end, is_last):
            block = np.zeros((2, stop - start), np.float32)
            given = self._samples[:, start:stop]
            block[:, : given.shape[1]] = given
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
            self._mux(self._stream.encode(frame))
        if is_last:
            self._mux(self._stream.encode(None))

    def _blocks(self, end: int, is_last: bool) -> Iterator[tuple[int, int]]:
        """Whole AAC frames up to `end`; the very last one may be short."""
        while self._done + _AAC_FRAME <= end or (is_last and self._done < end):
            start, self._done = self._done, min(end, self._done + _AAC_FRAME)
            yield start, self._done

    def _mux(self, packets: list[Any]) -> None:
        for packet in packets:
            self._container.mux(packet)
