"""Writing into a brief, inside the transaction of whoever knows something new."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.accounts.errors import NotAllowed
from reelwright.budget.service import limit_campaign
from reelwright.campaigns import repository
from reelwright.campaigns.contracts import Campaign
from reelwright.prompting.contracts import Facts, FieldName


def write_facts(
    conn: sa.Connection,
    campaign: Campaign,
    facts: Facts,
    *,
    may_raise: bool,
    skipped: tuple[FieldName, ...] = (),
    others: Mapping[str, Any] | None = None,
) -> None:
    """Write facts into a locked campaign's brief, along with `others` of its columns.

    A field written is no longer skipped. The budget is the campaign's hard limit: raising or removing one that is set
    is for those who manage budgets, else `NotAllowed`.
    """
    if "budget_micro" in facts and facts["budget_micro"] != campaign.brief.budget_micro:
        check_budget(campaign, facts["budget_micro"], may_raise=may_raise)
        limit_campaign(conn, campaign.workspace_id, campaign.id, facts["budget_micro"])
    brief = campaign.brief.with_facts(facts)
    left_open = dict.fromkeys([*campaign.skipped, *skipped])
    still = [name for name in left_open if name in brief.missing()]
    repository.change(conn, campaign.id, {"brief": brief, "skipped": still, **(others or {})})


def check_budget(campaign: Campaign, wanted_micro: int | None, *, may_raise: bool) -> None:
    """Raises `NotAllowed` where the limit would be raised or removed by somebody who may not."""
    limit = campaign.brief.budget_micro
    if limit is None or may_raise or (wanted_micro is not None and wanted_micro <= limit):
        return
    raise NotAllowed(
        "A campaign's budget is raised or removed by those who manage budgets. Ask an owner of the workspace.",
        scope="manage",
    )
