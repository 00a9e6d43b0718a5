"""Pictures people bring: taken in once, kept for good, found again by id or link.

A row is claimed before its object is written and outlives it when both go, so that no link leads nowhere: neither a
crash nor a delete beside an upload of the same picture leaves a row without its bytes.
"""

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from reelwright.assets import repository
from reelwright.assets.contracts import Asset
from reelwright.assets.errors import BeingDeleted
from reelwright.kit.children import ChildDied, Children
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.dto import is_text
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.pagination import Page
from reelwright.kit.problems import NotFound
from reelwright.kit.safe_fetch import SafeFetcher
from reelwright.media.errors import BadImage
from reelwright.storage.contract import Storage
from reelwright.storage.keys import asset_key

INTAKE = "reelwright.media.images:intake"
INTAKE_SECONDS = 60
LINK_PATH = "/media/assets/"
MAX_NAME_LENGTH = 200
WAIT_FOR_DELETE_SECONDS = 3.0
LEFT_BEHIND_MS = 3_600_000


class AssetsService:
    """Keeps pictures, each once per workspace."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        storage: Storage,
        children: Children,
        scratch: Path,
        *,
        address: str,
        fetcher: SafeFetcher | None = None,
    ) -> None:
        """Pictures are decoded in `children`, in folders under `scratch`; `address` begins the links."""
        self._db, self._clock, self._children = db, clock, children
        self.storage = storage
        self._scratch = scratch
        self._address = address
        self._fetcher = fetcher or SafeFetcher()

    async def store_upload(self, workspace_id: str, path: Path, filename: str) -> Asset:
        """Keep the picture in the file, which stays the caller's; the same picture gives the same asset.

        Raises `BadImage` (with the reason), `BeingDeleted`.
        """
        name = _clean(filename)
        source_sha256 = await asyncio.to_thread(_sha256, path)
        row = await self._find(workspace_id=workspace_id, source_sha256=source_sha256)
        if row is not None:
            return self._asset(row)  # these very bytes are known: nothing to decode
        async with self._folder() as folder:
            kept = folder / "kept"
            args = {"path": str(path), "output": str(kept), "name": name}
            facts = await self._decode(args)
            return await self._keep(workspace_id, kept, facts, name, source_sha256)

    async def store_url(self, workspace_id: str, url: str) -> Asset:
        """Keep the picture at a public address, or the asset itself where the address is a link of ours.

        Raises `ReferenceUrlRefused`, `ReferenceFetchFailed`, `BadImage`, `BeingDeleted`.
        """
        if (ours := await self.resolve(workspace_id, url)) is not None:
            return ours
        async with self._folder() as folder:
            fetched = await self._fetcher.fetch(url, into=folder / "fetched")
            name = unquote(PurePath(urlsplit(fetched.final_url).path).name) or "picture"
            return await self.store_upload(workspace_id, folder / "fetched", name)

    async def get(self, workspace_id: str, asset_id: str) -> Asset:
        """The workspace's asset. Raises `NotFound`."""
        return self._asset(await self._row(workspace_id=workspace_id, id=asset_id))

    async def resolve(self, workspace_id: str, id_or_url: str) -> Asset | None:
        """The workspace's asset that an id or one of our links names, without a fetch; None for anything else."""
        row = None
        if id_or_url.startswith(f"{self._address}{LINK_PATH}"):
            token = id_or_url.removeprefix(f"{self._address}{LINK_PATH}").partition("?")[0]
            row = await self._find(workspace_id=workspace_id, token=token)
        elif id_or_url.startswith("ast_"):
            row = await self._find(workspace_id=workspace_id, id=id_or_url)
        return self._asset(row) if row else None

    async def by_token(self, token: str) -> Asset:
        """The asset whose link has this token, whoever asks. Raises `NotFound`."""
        return self._asset(await self._row(token=token))

    async def list(self, workspace_id: str, cursor: str | None, limit: int) -> Page[Asset]:
        """The workspace's assets, the newest first."""
        rows = await self._db.read(lambda conn: repository.list_stored(conn, workspace_id, cursor, limit))
        return rows.map(self._asset)

    async def local_copy(self, asset: Asset, folder: Path) -> Path:
        """A copy of the picture in the folder, under a name of its own bytes; not fetched again if it is there."""
        path = folder / PurePath(asset.key).name
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            await self.storage.download(asset.key, path)
        return path

    async def local_copy_of(self, asset_id: str, folder: Path) -> Path:
        """`local_copy` for whoever was handed an id by us and knows no workspace, such as the studio engine."""
        return await self.local_copy(self._asset(await self._row(id=asset_id)), folder)

    async def delete(self, workspace_id: str, asset_id: str) -> None:
        """Delete the picture and its bytes; its link ends. Raises `NotFound`."""
        row = await self._row(workspace_id=workspace_id, id=asset_id)
        if not await self._db.write(lambda conn: repository.set_state(conn, row.id, "stored", "deleting")):
            raise _no_such_asset()
        await self._remove(row)

    async def sweep(self) -> None:
        """Finish what a process that died left half-way, after an hour."""
        before = self._clock.now_ms() - LEFT_BEHIND_MS
        for row in await self._db.read(lambda conn: repository.list_unfinished(conn, before)):
            await self._give_up(row)

    async def _keep(self, workspace_id: str, kept: Path, facts: dict[str, Any], name: str, source_sha256: str) -> Asset:
        values = {
            "id": new_id("ast"),
            "workspace_id": workspace_id,
            "sha256": facts["sha256"],
            "source_sha256": source_sha256,
            "token": new_token(),
            "state": "writing",
            "key": asset_key(workspace_id, facts["sha256"], facts["suffix"].removeprefix(".")),
            "content_type": facts["content_type"],
            "bytes": facts["bytes"],
            "width": facts["width"],
            "height": facts["height"],
            "name": name,
            "warnings": list(facts["warnings"]),
            "created_at": self._clock.now_ms(),
        }
        while (row := await self._claim(values)).state == "writing":  # ours, or another's who writes the same bytes
            await self.storage.put_file(row.key, kept, row.content_type)
            if await self._db.write(partial(repository.set_state, asset_id=row.id, was="writing", becomes="stored")):
                break
        return self._asset(row)

    async def _decode(self, args: dict[str, str]) -> dict[str, Any]:
        try:
            return await self._children.run(INTAKE, args, timeout_seconds=INTAKE_SECONDS)
        except ChildDied as error:  # hostile or not, the picture is what cannot be dealt with
            raise BadImage(f"{args['name']} takes too much time or memory to open: save it anew.") from error

    async def _claim(self, values: dict[str, Any]) -> repository.Row:
        """The row for these bytes; waits a little while the same picture is on its way out."""
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + WAIT_FOR_DELETE_SECONDS
        while True:
            row = await self._db.write(lambda conn: repository.claim(conn, values))
            if row.state != "deleting":
                return row
            if loop.time() > ends_at:
                raise BeingDeleted("The same picture is being deleted right now. Send it again in a moment.")
            await asyncio.sleep(0.05)

    async def _give_up(self, row: repository.Row) -> None:
        if row.state == "writing":
            await self._db.write(lambda conn: repository.set_state(conn, row.id, "writing", "deleting"))
        await self._remove(row)

    async def _remove(self, row: repository.Row) -> None:
        await self.storage.delete(row.key)
        await self._db.write(lambda conn: repository.remove(conn, row.id))

    async def _find(self, **by: str) -> repository.Row | None:
        return await self._db.read(lambda conn: repository.find(conn, **by))

    async def _row(self, **by: str) -> repository.Row:
        row = await self._find(**by)
        if row is None:
            raise _no_such_asset()
        return row

    def _asset(self, row: repository.Row) -> Asset:
        fields = {name: getattr(row, name) for name in Asset.__dataclass_fields__ if name not in ("warnings", "url")}
        return Asset(**fields, warnings=tuple(row.warnings), url=f"{self._address}{LINK_PATH}{row.token}")

    @asynccontextmanager
    async def _folder(self) -> AsyncIterator[Path]:
        folder = self._scratch / new_id("intake")
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _no_such_asset() -> NotFound:
    return NotFound("There is no such picture in this workspace.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clean(filename: str) -> str:
    """A name to show: the last part of whatever path a browser sent, printable."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if char.isprintable() and is_text(char)).strip()
    return name[:MAX_NAME_LENGTH] or "picture"
