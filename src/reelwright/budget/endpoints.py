"""`/api/budgets` and `/api/ledger`."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from reelwright.accounts.auth import Manager, Reader
from reelwright.budget.contracts import Purpose, campaign_scope
from reelwright.budget.service import BudgetService
from reelwright.kit.answers import errors
from reelwright.kit.dto import Dto, Moment, Usd
from reelwright.kit.money import micro_from_usd
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT
from reelwright.kit.problems import Invalid, NotFound

router = APIRouter(prefix="/api", tags=["money"])


class BudgetDto(Dto):
    """One account: the workspace or a campaign, in all (`total`) or in one month."""

    scope: str
    period: str
    limit_usd: Usd | None
    held_usd: Usd
    spent_usd: Usd


class SetBudgetDto(Dto):
    """A hard limit; null takes it away. Without a campaign it is the workspace's."""

    limit_usd: Annotated[Decimal, Field(ge=0, le=1_000_000_000, allow_inf_nan=False)] | None
    campaign_id: Annotated[str, Field(max_length=60)] | None = None
    period: Literal["total", "month"] = "total"


class LedgerEntryDto(Dto):
    """Money set aside, spent or given back, and what for. `prompt` is its beginning; null: the video was deleted."""

    id: str
    entry: str
    attempt_id: str
    scope: str
    held_delta_usd: Usd
    spent_delta_usd: Usd
    evidence: dict[str, Any]
    created_at: Moment
    generation_id: str | None
    prompt: str | None
    model: str | None
    vendor: str | None
    campaign_id: str | None
    campaign_name: str | None


class LedgerDto(Dto):
    """Newest first."""

    items: list[LedgerEntryDto]
    next_cursor: str | None


def service(request: Request) -> BudgetService:
    """The budget service of this installation."""
    found: BudgetService = request.app.state.services.budget
    return found


Service = Annotated[BudgetService, Depends(service)]


def _shown(rows: Any) -> list[BudgetDto]:
    return [
        BudgetDto(
            scope=row.scope,
            period=row.period,
            limit_usd=row.limit_micro,
            held_usd=row.held_micro,
            spent_usd=row.spent_micro,
        )
        for row in rows
    ]


@router.get("/budgets")
async def list_budgets(who: Reader, budget: Service) -> list[BudgetDto]:
    """List what is held and spent, and the limits."""
    return _shown(await budget.list(who.workspace_id))


@router.put("/budgets", responses=errors(Invalid, NotFound))
async def set_budget(body: SetBudgetDto, who: Manager, request: Request, budget: Service) -> list[BudgetDto]:
    """Set or take away a hard limit."""
    if body.campaign_id:
        await request.app.state.services.campaigns.get(who.workspace_id, body.campaign_id)
    limit = None if body.limit_usd is None else micro_from_usd(body.limit_usd)
    rows = await budget.set_limit(
        who.workspace_id, body.campaign_id, is_monthly=body.period == "month", limit_micro=limit
    )
    return _shown(rows)


@router.get(
    "/ledger", response_model=LedgerDto, responses={200: {"content": {"text/csv": {}}, "description": "JSON or CSV."}}
)
async def get_ledger(
    who: Reader,
    budget: Service,
    campaign: Annotated[str | None, Query(max_length=60)] = None,
    format: Annotated[Literal["json", "csv"], Query()] = "json",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Any:
    """List every movement of money, as JSON pages or whole as CSV."""
    scope = campaign_scope(campaign) if campaign else None
    if format == "csv":
        text = await budget.ledger_csv(who.workspace_id, scope)
        headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
        return Response(text, media_type="text/csv", headers=headers)
    found = await budget.ledger(who.workspace_id, scope, cursor, limit)
    return LedgerDto(items=[_entry(*one) for one in found.items], next_cursor=found.next_cursor)


def _entry(row: Any, purpose: Purpose | None) -> LedgerEntryDto:
    return LedgerEntryDto(
        id=row.id,
        entry=row.entry_key.split(":")[0],
        attempt_id=row.attempt_id,
        scope=row.scope,
        held_delta_usd=row.held_delta,
        spent_delta_usd=row.spent_delta,
        evidence=row.evidence,
        created_at=row.created_at,
        **(vars(purpose) if purpose else dict.fromkeys(Purpose.__dataclass_fields__)),
    )
