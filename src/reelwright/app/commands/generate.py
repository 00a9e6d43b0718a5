"""`generate` and `quote`: the main job from the command line."""

import asyncio
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from reelwright.app.commands.studio import studio_client
from reelwright.app.settings import Settings
from reelwright.client import Client, Refused, draft_of

OK, FAILED, REFUSED_BY_POLICY, NEEDS_ATTENTION, INVALID, NO_BUDGET, NOT_FETCHED, CANCELED = 0, 1, 3, 4, 2, 5, 6, 130
EXIT_BY_STATUS = {
    "succeeded": OK,
    "failed": FAILED,
    "refused": REFUSED_BY_POLICY,
    "needs_attention": NEEDS_ATTENTION,
    "canceled": CANCELED,
}
TEMPLATES = {
    "brand-animation": "/api/video/examples/brand-animation",
    "product-showcase": "/api/video/examples/product-showcase",
    "social-media": "/api/video/examples/social-media",
}
ROLES = ("logo", "product", "style", "firstFrame")
console = Console(stderr=True)

Prompt = Annotated[str, typer.Argument(help="What the video shows. With --template: the name or the idea.")]
Duration = Annotated[float | None, typer.Option("--duration", "-d", help="Seconds, 5-60. Default 8.")]
Aspect = Annotated[str | None, typer.Option("--aspect-ratio", "-a", help="16:9, 9:16 or 1:1. Default 16:9.")]
Resolution = Annotated[str | None, typer.Option(help="1080p or 720p. Default 1080p.")]
Model = Annotated[str | None, typer.Option("--model", "-m", help="A key of `reelwright models`. Default sora-2-pro.")]
References = Annotated[
    list[str] | None,
    typer.Option(
        "--reference", "-r", help="An image file or URL; logo=FILE, product=, style= or firstFrame= says what for."
    ),
]
Template = Annotated[str | None, typer.Option(help="brand-animation, product-showcase or social-media.")]
Field = Annotated[
    list[str] | None,
    typer.Option(
        "--field", "-f", help="A further field of the order or template, NAME=VALUE: tagline=..., platform=tiktok."
    ),
]
Audio = Annotated[str | None, typer.Option(help="auto, native, music or none.")]
Seed = Annotated[int | None, typer.Option(help="The same seed gives the same video, where the model can.")]
MaxPrice = Annotated[float | None, typer.Option(help="Refuse to order above this many dollars.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON on stdout.")]


def generate(
    prompt: Prompt,
    duration: Duration = None,
    aspect_ratio: Aspect = None,
    resolution: Resolution = None,
    model: Model = None,
    reference: References = None,
    template: Template = None,
    field: Field = None,
    audio: Audio = None,
    seed: Seed = None,
    max_price: MaxPrice = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Save the finished file here.")] = None,
    idempotency_key: Annotated[
        str | None, typer.Option(help="Makes running the same command again safe for 24 h.")
    ] = None,
    wait: Annotated[bool, typer.Option(help="Wait for the end; --no-wait only orders.")] = True,
    as_json: AsJson = False,
) -> None:
    """Make a video: with the running server, or all by itself.

    Exit codes: 0 made, 1 failed, 2 the order cannot be met as written, 3 refused by a content policy, 4 a paid submit
    needs your attention, 5 over budget, 6 ordered, but lost sight of or not saved here: the answer says where it is, do
    not order again, 130 canceled.
    """
    order, files = order_from(
        prompt, duration, aspect_ratio, resolution, model, reference, template, field, audio, seed, max_price
    )
    if output is not None:
        _check_target(output)
    path = TEMPLATES[template] if template else "/api/video/generate"
    job = _generate(order, files, path, output, idempotency_key, wait, as_json)
    raise typer.Exit(_run(job, as_json))


