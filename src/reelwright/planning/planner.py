"""The planner: a wish and who serves it in, the plan that makes exactly that out. Pure, exact, in milliseconds.

Routes are tried in catalogue order. Within a route: resolution at least as asked, then the least price, the least
crop, the fewest shots, the least waste.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any, Literal

from reelwright.catalog.lifecycle import Served, usable_routes
from reelwright.catalog.spec import SECONDS_MAX, SECONDS_MIN, Catalog, Mode, Route
from reelwright.kit.money import usd_from_micro
from reelwright.planning.cover import Cover, cover_continuously, cover_with_cuts, trim_evenly
from reelwright.planning.offers import Offer, clip_lengths, fps_for, offers_of, reframe_of
from reelwright.planning.refusals import Fitting, Refused, modes_that_fit, modes_that_follow, problem_of
from reelwright.planning.warnings import warnings_for
from reelwright.planning.wish import Plan, ServedBy, Shot, Wish
from reelwright.timeline.time import frames_of


def plan(wish: Wish, served: Served, fitting: Fitting | None = None) -> Plan:
    """The plan of the first usable route that can make the wish.

    Raises `NotOffered` (422) naming the limit, the nearest wish that can be met, and the models that fit: `fitting`
    finds those and is asked only then (see `models_that_fit`).
    """
    refused = _refusal(wish, served)
    if isinstance(refused, Plan):
        return refused
    raise problem_of(refused, wish, nearest_wish(wish, served), fitting(wish) if fitting else ())


def nearest_wish(wish: Wish, served: Served) -> Wish | None:
    """The wish with as few fields changed as the first route's refusals ask for; None where none of that helps."""
    for _ in range(12):  # there are fewer requirements than this, and each is changed at most once
        refused = _refusal(wish, served)
        if isinstance(refused, Plan):
            return wish
        if not refused.changes:
            return None
        wish = replace(wish, **refused.changes)
    return None


def models_that_fit(catalog: Catalog, *, today: date, keys_present: Collection[str], except_key: str) -> Fitting:
    """A search for the other models that could make a wish now, in the picker's order, with their prices."""

    def fitting(wish: Wish) -> list[dict[str, Any]]:
        found = []
        for model in catalog.models.values():
            routes = usable_routes(model, today, keys_present)
            served = Served(model.key, model, routes, "asked", None, "live", None)
            made = _refusal(wish, served) if routes and model.key != except_key else None
            if isinstance(made, Plan):
                price, vendor = usd_from_micro(made.total_micro), made.served_by.vendor
                found.append({"model": model.key, "name": model.name, "vendor": vendor, "priceUsd": price})
        return found

    return fitting


def _refusal(wish: Wish, served: Served) -> Plan | Refused:
    """The plan of the first route that can, else the first route's refusal."""
    first: Refused | None = None
    for route in served.routes:
        try:
            made = plan_on(wish, served, route)
        except Refused as refused:
            first = first or refused
            continue
        if first is None:
            return made
        passed_over = f"{first.sentence} So {route.vendor} makes it instead of {served.routes[0].vendor}."
        return replace(made, warnings=(passed_over, *made.warnings))
    if first is None:
        raise LookupError(f"{served.model.key} is served by no usable route")
    return first


@dataclass(frozen=True)
class _Choice:
    """One way to make the wish: an offer, who follows it, and the clips."""

    offer: Offer
    following: Mode | None
    fps: int
    cover: Cover
    total: int

    @property
    def rank(self) -> tuple[int, Fraction, int, int, int]:
        """Least price, least crop, fewest shots, least waste: of frames, then of pixels made only to be shrunk."""
        pixels = self.offer.size.width * self.offer.size.height
        waste = self.cover.frames - self.total
        return (self.cover.price_micro, -self.offer.kept, len(self.cover.clips), waste, pixels)


def plan_on(wish: Wish, served: Served, route: Route) -> Plan:
    """The best plan of one route. Raises `Refused`, which is for `plan` to tell."""
    name = served.model.name
    if not SECONDS_MIN <= wish.seconds <= SECONDS_MAX:
        near = Fraction(SECONDS_MIN if wish.seconds < SECONDS_MIN else SECONDS_MAX)
        raise Refused("duration", f"A video has {SECONDS_MIN} to {SECONDS_MAX} seconds.", {"seconds": near})
    modes = modes_that_fit(wish, name, [mode for mode in route.modes if mode.prices])
    best = _best(wish, name, route, _offers(wish, name, modes))
    made = _made(wish, served, route, best)
    if wish.max_price_micro is not None and made.total_micro > wish.max_price_micro:
        asked, limit = usd_from_micro(made.total_micro), usd_from_micro(wish.max_price_micro)
        sentence = f"This costs ${asked:.2f}, above the limit of ${limit:.2f}."
        raise Refused("maxPriceUsd", sentence, {"max_price_micro": made.total_micro})
    return made


