"""Write docs/reference anew from the code: `.venv/bin/python tools/reference.py`.

Settings, errors, events, models, platforms and the API describe themselves where they are defined; these pages only
lay that out. A test compares them with the code, so what is undocumented, or documented and gone, is a red test.
"""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import reelwright
from reelwright.app.api import create_app
from reelwright.app.settings import Settings
from reelwright.app.wiring import routers
from reelwright.catalog.load import load_catalog
from reelwright.catalog.platforms import load_platforms
from reelwright.catalog.spec import DurationRange, Mode, Model, Price, Route
from reelwright.events.contracts import DIRECT_TYPES, WEBHOOK_TYPES
from reelwright.events.repository import EVENT_TYPES
from reelwright.kit.clock import SystemClock
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Problem

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTE = "<!-- Written by tools/reference.py from the code; change it there. -->\n"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    document = api_document()
    return {
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "events.md": events_page(),
        "models.md": models_page(),
        "platforms.md": platforms_page(),
        "api.md": api_page(document),
        "openapi.json": json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n",
    }


def api_document() -> dict[str, Any]:
    """The OpenAPI document of the whole application; nothing is opened for it."""
    parts = SimpleNamespace(settings=Settings.model_construct(), clock=SystemClock(), checks={})
    return create_app(parts, routers()).openapi()


def settings_page() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        choices = [str(choice) for choice in getattr(alias, "choices", [alias])] if alias else []
        names = choices or [f"REELWRIGHT_{name.upper()}"]
        default = getattr(field.default, "get_secret_value", lambda field=field: field.default)()
        shown = (
            "" if default in ("", None, ()) else f"`{', '.join(default) if isinstance(default, tuple) else default}`"
        )
        rows.append((" or ".join(f"`{n}`" for n in names), shown, field.description or ""))
    return page(
        "Settings",
        "Read from the environment, or from a file `.env` in the project's folder. All are optional.",
        table(("name", "default", "what it does"), rows),
    )


def errors_page() -> str:
    rows = {(p.status, p.code): (f"`{p.code}`", str(p.status), p.title, meaning(p)) for p in problems()}
    return page(
        "Errors",
        "Every error is `application/problem+json` (RFC 9457). `code` never changes; `detail` says what happened and\n"
        "what to do about it. Codes of one status stand together.",
        table(("code", "status", "title", "when"), [rows[key] for key in sorted(rows)]),
    )