def quote(
    prompt: Prompt,
    duration: Duration = None,
    aspect_ratio: Aspect = None,
    resolution: Resolution = None,
    model: Model = None,
    reference: References = None,
    field: Field = None,
    audio: Audio = None,
    seed: Seed = None,
    max_price: MaxPrice = None,
    as_json: AsJson = False,
) -> None:
    """Say the plan and the price of an order without ordering."""
    order, files = order_from(
        prompt, duration, aspect_ratio, resolution, model, reference, None, field, audio, seed, max_price
    )
    raise typer.Exit(_run(_quote(order, files, as_json), as_json))


def order_from(
    prompt: str,
    duration: float | None,
    aspect_ratio: str | None,
    resolution: str | None,
    model: str | None,
    reference: list[str] | None,
    template: str | None,
    field: list[str] | None,
    audio: str | None,
    seed: int | None,
    max_price: float | None,
) -> tuple[dict[str, Any], list[Path]]:
    """The order's JSON and the files that go with it. Raises `typer.BadParameter`."""
    if template is not None and template not in TEMPLATES:
        raise typer.BadParameter(f"Choose of {', '.join(TEMPLATES)}.", param_hint="--template")
    words = {"brand-animation": "productName", "product-showcase": "productName", "social-media": "concept"}
    order: dict[str, Any] = {words[template] if template else "prompt": prompt}
    given = {
        "duration": None if duration is None else float(Decimal(str(duration))),
        "aspectRatio": aspect_ratio,
        "resolution": resolution,
        "model": model,
        "audio": audio,
        "seed": seed,
        "maxPriceUsd": max_price,
    }
    order |= {name: value for name, value in given.items() if value is not None}
    for pair in field or []:
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE.", param_hint="--field")
        order[name] = value
    if template == "product-showcase":
        order.setdefault("productDescription", prompt)
    return order, _references(reference or [], order)


def _check_target(output: Path) -> None:
    """Before anything is paid: may a file be made there? Raises `typer.BadParameter`."""
    hint = "--output"
    if output.is_dir():
        raise typer.BadParameter(f"{output} is a folder: name a file in it.", param_hint=hint)
    if output.exists() and not output.is_file():
        raise typer.BadParameter(f"{output} is not a file that can be replaced.", param_hint=hint)
    if not output.resolve().parent.is_dir():
        raise typer.BadParameter(f"There is no folder {output.resolve().parent}.", param_hint=hint)
    try:
        draft_of(output).open("ab").close()
        draft_of(output).unlink()
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written: {error.strerror}.", param_hint=hint) from None


def _references(given: list[str], order: dict[str, Any]) -> list[Path]:
    """Puts URLs and named roles into the order; gives the files that go along without a role of their own.

    A file with a role stands in the order by its path until `_upload` has kept it.
    """
    files: list[Path] = []
    for one in given:
        role, equals, rest = one.partition("=")
        named = role if equals and role in ROLES else None
        source = rest if named else one
        is_url = source.startswith(("http://", "https://"))
        if not is_url and not Path(source).is_file():
            raise typer.BadParameter(f"There is no file {source}.", param_hint="--reference")
        if named:
            order.setdefault("references", []).append({"url" if is_url else "path": source, "role": named})
        elif is_url:
            order.setdefault("referenceImageUrls", []).append(source)
        else:
            files.append(Path(source))
    return files


async def _upload(client: Client, order: dict[str, Any]) -> None:
    """Keep the files that have a role, and name them by their asset."""
    for reference in order.get("references", []):
        if path := reference.pop("path", None):
            reference["assetId"] = (await client.upload(Path(path)))["id"]


def _run(job: Any, as_json: bool) -> int:
    try:
        code: int = asyncio.run(job)
        return code
    except Refused as refused:
        if as_json:
            print(json.dumps(refused.problem))
        console.print(f"[bold red]{escape(refused.code)}[/]: {escape(refused.detail)}", highlight=False)
        return {402: NO_BUDGET, 401: FAILED, 403: FAILED}.get(
            refused.status, INVALID if refused.status < 500 else FAILED
        )
    except KeyboardInterrupt:
        return CANCELED


