"""Who serves a key, when nobody may, and what dies soon."""

from dataclasses import replace
from datetime import date

import pytest

from reelwright.catalog.lifecycle import (
    ModelRetired,
    ModelUnavailable,
    ModelUnknown,
    Served,
    chat_model,
    check,
    resolve,
)
from reelwright.catalog.load import Overrides, PriceOverride, load_catalog
from reelwright.catalog.present import model_views
from reelwright.catalog.spec import Catalog, Successor

TODAY = date(2026, 11, 23)
ALL = frozenset({"replicate", "runway", "google", "openai_shape"})


def ask(
    key: str,
    *,
    keys: frozenset[str] = ALL,
    catalog: Catalog | None = None,
    first_frame: bool = False,
    strict: bool = False,
    today: date = TODAY,
) -> Served:
    return resolve(
        catalog or load_catalog(),
        key,
        today=today,
        has_first_frame=first_frame,
        keys_present=keys,
        keyless=not keys,
        strict=strict,
    )


def test_a_retired_key_is_served_by_its_successor_and_says_so() -> None:
    served = ask("sora-2-pro")
    assert (served.model.key, served.how, served.status) == ("seedance-2.5", "successor", "retired")
    assert served.retires_at == date(2026, 9, 24)
    assert served.reason == "OpenAI Sora 2 Pro was retired on 2026-09-24. ByteDance Seedance 2.5 serves it."


def test_a_date_that_has_come_retires_a_model_without_a_release() -> None:
    live = load_catalog().models["kling-v3"].lifecycle
    ending = replace(live, retires_at=date(2026, 12, 31))
    days = [date(2026, 11, 23), date(2026, 12, 31)]
    assert [live.status_on(day) for day in days] == ["live", "live"]
    assert [ending.status_on(day) for day in days] == ["deprecated", "retired"]


@pytest.mark.parametrize("key", ["runway-gen2", "runway-gen3"])
def test_a_first_frame_decides_who_succeeds_an_old_runway(key: str) -> None:
    assert ask(key).model.key == "runway-gen4.5"
    assert ask(key, first_frame=True).model.key == "runway-gen4-turbo"


def test_veo_is_served_by_replicate_while_that_answers_then_by_omni() -> None:
    assert [route.id for route in ask("veo-3.1").routes] == ["veo-3.1/replicate"]
    gone = load_catalog(Overrides(disabled=frozenset({"veo-3.1/replicate"})))
    served = ask("veo-3.1", catalog=gone)
    assert served.model.key == "gemini-omni" and served.is_stand_in


def test_strict_gets_the_successors_name_instead_of_its_work() -> None:
    with pytest.raises(ModelRetired) as caught:
        ask("sora-2-pro", strict=True)
    assert caught.value.status == 410
    assert caught.value.as_json()["successor"] == "seedance-2.5"


def test_an_operator_revives_a_dead_key() -> None:
    priced = PriceOverride("sora-2-pro/openai-shape", "second", 300_000, TODAY)
    catalog = load_catalog(
        Overrides(prices=(priced,), base_urls={"sora-2-pro/openai-shape": "https://example.test/v1"})
    )
    served = ask("sora-2-pro", catalog=catalog, strict=True)
    assert served.model.key == "sora-2-pro" and served.reason is None
    assert ask("sora-2-pro", catalog=catalog, keys=frozenset({"replicate"})).model.key == "seedance-2.5"


def test_with_no_key_at_all_the_studio_serves_everything_and_says_so() -> None:
    for key in load_catalog().models:
        served = ask(key, keys=frozenset())
        assert served.model.key == "studio"
        assert key == "studio" or (served.how == "keyless" and "No vendor key" in (served.reason or ""))


