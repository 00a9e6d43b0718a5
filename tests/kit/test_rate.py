"""A rate allows its burst, then one per interval, and tells the wait."""

import pytest

from reelwright.kit.clock import ManualClock
from reelwright.kit.rate import Rate, RateLimiter, refuse


def test_a_burst_is_allowed_then_one_per_interval(clock: ManualClock) -> None:
    limiter = RateLimiter(Rate.parse("3/second"), clock)
    assert [limiter.hit("a").remaining for _ in range(3)] == [2, 1, 0]
    refused = limiter.hit("a")
    assert not refused.is_allowed
    assert limiter.hit("b").is_allowed  # somebody else's share is untouched
    clock.advance(refused.wait_ms / 1000)
    assert limiter.hit("a").is_allowed
    assert not limiter.hit("a").is_allowed


def test_a_refused_hit_costs_nothing(clock: ManualClock) -> None:
    limiter = RateLimiter(Rate.parse("1/minute"), clock)
    limiter.hit("a")
    waits = {limiter.hit("a").wait_ms for _ in range(50)}
    assert len(waits) == 1


def test_looking_counts_nothing(clock: ManualClock) -> None:
    limiter = RateLimiter(Rate.parse("1/minute"), clock)
    assert limiter.look("a").is_allowed and limiter.look("a").is_allowed
    limiter.hit("a")
    assert not limiter.look("a").is_allowed
    limiter.forget("a")
    assert limiter.look("a").is_allowed


def test_keys_long_idle_are_forgotten(clock: ManualClock) -> None:
    limiter = RateLimiter(Rate.parse("2/second"), clock)
    for n in range(10_001):
        limiter.hit(str(n))
    clock.advance(5)
    limiter.hit("last")
    assert len(limiter._full_at) == 1


def test_the_refusal_tells_when_to_come_back(clock: ManualClock) -> None:
    limiter = RateLimiter(Rate.parse("1/minute"), clock)
    limiter.hit("a")
    problem = refuse(limiter.hit("a"), "Too many tries.")
    assert problem.status == 429
    assert 60 <= int(problem.headers["Retry-After"]) <= 61


@pytest.mark.parametrize("text", ["", "0/minute", "5", "5/fortnight", "-1/second", "5/second/second"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        Rate.parse(text)