def problems() -> Iterator[type[Problem]]:
    """Every error of the product, wherever it is defined."""
    for module in pkgutil.walk_packages(reelwright.__path__, "reelwright."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    waiting = [Problem]
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if not found.__name__.startswith("_"):
            yield found


def meaning(problem: type[Problem]) -> str:
    """The first paragraph of its docstring, without the status that may stand before it."""
    if not problem.__dict__.get("__doc__"):
        return ""
    text = re.sub(r"^\d{3}\b:? (?:on )?", "", first_paragraph(problem.__doc__ or ""))
    return text[:1].upper() + text[1:]


def first_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


def events_page() -> str:
    return page(
        "Events",
        "Sent by `GET /api/video/{id}/events` and `GET /api/events` (server-sent events, replayed after\n"
        "`Last-Event-ID`). `data` holds the members named here.",
        table(("type", "what happened"), [(f"`{name}`", text) for name, text in EVENT_TYPES.items()]),
        "## Webhooks\n\nPosted as `{type, timestamp, data}` to endpoints that ask for a type, and to an order's "
        "`callbackUrl`\nwhen it ends. `data` of a `generation.` message is what `GET /api/video/{id}` answers.",
        table(("type", "what happened"), [(f"`{name}`", text) for name, text in WEBHOOK_TYPES.items()]),
        "Sent to one endpoint because somebody asked for just that, whatever it listens to:",
        table(("type", "what happened"), [(f"`{name}`", text) for name, text in DIRECT_TYPES.items()]),
    )


def models_page() -> str:
    catalog = load_catalog()
    overview = [
        (
            f"`{model.key}`",
            model.name,
            model.quality,
            life(model),
            ", ".join(dict.fromkeys(route.vendor for route in model.routes)) or "none",
        )
        for model in catalog.models.values()
    ]
    return page(
        "Models",
        "What a user picks, in the picker's order. Every model is delivered in 5 to 60 seconds, in 16:9, 9:16 and\n"
        "1:1; the modes below are what its routes make natively. Prices are those we know, with their date and source.",
        table(("key", "name", "quality", "life", "vendors"), overview),
        *(model_section(model) for model in catalog.models.values()),
    )


def life(model: Model) -> str:
    cycle = model.lifecycle
    ends = f" (ends {cycle.retires_at})" if cycle.retires_at else ""
    next_one = [f"`{s.key}`" + (" with a first frame" if s.when != "always" else "") for s in cycle.successors]
    return f"{cycle.status}{ends}" + (f"; then {', else '.join(next_one)}" if next_one else "")


def model_section(model: Model) -> str:
    rows = [mode_row(route, mode) for route in model.routes for mode in route.modes]
    columns = ("route: mode", "needs", "seconds", "formats", "sizes", "fps", "sound", "references", "price")
    sources = dict.fromkeys(f"{s.text} ({s.as_of}, {s.grade.replace('_', ' ')})" for s in sources_of(model))
    told = "\n".join(f"- {source}" for source in sources)
    return f"## {model.name}\n\n`{model.key}`: {model.description}\n\n{table(columns, rows)}\nSources:\n\n{told}\n"


def mode_row(route: Route, mode: Mode) -> tuple[str, ...]:
    return (
        f"`{route.id}`: {mode.id}",
        ", ".join(sorted(mode.requires)),
        seconds(mode),
        ", ".join(mode.aspect_ratios),
        ", ".join(mode.resolutions),
        str(mode.fps or "as made"),
        mode.audio,
        str(mode.max_references or ""),
        "<br>".join(price(p) for p in mode.prices) or "unknown",
    )


def seconds(mode: Mode) -> str:
    if not isinstance(mode.durations, DurationRange):
        return ", ".join(decimal(value) for value in mode.durations)
    span = f"{decimal(mode.durations.min)} to {decimal(mode.durations.max)}"
    return span if mode.durations.step == 1 else f"{span}, any" if mode.durations.step == "any" else f"{span}, in steps"


def price(given: Price) -> str:
    usd = usd_from_micro(given.micro_usd)
    per = (
        f"{decimal(given.credits_per_second)} credits a second at ${usd}"
        if given.credits_per_second
        else f"${usd} a {given.unit}"
    )
    holds = [given.resolution or "", {True: "with sound", False: "silent", None: ""}[given.with_audio]]
    return " ".join([per, *filter(None, holds)])


def sources_of(model: Model) -> Iterator[Any]:
    yield model.lifecycle.source
    for route in model.routes:
        yield route.source
        yield route.charge.source
        for mode in route.modes:
            yield mode.source
            yield from (p.source for p in mode.prices)


def platforms_page() -> str:
    rows = [
        (
            f"`{p.key}`",
            p.name,
            str(p.default_seconds),
            str(p.longest_seconds),
            p.aspect_ratio,
            ", ".join(f"{float(side):.0%}" for side in (p.safe.top, p.safe.right, p.safe.bottom, p.safe.left)),
        )
        for p in load_platforms().values()
    ]
    columns = ("key", "name", "seconds", "longest", "format", "covered by the app: top, right, bottom, left")
    return page(
        "Platforms",
        "Where a video is shown decides its usual length, its format and what stays free of text.",
        table(columns, rows),
    )


def api_page(document: dict[str, Any]) -> str:
    rows = [
        (
            f"`{method.upper()} {path}`",
            first_paragraph(operation.get("description", "")),
            ", ".join(operation["responses"]),
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return page(
        "API",
        "Every route with its answers. The full description, with bodies and examples, is\n"
        "[openapi.json](openapi.json); a running server serves it at `/api/openapi.json`.",
        table(("route", "what you get", "statuses"), rows),
    )


def page(title: str, *parts: str) -> str:
    return f"{NOTE}\n# {title}\n\n" + "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [columns, ["---" for _ in columns], *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def decimal(value: Fraction | None) -> str:
    return f"{float(value or 0):g}"


if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text)