async def _quote(order: dict[str, Any], files: list[Path], as_json: bool) -> int:
    async with studio_client(Settings()) as (client, _):
        await _upload(client, order)
        answer = await client.quote(order, files)
    if as_json:
        print(json.dumps(answer, indent=2))
        return OK
    plan = answer["plan"]
    served = answer["servedBy"]
    console.print(
        f"[bold]${answer['priceUsd']:.2f}[/] by {escape(served['model'])} ({served['vendor']})", highlight=False
    )
    shots = ", ".join(f"{shot['nativeSeconds']:g} s" for shot in plan["shots"])
    console.print(
        f"{plan['frames']} frames, {plan['width']}x{plan['height']} at {plan['fps']} fps; shots: {shots}; "
        f"join: {plan['join']}; reframe: {plan['reframe'] or 'none'}",
        highlight=False,
    )
    for warning in answer["warnings"]:
        console.print(f"[yellow]note[/] {escape(warning)}", highlight=False)
    return OK


async def _generate(
    order: dict[str, Any],
    files: list[Path],
    path: str,
    output: Path | None,
    key: str | None,
    wait: bool,
    as_json: bool,
) -> int:
    async with studio_client(Settings()) as (client, is_alone):
        await _upload(client, order)
        view = await client.generate(order, files, idempotency_key=key, path=path)
        for warning in view["warnings"]:
            console.print(f"[yellow]note[/] {escape(warning)}", highlight=False)
        view, trouble = await _fetch(client, view, output) if wait else (view, "")
        if as_json:
            print(json.dumps(view, indent=2))
        else:
            _tell(view, None if trouble else output, wait and not trouble)
        if is_alone and (as_json or not output or not wait):  # a link was printed
            what = "Its links open" if wait else "It goes on, and its links open,"
            console.print(f"[dim]{what} while Reelwright runs: start ./run[/]", highlight=False)
        if trouble:
            console.print(f"[bold red]not fetched[/] {escape(trouble)}. It is ordered: do not order again.")
            return NOT_FETCHED
        return EXIT_BY_STATUS.get(view["status"], OK)


async def _fetch(client: Client, view: dict[str, Any], output: Path | None) -> tuple[dict[str, Any], str]:
    """The order once it rests, its file saved; else as last seen, and what went wrong. It is paid: nothing raises."""
    try:
        await _follow(client, view)
        view = await client.get(view["id"])
        if view["status"] == "succeeded" and output:
            await client.save(view["videoUrl"], output)
    except (OSError, aiohttp.ClientError, Refused) as error:
        return view, str(error) or type(error).__name__
    return view, ""


async def _follow(client: Client, view: dict[str, Any]) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[eta]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(view["status"], total=1.0, eta="")
        async for kind, data in client.follow(view["id"]):
            if kind == "progress":
                eta = data.get("etaSeconds")
                said = f"about {eta:.0f} s to go" if eta else ""
                bar.update(task, description=data["status"], completed=data["progress"], eta=said)
            elif kind == "generation.warning":
                console.print(f"[yellow]note[/] {escape(data['message'])}", highlight=False)


def _tell(view: dict[str, Any], output: Path | None, waited: bool) -> None:
    if view["status"] == "succeeded":
        facts = view["metadata"]
        where = escape(str(output or view["videoUrl"]))
        console.print(
            f"[bold green]done[/] {where}  {facts['width']}x{facts['height']}, {facts['frames']} frames at "
            f"{facts['fps']} fps, {facts['bytes'] / 1e6:.1f} MB, ${view['price']['chargedUsd']:.2f}",
            highlight=False,
        )
        if output is None:
            print(view["videoUrl"])
    elif waited:
        error = view["error"] or {}
        console.print(f"[bold red]{view['status']}[/] {escape(error.get('detail') or '')}", highlight=False)
        if view["status"] == "needs_attention":
            console.print(f"Settle it: POST {view['statusUrl']}/resolve", highlight=False)
    else:
        print(view["statusUrl"])
