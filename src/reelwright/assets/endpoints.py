"""The HTTP face of assets."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from reelwright.accounts.auth import Reader, Writer
from reelwright.assets.contracts import Asset
from reelwright.assets.errors import BeingDeleted, FileTooLarge
from reelwright.assets.schemas import AssetDto, AssetsDto, FromUrlDto
from reelwright.assets.service import LINK_PATH, AssetsService
from reelwright.kit.answers import errors
from reelwright.kit.kept_files import kept_file
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from reelwright.kit.problems import Invalid, NotFound
from reelwright.kit.safe_fetch import ReferenceFetchFailed, ReferenceTooLarge, ReferenceUrlRefused
from reelwright.media.errors import BadImage

router = APIRouter(tags=["assets"])

MAX_FILES = 10
MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_FORM_BYTES = MAX_FILES * MAX_FILE_BYTES + (1 << 20)
_NAMES = ("files", "file")
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MAX_FILES,
                            "items": {"type": "string", "format": "binary"},
                            "description": "PNG, JPEG, WebP, AVIF, HEIC, GIF (its first frame) or SVG, 20 MB each.",
                        }
                    },
                }
            }
        },
    }
}


def _assets(request: Request) -> AssetsService:
    service: AssetsService = request.app.state.services.assets
    return service


@router.post(
    "/api/assets",
    status_code=201,
    responses=errors(Invalid, BadImage, FileTooLarge, BeingDeleted),
    max_body_size=MAX_FORM_BYTES,
    openapi_extra=_FORM,
)
async def upload_assets(request: Request, who: Writer) -> AssetsDto:
    """Keep pictures, up to ten of 20 MB. One that is known already is not kept twice."""
    # Read here and not by a parameter: so nothing is read from whoever is not signed in.
    async with request.form(max_files=MAX_FILES, max_fields=MAX_FILES) as form:
        kept = [await _store(_assets(request), who.workspace_id, upload) for upload in _uploads(form)]
    return AssetsDto(items=[AssetDto.model_validate(asset) for asset in kept])


@router.post(
    "/api/assets/from-url",
    status_code=201,
    response_model=AssetDto,
    responses=errors(Invalid, ReferenceUrlRefused, ReferenceFetchFailed, ReferenceTooLarge, BadImage, BeingDeleted),
)
async def fetch_asset(request: Request, who: Writer, body: FromUrlDto) -> Asset:
    """Keep the picture at a public address."""
    return await _assets(request).store_url(who.workspace_id, body.url)


@router.get("/api/assets", response_model=AssetsDto)
async def list_assets(
    request: Request,
    who: Reader,
    cursor: Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[Asset]:
    """The workspace's pictures, the newest first."""
    return await _assets(request).list(who.workspace_id, cursor, limit)


@router.get("/api/assets/{asset_id}", response_model=AssetDto, responses=errors(NotFound))
async def get_asset(request: Request, who: Reader, asset_id: str) -> Asset:
    """One picture."""
    return await _assets(request).get(who.workspace_id, asset_id)


@router.get(
    "/api/assets/{asset_id}/file",
    response_class=Response,
    responses=errors(NotFound) | {200: {"description": "The picture."}, 307: {"description": "Where it is."}},
)
async def get_asset_file(request: Request, who: Reader, asset_id: str) -> Response:
    """The picture itself, or the storage's address for it."""
    assets = _assets(request)
    return await _answer(assets, await assets.get(who.workspace_id, asset_id), request)


@router.head(f"{LINK_PATH}{{token}}", include_in_schema=False)
@router.get(
    f"{LINK_PATH}{{token}}",
    response_class=Response,
    responses=errors(NotFound) | {200: {"description": "The picture."}, 307: {"description": "Where it is."}},
)
async def open_asset_link(request: Request, token: str) -> Response:
    """The picture behind its link, for whoever has the link."""
    assets = _assets(request)
    return await _answer(assets, await assets.by_token(token), request)


@router.delete("/api/assets/{asset_id}", status_code=204, responses=errors(NotFound))
async def delete_asset(request: Request, who: Writer, asset_id: str) -> None:
    """Delete a picture; its link ends."""
    await _assets(request).delete(who.workspace_id, asset_id)


def _uploads(form: FormData) -> list[UploadFile]:
    found = [part for name in _NAMES for part in form.getlist(name) if isinstance(part, UploadFile)]
    if not found:
        raise Invalid("Send pictures as multipart/form-data under `files`.", fields={"files": "at least one file"})
    return found


async def _store(assets: AssetsService, workspace_id: str, upload: UploadFile) -> Asset:
    """From the framework's spool, which may be memory only, to a file that a child can open."""
    if (upload.size or 0) > MAX_FILE_BYTES:
        raise FileTooLarge(f"{upload.filename or 'The file'} is larger than 20 MB. Send a smaller picture.")
    with tempfile.NamedTemporaryFile(prefix="reelwright-upload-") as file:
        while chunk := await upload.read(1 << 20):
            file.write(chunk)
        file.flush()
        return await assets.store_upload(workspace_id, Path(file.name), upload.filename or "")


async def _answer(assets: AssetsService, asset: Asset, request: Request) -> Response:
    return await kept_file(
        assets.storage,
        asset.key,
        asset.content_type,
        request,
        cache="private, max-age=3600",
        link_cache="private, max-age=1800",  # half of how long the address works
        missing="The picture's file is missing from the storage. Restore it from a backup.",
    )