def test_with_a_key_the_studio_never_stands_in() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        ask("kling-v3", keys=frozenset({"google"}))
    body = caught.value.as_json()
    assert body["status"] == 409
    assert body["reasons"] == {"kling-v3/replicate": "No key for replicate is set."}
    prices = {one["model"]: one["pricePerSecondUsd"] for one in body["alternatives"]}
    assert prices == {"gemini-omni": 0.1, "studio": 0.0}
    assert "gemini-omni (from $0.1 a second)" in body["detail"]


def test_a_retired_key_whose_successor_has_no_key_is_unavailable() -> None:
    with pytest.raises(ModelUnavailable, match="Its successor ByteDance Seedance"):
        ask("sora-2-pro", keys=frozenset({"google"}))


def test_a_living_model_is_never_replaced_for_want_of_a_key() -> None:
    catalog = load_catalog()
    kling = catalog.models["kling-v3"]
    heir = replace(kling.lifecycle, successors=(Successor("gemini-omni"),))
    changed = replace(catalog, models={**catalog.models, "kling-v3": replace(kling, lifecycle=heir)})
    with pytest.raises(ModelUnavailable):
        ask("kling-v3", catalog=changed, keys=frozenset({"google"}))


def test_strict_and_keyless_never_means_motion_graphics() -> None:
    with pytest.raises(ModelUnavailable):
        ask("kling-v3", keys=frozenset(), strict=True)


def test_a_route_without_a_price_is_closed_until_one_is_entered() -> None:
    with pytest.raises(ModelUnavailable, match="No dated price"):
        ask("hailuo-2.3")
    priced = load_catalog(Overrides(prices=(PriceOverride("hailuo-2.3/replicate", "clip", 280_000, TODAY),)))
    assert ask("hailuo-2.3", catalog=priced).how == "asked"


def test_an_unknown_key_is_told_the_nearest() -> None:
    with pytest.raises(ModelUnknown, match="kling-v3"):
        ask("kling-v2")


def test_the_chat_model_falls_back_on_its_last_day() -> None:
    catalog, poe = load_catalog(), frozenset({"poe"})
    first, later = chat_model(catalog, TODAY, poe), chat_model(catalog, date(2027, 1, 14), poe)
    assert first is not None and first.model == "GPT-4o"
    assert later is not None and later.model == "GPT-5.4"
    assert chat_model(catalog, TODAY, frozenset()) is None


def test_check_names_what_ends_soon() -> None:
    soon = [found for found in check(load_catalog(), TODAY) if found.level != "note"]
    assert ("warning", "GPT-4o", "The chat model GPT-4o ends on 2027-01-14, in 52 days.") in [
        (found.level, found.subject, found.message) for found in soon
    ]
    assert {"veo-3.1"} <= {found.subject for found in soon}
    later = check(load_catalog(), date(2027, 6, 1))
    assert any(found.subject == "GPT-4o" and found.level == "error" for found in later)
    assert any(found.subject == "kling-v3/replicate" and "dates from" in found.message for found in later)


def test_the_picker_sees_what_serves_and_what_it_costs() -> None:
    views = {view["key"]: view for view in model_views(load_catalog(), today=TODAY, keys_present=ALL, keyless=False)}
    sora = views["sora-2-pro"]
    assert sora["name"] == "OpenAI Sora 2 Pro" and sora["durationRange"] == {"min": 5, "max": 60}
    assert sora["lifecycle"] == {"status": "retired", "retiresAt": "2026-09-24", "successor": "seedance-2.5"}
    assert sora["available"] and sora["servedBy"]["model"] == "seedance-2.5" and sora["supportsReferenceImages"]
    mode = views["kling-v3"]["routes"][0]["modes"][0]
    assert mode["price"]["usd"] == 0.168 and mode["pricePerSecondUsd"] == 0.168 and mode["audio"] == "optional"
    assert mode["durations"] == [float(s) for s in range(3, 16)] and mode["aspectRatios"] == ["16:9", "9:16", "1:1"]
    assert not views["wan-2.7"]["available"] and "No dated price" in views["wan-2.7"]["unavailableReason"]
    assert views["studio"]["routes"][0]["modes"][0]["anyDuration"]
