"""What draws the eye in a picture: what moves by itself, faces, and what stands out. By OpenCV, in children only."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

cv2.setNumThreads(1)  # the pictures are small: threads would only wait for each other

Picture = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_LEAST_MOVE = 0.4  # pixels beside what the camera does; below is noise of grain and of the encoder
_SMEAR = 5  # pixels, both sides together
_LEAST_DIFFERENCE = 2.0  # of 255, on the mean over a part, from what it would be without a move of its own
_LEAST_AREA = 0.002  # of the picture
_CAMERA_STEP = 8
_DARK = 18  # luma of a letterbox, encoder's noise included
# Trained classifiers that come with OpenCV; a profile is looked for in the mirror too.
_FRONT, _SIDE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
_SHOULDERS = 0.4  # of a face's width, on either side
_CHEST = 1.0  # of its height, below


@dataclass(frozen=True)
class Box:
    """From where to where, in shares of width and height; may reach over the edges."""

    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """One small picture: its place in the film, RGB and grey."""

    number: int
    rgb: Picture
    grey: Picture


def movement(now: Frame, before: Frame | None, after: Frame | None) -> Mask | None:
    """Where something moves other than the camera does; None where nothing does.

    What is only uncovered by the subject differs from one neighbour, the subject itself from both.
    """
    masks = [_moving(now.grey, other.grey) for other in (before, after) if other is not None]
    found = [mask for mask in masks if mask.mean() > _LEAST_AREA]
    if not found:
        return None
    mask = found[0] & found[-1]
    return mask if mask.mean() > _LEAST_AREA else found[0]


def _moving(now: Picture, other: Picture) -> Mask:
    flow: Plane = _flow().calc(now, other, None)
    model = _camera(flow)
    height, width = now.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    there = np.stack([xs, ys, np.ones_like(xs)], axis=-1) @ model.T
    apart = np.linalg.norm(flow + np.stack([xs, ys], axis=-1) - there, axis=2)
    # What the camera has only just brought into the picture has nothing to be compared with.
    known = ((there >= 1) & (there < (width - 1, height - 1))).all(axis=2)
    # The flow smears over the subject's edge by some pixels; lone pixels go with them.
    moved = (known & (apart > _LEAST_MOVE)).astype(np.uint8)
    mask = cv2.erode(moved, np.ones((_SMEAR, _SMEAR), np.uint8)).astype(np.uint8, copy=False)
    steady = cv2.warpAffine(other, model, (width, height), flags=cv2.INTER_LINEAR + cv2.WARP_INVERSE_MAP)
    seen = _proven(mask, cv2.absdiff(now, steady).astype(np.float32))
    border = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    # A subject that fills most of the picture is taken for the world, and the world for the subject.
    return ~seen if border.mean() > 0.5 and seen.mean() < 0.7 else seen


def _proven(mask: Picture, difference: Plane) -> Mask:
    """The parts of `mask` that the camera's move does not explain: where nothing has edges, the flow is a guess."""
    count, parts = cv2.connectedComponents(mask)
    sizes = np.bincount(parts.ravel(), minlength=count)
    means = np.bincount(parts.ravel(), difference.ravel(), minlength=count) / np.maximum(sizes, 1)
    is_proven = means > _LEAST_DIFFERENCE + 1.5 * np.median(difference)
    is_proven[0] = False  # what is not in the mask
    result: Mask = is_proven[parts]
    return result


@cache
def _flow() -> Any:  # OpenCV's types leave out what it makes
    return cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)


def _camera(flow: Plane) -> Plane:
    """What pan, zoom and roll of the camera alone do to every pixel, as a 2 x 3 matrix: what most of the area does."""
    height, width = flow.shape[:2]
    ys, xs = np.mgrid[_CAMERA_STEP // 2 : height : _CAMERA_STEP, _CAMERA_STEP // 2 : width : _CAMERA_STEP]
    here = np.stack([xs.ravel(), ys.ravel()], axis=1).astype(np.float32)
    there = here + flow[ys.ravel(), xs.ravel()]
    cv2.setRNGSeed(1)  # the same film twice is the same path twice
    model, agree = cv2.estimateAffinePartial2D(here, there, ransacReprojThreshold=0.5, maxIters=300)
    if model is None or agree.mean() < 0.3:
        model = np.array([[1, 0, 0], [0, 1, 0]], np.float64)
        model[:, 2] = np.median(flow.reshape(-1, 2), axis=0)
    result: Plane = model.astype(np.float32)
    return result


def standing_out(frame: Frame) -> Plane:
    """How much the colour of each pixel is apart from all others, and foreign to the picture's edges; the middle first.

    After Cheng et al., "Global contrast based salient region detection", on a coarse palette.
    """
    top, bottom, left, right = inside(frame.grey)
    lab = cv2.cvtColor(cv2.GaussianBlur(frame.rgb[top:bottom, left:right], (0, 0), 2), cv2.COLOR_RGB2LAB)
    kinds = (lab // 16).astype(np.int32)
    kinds = (kinds[..., 0] * 16 + kinds[..., 1]) * 16 + kinds[..., 2]
    found, place, often = np.unique(kinds, return_inverse=True, return_counts=True)
    place = place.reshape(kinds.shape)
    rim = max(2, min(kinds.shape) // 20)
    edges = np.concatenate([part.ravel() for part in (place[:rim], place[-rim:], place[:, :rim], place[:, -rim:])])
    at_edge = np.bincount(edges, minlength=len(found)) / edges.size
    colours = np.stack([found // 256, found // 16 % 16, found % 16], axis=1).astype(np.float32)
    apart = np.linalg.norm(colours[:, None] - colours[None, :], axis=2) @ (often / place.size)
    height, width = kinds.shape
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    weight = (apart * np.exp(-2 * at_edge * place.size / often))[place] * np.exp(-(xs**2 + ys**2) / 2)
    weight[weight < 0.5 * weight.max()] = 0
    whole = np.zeros(frame.grey.shape, np.float32)
    whole[top:bottom, left:right] = cv2.morphologyEx(weight.astype(np.float32), cv2.MORPH_OPEN, np.ones((5, 5)))
    return whole


def inside(grey: Picture) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of the picture within its letterbox; bottom and right are behind the last."""
    rows, columns = np.flatnonzero(grey.max(axis=1) > _DARK), np.flatnonzero(grey.max(axis=0) > _DARK)
    if rows.size < 8 or columns.size < 8:
        return 0, grey.shape[0], 0, grey.shape[1]
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def faces(grey: Picture) -> list[Box]:
    """Heads with their shoulders and chest."""
    height, width = grey.shape
    least = (max(24, height // 8),) * 2
    found = list(_cascade(_FRONT).detectMultiScale(grey, 1.2, 6, minSize=least))
    if not found:
        found = list(_cascade(_SIDE).detectMultiScale(grey, 1.2, 8, minSize=least))
        mirrored = _cascade(_SIDE).detectMultiScale(cv2.flip(grey, 1), 1.2, 8, minSize=least)
        found += [(width - x - w, y, w, h) for x, y, w, h in mirrored]
    return [
        Box(
            ((x - _SHOULDERS * w) / width, (x + w + _SHOULDERS * w) / width),
            ((y - _SHOULDERS * h) / height, (y + h + _CHEST * h) / height),
        )
        for x, y, w, h in found
    ]


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.__file__).parent / "data" / name))


def is_new_shot(change: float, before: Iterable[float]) -> bool:
    """Whether a frame changed too much to be of the same shot: its mean change (of 255), and those just before."""
    return change > max(10.0, 5 * max(before, default=0.0))