def _offers(wish: Wish, name: str, modes: Sequence[Mode]) -> list[Offer]:
    """Every offer whose picture will do, the least enlarged first."""
    offers = sorted((offer for mode in modes for offer in offers_of(mode, wish)), key=lambda offer: offer.upscale)
    if not offers:
        raise Refused("model", f"No price is known for what {name} would make: enter it in catalog.toml.", {})
    if not wish.is_resolution_explicit:
        return offers
    if sharp := [offer for offer in offers if offer.upscale == 1]:
        return sharp
    lower = replace(wish, resolution="720p")
    is_720p_made = any(offer.upscale == 1 for mode in modes for offer in offers_of(mode, lower))
    sentence = f"{name} makes no {wish.resolution} in {wish.aspect_ratio} here; by default it would be enlarged."
    raise Refused("resolution", sentence, {"resolution": "720p"} if is_720p_made else {"is_resolution_explicit": False})


def _best(wish: Wish, name: str, route: Route, offers: Sequence[Offer]) -> _Choice:
    """The best-ranked choice among the least enlarged offers that can make the wish at all."""
    for _, group in groupby(offers, key=lambda offer: offer.upscale):
        choices = [choice for offer in group for choice in _choices(wish, route, offer)]
        if choices:
            return min(choices, key=lambda choice: choice.rank)
    sentence = f"{name} cannot go on from a picture here, so a continuous video has the length of one clip at most."
    raise Refused("continuity", sentence, {"continuity": "cuts"})


def _choices(wish: Wish, route: Route, offer: Offer) -> Iterator[_Choice]:
    if wish.continuity == "cuts":
        fps = fps_for(wish, offer.mode)
        total = frames_of(wish.seconds, fps)
        lengths = clip_lengths(offer.mode, total, fps, is_continuous=False)
        yield _Choice(offer, None, fps, cover_with_cuts(total, offer.clips(lengths, fps)), total)
        return
    for after in _followers(wish, route, offer):
        fps = fps_for(wish, offer.mode, *([after.mode] if after else []))
        total = frames_of(wish.seconds, fps)
        opening = offer.clips(clip_lengths(offer.mode, total, fps, is_continuous=True), fps)
        going_on = after.clips(clip_lengths(after.mode, total, fps, is_continuous=True), fps) if after else ()
        cover = cover_continuously(total, opening, going_on, shortest_last=fps)
        if cover is not None:
            following = after.mode if after and after.mode != offer.mode and len(cover.clips) > 1 else None
            yield _Choice(offer, following, fps, cover, total)


def _followers(wish: Wish, route: Route, offer: Offer) -> Iterator[Offer | None]:
    """Offers of the same picture and sound that go on from a last frame, the offer's own mode first; None is no one."""
    modes = modes_that_follow(wish, [mode for mode in route.modes if mode.prices])
    same: list[Offer | None] = [
        other
        for mode in sorted(modes, key=lambda mode: mode.id != offer.mode.id)
        for other in offers_of(mode, wish)
        if (other.size, other.with_audio) == (offer.size, offer.with_audio)
    ]
    yield from same or [None]


def _made(wish: Wish, served: Served, route: Route, choice: _Choice) -> Plan:
    offer, clips, shape = choice.offer, choice.cover.clips, wish.shape
    shots = tuple(_shots(wish, choice))
    reframe = reframe_of(offer.size.shape, shape)
    picture = (reframe.crop_width, reframe.crop_height) if reframe else (offer.size.width, offer.size.height)
    joins: Literal["none", "cuts", "continuous"] = wish.continuity if len(shots) > 1 else "none"
    made = Plan(
        served_by=ServedBy(served.asked, served.model.key, route.vendor, route.id, served.reason),
        mode=offer.mode,
        following=choice.following,
        size=offer.size,
        with_audio=offer.with_audio,
        audio=offer.audio,
        seconds=wish.seconds,
        fps=choice.fps,
        frames=choice.total,
        width=shape.width,
        height=shape.height,
        shots=shots,
        join=joins,
        reframe=reframe,
        upscaled_from=f"{picture[0]}x{picture[1]}" if offer.upscale > 1 else None,
        native_seconds=sum((clip.seconds for clip in clips), Fraction(0)),
        total_micro=choice.cover.price_micro,
    )
    return replace(made, warnings=tuple(warnings_for(made, wish, served.model.name)))


def _shots(wish: Wish, choice: _Choice) -> Iterator[Shot]:
    clips = choice.cover.clips
    is_continuous = wish.continuity == "continuous"
    shown = trim_evenly(tuple(clip.frames for clip in clips), choice.total)
    left = choice.total
    for at, clip in enumerate(clips):
        start = 1 if is_continuous and at else 0
        end = min(clip.frames, start + left) if is_continuous else shown[at]
        left -= end - start
        starts_from: Literal["nothing", "first_frame", "previous"] = "nothing"
        if start:
            starts_from = "previous"
        elif wish.has_first_frame and (at == 0 or "firstFrame" in choice.offer.mode.requires):
            starts_from = "first_frame"
        yield Shot(at + 1, clip.seconds, clip.frames, start, end, clip.price_micro, starts_from)
